//===- SolverLoopsTest.cpp - loops, merges, budgets -----------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "FlowTests.h"

using namespace deed;
using namespace deed::test;

namespace {

/// while (p) { next = p->next; free(p); p = next; }
TEST(SolverLoop, FreesAList) {
  Solved R = solveText(R"(flow f -> void {
param p: pointer
local next: pointer
field next
block 0:
  %0 = &p
  %1 = &next
  goto 1
block 1:
  %2 = *%0: pointer                   ; p
  branch %2 -> 2, 3
block 2:
  stmt
  %3 = *%0: pointer                   ; p
  %4 = &%3->next @0                   ; p->next
  %5 = *%4: pointer                   ; p->next
  *%1 = %5
  stmt
  %6 = *%0: pointer                   ; p
  %7 = call free(%6): other
  stmt
  %8 = *%1: pointer                   ; next
  *%0 = %8
  goto 1
block 3:
  exit
})");
  EXPECT_THAT(R.incidents(), IsEmpty());
  EXPECT_EQ("", R.S.BudgetHit);
}

/// while (p) { free(p); p = p->next; }
TEST(SolverLoop, ReadsTheNodeThatItFreed) {
  Solved R = solveText(R"(flow f -> void {
param p: pointer
field next
block 0:
  %0 = &p
  goto 1
block 1:
  %1 = *%0: pointer                   ; p
  branch %1 -> 2, 3
block 2:
  stmt
  %2 = *%0: pointer                   ; p
  %3 = call free(%2): other
  stmt
  %4 = *%0: pointer                   ; p
  %5 = &%4->next @0                   ; p->next
  %6 = *%5: pointer                   ; p->next
  *%0 = %6
  goto 1
block 3:
  exit
})");
  ASSERT_EQ(1u, R.S.Incidents.size()) << ::testing::PrintToString(R.incidents());
  EXPECT_EQ(IncidentKind::UseAfterRelease, R.S.Incidents[0].Kind);
  EXPECT_EQ("%6 = *%5: pointer", R.lineAt(R.S.Incidents[0].Where));
}

/// do { p = acquire(); } while (test()); free(p): only the last one is freed.
TEST(SolverLoop, AcquiresAndFreesTheLastOnly) {
  Solved R = solveText(R"(flow f -> void {
local p: pointer
block 0:
  %0 = &p
  %1 = 0
  *%0 = %1
  goto 1
block 1:
  stmt
  %2 = call xmalloc(_): pointer
  *%0 = %2
  %3 = call test(): signed
  branch %3 -> 1, 2
block 2:
  stmt
  %4 = *%0: pointer                   ; p
  %5 = call free(%4): other
  exit
})");
  EXPECT_THAT(R.incidents(), ElementsAre("lost p by overwrite | *%0 = %2"));
}

TEST(SolverLoop, AcquiresAndFreesInEachRound) {
  Solved R = solveText(R"(flow f -> void {
local p: pointer
block 0:
  %0 = &p
  goto 1
block 1:
  %1 = call test(): signed
  branch %1 -> 2, 3
block 2:
  declare p
  %2 = call xmalloc(_): pointer
  *%0 = %2
  stmt
  %3 = *%0: pointer                   ; p
  %4 = call free(%3): other
  end p
  goto 1
block 3:
  exit
})");
  EXPECT_THAT(R.incidents(), IsEmpty());
  EXPECT_THAT(R.obligations(), ElementsAre("proved | %2 = call xmalloc(_): pointer"));
}

/// The last round leaves by break, and its value is lost.
TEST(SolverLoop, BreakLosesTheLast) {
  Solved R = solveText(R"(flow f -> void {
local p: pointer
block 0:
  %0 = &p
  goto 1
block 1:
  declare p
  %1 = call xmalloc(_): pointer
  *%0 = %1
  %2 = call test(): signed
  branch %2 -> 2, 3
block 2:
  end p
  goto 4
block 3:
  stmt
  %3 = *%0: pointer                   ; p
  %4 = call free(%3): other
  end p
  goto 1
block 4:
  stmt
  %5 = call use(_): other
  exit
})");
  EXPECT_THAT(R.incidents(), ElementsAre("lost p by scope end | end p"));
  ASSERT_EQ(1u, R.S.Incidents.size());
  EXPECT_EQ(13u, R.S.Incidents[0].Where.N) << "the end of the scope that the break leaves";
}

/// A release in a loop whose value was made before it.
TEST(SolverLoop, ReleasesTheSameEachRound) {
  Solved R = solveText(R"(flow f -> void {
local p: pointer
block 0:
  %0 = &p
  %1 = call xmalloc(_): pointer
  *%0 = %1
  goto 1
block 1:
  stmt
  %2 = *%0: pointer                   ; p
  %3 = call free(%2): other
  %4 = call test(): signed
  branch %4 -> 1, 2
block 2:
  exit
})");
  EXPECT_THAT(R.incidents(), ElementsAre("double-release p | %3 = call free(%2): other"));
}

/// \p Depth loops, each inside the one before, around an acquisition.
std::string nest(unsigned Depth) {
  std::string Out = "flow f -> void {\nlocal p: pointer\nlocal i: signed\nblock 0:\n  %0 = &p\n  %1 = &i\n"
                    "  %2 = 0\n  %3 = 1\n  *%1 = %2\n  *%0 = %2\n  goto 1\n";
  unsigned Temp = 4;
  const unsigned Body = Depth + 1, Exit = 2 * Depth + 2;
  for (unsigned I = 1; I <= Depth; ++I) // heads: go in, or out to the latch of the outer loop
    Out += "block " + std::to_string(I) + ":\n  %" + std::to_string(Temp) + " = call test(): signed\n  branch %" +
           std::to_string(Temp) + " -> " + std::to_string(I + 1) + ", " +
           std::to_string(I == 1 ? Exit : Body + I - 1) + "\n",
        ++Temp;
  auto T = [&](unsigned N) { return "%" + std::to_string(Temp + N); };
  Out += "block " + std::to_string(Body) + ":\n  stmt\n  " + T(0) + " = call xmalloc(_): pointer\n  *%0 = " + T(0) +
         "\n  stmt\n  " + T(1) + " = *%0: pointer\n  " + T(2) + " = call free(" + T(1) + "): other\n  goto " +
         std::to_string(Depth) + "\n";
  Temp += 3;
  for (unsigned I = 1; I <= Depth; ++I) { // latches: i = i + 1
    Out += "block " + std::to_string(Body + I) + ":\n  " + T(0) + " = *%1: signed\n  " + T(1) + " = arith 1 " + T(0) +
           " %3: signed\n  *%1 = " + T(1) + "\n  goto " + std::to_string(I) + "\n";
    Temp += 2;
  }
  return Out + "block " + std::to_string(Exit) + ":\n  exit\n}\n";
}

TEST(SolverBudget, NestOfLoopsEndsQuickly) {
  Budgets Limits;
  Limits.Steps = 5000;
  Solved R = solveText(nest(6), Limits);
  EXPECT_THAT(R.incidents(), IsEmpty());
  EXPECT_EQ("", R.S.BudgetHit);
}

/// if (test()) i = 1; else i = 2; N times over, with one owned value.
std::string diamonds(unsigned N, bool Release) {
  std::string Out = "flow f -> void {\nlocal p: pointer\nlocal i: signed\nblock 0:\n  %0 = &p\n  %1 = &i\n"
                    "  %2 = 1\n  %3 = 2\n  %4 = call xmalloc(_): pointer\n  *%0 = %4\n  goto 1\n";
  for (unsigned I = 0; I != N; ++I) {
    const unsigned B = 3 * I + 1;
    const std::string T = "%" + std::to_string(5 + I);
    Out += "block " + std::to_string(B) + ":\n  stmt\n  " + T + " = call test(): signed\n  branch " + T + " -> " +
           std::to_string(B + 1) + ", " + std::to_string(B + 2) + "\nblock " + std::to_string(B + 1) +
           ":\n  *%1 = %2\n  goto " + std::to_string(B + 3) + "\nblock " + std::to_string(B + 2) +
           ":\n  *%1 = %3\n  goto " + std::to_string(B + 3) + "\n";
  }
  Out += "block " + std::to_string(3 * N + 1) + ":\n  stmt\n  %" + std::to_string(5 + N) + " = *%0: pointer ; p\n  %" +
         std::to_string(6 + N) + " = call " + (Release ? "free" : "use") + "(%" + std::to_string(5 + N) +
         "): other\n  exit\n}\n";
  return Out;
}

TEST(SolverBudget, TwoHundredDiamonds) {
  Solved Ok = solveText(diamonds(200, true));
  EXPECT_THAT(Ok.incidents(), IsEmpty());
  EXPECT_EQ("", Ok.S.BudgetHit);
  EXPECT_THAT(Ok.obligations(), ElementsAre("proved | %4 = call xmalloc(_): pointer"));
  Solved Bad = solveText(diamonds(200, false));
  EXPECT_THAT(Bad.incidents(), ElementsAre("lost p by return | }"));
}

TEST(SolverBudget, StepsAreNamed) {
  Budgets Limits;
  Limits.Steps = 30;
  Solved R = solveText(diamonds(50, true), Limits);
  EXPECT_EQ("steps", R.S.BudgetHit);
  EXPECT_TRUE(R.S.Returns) << "what was not seen may return";
  EXPECT_TRUE(R.S.Outcomes.empty()) << "no summary of a part";
  EXPECT_THAT(R.obligations(), ElementsAre("unproven budget | %4 = call xmalloc(_): pointer"));
}

/// Five values, each released or not: 32 states where no two may merge.
TEST(SolverBudget, StatesBecomeOne) {
  std::string Text = "flow f -> void {\n";
  for (unsigned I = 0; I != 5; ++I)
    Text += "local p" + std::to_string(I) + ": pointer\n";
  Text += "block 0:\n";
  for (unsigned I = 0; I != 5; ++I)
    Text += "  %" + std::to_string(I) + " = &p" + std::to_string(I) + "\n  %" + std::to_string(5 + I) +
            " = call xmalloc(_): pointer\n  *%" + std::to_string(I) + " = %" + std::to_string(5 + I) + "\n";
  Text += "  goto 1\n";
  for (unsigned I = 0; I != 5; ++I) {
    const std::string T = "%" + std::to_string(10 + 3 * I), U = "%" + std::to_string(11 + 3 * I),
                      V = "%" + std::to_string(12 + 3 * I);
    const unsigned B = 2 * I + 1;
    Text += "block " + std::to_string(B) + ":\n  " + T + " = call test(): signed\n  branch " + T + " -> " +
            std::to_string(B + 1) + ", " + std::to_string(B + 2) + "\nblock " + std::to_string(B + 1) + ":\n  " + U +
            " = *%" + std::to_string(I) + ": pointer\n  " + V + " = call free(" + U + "): other\n  goto " +
            std::to_string(B + 2) + "\n";
  }
  Text += "block 11:\n  exit\n}\n";
  Budgets Limits;
  Limits.StatesPerBlock = 8;
  Solved Over = solveText(Text, Limits);
  EXPECT_EQ("", Over.S.BudgetHit) << "seen to its end";
  EXPECT_FALSE(Over.S.Outcomes.empty());
  EXPECT_EQ(5u, Over.S.Obligations.size());
  for (const ObligationState &O : Over.S.Obligations)
    EXPECT_NE(Verdict::Proved, O.Decision);
  Budgets Few;
  Few.Facts = 5;
  EXPECT_EQ("states", solveText(Text, Few).S.BudgetHit);
  Solved Full = solveText(Text);
  EXPECT_EQ("", Full.S.BudgetHit);
  EXPECT_EQ(5u, Full.S.Incidents.size()) << ::testing::PrintToString(Full.incidents());
}

} // namespace
