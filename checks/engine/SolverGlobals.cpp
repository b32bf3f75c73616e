//===- engine/SolverGlobals.cpp - global pointers over calls --------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   static void stop(void) { report("stop"); free(buffer); }
//
// A callee that calls what nobody knows may leave any value in a global pointer. But
// what its summary says that it ends, or asks, is what it found there.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// The global variables themselves that the summary speaks of as the callee found them, with what
/// they hold now.
std::vector<Cell> Solver::enteredGlobals(EventId At, const Execution &X, const std::vector<Outcome> &All) {
  std::vector<Cell> Entered;
  auto Enter = [&](int Param, const std::string &Path) {
    CellKey K;
    if (Param < FirstGlobal || !Path.empty() || !findTarget(At, X, Param, Path, K))
      return;
    if (const Value *V = X.S.find(K); V && V->isSym())
      Entered.push_back({K, *V, EventId()});
  };
  for (const Outcome &O : All) {
    for (const Effect &E : O.Effects)
      if (E.Target && E.Kind == EffectKind::Release)
        Enter(E.Param, E.Path);
    for (const Condition &Required : O.Requires)
      if (Required.Target)
        Enter(Required.Param, Required.Path);
  }
  return Entered;
}

/// Other code may give a global pointer a new value. The cells that are still to be forgotten
/// when the outcomes were applied.
std::vector<Cell> Solver::doubtGlobals(EventId At, Execution &X, const FunctionContract &C,
                                       const std::vector<Outcome> &All) {
  if (C.Return.From.From == Source::Model || C.InferredFrom.From == Source::Model || C.GlobalsKnown)
    return {};
  auto Outlives = [&](const Var &V) { return V.Kind == VarKind::Global || V.Kind == VarKind::Static; };
  for (std::uint32_t V = 0; V != F.Vars.size(); ++V)
    if (Outlives(F.Vars[V]))
      Symbols.get(SymbolKind::VarAddress, V);
  if (X.S.HasLoans)
    for (SymbolState &St : X.S.Symbols)
      if (const SymbolId From = St.LentFrom.Base; From.valid())
        if (const SymbolInfo &I = Symbols[From]; I.Kind == SymbolKind::VarAddress && !I.Older && Outlives(F.Vars[I.A]))
          St.LentFrom = CellKey();
  std::vector<Cell> Entered;
  if (C.InferredFrom.From == Source::Summary)
    Entered = enteredGlobals(At, X, All);
  auto IsDoubtful = [&](const Cell &Ce) {
    const SymbolInfo &B = Symbols[Ce.Key.Base];
    if (std::any_of(Entered.begin(), Entered.end(), [&](const Cell &Each) { return Each.Key == Ce.Key; }))
      return false;
    if (B.Kind == SymbolKind::VarAddress && F.Vars[B.A].Kind != VarKind::Local && F.Vars[B.A].Kind != VarKind::Param &&
        endsWithFrame(X.S, Ce.V))
      return true;
    if (B.Kind != SymbolKind::VarAddress || !Ce.V.isSym() || !Outlives(F.Vars[B.A]) ||
        Symbols[Ce.V.S].Type != TypeClass::Pointer)
      return false;
    // `stack_push(made); *out = made; other();`: the stack may have it still.
    if (const SymbolState *St = X.S.find(Ce.V.S); St && St->Born.valid() && St->St == Status::Transferred)
      X.S.at(Ce.V.S).HeldElsewhere = true;
    return true;
  };
  X.S.Cells.erase(std::remove_if(X.S.Cells.begin(), X.S.Cells.end(), IsDoubtful), X.S.Cells.end());
  return Entered;
}

/// What the callee left as it was may be another by now.
void Solver::forgetEntered(State &S, const std::vector<Cell> &Entered) {
  for (const Cell &Each : Entered)
    if (const Value *Now = S.find(Each.Key); Now && Now->isSym() && Now->S == Each.V.S) {
      if (const SymbolState *St = S.find(Now->S); St && St->Born.valid() && St->St == Status::Transferred)
        S.at(Now->S).HeldElsewhere = true;
      S.erase(Each.Key);
    }
}

} // namespace deed
