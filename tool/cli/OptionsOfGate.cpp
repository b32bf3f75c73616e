//===- cli/OptionsOfGate.cpp - what fails, and against what ---------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "cli/OptionTable.h"
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

static constexpr Option Table[] = {
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
