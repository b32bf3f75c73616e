//===- contexts/ErrorOnTemporary.cpp - the rule error-on-temporary ----===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "contexts/Contexts.h"

namespace deed {

void errorOnTemporary(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  const Flow &Fl = Solved.F;
  for (const Incident &I : Solved.S.Incidents) {
    if ((I.Kind != IncidentKind::BorrowReturned && I.Kind != IncidentKind::BorrowKept) || !I.ByContext ||
        !isError(Fl, I))
      continue;
    Finding F = makeFinding(Solved, Rule::ErrorOnTemporary, I);
    const std::string On = endedName(Fl, I.Ended);
    F.Message = quoted(I.Name.empty() ? I.Holder : I.Name, "the result") + " of '" + Fl.Function +
                "' is allocated on " + quoted(On, "a temporary context") + ", which is freed before the caller sees it";
    const std::string Maker = calleeName(Fl, I.Born);
    F.Help = "pass the caller's context" + (Maker.empty() ? "" : " to '" + Maker + "'") +
             ", so that the error outlives " + quoted(On, "the temporary one");
    F.Path.push_back(
        {F.Place, StepKind::Lose, I.Kind == IncidentKind::BorrowReturned ? "returned here" : "stored here"});
    F.Repair = allocateOnCallers(Solved, I.Born);
    Out.push_back(std::move(F));
  }
}

} // namespace deed
