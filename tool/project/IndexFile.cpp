//===- project/IndexFile.cpp - what a program does, for one file -------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "project/IndexFile.h"
#include "engine/Explain.h"
#include "project/Cache.h"
#include "project/IndexSolver.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/MemoryBuffer.h"

namespace deed {

template <typename A> static void members(A &Ar, IndexedUnit &U) {
  auto &[File, Target, Record] = U;
  archive::all(Ar, File, Target, Record);
}
template <typename A> static void members(A &Ar, IndexFile &I) {
  auto &[Units] = I;
  archive::all(Ar, Units);
}

/// The number is raised with each change of what is archived: summaries, events, flows.
static constexpr llvm::StringLiteral Magic = "deed index 30\n";
static constexpr llvm::StringLiteral AnyMagic = "deed index ";

std::string IndexFile::write() const { return Magic.str() + seal(archive::write(*this)); }

llvm::Expected<IndexFile> IndexFile::load(const std::string &Path) {
  auto Wrong = [&](const std::string &What) {
    return llvm::createStringError(std::errc::invalid_argument, "%s: %s", Path.c_str(), What.c_str());
  };
  auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!Buffer)
    return Wrong("cannot read the index: " + Buffer.getError().message());
  llvm::StringRef Bytes = (*Buffer)->getBuffer();
  if (Bytes.starts_with(AnyMagic) && !Bytes.starts_with(Magic))
    return Wrong("the index is of another version of deed; write it anew with deed check --write-index=FILE");
  if (!Bytes.consume_front(Magic))
    return Wrong("is no index; deed check --write-index=FILE writes one");
  const std::optional<std::string> Whole = unseal(Bytes);
  IndexFile Out;
  if (!Whole || !archive::read(*Whole, Out))
    return Wrong("the index is damaged; write it anew with deed check --write-index=FILE");
  return Out;
}

IndexedUnit indexed(const std::string &File, const std::string &Target, const UnitRecord &Record,
                    llvm::function_ref<const std::string &(std::uint32_t Function)> Known) {
  IndexedUnit Out{File, Target, {}};
  Out.Record.Aliases = Record.Aliases;
  Out.Record.Taken = Record.Taken;
  // All, for aliases and pointers name functions by their numbers.
  for (std::uint32_t F = 0; F != Record.Functions.size(); ++F) {
    const RecordedFunction &From = Record.Functions[F];
    RecordedFunction &To = Out.Record.Functions.emplace_back();
    To.Name = From.Name;
    To.Link = From.Link;
    To.Place = From.Place;
    To.Weak = From.Weak;
    To.Alone = Known(F);
    To.Solved = !To.Alone.empty();
    To.Counted = From.Counted;
  }
  return Out;
}

namespace {
/// Only the file at hand is solved.
class OneFile final : public IndexSettings {
public:
  OneFile(const AnalysisOptions &Options, llvm::function_ref<bool(const std::string &Path)> DropsAt)
      : Options(Options), DropsAt(DropsAt) {}
  const AnalysisOptions &of(std::uint32_t) const override { return Options; }
  bool drops(std::uint32_t, const std::string &Path) const override { return DropsAt(Path); }

private:
  const AnalysisOptions &Options;
  llvm::function_ref<bool(const std::string &Path)> DropsAt;
};
} // namespace

void applyIndex(const IndexFile &Index, const std::string &File, const std::string &Target,
                const AnalysisOptions &Options, llvm::function_ref<bool(const std::string &Path)> DropsAt,
                UnitResult &Result) {
  const std::string Packed = pack(std::move(Result.Record));
  std::vector<ProgramUnit> Units(1);
  Units.front().Packed = Packed;
  Units.front().Target = Target;
  (void)unpack(Packed, Units.front().Record);
  for (const IndexedUnit &Each : Index.Units)
    if (Each.File != File)
      Units.push_back({Each.Record, {}, Each.Target});
    else if (Units.front().Target.empty()) // the rest of it is as the file was, perhaps
      Units.front().Target = Each.Target;
  Program Joined(std::move(Units));
  const OneFile Settings(Options, DropsAt);
  const IndexSolver Solver(Joined.units(), Settings, /*Timed=*/false);
  llvm::StringSet<> Names;
  std::vector<Finding> New;
  while (std::optional<size_t> Component = Joined.next()) {
    const SolveTask Task = Joined.task(*Component);
    TaskResult Solved = Solver.solve(Task);
    std::vector<std::string> Summaries;
    for (size_t M = 0; M != Task.Members.size(); ++M) {
      Summaries.push_back(Solved.Members[M].Summary);
      if (Task.Members[M].Unit != 0)
        continue;
      Names.insert(Joined.units().front().Record.Functions[Task.Members[M].Function].Name);
      llvm::append_range(New, std::move(Solved.Members[M].Findings));
    }
    Joined.solved(*Component, Summaries);
  }
  llvm::erase_if(Result.Findings, [&](const Finding &F) { return Names.contains(F.Function) && isOfFlow(F); });
  llvm::append_range(Result.Findings, std::move(New));
  sortAndMerge(Result.Findings);
}

} // namespace deed
