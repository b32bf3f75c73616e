//===- paths/UseAfterTransfer.cpp - the rule use-after-transfer ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Rules.h"

namespace deed {

void useAfterTransfer(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  for (const Incident &I : Solved.S.Incidents) {
    if (I.Kind != IncidentKind::UseAfterTransfer)
      continue;
    Finding F = makeFinding(Solved, Rule::UseAfterTransfer, I);
    const std::string To = calleeName(Solved.F, I.Ended);
    F.Message =
        quoted(I.Name) + " is used after its ownership was transferred" + (To.empty() ? "" : " to '" + To + "'");
    F.Help = "use it before the transfer, or ask its new owner for it";
    const std::string Callee = calleeName(Solved.F, I.At);
    F.Path.push_back({F.Place, StepKind::Use, Callee.empty() ? "used here" : "passed to '" + Callee + "' here"});
    Out.push_back(std::move(F));
  }
}

} // namespace deed
