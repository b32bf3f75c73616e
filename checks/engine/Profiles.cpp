//===- engine/Profiles.cpp - which rules a dialect turns on ---------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Profiles.h"
#include <algorithm>

namespace deed {

const std::vector<ProfileInfo> &allProfiles() {
  static const std::vector<ProfileInfo> Table = {
      {"default", "what is wrong in any C program"},
      {"strict", "all rules"},
      {"mmm", "names that state their ownership: own_, mut_, ref_"},
      {"talloc", "trees of talloc contexts"},
      {"apr", "APR pools"},
      {"postgres", "memory contexts of PostgreSQL"},
      {"cex", "CEX scopes and allocators"},
      {"zig", "allocators as parameters"},
      {"glib", "GLib and GObject"},
      {"systemd", "cleanup attributes, ret_ parameters, negative errno"},
      {"kernel", "Linux: goto ladders, __free() and guards"},
  };
  return Table;
}

const std::vector<ConventionRule> &conventionRules() {
  static const std::vector<ConventionRule> Table = {
      {"prefix-missing", "mmm"},
      {"const-cast-away", "mmm"},
      {"borrow-mutated", "mmm"},
      {"name-convention", "mmm,talloc"},
      {"undocumented", "mmm,zig"},
      {"uninitialized-allocation", "mmm,talloc,cex"},
      {"fixed-buffer", "mmm,talloc"},
      {"missing-poison", "mmm,zig"},
      {"assertion", "mmm"},
      {"out-parameter-on-failure", "systemd,talloc"},
      {"mixed-cleanup", "kernel,systemd"},
  };
  return Table;
}

bool isProfile(std::string_view Name) {
  const std::vector<ProfileInfo> &All = allProfiles();
  return std::any_of(All.begin(), All.end(), [&](const ProfileInfo &P) { return P.Name == Name; });
}

/// \p Name is one of the words of \p List, which commas separate.
static bool lists(std::string_view List, std::string_view Name) {
  while (!List.empty()) {
    const size_t End = std::min(List.find(','), List.size());
    if (List.substr(0, End) == Name)
      return true;
    List.remove_prefix(std::min(End + 1, List.size()));
  }
  return false;
}

bool isOnIn(const RuleInfo &R, std::string_view Name) {
  if (!isProfile(Name))
    return false;
  if (Name == "strict")
    return true;
  for (const ConventionRule &C : conventionRules())
    if (C.Rule == R.Name)
      return lists(C.Profiles, Name);
  return true;
}

std::bitset<64> rulesOfProfiles(std::string_view Profiles) {
  std::bitset<64> Out;
  for (const ProfileInfo &P : allProfiles())
    if (lists(Profiles, P.Name))
      for (const RuleInfo &R : allRules())
        if (isOnIn(R, P.Name))
          Out.set(static_cast<unsigned>(R.Id));
  return Out;
}

} // namespace deed
