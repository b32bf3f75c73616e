//===- cli/Versions.cpp - the gate's files, now and in the base --------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines Versions.
//===----------------------------------------------------------------------===//
#include "cli/Versions.h"
#include "cli/UnitCache.h"
#include "engine/UnitRecord.h"
#include <map>
#include <set>

namespace deed {

llvm::Error Versions::analyse(Side &To, llvm::ArrayRef<size_t> Which, bool Old) {
  std::vector<CompileUnit> Units;
  for (size_t I : Which)
    Units.push_back(Old ? *Files[I].Old : *Files[I].Now);
  llvm::Expected<FilePass> Pass = analyseFiles(Options, To.Runner, Units, /*Whole=*/false);
  if (!Pass)
    return Pass.takeError();
  for (size_t N = 0; N != Which.size(); ++N) {
    To.Alone[Which[N]] = std::move(Pass->Reports[N]);
    To.Keys[Which[N]] = std::move(Pass->Keys[N]);
  }
  return llvm::Error::success();
}

llvm::Error Versions::add(std::vector<GateFile> More) {
  const size_t First = Files.size();
  for (GateFile &Each : More)
    Files.push_back(std::move(Each));
  for (Side *S : {&Now, &Base}) {
    S->Alone.resize(Files.size());
    S->Keys.resize(Files.size());
  }
  std::vector<size_t> Present, Past;
  for (size_t I = First; I != Files.size(); ++I) {
    if (Files[I].Now)
      Present.push_back(I);
    if (Files[I].Old && Files[I].Differs)
      Past.push_back(I);
  }
  if (llvm::Error E = analyse(Now, Present, /*Old=*/false))
    return E;
  if (llvm::Error E = analyse(Base, Past, /*Old=*/true))
    return E;
  for (size_t I = First; I != Files.size(); ++I)
    if (Files[I].Old && !Files[I].Differs) {
      Base.Alone[I] = Now.Alone[I];
      Base.Keys[I] = Now.Keys[I];
    }
  return llvm::Error::success();
}

llvm::Error Versions::solve(Side &Of, bool Old) {
  Of.Solved = Of.Alone;
  if (!Of.Runner.Index)
    return llvm::Error::success();
  std::vector<size_t> Which;
  std::vector<CompileUnit> Units;
  std::vector<std::string> Keys;
  std::vector<UnitReport> Reports;
  for (size_t I = 0; I != Files.size(); ++I)
    if (Of.Alone[I]) {
      Which.push_back(I);
      Units.push_back(Old ? *Files[I].Old : *Files[I].Now);
      Keys.push_back(Of.Keys[I]);
      Reports.push_back(*Of.Alone[I]);
    }
  if (std::optional<std::vector<UnitReport>> Known = UnitCache(cacheOf(Options), Of.Runner).loadProgram(Keys))
    Reports = std::move(*Known);
  else if (llvm::Error E = analyseProgram(Options, Of.Runner, Units, Keys, Reports))
    return E;
  for (size_t N = 0; N != Which.size(); ++N)
    Of.Solved[Which[N]] = std::move(Reports[N]);
  return llvm::Error::success();
}

llvm::Error Versions::solve() {
  if (llvm::Error E = solve(Now, /*Old=*/false))
    return E;
  return solve(Base, /*Old=*/true);
}

llvm::StringSet<> Versions::calledElsewhere(llvm::function_ref<bool(const SourceRange &)> Wanted) const {
  llvm::StringSet<> Called, Defined;
  for (size_t I = 0; I != Files.size(); ++I) {
    UnitRecord Record;
    if (!Now.Alone[I] || Now.Alone[I]->Index.empty() || !unpack(Now.Alone[I]->Index, Record))
      continue; // a file that could not be analysed has none
    for (const RecordedFunction &F : Record.Functions) {
      if (!F.Link.empty())
        Defined.insert(F.Link);
      if (!Files[I].Judged || !Wanted(F.Place))
        continue;
      for (const SlotOwner &Slot : F.Slots)
        if (Slot.Local < 0 && !Slot.Link.empty())
          Called.insert(Slot.Link);
    }
  }
  for (const auto &Each : Defined)
    Called.erase(Each.first());
  return Called;
}

/// Adds each contract of \p Dump by function, without the lines where it is written.
static void addContracts(llvm::StringRef Dump, std::map<std::string, std::set<std::string>> &Out) {
  std::string Name, Text;
  auto Flush = [&] {
    if (!Name.empty())
      Out[Name].insert(Text);
    Text.clear();
  };
  while (!Dump.empty()) {
    llvm::StringRef Line;
    std::tie(Line, Dump) = Dump.split('\n');
    if (!Line.starts_with(" ")) {
      Flush();
      Name = Line.split(':').first.str();
    } else if (!Line.contains("inferred")) {
      continue; // where it comes from
    }
    (Text += Line) += '\n';
  }
  Flush();
}

llvm::StringSet<> Versions::changedContracts() const {
  // By name over all files: a function that moved to another file is itself, and
  // static functions of one name are told apart by nobody who reads texts.
  std::map<std::string, std::set<std::string>> Here, There;
  for (size_t I = 0; I != Files.size(); ++I) {
    if (!Files[I].Judged)
      continue;
    if (Now.Solved[I])
      addContracts(Now.Solved[I]->Dump, Here);
    if (Base.Solved[I])
      addContracts(Base.Solved[I]->Dump, There);
  }
  llvm::StringSet<> Out;
  for (const auto &[Name, Texts] : Here)
    if (auto It = There.find(Name); It != There.end() && It->second != Texts)
      Out.insert(Name);
  return Out;
}

} // namespace deed
