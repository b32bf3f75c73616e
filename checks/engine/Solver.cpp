//===- engine/Solver.cpp - walks blocks and merges states -----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
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

Solver::Solver(const Flow &F, const Budgets &Limits) : F(F), Limits(Limits), Live(F) {
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
static bool noteNameless(State &S, const Cell &C) {
  const SymbolState *At = S.find(C.Key.Base), *V = C.V.isSym() ? S.find(C.V.S) : nullptr;
  if (!V || !At || C.Key.Path.N == 0 || !At->AsFound || !At->OriginIsCell || At->Weak ||
      !(V->Born.valid() ? V->St == Status::Transferred : V->OriginParam >= 0 && !V->OriginIsCell))
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

/// True where the typestate of \p Sym keeps paths apart.
bool Solver::keyed(const State &S, const SymbolState &Sym) const {
  switch (Sym.St) {
  case Status::Owned: return true;
  case Status::Released:
  case Status::Transferred:
    // `*out = strdup(s); return *out ? 1 : -ENOMEM;`: nothing was handed over.
    if (Sym.WasOwned && Sym.isAbsent())
      return false;
    // Parts of the caller's memory do not keep paths apart: a destructor with
    // twenty `if (s->x) free(s->x)` would have a million.
    if (Sym.OriginParam >= 0 && (Sym.OriginParam < FirstGlobal || isLarge()) && Sym.OriginIsCell)
      return false;
    // Nor do values that went into fields of it: only what a variable or *out
    // holds is told apart.
    if (Sym.St == Status::Transferred && Sym.StoredAway)
      return std::any_of(S.Cells.begin(), S.Cells.end(), [&](const Cell &C) {
        if (!C.V.isSym() || C.V.S != Sym.S)
          return false;
        const SymbolHead Base = Symbols.head(C.Key.Base);
        return (C.Key.Path.N == 0 || Base.Kind == SymbolKind::Returned) &&
               !(isLarge() && Base.Kind == SymbolKind::VarAddress && !inFrame(F.Vars[Base.A]));
      });
    return true;
  case Status::Plain:
    // Memory on a context that the caller gets by *out is told from none.
    if (Sym.Parent.Base.valid() && Sym.Born.valid() && !Sym.Weak && !Sym.isAbsent())
      return std::any_of(S.Cells.begin(), S.Cells.end(), [&](const Cell &C) {
        return C.V.isSym() && C.V.S == Sym.S && C.Key.Path.N == 0 &&
               Symbols.head(C.Key.Base).Kind != SymbolKind::VarAddress &&
               Symbols.head(C.Key.Base).Kind != SymbolKind::TempSlot;
      });
    return false;
  case Status::Borrowed:
  case Status::Escaped:
    // An argument that was never ours tells nothing; what was acquired and then
    // found absent does, but only by its absence from the key.
    return false;
  }
  return false;
}

static void mix(std::uint64_t &H, std::uint64_t V) { H ^= V + 0x9e3779b97f4a7c15ull + (H << 6) + (H >> 2); }

std::uint64_t Solver::keyOf(const State &S) const {
  std::uint64_t H = S.HasReturned ? S.ReturnLoc.N + 1 : 0;
  // Past the return: what the result tells of *arg.
  const Value *Result = S.HasReturned && F.ResultType != TypeClass::Record ? S.find(resultCell()) : nullptr;
  Keyed.clear();            // in their order
  std::uint64_t Owners = 0; // in none
  for (const SymbolState &Sym : S.Symbols) {
    if (Result && Sym.AsFound && Sym.OriginPath.N == 0 && Sym.OriginParam < FirstGlobal &&
        Symbols[Sym.S].Type == TypeClass::Pointer && (Sym.Signs == sign::Zero || Sym.Signs == sign::Pos))
      mix(H, (Sym.S.N * 8 + Sym.Signs) * 8 + signsOfValue(S, *Result));
    // An argument that was kept: what the caller sees depends on it.
    if (Sym.Why != Reason::None && Sym.OriginParam >= 0 && !Sym.OriginIsCell &&
        (Sym.OriginParam < FirstGlobal || !isLarge()))
      mix(H, Sym.S.N * 8 + 7);
    if (!keyed(S, Sym))
      continue;
    const bool MayBeNull = (Sym.St == Status::Owned || S.HasReturned) && Sym.MayFail && (Sym.Signs & sign::Zero);
    if (const CellKey Owner = isLarge() ? ownerOf(S, Sym) : CellKey(); Owner.Base.valid()) {
      std::uint64_t Of = Sym.Family * 2ull + MayBeNull;
      mix(Of, Owner.Base.N);
      mix(Of, Owner.Path.N);
      Owners += Of;
      continue;
    }
    Keyed.push_back(Sym.S);
    mix(H, Sym.S.N);
    mix(H, static_cast<unsigned>(Sym.St) * 4 + Sym.StoredAway * 2 + Sym.KeptBy.valid());
    if (Sym.St == Status::Released)
      mix(H, Sym.Family * 64 + Sym.EndedPath.N); // `own ? free(f) : fclose(f)`
    else // one call gave it, of the one family or the other: a flag beside it may say which
      mix(H, Sym.Family);
    // `if (n && !p) return;`: the paths with and without the test stay apart.
    // So do they past the return: the caller is told which of them may give it NULL.
    if (MayBeNull)
      mix(H, 0x4e);
  }
  mix(H, Owners);
  if (Keyed.empty())
    return H;
  for (const Cell &C : S.Cells) {
    if (!C.V.isSym() || !std::binary_search(Keyed.begin(), Keyed.end(), C.V.S))
      continue;
    mix(H, C.Key.Base.N);
    mix(H, C.Key.Path.N);
    mix(H, C.V.S.N);
  }
  return H;
}

/// `if (flag) free(s->name); free(s->name);`: a part of the caller's memory was
/// released, and the function releases that field at another place, too.
bool Solver::releasedAgain(const SymbolState &Sym) const {
  if (Sym.St != Status::Released || Sym.StoredAway || Sym.OriginParam < 0 || !Sym.OriginIsCell ||
      Symbols[Sym.S].Kind == SymbolKind::Ended)
    return false;
  const PathStepInfo &Last = Paths[Sym.OriginPath];
  return Last.K == PathStepInfo::Kind::Field && Last.Name.N < F.Fields.size() && Live.isReleasedTwice(Last.Name);
}

/// What else tells paths apart where that is cheap: a flag that is only ever set
/// to constants, what kind of address a variable holds that is released, and who
/// holds an address of this frame.
std::uint64_t Solver::partOf(BlockId B, const State &S) const {
  std::uint64_t H = 0;
  // `for (e = list; e; e = e->next) { if (e->next) more = make(); ... }`: the round after
  // the last one is none.
  if (const VarId V = LoopVariable[B.N]; V.valid())
    if (const Value *Now = S.find({const_cast<SymbolTable &>(Symbols).get(SymbolKind::VarAddress, V.N), PathId(0)});
        Now && signsOfValue(S, *Now) == sign::Zero)
      mix(H, V.N + 1);
  for (const Cell &C : S.Cells) {
    const SymbolHead Base = Symbols.head(C.Key.Base);
    // `return b->data ? 0 : -1;` is two returns, `if (!(p ? true : (complain(), false)))` two branches.
    const bool Told = Base.Kind == SymbolKind::TempSlot ? ToldTemps[Base.A]
                                                        : (Base.Kind == SymbolKind::Returned && C.Key.Path.N == 0);
    if (Told && C.V.isInt()) {
      mix(H, C.Key.Base.N);
      mix(H, static_cast<std::uint64_t>(C.V.I));
    }
    if (C.V.isSym() && tellsApart(S, C)) {
      mix(H, C.Key.Base.N);
      mix(H, C.Key.Path.N);
      mix(H, C.V.S.N * 2 + 1);
    }
    if (const PathStepInfo &Step = Paths[C.Key.Path];
        Step.K == PathStepInfo::Kind::Field && C.V.isInt() && Base.Kind == SymbolKind::VarAddress &&
        F.Vars[Base.A].Kind == VarKind::Local && Live.isFlagField(Step.Name)) {
      mix(H, C.Key.Base.N * 8191ull + C.Key.Path.N);
      mix(H, static_cast<std::uint64_t>(C.V.I));
    }
    if (C.Key.Path.N != 0 || Base.Kind != SymbolKind::VarAddress)
      continue;
    // `if (!out) out = &ignored;`: where it is not NULL, the caller's variable is set.
    if (F.Vars[Base.A].Kind == VarKind::Param && C.V.isSymbolItself() &&
        Symbols[C.V.S].Kind == SymbolKind::VarAddress && inFrame(F.Vars[Symbols[C.V.S].A]))
      mix(H, Base.A * 2 + 1);
    if (Live.isFlag(VarId(Base.A)) && C.V.isInt()) {
      mix(H, C.Key.Base.N);
      mix(H, static_cast<std::uint64_t>(C.V.I));
    } else if (Live.isReleased(VarId(Base.A)) && C.V.isInt()) {
      // `fd = -1; if (!passive) fd = listen_on(port); ... close(fd);`: none at all.
      mix(H, C.Key.Base.N);
      mix(H, 4);
    } else if (Live.isReleased(VarId(Base.A)) && C.V.isSym()) {
      const SymbolKind Kind = Symbols.head(C.V.S).Kind;
      const SymbolState *St = S.find(C.V.S);
      const unsigned Class = Kind == SymbolKind::VarAddress || Kind == SymbolKind::Literal ? 1
                             : Paths.isInterior(C.V.Path)                                  ? 2
                             : St && St->St == Status::Borrowed                            ? 3
                                                                                           : 0;
      if (Class) {
        mix(H, C.Key.Base.N);
        mix(H, Class);
      }
    }
  }
  // `if (error) *error = ENOMEM; return NULL;`: who passes a place finds the number there.
  for (const auto &[Param, Type] : ToldParams)
    if (const SymbolState *St =
            S.find(const_cast<SymbolTable &>(Symbols).get(SymbolKind::ParamValue, Param, 0, false, Type));
        St && (St->Signs == sign::Zero || St->Signs == sign::Pos))
      mix(H, Param * 16ull + St->Signs + 1);
  for (const SymbolState &Sym : S.Symbols) {
    if (Sym.MovedAt.valid() || Sym.OfNothing || releasedAgain(Sym) || (Sym.NextRound && Sym.St == Status::Released))
      mix(H, Sym.S.N * 2 + 1);
    if (Sym.Counted) // `if (shared) ref(x); ... if (shared) unref(x);`
      mix(H, Sym.S.N * 2 + 2);
    if (Sym.Reparented) // stolen on this path
      mix(H, Sym.S.N * 8191ull + Sym.Parent.Base.N);
  }
  // `if (!s) s = alloc(n); else s = grow(s, n); if (!s) die();`: what a failed realloc() loses is lost where it was NULL.
  for (std::uint32_t L : S.Pending)
    if (Losses[L].How == LostBy::Overwrite && !Losses[L].Born.valid() && Losses[L].Param < 0)
      mix(H, L + 3);
  for (const CellMove &M : S.Moved)
    mix(H, (M.Path.N * 8ull + M.Itself * 2 + M.Grown) * 65536 + M.Param);
  return H;
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
