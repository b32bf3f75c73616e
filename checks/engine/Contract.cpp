//===- engine/Contract.cpp - what a function promises ----------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The words of contracts, and the step from the declared form (a word for each
// parameter) to outcomes (what a call does, for each class of result).
//===----------------------------------------------------------------------===//
#include "engine/Contract.h"
#include "engine/State.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <tuple>
#include <utility>

namespace deed {

std::string_view sourceName(Source S) {
  switch (S) {
  case Source::Configuration: return "configuration";
  case Source::Attribute: return "attribute";
  case Source::Prefix: return "prefix";
  case Source::Comment: return "comment";
  case Source::Summary: return "summary";
  case Source::Model: return "model";
  case Source::Name: return "name";
  case Source::None: return "none";
  }
  return "none";
}

//===----------------------------------------------------------------------===//
// Words
//===----------------------------------------------------------------------===//

namespace {

using std::string_view;

constexpr std::array<std::pair<ParamWord, string_view>, 35> ParamWords = {{
    {ParamWord::Unknown, "unknown"},
    {ParamWord::Borrows, "borrows"},
    {ParamWord::Mutates, "mutates"},
    {ParamWord::Holds, "holds"},
    {ParamWord::Takes, "takes"},
    {ParamWord::TakesOnSuccess, "takes-on-success"},
    {ParamWord::TakesOnFailure, "takes-on-failure"},
    {ParamWord::TakesOrFails, "takes-or-fails"},
    {ParamWord::Releases, "releases"},
    {ParamWord::ReleasesOnSuccess, "releases-on-success"},
    {ParamWord::Reallocs, "reallocs"},
    {ParamWord::Gives, "gives"},
    {ParamWord::GivesOnSuccess, "gives-on-success"},
    {ParamWord::GivesPair, "gives-pair-on-success"},
    {ParamWord::GivesOnFailure, "gives-on-failure"},
    {ParamWord::Points, "points"},
    {ParamWord::PointsInto, "points-into"},
    {ParamWord::ReleasesTarget, "releases-target"},
    {ParamWord::ClearsTarget, "clears-target"},
    {ParamWord::RegrowsOnSuccess, "regrows-on-success"},
    {ParamWord::Regrows, "regrows"},
    {ParamWord::Context, "context"},
    {ParamWord::Resets, "resets"},
    {ParamWord::MovesTo, "moves-to"},
    {ParamWord::MovesTargetTo, "moves-target-to"},
    {ParamWord::ReferencesOn, "references-on"},
    {ParamWord::GivesContext, "gives-context"},
    {ParamWord::Opens, "opens"},
    {ParamWord::Closes, "closes"},
    {ParamWord::Leaves, "leaves"},
    {ParamWord::BecomesCurrent, "becomes-current"},
    {ParamWord::CrossesThread, "crosses-thread"},
    {ParamWord::Detaches, "detaches"},
    {ParamWord::DestructorOf, "destructor-of"},
    {ParamWord::Grows, "grows"},
}};

constexpr std::array<std::pair<ReturnWord, string_view>, 13> ReturnWords = {{
    {ReturnWord::Unknown, "unknown"},
    {ReturnWord::Owned, "owned"},
    {ReturnWord::Borrowed, "borrowed"},
    {ReturnWord::BorrowedFrom, "borrowed-from"},
    {ReturnWord::Argument, "argument"},
    {ReturnWord::Target, "target"},
    {ReturnWord::Held, "held"},
    {ReturnWord::Null, "null"},
    {ReturnWord::NotHeap, "not-heap"},
    {ReturnWord::Scalar, "scalar"},
    {ReturnWord::Stack, "stack"},
    {ReturnWord::Allocated, "allocated"},
    {ReturnWord::Context, "context"},
}};

template <typename Table, typename Word> string_view nameIn(const Table &Words, Word W) {
  for (const auto &[Known, Name] : Words)
    if (Known == W)
      return Name;
  assert(false && "a word without a name");
  return "unknown";
}

template <typename Table, typename Word> bool parseIn(const Table &Words, string_view Text, Word &W) {
  for (const auto &[Known, Name] : Words)
    if (Name == Text) {
      W = Known;
      return true;
    }
  return false;
}

} // namespace

std::string_view wordName(ParamWord W) { return nameIn(ParamWords, W); }
std::string_view wordName(ReturnWord W) { return nameIn(ReturnWords, W); }
bool parseWord(std::string_view Text, ParamWord &W) { return parseIn(ParamWords, Text, W); }
bool parseWord(std::string_view Text, ReturnWord &W) { return parseIn(ReturnWords, Text, W); }

constexpr std::array<std::pair<ContextKind, std::string_view>, 10> KindNames = {{
    {ContextKind::None, "none"},
    {ContextKind::Tree, "tree"},
    {ContextKind::Temporary, "temporary"},
    {ContextKind::Scratch, "scratch"},
    {ContextKind::Arena, "arena"},
    {ContextKind::Scope, "scope"},
    {ContextKind::Scoped, "scoped"},
    {ContextKind::Heap, "heap"},
    {ContextKind::Fixed, "fixed"},
    {ContextKind::Pool, "pool"},
}};
std::string_view kindName(ContextKind K) { return nameIn(KindNames, K); }
bool parseKind(std::string_view Text, ContextKind &K) { return parseIn(KindNames, Text, K); }

std::string_view resultTestName(ResultTest T) {
  switch (T) {
  case ResultTest::Any: return "any";
  case ResultTest::Zero: return "zero";
  case ResultTest::NonZero: return "nonzero";
  case ResultTest::Negative: return "negative";
  case ResultTest::NonNegative: return "nonnegative";
  case ResultTest::Positive: return "positive";
  case ResultTest::NonPositive: return "nonpositive";
  case ResultTest::MinusOne: return "minus-one";
  case ResultTest::NotMinusOne: return "not-minus-one";
  }
  return "any";
}

ResultTest opposite(ResultTest T) {
  switch (T) {
  case ResultTest::Any: return ResultTest::Any;
  case ResultTest::Positive: return ResultTest::NonPositive;
  case ResultTest::NonPositive: return ResultTest::Positive;
  case ResultTest::Zero: return ResultTest::NonZero;
  case ResultTest::NonZero: return ResultTest::Zero;
  case ResultTest::Negative: return ResultTest::NonNegative;
  case ResultTest::NonNegative: return ResultTest::Negative;
  case ResultTest::MinusOne: return ResultTest::NotMinusOne;
  case ResultTest::NotMinusOne: return ResultTest::MinusOne;
  }
  return ResultTest::Any;
}

bool sameForCallers(const FunctionContract &A, const FunctionContract &B) {
  auto What = [](const FunctionContract &C) {
    return std::tie(C.NoReturn, C.Inferred, C.Ignored, C.GlobalsKnown, C.Dereferences, C.UsedCells, C.FollowedCells,
                    C.UsedAfterEnd, C.Cleared, C.ScopeDepth, C.NeedsScope, C.MayDrop, C.ReturnsWith);
  };
  return What(A) == What(B);
}

/// What the names and types of a function that has a body let one guess of contexts: the body says more, even where
/// its summary does not come to an end.
void forgetGuesses(FunctionContract &C) {
  for (ParamContract &P : C.Params)
    if (P.From.From == Source::Name && P.Word == ParamWord::Points)
      P = ParamContract();
  if (C.Return.From.From == Source::Name && C.Return.Word == ReturnWord::Allocated)
    C.Return = ReturnContract();
}

bool countsReferences(std::string_view Family) { return Family.ends_with("-ref"); }

bool refersToFirst(const FunctionContract &C, const Outcome &O) {
  return C.Inferred.empty() || std::any_of(O.Effects.begin(), O.Effects.end(), [](const Effect &E) {
           return E.Param == 0 && !E.Target && E.Kind != EffectKind::Borrow;
         });
}

//===----------------------------------------------------------------------===//
// Outcomes
//===----------------------------------------------------------------------===//

namespace {

/// The part of a contract that an outcome is for. Whole: nothing depends on
/// the result.
enum class Case : std::uint8_t { Whole, Success, Failure };

bool dependsOnSuccess(ParamWord W) {
  switch (W) {
  case ParamWord::TakesOnSuccess:
  case ParamWord::TakesOnFailure:
  case ParamWord::TakesOrFails:
  case ParamWord::ReleasesOnSuccess:
  case ParamWord::Reallocs:
  case ParamWord::GivesOnSuccess:
  case ParamWord::GivesPair:
  case ParamWord::GivesOnFailure:
  case ParamWord::RegrowsOnSuccess: return true;
  case ParamWord::Unknown:
  case ParamWord::Borrows:
  case ParamWord::Mutates:
  case ParamWord::Holds:
  case ParamWord::Takes:
  case ParamWord::Releases:
  case ParamWord::Gives:
  case ParamWord::Points:
  case ParamWord::PointsInto:
  case ParamWord::ReleasesTarget:
  case ParamWord::ClearsTarget:
  case ParamWord::Regrows:
  case ParamWord::Context:
  case ParamWord::Resets:
  case ParamWord::MovesTo:
  case ParamWord::MovesTargetTo:
  case ParamWord::ReferencesOn:
  case ParamWord::GivesContext:
  case ParamWord::Opens:
  case ParamWord::Closes:
  case ParamWord::Leaves:
  case ParamWord::BecomesCurrent:
  case ParamWord::CrossesThread:
  case ParamWord::Detaches:
  case ParamWord::DestructorOf:
  case ParamWord::Grows: return false;
  }
  return false;
}

/// Appends what a call does to the argument \p Index under the word of \p P.
void addEffects(std::vector<Effect> &Effects, const ParamContract &P, int Index, Case Which) {
  auto Add = [&](EffectKind Kind, bool Target = false) {
    Effect E;
    E.Kind = Kind;
    E.Param = Index;
    E.Target = Target;
    if (Kind == EffectKind::Release || Kind == EffectKind::Give || Kind == EffectKind::Regrow ||
        Kind == EffectKind::Open || Kind == EffectKind::Close)
      E.Family = P.Family;
    if (Kind == EffectKind::SetInto || Kind == EffectKind::Reparent || Kind == EffectKind::Refer)
      E.Other = P.Other;
    E.On = P.On;
    E.Context = P.Kind;
    Effects.push_back(std::move(E));
  };
  const bool Failed = Which == Case::Failure;
  switch (P.Word) {
  case ParamWord::Unknown: return Add(EffectKind::Escape);
  case ParamWord::Borrows: return Add(EffectKind::Borrow);
  case ParamWord::Mutates: return Add(EffectKind::Mutate);
  case ParamWord::Holds: return Add(Failed ? EffectKind::Borrow : EffectKind::Hold);
  case ParamWord::Takes: return Add(EffectKind::Take);
  case ParamWord::TakesOnSuccess: return Add(Failed ? EffectKind::Borrow : EffectKind::Take);
  case ParamWord::TakesOnFailure: return Add(Failed ? EffectKind::Take : EffectKind::Borrow);
  case ParamWord::TakesOrFails: return Add(Failed ? EffectKind::Escape : EffectKind::Take);
  case ParamWord::Releases: return Add(EffectKind::Release);
  case ParamWord::ReleasesOnSuccess:
    return Add(!Failed ? EffectKind::Release : P.OrRefuses ? EffectKind::Escape : EffectKind::Borrow);
  case ParamWord::Reallocs:
    // A failed realloc() leaves its argument as it was.
    if (!Failed)
      Add(EffectKind::Release);
    return;
  case ParamWord::Gives: return Add(EffectKind::Give, /*Target=*/true);
  case ParamWord::GivesOnSuccess:
  case ParamWord::GivesContext:
    if (!Failed || P.OrNull)
      Add(Failed ? EffectKind::SetNull : EffectKind::Give, /*Target=*/true);
    return;
  case ParamWord::GivesPair:
    if (!Failed) {
      Add(EffectKind::Give, /*Target=*/true);
      Add(EffectKind::Give, /*Target=*/true);
      Effects.back().Path = "[4]"; // descriptors are ints
    }
    return;
  case ParamWord::GivesOnFailure:
    if (Failed)
      Add(EffectKind::Give, /*Target=*/true);
    return;
  case ParamWord::Points: return Add(EffectKind::SetBorrowed, /*Target=*/true);
  case ParamWord::PointsInto: return Add(EffectKind::SetInto, /*Target=*/true);
  case ParamWord::ReleasesTarget: return Add(EffectKind::Release, /*Target=*/true);
  case ParamWord::ClearsTarget:
    Add(EffectKind::Release, /*Target=*/true);
    return Add(EffectKind::SetNull, /*Target=*/true);
  case ParamWord::RegrowsOnSuccess:
    Add(EffectKind::Regrow, /*Target=*/true);
    Effects.back().MayFail = Failed;
    return;
  case ParamWord::Regrows: return Add(EffectKind::Regrow, /*Target=*/true);
  case ParamWord::Context: return Add(EffectKind::Borrow);
  case ParamWord::Resets: return Add(EffectKind::Reset);
  case ParamWord::MovesTo: return Add(EffectKind::Reparent);
  case ParamWord::MovesTargetTo:
    Add(EffectKind::Reparent, /*Target=*/true);
    return Add(EffectKind::SetNull, /*Target=*/true);
  case ParamWord::ReferencesOn: return Add(EffectKind::Refer);
  case ParamWord::Opens:
    if (!Failed)
      Add(EffectKind::Open);
    return;
  case ParamWord::Closes: return Add(EffectKind::Close);
  case ParamWord::Leaves: return Add(EffectKind::Leave);
  case ParamWord::BecomesCurrent: return Add(EffectKind::MakeCurrent);
  case ParamWord::CrossesThread:
    // A thread that was not made has nothing.
    if (!Failed)
      Add(EffectKind::CrossThread);
    return Add(Failed ? EffectKind::Borrow : EffectKind::Escape);
  case ParamWord::Detaches:
    Add(EffectKind::Reset);
    Effects.back().Itself = true;
    return Add(EffectKind::Escape);
  case ParamWord::DestructorOf:
    Add(EffectKind::Refer);
    Effects.back().Itself = true;
    return;
  case ParamWord::Grows: return Add(EffectKind::Grow);
  }
}

bool isPointer(ReturnWord W) {
  switch (W) {
  case ReturnWord::Owned:
  case ReturnWord::Borrowed:
  case ReturnWord::BorrowedFrom:
  case ReturnWord::Argument:
  case ReturnWord::Target:
  case ReturnWord::Held:
  case ReturnWord::Null:
  case ReturnWord::Stack:
  case ReturnWord::NotHeap:
  case ReturnWord::Allocated:
  case ReturnWord::Context: return true;
  case ReturnWord::Unknown:
  case ReturnWord::Scalar: return false;
  }
  return false;
}

Outcome makeOutcome(const FunctionContract &C, ResultTest Test, Case Which, const ParamContract *Realloc) {
  Outcome O;
  O.Result = Test;
  O.Return = C.Return.Word;
  O.Family = C.Return.Family;
  O.Argument = C.Return.Argument;
  O.NeverNull = C.Return.NeverNull;
  O.Context = C.Return.Kind;
  O.EmptyIsContext = C.Return.EmptyIsContext;
  O.Uninitialized = C.Return.Uninitialized;
  O.Kept = C.Return.Kept;
  if (Realloc && Which == Case::Success && O.Return == ReturnWord::Unknown) {
    O.Return = Realloc->On >= 0 ? ReturnWord::Allocated : ReturnWord::Owned;
    O.Argument = Realloc->On;
    O.Family = Realloc->Family;
  }
  // `if (!(q = realloc(p, n)))`: nothing is there to own. open() and mmap()
  // fail with -1, which is no resource either.
  bool NoPointer = Test == ResultTest::Zero && (Realloc || isPointer(C.Return.Word));
  if (NoPointer || (Which == Case::Failure && O.Return == ReturnWord::Owned)) {
    O.Return = NoPointer ? ReturnWord::Null : ReturnWord::Scalar;
    O.Family.clear();
    O.Argument = -1;
    O.NeverNull = O.Uninitialized = false;
    O.Context = ContextKind::None;
  }
  // A model's allocator: its NULL is a failure that callers must expect.
  const bool Fresh = C.Return.Word == ReturnWord::Owned || C.Return.Word == ReturnWord::Allocated;
  O.MayFail = Fresh && (C.Return.From.From == Source::Model || C.Return.MayFail) && !C.Return.NeverNull &&
              (C.Success == ResultTest::Any || C.Success == ResultTest::NonZero) &&
              (O.Return == ReturnWord::Owned || O.Return == ReturnWord::Allocated || O.Return == ReturnWord::Null);
  for (size_t I = 0; I != C.Params.size(); ++I)
    addEffects(O.Effects, C.Params[I], static_cast<int>(I), Which);
  addEffects(O.Effects, C.Rest, -1, Which);
  // pipe() and its kin return 0 or -1.
  if (std::any_of(C.Params.begin(), C.Params.end(),
                  [](const ParamContract &P) { return P.Word == ParamWord::GivesPair; }))
    O.Lo = -1, O.Hi = 0;
  if (Which == Case::Failure && C.Failure == ResultTest::MinusOne)
    O.Lo = O.Hi = -1;
  for (const std::string &Name : C.ResultParts) {
    Effect E;
    E.Kind = EffectKind::SetBorrowed;
    E.Param = ResultParam;
    E.Target = true;
    E.Path = Name;
    E.On = C.ResultOn;
    O.Effects.push_back(std::move(E));
  }
  return O;
}

/// `owned unless N` is one thing where argument N is NULL and another where it is not;
/// so is the result of a function that needs an argument.
std::vector<Outcome> splitByArguments(const FunctionContract &C, Outcome O) {
  using namespace sign;
  if (O.Return == ReturnWord::Owned && O.Argument >= 0 && O.Family != "fd") {
    Outcome Lent = O;
    Lent.Return = ReturnWord::Argument;
    Lent.Family.clear();
    Lent.NeverNull = true;
    Lent.MayFail = false;
    Lent.Requires.push_back({O.Argument, false, "", Neg | Pos, false});
    O.Requires.push_back({O.Argument, false, "", Zero, false});
    return {std::move(O), std::move(Lent)};
  }
  Outcome No = O;
  for (std::size_t I = 0; I != C.Params.size(); ++I)
    if (C.Params[I].Needed)
      O.Requires.push_back({static_cast<int>(I), false, "", Pos, true});
  if (O.Requires.empty())
    return {std::move(O)};
  O.Result = ResultTest::NonZero;
  No.Result = ResultTest::Zero;
  // g_list_reverse(): never NULL but of NULL, which is no failure.
  if (No.NeverNull && O.Requires.size() == 1) {
    No.Requires.push_back({O.Requires[0].Param, false, "", sign::Zero, true});
    No.Return = ReturnWord::Null;
    No.Family.clear();
    No.NeverNull = No.Uninitialized = false;
  }
  return {std::move(O), std::move(No)};
}

} // namespace

/// Success is the declared test. Without one it is NonZero, which fits a
/// function that returns a pointer or a bool; a model whose result is a plain
/// scalar must say it (ModelSet::add() refuses the guess). realloc() and its
/// kin always succeed by a result that is not NULL.
///
/// Reads the declared form only: whoever prefers C.Inferred looks there first.
std::vector<Outcome> outcomesOf(const FunctionContract &C) {
  const ParamContract *Realloc = nullptr;
  // open() owns nothing when it fails; for NULL everybody knows that.
  bool Depends = dependsOnSuccess(C.Rest.Word) || (C.Return.Word == ReturnWord::Owned && C.Success != ResultTest::Any &&
                                                   C.Success != ResultTest::NonZero);
  for (const ParamContract &P : C.Params) {
    Depends |= dependsOnSuccess(P.Word) || ((P.Word == ParamWord::GivesContext || P.Word == ParamWord::Opens ||
                                             P.Word == ParamWord::Holds || P.Word == ParamWord::CrossesThread) &&
                                            C.Success != ResultTest::Any);
    if (P.Word == ParamWord::Reallocs)
      Realloc = &P;
  }
  if (C.ReturnsToFail)
    return {makeOutcome(C, C.Failure != ResultTest::Any ? C.Failure : opposite(C.Success), Case::Failure, nullptr)};
  if (!Depends)
    return splitByArguments(C, makeOutcome(C, ResultTest::Any, Case::Whole, nullptr));

  ResultTest Success = C.Success;
  if (Realloc || Success == ResultTest::Any)
    Success = ResultTest::NonZero;

  // xrealloc() comes back with a block, or not at all.
  if (Realloc && C.Return.NeverNull)
    return {makeOutcome(C, Success, Case::Success, Realloc)};
  return {makeOutcome(C, Success, Case::Success, Realloc),
          makeOutcome(C, C.Failure != ResultTest::Any ? C.Failure : opposite(Success), Case::Failure, Realloc)};
}

} // namespace deed
