//===- engine/FlatVector.cpp - the blocks of flat vectors -----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/FlatVector.h"
#include <bit>
#include <new>
#include <utility>

namespace deed::blocks {

namespace {

/// 64 bytes to 128 KiB, four sizes between a power of two and the next: what a state holds is copied
/// thousands of times, and a third of it was room that nobody used. Larger ones are not kept.
constexpr unsigned Least = 6, Classes = 4 * 11 + 1;
constexpr std::size_t Most = std::size_t(8) << 20;

struct Free {
  Free *Next;
};

struct Store {
  Free *Lists[Classes] = {};
  std::size_t Bytes = 0; ///< in the lists
  ~Store() { release(); }
  void release() {
    for (Free *&List : Lists)
      while (List)
        ::operator delete(std::exchange(List, List->Next));
    Bytes = 0;
  }
};

thread_local Store Kept;

/// The class of what has room for \p Bytes, which become what that has.
unsigned classOf(std::size_t &Bytes) {
  if (Bytes <= std::size_t(1) << Least) {
    Bytes = std::size_t(1) << Least;
    return 0;
  }
  const unsigned Power = std::bit_width(Bytes - 1) - 1; // the largest below
  const std::size_t Step = std::size_t(1) << (Power - 2), Steps = (Bytes - (std::size_t(1) << Power) + Step - 1) / Step;
  Bytes = (std::size_t(1) << Power) + Steps * Step;
  return (Power - Least) * 4 + Steps;
}

} // namespace

void *take(std::size_t &Bytes) {
  const unsigned C = classOf(Bytes);
  if (C < Classes && Kept.Lists[C]) {
    Kept.Bytes -= Bytes;
    return std::exchange(Kept.Lists[C], Kept.Lists[C]->Next);
  }
  return ::operator new(Bytes);
}

void give(void *Block, std::size_t Bytes) {
  const unsigned C = classOf(Bytes);
  if (C >= Classes || Kept.Bytes > Most)
    return ::operator delete(Block);
  Kept.Lists[C] = new (Block) Free{Kept.Lists[C]};
  Kept.Bytes += Bytes;
}

void trim() {
  if (Kept.Bytes > Most)
    Kept.release();
}

} // namespace deed::blocks
