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

const std::string &IndexSolver::alone(std::uint32_t Unit, std::uint32_t Function) const {
  const std::vector<RecordedFunction> &All = Units[Unit].Record.Functions;
  if (!All[Function].Later)
    return All[Function].Alone;
  // Callees before their callers; of what was left nothing is on a cycle of its file.
  std::vector<std::pair<std::uint32_t, size_t>> Stack;
  auto Enter = [&](int F) {
    if (F >= 0 && All[F].Later && Alone.try_emplace({Unit, F}).second)
      Stack.emplace_back(F, 0);
  };
  for (Enter(Function); !Stack.empty();) {
    auto &[Now, Next] = Stack.back();
    if (Next != All[Now].Slots.size()) {
      Enter(All[Now].Slots[Next++].Local);
      continue;
    }
    solveAlone(Unit, Now);
    Stack.pop_back();
  }
  return Alone.find({Unit, Function})->second;
}

void IndexSolver::solveAlone(std::uint32_t Unit, std::uint32_t Number) const {
  const ProgramUnit &In = Units[Unit];
  const RecordedFunction &Function = In.Record.Functions[Number];
  FlowRecord Flow;
  if (!unpackFlow(In.Packed, Function, Flow))
    return;
  for (size_t I = 0; I != Function.Slots.size(); ++I)
    if (const int Local = Function.Slots[I].Local; Local >= 0 && In.Record.Functions[Local].Later) {
      Summary S;
      if (const std::string &Bytes = Alone[{Unit, Local}]; !Bytes.empty() && archive::read(Bytes, S))
        bindSlot(Flow, I, &S, Function.Slots[I], /*Elsewhere=*/false);
    }
  std::shared_ptr<FunctionContract> Own = bindCallees(Flow);
  const AnalysisOptions &Options = Settings.of(Unit);
  (void)solveFunction(Flow.Body, *Own, RecordView(In.Record, Flow),
                      {Options.Enabled, Options.Options, Options.Names, nullptr}, /*Report=*/false);
  Alone[{Unit, Number}] = archive::write(summaryOf(*Own, Flow.Globals));
}

/// True if a path through \p F comes to a return, past no call for which \p Ends holds.
static bool mayReturn(const Flow &F, llvm::function_ref<bool(CalleeId)> Ends) {
  std::vector<bool> Seen(F.Blocks.size());
  std::vector<std::uint32_t> Open;
  auto Enter = [&](std::uint32_t B) {
    if (!Seen[B])
      Open.push_back(B);
    Seen[B] = true;
  };
  for (Enter(0); !Open.empty();) {
    const Block &B = F.Blocks[Open.back()];
    Open.pop_back();
    if (std::any_of(F.Events.begin() + B.Begin, F.Events.begin() + B.End,
                    [&](const Event &E) { return E.Code == Op::Call && E.Target.valid() && Ends(E.Target); }))
      continue;
    if (B.Kind == Exit::Return)
      return true;
    for (const BlockId Next : B.Successors)
      Enter(Next.N);
  }
  return false;
}

/// The members of a cycle that end the program, or jump away, whatever the others do: die() does, though its handler
/// may call everybody. Whoever is solved first has to know.
std::vector<bool> IndexSolver::neverReturning(const SolveTask &Task) const {
  std::vector<bool> Never(Task.Members.size()), Asked(Task.Members.size());
  if (Task.Members.size() < 2)
    return Never;
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (size_t I = 0; I != Task.Members.size(); ++I) {
      const TaskMember &M = Task.Members[I];
      FlowRecord Flow;
      if (Never[I] || Asked[I] || !unpackFlow(Units[M.Unit].Packed, Units[M.Unit].Record.Functions[M.Function], Flow) ||
          Flow.Body.Blocks.empty())
        continue;
      Asked[I] = true;
      std::vector<bool> Ends;
      for (const FunctionContract &C : Flow.Contracts)
        Ends.push_back(C.NoReturn);
      for (const TaskMember::Slot &Slot : M.Slots)
        if (Summary S; Slot.Number >= Ends.size())
          continue;
        else if (Slot.Member >= 0)
          Ends[Slot.Number] = Ends[Slot.Number] || Never[Slot.Member];
        else if (!Slot.Known.empty() && archive::read(Slot.Known, S))
          Ends[Slot.Number] = S.Contract.NoReturn;
      Never[I] = !mayReturn(Flow.Body, [&](CalleeId C) {
        const std::uint32_t Slot = C.N < Flow.CalleeSlots.size() ? Flow.CalleeSlots[C.N] : 0;
        return Slot != 0 && Slot <= Ends.size() && Ends[Slot - 1];
      });
      if (!Never[I])
        continue;
      Changed = true;
      for (size_t Caller = 0; Caller != Task.Members.size(); ++Caller)
        if (llvm::any_of(Task.Members[Caller].Slots,
                         [&](const TaskMember::Slot &Slot) { return Slot.Member == static_cast<int>(I); }))
          Asked[Caller] = false;
    }
  }
  return Never;
}

void IndexSolver::solveOne(const SolveTask &Task, size_t Number, const std::vector<bool> &Never,
                           std::vector<MemberResult> &Members, std::string *With, Profile *Times) const {
  const TaskMember &M = Task.Members[Number];
  const ProgramUnit &Unit = Units[M.Unit];
  const RecordedFunction &Function = Unit.Record.Functions[M.Function];
  Timer Time(Times, Phase::Again, Function.Name);
  FlowRecord Flow;
  if (!unpackFlow(Unit.Packed, Function, Flow)) {
    Members[Number].Summary = Function.Alone;
    return;
  }
  for (const TaskMember::Slot &Slot : M.Slots) {
    // What the function itself does is about to be found: its own contract has a slot, too, and only a call asks there.
    if (!llvm::is_contained(Flow.CalleeSlots, Slot.Number + 1))
      continue;
    const int Local = Function.Slots[Slot.Number].Local;
    const bool First =
        Slot.Member >= 0 && Members[Slot.Member].Summary.empty() && Local >= 0 && Unit.Record.Functions[Local].Later;
    const std::string &Bytes = Slot.Member < 0 ? Slot.Known
                               : First         ? alone(M.Unit, Local)
                                               : Members[Slot.Member].Summary;
    Summary S;
    if (Slot.Number < Flow.Contracts.size() && !Bytes.empty() && archive::read(Bytes, S))
      bindSlot(Flow, Slot.Number, &S, Function.Slots[Slot.Number], Slot.Elsewhere);
    if (Slot.Number < Flow.Contracts.size() && Slot.Member >= 0 && Never[Slot.Member])
      Flow.Contracts[Slot.Number].NoReturn = true;
  }
  if (With) {
    std::string Now = archive::write(Flow.Contracts);
    archive::Writer Rest(Now);
    Rest(Flow.Globals);
    if (Now == *With)
      return;
    *With = std::move(Now);
  }
  std::shared_ptr<FunctionContract> Own = bindCallees(Flow);
  const AnalysisOptions &Options = Settings.of(M.Unit);
  const bool Wanted = Options.OnlyFunction.empty() || Options.OnlyFunction == Function.Name;
  SolvedFunction Solved =
      solveFunction(Flow.Body, *Own, RecordView(Unit.Record, Flow),
                    {Options.Enabled, Options.Options, Options.Names, Times}, Wanted && Function.Reported);
  MemberResult &Out = Members[Number];
  Out.Summary = archive::write(summaryOf(*Own, Flow.Globals));
  Out.Findings = std::move(Solved.Findings);
  llvm::erase_if(Out.Findings, [&](const Finding &F) { return isForeign(M.Unit, F); });
  Out.Obligations = std::move(Solved.Obligations);
  Out.BudgetHit = std::move(Solved.BudgetHit);
}

TaskResult IndexSolver::solve(const SolveTask &Task) const {
  TaskResult Out;
  Out.Members.resize(Task.Members.size());
  const bool Twice = Task.Members.size() > 1 && Task.Members.size() <= MostSolvedTwice;
  std::vector<std::string> With(Twice ? Task.Members.size() : 0);
  const std::vector<bool> Never = neverReturning(Task);
  for (unsigned Round = 0; Round != (Twice ? 2 : 1); ++Round)
    for (size_t I = 0; I != Task.Members.size(); ++I)
      solveOne(Task, I, Never, Out.Members, Twice ? &With[I] : nullptr, Timed ? &Out.Times : nullptr);
  if (Timed)
    Out.Times.Process = ::getpid();
  return Out;
}

} // namespace deed
