//===- cli/Check.cpp - deed check --------------------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines the command that all else is for: options, plan (Plan.cpp), analysis
// in workers (UnitRunner.cpp, project/WorkerPool.cpp), one report, its printers.
//===----------------------------------------------------------------------===//
#include "cli/Commands.h"
#include "cli/Options.h"
#include "cli/Plan.h"
#include "cli/UnitRunner.h"
#include "engine/Profiles.h"
#include "models/Models.h"
#include "project/CheckList.h"
#include "project/Repository.h"
#include "project/WorkerPool.h"
#include "clang/Basic/Stack.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/MemoryBuffer.h"
#include <chrono>
#include <thread>
#include <unistd.h>

namespace deed {

/// Everything the options say of the analysis, or what is wrong with them.
static llvm::Expected<RunnerOptions> runnerOptions(const CheckOptions &Options,
                                                   llvm::raw_ostream &Notes) {
  RunnerOptions Out;
  llvm::Expected<CheckList> Checks = parseChecks(Options.Checks, rulesOfProfiles(Options.Profile));
  if (!Checks)
    return Checks.takeError();
  for (const std::string &Name : Checks->NotYet)
    Notes << "deed: note: this version has no check '" << Name << "' yet\n";
  Out.Analysis.Enabled = Checks->Enabled;
  Out.Analysis.OnlyFunction = Options.OnlyFunction;
  Out.Analysis.DumpFlow = Options.DumpFlow;
  Out.Analysis.DumpContracts = Options.DumpContracts;
  Out.KeepLedger = Options.Statistics;
  Out.ExtraArgs = Options.ExtraArgs;
  Out.ExtraArgsBefore = Options.ExtraArgsBefore;
  Out.HeaderFilter = Options.HeaderFilter;
  std::string Wrong;
  if (!Options.HeaderFilter.empty() && !llvm::Regex(Options.HeaderFilter).isValid(Wrong))
    return llvm::createStringError(std::errc::invalid_argument, "--header-filter: %s",
                                   Wrong.c_str());
  Out.Analysis.Models = ModelSet::shipped();
  if (Options.Models.empty())
    return Out;
  auto Models = std::make_shared<ModelSet>(*Out.Analysis.Models);
  for (const std::string &File : Options.Models) {
    auto Buffer = llvm::MemoryBuffer::getFile(File);
    if (!Buffer)
      return llvm::createStringError(Buffer.getError(), "cannot read model %s: %s", File.c_str(),
                                     Buffer.getError().message().c_str());
    if (llvm::Error E = Models->add((*Buffer)->getBuffer(), File))
      return std::move(E);
  }
  Out.Analysis.Models = std::move(Models);
  return Out;
}

namespace {
/// One line on a terminal, written over and over.
class Progress {
  bool On;
  size_t Total, Ready = 0;

public:
  Progress(bool Quiet, size_t Total)
      : On(!Quiet && Total > 1 && ::isatty(STDERR_FILENO)), Total(Total) {}
  void step(llvm::StringRef File) {
    ++Ready;
    if (On)
      llvm::errs() << "\r\033[K[" << Ready << '/' << Total << "] " << File.take_back(60);
  }
  ~Progress() {
    if (On)
      llvm::errs() << "\r\033[K";
  }
};
} // namespace

static Problem problemOf(const CompileUnit &Unit, const WorkResult &Result, unsigned TimeOut) {
  switch (Result.End) {
  case WorkResult::Kind::TimedOut:
    return {ProblemKind::TimeOut,
            Unit.File,
            {},
            "not done after " + std::to_string(TimeOut) + " s; see --timeout"};
  case WorkResult::Kind::Crashed:
    return {
        ProblemKind::Crash, Unit.File, {}, "deed crashed on this file: " + describeDeath(Result)};
  case WorkResult::Kind::Done: break;
  }
  return {ProblemKind::Crash, Unit.File, {}, "deed crashed on this file: its report is damaged"};
}

static llvm::Expected<std::vector<UnitReport>>
analyseAll(const CheckOptions &Options, const RunnerOptions &Runner, const Plan &Todo) {
  std::vector<UnitReport> Reports(Todo.Units.size());
  // The dearest first: a large file that begins last would be waited for alone.
  std::vector<size_t> Order(Todo.Units.size());
  for (size_t I = 0; I < Order.size(); ++I)
    Order[I] = I;
  llvm::stable_sort(Order,
                    [&](size_t A, size_t B) { return Todo.Units[A].Size > Todo.Units[B].Size; });

  PoolOptions Pool;
  Pool.Workers = Options.Jobs ? Options.Jobs : std::max(1u, std::thread::hardware_concurrency());
  Pool.TimeOut = std::chrono::seconds(Options.TimeOut);
  UnitRunner Run(Runner);
  Progress Shown(Options.Quiet, Order.size());
  auto Work = [&](size_t Index) {
    clang::noteBottomOfStack();
    return serialize(Run.run(Todo.Units[Index]));
  };
  auto Done = [&](size_t Index, WorkResult Result) {
    Shown.step(Todo.Units[Index].File);
    std::optional<UnitReport> Report;
    if (Result.End == WorkResult::Kind::Done)
      Report = deserialize(Result.Bytes);
    if (Report)
      Reports[Index] = std::move(*Report);
    else
      Reports[Index].Problems.push_back(problemOf(Todo.Units[Index], Result, Options.TimeOut));
  };
  if (llvm::Error E = runInWorkers(Order, Pool, Work, Done))
    return std::move(E);
  return Reports;
}

/// Joins the files' reports, in the order of the files.
static RunReport join(std::vector<UnitReport> Units, Plan Todo) {
  RunReport Out;
  Out.Files = std::move(Todo.Files);
  Out.Root = std::move(Todo.Root);
  Out.Problems = std::move(Todo.Problems);
  for (UnitReport &Unit : Units) {
    llvm::append_range(Out.Findings, std::move(Unit.Findings));
    llvm::append_range(Out.Suppressed, std::move(Unit.Suppressed));
    for (Problem &P : Unit.Problems) {
      // A flag of the whole project, or what is said of a header, is told once.
      bool Told = !P.fails() && llvm::any_of(Out.Problems, [&](const Problem &Other) {
        return Other.Kind == P.Kind && Other.Message == P.Message &&
               (P.Kind == ProblemKind::FlagIgnored || Other.File == P.File);
      });
      if (!Told)
        Out.Problems.push_back(std::move(P));
    }
    Out.Obligations.append(Unit.Obligations);
    Out.Functions += Unit.Functions;
    Out.Skipped += Unit.Skipped;
  }
  sortAndMerge(Out.Findings);
  Out.Obligations.sortAndMerge();
  auto Key = [](const SuppressedFinding &S) {
    return std::tie(S.Silenced.Place, S.Silenced.Id, S.Silenced.Message);
  };
  llvm::stable_sort(Out.Suppressed, [](const auto &A, const auto &B) {
    return printsBefore(A.Silenced, B.Silenced);
  });
  Out.Suppressed.erase(
      llvm::unique(Out.Suppressed, [&](const auto &A, const auto &B) { return Key(A) == Key(B); }),
      Out.Suppressed.end());
  llvm::stable_sort(Out.Problems,
                    [](const Problem &A, const Problem &B) { return A.File < B.File; });
  if (Out.notAnalysed())
    Out.Exit = ExitCode::NotAnalysed;
  else if (!Out.Findings.empty())
    Out.Exit = ExitCode::Findings;
  return Out;
}

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

  llvm::Expected<std::vector<UnitReport>> Units = analyseAll(*Options, *Runner, *Todo);
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
