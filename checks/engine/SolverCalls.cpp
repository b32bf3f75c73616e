//===- engine/SolverCalls.cpp - applies contracts -------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A call splits the path into the outcomes of its callee's contract: one for
// each class of results that treats the arguments differently.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

bool Solver::isFunction(TempId T) const {
  return T.valid() && Definition[T.N] != ~0u && F.Events[Definition[T.N]].Code == Op::Function;
}

/// True of mem$realloc(allocator, p): the block is on that allocator's scope now.
static bool isFreshOn(const Outcome &O) {
  return std::any_of(O.Effects.begin(), O.Effects.end(),
                     [](const Effect &E) { return E.Kind == EffectKind::Release && E.On >= 0; });
}

static bool consumes(EffectKind K) { return K == EffectKind::Take || K == EffectKind::Release; }

Role Solver::roleOfTemp(TempId T) const {
  if (!T.valid() || Definition[T.N] == ~0u)
    return Role::None;
  const Event &E = F.Events[Definition[T.N]];
  if (E.Code != Op::Load || !E.A.valid() || Definition[E.A.N] == ~0u)
    return Role::None;
  const Event &A = F.Events[Definition[E.A.N]];
  if (A.Code == Op::VarAddr)
    return F.Vars[A.Variable.N].Prefix;
  if (A.Code == Op::FieldAddr)
    return F.Fields[A.FieldOf.N].Prefix;
  return Role::None;
}

/// A number in a field that this function only read. It is taken to stay as it
/// was over calls: code tests a flag before and after, and means the same.
bool Solver::isFlag(const State &S, const Cell &C) const {
  if (Paths[C.Key.Path].K != PathStepInfo::Kind::Field || !C.V.isSym())
    return false;
  const SymbolInfo &I = Symbols[C.V.S];
  const SymbolState *St = S.find(C.V.S);
  return I.Kind == SymbolKind::Loaded && I.Type != TypeClass::Pointer && (!St || St->St == Status::Plain);
}

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

void Solver::applyTarget(EventId At, Execution &X, const Effect &E, unsigned Arg, const FunctionContract &C) {
  const Event &Ev = F.Events[At.N];
  TempId T = Arg < Ev.ArgsCount ? F.Args[Ev.ArgsBegin + Arg] : TempId();
  if (E.Kind == EffectKind::SetBorrowed && E.On != -1 && Arg < C.Params.size() &&
      C.Params[Arg].From.From == Source::Name && C.Inferred.empty() && !isPlaceForResult(T))
    return;
  CellKey K;
  if (!findTarget(At, X, Arg, E.Path, K)) {
    // It went somewhere below, to where nobody looked.
    if (Value V = E.Itself ? argument(At, X, E.Other) : Value(); V.isSym())
      escape(X, V.S, Reason::Stored);
    return;
  }
  const PathId P = K.Path;
  forgetMemos(X.S, K.Base);
  if (E.Kind != EffectKind::Release && E.Kind != EffectKind::Take)
    recordWrite(X.S, K, false), forgetLoans(X.S, K);
  const Value *Now = X.S.find(K);
  if (!Now)
    doubtElements(X, K);
  Value Old = Now ? *Now : Value();
  if (E.Bytes && E.Kind == EffectKind::Release && Old.isSym())
    Old.Path = Paths.offset(Old.Path, E.Bytes);
  if (const bool Ends = E.Kind == EffectKind::Release || E.Kind == EffectKind::Take || E.Kind == EffectKind::Escape;
      !Now && Ends && C.InferredFrom.From == Source::Summary &&
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
  }
  // `if (q->data != q->room) free(q->data)`: an object that points into itself; the
  // callee sees that, its summary does not say so.
  if ((E.Kind == EffectKind::Release || E.Kind == EffectKind::Take) && Old.isSym() && Old.S == K.Base)
    return;
  const bool Certain = C.InferredFrom.From == Source::Summary || C.Params.size() > Arg;
  switch (E.Kind) {
  case EffectKind::Release: release(At, X, Old, T, E.Family, false, Certain); return;
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
    // fresh() may have renamed the base.
    Value Base = argument(At, X, Arg);
    if (Base.isSym() && Base.Path == K.Path)
      K.Base = Base.S;
    X.S.set(K, E.Bytes ? Value::symbol(New.S, Paths.offset(New.Path, E.Bytes)) : New, At);
    // Only where the argument was NULL, which its own caller decides.
    if (Old.isSym() && Symbols[Old.S].Kind == SymbolKind::ParamValue && signsOfValue(X.S, Old) == sign::Zero)
      escape(X, New.S, Reason::UnknownCallee);
    if (outlives(X.S, K.Base)) {
      handOver(X, New.S, At);
      keepAllocation(X.S.at(New.S));
    }
    // A body may have hung the old value below the new one: push(&list, value).
    if (Old.isSym() && Old != New && C.InferredFrom.From == Source::Summary && signsOfValue(X.S, Old) != sign::Zero)
      escape(X, Old.S, Reason::Stored);
    else if (Old.isSym() && Old != New && C.InferredFrom.From != Source::Summary)
      checkLost(At, X, Old.S, LostBy::Overwrite, nameOf(K));
    return;
  }
  case EffectKind::Regrow: {
    const SymbolState *St = Old.isSym() ? X.S.find(Old.S) : nullptr;
    if (St && (St->St == Status::Owned || St->St == Status::Escaped))
      return;
    if (outlives(X.S, K.Base)) {
      // The caller's: released, or moved, or still the same.
      X.S.erase(K);
      if (Old.isSym())
        escape(X, Old.S, Reason::UnknownCallee);
      return;
    }
    Value New = fresh(X, SymbolKind::Given, At.N, Arg * 64 + P.N % 64, TypeClass::Pointer);
    X.S.set(K, New);
    own(At, X, New.S, E.Family);
    return;
  }
  case EffectKind::SetBorrowed: {
    Value New = fresh(X, SymbolKind::Given, At.N, Arg * 64 + P.N % 64, TypeClass::Pointer);
    if (E.On != -1)
      if (const Value Ctx = contextArgument(At, X, E.On, E.OnPath); Ctx.isSym()) {
        X.S.at(New.S).Parent = contextKey(X.S, Ctx);
        X.S.at(New.S).Born = At;
      }
    if (const Value Base = argument(At, X, Arg); Base.isSym() && Base.Path == K.Path)
      K.Base = Base.S; // fresh() may have renamed it
    X.S.set(K, New, E.On != -1 ? At : EventId());
    break;
  }
  case EffectKind::SetReleased: {
    const Value New = givenReleased(At, X, Arg * 64 + P.N % 64, E);
    if (const Value Base = argument(At, X, Arg); Base.isSym() && Base.Path == K.Path)
      K.Base = Base.S; // fresh() may have renamed it
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
    if (E.Other >= 0 && E.Other < static_cast<int>(Ev.ArgsCount)) {
      Value Base = valueOf(X, F.Args[Ev.ArgsBegin + E.Other]);
      if (Base.isSym()) {
        X.S.set(K, Value::symbol(Base.S, Paths.offset(Base.Path, AnyIndex)));
        break;
      }
    }
    X.S.erase(K);
    break;
  case EffectKind::Mutate: invalidate(X, Value::symbol(K.Base, K.Path), Reason::UnknownCallee); return;
  case EffectKind::Escape:
    X.S.erase(K);
    if (Old.isSym())
      escape(X, Old.S, Reason::UnknownCallee);
    return;
  case EffectKind::Borrow:
  case EffectKind::Hold: return;
  }
  if (Old.isSym())
    checkLost(At, X, Old.S, LostBy::Overwrite, nameOf(K));
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
  const bool Named = Ev.Target.valid() && !F.Callees[Ev.Target.N].Name.empty();
  const Reason Why = Named ? Reason::UnknownCallee : Reason::IndirectCall;
  switch (E.Kind) {
  case EffectKind::Borrow:
    // What an array or a struct on the stack holds may be copied out of it.
    if (V.isSym() && Symbols[V.S].Kind == SymbolKind::VarAddress && C.Return.From.From != Source::Model &&
        C.InferredFrom.From == Source::None && !C.GlobalsKnown)
      for (SymbolId H : heldIn(X.S, V.S, /*InParts=*/true))
        escape(X, H, Why);
    return;
  case EffectKind::Hold:
    // A container that does not own what it holds: whoever empties it later may
    // release it, so its loss here is not a leak that can be shown.
    if (const SymbolState *St = V.isSym() ? X.S.find(V.S) : nullptr)
      keepAllocation(*St);
    if (V.isSymbolItself())
      if (const SymbolState *St = X.S.find(V.S); St && St->OriginParam >= 0)
        X.S.at(V.S).Why = Reason::Stored;
    if (V.isSymbolItself())
      if (const SymbolState *St = X.S.find(V.S); St && St->St == Status::Owned) {
        SymbolState &Mut = X.S.at(V.S);
        Mut.St = Status::Escaped;
        Mut.WasOwned = true;
        Mut.Why = Reason::Stored;
        note(Mut.Born, Mut.Born.valid() ? -1 : Mut.OriginParam, Verdict::Unproven, Reason::Stored, "");
      }
    return;
  case EffectKind::Mutate: invalidate(X, V, Why); return;
  case EffectKind::Take: take(At, X, V, T); return;
  case EffectKind::Release: {
    if (E.Bytes && V.isSym())
      V.Path = Paths.offset(V.Path, E.Bytes);
    bool Certain = !E.Family.empty();
    if (E.On >= 0)
      checkInstance(At, X, V, argument(At, X, E.On), T, false);
    release(At, X, V, T, E.Family, false, Certain);
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

bool Solver::applyOutcome(EventId At, Execution &X, const Outcome &O, const std::vector<Outcome> &All,
                          const FunctionContract &C) {
  const Event &Ev = F.Events[At.N];
  const bool IsRealloc = !C.Params.empty() && std::any_of(C.Params.begin(), C.Params.end(), [](const ParamContract &P) {
    return P.Word == ParamWord::Reallocs;
  });
  auto Arg = [&](int N) { return argument(At, X, N); };
  for (const Condition &Required : O.Requires)
    if (!meets(At, X, Required))
      return false;
  const std::vector<Cell> Stale = applyMoves(At, X, O, C);
  // A value that was in *arg before the call may be the result of it.
  Value Target;
  if (O.Return == ReturnWord::Target) {
    Value A = Arg(O.Argument);
    if (A.isSym())
      if (const Value *V = X.S.find({A.S, A.Path}))
        Target = *V;
  }
  // What another outcome would have taken, and this one leaves to us.
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
        return Kept(E) ||
               (E.Param == static_cast<int>(I) && !E.Target &&
                (E.Kind == EffectKind::Take || (E.Kind == EffectKind::Hold && C.InferredFrom.From == Source::Summary)));
      });
    };
    auto Ends = [&](const Outcome &Other) {
      return std::any_of(Other.Effects.begin(), Other.Effects.end(), [&](const Effect &E) {
        return Kept(E) || (E.Param == static_cast<int>(I) && !E.Target && !E.Itself &&
                           (consumes(E.Kind) || E.Kind == EffectKind::Escape || E.Kind == EffectKind::Hold));
      });
    };
    Value V = Arg(I);
    // Declared to keep what it does not own, the list may be full: the item is as much
    // somebody's concern as if it were in there.
    const bool Held = I < C.Params.size() && C.Params[I].Word == ParamWord::Holds && Lent;
    if (V.isSymbolItself() && Held && !Ends(O) && std::any_of(All.begin(), All.end(), Ends))
      escape(X, V.S, Reason::Stored);
    if (V.isSymbolItself() && !Ends(O) && std::any_of(All.begin(), All.end(), Takes))
      if (const SymbolState *St = X.S.find(V.S); St && St->St == Status::Owned)
        X.S.at(V.S).KeptBy = At;
  }
  // A callback may do anything with what is passed beside it.
  if (C.Return.From.From != Source::Model && C.InferredFrom.From == Source::None)
    for (std::uint32_t I = 0; I != Ev.ArgsCount; ++I)
      if (isFunction(F.Args[Ev.ArgsBegin + I]))
        for (std::uint32_t J = 0; J != Ev.ArgsCount; ++J)
          if (Value V = Arg(J); J != I && V.isSym() && Symbols[V.S].Kind != SymbolKind::VarAddress)
            escape(X, V.S, Reason::IndirectCall);
  findMoved(At, X, O);
  SymbolState Before; // what realloc() moves
  for (const Effect &E : O.Effects) {
    if (E.Param == ResultParam)
      continue;
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
      if (E.Kind == EffectKind::Grow)
        grow(At, X, Old, T);
      else if (E.On >= 0)
        checkInstance(At, X, Old, argument(At, X, E.On), T, true);
      release(At, X, Old, T, E.Family, true, true);
      continue;
    }
    applyEffect(At, X, E, E.Param, C);
  }
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
    if (R.isSym() && !O.NeverNull) {
      // An address inside it, or NULL: another one each time.
      R.Path = Paths.offset(R.Path, AnyIndex + 1 + At.N);
      std::erase_if(X.S.Symbols, [&](const SymbolState &S) {
        const SymbolInfo &I = Symbols[S.S];
        return (I.Kind == SymbolKind::Compared || I.Kind == SymbolKind::Computed) && (I.L == R || I.R == R);
      });
    }
    break;
  }
  case ReturnWord::Target:
    R = Target.K == Value::Kind::Unknown ? fresh(X, SymbolKind::Result, At.N, 0, Ev.Type) : Target;
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
    if (!C.MayDrop || Live.crosses(Ev.R) || Live.lastUse(Ev.R) != At)
      own(At, X, R.S, O.Family);
    X.S.at(R.S).MayFail = O.MayFail && X.S.at(R.S).Absent == sign::Zero;
    X.S.at(R.S).Fresh = O.Uninitialized;
    if (Value Object = Arg(0); C.MayDrop && Object.isSym()) {
      X.S.at(R.S).LentBy = Object.S;
      X.S.at(R.S).WasReferred = true;
    }
    if (O.NeverNull)
      narrow(X.S, R.S, sign::Pos);
    if (O.Bytes)
      R.Path = Paths.offset(R.Path, O.Bytes);
    break;
  case ReturnWord::Allocated:
  case ReturnWord::Context:
    R = allocatedResult(At, X, O);
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
    // A reference to const from a getter lies in what it was asked of. (Items of
    // a container are handed out to be changed, and may outlive it.)
    if (Value From = Arg(O.Return == ReturnWord::BorrowedFrom ? O.Argument : 0);
        (Ev.ConstPointee || !C.TakenBy.empty()) && From.isSym() && Symbols[From.S].Kind != SymbolKind::VarAddress)
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
    if (CellKey K; O.LentParam >= 0 && findTarget(At, X, O.LentParam, O.LentPath, K))
      if (const Value *V = X.S.find(K)) {
        const SymbolState *St = V->isSym() ? X.S.find(V->S) : nullptr;
        const bool NotHeap =
            V->isSymbolItself() && O.Return == ReturnWord::Unknown &&
            (Symbols[V->S].Kind == SymbolKind::Literal || Symbols[V->S].Kind == SymbolKind::VarAddress);
        if ((V->isInt() && O.Return == ReturnWord::Scalar) || NotHeap || (St && St->St == Status::Owned)) {
          R = *V;
          break;
        }
      }
    if (Ev.Type == TypeClass::Record &&
        std::any_of(O.Effects.begin(), O.Effects.end(), [](const Effect &E) { return E.Param == ResultParam; })) {
      R = recordResult(At, X, O);
      break;
    }
    if (Ev.Type != TypeClass::Other && Ev.Type != TypeClass::Record)
      R = fresh(X, SymbolKind::Result, At.N, 0, Ev.Type);
    break;
  }
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
  }
  setTemp(X, Ev.R, R);
  if (Asked && R.K != Value::Kind::Unknown)
    X.S.set(Memo, R);
  // asprintf() == -1: the library has no other failure.
  if (O.Return == ReturnWord::Scalar && O.Result == ResultTest::Negative && Ev.Type == TypeClass::Signed && !Asked &&
      C.Return.From.Text == "model libc") {
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
    return narrowBounds(X.S, R.S, {O.Lo, O.Hi});
  }
  return true;
}

bool Solver::call(EventId At, Execution &X, std::vector<Execution> &Splits) {
  const Event &Ev = F.Events[At.N];
  static const FunctionContract Nothing;
  const FunctionContract *C = Ev.Target.valid() ? F.Callees[Ev.Target.N].Contract.get() : nullptr;
  if (!C)
    C = &Nothing;
  const std::vector<Outcome> &All = invoked(At, X, outcomes(*C));
  if (C->NoReturn || All.empty())
    return false;
  if (C->NoReturnUnlessZero >= 0 && C->NoReturnUnlessZero < static_cast<int>(Ev.ArgsCount) &&
      !(signsOfValue(X.S, valueOf(X, F.Args[Ev.ArgsBegin + C->NoReturnUnlessZero])) & sign::Zero))
    return false;
  for (std::uint32_t I = 0; I != Ev.ArgsCount; ++I) {
    bool Releases = std::any_of(All.begin(), All.end(), [&](const Outcome &O) {
      return std::any_of(O.Effects.begin(), O.Effects.end(), [&](const Effect &E) {
        return E.Param == static_cast<int>(I) && !E.Target && E.Kind == EffectKind::Release;
      });
    });
    TempId T = F.Args[Ev.ArgsBegin + I];
    const bool Ignored = I < C->Ignored.size() && C->Ignored[I];
    // OK(result) only carries it: what is wrong is the return.
    const Value V = valueOf(X, T);
    const SymbolState *St = V.isSym() ? X.S.find(V.S) : nullptr;
    const bool Carried =
        St && St->ByContext && std::all_of(All.begin(), All.end(), [&](const Outcome &O) {
          return std::any_of(O.Effects.begin(), O.Effects.end(), [&](const Effect &E) {
            return E.Kind == EffectKind::SetInto && E.Param == ResultParam && E.Other == static_cast<int>(I);
          });
        });
    // log("closed %d", fd): its number is no use of it.
    const bool Printed =
        St && Symbols[V.S].Type != TypeClass::Pointer && I >= C->Params.size() && C->Return.From.From != Source::Model;
    if (!Releases && !Ignored && !Carried && !Printed)
      checkUse(At, X, valueOf(X, T), T);
  }
  checkNullArguments(At, X, *C);
  useCells(At, X, *C, All);
  if (C->ScopeDepth)
    countScopes(At, X, openScopes(X.S) + C->ScopeDepth);
  if (C->NeedsScope && !openScopes(X.S))
    needScope(At, X);
  takeOver(At, X);
  const std::vector<SymbolId> Passed = beginInvoke(At, X);
  doubtElementsPassed(At, X, All);
  // Other code may give a global pointer a new value.
  doubtAfterCall(At, X, *C);
  if (C->Return.From.From != Source::Model && C->InferredFrom.From != Source::Model && !C->GlobalsKnown)
    for (std::uint32_t V = 0; V != F.Vars.size(); ++V)
      if (F.Vars[V].Kind == VarKind::Global || F.Vars[V].Kind == VarKind::Static)
        renameLoans(X.S, Symbols.get(SymbolKind::VarAddress, V), SymbolId());
  if (C->Return.From.From != Source::Model && C->InferredFrom.From != Source::Model && !C->GlobalsKnown)
    X.S.Cells.erase(std::remove_if(X.S.Cells.begin(), X.S.Cells.end(),
                                   [&](const Cell &Ce) {
                                     const SymbolInfo &B = Symbols[Ce.Key.Base];
                                     if (B.Kind == SymbolKind::VarAddress && F.Vars[B.A].Kind != VarKind::Local &&
                                         F.Vars[B.A].Kind != VarKind::Param && endsWithFrame(X.S, Ce.V))
                                       return true;
                                     return B.Kind == SymbolKind::VarAddress && Ce.V.isSym() &&
                                            (F.Vars[B.A].Kind == VarKind::Global ||
                                             F.Vars[B.A].Kind == VarKind::Static) &&
                                            Symbols[Ce.V.S].Type == TypeClass::Pointer;
                                   }),
                    X.S.Cells.end());
  nameConditions(At, X, All);
  bool Goes = false;
  Execution Before = All.size() > 1 ? X : Execution();
  for (std::size_t I = 0; I != All.size(); ++I) {
    if (I == 0) {
      Goes = applyOutcome(At, X, All[0], All, *C);
      continue;
    }
    Execution Other = Before;
    if (!applyOutcome(At, Other, All[I], All, *C))
      continue;
    if (Goes)
      Splits.push_back(std::move(Other));
    else {
      X = std::move(Other);
      Goes = true;
    }
  }
  if (Goes && !Passed.empty()) {
    noteInvoke(At, X, Passed);
    for (Execution &Other : Splits)
      noteInvoke(At, Other, Passed);
  }
  return Goes;
}

} // namespace deed
