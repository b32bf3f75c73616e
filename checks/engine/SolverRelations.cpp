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
    if ((Fact.Signs != sign::Zero && Fact.Signs != sign::Pos) || Symbols[Fact.S].Kind != SymbolKind::Compared)
      continue;
    const SymbolInfo I = Symbols[Fact.S]; // a copy: compare() adds to the table
    if ((I.L == A) == (I.R == A))
      continue;
    const Value There = I.L == A ? compare(Other, I.Cmp, B, I.R) : compare(Other, I.Cmp, I.L, B);
    if (There.K == Value::Kind::Unknown || signsOfValue(Other, There) != Fact.Signs)
      continue;
    const Value V = Value::symbol(Now);
    const SymbolId S = I.L == A ? Symbols.compared(I.Cmp, V, I.R) : Symbols.compared(I.Cmp, I.L, V);
    Out.push_back({S, Fact.Signs});
  }
}

/// A counter that the condition `i < n` has stopped is n: it came there by ones. (Who
/// counts in other steps, or to a negative number, does not ask for `i == n`.)
bool Solver::isStoppedAt(const State &S, Value Counter, Value End) {
  if (!Counter.isSymbolItself() || Symbols[Counter.S].Kind != SymbolKind::Join)
    return false;
  const SymbolState *Less = S.find(Symbols.compared(CompareOp::LT, Counter, End));
  return Less && Less->Signs == sign::Zero;
}

} // namespace deed
