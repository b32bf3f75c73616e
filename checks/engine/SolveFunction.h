//===- engine/SolveFunction.h - from a flow to what is told ----*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Solves one flow and gathers all that comes of it: findings, obligations, and
// the summary for callers. A file's analysis and the index both come here, so a
// function says the same wherever it is solved.
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_SOLVEFUNCTION_H
#define DEED_ENGINE_SOLVEFUNCTION_H

#include "engine/Explain.h"
#include "engine/Ledger.h"
#include "engine/Solver.h"
#include <bitset>

namespace deed {

struct Profile;

struct SolvedFunction {
  std::vector<Finding> Findings;
  std::vector<Obligation> Obligations;
  std::string BudgetHit; ///< "states" or "steps"; empty: none
};

/// What a file's configuration says of solving and of rules.
struct SolveSettings {
  const std::bitset<64> &Enabled; ///< rules, by position in allRules()
  const RuleOptions &Options;
  const Conventions &Names;
  Profile *Times = nullptr; ///< null: nobody wants to know
};

/// Puts what the body of \p F does into \p C, its contract, for its callers. \p Where
/// the function is named.
Solution solveBody(const Flow &F, FunctionContract &C, const SourceRange &Where, const SolveSettings &Settings);

/// What there is to tell of a solved function. \p Report: runs the rules that are on
/// and fills the obligations.
SolvedFunction tell(const Flow &F, const Solution &Solved, const SourceView &View, const SolveSettings &Settings,
                    bool Report);

/// Both, one after the other.
SolvedFunction solveFunction(const Flow &F, FunctionContract &C, const SourceView &View, const SolveSettings &Settings,
                             bool Report);

} // namespace deed

#endif // DEED_ENGINE_SOLVEFUNCTION_H
