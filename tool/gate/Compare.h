//===- gate/Compare.h - what is new against the base ---------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Subtracts the base's findings from those of now, one by one, and says which of
// the rest are within the gate's scope.
//===----------------------------------------------------------------------===//
#ifndef DEED_GATE_COMPARE_H
#define DEED_GATE_COMPARE_H

#include "gate/Changes.h"
#include "gate/SourceText.h"
#include "report/Report.h"

namespace deed {

/// Which new findings fail; each has all of those before it.
enum class GateScope : std::uint8_t {
  Lines,     ///< on a changed line
  Functions, ///< in a changed function, or one that calls one; or whose path or contract changed
  Files,     ///< in a changed file
  Project,   ///< all
};

/// What the gate compares by.
struct Comparison {
  const ChangeSet &Changes;
  /// Functions whose contract is another than in the base.
  const llvm::StringSet<> &Contracts;
  GateScope Scope = GateScope::Functions;
};

/// Moves what is not new, or is outside of the scope, from Report.Findings to
/// Report.Known, and adds those of \p Before that are gone. Places of \p Before
/// are those of the base.
void subtractBase(std::vector<Finding> Before, const Comparison &By, RunReport &Report);

} // namespace deed

#endif // DEED_GATE_COMPARE_H
