//===- engine/Liveness.h - which variables matter later --------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A fact about a variable that nobody reads again only keeps paths apart.
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_LIVENESS_H
#define DEED_ENGINE_LIVENESS_H

#include "engine/Flow.h"
#include <vector>

namespace deed {

struct Liveness {
  explicit Liveness(const Flow &F);

  /// True if \p V is read on some path from the beginning of \p B.
  bool liveAt(BlockId B, VarId V) const { return AddressTaken[V.N] || LiveIn[B.N][V.N]; }
  /// A local number that is set to constants only, two at least.
  bool isFlag(VarId V) const { return Flag[V.N]; }
  /// All that a local number is ever set to, in order, where that is constants alone; else none.
  const std::vector<std::int64_t> &choicesOf(VarId V) const { return Choices[V.N]; }
  /// True of a local number whose bits are set and cleared one by one: `open |= INPUT`.
  bool isBitSet(VarId V) const { return BitSet[V.N]; }
  /// A field that branches ask by itself: `for (guard g = open(); g.run; g.run = false)`.
  bool isFlagField(FieldId Id) const { return Id.N < FlagField.size() && FlagField[Id.N]; }
  /// Only loads and stores of the variable itself change or read it.
  bool isAddressTaken(VarId V) const { return AddressTaken[V.N]; }
  /// A call releases what the variable holds.
  bool isReleased(VarId V) const { return ReleasedVar[V.N]; }
  /// A call releases what the field holds.
  bool isReleasedField(FieldId I) const { return FieldReleases[I.N] != 0; }
  /// Two calls or more release it.
  bool isReleasedTwice(FieldId I) const { return FieldReleases[I.N] > 1; }
  bool tempLiveAt(BlockId B, TempId T) const {
    return CrossIndex[T.N] != ~0u && LiveIn[B.N][F.Vars.size() + CrossIndex[T.N]];
  }
  /// True if \p T is used in another block than the one that computes it.
  bool crosses(TempId T) const { return CrossIndex[T.N] != ~0u; }
  /// The last event of its block that uses \p T; the defining one if none does.
  EventId lastUse(TempId T) const { return LastUse[T.N]; }
  /// The position of \p T among the temps of its block.
  std::uint32_t slot(TempId T) const { return Slot[T.N]; }
  std::uint32_t slotsOf(BlockId B) const { return Slots[B.N]; }

  /// True if the innermost loop that has \p From ends where it goes to \p To.
  bool leavesLoop(BlockId From, BlockId To) const { return LoopEnd[From.N] != ~0u && Rank[To.N] > LoopEnd[From.N]; }

  /// True if \p B is in the innermost loop that \p Head is in.
  bool isInLoopOf(BlockId Head, BlockId B) const {
    return LoopEnd[Head.N] != ~0u && Rank[B.N] >= Rank[Head.N] && Rank[B.N] <= LoopEnd[Head.N];
  }

  bool inLoop(BlockId B) const { return LoopEnd[B.N] != ~0u; }

  std::vector<std::uint32_t> Rank; ///< of each block, see orderBlocks()

private:
  const Flow &F;
  void findKinds(const std::vector<VarId> &AddressOf);
  void findChoices(const std::vector<VarId> &AddressOf, const std::vector<const Event *> &Definition);

  std::vector<bool> AddressTaken, Flag, BitSet, FlagField, ReleasedVar;
  std::vector<std::uint32_t> FieldReleases; ///< how many calls release what a field holds
  std::vector<std::vector<std::int64_t>> Choices;
  std::vector<std::vector<bool>> LiveIn;
  std::vector<std::uint32_t> LoopEnd;
  std::vector<std::uint32_t> CrossIndex, Slot, Slots;
  std::vector<EventId> LastUse;
};

/// Calls \p Visit for each temp that \p E reads.
template <typename Fn> void forEachOperand(const Flow &F, const Event &E, Fn Visit) {
  if (E.A.valid())
    Visit(E.A);
  if (E.B.valid())
    Visit(E.B);
  for (std::uint32_t I = 0; I != E.ArgsCount; ++I)
    if (F.Args[E.ArgsBegin + I].valid())
      Visit(F.Args[E.ArgsBegin + I]);
}

} // namespace deed

#endif // DEED_ENGINE_LIVENESS_H
