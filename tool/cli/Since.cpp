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
#include "cli/Versions.h"
#include "gate/ChangeIndex.h"
#include "gate/Compare.h"
#include "gate/Includers.h"
#include "report/Sources.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace deed {

namespace path = llvm::sys::path;

namespace {
class Gatekeeper {
  const CheckOptions &Options;
  Run &Out;
  GateRun &Gate;
  llvm::raw_ostream &Notes;
  Plan All;
  std::optional<Versions> Both;
  std::vector<std::optional<size_t>> FileOf;  ///< of each of All.Units: its number in Both
  std::vector<size_t> UnitOf;                 ///< of each in Both; deleted files come after the last
  llvm::StringSet<> Contracts;                ///< functions whose contract changed
  llvm::StringMap<llvm::StringSet<>> Defined; ///< functions by file, as texts tell

  std::string real(const std::string &Path);
  void tellUncovered();
  std::optional<CompileUnit> unitOfBase(const CompileUnit &Unit);
  llvm::Error add(llvm::ArrayRef<size_t> Units, IncludeGraph &Graph, bool Judged);
  llvm::Error addDeleted();
  std::vector<size_t> definersOf(const llvm::StringSet<> &Names);
  std::vector<size_t> callersOf(const llvm::StringSet<> &Names, IncludeGraph &Graph);
  void tellProblemsOfBase(const CompileUnit &Unit, const UnitReport &Report);

public:
  Gatekeeper(const CheckOptions &Options, Run &Out, GateRun &Gate)
      : Options(Options), Out(Out), Gate(Gate), Notes(Options.Quiet ? llvm::nulls() : llvm::errs()) {}
  llvm::Error prepare(Plan Everything);
  llvm::Error run();
  /// The report of the judged files, without what the base has too.
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
  Out.Runner.Index &= All.Units.size() > 1; // one file is its own program
  RunnerOptions Base = Out.Runner;
  Base.Base = std::move(Files);
  Both.emplace(Options, Out.Runner, std::move(Base));
  FileOf.resize(All.Units.size());
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

/// Analyses \p Units as they are and as they were.
llvm::Error Gatekeeper::add(llvm::ArrayRef<size_t> Units, IncludeGraph &Graph, bool Judged) {
  std::vector<GateFile> More;
  for (size_t I : Units) {
    if (FileOf[I]) {
      if (Judged)
        Both->judge(*FileOf[I]);
      continue;
    }
    FileOf[I] = UnitOf.size();
    UnitOf.push_back(I);
    More.push_back({All.Units[I], unitOfBase(All.Units[I]), Graph.reachesChange(All.Units[I]), Judged});
  }
  return Both->add(std::move(More));
}

/// Files that went may have given their functions to others: what they had is
/// no news there. Their command went with them; that of a neighbour serves.
llvm::Error Gatekeeper::addDeleted() {
  std::vector<GateFile> Past;
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
    Past.push_back({std::nullopt, std::move(Old), true, true});
    UnitOf.push_back(All.Units.size());
  }
  return Both->add(std::move(Past));
}

/// How many files the gate may look at for what they define alone, in a project of
/// \p Files: each costs as much as half of a changed one, and a gate over five of 150
/// files should take less than 15 % of what all take.
static size_t mostDefiners(size_t Files) { return Files <= 60 ? Files : std::max<size_t>(6, Files / 30); }

/// Files that define some of \p Names, and are not looked at yet: those that define the
/// most, as many as there is room for.
std::vector<size_t> Gatekeeper::definersOf(const llvm::StringSet<> &Names) {
  std::vector<std::pair<size_t, size_t>> Found; // how many names, the file
  for (size_t I = 0; I != All.Units.size() && !Names.empty(); ++I) {
    if (FileOf[I])
      continue;
    auto [It, New] = Defined.try_emplace(All.Units[I].File);
    if (New)
      if (auto Buffer = llvm::MemoryBuffer::getFile(All.Units[I].File))
        for (const FunctionExtent &F : functionsOf((*Buffer)->getBuffer()))
          It->second.insert(F.Name);
    if (size_t N = llvm::count_if(It->second, [&](const auto &Each) { return Names.contains(Each.first()); }))
      Found.push_back({N, I});
  }
  llvm::stable_sort(Found, [](const auto &A, const auto &B) { return A.first > B.first; });
  size_t Room = mostDefiners(All.Units.size());
  for (size_t I = 0; I != Both->size(); ++I)
    Room -= Room && !(*Both)[I].Judged;
  std::vector<size_t> Out;
  for (const auto &[N, I] : Found)
    if (Out.size() < Room)
      Out.push_back(I);
  llvm::sort(Out);
  return Out;
}

std::vector<size_t> Gatekeeper::callersOf(const llvm::StringSet<> &Names, IncludeGraph &Graph) {
  std::vector<size_t> Found;
  IncludeGraph::Uses Asked{Names};
  for (size_t I = 0; I != All.Units.size() && !Names.empty(); ++I)
    if (!(FileOf[I] && (*Both)[*FileOf[I]].Judged) && Graph.usesAny(All.Units[I], Asked))
      Found.push_back(I);
  return Found;
}

llvm::Error Gatekeeper::run() {
  tellUncovered();
  llvm::StringSet<> Changed;
  for (const FileChange &C : Gate.Changes.Files)
    for (const std::string &Path : {C.Path, C.OldPath})
      if (!Path.empty())
        Changed.insert(Path);
  IncludeGraph Graph(std::move(Changed));
  ChangeIndex Lines(Gate.Changes);
  const bool Whole = Options.IndexAsked && Out.Runner.Index;
  std::vector<size_t> Next;
  for (size_t I = 0; I < All.Units.size(); ++I)
    if (Whole || Graph.reachesChange(All.Units[I]))
      Next.push_back(I);
  if (llvm::Error E = addDeleted())
    return E;
  // Callers of what changed its contract, and of what that changed in turn.
  for (bool First = true; First || !Next.empty(); First = false) {
    if (llvm::Error E = add(Next, Graph, /*Judged=*/true))
      return E;
    // What the change calls says what it does in its own file; further than that costs the whole program.
    auto Touched = [&](const SourceRange &R) { return Lines.inChange(R) || Lines.speaksOf(R, Contracts); };
    if (Out.Runner.Index && !Whole)
      if (llvm::Error E = add(definersOf(Both->calledElsewhere(Touched)), Graph, /*Judged=*/false))
        return E;
    if (llvm::Error E = Both->solve())
      return E;
    Contracts = Both->changedContracts();
    Next = callersOf(Contracts, Graph);
  }
  for (size_t I = 0; I != Both->size(); ++I)
    if (const UnitReport *Old = Both->base(I); Old && (*Both)[I].Judged)
      tellProblemsOfBase(*(*Both)[I].Old, *Old);
  return llvm::Error::success();
}

RunReport Gatekeeper::report() {
  const bool Idle = (Options.IndexAsked && Out.Runner.Index) || (Options.Flags && All.Units.size() == 1);
  // In the order of files, whatever the order of choice.
  std::vector<size_t> By;
  for (size_t I = 0; I != Both->size(); ++I)
    if ((*Both)[I].Judged)
      By.push_back(I);
  llvm::sort(By, [&](size_t A, size_t B) { return std::pair(UnitOf[A], A) < std::pair(UnitOf[B], B); });
  Plan Done;
  Done.Root = All.Root;
  Done.Problems = std::move(Out.Report.Problems);
  std::vector<UnitReport> Present, Past;
  auto Take = [&](UnitReport &&Report, std::vector<UnitReport> &To) {
    // A comment may silence what only the whole program shows.
    if (!Idle)
      Report.IdleSuppressions.clear();
    Report.Dump.clear();
    To.push_back(std::move(Report));
  };
  for (size_t I : By) {
    if (UnitReport *Now = Both->now(I)) {
      Done.Files.push_back((*Both)[I].Now->File);
      Take(std::move(*Now), Present);
    }
    if (UnitReport *Old = Both->base(I))
      Take(std::move(*Old), Past);
  }
  for (const Problem &P : All.Problems) // listed, but not there: only if the change took it away
    if (const FileChange *C = Gate.Changes.find(real(P.File)); C || Options.Paths.size()) {
      Done.Problems.push_back(P);
      Done.Files.push_back(P.File);
    }
  llvm::sort(Done.Files);
  Gate.Others = llvm::count_if(Done.Files, [&](const std::string &F) { return !Gate.Changes.find(real(F)); });
  RunReport Report = join(std::move(Present), std::move(Done));
  RunReport Before = join(std::move(Past), {});
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
        << (Options.Gate.Since == "HEAD" ? ", HEAD" : ", the merge base of " + Options.Gate.Since + " and HEAD")
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
