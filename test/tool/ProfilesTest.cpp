//===- tool/ProfilesTest.cpp - which rules a profile turns on ----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "engine/Profiles.h"
#include <gtest/gtest.h>

using namespace deed;

namespace {

bool on(Rule R, std::string_view Profiles) {
  return rulesOfProfiles(Profiles)[static_cast<unsigned>(R)];
}

TEST(Profiles, MemoryRulesAreOnInEach) {
  for (const ProfileInfo &P : allProfiles())
    for (const RuleInfo &R : allRules())
      if (R.Group == RuleGroup::Paths && !isOnIn(R, "default"))
        EXPECT_TRUE(isOnIn(R, "strict")) << R.Name;
      else if (isOnIn(R, "default"))
        EXPECT_TRUE(isOnIn(R, P.Name)) << R.Name << " in " << P.Name;
}

TEST(Profiles, StrictIsAll) { EXPECT_EQ(rulesOfProfiles("strict").count(), allRules().size()); }

TEST(Profiles, SeveralAddUp) {
  EXPECT_EQ(rulesOfProfiles("mmm,kernel"), rulesOfProfiles("mmm") | rulesOfProfiles("kernel"));
  EXPECT_EQ(rulesOfProfiles("default,strict"), rulesOfProfiles("strict"));
}

TEST(Profiles, UnknownTurnsOnNothing) {
  EXPECT_TRUE(rulesOfProfiles("").none());
  EXPECT_TRUE(rulesOfProfiles("tallok").none());
  EXPECT_FALSE(isOnIn(allRules().front(), "tallok"));
}

TEST(Profiles, PrefixesSpeakForThemselves) {
  // No profile is needed: they are silent until a prefix is in use.
  EXPECT_TRUE(on(Rule::PrefixMismatch, "default"));
  EXPECT_TRUE(on(Rule::RefNotConst, "default"));
}

TEST(Profiles, TableNamesProfiles) {
  for (const ConventionRule &C : conventionRules()) {
    std::string_view Left = C.Profiles;
    while (!Left.empty()) {
      size_t End = std::min(Left.find(','), Left.size());
      EXPECT_TRUE(isProfile(Left.substr(0, End))) << C.Rule;
      EXPECT_NE(Left.substr(0, End), "strict") << C.Rule << ": strict goes without saying";
      Left.remove_prefix(std::min(End + 1, Left.size()));
    }
  }
}

} // namespace
