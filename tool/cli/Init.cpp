//===- cli/Init.cpp - deed init ----------------------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Looks at a code base and writes the .deed.yaml that config/Survey.h proposes.
// With a compile database the bodies are analysed twice: for what they show, and
// under the proposal for what it would report.
//===----------------------------------------------------------------------===//
#include "cli/Commands.h"
#include "cli/Run.h"
#include "config/Survey.h"
#include "project/Nearest.h"
#include "report/Sources.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
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

/// Analyses the files of \p Todo under \p Config alone.
static llvm::Expected<std::vector<UnitReport>> analyseUnder(ConfigFile Config, bool Evidence, const CheckOptions &Check,
                                                            const Plan &Todo) {
  AnalysisOptions Base;
  Base.DumpEvidence = Evidence;
  RunnerOptions Runner;
  // What bodies show is asked of each file; what would be found is what deed check finds.
  Runner.Index = !Evidence;
  Runner.Files =
      std::make_shared<Settings>(Configurations({}, std::move(Config), path::parent_path(Todo.Root).str()), Base);
  return analyseAll(Check, Runner, Todo.Units);
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

  Proposal First = propose(Words, {}, 0, Init.Folder);
  auto Read = [&](const std::string &Text) {
    return readConfig(Text, Init.Folder + "/.deed.yaml", Init.Folder, ".deed.yaml");
  };
  llvm::Expected<ConfigFile> WithoutBodies = Read(First.Text);
  if (!WithoutBodies)
    return WithoutBodies.takeError();
  llvm::Expected<std::vector<UnitReport>> Units = analyseUnder(std::move(*WithoutBodies), true, Check, *Todo);
  if (!Units)
    return Units.takeError();
  std::string Lines;
  unsigned Analysed = 0;
  for (const UnitReport &Unit : *Units) {
    Lines += Unit.Dump;
    Analysed += llvm::none_of(Unit.Problems, [](const Problem &P) { return P.fails(); });
  }
  std::vector<Evidence> Bodies = parseEvidence(Lines);
  // Of the project itself, not of headers elsewhere.
  llvm::erase_if(Bodies, [&](const Evidence &E) { return !StringRef(E.Place).starts_with(Init.Folder + "/"); });
  std::string Text;
  // Twice: what looks like a family and is none shows only under it.
  for (std::set<std::string> NoFamilies;;) {
    Proposal Next = propose(Words, Bodies, Analysed, Init.Folder, NoFamilies);
    llvm::Expected<ConfigFile> Proposed = Read(Next.Text);
    if (!Proposed)
      return Proposed.takeError();
    Units = analyseUnder(std::move(*Proposed), false, Check, *Todo);
    if (!Units)
      return Units.takeError();
    Text = std::move(Next.Text);
    const std::set<std::string> Wrong = mismatched(*Units, Next.Families, Init.Folder + "/.deed.yaml");
    if (Wrong.empty() || !NoFamilies.empty())
      break;
    NoFamilies = Wrong;
  }
  if (Analysed < Todo->Units.size())
    Text += "# " + std::to_string(Todo->Units.size() - Analysed) +
            " files could not be analysed as they should; `deed doctor` says why.\n";
  return Text + describeNoise(countFindings(*Units), Todo->Units.size());
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
