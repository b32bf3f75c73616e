//===- engine/BlockOrder.cpp - in which order blocks are solved -----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/BlockOrder.h"
#include <algorithm>

namespace deed {
namespace {

/// Loops in loops beyond this are one: each level walks all that is in it once more.
constexpr unsigned MostNested = 40;

class Arranger {
public:
  explicit Arranger(const Flow &F)
      : F(F), Order{std::vector<std::uint32_t>(F.Blocks.size(), ~0u), std::vector<std::uint32_t>(F.Blocks.size(), ~0u)},
        Region(F.Blocks.size(), 0), Index(F.Blocks.size(), 0), Low(F.Blocks.size(), 0), OnStack(F.Blocks.size()) {}

  BlockOrder run() {
    if (!F.Blocks.empty())
      arrange({0}, 0, 0);
    return std::move(Order);
  }

private:
  using Component = std::vector<std::uint32_t>; // its head first

  /// Ranks what \p Roots reach within region \p R.
  void arrange(const std::vector<std::uint32_t> &Roots, std::uint32_t R, unsigned Depth) {
    std::vector<Component> Found;
    for (std::uint32_t Root : Roots)
      if (Region[Root] == R && Index[Root] <= Start)
        findComponents(Root, R, Found);
    Start = Visited; // what is visited again below is visited anew
    for (auto C = Found.rbegin(); C != Found.rend(); ++C) {
      Order.Rank[C->front()] = Next++;
      if (C->size() == 1) {
        if (goesToItself(C->front()))
          Order.LoopEnd[C->front()] = Next - 1;
        continue;
      }
      for (std::uint32_t B : *C) // the inner loops say better
        Order.LoopEnd[B] = Next + C->size() - 2;
      if (Depth == MostNested) {
        for (std::size_t I = 1; I != C->size(); ++I)
          Order.Rank[(*C)[I]] = Next++;
        continue;
      }
      const std::uint32_t Inner = ++Regions;
      for (std::size_t I = 1; I != C->size(); ++I)
        Region[(*C)[I]] = Inner;
      std::vector<std::uint32_t> First;
      for (BlockId S : F.Blocks[C->front()].Successors)
        First.push_back(S.N);
      First.insert(First.end(), C->begin() + 1, C->end());
      arrange(First, Inner, Depth + 1);
    }
  }

  bool goesToItself(std::uint32_t B) const {
    const auto &To = F.Blocks[B].Successors;
    return std::any_of(To.begin(), To.end(), [&](BlockId S) { return S.N == B; });
  }

  /// Tarjan's algorithm from \p Root on: those components last that others follow.
  void findComponents(std::uint32_t Root, std::uint32_t R, std::vector<Component> &Found) {
    std::vector<std::pair<std::uint32_t, std::size_t>> Path; // a block, and its next successor
    std::vector<std::uint32_t> Open;
    auto Visit = [&](std::uint32_t B) {
      Index[B] = Low[B] = ++Visited;
      OnStack[B] = true;
      Open.push_back(B);
      Path.push_back({B, 0});
    };
    Visit(Root);
    while (!Path.empty()) {
      auto &[B, Successor] = Path.back();
      if (Successor != F.Blocks[B].Successors.size()) {
        const std::uint32_t S = F.Blocks[B].Successors[Successor++].N;
        if (Region[S] != R)
          continue;
        if (Index[S] <= Start)
          Visit(S);
        else if (OnStack[S])
          Low[B] = std::min(Low[B], Index[S]);
        continue;
      }
      const std::uint32_t Done = B;
      Path.pop_back();
      if (!Path.empty())
        Low[Path.back().first] = std::min(Low[Path.back().first], Low[Done]);
      if (Low[Done] != Index[Done])
        continue;
      auto Head = Open.end();
      while (*--Head != Done)
        ;
      Found.emplace_back(Head, Open.end());
      Open.erase(Head, Open.end());
      for (std::uint32_t Each : Found.back())
        OnStack[Each] = false;
    }
  }

  const Flow &F;
  BlockOrder Order;
  std::vector<std::uint32_t> Region; ///< block -> the loop whose inside is arranged
  std::vector<std::uint32_t> Index, Low;
  std::vector<bool> OnStack;
  std::uint32_t Visited = 0, Start = 0, Regions = 0, Next = 0;
};

} // namespace

BlockOrder orderBlocks(const Flow &F) { return Arranger(F).run(); }

} // namespace deed
