//===- engine/SolverCleanups.cpp - exits that clean up, and say nothing ----===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An error exit that forgets to set the result: it releases what it made, and reports
// success. What another exit gives in the same words, callers release once more.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// `if (!ready()) { free(*out); return 0; } return 0;`: \p Ended leaves what it released where \p Given leaves something
/// new. Both say that all went well, and nothing else is another in the one than in the other: no caller can know.
bool isSuccessBehindCleanup(const Outcome &Ended, const Outcome &Given) {
  auto Matters = [](const Effect &E) { return E.Kind != EffectKind::Borrow; };
  auto Fits = [](const Effect &X, const Effect &Y) {
    const bool One = X.Kind == EffectKind::SetReleased && Y.Kind == EffectKind::Give;
    const bool Other = X.Kind == EffectKind::Give && Y.Kind == EffectKind::SetReleased;
    return X == Y ||
           ((One || Other) && X.Param == Y.Param && X.Target == Y.Target && X.Path == Y.Path && X.Family == Y.Family);
  };
  auto IsFound = [&](const Outcome &In) {
    return [&](const Effect &X) {
      return !Matters(X) ||
             std::any_of(In.Effects.begin(), In.Effects.end(), [&](const Effect &Y) { return Fits(X, Y); });
    };
  };
  return Ended.Lo == Ended.Hi && Given.Lo == Ended.Lo && Given.Hi == Ended.Hi && Ended.Numbers == Given.Numbers &&
         Ended.Requires == Given.Requires && Ended.Apart == Given.Apart && Ended.Ranges == Given.Ranges &&
         std::all_of(Ended.Effects.begin(), Ended.Effects.end(), IsFound(Given)) &&
         std::all_of(Given.Effects.begin(), Given.Effects.end(), IsFound(Ended));
}

} // namespace deed
