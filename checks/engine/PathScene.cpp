//===- engine/PathScene.cpp - what all paths of a function have in common --===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which variables a path can be followed through, and what a round of each loop changes.
//===----------------------------------------------------------------------===//
#include "engine/PathFacts.h"
#include "engine/State.h"
#include <algorithm>

namespace deed {

/// True if the call may write to what argument \p N leads to.
bool mayWrite(const FunctionContract *C, std::uint32_t N) {
  if (!C)
    return true;
  if (C->Inferred.empty())
    return N >= C->Params.size() || C->Return.From.From != Source::Model ||
           (C->Params[N].Word != ParamWord::Borrows && C->Params[N].Word != ParamWord::Releases);
  return std::any_of(C->Inferred.begin(), C->Inferred.end(), [&](const Outcome &O) {
    return std::any_of(O.Effects.begin(), O.Effects.end(), [&](const Effect &E) {
      return E.Param == static_cast<int>(N) && E.Kind != EffectKind::Borrow && E.Kind != EffectKind::Hold &&
             E.Kind != EffectKind::Release;
    });
  });
}

/// True if the call may write to variables of the program.
bool mayWriteGlobals(const FunctionContract *C) {
  if (!C || (C->Inferred.empty() ? C->Return.From.From != Source::Model : !C->GlobalsKnown))
    return true;
  return std::any_of(C->Inferred.begin(), C->Inferred.end(), [](const Outcome &O) {
    return std::any_of(O.Effects.begin(), O.Effects.end(),
                       [](const Effect &E) { return E.Param >= FirstGlobal && E.Kind != EffectKind::Borrow; });
  });
}

const Event *PathScene::definition(TempId T, Op Code) const {
  const Event *E = T.valid() && Definition[T.N] != ~0u ? &F.Events[Definition[T.N]] : nullptr;
  return E && E->Code == Code ? E : nullptr;
}

/// Counts \p E, which stands in a loop, to what a round of it changes.
void PathScene::note(Round &R, const Event &E) const {
  if (E.Code == Op::Store) {
    if (const Event *Field = definition(E.A, Op::FieldAddr)) {
      R.Fields.push_back(Field->FieldOf.N);
      return;
    }
    const Event *Of = definition(E.A, Op::VarAddr);
    if (!Of) {
      R.Anything = true;
      return;
    }
    if (!isTracked(Of->Variable)) {
      R.Vars.push_back(Of->Variable.N);
      return;
    }
    // i = i + 1
    const Event *Sum = definition(E.B, Op::Arith), *Old = Sum ? definition(Sum->A, Op::Load) : nullptr,
                *Step = Sum ? definition(Sum->B, Op::Const) : nullptr,
                *From = Old ? definition(Old->A, Op::VarAddr) : nullptr;
    const bool Counts = Step && From && From->Variable == Of->Variable && Step->Value > 0;
    const bool Grows = Counts && Sum->Value == arith::Add;
    const bool Shrinks = Counts && Sum->Value == arith::Sub && Sum->Type == TypeClass::Signed;
    const auto Known = std::find_if(R.Tracked.begin(), R.Tracked.end(),
                                    [&](const Round::Variable &V) { return V.V == Of->Variable.N; });
    if (Known == R.Tracked.end()) {
      R.Tracked.push_back({Of->Variable.N, Grows, Shrinks});
    } else {
      Known->Grows &= Grows;
      Known->Shrinks &= Shrinks;
    }
  } else if (E.Code == Op::CopyObject) {
    const Event *Of = definition(E.A, Op::VarAddr);
    if (Of)
      R.Vars.push_back(Of->Variable.N);
    R.Records |= !Of || Live.isAddressTaken(Of->Variable);
  } else if (E.Code == Op::Call) {
    const FunctionContract *C = E.Target.valid() ? F.Callees[E.Target.N].Contract.get() : nullptr;
    R.Globals |= mayWriteGlobals(C);
    for (std::uint32_t I = 0; I != E.ArgsCount; ++I) {
      const TempId T = F.Args[E.ArgsBegin + I];
      const bool Number = hasType(T, TypeClass::Signed) || hasType(T, TypeClass::Unsigned) ||
                          definition(T, Op::Const) || definition(T, Op::String) || definition(T, Op::Function);
      R.Anything |= !Number && mayWrite(C, I);
    }
  }
}

PathScene::PathScene(const Flow &F, const Liveness &Live)
    : F(F), Live(Live), Tracked(F.Vars.size()), Definition(F.TempCount, ~0u) {
  for (std::uint32_t V = 0; V != F.Vars.size(); ++V) {
    const Var &Each = F.Vars[V];
    Tracked[V] = (Each.Kind == VarKind::Local || Each.Kind == VarKind::Param) && Each.Type != TypeClass::Record &&
                 !Each.Array && !Live.isAddressTaken(VarId(V));
  }
  for (std::uint32_t E = 0; E != F.Events.size(); ++E)
    if (F.Events[E].R.valid())
      Definition[F.Events[E].R.N] = E;
  std::set<std::int64_t> Once;
  for (const Event &E : F.Events)
    if (const Event *Mask = E.Code == Op::Arith && E.Value == arith::And ? definition(E.B, Op::Const) : nullptr;
        Mask && !Once.insert(Mask->Value).second)
      AskedBits.insert(Mask->Value);
  for (std::uint32_t B = 0; B != F.Blocks.size(); ++B)
    for (const BlockId Next : F.Blocks[B].Successors)
      if (Next.valid() && Live.Rank[Next.N] <= Live.Rank[B])
        Loops[Next.N];
  for (auto &[Head, Of] : Loops) {
    for (std::uint32_t B = 0; B != F.Blocks.size(); ++B)
      if (Live.isInLoopOf(BlockId(Head), BlockId(B)))
        for (std::uint32_t I = F.Blocks[B].Begin; I != F.Blocks[B].End; ++I)
          note(Of, F.Events[I]);
    std::sort(Of.Vars.begin(), Of.Vars.end());
    std::sort(Of.Fields.begin(), Of.Fields.end());
  }
}

/// `if (item == save_item) ...; if (item == quit_item) ...`: of two global pointers each has an object of its own, and
/// what equals the one is not the other. (That both are NULL, and a path hangs on that alone, does not happen in practice.)
bool PathFacts::isAnotherGlobals(std::uint32_t A, std::uint32_t B) const {
  auto IsGlobal = [&](std::uint32_t S) {
    return std::any_of(Memory.begin(), Memory.end(), [&](const Held &H) {
      if (H.What.K != PathValue::Kind::Symbol || H.What.A != S || !isScalar(H.Where))
        return false;
      const Var &V = Scene->F.Vars[H.Where.A];
      return (V.Kind == VarKind::Global || V.Kind == VarKind::Static) && V.Type == TypeClass::Pointer;
    });
  };
  return std::any_of(Relations.begin(), Relations.end(), [&](const Relation &R) {
    if (R.May != sign::Zero || (R.A == A && R.B == B))
      return false;
    const bool First = R.A == A || R.B == A; // which of the two is in both comparisons
    if (!First && R.A != B && R.B != B)
      return false;
    const std::uint32_t Common = First ? A : B, Now = First ? B : A, Before = R.A == Common ? R.B : R.A;
    return Before != Now && IsGlobal(Before) && IsGlobal(Now);
  });
}

} // namespace deed
