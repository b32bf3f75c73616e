//===- paths/Registry.cpp - the rules that walk solved flows --------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Rules.h"
#include <algorithm>

namespace deed {

const std::vector<PathRuleEntry> &pathRules() {
  static const std::vector<PathRuleEntry> Table = {
      {Rule::UseAfterTransfer, useAfterTransfer},
      {Rule::UseAfterFree, useAfterFree},
      {Rule::DoubleFree, doubleFree},
      {Rule::Leak, leak},
      {Rule::ErrorPathLeak, errorPathLeak},
      {Rule::ConditionalTransfer, conditionalTransfer},
      {Rule::DiscardedResult, discardedResult},
      {Rule::NullAfterTransfer, nullAfterTransfer},
      {Rule::ReleaseMismatch, releaseMismatch},
      {Rule::BorrowReleased, borrowReleased},
      {Rule::BorrowOutlivesOwner, borrowOutlivesOwner},
      {Rule::UncheckedAllocation, uncheckedAllocation},
      {Rule::IncompleteDestroy, incompleteDestroy},
      {Rule::UntakenResult, untakenResult},
      {Rule::BorrowInvalidated, borrowInvalidated},
      {Rule::PrefixMismatch, prefixMismatch},
      {Rule::TemporaryEscape, temporaryEscape},
      {Rule::ErrorOnTemporary, errorOnTemporary},
      {Rule::FieldParent, fieldParent},
      {Rule::TemporaryNotFreed, temporaryNotFreed},
      {Rule::WrongParent, wrongParent},
      {Rule::StealBorrowed, stealBorrowed},
      {Rule::CrossScopeRealloc, crossScopeRealloc},
      {Rule::ScopeDepth, scopeDepth},
      {Rule::OutsideScope, outsideScope},
      {Rule::AllocatorAcrossThreads, allocatorAcrossThreads},
      {Rule::LoopGrowth, loopGrowth},
      {Rule::ArenaIndividualFree, arenaIndividualFree},
      {Rule::UninitializedAllocation, uninitializedAllocation},
  };
  return Table;
}

bool isOfFlow(const Finding &F) {
  const std::string Syntax = F.Function + "|" + std::string(ruleInfo(F.Id).Name);
  return std::any_of(pathRules().begin(), pathRules().end(), [&](const PathRuleEntry &R) { return R.Id == F.Id; }) &&
         F.Signature != Syntax + "|fresh|" + F.Variable && F.Signature != Syntax + "|overwritten|" + F.Variable &&
         F.Signature != Syntax + "|node|" + F.Variable;
}

} // namespace deed
