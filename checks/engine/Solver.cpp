//===- engine/Solver.cpp - walks blocks and merges states -----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/FlowElements.h"
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

Solution solve(const Flow &F, const Budgets &Limits) {
  Solution Out = Solver(F, Limits).run();
  blocks::trim();
  return Out;
}

/// Code that makes room first relies on that nothing moves afterwards.
static bool callsForRoom(const Flow &F) {
  return std::any_of(F.Callees.begin(), F.Callees.end(), [](const Callee &C) {
    for (std::string_view Word : {"reserve", "prealloc", "ensure", "capacity", "presize", "make_room"})
      if (C.Name.find(Word) != std::string::npos)
        return true;
    return false;
  });
}

Solver::Solver(const Flow &F, const Budgets &Limits) : SolverData(F, Limits) {
  Entries.resize(F.Blocks.size());
  Folded.resize(F.Blocks.size());
  Definition.assign(F.TempCount, ~0u);
  for (std::uint32_t I = 0; I != F.Events.size(); ++I)
    if (F.Events[I].R.valid())
      Definition[F.Events[I].R.N] = I;
  for (std::uint32_t V = F.Vars.size(); V-- != 0;) // the first one counts
    if (const int Global = F.Vars[V].Global; Global >= 0) {
      GlobalVars.resize(std::max<std::size_t>(GlobalVars.size(), Global + 1), ~0u);
      GlobalVars[Global] = V;
    }
  MakesRoom = callsForRoom(F);
  KeepsElements = deed::keepsElements(F);
  findLeaving();
  indexFields();
  indexQuestions();
  findLoopVariables();
  findEndless();
  findToldParams();
}

/// The blocks of loops that end where a pointer variable is NULL: those between the
/// head, which asks, and the last one that goes back to it.
void Solver::findLoopVariables() {
  LoopVariable.resize(F.Blocks.size());
  IsLoopHead.resize(F.Blocks.size());
  std::vector<std::uint32_t> Last(F.Blocks.size(), ~0u); // head -> rank of what goes back
  std::vector<std::uint32_t> Heads;
  for (std::uint32_t B = 0; B != F.Blocks.size(); ++B)
    for (BlockId Next : F.Blocks[B].Successors)
      if (Next.valid() && Live.Rank[Next.N] <= Live.Rank[B]) {
        if (Last[Next.N] == ~0u)
          Heads.push_back(Next.N);
        IsLoopHead[Next.N] = true;
        Last[Next.N] = Last[Next.N] == ~0u ? Live.Rank[B] : std::max(Last[Next.N], Live.Rank[B]);
      }
  std::sort(Heads.begin(), Heads.end(), [&](auto A, auto B) { return Live.Rank[A] < Live.Rank[B]; });
  for (const std::uint32_t B : Heads) { // an inner loop after what it is in
    if (F.Blocks[B].Kind != Exit::Branch)
      continue;
    const Event *E = definitionOf(F.Blocks[B].Condition);
    if (E && E->Code == Op::Compare)
      E = definitionOf(E->A);
    if (E && E->Code == Op::Load)
      E = definitionOf(E->A);
    if (!E || E->Code != Op::VarAddr || F.Vars[E->Variable.N].Type != TypeClass::Pointer ||
        !inFrame(F.Vars[E->Variable.N]))
      continue;
    for (std::uint32_t Each = 0; Each != F.Blocks.size(); ++Each)
      if (Live.Rank[Each] >= Live.Rank[B] && Live.Rank[Each] <= Last[B])
        LoopVariable[Each] = E->Variable;
  }
}

State Solver::entryState() {
  State S;
  for (std::uint32_t I = 0; I != F.Params.size(); ++I) {
    const Var &P = F.Vars[F.Params[I].N];
    SymbolId Sym = Symbols.get(SymbolKind::ParamValue, I, 0, false, P.Type);
    S.set({Symbols.get(SymbolKind::VarAddress, F.Params[I].N), PathId(0)}, Value::symbol(Sym));
    SymbolState &St = S.at(Sym);
    St.Signs = signsOfType(P.Type);
    St.OriginParam = I;
    St.Context = P.Context;
    if (P.Type == TypeClass::Record)
      S.at(Symbols.get(SymbolKind::VarAddress, F.Params[I].N)).OriginParam = I;
    if (P.Type != TypeClass::Pointer)
      continue;
    ParamWord Word = F.Contract && I < F.Contract->Params.size() ? F.Contract->Params[I].Word : ParamWord::Unknown;
    const bool Declared =
        F.Contract && I < F.Contract->Params.size() && F.Contract->Params[I].From.From <= Source::Comment;
    // own_ on a T ** is about *arg: its contract has no word for the argument.
    if ((P.Prefix == Role::Own && (Declared || !F.Contract)) || (Declared && Word == ParamWord::Takes))
      St.St = Status::Owned;
    else if (P.Prefix == Role::Mut || P.Prefix == Role::Ref ||
             (Declared && Word == ParamWord::Borrows && F.Contract->Params[I].From.From == Source::Attribute))
      St.St = Status::Borrowed; // `__isl_keep`
    if (St.St == Status::Owned)
      note(EventId(), I, Verdict::Proved, Reason::None, P.Name);
  }
  for (std::uint32_t V = 0; V != F.Vars.size(); ++V)
    if (F.Vars[V].Global >= 0 && F.Vars[V].Global < INT16_MAX - FirstGlobal)
      S.at(Symbols.get(SymbolKind::VarAddress, V)).OriginParam = FirstGlobal + F.Vars[V].Global;
  beginUses(S);
  return S;
}

Solution Solver::run() {
  if (!F.Blocks.empty())
    enterBlock(BlockId(0), entryState(), 0);
  while (!Work.empty()) {
    BlockId B(Work.begin()->second);
    Work.erase(Work.begin());
    for (std::size_t I = 0; I != Entries[B.N].size(); ++I) {
      Entry &E = Entries[B.N][I];
      if (!E.Dirty)
        continue;
      E.Dirty = false;
      State In = E.S;
      In.Node = E.Node;
      In.NodeHistory = In.History;
      runBlock(B, std::move(In));
      if (Steps > Limits.Steps) {
        Result.BudgetHit = "steps";
        return conclude();
      }
    }
  }
  return conclude();
}

void Solver::runBlock(BlockId B, State In) {
  const Block &Bl = F.Blocks[B.N];
  CurrentBlock = B;
  std::vector<std::pair<std::uint32_t, Execution>> Pending;
  Pending.emplace_back(Bl.Begin, Execution{std::move(In), FlatVector<Value>(Live.slotsOf(B))});
  std::vector<Execution> Splits;
  while (!Pending.empty()) {
    auto [At, X] = std::move(Pending.back());
    Pending.pop_back();
    bool Goes = true;
    for (; At != Bl.End && Goes; ++At) {
      Steps += 1 + (X.S.Cells.size() + X.S.Symbols.size()) / 16;
      Splits.clear();
      Goes = execute(EventId(At), X, Splits) && !X.Crashed;
      for (Execution &Other : Splits)
        Pending.emplace_back(At + 1, std::move(Other));
      if (Steps > Limits.Steps)
        return;
    }
    if (Goes)
      leaveBlock(B, std::move(X));
  }
}

/// What a variable holds before anything is stored there.
bool Solver::isUnset(Value V) const {
  return V.isSymbolItself() && Symbols[V.S].Kind == SymbolKind::Literal && F.Events[Symbols[V.S].A].Code == Op::Declare;
}

/// Whether a variable was set is the question of each condition behind a store that the path does not decide, as
/// whether a loop has a round.
void Solver::doubtUnsetVariables(BlockId B, State &S, Value Condition) {
  auto IsDoubtful = [&](const Cell &C) {
    return isUnset(C.V) && Unset.maybeSetAfter(B, F.Events[Symbols[C.V.S].A].Variable);
  };
  if (!Unset.any() || Condition.isInt() || std::none_of(S.Cells.begin(), S.Cells.end(), IsDoubtful))
    return;
  if (F.Blocks[B.N].Kind == Exit::Branch) {
    State True = S, False = S;
    if (!assume(True, Condition, true) || !assume(False, Condition, false))
      return;
  }
  eraseIf(S.Cells, IsDoubtful);
}

void Solver::leaveBlock(BlockId B, Execution X) {
  const Block &Bl = F.Blocks[B.N];
  X.S.Steps++;
  switch (Bl.Kind) {
  case Exit::Stop: return;
  case Exit::Return: leaveFunction(std::move(X), X.S.HasReturned ? X.S.ReturnLoc : F.EndLoc); return;
  case Exit::Jump:
    if (Bl.Loc.valid() && !Bl.Successors.empty() && Live.Rank[Bl.Successors[0].N] > Live.Rank[B.N])
      X.S.LastGoto = Bl.Loc, X.S.GotoLabel = Bl.Successors[0];
    if (!Bl.Successors.empty())
      enterBlock(Bl.Successors[0], std::move(X.S), 0);
    return;
  case Exit::Branch: {
    Value V = Bl.Condition.valid() ? valueOf(X, Bl.Condition) : Value();
    doubtUnsetVariables(B, X.S, V);
    for (bool Truth : {true, false}) {
      if (V.isInt() && (V.I != 0) != Truth)
        continue;
      State S = Truth && !V.isInt() ? X.S : std::move(X.S);
      if (!assume(S, V, Truth) || !followImplied(S))
        continue;
      const BlockId Next = Bl.Successors[Truth ? 0 : 1];
      if (V.isSymbolItself() && Symbols[V.S].Kind == SymbolKind::Compared && Live.leavesLoop(B, Next))
        if (const SymbolState *Answer = S.find(V.S); Answer && Answer->Signs == sign::Zero)
          EndsLoop.insert(V.S);
      TraceStep Step;
      Step.IsBranch = true;
      Step.Taken = Truth;
      Step.Block = B;
      log(S, Step);
      enterBlock(Next, std::move(S), Truth ? 0 : 1);
    }
    return;
  }
  case Exit::Switch: {
    Value V = valueOf(X, Bl.Condition);
    doubtUnsetVariables(B, X.S, V);
    State Rest = X.S;
    bool RestGoes = mayBeOther(Bl);
    for (std::size_t I = 0; I != Bl.Cases.size(); ++I) {
      State S = X.S;
      if (assumeEqual(S, V, Bl.Cases[I].Low, Bl.Cases[I].High) && followImplied(S))
        enterBlock(Bl.Successors[I], std::move(S), I);
      if (Bl.Cases[I].Low == Bl.Cases[I].High && RestGoes)
        RestGoes = assumeCompare(Rest, CompareOp::NE, V, Value::integer(Bl.Cases[I].Low));
    }
    if (RestGoes && followImplied(Rest) && Bl.Successors.size() > Bl.Cases.size())
      enterBlock(Bl.Successors.back(), std::move(Rest), Bl.Cases.size());
    return;
  }
  }
}

/// `last = list->prev; list->prev = item; last->next = item;`: the caller has the item twice, once where \p C is,
/// which has no name any more. Always true.
bool Solver::noteNameless(State &S, const Cell &C) const {
  const SymbolState *At = S.find(C.Key.Base), *V = C.V.isSym() ? S.find(C.V.S) : nullptr;
  if (!V || !At || !At->AsFound || !At->OriginIsCell || At->Weak ||
      !(V->Born.valid() ? V->St == Status::Transferred : V->OriginParam >= 0 && !V->OriginIsCell))
    return true;
  // `*q->tail = item; q->tail = &item->next;`: what q->tail pointed to has no name any more, either.
  if (C.Key.Path.N == 0 && !(V->Born.valid() && isWritten(S, At->OriginParam, Paths.text(At->OriginPath, F))))
    return true;
  SymbolState &Held = S.at(C.V.S);
  Held.HeldElsewhere = true;
  if (!Held.Born.valid() && Held.Why == Reason::None)
    Held.Why = Reason::Stored;
  return true;
}

/// Drops what nobody asks for again, so that paths can merge.
void Solver::forget(BlockId B, State &S) {
  eraseIf(S.Cells, [&](const Cell &C) {
    const SymbolHead Base = Symbols.head(C.Key.Base);
    if (Base.Kind == SymbolKind::TempSlot)
      return !Live.tempLiveAt(B, TempId(Base.A));
    if (Base.Kind != SymbolKind::VarAddress || Live.liveAt(B, VarId(Base.A)))
      return false;
    const Var &V = F.Vars[Base.A];
    if (V.Kind == VarKind::Global || V.Kind == VarKind::Static)
      return false;
    const SymbolState *St = C.V.isSym() ? S.find(C.V.S) : nullptr;
    // The name that loses an owned value says where it was lost.
    return !St || (St->St != Status::Owned && !(St->St == Status::Transferred && roleOf(C.Key) == Role::Own));
  });

  // What no cell refers to is gone, and so is what hangs below it.
  Seen.clear(Symbols.size());
  for (const Cell &C : S.Cells)
    if (keepsForCaller(S, C))
      Seen.add(C.Key.Base.N);
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const Cell &C : S.Cells) {
      const SymbolHead Base = Symbols.head(C.Key.Base);
      const bool Root = Base.Kind == SymbolKind::VarAddress || Base.Kind == SymbolKind::TempSlot ||
                        Base.Kind == SymbolKind::Returned || Base.Kind == SymbolKind::ParamValue ||
                        Base.Kind == SymbolKind::Computed; // an answer, see SolverMemos.cpp
      if ((Root || Seen.has(C.Key.Base.N)) && C.V.isSym() && !Seen.has(C.V.S.N)) {
        Seen.add(C.V.S.N);
        Changed = true;
        const SymbolInfo &I = Symbols[C.V.S];
        // What a counter in the caller's memory grew from, see SolverCounters.cpp.
        if (I.Kind == SymbolKind::Computed && (I.Operator == arith::Add || I.Operator == arith::Sub) && I.R.isInt() &&
            I.L.isSymbolItself())
          Seen.add(I.L.S.N);
        // And of which the bits are that others were set beside: `o->flags = (o->flags & ~KIND) | kind;`
        for (Value V = C.V; V.isSymbolItself() && Symbols[V.S].Kind == SymbolKind::Computed &&
                            (Symbols[V.S].Operator == arith::And || Symbols[V.S].Operator == arith::Or);) {
          V = Symbols[V.S].L;
          if (V.isSymbolItself())
            Seen.add(V.S.N);
        }
        // `*is_new = !found;`: the answer is what is known of it at the end.
        if (I.Kind == SymbolKind::Compared)
          for (const Value Asked : {I.L, I.R})
            if (Asked.isSymbolItself())
              Seen.add(Asked.S.N);
      }
    }
  }
  // A context is asked for as long as what hangs from it.
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const SymbolState &Sym : S.Symbols)
      if (SymbolId Needed = Sym.Parent.Base;
          Needed.valid() && !Seen.has(Needed.N) && (Seen.has(Sym.S.N) || Sym.St == Status::Owned)) {
        Seen.add(Needed.N);
        Changed = true;
      }
  }
  auto Kept = [&](SymbolId Id) {
    auto Rec = [&](auto &Self, SymbolId Id) -> bool {
      if (Seen.has(Id.N))
        return true;
      const SymbolHead Head = Symbols.head(Id);
      if ((Head.Kind == SymbolKind::VarAddress && !Head.Older) || Head.Kind == SymbolKind::TempSlot ||
          Head.Kind == SymbolKind::Returned || Head.Kind == SymbolKind::ParamValue)
        return true;
      if (Head.Kind == SymbolKind::Compared || Head.Kind == SymbolKind::Computed) {
        const SymbolInfo &I = Symbols[Id];
        // (What was asked with a text, see SolverMemos.cpp.)
        auto Lasts = [&](Value V) {
          return !V.isSym() || Self(Self, V.S) ||
                 (Head.Kind == SymbolKind::Computed && Symbols.head(V.S).Kind == SymbolKind::Literal);
        };
        return Lasts(I.L) && Lasts(I.R);
      }
      return false;
    };
    return Rec(Rec, Id);
  };
  eraseIf(S.Cells, [&](const Cell &C) { return !Kept(C.Key.Base) && noteNameless(S, C); });
  std::set<int> Gone; // arguments of which no number is asked again
  for (const SymbolState &Sym : S.Symbols)
    if ((Sym.St == Status::Released || Sym.Why != Reason::None) && Symbols.head(Sym.S).Kind == SymbolKind::ParamValue)
      Gone.insert(Sym.OriginParam);
  auto IsNumber = [&](const SymbolState &Sym) {
    return Symbols.head(Sym.S).Type != TypeClass::Pointer && !Gone.count(Sym.OriginParam);
  };
  std::vector<SymbolState> Told; // by the summary only
  S.Symbols.erase(
      std::remove_if(S.Symbols.begin(), S.Symbols.end(),
                     [&](const SymbolState &Sym) {
                       if ((Sym.Life != ContextLife::None || Sym.Reparented) && Sym.OriginParam >= 0)
                         return false;
                       if (Sym.St == Status::Owned || Sym.BoundAt.valid() || Kept(Sym.S))
                         return false;
                       // `if (!*out) *out = malloc(n)`: the caller knows which it was.
                       // `if (e->m) free(e->m); free(e)`: there was nothing to release.
                       // `if (!b->size) p = malloc(1); b->size = 0;`: it had none.
                       if (Sym.AsFound && Sym.OriginParam < FirstGlobal &&
                           (Sym.isAbsent() ||
                            ((Sym.OriginPath == PathId(0) || IsNumber(Sym)) && !(Sym.Signs & sign::Zero))))
                         return false;
                       // The summary tells what became of the caller's memory.
                       if (!(Sym.OriginParam >= 0 && !Sym.Weak &&
                             (Sym.St == Status::Released || Sym.St == Status::Transferred || Sym.Why != Reason::None)))
                         return true;
                       if (!Large || isEndedPlace(Sym) || !isOnlyTold(Sym))
                         return false;
                       Told.push_back(Sym);
                       return true;
                     }),
      S.Symbols.end());
  if (!S.Implied.empty())
    eraseIf(S.Implied, [&](const Implication &I) { return !Kept(I.If) || !Kept(I.Then); });
  if (!Told.empty())
    foldTold(S, Told);
}

/// How many states a block may have: fewer, the more there are in the function, so that it is seen to its end.
std::size_t Solver::statesApart() const {
  constexpr unsigned Fewest = 8;
  const unsigned Halvings = std::min<std::size_t>(Facts / Limits.FactsApart, 4);
  return std::max(Limits.StatesPerBlock >> Halvings, std::min(Fewest, Limits.StatesPerBlock));
}

/// \p S goes on in \p B, which is number \p Successor of what its block goes to.
void Solver::enterBlock(BlockId B, State S, std::uint32_t Successor) {
  // The next round of a loop asks anew.
  const bool Again = CurrentBlock.valid() && Live.Rank[B.N] <= Live.Rank[CurrentBlock.N];
  if (Again) {
    forgetMemos(S, SymbolId());
    letGoCounted(S);
  }
  for (SymbolState &Sym : S.Symbols)
    if (Sym.MayFail && !Sym.OfNothing && wasAskedForNothing(S, Sym)) {
      Sym.OfNothing = Sym.Signs == sign::Zero;
      // `p = calloc(n, size); if (n && size) die_if_null(p); return p;`
      if (Sym.Signs == (sign::Zero | sign::Pos))
        Sym.Signs = sign::Pos;
    }
  forget(B, S);
  if (Again) {
    markRound(S);
    if (IsEndless[B.N])
      countRound(B, S);
  }
  // Ordering, comparing and keeping it costs what it holds.
  Steps += (S.Symbols.size() + S.Cells.size() + S.Pending.size()) / 64;
  if (isLarge() && !Folded[B.N])
    foldEntries(B);
  const std::uint64_t Key = keyOf(S), Part = partOf(B, S);
  std::vector<Entry> &List = Entries[B.N];
  const std::size_t Most = statesApart();
  // Paths that only differ in their part stay apart while there are few.
  Entry *Same = nullptr;
  bool IsPart = false;
  unsigned Alike = 0;
  for (Entry &E : List) {
    if (E.Key != Key)
      continue;
    Alike++;
    IsPart = E.Part == Part && !endsApart(E.S, S);
    if (!Same || E.Part == Part)
      Same = &E;
    if (IsPart)
      break;
  }
  if (Same && (IsPart || Alike >= Limits.PartsPerKey || List.size() >= Most / 8)) {
    Entry &E = *Same;
    addWay(E.Node, S, Successor);
    if (isLarge() && !takeOwnersNames(E.S, S))
      loosen(E.S, S);
    if (mergeInto(E.S, S, B, E.Merges)) {
      E.Merges++;
      E.Dirty = true;
      Work.insert({Live.Rank[B.N], B.N});
    }
    return;
  }
  if (List.size() >= Most || Facts + S.Symbols.size() > Limits.Facts) {
    if (List.empty())
      Result.BudgetHit = "states";
    else {
      addWay(List.back().Node, S, Successor);
      absorb(B, List.back(), std::move(S));
    }
    return;
  }
  Facts += S.Symbols.size();
  Entry E;
  E.Key = Key;
  E.Part = Part;
  E.Node = addNode(B);
  if (E.Node != 0) // the first is where the function begins
    addWay(E.Node, S, Successor);
  E.S = std::move(S);
  List.push_back(std::move(E));
  Large |= Facts > Limits.FactsApart || List.size() > Limits.StatesPerBlock / 2;
  Work.insert({Live.Rank[B.N], B.N});
}

} // namespace deed
