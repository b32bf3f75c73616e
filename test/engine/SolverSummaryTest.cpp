//===- SolverSummaryTest.cpp - what a function does to its arguments ------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The outcomes of a solution, and callers solved with them.
//===----------------------------------------------------------------------===//
#include "FlowTests.h"

using namespace deed;
using namespace deed::test;

namespace {

/// The contracts of commonContracts(), and what was inferred of one function.
class WithSummary : public ContractLookup {
public:
  WithSummary(std::string Name, const Solution &S) : Name(std::move(Name)) {
    auto C = std::make_shared<FunctionContract>();
    C->Name = this->Name;
    C->Inferred = S.Outcomes;
    C->InferredFrom.From = Source::Summary;
    C->NoReturn = !S.Returns;
    Summary = C;
  }
  std::shared_ptr<const FunctionContract> find(std::string_view Wanted) const override {
    return Wanted == Name ? Summary : commonContracts().find(Wanted);
  }

private:
  std::string Name;
  std::shared_ptr<const FunctionContract> Summary;
};

constexpr std::string_view Releases = R"(flow release -> void {
param p: pointer
block 0:
  %0 = &p
  %1 = *%0: pointer                   ; p
  %2 = call free(%1): other
  exit
})";

TEST(SolverSummary, ReleasesItsParameter) {
  EXPECT_THAT(solveText(Releases).outcomes(), ElementsAre(": release 0 malloc; returns scalar"));
}

TEST(SolverSummary, ReleasesWhatIsNotNull) {
  Solved R = solveText(R"(flow release -> void {
param p: pointer
block 0:
  %0 = &p
  %1 = *%0: pointer                   ; p
  branch %1 -> 1, 2
block 1:
  %2 = *%0: pointer                   ; p
  %3 = call free(%2): other
  goto 2
block 2:
  exit
})");
  bool Released = false;
  for (const Outcome &O : R.S.Outcomes)
    for (const Effect &E : O.Effects) {
      EXPECT_NE(EffectKind::Escape, E.Kind) << "NULL or released: the caller need not care";
      Released |= E.Kind == EffectKind::Release;
    }
  EXPECT_TRUE(Released) << ::testing::PrintToString(R.outcomes());
}

constexpr std::string_view TakesOnSuccess = R"(flow store -> signed {
param p: pointer
global g: pointer
block 0:
  %0 = call test(): signed
  branch %0 -> 1, 2
block 1:
  %1 = -1
  return %1
  goto 3
block 2:
  %2 = &p
  %3 = *%2: pointer                   ; p
  %4 = call put(%3): other
  %5 = 0
  return %5
  goto 3
block 3:
  exit
})";

TEST(SolverSummary, CallsWhatItIsGiven) {
  const std::string Head = R"(flow each -> void {
param end: pointer
param p: pointer
block 0:
  %0 = &end
  %1 = *%0: pointer                   ; end
  %2 = &p
  %3 = *%2: pointer                   ; p
)";
  EXPECT_THAT(solveText(Head + "  %4 = call %1(%3): other\n  exit\n}").outcomes(),
              ElementsAre(": invoke 0 with 1; returns scalar"));
  EXPECT_THAT(solveText(Head + "  %4 = call %1(%3): other\n  %5 = call unknown(%3): other\n  exit\n}").outcomes(),
              ElementsAre(": invoke 0 with 1; escape 1; returns scalar"))
      << "first the one, then the other";
  EXPECT_THAT(solveText(Head + "  %4 = call %1(%3): other\n  %5 = call %1(%3): other\n  exit\n}").outcomes(),
              ElementsAre(": escape 1; returns scalar"))
      << "called twice";
}

TEST(SolverSummary, GivesInARecord) {
  EXPECT_THAT(solveText(R"(flow make -> record {
local t: record
field bytes
field ok
block 0:
  %0 = &t
  %1 = &%0->bytes @0                  ; t.bytes
  %2 = call xmalloc(_): pointer
  *%1 = %2
  %3 = &%0->ok @8                     ; t.ok
  %4 = 1
  *%3 = %4
  return %0
  end t
  exit
})")
                  .outcomes(),
              ElementsAre(": give *result.bytes malloc; set-number *result.ok to 1; returns scalar"));
}

TEST(SolverSummary, TakesOnSuccess) {
  EXPECT_THAT(solveText(TakesOnSuccess).outcomes(),
              ElementsAre("when negative: returns scalar", "when zero: take 0; returns scalar"));
}

TEST(SolverSummary, TakesOnSuccessInACaller) {
  WithSummary Contracts("store", solveText(TakesOnSuccess).S);
  auto Caller = [&](const std::string &Failure) {
    return solveText(R"(flow f -> void {
local p: pointer
block 0:
  stmt
  %0 = &p
  %1 = call xmalloc(_): pointer
  *%0 = %1
  stmt
  %2 = *%0: pointer                   ; p
  %3 = call store(%2): signed
  %4 = 0
  %5 = %3 < %4
  branch %5 -> 1, 2
block 1:
  stmt
  %6 = *%0: pointer                   ; p
  %7 = call )" + Failure +
                         R"((%6): other
  goto 2
block 2:
  exit
})",
                     Budgets(), Contracts);
  };
  EXPECT_THAT(Caller("free").incidents(), IsEmpty());
  EXPECT_EQ(1u, Caller("use").S.Incidents.size());
}

constexpr std::string_view ReturnsOwned = R"(flow create -> pointer {
local p: pointer
block 0:
  %0 = &p
  %1 = call malloc(_): pointer
  *%0 = %1
  branch %1 -> 1, 2
block 1:
  %2 = *%0: pointer                   ; p
  return %2
  goto 3
block 2:
  %3 = 0
  return %3
  goto 3
block 3:
  exit
})";

TEST(SolverSummary, ReturnsOwned) {
  Solved R = solveText(ReturnsOwned);
  EXPECT_THAT(R.incidents(), IsEmpty());
  bool Owned = false, Null = false;
  for (const Outcome &O : R.S.Outcomes) {
    Owned |= O.Return == ReturnWord::Owned && O.Family == "malloc" && O.Result == ResultTest::Positive;
    Null |= O.Return == ReturnWord::Null && O.Result == ResultTest::Zero;
  }
  EXPECT_TRUE(Owned && Null) << ::testing::PrintToString(R.outcomes());
}

TEST(SolverSummary, ReturnsOwnedInACaller) {
  WithSummary Contracts("create", solveText(ReturnsOwned).S);
  Solved R = solveText(R"(flow f -> void {
local p: pointer
block 0:
  stmt
  %0 = &p
  %1 = call create(): pointer
  *%0 = %1
  stmt
  %2 = *%0: pointer                   ; p
  %3 = call use(%2): other
  exit
})",
                       Budgets(), Contracts);
  EXPECT_THAT(R.incidents(), ElementsAre("lost p by return | }"));
}

TEST(SolverSummary, ReturnsItsArgument) {
  Solved R = solveText(R"(flow f -> pointer {
param n: signed
param p: pointer
block 0:
  %0 = &p
  %1 = *%0: pointer                   ; p
  return %1
  exit
})");
  EXPECT_THAT(R.outcomes(), ElementsAre("when nonnegative: returns argument 1 never-null"));
}

constexpr std::string_view Gives = R"(flow give -> signed {
param out: pointer
local p: pointer
block 0:
  %0 = &p
  %1 = call malloc(_): pointer
  *%0 = %1
  branch %1 -> 1, 2
block 1:
  %2 = &out
  %3 = *%2: pointer                   ; out
  %4 = *%0: pointer                   ; p
  *%3 = %4
  %5 = 0
  return %5
  goto 3
block 2:
  %6 = -1
  return %6
  goto 3
block 3:
  exit
})";

TEST(SolverSummary, GivesOnSuccess) {
  Solved R = solveText(Gives);
  EXPECT_THAT(R.incidents(), IsEmpty());
  bool Given = false;
  for (const Outcome &O : R.S.Outcomes)
    for (const Effect &E : O.Effects)
      if (E.Kind == EffectKind::Give) {
        EXPECT_EQ(0, E.Param);
        EXPECT_TRUE(E.Target);
        EXPECT_EQ("malloc", E.Family);
        EXPECT_EQ(ResultTest::Zero, O.Result);
        Given = true;
      }
  EXPECT_TRUE(Given) << ::testing::PrintToString(R.outcomes());
}

TEST(SolverSummary, GivesOnSuccessInACaller) {
  WithSummary Contracts("give", solveText(Gives).S);
  auto Caller = [&](const std::string &Success) {
    return solveText(R"(flow f -> void {
local p: pointer
block 0:
  stmt
  %0 = &p
  %1 = call give(%0): signed
  %2 = 0
  %3 = %1 == %2
  branch %3 -> 1, 2
block 1:
  stmt
  %4 = *%0: pointer                   ; p
  %5 = call )" + Success +
                         R"((%4): other
  goto 2
block 2:
  exit
})",
                     Budgets(), Contracts);
  };
  EXPECT_THAT(Caller("free").incidents(), IsEmpty());
  EXPECT_THAT(Caller("use").incidents(), ElementsAre("lost p by return | }"));
}

/// if (!p) return -1; free(p); return 0;
TEST(SolverSummary, RequiresNonNull) {
  Solved R = solveText(R"(flow f -> signed {
param p: pointer
block 0:
  %0 = &p
  %1 = *%0: pointer                   ; p
  branch %1 -> 1, 2
block 1:
  %2 = *%0: pointer                   ; p
  %3 = call free(%2): other
  %4 = 0
  return %4
  goto 3
block 2:
  %5 = -1
  return %5
  goto 3
block 3:
  exit
})");
  ASSERT_EQ(2u, R.S.Outcomes.size());
  for (const Outcome &O : R.S.Outcomes) {
    const bool Success = O.Result == ResultTest::Zero;
    EXPECT_TRUE(Success || O.Result == ResultTest::Negative);
    ASSERT_EQ(1u, O.Requires.size());
    EXPECT_EQ(0, O.Requires[0].Param);
    EXPECT_FALSE(O.Requires[0].Target);
    EXPECT_EQ(Success ? sign::Pos : sign::Zero, O.Requires[0].Signs);
    EXPECT_EQ(Success ? 1u : 0u, O.Effects.size());
  }
}

TEST(SolverSummary, RequirementsDecideInACaller) {
  // Never NULL here: the outcome that leaves p alone cannot be.
  Solved Callee = solveText(R"(flow end_it -> void {
param p: pointer
block 0:
  %0 = &p
  %1 = *%0: pointer                   ; p
  branch %1 -> 1, 2
block 1:
  %2 = *%0: pointer                   ; p
  %3 = call free(%2): other
  goto 2
block 2:
  exit
})");
  WithSummary Contracts("end_it", Callee.S);
  Solved R = solveText(R"(flow f -> void {
local p: pointer
block 0:
  stmt
  %0 = &p
  %1 = call malloc(_): pointer
  *%0 = %1
  stmt
  %2 = *%0: pointer                   ; p
  %3 = call end_it(%2): other
  stmt
  %4 = *%0: pointer                   ; p
  %5 = call end_it(%4): other
  exit
})",
                       Budgets(), Contracts);
  EXPECT_THAT(R.incidents(), ElementsAre("double-release p | %5 = call end_it(%4): other"));
}

TEST(SolverSummary, BorrowsAndNothingElse) {
  Solved R = solveText(R"(flow f -> void {
param p: pointer
block 0:
  %0 = &p
  %1 = *%0: pointer                   ; p
  %2 = *%1: signed
  %3 = call use(%1): other
  exit
})");
  EXPECT_THAT(R.outcomes(), ElementsAre("where 0 is not null: returns scalar"));
}

/// Sometimes released, and no caller can tell: nothing is known afterwards.
TEST(SolverSummary, UndecidedEscapes) {
  Solved R = solveText(R"(flow unref -> void {
param p: pointer
block 0:
  %0 = &p
  %1 = call test(): signed
  branch %1 -> 1, 2
block 1:
  %2 = *%0: pointer                   ; p
  %3 = call free(%2): other
  goto 2
block 2:
  exit
})");
  ASSERT_FALSE(R.S.Outcomes.empty());
  for (const Outcome &O : R.S.Outcomes) {
    ASSERT_EQ(1u, O.Effects.size()) << ::testing::PrintToString(R.outcomes());
    EXPECT_EQ(EffectKind::Escape, O.Effects[0].Kind);
  }
}

TEST(SolverSummary, NeverReturns) {
  Solved R = solveText("flow f -> void {\nblock 0:\n  %0 = call die(): other\n  stop\n}\n");
  EXPECT_FALSE(R.S.Returns);
  EXPECT_TRUE(R.S.Outcomes.empty());
  Solved Loop = solveText("flow f -> void {\nblock 0:\n  goto 1\nblock 1:\n  goto 1\n}\n");
  EXPECT_FALSE(Loop.S.Returns);
}

/// A block for *out and one more in *n: the count goes with the outcome.
TEST(SolverSummary, CountsBesideWhatItGives) {
  Solved R = solveText(R"(flow push -> void {
param out: pointer
param n: pointer
block 0:
  %0 = &out
  %1 = *%0: pointer                   ; out
  %2 = call xmalloc(_): pointer
  *%1 = %2
  %3 = &n
  %4 = *%3: pointer                   ; n
  %5 = *%4: signed
  %6 = 1
  %7 = arith 1 %5 %6: signed
  *%4 = %7
  exit
})");
  EXPECT_THAT(R.outcomes(),
              ElementsAre(testing::AllOf(testing::HasSubstr("give *0 malloc;"), testing::HasSubstr("*1 grows by 1;"))));
}

} // namespace
