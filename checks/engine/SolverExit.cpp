//===- engine/SolverExit.cpp - the end of a path ---------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// At each exit: what is still owned is lost. What happened to the arguments is in
// SolverSummary.cpp.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

CellKey Solver::resultCell() const {
  return {const_cast<SymbolTable &>(Symbols).get(SymbolKind::Returned, 0), PathId(0)};
}

/// NULL, false or a negative number. What a positive number means is not known.
bool Solver::reportsFailure(const State &S) const {
  const Value *V = S.find(resultCell());
  if (!V)
    return false;
  std::uint8_t Signs = signsOfValue(S, *V);
  switch (F.ResultType) {
  case TypeClass::Pointer:
    return Signs == (F.Contract && F.Contract->Success == ResultTest::Zero ? sign::Pos : sign::Zero); // `error *`
  case TypeClass::Bool: return Signs == sign::Zero;
  case TypeClass::Signed: return Signs == sign::Neg;
  case TypeClass::Unsigned:
  case TypeClass::Record:
  case TypeClass::Other: return false;
  }
  return false;
}

/// `status = read(...); if (status) return status;`: not 0, and what it means is what it meant.
bool Solver::passesStatusOn(const State &S) const {
  const Value *V = S.find(resultCell());
  return V && V->isSymbolItself() && Symbols[V->S].Kind == SymbolKind::Result &&
         (F.ResultType == TypeClass::Signed || F.ResultType == TypeClass::Unsigned) &&
         !(signsOfValue(S, *V) & sign::Zero);
}

/// `p = malloc(n); if (!p && n) exit(1); return p;`: NULL only where nothing was asked
/// for. Callers ask for something.
bool Solver::asksForNothing(const State &S, const SymbolState &Made) const {
  if (Made.OfNothing)
    return true;
  return Made.Signs == sign::Zero && wasAskedForNothing(S, Made);
}

/// True if the block was to have no bytes, as an argument says that is 0 on this path.
bool Solver::wasAskedForNothing(const State &S, const SymbolState &Made) const {
  if (!Made.MayFail || !Made.Born.valid() || F.Events[Made.Born.N].Code != Op::Call)
    return false;
  const Event &E = F.Events[Made.Born.N];
  for (std::uint32_t I = 0; I != E.ArgsCount; ++I)
    if (isZeroArgument(S, F.Args[E.ArgsBegin + I]))
      return true;
  // `p = calloc(n, size); if (!p && n * size != 0) abort();`: so does the product of two.
  std::set<VarId> Asked;
  for (std::uint32_t I = 0; I != E.ArgsCount; ++I) {
    const TempId T = F.Args[E.ArgsBegin + I];
    const Event *Product = definitionOf(T, Op::Arith);
    Asked.insert(variableRead(T));
    if (Product && Product->Value == arith::Mul)
      Asked.insert({variableRead(Product->A), variableRead(Product->B)});
  }
  auto IsAsked = [&](Value V) {
    return V.isSymbolItself() && Symbols[V.S].Kind == SymbolKind::ParamValue && Asked.count(F.Params[Symbols[V.S].A]);
  };
  return std::any_of(S.Symbols.begin(), S.Symbols.end(), [&](const SymbolState &St) {
    if (St.Signs != sign::Zero || Symbols.head(St.S).Kind != SymbolKind::Computed)
      return false;
    const SymbolInfo &I = Symbols[St.S];
    return I.Operator == arith::Mul && IsAsked(I.L) && IsAsked(I.R);
  });
}

/// A number that is a parameter, or a product with one, which is zero on this path.
bool Solver::isZeroArgument(const State &S, TempId T, unsigned Depth) const {
  if (!T.valid() || Definition[T.N] == ~0u || Depth > 4)
    return false;
  const Event &E = F.Events[Definition[T.N]];
  if (E.Code == Op::Arith)
    return E.Value == arith::Mul && (isZeroArgument(S, E.A, Depth + 1) || isZeroArgument(S, E.B, Depth + 1));
  const VarId V = variableRead(T);
  if (!V.valid() || F.Vars[V.N].Param < 0 || F.Vars[V.N].Type == TypeClass::Pointer)
    return false;
  auto &Table = const_cast<SymbolTable &>(Symbols);
  const SymbolId Passed = Table.get(SymbolKind::ParamValue, F.Vars[V.N].Param);
  return signsOfValue(S, Value::symbol(Passed)) == sign::Zero;
}

/// `*is_new = !found;`: on an exit where something was found the caller has 0 there.
void Solver::settleAnswers(State &S) {
  for (Cell &C : S.Cells)
    if (C.V.isSymbolItself() && Symbols[C.V.S].Kind == SymbolKind::Compared && outlives(S, C.Key.Base)) {
      const SymbolInfo Question = Symbols[C.V.S]; // a copy: compare() adds to the table
      if (const Value Answer = compare(S, Question.Cmp, Question.L, Question.R); Answer.isInt())
        C.V = Answer;
    }
}

/// The heads of loops that no path leaves but to end the program: `for (;;)` of a server, of a thread.
void Solver::findEndless() {
  constexpr std::size_t MostOfEnd = 8; ///< blocks: `if (!p) { perror(name); exit(1); }`, and not the rest of main()
  IsEndless.assign(F.Blocks.size(), false);
  auto EndsProgram = [&](BlockId From) {
    std::vector<BlockId> Met{From};
    for (std::size_t I = 0; I != Met.size(); ++I) {
      const Block &B = F.Blocks[Met[I].N];
      if (Met.size() > MostOfEnd || B.Kind == Exit::Return || IsLoopHead[Met[I].N])
        return false;
      for (BlockId Next : B.Successors)
        if (Next.valid() && std::find(Met.begin(), Met.end(), Next) == Met.end())
          Met.push_back(Next);
    }
    return true;
  };
  for (std::uint32_t Head = 0; Head != F.Blocks.size(); ++Head) {
    IsEndless[Head] = IsLoopHead[Head];
    for (std::uint32_t B = 0; B != F.Blocks.size() && IsEndless[Head]; ++B)
      if (Live.isInLoopOf(BlockId(Head), BlockId(B)))
        IsEndless[Head] = F.Blocks[B].Kind != Exit::Return &&
                          std::all_of(F.Blocks[B].Successors.begin(), F.Blocks[B].Successors.end(), [&](BlockId Next) {
                            return !Next.valid() || Live.isInLoopOf(BlockId(Head), Next) || EndsProgram(Next);
                          });
  }
}

/// What was lost in the round of an endless loop that ends here: the program goes on without it.
void Solver::countRound(BlockId Head, State &S) {
  auto IsOfLoop = [&](std::uint32_t L) {
    const EventId At = Losses[L].At;
    for (std::uint32_t B = 0; At.valid() && B != F.Blocks.size(); ++B)
      if (F.Blocks[B].Begin <= At.N && At.N < F.Blocks[B].End)
        return Live.isInLoopOf(Head, BlockId(B));
    return false;
  };
  FlatVector<std::uint32_t> Others = S.Pending;
  eraseIf(Others, IsOfLoop);
  eraseIf(S.Pending, [&](std::uint32_t L) { return !IsOfLoop(L); });
  countLosses(S);
  S.Pending = std::move(Others);
}

void Solver::leaveFunction(Execution X, LocId Loc) {
  // `bool is_kept(o) { return o->flags & KEEP; }`
  if (const Value *V = X.S.find(resultCell());
      V && F.ResultType == TypeClass::Bool && V->isSymbolItself() && Symbols[V->S].Kind == SymbolKind::Computed)
    if (const Value Truth = compare(X.S, CompareOp::NE, *V, Value::integer(0)); Truth.K != Value::Kind::Unknown)
      X.S.set(resultCell(), Truth);
  // `return s->items != NULL;` tells the caller which of two things happened.
  if (const Value *V = X.S.find(resultCell()); V && V->isSymbolItself() && Symbols[V->S].Kind == SymbolKind::Compared &&
                                               signsOfValue(X.S, *V) == (sign::Zero | sign::Pos)) {
    const Value Result = *V;
    Answered = comparisonOf(X.S, Result);
    for (bool Truth : {true, false}) {
      Execution Half = X;
      if (assume(Half.S, Result, Truth)) {
        Half.S.set(resultCell(), Value::integer(Truth));
        leaveFunction(std::move(Half), Loc);
      }
    }
    Answered = {};
    return;
  }
  settleAnswers(X.S);
  X.S.HasReturned = true;
  X.S.ReturnLoc = Loc;
  Returned = true;
  notePassed(X.S);
  const Value *Given = X.S.find(resultCell());
  const SymbolState *Made = Given && Given->isSymbolItself() ? X.S.find(Given->S) : nullptr;
  const bool OfNothing = Made && asksForNothing(X.S, *Made);
  ExitRecord Exit;
  Exit.Failure = reportsFailure(X.S);
  checkReleasedAtExit(X);
  checkKept(X);

  // Names first: a variable that still holds the value says how it was called.
  const FlatVector<Cell> Cells = X.S.Cells;
  for (const Cell &C : Cells)
    if (const SymbolInfo &B = Symbols[C.Key.Base]; B.Kind != SymbolKind::Returned && B.Kind != SymbolKind::TempSlot &&
                                                   (B.Kind == SymbolKind::VarAddress || outlives(X.S, C.Key.Base)))
      checkNotNulled(X, C);
  for (std::uint32_t I = 0; I != F.Params.size(); ++I) {
    const SymbolState *St = X.S.find(Symbols.get(SymbolKind::ParamValue, I));
    Exit.Params.push_back(St ? St->St : Status::Plain);
    Exit.Absent.push_back(St && St->isAbsent());
    Exit.Dereferenced.push_back(St && St->Dereferenced);
    Exit.Cleared.push_back(St && St->Cleared);
  }
  Exit.Uses = X.S.Uses;
  Exit.SomeNull = someNull(X.S, Symbols);
  Exit.Followed = X.S.Followed;
  for (const SymbolState &St : X.S.Symbols)
    if (St.AsFound && St.OriginParam >= 0 && St.Signs == sign::Zero)
      Exit.Nulls.push_back(numberOf(St.OriginParam, St.OriginPath));
  std::vector<Cell> Held;
  for (const Cell &C : Cells) {
    const SymbolInfo &B = Symbols[C.Key.Base];
    if (B.Kind != SymbolKind::VarAddress)
      continue;
    const Var &V = F.Vars[B.A];
    if (V.Kind != VarKind::Local && V.Kind != VarKind::Param)
      continue;
    X.S.erase(C.Key);
    if (C.V.isSym())
      Held.push_back(C);
  }
  std::stable_partition(Held.begin(), Held.end(), [&](const Cell &C) { return !nameOf(C.Key).empty(); });
  // Its start names it, before what points somewhere into it.
  std::stable_partition(Held.begin(), Held.end(), [](const Cell &C) { return C.V.Path.N == 0; });
  State Summed = X.S;
  for (const Cell &C : Held)
    checkLost(EventId(), X, C.V.S, LostBy::Return, nameOf(C.Key), Paths.isInterior(C.V.Path) || Paths.isWeak(C.V.Path));
  std::vector<SymbolId> Left;
  for (const SymbolState &St : X.S.Symbols)
    if (St.St == Status::Owned)
      Left.push_back(St.S);
  for (SymbolId S : Left)
    checkLost(EventId(), X, S, LostBy::Return, Symbols[S].Kind == SymbolKind::VarAddress ? nameOf({S, PathId(0)}) : "");
  for (const SymbolState &St : X.S.Symbols)
    if (St.BoundAt.valid() && !St.Mismatched) {
      Incident I;
      I.Kind = IncidentKind::OwnBoundToBorrow;
      I.At = St.BoundAt;
      I.Where = F.Events[St.BoundAt.N].Loc;
      const SymbolInfo &Info = Symbols[St.S];
      if (Info.Kind == SymbolKind::Result)
        I.Born = EventId(Info.A);
      else
        I.Param = Info.A;
      I.Name = F.nameOf(F.Events[St.BoundAt.N].A);
      report(std::move(I), X.S);
    }
  countLosses(X.S);
  Exits.push_back(std::move(Exit));
  (OfNothing ? NothingAsked : Leaving).push_back({std::move(Summed), ResultEffects, Answered});
}

/// True if some rung above \p Label releases the variable \p Name: then a goto
/// to the label is what misses it.
bool Solver::hasRungAbove(BlockId Label, const std::string &Name) const {
  for (std::uint32_t B = 0; B != F.Blocks.size(); ++B) {
    const Block &Bl = F.Blocks[B];
    bool Releases = false;
    for (std::uint32_t I = Bl.Begin; I != Bl.End; ++I) {
      const Event &E = F.Events[I];
      if (E.Code != Op::Call || !E.ArgsCount || F.nameOf(F.Args[E.ArgsBegin]) != Name)
        continue;
      const FunctionContract *C = E.Target.valid() ? F.Callees[E.Target.N].Contract.get() : nullptr;
      Releases |= C && !C->Params.empty() && C->Params[0].Word == ParamWord::Releases;
    }
    if (!Releases)
      continue;
    // Down the ladder: only by falling through.
    for (BlockId At(B); F.Blocks[At.N].Kind == Exit::Jump && !F.Blocks[At.N].Successors.empty();) {
      BlockId Next = F.Blocks[At.N].Successors[0];
      if (Next == Label)
        return true;
      // Only forward: a ring of jumps has no end.
      if (Live.Rank[Next.N] <= Live.Rank[At.N])
        break;
      At = Next;
    }
  }
  return false;
}

/// "Takes ownership of own_title, even on failure": of a prefix alone the word would be takes-or-fails,
/// and a comment without prefix speaks of what succeeds.
bool Solver::isTakenAnyway(std::uint32_t Param) const {
  if (!F.Contract || Param >= F.Contract->Params.size())
    return false;
  const ParamContract &P = F.Contract->Params[Param];
  return P.Word == ParamWord::Takes && P.From.From <= Source::Prefix;
}

bool Solver::isTakenOnSuccess(std::uint32_t Param) const {
  if (!F.Contract || Param >= F.Contract->Params.size())
    return false;
  const ParamContract &P = F.Contract->Params[Param];
  return P.Word == ParamWord::TakesOnSuccess && P.From.From <= Source::Comment;
}

/// More than these are no summary.
constexpr std::size_t MostOutcomes = 8;

/// Without a word of the body its callers would take an argument for borrowed, by its type alone, `const char *`; and
/// some exit ends or keeps it.
bool Solver::wouldBeLent() const {
  if (!F.Contract)
    return false;
  const std::vector<ParamContract> &Params = F.Contract->Params;
  auto IsGuess = [](const ParamContract &P) { return P.From.From == Source::None; };
  return F.Contract->Return.From.From == Source::None && std::all_of(Params.begin(), Params.end(), IsGuess) &&
         std::any_of(ExitOutcomes.begin(), ExitOutcomes.end(), [&](const auto &Each) {
           return std::any_of(Each.second.Effects.begin(), Each.second.Effects.end(), [&](const Effect &E) {
             return E.Param >= 0 && E.Param < static_cast<int>(Params.size()) && !E.Target && endsValue(E.Kind) &&
                    Params[E.Param].Word == ParamWord::Borrows &&
                    F.Vars[F.Params[E.Param].N].Type == TypeClass::Pointer;
           });
         });
}

/// One for all of more outcomes than a summary has: of what any of them does more to than look at it nothing is known.
/// (A constructor of many texts that may be NULL each.)
Outcome Solver::anyOfAll() const {
  Outcome All;
  All.Return = F.ResultType == TypeClass::Pointer ? ReturnWord::Unknown : ReturnWord::Scalar;
  const auto Fresh = std::find_if(ExitOutcomes.begin(), ExitOutcomes.end(),
                                  [](const auto &Each) { return Each.second.Return == ReturnWord::Owned; });
  if (Fresh != ExitOutcomes.end() && std::all_of(ExitOutcomes.begin(), ExitOutcomes.end(), [&](const auto &Each) {
        const Outcome &O = Each.second;
        return O.Return == ReturnWord::Null || (O.Return == ReturnWord::Owned && O.Family == Fresh->second.Family &&
                                                !O.Bytes && O.Context == ContextKind::None);
      })) {
    All.Return = ReturnWord::Owned;
    All.Family = Fresh->second.Family;
    All.MayFail =
        std::any_of(ExitOutcomes.begin(), ExitOutcomes.end(), [](const auto &Each) { return Each.second.MayFail; });
  }
  std::vector<Effect> Doubts;
  for (const auto &[Signs, O] : ExitOutcomes)
    for (const Effect &E : O.Effects) {
      if (E.Param < 0 || E.Kind == EffectKind::Borrow)
        continue;
      // (A descriptor is as if there was no body: few of those who are given one close it.)
      if (E.Param < FirstGlobal && F.Vars[F.Params[E.Param].N].Type != TypeClass::Pointer)
        continue;
      Effect Doubt;
      Doubt.Param = E.Param;
      Doubt.Target = E.Param >= FirstGlobal;
      Doubt.Path = Doubt.Target ? E.Path : "";
      for (const EffectKind K : {EffectKind::Escape, EffectKind::Mutate}) {
        Doubt.Kind = K;
        if (std::find(Doubts.begin(), Doubts.end(), Doubt) == Doubts.end())
          Doubts.push_back(Doubt);
      }
      if (const int Kept = E.Kind == EffectKind::SetInto && E.Itself ? E.Other : -1; Kept >= 0 && Kept < FirstGlobal) {
        Doubt = Effect();
        Doubt.Kind = EffectKind::Escape;
        Doubt.Param = Kept;
        if (std::find(Doubts.begin(), Doubts.end(), Doubt) == Doubts.end())
          Doubts.push_back(Doubt);
      }
    }
  All.Effects = std::move(Doubts);
  return All;
}

Solution Solver::conclude() {
  settleKept();
  dropContradictions();
  // `if (!p) return false; if (!*p) return false; return true;`: the first exit goes first, so that what the
  // last one tells of p is not lost when the others are joined.
  std::stable_partition(Leaving.begin(), Leaving.end(), [&](const Departure &D) {
    return std::any_of(D.S.Symbols.begin(), D.S.Symbols.end(), [&](const SymbolState &St) {
      return Symbols[St.S].Kind == SymbolKind::ParamValue && Symbols[St.S].Type == TypeClass::Pointer &&
             St.Signs == sign::Zero;
    });
  });
  for (Departure &D : Leaving.empty() ? NothingAsked : Leaving) {
    ResultEffects = std::move(D.ResultEffects);
    Answered = std::move(D.Answered);
    summarize(D.S);
  }
  if (Result.BudgetHit.empty())
    settleAllocations();
  for (Incident &I : Result.Incidents)
    if (I.Label.valid() && I.How != LostBy::ParentRelease && !hasRungAbove(I.Label, I.Name))
      I.Where = I.ReturnWhere;
  for (std::uint32_t P = 0; P != F.Params.size(); ++P)
    Result.Dereferences.push_back(
        !Exits.empty() && Result.BudgetHit.empty() &&
        std::all_of(Exits.begin(), Exits.end(), [&](const ExitRecord &E) { return E.Dereferenced[P]; }));
  concludeUses();
  // An own_ parameter that some exits consume and failing ones leave alone is
  // a protocol, "takes on success"; on no exit at all, the prefix is wrong.
  for (std::uint32_t P = 0; P != F.Params.size(); ++P) {
    bool Consumed = false, FailureConsumes = false, Left = false, SuccessLeaves = false;
    for (const ExitRecord &E : Exits) {
      if (E.Params[P] != Status::Owned) {
        Consumed |= !E.Absent[P];
        FailureConsumes |=
            E.Failure && !E.Absent[P] && (E.Params[P] == Status::Released || E.Params[P] == Status::Transferred);
      } else if (!E.Absent[P]) {
        Left = true;
        SuccessLeaves |= !E.Failure;
      }
    }
    if (!Left)
      continue;
    auto IsThis = [&](const Incident &I) {
      return I.Kind == IncidentKind::Lost && !I.Born.valid() && I.Param == static_cast<int>(P);
    };
    // "Takes ownership of own_key on success": what a failure leaves is left as said.
    if (isTakenOnSuccess(P))
      std::erase_if(Result.Incidents, [&](const Incident &I) { return IsThis(I) && I.AtFailure; });
    const bool Protocol = Consumed && !FailureConsumes && !SuccessLeaves && !isTakenAnyway(P);
    if (Consumed && !Protocol)
      continue;
    std::erase_if(Result.Incidents, IsThis);
    auto It = Obligations.find({EventId().N, static_cast<int>(P)});
    if (Protocol) {
      if (It != Obligations.end())
        It->second.Decision = Verdict::Proved;
      continue;
    }
    Incident I;
    I.Kind = IncidentKind::NeverConsumed;
    I.Where = F.Loc;
    I.Param = P;
    I.Name = F.Vars[F.Params[P].N].Name;
    Result.Incidents.push_back(std::move(I));
  }
  judgeOthersBorn();
  for (auto &[Key, O] : Obligations) {
    if (!Result.BudgetHit.empty() && O.Decision == Verdict::Proved) {
      O.Decision = Verdict::Unproven;
      O.Why = Reason::Budget;
    }
    Result.Obligations.push_back(O);
  }
  Result.Returns = Returned || !Result.BudgetHit.empty();
  if (Result.BudgetHit.empty())
    Result.ReturnsWith = passedAtExits();
  if (ExitOutcomes.size() > MostOutcomes)
    forgetNumbersOfResult();
  if (ExitOutcomes.size() <= MostOutcomes && Result.BudgetHit.empty()) {
    forgetIdleNumbers();
    tellComputedFromFailure();
    tellResultsApart();
    regrowUndecided();
    blurGiven();
    blurOwned();
    joinRefusals();
    blurNotHeap();
    blurUndecided();
    forgetIdleBits();
    doubtUnset();
    settleMoves();
    settleContents();
    markAlone();
    for (auto &[Signs, O] : ExitOutcomes) {
      O.Result = testOf(Signs);
      Result.Outcomes.push_back(O);
    }
  } else if (Result.BudgetHit.empty() && wouldBeLent()) {
    Result.Outcomes.push_back(anyOfAll());
  }
  return std::move(Result);
}

} // namespace deed
