//===- contexts/ScopeDepth.cpp - the rule scope-depth ----===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "contexts/Contexts.h"

namespace deed {

void scopeDepth(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  findEach(Solved, Rule::ScopeDepth, IncidentKind::TooDeep, Out, [&](Finding &F, const Incident &I) {
    F.Message = "'" + Solved.F.Function + "' has more than 32 scopes open at once here";
    F.Help = "leave a scope before the next is entered";
    F.Variable = calleeName(Solved.F, I.At);
  });
}

} // namespace deed
