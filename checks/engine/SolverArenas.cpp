//===- engine/SolverArenas.cpp - allocators that live in a struct ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the end of an allocator means that a variable holds: for what hangs from it,
// for a second end, and for memory that is asked of it afterwards.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"

namespace deed {

/// The object at \p V is no allocator any more.
void Solver::closeContext(EventId At, Execution &X, Value V, TempId Name) {
  if (!V.isSym())
    return;
  if (V.Path.N == 0 && Symbols[V.S].Kind != SymbolKind::VarAddress && contextKind(X.S, V) != ContextKind::Heap) {
    // By its pointer: it is over with the object.
    if (const SymbolState *St = X.S.find(V.S); St && (St->Born.valid() || St->St == Status::Released)) {
      release(At, X, V, Name, "", false, false);
      return;
    }
  }
  endBelow(At, X, {V.S, V.Path}, F.nameOf(Name));
  if (Symbols[V.S].Kind == SymbolKind::ParamValue && V.Path.N == 0)
    X.S.at(V.S).Life = ContextLife::Closed;
  if (Symbols[V.S].Kind != SymbolKind::VarAddress || V.Path.N != 0)
    return;
  SymbolState &St = X.S.at(V.S);
  if (St.Life == ContextLife::Closed && St.Born.valid()) {
    Incident I;
    I.Kind = IncidentKind::DoubleRelease;
    I.At = At;
    I.Where = F.Events[At.N].Loc;
    I.Name = F.nameOf(Name).empty() ? F.Vars[Symbols[V.S].A].Name : F.nameOf(Name);
    I.Born = St.Born;
    I.Ended = St.Ended;
    report(std::move(I), X.S);
  }
  if (St.St == Status::Owned) {
    St.St = Status::Plain;
    St.Life = ContextLife::Closed;
    St.Ended = At;
  }
  St.Context = ContextKind::None;
}

/// Memory from an allocator that is over: `arena_deinit(&arena); p = alloc(handle, n);`.
void Solver::checkClosed(EventId At, Execution &X, Value Ctx) {
  const SymbolState *St = Ctx.isSym() && Symbols[Ctx.S].Kind == SymbolKind::VarAddress ? X.S.find(Ctx.S) : nullptr;
  if (!St || St->Life != ContextLife::Closed || !St->Born.valid())
    return;
  Incident I;
  I.Kind = IncidentKind::UseAfterRelease;
  I.At = At;
  I.Where = F.Events[At.N].Loc;
  I.Name = F.Vars[Symbols[Ctx.S].A].Name;
  I.Born = St->Born;
  I.Ended = St->Ended;
  report(std::move(I), X.S);
}

/// Whoever writes to a closed allocator may have opened it again.
void Solver::doubtClosed(State &S, SymbolId Base) const {
  if (Symbols[Base].Kind == SymbolKind::VarAddress)
    if (const SymbolState *St = S.find(Base); St && St->Life == ContextLife::Closed)
      S.at(Base).Life = ContextLife::None;
}

} // namespace deed
