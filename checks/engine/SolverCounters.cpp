//===- engine/SolverCounters.cpp - the numbers that a call leaves ---------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An array and how many it has, a result and whether it is the caller's: a callee
// writes both through its arguments, and its caller asks the number.
//
//   static void push(char ***v, int *n, const char *s) { *v = grow(*v, *n); (*v)[(*n)++] = strdup(s); }
//
// Exits that differ in such numbers alone are one, with the numbers of both; so they
// cost no paths. Exits that differ in what they own keep theirs apart.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// `m.data = malloc(n); m.length = n;`: who got a block asked for something, and has it by its length.
void Solver::markSize(EventId At, Execution &X) {
  const Event &E = F.Events[At.N];
  std::vector<Value> Asked;
  for (std::uint32_t I = 0; I != E.ArgsCount; ++I)
    if (const Value V = argument(At, X, I); V.isSymbolItself())
      Asked.push_back(V);
  // malloc(), calloc(); not strndup()
  if (std::all_of(Asked.begin(), Asked.end(), [&](Value V) { return isNumber(V); }))
    for (Value V : Asked) {
      X.S.at(V.S).IsSize = true;
      // malloc(n + 1): nor is what that was computed of negative, whoever returns it.
      while (V.isSymbolItself() && Symbols[V.S].Kind == SymbolKind::Computed && Symbols[V.S].R.isInt() &&
             (Symbols[V.S].Operator == arith::Add || Symbols[V.S].Operator == arith::Mul) && Symbols[V.S].R.I > 0)
        V = Symbols[V.S].L;
      if (V.isSymbolItself() && isNumber(V))
        narrow(X.S, V.S, sign::Zero | sign::Pos);
    }
}

bool Solver::isSize(const State &S, Value V) const {
  const SymbolState *St = V.isSymbolItself() ? S.find(V.S) : nullptr;
  return St && St->IsSize && signsOfValue(S, V) != sign::Zero;
}

/// How the number \p V, which the cell \p Here of argument \p Param holds, comes from what was there: `*flags |= bit;`.
void Solver::findBits(const State &S, Value V, int Param, PathId Here, Number &N) const {
  auto IsOld = [&](Value Start) {
    const SymbolState *St = Start.isSymbolItself() ? S.find(Start.S) : nullptr;
    return St && St->AsFound && St->OriginIsCell && St->OriginParam == Param && St->OriginPath == Here && !St->Weak;
  };
  auto Computed = [&](Value Of, std::int64_t Operator) {
    const SymbolInfo *I = Of.isSymbolItself() ? &Symbols[Of.S] : nullptr;
    return I && I->Kind == SymbolKind::Computed && I->Operator == Operator ? I : nullptr;
  };
  const SymbolInfo *Or = Computed(V, arith::Or), *And = Computed(V, arith::And);
  if (Or && IsOld(Or->L) && !Or->R.isInt()) {
    N.OfArgument = argumentNumber(Or->R);
    N.Bits = N.OfArgument.Param >= 0 ? BitChange::Sets : BitChange::None;
    return;
  }
  const SymbolInfo *Not = And && IsOld(And->L) ? Computed(And->R, arith::Xor) : nullptr;
  if (Not && Not->R.isInt() && static_cast<std::int32_t>(Not->R.I) == -1) {
    N.OfArgument = argumentNumber(Not->L);
    N.Bits = N.OfArgument.Param >= 0 ? BitChange::Clears : BitChange::None;
    return;
  }
  if (Or && Or->R.isInt()) {
    N.Ones = Or->R.I;
    V = Or->L;
    And = Computed(V, arith::And);
  }
  if (And && And->R.isInt()) {
    N.Mask = And->R.I;
    V = And->L;
  }
  if ((Or || And) && IsOld(V))
    N.Bits = BitChange::Constant;
  else
    N.Mask = -1, N.Ones = 0;
}

/// A constructor of more numbers than these fills a table.
constexpr std::size_t MostNumbersOfResult = 16;

/// The numbers in the members of the record, or of the fresh block, that \p O returns: `n->size = size; n->kind = TEXT;`.
void Solver::sumResultNumbers(const State &S, const Outcome &O, std::vector<Number> &Left) const {
  const Value *R = S.find(resultCell());
  const bool IsRecord = F.ResultType == TypeClass::Record;
  if (!IsRecord && !(O.Return == ReturnWord::Owned && R && R->isSymbolItself()))
    return;
  const SymbolId Object = IsRecord ? resultCell().Base : R->S;
  for (const Cell &C : S.Cells) {
    if (C.Key.Base != Object || C.Key.Path.N == 0 || Paths.isWeak(C.Key.Path) || Left.size() == MostNumbersOfResult)
      continue;
    Number N;
    N.Param = ResultParam;
    N.Path = Paths.text(C.Key.Path, F);
    if (N.Path.find('[') != std::string::npos)
      continue;
    if (C.V.isInt()) {
      // (Of a record it is an effect; and NULL is part of the contents.)
      if (IsRecord || C.V.isZero())
        continue;
      N.Lo = N.Hi = C.V.I;
    } else if (!C.V.isSymbolItself() || !isNumber(C.V)) {
      continue;
    } else if (N.OfArgument = argumentNumber(C.V); N.OfArgument.Param < 0) {
      if (!isSize(S, C.V) && boundsOf(S, C.V).Lo <= 0)
        continue;
      N.Lo = std::max<std::int64_t>(boundsOf(S, C.V).Lo, 1);
    } else if (isSize(S, C.V)) {
      N.Lo = 1;
    }
    Left.push_back(std::move(N));
  }
}

/// What this exit leaves in the cells of the caller's that it wrote.
std::vector<Number> Solver::sumNumbers(const State &S, const Outcome &O) {
  const std::vector<Effect> &Effects = O.Effects;
  std::vector<Number> Left;
  sumResultNumbers(S, O, Left);
  for (const Cell &C : S.Cells) {
    if (Symbols[C.Key.Base].Kind == SymbolKind::Returned)
      continue;
    const SymbolState *Base = S.find(C.Key.Base);
    if (!Base || Base->OriginParam < 0 || Base->OriginParam >= FirstGlobal || Base->Weak || Paths.isWeak(C.Key.Path) ||
        isRecordParam(Base->OriginParam))
      continue;
    const SymbolInfo *Info = C.V.isSymbolItself() ? &Symbols[C.V.S] : nullptr;
    const bool Counts = Info && (Info->Type == TypeClass::Signed || Info->Type == TypeClass::Unsigned ||
                                 Info->Type == TypeClass::Bool || Info->Kind == SymbolKind::Join);
    // A pointer is at least 1 where it is none that is NULL.
    const bool Points = C.V.isSym() && !Counts && signsOfValue(S, C.V) == sign::Pos;
    if (!C.V.isInt() && !Counts && !Points)
      continue;
    // A descriptor is no count.
    if (const SymbolState *V = Info && Counts ? S.find(C.V.S) : nullptr;
        V && (V->St != Status::Plain || V->Absent == sign::Neg))
      continue;
    const PathId P = Base->OriginIsCell ? Paths.below(Base->OriginPath, C.Key.Path) : C.Key.Path;
    Number N;
    N.Param = Base->OriginParam;
    N.Path = Paths.text(P, F);
    if (N.Path.find('[') != std::string::npos || !isWritten(S, N.Param, N.Path))
      continue;
    // One of two fresh blocks is no number.
    if (Info && Info->Kind == SymbolKind::Join && std::any_of(Effects.begin(), Effects.end(), [&](const Effect &E) {
          return E.Kind == EffectKind::Give && E.Param == N.Param && E.Target && E.Path == N.Path && E.Family != "fd";
        }))
      continue;
    // (An address inside of what another argument leads to is not told otherwise.)
    const SymbolState *Of = Points && C.V.Path.N != 0 && Paths.isWeak(C.V.Path) ? S.find(C.V.S) : nullptr;
    const bool Inside =
        Of && Of->OriginParam >= 0 && Of->OriginParam != Base->OriginParam && Of->OriginIsCell && Of->AsFound;
    if (Points && !Inside && std::none_of(Effects.begin(), Effects.end(), [&](const Effect &E) {
          return E.Kind == EffectKind::SetBorrowed && E.Param == N.Param && E.Target && E.Path == N.Path;
        }))
      continue;
    // Made where there was NULL: no number.
    if (std::any_of(Effects.begin(), Effects.end(), [&](const Effect &E) {
          return E.Kind == EffectKind::Regrow && E.Param == N.Param && E.Target && E.Path == N.Path;
        }))
      continue;
    const SymbolState *Start = Info && Info->Kind == SymbolKind::Computed && Info->Operator == arith::Add &&
                                       Info->R.isInt() && Info->L.isSymbolItself()
                                   ? S.find(Info->L.S)
                                   : nullptr;
    if (Start && Start->AsFound && Start->OriginParam == N.Param && Start->OriginPath == P) {
      N.Added = true;
      N.Lo = N.Hi = Info->R.I;
    } else {
      const Bounds B = Points ? Bounds{1, INT64_MAX} : boundsOf(S, C.V);
      N.Lo = isSize(S, C.V) ? std::max<std::int64_t>(B.Lo, 1) : B.Lo;
      N.Hi = B.Hi;
      if (!Points && C.V.isSymbolItself()) {
        N.OfArgument = argumentNumber(C.V);
        if (N.OfArgument.Param < 0)
          findBits(S, C.V, N.Param, P, N);
        if (N.Bits != BitChange::None)
          N.Lo = INT64_MIN, N.Hi = INT64_MAX;
      }
      if (N.Lo == INT64_MIN && N.Hi == INT64_MAX && N.OfArgument.Param < 0 && N.Bits == BitChange::None)
        continue;
    }
    Left.push_back(std::move(N));
  }
  return Left;
}

/// The numbers of two exits that are one.
void Solver::joinNumbers(std::vector<Number> &Into, const std::vector<Number> &From) {
  std::erase_if(Into, [&](Number &N) {
    const auto Same = std::find_if(From.begin(), From.end(), [&](const Number &Other) {
      return Other.Param == N.Param && Other.Path == N.Path && Other.Added == N.Added && Other.Bits == N.Bits;
    });
    if (Same == From.end())
      return true;
    const bool OneArgument = N.OfArgument == Same->OfArgument;
    if (N.Bits != BitChange::None)
      return !OneArgument || N.Mask != Same->Mask || N.Ones != Same->Ones;
    N.Lo = std::min(N.Lo, Same->Lo);
    N.Hi = std::max(N.Hi, Same->Hi);
    if (!OneArgument)
      N.OfArgument = {};
    return N.Lo == INT64_MIN && N.Hi == INT64_MAX && N.OfArgument.Param < 0;
  });
}

/// Numbers tell something where a pointer changes hands; elsewhere they are the
/// caller's concern alone.
void Solver::forgetIdleNumbers() {
  auto Moves = [](const Effect &E) {
    return E.Target && (E.Kind == EffectKind::Give || E.Kind == EffectKind::Release || E.Kind == EffectKind::Take ||
                        E.Kind == EffectKind::Regrow || E.Kind == EffectKind::SetInto || E.Kind == EffectKind::SetFrom);
  };
  const bool Hands = std::any_of(ExitOutcomes.begin(), ExitOutcomes.end(), [&](const auto &Each) {
    const Outcome &O = Each.second;
    return O.Return == ReturnWord::Owned || std::any_of(O.Effects.begin(), O.Effects.end(), Moves);
  });
  if (Hands)
    return;
  for (auto &[Signs, O] : ExitOutcomes)
    std::erase_if(O.Numbers, [&O = O](const Number &N) {
      // But for a constant, or an argument, which may be a flag, `o->mode = 1`; and for a pointer that is not NULL:
      // `if (add(&queue, item)) ...; run_unless_empty(&queue);`
      const bool IsConstant = !N.Added && (N.Lo == N.Hi || N.OfArgument.Param >= 0 || N.Bits != BitChange::None);
      return !IsConstant && (N.Added || N.Lo != 1 || N.Hi != INT64_MAX ||
                             std::none_of(O.Effects.begin(), O.Effects.end(), [&](const Effect &E) {
                               return E.Kind == EffectKind::SetBorrowed && E.Target && E.Param == N.Param &&
                                      E.Path == N.Path;
                             }));
    });
}

/// What \p N says that a cell holds which held \p Before; unknown where that is a range.
Value Solver::valueLeft(EventId At, Execution &X, const Number &N, Value Before) {
  if (N.Added)
    return N.Lo == N.Hi ? compute(X.S, arith::Add, Before, Value::integer(N.Lo), TypeClass::Signed) : Value();
  if (N.Lo == N.Hi)
    return Value::integer(N.Lo);
  const Value Given = N.OfArgument.Param >= 0 ? argument(At, X, N.OfArgument.Param) : Value();
  switch (N.Bits) {
  case BitChange::None:
    return compute(X.S, arith::Add, N.OfArgument.Negated ? negate(X.S, Given, TypeClass::Signed) : Given,
                   Value::integer(N.OfArgument.Added), TypeClass::Signed);
  case BitChange::Constant:
    Before = compute(X.S, arith::And, Before, Value::integer(N.Mask), TypeClass::Unsigned);
    return compute(X.S, arith::Or, Before, Value::integer(N.Ones), TypeClass::Unsigned);
  case BitChange::Sets: return compute(X.S, arith::Or, Before, Given, TypeClass::Unsigned);
  case BitChange::Clears:
    if (!Given.isInt() || Given.I < 0 || Given.I > UINT32_MAX)
      return Value();
    return compute(X.S, arith::And, Before, Value::integer(~Given.I & UINT32_MAX), TypeClass::Unsigned);
  }
  return Value();
}

/// Sets the cells of the caller's. \p Before: what they held, in the order of O.Numbers.
void Solver::applyNumbers(EventId At, Execution &X, const Outcome &O, const std::vector<Value> &Before) {
  for (std::size_t I = 0; I != O.Numbers.size(); ++I) {
    const Number &N = O.Numbers[I];
    CellKey K;
    if (!findTarget(At, X, N.Param, N.Path, K))
      continue;
    const std::uint32_t Slot = N.Param % 64 * 64 + K.Path.N % 64;
    Value Was = Before[I];
    if (N.Bits != BitChange::None &&
        Was.K == Value::Kind::Unknown) // some number: then of its other bits nothing is known
      Was = fresh(X, SymbolKind::Given, At.N, Slot + (1u << 27), TypeClass::Unsigned);
    Value Now = valueLeft(At, X, N, Was);
    if (Now.K == Value::Kind::Unknown && !N.goesByOld() && (N.Lo != INT64_MIN || N.Hi != INT64_MAX)) {
      Now = fresh(X, SymbolKind::Given, At.N, Slot + (1u << 26), TypeClass::Signed);
      narrowBounds(X.S, Now.S, {N.Lo, N.Hi});
    }
    // (fresh() may have renamed the base)
    if (Now.K != Value::Kind::Unknown && findTarget(At, X, N.Param, N.Path, K))
      X.S.set(K, Now, At);
  }
}

/// The same in the block \p R that a call has made, of the members that this function reads.
void Solver::applyResultNumbers(EventId At, Execution &X, Value R, const Outcome &O) {
  for (const Number &N : O.Numbers) {
    CellKey K;
    if (N.Param != ResultParam || !readsMember(N.Path.substr(N.Path.find_last_of(".*") + 1)) || !walk(X, R, N.Path, K))
      continue;
    if (const Value Now = valueLeft(At, X, N, Value()); Now.K != Value::Kind::Unknown)
      X.S.set(K, Now, At);
  }
}

/// What the numbers of \p O are about, before the call.
std::vector<Value> Solver::findNumbers(EventId At, const Execution &X, const Outcome &O) {
  std::vector<Value> Before(O.Numbers.size());
  for (std::size_t I = 0; I != Before.size(); ++I)
    if (CellKey K; O.Numbers[I].goesByOld() && findTarget(At, X, O.Numbers[I].Param, O.Numbers[I].Path, K))
      if (const Value *V = X.S.find(K))
        Before[I] = *V;
  return Before;
}

} // namespace deed
