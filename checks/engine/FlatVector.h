//===- engine/FlatVector.h - a vector that is cheap to copy -----*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The solver copies its states at each branch and call, and most of what that cost was
// malloc() of blocks too large for its caches, and the growth of copies that had no room
// for one more. Here the elements are bytes, blocks are kept for the next copy, and a
// copy has room.
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_FLATVECTOR_H
#define DEED_ENGINE_FLATVECTOR_H

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <type_traits>
#include <utility>

namespace deed {

/// Blocks of memory by size, those that are free first. One for each thread.
namespace blocks {
/// A block of \p Bytes at least; \p Bytes becomes what it holds.
void *take(std::size_t &Bytes);
void give(void *Block, std::size_t Bytes);
/// Hands all that is free back to the heap, if it is much.
void trim();
} // namespace blocks

/// A std::vector of what can be copied byte by byte.
template <typename T> class FlatVector {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

public:
  using value_type = T;
  using iterator = T *;
  using const_iterator = const T *;
  using const_reference = const T &;
  using reference = T &;

  FlatVector() = default;
  explicit FlatVector(std::size_t N) {
    reserve(N);
    for (; Count != N; ++Count)
      Data[Count] = T();
  }
  FlatVector(const FlatVector &Other) { assign(Other.begin(), Other.end()); }
  FlatVector(FlatVector &&Other) noexcept { swap(Other); }
  ~FlatVector() { drop(); }
  FlatVector &operator=(const FlatVector &Other) {
    if (this != &Other)
      assign(Other.begin(), Other.end());
    return *this;
  }
  FlatVector &operator=(FlatVector &&Other) noexcept {
    FlatVector(std::move(Other)).swap(*this);
    return *this;
  }
  void swap(FlatVector &Other) noexcept {
    std::swap(Data, Other.Data);
    std::swap(Count, Other.Count);
    std::swap(Room, Other.Room);
  }

  iterator begin() { return Data; }
  iterator end() { return Data + Count; }
  const_iterator begin() const { return Data; }
  const_iterator end() const { return Data + Count; }
  std::size_t size() const { return Count; }
  bool empty() const { return Count == 0; }
  T &operator[](std::size_t I) { return Data[I]; }
  const T &operator[](std::size_t I) const { return Data[I]; }
  T &back() { return Data[Count - 1]; }
  const T &back() const { return Data[Count - 1]; }

  void clear() { Count = 0; }
  void reserve(std::size_t N) {
    if (N > Room)
      grow(N);
  }
  void assign(const T *Begin, const T *End) {
    const std::size_t N = End - Begin;
    if (N > Room) {
      Count = 0;
      grow(N + 2);
    }
    if (N)
      std::memcpy(static_cast<void *>(Data), Begin, N * sizeof(T));
    Count = N;
  }
  void push_back(const T &Each) {
    const T Copy = Each; // it may be one of these
    if (Count == Room)
      grow(Count + 1);
    Data[Count++] = Copy;
  }
  iterator insert(const_iterator At, const T &Each) {
    const T Copy = Each;
    const std::size_t I = At - Data;
    if (Count == Room)
      grow(Count + 1);
    std::memmove(static_cast<void *>(Data + I + 1), Data + I, (Count - I) * sizeof(T));
    ++Count;
    Data[I] = Copy;
    return Data + I;
  }
  iterator erase(const_iterator From, const_iterator To) {
    T *Place = Data + (From - Data);
    if (From != To) {
      std::memmove(static_cast<void *>(Place), To, (end() - To) * sizeof(T));
      Count -= To - From;
    }
    return Place;
  }
  iterator erase(const_iterator At) { return erase(At, At + 1); }

  friend bool operator==(const FlatVector &A, const FlatVector &B) {
    return std::equal(A.begin(), A.end(), B.begin(), B.end());
  }

private:
  void grow(std::size_t N) {
    std::size_t Bytes = std::max<std::size_t>(N, Count + Count / 2) * sizeof(T);
    T *Now = static_cast<T *>(blocks::take(Bytes));
    if (Count)
      std::memcpy(static_cast<void *>(Now), Data, Count * sizeof(T));
    if (Data)
      blocks::give(Data, Room * sizeof(T));
    Data = Now;
    Room = Bytes / sizeof(T);
  }
  void drop() {
    if (Data)
      blocks::give(Data, Room * sizeof(T));
  }

  T *Data = nullptr;
  std::uint32_t Count = 0, Room = 0;
};

template <typename T, typename Fn> void eraseIf(FlatVector<T> &Of, Fn Drop) {
  Of.erase(std::remove_if(Of.begin(), Of.end(), Drop), Of.end());
}

} // namespace deed

#endif // DEED_ENGINE_FLATVECTOR_H
