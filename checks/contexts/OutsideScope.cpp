//===- contexts/OutsideScope.cpp - the rule outside-scope ----===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "contexts/Contexts.h"

namespace deed {

void outsideScope(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  findEach(Solved, Rule::OutsideScope, IncidentKind::OutsideScope, Out, [&](Finding &F, const Incident &I) {
    F.Message = "'" + calleeName(Solved.F, I.At) + "' allocates on " +
                quoted(contextName(Solved.F, I.At), "an allocator") + ", which works inside a scope only; '" +
                Solved.F.Function + "' is in none here";
    F.Help = "enter a scope first, or take an allocator from the caller";
  });
  reportLosses(Solved, Rule::OutsideScope, Out);
}

} // namespace deed
