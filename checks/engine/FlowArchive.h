//===- engine/FlowArchive.h - members of flows -----------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The lists of members by which flows are written and read, see Archive.h.
// Contracts are shared between flows and are written apart: see FlowRecord.h.
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_FLOWARCHIVE_H
#define DEED_ENGINE_FLOWARCHIVE_H

#include "engine/ContractArchive.h"
#include "engine/Flow.h"

namespace deed {

template <typename A> void members(A &Ar, Var &V) {
  auto &[Name, Kind, Type, Prefix, Param, Global, Context, Array, Answers, Cleanup, Loc] = V;
  archive::all(Ar, Name, Kind, Type, Prefix, Param, Global, Context, Array, Answers, Cleanup, Loc);
}
template <typename A> void members(A &Ar, Field &F) {
  auto &[Name, Prefix, Context, Link] = F;
  archive::all(Ar, Name, Prefix, Context, Link);
}
template <typename A> void members(A &Ar, Part &P) {
  auto &[Name, Prefix, Loc] = P;
  archive::all(Ar, Name, Prefix, Loc);
}
template <typename A> void members(A &Ar, Callee &C) {
  auto &[Name, Contract] = C;
  (void)Contract; // of FlowRecord
  archive::all(Ar, Name);
}
template <typename A> void members(A &Ar, Event &E) {
  auto &[Code, Cmp, Type, ConstPointee, IsReturn, IsCondition, InCompound, CleanupCall, Discarded, R, First, B,
         Variable, FieldOf, Target, Value, ArgsBegin, ArgsCount, Loc] = E;
  // One byte for what is one bit each.
  std::uint8_t Bits =
      ConstPointee | IsReturn << 1 | IsCondition << 2 | InCompound << 3 | CleanupCall << 4 | Discarded << 5;
  archive::all(Ar, Code, Cmp, Type, Bits, R, First, B, Variable, FieldOf, Target, Value, ArgsBegin, ArgsCount, Loc);
  ConstPointee = Bits & 1;
  IsReturn = Bits & 2;
  IsCondition = Bits & 4;
  InCompound = Bits & 8;
  CleanupCall = Bits & 16;
  Discarded = Bits & 32;
}
template <typename A> void members(A &Ar, Block::Case &C) {
  auto &[Low, High] = C;
  archive::all(Ar, Low, High);
}
template <typename A> void members(A &Ar, Block &B) {
  auto &[Begin, End, Kind, Condition, Successors, Cases, Loc] = B;
  archive::all(Ar, Begin, End, Kind, Condition, Successors, Cases, Loc);
}
template <typename A> void members(A &Ar, Flow &F) {
  auto &[Function, Loc, EndLoc, ResultType, ResultIsVoid, Internal, Variadic, ReadsVariadic, Vars, Params, Fields,
         Callees, Events, Args, Blocks, TempNames, TempCount, Destroys, Parts, Contract] = F;
  (void)Contract; // of FlowRecord
  archive::all(Ar, Function, Loc, EndLoc, ResultType, ResultIsVoid, Internal, Variadic, ReadsVariadic, Vars, Params,
               Fields, Callees, Events, Args, Blocks, TempNames, TempCount, Destroys, Parts);
}

} // namespace deed

#endif // DEED_ENGINE_FLOWARCHIVE_H
