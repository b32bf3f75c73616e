//===- engine/SolverEffects.cpp - what a call does to its arguments -------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One effect of an outcome: on an argument, or on a cell below it.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// What a callee put somewhere after it had released it.
Value Solver::givenReleased(EventId At, Execution &X, std::uint32_t Slot, const Effect &E) {
  const bool Number = E.Family == "fd";
  const Value New = fresh(X, SymbolKind::Given, At.N, Slot, Number ? TypeClass::Signed : TypeClass::Pointer);
  SymbolState &St = X.S.at(New.S);
  St.Absent = Number ? sign::Neg : sign::Zero;
  St.Signs = Number ? sign::Zero | sign::Pos : sign::Pos;
  St.St = Status::Released;
  St.Born = St.Ended = At;
  St.WasOwned = true;
  St.Family = family(E.Family);
  return New;
}

/// `T **` of which only the type says that it is a place for a result: `&found` is one,
/// and what our own caller calls so; a list that is passed on is not.
bool Solver::isPlaceForResult(TempId T) const {
  if (!T.valid() || Definition[T.N] == ~0u || F.Events[Definition[T.N]].Code != Op::Load)
    return true;
  const std::string &Name = F.nameOf(T);
  for (const char *Word : {"out", "ret", "res", "found"})
    if (Name.find(Word) != std::string::npos)
      return true;
  return Name.starts_with("_") || Name.starts_with("p_") || Name.starts_with("pp");
}

/// True if the call gets the value \p Held by another cell than \p K, too.
bool Solver::hasTwice(EventId At, Execution &X, CellKey K, SymbolId Held) {
  const SymbolState *St = X.S.find(Held);
  if (!St || St->St != Status::Owned)
    return false;
  std::vector<SymbolId> Given;
  for (std::uint32_t I = 0; I != F.Events[At.N].ArgsCount; ++I)
    if (const Value V = argument(At, X, I); V.isSym())
      Given.push_back(V.S);
  const auto IsGiven = [&](SymbolId Base) { return std::find(Given.begin(), Given.end(), Base) != Given.end(); };
  return std::any_of(X.S.Cells.begin(), X.S.Cells.end(), [&](const Cell &Other) {
    return Other.Key != K && Other.V.isSym() && Other.V.S == Held &&
           (IsGiven(Other.Key.Base) || std::any_of(X.S.Cells.begin(), X.S.Cells.end(), [&](const Cell &Way) {
              return IsGiven(Way.Key.Base) && Way.V.isSym() && Way.V.S == Other.Key.Base;
            }));
  });
}

/// `double d; get(node, &d);`: whatever get() puts into other places, here it is a number, or a record as a whole.
bool Solver::isPlaceOfNumber(CellKey K) const {
  const SymbolInfo &I = Symbols[K.Base];
  if (K.Path.N != 0 || I.Kind != SymbolKind::VarAddress || F.Vars[I.A].Array)
    return false;
  switch (F.Vars[I.A].Type) {
  case TypeClass::Signed:
  case TypeClass::Unsigned:
  case TypeClass::Bool:
  case TypeClass::Other:
  case TypeClass::Record: return true; // as a whole
  case TypeClass::Pointer: return false;
  }
  return false;
}

/// `*n = -1; return NULL;` of one exit and `*n = count;` of another: the mark of the failure is no count.
static bool isNegativeElsewhere(const FunctionContract &C, const Effect &E) {
  return std::any_of(C.Inferred.begin(), C.Inferred.end(), [&](const Outcome &O) {
    return std::any_of(O.Numbers.begin(), O.Numbers.end(),
                       [&](const Number &N) { return N.Param == E.Param && N.Path == E.Path && !N.Added && N.Hi < 0; });
  });
}

/// The callee releases, whatever it finds, what stands at \p K: memory of this function that nobody has written.
bool Solver::releasesUnset(const State &S, CellKey K, const Effect &E, const FunctionContract &C) const {
  const SymbolState *Whole = S.find(K.Base);
  if (E.Kind != EffectKind::Release || !Whole || !Whole->Fresh || Whole->Weak || Whole->St != Status::Owned ||
      Paths[K.Path].K != PathStepInfo::Kind::Field || Paths.isWeak(K.Path) || !freesBytes(E.Family) ||
      !knowsStores(S, K.Base) || C.InferredFrom.From != Source::Summary)
    return false;
  return std::all_of(C.Inferred.begin(), C.Inferred.end(), [&](const Outcome &O) {
    return std::any_of(O.Effects.begin(), O.Effects.end(),
                       [&](const Effect &Each) {
                         return Each.Kind == E.Kind && Each.Target && Each.Param == E.Param && Each.Path == E.Path;
                       }) ||
           std::any_of(O.Requires.begin(), O.Requires.end(), [&](const Condition &Asked) {
             return Asked.Param == E.Param && Asked.Signs == sign::Zero && (!Asked.Target || Asked.Path == E.Path);
           });
  });
}

void Solver::applyTarget(EventId At, Execution &X, const Effect &E, unsigned Arg, const FunctionContract &C) {
  const Event &Ev = F.Events[At.N];
  TempId T = Arg < Ev.ArgsCount ? F.Args[Ev.ArgsBegin + Arg] : TempId();
  if (E.Kind == EffectKind::SetBorrowed && E.On != -1 && Arg < C.Params.size() &&
      C.Params[Arg].From.From == Source::Name && C.Inferred.empty() && !isPlaceForResult(T))
    return;
  if (const Value Whole = argument(At, X, Arg); Whole.isSym() && !endsValue(E.Kind) && E.Kind != EffectKind::Borrow)
    keepIndex(X, Whole.Path);
  CellKey K;
  if (!findTarget(At, X, Arg, E.Path, K)) {
    // `free(a[i]); asprintf(&a[i], ...)`: some element has another value now.
    const bool Keeps = endsValue(E.Kind) || E.Kind == EffectKind::Borrow;
    if (const Value *Was = !Keeps && K.Base.valid() && Paths.isWeak(K.Path) ? X.S.find(K) : nullptr) {
      if (Was->isSym())
        letGo(X.S, Was->S, Reason::Container);
      X.S.erase(K);
    }
    // `*0.[-16].next*`: written past a pointer that hangs from it, which may be what holds it.
    // (Not by what only released what it found there.)
    if (const Value Whole = argument(At, X, Arg); E.Kind == EffectKind::Mutate && !E.Itself && E.Path.ends_with('*'))
      if (const SymbolState *St = Whole.isSymbolItself() ? X.S.find(Whole.S) : nullptr;
          St && St->St != Status::Owned && Symbols[Whole.S].Kind != SymbolKind::VarAddress)
        forgetHolders(X.S, Whole.S, SymbolId());
    // `release(&objects[i])`: some element, what it has may end there.
    if (endsValue(E.Kind) && K.Base.valid() && Paths.isWeak(K.Path))
      letGoElements(X.S, K);
    // It went somewhere below, to where nobody looked. `swap(&list[i], &p)`: so did what p held.
    Value V = E.Itself && E.Kind == EffectKind::SetInto ? argument(At, X, E.Other) : Value();
    if (const Value *Moved = E.Kind == EffectKind::SetFrom ? X.S.find(placeOfMoved(E)) : nullptr)
      V = *Moved;
    if (V.isSym())
      escape(X, V.S, Reason::Stored);
    return;
  }
  const PathId P = K.Path;
  forgetMemos(X.S, K.Base);
  if (E.Kind != EffectKind::Release && E.Kind != EffectKind::Take)
    recordWrite(X.S, K, /*Below=*/false, E.Kind == EffectKind::Mutate && E.Itself), forgetLoans(X.S, K);
  const Value *Now = X.S.find(K);
  if (!Now)
    doubtElements(X, K);
  Value Old = Now ? *Now : Value();
  if (!Now && releasesUnset(X.S, K, E, C)) {
    // `p = malloc(n); if (!(p->name = strdup(s))) pair_free(p);`, which frees p->text, too.
    Incident I;
    I.Kind = IncidentKind::NotHeap;
    I.Unset = true;
    I.At = At;
    I.Where = Ev.Loc;
    I.Name = nameOf(K);
    report(std::move(I), X.S);
    X.S.at(K.Base).Fresh = false;
    return;
  }
  if (E.Bytes && E.Kind == EffectKind::Release && Old.isSym())
    Old.Path = Paths.offset(Old.Path, E.Bytes);
  if (!Now && endsValue(E.Kind) && C.InferredFrom.From == Source::Summary &&
      (Symbols[K.Base].Kind == SymbolKind::VarAddress || Symbols[K.Base].Kind == SymbolKind::ParamValue)) {
    // Nobody has read what was there; from here on it is gone.
    Old = fresh(X, SymbolKind::Given, At.N, Arg * 64 + P.N % 64 + (1u << 24), TypeClass::Pointer);
    if (!findTarget(At, X, Arg, E.Path, K))
      return;
    if (const SymbolState *Base = X.S.find(K.Base); Base && Base->OriginParam >= 0) {
      const std::int16_t Param = Base->OriginParam;
      const PathId Origin = Base->OriginIsCell ? Paths.below(Base->OriginPath, K.Path) : K.Path;
      SymbolState &St = X.S.at(Old.S);
      St.OriginParam = Param;
      St.OriginPath = Origin;
      St.OriginIsCell = true;
    }
    X.S.set(K, Old);
  } else if (!Now && consumes(E.Kind) && std::none_of(C.Inferred.begin(), C.Inferred.end(), [&](const Outcome &O) {
               return std::any_of(O.Effects.begin(), O.Effects.end(), [&](const Effect &Whole) {
                 return consumes(Whole.Kind) && !Whole.Target && Whole.Param == E.Param;
               });
             })) {
    // `static void clear_at(struct box **at) { box_clear(*at); }`: our own callers may know what was there.
    recordWrite(X.S, K, /*Below=*/false, /*Ends=*/true);
  }
  // `if (q->data != q->room) free(q->data)`: an object that points into itself; the
  // callee sees that, its summary does not say so.
  if ((E.Kind == EffectKind::Release || E.Kind == EffectKind::Take) && Old.isSym() && Old.S == K.Base)
    return;
  const bool Certain = C.InferredFrom.From == Source::Summary || C.Params.size() > Arg;
  // fresh() may have renamed what the cell lies in.
  auto FindAgain = [&] {
    if (CellKey Now; findTarget(At, X, Arg, E.Path, Now))
      K = Now;
  };
  switch (E.Kind) {
  case EffectKind::Release: {
    // `while (l != &ring) free(l);`: a callee left the address of the ring's own end in the program's variable, and a
    // callee stops there; its summary does not say so.
    const bool RingEnd = Arg >= FirstGlobal && Old.isSym() && Symbols[Old.S].Kind == SymbolKind::Literal &&
                         F.Events[Symbols[Old.S].A].Code == Op::Call;
    // `for (;;) { fill(&l); dispose(&l); }`: what the last round ended, filling has replaced, in words that its
    // summary does not have.
    if (const SymbolState *St = Old.isSymbolItself() ? X.S.find(Old.S) : nullptr;
        St && St->St == Status::Released && St->Ended == At && !St->Born.valid())
      return;
    // `s = get(d); destroy(d);`: nobody has read what was there but the getter.
    if (!Old.isSym() && freesBytes(E.Family) && !countsReferences(E.Family))
      releaseLoansFrom(At, X.S, K);
    release(At, X, Old, T, E.Family, false, Certain && !RingEnd, &E);
    return;
  }
  case EffectKind::Take: take(At, X, Old, TempId()); return;
  case EffectKind::SetNull: X.S.set(K, Value::integer(0)); return;
  case EffectKind::SetNumber: X.S.set(K, Value::integer(E.Bytes)); return;
  case EffectKind::Give: {
    const bool Number = E.Family == "fd";
    Value New = fresh(X, SymbolKind::Given, At.N, Arg * 64 + P.N % 64, Number ? TypeClass::Signed : TypeClass::Pointer);
    if (Arg < C.Params.size() && C.Params[Arg].Word == ParamWord::GivesPair && !F.nameOf(T).empty())
      Written.try_emplace({K.Base.N, K.Path.N}, F.nameOf(T) + (E.Path.empty() ? "[0]" : "[1]"));
    if (E.On == -1 && E.Context == ContextKind::None)
      own(At, X, New.S, E.Family);
    else
      allocate(At, X, New.S, contextArgument(At, X, E.On, E.OnPath), E.Family, E.Context);
    narrow(X.S, New.S, Number ? sign::Zero | sign::Pos : sign::Pos);
    FindAgain();
    if (const Value *Renamed = X.S.find(K)) // push(&list, x) in a loop: the last one is another
      Old = *Renamed;
    X.S.set(K, E.Bytes ? Value::symbol(New.S, Paths.offset(New.Path, E.Bytes)) : New, At);
    // Only where the argument was NULL, which its own caller decides.
    if (Old.isSym() && Symbols[Old.S].Kind == SymbolKind::ParamValue && signsOfValue(X.S, Old) == sign::Zero)
      escape(X, New.S, Reason::UnknownCallee);
    // (Which place a cursor points to is not known, nor what is found there later.)
    const bool HungBelow = Symbols[K.Base].Kind != SymbolKind::Join && applyContentsOf(At, X, E, Arg, Old);
    if (outlives(X.S, K.Base)) {
      handOver(X, New.S, At);
      keepAllocation(X.S.at(New.S));
    } else if (isPlaceOfNumber(K) && freesBytes(E.Family))
      escape(X, New.S, Reason::UnknownCallee);
    // A body may have hung the old value below the new one: push(&list, value).
    const SymbolState *Hung = Old.isSym() ? X.S.find(Old.S) : nullptr;
    const bool Apart =
        HungBelow || (E.Alone && E.On != -1 && Hung && Hung->St == Status::Plain && Hung->Parent.Base.valid());
    if (Apart) {
      // It hangs where it did, or below the new one, and has one name less.
    } else if (Old.isSym() && Old != New && C.InferredFrom.From == Source::Summary && !(E.Alone && E.On == -1) &&
               signsOfValue(X.S, Old) != sign::Zero) {
      escape(X, Old.S, Reason::Stored);
      // `*last = list; push(&list); return list;`: what *last gives hangs there, too.
      if (const SymbolState *Given = X.S.find(Old.S); Given && Given->St == Status::Transferred && Given->Born.valid())
        X.S.at(Old.S).HeldElsewhere = true;
    } else if (Old.isSym() && Old != New && (C.InferredFrom.From != Source::Summary || E.Alone)) {
      if (E.Alone && E.On == -1 && C.InferredFrom.From == Source::Summary)
        takeBackFilled(X.S, K, Old.S);
      checkLost(At, X, Old.S, LostBy::Overwrite, nameOf(K));
    }
    return;
  }
  case EffectKind::Regrow: {
    const SymbolState *St = Old.isSym() ? X.S.find(Old.S) : nullptr;
    if (E.MayFail) {
      // An object that was emptied is an empty one again: globfree() may follow a glob() that failed.
      if (St && St->St == Status::Released && !freesBytes(E.Family))
        X.S.erase(K);
      return;
    }
    // (Of a region that puts a page before the old one the callee says that it grew, and not that anything moved.)
    const bool Moves = C.InferredFrom.From != Source::Summary ||
                       std::any_of(Applied->Moves.begin(), Applied->Moves.end(),
                                   [&](const Move &M) { return M.Param == E.Param && M.Path == E.Path; });
    if (St && St->St == Status::Owned && Old.isSymbolItself() && !MakesRoom && Moves && freesBytes(E.Family) &&
        std::any_of(X.S.Cells.begin(), X.S.Cells.end(),
                    [&](const Cell &Other) { return Other.V.isSym() && Other.V.S == Old.S && Other.Key != K; })) {
      // Whoever has the old address too has a stale one now.
      const Value Stale = fresh(X, SymbolKind::Given, At.N, Arg * 64 + P.N % 64 + (1u << 27), TypeClass::Pointer);
      FindAgain();
      X.S.at(Stale.S).MovedAt = At;
      for (Cell &Other : X.S.Cells)
        if (Other.V.isSym() && Other.V.S == Old.S && Other.Key != K &&
            Symbols[Other.Key.Base].Kind == SymbolKind::VarAddress)
          Other.V.S = Stale.S;
      return;
    }
    if (St && (St->St == Status::Owned || St->St == Status::Escaped))
      return;
    // What hangs from a context stays there, wherever it is then.
    if (St && St->St == Status::Plain && St->Parent.Base.valid())
      return;
    // `while (getline(&line, &n, f) > 0) free(line);`: the next one reallocates what is gone.
    // (An object of the caller's that was emptied is filled again: glob() after globfree().)
    if (St && St->St == Status::Released && Old.isSymbolItself() && C.Return.From.From == Source::Model &&
        freesBytes(E.Family))
      release(At, X, Old, F.Args[Ev.ArgsBegin + Arg], E.Family, /*ByRealloc=*/true, /*Certain=*/true);
    // `p = room; grow(&p)`: who grows what is on the heap knows what is not, and puts a block into its
    // place. getline() does not.
    if (Old.isSym() && (Symbols[Old.S].Kind == SymbolKind::VarAddress || Symbols[Old.S].Kind == SymbolKind::Literal)) {
      if (C.Return.From.From == Source::Model)
        release(At, X, Old, F.Args[F.Events[At.N].ArgsBegin + Arg], E.Family, /*ByRealloc=*/true, /*Certain=*/true);
      else
        X.S.erase(K);
      return;
    }
    // Ours to grow is what a variable has, and what began as NULL here: elsewhere it may
    // be anybody's.
    const bool Variable = Symbols[K.Base].Kind == SymbolKind::VarAddress && K.Path.N == 0;
    const bool Callers = outlives(X.S, K.Base);
    // `free(*line); *line = NULL; getline(line, &n, f);`: what the caller finds there is new.
    const bool Filled = Callers && Old.isZero() && C.Return.From.From == Source::Model && freesBytes(E.Family);
    if (Callers ? !Filled : !(Variable || Old.isZero())) {
      // The caller's: released, or moved, or still the same.
      X.S.erase(K);
      if (!noteRegrown(X.S, K, E.Family) && Old.isSym())
        escape(X, Old.S, Reason::UnknownCallee);
      return;
    }
    Value New = fresh(X, SymbolKind::Given, At.N, Arg * 64 + P.N % 64, TypeClass::Pointer);
    if (E.On == -1 && E.Context == ContextKind::None)
      own(At, X, New.S, E.Family);
    else
      allocate(At, X, New.S, contextArgument(At, X, E.On, E.OnPath), E.Family, E.Context);
    FindAgain();
    X.S.set(K, New);
    if (Filled) {
      handOver(X, New.S, At);
      keepAllocation(X.S.at(New.S));
    }
    return;
  }
  case EffectKind::SetBorrowed: {
    Value New =
        fresh(X, SymbolKind::Given, At.N, Arg * 64 + P.N % 64, E.Itself ? TypeClass::Signed : TypeClass::Pointer);
    if (E.On != -1)
      if (const Value Ctx = contextArgument(At, X, E.On, E.OnPath); Ctx.isSym()) {
        X.S.at(New.S).Parent = contextKey(X.S, Ctx);
        X.S.at(New.S).Born = At;
      }
    if (E.Itself && isNegativeElsewhere(C, E))
      narrowBounds(X.S, New.S, {0, INT64_MAX});
    FindAgain();
    // `cursor_merge(&cursor, rest);`: what is the first of a list and the current one as well it links anew.
    if (Old.isSym() && C.InferredFrom.From == Source::Summary && hasTwice(At, X, K, Old.S))
      escape(X, Old.S, Reason::Stored);
    X.S.set(K, New, E.On != -1 ? At : EventId());
    break;
  }
  case EffectKind::SetReleased: {
    const Value New = givenReleased(At, X, Arg * 64 + P.N % 64, E);
    FindAgain();
    X.S.set(K, New);
    break;
  }
  case EffectKind::SetFrom: setFrom(At, X, K, E); break;
  case EffectKind::SetNotHeap: X.S.set(K, Value::symbol(Symbols.get(SymbolKind::Literal, At.N))); break;
  case EffectKind::Invoke: return;
  case EffectKind::Reset:
  case EffectKind::Reparent:
  case EffectKind::Refer:
  case EffectKind::Open:
  case EffectKind::Close:
  case EffectKind::Leave:
  case EffectKind::MakeCurrent:
  case EffectKind::CrossThread:
  case EffectKind::Grow: applyContext(At, X, E, Old, TempId()); return;
  case EffectKind::SetInto:
    if (C.InferredFrom.From == Source::Summary) {
      setInto(At, X, K, E);
      break;
    }
    if (E.Other == static_cast<int>(Arg) && Old.isSym()) { // strsep(): on in the same object, or NULL
      X.S.set(K, Value::symbol(Old.S, Paths.offset(Old.Path, AnyOrNull)));
      break;
    }
    if (E.Other >= 0 && E.Other < static_cast<int>(Ev.ArgsCount)) {
      Value Base = valueOf(X, F.Args[Ev.ArgsBegin + E.Other]);
      if (Base.isSym()) {
        X.S.set(K, Value::symbol(Base.S, Paths.offset(Base.Path, AnyIndex)));
        break;
      }
    }
    X.S.erase(K);
    break;
  case EffectKind::Mutate:
    // (Who writes a field of the argument's own takes nobody out by it.)
    if (E.Path.find_first_of(".*") != std::string::npos)
      forgetBackLink(X.S, K, Value());
    invalidate(X, Value::symbol(K.Base, K.Path), Reason::UnknownCallee, /*Ends=*/E.Itself);
    return;
  case EffectKind::Escape:
    X.S.erase(K);
    if (Old.isSymbolItself() && goesAlong(At, X, Arg, Old.S))
      return;
    if (Old.isSym())
      escape(X, Old.S, Reason::UnknownCallee);
    return;
  case EffectKind::Borrow: return;
  case EffectKind::Hold:
    if (Old.isSym()) {
      hold(X, Old.S, 0);
      if (const SymbolState *St = X.S.find(Old.S); St && St->OriginParam >= 0 && St->Why == Reason::None)
        X.S.at(Old.S).Why = Reason::Stored;
    }
    return;
  }
  if (Old.isSym())
    checkLost(At, X, Old.S, LostBy::Overwrite, nameOf(K));
}

/// Somebody holds \p S, and with it all that only hangs there. Each object is looked at once: a record of many list
/// heads has as many ways back to itself.
void Solver::hold(Execution &X, SymbolId First, unsigned Depth) {
  std::vector<std::pair<SymbolId, unsigned>> Open{{First, Depth}};
  std::set<SymbolId> Seen{First};
  while (!Open.empty()) {
    const auto [S, Deep] = Open.back();
    Open.pop_back();
    const SymbolState *Found = X.S.find(S);
    // Put where a cell of the caller's says, and elsewhere too: see setInto().
    if (Found && (Found->St == Status::Owned || (Found->St == Status::Transferred && Found->PutByCallee))) {
      SymbolState &St = X.S.at(S);
      St.PutByCallee = false;
      St.St = Status::Escaped;
      St.WasOwned = true;
      St.Why = Reason::Stored;
      note(St.Born, St.Born.valid() ? -1 : St.OriginParam, Verdict::Unproven, Reason::Stored, "");
    } else if (Found && Deep && Found->OriginParam >= 0 && !Found->OriginIsCell && Found->Why == Reason::None) {
      X.S.at(S).Why = Reason::Stored; // an argument that hangs from what is kept
    } else if (Symbols[S].Kind != SymbolKind::VarAddress && Symbols[S].Type != TypeClass::Record) // a struct by value
      continue;
    if (Deep < MostLinks)
      for (SymbolId Held : heldIn(X.S, S, /*InParts=*/false))
        if (Seen.insert(Held).second)
          Open.emplace_back(Held, Deep + 1);
  }
}

void Solver::applyEffect(EventId At, Execution &X, const Effect &E, unsigned Arg, const FunctionContract &C) {
  if (E.Target) {
    applyTarget(At, X, E, Arg, C);
    return;
  }
  const Event &Ev = F.Events[At.N];
  TempId T = Arg < Ev.ArgsCount ? F.Args[Ev.ArgsBegin + Arg] : TempId();
  Value V = argument(At, X, Arg);
  if (E.Kind == EffectKind::Escape && E.Itself) {
    copyOut(X, V);
    return;
  }
  if (V.isSym() && E.Kind != EffectKind::Borrow && E.Kind != EffectKind::Release)
    keepIndex(X, V.Path);
  // `set_put(set, (void *)(fd + 1))`: what is kept stands for the descriptor.
  if (E.Kind == EffectKind::Hold || E.Kind == EffectKind::Take || E.Kind == EffectKind::Escape)
    escapeOperands(X, V, /*Kept=*/true);
  const bool Named = Ev.Target.valid() && !F.Callees[Ev.Target.N].Name.empty();
  const Reason Why = Named ? Reason::UnknownCallee : Reason::IndirectCall;
  switch (E.Kind) {
  case EffectKind::Borrow:
    if (!V.isSym() || C.Return.From.From == Source::Model || C.InferredFrom.From != Source::None || C.GlobalsKnown)
      return;
    // What an array or a struct on the stack holds may be copied out of it.
    if (Symbols[V.S].Kind == SymbolKind::VarAddress)
      for (SymbolId H : heldIn(X.S, V.S, /*InParts=*/true))
        escape(X, H, Why);
    // `message_add(message, "name", text)`: what hangs from the other may be made a part of it.
    if (const SymbolState *St = X.S.find(V.S); St && St->Parent.Base.valid())
      for (std::uint32_t I = 0; I != Ev.ArgsCount; ++I)
        if (const Value Other = argument(At, X, I); I != Arg && Other.isSym() && Other.S == St->Parent.Base) {
          keepAllocation(*St, /*AndParent=*/false);
          break;
        }
    return;
  case EffectKind::Hold:
    // A container that does not own what it holds: whoever empties it later may
    // release it, so its loss here is not a leak that can be shown.
    if (const SymbolState *St = V.isSym() ? X.S.find(V.S) : nullptr)
      keepAllocation(*St);
    if (V.isSymbolItself())
      if (const SymbolState *St = X.S.find(V.S); St && St->OriginParam >= 0)
        X.S.at(V.S).Why = Reason::Stored;
    // `s->top = layer_on(s->top);`: what the field held hangs from what takes its place.
    if (const SymbolState *St = V.isSym() ? X.S.find(V.S) : nullptr; St && St->St == Status::Transferred) {
      X.S.at(V.S).Shown = true;
      // `*out = item; list_append(l, *out);`: the list has it, too.
      X.S.at(V.S).HeldElsewhere |= St->Born.valid();
    }
    if (V.isSym())
      hold(X, V.S, 0);
    return;
  case EffectKind::Mutate:
    if (fillsElements(E))
      fillByCallee(At, X.S, V);
    else
      invalidate(X, V, Why);
    return;
  case EffectKind::Take: take(At, X, V, T); return;
  case EffectKind::Release: {
    if (E.Bytes && V.isSym())
      V.Path = Paths.offset(V.Path, E.Bytes);
    bool Certain = !E.Family.empty();
    std::string Family = E.On >= 0 ? blockFamily(X.S, argument(At, X, E.On)) : "";
    if (E.On >= 0)
      checkInstance(At, X, V, argument(At, X, E.On), T, false);
    release(At, X, V, T, Family.empty() ? E.Family : Family, false, Certain, &E);
    return;
  }
  case EffectKind::Escape:
    if (V.isSym() && Symbols[V.S].Kind == SymbolKind::VarAddress && V.Path.N != 0)
      invalidate(X, V, Why);
    else if (V.isSym())
      escape(X, V.S, Why);
    return;
  case EffectKind::Give:
  case EffectKind::SetNull:
  case EffectKind::SetNumber:
  case EffectKind::SetBorrowed:
  case EffectKind::SetInto:
  case EffectKind::SetReleased:
  case EffectKind::SetNotHeap:
  case EffectKind::SetFrom:
  case EffectKind::Invoke:
  case EffectKind::Regrow: return;
  case EffectKind::Reset:
  case EffectKind::Reparent:
  case EffectKind::Refer:
  case EffectKind::Open:
  case EffectKind::Close:
  case EffectKind::Leave:
  case EffectKind::MakeCurrent:
  case EffectKind::CrossThread:
  case EffectKind::Grow: applyContext(At, X, E, V, T); return;
  }
}

} // namespace deed
