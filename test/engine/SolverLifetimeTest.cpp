//===- SolverLifetimeTest.cpp - addresses of what ends --------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "FlowTests.h"

namespace deed::test {

TEST(SolverLifetime, LocalReturned) {
  EXPECT_THAT(solveText(R"(flow f -> pointer {
local x.0: signed
block 0:
  %0 = &x.0
  return %0
  end x.0
  goto 1
block 1:
  exit
})")
                  .incidents(),
              ElementsAre("local-returned x | return %0"));
}

TEST(SolverLifetime, ContentReturned) {
  EXPECT_THAT(solveText(R"(flow f -> signed {
local x.0: signed
block 0:
  %0 = &x.0
  %1 = *%0: signed
  return %1
  end x.0
  goto 1
block 1:
  exit
})")
                  .incidents(),
              IsEmpty());
}

TEST(SolverLifetime, KeptByAGlobal) {
  EXPECT_THAT(solveText(R"(flow f -> void {
local x.0: signed
global g.1: pointer
block 0:
  %0 = &x.0
  %1 = &g.1
  *%1 = %0
  end x.0
  goto 1
block 1:
  exit
})")
                  .incidents(),
              ElementsAre("local-kept x | *%1 = %0"));
}

TEST(SolverLifetime, ResetBeforeTheExit) {
  EXPECT_THAT(solveText(R"(flow f -> void {
local x.0: signed
global g.1: pointer
block 0:
  %0 = &x.0
  %1 = &g.1
  *%1 = %0
  %2 = 0
  *%1 = %2
  end x.0
  goto 1
block 1:
  exit
})")
                  .incidents(),
              IsEmpty());
}

TEST(SolverLifetime, KeptOnOnePath) {
  const Solved S = solveText(R"(flow f -> void {
param out.0: pointer
param c.1: signed
local x.2: signed
block 0:
  %0 = &c.1
  %1 = *%0: signed
  branch %1 -> 1, 2
block 1:
  %2 = &x.2
  %3 = &out.0
  %4 = *%3: pointer
  *%4 = %2
  goto 2
block 2:
  end x.2
  goto 3
block 3:
  exit
})");
  EXPECT_THAT(S.incidents(), ElementsAre("local-kept x | *%4 = %2"));
}

TEST(SolverLifetime, AnyCallMayResetAGlobal) {
  EXPECT_THAT(solveText(R"(flow f -> void {
local x.0: signed
global g.1: pointer
block 0:
  %0 = &x.0
  %1 = &g.1
  *%1 = %0
  %2 = call unknown()
  end x.0
  goto 1
block 1:
  exit
})")
                  .incidents(),
              IsEmpty());
}

TEST(SolverLifetime, UsedAfterItsScope) {
  EXPECT_THAT(solveText(R"(flow f -> signed {
local x.0: signed
local p.1: pointer
block 0:
  %0 = &x.0
  %1 = &p.1
  *%1 = %0
  end x.0
  %2 = *%1: pointer
  %3 = *%2: signed
  return %3
  end p.1
  goto 1
block 1:
  exit
})")
                  .incidents(),
              ElementsAre("local-used x | *%1 = %0"));
}

TEST(SolverLifetime, SummarySaysWhereAnArgumentWent) {
  EXPECT_THAT(solveText(R"(flow f -> void {
param out.0: pointer
param p.1: pointer
global g.2: pointer
block 0:
  %0 = &p.1
  %1 = *%0: pointer
  %2 = &out.0
  %3 = *%2: pointer
  *%3 = %1
  %4 = &g.2
  *%4 = %1
  goto 1
block 1:
  exit
})")
                  .outcomes(),
              ElementsAre(::testing::HasSubstr("set-into *0 as 1")));
}

} // namespace deed::test
