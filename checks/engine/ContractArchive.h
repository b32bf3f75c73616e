//===- engine/ContractArchive.h - members of contracts ---------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The lists of members by which contracts and findings are written and read, see
// Archive.h. Each names every member: a new one does not compile until it is here.
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_CONTRACTARCHIVE_H
#define DEED_ENGINE_CONTRACTARCHIVE_H

#include "engine/Archive.h"
#include "engine/Contract.h"
#include "engine/Ledger.h"

namespace deed {

template <typename A> void members(A &Ar, SourceRange &R) {
  auto &[File, Line, Column, EndLine, EndColumn, Offset, Length] = R;
  archive::all(Ar, File, Line, Column, EndLine, EndColumn, Offset, Length);
}

// Findings and the ledger.
template <typename A> void members(A &Ar, PathStep &S) {
  auto &[Range, Kind, Message] = S;
  archive::all(Ar, Range, Kind, Message);
}
template <typename A> void members(A &Ar, Related &R) {
  auto &[Range, Message] = R;
  archive::all(Ar, Range, Message);
}
template <typename A> void members(A &Ar, Edit &E) {
  auto &[Range, Replacement] = E;
  archive::all(Ar, Range, Replacement);
}
template <typename A> void members(A &Ar, Fix &F) {
  auto &[Description, Edits] = F;
  archive::all(Ar, Description, Edits);
}
template <typename A> void members(A &Ar, Finding &F) {
  auto &[Id, Place, Function, Variable, Message, Help, Path, Contracts, Repair, Signature, Minor] = F;
  archive::all(Ar, Id, Place, Function, Variable, Message, Help, Path, Contracts, Repair, Signature, Minor);
}
template <typename A> void members(A &Ar, Obligation &O) {
  auto &[Function, What, Place, Decision, Why, Detail] = O;
  archive::all(Ar, Function, What, Place, Decision, Why, Detail);
}
template <typename A> void members(A &Ar, Ledger &L) {
  auto &[Entries] = L;
  archive::all(Ar, Entries);
}

// Contracts.
template <typename A> void members(A &Ar, Provenance &P) {
  auto &[From, Where, Text] = P;
  archive::all(Ar, From, Where, Text);
}
template <typename A> void members(A &Ar, ParamContract &P) {
  auto &[Word, Family, Other, On, Kind, NonNull, Needed, Unread, OrNull, OrRefuses, Usable, From] = P;
  archive::all(Ar, Word, Family, Other, On, Kind, NonNull, Needed, Unread, OrNull, OrRefuses, Usable, From);
}
template <typename A> void members(A &Ar, ReturnContract &R) {
  auto &[Word, Family, Argument, Kind, EmptyIsContext, Uninitialized, NeverNull, MayFail, Kept, Shared, UntilChange,
         UntilCall, From] = R;
  archive::all(Ar, Word, Family, Argument, Kind, EmptyIsContext, Uninitialized, NeverNull, MayFail, Kept, Shared,
               UntilChange, UntilCall, From);
}
template <typename A> void members(A &Ar, Effect &E) {
  auto &[Kind, Param, Target, Path, Family, Other, Bytes, Itself, MayFail, On, OnPath, Context, Alone, Usable] = E;
  archive::all(Ar, Kind, Param, Target, Path, Family, Other, Bytes, Itself, MayFail, On, OnPath, Context, Alone,
               Usable);
}
template <typename A> void members(A &Ar, TwoArguments &T) {
  auto &[One, Other] = T;
  archive::all(Ar, One, Other);
}

template <typename A> void members(A &Ar, Condition &C) {
  auto &[Param, Target, Path, Signs, Pointer, Mask] = C;
  archive::all(Ar, Param, Target, Path, Signs, Pointer, Mask);
}
template <typename A> void members(A &Ar, Move &M) {
  auto &[Param, Path, Itself, Grown] = M;
  archive::all(Ar, Param, Path, Itself, Grown);
}
template <typename A> void members(A &Ar, Number &N) {
  auto &[Param, Path, Added, Lo, Hi, OfArgument, Bits, Mask, Ones] = N;
  archive::all(Ar, Param, Path, Added, Lo, Hi, OfArgument, Bits, Mask, Ones);
}
template <typename A> void members(A &Ar, ArgumentRange &R) {
  auto &[Param, Lo, Hi, Not] = R;
  archive::all(Ar, Param, Lo, Hi, Not);
}
template <typename A> void members(A &Ar, ArgumentNumber &N) {
  auto &[Param, Negated, Added] = N;
  archive::all(Ar, Param, Negated, Added);
}
template <typename A> void members(A &Ar, ResultOperand &O) {
  auto &[Param, Target, Path, Number, Mask, MaskParam] = O;
  archive::all(Ar, Param, Target, Path, Number, Mask, MaskParam);
}
template <typename A> void members(A &Ar, ResultComparison &C) {
  auto &[Cmp, Left, Right] = C;
  archive::all(Ar, Cmp, Left, Right);
}
template <typename A> void members(A &Ar, Outcome &O) {
  auto &[Result, Return, Family, Argument, NeverNull, Bytes, Context, OnPath, EmptyIsContext, Uninitialized, Lo, Hi,
         Not, MayFail, OfArgument, Answer, Filled, Kept, Effects, Requires, Apart, Ranges, Moves, Numbers, Contents,
         LentParam, LentPath] = O;
  archive::all(Ar, Result, Return, Family, Argument, NeverNull, Bytes, Context, OnPath, EmptyIsContext, Uninitialized,
               Lo, Hi, Not, MayFail, OfArgument, Answer, Filled, Kept, Effects, Requires, Apart, Ranges, Moves, Numbers,
               Contents, LentParam, LentPath);
}
template <typename A> void members(A &Ar, Place &P) {
  auto &[Param, Path] = P;
  archive::all(Ar, Param, Path);
}
template <typename A> void members(A &Ar, UseAfterEnd &U) {
  auto &[Ended, Param] = U;
  archive::all(Ar, Ended, Param);
}
template <typename A> void members(A &Ar, ClearedObject &O) {
  auto &[Param, NotZero] = O;
  archive::all(Ar, Param, NotZero);
}
template <typename A> void members(A &Ar, FunctionContract &C) {
  auto &[Name, Params, Rest, Return, Success, Failure, NoReturn, MustCheck, MayDrop, NoReturnUnlessZero, ReturnsToFail,
         TakenBy, ResultParts, ResultOn, BodyCounts, NeedsScope, ScopeDepth, Inferred, InferredFrom, Ignored,
         GlobalsKnown, Dereferences, UsedCells, FollowedCells, UsedAfterEnd, Cleared, ReturnsWith] = C;
  archive::all(Ar, Name, Params, Rest, Return, Success, Failure, NoReturn, MustCheck, MayDrop, NoReturnUnlessZero,
               ReturnsToFail, TakenBy, ResultParts, ResultOn, BodyCounts, NeedsScope, ScopeDepth, Inferred,
               InferredFrom, Ignored, GlobalsKnown, Dereferences, UsedCells, FollowedCells, UsedAfterEnd, Cleared,
               ReturnsWith);
}

} // namespace deed

#endif // DEED_ENGINE_CONTRACTARCHIVE_H
