//===- tool/CheckListTest.cpp - globs and nearest names ----------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "project/CheckList.h"
#include "project/Nearest.h"
#include <gtest/gtest.h>

using namespace deed;

namespace {

std::bitset<64> all() {
  std::bitset<64> Out;
  for (const RuleInfo &R : allRules())
    Out.set(static_cast<unsigned>(R.Id));
  return Out;
}

bool on(const CheckList &L, Rule R) { return L.Enabled[static_cast<unsigned>(R)]; }

CheckList parse(llvm::StringRef Globs) {
  llvm::Expected<CheckList> L = parseChecks(Globs, all());
  EXPECT_TRUE(bool(L)) << (L ? "" : llvm::toString(L.takeError()));
  return L ? *L : CheckList();
}

std::string failure(llvm::StringRef Globs) {
  llvm::Expected<CheckList> L = parseChecks(Globs, all());
  EXPECT_FALSE(bool(L));
  return L ? "" : llvm::toString(L.takeError());
}

TEST(CheckList, EmptyKeepsAll) { EXPECT_EQ(parse("").Enabled, all()); }

TEST(CheckList, LastMatchDecides) {
  CheckList L = parse("-*,ownership-leak");
  EXPECT_TRUE(on(L, Rule::Leak));
  EXPECT_EQ(L.Enabled.count(), 1u);
  EXPECT_TRUE(parse("-*,ownership-leak,-ownership-leak").Enabled.none());
  EXPECT_EQ(parse("-*,*").Enabled, all());
}

TEST(CheckList, Wildcards) {
  CheckList L = parse("-*,ownership-*-free");
  EXPECT_TRUE(on(L, Rule::DoubleFree));
  EXPECT_TRUE(on(L, Rule::UseAfterFree));
  EXPECT_TRUE(on(L, Rule::ArenaIndividualFree));
  EXPECT_EQ(L.Enabled.count(), 3u);
  EXPECT_FALSE(on(parse("-*leak"), Rule::Leak));
  EXPECT_FALSE(on(parse("-*leak"), Rule::ErrorPathLeak));
}

TEST(CheckList, BlanksAndEmptyItems) {
  EXPECT_TRUE(on(parse(" -* , ownership-leak ,,"), Rule::Leak));
}

TEST(CheckList, NothingOfClangTidyIsMissed) {
  EXPECT_EQ(parse("-clang-analyzer-*,-bugprone-*").Enabled, all());
}

TEST(CheckList, UnknownNamesTheNearest) {
  EXPECT_NE(failure("-*,ownership-leek").find("did you mean 'ownership-leak'?"), std::string::npos);
  EXPECT_NE(failure("use-after-fre").find("did you mean 'ownership-use-after-free'?"),
            std::string::npos);
  EXPECT_EQ(failure("ownership-xyzzyxyzzy").find("did you mean"), std::string::npos);
  EXPECT_NE(failure("-ownership-leek").find("ownership-leak"), std::string::npos);
}

TEST(Glob, Matches) {
  EXPECT_TRUE(matchesGlob("*", ""));
  EXPECT_TRUE(matchesGlob("a*b*c", "aXbYbZc"));
  EXPECT_TRUE(matchesGlob("a**c", "ac"));
  EXPECT_FALSE(matchesGlob("a*b", "abc"));
  EXPECT_FALSE(matchesGlob("", "a"));
  EXPECT_FALSE(matchesGlob("ab", "a"));
  EXPECT_FALSE(matchesGlob("a.c", "abc")); // a dot is a dot
}

TEST(Nearest, DistanceCountsAgainstLength) {
  EXPECT_EQ(nearest("x", {"cex", "xy"}), "");
  EXPECT_EQ(nearest("zg", {"apr", "zig"}), "zig");
  EXPECT_EQ(nearest("ab", {"apr"}), "");
  EXPECT_EQ(nearest("lits", {"last", "list"}), "list"); // two letters swapped are one slip
  EXPECT_EQ(nearest("abcd", {"axyd"}), "");
  EXPECT_EQ(nearest("Profiles", {"Prefixes", "Profile"}), "Profile");
  EXPECT_EQ(nearest("", {"a", "on"}), "");
  EXPECT_NE(failure("ownershp-leak").find("did you mean 'ownership-leak'?"), std::string::npos);
}

TEST(Nearest, FarIsNone) {
  EXPECT_EQ(nearest("chekc", {"check", "explain", "list"}), "check");
  EXPECT_EQ(nearest("frobnicate", {"check", "explain", "list"}), "");
  EXPECT_EQ(nearest("CHECK", {"check"}), "check");
  EXPECT_EQ(didYouMean("lst", {"check", "list"}), "; did you mean 'list'?");
}

} // namespace
