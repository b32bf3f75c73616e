//===- cli/ExplainPlace.cpp - deed explain FILE:LINE -------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Analyses the one file that the place is in, or for a header a file that
// includes it; what is printed is made by frontend/ExplainPlace.cpp.
//===----------------------------------------------------------------------===//
#include "cli/Commands.h"
#include "cli/Run.h"
#include "report/Sources.h"
#include "clang/Basic/Stack.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace deed {

namespace path = llvm::sys::path;
using llvm::StringRef;

/// "src/queue.c:30:5"; nothing if there is no number behind a colon.
static std::optional<ExplainedPlace> parsePlace(StringRef Word) {
  ExplainedPlace Out;
  auto [Before, Last] = Word.rsplit(':');
  unsigned Number;
  if (Before == Word || Last.getAsInteger(10, Number))
    return std::nullopt;
  auto [File, Middle] = Before.rsplit(':');
  if (File != Before && !Middle.getAsInteger(10, Out.Line)) {
    Out.File = File.str();
    Out.Column = Number;
  } else {
    Out.File = Before.str();
    Out.Line = Number;
  }
  return Out.Line ? std::optional(Out) : std::nullopt;
}

/// Those that most likely include \p Header first: of the same name, then of near folders.
static void sortByNearness(std::vector<CompileUnit> &Units, StringRef Header) {
  auto Rank = [&](const CompileUnit &Unit) {
    size_t Common = 0;
    while (Common < std::min(Unit.File.size(), Header.size()) && Unit.File[Common] == Header[Common])
      ++Common;
    return std::pair(path::stem(Unit.File) != path::stem(Header), Header.size() - Common);
  };
  llvm::stable_sort(Units, [&](const auto &A, const auto &B) { return Rank(A) < Rank(B); });
}

/// \p Text with paths below \p Base made relative.
static std::string shorten(std::string Text, StringRef Base) {
  const std::string Prefix = Base.str() + "/";
  for (size_t At = Text.find(Prefix); At != std::string::npos; At = Text.find(Prefix, At))
    Text.erase(At, Prefix.size());
  return Text;
}

static llvm::Expected<std::vector<CompileUnit>> unitsFor(CheckOptions &Options, const ExplainedPlace &Place,
                                                         StringRef WorkingDirectory) {
  Options.Paths = {Place.File};
  llvm::Expected<Plan> Todo = makePlan(Options, WorkingDirectory);
  if (!Todo)
    return Todo.takeError();
  if (!Todo->Units.empty() || Options.Flags || path::extension(Place.File) != ".h") {
    if (!Todo->Units.empty())
      return std::move(Todo->Units);
    return llvm::createStringError(
        std::errc::invalid_argument, "%s: %s", relativeTo(Place.File, WorkingDirectory).c_str(),
        Todo->Problems.empty() ? "not in the compile database" : Todo->Problems.front().Message.c_str());
  }
  Options.Paths.clear();
  llvm::Expected<Plan> All = makePlan(Options, WorkingDirectory);
  if (!All)
    return All.takeError();
  sortByNearness(All->Units, Place.File);
  constexpr size_t Tries = 30;
  if (All->Units.size() > Tries)
    All->Units.resize(Tries);
  return std::move(All->Units);
}

/// Where the place stands among \p Words: first, or behind options.
static std::optional<size_t> findPlace(llvm::ArrayRef<std::string> Words) {
  if (Words.empty() || parsePlace(Words.front()))
    return Words.empty() ? std::nullopt : std::optional<size_t>(0);
  llvm::Expected<CheckOptions> Options = parseCheckOptions(Words);
  if (!Options) {
    llvm::consumeError(Options.takeError());
    return std::nullopt;
  }
  if (Options->Paths.size() != 1 || !parsePlace(Options->Paths.front()))
    return std::nullopt;
  return static_cast<size_t>(llvm::find(Words, Options->Paths.front()) - Words.begin());
}

std::optional<ExitCode> runExplainPlace(llvm::ArrayRef<std::string> Words) {
  const std::optional<size_t> At = findPlace(Words);
  if (!At)
    return std::nullopt;
  const std::string Asked = Words[*At];
  std::optional<ExplainedPlace> Place = parsePlace(Asked);
  std::vector<std::string> Others = Words.vec();
  Others.erase(Others.begin() + static_cast<std::ptrdiff_t>(*At));
  llvm::SmallString<256> WorkingDirectory;
  if (std::error_code Code = llvm::sys::fs::current_path(WorkingDirectory))
    return failMisuse("no working directory: " + Code.message());
  if (!llvm::sys::fs::exists(Place->File))
    return failMisuse("no such file: " + Place->File);
  Place->File = absolutePath(Place->File, WorkingDirectory);
  llvm::Expected<CheckOptions> Options = parseCheckOptions(Others);
  if (!Options)
    return failMisuse(llvm::toString(Options.takeError()));
  llvm::Expected<std::vector<CompileUnit>> Units = unitsFor(*Options, *Place, WorkingDirectory);
  if (!Units)
    return failMisuse(llvm::toString(Units.takeError()));
  llvm::Expected<Configurations> Configs = commandLineConfigurations(*Options, WorkingDirectory);
  if (!Configs)
    return failMisuse(llvm::toString(Configs.takeError()));
  AnalysisOptions Base;
  Base.Explain = *Place;
  RunnerOptions Runner;
  Runner.Files = std::make_shared<Settings>(std::move(*Configs), std::move(Base));
  Runner.ExtraArgs = Options->ExtraArgs;
  Runner.ExtraArgsBefore = Options->ExtraArgsBefore;
  clang::noteBottomOfStack();
  UnitRunner Run(Runner);
  for (const CompileUnit &Unit : *Units) {
    if (llvm::Error E = Runner.Files->add(Unit.File))
      return failMisuse(llvm::toString(std::move(E)));
    UnitReport Report = Run.run(Unit);
    if (Unit.File == Place->File)
      for (const Problem &P : Report.Problems)
        if (P.fails())
          llvm::errs() << "deed: warning: " << relativeTo(P.File, WorkingDirectory.str().str()) << ": " << P.Message
                       << '\n';
    if (Report.Dump.empty())
      continue;
    llvm::outs() << shorten(std::move(Report.Dump), WorkingDirectory);
    return ExitCode::Clean;
  }
  if (auto Text = llvm::MemoryBuffer::getFile(Place->File)) {
    const size_t Lines = (*Text)->getBuffer().trim('\n').count('\n') + 1;
    if (Place->Line > Lines)
      return failMisuse(Asked + ": the file has " + std::to_string(Lines) + (Lines == 1 ? " line" : " lines"));
  }
  return failMisuse("nothing stands at " + Asked +
                    " that Deed could explain: no function, no pointer, or no file that includes it");
}

} // namespace deed
