//===- contexts/LoopGrowth.cpp - the rule loop-growth ----===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "contexts/Contexts.h"

namespace deed {

void loopGrowth(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  findEach(Solved, Rule::LoopGrowth, IncidentKind::LoopGrowth, Out, [&](Finding &F, const Incident &I) {
    const std::string On = contextName(Solved.F, I.Born);
    F.Message = "each round of this loop allocates on " + quoted(On, "a context that outlives the loop") + " in '" +
                Solved.F.Function + "', and nothing is freed before the loop ends";
    F.Help = "free it in the round that made it, or use a context that is reset in each round";
    F.Variable = On;
  });
}

} // namespace deed
