//===- config/ConfigReader.cpp - the reader of .deed.yaml --------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines readConfig(). All is verified while it is read: a key, rule, value or
// type that is not known is an error with its place and the nearest right name.
// The reader goes only as deep as the grammar, so no text makes it recurse.
//===----------------------------------------------------------------------===//
#include "config/ConfigFile.h"
#include "engine/Profiles.h"
#include "engine/RuleOptions.h"
#include "models/YamlReader.h"
#include "project/CheckList.h"
#include "project/CompileDb.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"
#include <set>

namespace deed {

namespace yaml = llvm::yaml;
using llvm::StringRef;

llvm::ArrayRef<StringRef> configKeys() {
  static constexpr StringRef Keys[] = {"InheritParentConfig",
                                       "Profile",
                                       "Checks",
                                       "WarningsAsErrors",
                                       "HeaderFilter",
                                       "Prefixes",
                                       "Exempt",
                                       "Models",
                                       "Options",
                                       "Contracts",
                                       "Families",
                                       "Contexts"};
  return Keys;
}

llvm::ArrayRef<StringRef> prefixKeys() {
  static constexpr StringRef Keys[] = {"owned", "mutable", "borrowed"};
  return Keys;
}

llvm::ArrayRef<StringRef> exemptKeys() {
  static constexpr StringRef Keys[] = {"names", "types", "paths"};
  return Keys;
}

static StringRef ref(std::string_view Text) { return {Text.data(), Text.size()}; }

static std::vector<StringRef> profileNames() {
  std::vector<StringRef> Names;
  for (const ProfileInfo &P : allProfiles())
    Names.push_back(ref(P.Name));
  return Names;
}

namespace {
class ConfigReader : public YamlReader {
public:
  ConfigReader(YamlText &In, StringRef Path, StringRef Folder) : YamlReader(In), Folder(Folder) {
    Out.Path = Path.str();
  }

  bool readAll();
  ConfigFile Out;

private:
  StringRef Folder;
  std::shared_ptr<ModelSet> Own;

  bool readKey(yaml::Node &KeyNode, StringRef Key, yaml::Node *Value);
  bool readBool(yaml::Node *N, bool &Value);
  bool readProfile(yaml::Node *N);
  bool readGlobs(yaml::Node *N, StringRef Key, std::vector<TextSetting> &To);
  bool readHeaderFilter(yaml::Node *N);
  bool readPrefixes(yaml::Node *N);
  bool readExempt(yaml::Node *N);
  bool readTexts(yaml::Node *N, const llvm::Twine &What, std::vector<TextSetting> &To);
  bool readPaths(yaml::Node *N, std::vector<TextSetting> &To);
  bool readModels(yaml::Node *N);
  bool readOptions(yaml::Node *N);
  bool readOption(yaml::Node &KeyNode, StringRef Rule, StringRef Name, yaml::Node *Value);
};
} // namespace

bool ConfigReader::readKey(yaml::Node &KeyNode, StringRef Key, yaml::Node *Value) {
  if (Key == "InheritParentConfig")
    return readBool(Value, Out.InheritParent);
  if (Key == "Profile")
    return readProfile(Value);
  if (Key == "Checks")
    return readGlobs(Value, Key, Out.Checks);
  if (Key == "WarningsAsErrors")
    return readGlobs(Value, Key, Out.WarningsAsErrors);
  if (Key == "HeaderFilter")
    return readHeaderFilter(Value);
  if (Key == "Prefixes")
    return readPrefixes(Value);
  if (Key == "Exempt")
    return readExempt(Value);
  if (Key == "Models")
    return readModels(Value);
  if (Key == "Options")
    return readOptions(Value);
  if (llvm::is_contained(modelKeys(), Key)) {
    if (!Own)
      Own = std::make_shared<ModelSet>();
    Provenance From;
    From.From = Source::Configuration;
    From.Text = "configuration";
    return readModelKey(In, *Own, From, Key, Value);
  }
  return failWord(KeyNode, "unknown key", Key, configKeys());
}

bool ConfigReader::readBool(yaml::Node *N, bool &Value) {
  StringRef Text;
  if (!scalar(N, "expected 'true' or 'false'", Text))
    return false;
  if (Text != "true" && Text != "false")
    return failWord(*N, "expected 'true' or 'false', not", Text, {"true", "false"});
  Value = Text == "true";
  return true;
}

bool ConfigReader::readProfile(yaml::Node *N) {
  SourceRange From = range(*N);
  std::vector<std::string> Names;
  bool Good = items(N, [&](yaml::Node *Item) {
    StringRef Text;
    if (!scalar(Item, "'Profile' is a name or a list of names", Text))
      return false;
    for (StringRef Name : llvm::split(Text, ',')) {
      if (!isProfile(std::string_view(Name.trim())))
        return failWord(*Item, "unknown profile", Name.trim(), profileNames());
      Names.push_back(Name.trim().str());
    }
    return true;
  });
  if (!Good)
    return false;
  if (Names.empty())
    return fail(*N, "'Profile' names no profile");
  Out.Profile = TextSetting{llvm::join(Names, ","), From};
  return true;
}

bool ConfigReader::readGlobs(yaml::Node *N, StringRef Key, std::vector<TextSetting> &To) {
  return items(N, [&](yaml::Node *Item) {
    StringRef Text;
    if (!scalar(Item, "'" + Key + "' is a list of rules, such as '*,-ownership-leak'", Text))
      return false;
    for (StringRef Glob : llvm::split(Text, ',')) {
      Glob = Glob.trim();
      llvm::Expected<CheckList> Read = parseChecks(Glob, {});
      if (!Read)
        return fail(*Item, llvm::toString(Read.takeError()));
      if (!Glob.empty())
        To.push_back({Glob.str(), range(*Item)});
    }
    return true;
  });
}

bool ConfigReader::readHeaderFilter(yaml::Node *N) {
  StringRef Text;
  if (!scalar(N, "'HeaderFilter' is a regular expression", Text))
    return false;
  std::string Wrong;
  if (!Text.empty() && !llvm::Regex(Text).isValid(Wrong))
    return fail(*N, "'HeaderFilter' is no regular expression: " + Wrong);
  Out.HeaderFilter = TextSetting{Text.str(), range(*N)};
  return true;
}

bool ConfigReader::readPrefixes(yaml::Node *N) {
  std::set<std::string> Seen;
  return mapping(N, "'Prefixes' has the keys 'owned', 'mutable' and 'borrowed'",
                 [&](yaml::Node &KeyNode, StringRef Key, yaml::Node *Value) {
                   auto *To = Key == "owned"      ? &Out.Owned
                              : Key == "mutable"  ? &Out.Mutable
                              : Key == "borrowed" ? &Out.Borrowed
                                                  : nullptr;
                   if (!To)
                     return failWord(KeyNode, "unknown key", Key, prefixKeys());
                   if (*To)
                     return fail(KeyNode, "'" + Key + "' is given twice");
                   To->emplace();
                   (*To)->From = range(*Value);
                   return items(Value, [&](yaml::Node *Item) {
                     StringRef Text;
                     if (!scalar(Item, "a prefix is a word, such as own_", Text))
                       return false;
                     if (Text.empty() || llvm::isDigit(Text.front()) ||
                         !llvm::all_of(Text, [](char C) { return llvm::isAlnum(C) || C == '_'; }))
                       return fail(*Item, "no name in C begins with '" + Text.take_front(40) + "'");
                     if (!Seen.insert(Text.str()).second)
                       return fail(*Item, "the prefix '" + Text + "' is given twice");
                     (*To)->Value.push_back(Text.str());
                     return true;
                   });
                 });
}

bool ConfigReader::readTexts(yaml::Node *N, const llvm::Twine &What, std::vector<TextSetting> &To) {
  const std::string Wanted = What.str();
  return items(N, [&](yaml::Node *Item) {
    StringRef Text;
    if (!scalar(Item, Wanted, Text))
      return false;
    if (Text.empty())
      return fail(*Item, Wanted);
    To.push_back({Text.str(), range(*Item)});
    return true;
  });
}

bool ConfigReader::readPaths(yaml::Node *N, std::vector<TextSetting> &To) {
  size_t First = To.size();
  if (!readTexts(N, "a path is relative to this file, such as 'vendor/**'", To))
    return false;
  for (TextSetting &Each : llvm::drop_begin(To, First))
    Each.Value = absolutePath(Each.Value, Folder);
  return true;
}

bool ConfigReader::readExempt(yaml::Node *N) {
  std::set<std::string> Seen;
  return mapping(N, "'Exempt' has the keys 'names', 'types' and 'paths'",
                 [&](yaml::Node &KeyNode, StringRef Key, yaml::Node *Value) {
                   if (!Seen.insert(Key.str()).second)
                     return fail(KeyNode, "'" + Key + "' is given twice");
                   if (Key == "names")
                     return readTexts(Value, "'names' lists names of variables", Out.ExemptNames);
                   if (Key == "types")
                     return readTexts(Value, "'types' lists names of types", Out.ExemptTypes);
                   if (Key == "paths")
                     return readPaths(Value, Out.ExemptPaths);
                   return failWord(KeyNode, "unknown key", Key, exemptKeys());
                 });
}

bool ConfigReader::readModels(yaml::Node *N) {
  std::vector<StringRef> Shipped;
  for (const EmbeddedModel &M : embeddedModels())
    Shipped.push_back(M.Name);
  return items(N, [&](yaml::Node *Item) {
    StringRef Text;
    if (!scalar(Item, "a model is the name of a shipped one, or a path", Text))
      return false;
    std::string Value = Text.str();
    if (Text.contains('/') || Text.ends_with(".yaml") || Text.ends_with(".yml"))
      Value = absolutePath(Text, Folder);
    else if (!llvm::is_contained(Shipped, Text))
      return failWord(*Item, "no model is called", Text, Shipped);
    Out.Models.push_back({Value, range(*Item)});
    return true;
  });
}

bool ConfigReader::readOption(yaml::Node &KeyNode, StringRef Rule, StringRef Name, yaml::Node *Value) {
  const RuleOptionInfo *Option = findRuleOption(std::string_view(Rule), std::string_view(Name));
  if (!Option) {
    std::vector<StringRef> Known;
    for (const RuleOptionInfo &O : allRuleOptions())
      if (ref(O.Rule) == Rule)
        Known.push_back(ref(O.Name));
    if (Known.empty())
      return fail(KeyNode, "the rule '" + Rule + "' has no options");
    return failWord(KeyNode, "the rule '" + Rule + "' has no option", Name, Known);
  }
  StringRef Text;
  std::string Wanted = "'" + Rule.str() + "." + Name.str() + "' takes " + valuesInWords(*Option);
  if (!scalar(Value, Wanted, Text))
    return false;
  if (!takesValue(*Option, std::string_view(Text))) {
    std::vector<StringRef> Known;
    for (StringRef Each : llvm::split(ref(Option->Values), ','))
      Known.push_back(Each);
    return failWord(*Value, Wanted + ", not", Text, Known);
  }
  Out.Options.push_back({Rule.str(), Name.str(), {Text.str(), range(*Value)}});
  return true;
}

bool ConfigReader::readOptions(yaml::Node *N) {
  std::set<std::string> Seen;
  auto CheckRule = [&](yaml::Node &KeyNode, StringRef Rule) {
    if (findRule(std::string_view(Rule)))
      return true;
    std::vector<StringRef> Names;
    for (const RuleInfo &R : allRules())
      Names.push_back(ref(R.Name));
    return failWord(KeyNode, "no rule is called", Rule, Names);
  };
  return mapping(N, "'Options' maps rules to their options, as in {null-after-transfer: {When: always}}",
                 [&](yaml::Node &KeyNode, StringRef Key, yaml::Node *Value) {
                   StringRef Rule = Key;
                   Rule.consume_front("ownership-");
                   if (!Seen.insert(Rule.str()).second)
                     return fail(KeyNode, "'" + Key + "' is given twice");
                   if (Rule.contains('.')) {
                     auto [Before, Name] = Rule.split('.');
                     return CheckRule(KeyNode, Before) && readOption(KeyNode, Before, Name, Value);
                   }
                   if (!CheckRule(KeyNode, Rule))
                     return false;
                   std::set<std::string> Names;
                   return mapping(Value, "the options of a rule are a mapping, as in {When: always}",
                                  [&](yaml::Node &NameNode, StringRef Name, yaml::Node *To) {
                                    if (!Names.insert(Name.str()).second)
                                      return fail(NameNode, "'" + Name + "' is given twice");
                                    return readOption(NameNode, Rule, Name, To);
                                  });
                 });
}

bool ConfigReader::readAll() {
  yaml::Stream Stream(In.Text, In.Sources, /*ShowColors=*/false);
  bool First = true;
  for (yaml::Document &Doc : Stream) {
    yaml::Node *Root = Doc.getRoot();
    if (!Root)
      return false;
    if (!First)
      return fail(*Root, "a configuration is one document: take the '---' away");
    First = false;
    if (llvm::isa<yaml::NullNode>(Root)) {
      In.note(1, 1, "the configuration is empty; 'Profile: default' says as much");
      return false;
    }
    std::set<std::string> Seen;
    if (!mapping(Root, "a configuration has keys, such as 'Profile: default'",
                 [&](yaml::Node &KeyNode, StringRef Key, yaml::Node *Value) {
                   if (!Seen.insert(Key.str()).second)
                     return fail(KeyNode, "'" + (Key.size() > 60 ? Key.take_front(60) : Key) + "' is given twice");
                   return readKey(KeyNode, Key, Value);
                 }))
      return false;
  }
  Out.Own = std::move(Own);
  return !Stream.failed();
}

/// What no YAML reader should have to stand: text that is none.
static bool checkBytes(YamlText &In) {
  StringRef Text = In.Text;
  auto FailAt = [&](size_t Offset, const std::string &What) {
    StringRef Before = Text.take_front(Offset);
    size_t Line = Before.count('\n') + 1;
    size_t Begin = Before.rfind('\n') == StringRef::npos ? 0 : Before.rfind('\n') + 1;
    In.note(static_cast<int>(Line), static_cast<int>(Offset - Begin + 1), What);
    return false;
  };
  if (Text.starts_with("\xFF\xFE") || Text.starts_with("\xFE\xFF"))
    return FailAt(0, "this is UTF-16; save it as UTF-8");
  if (Text.size() > MaxConfigSize)
    return FailAt(0, "the configuration is larger than " + std::to_string(MaxConfigSize / 1024) + " KiB");
  if (size_t Nul = Text.find('\0'); Nul != StringRef::npos)
    return FailAt(Nul, "there is a NUL byte here");
  const auto *Begin = reinterpret_cast<const llvm::UTF8 *>(Text.begin()), *At = Begin;
  if (!llvm::isLegalUTF8String(&At, reinterpret_cast<const llvm::UTF8 *>(Text.end())))
    return FailAt(static_cast<size_t>(At - Begin), "this is no UTF-8");
  return true;
}

llvm::Expected<ConfigFile> readConfig(StringRef Text, StringRef Path, StringRef Folder, StringRef ShownAs) {
  Text.consume_front("\xEF\xBB\xBF"); // a byte order mark
  YamlText In(Text, ShownAs);
  In.Path = Path.str();
  if (checkBytes(In)) {
    ConfigReader Reader(In, Path, Folder);
    if (Reader.readAll() && In.Message.empty()) {
      Reader.Out.Text = (Path + "\n" + Folder + "\n" + llvm::Twine(Text.size()) + "\n" + Text).str();
      return std::move(Reader.Out);
    }
    In.note(1, 1, "this is not YAML");
  }
  return llvm::createStringError(std::errc::invalid_argument, "%s", In.Message.c_str());
}

} // namespace deed
