//===- engine/UnitRecordTest.cpp - what other files need of a file --------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "engine/UnitRecord.h"
#include <gtest/gtest.h>

using namespace deed;

namespace {

/// Every member with a value of its own, so that one that is forgotten or read in
/// the wrong place shows.
FunctionContract example() {
  FunctionContract C;
  C.Name = "f";
  ParamContract P;
  P.Word = ParamWord::PointsInto;
  P.Family = "malloc";
  P.Other = 3;
  P.NonNull = true;
  P.From = {Source::Comment, {"/x/a.h", 1, 2, 3, 4, 5, 6}, "comment"};
  C.Params = {P, ParamContract()};
  C.Rest.Word = ParamWord::Borrows;
  C.Return.Word = ReturnWord::Argument;
  C.Return.Argument = 1;
  C.Success = ResultTest::Negative;
  C.NoReturn = C.MayDrop = true;
  C.NoReturnUnlessZero = 2;
  C.ReturnsToFail = true;
  C.TakenBy = "take";
  Outcome O;
  O.Result = ResultTest::Zero;
  O.Bytes = -8;
  O.Lo = INT64_MIN;
  O.Hi = INT64_MAX;
  Effect E;
  E.Kind = EffectKind::SetInto;
  E.Param = FirstGlobal + 7;
  E.Target = E.Itself = true;
  E.Path = "next.data";
  E.Bytes = AnyIndex;
  O.Effects = {E};
  O.Requires = {{1, true, "p", 2}};
  O.Moves = {{0, "items", true, true}};
  O.LentParam = FirstGlobal + 9;
  C.Inferred = {O, Outcome()};
  C.InferredFrom = {Source::Summary, {"/x/a.c", 120, 1, 120, 2, 9, 1}, "body of 'f'"};
  C.Ignored = {true, false, true};
  C.GlobalsKnown = true;
  C.Dereferences = {false, true};
  return C;
}

GlobalVar global(const char *Link, int Number) {
  GlobalVar G;
  G.Link = Link;
  G.Shape.Name = Link;
  G.Shape.Global = Number;
  return G;
}

TEST(UnitRecord, ContractsComeBack) {
  const std::string Bytes = archive::write(example());
  FunctionContract Back;
  ASSERT_TRUE(archive::read(Bytes, Back));
  EXPECT_EQ(archive::write(Back), Bytes);
  EXPECT_EQ(print(Back), print(example()));
  EXPECT_EQ(Back.Inferred, example().Inferred);
  EXPECT_EQ(Back.InferredFrom.Where, example().InferredFrom.Where);
  EXPECT_EQ(Back.Ignored, example().Ignored);
  EXPECT_EQ(Back.Params[0].Other, 3);
}

TEST(UnitRecord, DamagedBytesAreNoContract) {
  const std::string Bytes = archive::write(example());
  for (std::size_t Length = 0; Length < Bytes.size(); ++Length) {
    FunctionContract Back;
    EXPECT_FALSE(archive::read(std::string_view(Bytes).substr(0, Length), Back)) << Length;
  }
  FunctionContract Back;
  EXPECT_FALSE(archive::read(Bytes + "x", Back));
}

TEST(UnitRecord, VariablesAreNamedNotNumbered) {
  const Summary S = summaryOf(example(), {global("state", 7), global("other", 8), global("lent", 9)});
  ASSERT_EQ(S.Globals.size(), 2u);
  // The caller's file calls the same variables by numbers of its own, or does not know them yet.
  FlowRecord R;
  R.Contracts.emplace_back();
  R.Globals = {global("lent", 0)};
  R.Body.Vars.push_back(R.Globals[0].Shape);
  bindSlot(R, 0, &S, SlotOwner(), /*Elsewhere=*/true);
  const Outcome &O = R.Contracts[0].Inferred[0];
  EXPECT_EQ(O.LentParam, FirstGlobal + 0);
  EXPECT_EQ(O.Effects[0].Param, FirstGlobal + 1);
  ASSERT_EQ(R.Body.Vars.size(), 2u);
  EXPECT_EQ(R.Body.Vars[1].Name, "state");
  EXPECT_EQ(R.Contracts[0].InferredFrom.Text, "inferred from a.c:120");
}

TEST(UnitRecord, FamiliesKeepTheCallersNames) {
  Summary S;
  Outcome O;
  O.Return = ReturnWord::Owned;
  O.Family = "malloc";
  Effect E;
  E.Kind = EffectKind::Release;
  E.Family = "malloc";
  O.Effects = {E};
  E.Target = true;
  E.Path = "text";
  O.Effects.push_back(E);
  S.Contract.Inferred = {O};
  FlowRecord R;
  R.Contracts.emplace_back();
  SlotOwner Owner;
  Owner.Families = {"queue", "message"};
  bindSlot(R, 0, &S, Owner, /*Elsewhere=*/true);
  const Outcome &Bound = R.Contracts[0].Inferred[0];
  EXPECT_EQ(Bound.Family, "queue");
  EXPECT_EQ(Bound.Effects[0].Family, "message");
  EXPECT_EQ(Bound.Effects[1].Family, "malloc"); // a part is none of the caller's
}

TEST(UnitRecord, WhatTheConfigurationSaysStands) {
  Summary S;
  S.Contract = example();
  FlowRecord R;
  R.Contracts.emplace_back();
  R.Contracts[0].Return.From.From = Source::Configuration;
  R.Contracts[0].Return.Word = ReturnWord::Borrowed;
  bindSlot(R, 0, &S, SlotOwner(), /*Elsewhere=*/true);
  ASSERT_EQ(R.Contracts[0].Inferred.size(), 2u);
  EXPECT_EQ(R.Contracts[0].Inferred[0].Return, ReturnWord::Null); // where the result is zero
  EXPECT_EQ(R.Contracts[0].Inferred[1].Return, ReturnWord::Borrowed);
  EXPECT_EQ(R.Contracts[0].Inferred[0].Effects.size(), 1u); // of which it says nothing
}

TEST(UnitRecord, PackedFlowsAreReadOneByOne) {
  UnitRecord R;
  R.Functions.resize(2);
  R.Functions[0].Name = "none";
  R.Functions[1].Name = "f";
  FlowRecord Flow;
  Flow.Body.Function = "f";
  Flow.Spots = {{0, 5, 9, true}};
  R.Functions[1].Body = archive::write(Flow);
  const std::string Packed = pack(R);
  UnitRecord Back;
  ASSERT_TRUE(unpack(Packed, Back));
  FlowRecord Out;
  EXPECT_FALSE(unpackFlow(Packed, Back.Functions[0], Out));
  ASSERT_TRUE(unpackFlow(Packed, Back.Functions[1], Out));
  EXPECT_EQ(Out.Body.Function, "f");
  EXPECT_EQ(Out.Spots[0].End, 9u);
  EXPECT_FALSE(unpack(std::string_view(Packed).substr(0, 3), Back));
}

TEST(UnitRecord, OffsetsBecomeLines) {
  RecordFile File;
  File.Path = "/x/a.c";
  File.Lines = {0, 4, 1, 6}; // lines begin at 0, 4, 5 and 11
  const SourceRange R = rangeOf({File}, {0, 5, 12, true});
  EXPECT_EQ(R, (SourceRange{"/x/a.c", 3, 1, 4, 2, 5, 7}));
  EXPECT_FALSE(rangeOf({File}, Spot()).valid());
}

} // namespace
