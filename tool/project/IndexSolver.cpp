//===- project/IndexSolver.cpp - solves functions from records ---------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "project/IndexSolver.h"
#include "engine/SolveFunction.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include <unistd.h>

namespace deed {

namespace {
/// The places of a recorded flow. Text is read when a fix asks for it.
class RecordView final : public SourceView {
public:
  RecordView(const UnitRecord &Record, const FlowRecord &Flow) : Record(Record), Flow(Flow) {}

  SourceRange range(LocId L) const override {
    return L.valid() ? rangeOf(Record.Files, Flow.Spots[L.N]) : SourceRange();
  }
  bool isPlain(LocId L) const override { return L.valid() && Flow.Spots[L.N].Plain; }
  SourceRange afterStatement(LocId L) const override;
  std::string indent(LocId L) const override;

private:
  /// The text of the file of \p S; empty if it is gone.
  llvm::StringRef text(const Spot &S) const;

  const UnitRecord &Record;
  const FlowRecord &Flow;
  mutable std::string Path;
  mutable std::unique_ptr<llvm::MemoryBuffer> Text;
};
} // namespace

llvm::StringRef RecordView::text(const Spot &S) const {
  const std::string &Wanted = Record.Files[S.File].Path;
  if (Path != Wanted) {
    Path = Wanted;
    auto Buffer = llvm::MemoryBuffer::getFile(Wanted);
    Text = Buffer ? std::move(*Buffer) : nullptr;
  }
  return Text ? Text->getBuffer() : llvm::StringRef();
}

SourceRange RecordView::afterStatement(LocId L) const {
  if (!isPlain(L))
    return {};
  Spot S = Flow.Spots[L.N];
  const llvm::StringRef Rest = text(S).drop_front(std::min<size_t>(S.End, text(S).size()));
  // Blanks and comments may stand before the semicolon.
  size_t At = 0;
  while (At < Rest.size() && Rest[At] != ';') {
    if (Rest.substr(At).starts_with("/*"))
      At = Rest.find("*/", At + 2) == llvm::StringRef::npos ? Rest.size() : Rest.find("*/", At + 2) + 2;
    else if (Rest.substr(At).starts_with("//"))
      At = std::min(Rest.find('\n', At), Rest.size());
    else if (llvm::StringRef(" \t\r\n\f\v").contains(Rest[At]))
      ++At;
    else
      return {};
  }
  if (At == Rest.size())
    return {};
  S.Begin = S.End = S.End + At + 1;
  return rangeOf(Record.Files, S);
}

std::string RecordView::indent(LocId L) const {
  if (!L.valid())
    return "";
  const Spot &S = Flow.Spots[L.N];
  const llvm::StringRef Before = text(S).take_front(S.Begin);
  const llvm::StringRef Line = Before.drop_front(Before.rfind('\n') + 1);
  return Line.take_while([](char C) { return C == ' ' || C == '\t'; }).str();
}

/// A finding that is none of the project's business.
bool IndexSolver::isForeign(std::uint32_t Unit, const Finding &F) const {
  for (const RecordFile &File : Units[Unit].Record.Files)
    if (File.Path == F.Place.File)
      return !File.Main && (File.System || Settings.drops(Unit, File.Path));
  return false;
}

MemberResult IndexSolver::solveOne(const SolveTask &Task, const TaskMember &M, llvm::ArrayRef<MemberResult> Before,
                                   bool Report, Profile *Times) const {
  MemberResult Out;
  const ProgramUnit &Unit = Units[M.Unit];
  const RecordedFunction &Function = Unit.Record.Functions[M.Function];
  Timer Time(Times, Phase::Again, Function.Name);
  FlowRecord Flow;
  if (!unpackFlow(Unit.Packed, Function, Flow)) {
    Out.Summary = Function.Alone;
    return Out;
  }
  for (const TaskMember::Slot &Slot : M.Slots) {
    const std::string &Bytes = Slot.Member < 0 ? Slot.Known : Before[Slot.Member].Summary;
    Summary S;
    if (Slot.Number < Flow.Contracts.size() && !Bytes.empty() && archive::read(Bytes, S))
      bindSlot(Flow, Slot.Number, &S, Function.Slots[Slot.Number], Slot.Elsewhere);
  }
  std::shared_ptr<FunctionContract> Own = bindCallees(Flow);
  const AnalysisOptions &Options = Settings.of(M.Unit);
  const bool Wanted = Options.OnlyFunction.empty() || Options.OnlyFunction == Function.Name;
  SolvedFunction Solved =
      solveFunction(Flow.Body, *Own, RecordView(Unit.Record, Flow),
                    {Options.Enabled, Options.Options, Options.Names, Times}, Report && Wanted && Function.Reported);
  Out.Summary = archive::write(summaryOf(*Own, Flow.Globals));
  Out.Findings = std::move(Solved.Findings);
  llvm::erase_if(Out.Findings, [&](const Finding &F) { return isForeign(M.Unit, F); });
  Out.Obligations = std::move(Solved.Obligations);
  Out.BudgetHit = std::move(Solved.BudgetHit);
  return Out;
}

TaskResult IndexSolver::solve(const SolveTask &Task) const {
  TaskResult Out;
  Out.Members.resize(Task.Members.size());
  const bool Twice = Task.Members.size() > 1 && Task.Members.size() <= MostSolvedTwice;
  for (unsigned Round = 0; Round != (Twice ? 2 : 1); ++Round)
    for (size_t I = 0; I != Task.Members.size(); ++I)
      Out.Members[I] = solveOne(Task, Task.Members[I], Out.Members, !Twice || Round == 1, Timed ? &Out.Times : nullptr);
  if (Timed)
    Out.Times.Process = ::getpid();
  return Out;
}

} // namespace deed
