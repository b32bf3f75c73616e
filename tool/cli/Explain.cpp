//===- cli/Explain.cpp - deed explain, deed list -----------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines the commands that tell what Deed knows.
//===----------------------------------------------------------------------===//
#include "cli/Commands.h"
#include "cli/Options.h"
#include "config/Configuration.h"
#include "engine/Profiles.h"
#include "models/Models.h"
#include "project/Nearest.h"
#include "report/Markdown.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

namespace deed {

static llvm::StringRef ref(std::string_view Text) { return {Text.data(), Text.size()}; }

/// The rule that \p Word means: "leak", "ownership-leak" or "DEED1004".
static std::optional<Rule> ruleCalled(llvm::StringRef Word) {
  unsigned Number;
  llvm::StringRef Digits = Word;
  if (Digits.consume_front_insensitive("DEED") && !Digits.getAsInteger(10, Number))
    for (const RuleInfo &R : allRules())
      if (R.Number == Number)
        return R.Id;
  return findRule(Word);
}

ExitCode runExplain(llvm::ArrayRef<std::string> Words) {
  if (std::optional<ExitCode> Explained = runExplainPlace(Words))
    return *Explained;
  if (Words.size() != 1)
    return failMisuse("deed explain needs the name of one rule, or FILE:LINE; deed list rules shows all rules");
  llvm::StringRef Word = Words.front();
  if (Word == "--help") {
    llvm::outs() << "usage: deed explain RULE\n"
                    "       deed explain FILE:LINE[:COLUMN] [-p BUILD] [OPTIONS of deed check] [-- FLAGS]\n"
                    "RULE is a name (leak, ownership-leak) or a number (DEED1004). At a place: the contract of each\n"
                    "function, parameter and variable there, where it comes from, and what the analysis found.\n";
    return ExitCode::Clean;
  }
  std::optional<Rule> Id = ruleCalled(Word);
  if (!Id) {
    llvm::StringRef Bare = Word;
    Bare.consume_front("ownership-");
    std::vector<llvm::StringRef> Names;
    for (const RuleInfo &R : allRules())
      Names.push_back(ref(R.Name));
    return failMisuse(("no rule is called '" + Word + "'").str() + didYouMean(Bare, Names) +
                      " (deed list rules shows all)");
  }
  const RuleInfo &R = ruleInfo(*Id);
  bool Colour = wantsColour(std::nullopt);
  std::string Head = ruleLabel(R.Id) + " (DEED" + std::to_string(R.Number) + "), " +
                     std::string(levelName(R.DefaultLevel));
  for (llvm::StringRef Cwe : llvm::split(ref(R.Cwes), ','))
    if (!Cwe.empty())
      Head += ", CWE-" + Cwe.str();
  llvm::outs() << (Colour ? "\033[1m" + Head + "\033[0m" : Head) << '\n' << R.Title << "\n\n";
  // The page's own title says less than the head.
  llvm::StringRef Page = rulePage(ref(R.Name));
  if (Page.starts_with("# "))
    Page = Page.split('\n').second.ltrim('\n');
  llvm::outs() << renderMarkdown(Page, Colour);
  return ExitCode::Clean;
}

/// Those that are on in one of \p Profiles; all of them if it is empty.
static void listRules(llvm::StringRef Profiles) {
  std::bitset<64> On = rulesOfProfiles(Profiles);
  for (const RuleInfo &R : allRules())
    if (Profiles.empty() || On[static_cast<unsigned>(R.Id)])
      llvm::outs() << llvm::left_justify(ruleLabel(R.Id), 32) << " DEED" << R.Number << "  "
                   << llvm::left_justify(ref(levelName(R.DefaultLevel)), 8) << ' ' << R.Title
                   << '\n';
}

/// Each with the rules that it turns on and `default` does not.
static void listProfiles() {
  std::bitset<64> Base = rulesOfProfiles("default");
  for (const ProfileInfo &P : allProfiles()) {
    llvm::outs() << llvm::left_justify(ref(P.Name), 8) << ' ' << P.Title;
    std::bitset<64> More = rulesOfProfiles(P.Name) & ~Base;
    const char *Separator = "; adds ";
    for (const RuleInfo &R : allRules())
      if (More[static_cast<unsigned>(R.Id)]) {
        llvm::outs() << Separator << ref(R.Name);
        Separator = ", ";
      }
    llvm::outs() << '\n';
  }
}

/// `rules`, `rules --profile=NAME`, `rules --profile NAME`.
static ExitCode runListRules(llvm::ArrayRef<std::string> Words) {
  if (Words.empty()) {
    listRules("");
    return ExitCode::Clean;
  }
  llvm::StringRef Word = Words.front(), Name = Word.ltrim('-');
  Words = Words.drop_front();
  if (!Word.starts_with("-") || (Name != "profile" && !Name.starts_with("profile=")))
    return failMisuse(("deed list rules: unknown option '" + Word + "'").str() +
                      didYouMean(Word, {"--profile"}));
  if (Name == "profile") {
    if (Words.empty())
      return failMisuse(("'" + Word + "' needs a value: NAME").str());
    Name = Words.front();
    Words = Words.drop_front();
  } else
    Name.consume_front("profile=");
  if (!Words.empty())
    return failMisuse("deed list rules takes one --profile and nothing else");
  llvm::Expected<std::string> Profiles = readProfiles(Name);
  if (!Profiles)
    return failMisuse(llvm::toString(Profiles.takeError()));
  listRules(*Profiles);
  return ExitCode::Clean;
}

ExitCode runList(llvm::ArrayRef<std::string> Words) {
  if (!Words.empty() && Words.front() == "rules")
    return runListRules(Words.drop_front());
  llvm::StringRef What = Words.size() == 1 ? llvm::StringRef(Words.front()) : llvm::StringRef();
  if (What == "profiles") {
    listProfiles();
    return ExitCode::Clean;
  }
  if (What == "models") {
    for (const EmbeddedModel &M : embeddedModels())
      llvm::outs() << "# ---- " << M.Name << ".yaml\n" << M.Text.rtrim() << "\n\n";
    return ExitCode::Clean;
  }
  if (What == "schema") {
    llvm::outs() << configSchema();
    return ExitCode::Clean;
  }
  if (What == "--help") {
    llvm::outs() << "usage: deed list rules [--profile=NAME]|models|profiles|schema\n";
    return ExitCode::Clean;
  }
  return failMisuse(What.empty() ? std::string("deed list needs one of: rules, models, profiles, schema")
                                 : ("cannot list '" + What + "'").str() +
                                       didYouMean(What, {"rules", "models", "profiles", "schema"}) +
                                       " (rules, models, profiles, schema)");
}

} // namespace deed
