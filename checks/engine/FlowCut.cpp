//===- engine/FlowCut.cpp - long blocks -----------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/FlowCut.h"
#include <algorithm>
#include <utility>

namespace deed {

/// A block with fewer calls stays whole: what they return is told apart in it.
constexpr unsigned ManyCalls = 8;
constexpr unsigned CallsBetweenCuts = 2;

void cutLongBlocks(Flow &F) {
  const std::size_t Count = F.Blocks.size();
  for (std::size_t B = 0; B != Count; ++B) {
    const std::uint32_t End = F.Blocks[B].End;
    auto IsCall = [](const Event &E) { return E.Code == Op::Call; };
    if (std::count_if(F.Events.begin() + F.Blocks[B].Begin, F.Events.begin() + End, IsCall) < ManyCalls)
      continue;
    std::size_t Last = B; // the piece that has the rest
    unsigned Calls = 0;
    for (std::uint32_t I = F.Blocks[B].Begin; I != End; ++I) {
      Calls += IsCall(F.Events[I]);
      if (F.Events[I].Code != Op::Statement || Calls < CallsBetweenCuts)
        continue;
      Calls = 0;
      const BlockId Next(F.Blocks.size());
      Block Rest = F.Blocks[Last];
      Rest.Begin = I;
      F.Blocks.push_back(std::move(Rest));
      Block Piece;
      Piece.Begin = F.Blocks[Last].Begin;
      Piece.End = I;
      Piece.Successors = {Next};
      F.Blocks[Last] = std::move(Piece);
      Last = Next.N;
    }
  }
}

} // namespace deed
