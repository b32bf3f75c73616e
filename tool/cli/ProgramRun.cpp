//===- cli/ProgramRun.cpp - the second pass, over the program ----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines solveProgram().
//===----------------------------------------------------------------------===//
#include "cli/ProgramRun.h"
#include "cli/Foreign.h"
#include "cli/Suppressions.h"
#include "engine/Explain.h"
#include "project/IndexSolver.h"
#include "project/Program.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include <deque>

namespace deed {

namespace {

/// What the second pass found of one function.
struct Renewed {
  std::uint32_t Unit, Function;
  MemberResult Result;
};

/// The configurations of the units' files.
class FileSettings final : public IndexSettings {
public:
  FileSettings(const Settings &All, llvm::ArrayRef<CompileUnit> Units) : All(All), Units(Units) {}
  const AnalysisOptions &of(std::uint32_t Unit) const override { return All.of(Units[Unit].File).Analysis; }
  bool drops(std::uint32_t Unit, const std::string &Path) const override {
    return dropsFindingsAt(*All.of(Units[Unit].File).Config, Path);
  }

private:
  const Settings &All;
  llvm::ArrayRef<CompileUnit> Units;
};

class ProgramRun {
public:
  ProgramRun(const PoolOptions &Pool, const RunnerOptions &Options, llvm::ArrayRef<CompileUnit> Units,
             std::vector<UnitReport> &Reports, ProgramCache &Known,
             llvm::function_ref<void(size_t Done, size_t Of)> Tell);
  llvm::Error run();

private:
  std::optional<WorkItem> next();
  void settle(size_t Component, const SolveTask &Task, TaskResult Result);
  void take(size_t Batch, WorkResult Result);
  void giveUp(size_t Component, const WorkResult &Death);
  void dump();
  void putInto(UnitReport &Report, std::uint32_t Unit, std::vector<Renewed> Functions);

  const PoolOptions &Pool;
  const RunnerOptions &Options;
  llvm::ArrayRef<CompileUnit> Units;
  std::vector<UnitReport> &Reports;
  ProgramCache &Known;
  Program Joined;
  llvm::function_ref<void(size_t Done, size_t Of)> Tell;
  size_t Solved = 0;                        ///< components
  std::vector<std::vector<size_t>> Batches; ///< components that went out together
  std::deque<size_t> Again;                 ///< of a batch that failed: one by one
  std::vector<Renewed> Results;
};

} // namespace

/// As much goes to a worker at once: messages are few, and -j still has work for all. Large functions
/// go alone.
static constexpr size_t MostInBatch = 16;
static constexpr std::uint64_t MostBytesInBatch = 32 << 10;

static std::vector<ProgramUnit> programUnits(llvm::ArrayRef<CompileUnit> Units,
                                             const std::vector<UnitReport> &Reports) {
  std::vector<ProgramUnit> Out(Units.size());
  for (size_t I = 0; I != Units.size(); ++I) {
    Out[I].Packed = Reports[I].Index;
    Out[I].Target = targetOf(Units[I].Arguments, Units[I].Directory);
    // A file that could not be analysed has none.
    if (!Out[I].Packed.empty() && !unpack(Out[I].Packed, Out[I].Record))
      Out[I].Record = UnitRecord();
  }
  return Out;
}

ProgramRun::ProgramRun(const PoolOptions &Pool, const RunnerOptions &Options, llvm::ArrayRef<CompileUnit> Units,
                       std::vector<UnitReport> &Reports, ProgramCache &Known,
                       llvm::function_ref<void(size_t Done, size_t Of)> Tell)
    : Pool(Pool), Options(Options), Units(Units), Reports(Reports), Known(Known), Joined(programUnits(Units, Reports)),
      Tell(Tell) {}

std::optional<WorkItem> ProgramRun::next() {
  std::vector<size_t> Batch;
  std::vector<SolveTask> Tasks;
  const size_t Most = Again.empty() ? MostInBatch : 1;
  for (std::uint64_t Weight = 0; Batch.size() != Most && Weight < MostBytesInBatch;) {
    std::optional<size_t> Component;
    if (!Again.empty()) {
      Component = Again.front();
      Again.pop_front();
    } else
      Component = Joined.next();
    if (!Component)
      break;
    SolveTask Task = Joined.task(*Component);
    if (std::optional<TaskResult> Before = Known.find(Task, Known.keyOf(Task))) {
      if (Options.Times)
        Options.Times->knownFunctions(Task.Members.size());
      settle(*Component, Task, std::move(*Before));
      continue;
    }
    Weight += Joined.weight(*Component);
    Batch.push_back(*Component);
    Tasks.push_back(std::move(Task));
  }
  if (Batch.empty())
    return std::nullopt;
  Batches.push_back(std::move(Batch));
  return WorkItem{Batches.size() - 1, archive::write(Tasks)};
}

/// A worker died of a function, or gave no answer in time.
void ProgramRun::giveUp(size_t Component, const WorkResult &Death) {
  const SolveTask Task = Joined.task(Component);
  std::vector<std::string> Alone;
  for (const TaskMember &M : Task.Members) {
    const RecordedFunction &F = Joined.units()[M.Unit].Record.Functions[M.Function];
    const bool Late = Death.End == WorkResult::Kind::TimedOut;
    Reports[M.Unit].Problems.push_back(
        {Late ? ProblemKind::TimeOut : ProblemKind::Crash, Units[M.Unit].File, F.Place,
         "'" + F.Name + "' with what other files do: " +
             (Late ? "not done in time; see --timeout" : "deed crashed: " + describeDeath(Death))});
    Alone.push_back(F.Alone);
  }
  Joined.solved(Component, Alone);
  Tell(++Solved, Joined.components());
}

void ProgramRun::take(size_t Number, WorkResult Result) {
  std::vector<TaskResult> Tasks;
  const std::vector<size_t> Batch = Batches[Number];
  const bool Whole =
      Result.End == WorkResult::Kind::Done && archive::read(Result.Bytes, Tasks) && Tasks.size() == Batch.size();
  if (!Whole && Batch.size() == 1)
    return giveUp(Batch.front(), Result);
  if (!Whole) {
    Again.insert(Again.end(), Batch.begin(), Batch.end());
    return;
  }
  for (size_t I = 0; I != Batch.size(); ++I) {
    const SolveTask Asked = Joined.task(Batch[I]);
    if (Options.Times)
      Options.Times->add(Units[Asked.Members.front().Unit].File, std::exchange(Tasks[I].Times, {}));
    Known.learned(Asked, Known.keyOf(Asked), Tasks[I]);
    settle(Batch[I], Asked, std::move(Tasks[I]));
  }
}

void ProgramRun::settle(size_t Component, const SolveTask &Task, TaskResult Result) {
  std::vector<std::string> Summaries;
  for (size_t M = 0; M != Result.Members.size(); ++M) {
    Summaries.push_back(Result.Members[M].Summary);
    Results.push_back({Task.Members[M].Unit, Task.Members[M].Function, std::move(Result.Members[M])});
  }
  Joined.solved(Component, Summaries);
  Tell(++Solved, Joined.components());
}

/// Replaces what the file alone said of \p Functions.
void ProgramRun::putInto(UnitReport &Report, std::uint32_t Unit, std::vector<Renewed> Functions) {
  const UnitRecord &Record = Joined.units()[Unit].Record;
  llvm::StringSet<> Names;
  for (const Renewed &Each : Functions)
    Names.insert(Record.Functions[Each.Function].Name);
  auto Old = [&](const Finding &F) { return Names.contains(F.Function) && isOfFlow(F); };
  llvm::erase_if(Report.Findings, Old);
  llvm::erase_if(Report.Suppressed, [&](const SuppressedFinding &S) { return Old(S.Silenced); });
  llvm::erase_if(Report.Obligations.Entries, [&](const Obligation &O) { return Names.contains(O.Function); });
  UnitReport New;
  for (Renewed &Each : Functions) {
    const RecordedFunction &F = Record.Functions[Each.Function];
    llvm::erase_if(Report.Problems,
                   [&](const Problem &P) { return P.Kind == ProblemKind::Budget && P.Where == F.Place; });
    if (!Each.Result.BudgetHit.empty())
      Report.Problems.push_back(budgetProblem(F.Name, Each.Result.BudgetHit, F.Place));
    if (!F.Solved && !F.Later && !Each.Result.Summary.empty()) {
      ++Report.Functions;
      Report.Skipped -= F.Reported && Report.Skipped;
    }
    llvm::append_range(New.Findings, std::move(Each.Result.Findings));
    if (Options.KeepLedger)
      llvm::append_range(Report.Obligations.Entries, std::move(Each.Result.Obligations));
  }
  // The base of a gate has comments of its own, and a fix on trial moves lines.
  applySuppressions(New, filesOf(Options, llvm::vfs::getRealFileSystem()));
  keepUsed(New.Suppressed, Report);
  llvm::append_range(Report.Findings, std::move(New.Findings));
  llvm::append_range(Report.Suppressed, std::move(New.Suppressed));
  for (Problem &P : New.Problems)
    if (!llvm::is_contained(Report.Problems, P))
      Report.Problems.push_back(std::move(P));
  sortAndMerge(Report.Findings);
  Report.Obligations.sortAndMerge();
}

llvm::Error ProgramRun::run() {
  const FileSettings Settings(*Options.Files, Units);
  const IndexSolver Solver(Joined.units(), Settings, Options.Times != nullptr);
  auto Work = [&](const WorkItem &Item) {
    std::vector<SolveTask> Tasks;
    std::vector<TaskResult> Out;
    if (archive::read(Item.Input, Tasks))
      for (const SolveTask &Task : Tasks)
        Out.push_back(Solver.solve(Task));
    return archive::write(Out);
  };
  if (llvm::Error E =
          runInWorkers(Pool, [&] { return next(); }, Work, [&](size_t N, WorkResult R) { take(N, std::move(R)); }))
    return E;
  // In an order that no worker decides.
  llvm::sort(Results, [](const Renewed &A, const Renewed &B) {
    return std::tie(A.Unit, A.Function) < std::tie(B.Unit, B.Function);
  });
  for (size_t Begin = 0, End; Begin != Results.size(); Begin = End) {
    for (End = Begin; End != Results.size() && Results[End].Unit == Results[Begin].Unit;)
      ++End;
    putInto(Reports[Results[Begin].Unit], Results[Begin].Unit,
            {std::make_move_iterator(Results.begin() + Begin), std::make_move_iterator(Results.begin() + End)});
  }
  dump();
  for (std::uint32_t U = 0; U != Units.size() && Options.Indexed; ++U)
    Options.Indexed->Units.push_back(
        indexed(Units[U].File, Joined.units()[U].Target, Joined.units()[U].Record,
                [&](std::uint32_t Function) -> const std::string & { return Joined.summary(U, Function); }));
  return llvm::Error::success();
}

void ProgramRun::dump() {
  for (std::uint32_t U = 0; U != Joined.units().size(); ++U) {
    const UnitRecord &Record = Joined.units()[U].Record;
    for (std::uint32_t F = 0; F != Record.Functions.size(); ++F) {
      if (Record.Functions[F].Dump.empty())
        continue;
      Summary S;
      const bool Solved = archive::read(Joined.summary(U, F), S);
      Reports[U].Dump += Solved ? print(S.Contract) : Record.Functions[F].Dump;
    }
  }
}

llvm::Error solveProgram(const PoolOptions &Pool, const RunnerOptions &Options, llvm::ArrayRef<CompileUnit> Units,
                         std::vector<UnitReport> &Reports, ProgramCache &Known,
                         llvm::function_ref<void(size_t Done, size_t Of)> Tell) {
  return ProgramRun(Pool, Options, Units, Reports, Known, Tell).run();
}

} // namespace deed
