//===- contexts/CrossScopeRealloc.cpp - the rule cross-scope-realloc ----===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "contexts/Contexts.h"

namespace deed {

void crossScopeRealloc(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  findEach(Solved, Rule::CrossScopeRealloc, IncidentKind::CrossScope, Out, [&](Finding &F, const Incident &I) {
    F.Message = quoted(I.Name, "memory") +
                " of an outer scope is reallocated inside an inner one: it ends with the inner scope";
    F.Help = "reserve enough before the inner scope, or reallocate it with the allocator of its own scope behind it";
  });
}

} // namespace deed
