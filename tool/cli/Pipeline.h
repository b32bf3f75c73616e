//===- cli/Pipeline.h - what a CI system says of itself ------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// CI systems tell a program about themselves in the environment. All that Deed
// reads of it, and all that it gives them beside its logs, is here.
//===----------------------------------------------------------------------===//
#ifndef DEED_CLI_PIPELINE_H
#define DEED_CLI_PIPELINE_H

#include "cli/Options.h"
#include "report/Report.h"

namespace deed {

/// Fills what the SARIF log says to the consumer that was asked for; for Azure
/// the names of the pipeline, from BUILD_* and SYSTEM_*.
void nameConsumer(const CheckOptions &Options, RunReport &Report);

/// Adds the findings as a table to the file that GITHUB_STEP_SUMMARY names, for
/// GitHub shows ten annotations of a level. Nothing if there is none.
void appendStepSummary(const RunReport &Report, llvm::raw_ostream &Notes);

} // namespace deed

#endif // DEED_CLI_PIPELINE_H
