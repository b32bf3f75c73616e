//===- paths/UntakenResult.cpp - the rule untaken-result ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An expression's result belongs to its context until it is taken over. The
// solver sees a borrow bound to an owner's name, released or given away; here is
// who could have made it right.
//===----------------------------------------------------------------------===//
#include "engine/Rules.h"

namespace deed {

std::string takerOf(const SolvedFlow &Solved, const Incident &I) {
  if (!I.Born.valid())
    return "";
  const Event &E = Solved.F.Events[I.Born.N];
  const FunctionContract *C =
      E.Code == Op::Call && E.Target.valid() ? Solved.F.Callees[E.Target.N].Contract.get() : nullptr;
  return C ? C->TakenBy : "";
}

void untakenResult(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  for (const Incident &I : Solved.S.Incidents) {
    const bool Kept = I.Kind == IncidentKind::OwnBoundToBorrow;
    if (!Kept && I.Kind != IncidentKind::BorrowReleased && I.Kind != IncidentKind::BorrowTaken)
      continue;
    const std::string Taker = takerOf(Solved, I);
    if (Taker.empty())
      continue;
    Finding F = makeFinding(Solved, Rule::UntakenResult, I);
    const std::string By = calleeName(Solved.F, I.At), From = calleeName(Solved.F, I.Born);
    F.Message = quoted(I.Name) +
                (Kept                                     ? " is kept as owned"
                 : I.Kind == IncidentKind::BorrowReleased ? " is released by '" + By + "'"
                                                          : " is given to '" + By + "', which takes ownership") +
                ", but was not taken over from what '" + From + "' was asked of";
    F.Help = "call '" + Taker + "' first";
    F.Path.push_back({F.Place, Kept ? StepKind::Note : StepKind::Release, Kept ? "kept here" : "given away here"});
    Out.push_back(std::move(F));
  }
}

} // namespace deed
