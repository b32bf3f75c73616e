//===- project/UnitReport.cpp - a file's report as bytes and back ------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines serialize() and deserialize(). One list of fields serves both ways:
// each visit() names the members of a struct, and an archive reads or writes
// them. Numbers are 4 bytes in the machine's order: the reader is a process of
// the same machine.
//===----------------------------------------------------------------------===//
#include "project/UnitReport.h"
#include <cstring>
#include <type_traits>

namespace deed {

namespace {
class Writer {
  std::string &Out;

public:
  explicit Writer(std::string &Out) : Out(Out) {}
  void number(std::uint32_t N) { Out.append(reinterpret_cast<const char *>(&N), sizeof N); }
  void operator()(const std::string &Text) {
    number(Text.size());
    Out += Text;
  }
  template <typename T>
    requires(std::is_enum_v<T> || std::is_arithmetic_v<T>)
  void operator()(const T &Value) {
    number(static_cast<std::uint32_t>(Value));
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
    visit(*this, const_cast<T &>(Value));
  }
};

class Reader {
  std::string_view In;
  bool Good = true;

public:
  explicit Reader(std::string_view In) : In(In) {}
  bool complete() const { return Good && In.empty(); }
  std::uint32_t number() {
    std::uint32_t N = 0;
    if (In.size() < sizeof N) {
      Good = false;
      In = {};
      return 0;
    }
    std::memcpy(&N, In.data(), sizeof N);
    In.remove_prefix(sizeof N);
    return N;
  }
  void operator()(std::string &Text) {
    std::uint32_t Size = number();
    if (Size > In.size()) {
      Good = false;
      return;
    }
    Text = In.substr(0, Size);
    In.remove_prefix(Size);
  }
  template <typename T>
    requires(std::is_enum_v<T> || std::is_arithmetic_v<T>)
  void operator()(T &Value) {
    Value = static_cast<T>(number());
  }
  template <typename T> void operator()(std::vector<T> &Items) {
    std::uint32_t Size = number();
    Items.clear();
    for (std::uint32_t I = 0; I < Size && Good; ++I)
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
    visit(*this, Value);
  }
};

template <typename Archive, typename... Fields> void all(Archive &A, Fields &...Each) {
  (A(Each), ...);
}
} // namespace

template <typename A> static void visit(A &Ar, SourceRange &R) {
  all(Ar, R.File, R.Line, R.Column, R.EndLine, R.EndColumn, R.Offset, R.Length);
}
template <typename A> static void visit(A &Ar, PathStep &S) { all(Ar, S.Range, S.Kind, S.Message); }
template <typename A> static void visit(A &Ar, Related &R) { all(Ar, R.Range, R.Message); }
template <typename A> static void visit(A &Ar, Edit &E) { all(Ar, E.Range, E.Replacement); }
template <typename A> static void visit(A &Ar, Fix &F) { all(Ar, F.Description, F.Edits); }
template <typename A> static void visit(A &Ar, Finding &F) {
  all(Ar, F.Id, F.Place, F.Function, F.Variable, F.Message, F.Help, F.Path, F.Contracts, F.Repair,
      F.Signature);
}
template <typename A> static void visit(A &Ar, SuppressedFinding &S) {
  all(Ar, S.Silenced, S.Justification);
}
template <typename A> static void visit(A &Ar, Problem &P) {
  all(Ar, P.Kind, P.File, P.Where, P.Message);
}
template <typename A> static void visit(A &Ar, Obligation &O) {
  all(Ar, O.Function, O.What, O.Place, O.Decision, O.Why, O.Detail);
}
template <typename A> static void visit(A &Ar, Ledger &L) { all(Ar, L.Entries); }
template <typename A> static void visit(A &Ar, UnitReport &R) {
  all(Ar, R.Findings, R.Suppressed, R.Problems, R.Obligations, R.Functions, R.Skipped, R.ErrorRules,
      R.Dump);
}

std::string serialize(const UnitReport &Report) {
  std::string Out;
  Writer W(Out);
  W(Report);
  return Out;
}

std::optional<UnitReport> deserialize(std::string_view Bytes) {
  UnitReport Report;
  Reader R(Bytes);
  R(Report);
  if (!R.complete())
    return std::nullopt;
  return Report;
}

} // namespace deed
