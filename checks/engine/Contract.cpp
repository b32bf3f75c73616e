//===- engine/Contract.cpp - what a function promises ----------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The words of contracts, and the step from the declared form (a word for each
// parameter) to outcomes (what a call does, for each class of result).
//===----------------------------------------------------------------------===//
#include "engine/Contract.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace deed {

std::string_view sourceName(Source S) {
  switch (S) {
  case Source::Configuration:
    return "configuration";
  case Source::Attribute:
    return "attribute";
  case Source::Prefix:
    return "prefix";
  case Source::Comment:
    return "comment";
  case Source::Summary:
    return "summary";
  case Source::Model:
    return "model";
  case Source::Name:
    return "name";
  case Source::None:
    return "none";
  }
  return "none";
}

//===----------------------------------------------------------------------===//
// Words
//===----------------------------------------------------------------------===//

namespace {

using std::string_view;

constexpr std::array<std::pair<ParamWord, string_view>, 20> ParamWords = {{
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
    {ParamWord::GivesOnFailure, "gives-on-failure"},
    {ParamWord::Points, "points"},
    {ParamWord::PointsInto, "points-into"},
    {ParamWord::ReleasesTarget, "releases-target"},
    {ParamWord::ClearsTarget, "clears-target"},
    {ParamWord::RegrowsOnSuccess, "regrows-on-success"},
    {ParamWord::Regrows, "regrows"},
}};

constexpr std::array<std::pair<ReturnWord, string_view>, 10> ReturnWords = {{
    {ReturnWord::Unknown, "unknown"},
    {ReturnWord::Owned, "owned"},
    {ReturnWord::Borrowed, "borrowed"},
    {ReturnWord::BorrowedFrom, "borrowed-from"},
    {ReturnWord::Argument, "argument"},
    {ReturnWord::Target, "target"},
    {ReturnWord::Null, "null"},
    {ReturnWord::NotHeap, "not-heap"},
    {ReturnWord::Scalar, "scalar"},
    {ReturnWord::Stack, "stack"},
}};

template <typename Table, typename Word>
string_view nameIn(const Table &Words, Word W) {
  for (const auto &[Known, Name] : Words)
    if (Known == W)
      return Name;
  assert(false && "a word without a name");
  return "unknown";
}

template <typename Table, typename Word>
bool parseIn(const Table &Words, string_view Text, Word &W) {
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
bool parseWord(std::string_view Text, ParamWord &W) {
  return parseIn(ParamWords, Text, W);
}
bool parseWord(std::string_view Text, ReturnWord &W) {
  return parseIn(ReturnWords, Text, W);
}

std::string_view resultTestName(ResultTest T) {
  switch (T) {
  case ResultTest::Any:
    return "any";
  case ResultTest::Zero:
    return "zero";
  case ResultTest::NonZero:
    return "nonzero";
  case ResultTest::Negative:
    return "negative";
  case ResultTest::NonNegative:
    return "nonnegative";
  case ResultTest::Positive:
    return "positive";
  case ResultTest::NonPositive:
    return "nonpositive";
  case ResultTest::MinusOne:
    return "minus-one";
  case ResultTest::NotMinusOne:
    return "not-minus-one";
  }
  return "any";
}

ResultTest opposite(ResultTest T) {
  switch (T) {
  case ResultTest::Any:
    return ResultTest::Any;
  case ResultTest::Positive:
    return ResultTest::NonPositive;
  case ResultTest::NonPositive:
    return ResultTest::Positive;
  case ResultTest::Zero:
    return ResultTest::NonZero;
  case ResultTest::NonZero:
    return ResultTest::Zero;
  case ResultTest::Negative:
    return ResultTest::NonNegative;
  case ResultTest::NonNegative:
    return ResultTest::Negative;
  case ResultTest::MinusOne:
    return ResultTest::NotMinusOne;
  case ResultTest::NotMinusOne:
    return ResultTest::MinusOne;
  }
  return ResultTest::Any;
}

bool countsReferences(std::string_view Family) { return Family.ends_with("-ref"); }

//===----------------------------------------------------------------------===//
// Outcomes
//===----------------------------------------------------------------------===//

namespace {

/// The part of a contract that an outcome is for. Whole: nothing depends on
/// the result.
enum class Part : std::uint8_t { Whole, Success, Failure };

bool dependsOnSuccess(ParamWord W) {
  switch (W) {
  case ParamWord::TakesOnSuccess:
  case ParamWord::TakesOnFailure:
  case ParamWord::TakesOrFails:
  case ParamWord::ReleasesOnSuccess:
  case ParamWord::Reallocs:
  case ParamWord::GivesOnSuccess:
  case ParamWord::GivesOnFailure:
  case ParamWord::RegrowsOnSuccess:
    return true;
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
    return false;
  }
  return false;
}

/// Appends what a call does to the argument \p Index under the word of \p P.
void addEffects(std::vector<Effect> &Effects, const ParamContract &P, int Index,
                Part Which) {
  auto Add = [&](EffectKind Kind, bool Target = false) {
    Effect E;
    E.Kind = Kind;
    E.Param = Index;
    E.Target = Target;
    if (Kind == EffectKind::Release || Kind == EffectKind::Give ||
        Kind == EffectKind::Regrow)
      E.Family = P.Family;
    if (Kind == EffectKind::SetInto)
      E.Other = P.Other;
    Effects.push_back(std::move(E));
  };
  const bool Failed = Which == Part::Failure;
  switch (P.Word) {
  case ParamWord::Unknown:
    return Add(EffectKind::Escape);
  case ParamWord::Borrows:
    return Add(EffectKind::Borrow);
  case ParamWord::Mutates:
    return Add(EffectKind::Mutate);
  case ParamWord::Holds:
    return Add(EffectKind::Hold);
  case ParamWord::Takes:
    return Add(EffectKind::Take);
  case ParamWord::TakesOnSuccess:
    return Add(Failed ? EffectKind::Borrow : EffectKind::Take);
  case ParamWord::TakesOnFailure:
    return Add(Failed ? EffectKind::Take : EffectKind::Borrow);
  case ParamWord::TakesOrFails:
    return Add(Failed ? EffectKind::Escape : EffectKind::Take);
  case ParamWord::Releases:
    return Add(EffectKind::Release);
  case ParamWord::ReleasesOnSuccess:
    return Add(Failed ? EffectKind::Borrow : EffectKind::Release);
  case ParamWord::Reallocs:
    // A failed realloc() leaves its argument as it was.
    if (!Failed)
      Add(EffectKind::Release);
    return;
  case ParamWord::Gives:
    return Add(EffectKind::Give, /*Target=*/true);
  case ParamWord::GivesOnSuccess:
    if (!Failed)
      Add(EffectKind::Give, /*Target=*/true);
    return;
  case ParamWord::GivesOnFailure:
    if (Failed)
      Add(EffectKind::Give, /*Target=*/true);
    return;
  case ParamWord::Points:
    return Add(EffectKind::SetBorrowed, /*Target=*/true);
  case ParamWord::PointsInto:
    return Add(EffectKind::SetInto, /*Target=*/true);
  case ParamWord::ReleasesTarget:
    return Add(EffectKind::Release, /*Target=*/true);
  case ParamWord::ClearsTarget:
    Add(EffectKind::Release, /*Target=*/true);
    return Add(EffectKind::SetNull, /*Target=*/true);
  case ParamWord::RegrowsOnSuccess:
    if (!Failed)
      Add(EffectKind::Regrow, /*Target=*/true);
    return;
  case ParamWord::Regrows:
    return Add(EffectKind::Regrow, /*Target=*/true);
  }
}

bool isPointer(ReturnWord W) {
  switch (W) {
  case ReturnWord::Owned:
  case ReturnWord::Borrowed:
  case ReturnWord::BorrowedFrom:
  case ReturnWord::Argument:
  case ReturnWord::Target:
  case ReturnWord::Null:
  case ReturnWord::Stack:
  case ReturnWord::NotHeap:
    return true;
  case ReturnWord::Unknown:
  case ReturnWord::Scalar:
    return false;
  }
  return false;
}

Outcome makeOutcome(const FunctionContract &C, ResultTest Test, Part Which,
                    const ParamContract *Realloc) {
  Outcome O;
  O.Result = Test;
  O.Return = C.Return.Word;
  O.Family = C.Return.Family;
  O.Argument = C.Return.Argument;
  O.NeverNull = C.Return.NeverNull;
  if (Realloc && Which == Part::Success && O.Return == ReturnWord::Unknown) {
    O.Return = ReturnWord::Owned;
    O.Family = Realloc->Family;
  }
  // `if (!(q = realloc(p, n)))`: nothing is there to own. open() and mmap()
  // fail with -1, which is no resource either.
  bool NoPointer =
      Test == ResultTest::Zero && (Realloc || isPointer(C.Return.Word));
  if (NoPointer ||
      (Which == Part::Failure && O.Return == ReturnWord::Owned)) {
    O.Return = NoPointer ? ReturnWord::Null : ReturnWord::Scalar;
    O.Family.clear();
    O.Argument = -1;
    O.NeverNull = false;
  }
  // A model's allocator: its NULL is a failure that callers must expect.
  O.MayFail = C.Return.Word == ReturnWord::Owned && C.Return.From.From == Source::Model && !C.Return.NeverNull &&
              (C.Success == ResultTest::Any || C.Success == ResultTest::NonZero) &&
              (O.Return == ReturnWord::Owned || O.Return == ReturnWord::Null);
  for (size_t I = 0; I != C.Params.size(); ++I)
    addEffects(O.Effects, C.Params[I], static_cast<int>(I), Which);
  addEffects(O.Effects, C.Rest, -1, Which);
  return O;
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
  bool Depends = dependsOnSuccess(C.Rest.Word) ||
                 (C.Return.Word == ReturnWord::Owned &&
                  C.Success != ResultTest::Any &&
                  C.Success != ResultTest::NonZero);
  for (const ParamContract &P : C.Params) {
    Depends |= dependsOnSuccess(P.Word);
    if (P.Word == ParamWord::Reallocs)
      Realloc = &P;
  }
  if (!Depends)
    return {makeOutcome(C, ResultTest::Any, Part::Whole, nullptr)};

  ResultTest Success = C.Success;
  if (Realloc || Success == ResultTest::Any)
    Success = ResultTest::NonZero;

  return {makeOutcome(C, Success, Part::Success, Realloc),
          makeOutcome(C, opposite(Success), Part::Failure, Realloc)};
}

//===----------------------------------------------------------------------===//
// Text form
//===----------------------------------------------------------------------===//

namespace {

std::string paramText(const ParamContract &P) {
  std::string Text(wordName(P.Word));
  if (P.Word == ParamWord::PointsInto)
    Text += ' ' + std::to_string(P.Other);
  if (!P.Family.empty())
    Text += ' ' + P.Family;
  if (P.NonNull)
    Text += " nonnull";
  return Text;
}

std::string returnText(ReturnWord W, const std::string &Family, int Argument,
                       bool NeverNull) {
  std::string Text(wordName(W));
  if (W == ReturnWord::BorrowedFrom || W == ReturnWord::Argument ||
      W == ReturnWord::Target)
    Text += ' ' + std::to_string(Argument);
  if (!Family.empty())
    Text += ' ' + Family;
  if (W == ReturnWord::Owned && Argument >= 0)
    Text += " unless " + std::to_string(Argument);
  if (NeverNull)
    Text += " never-null";
  return Text;
}

string_view effectName(EffectKind K) {
  switch (K) {
  case EffectKind::Borrow:
    return "borrow";
  case EffectKind::Mutate:
    return "mutate";
  case EffectKind::Hold:
    return "hold";
  case EffectKind::Take:
    return "take";
  case EffectKind::Release:
    return "release";
  case EffectKind::Escape:
    return "escape";
  case EffectKind::Give:
    return "give";
  case EffectKind::SetNull:
    return "set-null";
  case EffectKind::SetNumber:
    return "set-number";
  case EffectKind::SetBorrowed:
    return "set-borrowed";
  case EffectKind::SetInto:
    return "set-into";
  case EffectKind::Regrow:
    return "regrow";
  }
  return "escape";
}

/// "release *0.next.data malloc".
std::string effectText(const Effect &E) {
  std::string Text(effectName(E.Kind));
  Text += E.Target ? " *" : " ";
  Text += E.Param == ResultParam      ? "result"
          : E.Param < 0              ? "rest"
          : E.Param >= FirstGlobal   ? "global" + std::to_string(E.Param - FirstGlobal)
                                     : std::to_string(E.Param);
  if (!E.Path.empty())
    Text += '.' + E.Path;
  if (E.Kind == EffectKind::SetInto)
    Text += (E.Itself ? " as " : " of ") + std::to_string(E.Other);
  if (!E.Family.empty())
    Text += ' ' + E.Family;
  if (E.Kind == EffectKind::SetNumber)
    Text += " to " + std::to_string(E.Bytes);
  else if (E.Bytes)
    Text += E.Bytes == AnyForward ? " further on" : isUnknownDistance(E.Bytes) ? " somewhere" : " at " + std::to_string(E.Bytes);
  return Text;
}

std::string whereText(const Provenance &P) {
  std::string Text = P.Text.empty() ? std::string(sourceName(P.From)) : P.Text;
  if (P.Where.valid()) {
    string_view File = P.Where.File;
    File.remove_prefix(File.find_last_of('/') + 1); // npos + 1 is 0
    Text += " (" + std::string(File) + ":" + std::to_string(P.Where.Line) + ")";
  }
  return Text;
}

void addRemark(std::string &Text, const std::string &What,
               const Provenance &From) {
  if (From.From != Source::None)
    Text += "  # " + What + ": " + whereText(From) + '\n';
}

} // namespace

/// A line that ModelSet::add() reads under `Contracts:`, then remarks: where
/// each word comes from, and what was inferred. Ends with a newline.
std::string print(const FunctionContract &C) {
  std::string Text = C.Name + ": {";
  const char *Comma = "";
  auto Key = [&](std::string_view Name) {
    Text += Comma;
    Text += Name;
    Text += ": ";
    Comma = ", ";
  };
  if (!C.Params.empty() || C.Rest.Word != ParamWord::Unknown) {
    Key("params");
    Text += '{';
    const char *Inner = "";
    for (size_t I = 0; I != C.Params.size(); ++I, Inner = ", ")
      Text += Inner + std::to_string(I) + ": " + paramText(C.Params[I]);
    if (C.Rest.Word != ParamWord::Unknown)
      Text += std::string(Inner) + "rest: " + paramText(C.Rest);
    Text += '}';
  }
  if (C.Return.Word != ReturnWord::Unknown || C.Return.NeverNull) {
    Key("returns");
    Text += returnText(C.Return.Word, C.Return.Family, C.Return.Argument,
                       C.Return.NeverNull);
    if (C.Return.Shared)
      Text += " shared";
    if (C.Return.UntilChange)
      Text += " until-change";
  }
  if (C.Success != ResultTest::Any) {
    Key("success");
    Text += resultTestName(C.Success);
  }
  if (C.MustCheck) {
    Key("mustcheck");
    Text += "true";
  }
  if (C.MayDrop) {
    Key("mustcheck");
    Text += "false";
  }
  if (C.NoReturn || C.NoReturnUnlessZero >= 0) {
    Key("noreturn");
    Text += C.NoReturn ? "true" : "unless-zero " + std::to_string(C.NoReturnUnlessZero);
  }
  Text += "}\n";

  for (size_t I = 0; I != C.Params.size(); ++I)
    addRemark(Text, std::to_string(I), C.Params[I].From);
  addRemark(Text, "rest", C.Rest.From);
  addRemark(Text, "returns", C.Return.From);
  for (const Outcome &O : C.Inferred) {
    Text += "  # inferred";
    if (O.Result != ResultTest::Any)
      Text += " when " + std::string(resultTestName(O.Result));
    Text += ':';
    for (const Effect &E : O.Effects)
      Text += ' ' + effectText(E) + ';';
    for (const Move &M : O.Moves)
      Text += std::string(M.Grown ? " may-move " : " replace ") + (M.Itself ? "" : "*") + std::to_string(M.Param) +
              (M.Path.empty() ? "" : "." + M.Path) + ';';
    Text += " returns " +
            returnText(O.Return, O.Family, O.Argument, O.NeverNull) + (O.MayFail ? " (may fail)" : "");
    if (O.LentParam >= 0)
      Text += " lent by *" + std::to_string(O.LentParam) + '.' + O.LentPath;
    Text += '\n';
  }
  return Text;
}

} // namespace deed
