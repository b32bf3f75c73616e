//===- engine/BlockOrder.h - in which order blocks are solved ---*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#pragma once
#include "engine/Flow.h"

namespace deed {

struct BlockOrder {
  std::vector<std::uint32_t> Rank;    ///< block -> its place; ~0u of a block that nothing reaches
  std::vector<std::uint32_t> LoopEnd; ///< block -> the last rank of the innermost loop that it is in; ~0u: in none
};

/// The blocks in a weak topological order. All of a
/// loop follows its head before what comes after the loop, so a solver that takes the
/// lowest rank first leaves a loop when it has settled. An edge to a rank that is not
/// higher goes back to the head of a loop.
///
/// After F. Bourdoncle, "Efficient chaotic iteration strategies with widenings", 1993, by
/// strongly connected components without recursion into blocks.
BlockOrder orderBlocks(const Flow &F);

} // namespace deed
