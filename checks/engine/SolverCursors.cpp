//===- engine/SolverCursors.cpp - pointers that go on in their object -----===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   static void skip_blanks(struct parser *p) {
//     while (*p->at == ' ')
//       p->at++;
//   }
//
// The cell holds another address, and no other object: what the caller put there is still its own. Callers are
// told so by a SetFrom of the cell to itself (Effect::Bytes), where paths meet the cell is not forgotten.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"

namespace deed {

/// Cell \p P below the argument \p Param of the caller's holds an address in the object
/// that it led to before. (How far on, callers have no use for.)
bool Solver::movedInCell(const State &S, Value V, int Param, PathId P) const {
  return V.isSym() && V.Path.N != 0 && !Paths.isNamedDistance(V.Path) && isOfCell(S, V.S, Param, P);
}

/// \p Sym is the pointer that the caller left there.
bool Solver::isOfCell(const State &S, SymbolId Sym, int Param, PathId P) const {
  const SymbolState *St = S.find(Sym);
  return St && St->AsFound && St->OriginIsCell && !St->Weak && St->OriginParam == Param && St->OriginPath == P &&
         Param < FirstGlobal && St->St == Status::Plain && St->Why == Reason::None &&
         Symbols[Sym].Type == TypeClass::Pointer;
}

/// Two paths meet: where the caller's cell \p K holds \p A in \p Into and \p B in \p From (none: nobody looked), is it
/// what the caller left there, on one of them some distance on?
bool Solver::isCursor(const State &Into, const State &From, CellKey K, const Value *A, const Value *B) {
  auto Moved = [](const Value *V) { return V && V->isSym() && V->Path.N != 0; };
  const SymbolState *Base = Moved(A) || Moved(B) ? Into.find(K.Base) : nullptr, *There = From.find(K.Base);
  if (!Base || !There || Base->OriginParam < 0 || Base->OriginParam != There->OriginParam || Paths.isWeak(K.Path))
    return false;
  const int Param = Base->OriginParam;
  const PathId P = Base->OriginIsCell ? Paths.below(Base->OriginPath, K.Path) : K.Path;
  auto IsIt = [&](const State &S, const Value *V) {
    if (!V)
      return !isWritten(S, Param, Paths.text(P, F));
    return V->isSym() && (V->Path.N == 0 || !Paths.isNamedDistance(V->Path)) && isOfCell(S, V->S, Param, P);
  };
  return IsIt(Into, A) && IsIt(From, B);
}

/// Puts those that only \p From knows into \p Into.
bool Solver::meetCursors(State &Into, const State &From) {
  std::vector<Cell> New;
  for (const Cell &C : From.Cells)
    if (C.V.isSym() && C.V.Path.N != 0 && !Into.find(C.Key) && isCursor(Into, From, C.Key, nullptr, &C.V))
      New.push_back(C);
  for (const Cell &C : New) {
    Into.set(C.Key, C.V, C.At);
    if (!Into.find(C.V.S))
      Into.at(C.V.S) = *From.find(C.V.S);
    forgetNumber(Into.at(C.V.S), Symbols.head(C.V.S).Type);
  }
  return !New.empty();
}

} // namespace deed
