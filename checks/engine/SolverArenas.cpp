//===- engine/SolverArenas.cpp - allocators that live in a struct ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the end of an allocator means that a variable holds: for what hangs from it,
// for a second end, and for memory that is asked of it afterwards.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// Of an allocator that others have: the family of its blocks, where it is not that of all such allocators. They
/// are released one by one, deed_alloc(deed_heap_raw(), n) by free(). Else "".
std::string Solver::blockFamily(const State &S, Value Ctx) const {
  const SymbolState *St = Ctx.isSymbolItself() ? S.find(Ctx.S) : nullptr;
  return St && St->St == Status::Borrowed && St->Family && !St->Born.valid() ? Families[St->Family] : "";
}

/// What hangs from \p V hangs from somebody else from here on.
void Solver::detachBelow(Execution &X, Value V) {
  if (!V.isSym())
    return;
  for (SymbolState &St : X.S.Symbols)
    if (St.Parent.Base == V.S && Paths.startsWith(St.Parent.Path, V.Path)) {
      keepAllocation(St);
      St.Parent = CellKey();
    }
}

/// \p Function is asked when \p Of ends. One that refuses on some path keeps it alive, below whatever is left.
void Solver::setDestructor(Execution &X, Value Function, Value Of) {
  const FunctionContract *C = functionIn(Function);
  const SymbolState *St = Of.isSymbolItself() ? X.S.find(Of.S) : nullptr;
  if (!C || !St || !std::any_of(C->Inferred.begin(), C->Inferred.end(), [](const Outcome &O) {
        return O.Lo > 0 || O.Hi < 0 || !(signsOf(O.Result) & sign::Zero);
      }))
    return;
  keepAllocation(*St);
  SymbolState &Mut = X.S.at(Of.S);
  Mut.Parent = CellKey();
  Mut.Open = true;
}

/// The object at \p V is an allocator from here on, backed by \p On.
void Solver::openContext(EventId At, Execution &X, Value V, ContextKind Kind, const std::string &Family, Value On) {
  if (!V.isSym())
    return;
  // What stands on an arena ends with that.
  const ContextKind Backing = contextKind(X.S, On);
  const bool Bounded = Backing == ContextKind::Arena || Backing == ContextKind::Scope ||
                       Backing == ContextKind::Temporary || Backing == ContextKind::Fixed;
  SymbolState &St = X.S.at(V.S);
  if (Symbols[V.S].Kind == SymbolKind::VarAddress && V.Path.N == 0 && F.Vars[Symbols[V.S].A].Kind == VarKind::Local &&
      Kind != ContextKind::Fixed) {
    own(At, X, V.S, Family);
    if (Bounded)
      St.St = Status::Plain;
  }
  if (V.Path.N == 0) {
    St.Life = ContextLife::Opened;
    St.Context = Kind;
    St.Parent = On.isSym() ? CellKey{On.S, On.Path} : CellKey();
  }
}

/// \p V hangs from \p To, too. That is wrong where it outlives the temporary that it was made on by that alone,
/// which shows when the temporary ends: see settleReferences().
void Solver::refer(EventId At, Execution &X, Value V, Value To, TempId Name) {
  const SymbolState *St = V.isSym() ? X.S.find(V.S) : nullptr;
  if (!St)
    return;
  if (!St->Mismatched && isBorrow(At, V.S, *St)) {
    say(IncidentKind::StealBorrowed, At, X, V, Name);
    return;
  }
  if (const SymbolId Temporary = ancestor(X.S, V.S, ContextKind::Temporary); Temporary.valid())
    if (const SymbolState *T = X.S.find(Temporary);
        T && T->St == Status::Owned && !(To.isSym() && hangsFrom(X.S, {To.S, To.Path}, {Temporary, PathId(0)}))) {
      const Reference R{At, V.S, To.isSym() ? To.S : SymbolId(), Temporary};
      if (std::find(References.begin(), References.end(), R) == References.end())
        References.push_back(R);
      if (const auto [Told, New] = Referred.try_emplace(At.N); New) {
        Told->second.At = At;
        Told->second.Where = F.Events[At.N].Loc;
        Told->second.Name = F.nameOf(Name);
        Told->second.Born = St->Born;
        Told->second.Param = St->Born.valid() ? -1 : St->OriginParam;
        fillContext(Told->second, X.S, V.S);
        Told->second.Kind = IncidentKind::WrongParent;
      }
      // Its own event stands for "on this path".
      if (auto Made = std::lower_bound(X.S.Allocated.begin(), X.S.Allocated.end(), At.N);
          Made == X.S.Allocated.end() || *Made != At.N)
        X.S.Allocated.insert(Made, At.N);
    }
  keepAllocation(X.S.at(V.S));
  // Two parents: its end is no longer known.
  X.S.at(V.S).Parent = CellKey();
}

/// \p Ctx ends, and \p Gone with it: what is left hangs from who refers to it, unless that is over as well.
void Solver::settleReferences(Execution &X, CellKey Ctx, const std::vector<SymbolId> &Gone) {
  auto Ends = [&](SymbolId S) {
    const SymbolState *St = S.valid() ? X.S.find(S) : nullptr;
    return S == Ctx.Base || std::find(Gone.begin(), Gone.end(), S) != Gone.end() || (St && St->St == Status::Released);
  };
  for (const Reference &R : References) {
    const SymbolState *St = X.S.find(R.Of);
    const bool Lives = !St || (!St->Weak && !St->Parent.Base.valid() && St->St != Status::Released);
    if (Lives && std::binary_search(X.S.Allocated.begin(), X.S.Allocated.end(), R.At.N) &&
        (R.Temporary == Ctx.Base || std::find(Gone.begin(), Gone.end(), R.Temporary) != Gone.end()) && !Ends(R.By))
      report(Referred.at(R.At.N), X.S);
  }
}

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
  if (St.St == Status::Owned || (St.Life == ContextLife::Opened && St.Born.valid())) {
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
