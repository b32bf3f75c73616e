//===- contexts/ScopeDepth.cpp - the rule scope-depth ----===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "contexts/Contexts.h"

namespace deed {

void scopeDepth(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  findEach(Solved, Rule::ScopeDepth, IncidentKind::TooDeep, Out, [&](Finding &F, const Incident &I) {
    const std::string By = calleeName(Solved.F, I.At);
    F.Message = "more than 32 scopes are open at once in '" + Solved.F.Function + "'" +
                (By.empty() ? "" : " when '" + By + "' enters one more");
    F.Help = "leave a scope before the next is entered";
    F.Variable = calleeName(Solved.F, I.At);
  });
}

} // namespace deed
