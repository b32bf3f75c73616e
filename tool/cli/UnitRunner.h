//===- cli/UnitRunner.h - one file through Clang -------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Turns a compile command into an ASTContext, hands it to analyzeUnit(), and
// gathers what the driver wants to know of the file.
//===----------------------------------------------------------------------===//
#ifndef DEED_CLI_UNITRUNNER_H
#define DEED_CLI_UNITRUNNER_H

#include "frontend/Analyze.h"
#include "project/BaseFiles.h"
#include "project/CompileDb.h"
#include "project/UnitReport.h"
#include "llvm/Support/Regex.h"
#include <set>

namespace deed {

struct RunnerOptions {
  AnalysisOptions Analysis;
  std::string HeaderFilter; ///< a regular expression; empty: all headers of the project
  std::vector<std::string> ExtraArgsBefore, ExtraArgs;
  bool KeepLedger = false;
  /// Files are read as they were in the gate's base; null: as they are.
  std::shared_ptr<const BaseFiles> Base;
};

/// Analyses files one after the other; each worker has one.
class UnitRunner {
public:
  explicit UnitRunner(const RunnerOptions &Options)
      : Options(Options), Headers(Options.HeaderFilter) {}

  /// Never fails: what goes wrong is among the report's problems.
  UnitReport run(const CompileUnit &Unit);

private:
  std::vector<std::string> commandLine(const CompileUnit &Unit,
                                       const std::set<std::string> &Refused) const;
  void analyse(clang::ASTContext &Context, UnitReport &Report);

  const RunnerOptions &Options;
  llvm::Regex Headers;
};

} // namespace deed

#endif // DEED_CLI_UNITRUNNER_H
