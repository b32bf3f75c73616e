//===- contexts/StealBorrowed.cpp - the rule steal-borrowed ----===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "contexts/Contexts.h"

namespace deed {

void stealBorrowed(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  findEach(Solved, Rule::StealBorrowed, IncidentKind::StealBorrowed, Out, [&](Finding &F, const Incident &I) {
    F.Message = quoted(I.Name, "the value") + " is given another parent by '" + calleeName(Solved.F, I.At) +
                "', but '" + Solved.F.Function + "' only borrows it";
    F.Help = "copy it, or let its owner move it";
  });
  findEach(Solved, Rule::StealBorrowed, IncidentKind::StealLoop, Out, [&](Finding &F, const Incident &I) {
    F.Message = quoted(I.Name, "the value") + " is moved below itself: the new parent hangs from it";
    F.Help = "move it to a context that does not hang from it";
  });
}

} // namespace deed
