//===- paths/DoubleFree.cpp - the rule double-free ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Rules.h"

namespace deed {

void doubleFree(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  for (const Incident &I : Solved.S.Incidents) {
    if (I.Kind != IncidentKind::DoubleRelease && I.Kind != IncidentKind::ReleaseAfterTransfer)
      continue;
    Finding F = makeFinding(Solved, Rule::DoubleFree, I);
    const std::string First = calleeName(Solved.F, I.Ended);
    if (I.Kind == IncidentKind::DoubleRelease && I.ByContext)
      F.Message = quoted(I.Name) + " is released after " + quoted(endedName(Solved.F, I.Ended), "its context") +
                  ", which it hangs from, was freed with all that hangs from it";
    else if (I.Kind == IncidentKind::DoubleRelease)
      F.Message = quoted(I.Name) + " is released twice" + (First.empty() ? "" : "; '" + First + "' released it before");
    else
      F.Message = quoted(I.Name) + " is released after its ownership was transferred" +
                  (First.empty() ? "" : " to '" + First + "'");
    if (closeHadFailed(Solved, I)) {
      F.Minor = true;
      F.Help = "on Linux a close() that fails has given the descriptor back, too: do not close it again";
    }
    F.Path.push_back({F.Place, StepKind::Release, "released again here"});
    Out.push_back(std::move(F));
  }
}

} // namespace deed
