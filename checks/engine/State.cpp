//===- engine/State.cpp - what is known at one point of a path ------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/State.h"
#include <algorithm>

namespace deed {

std::uint8_t signOf(std::int64_t I) { return I < 0 ? sign::Neg : I == 0 ? sign::Zero : sign::Pos; }

std::uint8_t signsOf(ResultTest T) {
  switch (T) {
  case ResultTest::Any: return sign::Any;
  case ResultTest::Zero: return sign::Zero;
  case ResultTest::NonZero: return sign::Neg | sign::Pos;
  case ResultTest::Negative: return sign::Neg;
  case ResultTest::NonNegative: return sign::Zero | sign::Pos;
  case ResultTest::Positive: return sign::Pos;
  case ResultTest::NonPositive: return sign::Neg | sign::Zero;
  case ResultTest::MinusOne: return sign::Neg;
  case ResultTest::NotMinusOne: return sign::Zero | sign::Pos;
  }
  return sign::Any;
}

std::uint8_t signsOfType(TypeClass T) {
  switch (T) {
  case TypeClass::Pointer:
  case TypeClass::Unsigned:
  case TypeClass::Bool: return sign::Zero | sign::Pos;
  case TypeClass::Signed:
  case TypeClass::Record:
  case TypeClass::Other: return sign::Any;
  }
  return sign::Any;
}

ResultTest testOf(std::uint8_t Signs) {
  switch (Signs) {
  case sign::Neg: return ResultTest::Negative;
  case sign::Zero: return ResultTest::Zero;
  case sign::Pos: return ResultTest::Positive;
  case sign::Neg | sign::Zero: return ResultTest::NonPositive;
  case sign::Neg | sign::Pos: return ResultTest::NonZero;
  case sign::Zero | sign::Pos: return ResultTest::NonNegative;
  }
  return ResultTest::Any;
}

void State::set(CellKey K, Value V, EventId At) {
  const std::size_t I = position(K);
  if (I != Cells.size() && Cells[I].Key == K)
    Cells[I].V = V, Cells[I].At = At;
  else
    Cells.insert(Cells.begin() + I, Cell{K, V, At});
}

void State::erase(CellKey K) {
  const std::size_t I = position(K);
  if (I != Cells.size() && Cells[I].Key == K)
    Cells.erase(Cells.begin() + I);
}

std::uint32_t ConstantSets::number(const Set &Each) {
  const auto [Known, New] = Numbers.try_emplace({Each.begin(), Each.end()}, Sets.size());
  if (New)
    Sets.push_back(Each);
  return Known->second;
}

std::uint32_t ConstantSets::with(std::uint32_t N, std::int64_t C) {
  Set Now = Sets[N];
  if (Now.Count == Now.Of.size())
    return N;
  Now.Of[Now.Count++] = C;
  return number(Now);
}

std::uint32_t ConstantSets::common(std::uint32_t A, std::uint32_t B) {
  if (A == B || A == 0)
    return A;
  Set Both;
  for (const std::int64_t C : Sets[A])
    if (Sets[B].contains(C))
      Both.Of[Both.Count++] = C;
  return number(Both);
}

SymbolState &State::add(std::size_t At, SymbolId S) {
  SymbolState New;
  New.S = S;
  return *Symbols.insert(Symbols.begin() + At, New);
}

bool State::refers(SymbolId S) const {
  return std::any_of(Cells.begin(), Cells.end(), [S](const Cell &C) { return C.V.isSym() && C.V.S == S; });
}

} // namespace deed
