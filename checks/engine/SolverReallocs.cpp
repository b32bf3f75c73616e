//===- engine/SolverReallocs.cpp - blocks that move ------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What realloc() and its kin do beside the release of the old block.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// `list = realloc(list, n)`: the new block holds what the old one held.
void Solver::moveContents(State &S, SymbolId To) {
  const CellKey Slot{Symbols.get(SymbolKind::TempSlot, MovedSlot), PathId(0)};
  const Value *Old = S.find(Slot);
  if (!Old)
    return;
  const SymbolId From = Old->S;
  S.erase(Slot);
  std::vector<Cell> Held;
  eraseIf(S.Cells, [&](const Cell &C) {
    if (C.Key.Base == From)
      Held.push_back(C);
    return C.Key.Base == From;
  });
  if (const SymbolState *Was = S.find(From); Was && Was->Filled) {
    if (const auto By = FilledBy.find(From.N); By != FilledBy.end())
      setFilled(S, To, By->second);
    setFilled(S, From, EventId());
  }
  for (const Cell &C : Held)
    if (!C.V.isSym() || (C.V.S != From && C.V.S != To))
      S.set({To, C.Key.Path}, C.V, C.At);
}

/// realloc(p, SIZE_MAX): no library has so much, and the block stays.
bool Solver::asksForTooMuch(EventId At, const Execution &X, const FunctionContract &C) {
  const auto P = std::find_if(C.Params.begin(), C.Params.end(),
                              [](const ParamContract &P) { return P.Word == ParamWord::Reallocs; });
  if (P == C.Params.end() || P->From.From != Source::Model)
    return false;
  for (std::uint32_t I = P - C.Params.begin() + 1; I < F.Events[At.N].ArgsCount; ++I)
    if (const Value Size = argument(At, X, I); Size.isInt() && (Size.I < 0 || Size.I > INT64_MAX / 2))
      return true;
  return false;
}

} // namespace deed
