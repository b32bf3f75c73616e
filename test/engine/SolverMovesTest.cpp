//===- SolverMovesTest.cpp - borrows that end with a change ---------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "FlowTests.h"

namespace deed::test {

namespace {

const ContractLookup &models() {
  static const ModelLookup Lookup("Contracts:\n"
                                  "  get: {params: {0: borrows}, returns: borrowed-from 0 until-change}\n"
                                  "  put: {params: {0: mutates}, returns: scalar}\n"
                                  "  look: {params: {0: borrows}, returns: scalar}\n"
                                  "  realloc: {params: {0: reallocs malloc, 1: borrows}, returns: owned malloc}\n"
                                  "  free: {params: {0: releases malloc}, returns: scalar}\n");
  return Lookup;
}

Solved solved(const std::string &Body, const std::string &Head = "flow f -> void") {
  return solveText(Head +
                       " {\nparam m.0: pointer\nparam n.1: pointer\nfield items\nblock 0:\n  %0 = &m.0\n  %1 = *%0: "
                       "pointer\n  %2 = &n.1\n"
                       "  %3 = *%2: pointer\n" +
                       Body + "}",
                   Budgets(), models());
}

TEST(SolverMoves, UntilChange) {
  EXPECT_THAT(
      solved("  %4 = call get(%1): pointer\n  %5 = call put(%1): signed\n  %6 = *%4: signed\n  exit\n").incidents(),
      ElementsAre("borrow-invalidated | %6 = *%4: signed"));
}

TEST(SolverMoves, UsedBefore) {
  EXPECT_THAT(
      solved("  %4 = call get(%1): pointer\n  %6 = *%4: signed\n  %5 = call put(%1): signed\n  exit\n").incidents(),
      IsEmpty());
}

TEST(SolverMoves, OnlyRead) {
  EXPECT_THAT(
      solved("  %4 = call get(%1): pointer\n  %5 = call look(%1): signed\n  %6 = *%4: signed\n  exit\n").incidents(),
      IsEmpty());
}

TEST(SolverMoves, OtherOwner) {
  EXPECT_THAT(
      solved("  %4 = call get(%1): pointer\n  %5 = call put(%3): signed\n  %6 = *%4: signed\n  exit\n").incidents(),
      IsEmpty());
}

TEST(SolverMoves, UnknownCalleeBetween) {
  EXPECT_THAT(solved("  %4 = call get(%1): pointer\n  %7 = call unheard(%1): signed\n  %5 = call put(%1): signed\n"
                     "  %6 = *%4: signed\n  exit\n")
                  .incidents(),
              IsEmpty());
}

TEST(SolverMoves, OnOnePathOnly) {
  EXPECT_THAT(
      solved("  %4 = call get(%1): pointer\n  branch %3 -> 1, 2\nblock 1:\n  %5 = call put(%1): signed\n  goto 2\n"
             "block 2:\n  %6 = *%4: signed\n  exit\n")
          .incidents(),
      ElementsAre("borrow-invalidated | %6 = *%4: signed"));
}

TEST(SolverMoves, SummaryOfAGetter) {
  const std::vector<std::string> Outcomes =
      solved("  %4 = &%1->items @8\n  %5 = *%4: pointer\n  %6 = %5 + 4\n  return %6\n  exit\n", "flow f -> pointer")
          .outcomes();
  ASSERT_EQ(1u, Outcomes.size());
  EXPECT_THAT(Outcomes[0], ::testing::HasSubstr("lent by *0.items"));
}

TEST(SolverMoves, SummaryOfGrowth) {
  const std::vector<std::string> Outcomes =
      solved("  %4 = &%1->items @8\n  %5 = *%4: pointer\n  %8 = 8\n  %6 = call realloc(%5, %8): pointer\n  branch %6 "
             "-> 1, 2\n"
             "block 1:\n  *%4 = %6\n  %9 = 0\n  return %9\n  exit\nblock 2:\n  %10 = -1\n  return %10\n  exit\n",
             "flow f -> signed")
          .outcomes();
  unsigned Moves = 0;
  for (const std::string &O : Outcomes) {
    const bool Fails = O.find("when negative") != std::string::npos;
    EXPECT_EQ(!Fails, O.find("may-move *0.items") != std::string::npos) << O;
    Moves += !Fails;
  }
  EXPECT_EQ(1u, Moves);
}

} // namespace
} // namespace deed::test
