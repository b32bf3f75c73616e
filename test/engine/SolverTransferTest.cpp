//===- SolverTransferTest.cpp - values that go elsewhere ------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "FlowTests.h"

using namespace deed;
using namespace deed::test;

namespace {

TEST(SolverTransfer, ThenUse) {
  Solved R = withOwned("  %2 = *%0: pointer ; p\n  %3 = call put(%2): other\n"
                       "  stmt\n  %4 = *%0: pointer ; p\n  %5 = call use(%4): other\n");
  EXPECT_THAT(R.incidents(), ElementsAre("use-after-transfer p | %5 = call use(%4): other"));
}

TEST(SolverTransfer, ThenRelease) {
  Solved R = withOwned("  %2 = *%0: pointer ; p\n  %3 = call put(%2): other\n"
                       "  stmt\n  %4 = *%0: pointer ; p\n  %5 = call free(%4): other\n");
  EXPECT_THAT(R.incidents(), ElementsAre("release-after-transfer p | %5 = call free(%4): other"));
}

TEST(SolverTransfer, AndNothingMore) {
  Solved R = withOwned("  %2 = *%0: pointer ; p\n  %3 = call put(%2): other\n");
  EXPECT_THAT(R.incidents(), IsEmpty());
  EXPECT_THAT(R.obligations(), ElementsAre("proved | %1 = call xmalloc(_): pointer"));
}

/// An own_ name that stays alive after the transfer should become NULL.
TEST(SolverTransfer, OwnNameIsNulled) {
  const std::string Begin = "flow f -> void {\nlocal own_p: pointer own\nblock 0:\n  stmt\n  %0 = &own_p\n"
                            "  %1 = call xmalloc(_): pointer\n  *%0 = %1\n  stmt\n  %2 = *%0: pointer ; own_p\n"
                            "  %3 = call put(%2): other\n";
  const std::string Null = "  stmt\n  %4 = 0\n  *%0 = %4\n";
  const std::string More = "  stmt\n  %5 = call use(_): other\n  stmt return\n  return\n  end own_p\n  exit\n}\n";
  EXPECT_THAT(solveText(Begin + Null + More).incidents(), IsEmpty());
  EXPECT_THAT(solveText(Begin + More).incidents(), ElementsAre("not-nulled own_p | %3 = call put(%2): other"));
}

TEST(SolverTransfer, HeldIsUnproven) {
  Solved R = withOwned("  %2 = *%0: pointer ; p\n  %3 = call keep(%2): other\n");
  EXPECT_THAT(R.incidents(), IsEmpty());
  EXPECT_THAT(R.obligations(), ElementsAre("unproven stored | %1 = call xmalloc(_): pointer"));
}

TEST(SolverTransfer, UnknownCalleeIsUnproven) {
  Solved R = withOwned("  %2 = *%0: pointer ; p\n  %3 = call nobody(%2): other\n");
  EXPECT_THAT(R.incidents(), IsEmpty());
  EXPECT_THAT(R.obligations(), ElementsAre("unproven unknown-callee | %1 = call xmalloc(_): pointer"));
}

TEST(SolverTransfer, CallThroughAPointerIsUnproven) {
  Solved R = withOwned("  %2 = *%0: pointer ; p\n  %3 = undefined: pointer\n  %4 = call %3(%2): other\n");
  EXPECT_THAT(R.incidents(), IsEmpty());
  EXPECT_THAT(R.obligations(), ElementsAre("unproven indirect-call | %1 = call xmalloc(_): pointer"));
}

TEST(SolverTransfer, StoredInAGlobal) {
  Solved R = withOwned("  %2 = *%0: pointer ; p\n  %3 = &g\n  *%3 = %2\n", "global g: pointer\n");
  EXPECT_THAT(R.incidents(), IsEmpty());
  EXPECT_THAT(R.obligations(), ElementsAre("unproven stored | %1 = call xmalloc(_): pointer"));
}

TEST(SolverTransfer, StoredInAnOwningGlobal) {
  Solved R = withOwned("  %2 = *%0: pointer ; p\n  %3 = &own_g\n  *%3 = %2\n", "global own_g: pointer own\n");
  EXPECT_THAT(R.incidents(), IsEmpty());
  EXPECT_THAT(R.obligations(), ElementsAre("proved | %1 = call xmalloc(_): pointer"));
}

TEST(SolverTransfer, OwnParameterIsAnObligation) {
  const std::string Begin = "flow f -> void {\nparam own_p: pointer own\nblock 0:\n  stmt\n  %0 = &own_p\n";
  Solved Ok = solveText(Begin + "  %1 = *%0: pointer ; own_p\n  %2 = call free(%1): other\n  exit\n}\n");
  EXPECT_THAT(Ok.incidents(), IsEmpty());
  EXPECT_THAT(Ok.obligations(), ElementsAre("proved | param own_p: pointer own"));
  Solved Bad = solveText(Begin + "  %1 = *%0: pointer ; own_p\n  %2 = call use(%1): other\n  exit\n}\n");
  EXPECT_THAT(Bad.incidents(), ElementsAre("never-consumed own_p | " + Begin.substr(0, Begin.find('\n'))));
  EXPECT_THAT(Bad.obligations(), ElementsAre("violated | param own_p: pointer own"));
}

TEST(SolverTransfer, BorrowTaken) {
  Solved R = solveText(R"(flow f -> void {
param ref_p: pointer ref
block 0:
  %0 = &ref_p
  %1 = *%0: pointer                   ; ref_p
  %2 = call put(%1): other
  exit
})");
  EXPECT_THAT(R.incidents(), ElementsAre("borrow-taken ref_p | %2 = call put(%1): other"));
}

} // namespace
