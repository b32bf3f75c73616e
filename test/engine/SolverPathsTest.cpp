//===- SolverPathsTest.cpp - branches and joins ---------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "FlowTests.h"

using namespace deed;
using namespace deed::test;

namespace {

TEST(SolverBranch, NullNeedsNoRelease) {
  Solved R = solveText(R"(flow f -> signed {
local p: pointer
block 0:
  %0 = &p
  %1 = call malloc(_): pointer
  *%0 = %1
  %2 = *%0: pointer                   ; p
  %3 = 0
  %4 = %2 == %3                       ; !p
  branch %4 -> 1, 2
block 1:
  %5 = -1
  return %5
  goto 3
block 2:
  %6 = *%0: pointer                   ; p
  %7 = call free(%6): other
  %8 = 0
  return %8
  goto 3
block 3:
  exit
})");
  EXPECT_THAT(R.incidents(), IsEmpty());
  EXPECT_THAT(R.obligations(), ElementsAre("proved | %1 = call malloc(_): pointer"));
}

// Only a text says so: no layout has such a field. That the distance back has no number is no overflow (UBSan).
TEST(SolverBranch, AFieldAtAnUnknownDistance) {
  Solved R = solveText(R"(flow f -> other {
param p.0: pointer
field next.0
block 0:
  %0 = &p.0
  %1 = *%0: pointer                   ; p
  %2 = &%1->next.0 @any
  %3 = %2 + -4
  %4 = *%3: pointer
  %5 = call free(%4): other
  return
  exit
})");
  EXPECT_THAT(R.incidents(), IsEmpty());
}

TEST(SolverBranch, LeakOnOnePathOnly) {
  Solved R = solveText(R"(flow f -> signed {
local p: pointer
block 0:
  %0 = &p
  %1 = call xmalloc(_): pointer
  *%0 = %1
  %2 = call test(): signed            ; test()
  branch %2 -> 1, 2
block 1:
  %3 = -1
  return %3
  goto 3
block 2:
  %4 = *%0: pointer                   ; p
  %5 = call free(%4): other
  %6 = 0
  return %6
  goto 3
block 3:
  exit
})");
  EXPECT_THAT(R.incidents(), ElementsAre("lost p by return at failure | return %3"));
  ASSERT_EQ(1u, R.S.Incidents.size());
  const std::vector<TraceStep> &Trace = R.S.Incidents[0].Trace;
  ASSERT_FALSE(Trace.empty());
  EXPECT_TRUE(Trace.back().IsBranch);
  EXPECT_TRUE(Trace.back().Taken);
  EXPECT_EQ("branch %2 -> 1, 2", R.lineAt(R.F.Blocks[Trace.back().Block.N].Loc));
}

/// p = acquire(); if (loud) say(); if (loud) return; release(p);
TEST(SolverBranch, ShowsAPathThatDoesNotContradictItself) {
  Solved R = solveText(R"(flow f -> void {
param loud: signed
local p: pointer
block 0:
  %0 = &p
  %1 = call xmalloc(_): pointer
  *%0 = %1
  %2 = &loud
  %3 = *%2: signed
  branch %3 -> 1, 2
block 1:
  %4 = call test(): signed
  goto 2
block 2:
  %5 = &loud
  %6 = *%5: signed
  branch %6 -> 4, 3
block 3:
  %7 = &p
  %8 = *%7: pointer
  %9 = call free(%8): other
  return
  goto 4
block 4:
  exit
})");
  ASSERT_EQ(1u, R.S.Incidents.size());
  std::vector<bool> Taken;
  for (const TraceStep &Step : R.S.Incidents[0].Trace)
    if (Step.IsBranch)
      Taken.push_back(Step.Taken);
  EXPECT_THAT(Taken, ElementsAre(true, true));
}

/// if (a) p = acquire(); ... if (a) release(p);
Solved correlated(const std::string &SecondCondition) {
  return solveText(R"(flow f -> void {
param a: signed
param b: signed
local p: pointer
block 0:
  %0 = &a
  %1 = &b
  %2 = &p
  %3 = 0
  *%2 = %3
  %4 = *%0: signed                    ; a
  branch %4 -> 1, 2
block 1:
  %5 = call xmalloc(_): pointer
  *%2 = %5
  goto 2
block 2:
  %6 = call use(_): other
  %7 = *)" + SecondCondition +
                   R"(: signed
  branch %7 -> 3, 4
block 3:
  %8 = *%2: pointer                   ; p
  %9 = call free(%8): other
  goto 4
block 4:
  exit
})");
}

TEST(SolverBranch, CorrelatedFlagIsSilent) {
  Solved R = correlated("%0");
  EXPECT_THAT(R.incidents(), IsEmpty());
  EXPECT_THAT(R.obligations(), ElementsAre("proved | %5 = call xmalloc(_): pointer"));
}

TEST(SolverBranch, AnotherFlagIsALeak) {
  Solved R = correlated("%1");
  EXPECT_THAT(R.incidents(), ElementsAre("lost p by return | }"));
}

TEST(SolverBranch, ReleasedOnOnePathThenReleased) {
  Solved R = solveText(R"(flow f -> void {
local p: pointer
block 0:
  %0 = &p
  %1 = call xmalloc(_): pointer
  *%0 = %1
  %2 = call test(): signed
  branch %2 -> 1, 2
block 1:
  %3 = *%0: pointer                   ; p
  %4 = call free(%3): other
  goto 2
block 2:
  %5 = *%0: pointer                   ; p
  %6 = call free(%5): other
  exit
})");
  EXPECT_THAT(R.incidents(), ElementsAre("double-release p | %6 = call free(%5): other"));
}

TEST(SolverBranch, SwitchFollowsTheValue) {
  Solved R = solveText(R"(flow f -> void {
param a: signed
local p: pointer
block 0:
  %0 = &a
  %1 = &p
  %2 = 0
  *%1 = %2
  %3 = *%0: signed                    ; a
  switch %3 -> 1..1:1 2..3:1 default:2
block 1:
  %4 = call xmalloc(_): pointer
  *%1 = %4
  goto 2
block 2:
  %5 = *%1: pointer                   ; p
  branch %5 -> 3, 4
block 3:
  %6 = call free(%5): other
  goto 4
block 4:
  exit
})");
  EXPECT_THAT(R.incidents(), IsEmpty());
}

/// The exits of a function meet at a label that releases whatever there is.
TEST(SolverBranch, GotoOut) {
  const std::string Text = R"(flow f -> signed {
local p: pointer
local q: pointer
local r: signed
block 0:
  %0 = &p
  %1 = &q
  %2 = &r
  %3 = 0
  *%0 = %3
  *%1 = %3
  %4 = -1
  *%2 = %4
  %5 = call malloc(_): pointer
  *%0 = %5
  branch %5 -> 1, 3
block 1:
  %6 = call malloc(_): pointer
  *%1 = %6
  branch %6 -> 2, 3
block 2:
  *%2 = %3
  goto 3
block 3:
  %7 = *%1: pointer                   ; q
  %8 = call free(%7): other
  %9 = *%0: pointer                   ; p
  %10 = call RELEASE(%9): other
  %11 = *%2: signed
  return %11
  exit
})";
  auto With = [&](const std::string &Release) {
    std::string Changed = Text;
    Changed.replace(Changed.find("RELEASE"), 7, Release);
    return solveText(Changed);
  };
  EXPECT_THAT(With("free").incidents(), IsEmpty());
  Solved Bad = With("use");
  ASSERT_FALSE(Bad.S.Incidents.empty());
  for (const Incident &I : Bad.S.Incidents)
    EXPECT_EQ("p", I.Name);
  EXPECT_THAT(Bad.obligations(),
              ElementsAre("proved | %6 = call malloc(_): pointer", "violated | %5 = call malloc(_): pointer"));
}

/// A goto that misses the rung of the ladder is where the value is lost.
TEST(SolverBranch, GotoPastItsRung) {
  Solved R = solveText(R"(flow f -> void {
local p: pointer
block 0:
  %0 = &p
  %1 = call xmalloc(_): pointer
  *%0 = %1
  %2 = call test(): signed
  branch %2 -> 1, 2
block 1:
  goto 4 written
block 2:
  stmt
  goto 3
block 3:
  stmt
  %3 = *%0: pointer                   ; p
  %4 = call free(%3): other
  goto 4
block 4:
  stmt return
  return
  exit
})");
  EXPECT_THAT(R.incidents(), ElementsAre("lost p by return | goto 4 written"));
}

/// if (test()) goto out; for (;;) free(p); out: return;
TEST(SolverBranch, GotoPastARingThatReleases) {
  Solved R = solveText(R"(flow f -> void {
local p: pointer
block 0:
  %0 = &p
  %1 = call xmalloc(_): pointer
  *%0 = %1
  %2 = call test(): signed
  branch %2 -> 1, 2
block 1:
  goto 3 written
block 2:
  stmt
  %3 = *%0: pointer                   ; p
  %4 = call free(%3): other
  goto 2
block 3:
  stmt return
  return
  exit
})");
  EXPECT_THAT(R.incidents(),
              ElementsAre("double-release p | %4 = call free(%3): other", "lost p by return | return"));
}

} // namespace
