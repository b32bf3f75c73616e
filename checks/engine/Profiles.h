//===- engine/Profiles.h - which rules a dialect turns on -------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Most rules hold in any C program and are on in each profile. A rule that
// demands a convention is on only where the convention is in force.
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_PROFILES_H
#define DEED_ENGINE_PROFILES_H

#include "engine/Finding.h"
#include <bitset>

namespace deed {

struct ProfileInfo {
  std::string_view Name;
  std::string_view Title; ///< for whom, one phrase
};

/// All profiles, `default` first.
const std::vector<ProfileInfo> &allProfiles();
bool isProfile(std::string_view Name);

/// A rule, called without `ownership-`, that is on only in some profiles.
struct ConventionRule {
  std::string_view Rule;
  std::string_view Profiles; ///< comma separated; `strict` turns on all and is not listed
};

/// Every rule that is off in `default`, also those that are still to be written.
const std::vector<ConventionRule> &conventionRules();

/// \p R is on in the profile \p Name.
bool isOnIn(const RuleInfo &R, std::string_view Name);

/// The rules, by position in allRules(), that are on in at least one of \p Profiles,
/// names separated by commas. Names of no profile turn on nothing.
std::bitset<64> rulesOfProfiles(std::string_view Profiles);

} // namespace deed

#endif // DEED_ENGINE_PROFILES_H
