//===- tool/UnitReportTest.cpp - a file's report as bytes and back -----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "project/UnitReport.h"
#include <gtest/gtest.h>

using namespace deed;

namespace {

UnitReport example() {
  UnitReport R;
  SourceRange Place{"/x/a.c", 1, 2, 3, 4, 5, 6};
  Finding F;
  F.Id = Rule::DoubleFree;
  F.Place = Place;
  F.Function = "f";
  F.Variable = "v";
  F.Message = std::string("with a \0 in it", 14);
  F.Help = "help";
  F.Path = {{Place, StepKind::Lose, "step"}};
  F.Contracts = {{Place, "contract"}};
  F.Repair = Fix{"fix", {{Place, "new"}}};
  F.Signature = "s";
  R.Findings = {F, Finding()};
  R.Suppressed = {{F, "why"}};
  R.Problems = {{ProblemKind::TimeOut, "/x/a.c", Place, "late"}};
  R.Obligations.Entries = {{"f", "what", Place, Verdict::Unproven, Reason::Budget, "detail"}};
  R.Functions = 7;
  R.Skipped = 8;
  R.Dump = "dump";
  return R;
}

TEST(UnitReport, EveryFieldComesBack) {
  std::string Bytes = serialize(example());
  std::optional<UnitReport> Back = deserialize(Bytes);
  ASSERT_TRUE(Back);
  EXPECT_EQ(serialize(*Back), Bytes);
  const Finding &F = Back->Findings[0];
  EXPECT_EQ(F.Id, Rule::DoubleFree);
  EXPECT_EQ(F.Place, example().Findings[0].Place);
  EXPECT_EQ(F.Message.size(), 14u);
  EXPECT_EQ(F.Path[0].Kind, StepKind::Lose);
  EXPECT_EQ(F.Repair->Edits[0].Replacement, "new");
  EXPECT_FALSE(Back->Findings[1].Repair);
  EXPECT_EQ(Back->Suppressed[0].Justification, "why");
  EXPECT_EQ(Back->Problems[0].Kind, ProblemKind::TimeOut);
  EXPECT_EQ(Back->Obligations.Entries[0].Why, Reason::Budget);
  EXPECT_EQ(Back->Skipped, 8u);
  EXPECT_EQ(Back->Dump, "dump");
}

TEST(UnitReport, DamagedBytesAreNoReport) {
  std::string Bytes = serialize(example());
  for (size_t Length = 0; Length < Bytes.size(); ++Length)
    EXPECT_FALSE(deserialize(std::string_view(Bytes).substr(0, Length))) << Length;
  EXPECT_FALSE(deserialize(Bytes + "x"));
  std::string Wild = Bytes;
  Wild[0] = Wild[1] = Wild[2] = Wild[3] = '\xFF'; // four thousand million findings
  EXPECT_FALSE(deserialize(Wild));
}

} // namespace
