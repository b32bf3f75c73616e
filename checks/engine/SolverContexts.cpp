//===- engine/SolverContexts.cpp - what memory hangs from -----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Contexts form a tree: a block hangs from a talloc parent, an arena, a scope or an
// allocator, and ends with it. Each value knows its parent; the end of a context
// ends what is below.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// Trees that the code builds are shallow; a longer chain is a loop.
static constexpr unsigned MaxDepth = 16;

static bool isScope(ContextKind K) { return K == ContextKind::Scope; }

/// What \p V is as a context: by what was seen of it, else by what its name says.
ContextKind Solver::contextKind(const State &S, Value V) const {
  if (!V.isSym())
    return ContextKind::None;
  const SymbolState *St = S.find(V.S);
  if (St && V.Path.N == 0 && St->Context != ContextKind::None)
    return St->Context;
  const SymbolInfo &I = Symbols[V.S];
  if (I.Kind == SymbolKind::VarAddress)
    return St && St->Context != ContextKind::None ? St->Context : F.Vars[I.A].Context;
  if (const PathStepInfo &Step = Paths[V.Path]; Step.K == PathStepInfo::Kind::Field)
    return Paths.fieldOf(Step.Name, F).Context;
  return ContextKind::None;
}

/// What the declaration of the variable or the field \p K says of what it holds.
ContextKind Solver::declaredContext(CellKey K) const {
  const SymbolInfo &I = Symbols[K.Base];
  if (const PathStepInfo &Step = Paths[K.Path]; Step.K == PathStepInfo::Kind::Field)
    return Paths.fieldOf(Step.Name, F).Context;
  return I.Kind == SymbolKind::VarAddress && K.Path.N == 0 ? F.Vars[I.A].Context : ContextKind::None;
}

/// The newest open scope of the allocator \p Of; none: an invalid symbol.
SymbolId Solver::innermostScope(const State &S, CellKey Of) const {
  const SymbolState *Best = nullptr;
  for (const SymbolState &St : S.Symbols)
    if (isScope(St.Context) && St.St == Status::Owned && !St.Weak && hangsFrom(S, St.Parent, Of) &&
        (!Best || St.Depth > Best->Depth))
      Best = &St;
  return Best ? Best->S : SymbolId();
}

/// The context that an allocation from \p V goes to: the newest scope, where \p V
/// has any. No base where it is not known.
CellKey Solver::contextKey(const State &S, Value V) const {
  if (!V.isSym())
    return {};
  const CellKey K{V.S, V.Path};
  if (SymbolId Scope = innermostScope(S, K); Scope.valid())
    return {Scope, PathId(0)};
  return K;
}

/// True if \p Inner is \p Outer or hangs from it, at any depth.
bool Solver::hangsFrom(const State &S, CellKey Inner, CellKey Outer) const {
  for (unsigned Depth = 0; Inner.Base.valid() && Depth != MaxDepth; ++Depth) {
    if (Inner.Base == Outer.Base && Paths.startsWith(Inner.Path, Outer.Path))
      return true;
    const SymbolState *St = S.find(Inner.Base);
    if (!St)
      return false;
    Inner = St->Parent;
  }
  return false;
}

/// The context of the kind \p K that \p V hangs from, or an invalid symbol.
SymbolId Solver::ancestor(const State &S, SymbolId V, ContextKind K) const {
  const SymbolState *St = S.find(V);
  for (unsigned Depth = 0; St && St->Parent.Base.valid() && Depth != MaxDepth; ++Depth) {
    if (contextKind(S, Value::symbol(St->Parent.Base, St->Parent.Path)) == K)
      return St->Parent.Base;
    St = S.find(St->Parent.Base);
  }
  return {};
}

/// \p R is fresh memory, or a fresh context, on \p Ctx.
void Solver::allocate(EventId At, Execution &X, SymbolId R, Value Ctx, const std::string &Family, ContextKind Kind) {
  const ContextKind On = contextKind(X.S, Ctx);
  if (On == ContextKind::Scoped && Ctx.isSym() && Symbols[Ctx.S].Kind == SymbolKind::VarAddress && !isScope(Kind) &&
      !innermostScope(X.S, {Ctx.S, Ctx.Path}).valid())
    say(IncidentKind::OutsideScope, At, X, Ctx);
  const CellKey Parent = isScope(Kind) ? (Ctx.isSym() ? CellKey{Ctx.S, Ctx.Path} : CellKey()) : contextKey(X.S, Ctx);
  const bool Bounded = Kind == ContextKind::Pool && !signsOfValueIsNull(X.S, Ctx);
  const bool Ours = Ctx.isZero() || signsOfValueIsNull(X.S, Ctx) || On == ContextKind::Heap ||
                    (Kind != ContextKind::None && Kind != ContextKind::Tree && !Bounded);
  if (Ours)
    own(At, X, R, Family);
  SymbolState &St = X.S.at(R);
  St.Born = At;
  St.Family = family(Family);
  St.Parent = Parent;
  St.Context = Kind;
  if (isScope(Kind)) {
    unsigned Open = 0;
    for (const SymbolState &Other : X.S.Symbols)
      if (isScope(Other.Context) && Other.St == Status::Owned && Other.S != R)
        Open = std::max<unsigned>(Open, Other.Depth);
    X.S.at(R).Depth = static_cast<std::uint8_t>(std::min(Open + 1, 255u));
    countScopes(At, X, Open + 1);
  }
  if (!Parent.Base.valid())
    return;
  X.S.at(Parent.Base).LastChild = R;
  AllocationFacts &A = Allocations[At.N];
  A.Parent = Parent;
  A.Seen = true;
  const SymbolState *Base = X.S.find(Parent.Base);
  A.OnCallers |= Symbols[Parent.Base].Kind == SymbolKind::ParamValue;
  A.ContextBorn = Base ? Base->Born : EventId();
  for (const SymbolState &Other : X.S.Symbols)
    if (Other.Context == ContextKind::Temporary && Other.St == Status::Owned && Other.S != R && Other.Born.valid())
      A.BesideTemporary = true;
}

bool Solver::signsOfValueIsNull(const State &S, Value V) const {
  return V.isZero() || (V.isSym() && signsOfValue(S, V) == sign::Zero);
}

/// Scopes open at once, here or in what is called.
void Solver::countScopes(EventId At, Execution &X, unsigned Open) {
  Result.ScopeDepth = std::max(Result.ScopeDepth, Open);
  if (Open > Limits.ScopeDepth)
    say(IncidentKind::TooDeep, At, X, Value());
}

unsigned Solver::openScopes(const State &S) const {
  unsigned Open = 0;
  for (const SymbolState &St : S.Symbols)
    if (isScope(St.Context) && St.St == Status::Owned)
      Open = std::max<unsigned>(Open, St.Depth);
  return Open;
}

/// A finding about \p V at the call \p At.
void Solver::say(IncidentKind Kind, EventId At, Execution &X, Value V, TempId Name) {
  Incident I;
  I.Kind = Kind;
  I.At = At;
  I.Where = F.Events[At.N].Loc;
  I.Name = F.nameOf(Name);
  if (const SymbolState *St = V.isSym() ? X.S.find(V.S) : nullptr) {
    I.Born = St->Born;
    I.Param = St->Born.valid() ? -1 : St->OriginParam;
    fillContext(I, X.S, V.S);
  }
  report(std::move(I), X.S);
}

/// Which context \p V hangs from, for the message.
void Solver::fillContext(Incident &I, const State &S, SymbolId V) const {
  const SymbolState *St = S.find(V);
  if (!St)
    return;
  I.ByContext = St->ByContext;
  I.Context = St->Context;
  const SymbolState *Parent = St->Parent.Base.valid() ? S.find(St->Parent.Base) : nullptr;
  if (Parent) {
    I.ContextBorn = Parent->Born;
    I.Context = Parent->Context;
  }
}

/// All that hangs from \p Ctx is gone.
void Solver::endBelow(EventId At, Execution &X, CellKey Ctx) {
  std::vector<SymbolId> Gone;
  for (const SymbolState &St : X.S.Symbols)
    if (St.Parent.Base.valid() && St.S != Ctx.Base && hangsFrom(X.S, St.Parent, Ctx))
      Gone.push_back(St.S);
  for (SymbolId S : Gone) {
    SymbolState &St = X.S.at(S);
    // What came from a heap is not freed with it, and what is said once is said.
    if (St.St == Status::Released ||
        contextKind(X.S, Value::symbol(St.Parent.Base, St.Parent.Path)) == ContextKind::Heap)
      continue;
    St.St = Status::Released;
    St.WasOwned = true;
    St.StoredAway = false;
    St.ByContext = true;
    St.Ended = At;
    St.MayFail = false;
  }
  for (SymbolState &Lent : X.S.Symbols)
    if (Lent.St == Status::Borrowed && std::find(Gone.begin(), Gone.end(), Lent.LentBy) != Gone.end()) {
      Lent.St = Status::Released;
      Lent.WasOwned = Lent.ByContext = true;
      Lent.Ended = At;
    }
}

/// The object at \p V is no allocator any more.
void Solver::closeContext(EventId At, Execution &X, Value V) {
  if (!V.isSym())
    return;
  endBelow(At, X, {V.S, V.Path});
  if (Symbols[V.S].Kind != SymbolKind::VarAddress || V.Path.N != 0)
    return;
  SymbolState &St = X.S.at(V.S);
  if (St.St == Status::Owned)
    St.St = Status::Plain;
  St.Context = ContextKind::None;
}

/// \p V hangs from \p To from here on.
void Solver::reparent(EventId At, Execution &X, Value V, Value To, TempId Name) {
  if (!V.isSym() || Symbols[V.S].Kind == SymbolKind::VarAddress || Symbols[V.S].Kind == SymbolKind::Literal)
    return;
  const SymbolState St = X.S.at(V.S);
  if (St.Weak || (St.Signs & ~St.Absent) == 0)
    return;
  const Role R = roleOfTemp(Name);
  if (!St.Mismatched && ((isBorrow(V.S, St) && St.St == Status::Borrowed) || R == Role::Ref)) {
    say(IncidentKind::StealBorrowed, At, X, V, Name);
    X.S.at(V.S).Mismatched = true;
    return;
  }
  const CellKey Parent = To.isSym() ? contextKey(X.S, To) : CellKey();
  if (Parent.Base.valid() && hangsFrom(X.S, Parent, {V.S, V.Path})) {
    say(IncidentKind::StealLoop, At, X, V, Name);
    return;
  }
  keepAllocation(St);
  if (signsOfValueIsNull(X.S, To)) {
    if (St.St == Status::Plain && St.Born.valid())
      own(St.Born, X, V.S, Families[St.Family]);
  } else if (St.St == Status::Owned) {
    SymbolState &Mut = X.S.at(V.S);
    Mut.St = Status::Plain;
    Mut.WasOwned = false;
  }
  SymbolState &Mut = X.S.at(V.S);
  Mut.Parent = Parent;
  Mut.Reparented = true;
}

/// \p V is released to the allocator \p From, or reallocated there.
void Solver::checkInstance(EventId At, Execution &X, Value V, Value From, TempId Name, bool Realloc) {
  const SymbolState *St = V.isSym() ? X.S.find(V.S) : nullptr;
  if (!St || St->Weak || !St->Parent.Base.valid() || St->St == Status::Released || !From.isSym())
    return;
  const CellKey Now = contextKey(X.S, From), Then = St->Parent;
  const ContextKind NowKind = contextKind(X.S, Value::symbol(Now.Base, Now.Path)),
                    ThenKind = contextKind(X.S, Value::symbol(Then.Base, Then.Path));
  if (Now == Then) {
    const bool Bulk = NowKind == ContextKind::Arena || NowKind == ContextKind::Scope || NowKind == ContextKind::Scratch;
    const SymbolState *Parent = X.S.find(Then.Base);
    if (Bulk && !Realloc && !(Parent && Parent->LastChild == V.S))
      say(IncidentKind::IndividualFree, At, X, V, Name);
    return;
  }
  auto Depth = [&](CellKey K) {
    const SymbolState *C = X.S.find(K.Base);
    return C && isScope(C->Context) ? C->Depth : 0;
  };
  const bool Nested = isScope(NowKind) && hangsFrom(X.S, Now, rootOf(X.S, Then));
  if (Nested && Depth(Now) > Depth(Then)) {
    if (Realloc)
      say(IncidentKind::CrossScope, At, X, V, Name);
    return;
  }
  // Two names of which each says what it is are two allocators.
  if (NowKind != ContextKind::None && ThenKind != ContextKind::None && !hangsFrom(X.S, Now, Then) &&
      !hangsFrom(X.S, Then, Now) && (NowKind != ThenKind || differ(Now, Then)))
    say(IncidentKind::WrongInstance, At, X, V, Name);
}

/// The allocator at the top of the scopes that \p K is one of.
CellKey Solver::rootOf(const State &S, CellKey K) const {
  for (unsigned Depth = 0; Depth != MaxDepth; ++Depth) {
    const SymbolState *St = S.find(K.Base);
    if (!St || !isScope(St->Context) || !St->Parent.Base.valid())
      return K;
    K = St->Parent;
  }
  return K;
}

/// True for two objects of which each has its own place or birth.
bool Solver::differ(CellKey A, CellKey B) const {
  auto Own = [&](CellKey K) {
    const SymbolInfo &I = Symbols[K.Base];
    return I.Kind == SymbolKind::VarAddress || (I.Kind == SymbolKind::Result && !I.Older);
  };
  return A != B && (Own(A) || Own(B));
}

/// A container that keeps its allocator grows: in an inner scope its memory would
/// end with that.
void Solver::grow(EventId At, Execution &X, Value V, TempId Name) {
  const SymbolState *St = V.isSym() ? X.S.find(V.S) : nullptr;
  const SymbolState *Parent = St && St->Parent.Base.valid() ? X.S.find(St->Parent.Base) : nullptr;
  if (!Parent || St->Weak || !isScope(Parent->Context) || Parent->St != Status::Owned)
    return;
  const SymbolId Newest = innermostScope(X.S, rootOf(X.S, St->Parent));
  if (const SymbolState *Inner = Newest.valid() ? X.S.find(Newest) : nullptr; Inner && Inner->Depth > Parent->Depth)
    say(IncidentKind::CrossScope, At, X, V, Name);
}

/// Another thread has \p V from here on.
void Solver::crossThread(EventId At, Execution &X, Value V, TempId Name) {
  if (!V.isSym())
    return;
  auto Bound = [](ContextKind K) {
    return K == ContextKind::Scoped || K == ContextKind::Scope || K == ContextKind::Arena || K == ContextKind::Fixed ||
           K == ContextKind::Scratch;
  };
  auto On = [&](Value Each) {
    if (!Each.isSym())
      return false;
    if (Bound(contextKind(X.S, Each)))
      return true;
    for (ContextKind K :
         {ContextKind::Scope, ContextKind::Scoped, ContextKind::Arena, ContextKind::Fixed, ContextKind::Scratch})
      if (ancestor(X.S, Each.S, K).valid())
        return true;
    return false;
  };
  bool Found = On(V);
  // struct job { allocator; data } on the stack
  for (const Cell &C : X.S.Cells)
    Found |= C.Key.Base == V.S && C.V.isSym() && On(C.V);
  if (Found)
    say(IncidentKind::CrossThread, At, X, V, Name);
}

/// The context that an effect or an outcome names.
Value Solver::contextArgument(EventId At, Execution &X, int On, const std::string &Path) {
  if (On == CurrentContext)
    return X.S.Current;
  if (Path.empty())
    return argument(At, X, On);
  CellKey K;
  if (!findTarget(At, X, On, Path, K))
    return Value();
  const Value *V = X.S.find(K);
  return V ? *V : Value();
}

/// A part of a record that a call returns hangs from a context.
void Solver::setPart(EventId At, Execution &X, CellKey K, const Effect &E) {
  const Value New = fresh(X, SymbolKind::Given, At.N, (1u << 25) + K.Path.N, TypeClass::Pointer);
  if (const Value Ctx = contextArgument(At, X, E.On, E.OnPath); Ctx.isSym()) {
    SymbolState &St = X.S.at(New.S);
    St.Parent = contextKey(X.S, Ctx);
    St.Context = E.Context;
    St.Born = At;
    St.Family = family(E.Family);
  }
  X.S.set(K, New, At);
}

/// The result of a call that returns fresh memory, or a fresh context.
Value Solver::allocatedResult(EventId At, Execution &X, const Outcome &O) {
  const Event &Ev = F.Events[At.N];
  const Value R = fresh(X, SymbolKind::Result, At.N, 0, Ev.Type);
  const Value Ctx = contextArgument(At, X, O.Argument, O.OnPath); // fresh() may have renamed it
  const bool Empty = O.EmptyIsContext >= 0 && argument(At, X, O.EmptyIsContext).isZero();
  allocate(At, X, R.S, Ctx, O.Family, Empty ? ContextKind::Temporary : O.Context);
  SymbolState &St = X.S.at(R.S);
  St.MayFail = O.MayFail;
  St.Fresh = O.Uninitialized && !Empty;
  if (O.NeverNull)
    narrow(X.S, R.S, sign::Pos);
  return R;
}

/// The effects on contexts of one argument, which is \p V.
void Solver::applyContext(EventId At, Execution &X, const Effect &E, Value V, TempId Name) {
  switch (E.Kind) {
  case EffectKind::Reset:
    if (V.isSym()) {
      endBelow(At, X, {V.S, V.Path});
      if (Symbols[V.S].Kind != SymbolKind::Literal)
        X.S.at(V.S).WasReset = true;
      for (auto &[Event, A] : Allocations)
        if (A.Parent.Base == V.S)
          A.ResetAt.push_back(At);
    }
    return;
  case EffectKind::Reparent: reparent(At, X, V, argument(At, X, E.Other), Name); return;
  case EffectKind::Refer: {
    const SymbolState *St = V.isSym() ? X.S.find(V.S) : nullptr;
    if (!St)
      return;
    if (!St->Mismatched && isBorrow(V.S, *St)) {
      say(IncidentKind::StealBorrowed, At, X, V, Name);
      return;
    }
    keepAllocation(*St);
    // Two parents: its end is no longer known.
    X.S.at(V.S).Parent = CellKey();
    return;
  }
  case EffectKind::Open:
    if (V.isSym()) {
      const Value On = E.On >= 0 ? argument(At, X, E.On) : Value();
      SymbolState &St = X.S.at(V.S);
      if (Symbols[V.S].Kind == SymbolKind::VarAddress && V.Path.N == 0 &&
          F.Vars[Symbols[V.S].A].Kind == VarKind::Local && E.Context != ContextKind::Fixed)
        own(At, X, V.S, E.Family);
      if (V.Path.N == 0) {
        St.Context = E.Context;
        St.Parent = On.isSym() ? CellKey{On.S, On.Path} : CellKey();
      }
    }
    return;
  case EffectKind::Close: closeContext(At, X, V); return;
  case EffectKind::Leave:
    if (V.isSym())
      if (SymbolId Scope = innermostScope(X.S, {V.S, V.Path}); Scope.valid())
        release(At, X, Value::symbol(Scope), TempId(), "", false, false);
    return;
  case EffectKind::MakeCurrent: X.S.Current = V; return;
  case EffectKind::CrossThread: crossThread(At, X, V, Name); return;
  case EffectKind::Grow: grow(At, X, V, Name); return;
  case EffectKind::Borrow:
  case EffectKind::Mutate:
  case EffectKind::Hold:
  case EffectKind::Take:
  case EffectKind::Release:
  case EffectKind::Escape:
  case EffectKind::Give:
  case EffectKind::SetNull:
  case EffectKind::SetNumber:
  case EffectKind::SetBorrowed:
  case EffectKind::SetInto:
  case EffectKind::SetReleased:
  case EffectKind::Invoke:
  case EffectKind::Regrow: return;
  }
}

/// Somebody holds it, or its parent was chosen again: it is no intermediate.
void Solver::keepAllocation(const SymbolState &St) {
  if (!St.Born.valid())
    return;
  auto It = Allocations.find(St.Born.N);
  if (It == Allocations.end() || It->second.Kept)
    return;
  It->second.Kept = true;
  // What it hangs from is kept with it.
  const SymbolInfo &Parent = Symbols[It->second.Parent.Base];
  if (Parent.Kind == SymbolKind::Result || Parent.Kind == SymbolKind::Given)
    if (auto Above = Allocations.find(Parent.A); Above != Allocations.end())
      Above->second.Kept = true;
}

void Solver::freeAllocation(const SymbolState &St) {
  if (auto It = St.Born.valid() ? Allocations.find(St.Born.N) : Allocations.end(); It != Allocations.end())
    It->second.Freed = true;
}

/// A value goes into a field: it is kept, and should hang from its struct.
void Solver::noteField(EventId At, Execution &X, CellKey K, Value V) {
  if (!V.isSym() || (Symbols[K.Base].Kind == SymbolKind::VarAddress && K.Path.N == 0 && !outlives(X.S, K.Base)))
    return;
  const SymbolState *St = X.S.find(V.S);
  if (!St)
    return;
  keepAllocation(*St);
  const SymbolState *Struct = X.S.find(K.Base);
  const PathStepInfo &Step = Paths[K.Path];
  const bool Field = Step.K == PathStepInfo::Kind::Field && !Paths.fieldOf(Step.Name, F).Link;
  if (!Field || !Struct || K.Base == V.S || V.Path.N != 0 || !Struct->Born.valid() || !St->Born.valid() ||
      Struct->Context != ContextKind::Tree || St->Context != ContextKind::Tree || !St->Parent.Base.valid() ||
      St->Parent != Struct->Parent)
    return;
  SymbolState &Mut = X.S.at(V.S);
  Mut.FieldOf = K.Base;
  Mut.FieldAt = At;
}

/// At an exit: fields whose values hang beside their struct instead of from it.
void Solver::checkFields(Execution &X) {
  for (const SymbolState &St : X.S.Symbols) {
    const SymbolState *Struct = St.FieldOf.valid() ? X.S.find(St.FieldOf) : nullptr;
    if (!Struct || St.Weak || Struct->Weak || St.St == Status::Released || Struct->St == Status::Released ||
        !(St.Parent == Struct->Parent) || St.St == Status::Owned)
      continue;
    // On a temporary context both end together.
    const SymbolState *Parent = X.S.find(St.Parent.Base);
    if (!Parent || Parent->Context == ContextKind::Temporary || Parent->St == Status::Released)
      continue;
    Incident I;
    I.Kind = IncidentKind::FieldOnSibling;
    I.At = St.Born;
    I.Where = F.Events[St.Born.N].Loc;
    I.Born = St.Born;
    I.Ended = St.FieldAt;
    I.ContextBorn = Struct->Born;
    I.Name = F.Events[St.FieldAt.N].Code == Op::Store ? F.nameOf(F.Events[St.FieldAt.N].A) : "";
    report(std::move(I), X.S);
  }
}

static std::uint32_t blockOf(const Flow &F, EventId At) {
  for (std::uint32_t B = 0; B != F.Blocks.size(); ++B)
    if (At.N >= F.Blocks[B].Begin && At.N < F.Blocks[B].End)
      return B;
  return 0;
}

/// True if some way leads from \p From to \p To.
static bool reaches(const Flow &F, std::uint32_t From, std::uint32_t To) {
  std::vector<bool> Seen(F.Blocks.size());
  std::vector<std::uint32_t> Work{From};
  while (!Work.empty()) {
    const std::uint32_t Now = Work.back();
    Work.pop_back();
    for (BlockId S : F.Blocks[Now].Successors) {
      if (S.N == To)
        return true;
      if (!Seen[S.N]) {
        Seen[S.N] = true;
        Work.push_back(S.N);
      }
    }
  }
  return false;
}

/// Once all paths are known: allocations that nobody kept.
void Solver::settleAllocations() {
  for (const auto &[Event, A] : Allocations) {
    if (!A.Seen || A.Kept || A.Freed)
      continue;
    const EventId At(Event);
    const std::uint32_t Block = blockOf(F, At);
    Incident I;
    I.At = I.Born = At;
    I.Where = F.Events[Event].Loc;
    I.ContextBorn = A.ContextBorn;
    // Outside: the context was made where the loop does not come back to.
    auto Around = [&](EventId Other) {
      const std::uint32_t B = blockOf(F, Other);
      return reaches(F, B, Block) && reaches(F, Block, B);
    };
    const bool Outlives = !A.ContextBorn.valid() || !Around(A.ContextBorn);
    const bool Reset = std::any_of(A.ResetAt.begin(), A.ResetAt.end(), Around);
    if (reaches(F, Block, Block) && Outlives && !Reset)
      I.Kind = IncidentKind::LoopGrowth;
    else if (A.OnCallers && A.BesideTemporary)
      I.Kind = IncidentKind::WrongParent;
    else
      continue;
    report(std::move(I), State());
  }
}

/// The context \p K as a caller may name it: an argument and a path below it.
bool Solver::nameContext(const State &S, CellKey K, int &Param, std::string &Path) const {
  for (unsigned Depth = 0; K.Base.valid() && Depth != MaxDepth; ++Depth) {
    const SymbolState *St = S.find(K.Base);
    if (!St)
      return false;
    if (St->OriginParam >= 0) {
      const PathId P = St->OriginIsCell ? St->OriginPath : PathId(0);
      if (K.Path.N != 0 && St->OriginIsCell)
        return false;
      Param = St->OriginParam;
      Path = Paths.text(K.Path.N ? K.Path : P, F);
      return Path.find('[') == std::string::npos;
    }
    K = St->Parent;
  }
  return false;
}

/// What this exit did to the caller's contexts.
void Solver::sumContexts(const State &S, Outcome &O) const {
  auto Add = [&](EffectKind K, const SymbolState &St) -> Effect & {
    Effect E;
    E.Kind = K;
    E.Param = St.OriginParam;
    E.Target = St.OriginIsCell;
    E.Path = St.OriginIsCell ? Paths.text(St.OriginPath, F) : "";
    O.Effects.push_back(E);
    return O.Effects.back();
  };
  for (const SymbolState &St : S.Symbols) {
    if (St.OriginParam < 0 || St.Weak || St.St == Status::Released || Symbols[St.S].Kind == SymbolKind::VarAddress)
      continue;
    if (St.OriginIsCell && Paths.text(St.OriginPath, F).find("[]") != std::string::npos)
      continue;
    if (St.WasReset)
      Add(EffectKind::Reset, St);
    int Param = -1;
    std::string Path;
    if (St.Reparented && St.Parent.Base.valid() && nameContext(S, St.Parent, Param, Path) && Path.empty())
      Add(EffectKind::Reparent, St).Other = Param;
  }
}

/// \p Into and \p From are the same value on two paths that meet.
bool Solver::mergeContexts(SymbolState &Into, const SymbolState &From) const {
  bool Changed = false;
  auto Same = [&](auto &A, const auto &B, auto Else) {
    if (A == B || A == Else)
      return;
    A = Else;
    Changed = true;
  };
  Same(Into.Parent, From.Parent, CellKey());
  Same(Into.Context, From.Context, ContextKind::None);
  Same(Into.LastChild, From.LastChild, SymbolId());
  Same(Into.FieldOf, From.FieldOf, SymbolId());
  Same(Into.Fresh, From.Fresh, false);
  Same(Into.WasReset, From.WasReset, false);
  Same(Into.Reparented, From.Reparented, false);
  Into.ByContext |= From.ByContext;
  return Changed;
}

} // namespace deed
