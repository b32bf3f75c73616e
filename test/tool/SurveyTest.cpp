//===- SurveyTest.cpp - what deed init sees and proposes ------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "config/Survey.h"
#include "config/ConfigFile.h"
#include "llvm/ADT/SmallVector.h"
#include <gmock/gmock.h>

using namespace deed;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

namespace {

TEST(Survey, CountsWordsOfTheCodeAlone) {
  WordSurvey S;
  S.add("/* talloc_new */ char *p = talloc_strdup(ctx, \"talloc_free\"); // talloc_steal\n"
        "TALLOC_FREE(p); int atalloc_x; char c = '\"'; mem$malloc(x);\n");
  EXPECT_EQ(S.count("talloc"), 2u);
  EXPECT_EQ(S.count("cex"), 1u);
  S.add("char *own_a, *own_b; own_a = own_b; int own_;");
  EXPECT_EQ(S.names("own_"), 2u);
  EXPECT_EQ(S.Files, 2u);
}

TEST(Survey, FamiliesNeedBothSidesOneStemAndOneType) {
  auto All = parseEvidence("owned\tbox_create\t/p/box.c:1\tmalloc\tstruct box\n"
                           "owned\tbox_create_empty\t/p/box.c:2\tmalloc\tstruct box\n"
                           "owned\tbox_create_label\t/p/box.c:5\tmalloc\tchar\n"
                           "releases\tbox_destroy\t/p/box.c:3\tstruct box\n"
                           "owned\tbag_new\t/p/bag.c:3\tmalloc\n"
                           "releases\trecreate_free\t/p/bag.c:4\n"
                           "owned\tbox_create\t/p/box.c:1\tmalloc\tstruct box\n");
  EXPECT_EQ(All.size(), 6u); // seen twice, said once
  auto Families = proposeFamilies(All);
  ASSERT_EQ(Families.size(), 1u);
  EXPECT_EQ(Families[0].Name, "box");
  EXPECT_THAT(Families[0].Acquire, ElementsAre("box_create", "box_create_empty"));
  EXPECT_THAT(Families[0].Release, ElementsAre("box_destroy"));
}

TEST(Survey, WhatIsProposedIsAConfiguration) {
  WordSurvey S;
  S.add("own_a own_b own_c own_d own_e mut_a mut_b ref_a ref_b; own_a;");
  auto All = parseEvidence("owned\tbox_get_name\t/p/box.c:9\t\n"
                           "borrowed\tbox_new_view\t/p/box.c:19\n"
                           "documented-owned\tbox_get_text\t/p/box.h:3\n"
                           "documented-owned\tbox_find_both\t/p/box.h:4\n"
                           "borrowed\tbox_find_both\t/p/box.c:24\n"
                           "inner-owned\tget_all\t/p/box.c:25\tmalloc\tchar\n"
                           "takes-on-success\tbox_set\t/p/box.c:30\t1\town_data\tnonzero\n"
                           "takes-on-success\tbox_set\t/p/box.c:30\t2\t\tnonzero\n");
  Proposal P = propose(S, All, 1, "/p");
  EXPECT_THAT(P.Profiles, ElementsAre("mmm"));
  EXPECT_THAT(P.Text, HasSubstr("box_get_name: {returns: owned}"));
  EXPECT_THAT(P.Text, HasSubstr("its name says borrowed, its body gives a fresh value (box.c:9)"));
  EXPECT_THAT(P.Text, HasSubstr("box_new_view: {returns: borrowed}"));
  EXPECT_THAT(P.Text, HasSubstr("box_get_text: {returns: owned}"));
  EXPECT_THAT(P.Text, HasSubstr("get_all: {returns: owned malloc}"));
  EXPECT_THAT(P.Text, Not(HasSubstr("box_find_both"))); // who is right is not known
  EXPECT_THAT(P.Text,
              HasSubstr("box_set: {params: {own_data: takes-on-success, 2: takes-on-success}, success: nonzero}"));
  llvm::Expected<ConfigFile> Read = readConfig(P.Text, "/p/.deed.yaml", "/p", "c");
  ASSERT_TRUE(static_cast<bool>(Read)) << llvm::toString(Read.takeError()) << P.Text;
  EXPECT_EQ(Read->Profile->Value, "mmm");
}

// Where no rule asks names, one that misleads needs no line; what a setter does still does.
TEST(Survey, NamesOfGLibsGettersAreNoExceptions) {
  WordSurvey S;
  for (int I = 0; I != 10; ++I)
    S.add("g_autofree g_object_unref g_steal_pointer");
  Proposal P = propose(S,
                       parseEvidence("documented-owned\tthing_get_label\t/p/thing.h:3\n"
                                     "takes-on-success\tthing_set\t/p/thing.c:30\t1\tlabel\tnonzero\n"),
                       1, "/p");
  EXPECT_THAT(P.Profiles, ElementsAre("glib"));
  EXPECT_THAT(P.Text, Not(HasSubstr("thing_get_label")));
  EXPECT_THAT(P.Text, HasSubstr("thing_set: {params: {label: takes-on-success}, success: nonzero}"));
}

TEST(Survey, FewWordsAreNoConvention) {
  WordSurvey S;
  for (int I = 0; I != 100; ++I)
    S.add(I < 3 ? "kfree(p);" : "int ref_count;");
  Proposal P = propose(S, {}, 0, "/p");
  EXPECT_TRUE(P.Profiles.empty());
  EXPECT_THAT(P.Text, HasSubstr("not kernel: 3 words (kfree 3): too few"));
  EXPECT_THAT(P.Text, HasSubstr("Profile: [default]"));
  EXPECT_THAT(P.Text, Not(HasSubstr("Prefixes")));
}

TEST(Survey, WhoOwnsANameIsNoConvention) {
  WordSurvey S;
  for (int I = 0; I != 60; ++I)
    S.add(I < 6 ? "own_list own_name own_prefix own_policy own_rule ref_inc ref_dec ref_add mut_x" : "int a;");
  EXPECT_TRUE(propose(S, {}, 0, "/p").Profiles.empty());
}

TEST(Survey, NoFamiliesAreSaid) {
  WordSurvey S;
  S.add("int a;");
  auto All = parseEvidence("owned\tbox_new\t/p/box.c:1\tmalloc\tstruct box\n"
                           "releases\tbox_free\t/p/box.c:3\tstruct box\n");
  Proposal P = propose(S, All, 1, "/p");
  ASSERT_EQ(P.Families.size(), 1u);
  llvm::SmallVector<llvm::StringRef, 32> Lines;
  llvm::StringRef(P.Text).split(Lines, '\n');
  EXPECT_EQ(Lines[P.Families.begin()->first - 1], "  box: {acquire: box_new, release: box_free}");
  EXPECT_THAT(propose(S, All, 1, "/p", {"box"}).Text, Not(HasSubstr("Families:")));
}

TEST(Survey, NoiseIsNamed) {
  EXPECT_THAT(describeNoise({}, 3), HasSubstr("finds nothing in 3 files"));
  std::string Text = describeNoise({{"ownership-leak", 2}, {"ownership-ref-not-const", 351}}, 59);
  EXPECT_THAT(Text, HasSubstr("has 353 findings in 59 files"));
  EXPECT_THAT(Text, HasSubstr("# Checks: '-ownership-ref-not-const'\n"));
}

} // namespace
