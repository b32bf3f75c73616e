//===- contexts/WrongParent.cpp - the rule wrong-parent ----===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "contexts/Contexts.h"

namespace deed {

void wrongParent(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  findEach(Solved, Rule::WrongParent, IncidentKind::WrongParent, Out, [&](Finding &F, const Incident &I) {
    const std::string On = contextName(Solved.F, I.Born);
    if (I.At != I.Born) {
      F.Message = quoted(I.Name, "memory") + " hangs from the temporary context " + quoted(On, "") +
                  " and is kept by a reference alone when that is freed";
      F.Help = "steal it to the context that keeps it, or allocate it there";
      return;
    }
    F.Message = "what '" + calleeName(Solved.F, I.Born) + "' allocates here is used in '" + Solved.F.Function +
                "' alone, but hangs from the caller's context " + quoted(On, "");
    F.Help = "allocate it on the temporary context, which is freed here";
    F.Variable = On;
  });
}

} // namespace deed
