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

constexpr unsigned Least = 6, Classes = 12; ///< 64 bytes to 128 KiB; larger ones are not kept
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

unsigned classOf(std::size_t Bytes) { return Bytes <= 64 ? 0 : std::bit_width(Bytes - 1) - Least; }

} // namespace

void *take(std::size_t &Bytes) {
  const unsigned C = classOf(Bytes);
  Bytes = std::size_t(1) << (C + Least);
  if (C < Classes && Kept.Lists[C]) {
    Kept.Bytes -= Bytes;
    return std::exchange(Kept.Lists[C], Kept.Lists[C]->Next);
  }
  return ::operator new(Bytes);
}

void give(void *Block, std::size_t Bytes) {
  const unsigned C = classOf(Bytes);
  if (C >= Classes)
    return ::operator delete(Block);
  Kept.Lists[C] = new (Block) Free{Kept.Lists[C]};
  Kept.Bytes += std::size_t(1) << (C + Least);
}

void trim() {
  if (Kept.Bytes > Most)
    Kept.release();
}

} // namespace deed::blocks
