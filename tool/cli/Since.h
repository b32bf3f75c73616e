//===- cli/Since.h - deed check --since ----------------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The gate: analyses what a change touches, now and as it was, and leaves in the
// report what is new.
//===----------------------------------------------------------------------===//
#ifndef DEED_CLI_SINCE_H
#define DEED_CLI_SINCE_H

#include "cli/Run.h"
#include "gate/Changes.h"

namespace deed {

/// What the gate did, for its summary.
struct GateRun {
  ChangeSet Changes;
  unsigned Others = 0; ///< files analysed that did not change themselves
};

/// As analyse(), for --since.
std::optional<ExitCode> analyseSince(const CheckOptions &Options, Run &Out, GateRun &Gate);

/// For people, on stderr: what was compared, the verdict, how to repeat it.
void summarizeGate(const CheckOptions &Options, const RunReport &Report, const GateRun &Gate, llvm::raw_ostream &Notes);

} // namespace deed

#endif // DEED_CLI_SINCE_H
