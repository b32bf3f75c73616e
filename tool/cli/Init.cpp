//===- cli/Init.cpp - deed init ----------------------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Looks at a code base and writes the .deed.yaml that config/Survey.h proposes.
// With a compile database the bodies are analysed for what they show; then, under the
// proposal, once more those that name a function which it speaks of, for what it
// would report.
//===----------------------------------------------------------------------===//
#include "cli/Commands.h"
#include "cli/Run.h"
#include "config/Survey.h"
#include "project/Nearest.h"
#include "report/Sources.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Sequence.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <iterator>
#include <set>

namespace deed {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using llvm::StringRef;

namespace {
struct InitOptions {
  std::string Folder; ///< absolute
  bool Force = false, Print = false, Quiet = false;
  std::vector<std::string> ForCheck; ///< -p BUILD, -j N: as deed check has them
};
} // namespace

static constexpr char Usage[] =
    "usage: deed init [DIR] [-p BUILD] [-j N] [--force] [--print]\n"
    "Looks at the sources in DIR (default: the working directory), and proposes DIR/.deed.yaml with the\n"
    "evidence beside each line. An existing file is kept unless --force says otherwise; --print\n"
    "writes to stdout instead.\n";

static llvm::Expected<InitOptions> parseInit(llvm::ArrayRef<std::string> Words, StringRef WorkingDirectory) {
  InitOptions Out;
  for (size_t I = 0; I < Words.size(); ++I) {
    StringRef Word = Words[I];
    if (Word == "--force")
      Out.Force = true;
    else if (Word == "--print")
      Out.Print = true;
    else if (Word == "--quiet")
      Out.Quiet = true;
    else if (Word == "-p" || Word == "-j") {
      if (I + 1 == Words.size())
        return llvm::createStringError(std::errc::invalid_argument, "'%s' needs a value", Words[I].c_str());
      Out.ForCheck.push_back(Words[I++]);
      // Plans are made from the folder that is looked at.
      Out.ForCheck.push_back(Word == "-p" ? absolutePath(Words[I], WorkingDirectory) : Words[I]);
    } else if (Word.starts_with("-p=")) {
      Out.ForCheck.push_back("-p=" + absolutePath(Word.drop_front(3), WorkingDirectory));
    } else if (Word.starts_with("-j")) {
      Out.ForCheck.push_back(Word.str());
    } else if (Word.starts_with("-")) {
      return llvm::createStringError(std::errc::invalid_argument, "deed init: unknown option '%s'%s", Words[I].c_str(),
                                     didYouMean(Word, {"--force", "--print", "--quiet"}).c_str());
    } else if (Out.Folder.empty()) {
      Out.Folder = absolutePath(Word, WorkingDirectory);
    } else {
      return llvm::createStringError(std::errc::invalid_argument, "deed init looks at one folder");
    }
  }
  if (Out.Folder.empty())
    Out.Folder = WorkingDirectory.str();
  if (!fs::is_directory(Out.Folder))
    return llvm::createStringError(std::errc::not_a_directory, "no such folder: %s",
                                   relativeTo(Out.Folder, WorkingDirectory.str()).c_str());
  return Out;
}

/// C sources and headers below \p Folder, without hidden folders and those of builds.
/// With a \p Plan only what is compiled counts, and the headers beside it and below
/// folders named include: what is vendored has its own habits.
static std::set<std::string> sourcesBelow(const std::string &Folder, const Plan *Todo) {
  std::set<std::string> Out, Compiled, Beside;
  if (Todo)
    for (const CompileUnit &Unit : Todo->Units) {
      Compiled.insert(Unit.File);
      Beside.insert(path::parent_path(Unit.File).str());
    }
  auto Counts = [&](StringRef File, StringRef Extension) {
    if (Compiled.empty())
      return true;
    if (Extension == ".c")
      return Compiled.count(File.str()) != 0;
    const StringRef Parent = path::parent_path(File);
    return Beside.count(Parent.str()) || Parent.starts_with(Folder + "/include");
  };
  std::error_code Code;
  for (fs::recursive_directory_iterator It(Folder, Code, /*follow_symlinks=*/false), End; It != End && !Code;
       It.increment(Code)) {
    StringRef Name = path::filename(It->path()), Extension = path::extension(It->path());
    if (It->type() == fs::file_type::directory_file) {
      const bool Build = Name.starts_with(".") || Name == "node_modules" ||
                         fs::exists(It->path() + "/CMakeCache.txt") || fs::exists(It->path() + "/build.ninja");
      if (Build)
        It.no_push();
    } else if ((Extension == ".c" || Extension == ".h") && Counts(It->path(), Extension)) {
      Out.insert(It->path());
    }
  }
  return Out;
}

/// What is to be analysed below the folder; nothing without a usable database, with a note why.
static std::optional<Plan> planOf(const InitOptions &Init, CheckOptions &Check, llvm::raw_ostream &Notes) {
  auto Failed = [&](llvm::Error E) {
    std::string Why = llvm::toString(std::move(E));
    Notes << "deed: note: no body is analysed: " << StringRef(Why).take_until([](char C) { return C == '\n'; }) << '\n';
    return std::nullopt;
  };
  llvm::Expected<CheckOptions> Parsed = parseCheckOptions(Init.ForCheck);
  if (!Parsed)
    return Failed(Parsed.takeError());
  Check = std::move(*Parsed);
  Check.Paths = {Init.Folder};
  Check.Quiet = Init.Quiet;
  llvm::Expected<Plan> Todo = makePlan(Check, Init.Folder);
  if (!Todo)
    return Failed(Todo.takeError());
  if (!Todo->Note.empty())
    Notes << "deed: " << Todo->Note << '\n';
  return std::move(*Todo);
}

namespace {
/// The program under one proposal after the other. A proposal says something of a few
/// functions, and files that do not name them say what they said before.
class Trials {
public:
  Trials(const CheckOptions &Check, const Plan &Todo) : Check(Check), Todo(Todo), Alone(Todo.Units.size()) {}
  /// Analyses under \p Config, which differs from the one before in what it says of
  /// the functions \p Changed; the first time all files are.
  llvm::Error run(ConfigFile Config, const std::set<std::string> &Changed);
  /// What each file says by itself, and among the others.
  const std::vector<UnitReport> &alone() const { return Alone; }
  std::vector<UnitReport> Program;

private:
  const CheckOptions &Check;
  const Plan &Todo;
  std::vector<UnitReport> Alone;
  bool Ran = false;

  std::vector<size_t> unitsThatName(const std::set<std::string> &Functions) const;
};
} // namespace

std::vector<size_t> Trials::unitsThatName(const std::set<std::string> &Functions) const {
  std::map<std::pair<std::string, bool>, bool> Known; // by file; most read the same headers
  auto Uses = [&](const std::string &File, bool Header) {
    auto [It, New] = Known.try_emplace({File, Header});
    if (New)
      if (auto Buffer = llvm::MemoryBuffer::getFile(File))
        It->second = usesFunctions((*Buffer)->getBuffer(), Functions, Header);
    return It->second;
  };
  std::vector<size_t> Out;
  for (size_t I = 0; I != Alone.size(); ++I)
    if (Alone[I].Sources.empty() || llvm::any_of(Alone[I].Sources, [&](const std::string &File) {
          return Uses(File, /*Header=*/File != Todo.Units[I].File);
        }))
      Out.push_back(I);
  return Out;
}

llvm::Error Trials::run(ConfigFile Config, const std::set<std::string> &Changed) {
  std::vector<size_t> Which;
  if (Ran)
    Which = unitsThatName(Changed);
  else
    llvm::append_range(Which, llvm::seq<size_t>(0, Alone.size()));
  AnalysisOptions Base;
  Base.DumpEvidence = !Ran;
  Ran = true;
  RunnerOptions Runner;
  Runner.Index = Alone.size() > 1;
  Runner.KeepSources = true;
  Runner.Files =
      std::make_shared<Settings>(Configurations({}, std::move(Config), path::parent_path(Todo.Root).str()), Base);
  for (const CompileUnit &Unit : Todo.Units)
    if (llvm::Error E = Runner.Files->add(Unit.File))
      return E;
  std::vector<CompileUnit> Units;
  for (size_t I : Which)
    Units.push_back(Todo.Units[I]);
  llvm::Expected<FilePass> Files = analyseFiles(Check, Runner, Units, /*Whole=*/false);
  if (!Files)
    return Files.takeError();
  for (size_t I = 0; I != Which.size(); ++I)
    Alone[Which[I]] = std::move(Files->Reports[I]);
  // What the others said of a declaration that they only read, who uses it has said anew.
  for (size_t I = 0; I != Alone.size(); ++I)
    if (!llvm::is_contained(Which, I))
      llvm::erase_if(Alone[I].Findings, [&](const Finding &F) {
        return F.Place.File != Todo.Units[I].File && Changed.count(F.Function) != 0;
      });
  Program = Alone;
  if (!Runner.Index)
    return llvm::Error::success();
  const std::vector<std::string> NoKeys(Alone.size()); // of several configurations: not kept
  return analyseProgram(Check, Runner, Todo.Units, NoKeys, Program);
}

static RuleCounts countFindings(std::vector<UnitReport> &Units) {
  std::vector<Finding> All;
  for (UnitReport &Unit : Units)
    llvm::append_range(All, std::move(Unit.Findings));
  sortAndMerge(All);
  RuleCounts Out;
  for (const Finding &F : All)
    ++Out[ruleLabel(F.Id)];
  return Out;
}

/// The proposed families that the program itself does not keep to: findings of another
/// way to release rest on their lines.
static std::set<std::string> mismatched(const std::vector<UnitReport> &Units,
                                        const std::map<unsigned, std::string> &Families, const std::string &File) {
  std::set<std::string> Out;
  auto Blame = [&](const SourceRange &R) {
    if (auto It = Families.find(R.Line); R.File == File && It != Families.end())
      Out.insert(It->second);
  };
  for (const UnitReport &Unit : Units)
    for (const Finding &F : Unit.Findings) {
      if (F.Id != Rule::ReleaseMismatch)
        continue;
      for (const Related &Each : F.Contracts)
        Blame(Each.Range);
      for (const auto &[Line, Name] : Families) // "acquired here by 'strv_new' (configuration, .deed.yaml:9)"
        for (const PathStep &Step : F.Path)
          if (StringRef(Step.Message).contains(".deed.yaml:" + std::to_string(Line) + ")"))
            Out.insert(Name);
    }
  return Out;
}

/// The profiles turn the evidence of bodies on: names count where prefixes do.
static llvm::Expected<std::string> makeProposal(const InitOptions &Init, llvm::raw_ostream &Notes) {
  CheckOptions Check;
  const std::optional<Plan> Todo = planOf(Init, Check, Notes);
  WordSurvey Words;
  for (const std::string &File : sourcesBelow(Init.Folder, Todo ? &*Todo : nullptr))
    if (auto Buffer = llvm::MemoryBuffer::getFile(File))
      Words.add((*Buffer)->getBuffer());
  if (!Words.Files)
    return llvm::createStringError(std::errc::no_such_file_or_directory, "there is no C file in %s",
                                   Init.Folder.c_str());
  if (!Todo || Todo->Units.empty())
    return propose(Words, {}, 0, Init.Folder).Text;

  auto Read = [&](const std::string &Text) {
    return readConfig(Text, Init.Folder + "/.deed.yaml", Init.Folder, ".deed.yaml");
  };
  Trials Tried(Check, *Todo);
  auto Try = [&](const Proposal &Next, const std::set<std::string> &Changed) -> llvm::Error {
    llvm::Expected<ConfigFile> Config = Read(Next.Text);
    return Config ? Tried.run(std::move(*Config), Changed) : Config.takeError();
  };
  if (llvm::Error E = Try(propose(Words, {}, 0, Init.Folder), {}))
    return std::move(E);
  std::string Lines;
  unsigned Analysed = 0;
  for (const UnitReport &Unit : Tried.alone()) {
    Lines += Unit.Dump;
    Analysed += llvm::none_of(Unit.Problems, [](const Problem &P) { return P.fails(); });
  }
  std::vector<Evidence> Bodies = parseEvidence(Lines);
  // Of the project itself, not of headers elsewhere.
  llvm::erase_if(Bodies, [&](const Evidence &E) { return !StringRef(E.Place).starts_with(Init.Folder + "/"); });
  Proposal Last = propose(Words, Bodies, Analysed, Init.Folder);
  if (!Last.Functions.empty())
    if (llvm::Error E = Try(Last, Last.Functions))
      return std::move(E);
  // What looks like a family and is none shows only under it.
  const std::set<std::string> Wrong = mismatched(Tried.Program, Last.Families, Init.Folder + "/.deed.yaml");
  if (!Wrong.empty()) {
    const std::set<std::string> Before = std::move(Last.Functions);
    Last = propose(Words, Bodies, Analysed, Init.Folder, Wrong);
    std::set<std::string> Dropped;
    std::set_difference(Before.begin(), Before.end(), Last.Functions.begin(), Last.Functions.end(),
                        std::inserter(Dropped, Dropped.end()));
    if (llvm::Error E = Try(Last, Dropped))
      return std::move(E);
  }
  std::string Text = std::move(Last.Text);
  if (Analysed < Todo->Units.size())
    Text += "# " + std::to_string(Todo->Units.size() - Analysed) +
            " files could not be analysed as they should; `deed doctor` says why.\n";
  return Text + describeNoise(countFindings(Tried.Program), Todo->Units.size());
}

ExitCode runInit(llvm::ArrayRef<std::string> Words) {
  if (llvm::is_contained(Words, "--help") || llvm::is_contained(Words, "-h")) {
    llvm::outs() << Usage;
    return ExitCode::Clean;
  }
  llvm::SmallString<256> WorkingDirectory;
  if (std::error_code Code = fs::current_path(WorkingDirectory))
    return failMisuse("no working directory: " + Code.message());
  llvm::Expected<InitOptions> Init = parseInit(Words, WorkingDirectory);
  if (!Init)
    return failMisuse(llvm::toString(Init.takeError()));
  const std::string Target = Init->Folder + "/.deed.yaml";
  const std::string Shown = relativeTo(Target, WorkingDirectory.str().str());
  fs::file_status Status;
  if (!Init->Print && !Init->Force && !fs::status(Target, Status, /*follow=*/false))
    return failMisuse(Shown + " exists; --force replaces it, --print shows the proposal");
  llvm::raw_ostream &Notes = Init->Quiet ? llvm::nulls() : llvm::errs();
  llvm::Expected<std::string> Text = makeProposal(*Init, Notes);
  if (!Text)
    return failMisuse(llvm::toString(Text.takeError()));
  if (Init->Print) {
    llvm::outs() << *Text;
    return ExitCode::Clean;
  }
  if (llvm::Error E = writeOutput(Target, *Text))
    return failMisuse(llvm::toString(std::move(E)));
  Notes << "deed: wrote " << Shown << "; read it, then: deed check\n";
  return ExitCode::Clean;
}

} // namespace deed
