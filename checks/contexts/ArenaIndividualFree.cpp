//===- contexts/ArenaIndividualFree.cpp - the rule arena-individual-free ----===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "contexts/Contexts.h"

namespace deed {

void arenaIndividualFree(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  findEach(Solved, Rule::ArenaIndividualFree, IncidentKind::IndividualFree, Out, [&](Finding &F, const Incident &I) {
    if (I.ByRealloc) {
      F.Message = "each round of this loop reallocates a block on " +
                  quoted(contextName(Solved.F, I.Born), "an arena") +
                  " with other blocks behind it: every round leaves a copy there until the arena ends";
      F.Help = "reserve enough before the loop";
      return;
    }
    F.Message =
        "freeing " + quoted(I.Name, "a block") + " alone has no effect: it hangs from an arena that frees all at once";
    F.Help = "leave it to the end of the arena, or allocate it where single blocks are freed";
  });
}

} // namespace deed
