//===- NolintTest.cpp - directives in comments -----------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "project/NolintComments.h"
#include <gmock/gmock.h>

using namespace deed;
using testing::ElementsAre;

namespace {

/// The text without the whole of the directive \p N.
std::string without(std::string Text, size_t N) {
  const std::vector<NolintComment> All = nolintComments(Text, "a.c");
  if (N >= All.size())
    return "no directive";
  return Text.erase(All[N].Whole.Offset, All[N].Whole.Length);
}

TEST(Nolint, KindsNamesAndReasons) {
  auto All = nolintComments("a; // NOLINT\n"
                            "b; /* NOLINT(x, ownership-leak): why not */ c;\n"
                            "// NOLINTNEXTLINE(ownership-*)\n"
                            "// NOLINTBEGIN(a)\n// NOLINTEND(a)\n",
                            "a.c");
  ASSERT_EQ(All.size(), 5u);
  EXPECT_EQ(All[0].Kind, NolintKind::Line);
  EXPECT_TRUE(All[0].Names.empty());
  EXPECT_THAT(All[1].Names, ElementsAre("x", "ownership-leak"));
  EXPECT_EQ(All[1].Reason, "why not");
  EXPECT_EQ(All[1].Place.Line, 2u);
  EXPECT_EQ(All[1].Place.Column, 7u);
  EXPECT_EQ(All[2].Kind, NolintKind::NextLine);
  EXPECT_EQ(All[3].Partner, std::optional<size_t>(4));
  EXPECT_EQ(All[4].Partner, std::optional<size_t>(3));
}

TEST(Nolint, OnlyInComments) {
  EXPECT_TRUE(nolintComments("char *s = \"// NOLINT\"; int NOLINT; char c = '\"'; // XNOLINT NOLINTED", "a.c").empty());
  EXPECT_EQ(nolintComments("'\\'' // NOLINT\n", "a.c").size(), 1u);
  EXPECT_EQ(nolintComments("// a \\\nNOLINT\n", "a.c").size(), 1u);
  EXPECT_EQ(nolintComments("/* NOLINT", "a.c").size(), 1u);
  EXPECT_EQ(nolintComments("// NOLINT(a\n", "a.c").size(), 1u);
}

TEST(Nolint, WhatGoesWithIt) {
  EXPECT_EQ(without("a; // NOLINT(x): why\nb;\n", 0), "a;\nb;\n");
  EXPECT_EQ(without("a;\n  // NOLINTNEXTLINE(x)\nb;\n", 0), "a;\nb;\n");
  EXPECT_EQ(without("a; /* NOLINT(x) */ b;\n", 0), "a; b;\n");
  EXPECT_EQ(without("a; // see below NOLINT(x) because\nb;\n", 0), "a; // see below \nb;\n");
  EXPECT_EQ(without("// NOLINT", 0), "");
  EXPECT_EQ(without("a; // NOLINT(x)\r\nb;\r\n", 0), "a;\r\nb;\r\n");
}

TEST(Nolint, Covers) {
  auto All = nolintComments(
      "x\n// NOLINTBEGIN(ownership-*,-ownership-leak)\ny\n// NOLINTEND(ownership-*,-ownership-leak)\nz\n", "a.c");
  EXPECT_TRUE(All[0].covers(3, "ownership-double-free", All));
  EXPECT_FALSE(All[0].covers(3, "ownership-leak", All));
  EXPECT_FALSE(All[0].covers(5, "ownership-double-free", All));
  EXPECT_FALSE(All[0].covers(1, "ownership-double-free", All));
  auto Two = nolintComments("a; // NOLINT(a, b, c)\n", "a.c");
  EXPECT_EQ(withoutName(Two[0], "b"), "NOLINT(a, c)");
}

} // namespace
