//===- cli/OptionsOfGate.cpp - what fails, and against what ---------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "cli/OptionTable.h"
#include "project/Nearest.h"
#include <cstdlib>

namespace deed {

bool inCi(std::optional<bool> Given) {
  if (Given)
    return *Given;
  const char *Text = std::getenv("CI");
  llvm::StringRef Value = Text ? Text : "";
  return !Value.empty() && Value != "0" && !Value.equals_insensitive("false");
}

static llvm::Error setCi(CheckOptions &O, llvm::StringRef V) {
  if (V.empty() || V == "true" || V == "1")
    O.Gate.Ci = true;
  else if (V == "false" || V == "0")
    O.Gate.Ci = false;
  else
    return misuse("--ci: '%s' is neither true nor false", V);
  return llvm::Error::success();
}

static llvm::Error setScope(CheckOptions &O, llvm::StringRef V) {
  static constexpr std::pair<llvm::StringLiteral, GateScope> Scopes[] = {{"lines", GateScope::Lines},
                                                                         {"functions", GateScope::Functions},
                                                                         {"files", GateScope::Files},
                                                                         {"project", GateScope::Project}};
  for (const auto &[Name, Scope] : Scopes)
    if (V == Name)
      return O.Gate.Scope = Scope, done();
  return misuse("--scope: '%s' is none of lines, functions, files, project%s", V,
                didYouMean(V, {"lines", "functions", "files", "project"}));
}

static constexpr Option Table[] = {
    {"since", "REF",
     [](CheckOptions &O, llvm::StringRef V) {
       if (V.empty())
         return misuse("--since needs a commit, as in --since=origin/main");
       return O.Gate.Since = V.str(), done();
     },
     "the gate: analyse what changed since the merge base of REF and HEAD, and what that touches; fail on what is new"},
    {"scope", "SCOPE", setScope,
     "of --since, which new findings fail: on changed lines; in changed functions and those that a changed contract "
     "touches (functions, the default); in changed files; all (project)"},
    {"baseline", "FILE", [](CheckOptions &O, llvm::StringRef V) { return O.Gate.Baseline = V.str(), done(); },
     "findings that were accepted and do not fail (default: .deed-baseline.jsonl in the project's root, if it is "
     "there); see deed baseline"},
    {"no-baseline", "", [](CheckOptions &O, llvm::StringRef) { return O.Gate.NoBaseline = true, done(); },
     "fail on accepted findings too"},
    {"strict-baseline", "", [](CheckOptions &O, llvm::StringRef) { return O.Gate.StrictBaseline = true, done(); },
     "fail if the baseline has findings that are fixed; deed baseline prune removes them"},
    {"ci", "[BOOL]", setCi, "a baseline may only shrink here (default: as the variable CI says)"},
    {"reason", "TEXT", [](CheckOptions &O, llvm::StringRef V) { return O.Gate.Reason = V.str(), done(); },
     "deed baseline: why the new entries are accepted"},
    {"force", "", [](CheckOptions &O, llvm::StringRef) { return O.Gate.Force = true, done(); },
     "deed baseline create: write over a baseline"},
};

llvm::ArrayRef<Option> gateOptions() { return Table; }

} // namespace deed
