//===- contexts/AllocatorAcrossThreads.cpp - the rule allocator-across-threads ----===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "contexts/Contexts.h"

namespace deed {

void allocatorAcrossThreads(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  findEach(Solved, Rule::AllocatorAcrossThreads, IncidentKind::CrossThread, Out, [&](Finding &F, const Incident &I) {
    F.Message = quoted(I.Name, "memory") + " is handed to another thread by '" + calleeName(Solved.F, I.At) +
                "', but its allocator belongs to this one";
    F.Help = "copy it to memory of an allocator that threads may share";
  });
}

} // namespace deed
