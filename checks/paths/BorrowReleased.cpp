//===- paths/BorrowReleased.cpp - the rule borrow-released ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Rules.h"

namespace deed {

void borrowReleased(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  for (const Incident &I : Solved.S.Incidents) {
    // Without a prefix it is release-mismatch that speaks.
    if ((I.Kind != IncidentKind::BorrowReleased && I.Kind != IncidentKind::BorrowTaken) || !I.ByRole)
      continue;
    if (!destroyedBorrow(Solved, I).empty() || !takerOf(Solved, I).empty())
      continue; // a more specific rule speaks
    Finding F = makeFinding(Solved, Rule::BorrowReleased, I);
    const std::string By = calleeName(Solved.F, I.At);
    const std::string To = By.empty() ? "a call" : "'" + By + "'";
    if (I.Kind == IncidentKind::BorrowReleased)
      F.Message = quoted(I.Name) + " is borrowed, but " + To + " releases it";
    else
      F.Message = quoted(I.Name) + " is borrowed, but " + To + " takes ownership of it";
    F.Help = "pass an owned value, or a copy of this one";
    F.Path.push_back(
        {F.Place, I.Kind == IncidentKind::BorrowReleased ? StepKind::Release : StepKind::Transfer, "given away here"});
    Out.push_back(std::move(F));
  }
}

} // namespace deed
