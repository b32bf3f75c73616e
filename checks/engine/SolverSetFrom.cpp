//===- engine/SolverSetFrom.cpp - values that a callee moves ---------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   static void take_text(struct box *to, struct box *from) {
//     to->text = from->text;
//     from->text = NULL;
//   }
//
// What one cell of the caller's held before the call is in another afterwards. Two
// cells may change places, so all values are read before any is written; meanwhile
// they stand in cells of their own, where a renaming of symbols finds them.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// Slots that no temp has.
constexpr std::uint32_t FirstMoved = TakenSlot + 1;

CellKey Solver::placeOfMoved(const Effect &E) {
  const std::pair<int, std::string> From{E.Other, E.OnPath};
  const auto Known = std::find(MovedFrom.begin(), MovedFrom.end(), From);
  const std::uint32_t Slot = FirstMoved + static_cast<std::uint32_t>(Known - MovedFrom.begin());
  if (Known == MovedFrom.end())
    MovedFrom.push_back(From);
  return {Symbols.get(SymbolKind::TempSlot, Slot), PathId(0)};
}

/// Before any effect of \p O.
void Solver::findMoved(EventId At, Execution &X, const Outcome &O) {
  Applied = &O;
  MovedFrom.clear();
  for (const Effect &E : O.Effects) {
    CellKey From;
    if (E.Kind != EffectKind::SetFrom || !findTarget(At, X, E.Other, E.OnPath, From))
      continue;
    const CellKey Place = placeOfMoved(E);
    if (!X.S.find(From)) {
      const std::uint32_t Slot = (1u << 26) + static_cast<std::uint32_t>(E.Other) % 64 * 64 + From.Path.N % 64;
      const Value V = found(X, From, SymbolKind::Given, At.N, Slot, TypeClass::Pointer);
      if (!findTarget(At, X, E.Other, E.OnPath, From)) // fresh() may have renamed the base
        continue;
      X.S.set(From, V);
    }
    X.S.set(Place, *X.S.find(From));
  }
}

/// \p K holds now what the effect names, and owns it as after a store.
void Solver::setFrom(EventId At, Execution &X, CellKey K, const Effect &E) {
  const Value *Moved = X.S.find(placeOfMoved(E));
  if (!Moved || Moved->K == Value::Kind::Unknown) {
    X.S.erase(K);
    return;
  }
  Value V = *Moved;
  if (E.Bytes && V.isSym())
    V.Path = Paths.offset(V.Path, E.Bytes);
  forgetBackLink(X.S, K, V);
  X.S.set(K, V, At);
  if (!V.isSym() || E.Bytes || !outlives(X.S, K.Base)) // with Bytes it has been there before
    return;
  if (Symbols[V.S].Kind == SymbolKind::VarAddress) {
    std::vector<SymbolId> Seen;
    keepAddress(X, V.S, Seen);
  } else
    handOver(X, V.S, At);
}

void Solver::forgetMoved(Execution &X, const Outcome &O) {
  for (const Effect &E : O.Effects)
    if (E.Kind == EffectKind::SetFrom)
      X.S.erase(placeOfMoved(E));
}

} // namespace deed
