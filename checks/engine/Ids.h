//===- engine/Ids.h - typed indices ----------------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_IDS_H
#define DEED_ENGINE_IDS_H

#include <compare>
#include <cstdint>

namespace deed {

/// An index into one kind of table; ids of different kinds do not mix.
template <typename Tag> struct Id {
  std::uint32_t N = ~0u;

  constexpr Id() = default;
  constexpr explicit Id(std::uint32_t N) : N(N) {}
  constexpr bool valid() const { return N != ~0u; }
  friend constexpr bool operator==(Id, Id) = default;
  friend constexpr auto operator<=>(Id, Id) = default;
};

using TempId = Id<struct TempTag>; ///< a value that one event computes
using VarId = Id<struct VarTag>;   ///< a variable of the flow
using BlockId = Id<struct BlockTag>;
using EventId = Id<struct EventTag>; ///< position in Flow::Events
using FieldId = Id<struct FieldTag>;
using CalleeId = Id<struct CalleeTag>;
using LocId = Id<struct LocTag>;       ///< the frontend resolves it to a range
using SymbolId = Id<struct SymbolTag>; ///< a symbolic value of the solver
using PathId = Id<struct PathTag>;     ///< a field path below a symbol

} // namespace deed

#endif // DEED_ENGINE_IDS_H
