//===- engine/DeepEffects.cpp - what a summary says far down --------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/DeepEffects.h"
#include "engine/SolverImpl.h"
#include <algorithm>
#include <set>

namespace deed {

/// Of one outcome, below its arguments. The most that we know of a program is about 130.
static constexpr std::size_t MostEffects = 300;

/// How many steps \p E lies below its argument; 0 for what is not to be folded.
static std::size_t depthOf(const Effect &E) {
  if (!E.Target || E.Param < 0 || E.Param >= FirstGlobal)
    return 0;
  return 1 + std::count_if(E.Path.begin(), E.Path.end(), [](char C) { return C == '*' || C == '.'; });
}

void foldDeep(Outcome &O) {
  std::vector<std::size_t> Count(1); // by depth
  std::size_t All = 0;
  for (const Effect &E : O.Effects)
    if (const std::size_t Depth = depthOf(E)) {
      Count.resize(std::max(Count.size(), Depth + 1));
      ++Count[Depth];
      ++All;
    }
  if (All <= MostEffects)
    return;
  // A third, so that callers have room for what they and a few callees do.
  std::size_t Kept = 0, Depth = 1;
  while (Depth != Count.size() && (Depth == 1 || Kept + Count[Depth] <= MostEffects / 3))
    Kept += Count[Depth++];
  std::vector<Effect> Instead;
  const auto Say = [&](EffectKind Kind, int Param, bool Target, const std::string &Path) {
    Effect Said;
    Said.Kind = Kind;
    Said.Param = Param;
    Said.Target = Target;
    Said.Path = Path;
    if (std::find(Instead.begin(), Instead.end(), Said) == Instead.end())
      Instead.push_back(std::move(Said));
  };
  std::erase_if(O.Effects, [&](const Effect &E) {
    if (depthOf(E) < Depth)
      return false;
    Say(EffectKind::Mutate, E.Param, false, "");
    // What went there has gone where nobody follows.
    if (E.Other >= 0)
      Say(EffectKind::Escape, E.Other, E.Kind == EffectKind::SetFrom, E.Kind == EffectKind::SetFrom ? E.OnPath : "");
    return true;
  });
  addMutations(O.Effects, Instead);
}

} // namespace deed
