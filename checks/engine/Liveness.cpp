//===- engine/Liveness.cpp - which variables matter later -----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Liveness.h"
#include "engine/BlockOrder.h"
#include <algorithm>
#include <set>

namespace deed {

/// `state = WAIT; ... state = DONE; ... saved = state; ... state = saved;`: the constants that each variable has at times.
void Liveness::findChoices(const std::vector<VarId> &AddressOf, const std::vector<const Event *> &Definition) {
  std::vector<std::set<std::int64_t>> Given(F.Vars.size());
  std::vector<bool> Other(F.Vars.size());
  std::vector<std::pair<std::uint32_t, std::uint32_t>> Copies; // to, from
  auto By = [&](TempId T, Op Code) {
    const Event *E = T.valid() ? Definition[T.N] : nullptr;
    return E && E->Code == Code ? E : nullptr;
  };
  for (const Event &E : F.Events) {
    if (E.Code != Op::Store || !E.A.valid() || !AddressOf[E.A.N].valid())
      continue;
    const std::uint32_t To = AddressOf[E.A.N].N;
    const Event *Minus = By(E.B, Op::Negate), *Copied = By(E.B, Op::Load);
    if (const Event *C = By(Minus ? Minus->A : E.B, Op::Const))
      Given[To].insert(Minus ? -C->Value : C->Value);
    else if (Copied && Copied->A.valid() && AddressOf[Copied->A.N].valid())
      Copies.emplace_back(To, AddressOf[Copied->A.N].N);
    else
      Other[To] = true;
  }
  for (std::uint32_t V = 0; V != F.Vars.size(); ++V)
    Other[V] = Other[V] || F.Vars[V].Kind != VarKind::Local || AddressTaken[V];
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const auto &[To, From] : Copies) {
      const std::size_t Before = Given[To].size();
      Given[To].insert(Given[From].begin(), Given[From].end());
      Changed |= Given[To].size() != Before || (Other[From] && !Other[To]);
      Other[To] = Other[To] || Other[From];
    }
  }
  Choices.assign(F.Vars.size(), {});
  for (std::uint32_t V = 0; V != F.Vars.size(); ++V)
    if (!Other[V])
      Choices[V].assign(Given[V].begin(), Given[V].end());
}

void Liveness::findKinds(const std::vector<VarId> &AddressOf) {
  Flag.assign(F.Vars.size(), false);
  BitSet.assign(F.Vars.size(), false);
  ReleasedVar.assign(F.Vars.size(), false);
  FieldReleases.assign(F.Fields.size(), 0);
  FlagField.assign(F.Fields.size(), false);
  std::vector<const Event *> Definition(F.TempCount);
  for (const Event &E : F.Events)
    if (E.R.valid())
      Definition[E.R.N] = &E;
  findChoices(AddressOf, Definition);
  std::vector<std::set<std::int64_t>> Constants(F.Vars.size());
  std::vector<bool> Other(F.Vars.size());
  // for (int once = 0; once < 1; once++): a block of code that is written as a loop.
  std::vector<bool> Counts(F.Vars.size()), Compared(F.Vars.size()), Further(F.Vars.size());
  auto Loaded = [&](TempId T) {
    const Event *E = T.valid() ? Definition[T.N] : nullptr;
    return E && E->Code == Op::Load && E->A.valid() ? AddressOf[E->A.N] : VarId();
  };
  auto Constant = [&](TempId T) -> const Event * {
    const Event *E = T.valid() ? Definition[T.N] : nullptr;
    return E && E->Code == Op::Const ? E : nullptr;
  };
  for (const Event &E : F.Events) {
    if (E.Code == Op::Compare && Loaded(E.A).valid()) {
      const Event *To = Constant(E.B);
      Compared[Loaded(E.A).N] = true;
      if (!To || To->Value > 1 || To->Value < 0)
        Further[Loaded(E.A).N] = true;
    } else if (E.Code == Op::Compare && Loaded(E.B).valid())
      Further[Loaded(E.B).N] = true;
    if (E.Code == Op::Store && E.A.valid() && AddressOf[E.A.N].valid()) {
      const Event *V = E.B.valid() ? Definition[E.B.N] : nullptr;
      if (V && V->Code == Op::Const)
        Constants[AddressOf[E.A.N].N].insert(V->Value);
      else if (V && V->Code == Op::Arith && V->Value == arith::Add && Loaded(V->A) == AddressOf[E.A.N] &&
               Constant(V->B))
        Counts[AddressOf[E.A.N].N] = true;
      else
        Other[AddressOf[E.A.N].N] = true;
      if (V && V->Code == Op::Arith && (V->Value == arith::Or || V->Value == arith::And) &&
          (Loaded(V->A) == AddressOf[E.A.N] || Loaded(V->B) == AddressOf[E.A.N]))
        BitSet[AddressOf[E.A.N].N] = true;
    }
    if (E.Code != Op::Call || !E.Target.valid() || !F.Callees[E.Target.N].Contract)
      continue;
    const FunctionContract &C = *F.Callees[E.Target.N].Contract;
    auto Releases = [&](std::uint32_t I) {
      if (I < C.Params.size() && (C.Params[I].Word == ParamWord::Releases || C.Params[I].Word == ParamWord::Reallocs ||
                                  C.Params[I].Word == ParamWord::ReleasesOnSuccess))
        return true;
      return std::any_of(C.Inferred.begin(), C.Inferred.end(), [&](const Outcome &O) {
        return std::any_of(O.Effects.begin(), O.Effects.end(), [&](const Effect &Ef) {
          return Ef.Kind == EffectKind::Release && !Ef.Target && Ef.Param == static_cast<int>(I);
        });
      });
    };
    for (std::uint32_t I = 0; I != E.ArgsCount; ++I) {
      const TempId T = F.Args[E.ArgsBegin + I];
      const Event *V = T.valid() ? Definition[T.N] : nullptr;
      if (V && V->Code == Op::Load && V->A.valid() && AddressOf[V->A.N].valid() && Releases(I))
        ReleasedVar[AddressOf[V->A.N].N] = true;
      const Event *Address = V && V->Code == Op::Load && V->A.valid() ? Definition[V->A.N] : nullptr;
      if (Address && Address->Code == Op::FieldAddr && Releases(I))
        FieldReleases[Address->FieldOf.N]++;
    }
  }
  for (const Block &Bl : F.Blocks) {
    const Event *Asked = Bl.Condition.valid() ? Definition[Bl.Condition.N] : nullptr;
    const Event *Place = Asked && Asked->Code == Op::Load && Asked->A.valid() ? Definition[Asked->A.N] : nullptr;
    if (Place && Place->Code == Op::FieldAddr && Asked->Type != TypeClass::Pointer)
      FlagField[Place->FieldOf.N] = true;
  }
  for (std::uint32_t V = 0; V != F.Vars.size(); ++V) {
    const TypeClass T = F.Vars[V].Type;
    const bool Number = T == TypeClass::Signed || T == TypeClass::Unsigned || T == TypeClass::Bool;
    BitSet[V] = BitSet[V] && Number && F.Vars[V].Kind == VarKind::Local && !AddressTaken[V];
    Flag[V] = Number && F.Vars[V].Kind == VarKind::Local && !AddressTaken[V] && !Other[V] &&
              (Counts[V] ? Compared[V] && !Further[V] : Constants[V].size() > 1);
  }
}

Liveness::Liveness(const Flow &F) : F(F) {
  BlockOrder Blocks = orderBlocks(F);
  Rank = std::move(Blocks.Rank);
  LoopEnd = std::move(Blocks.LoopEnd);
  const size_t Vars = F.Vars.size();
  AddressTaken.assign(Vars, false);
  CrossIndex.assign(F.TempCount, ~0u);
  Slot.assign(F.TempCount, 0);
  LastUse.assign(F.TempCount, EventId());
  Slots.assign(F.Blocks.size(), 0);

  // Where each temp is computed, and whether another block uses it. A temp that
  // two blocks set (the arms of ?:) crosses as well.
  std::vector<std::uint32_t> DefBlock(F.TempCount, ~0u);
  std::vector<VarId> AddressOf(F.TempCount);
  std::uint32_t Crossing = 0;
  auto Cross = [&](TempId T) {
    if (CrossIndex[T.N] == ~0u)
      CrossIndex[T.N] = Crossing++;
  };
  for (std::uint32_t B = 0; B != F.Blocks.size(); ++B)
    for (std::uint32_t I = F.Blocks[B].Begin; I != F.Blocks[B].End; ++I) {
      const Event &E = F.Events[I];
      if (!E.R.valid())
        continue;
      if (DefBlock[E.R.N] != ~0u && DefBlock[E.R.N] != B)
        Cross(E.R);
      DefBlock[E.R.N] = B;
      Slot[E.R.N] = Slots[B]++;
      LastUse[E.R.N] = EventId(I);
      if (E.Code == Op::VarAddr)
        AddressOf[E.R.N] = E.Variable;
    }
  for (std::uint32_t B = 0; B != F.Blocks.size(); ++B) {
    const Block &Bl = F.Blocks[B];
    auto Use = [&](TempId T, std::uint32_t At) {
      if (DefBlock[T.N] != B)
        Cross(T);
      else
        LastUse[T.N] = EventId(At);
    };
    for (std::uint32_t I = Bl.Begin; I != Bl.End; ++I) {
      const Event &E = F.Events[I];
      forEachOperand(F, E, [&](TempId T) {
        Use(T, I);
        bool Direct = T == E.A && (E.Code == Op::Load || E.Code == Op::Store) && T != E.B;
        if (AddressOf[T.N].valid() && !Direct)
          AddressTaken[AddressOf[T.N].N] = true;
      });
    }
    if (Bl.Condition.valid())
      Use(Bl.Condition, Bl.End);
  }

  findKinds(AddressOf);

  // Backward over the blocks until nothing changes.
  const size_t Width = Vars + Crossing;
  LiveIn.assign(F.Blocks.size(), std::vector<bool>(Width));
  std::vector<std::uint32_t> Order(F.Blocks.size());
  for (std::uint32_t B = 0; B != Order.size(); ++B)
    Order[B] = B;
  std::sort(Order.begin(), Order.end(), [&](auto A, auto B) { return Rank[A] > Rank[B]; });
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (std::uint32_t B : Order) {
      std::vector<bool> Live(Width);
      const Block &Bl = F.Blocks[B];
      for (BlockId S : Bl.Successors)
        for (size_t I = 0; I != Width; ++I)
          if (LiveIn[S.N][I])
            Live[I] = true;
      auto UseTemp = [&](TempId T) {
        if (CrossIndex[T.N] != ~0u)
          Live[Vars + CrossIndex[T.N]] = true;
      };
      if (Bl.Condition.valid())
        UseTemp(Bl.Condition);
      for (std::uint32_t I = Bl.End; I-- != Bl.Begin;) {
        const Event &E = F.Events[I];
        if (E.R.valid() && CrossIndex[E.R.N] != ~0u)
          Live[Vars + CrossIndex[E.R.N]] = false;
        if (E.A.valid() && AddressOf[E.A.N].valid()) {
          if (E.Code == Op::Store)
            Live[AddressOf[E.A.N].N] = false;
          else if (E.Code == Op::Load)
            Live[AddressOf[E.A.N].N] = true;
        }
        forEachOperand(F, E, UseTemp);
      }
      if (Live != LiveIn[B]) {
        LiveIn[B] = std::move(Live);
        Changed = true;
      }
    }
  }
}

} // namespace deed
