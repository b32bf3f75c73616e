//===- SolverTest.cpp - losses and releases -------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One value on one path; see SolverPathsTest.cpp for flows that branch.
//===----------------------------------------------------------------------===//
#include "FlowTests.h"

using namespace deed;
using namespace deed::test;

namespace {

TEST(SolverLoss, Return) {
  Solved R = solveText(R"(flow f -> void {
local p: pointer
block 0:
  declare p
  %0 = &p
  %1 = call xmalloc(_): pointer
  *%0 = %1
  stmt return
  return
  end p
  exit
})");
  EXPECT_THAT(R.incidents(), ElementsAre("lost p by return | return"));
  EXPECT_THAT(R.obligations(), ElementsAre("violated | %1 = call xmalloc(_): pointer"));
  ASSERT_EQ(1u, R.S.Incidents.size());
  EXPECT_EQ("%1 = call xmalloc(_): pointer", R.lineAt(R.F.Events[R.S.Incidents[0].Born.N].Loc));
  EXPECT_FALSE(R.S.Incidents[0].Trace.empty()) << "the path begins with the acquisition";
}

TEST(SolverLoss, EndOfTheFunction) {
  Solved R = solveText(R"(flow f -> void {
local p: pointer
block 0:
  %0 = &p
  %1 = call xmalloc(_): pointer
  *%0 = %1
  exit
})");
  EXPECT_THAT(R.incidents(), ElementsAre("lost p by return | }"));
}

TEST(SolverLoss, ReturnOfFailure) {
  Solved R = solveText(R"(flow f -> signed {
local p: pointer
block 0:
  %0 = &p
  %1 = call xmalloc(_): pointer
  *%0 = %1
  %2 = -1
  return %2
  end p
  exit
})");
  EXPECT_THAT(R.incidents(), ElementsAre("lost p by return at failure | return %2"));
}

TEST(SolverLoss, Overwrite) {
  Solved R = solveText(R"(flow f -> void {
local p: pointer
block 0:
  %0 = &p
  %1 = call xmalloc(_): pointer
  *%0 = %1
  stmt
  %2 = call xmalloc(_): pointer
  *%0 = %2
  stmt
  %3 = *%0: pointer                   ; p
  %4 = call free(%3): other
  exit
})");
  EXPECT_THAT(R.incidents(), ElementsAre("lost p by overwrite | *%0 = %2"));
  EXPECT_THAT(R.obligations(),
              ElementsAre("proved | %2 = call xmalloc(_): pointer", "violated | %1 = call xmalloc(_): pointer"));
}

TEST(SolverLoss, OverwriteOfOneOfTwoNames) {
  Solved R = solveText(R"(flow f -> void {
local p: pointer
local q: pointer
block 0:
  %0 = &p
  %1 = &q
  %2 = call xmalloc(_): pointer
  *%0 = %2
  *%1 = %2
  %3 = 0
  *%0 = %3
  %4 = *%1: pointer                   ; q
  %5 = call free(%4): other
  exit
})");
  EXPECT_THAT(R.incidents(), IsEmpty());
  EXPECT_THAT(R.obligations(), ElementsAre("proved | %2 = call xmalloc(_): pointer"));
}

TEST(SolverLoss, ScopeEnd) {
  Solved R = solveText(R"(flow f -> void {
local p: pointer
block 0:
  declare p
  %0 = &p
  %1 = call xmalloc(_): pointer
  *%0 = %1
  end p
  goto 1
block 1:
  stmt
  %2 = call use(_): other
  exit
})");
  EXPECT_THAT(R.incidents(), ElementsAre("lost p by scope end | end p"));
}

TEST(SolverLoss, Discard) {
  Solved R = solveText(R"(flow f -> void {
block 0:
  stmt
  %0 = call malloc(_): pointer
  stmt
  %1 = call use(_): other
  exit
})");
  EXPECT_THAT(R.incidents(), ElementsAre("lost by discard | %0 = call malloc(_): pointer"));
}

TEST(SolverLoss, ArgumentThatNobodyKeeps) {
  Solved R = solveText(R"(flow f -> void {
block 0:
  stmt
  %0 = call malloc(_): pointer
  %1 = call use(%0): other
  exit
})");
  EXPECT_THAT(R.incidents(), ElementsAre("lost by discard | %0 = call malloc(_): pointer"));
}

TEST(SolverLoss, ReturnOfTheValueIsNone) {
  Solved R = solveText(R"(flow f -> pointer {
local p: pointer
block 0:
  %0 = &p
  %1 = call malloc(_): pointer
  *%0 = %1
  %2 = *%0: pointer                   ; p
  return %2
  end p
  exit
})");
  EXPECT_THAT(R.incidents(), IsEmpty());
  EXPECT_THAT(R.obligations(), ElementsAre("proved | %1 = call malloc(_): pointer"));
}

TEST(SolverLoss, BeforeTheProcessEndsIsNone) {
  Solved R = solveText(R"(flow f -> void {
local p: pointer
block 0:
  %0 = &p
  %1 = call xmalloc(_): pointer
  *%0 = %1
  %2 = 0
  *%0 = %2
  %3 = call die(): other
  stop
})");
  EXPECT_THAT(R.incidents(), IsEmpty());
  EXPECT_FALSE(R.S.Returns);
  EXPECT_TRUE(R.S.Outcomes.empty());
}

TEST(SolverRelease, Once) {
  Solved R = withOwned("  %2 = *%0: pointer ; p\n  %3 = call free(%2): other\n");
  EXPECT_THAT(R.incidents(), IsEmpty());
  EXPECT_THAT(R.obligations(), ElementsAre("proved | %1 = call xmalloc(_): pointer"));
}

TEST(SolverRelease, Twice) {
  Solved R = withOwned("  %2 = *%0: pointer ; p\n  %3 = call free(%2): other\n"
                       "  stmt\n  %4 = *%0: pointer ; p\n  %5 = call free(%4): other\n");
  EXPECT_THAT(R.incidents(), ElementsAre("double-release p | %5 = call free(%4): other"));
  ASSERT_EQ(1u, R.S.Incidents.size());
  EXPECT_EQ("%3 = call free(%2): other", R.lineAt(R.F.Events[R.S.Incidents[0].Ended.N].Loc));
}

TEST(SolverRelease, TwiceThroughAnotherName) {
  Solved R = withOwned("  %2 = &q\n  %3 = *%0: pointer ; p\n  *%2 = %3\n  stmt\n  %4 = *%2: pointer ; q\n"
                       "  %5 = call free(%4): other\n  stmt\n  %6 = *%0: pointer ; p\n  %7 = call free(%6): other\n",
                       "local q: pointer\n");
  EXPECT_THAT(R.incidents(), ElementsAre("double-release p | %7 = call free(%6): other"));
}

TEST(SolverRelease, NullIsNoSecondRelease) {
  Solved R = withOwned("  %2 = *%0: pointer ; p\n  %3 = call free(%2): other\n  %4 = 0\n  *%0 = %4\n"
                       "  stmt\n  %5 = *%0: pointer ; p\n  %6 = call free(%5): other\n");
  EXPECT_THAT(R.incidents(), IsEmpty());
}

TEST(SolverRelease, ThenUse) {
  Solved R = withOwned("  %2 = *%0: pointer ; p\n  %3 = call free(%2): other\n"
                       "  stmt\n  %4 = *%0: pointer ; p\n  %5 = call use(%4): other\n");
  EXPECT_THAT(R.incidents(), ElementsAre("use-after-release p | %5 = call use(%4): other"));
}

TEST(SolverRelease, ThenLoadThroughIt) {
  Solved R = withOwned("  %2 = *%0: pointer ; p\n  %3 = call free(%2): other\n"
                       "  stmt\n  %4 = *%0: pointer ; p\n  %5 = *%4: signed\n");
  EXPECT_THAT(R.incidents(), ElementsAre("use-after-release p | %5 = *%4: signed"));
}

TEST(SolverRelease, ThenReturn) {
  Solved R = withOwned("  %2 = *%0: pointer ; p\n  %3 = call free(%2): other\n"
                       "  stmt return\n  %4 = *%0: pointer ; p\n  return %4\n");
  EXPECT_THAT(R.incidents(), ElementsAre("use-after-release p | return %4"));
}

TEST(SolverRelease, ThenCopyOfThePointerIsNoUse) {
  Solved R = withOwned("  %2 = *%0: pointer ; p\n  %3 = call free(%2): other\n"
                       "  stmt\n  %4 = *%0: pointer ; p\n  %5 = &q\n  *%5 = %4\n",
                       "local q: pointer\n");
  EXPECT_THAT(R.incidents(), IsEmpty());
}

TEST(SolverRelease, WrongFamily) {
  Solved R = withOwned("  %2 = *%0: pointer ; p\n  %3 = call fclose(%2): signed\n");
  EXPECT_THAT(R.incidents(), ElementsAre("wrong-family p malloc as FILE | %3 = call fclose(%2): signed"));
}

/// An obligation is kept where the value ends once, and in the right way.
TEST(SolverRelease, WhatIsReportedIsNotProved) {
  const Lines Violated{"violated | %1 = call xmalloc(_): pointer"};
  const std::string Free = "  %2 = *%0: pointer ; p\n  %3 = call free(%2): other\n  stmt\n  %4 = *%0: pointer ; p\n";
  EXPECT_EQ(Violated, withOwned(Free + "  %5 = call free(%4): other\n").obligations());
  EXPECT_EQ(Violated, withOwned("  %2 = *%0: pointer ; p\n  %3 = call fclose(%2): signed\n").obligations());
  EXPECT_EQ(Violated, withOwned("  %2 = *%0: pointer\n  %3 = %2 + 4\n  %4 = call free(%3): other\n").obligations());
  EXPECT_EQ(Violated, withOwned("  %2 = *%0: pointer ; p\n  %3 = call put(%2): other\n  stmt\n"
                                "  %4 = *%0: pointer ; p\n  %5 = call free(%4): other\n")
                          .obligations());
}

TEST(SolverRelease, Interior) {
  Solved R = withOwned("  %2 = *%0: pointer ; p\n  %3 = %2 + 4 ; p + 4\n  %4 = call free(%3): other\n");
  EXPECT_THAT(R.incidents(), ElementsAre("interior p + 4 | %4 = call free(%3): other"));
}

TEST(SolverRelease, FirstFieldIsTheWholeObject) {
  Solved R = withOwned("  %2 = *%0: pointer ; p\n  %3 = &%2->first @0 ; p->first\n  %4 = call free(%3): other\n",
                       "field first\n");
  EXPECT_THAT(R.incidents(), IsEmpty());
}

TEST(SolverRelease, AnUnknownDistanceIsNotReported) {
  Solved R = withOwned("  %2 = *%0: pointer ; p\n  %3 = %2 + any ; p + n\n  %4 = call free(%3): other\n");
  EXPECT_THAT(R.incidents(), IsEmpty());
}

TEST(SolverRelease, MovedBackIsTheBeginning) {
  Solved R = withOwned("  %2 = *%0: pointer ; p\n  %3 = %2 + 4\n  %4 = %3 + -4\n  %5 = call free(%4): other\n");
  EXPECT_THAT(R.incidents(), IsEmpty());
  EXPECT_THAT(R.obligations(), ElementsAre("proved | %1 = call xmalloc(_): pointer"));
}

TEST(SolverRelease, Stack) {
  Solved R = solveText(R"(flow f -> void {
local a: record
block 0:
  %0 = &a                             ; &a
  %1 = call free(%0): other
  exit
})");
  EXPECT_THAT(R.incidents(), ElementsAre("not-heap &a | %1 = call free(%0): other"));
}

TEST(SolverRelease, Literal) {
  Solved R = solveText(R"(flow f -> void {
local p: pointer
block 0:
  %0 = string
  %1 = &p
  *%1 = %0
  %2 = *%1: pointer                   ; p
  %3 = call free(%2): other
  exit
})");
  EXPECT_THAT(R.incidents(), ElementsAre("not-heap p | %3 = call free(%2): other"));
}

TEST(SolverRelease, Borrow) {
  Solved R = solveText(R"(flow f -> void {
local p: pointer
param ref_q: pointer ref
block 0:
  %0 = &p
  %1 = call peek(): pointer
  *%0 = %1
  %2 = *%0: pointer                   ; p
  %3 = call free(%2): other
  %4 = &ref_q
  %5 = *%4: pointer                   ; ref_q
  %6 = call free(%5): other
  exit
})");
  EXPECT_THAT(R.incidents(), ElementsAre("borrow-released p | %3 = call free(%2): other",
                                         "borrow-released ref_q | %6 = call free(%5): other"));
  EXPECT_THAT(R.obligations(), IsEmpty());
}

} // namespace
