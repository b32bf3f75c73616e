//===- engine/Archive.h - structs as bytes and back ------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reports, contracts and flows travel between processes and into the cache. One
// list of members serves both ways: a struct has a function
//
//   template <typename A> void members(A &Ar, Effect &E) {
//     auto &[Kind, Param, Path] = E; // a new member does not compile here
//     archive::all(Ar, Kind, Param, Path);
//   }
//
// Numbers are of variable length; the reader takes any bytes, and says at the
// end whether they were whole.
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_ARCHIVE_H
#define DEED_ENGINE_ARCHIVE_H

#include "engine/Ids.h"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace deed::archive {

template <typename Archive, typename... Fields> void all(Archive &A, Fields &...Each) { (A(Each), ...); }

class Writer {
  std::string &Out;

public:
  static constexpr bool Reads = false;
  explicit Writer(std::string &Out) : Out(Out) {}

  void number(std::uint64_t N) {
    for (; N >= 0x80; N >>= 7)
      Out += static_cast<char>(N | 0x80);
    Out += static_cast<char>(N);
  }
  void operator()(const std::string &Text) {
    number(Text.size());
    Out += Text;
  }
  template <typename T>
    requires(std::is_enum_v<T> || std::is_arithmetic_v<T>)
  void operator()(const T &Value) {
    // Small numbers of either sign are short.
    if constexpr (std::is_signed_v<T>)
      number((static_cast<std::uint64_t>(Value) << 1) ^
             static_cast<std::uint64_t>(static_cast<std::int64_t>(Value) >> 63));
    else
      number(static_cast<std::uint64_t>(Value));
  }
  template <typename Tag> void operator()(const Id<Tag> &I) { number(static_cast<std::uint32_t>(I.N + 1)); }
  void operator()(const std::vector<bool> &Items) {
    number(Items.size());
    for (const bool Item : Items)
      Out += static_cast<char>(Item);
  }
  template <typename T> void operator()(const std::vector<T> &Items) {
    number(Items.size());
    for (const T &Item : Items)
      (*this)(Item);
  }
  template <typename T> void operator()(const std::optional<T> &Item) {
    number(Item.has_value());
    if (Item)
      (*this)(*Item);
  }
  template <typename T>
    requires std::is_class_v<T>
  void operator()(const T &Value) {
    members(*this, const_cast<T &>(Value));
  }
};

class Reader {
  std::string_view In;
  bool Good = true;

public:
  static constexpr bool Reads = true;
  explicit Reader(std::string_view In) : In(In) {}
  /// All bytes were read, and none was missing.
  bool complete() const { return Good && In.empty(); }
  bool good() const { return Good; }
  void fail() { Good = false, In = {}; }

  std::uint64_t number() {
    std::uint64_t N = 0;
    for (unsigned Shift = 0; Shift < 64; Shift += 7) {
      if (In.empty())
        break;
      const auto Byte = static_cast<unsigned char>(In.front());
      In.remove_prefix(1);
      N |= static_cast<std::uint64_t>(Byte & 0x7f) << Shift;
      if (!(Byte & 0x80))
        return N;
    }
    fail();
    return 0;
  }
  /// The length of what follows, each item of which has at least one byte.
  std::uint64_t length() {
    std::uint64_t Size = number();
    if (Size > In.size())
      fail(), Size = 0;
    return Size;
  }
  void operator()(std::string &Text) {
    const std::uint64_t Size = length();
    Text = In.substr(0, Size);
    In.remove_prefix(Size);
  }
  template <typename T>
    requires(std::is_enum_v<T> || std::is_arithmetic_v<T>)
  void operator()(T &Value) {
    const std::uint64_t N = number();
    if constexpr (std::is_signed_v<T>)
      Value = static_cast<T>(static_cast<std::int64_t>(N >> 1) ^ -static_cast<std::int64_t>(N & 1));
    else
      Value = static_cast<T>(N);
  }
  template <typename Tag> void operator()(Id<Tag> &I) { I.N = static_cast<std::uint32_t>(number()) - 1; }
  void operator()(std::vector<bool> &Items) {
    Items.assign(length(), false);
    for (std::size_t I = 0; I != Items.size(); ++I)
      Items[I] = In[I] != 0;
    In.remove_prefix(Items.size());
  }
  template <typename T> void operator()(std::vector<T> &Items) {
    const std::uint64_t Size = length();
    Items.clear();
    for (std::uint64_t I = 0; I < Size && Good; ++I)
      (*this)(Items.emplace_back());
  }
  template <typename T> void operator()(std::optional<T> &Item) {
    Item.reset();
    if (number())
      (*this)(Item.emplace());
  }
  template <typename T>
    requires std::is_class_v<T>
  void operator()(T &Value) {
    members(*this, Value);
  }
};

template <typename T> std::string write(const T &Value) {
  std::string Out;
  Writer W(Out);
  W(Value);
  return Out;
}

/// False, and \p Value holds anything, if \p Bytes are damaged.
template <typename T> bool read(std::string_view Bytes, T &Value) {
  Reader R(Bytes);
  R(Value);
  return R.complete();
}

/// Visits every \p Tag id of a value, however deep, by the same lists of members.
template <typename IdType, typename Function> class IdVisitor {
  Function &Visit;

public:
  explicit IdVisitor(Function &Visit) : Visit(Visit) {}
  void operator()(IdType &I) { Visit(I); }
  template <typename Tag> void operator()(Id<Tag> &) {}
  void operator()(std::string &) {}
  void operator()(std::vector<bool> &) {}
  template <typename T>
    requires(std::is_enum_v<T> || std::is_arithmetic_v<T>)
  void operator()(T &) {}
  template <typename T> void operator()(std::vector<T> &Items) {
    for (T &Item : Items)
      (*this)(Item);
  }
  template <typename T>
    requires std::is_class_v<T>
  void operator()(T &Value) {
    members(*this, Value);
  }
};

/// Calls \p Visit for each id of the type \p IdType in \p Value.
template <typename IdType, typename T, typename Function> void eachId(T &Value, Function Visit) {
  IdVisitor<IdType, Function> V(Visit);
  V(Value);
}

} // namespace deed::archive

#endif // DEED_ENGINE_ARCHIVE_H
