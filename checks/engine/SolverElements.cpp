//===- engine/SolverElements.cpp - elements of arrays ---------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `a[n]` is one cell as long as n stays what it is: `a[n] = malloc(8); free(a[n]);`.
// Its path has a step that is named by the value of n. Next to any other element
// it is taken to be another one, but who reads an element that nobody wrote may
// read this one, and who gives n a new value loses sight of it.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

Value Solver::elementAddress(Execution &X, Value Base, Value Index, std::int64_t Bytes, VarId Counter) {
  if (!Base.isSym())
    return Value();
  // `for (i = 0; a[i] != END; i++) ..; if (a[i] != END)`: the one that a loop has stopped at.
  if (Counter.valid() && Paths.hasElements() && Counters.contains(Symbols.get(SymbolKind::VarAddress, Counter.N)))
    if (const Value Counted = countedElement(X.S, Base, Counter, Bytes); X.S.find({Counted.S, Counted.Path}))
      return Counted;
  // What is used as an index of an array is none below zero.
  if (Index.isSymbolItself() && Symbols[Base.S].Kind == SymbolKind::VarAddress && Base.Path.N == 0)
    narrow(X.S, Index.S, sign::Zero | sign::Pos);
  if (const Bounds B = boundsOf(X.S, Index); B.Lo == B.Hi)
    Index = Value::integer(B.Lo);
  std::int64_t Distance = AnyIndex;
  if (Index.isInt() && !__builtin_mul_overflow(Index.I, Bytes, &Distance) && std::abs(Distance) < (1ll << 40))
    return Value::symbol(Base.S, Paths.offset(Base.Path, Distance));
  const SymbolState *St = Index.isSymbolItself() ? X.S.find(Index.S) : nullptr;
  if (Index.isSymbolItself() && Bytes && Symbols[Index.S].Kind != SymbolKind::VarAddress && !(St && St->Weak))
    return Value::symbol(Base.S, Paths.element(Base.Path, Index.S, Bytes));
  return Value::symbol(Base.S, Paths.offset(Base.Path, AnyIndex));
}

/// `a[i]` in a loop: one cell as long as nobody gives i another value.
Value Solver::countedElement(const State &S, Value Base, VarId Index, std::int64_t Bytes) {
  if (!Base.isSym() || Live.isAddressTaken(Index))
    return Base.isSym() ? Value::symbol(Base.S, Paths.offset(Base.Path, AnyIndex)) : Value();
  const SymbolId Counter = Symbols.get(SymbolKind::VarAddress, Index.N);
  Counters.insert(Counter);
  // `free(a[i]); for (j = i; j < n; j++) a[j] = a[j + 1];`: it begins with the one that is known as a[i].
  const Value *Now = S.find({Counter, PathId(0)});
  if (const SymbolState *St = Now && Now->isSymbolItself() ? S.find(Now->S) : nullptr; Now && !(St && St->Weak))
    for (const SymbolId Other : Counters) {
      const Value *Same = Other == Counter ? nullptr : S.find({Other, PathId(0)});
      if (!Same || !(*Same == *Now))
        continue;
      const PathId Element = Paths.element(Base.Path, Other, Bytes);
      if (std::any_of(S.Cells.begin(), S.Cells.end(),
                      [&](const Cell &C) { return C.Key.Base == Base.S && Paths.startsWith(C.Key.Path, Element); }))
        return Value::symbol(Base.S, Element);
    }
  return Value::symbol(Base.S, Paths.element(Base.Path, Counter, Bytes));
}

/// No code takes an element out of \p Array by the name that has it.
bool Solver::keepsElements(const State &S, SymbolId Array) const {
  auto Keeps = [&](SymbolId Variable) {
    return Symbols[Variable].Kind == SymbolKind::VarAddress && KeepsElements[Symbols[Variable].A];
  };
  return Keeps(Array) || std::any_of(S.Cells.begin(), S.Cells.end(), [&](const Cell &C) {
           return C.Key.Path.N == 0 && C.V == Value::symbol(Array) && Keeps(C.Key.Base);
         });
}

/// \p V, which an element of \p Array and nothing else has, goes out of sight there: whoever ends an array no element of
/// which anybody takes out loses it.
void Solver::noteFilled(State &S, SymbolId Array, Value V) {
  const SymbolState *St = V.isSymbolItself() ? S.find(V.S) : nullptr;
  // (Of our caller's array: it was given away where it was put there.)
  const bool Given = St && St->St == Status::Transferred && St->StoredAway && St->WasOwned && !St->HeldElsewhere &&
                     !St->Shown && Symbols[Array].Kind == SymbolKind::ParamValue &&
                     F.Events[St->Ended.N].Code == Op::Store;
  if (!St || (St->St != Status::Owned && !Given) || !St->Born.valid() || St->Weak || St->isAbsent() ||
      St->Parent.Base.valid() || Symbols[V.S].Type != TypeClass::Pointer || countsReferences(Families[St->Family]) ||
      std::count_if(S.Cells.begin(), S.Cells.end(), [&](const Cell &C) { return C.V.isSym() && C.V.S == V.S; }) > 1)
    return;
  if (!keepsElements(S, Array))
    return;
  setFilled(S, Array, St->Born);
}

/// A callee put what only they own into elements of \p V, and no code here takes one out.
void Solver::fillByCallee(EventId At, State &S, Value V) {
  const SymbolState *St = V.isSymbolItself() ? S.find(V.S) : nullptr;
  const SymbolKind Kind = V.isSym() ? Symbols[V.S].Kind : SymbolKind::Literal;
  const bool Block = Kind == SymbolKind::Result && St && St->St == Status::Owned && !St->Weak;
  const bool Passed = Kind == SymbolKind::ParamValue && St && St->St == Status::Plain;
  if (V.isSymbolItself() && (Kind == SymbolKind::VarAddress || Block || Passed) && keepsElements(S, V.S))
    setFilled(S, V.S, At);
}

/// Whose elements this exit leaves with something.
void Solver::sumFilled(const State &S, Outcome &O) const {
  for (const SymbolState &St : S.Symbols)
    if (St.Filled && !St.Weak && St.St == Status::Plain && Symbols[St.S].Kind == SymbolKind::ParamValue) {
      Effect E;
      E.Kind = EffectKind::Mutate;
      E.Param = static_cast<int>(Symbols[St.S].A);
      E.Alone = true;
      O.Effects.push_back(E);
    }
}

/// By what \p By acquired; invalid: no more.
void Solver::setFilled(State &S, SymbolId Array, EventId By) {
  S.at(Array).Filled = By.valid();
  if (By.valid())
    FilledBy.try_emplace(Array.N, By);
}

/// The array \p Array ends, and nobody has what its elements own.
void Solver::loseElements(EventId At, Execution &X, SymbolId Array, LostBy How, const std::string &Name) {
  if (const SymbolState *St = X.S.find(Array); !St || !St->Filled)
    return;
  setFilled(X.S, Array, EventId());
  const auto By = FilledBy.find(Array.N);
  if (By == FilledBy.end() || !keepsElements(X.S, Array) || Symbols[Array].Kind == SymbolKind::ParamValue)
    return; // an earlier round's, or others may have what was there before
  Incident I;
  I.Kind = IncidentKind::Lost;
  I.At = At;
  I.Where = X.S.LastGoto.valid() && (How == LostBy::ParentRelease || X.S.HasReturned) ? X.S.LastGoto
            : X.S.HasReturned                                                         ? X.S.ReturnLoc
            : At.valid()                                                              ? F.Events[At.N].Loc
                                                                                      : F.EndLoc;
  I.Born = By->second;
  I.How = X.S.HasReturned ? LostBy::Return : How;
  I.AtFailure = X.S.HasReturned && reportsFailure(X.S);
  I.Name = Name;
  I.Elements = true;
  if (X.S.LastGoto.valid() && I.Where == X.S.LastGoto) {
    I.ReturnWhere = X.S.ReturnLoc;
    I.Label = X.S.GotoLabel;
  }
  reportLoss(std::move(I), X.S);
}

/// A loop goes round: what an element got in this one is one of many, which another loop may
/// release, however often that runs.
void Solver::letGoCounted(State &S) {
  if (Counters.empty())
    return;
  std::vector<std::pair<SymbolId, Value>> Held;
  for (const Cell &C : S.Cells)
    if (const SymbolState *St = C.V.isSym() && Paths.isWeak(C.Key.Path) ? S.find(C.V.S) : nullptr;
        St && (St->St == Status::Owned || St->St == Status::Transferred) &&
        std::any_of(Counters.begin(), Counters.end(),
                    [&](SymbolId Each) { return Paths.indexedBy(C.Key.Path, Each, Symbols); }))
      Held.emplace_back(C.Key.Base, C.V);
  if (Held.empty())
    return;
  Execution X{std::move(S), {}};
  for (const auto &[Array, H] : Held) {
    noteFilled(X.S, Array, H);
    if (X.S.find(H.S)->St == Status::Owned)
      escape(X, H.S, Reason::Container);
  }
  S = std::move(X.S);
}

/// The variable that is an index has another value from here on, see countedElement().
void Solver::forgetIndex(Execution &X, SymbolId Index) {
  if (!Paths.hasElements() || Symbols[Index].Kind != SymbolKind::VarAddress ||
      F.Vars[Symbols[Index].A].Type == TypeClass::Pointer)
    return;
  std::vector<std::pair<SymbolId, Value>> Held;
  for (const Cell &C : X.S.Cells)
    if (C.V.isSym() && Paths.isWeak(C.Key.Path) && Paths.indexedBy(C.Key.Path, Index, Symbols))
      if (const SymbolState *St = X.S.find(C.V.S); St && (St->St == Status::Owned || St->St == Status::Transferred ||
                                                          (St->OriginParam >= 0 && !St->OriginIsCell)))
        Held.emplace_back(C.Key.Base, C.V);
  // With all that hangs there.
  for (const auto &[Array, H] : Held) {
    noteFilled(X.S, Array, H);
    if (const SymbolState *St = X.S.find(H.S); !St || St->St != Status::Transferred || St->OriginParam >= 0)
      escape(X, H.S, Reason::Container);
  }
  forgetElements(X.S, Index);
  // `e = &a[i++];`: some element.
  auto Blur = [&](Value &V) {
    if (V.isSym() && Paths.isWeak(V.Path))
      V.Path = Paths.withoutIndex(V.Path, Index, Symbols);
  };
  for (Cell &C : X.S.Cells)
    Blur(C.V);
  for (Value &V : X.Temps)
    Blur(V);
}

/// The value is no longer followed.
void Solver::letGo(State &S, SymbolId Sym, Reason Why) {
  const SymbolState *Found = S.find(Sym);
  if (!Found || Found->St != Status::Owned)
    return;
  SymbolState &St = S.at(Sym);
  St.St = Status::Escaped;
  St.WasOwned = true;
  St.Why = Why;
  note(St.Born, St.Born.valid() ? -1 : St.OriginParam, Verdict::Unproven, Why, "");
}

/// \p Index is another value from here on: which element a path with it meant is
/// no longer known.
void Solver::forgetElements(State &S, SymbolId Index) {
  if (!Paths.hasElements())
    return;
  std::vector<SymbolId> Held;
  eraseIf(S.Cells, [&](const Cell &C) {
    if (!Paths.isWeak(C.Key.Path) || !Paths.indexedBy(C.Key.Path, Index, Symbols))
      return false;
    if (C.V.isSym())
      Held.push_back(C.V.S);
    return true;
  });
  for (SymbolId H : Held)
    letGo(S, H, Reason::Container);
}

/// Nobody has said what is in the cell \p K; an element of the same memory may
/// be it.
void Solver::doubtElements(Execution &X, CellKey K) {
  if (!Paths.hasElements() || Paths.isWeak(K.Path))
    return;
  std::vector<SymbolId> Held;
  for (const Cell &C : X.S.Cells)
    if (C.Key.Base == K.Base && C.V.isSym() && Paths.isWeak(C.Key.Path)) {
      PathId Start = C.Key.Path;
      while (Paths.isWeak(Start))
        Start = Paths[Start].Parent;
      if (Paths.startsWith(K.Path, Start))
        Held.push_back(C.V.S);
    }
  for (SymbolId H : Held)
    letGo(X.S, H, Reason::Container);
}

/// `clients[fd].used = 1;`: whoever goes through the table finds the descriptor by its place.
void Solver::keepIndex(Execution &X, PathId P) {
  if (!Paths.hasElements() || !Paths.isWeak(P))
    return;
  std::vector<SymbolId> Kept;
  for (const SymbolState &St : X.S.Symbols)
    if (St.St == Status::Owned && Families[St.Family] == "fd" &&
        (Paths.indexedBy(P, St.S, Symbols) || std::any_of(X.S.Cells.begin(), X.S.Cells.end(), [&](const Cell &C) {
           return C.V == Value::symbol(St.S) && C.Key.Path.N == 0 && Paths.indexedBy(P, C.Key.Base, Symbols);
         })))
      Kept.push_back(St.S);
  for (SymbolId K : Kept)
    escape(X, K, Reason::Stored);
}

/// `free(heap[1]); ... heap[k] = last;`: the element \p K may be the one that held what has ended.
void Solver::doubtEnded(State &S, CellKey K) const {
  PathId Start = K.Path;
  while (Paths.isWeak(Start))
    Start = Paths[Start].Parent;
  eraseIf(S.Cells, [&](const Cell &C) {
    if (C.Key.Base != K.Base || !C.V.isSym() || Paths.isWeak(C.Key.Path) || !Paths.startsWith(C.Key.Path, Start))
      return false;
    const SymbolState *St = S.find(C.V.S);
    return St && St->St == Status::Released;
  });
}

/// What happens to the cell of some element may have happened to that of each.
void Solver::letGoElements(State &S, CellKey K) {
  PathId Start = K.Path;
  while (Paths.isWeak(Start))
    Start = Paths[Start].Parent;
  std::vector<SymbolId> Held;
  for (const Cell &C : S.Cells)
    if (C.Key.Base == K.Base && C.V.isSym() && Paths.startsWith(C.Key.Path, Start))
      Held.push_back(C.V.S);
  for (SymbolId H : Held)
    letGo(S, H, Reason::Container);
}

/// free_all(a, n): which elements a callee releases depends on what only it
/// counts; where it may write there, none of them is followed.
void Solver::doubtElementsPassed(EventId At, Execution &X, const std::vector<Outcome> &All) {
  if (!Paths.hasElements())
    return;
  const Event &Ev = F.Events[At.N];
  for (std::uint32_t I = 0; I != Ev.ArgsCount; ++I) {
    const Value V = argument(At, X, I);
    const bool Writes = std::any_of(All.begin(), All.end(), [&](const Outcome &O) {
      return std::any_of(O.Effects.begin(), O.Effects.end(), [&](const Effect &E) {
        return E.Param == static_cast<int>(I) && E.Kind == EffectKind::Mutate;
      });
    });
    if (!V.isSym() || !Writes)
      continue;
    std::vector<SymbolId> Held;
    for (const Cell &C : X.S.Cells)
      if (C.Key.Base == V.S && C.V.isSym() && Paths.isWeak(C.Key.Path))
        Held.push_back(C.V.S);
    for (SymbolId H : Held)
      letGo(X.S, H, Reason::Container);
  }
}

/// `malloc(n * sizeof *cells)`.
bool Solver::isArrayOfRecords(SymbolId S) const {
  const SymbolInfo &I = Symbols[S];
  if (I.Kind != SymbolKind::Result || F.Events[I.A].Code != Op::Call)
    return false;
  const Event &Made = F.Events[I.A];
  for (std::uint32_t N = 0; N != Made.ArgsCount; ++N)
    if (const Event *Size = definitionOf(F.Args[Made.ArgsBegin + N], Op::Arith);
        Size && Size->Value == arith::Mul && !(definitionOf(Size->A, Op::Const) && definitionOf(Size->B, Op::Const)))
      return true;
  return false;
}

} // namespace deed
