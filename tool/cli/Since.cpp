//===- cli/Since.cpp - deed check --since ------------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines analyseSince(). The base is not checked out: its files are shown to
// Clang by a file system (project/BaseFiles.h), under the commands of now.
//===----------------------------------------------------------------------===//
#include "cli/Since.h"
#include "cli/ApplyFixes.h"
#include "cli/Commands.h"
#include "gate/Compare.h"
#include "gate/Includers.h"
#include "report/Sources.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace deed {

namespace path = llvm::sys::path;

namespace {
class Gatekeeper {
  const CheckOptions &Options;
  Run &Out;
  GateRun &Gate;
  llvm::raw_ostream &Notes;
  RunnerOptions Now, Base; ///< Out.Runner, with the contracts as text
  Plan All;
  std::vector<bool> Chosen;        ///< of All.Units
  std::vector<UnitReport> Reports; ///< of the chosen, by their order of choice
  std::vector<size_t> Order;       ///< their units
  std::vector<UnitReport> BaseReports;
  llvm::StringSet<> Contracts; ///< functions whose contract changed

  std::string real(const std::string &Path);
  void tellUncovered();
  llvm::Error analyse(llvm::ArrayRef<size_t> Units);
  llvm::Error analyseDeleted();
  std::optional<CompileUnit> unitOfBase(const CompileUnit &Unit);
  void compareContracts(size_t First);
  void tellProblemsOfBase(const CompileUnit &Unit, const UnitReport &Report);

public:
  Gatekeeper(const CheckOptions &Options, Run &Out, GateRun &Gate)
      : Options(Options), Out(Out), Gate(Gate), Notes(Options.Quiet ? llvm::nulls() : llvm::errs()) {}
  llvm::Error prepare(Plan Everything);
  llvm::Error run();
  /// The report of the chosen, without what the base has too.
  RunReport report();
};
} // namespace

std::string Gatekeeper::real(const std::string &Path) {
  llvm::SmallString<256> Folder;
  if (llvm::sys::fs::real_path(path::parent_path(Path), Folder))
    return Path;
  return Folder.str().str() + "/" + path::filename(Path).str();
}

llvm::Error Gatekeeper::prepare(Plan Everything) {
  All = std::move(Everything);
  llvm::Expected<Git> Repository = Git::open(All.Root);
  if (!Repository)
    return Repository.takeError();
  llvm::Expected<std::string> Commit = mergeBase(*Repository, Options.Gate.Since);
  if (!Commit)
    return Commit.takeError();
  llvm::Expected<ChangeSet> Changes = changesSince(*Repository, *Commit);
  if (!Changes)
    return Changes.takeError();
  Gate.Changes = std::move(*Changes);
  for (const std::string &Note : Gate.Changes.Notes)
    Notes << "deed: note: " << Note << '\n';

  auto Files = std::make_shared<BaseFiles>();
  for (const FileChange &C : Gate.Changes.Files)
    if (!C.deleted())
      (*Files)[C.Path] = std::nullopt;
  for (const FileChange &C : Gate.Changes.Files)
    if (C.OldText)
      (*Files)[C.OldPath] = C.OldText;
  Now = Base = Out.Runner;
  Now.DumpContracts = Base.DumpContracts = true;
  Base.Base = std::move(Files);
  return llvm::Error::success();
}

/// A changed C file without a command is not silently left out.
void Gatekeeper::tellUncovered() {
  llvm::StringSet<> Known;
  for (const CompileUnit &Unit : All.Units)
    Known.insert(real(Unit.File));
  if (!Options.Paths.empty())
    return; // the user said which files he means
  for (const FileChange &C : Gate.Changes.Files)
    if (!C.deleted() && path::extension(C.Path) == ".c" && !Known.contains(C.Path))
      Out.Report.Problems.push_back(
          {ProblemKind::Uncovered, C.Path, {}, "changed, but is not in the compile database; not checked"});
}

/// \p Unit as it was compiled in the base, as far as known: the flags of now, the
/// old name of a file that was renamed. Nothing for a file that is new.
std::optional<CompileUnit> Gatekeeper::unitOfBase(const CompileUnit &Unit) {
  const FileChange *C = Gate.Changes.find(real(Unit.File));
  if (!C)
    return Unit;
  if (C->added())
    return std::nullopt;
  if (C->OldPath == C->Path)
    return Unit;
  CompileUnit Old = Unit;
  for (std::string &Word : Old.Arguments)
    if (absolutePath(Word, Unit.Directory) == Unit.File)
      Word = C->OldPath;
  Old.File = C->OldPath;
  return Old;
}

void Gatekeeper::tellProblemsOfBase(const CompileUnit &Unit, const UnitReport &Report) {
  for (const Problem &P : Report.Problems)
    if (P.fails()) {
      Notes << "deed: note: " << relativeTo(Unit.File, Gate.Changes.Root)
            << " of the base could not be fully analysed, so what it had may look new: " << P.Message << '\n';
      return;
    }
}

/// Each contract of \p Dump by function, without the lines where it is written.
static llvm::StringMap<std::string> contractsIn(llvm::StringRef Dump) {
  llvm::StringMap<std::string> Out;
  llvm::StringRef Name;
  while (!Dump.empty()) {
    llvm::StringRef Line;
    std::tie(Line, Dump) = Dump.split('\n');
    if (!Line.starts_with(" "))
      Name = Line.split(':').first;
    else if (!Line.contains("inferred"))
      continue; // where it comes from
    if (!Name.empty())
      (Out[Name] += Line) += '\n';
  }
  return Out;
}

/// Analyses \p Units as they are and as they were.
llvm::Error Gatekeeper::analyse(llvm::ArrayRef<size_t> Units) {
  std::vector<CompileUnit> Present, Past;
  std::vector<int> PastOf;
  for (size_t I : Units) {
    Chosen[I] = true;
    Order.push_back(I);
    Present.push_back(All.Units[I]);
    std::optional<CompileUnit> Old = unitOfBase(All.Units[I]);
    PastOf.push_back(Old ? static_cast<int>(Past.size()) : -1);
    if (Old)
      Past.push_back(std::move(*Old));
  }
  llvm::Expected<std::vector<UnitReport>> After = analyseAll(Options, Now, Present);
  if (!After)
    return After.takeError();
  llvm::Expected<std::vector<UnitReport>> Before = analyseAll(Options, Base, Past);
  if (!Before)
    return Before.takeError();
  for (size_t I = 0; I < Units.size(); ++I) {
    UnitReport &New = (*After)[I];
    llvm::StringMap<std::string> Here = contractsIn(New.Dump), There;
    if (PastOf[I] >= 0)
      There = contractsIn((*Before)[PastOf[I]].Dump);
    for (const auto &Each : Here)
      if (auto It = There.find(Each.first()); It != There.end() && It->second != Each.second)
        Contracts.insert(Each.first());
    New.Dump.clear();
    Reports.push_back(std::move(New));
  }
  for (size_t I = 0; I < Past.size(); ++I) {
    tellProblemsOfBase(Past[I], (*Before)[I]);
    BaseReports.push_back(std::move((*Before)[I]));
  }
  return llvm::Error::success();
}

/// Files that went may have given their functions to others: what they had is
/// no news there. Their command went with them; that of a neighbour serves.
llvm::Error Gatekeeper::analyseDeleted() {
  std::vector<CompileUnit> Past;
  for (const FileChange &C : Gate.Changes.Files) {
    if (!C.deleted() || !C.OldText || path::extension(C.OldPath) != ".c" || All.Units.empty())
      continue;
    auto Shared = [&](const CompileUnit &Unit) {
      std::string Name = real(Unit.File);
      return std::mismatch(Name.begin(), Name.end(), C.OldPath.begin(), C.OldPath.end()).first - Name.begin();
    };
    const CompileUnit *Near = &All.Units.front();
    for (const CompileUnit &Unit : All.Units)
      if (Shared(Unit) > Shared(*Near))
        Near = &Unit;
    CompileUnit Old = *Near;
    for (std::string &Word : Old.Arguments)
      if (absolutePath(Word, Old.Directory) == Near->File)
        Word = C.OldPath;
    Old.File = C.OldPath;
    Past.push_back(std::move(Old));
  }
  llvm::Expected<std::vector<UnitReport>> Before = analyseAll(Options, Base, Past);
  if (!Before)
    return Before.takeError();
  llvm::append_range(BaseReports, std::move(*Before));
  return llvm::Error::success();
}

llvm::Error Gatekeeper::run() {
  tellUncovered();
  llvm::StringSet<> Changed;
  for (const FileChange &C : Gate.Changes.Files)
    for (const std::string &Path : {C.Path, C.OldPath})
      if (!Path.empty())
        Changed.insert(Path);
  IncludeGraph Graph(std::move(Changed));
  Chosen.resize(All.Units.size());
  std::vector<size_t> Next;
  // A program is solved as a whole, now and as it was; what did not change is known from the cache.
  for (size_t I = 0; I < All.Units.size(); ++I)
    if (Now.Index || Graph.reachesChange(All.Units[I]))
      Next.push_back(I);
  // Callers of what changed its contract, and of what that changed in turn.
  while (!Next.empty()) {
    size_t Before = Contracts.size();
    if (llvm::Error E = analyse(Next))
      return E;
    Next.clear();
    if (Contracts.size() == Before)
      break;
    for (size_t I = 0; I < All.Units.size(); ++I)
      if (!Chosen[I] && Graph.mentionsAny(All.Units[I], Contracts))
        Next.push_back(I);
  }
  return analyseDeleted();
}

RunReport Gatekeeper::report() {
  // In the order of files, whatever the order of choice.
  std::vector<size_t> By(Order.size());
  for (size_t I = 0; I < By.size(); ++I)
    By[I] = I;
  llvm::sort(By, [&](size_t A, size_t B) { return Order[A] < Order[B]; });
  Plan Done;
  Done.Root = All.Root;
  Done.Problems = std::move(Out.Report.Problems);
  std::vector<UnitReport> Units;
  for (size_t I : By) {
    Done.Files.push_back(All.Units[Order[I]].File);
    Units.push_back(std::move(Reports[I]));
  }
  for (const Problem &P : All.Problems) // listed, but not there: only if the change took it away
    if (const FileChange *C = Gate.Changes.find(real(P.File)); C || Options.Paths.size()) {
      Done.Problems.push_back(P);
      Done.Files.push_back(P.File);
    }
  llvm::sort(Done.Files);
  Gate.Others = llvm::count_if(Done.Files, [&](const std::string &F) { return !Gate.Changes.find(real(F)); });
  RunReport Report = join(std::move(Units), std::move(Done));
  RunReport Before = join(std::move(BaseReports), {});
  subtractBase(std::move(Before.Findings), {Gate.Changes, Contracts, Options.Gate.Scope}, Report);
  settleExit(Report);
  return Report;
}

std::optional<ExitCode> analyseSince(const CheckOptions &Options, Run &Out, GateRun &Gate) {
  if (Options.DumpFlow || Options.DumpContracts)
    return failMisuse("--since compares two versions; --dump-flow and --dump-contracts show one");
  if (wantsFixes(Options))
    return failMisuse("--since reports; run --fix, --diff or --export-fixes without it");
  Plan Todo;
  if (std::optional<ExitCode> Failed = prepare(Options, Out, Todo))
    return Failed;
  Gatekeeper Keeper(Options, Out, Gate);
  if (llvm::Error E = Keeper.prepare(std::move(Todo)))
    return failMisuse(llvm::toString(std::move(E)));
  if (llvm::Error E = Keeper.run()) {
    llvm::errs() << "deed: internal error: " << llvm::toString(std::move(E)) << '\n';
    return ExitCode::Internal;
  }
  Out.Whole = false; // what a baseline has elsewhere was not looked for
  Out.Report = Keeper.report();
  complete(Options, Out);
  return std::nullopt;
}

static std::string counted(size_t N, const char *One) { return std::to_string(N) + " " + One + (N == 1 ? "" : "s"); }

/// A word as a shell reads it.
static std::string shellWord(llvm::StringRef Word) {
  if (!Word.empty() && Word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                              "_-./=:,+@%") == llvm::StringRef::npos)
    return Word.str();
  std::string Out = "'";
  for (char C : Word)
    Out += C == '\'' ? std::string("'\\''") : std::string(1, C);
  return Out + "'";
}

void summarizeGate(const CheckOptions &Options, const RunReport &Report, const GateRun &Gate,
                   llvm::raw_ostream &Notes) {
  std::string Short = Gate.Changes.Base.substr(0, 12);
  Notes << "deed: gate: " << counted(Gate.Changes.Files.size(), "file") << " changed since " << Short
        << ", the merge base of " << Options.Gate.Since << " and HEAD"
        << (Gate.Changes.Dirty ? " (with changes that are not committed)" : "") << "; " << Report.Files.size()
        << " analysed, " << Gate.Others << " of them unchanged\n";
  Notes << "deed: gate: "
        << (Report.Exit == ExitCode::Clean      ? "passed"
            : Report.Exit == ExitCode::Findings ? "failed"
                                                : "incomplete")
        << ": " << counted(Report.Findings.size(), "new finding") << ", " << Report.count(KnownAs::Gone) << " fixed, "
        << Report.count(KnownAs::Old) << " not new";
  if (unsigned N = Report.count(KnownAs::Outside))
    Notes << ", " << N << " new outside the scope";
  Notes << "\ndeed: gate: to repeat it:";
  for (const std::string &Word : {std::string("deed"), std::string("check"), "--since=" + Short})
    Notes << ' ' << Word;
  for (size_t I = 0; I < Options.Words.size(); ++I) {
    llvm::StringRef Word = Options.Words[I];
    if (Word.ltrim('-').starts_with("since") && Word.starts_with("-")) {
      I += !Word.contains('=');
      continue;
    }
    Notes << ' ' << shellWord(Word);
  }
  Notes << '\n';
}

} // namespace deed
