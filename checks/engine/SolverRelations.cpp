//===- engine/SolverRelations.cpp - comparisons that outlive a merge ------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// for (i = 0; i < n; i++) if (fits(v[i])) break;
// if (i == n) ...
//
// After the loop i is 0 on one path and something else on the others; on all of them
// `i < n` is as it was asked last. What both paths know of the two values is known of
// the one that stands for them.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// The comparisons with \p A on path \p Of that have the same answer for \p B on path
/// \p Other, as comparisons with \p Now.
void Solver::relate(const State &Of, Value A, const State &Other, Value B, SymbolId Now, std::vector<Relation> &Out) {
  if (!A.isSymbolItself() || !Symbols[A.S].IsOperand)
    return;
  for (const SymbolState &Fact : Of.Symbols) {
    if ((Fact.Signs != sign::Zero && Fact.Signs != sign::Pos) || Symbols.head(Fact.S).Kind != SymbolKind::Compared)
      continue;
    if (const SymbolInfo &Asked = Symbols[Fact.S]; (Asked.L == A) == (Asked.R == A))
      continue;
    const SymbolInfo I = Symbols[Fact.S]; // a copy: compare() adds to the table
    const Value There = I.L == A ? compare(Other, I.Cmp, B, I.R) : compare(Other, I.Cmp, I.L, B);
    if (There.K == Value::Kind::Unknown || signsOfValue(Other, There) != Fact.Signs)
      continue;
    const Value V = Value::symbol(Now);
    const SymbolId S = I.L == A ? Symbols.compared(I.Cmp, V, I.R) : Symbols.compared(I.Cmp, I.L, V);
    Out.push_back({S, Fact.Signs});
    if (EndsLoop.count(Fact.S))
      EndsLoop.insert(S);
  }
}

/// The same where \p A is a number, 1 in the second round of `for (i = 0; i <= n; i++) if (i == n) break;`:
/// the numbers that it is known not to be more than, or not less.
void Solver::relateNumber(const State &Of, Value A, const State &Other, Value B, SymbolId Now,
                          std::vector<Relation> &Out) {
  if (!A.isInt())
    return;
  for (const SymbolState &St : Of.Symbols) {
    const Value R = Value::symbol(St.S);
    const SymbolKind Kind = Symbols.head(St.S).Kind;
    if (!Symbols.head(St.S).IsOperand || !isNumber(R) || Kind == SymbolKind::Compared || Kind == SymbolKind::Computed ||
        St.S == Now || B == R)
      continue;
    const Bounds Here = boundsOf(Of, R), There = boundsOf(Other, R);
    const std::uint8_t Order = B.isInt() ? sign::Any : orderOf(Other, B, R);
    if (A.I <= Here.Lo && (B.isInt() ? B.I <= There.Lo : !(Order & sign::Pos)))
      Out.push_back({Symbols.compared(CompareOp::LE, Value::symbol(Now), R), sign::Pos});
    else if (A.I >= Here.Hi && (B.isInt() ? B.I >= There.Hi : !(Order & sign::Neg)))
      Out.push_back({Symbols.compared(CompareOp::GE, Value::symbol(Now), R), sign::Pos});
  }
}

/// The same where \p A or \p B has come by steps from a number that is still there, or from one that was
/// compared with it: after `for (i = n; i != end; i--)` i is less than n in each round but the first.
void Solver::relateSteps(const State &Of, Value A, const State &Other, Value B, SymbolId Now,
                         std::vector<Relation> &Out) {
  if (!isNumber(A) || !isNumber(B))
    return;
  auto StartOf = [&](Value V) {
    const SymbolInfo *I = V.isSymbolItself() ? &Symbols[V.S] : nullptr;
    return I && I->Kind == SymbolKind::Computed && I->L.isSymbolItself() && I->R.isInt() ? I->L : Value();
  };
  std::vector<Value> Ends;
  for (const Value Each : {A, B})
    for (Value Start = StartOf(Each); Start.isSym() && Ends.size() < 16; Start = StartOf(Start)) {
      const State &In = Each == A ? Of : Other;
      Ends.push_back(Start);
      for (const SymbolState &Fact : In.Symbols)
        if ((Fact.Signs == sign::Zero || Fact.Signs == sign::Pos) && Symbols.head(Fact.S).Kind == SymbolKind::Compared)
          if (const SymbolInfo &Asked = Symbols[Fact.S]; Asked.L == Start || Asked.R == Start)
            Ends.push_back(Asked.L == Start ? Asked.R : Asked.L);
    }
  std::sort(Ends.begin(), Ends.end());
  Ends.erase(std::unique(Ends.begin(), Ends.end()), Ends.end());
  for (const Value End : Ends) {
    if (!End.isSymbolItself() || End.S == Now || Symbols.dependsOn(End.S, Now))
      continue;
    const auto Say = [&](CompareOp Op) { Out.push_back({Symbols.compared(Op, Value::symbol(Now), End), sign::Pos}); };
    switch (orderOf(Of, A, End) | orderOf(Other, B, End)) {
    case sign::Neg: Say(CompareOp::LT); break;
    case sign::Pos: Say(CompareOp::GT); break;
    case sign::Neg | sign::Zero: Say(CompareOp::LE); break;
    case sign::Pos | sign::Zero: Say(CompareOp::GE); break;
    }
  }
}

/// The signs that \p L - \p R may have, by what was asked of the two.
std::uint8_t Solver::askedOrder(const State &S, Value L, Value R) const {
  std::uint8_t Order = sign::Any;
  for (const SymbolState &Fact : S.Symbols) {
    if (Fact.Signs != sign::Zero && Fact.Signs != sign::Pos)
      continue;
    if (Symbols.head(Fact.S).Kind != SymbolKind::Compared)
      continue;
    const SymbolInfo &I = Symbols[Fact.S];
    const CompareOp Op = Fact.Signs == sign::Pos ? I.Cmp : invert(I.Cmp);
    if (I.L == L && I.R == R)
      Order &= signsAllowed(Op, 0);
    else if (I.L == R && I.R == L)
      Order &= signsAllowed(swapSides(Op), 0);
  }
  return Order;
}

/// `if (i == n) return; i++;`, where `i <= n` was true: it is still. Of numbers that do not overflow.
std::uint8_t Solver::orderOf(const State &S, Value L, Value R, unsigned Depth) const {
  if (L == R)
    return sign::Zero;
  if (!isNumber(L) || !isNumber(R))
    return sign::Any;
  // What is Of plus a constant, against To.
  auto Stepped = [&](Value Of, Value To) -> std::uint8_t {
    const SymbolInfo *I = Of.isSymbolItself() ? &Symbols[Of.S] : nullptr;
    if (!I || I->Kind != SymbolKind::Computed || !I->R.isInt() || !I->L.isSymbolItself() ||
        (I->Operator != arith::Add && I->Operator != arith::Sub) || I->R.I == 0 || I->R.I == INT64_MIN)
      return sign::Any;
    const std::int64_t Step = I->Operator == arith::Add ? I->R.I : -I->R.I;
    // (In a second round it has come by two steps.)
    const std::uint8_t Was = I->L == To   ? sign::Zero
                             : Depth >= 3 ? askedOrder(S, I->L, To)
                                          : orderOf(S, I->L, To, Depth + 1);
    if (Step > 0)
      return !(Was & sign::Neg) ? sign::Pos : Step == 1 && Was == sign::Neg ? sign::Neg | sign::Zero : sign::Any;
    return !(Was & sign::Pos) ? sign::Neg : Step == -1 && Was == sign::Pos ? sign::Zero | sign::Pos : sign::Any;
  };
  auto Negated = [](std::uint8_t Signs) -> std::uint8_t {
    return (Signs & sign::Zero) | (Signs & sign::Neg ? sign::Pos : 0) | (Signs & sign::Pos ? sign::Neg : 0);
  };
  return askedOrder(S, L, R) & Stepped(L, R) & Negated(Stepped(R, L));
}

/// A counter that the condition `i < n` of a loop has stopped is n: it came there by ones. (Who
/// counts in other steps, or to a negative number, does not ask for `i == n`. And `if (i < n)
/// return;` behind a loop stops nothing.)
bool Solver::isStoppedAt(const State &S, Value Counter, Value End) {
  if (!Counter.isSymbolItself() || Symbols[Counter.S].Kind != SymbolKind::Join)
    return false;
  const SymbolId Asked = Symbols.compared(CompareOp::LT, Counter, End);
  const SymbolState *Less = EndsLoop.count(Asked) ? S.find(Asked) : nullptr;
  return Less && Less->Signs == sign::Zero;
}

} // namespace deed
