//===- engine/SolverComesBack.cpp - calls that end the program, by number -===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   void report(int level, const char *text) { puts(text); if (level <= ERROR) exit(1); }
//   ...
//   if (!p) report(ERROR, "no memory");
//
// With which numbers a body comes back at all is no part of its outcomes, which know
// signs: what else it does is the same for all of them.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// Remembers what an exit knows of the numbers that were passed.
void Solver::notePassed(const State &S) {
  for (std::uint32_t N = 0; N != F.Params.size(); ++N) {
    const TypeClass Type = F.Vars[F.Params[N].N].Type;
    if (Type != TypeClass::Signed && Type != TypeClass::Unsigned)
      continue;
    const SymbolId Passed = Symbols.get(SymbolKind::ParamValue, N);
    const SymbolState *St = S.find(Passed);
    const std::pair Known(boundsOf(S, Value::symbol(Passed)), St ? St->Unequal : 0);
    std::vector<std::pair<Bounds, std::uint32_t>> &All = PassedAtExits[N];
    if (std::find(All.begin(), All.end(), Known) == All.end())
      All.push_back(Known);
  }
}

/// What all exits have in common, of a body in which some path ends before them.
std::vector<ArgumentRange> Solver::passedAtExits() const {
  std::vector<ArgumentRange> Out;
  if (!EndsEarly && std::none_of(F.Blocks.begin(), F.Blocks.end(), [](const Block &B) { return B.Kind == Exit::Stop; }))
    return Out;
  for (const auto &[Param, Exits] : PassedAtExits) {
    ArgumentRange R{static_cast<int>(Param), INT64_MAX, INT64_MIN, {}};
    for (const auto &[Range, Unequal] : Exits) {
      R.Lo = std::min(R.Lo, Range.Lo);
      R.Hi = std::max(R.Hi, Range.Hi);
    }
    for (const std::int64_t Never : Constants[Exits.front().second])
      if (std::all_of(Exits.begin(), Exits.end(), [&, Never = Never](const auto &Exit) {
            return Never < Exit.first.Lo || Never > Exit.first.Hi || Constants[Exit.second].contains(Never);
          }))
        R.Not.push_back(Never);
    std::sort(R.Not.begin(), R.Not.end());
    const bool IsUnsigned = F.Vars[F.Params[Param].N].Type == TypeClass::Unsigned;
    if (R.Lo > (IsUnsigned ? 0 : INT64_MIN) || R.Hi < INT64_MAX || !R.Not.empty())
      Out.push_back(std::move(R));
  }
  return Out;
}

static bool excludes(const ArgumentRange &R, std::int64_t N) {
  return N < R.Lo || N > R.Hi || std::binary_search(R.Not.begin(), R.Not.end(), N);
}

/// What an exit knows of the numbers that were passed, where signs do not say it.
std::vector<ArgumentRange> Solver::rangesPassed(const State &S) {
  std::vector<ArgumentRange> Out;
  for (std::uint32_t N = 0; N != F.Params.size(); ++N) {
    const TypeClass Type = F.Vars[F.Params[N].N].Type;
    const SymbolState *St = Type == TypeClass::Signed || Type == TypeClass::Unsigned
                                ? S.find(Symbols.get(SymbolKind::ParamValue, N))
                                : nullptr;
    if (!St)
      continue;
    const Bounds Known = boundsOf(*St);
    ArgumentRange R{static_cast<int>(N), Known.Lo, Known.Hi, {}};
    std::copy_if(Constants[St->Unequal].begin(), Constants[St->Unequal].end(), std::back_inserter(R.Not),
                 [&](std::int64_t No) { return No >= R.Lo && No <= R.Hi; });
    std::sort(R.Not.begin(), R.Not.end());
    if (R.Lo > 1 || R.Hi < -1 || (R.Hi > 0 && R.Hi < INT64_MAX) || (R.Lo < 0 && R.Lo > INT64_MIN) || !R.Not.empty())
      Out.push_back(std::move(R));
  }
  return Out;
}

/// Leaves what both exits say.
void Solver::joinRanges(std::vector<ArgumentRange> &Into, const std::vector<ArgumentRange> &From) {
  std::erase_if(Into, [&](ArgumentRange &R) {
    const auto Other =
        std::find_if(From.begin(), From.end(), [&](const ArgumentRange &Each) { return Each.Param == R.Param; });
    if (Other == From.end())
      return true;
    std::vector<std::int64_t> Never;
    for (const std::vector<std::int64_t> *Each : {&std::as_const(R.Not), &Other->Not})
      std::copy_if(Each->begin(), Each->end(), std::back_inserter(Never),
                   [&](std::int64_t N) { return excludes(R, N) && excludes(*Other, N); });
    std::sort(Never.begin(), Never.end());
    Never.erase(std::unique(Never.begin(), Never.end()), Never.end());
    R.Lo = std::min(R.Lo, Other->Lo);
    R.Hi = std::max(R.Hi, Other->Hi);
    R.Not = std::move(Never);
    return R.Lo == INT64_MIN && R.Hi == INT64_MAX && R.Not.empty();
  });
}

/// False where an argument is a number with which \p O does not happen; else it is known from here on that it is none.
bool Solver::meetsRanges(EventId At, Execution &X, const Outcome &O) {
  for (const ArgumentRange &R : O.Ranges) {
    const Value V = argument(At, X, R.Param);
    // A negative number that is passed as an unsigned one is a large one.
    const bool MayBeLarge = R.Lo >= 0 && R.Hi == INT64_MAX && (signsOfValue(X.S, V) & sign::Neg);
    if (V.isInt() && excludes(R, V.I) && !MayBeLarge)
      return false;
    if (!V.isSymbolItself() || !isNumber(V))
      continue;
    if (!MayBeLarge && !narrowBounds(X.S, V.S, {R.Lo, R.Hi}))
      return false;
    for (const std::int64_t N : R.Not)
      if (!assumeCompare(X.S, CompareOp::NE, V, Value::integer(N)))
        return false;
  }
  return true;
}

/// False where the callee \p C ends the program, as it does with these numbers.
bool Solver::mayComeBack(const Event &Call, Execution &X, const FunctionContract &C) {
  for (const ArgumentRange &R : C.ReturnsWith) {
    if (R.Param >= static_cast<int>(Call.ArgsCount))
      continue;
    const Value V = valueOf(X, F.Args[Call.ArgsBegin + R.Param]);
    const bool Never = V.isInt() && (V.I < R.Lo || V.I > R.Hi || std::binary_search(R.Not.begin(), R.Not.end(), V.I));
    EndsEarly = true;
    if (Never || (V.isSymbolItself() && isNumber(V) && !narrowBounds(X.S, V.S, {R.Lo, R.Hi})))
      return false;
  }
  return true;
}

} // namespace deed
