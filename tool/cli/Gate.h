//===- cli/Gate.h - what of a report fails -------------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Between a joined report and its printers: takes off what a baseline accepts.
//===----------------------------------------------------------------------===//
#ifndef DEED_CLI_GATE_H
#define DEED_CLI_GATE_H

#include "cli/Since.h"
#include "gate/Baseline.h"

namespace deed {

/// The baseline that \p Options name, else that of the project: absolute.
std::string baselinePath(const CheckOptions &Options, const RunReport &Report);

/// How far \p Work, a run under \p Options, saw.
Reach reachOf(const CheckOptions &Options, const Run &Work);

/// Takes accepted findings off \p Work's report and settles its exit code. What
/// a person wants to know of it goes to \p Notes. The error is misuse: no such
/// baseline, another version, half merged.
/// \p Gate: what changed, if this is a gate; else null. In CI a baseline that
/// accepts more than that of the base fails.
llvm::Error applyBaselineOption(const CheckOptions &Options, Run &Work, const GateRun *Gate, llvm::raw_ostream &Notes);

} // namespace deed

#endif // DEED_CLI_GATE_H
