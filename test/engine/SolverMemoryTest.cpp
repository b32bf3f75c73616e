//===- SolverMemoryTest.cpp - structs, arrays, out-parameters -------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "FlowTests.h"

using namespace deed;
using namespace deed::test;

namespace {

/// s = acquire(); s->name = acquire(); then \p Rest, with %0 = &s.
Solved withParts(const std::string &Rest) {
  return solveText("flow f -> void {\nlocal s: pointer\nfield name\nfield next\nblock 0:\n  %0 = &s\n"
                   "  %1 = call xmalloc(_): pointer\n  *%0 = %1\n  stmt\n  %2 = call xmalloc(_): pointer\n"
                   "  %3 = *%0: pointer ; s\n  %4 = &%3->name @8 ; s->name\n  *%4 = %2\n  stmt\n" +
                   Rest + "  exit\n}\n");
}

const std::string FreeName = "  %10 = *%0: pointer ; s\n  %11 = &%10->name @8 ; s->name\n"
                             "  %12 = *%11: pointer ; s->name\n  %13 = call free(%12): other\n  stmt\n";
const std::string FreeS = "  %20 = *%0: pointer ; s\n  %21 = call free(%20): other\n  stmt\n";

TEST(SolverParts, PartThenWhole) {
  Solved R = withParts(FreeName + FreeS);
  EXPECT_THAT(R.incidents(), IsEmpty());
  EXPECT_THAT(R.obligations(),
              ElementsAre("proved | %1 = call xmalloc(_): pointer", "proved | %2 = call xmalloc(_): pointer"));
}

TEST(SolverParts, WholeWithoutPart) {
  Solved R = withParts(FreeS);
  ASSERT_EQ(1u, R.S.Incidents.size()) << ::testing::PrintToString(R.incidents());
  EXPECT_EQ(IncidentKind::Lost, R.S.Incidents[0].Kind);
  EXPECT_EQ(LostBy::ParentRelease, R.S.Incidents[0].How);
  EXPECT_EQ("%21 = call free(%20): other", R.lineAt(R.S.Incidents[0].Where));
  EXPECT_EQ("%2 = call xmalloc(_): pointer", R.lineAt(R.F.Events[R.S.Incidents[0].Born.N].Loc));
}

TEST(SolverParts, PartOfWhatIsFreed) {
  Solved R = withParts(FreeName + FreeS + "  %30 = *%0: pointer ; s\n  %31 = &%30->next @16 ; s->next\n"
                                          "  %32 = *%31: pointer ; s->next\n");
  EXPECT_THAT(R.incidents(), ElementsAre("use-after-release s->next | %32 = *%31: pointer"));
}

TEST(SolverParts, PartIsFreedTwice) {
  std::string Again = FreeName;
  for (size_t At; (At = Again.find("%1")) != std::string::npos;)
    Again.replace(At, 2, "%4");
  EXPECT_THAT(withParts(FreeName + Again + FreeS).incidents(),
              ElementsAre("double-release s->name | %43 = call free(%42): other"));
}

TEST(SolverParts, TwoFieldsAreTwo) {
  Solved R = withParts("  %30 = *%0: pointer ; s\n  %31 = &%30->next @16 ; s->next\n  %32 = 0\n  *%31 = %32\n" +
                       FreeName + FreeS);
  EXPECT_THAT(R.incidents(), IsEmpty());
}

TEST(SolverParts, OverwrittenPart) {
  Solved R = withParts("  %30 = *%0: pointer ; s\n  %31 = &%30->name @8 ; s->name\n  %32 = 0\n  *%31 = %32\n" + FreeS);
  ASSERT_EQ(1u, R.S.Incidents.size()) << ::testing::PrintToString(R.incidents());
  EXPECT_EQ(LostBy::Overwrite, R.S.Incidents[0].How);
  EXPECT_EQ("*%31 = %32", R.lineAt(R.S.Incidents[0].Where));
}

TEST(SolverParts, WholeRecordsAreCopied) {
  Solved R = solveText(R"(flow f -> void {
local a: record
local b: record
field name
block 0:
  %0 = &a
  %1 = &b
  %2 = &%0->name @0                   ; a.name
  %3 = call xmalloc(_): pointer
  *%2 = %3
  stmt
  *%1 = object %0
  stmt
  %4 = &%1->name @0                   ; b.name
  %5 = *%4: pointer                   ; b.name
  %6 = call free(%5): other
  stmt
  %7 = *%2: pointer                   ; a.name
  %8 = call use(%7): other
  exit
})");
  EXPECT_THAT(R.incidents(), ElementsAre("use-after-release a.name | %8 = call use(%7): other"));
}

/// Elements at an unknown index are one cell: nothing is said of them.
TEST(SolverArray, AnyIndexIsSilent) {
  Solved R = solveText(R"(flow f -> void {
local a: pointer array
param i: signed
block 0:
  %0 = &a
  goto 1
block 1:
  %1 = call test(): signed
  branch %1 -> 2, 3
block 2:
  stmt
  %2 = call xmalloc(_): pointer
  %3 = %0 + any                       ; a[i]
  *%3 = %2
  stmt
  %4 = %0 + any                       ; a[i]
  %5 = *%4: pointer                   ; a[i]
  %6 = call free(%5): other
  stmt
  %7 = %0 + any                       ; a[i]
  %8 = *%7: pointer                   ; a[i]
  %9 = call free(%8): other
  goto 1
block 3:
  exit
})");
  EXPECT_THAT(R.incidents(), IsEmpty());
  EXPECT_THAT(R.obligations(), ElementsAre("unproven container | %2 = call xmalloc(_): pointer"));
}

TEST(SolverArray, KnownIndexIsACell) {
  auto Text = [](const std::string &Free) {
    return solveText(R"(flow f -> void {
local a: pointer array
block 0:
  stmt
  %0 = &a
  %1 = call xmalloc(_): pointer
  %2 = %0 + 8                         ; a[1]
  *%2 = %1
  stmt
  %3 = %0 + )" + Free +
                     R"(
  %4 = *%3: pointer                   ; a[n]
  %5 = call free(%4): other
  exit
})");
  };
  EXPECT_THAT(Text("8").incidents(), IsEmpty());
  EXPECT_THAT(Text("16").incidents(), ElementsAre("lost a[1] by return | }"))
      << "called as the source calls it, not by its distance";
}

TEST(SolverArray, ElementOfAnIndexIsACellWhileTheIndexStays) {
  auto Text = [](const std::string &Between, const std::string &Index) {
    return solveText(R"(flow f -> void {
param n: signed
local a: pointer array
block 0:
  stmt
  %0 = &a
  %1 = call xmalloc(_): pointer
  %10 = &n
  %11 = *%10: signed
  %2 = %0 + %11 * 8                   ; a[n]
  *%2 = %1
  stmt
)" + Between + "  %3 = " +
                     Index + R"(
  %4 = *%3: pointer                   ; a[n]
  %5 = call free(%4): other
  exit
})");
  };
  EXPECT_THAT(Text("", "%0 + %11 * 8").obligations(), ElementsAre("proved | %1 = call xmalloc(_): pointer"));
  EXPECT_THAT(Text("", "%0 + 8").obligations(), ElementsAre("unproven container | %1 = call xmalloc(_): pointer"));
  EXPECT_THAT(Text("", "%0 + any").obligations(), ElementsAre("unproven container | %1 = call xmalloc(_): pointer"));
  EXPECT_THAT(Text("  %20 = 3\n", "%0 + %20 * 8").incidents(), IsEmpty());
  EXPECT_THAT(Text("  %20 = &%11[8]\n", "%0 + %11 * 4").incidents(), IsEmpty()) << "elements of another size";
  EXPECT_THAT(Text("", "%10 + 0").incidents(), ElementsAre("lost a[n] by return | }"));
}

TEST(SolverArray, ElementOfACounterIsACellUntilItCounts) {
  auto Text = [](const std::string &Between) {
    return solveText(R"(flow f -> void {
param a: pointer
local i: signed
block 0:
  stmt
  %0 = &a
  %1 = *%0: pointer
  %2 = %1 + i * 8
  %3 = *%2: pointer                   ; a[i]
  %4 = call free(%3): other
  stmt
)" + Between + R"(  %5 = %1 + i * 8
  %6 = *%5: pointer                   ; a[i]
  %7 = call free(%6): other
  exit
})");
  };
  EXPECT_THAT(Text("").incidents(), ElementsAre(::testing::StartsWith("double-release a[i]")));
  EXPECT_THAT(Text("  %20 = &i\n  %21 = 7\n  *%20 = %21\n").incidents(), IsEmpty()) << "another element";
  EXPECT_THAT(Text("  %20 = &i\n  %22 = call fill(%20): other\n").incidents(), IsEmpty()) << "others may count, too";
}

/// if (make(&p) == 0) ...: p is owned on success only.
Solved given(const std::string &Success, const std::string &Failure) {
  return solveText(R"(flow f -> void {
local p: pointer
block 0:
  stmt
  %0 = &p                             ; p
  %1 = 0
  *%0 = %1
  stmt
  %2 = call make(%0): signed
  %3 = %2 == %1
  branch %3 -> 1, 2
block 1:
  stmt
)" + Success + R"(
  goto 3
block 2:
  stmt
)" + Failure + R"(
  goto 3
block 3:
  exit
})");
}

TEST(SolverOutParameter, GivesOnSuccess) {
  const std::string Free = "  %4 = *%0: pointer ; p\n  %5 = call free(%4): other";
  const std::string Nothing = "  %6 = call use(_): other";
  EXPECT_THAT(given(Free, Nothing).incidents(), IsEmpty());
  EXPECT_THAT(given(Free, Nothing).obligations(), ElementsAre("proved | %2 = call make(%0): signed"));
  EXPECT_THAT(given(Nothing, Nothing).incidents(), ElementsAre("lost p by return | }"));
  EXPECT_THAT(given(Nothing, Nothing).obligations(), ElementsAre("violated | %2 = call make(%0): signed"));
}

TEST(SolverOutParameter, GivenOverAnOwnedValue) {
  Solved R = withOwned("  %2 = call make(%0): signed\n  stmt\n  %3 = *%0: pointer ; p\n  %4 = call free(%3): other\n");
  EXPECT_THAT(R.incidents(), ElementsAre("lost p by overwrite | %2 = call make(%0): signed"));
}

TEST(SolverOutParameter, Cleared) {
  Solved R = withOwned("  %2 = call clear(%0): other\n  stmt\n  %3 = *%0: pointer ; p\n  %4 = call free(%3): other\n");
  EXPECT_THAT(R.incidents(), IsEmpty());
  EXPECT_THAT(R.obligations(), ElementsAre("proved | %1 = call xmalloc(_): pointer"));
}

} // namespace
