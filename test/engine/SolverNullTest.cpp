//===- SolverNullTest.cpp - allocations that may be NULL ------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "FlowTests.h"

using namespace deed;
using namespace deed::test;

namespace {

/// p is the result of \p Callee; \p Rest follows, where %2 holds p.
Solved withResult(const std::string &Callee, const std::string &Rest) {
  return solveText("flow f -> void {\nlocal p: pointer\nblock 0:\n  %0 = &p\n  %1 = call " + Callee +
                   "(_): pointer\n  *%0 = %1\n  %2 = *%0: pointer                   ; p\n" + Rest + "}");
}

constexpr const char *Release = "  %9 = call free(%2): other\n  exit\n";

Lines unchecked(const Solved &R) {
  Lines Out;
  for (const std::string &L : R.incidents())
    if (L.compare(0, 9, "unchecked") == 0)
      Out.push_back(L);
  return Out;
}

TEST(SolverNull, Write) {
  EXPECT_THAT(unchecked(withResult("malloc", std::string("  %3 = 0\n  *%2 = %3\n") + Release)),
              ElementsAre("unchecked p | *%2 = %3"));
}

TEST(SolverNull, Read) {
  EXPECT_THAT(unchecked(withResult("malloc", std::string("  %3 = *%2: signed\n") + Release)),
              ElementsAre("unchecked p | %3 = *%2: signed"));
}

TEST(SolverNull, NeverNull) {
  EXPECT_THAT(unchecked(withResult("xmalloc", std::string("  %3 = *%2: signed\n") + Release)), IsEmpty());
}

TEST(SolverNull, OnlyTheFirst) {
  EXPECT_THAT(unchecked(withResult("malloc", std::string("  %3 = *%2: signed\n  %4 = *%2: signed\n") + Release)),
              ElementsAre("unchecked p | %3 = *%2: signed"));
}

TEST(SolverNull, BehindATest) {
  EXPECT_THAT(unchecked(withResult("malloc", "  branch %2 -> 1, 2\nblock 1:\n  %3 = *%2: signed\n  goto 2\nblock 2:\n" +
                                                 std::string(Release))),
              IsEmpty());
  EXPECT_THAT(unchecked(withResult("malloc", "  branch %2 -> 2, 1\nblock 1:\n  %3 = *%2: signed\n  goto 2\nblock 2:\n" +
                                                 std::string(Release))),
              ElementsAre("unchecked p | %3 = *%2: signed"));
}

TEST(SolverNull, PassedOn) {
  // An unknown function may be what checks it.
  EXPECT_THAT(unchecked(withResult("malloc", "  %3 = call unheard(%2): other\n  %4 = *%2: signed\n  exit\n")),
              IsEmpty());
}

TEST(SolverNull, ParametersThatAreDereferenced) {
  Solved Always = solveText("flow f -> void {\nparam p: pointer\nblock 0:\n  %0 = &p\n  %1 = *%0: pointer\n"
                            "  %2 = *%1: signed\n  exit\n}");
  EXPECT_THAT(Always.S.Dereferences, ElementsAre(true));
  Solved Sometimes = solveText("flow f -> void {\nparam p: pointer\nparam n: signed\nblock 0:\n  %0 = &p\n"
                               "  %1 = *%0: pointer\n  %2 = &n\n  %3 = *%2: signed\n  branch %3 -> 1, 2\nblock 1:\n"
                               "  %4 = *%1: signed\n  goto 2\nblock 2:\n  exit\n}");
  EXPECT_THAT(Sometimes.S.Dereferences, ElementsAre(false, false));
  Solved Tested = solveText("flow f -> void {\nparam p: pointer\nblock 0:\n  %0 = &p\n  %1 = *%0: pointer\n"
                            "  branch %1 -> 1, 2\nblock 1:\n  %2 = *%1: signed\n  goto 2\nblock 2:\n  exit\n}");
  EXPECT_THAT(Tested.S.Dereferences, ElementsAre(false));
}

TEST(SolverNull, AWrapperSaysThatItMayFail) {
  Solved R = solveText("flow f -> pointer {\nlocal p: pointer\nblock 0:\n  %0 = &p\n  %1 = call malloc(_): pointer\n"
                       "  *%0 = %1\n  %2 = *%0: pointer\n  return %2\n  exit\n}");
  EXPECT_THAT(R.outcomes(), ElementsAre("when nonnegative: returns owned malloc (may fail)"));
}

/// A text can compute a temp from itself, and ends as well.
TEST(SolverNull, NamedInACircle) {
  Solved R = solveText(R"(flow f -> void {
field next
block 0:
  %0 = call malloc(_): pointer
  %1 = &%0->next @0
  %1 = &%1->next @0
  %2 = 0
  *%1 = %2
  exit
})");
  EXPECT_FALSE(R.S.Outcomes.empty());
}

TEST(SolverNull, ComputedOfItselfAlone) {
  Solved R = solveText(R"(flow f -> void {
field next
block 0:
  %1 = &%1->next @0
  %2 = &%3->next @0
  %3 = &%2->next @0
  %4 = copy %4
  %5 = 0
  *%1 = %5
  *%2 = %4
  exit
})");
  EXPECT_FALSE(R.S.Outcomes.empty());
}

} // namespace
