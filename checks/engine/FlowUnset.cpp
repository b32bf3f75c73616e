//===- engine/FlowUnset.cpp - variables without a value yet ---------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/FlowUnset.h"
#include <algorithm>

namespace deed {

UnsetVariables::UnsetVariables(const Flow &F, const Liveness &Live) : Followed(F.Vars.size()) {
  std::vector<VarId> AddressOf(F.TempCount);
  for (const Event &E : F.Events)
    if (E.Code == Op::Declare)
      if (const Var &V = F.Vars[E.Variable.N]; V.Kind == VarKind::Local && V.Type == TypeClass::Pointer && !V.Array)
        Followed[E.Variable.N] = V.Cleanup || Live.isReleased(E.Variable);
  if (std::find(Followed.begin(), Followed.end(), true) == Followed.end())
    return;
  for (const Event &E : F.Events)
    if (E.Code == Op::VarAddr && E.R.valid())
      AddressOf[E.R.N] = E.Variable;
  std::vector<bool> Used(F.TempCount);
  for (const Event &E : F.Events)
    forEachOperand(F, E, [&](TempId T) {
      const VarId V = AddressOf[T.N];
      Used[T.N] = true;
      const bool IsName = T == E.A && T != E.B && (E.Code == Op::Load || E.Code == Op::Store);
      if (V.valid() && !IsName && !E.CleanupCall)
        Followed[V.N] = false;
    });
  // What an assembler statement writes is named, and no more.
  for (const Event &E : F.Events)
    if (E.Code == Op::VarAddr && E.R.valid() && !Used[E.R.N])
      Followed[E.Variable.N] = false;
  Any = std::find(Followed.begin(), Followed.end(), true) != Followed.end();
  if (!Any)
    return;
  SetAfter.assign(F.Blocks.size(), std::vector<bool>(F.Vars.size()));
  std::vector<std::vector<bool>> SetBefore = SetAfter;
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (std::uint32_t B = 0; B != F.Blocks.size(); ++B) {
      std::vector<bool> Set = SetBefore[B];
      for (std::uint32_t I = F.Blocks[B].Begin; I != F.Blocks[B].End; ++I) {
        const Event &E = F.Events[I];
        if (E.Code == Op::Declare)
          Set[E.Variable.N] = false;
        else if (E.Code == Op::Store && E.A.valid() && AddressOf[E.A.N].valid())
          Set[AddressOf[E.A.N].N] = true;
      }
      for (BlockId Next : F.Blocks[B].Successors)
        for (std::size_t V = 0; Next.valid() && V != Set.size(); ++V)
          if (Set[V] && !SetBefore[Next.N][V])
            SetBefore[Next.N][V] = Changed = true;
      SetAfter[B] = std::move(Set);
    }
  }
}

} // namespace deed
