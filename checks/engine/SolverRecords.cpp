//===- engine/SolverRecords.cpp - records that are returned ---------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `struct text t = make_text();`: the result is a record, and what its members
// hold is the caller's from then on. In the callee the record's cells are those
// of the result; its summary says what they hold; in the caller they stand below
// the symbol of the call until somebody copies them, or nobody does.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// The record's variable ends, its cells live on in the result.
void Solver::returnRecord(EventId At, Execution &X, Value V) {
  const SymbolId Result = Symbols.get(SymbolKind::Returned, 0);
  std::vector<Cell> Copies;
  for (const Cell &C : X.S.Cells)
    if (C.Key.Base == V.S && C.V.K != Value::Kind::Unknown && Paths.startsWith(C.Key.Path, V.Path) &&
        C.Key.Path != V.Path)
      Copies.push_back({{Result, Paths.rebase(C.Key.Path, V.Path, PathId(0))}, C.V, At});
  for (const Cell &C : Copies) {
    X.S.set(C.Key, C.V, At);
    if (const SymbolState *St = C.V.isSym() ? X.S.find(C.V.S) : nullptr)
      keepAllocation(*St);
  }
}

/// `text = b->text; free(b); return text;`: the object that held it is gone, and it is not.
bool Solver::outlivesHolder(const State &S, const SymbolState &St) const {
  // (*arg itself has no steps.)
  for (PathId P = St.OriginPath.N ? Paths[St.OriginPath].Parent : PathId(0); P.N != 0; P = Paths[P].Parent)
    if (Paths[P].K != PathStepInfo::Kind::Field ||
        std::any_of(S.Symbols.begin(), S.Symbols.end(), [&](const SymbolState &Inner) {
          return Inner.OriginIsCell && Inner.OriginParam == St.OriginParam && Inner.OriginPath == P;
        }))
      return false; // of another object below
  for (const SymbolState &Whole : S.Symbols)
    if (Whole.OriginParam == St.OriginParam && !Whole.OriginIsCell && Symbols[Whole.S].Kind == SymbolKind::ParamValue)
      return Whole.St == Status::Released && !Whole.StoredAway && freesBytes(Families[Whole.Family]);
  return false;
}

/// `p = b->text; b->text = NULL; return p;`: what the caller had there is its result now.
bool Solver::takenOut(const State &S, Value V) {
  const SymbolState *St = V.isSymbolItself() ? S.find(V.S) : nullptr;
  if (!St || St->OriginParam < 0 || St->OriginParam >= FirstGlobal || !St->OriginIsCell || St->Weak ||
      St->Why != Reason::None || (St->St != Status::Plain && St->St != Status::Transferred) ||
      Symbols[V.S].Type != TypeClass::Pointer)
    return false;
  const std::string Path = Paths.text(St->OriginPath, F);
  // `put(b, '\0'); p = b->text; b->text = NULL; return p;`: the same block, which may stand elsewhere by now.
  const auto IsPlace = [&](std::uint32_t N) {
    return AllRegrown[N].Param == St->OriginParam && AllRegrown[N].Path == Path;
  };
  const auto HoldsIt = [&](const Cell &C) {
    const SymbolState *Object = C.V == V ? S.find(C.Key.Base) : nullptr;
    return Object && Object->OriginParam == St->OriginParam;
  };
  if (!St->AsFound &&
      (std::none_of(S.Regrown.begin(), S.Regrown.end(), IsPlace) ||
       !std::binary_search(S.Moved.begin(), S.Moved.end(), CellMove{St->OriginParam, St->OriginPath, false, true}) ||
       std::any_of(S.Cells.begin(), S.Cells.end(), HoldsIt)))
    return false;
  return Path.find('[') == std::string::npos && (isWritten(S, St->OriginParam, Path) || outlivesHolder(S, *St));
}

/// What the record that this exit returns holds, for the summary.
void Solver::sumRecord(const State &S) {
  ResultEffects.clear();
  if (F.ResultType != TypeClass::Record)
    return;
  for (const Cell &C : S.Cells) {
    if (Symbols[C.Key.Base].Kind != SymbolKind::Returned || C.Key.Path.N == 0)
      continue;
    Effect E;
    E.Param = ResultParam;
    E.Target = true;
    E.Path = Paths.text(C.Key.Path, F);
    if (E.Path.find('[') != std::string::npos)
      continue;
    const SymbolState *St = C.V.isSym() ? S.find(C.V.S) : nullptr;
    if (C.V.isInt()) {
      E.Kind = C.V.isZero() ? EffectKind::SetNull : EffectKind::SetNumber;
      E.Bytes = C.V.I;
    } else if (C.V.isSymbolItself() && Symbols[C.V.S].Kind == SymbolKind::ParamValue &&
               Symbols[C.V.S].Type == TypeClass::Pointer) {
      // The caller gets its argument back.
      E.Kind = EffectKind::SetInto;
      E.Other = Symbols[C.V.S].A;
      E.Itself = true;
    } else if (St && St->Parent.Base.valid() && St->St != Status::Released &&
               nameContext(S, St->Parent, E.On, E.OnPath)) {
      E.Kind = EffectKind::Give;
      E.Family = Families[St->Family];
      E.Context = St->Context;
    } else if (isNotHeap(S, C.V)) {
      E.Kind = EffectKind::SetNotHeap;
    } else if (insideOurs(S, C.V) && St->WasOwned && !St->Weak && St->St == Status::Released && !St->StoredAway &&
               !St->ByContext) {
      E.Kind = EffectKind::SetReleased;
      E.Family = Families[St->Family];
    } else if (insideOurs(S, C.V) && St->WasOwned && !St->Weak && St->St == Status::Transferred &&
               St->Ended == S.ReturnEvent) {
      E.Kind = EffectKind::Give;
      E.Bytes = Paths.distance(C.V.Path);
      E.Family = Families[St->Family];
      E.MayFail = St->Signs & St->Absent;
    } else if (signsOfValue(S, C.V) == sign::Zero) {
      E.Kind = EffectKind::SetNull;
    } else if ((C.V.isSymbolItself() && St && St->AsFound && isRecordParam(St->OriginParam) && St->OriginIsCell &&
                !St->Weak && (St->St == Status::Plain || St->St == Status::Transferred) &&
                Symbols[C.V.S].Type == TypeClass::Pointer) ||
               takenOut(S, C.V)) {
      // `c.last = b.last; return c;`: a part of a struct that was an argument, or was taken out of one.
      E.Kind = EffectKind::SetFrom;
      E.Other = St->OriginParam;
      E.OnPath = Paths.text(St->OriginPath, F);
      if (E.OnPath.find('[') != std::string::npos)
        continue;
    } else
      continue;
    ResultEffects.push_back(std::move(E));
  }
}

/// The record that a call returned: its address, and what it holds below.
Value Solver::recordResult(EventId At, Execution &X, const Outcome &O) {
  const Value R = fresh(X, SymbolKind::Result, At.N, 0, TypeClass::Record);
  for (const Effect &E : O.Effects) {
    CellKey K;
    if (E.Param != ResultParam || !walk(X, R, E.Path, K))
      continue;
    if (E.Kind == EffectKind::SetInto)
      setInto(At, X, K, E);
    else if (E.Kind == EffectKind::SetFrom)
      setFrom(At, X, K, E);
    else if (E.Kind == EffectKind::SetNull || E.Kind == EffectKind::SetNumber)
      X.S.set(K, Value::integer(E.Kind == EffectKind::SetNull ? 0 : E.Bytes), At);
    else if (E.Kind == EffectKind::Give && E.On == -1 && E.Context == ContextKind::None) {
      const TypeClass Type = E.Family == "fd" ? TypeClass::Signed : TypeClass::Pointer;
      const Value New = fresh(X, SymbolKind::Given, At.N, (1u << 25) + K.Path.N, Type);
      own(At, X, New.S, E.Family);
      SymbolState &St = X.S.at(New.S);
      St.MayFail = E.MayFail && St.Absent == sign::Zero;
      if (!E.MayFail)
        narrow(X.S, New.S, sign::Any & ~St.Absent);
      X.S.set(K, E.Bytes ? Value::symbol(New.S, Paths.offset(New.Path, E.Bytes)) : New, At);
    } else if (E.Kind == EffectKind::SetReleased)
      X.S.set(K, givenReleased(At, X, (1u << 25) + K.Path.N, E), At);
    else if (E.Kind == EffectKind::SetNotHeap)
      X.S.set(K, Value::symbol(Symbols.get(SymbolKind::Literal, At.N)), At);
    else
      setPart(At, X, K, E);
  }
  for (const Number &N : O.Numbers) {
    CellKey K;
    if (N.Param != ResultParam || !walk(X, R, N.Path, K) || X.S.find(K))
      continue;
    Value Now = valueLeft(At, X, N, Value());
    if (Now.K == Value::Kind::Unknown) {
      Now = fresh(X, SymbolKind::Given, At.N, (1u << 24) + K.Path.N, TypeClass::Signed);
      narrowBounds(X.S, Now.S, {N.Lo, N.Hi});
    }
    X.S.set(K, Now, At);
  }
  return R;
}

/// The last temp that names the record of a call dies: what nobody copied out of
/// it is lost.
void Solver::dropRecord(EventId At, Execution &X, Value V) {
  const SymbolInfo &Info = Symbols[V.S];
  if (Info.Kind != SymbolKind::Result || Info.Type != TypeClass::Record || X.S.refers(V.S))
    return;
  // begin().text: the address of a member names it, too.
  const Block &Bl = F.Blocks[CurrentBlock.N];
  for (std::uint32_t I = Bl.Begin; I <= At.N && I != Bl.End; ++I)
    if (const TempId T = F.Events[I].R; T.valid() && !Live.crosses(T) && Live.lastUse(T).N > At.N)
      if (const Value Other = X.Temps[Live.slot(T)]; Other.isSym() && Other.S == V.S)
        return;
  std::vector<Value> Held;
  eraseIf(X.S.Cells, [&](const Cell &C) {
    if (C.Key.Base != V.S)
      return false;
    if (C.V.isSym())
      Held.push_back(C.V);
    return true;
  });
  for (const Value &H : Held)
    checkLost(At, X, H.S, LostBy::Discard, "");
}

} // namespace deed
