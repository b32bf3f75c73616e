//===- contexts/UninitializedAllocation.cpp - the rule uninitialized-allocation ----===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "contexts/Contexts.h"

namespace deed {

void uninitializedAllocation(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  findEach(Solved, Rule::UninitializedAllocation, IncidentKind::UninitializedRead, Out,
           [&](Finding &F, const Incident &I) {
             F.Message = quoted(I.Name, "memory") + " is read before it is written: '" + calleeName(Solved.F, I.Born) +
                         "' does not set its bytes";
             F.Help = "use the function that gives zeroed memory, or write it first";
           });
}

} // namespace deed
