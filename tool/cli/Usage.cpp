//===- cli/Usage.cpp - what --help says, as data -----------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines commandUsages(), valuesOf() and takesFile().
//===----------------------------------------------------------------------===//
#include "cli/Usage.h"
#include "cli/Commands.h"
#include "engine/Profiles.h"
#include "report/Report.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace deed {

std::vector<CommandUsage> commandUsages() {
  std::vector<CommandUsage> Out;
  std::string Help = helpText();
  llvm::StringRef Text = llvm::StringRef(Help).split("usage:\n").second.split("\n\n").first;
  while (!Text.empty()) {
    llvm::StringRef Line;
    std::tie(Line, Text) = Text.split('\n');
    if (!Line.consume_front("  deed "))
      continue;
    llvm::StringRef Name = Line.take_while([](char C) { return llvm::isLower(C) || C == '-'; });
    if (Name.empty() || Name.starts_with("-"))
      continue; // deed FILE.c, deed --version
    auto Found = llvm::find_if(Out, [&](const CommandUsage &C) { return C.Name == Name; });
    if (Found == Out.end())
      Found = Out.insert(Out.end(), {Name.str(), {}});
    llvm::StringRef Next = Line.drop_front(Name.size()).ltrim().take_until([](char C) { return C == ' '; });
    if (!Next.contains('|') || llvm::any_of(Next, llvm::isUpper))
      continue;
    llvm::SmallVector<llvm::StringRef> Words;
    Next.split(Words, '|');
    for (llvm::StringRef Word : Words)
      Found->Words.push_back(Word.str());
  }
  return Out;
}

std::vector<std::string> valuesOf(const Option &O) {
  if (O.Name == "format") {
    std::vector<std::string> Out;
    std::string Names = formatNames();
    llvm::SmallVector<llvm::StringRef> Words;
    llvm::StringRef(Names).split(Words, ", ");
    for (llvm::StringRef Word : Words)
      Out.push_back(Word.str());
    return Out;
  }
  if (O.Name == "profile") {
    std::vector<std::string> Out;
    for (const ProfileInfo &P : allProfiles())
      Out.emplace_back(P.Name);
    return Out;
  }
  if (O.Name == "checks" || O.Name == "warnings-as-errors") {
    std::vector<std::string> Out;
    for (const RuleInfo &R : allRules())
      Out.push_back(ruleLabel(R.Id));
    return Out;
  }
  if (O.Name == "scope")
    return {"lines", "functions", "files", "project"};
  if (O.Value == "WHEN")
    return {"auto", "always", "never"};
  if (O.Name == "sarif-for")
    return {"github", "azure"};
  if (O.Value.starts_with("[BOOL"))
    return {"true", "false"};
  return {};
}

bool takesFile(const Option &O) { return O.Value == "FILE" || O.Value == "BUILD" || O.Value == "FOLDER"; }

} // namespace deed
