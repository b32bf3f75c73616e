//===- paths/NullAfterTransfer.cpp - the rule null-after-transfer ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Rules.h"

namespace deed {

void nullAfterTransfer(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  for (const Incident &I : Solved.S.Incidents) {
    if (I.Kind != IncidentKind::NotNulled)
      continue;
    // A use of it, or a second release, says more; one defect, one finding.
    bool Said = false;
    for (const Incident &Other : Solved.S.Incidents)
      Said |= (Other.Kind == IncidentKind::UseAfterTransfer || Other.Kind == IncidentKind::ReleaseAfterTransfer) &&
              Other.Ended == I.Ended;
    if (Said)
      continue;
    Finding F = makeFinding(Solved, Rule::NullAfterTransfer, I);
    const std::string To = calleeName(Solved.F, I.Ended);
    F.Message = quoted(I.Name) + " is not set to NULL after its ownership was transferred" +
                (To.empty() ? "" : " to '" + To + "'");
    F.Help = "set " + quoted(I.Name) + " to NULL right after the transfer";
    F.Repair = insertAfter(Solved, I.Ended, I.Name + " = NULL;", "set " + quoted(I.Name) + " to NULL after the transfer");
    F.Path.push_back({F.Place, StepKind::Transfer, "transferred here, and " + quoted(I.Name) + " stays live"});
    Out.push_back(std::move(F));
  }
}

} // namespace deed
