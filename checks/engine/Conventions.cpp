//===- engine/Conventions.cpp - what a project's names say ----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Conventions.h"
#include <algorithm>

namespace deed {

bool globMatches(std::string_view Glob, std::string_view Text) {
  // Greedy, with one point to return to: the last star.
  size_t G = 0, T = 0, Star = std::string_view::npos, Mark = 0;
  while (T != Text.size()) {
    if (G != Glob.size() && Glob[G] == '*') {
      Star = G++;
      Mark = T;
    } else if (G != Glob.size() && (Glob[G] == '?' || Glob[G] == Text[T])) {
      ++G, ++T;
    } else if (Star != std::string_view::npos) {
      G = Star + 1;
      T = ++Mark;
    } else {
      return false;
    }
  }
  return Glob.find_first_not_of('*', G) == std::string_view::npos;
}

Role Conventions::roleOf(std::string_view Name) const {
  if (!InUse || Name.empty())
    return Role::None;
  auto Begins = [&](const std::vector<std::string> &Prefixes) {
    return std::any_of(Prefixes.begin(), Prefixes.end(), [&](const std::string &P) {
      return !P.empty() && Name.front() == P.front() && Name.starts_with(P);
    });
  };
  if (Begins(Owned))
    return Role::Own;
  if (Begins(Mutable))
    return Role::Mut;
  if (Begins(Borrowed))
    return Role::Ref;
  return Role::None;
}

std::string Conventions::prefixOf(Role R) const {
  const std::vector<std::string> &Of = R == Role::Own ? Owned : R == Role::Mut ? Mutable : Borrowed;
  return "'" + (Of.empty() ? std::string() : Of.front()) + "'";
}

bool Conventions::isExempt(std::string_view Name, std::string_view Type) const {
  auto Any = [](const std::vector<std::string> &Globs, std::string_view Text) {
    return !Text.empty() &&
           std::any_of(Globs.begin(), Globs.end(), [&](const std::string &G) { return globMatches(G, Text); });
  };
  return Any(ExemptNames, Name) || Any(ExemptTypes, Type);
}

} // namespace deed
