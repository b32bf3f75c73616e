//===- cli/Check.cpp - deed check --------------------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines the command that all else is for: options, plan (Plan.cpp), analysis
// in workers (Run.cpp, UnitRunner.cpp), one report, its printers.
//===----------------------------------------------------------------------===//
#include "cli/Commands.h"
#include "cli/Options.h"
#include "cli/Run.h"
#include "project/CheckList.h"
#include "project/Repository.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include <chrono>

namespace deed {

static void tellProblems(const RunReport &Report, bool Quiet) {
  for (const Problem &P : Report.Problems) {
    if (Quiet && !P.fails())
      continue;
    llvm::errs() << "deed: " << levelName(P.severity()) << ": ";
    if (P.Kind != ProblemKind::FlagIgnored)
      llvm::errs() << relativeTo(P.File, Report.WorkingDirectory);
    if (P.Where.valid() && P.Where.File != P.File)
      llvm::errs() << ": " << relativeTo(P.Where.File, Report.WorkingDirectory);
    if (P.Where.valid())
      llvm::errs() << ':' << P.Where.Line << ':' << P.Where.Column;
    llvm::errs() << (P.Kind != ProblemKind::FlagIgnored ? ": " : "") << P.Message << '\n';
  }
}

static llvm::Error writeOutputs(const CheckOptions &Options, const RunReport &Report) {
  SourceCache Sources;
  for (const Output &Each : Options.Outputs) {
    std::string Bytes;
    llvm::raw_string_ostream Stream(Bytes);
    bool ToStdout = Each.Path == "-";
    print(Each.Kind, Report, Sources, ToStdout && wantsColour(Options.Colour), Stream);
    Stream.flush();
    if (llvm::Error E = writeOutput(Each.Path, Bytes))
      return E;
  }
  // After the findings; beside a log on stdout, which nothing else may enter.
  bool Log = llvm::any_of(Options.Outputs, [](const Output &Each) {
    return Each.Path == "-" && Each.Kind != Format::Text;
  });
  if (Options.Statistics)
    printStatistics(Report, Log ? llvm::errs() : llvm::outs());
  return llvm::Error::success();
}

/// Prints what was asked for and gives the exit code.
static ExitCode finish(const CheckOptions &Options, const RunReport &Report) {
  // A dump is asked for to be read: findings come only if they are asked for.
  bool Dump = Options.DumpFlow || Options.DumpContracts;
  if (!Dump || Options.OutputsGiven)
    if (llvm::Error E = writeOutputs(Options, Report))
      return failMisuse(llvm::toString(std::move(E)));
  return Dump && Report.Exit == ExitCode::Findings ? ExitCode::Clean : Report.Exit;
}

static void listChecks(const RunnerOptions &Runner) {
  llvm::outs() << "Enabled checks:\n";
  for (const RuleInfo &R : allRules())
    if (Runner.Analysis.enabled(R.Id))
      llvm::outs() << "    " << ruleLabel(R.Id) << '\n';
}

ExitCode runCheck(llvm::ArrayRef<std::string> Words) {
  auto Start = std::chrono::steady_clock::now();
  llvm::Expected<CheckOptions> Options = parseCheckOptions(Words);
  if (!Options)
    return failMisuse(llvm::toString(Options.takeError()));
  if (Options->Help) {
    llvm::outs() << helpText();
    return ExitCode::Clean;
  }
  llvm::raw_ostream &Notes = Options->Quiet ? llvm::nulls() : llvm::errs();
  llvm::Expected<RunnerOptions> Runner = runnerOptions(*Options, Notes);
  if (!Runner)
    return failMisuse(llvm::toString(Runner.takeError()));
  llvm::Expected<CheckList> AsErrors = parseChecks(Options->WarningsAsErrors, {});
  if (!AsErrors)
    return failMisuse("--warnings-as-errors: " + llvm::toString(AsErrors.takeError()));
  if (Options->ListChecks) {
    listChecks(*Runner);
    return ExitCode::Clean;
  }
  llvm::SmallString<256> WorkingDirectory;
  if (std::error_code Code = llvm::sys::fs::current_path(WorkingDirectory))
    return failMisuse("no working directory: " + Code.message());
  llvm::Expected<Plan> Todo = makePlan(*Options, WorkingDirectory);
  if (!Todo)
    return failMisuse(llvm::toString(Todo.takeError()));
  if (!Todo->Note.empty())
    Notes << "deed: " << Todo->Note << '\n';

  llvm::Expected<std::vector<UnitReport>> Units = analyseAll(*Options, *Runner, Todo->Units);
  if (!Units) {
    llvm::errs() << "deed: internal error: " << llvm::toString(Units.takeError()) << '\n';
    return ExitCode::Internal;
  }
  for (const UnitReport &Unit : *Units)
    llvm::outs() << Unit.Dump;
  RunReport Report = join(std::move(*Units), std::move(*Todo));
  Report.WorkingDirectory = WorkingDirectory.str().str();
  Report.Repository = readRevision(Report.Root);
  Report.Profile = Options->Profile;
  Report.ToolVersion = DEED_VERSION;
  Report.ClangVersion = clangVersion();
  Report.AsErrors = AsErrors->Enabled;
  tellProblems(Report, Options->Quiet);
  ExitCode Code = finish(*Options, Report);
  std::chrono::duration<double> Taken = std::chrono::steady_clock::now() - Start;
  Notes << "deed: " << Report.Files.size() << (Report.Files.size() == 1 ? " file" : " files")
        << " in " << llvm::format("%.1f s", Taken.count()) << '\n';
  return Code;
}

} // namespace deed
