//===- engine/SolverCalls.cpp - applies contracts -------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A call splits the path into the outcomes of its callee's contract: one for each class of results.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// True of mem$realloc(allocator, p): the block is on that allocator's scope now.
static bool isFreshOn(const Outcome &O) {
  return std::any_of(O.Effects.begin(), O.Effects.end(),
                     [](const Effect &E) { return E.Kind == EffectKind::Release && E.On >= 0; });
}

/// `free(p->name); p->name = name;`: the callee says what the cell holds then.
static bool sets(const Outcome &O, const Move &M) {
  return std::any_of(O.Effects.begin(), O.Effects.end(), [&](const Effect &E) {
    return E.Kind == EffectKind::SetInto && E.Target && E.Param == M.Param && E.Path == M.Path;
  });
}

bool Solver::applyOutcome(EventId At, Execution &X, const Outcome &O, const std::vector<Outcome> &All,
                          const FunctionContract &C) {
  const Event &Ev = F.Events[At.N];
  const bool IsRealloc = !C.Params.empty() && std::any_of(C.Params.begin(), C.Params.end(), [](const ParamContract &P) {
    return P.Word == ParamWord::Reallocs;
  });
  auto Arg = [&](int N) { return argument(At, X, N); };
  // `if (q) keep(q, p);`: a pointer that this function never asked for NULL is the callee's to ask; that it might be is
  // no proof of a loss here. Nor is it that a length might be zero, `if (!len) return; s->data = data;`. (What is made
  // where a number is zero, `if (quiet) return NULL;`, is made.)
  bool OnNull = false, OnNullPointer = false;
  if (isOneArgument(At, X, O))
    return false;
  const std::vector<const Outcome *> Spared = outcomesBeside(At, X, O, All);
  // `if (!s->text) return; free(s);`: nor that the object is one which the callee refuses, and does not say so.
  std::vector<int> Refused;
  bool IsUnable = false; // `if (m->free_func) m->free_func(p);`: nor that an allocator has none
  for (const Condition &Required : O.Requires) {
    if (Required.Target && !knowsThat(At, X, Required))
      Refused.push_back(Required.Param), IsUnable |= Required.Pointer && Required.Signs == sign::Zero;
    const Value V = Required.Target ? Value() : Arg(Required.Param);
    const SymbolState *St = V.isSymbolItself() ? X.S.find(V.S) : nullptr;
    const bool AsksNull = St && Required.Signs == sign::Zero && !Required.Mask && (St->Signs & sign::Pos) &&
                          !St->MayFail && (St->OriginParam >= 0 || Symbols[V.S].Type != TypeClass::Pointer);
    OnNull |= AsksNull;
    OnNullPointer |= AsksNull && Symbols[V.S].Type == TypeClass::Pointer;
    // getcwd(s->buffer, s->size): nor that a buffer is none.
    const bool AsBuffer = O.Return == ReturnWord::Owned && Required.Param == O.Argument;
    OnNullPointer |= AsBuffer && signsOfValue(X.S, V) != sign::Zero;
    OnNull |= OnNullPointer;
    if (!meets(At, X, Required))
      return false;
  }
  if (!meetsRanges(At, X, O))
    return false;
  if (IsRealloc && !(signsOf(O.Result) & sign::Zero) && asksForTooMuch(At, X, C))
    return false;
  // `u = malloc(n); split(text, &u->user, &u->host);`: where something was put into the object there is one.
  for (const Effect &E : O.Effects)
    if (E.Target && E.Param >= 0 && (E.Kind == EffectKind::Give || E.Kind == EffectKind::SetNull))
      if (const Value V = Arg(E.Param); V.isSym() && V.Path.N != 0 && Symbols[V.S].Type == TypeClass::Pointer)
        if (const SymbolState *St = X.S.find(V.S); St && St->MayFail && St->Signs == (sign::Zero | sign::Pos))
          X.S.at(V.S).Signs = sign::Pos;
  rememberFlags(At, X, O);
  const std::vector<Value> Counted = findNumbers(At, X, O);
  noteReadByCallee(At, X, O, C);
  const std::vector<Cell> Stale = applyMoves(At, X, O, C);
  const Value Target = O.Return == ReturnWord::Target ? takeTarget(At, X, O) : Value();
  // What another outcome would have taken, and this one leaves to us.
  const bool Unasked = Ev.R.valid() && !Live.crosses(Ev.R) && Live.lastUse(Ev.R) == At;
  if (Unasked && All.size() > 1)
    forgetStaleTargets(At, X, O, All);
  for (std::uint32_t I = 0; I != Ev.ArgsCount; ++I) {
    auto Kept = [&](const Effect &E) {
      return E.Kind == EffectKind::SetInto && E.Itself && E.Other == static_cast<int>(I);
    };
    // A container that says that it only borrows takes nothing over.
    const bool Lent = I < C.Params.size() && C.Params[I].From.From <= Source::Comment &&
                      (C.Params[I].Word == ParamWord::Borrows || C.Params[I].Word == ParamWord::Mutates ||
                       C.Params[I].Word == ParamWord::Holds);
    auto Takes = [&](const Outcome &Other) {
      return !Lent && std::any_of(Other.Effects.begin(), Other.Effects.end(), [&](const Effect &E) {
        return Kept(E) || (E.Param == static_cast<int>(I) && !E.Target &&
                           (E.Kind == EffectKind::Take || E.Kind == EffectKind::CrossThread ||
                            (E.Kind == EffectKind::Hold && C.InferredFrom.From == Source::Summary)));
      });
    };
    auto Ends = [&](const Outcome &Other) {
      return std::any_of(Other.Effects.begin(), Other.Effects.end(), [&](const Effect &E) {
        return Kept(E) || (E.Param == static_cast<int>(I) && !E.Target && !E.Itself && endsValue(E.Kind));
      });
    };
    Value V = Arg(I);
    // Declared to keep what it does not own, the list may be full: the item is as much
    // somebody's concern as if it were in there.
    const bool Held = I < C.Params.size() && C.Params[I].Word == ParamWord::Holds && Lent;
    if (V.isSymbolItself() && Held && Unasked && !Ends(O) && std::any_of(All.begin(), All.end(), Ends))
      escape(X, V.S, Reason::Stored);
    if (V.isSymbolItself())
      if (const SymbolState *St = X.S.find(V.S);
          St && St->St == Status::Owned && !Ends(O) && std::any_of(All.begin(), All.end(), Takes)) {
        if (OnNull)
          escape(X, V.S, Reason::Stored);
        else
          X.S.at(V.S).KeptBy = At;
      }
    if (const SymbolState *St = V.isSymbolItself() ? X.S.find(V.S) : nullptr;
        St && St->St == Status::Owned && !Ends(O) &&
        (IsUnable || std::find(Refused.begin(), Refused.end(), static_cast<int>(I)) != Refused.end()) &&
        std::any_of(All.begin(), All.end(), [&](const Outcome &Other) {
          return Ends(Other) && (Unasked || (signsOf(Other.Result) & signsOf(O.Result)));
        }))
      escape(X, V.S, Reason::UnknownCallee);
    // `list_destroy(h, list);`: nor does who releases something ask whether that can fail, for a reason of another object's.
    auto Frees = [&](const Outcome &Other) {
      return (signsOf(Other.Result) & signsOf(O.Result)) == 0 &&
             std::any_of(Other.Effects.begin(), Other.Effects.end(), [&](const Effect &E) {
               return E.Kind == EffectKind::Release && E.Param == static_cast<int>(I) && !E.Target && !E.Itself;
             });
    };
    auto AboutIt = [&](const Condition &Required) { return Required.Param == static_cast<int>(I); };
    if (const SymbolState *St =
            V.isSymbolItself() && Unasked && I > 0 && O.Return == ReturnWord::Scalar && (signsOf(O.Result) & sign::Neg)
                ? X.S.find(V.S)
                : nullptr;
        St && St->St == Status::Owned && !Ends(O) && std::none_of(O.Requires.begin(), O.Requires.end(), AboutIt) &&
        std::any_of(All.begin(), All.end(), Frees))
      escape(X, V.S, Reason::UnknownCallee);
    // `link(conn, ctx);`: nobody asks whether the link was made; the context is given away all the same.
    if (const SymbolState *St = V.isSymbolItself() && Unasked ? X.S.find(V.S) : nullptr;
        St && St->St == Status::Owned && (St->Context == ContextKind::Temporary || St->Context == ContextKind::Pool) &&
        !Ends(O) && std::any_of(All.begin(), All.end(), Ends))
      escape(X, V.S, Reason::Stored);
  }
  // A callback may do anything with what is passed beside it.
  if (C.Return.From.From != Source::Model && C.InferredFrom.From == Source::None)
    for (std::uint32_t I = 0; I != Ev.ArgsCount; ++I)
      if (isFunction(F.Args[Ev.ArgsBegin + I]))
        for (std::uint32_t J = 0; J != Ev.ArgsCount; ++J)
          if (Value V = Arg(J); J != I && V.isSym() && Symbols[V.S].Kind != SymbolKind::VarAddress)
            escape(X, V.S, Reason::IndirectCall);
  for (std::uint32_t I = 0; C.InferredFrom.From == Source::Summary && I != Ev.ArgsCount; ++I)
    forgetHoldersOfEnded(X.S, O, Arg(I), I);
  findMoved(At, X, O);
  SymbolState Before; // what realloc() moves
  PutIntoBlock.clear();
  for (const Effect &E : O.Effects) {
    if (E.Param == ResultParam || isKeptInBlock(O, E))
      continue;
    // `if (!len) { free(data); return; }` of a callee that keeps it else: no proof of that, either.
    const auto EndsThere = [&](const Outcome &Other) {
      return std::any_of(Other.Effects.begin(), Other.Effects.end(), [&](const Effect &Each) {
        return consumes(Each.Kind) && !Each.Target && Each.Param == E.Param;
      });
    };
    if (OnNull && !IsRealloc && consumes(E.Kind) && !E.Target && E.Param >= 0 &&
        E.Param < static_cast<int>(Ev.ArgsCount) && !std::all_of(All.begin(), All.end(), EndsThere)) {
      if (const Value V = Arg(E.Param); V.isSym())
        escape(X, V.S, Reason::UnknownCallee);
      continue;
    }
    if (E.Param < 0) { // every further argument
      for (std::uint32_t I = C.Params.size(); I < Ev.ArgsCount; ++I)
        applyEffect(At, X, E, I, C);
      continue;
    }
    if (E.Param >= static_cast<int>(Ev.ArgsCount) && E.Param < FirstGlobal)
      continue;
    if ((IsRealloc && E.Kind == EffectKind::Release && !E.Target) || E.Kind == EffectKind::Grow) {
      TempId T = F.Args[Ev.ArgsBegin + E.Param];
      const Value Old = valueOf(X, T);
      if (const SymbolState *St = Old.isSym() ? X.S.find(Old.S) : nullptr)
        Before = *St;
      if (IsRealloc && Old.isSymbolItself()) // a cell, as fresh() may rename it
        X.S.set({Symbols.get(SymbolKind::TempSlot, MovedSlot), PathId(0)}, Old);
      if (E.Kind == EffectKind::Grow)
        grow(At, X, Old, T);
      else if (E.On >= 0)
        checkInstance(At, X, Old, argument(At, X, E.On), T, true);
      const std::string Blocks = E.On >= 0 ? blockFamily(X.S, argument(At, X, E.On)) : "";
      release(At, X, Old, T, Blocks.empty() ? E.Family : Blocks, true, true);
      continue;
    }
    if (isOfOtherFamily(At, X, E) &&
        !std::all_of(Spared.begin(), Spared.end(), [&](const Outcome *Other) { return EndsThere(*Other); })) {
      Effect Unsure = E;
      Unsure.Family.clear();
      applyEffect(At, X, Unsure, E.Param, C);
      continue;
    }
    applyEffect(At, X, E, E.Param, C);
    doubtKept(At, X, E, Spared);
  }
  // Released and given another value, of which nothing is known where its object escaped.
  for (const Move &M : O.Moves)
    if (CellKey K; !M.Grown && !M.Itself && findTarget(At, X, M.Param, M.Path, K))
      if (const Value *Now = X.S.find(K); Now && Now->isSym())
        if (const SymbolState *St = X.S.find(Now->S);
            St && St->St == Status::Released && St->Ended == At && !sets(O, M))
          X.S.erase(K);
  applyNumbers(At, X, O, Counted);
  applyCleared(At, X, C);
  if (Ev.Type != TypeClass::Record)
    forgetMoved(X, O);
  endStale(At, X, Stale);
  // realloc(p, 0) frees p; what it returns is nothing to use or to keep.
  const bool NoSize = IsRealloc && Ev.ArgsCount > 1 && Arg(1).isZero();
  if (NoSize && signsOf(O.Result) == sign::Zero)
    return false;
  Value R;
  switch (NoSize ? ReturnWord::Unknown : O.Return) {
  case ReturnWord::Argument: {
    R = Arg(O.Argument);
    // `int add(uint16_t n) { ...; return n; }`: no value of the caller's type has a sign, and -1 is none of them.
    if (Ev.Type == TypeClass::Signed && R.isSymbolItself() && Symbols[R.S].Type == TypeClass::Unsigned) {
      R = fresh(X, SymbolKind::Result, At.N, 0, Ev.Type);
      break;
    }
    // What is moved to another context comes back as it is: NULL for NULL alone.
    if (const auto N = static_cast<std::size_t>(O.Argument); C.Inferred.empty() && N < C.Params.size() &&
                                                             C.Params[N].Word == ParamWord::MovesTo && !O.NeverNull &&
                                                             R.K != Value::Kind::Unknown)
      break;
    if (R.isZero() && !O.NeverNull && C.Inferred.empty() && Ev.Type == TypeClass::Pointer) {
      R = fresh(X, SymbolKind::Result, At.N, 0, Ev.Type); // strtok(NULL, ...) goes on in what it was given before
      X.S.at(R.S).St = Status::Borrowed;
      break;
    }
    if (const SymbolState *St = R.isSym() ? X.S.find(R.S) : nullptr;
        O.NeverNull && C.Inferred.empty() && St &&
        (signsOfValue(X.S, R) == sign::Zero ||
         (St->MayFail && (St->Signs & sign::Zero) && C.Rest.Word != ParamWord::Borrows))) {
      R = fresh(X, SymbolKind::Result, At.N, 0, Ev.Type); // dirname(NULL) is "."; G_FILE(NULL) only a cast
      narrow(X.S, R.S, sign::Pos);
    } else if (R.isSym() && Symbols[R.S].Kind == SymbolKind::VarAddress && !O.NeverNull && givesElse(O, All)) {
      // Which of the two it is, is the callee's question: no error by that.
      R = fresh(X, SymbolKind::Result, At.N, 0, Ev.Type);
    } else if (R.isSym() && O.Bytes) {
      R.Path = Paths.offset(R.Path, O.Bytes);
    } else if (R.isSym() && !O.NeverNull) {
      // An address inside it, or NULL: another one each time.
      const bool There = !(signsOf(O.Result) & sign::Zero);
      const bool Walked = There && Symbols[R.S].Kind == SymbolKind::ParamValue;
      const bool Element = There && Symbols[R.S].Kind == SymbolKind::VarAddress; // `return &table[i];`
      R.Path = Paths.offset(R.Path, Walked ? AnyForward : Element ? AnyIndex : AnyIndex + 1 + At.N);
      eraseIf(X.S.Symbols, [&](const SymbolState &S) {
        const SymbolInfo &I = Symbols[S.S];
        return (I.Kind == SymbolKind::Compared || I.Kind == SymbolKind::Computed) && (I.L == R || I.R == R);
      });
    }
    break;
  }
  case ReturnWord::Target:
    X.S.erase({Symbols.get(SymbolKind::TempSlot, TakenSlot), PathId(0)});
    R = Target.K == Value::Kind::Unknown ? fresh(X, SymbolKind::Result, At.N, 0, Ev.Type) : Target;
    // `struct buf b = {0}; text = finish(&b);`: where there was none, the callee has made room.
    if (signsOfValue(X.S, R) == sign::Zero && std::any_of(O.Moves.begin(), O.Moves.end(), [&](const Move &M) {
          return M.Grown && !M.Itself && M.Param == O.Argument && M.Path == O.OnPath;
        })) {
      R = fresh(X, SymbolKind::Result, At.N, 0, Ev.Type);
      own(At, X, R.S, "");
    }
    if (const SymbolState *St = R.isSymbolItself() ? X.S.find(R.S) : nullptr;
        O.Family == TakenFromOwner && St && St->St == Status::Plain && !St->Born.valid() && !St->Weak &&
        St->Why == Reason::None && !St->Parent.Base.valid() && !St->isAbsent())
      own(At, X, R.S, "");
    else if (St && O.Family == TakenFromOwner && St->St == Status::Transferred && St->WasOwned && !St->StoredAway &&
             F.Events[St->Ended.N].Code == Op::Call)
      X.S.at(R.S).St = Status::Owned; // `note_set(note, text); ... text = note_take(note);`
    break;
  case ReturnWord::Held: {
    const Value A = Arg(O.Argument);
    const Value *Now = A.isSym() ? X.S.find({A.S, A.Path}) : nullptr;
    R = Now && Now->K != Value::Kind::Unknown ? *Now : fresh(X, SymbolKind::Result, At.N, 0, Ev.Type);
    break;
  }
  case ReturnWord::Null:
    R = Value::integer(0);
    if (O.MayFail && Ev.Type == TypeClass::Pointer) {
      // Known to be NULL here, but not to who wrote the next line.
      R = fresh(X, SymbolKind::Result, At.N, 0, Ev.Type);
      SymbolState &St = X.S.at(R.S);
      St.Born = At;
      St.Signs = sign::Zero;
      St.MayFail = true;
      X.S.AllocationFailed = true;
    } else if (Ev.Type == TypeClass::Pointer && std::any_of(All.begin(), All.end(), [](const Outcome &Other) {
                 return Other.Return == ReturnWord::Context || Other.Context == ContextKind::Pool;
               })) {
      // `sub = create(pool); below = create(sub);`: what nobody asked of is no root.
      R = fresh(X, SymbolKind::Result, At.N, 0, Ev.Type);
      X.S.at(R.S).Signs = sign::Zero;
      X.S.at(R.S).NullToCallee = true;
    }
    break;
  case ReturnWord::Owned:
    // realpath(path, buffer): owned unless the caller lent a buffer.
    if (O.Argument >= 0) {
      // No descriptor is -1.
      const std::uint8_t None = O.Family == "fd" ? sign::Neg : sign::Zero;
      Value Lent = Arg(O.Argument);
      if (!(signsOfValue(X.S, Lent) & None)) {
        R = Lent;
        if (R.isSym() && None == sign::Zero)
          R.Path = Paths.offset(R.Path, AnyIndex);
        break;
      }
      if (signsOfValue(X.S, Lent) != None) {
        R = fresh(X, SymbolKind::Result, At.N, 0, Ev.Type);
        break;
      }
    }
    R = fresh(X, SymbolKind::Result, At.N, 0, Ev.Type);
    if (OnNullPointer && Ev.Type == TypeClass::Pointer)
      break;
    if (!C.MayDrop || Live.crosses(Ev.R) || Live.lastUse(Ev.R) != At)
      own(At, X, R.S, O.Family);
    if (O.Family == "malloc" && C.Return.From.From == Source::Model && !IsRealloc)
      markSize(At, X);
    X.S.at(R.S).MayComeBack = !C.Inferred.empty() && mayComeBack(At, X, All);
    X.S.at(R.S).MayFail = O.MayFail && X.S.at(R.S).Absent == sign::Zero;
    X.S.at(R.S).Fresh = O.Uninitialized;
    setFilled(X.S, R.S, O.Filled ? At : EventId());
    setZeroes(At, X, R.S, C);
    if (Value Object = Arg(0); C.MayDrop && Object.isSym() && refersToFirst(C, O)) {
      X.S.at(R.S).LentBy = Object.S;
      X.S.at(R.S).WasReferred = true;
      // `date = message_date(m); date_ref(date);`: the old name holds the reference.
      if (X.S.at(R.S).St != Status::Owned && countsReferences(O.Family)) {
        SymbolState &St = X.S.at(Object.S);
        St.Counted = true;
        if (St.St == Status::Borrowed)
          St.St = Status::Plain;
      }
    }
    if (O.NeverNull)
      narrow(X.S, R.S, sign::Pos);
    if (IsRealloc)
      moveContents(X.S, R.S);
    applyContents(At, X, R, O);
    if (O.Bytes)
      R.Path = Paths.offset(R.Path, O.Bytes);
    break;
  case ReturnWord::Allocated:
  case ReturnWord::Context:
    // `text_of(n, NULL)`, of which only the parameter's type says that it allocates there.
    if (C.Return.From.From == Source::Name && O.Context != ContextKind::Tree && O.Context != ContextKind::Pool &&
        O.Argument >= 0 && O.OnPath.empty() && Arg(O.Argument).isZero()) {
      R = fresh(X, SymbolKind::Result, At.N, 0, Ev.Type);
      break;
    }
    R = allocatedResult(At, X, O);
    applyContents(At, X, R, O);
    if (O.Kept)
      keepAllocation(X.S.at(R.S));
    if (IsRealloc)
      moveContents(X.S, R.S);
    // A block that moves stays where it hangs.
    if (Before.S.valid() && Before.Signs != sign::Zero && !isFreshOn(O)) {
      moveBelow(X.S, Before.S, R.S);
      SymbolState &St = X.S.at(R.S);
      keepAllocation(St); // a loop that grows it builds it
      St.Parent = Before.Parent;
      if (St.St == Status::Owned && Before.St != Status::Owned)
        St.St = Status::Plain;
    }
    break;
  case ReturnWord::NotHeap: R = Value::symbol(Symbols.get(SymbolKind::Literal, At.N)); break;
  case ReturnWord::Borrowed:
  case ReturnWord::BorrowedFrom:
    R = fresh(X, SymbolKind::Result, At.N, 0, Ev.Type);
    X.S.at(R.S).St = Status::Borrowed;
    if (O.Return == ReturnWord::Borrowed && C.Return.From.From == Source::Model && !O.Family.empty())
      X.S.at(R.S).Family = family(O.Family); // of its blocks, see blockFamily()
    // A reference to const from a getter lies in what it was asked of. (Items of
    // a container are handed out to be changed, and may outlive it. A model would say so.)
    if (O.Return == ReturnWord::Borrowed && C.TakenBy.empty() && C.Return.From.From == Source::Model)
      break;
    if (Value From = Arg(O.Return == ReturnWord::BorrowedFrom ? O.Argument : 0);
        (Ev.ConstPointee || !C.TakenBy.empty() ||
         (O.Return == ReturnWord::BorrowedFrom && C.Return.From.From == Source::Model)) &&
        From.isSym() && Symbols[From.S].Kind != SymbolKind::VarAddress &&
        Symbols[From.S].Type != TypeClass::Signed) // nothing lies in a descriptor: ptsname(fd)
      X.S.at(R.S).LentBy = From.S;
    break;
  case ReturnWord::Stack:
    R = fresh(X, SymbolKind::Result, At.N, 0, Ev.Type);
    X.S.at(R.S).St = Status::Borrowed;
    X.S.at(R.S).OnStack = true;
    narrow(X.S, R.S, sign::Pos);
    break;
  case ReturnWord::Unknown:
  case ReturnWord::Scalar:
    // A getter of what is ours hands out that very value, and one of a flag its state.
    if (CellKey K; O.LentParam >= 0 && O.LentPath != SomewhereBelow && findTarget(At, X, O.LentParam, O.LentPath, K))
      if (const Value *V = X.S.find(K)) {
        const SymbolState *St = V->isSym() ? X.S.find(V->S) : nullptr;
        const bool NotHeap =
            V->isSymbolItself() && O.Return == ReturnWord::Unknown &&
            (Symbols[V->S].Kind == SymbolKind::Literal || Symbols[V->S].Kind == SymbolKind::VarAddress);
        const bool Number = O.Return == ReturnWord::Scalar &&
                            (V->isInt() || (V->isSymbolItself() && Symbols[V->S].Type == Ev.Type && St && !St->Weak));
        if (Number || NotHeap || (St && St->St == Status::Owned)) {
          R = *V;
          break;
        }
      }
    if (Ev.Type == TypeClass::Record &&
        std::any_of(O.Effects.begin(), O.Effects.end(), [](const Effect &E) { return E.Param == ResultParam; })) {
      R = recordResult(At, X, O);
      break;
    }
    if (const ArgumentNumber &N = O.OfArgument; N.Param >= 0) {
      const Value Given = Arg(N.Param);
      R = compute(X.S, arith::Add, N.Negated ? negate(X.S, Given, Ev.Type) : Given, Value::integer(N.Added), Ev.Type);
      if (R.K != Value::Kind::Unknown)
        break;
    }
    if (const Value Known = answer(At, X, O.Answer); Known.K != Value::Kind::Unknown) {
      R = Known;
      break;
    }
    if (Ev.Type != TypeClass::Other && Ev.Type != TypeClass::Record)
      R = fresh(X, SymbolKind::Result, At.N, 0, Ev.Type);
    // As of a getter of which there is no body: what it hands out to be read ends with what it was asked of.
    if (const Value From = O.LentPath == SomewhereBelow && Ev.ConstPointee ? Arg(O.LentParam) : Value();
        From.isSym() && Symbols[From.S].Kind != SymbolKind::VarAddress) {
      X.S.at(R.S).St = Status::Borrowed;
      X.S.at(R.S).LentBy = From.S;
    }
    break;
  }
  for (const Effect &E : O.Effects)
    if (isKeptInBlock(O, E) && !PutIntoBlock.count(E.Param))
      applyEffect(At, X, E, E.Param, C); // somewhere, as no block is known here
  if (IsRealloc)
    X.S.erase({Symbols.get(SymbolKind::TempSlot, MovedSlot), PathId(0)});
  if (Ev.Type == TypeClass::Record)
    forgetMoved(X, O);
  if (R.isSymbolItself() && Symbols[R.S].Kind == SymbolKind::Result && Ev.Type == TypeClass::Pointer &&
      O.Return != ReturnWord::Owned && O.Return != ReturnWord::Null)
    lendResult(At, X, R.S, O, C);
  // The same question again has the same answer.
  CellKey Memo;
  const bool Asked = (O.Return == ReturnWord::Scalar || O.Return == ReturnWord::Unknown) && findMemo(At, X, C, Memo);
  if (const Value *Known = Asked ? X.S.find(Memo) : nullptr) {
    if (!(signsOfValue(X.S, *Known) & signsOf(O.Result)))
      return false;
    R = *Known;
  } else if (Asked && R.isSymbolItself() && isOtherText(X.S, Memo.Base) && !narrow(X.S, R.S, sign::Neg | sign::Pos))
    return false;
  setTemp(X, Ev.R, R);
  C.Return.From.From == Source::Model ? lendDescriptors(At, X, R) : implyFilled(At, X, C, R);
  if (Asked && R.K != Value::Kind::Unknown) {
    X.S.set(Memo, R);
    X.S.HasMemos = true;
  }
  // asprintf() == -1: the library has no other failure.
  if (O.Return == ReturnWord::Scalar && (O.Result == ResultTest::Negative || O.Result == ResultTest::NonPositive) &&
      Ev.Type == TypeClass::Signed && !Asked && C.Return.From.Text == "model libc") {
    setTemp(X, Ev.R, Value::integer(-1));
    return true;
  }
  const std::uint8_t Signs = NoSize ? sign::Any : signsOf(O.Result);
  if (R.isInt())
    return signOf(R.I) & Signs;
  if (R.isSymbolItself() && Signs != sign::Any) {
    const SymbolState *Before = X.S.find(R.S);
    const bool Tested = Before && Before->Tested;
    if (!narrow(X.S, R.S, Signs))
      return false;
    X.S.at(R.S).Tested = Tested; // the class of the result is no test of it
  }
  if (R.isSymbolItself() && O.Return == ReturnWord::Scalar && (O.Lo != INT64_MIN || O.Hi != INT64_MAX)) {
    if (O.Lo == O.Hi) {
      setTemp(X, Ev.R, Value::integer(O.Lo));
      return true;
    }
    if (!narrowBounds(X.S, R.S, {O.Lo, O.Hi}))
      return false;
  }
  if (R.isSymbolItself() && O.Return == ReturnWord::Scalar)
    for (std::int64_t N : O.Not)
      if (!assumeCompare(X.S, CompareOp::NE, R, Value::integer(N)))
        return false;
  return true;
}

bool Solver::call(EventId At, Execution &X, std::vector<Execution> &Splits) {
  static const FunctionContract Nothing;
  const Event &Ev = F.Events[At.N];
  const FunctionContract *C = Ev.Target.valid() ? F.Callees[Ev.Target.N].Contract.get() : nullptr;
  if (!C)
    C = &Nothing;
  const std::vector<Outcome> *Possible = &invoked(At, X, outcomes(*C));
  const std::vector<Outcome> Blurred = blurUnseenFlags(At, X, *Possible);
  const std::vector<Outcome> &All = Blurred.empty() ? *Possible : Blurred;
  EndsEarly |= C->NoReturn || All.empty();
  if (C->NoReturn || All.empty())
    return false;
  if (C->NoReturnUnlessZero >= 0 && C->NoReturnUnlessZero < static_cast<int>(Ev.ArgsCount) &&
      !(signsOfValue(X.S, valueOf(X, F.Args[Ev.ArgsBegin + C->NoReturnUnlessZero])) & sign::Zero))
    return false;
  if (!mayComeBack(Ev, X, *C))
    return false;
  useArguments(At, X, *C, All);
  handOverNested(At, X, *C);
  checkNullArguments(At, X, *C);
  useCells(At, X, *C, All);
  followCells(At, X, *C);
  if (C->ScopeDepth)
    countScopes(At, X, openScopes(X.S) + C->ScopeDepth);
  if (C->NeedsScope && !openScopes(X.S))
    needScope(At, X);
  takeOver(At, X);
  const std::vector<SymbolId> Passed = beginInvoke(At, X);
  doubtElementsPassed(At, X, All);
  // Other code may give a global pointer a new value.
  doubtAfterCall(At, X, *C);
  const std::vector<Cell> Entered = doubtGlobals(At, X, *C, All);
  doubtAnswers(X, *C);
  nameConditions(At, X, All);
  // What applyOutcome() would find out, too, but of a copy of all that is known.
  auto RuledOut = [&](const Outcome &O) {
    if (isOneArgument(At, X, O))
      return true;
    for (const Condition &Required : O.Requires) {
      const Value V = Required.Target ? Value() : argument(At, X, Required.Param);
      if (Required.Target || (V.isSym() && Symbols[V.S].Kind == SymbolKind::Compared))
        return false; // to ask it gives names to what is asked for
      if (Required.Mask) {
        if (V.isInt() && !(signOf(V.I & Required.Mask) & Required.Signs))
          return true;
      } else if (V.K != Value::Kind::Unknown && !(signsOfValue(X.S, V) & Required.Signs))
        return true;
    }
    return false;
  };
  // `pthread_create(&t, NULL, run, job);`: who does not ask counts on the thread.
  auto Starts = [](const Outcome &O) {
    return std::any_of(O.Effects.begin(), O.Effects.end(),
                       [](const Effect &E) { return E.Kind == EffectKind::CrossThread; });
  };
  const bool Unasked = All.size() > 1 && !(Ev.R.valid() && (Live.crosses(Ev.R) || Live.lastUse(Ev.R) != At));
  const bool Counts = Unasked && Starts(All[0]);
  // `table_insert(t, item);`, which returns 1 or 0: who does not ask knows that it is not there already.
  auto Keeps = [](const Outcome &O) {
    return signsOf(O.Result) == sign::Pos && std::any_of(O.Effects.begin(), O.Effects.end(), [](const Effect &E) {
             return E.Kind == EffectKind::Hold && !E.Target;
           });
  };
  const bool Trusts = Unasked && (Ev.Type == TypeClass::Signed || Ev.Type == TypeClass::Unsigned) &&
                      !C->Inferred.empty() && std::any_of(All.begin(), All.end(), Keeps);
  auto IsOut = [&](const Outcome &O) {
    return Counts ? !Starts(O) : Trusts && signsOf(O.Result) == sign::Zero && !Keeps(O);
  };
  const std::uint32_t First = std::find_if_not(All.begin(), All.end(), IsOut) - All.begin();
  FlatVector<std::uint32_t> Others; // beside the first one
  for (std::uint32_t I = First + 1; I < All.size(); ++I)
    if (!IsOut(All[I]) && !RuledOut(All[I]))
      Others.push_back(I);
  Execution Before = Others.empty() ? Execution() : X;
  const bool Ends = endsByParts(All);
  const Execution Untouched = Ends ? X : Execution();
  const std::vector<std::pair<SymbolId, std::ptrdiff_t>> Blank = freshBlocks(X.S);
  bool Goes = applyOutcome(At, X, All[First], All, *C);
  for (const std::uint32_t I : Others) {
    Execution Other = I == Others.back() ? std::move(Before) : Before;
    if (!applyOutcome(At, Other, All[I], All, *C))
      continue;
    if (Goes)
      Splits.push_back(std::move(Other));
    else {
      X = std::move(Other);
      Goes = true;
    }
  }
  if (!Goes && Ends)
    Goes = endInAnyCase(At, X, Untouched, All, *C);
  doubtFresh(X.S, Blank);
  std::for_each(Splits.begin(), Splits.end(), [&](Execution &Other) { doubtFresh(Other.S, Blank); });
  if (Goes && !Passed.empty()) {
    noteInvoke(At, X, Passed);
    for (Execution &Other : Splits)
      noteInvoke(At, Other, Passed);
  }
  if (Goes && !Entered.empty()) {
    forgetEntered(X.S, Entered);
    for (Execution &Other : Splits)
      forgetEntered(Other.S, Entered);
  }
  return Goes;
}

} // namespace deed
