//===- cli/Run.cpp - from options to one report ------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines runnerOptions(), analyseAll(), join() and analyse().
//===----------------------------------------------------------------------===//
#include "cli/Run.h"
#include "cli/ApplyFixes.h"
#include "cli/Commands.h"
#include "cli/ContractKeys.h"
#include "cli/Pipeline.h"
#include "cli/ProgramRun.h"
#include "cli/Progress.h"
#include "cli/Shard.h"
#include "cli/Suppressions.h"
#include "cli/UnitCache.h"
#include "project/Repository.h"
#include "project/WorkerPool.h"
#include "report/Terminal.h"
#include "clang/Basic/Stack.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include <chrono>
#include <set>
#include <thread>

namespace deed {

llvm::Expected<RunnerOptions> runnerOptions(const CheckOptions &Options, llvm::StringRef WorkingDirectory, Plan &Todo,
                                            llvm::raw_ostream &Notes) {
  RunnerOptions Out;
  llvm::Expected<Configurations> Configs = commandLineConfigurations(Options, WorkingDirectory);
  if (!Configs)
    return Configs.takeError();
  AnalysisOptions Base;
  Base.OnlyFunction = Options.OnlyFunction;
  Base.DumpFlow = Options.DumpFlow;
  Base.DumpContracts = Options.DumpContracts;
  Out.Files = std::make_shared<Settings>(std::move(*Configs), std::move(Base));
  Out.Index = Options.Index;
  // A shard prints what its files say, and fixes are tried file by file.
  Out.Later = Options.Shard.Of == 0 && Options.Parts.empty() && !wantsFixes(Options);
  // What the gate compares; a run that keeps it serves the gates to come.
  Out.DumpContracts =
      !Options.DumpFlow && Options.OnlyFunction.empty() && Options.Shard.Of == 0 && Options.Parts.empty();
  Out.KeepSources = wantsFixes(Options);
  Out.KeepLedger = Options.Statistics;
  if (!Options.WriteIndex.empty())
    Out.Indexed = std::make_shared<IndexFile>();
  if (Options.CheckProfile)
    Out.Times = std::make_shared<RunProfile>();
  Out.ExtraArgs = Options.ExtraArgs;
  Out.ExtraArgsBefore = Options.ExtraArgsBefore;
  for (const CompileUnit &Unit : Todo.Units)
    if (llvm::Error E = Out.Files->add(Unit.File))
      return std::move(E);
  dropExempt(*Out.Files, Todo, WorkingDirectory, Notes);
  return Out;
}

static Problem problemOf(const CompileUnit &Unit, const WorkResult &Result, unsigned TimeOut) {
  switch (Result.End) {
  case WorkResult::Kind::TimedOut:
    return {ProblemKind::TimeOut, Unit.File, {}, "not done after " + std::to_string(TimeOut) + " s; see --timeout"};
  case WorkResult::Kind::Crashed:
    return {ProblemKind::Crash, Unit.File, {}, "deed crashed on this file: " + describeDeath(Result)};
  case WorkResult::Kind::Done: break;
  }
  return {ProblemKind::Crash, Unit.File, {}, "deed crashed on this file: its report is damaged"};
}

static PoolOptions poolOptions(const CheckOptions &Options) {
  PoolOptions Pool;
  Pool.Workers = Options.Jobs ? Options.Jobs : std::max(1u, std::thread::hardware_concurrency());
  Pool.TimeOut = std::chrono::seconds(Options.TimeOut);
  return Pool;
}

/// A worker's answer: the key under which it is kept, if it is, and the report.
static std::optional<UnitReport> readAnswer(const std::string &Bytes, std::string &Key) {
  std::vector<std::string> Parts;
  if (!archive::read(Bytes, Parts) || Parts.size() != 2)
    return std::nullopt;
  Key = std::move(Parts[0]);
  return deserialize(Parts[1]);
}

llvm::Error analyseProgram(const CheckOptions &Options, const RunnerOptions &Runner, llvm::ArrayRef<CompileUnit> Units,
                           llvm::ArrayRef<std::string> Keys, std::vector<UnitReport> &Reports) {
  const UnitCache Known(cacheOf(Options), Runner);
  ProgramCache Functions(Known.store(), Keys);
  {
    std::optional<Progress> Shown;
    auto Tell = [&](size_t Done, size_t Of) {
      if (!Shown)
        Shown.emplace(Options, Runner.Base ? "base, all files together" : "all files together", Of, 0);
      Shown->reached(Done);
    };
    if (llvm::Error E = solveProgram(poolOptions(Options), Runner, Units, Reports, Functions, Tell))
      return E;
  }
  if (!Known.enabled())
    return llvm::Error::success();
  // The second pass read texts again: what comes of others than those that are named by the keys is not kept.
  UnitCache Now(Known.store(), Runner);
  std::vector<std::optional<bool>> Asked(Units.size());
  auto Unchanged = [&](std::uint32_t Unit) {
    if (!Asked[Unit])
      Asked[Unit] = Now.find(Units[Unit]) == Keys[Unit];
    return *Asked[Unit];
  };
  Functions.keep(Unchanged);
  bool Keep = true;
  for (size_t I = 0; I != Units.size() && Keep; ++I) {
    // What a worker's death left out is no answer.
    Keep = !Keys[I].empty() && llvm::none_of(Reports[I].Problems, [](const Problem &P) {
      return P.Kind == ProblemKind::Crash || P.Kind == ProblemKind::TimeOut;
    });
    if (Keep && !(Reports[I].Findings.empty() && Reports[I].Suppressed.empty()))
      Keep = Unchanged(I);
    Reports[I].Index.clear();
  }
  if (Keep)
    Known.keepProgram(Keys, Reports);
  return llvm::Error::success();
}

llvm::Expected<FilePass> analyseFiles(const CheckOptions &Options, const RunnerOptions &Runner,
                                      llvm::ArrayRef<CompileUnit> Units, bool Whole) {
  FilePass Out;
  std::vector<UnitReport> &Reports = Out.Reports;
  std::vector<std::string> &Keys = Out.Keys;
  Reports.resize(Units.size());
  Keys.resize(Units.size());
  for (const CompileUnit &Unit : Units)
    if (llvm::Error E = Runner.Files->add(Unit.File))
      return std::move(E);
  UnitCache Known(cacheOf(Options), Runner);
  // Milliseconds: what it took last, or what files of its size take.
  std::vector<std::int64_t> Costs(Units.size());
  for (size_t I = 0; I < Units.size(); ++I) {
    Costs[I] = 20 + static_cast<std::int64_t>(Units[I].Size / 500);
    Keys[I] = Known.find(Units[I], &Costs[I]);
  }
  if (Whole && Runner.Index && !Runner.Indexed)
    if (std::optional<std::vector<UnitReport>> Before = Known.loadProgram(Keys)) {
      Reports = std::move(*Before);
      Out.Solved = true;
      for (size_t I = 0; I < Units.size() && Runner.Times; ++I)
        Runner.Times->knownFile();
      return Out;
    }
  // The dearest first: a large file that begins last would be waited for alone.
  std::vector<size_t> Order;
  for (size_t I = 0; I < Units.size(); ++I) {
    std::optional<UnitReport> Before = Keys[I].empty() ? std::nullopt : Known.load(Keys[I]);
    if (Before && Runner.Times)
      Runner.Times->knownFile();
    if (Before)
      Reports[I] = std::move(*Before);
    else
      Order.push_back(I);
  }
  llvm::stable_sort(Order, [&](size_t A, size_t B) { return Costs[A] > Costs[B]; });

  UnitRunner Run(Runner);
  const llvm::StringRef What = Runner.Base ? "base" : "";
  Progress Shown(Options, What, Order.size(), Units.size() - Order.size());
  std::int64_t AllCosts = 0;
  for (size_t I : Order)
    AllCosts += Costs[I];
  auto Next = [&, At = size_t(0)]() mutable -> std::optional<WorkItem> {
    if (At == Order.size())
      return std::nullopt;
    Shown.begin(Units[Order[At]].File);
    return WorkItem{Order[At++], {}};
  };
  auto Work = [&](const WorkItem &Item) {
    const size_t Index = Item.Index;
    clang::noteBottomOfStack();
    Dependencies Seen;
    const std::int64_t Begin = threadTime();
    UnitReport Report = Run.run(Units[Index], Known.enabled() ? &Seen : nullptr);
    Profile Times = std::exchange(Report.Times, {}); // of this run alone
    std::string Key = Known.keep(Units[Index], Seen, Report, (threadTime() - Begin) / 1000000);
    Report.Times = std::move(Times);
    return archive::write(std::vector{std::move(Key), serialize(Report)});
  };
  auto Done = [&](size_t Index, WorkResult Result) {
    Shown.end(Units[Index].File, Costs[Index], AllCosts);
    std::optional<UnitReport> Report;
    if (Result.End == WorkResult::Kind::Done)
      Report = readAnswer(Result.Bytes, Keys[Index]);
    if (Report && Runner.Times)
      Runner.Times->add(Units[Index].File, std::exchange(Report->Times, {}));
    if (Report)
      Reports[Index] = std::move(*Report);
    else
      Reports[Index].Problems.push_back(problemOf(Units[Index], Result, Options.TimeOut));
  };
  if (llvm::Error E = runInWorkers(poolOptions(Options), Next, Work, Done))
    return std::move(E);
  Known.store().prune();
  return Out;
}

llvm::Expected<std::vector<UnitReport>> analyseAll(const CheckOptions &Options, const RunnerOptions &Given,
                                                   llvm::ArrayRef<CompileUnit> Units, std::vector<UnitReport> *Alone) {
  RunnerOptions Runner = Given;
  Runner.Index &= Units.size() > 1 || Runner.Indexed;
  llvm::Expected<FilePass> Files = analyseFiles(Options, Runner, Units, /*Whole=*/true);
  if (!Files)
    return Files.takeError();
  if (Alone && Runner.Index && !Files->Solved)
    *Alone = Files->Reports;
  if (Runner.Index && !Files->Solved)
    if (llvm::Error E = analyseProgram(Options, Runner, Units, Files->Keys, Files->Reports))
      return std::move(E);
  // A comment may silence what only the whole program shows.
  if (!Runner.Index && (!Options.Flags || Units.size() > 1))
    for (UnitReport &Report : Files->Reports)
      Report.IdleSuppressions.clear();
  return std::move(Files->Reports);
}

RunReport join(std::vector<UnitReport> Units, Plan Todo) {
  RunReport Out;
  Out.Files = std::move(Todo.Files);
  Out.Root = std::move(Todo.Root);
  Out.Problems = std::move(Todo.Problems);
  joinSuppressions(Units, Todo.Whole, Out);
  const bool AllRead = llvm::none_of(Units, [](const UnitReport &Unit) {
    return llvm::any_of(Unit.Problems, [](const Problem &P) { return P.fails(); });
  });
  if (Todo.Whole && AllRead)
    llvm::append_range(Out.Problems, unseenContracts(Units));
  for (UnitReport &Unit : Units) {
    for (std::uint32_t Rule : Unit.ErrorRules)
      for (const Finding &F : Unit.Findings)
        Out.AsErrors[F.Place.File].set(Rule);
    llvm::append_range(Out.Findings, std::move(Unit.Findings));
    llvm::append_range(Out.Suppressed, std::move(Unit.Suppressed));
    for (Problem &P : Unit.Problems) {
      // A flag of the whole project, or what is said of a header, is told once.
      // So is what two compilations of one file have in common.
      bool Told =
          llvm::is_contained(Out.Problems, P) || (!P.fails() && llvm::any_of(Out.Problems, [&](const Problem &Other) {
            return Other.Kind == P.Kind && Other.Message == P.Message &&
                   (P.Kind == ProblemKind::FlagIgnored || Other.File == P.File);
          }));
      if (!Told)
        Out.Problems.push_back(std::move(P));
    }
    Out.Obligations.append(Unit.Obligations);
    Out.Functions += Unit.Functions;
    Out.Skipped += Unit.Skipped;
  }
  sortAndMerge(Out.Findings);
  Out.Obligations.sortAndMerge();
  auto Key = [](const SuppressedFinding &S) { return std::tie(S.Silenced.Place, S.Silenced.Id, S.Silenced.Message); };
  llvm::stable_sort(Out.Suppressed, [](const auto &A, const auto &B) { return printsBefore(A.Silenced, B.Silenced); });
  Out.Suppressed.erase(llvm::unique(Out.Suppressed, [&](const auto &A, const auto &B) { return Key(A) == Key(B); }),
                       Out.Suppressed.end());
  llvm::stable_sort(Out.Problems, [](const Problem &A, const Problem &B) { return A.File < B.File; });
  settleExit(Out);
  return Out;
}

void settleExit(RunReport &Report) {
  Report.Exit = Report.notAnalysed()      ? ExitCode::NotAnalysed
                : Report.Findings.empty() ? ExitCode::Clean
                                          : ExitCode::Findings;
}

static void tellProblems(const RunReport &Report, bool Quiet) {
  for (const Problem &P : Report.Problems) {
    if (Quiet && !P.fails())
      continue;
    llvm::errs() << "deed: " << levelName(P.severity()) << ": ";
    if (P.Kind != ProblemKind::FlagIgnored)
      llvm::errs() << printablePath(relativeTo(P.File, Report.WorkingDirectory));
    if (P.Where.valid() && P.Where.File != P.File)
      llvm::errs() << ": " << printablePath(relativeTo(P.Where.File, Report.WorkingDirectory));
    if (P.Where.valid())
      llvm::errs() << ':' << P.Where.Line << ':' << P.Where.Column;
    llvm::errs() << (P.Kind != ProblemKind::FlagIgnored ? ": " : "") << printable(P.Message, /*KeepLines=*/true)
                 << '\n';
  }
}

std::optional<ExitCode> prepare(const CheckOptions &Options, Run &Out, Plan &Todo) {
  llvm::raw_ostream &Notes = Options.Quiet ? llvm::nulls() : llvm::errs();
  llvm::SmallString<256> WorkingDirectory;
  if (std::error_code Code = llvm::sys::fs::current_path(WorkingDirectory))
    return failMisuse("no working directory: " + Code.message());
  Out.WorkingDirectory = WorkingDirectory.str().str();
  llvm::Expected<Plan> Planned = makePlan(Options, WorkingDirectory);
  if (!Planned)
    return failMisuse(llvm::toString(Planned.takeError()));
  Todo = std::move(*Planned);
  if (!Todo.Note.empty())
    Notes << "deed: " << Todo.Note << '\n';
  return settle(Options, Out, Todo);
}

std::optional<ExitCode> settle(const CheckOptions &Options, Run &Out, Plan &Todo) {
  llvm::raw_ostream &Notes = Options.Quiet ? llvm::nulls() : llvm::errs();
  llvm::Expected<RunnerOptions> Runner = runnerOptions(Options, Out.WorkingDirectory, Todo, Notes);
  if (!Runner)
    return failMisuse(llvm::toString(Runner.takeError()));
  Out.Runner = std::move(*Runner);
  Out.Whole = Options.Paths.empty() && !Options.Flags && Options.OnlyFunction.empty() && Options.HeaderFilter.empty();
  return std::nullopt;
}

void complete(const CheckOptions &Options, Run &Out) {
  RunReport &Report = Out.Report;
  Report.WorkingDirectory = Out.WorkingDirectory;
  Report.Repository = readRevision(Report.Root);
  // One that is wrong would have been told of its files.
  if (llvm::Expected<std::shared_ptr<const Configuration>> OfRoot = Out.Runner.Files->ofFolder(Report.Root))
    Report.Profile = (*OfRoot)->Profile;
  else
    llvm::consumeError(OfRoot.takeError());
  Report.ToolVersion = DEED_VERSION;
  Report.ClangVersion = clangVersion();
  nameConsumer(Options, Report);
  tellProblems(Report, Options.Quiet);
}

std::optional<ExitCode> analyse(const CheckOptions &Options, Run &Out) {
  Plan Todo;
  std::vector<ShardUnit> Parts;
  if (std::optional<ExitCode> Failed =
          Options.Parts.empty() ? prepare(Options, Out, Todo) : prepareMerge(Options, Out, Todo, Parts))
    return Failed;
  llvm::Expected<std::vector<UnitReport>> Units = Options.Shard.Of ? analyseShard(Options, Out, Todo)
                                                  : Options.Parts.empty()
                                                      ? analyseAll(Options, Out.Runner, Todo.Units,
                                                                   wantsFixes(Options) ? &Out.Alone : nullptr)
                                                      : joinShards(Options, Out.Runner, Todo.Units, std::move(Parts));
  if (!Units) {
    llvm::errs() << "deed: internal error: " << llvm::toString(Units.takeError()) << '\n';
    return ExitCode::Internal;
  }
  if (Options.DumpFlow || Options.DumpContracts)
    for (const UnitReport &Unit : *Units)
      llvm::outs() << Unit.Dump;
  if (wantsFixes(Options)) {
    Out.Todo = Todo;
    Out.Units = *Units;
  }
  std::string Part = std::move(Out.Report.Part);
  Out.Report = join(std::move(*Units), std::move(Todo));
  Out.Report.Part = std::move(Part);
  complete(Options, Out);
  return std::nullopt;
}

} // namespace deed
