//===- cli/Run.h - from options to one report ----------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What every command does that analyses files: options of the analysis, workers,
// the reports of all files joined. Commands differ in what they do with it.
//===----------------------------------------------------------------------===//
#ifndef DEED_CLI_RUN_H
#define DEED_CLI_RUN_H

#include "cli/Options.h"
#include "cli/Plan.h"
#include "cli/UnitRunner.h"

namespace deed {

/// deed check, once its words are read.
ExitCode runCheck(CheckOptions &Options);

/// Everything the options and the configuration of each file of \p Todo say of the
/// analysis, or what is wrong with them. Files that are exempt leave \p Todo. What a
/// user may want to know goes to \p Notes.
llvm::Expected<RunnerOptions> runnerOptions(const CheckOptions &Options, llvm::StringRef WorkingDirectory, Plan &Todo,
                                            llvm::raw_ostream &Notes);

/// Analyses \p Units in workers; the reports are in their order. A unit that
/// crashes or takes too long has a problem in its report. Fails only if no
/// worker can be started. \p Alone, if given, gets what each unit says by itself, where
/// that was found out on the way; else it stays empty.
llvm::Expected<std::vector<UnitReport>> analyseAll(const CheckOptions &Options, const RunnerOptions &Runner,
                                                   llvm::ArrayRef<CompileUnit> Units,
                                                   std::vector<UnitReport> *Alone = nullptr);

/// What files say alone, each with its key (UnitCache::find()) where it is kept.
struct FilePass {
  std::vector<UnitReport> Reports;
  std::vector<std::string> Keys; ///< empty ones: not kept
  bool Solved = false;           ///< of the whole program: an earlier run solved it
};
/// The first half of analyseAll(). \p Whole: \p Units are all of the program.
llvm::Expected<FilePass> analyseFiles(const CheckOptions &Options, const RunnerOptions &Runner,
                                      llvm::ArrayRef<CompileUnit> Units, bool Whole);
/// The second half, of a run with the index: puts what the whole program says into \p Reports.
llvm::Error analyseProgram(const CheckOptions &Options, const RunnerOptions &Runner, llvm::ArrayRef<CompileUnit> Units,
                           llvm::ArrayRef<std::string> Keys, std::vector<UnitReport> &Reports);

/// Joins the files' reports, in the order of the files.
RunReport join(std::vector<UnitReport> Units, Plan Todo);

/// Sets Report.Exit from its problems and findings.
void settleExit(RunReport &Report);

/// An analysis that is done, and what it was of.
struct Run {
  RunnerOptions Runner;
  RunReport Report;
  std::string WorkingDirectory;
  bool Whole = false;            ///< all files of the project's database, all functions
  Plan Todo;                     ///< what was analysed; kept for fixes
  std::vector<UnitReport> Units; ///< of each of its units; kept for fixes
  std::vector<UnitReport> Alone; ///< of each without the others, if that is known; kept for fixes
};

/// Settles what to analyse. If it can not be, says why on stderr and gives the
/// exit code.
std::optional<ExitCode> prepare(const CheckOptions &Options, Run &Out, Plan &Todo);
/// The second half of prepare(): \p Todo and Out.WorkingDirectory are known.
std::optional<ExitCode> settle(const CheckOptions &Options, Run &Out, Plan &Todo);
/// Adds to a joined report what does not come from its files, and tells problems.
void complete(const CheckOptions &Options, Run &Out);

/// The first half of every command that analyses. If it can not be done, says
/// why on stderr and gives the exit code. Tells problems of files, too.
std::optional<ExitCode> analyse(const CheckOptions &Options, Run &Out);

} // namespace deed

#endif // DEED_CLI_RUN_H
