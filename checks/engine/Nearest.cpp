//===- engine/Nearest.cpp - which name was meant --------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Nearest.h"
#include <algorithm>
#include <vector>

namespace deed {

static char lower(char C) { return C >= 'A' && C <= 'Z' ? static_cast<char>(C - 'A' + 'a') : C; }

// Optimal string alignment: Levenshtein's distance, with swapped neighbours as one edit.
unsigned misspelling(std::string_view A, std::string_view B) {
  const size_t Width = B.size() + 1;
  std::vector<unsigned> Before(Width), Last(Width), Row(Width);
  for (size_t J = 0; J != Width; ++J)
    Last[J] = static_cast<unsigned>(J);
  for (size_t I = 1; I <= A.size(); ++I) {
    Row[0] = static_cast<unsigned>(I);
    for (size_t J = 1; J != Width; ++J) {
      const bool Same = lower(A[I - 1]) == lower(B[J - 1]);
      Row[J] = std::min({Last[J] + 1, Row[J - 1] + 1, Last[J - 1] + (Same ? 0u : 1u)});
      if (I > 1 && J > 1 && lower(A[I - 1]) == lower(B[J - 2]) && lower(A[I - 2]) == lower(B[J - 1]))
        Row[J] = std::min(Row[J], Before[J - 2] + 1);
    }
    std::swap(Before, Last);
    std::swap(Last, Row);
  }
  return Last[B.size()];
}

bool mayMean(std::string_view Wrong, std::string_view Name) {
  const size_t Shorter = std::min(Wrong.size(), Name.size()), Longer = std::max(Wrong.size(), Name.size());
  if (Shorter < 2)
    return false;
  const size_t Most = Shorter < 5 ? 1 : (Shorter + 1) / 3;
  // A text of a thousand letters is no name.
  return Longer - Shorter <= Most && Longer <= 256 && misspelling(Wrong, Name) <= Most;
}

} // namespace deed
