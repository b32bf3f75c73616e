//===- SolverCallsTest.cpp - outcomes of calls ----------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "FlowTests.h"

#include <algorithm>

using namespace deed;
using namespace deed::test;

namespace {

/// p is ours before the call; \p Success and \p Failure are what follows it.
Solved conditional(const std::string &Callee, const std::string &Success, const std::string &Failure) {
  return solveText(R"(flow f -> void {
local p: pointer
block 0:
  stmt
  %0 = &p
  %1 = call xmalloc(_): pointer
  *%0 = %1
  stmt
  %2 = *%0: pointer                   ; p
  %3 = call )" + Callee +
                   R"((%2): signed
  %4 = 0
  %5 = %3 == %4
  branch %5 -> 1, 2
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

const std::string Nothing = "  %6 = call use(_): other";
const std::string FreeOnSuccess = "  %6 = *%0: pointer ; p\n  %7 = call free(%6): other";
const std::string FreeOnFailure = "  %8 = *%0: pointer ; p\n  %9 = call free(%8): other";

TEST(SolverCall, TakesOnSuccess) {
  EXPECT_THAT(conditional("push", Nothing, FreeOnFailure).incidents(), IsEmpty());
  EXPECT_THAT(conditional("push", FreeOnSuccess, FreeOnFailure).incidents(),
              ElementsAre("release-after-transfer p | %7 = call free(%6): other"));
  Solved Leak = conditional("push", Nothing, Nothing);
  ASSERT_EQ(1u, Leak.S.Incidents.size());
  EXPECT_EQ(IncidentKind::Lost, Leak.S.Incidents[0].Kind);
  ASSERT_TRUE(Leak.S.Incidents[0].KeptBy.valid());
  EXPECT_EQ("%3 = call push(%2): signed", Leak.lineAt(Leak.F.Events[Leak.S.Incidents[0].KeptBy.N].Loc));
}

TEST(SolverCall, TakesOnFailure) {
  EXPECT_THAT(conditional("drop", FreeOnSuccess, Nothing).incidents(), IsEmpty());
  EXPECT_THAT(conditional("drop", FreeOnSuccess, FreeOnFailure).incidents(),
              ElementsAre("release-after-transfer p | %9 = call free(%8): other"));
}

TEST(SolverCall, UntestedResultOfTakesOnSuccess) {
  Solved R = solveText(R"(flow f -> void {
local p: pointer
block 0:
  stmt
  %0 = &p
  %1 = call xmalloc(_): pointer
  *%0 = %1
  stmt
  %2 = *%0: pointer                   ; p
  %3 = call push(%2): signed
  exit
})");
  EXPECT_THAT(R.incidents(), ElementsAre("lost p by return | %3 = call push(%2): signed"));
}

/// q = realloc(p): moved if q, as it was if not.
TEST(SolverCall, ReallocHasThreeOutcomes) {
  auto Text = [](const std::string &Moved, const std::string &Failed) {
    return solveText(R"(flow f -> void {
local p: pointer
local q: pointer
block 0:
  %0 = &p
  %1 = &q
  %2 = call xmalloc(_): pointer
  *%0 = %2
  stmt
  %3 = *%0: pointer                   ; p
  %4 = undefined: unsigned
  %5 = call realloc(%3, %4): pointer
  *%1 = %5
  branch %5 -> 1, 2
block 1:
  stmt
)" + Moved + "\n  goto 3\nblock 2:\n  stmt\n" +
                     Failed + "\n  goto 3\nblock 3:\n  exit\n}");
  };
  const std::string FreeQ = "  %6 = *%1: pointer ; q\n  %7 = call free(%6): other";
  const std::string FreeP = "  %8 = *%0: pointer ; p\n  %9 = call free(%8): other";
  EXPECT_THAT(Text(FreeQ, FreeP).incidents(), IsEmpty());
  EXPECT_THAT(Text(FreeQ, Nothing).incidents(), ElementsAre("lost p by return | }"));
  EXPECT_THAT(Text(Nothing, FreeP).incidents(), ElementsAre("lost q by return | }"));
  Solved Stale = Text(FreeP, FreeP);
  ASSERT_FALSE(Stale.S.Incidents.empty());
  EXPECT_TRUE(std::any_of(Stale.S.Incidents.begin(), Stale.S.Incidents.end(), [](const Incident &I) {
    return I.Kind == IncidentKind::DoubleRelease && I.ByRealloc;
  })) << ::testing::PrintToString(Stale.incidents());
}

/// p = realloc(p): the old block is lost when it fails.
TEST(SolverCall, ReallocOverItsArgument) {
  Solved R = solveText(R"(flow f -> void {
local p: pointer
block 0:
  %0 = &p
  %1 = call xmalloc(_): pointer
  *%0 = %1
  stmt
  %2 = *%0: pointer                   ; p
  %3 = undefined: unsigned
  %4 = call realloc(%2, %3): pointer
  *%0 = %4
  stmt
  %5 = *%0: pointer                   ; p
  %6 = call free(%5): other
  exit
})");
  EXPECT_THAT(R.incidents(), ElementsAre("lost p by overwrite | *%0 = %4"));
}

TEST(SolverCall, ReallocToNothingFrees) {
  Solved R = solveText(R"(flow f -> void {
local p: pointer
block 0:
  %0 = &p
  %1 = call xmalloc(_): pointer
  *%0 = %1
  stmt
  %2 = *%0: pointer                   ; p
  %3 = 0
  %4 = call realloc(%2, %3): pointer
  exit
})");
  EXPECT_THAT(R.incidents(), IsEmpty());
}

TEST(SolverCall, NeverReturning) {
  Solved R = solveText(R"(flow f -> void {
local p: pointer
block 0:
  %0 = &p
  %1 = call malloc(_): pointer
  *%0 = %1
  branch %1 -> 1, 2
block 1:
  %2 = *%0: pointer                   ; p
  %3 = call free(%2): other
  exit
block 2:
  %4 = call die(): other
  stop
})");
  EXPECT_THAT(R.incidents(), IsEmpty());
  EXPECT_TRUE(R.S.Returns);
}

TEST(SolverCall, ResultIsTheArgument) {
  Solved R = solveText(R"(flow f -> void {
local p: pointer
local q: pointer
block 0:
  %0 = &p
  %1 = &q
  %2 = call xmalloc(_): pointer
  *%0 = %2
  stmt
  %3 = *%0: pointer                   ; p
  %4 = call same(%3): pointer
  *%1 = %4
  stmt
  %5 = *%1: pointer                   ; q
  %6 = call free(%5): other
  stmt
  %7 = *%0: pointer                   ; p
  %8 = call use(%7): other
  exit
})");
  EXPECT_THAT(R.incidents(), ElementsAre("use-after-release p | %8 = call use(%7): other"));
}

} // namespace
