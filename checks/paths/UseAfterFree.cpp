//===- paths/UseAfterFree.cpp - the rule use-after-free ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Rules.h"

namespace deed {

void useAfterFree(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  for (const Incident &I : Solved.S.Incidents) {
    if (I.Kind != IncidentKind::UseAfterRelease)
      continue;
    Finding F = makeFinding(Solved, Rule::UseAfterFree, I);
    const std::string By = calleeName(Solved.F, I.Ended);
    F.Message =
        quoted(I.Name) + " is used after " +
        (I.ByContext   ? "the end of " + quoted(endedName(Solved.F, I.Ended), "the context") + ", which it hangs from"
         : I.ByRealloc ? "'" + By + "' moved it"
         : By.empty()  ? "its release"
                       : "'" + By + "' released it");
    if (closeHadFailed(Solved, I)) {
      F.Minor = true;
      F.Help = "on Linux a close() that fails has given the descriptor back, too: do not use it any more";
    }
    const std::string Callee = calleeName(Solved.F, I.At);
    F.Path.push_back({F.Place, StepKind::Use, Callee.empty() ? "used here" : "passed to '" + Callee + "' here"});
    Out.push_back(std::move(F));
  }
}

} // namespace deed
