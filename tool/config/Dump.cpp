//===- config/Dump.cpp - a configuration as YAML -----------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines dumpConfig(). What it writes reads as the same configuration.
//===----------------------------------------------------------------------===//
#include "config/Configuration.h"
#include "report/Sources.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include <map>

namespace deed {

using llvm::StringRef;

namespace {
class Dumper {
public:
  Dumper(const Configuration &C, StringRef WorkingDirectory) : C(C), Base(WorkingDirectory) {}
  std::string run();

private:
  const Configuration &C;
  StringRef Base;
  std::string Out;

  void line(const std::string &Text, const std::string &Remark);
  std::string origin(const SourceRange &From) const;
  void list(StringRef Key, llvm::ArrayRef<TextSetting> Items, StringRef Indent = "");
  void prefix(StringRef Key, const std::vector<std::string> &Values,
              const std::optional<Setting<std::vector<std::string>>> &Given);
  void options();
  void contracts();
  void families();
  void entry(const std::string &Name, llvm::ArrayRef<std::pair<std::string, std::vector<std::string>>> Keys,
             const SourceRange &From);
  std::string shown(const TextSetting &Path) const;
};
} // namespace

/// A scalar of YAML that is \p Text when it is read again.
static std::string quote(StringRef Text) {
  std::string Out = "'";
  // Line breaks are folded between single quotes.
  if (llvm::any_of(Text, [](unsigned char Ch) { return Ch < 0x20 || Ch == 0x7f; })) {
    Out = '"';
    for (unsigned char Ch : Text)
      if (Ch < 0x20 || Ch == 0x7f)
        Out += "\\x" + llvm::utohexstr(Ch, /*LowerCase=*/true, /*Width=*/2);
      else
        Out += (Ch == '"' || Ch == '\\' ? "\\" : "") + std::string(1, Ch);
    return Out + '"';
  }
  for (char Ch : Text) {
    Out += Ch;
    if (Ch == '\'')
      Out += Ch;
  }
  return Out + "'";
}

std::string Dumper::origin(const SourceRange &From) const {
  if (!From.valid())
    return From.File.empty() ? "default" : From.File;
  return relativeTo(From.File, Base) + ":" + std::to_string(From.Line) + ":" + std::to_string(From.Column);
}

void Dumper::line(const std::string &Text, const std::string &Remark) {
  Out += Text;
  Out.append(Text.size() < 48 ? 48 - Text.size() : 1, ' ');
  Out += "# " + Remark + "\n";
}

std::string Dumper::shown(const TextSetting &Path) const {
  return llvm::sys::path::is_absolute(Path.Value) ? relativeTo(Path.Value, Base) : Path.Value;
}

void Dumper::list(StringRef Key, llvm::ArrayRef<TextSetting> Items, StringRef Indent) {
  if (Items.empty()) {
    line((Indent + Key + ": []").str(), "default");
    return;
  }
  Out += (Indent + Key + ":\n").str();
  for (const TextSetting &Each : Items)
    line((Indent + "  - " + quote(shown(Each))).str(), origin(Each.From));
}

void Dumper::prefix(StringRef Key, const std::vector<std::string> &Values,
                    const std::optional<Setting<std::vector<std::string>>> &Given) {
  line(("  " + Key + ": [" + llvm::join(Values, ", ") + "]").str(), Given ? origin(Given->From) : "default");
}

void Dumper::options() {
  Out += "Options:\n";
  StringRef Rule;
  for (const RuleOptionInfo &O : allRuleOptions()) {
    StringRef Of(O.Rule.data(), O.Rule.size());
    if (Of != Rule)
      Out += ("  " + Of + ":\n").str();
    Rule = Of;
    auto Given =
        llvm::find_if(C.Values.Options, [&](const OptionSetting &S) { return S.Rule == O.Rule && S.Name == O.Name; });
    const std::string_view Value = C.Options.get(O.Rule, O.Name);
    line("    " + std::string(O.Name) + ": " + std::string(Value), Given != C.Values.Options.end()
                                                                       ? origin(Given->Value.From)
                                                                   : Value != O.Default ? "profile strict"
                                                                                        : "default");
  }
}

/// "takes-on-success", "releases malloc".
static std::string paramText(const ParamContract &P) {
  FunctionContract One;
  One.Params.push_back(P);
  const std::string Printed = print(One); // ": {params: {0: WORDS}}\n..."
  StringRef Text = StringRef(Printed).split("{0: ").second;
  return Text.take_front(Text.find('}')).str();
}

/// The entry of \p Contract as it would be written, without what it does not say.
static std::string entryText(const FunctionContract &Contract, llvm::ArrayRef<NamedParam> Named, SourceRange &From) {
  std::string Params;
  auto Add = [&](const std::string &Key, const ParamContract &P) {
    Params += (Params.empty() ? "" : ", ") + Key + ": " + paramText(P);
    From = P.From.Where;
  };
  for (size_t I = 0; I != Contract.Params.size(); ++I)
    if (Contract.Params[I].From.From != Source::None)
      Add(std::to_string(I), Contract.Params[I]);
  for (const NamedParam &P : Named)
    Add(P.Name, P.Says);
  if (Contract.Rest.From.From != Source::None)
    Add("rest", Contract.Rest);
  FunctionContract Others = Contract;
  Others.Params.clear();
  Others.Rest = {};
  if (Others.Return.From.Where.valid())
    From = Others.Return.From.Where;
  const std::string Printed = print(Others);
  auto [Head, Tail] = StringRef(Printed).take_until([](char Ch) { return Ch == '\n'; }).split('{');
  if (Params.empty())
    return (Head + "{" + Tail).str();
  return (Head + "{params: {" + Params + "}" + (Tail == "}" ? "" : ", ") + Tail).str();
}

void Dumper::contracts() {
  std::map<StringRef, const FunctionContract *> Sorted;
  for (const auto &Each : C.Values.Own->contracts())
    Sorted[Each.getKey()] = &Each.getValue();
  if (Sorted.empty())
    return;
  Out += "Contracts:\n";
  for (const auto &[Name, Contract] : Sorted) {
    SourceRange From;
    std::string Text = "  " + entryText(*Contract, C.Values.Own->namedParams(Name), From);
    // `noreturn: true` alone has no word with a place.
    if (!From.valid())
      From = C.Values.Own->placeOf(Name);
    if (From.valid())
      line(Text, origin(From));
    else
      Out += Text + "\n";
  }
}

static const std::string &familyOf(const FunctionContract &C) {
  static const std::string None;
  if (!C.Return.Family.empty())
    return C.Return.Family;
  for (const ParamContract &P : C.Params)
    if (!P.Family.empty())
      return P.Family;
  return None;
}

/// The key of Families or Contexts that makes such a contract of a pattern.
static const char *keyOf(const FunctionContract &C) {
  if (C.Return.Word == ReturnWord::Owned)
    return "acquire";
  if (C.Return.Word == ReturnWord::Context)
    return "open";
  if (C.Return.Word == ReturnWord::Allocated)
    return "allocate";
  if (!C.Params.empty() && C.Params[0].Word == ParamWord::Resets)
    return "reset";
  if (C.Params.size() == 2)
    return "free";
  return "release";
}

void Dumper::entry(const std::string &Name, llvm::ArrayRef<std::pair<std::string, std::vector<std::string>>> Keys,
                   const SourceRange &From) {
  std::string Text;
  for (const auto &[Key, Values] : Keys)
    Text += (Text.empty() ? "" : ", ") + Key + ": " +
            (Values.size() == 1 ? Values[0] : "[" + llvm::join(Values, ", ") + "]");
  line("  " + quote(Name) + ": {" + Text + "}", origin(From));
}

/// Patterns only: functions that are named exactly stand among the contracts.
void Dumper::families() {
  using Keys = std::vector<std::pair<std::string, std::vector<std::string>>>;
  struct Group {
    std::string Name;
    Keys Entries;
    SourceRange From;
  };
  std::vector<Group> Families, Contexts;
  auto In = [](std::vector<Group> &Groups, const std::string &Name) -> Group & {
    auto It = llvm::find_if(Groups, [&](const Group &G) { return G.Name == Name; });
    return It != Groups.end() ? *It : Groups.emplace_back(Group{Name, {}, {}});
  };
  auto Names = [](const ContextModel::Names &List) {
    std::string Text;
    for (const auto &[Name, Kind] : List)
      Text += (Text.empty() ? "" : ", ") + quote(Name) + ": " + std::string(kindName(Kind));
    return std::vector<std::string>{"{" + Text + "}"};
  };
  for (const ContextModel &M : C.Values.Own->contexts()) {
    In(Contexts, M.Family).From = M.Where;
    Keys &To = In(Contexts, M.Family).Entries;
    std::vector<std::string> Types;
    for (const std::string &Type : M.Types)
      Types.push_back(quote(Type));
    if (M.Kind != ContextKind::None)
      To.push_back({"kind", {std::string(kindName(M.Kind))}});
    if (!Types.empty())
      To.push_back({"types", Types});
    if (!M.Parameters.empty())
      To.push_back({"parameters", Names(M.Parameters)});
    if (!M.Variables.empty())
      To.push_back({"variables", Names(M.Variables)});
    if (M.Current)
      To.push_back({"current", {"true"}});
    if (M.ThreadLocal)
      To.push_back({"thread-local", {"true"}});
  }
  for (const FunctionContract &Each : C.Values.Own->patterns()) {
    std::string Key = keyOf(Each);
    const std::string &Name = familyOf(Each);
    const bool OfContext = llvm::any_of(Contexts, [&](const Group &G) { return G.Name == Name; });
    if (OfContext && Key == "release")
      Key = "close";
    // A reset does not say of what; any context will do.
    Group &To = Name.empty() && !Contexts.empty() ? Contexts.front()
                : OfContext                       ? In(Contexts, Name)
                                                  : In(Families, Name);
    if (!OfContext && !To.From.valid())
      To.From =
          Each.Return.From.Where.valid() || Each.Params.empty() ? Each.Return.From.Where : Each.Params[0].From.Where;
    auto It = llvm::find_if(To.Entries, [&](const auto &E) { return E.first == Key; });
    if (It == To.Entries.end()) {
      To.Entries.push_back({Key, {}});
      It = std::prev(To.Entries.end());
    }
    It->second.push_back(quote(Each.Name));
  }
  if (!Families.empty())
    Out += "Families:\n";
  for (const Group &G : Families)
    entry(G.Name, G.Entries, G.From);
  if (!Contexts.empty())
    Out += "Contexts:\n";
  for (const Group &G : Contexts)
    entry(G.Name, G.Entries, G.From);
}

std::string Dumper::run() {
  Out = "# The configuration that holds here";
  for (const std::string &File : C.Files)
    Out += (File == C.Files.front() ? ", of " : " and ") + relativeTo(File, Base);
  Out += C.Files.empty() ? "; there is no .deed.yaml in this folder nor above\n" : "\n";
  const ConfigFile &V = C.Values;
  line("Profile: [" + C.Profile + "]", V.Profile ? origin(V.Profile->From) : "default");
  list("Checks", V.Checks);
  list("WarningsAsErrors", V.WarningsAsErrors);
  line("HeaderFilter: " + quote(V.HeaderFilter ? StringRef(V.HeaderFilter->Value) : StringRef()),
       V.HeaderFilter ? origin(V.HeaderFilter->From) : "default");
  Out += "Prefixes:\n";
  prefix("owned", C.Names.Owned, V.Owned);
  prefix("mutable", C.Names.Mutable, V.Mutable);
  prefix("borrowed", C.Names.Borrowed, V.Borrowed);
  Out += "Exempt:\n";
  list("names", V.ExemptNames, "  ");
  list("types", V.ExemptTypes, "  ");
  list("paths", V.ExemptPaths, "  ");
  list("Models", V.Models);
  options();
  if (V.Own) {
    contracts();
    families();
  }
  return Out;
}

std::string dumpConfig(const Configuration &Values, StringRef WorkingDirectory) {
  return Dumper(Values, WorkingDirectory).run();
}

} // namespace deed
