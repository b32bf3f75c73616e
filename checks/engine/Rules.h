//===- engine/Rules.h - the rules of section A ------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each rule stands in a file of its own and walks a solved flow. It runs no
// dataflow and prints nothing.
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_RULES_H
#define DEED_ENGINE_RULES_H

#include "engine/Explain.h"

namespace deed {

void useAfterTransfer(const SolvedFlow &Solved, std::vector<Finding> &Out);
void useAfterFree(const SolvedFlow &Solved, std::vector<Finding> &Out);
void doubleFree(const SolvedFlow &Solved, std::vector<Finding> &Out);
void leak(const SolvedFlow &Solved, std::vector<Finding> &Out);
void errorPathLeak(const SolvedFlow &Solved, std::vector<Finding> &Out);
void conditionalTransfer(const SolvedFlow &Solved, std::vector<Finding> &Out);
void discardedResult(const SolvedFlow &Solved, std::vector<Finding> &Out);
void nullAfterTransfer(const SolvedFlow &Solved, std::vector<Finding> &Out);
void releaseMismatch(const SolvedFlow &Solved, std::vector<Finding> &Out);
void borrowReleased(const SolvedFlow &Solved, std::vector<Finding> &Out);
void borrowOutlivesOwner(const SolvedFlow &Solved, std::vector<Finding> &Out);
void uncheckedAllocation(const SolvedFlow &Solved, std::vector<Finding> &Out);
void incompleteDestroy(const SolvedFlow &Solved, std::vector<Finding> &Out);
void borrowInvalidated(const SolvedFlow &Solved, std::vector<Finding> &Out);
void untakenResult(const SolvedFlow &Solved, std::vector<Finding> &Out);
void prefixMismatch(const SolvedFlow &Solved, std::vector<Finding> &Out);

void temporaryEscape(const SolvedFlow &Solved, std::vector<Finding> &Out);
void errorOnTemporary(const SolvedFlow &Solved, std::vector<Finding> &Out);
void fieldParent(const SolvedFlow &Solved, std::vector<Finding> &Out);
void temporaryNotFreed(const SolvedFlow &Solved, std::vector<Finding> &Out);
void wrongParent(const SolvedFlow &Solved, std::vector<Finding> &Out);
void stealBorrowed(const SolvedFlow &Solved, std::vector<Finding> &Out);
void crossScopeRealloc(const SolvedFlow &Solved, std::vector<Finding> &Out);
void scopeDepth(const SolvedFlow &Solved, std::vector<Finding> &Out);
void outsideScope(const SolvedFlow &Solved, std::vector<Finding> &Out);
void allocatorAcrossThreads(const SolvedFlow &Solved, std::vector<Finding> &Out);
void loopGrowth(const SolvedFlow &Solved, std::vector<Finding> &Out);
void arenaIndividualFree(const SolvedFlow &Solved, std::vector<Finding> &Out);
void uninitializedAllocation(const SolvedFlow &Solved, std::vector<Finding> &Out);

/// The borrowed field that a destroy function gives away in \p I, or "": then it
/// is the destroy function that is wrong.
std::string destroyedBorrow(const SolvedFlow &Solved, const Incident &I);
/// What would have taken the value of \p I over from its producer, or "".
std::string takerOf(const SolvedFlow &Solved, const Incident &I);
/// Which rule speaks of a lost value: the most specific one, and only it.
Rule ruleOfLoss(const Incident &I);
/// The lost values that \p Id speaks of: one finding for an acquisition, at its
/// first exit, with further exits as notes.
void reportLosses(const SolvedFlow &Solved, Rule Id, std::vector<Finding> &Out);

} // namespace deed

#endif // DEED_ENGINE_RULES_H
