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
        (!Best || St.Count > Best->Count))
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
    needScope(At, X);
  const CellKey Parent = isScope(Kind) ? (Ctx.isSym() ? CellKey{Ctx.S, Ctx.Path} : CellKey()) : contextKey(X.S, Ctx);
  const bool NoContext = isNoContext(X.S, Ctx);
  const bool Bounded = Kind == ContextKind::Pool && !NoContext;
  // NULL for a talloc context means nobody's; an allocator that is NULL allocates nothing.
  const std::string Blocks = blockFamily(X.S, Ctx);
  const bool Ours = !Blocks.empty() || (NoContext && Kind == ContextKind::Tree) || On == ContextKind::Heap ||
                    (Kind != ContextKind::None && Kind != ContextKind::Tree && !Bounded);
  if (Ours)
    own(At, X, R, Family);
  SymbolState &St = X.S.at(R);
  St.Born = At;
  St.Family = family(Blocks.empty() ? Family : Blocks);
  St.Parent = Parent;
  St.Context = Kind;
  if (isScope(Kind)) {
    unsigned Open = 0;
    for (const SymbolState &Other : X.S.Symbols)
      if (isScope(Other.Context) && Other.St == Status::Owned && Other.S != R)
        Open = std::max<unsigned>(Open, Other.Count);
    X.S.at(R).Count = static_cast<std::uint8_t>(std::min(Open + 1, 255u));
    countScopes(At, X, Open + 1);
  }
  if (!Parent.Base.valid())
    return;
  X.S.at(Parent.Base).LastChild = R;
  AllocationFacts &A = Allocations[At.N];
  auto Made = std::lower_bound(X.S.Allocated.begin(), X.S.Allocated.end(), At.N);
  if (Made != X.S.Allocated.end() && *Made == At.N)
    A.Repeats = true;
  else
    X.S.Allocated.insert(Made, At.N);
  A.Parent = Parent;
  A.Seen = true;
  const SymbolState *Base = X.S.find(Parent.Base);
  A.OnCallers |= Symbols[Parent.Base].Kind == SymbolKind::ParamValue;
  A.ContextBorn = Base ? Base->Born : EventId();
  for (const SymbolState &Other : X.S.Symbols)
    if (Other.Context == ContextKind::Temporary && Other.St == Status::Owned && Other.S != R && Other.Born.valid())
      A.BesideTemporary = true;
}

/// True where memory on \p Ctx hangs from nothing. That a helper asks whether its
/// argument is NULL says nothing of the caller's, nor that an allocation may have failed
/// which nobody tested: the child's has failed, too, or the program is over.
bool Solver::isNoContext(const State &S, Value Ctx) const {
  const SymbolState *St = Ctx.isSym() ? S.find(Ctx.S) : nullptr;
  return signsOfValueIsNull(S, Ctx) && !(St && (St->NullToCallee || (St->MayFail && !St->Tested)));
}

bool Solver::signsOfValueIsNull(const State &S, Value V) const {
  return V.isZero() || (V.isSym() && signsOfValue(S, V) == sign::Zero);
}

/// Something is allocated on a scoped allocator, and this function is in none of its
/// scopes. Whoever calls a static function may be in one.
void Solver::needScope(EventId At, Execution &X) {
  if (F.Internal)
    Result.NeedsScope = true;
  else
    say(IncidentKind::OutsideScope, At, X, Value());
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
      Open = std::max<unsigned>(Open, St.Count);
  return Open;
}

/// A finding about \p V at the call \p At.
void Solver::say(IncidentKind Kind, EventId At, Execution &X, Value V, TempId Name) {
  Incident I;
  I.Kind = Kind;
  I.At = At;
  I.Where = F.Events[At.N].Loc;
  I.Name = F.nameOf(Name);
  if (I.Name.empty() && V.isSym() && Symbols[V.S].Kind == SymbolKind::VarAddress)
    I.Name = F.Vars[Symbols[V.S].A].Name;
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

/// A block that moved takes with it what hangs from it.
void Solver::moveBelow(State &S, SymbolId From, SymbolId To) const {
  for (SymbolState &St : S.Symbols)
    if (St.Parent.Base == From && St.S != To)
      St.Parent = {To, PathId(0)};
}

/// A block of a tree that was allocated here, by no helper, and that no function had
/// which might have set a destructor: its end frees what hangs from it, and no more.
bool Solver::endsBare(const SymbolState &St) const {
  if (St.Context != ContextKind::Tree || !St.Born.valid() || St.Open || St.Weak)
    return false;
  const Event &E = F.Events[St.Born.N];
  const FunctionContract *C = E.Target.valid() ? F.Callees[E.Target.N].Contract.get() : nullptr;
  return C && C->Inferred.empty() && C->Return.From.From == Source::Model;
}

/// What only \p Block held, which has ended, and what does not hang from it is lost.
void Solver::loseHeld(EventId At, Execution &X, SymbolId Block, const std::string &Name) {
  std::vector<SymbolId> Held;
  for (const Cell &C : X.S.Cells)
    if (C.Key.Base == Block && C.V.isSym() && C.V.S != Block)
      Held.push_back(C.V.S);
  for (SymbolId H : Held) {
    const SymbolState *St = X.S.find(H);
    if (!St || St->Parent.Base.valid() || St->Weak)
      continue;
    const bool PutAway = St->St == Status::Transferred && St->StoredAway && St->WasOwned && !St->Shown &&
                         St->Born.valid() && St->Ended.valid() && F.Events[St->Ended.N].Code == Op::Store;
    if (PutAway && std::count_if(X.S.Cells.begin(), X.S.Cells.end(),
                                 [&](const Cell &C) { return C.V.isSym() && C.V.S == H; }) == 1)
      X.S.at(H).St = Status::Owned;
    checkLost(At, X, H, LostBy::ParentRelease, Name);
  }
}

/// All that hangs from \p Ctx, which is called \p Name, is gone.
void Solver::endBelow(EventId At, Execution &X, CellKey Ctx, const std::string &Name) {
  std::vector<SymbolId> Gone, Bare;
  for (const SymbolState &St : X.S.Symbols)
    if (St.Parent.Base.valid() && St.S != Ctx.Base && hangsFrom(X.S, St.Parent, Ctx))
      Gone.push_back(St.S);
  settleReferences(X, Ctx, Gone);
  // `set_name(create(ctx), "x"); free_children(ctx);`: what had no name is not left, either.
  eraseIf(X.S.Pending, [&](std::uint32_t L) {
    return Losses[L].Born.valid() && std::any_of(Gone.begin(), Gone.end(), [&](SymbolId S) {
             const SymbolState *St = X.S.find(S);
             return St->Born == Losses[L].Born && St->St == Status::Plain && St->Context != ContextKind::None;
           });
  });
  for (SymbolId S : Gone) {
    SymbolState &St = X.S.at(S);
    // What came from a heap is not freed with it, and what is said once is said.
    const bool Absent = St.isAbsent(); // there was nothing
    if (Absent || (X.S.HasReturned && St.StoredAway) || St.St == Status::Released ||
        (St.Born.valid() && CrossScoped.contains(St.Born.N)) ||
        contextKind(X.S, Value::symbol(St.Parent.Base, St.Parent.Path)) == ContextKind::Heap)
      continue;
    St.St = Status::Released;
    St.WasOwned = true;
    St.StoredAway = false;
    St.ByContext = true;
    St.Ended = At;
    St.MayFail = false;
    if (endsBare(St))
      Bare.push_back(S);
  }
  for (SymbolId S : Bare)
    loseHeld(At, X, S, Name);
  for (SymbolState &Lent : X.S.Symbols)
    if (Lent.St == Status::Borrowed && !Lent.isAbsent() &&
        std::find(Gone.begin(), Gone.end(), Lent.LentBy) != Gone.end()) {
      Lent.St = Status::Released;
      Lent.WasOwned = Lent.ByContext = true;
      Lent.Ended = At;
    }
}

/// True of a `const char *` that this function did not allocate itself: what a
/// getter lent, or a part of an argument that is const.
bool Solver::isConstBorrow(Value V, const SymbolState &St, TempId Name) const {
  if (St.Born.valid() || !Name.valid() || Definition[Name.N] == ~0u)
    return false;
  const SymbolInfo &I = Symbols[V.S];
  if (I.Kind == SymbolKind::Result)
    return F.Events[I.A].ConstPointee && St.St == Status::Borrowed;
  // config->name, where config points to const
  const Event *E = &F.Events[Definition[Name.N]];
  if (E->Code != Op::Load || !E->A.valid() || Definition[E->A.N] == ~0u)
    return false;
  E = &F.Events[Definition[E->A.N]];
  if (E->Code != Op::FieldAddr || !E->A.valid() || Definition[E->A.N] == ~0u)
    return false;
  return F.Events[Definition[E->A.N]].ConstPointee;
}

/// \p V hangs from \p To from here on.
void Solver::reparent(EventId At, Execution &X, Value V, Value To, TempId Name) {
  if (!V.isSym() || V == To) // to itself: nothing changes
    return;
  if (Symbols[V.S].Kind == SymbolKind::VarAddress || Symbols[V.S].Kind == SymbolKind::Literal) {
    say(IncidentKind::StealBorrowed, At, X, V, Name);
    return;
  }
  const SymbolState St = X.S.at(V.S);
  if (St.Weak || St.isAbsent())
    return;
  const Role R = roleOfTemp(Name);
  if (!St.Mismatched && (isBorrow(At, V.S, St) || R == Role::Ref || isConstBorrow(V, St, Name))) {
    say(IncidentKind::StealBorrowed, At, X, V, Name);
    X.S.at(V.S).Mismatched = true;
    return;
  }
  const CellKey Parent = To.isSym() ? contextKey(X.S, To) : CellKey();
  if (Parent.Base.valid() && hangsFrom(X.S, Parent, {V.S, V.Path})) {
    say(IncidentKind::StealLoop, At, X, V, Name);
    for (SymbolId Each : {V.S, Parent.Base})
      escape(X, Each, Reason::Stored);
    return;
  }
  keepAllocation(St);
  settleField(St);
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
    const bool Bulk = NowKind == ContextKind::Arena || NowKind == ContextKind::Scope ||
                      NowKind == ContextKind::Scratch ||
                      (NowKind == ContextKind::Fixed && Symbols[Now.Base].Kind == SymbolKind::VarAddress);
    const SymbolState *Parent = X.S.find(Then.Base);
    if (Bulk && !Realloc && !(Parent && Parent->LastChild == V.S))
      say(IncidentKind::IndividualFree, At, X, V, Name);
    if (Bulk && Realloc && !(Parent && Parent->LastChild == V.S))
      Churns.insert(At.N);
    return;
  }
  auto Depth = [&](CellKey K) {
    const SymbolState *C = X.S.find(K.Base);
    return C && isScope(C->Context) ? C->Count : 0;
  };
  const bool Nested = isScope(NowKind) && hangsFrom(X.S, Now, rootOf(X.S, Then));
  if (Nested && Depth(Now) > Depth(Then)) {
    if (Realloc) {
      say(IncidentKind::CrossScope, At, X, V, Name);
      CrossScoped.insert(At.N);
    }
    return;
  }
  // `pool_init(&pool, gpa); p = pool_create(&pool); gpa_free(gpa, p);`: it is the pool's.
  const SymbolState *Opened = Then.Path.N == 0 ? X.S.find(Then.Base) : nullptr;
  const bool Backed = Opened && Symbols[Then.Base].Kind == SymbolKind::VarAddress && !isScope(ThenKind) &&
                      Opened->Parent == Now && NowKind == ContextKind::Heap && ThenKind != ContextKind::None;
  // Two names of which each says what it is are two allocators.
  if (Backed)
    say(IncidentKind::WrongInstance, At, X, V, Name);
  else if (NowKind != ContextKind::None && ThenKind != ContextKind::None && !hangsFrom(X.S, Now, Then) &&
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
  if (const SymbolState *Inner = Newest.valid() ? X.S.find(Newest) : nullptr; Inner && Inner->Count > Parent->Count)
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

/// A part of a record that a call returns, or of a block that it makes, hangs from a context; from that block itself
/// where E.On says ResultParam.
void Solver::setPart(EventId At, Execution &X, CellKey K, const Effect &E) {
  const Value New = fresh(X, SymbolKind::Given, At.N, (1u << 25) + K.Path.N, TypeClass::Pointer);
  const Value Ctx = E.On == ResultParam ? Value::symbol(K.Base) : contextArgument(At, X, E.On, E.OnPath);
  if (Ctx.isSym()) {
    SymbolState &St = X.S.at(New.S);
    St.Parent = E.On == ResultParam ? CellKey{K.Base, PathId(0)} : contextKey(X.S, Ctx);
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
  if (const SymbolState *Current = O.Argument == CurrentContext && Ctx.isSym() ? X.S.find(Ctx.S) : nullptr)
    checkUse(At, X, Ctx, TempId(), Current->NamedBy.Base.valid() ? nameOf(Current->NamedBy) : "");
  const bool Empty = O.EmptyIsContext >= 0 && argument(At, X, O.EmptyIsContext).isZero();
  checkClosed(At, X, Ctx);
  allocate(At, X, R.S, Ctx, O.Family, Empty ? ContextKind::Temporary : O.Context);
  SymbolState &St = X.S.at(R.S);
  St.MayFail = O.MayFail;
  St.Fresh = O.Uninitialized && !Empty;
  if (O.NeverNull)
    narrow(X.S, R.S, sign::Pos);
  return R;
}

/// `struct arena a = arena_new(parent);`: the record that a call returned is the context,
/// and from here on the variable is.
void Solver::moveContext(Execution &X, Value From, Value To) {
  const SymbolState *Made = From.isSymbolItself() ? X.S.find(From.S) : nullptr;
  if (!Made || Made->Context == ContextKind::None || Made->St != Status::Owned ||
      Symbols[From.S].Kind != SymbolKind::Result || Symbols[From.S].Type == TypeClass::Pointer)
    return;
  const SymbolState Was = *Made;
  if (Symbols[To.S].Kind != SymbolKind::VarAddress || To.Path.N != 0 ||
      F.Vars[Symbols[To.S].A].Kind != VarKind::Local) {
    escape(X, From.S, Reason::Stored);
    return;
  }
  X.S.at(From.S).St = Status::Plain;
  const CellKey On = Was.Parent;
  openContext(Was.Born, X, To, Was.Context, Families[Was.Family],
              On.Base.valid() ? Value::symbol(On.Base, On.Path) : Value());
}

/// True where \p V hangs from something that is over when the function is: a scratch
/// allocator, a buffer of its own, a temporary context that nobody frees.
/// `b = palloc(pool); b->pool = pool; return b;`: whoever gets the object gets its context with it.
bool Solver::isCarried(const State &S, SymbolId Context) const {
  const SymbolState *St = S.find(Context);
  return St && St->Born.valid() && std::any_of(S.Cells.begin(), S.Cells.end(), [&](const Cell &C) {
           return C.V.isSymbolItself() && C.V.S == Context && C.Key.Base != Context &&
                  hangsFrom(S, {C.Key.Base, PathId(0)}, {Context, PathId(0)});
         });
}

bool Solver::endsWithContext(const State &S, SymbolId V, SymbolId &Context) const {
  SymbolId Own = V;
  for (unsigned Depth = 0; Own.valid() && Depth != MaxDepth; ++Depth) {
    if (isCarried(S, Own))
      return false;
    const SymbolState *On = S.find(Own);
    Own = On ? On->Parent.Base : SymbolId();
  }
  if (Context = ancestor(S, V, ContextKind::Scratch); Context.valid())
    return true;
  if (Context = ancestor(S, V, ContextKind::Fixed); Context.valid())
    return endsWithFrame(S, Value::symbol(Context));
  for (ContextKind K : {ContextKind::Temporary, ContextKind::Scope, ContextKind::Arena})
    if (Context = ancestor(S, V, K); Context.valid())
      if (const SymbolState *St = S.find(Context); St && St->St == Status::Owned && St->Born.valid() && !St->Weak)
        return true;
  return false;
}

/// The effects on contexts of one argument, which is \p V.
void Solver::applyContext(EventId At, Execution &X, const Effect &E, Value V, TempId Name) {
  switch (E.Kind) {
  case EffectKind::Reset:
    if (E.Itself)
      detachBelow(X, V);
    else if (V.isSym()) {
      endBelow(At, X, {V.S, V.Path}, F.nameOf(Name));
      if (Symbols[V.S].Kind != SymbolKind::Literal)
        X.S.at(V.S).Life = ContextLife::Reset;
      Resets.insert({V.S.N, At.N});
    }
    return;
  case EffectKind::Reparent: reparent(At, X, V, argument(At, X, E.Other), Name); return;
  case EffectKind::Refer:
    if (E.Itself)
      setDestructor(X, V, argument(At, X, E.Other));
    else
      refer(At, X, V, argument(At, X, E.Other), Name);
    return;
  case EffectKind::Open:
    openContext(At, X, V, E.Context, E.Family, E.On >= 0 ? argument(At, X, E.On) : Value());
    return;
  case EffectKind::Close: closeContext(At, X, V, Name); return;
  case EffectKind::Leave:
    if (!V.isSym())
      return;
    if (SymbolId Scope = innermostScope(X.S, {V.S, V.Path}); Scope.valid()) {
      release(At, X, Value::symbol(Scope), TempId(), "", false, false);
      return;
    }
    // The scope was entered by a call that gave a number, or in the caller.
    if (Symbols[V.S].Kind != SymbolKind::Literal)
      X.S.at(V.S).Life = ContextLife::ScopeLeft;
    Resets.insert({V.S.N, At.N});
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
  case EffectKind::SetNotHeap:
  case EffectKind::SetFrom:
  case EffectKind::Invoke:
  case EffectKind::Regrow: return;
  }
}

} // namespace deed
