//===- engine/ConfiguredOutcomes.cpp - the project's word over a body ------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Contracts: {map_set: {params: {own_value: takes}}} says nothing of the key: what
// the body does with that is still true.
//===----------------------------------------------------------------------===//
#include "engine/ConfiguredOutcomes.h"
#include <algorithm>
#include <optional>

namespace deed {

namespace {

bool isSaid(const Provenance &From) { return From.From == Source::Configuration; }

/// Classes of results as sets: -1, other negative numbers, zero, positive ones.
unsigned resultsOf(ResultTest T) {
  switch (T) {
  case ResultTest::Any: return 15;
  case ResultTest::Zero: return 4;
  case ResultTest::NonZero: return 11;
  case ResultTest::Negative: return 3;
  case ResultTest::NonNegative: return 12;
  case ResultTest::Positive: return 8;
  case ResultTest::NonPositive: return 7;
  case ResultTest::MinusOne: return 1;
  case ResultTest::NotMinusOne: return 14;
  }
  return 15;
}

/// The class that is the set \p Results, if there is one.
std::optional<ResultTest> testOf(unsigned Results) {
  for (ResultTest T :
       {ResultTest::Any, ResultTest::Zero, ResultTest::NonZero, ResultTest::Negative, ResultTest::NonNegative,
        ResultTest::Positive, ResultTest::NonPositive, ResultTest::MinusOne, ResultTest::NotMinusOne})
    if (resultsOf(T) == Results)
      return T;
  return std::nullopt;
}

unsigned resultsOf(const Outcome &O) {
  unsigned Results = resultsOf(O.Result);
  if (O.Lo > -1)
    Results &= 12;
  if (O.Lo > 0)
    Results &= 8;
  if (O.Hi < 1)
    Results &= 7;
  if (O.Hi < 0)
    Results &= 3;
  return Results;
}

/// True for words that say what becomes of *arg instead of the argument.
bool speaksOfTarget(ParamWord W) {
  switch (W) {
  case ParamWord::Gives:
  case ParamWord::GivesOnSuccess:
  case ParamWord::GivesPair:
  case ParamWord::GivesOnFailure:
  case ParamWord::GivesContext:
  case ParamWord::Points:
  case ParamWord::PointsInto:
  case ParamWord::ReleasesTarget:
  case ParamWord::ClearsTarget:
  case ParamWord::Regrows:
  case ParamWord::RegrowsOnSuccess:
  case ParamWord::MovesTargetTo: return true;
  case ParamWord::Unknown:
  case ParamWord::Borrows:
  case ParamWord::Mutates:
  case ParamWord::Holds:
  case ParamWord::Takes:
  case ParamWord::TakesOnSuccess:
  case ParamWord::TakesOnFailure:
  case ParamWord::TakesOrFails:
  case ParamWord::Releases:
  case ParamWord::ReleasesOnSuccess:
  case ParamWord::Reallocs:
  case ParamWord::Context:
  case ParamWord::Resets:
  case ParamWord::MovesTo:
  case ParamWord::ReferencesOn:
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

/// What the configuration says, and nothing else.
class Said {
public:
  explicit Said(const FunctionContract &C);
  bool anything() const { return Any; }
  bool returns() const { return isSaid(Only.Return.From); }
  /// The body's effect \p E is what the configuration speaks of.
  bool covers(const Effect &E) const;
  std::vector<Outcome> outcomes() const;

private:
  FunctionContract Only; ///< words of others are borrows, which depend on nothing
  bool Any = false;

  const ParamContract *of(int Param) const {
    const ParamContract *P =
        Param < 0 || Param >= static_cast<int>(Only.Params.size()) ? &Only.Rest : &Only.Params[Param];
    return Param >= -1 && Param < FirstGlobal && isSaid(P->From) ? P : nullptr;
  }
};

} // namespace

Said::Said(const FunctionContract &C) : Only(C) {
  Only.Inferred.clear();
  auto Keep = [&](ParamContract &P) {
    Any |= isSaid(P.From);
    if (!isSaid(P.From))
      P.Word = ParamWord::Borrows;
  };
  for (ParamContract &P : Only.Params)
    Keep(P);
  Keep(Only.Rest);
  Any |= returns();
  if (!returns())
    Only.Return = ReturnContract();
}

bool Said::covers(const Effect &E) const {
  // An argument that is stored somewhere: what becomes of it was said.
  if (E.Kind == EffectKind::SetInto && E.Itself)
    if (const ParamContract *P = of(E.Other); P && !speaksOfTarget(P->Word))
      return true;
  const ParamContract *P = of(E.Param);
  if (!P)
    return false;
  return speaksOfTarget(P->Word) ? E.Target && E.Path.empty() : !E.Target;
}

std::vector<Outcome> Said::outcomes() const {
  std::vector<Outcome> Out = outcomesOf(Only);
  for (Outcome &O : Out)
    std::erase_if(O.Effects, [&](const Effect &E) { return E.Param != ResultParam && !of(E.Param); });
  return Out;
}

static bool isAddress(ReturnWord W) {
  return W != ReturnWord::Unknown && W != ReturnWord::Scalar && W != ReturnWord::Null;
}

/// The body's outcome \p B as far as it is \p D, too; nothing if the results exclude each other.
static std::optional<Outcome> both(const Outcome &B, const Outcome &D, const Said &S) {
  const unsigned Results = resultsOf(B) & resultsOf(D);
  if (!Results)
    return std::nullopt;
  Outcome Out = B;
  // Where no class is the intersection, the body's is right, if not exact.
  Out.Result = testOf(resultsOf(B.Result) & resultsOf(D.Result)).value_or(B.Result);
  std::erase_if(Out.Effects, [&](const Effect &E) { return S.covers(E); });
  Out.Effects.insert(Out.Effects.end(), D.Effects.begin(), D.Effects.end());
  if (S.returns()) {
    Out.Return = D.Return;
    Out.Family = D.Family;
    Out.Argument = D.Argument;
    Out.NeverNull = D.NeverNull;
    Out.Context = D.Context;
    Out.EmptyIsContext = D.EmptyIsContext;
    Out.Uninitialized = D.Uninitialized;
    Out.MayFail = D.MayFail;
    Out.Kept = false;
    Out.Bytes = 0;
    Out.OnPath.clear();
    Out.LentParam = -1;
    Out.LentPath.clear();
  }
  if (Results == resultsOf(ResultTest::Zero) && isAddress(Out.Return)) {
    Out.Return = ReturnWord::Null;
    Out.Family.clear();
    Out.Argument = -1;
  }
  return Out;
}

std::vector<Outcome> configuredOutcomes(const FunctionContract &C, const std::vector<Outcome> &Body) {
  const Said S(C);
  if (!S.anything())
    return Body;
  constexpr std::size_t Most = 16; // a summary has 8 at most
  std::vector<Outcome> Out;
  const std::vector<Outcome> Declared = S.outcomes();
  for (const Outcome &B : Body)
    for (const Outcome &D : Declared)
      if (std::optional<Outcome> O = both(B, D, S); O && std::find(Out.begin(), Out.end(), *O) == Out.end())
        Out.push_back(std::move(*O));
  return Out.size() > Most ? std::vector<Outcome>() : Out;
}

} // namespace deed
