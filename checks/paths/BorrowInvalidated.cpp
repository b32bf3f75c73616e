//===- paths/BorrowInvalidated.cpp - the rule borrow-invalidated ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Rules.h"

namespace deed {

void borrowInvalidated(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  for (const Incident &I : Solved.S.Incidents) {
    if (I.Kind != IncidentKind::BorrowInvalidated)
      continue;
    Finding F = makeFinding(Solved, Rule::BorrowInvalidated, I);
    const std::string By = calleeName(Solved.F, I.Ended);
    F.Message = quoted(I.Name) + " is used after " + (By.empty() ? "a change of its owner" : "'" + By + "'") +
                ", which may have moved what it points to";
    F.Help = "fetch it again after the change, or copy what is needed before";
    const std::string Callee = calleeName(Solved.F, I.At);
    F.Path.push_back({F.Place, StepKind::Use, Callee.empty() ? "used here" : "passed to '" + Callee + "' here"});
    Out.push_back(std::move(F));
  }
}

} // namespace deed
