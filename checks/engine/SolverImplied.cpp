//===- engine/SolverImplied.cpp - what hangs together over a merge --------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// const int n = mode == WIDE ? 4 : 1;
// char *line = n > 1 ? malloc(n) : buffer;
// ...
// if (mode == WIDE) free(line);
//
// Paths that agree on the typestates merge, and where n is one of two the mode is forgotten.
// What is left of it is a few implications: n is 4 where the mode was WIDE. They are followed
// in both directions at each branch, and a path that contradicts one of them is none.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

namespace {
/// Of one state, and made at one merge: each costs at every branch.
constexpr std::size_t MostImplied = 8;

bool isWithin(Bounds A, Bounds B) { return A.Lo >= B.Lo && A.Hi <= B.Hi; }
bool areApart(Bounds A, Bounds B) { return A.Hi < B.Lo || B.Hi < A.Lo; }
} // namespace

/// What path \p S knows of a value, which \p Joined calls by the name that it has where two paths have met.
Knowledge Solver::knowledgeOf(const State &S, SymbolId Sym, const std::vector<MetValue> &Joined, bool There) const {
  Value V = Value::symbol(Sym);
  for (const MetValue &J : Joined)
    if (J.Now == Sym)
      V = There ? J.There : J.Here;
  return {signsOfValue(S, V), boundsOf(S, V)};
}

/// True if what \p I says is so on a path, whether by what it asks or by what follows.
bool Solver::isImplied(const Implication &I, Knowledge If, Knowledge Then) {
  return !(If.Signs & I.IfSigns) || (!(Then.Signs & ~I.ThenSigns) && isWithin(Then.Range, {I.Lo, I.Hi}));
}

/// Keeps of both paths' implications what is so on both; if it \p Settles, of those of \p Into alone. True if \p Into
/// has lost one.
bool Solver::mergeImplied(State &Into, const State &From, const std::vector<MetValue> &Joined, bool Settles) const {
  auto MeantElse = [&](SymbolId S, bool There) {
    return std::any_of(Joined.begin(), Joined.end(), [&](const MetValue &J) {
      return Symbols.dependsOn(S, J.Now) && !((There ? J.There : J.Here) == Value::symbol(J.Now));
    });
  };
  // An implication of a value's former meaning is none.
  auto Speaks = [&](const Implication &I, bool There) { return !MeantElse(I.If, There) && !MeantElse(I.Then, There); };
  auto IsMet = [&](SymbolId S) {
    return std::any_of(Joined.begin(), Joined.end(), [&](const MetValue &J) { return J.Now == S; });
  };
  auto Known = [&](SymbolId Sym, const State &S, bool There) {
    return !IsMet(Sym) && MeantElse(Sym, There) ? Knowledge{sign::Any, {}} : knowledgeOf(S, Sym, Joined, There);
  };
  auto Holds = [&](const Implication &I, const State &S, bool There) {
    return isImplied(I, Known(I.If, S, There), Known(I.Then, S, There));
  };
  auto Has = [](const State &S, const Implication &I) {
    return std::find(S.Implied.begin(), S.Implied.end(), I) != S.Implied.end();
  };
  // `done = ask(); ... else done = 0;`: what was known of the answer is known of what may be it.
  auto Renamed = [&](const State &S, bool There) {
    std::vector<Implication> Out;
    for (const MetValue &J : Joined)
      if (const Value Was = There ? J.There : J.Here; Was.isSymbolItself() && Was.S != J.Now)
        for (const Implication &I : S.Implied)
          if ((I.If == Was.S || I.Then == Was.S) && Speaks(I, There)) {
            Out.push_back(I);
            (I.If == Was.S ? Out.back().If : Out.back().Then) = J.Now;
          }
    return Out;
  };
  FlatVector<Implication> Kept;
  auto Keep = [&](const Implication &I, const State &Other, bool There) {
    if (Kept.size() < MostImplied && std::find(Kept.begin(), Kept.end(), I) == Kept.end() &&
        ((Has(Other, I) && Speaks(I, There)) || Holds(I, Other, There)))
      Kept.push_back(I);
  };
  for (const Implication &I : Into.Implied)
    if (Speaks(I, false))
      Keep(I, From, true);
  const bool Lost = Kept.size() != Into.Implied.size();
  // In a loop one may take the other's place in each round: in the end they only become fewer.
  if (!Settles) {
    for (const Implication &I : Renamed(Into, false))
      Keep(I, From, true);
    for (const Implication &I : From.Implied)
      if (Speaks(I, true))
        Keep(I, Into, false);
    for (const Implication &I : Renamed(From, true))
      Keep(I, Into, false);
  }
  Into.Implied = std::move(Kept);
  return Lost;
}

/// Adds to \p Into, which is about to be merged with \p From, what one value tells of another:
/// where the two paths contradict each other in the first, and one of them knows more of the second.
void Solver::findImplied(State &Into, const State &From, const std::vector<MetValue> &Joined) const {
  if (Into.Implied.size() >= MostImplied)
    return;
  struct Candidate {
    SymbolId S;
    Knowledge Here, There;
  };
  std::vector<Candidate> All;
  auto Add = [&](SymbolId S) {
    const Candidate C{S, knowledgeOf(Into, S, Joined, false), knowledgeOf(From, S, Joined, true)};
    if (C.Here.Signs && C.There.Signs && (C.Here.Signs != C.There.Signs || !(C.Here.Range == C.There.Range)))
      All.push_back(C);
  };
  for (const MetValue &J : Joined)
    Add(J.Now);
  auto IsFact = [&](const SymbolState &St) {
    return (St.St == Status::Plain || St.St == Status::Borrowed) && !St.Weak && !St.Born.valid() && !St.MayFail;
  };
  // Most of what two paths know is the same.
  auto Differ = [](const SymbolState *A, const SymbolState *B) {
    return !A || !B || A->Signs != B->Signs || A->Lo != B->Lo || A->Hi != B->Hi;
  };
  auto Consider = [&](const SymbolState *A, const SymbolState *B) {
    const SymbolId S = A ? A->S : B->S;
    if (const SymbolInfo &I = Symbols[S]; I.Kind == SymbolKind::Compared && I.R.isZero() && I.L.isSymbolItself())
      return; // the sign of what it asks for says it
    if ((!A || IsFact(*A)) && (!B || IsFact(*B)) &&
        std::none_of(Joined.begin(), Joined.end(), [&](const MetValue &M) { return Symbols.dependsOn(S, M.Now); }))
      Add(S);
  };
  bool Contradict =
      std::any_of(All.begin(), All.end(), [](const Candidate &C) { return !(C.Here.Signs & C.There.Signs); });
  for (const bool Collects : {false, true}) {
    auto B = From.Symbols.begin();
    for (auto A = Into.Symbols.begin(); A != Into.Symbols.end() || B != From.Symbols.end();) {
      const bool First = B == From.Symbols.end() || (A != Into.Symbols.end() && A->S <= B->S);
      const bool Second = A == Into.Symbols.end() || (B != From.Symbols.end() && B->S <= A->S);
      const SymbolState *Here = First ? &*A : nullptr, *There = Second ? &*B : nullptr;
      if (Collects && Differ(Here, There))
        Consider(Here, There);
      Contradict |= Here && There && !(Here->Signs & There->Signs);
      A += First;
      B += Second;
    }
    if (!Contradict)
      return;
  }
  auto SameQuestion = [&](SymbolId A, SymbolId B) {
    if (Symbols.dependsOn(A, B) || Symbols.dependsOn(B, A))
      return true;
    const SymbolInfo &I = Symbols[A], &O = Symbols[B];
    return I.Kind == SymbolKind::Compared && O.Kind == SymbolKind::Compared && I.L == O.L && I.R == O.R;
  };
  auto Imply = [&](const Candidate &If, const Candidate &Then) {
    for (bool There : {false, true}) {
      const Knowledge &K = There ? If.There : If.Here, &Known = There ? Then.There : Then.Here,
                      &Other = There ? Then.Here : Then.There;
      if (!(Other.Signs & ~Known.Signs) && isWithin(Other.Range, Known.Range))
        continue; // the other path knows no less
      const Implication I{If.S, Then.S, K.Signs, Known.Signs, Known.Range.Lo, Known.Range.Hi};
      if (Into.Implied.size() < MostImplied)
        Into.Implied.push_back(I);
    }
  };
  for (std::size_t I = 0; I != All.size(); ++I) {
    if (All[I].Here.Signs & All[I].There.Signs)
      continue;
    for (std::size_t N = 0; N != All.size() && Into.Implied.size() < MostImplied; ++N)
      if (N != I && (N > I || (All[N].Here.Signs & All[N].There.Signs)) && !SameQuestion(All[I].S, All[N].S))
        Imply(All[I], All[N]);
  }
}

/// `for (last = head; last && last->next; last = last->next);`: in the first round it is the head, in later ones it is
/// not NULL. Where it is NULL, so is the head. `for (at = head; at; at = at->next) last = at;`: where the last is NULL
/// the other is the head. (Behind the loop the first round meets the later ones once more.)
void Solver::findFirstRound(State &Into, const State &From, const std::vector<MetValue> &Joined, bool IsHead) {
  auto IsRenamed = [&](SymbolId S) {
    return std::any_of(Joined.begin(), Joined.end(), [&](const MetValue &M) { return Symbols.dependsOn(S, M.Now); });
  };
  auto MayBeNull = [&](const State &S, Value V) { return (signsOfValue(S, V) & sign::Zero) != 0; };
  auto Imply = [&](SymbolId If, SymbolId Then, std::uint8_t Signs) {
    const Implication I{If, Then, sign::Zero, Signs, INT64_MIN, INT64_MAX};
    if (Into.Implied.size() < MostImplied &&
        std::find(Into.Implied.begin(), Into.Implied.end(), I) == Into.Implied.end())
      Into.Implied.push_back(I);
  };
  auto FindIn = [&](const State &First, Value Head, const State &Later, Value Now, const MetValue &M) {
    if (!Head.isSymbolItself() || Head.S == M.Now || Symbols[Head.S].Type != TypeClass::Pointer || IsRenamed(Head.S) ||
        !MayBeNull(First, Head))
      return;
    if (!IsHead && !(Now.isSymbolItself() && Symbols[Now.S].Kind == SymbolKind::Join))
      return;
    // `for (; at; at = at->next) if (hit(at)) return at->text;`: whoever gets there was called with some list.
    if (const SymbolState *St = First.find(Head.S); IsHead && St && St->OriginParam >= 0 && !MayBeNull(Later, Head))
      Imply(Head.S, M.Now, sign::Zero);
    if (!MayBeNull(Later, Now) || signsOfValue(Later, Head) == sign::Zero) {
      Imply(M.Now, Head.S, sign::Zero);
      return;
    }
    for (const MetValue &Last : Joined) {
      const Value None = &First == &Into ? Last.Here : Last.There, Some = &First == &Into ? Last.There : Last.Here;
      if (None.isZero() && Some.isSym() && Symbols[Some.S].Type == TypeClass::Pointer && !MayBeNull(Later, Some))
        Imply(Last.Now, Symbols.compared(CompareOp::EQ, Value::symbol(M.Now), Head), sign::Pos);
    }
  };
  for (const MetValue &M : Joined) {
    FindIn(Into, M.Here, From, M.There, M);
    FindIn(From, M.There, Into, M.Here, M);
  }
}

/// What \p S implies by what a branch has just asked. False if it contradicts itself.
bool Solver::followImplied(State &S) const {
  auto Narrow = [&](SymbolId Sym, std::uint8_t Signs) {
    const Value V = Value::symbol(Sym);
    if (!(signsOfValue(S, V) & ~Signs))
      return true;
    if (Signs == sign::Zero)
      return assumeCompare(S, CompareOp::EQ, V, Value::integer(0));
    return !(signsOfValue(S, V) & ~Signs & sign::Zero) || (Signs & sign::Zero)
               ? narrow(S, Sym, Signs)
               : assumeCompare(S, CompareOp::NE, V, Value::integer(0)) && narrow(S, Sym, Signs);
  };
  auto NarrowBounds = [&](const Implication &I) {
    return (I.Lo == INT64_MIN && I.Hi == INT64_MAX) || narrowBounds(S, I.Then, {I.Lo, I.Hi});
  };
  // `n != ALL` answers `n == ALL`, too.
  auto Known = [&](SymbolId Sym) {
    Knowledge K = knowledgeOf(S, Sym, {}, false);
    if (Symbols.head(Sym).Kind != SymbolKind::Compared || K.Signs == sign::Zero || K.Signs == sign::Pos)
      return K;
    const SymbolInfo I = Symbols[Sym]; // a copy: compare() adds to the table
    if (const Value Answer = const_cast<Solver *>(this)->compare(S, I.Cmp, I.L, I.R); Answer.isInt())
      K = {signOf(Answer.I), {Answer.I, Answer.I}};
    return K;
  };
  // What equals a value that is NULL is NULL, whether or not that value is asked again.
  auto Plain = [&](Implication I) {
    if (I.ThenSigns == sign::Pos && Symbols.head(I.Then).Kind == SymbolKind::Compared)
      if (const SymbolInfo &Asked = Symbols[I.Then];
          Asked.Cmp == CompareOp::EQ && Asked.R.isSymbolItself() && signsOfValue(S, Asked.L) == sign::Zero)
        I.Then = Asked.R.S, I.ThenSigns = sign::Zero;
    return I;
  };
  for (bool Again = true; Again && !S.Implied.empty();) {
    Again = false;
    FlatVector<Implication> Open;
    for (const Implication &I : S.Implied) {
      const Knowledge If = Known(I.If), Then = Known(I.Then);
      if (isImplied(I, If, Then))
        continue;
      const bool Follows = !(If.Signs & ~I.IfSigns);
      const bool Denied = !(Then.Signs & I.ThenSigns) || areApart(Then.Range, {I.Lo, I.Hi});
      if (Follows && (Denied || !Narrow(I.Then, I.ThenSigns) || !NarrowBounds(I)))
        return false;
      if (!Follows && Denied && !Narrow(I.If, sign::Any & ~I.IfSigns))
        return false;
      Again |= Follows || Denied;
      if (!Follows && !Denied)
        Open.push_back(Plain(I));
    }
    S.Implied = std::move(Open);
  }
  return true;
}

/// `ctx = NULL; ret = lib_init(&ctx); if (ret) goto done;`: where a function of which nothing is known succeeds, it has
/// put something there. (One that says with 0 that it failed leaves a path less to follow, on which there is nothing.)
void Solver::implyFilled(EventId At, Execution &X, const FunctionContract &C, Value Result) {
  const Event &Ev = F.Events[At.N];
  if (Ev.Type != TypeClass::Signed || !Result.isSymbolItself() || !C.Inferred.empty())
    return;
  for (std::uint32_t I = 0; I != Ev.ArgsCount && X.S.Implied.size() < MostImplied; ++I) {
    const Value V = argument(At, X, I);
    if (!V.isSymbolItself() || Symbols[V.S].Kind != SymbolKind::VarAddress || X.S.find({V.S, PathId(0)}) ||
        (I < C.Params.size() ? C.Params[I] : C.Rest).Word != ParamWord::Unknown)
      continue;
    const Var &Of = F.Vars[Symbols[V.S].A];
    if (Of.Kind != VarKind::Local || Of.Type != TypeClass::Pointer || Of.Array)
      continue;
    const CellKey K{V.S, PathId(0)};
    const Value Filled = found(X, K, SymbolKind::Loaded, At.N, I, TypeClass::Pointer);
    X.S.set(K, Filled);
    X.S.Implied.push_back({Result.S, Filled.S, sign::Zero, sign::Pos, INT64_MIN, INT64_MAX});
  }
}

/// Forgets what was said of \p Renewed, which has got another meaning.
void Solver::forgetImplied(State &S, SymbolId Renewed) const {
  if (!S.Implied.empty())
    eraseIf(S.Implied, [&](const Implication &I) {
      return Symbols.dependsOn(I.If, Renewed) || Symbols.dependsOn(I.Then, Renewed);
    });
}

} // namespace deed
