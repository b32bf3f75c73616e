//===- cli/GateOptions.h - what fails, and against what ------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The options of baselines and of the gate.
//===----------------------------------------------------------------------===//
#ifndef DEED_CLI_GATEOPTIONS_H
#define DEED_CLI_GATEOPTIONS_H

#include "gate/Compare.h"
#include <optional>
#include <string>

namespace deed {

struct GateOptions {
  std::string Since; ///< --since; empty: no gate
  GateScope Scope = GateScope::Functions;
  std::string Baseline; ///< --baseline; empty: the project's own, if it has one
  bool NoBaseline = false;
  bool StrictBaseline = false; ///< entries whose finding is gone fail
  std::optional<bool> Ci;      ///< unset: as the environment says
  std::string Reason;          ///< of new entries
  bool Force = false;          ///< deed baseline create writes over a baseline
};

/// Whether this is a run of continuous integration: \p Given, else the variable CI.
bool inCi(std::optional<bool> Given);

} // namespace deed

#endif // DEED_CLI_GATEOPTIONS_H
