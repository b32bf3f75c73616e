//===- engine/Nearest.h - which name was meant ---------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A misspelt name is answered with the right one, if one is near enough to be it.
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_NEAREST_H
#define DEED_ENGINE_NEAREST_H

#include <string_view>

namespace deed {

/// How many letters must be added, taken away, changed or swapped with their neighbour
/// to get \p B from \p A, whatever their case.
unsigned misspelling(std::string_view A, std::string_view B);

/// True if somebody who wrote \p Wrong may have meant \p Name: of five letters two may
/// be wrong, of four one, and a single letter is near to nothing.
bool mayMean(std::string_view Wrong, std::string_view Name);

/// The name of \p Names that \p Wrong is nearest to, or "" if it means none of them.
template <typename List> std::string_view nearestName(std::string_view Wrong, const List &Names) {
  std::string_view Best;
  unsigned Least = ~0u;
  for (const auto &Each : Names) {
    const std::string_view Name(Each);
    const unsigned Distance = mayMean(Wrong, Name) ? misspelling(Wrong, Name) : ~0u;
    if (Distance < Least) {
      Least = Distance;
      Best = Name;
    }
  }
  return Best;
}

} // namespace deed

#endif // DEED_ENGINE_NEAREST_H
