//===- cli/Shard.cpp - a run in parts ----------------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines what deed check --shard does with its files, and how deed merge gets
// them back.
//===----------------------------------------------------------------------===//
#include "cli/Shard.h"
#include "cli/Commands.h"
#include "engine/Archive.h"
#include "project/Cache.h"
#include "report/Sources.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Base64.h"
#include <set>

namespace deed {

namespace {
/// A shard as it travels.
struct ShardData {
  std::uint32_t Part = 0, Of = 0;
  std::string Build;   ///< buildId()
  std::string Program; ///< names the files and options of the whole run
  std::uint32_t Total = 0;
  std::vector<std::string> Words; ///< CheckOptions::Repeat
  std::string WorkingDirectory, Root;
  std::vector<std::string> Files; ///< Plan::Files of the whole run
  std::string Problems;           ///< Plan::Problems, in a report
  bool Whole = false;             ///< Plan::Whole of the whole run
  std::vector<ShardUnit> Units;
};
} // namespace

template <typename A> static void members(A &Ar, CompileUnit &U) {
  auto &[File, Directory, Arguments, Size, Missing] = U;
  archive::all(Ar, File, Directory, Arguments, Size, Missing);
}
template <typename A> static void members(A &Ar, ShardUnit &U) {
  auto &[Number, Unit, Key, Report] = U;
  archive::all(Ar, Number, Unit, Key, Report);
}
namespace {
template <typename A> void members(A &Ar, ShardData &D) {
  auto &[Part, Of, Build, Program, Total, Words, WorkingDirectory, Root, Files, Problems, Whole, Units] = D;
  archive::all(Ar, Part, Of, Build, Program, Total, Words, WorkingDirectory, Root, Files, Problems, Whole, Units);
}
} // namespace

/// Which of \p Units are of the shard: the dearest first, each to the shard that has
/// least. The same everywhere, for it depends on the files alone.
static std::vector<size_t> chooseUnits(llvm::ArrayRef<CompileUnit> Units, ShardNumber Shard) {
  std::vector<size_t> Order(Units.size());
  for (size_t I = 0; I != Order.size(); ++I)
    Order[I] = I;
  llvm::stable_sort(Order, [&](size_t A, size_t B) { return Units[A].Size > Units[B].Size; });
  // What a file costs before its own text: headers.
  constexpr std::uint64_t Least = 8192;
  std::set<std::pair<std::uint64_t, unsigned>> Load;
  for (unsigned I = 1; I <= Shard.Of; ++I)
    Load.insert({0, I});
  std::vector<size_t> Out;
  for (size_t Index : Order) {
    auto [Cost, Part] = *Load.begin();
    Load.erase(Load.begin());
    Load.insert({Cost + Least + Units[Index].Size, Part});
    if (Part == Shard.Part)
      Out.push_back(Index);
  }
  llvm::sort(Out);
  return Out;
}

llvm::Expected<std::vector<UnitReport>> analyseShard(const CheckOptions &Options, Run &Out, Plan &Todo) {
  ShardData Data{Options.Shard.Part,
                 Options.Shard.Of,
                 buildId(),
                 {},
                 static_cast<std::uint32_t>(Todo.Units.size()),
                 Options.Repeat,
                 Out.WorkingDirectory,
                 Todo.Root,
                 Todo.Files,
                 {},
                 Todo.Whole,
                 {}};
  UnitReport Problems;
  Problems.Problems = Todo.Problems;
  Data.Problems = serialize(Problems);
  Data.Program = keyOf(archive::write(Todo.Units) + archive::write(Data.Words) + Data.Problems);

  // Paths that have no unit are told by the first shard.
  std::set<std::string> Files;
  for (const CompileUnit &Unit : Todo.Units)
    Files.insert(Unit.File);
  if (Options.Shard.Part == 1)
    llvm::erase_if(Todo.Files, [&](const std::string &File) { return Files.count(File) != 0; });
  else
    Todo.Files.clear(), Todo.Problems.clear();
  std::vector<CompileUnit> Units;
  for (size_t Index : chooseUnits(Todo.Units, Options.Shard)) {
    Data.Units.push_back({static_cast<std::uint32_t>(Index), Todo.Units[Index], {}, {}});
    Units.push_back(Todo.Units[Index]);
    Todo.Files.push_back(Units.back().File);
  }
  llvm::sort(Todo.Files);
  Todo.Files.erase(llvm::unique(Todo.Files), Todo.Files.end());
  Todo.Units = std::move(Units);
  Out.Whole = Todo.Whole = false;

  Out.Runner.Index &= Data.Total > 1 || Out.Runner.Indexed;
  llvm::Expected<FilePass> Pass = analyseFiles(Options, Out.Runner, Todo.Units, /*Whole=*/false);
  if (!Pass)
    return Pass.takeError();
  for (size_t I = 0; I != Data.Units.size(); ++I) {
    Data.Units[I].Key = Pass->Keys[I];
    Data.Units[I].Report = serialize(Pass->Reports[I]);
  }
  Out.Report.Part = llvm::encodeBase64(seal(archive::write(Data)));
  return std::move(Pass->Reports);
}

static llvm::Error wrong(const std::string &What) {
  return llvm::createStringError(std::errc::invalid_argument, "%s", What.c_str());
}

static llvm::Expected<ShardData> readShard(const std::string &Part) {
  std::vector<char> Sealed;
  if (llvm::Error E = llvm::decodeBase64(Part, Sealed))
    return wrong("a shard is damaged: " + llvm::toString(std::move(E)));
  const std::optional<std::string> Bytes = unseal({Sealed.data(), Sealed.size()});
  ShardData Out;
  if (!Bytes || !archive::read(*Bytes, Out))
    return wrong("a shard is damaged, or another version of deed wrote it");
  return Out;
}

llvm::Expected<std::vector<std::string>> wordsOfShards(llvm::ArrayRef<std::string> Parts) {
  llvm::Expected<ShardData> First = readShard(Parts.front());
  if (!First)
    return First.takeError();
  return std::move(First->Words);
}

/// All shards of one run, by their numbers.
static llvm::Expected<std::vector<ShardData>> readShards(llvm::ArrayRef<std::string> Parts) {
  std::vector<ShardData> Out;
  for (const std::string &Part : Parts) {
    llvm::Expected<ShardData> Each = readShard(Part);
    if (!Each)
      return Each.takeError();
    Out.push_back(std::move(*Each));
  }
  llvm::stable_sort(Out, [](const ShardData &A, const ShardData &B) { return A.Part < B.Part; });
  const ShardData &First = Out.front();
  auto Name = [](unsigned Part, unsigned Of) { return "shard " + std::to_string(Part) + "/" + std::to_string(Of); };
  for (size_t I = 0; I != Out.size(); ++I) {
    const ShardData &Each = Out[I];
    if (Each.Build != buildId())
      return wrong(Name(Each.Part, Each.Of) + " was written by another build of deed than this");
    if (Each.Of != First.Of || Each.Program != First.Program)
      return wrong(Name(Each.Part, Each.Of) + " and " + Name(First.Part, First.Of) +
                   " are of different runs: other files, or other options");
    if (I && Each.Part == Out[I - 1].Part)
      return wrong(Name(Each.Part, Each.Of) + " is given twice");
    if (Each.Part != I + 1)
      return wrong(Name(I + 1, Each.Of) + " is missing");
  }
  if (Out.size() != First.Of)
    return wrong(Name(Out.size() + 1, First.Of) + " is missing");
  return Out;
}

std::optional<ExitCode> prepareMerge(const CheckOptions &Options, Run &Out, Plan &Todo, std::vector<ShardUnit> &Parts) {
  llvm::Expected<std::vector<ShardData>> Shards = readShards(Options.Parts);
  if (!Shards)
    return failMisuse(llvm::toString(Shards.takeError()));
  ShardData &First = Shards->front();
  std::optional<UnitReport> Problems = deserialize(First.Problems);
  for (ShardData &Each : *Shards)
    llvm::append_range(Parts, std::move(Each.Units));
  llvm::sort(Parts, [](const ShardUnit &A, const ShardUnit &B) { return A.Number < B.Number; });
  bool Whole = Problems && Parts.size() == First.Total;
  for (size_t I = 0; I != Parts.size() && Whole; ++I)
    Whole = Parts[I].Number == I;
  if (!Whole)
    return failMisuse("the shards do not hold every file once");
  Out.WorkingDirectory = First.WorkingDirectory;
  Todo.Root = First.Root;
  Todo.Files = First.Files;
  Todo.Problems = std::move(Problems->Problems);
  Todo.Whole = First.Whole;
  for (const ShardUnit &Each : Parts)
    Todo.Units.push_back(Each.Unit);
  return settle(Options, Out, Todo);
}

llvm::Expected<std::vector<UnitReport>> joinShards(const CheckOptions &Options, const RunnerOptions &Given,
                                                   llvm::ArrayRef<CompileUnit> Units, std::vector<ShardUnit> Parts) {
  if (Units.size() != Parts.size())
    return wrong("the configuration exempts other files than it did for the shards");
  std::vector<UnitReport> Reports;
  std::vector<std::string> Keys;
  for (ShardUnit &Each : Parts) {
    std::optional<UnitReport> Report = deserialize(Each.Report);
    if (!Report)
      return wrong("the report of " + Each.Unit.File + " is damaged");
    Reports.push_back(std::move(*Report));
    Keys.push_back(std::move(Each.Key));
  }
  RunnerOptions Runner = Given;
  Runner.Index &= Units.size() > 1 || Runner.Indexed;
  if (Runner.Index)
    if (llvm::Error E = analyseProgram(Options, Runner, Units, Keys, Reports))
      return std::move(E);
  return Reports;
}

} // namespace deed
