//===- engine/Symbols.h - symbolic values and paths below them -*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The solver names each value it cannot compute by where it came from: a load,
// a call, a join. There are finitely many such places, so loops converge. A
// symbol is a number, a pointer and the object that it points to at once; a
// path below it (fields, offsets) names an address inside that object.
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_SYMBOLS_H
#define DEED_ENGINE_SYMBOLS_H

#include "engine/Flow.h"
#include "engine/Ids.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace deed {

enum class SymbolKind : std::uint8_t {
  VarAddress, ///< A: variable
  ParamValue, ///< A: parameter; what the caller passed
  Loaded,     ///< A: event; what it found in memory that was not known
  Result,     ///< A: event; what a call returned
  Given,      ///< A: event, B: argument; what a call put into *arg
  Literal,    ///< A: event; a string's or a function's address
  Join,       ///< A: block, B: cell; values that differ between merged paths
  Compared,   ///< a comparison of two values
  Computed,   ///< arithmetic on two values
  TempSlot,   ///< A: temp; holds a temp that lives over blocks
  Returned,   ///< holds the function's result
  Ended,      ///< A: number; what became of a place of the caller's that nothing names any more, see SolverFold.cpp
};

/// A value. Sym with an empty path is the symbol itself; with a path it is the
/// address of that part of the symbol's object.
struct Value {
  enum class Kind : std::uint8_t { Unknown, Int, Sym };
  Kind K = Kind::Unknown;
  PathId Path{0};
  SymbolId S;
  std::int64_t I = 0;

  static Value integer(std::int64_t I) {
    Value V;
    V.K = Kind::Int;
    V.I = I;
    return V;
  }
  static Value symbol(SymbolId S, PathId P = PathId(0)) {
    Value V;
    V.K = Kind::Sym;
    V.S = S;
    V.Path = P;
    return V;
  }
  bool isInt() const { return K == Kind::Int; }
  bool isSym() const { return K == Kind::Sym; }
  bool isSymbolItself() const { return isSym() && Path.N == 0; }
  bool isZero() const { return isInt() && I == 0; }
  friend auto operator<=>(const Value &, const Value &) = default;
};

/// Numbers of things in a table of its owner's, found by what they are: an open hash table.
class IdTable {
public:
  /// The number that \p Is holds of, or else \p New, which is noted. \p New is how many there are.
  template <typename Fn> std::uint32_t get(std::uint64_t Hash, std::uint32_t New, Fn Is) {
    if ((Used + 1) * 4 > Slots.size() * 3)
      grow();
    const std::size_t Mask = Slots.size() - 1;
    for (std::size_t I = Hash & Mask;; I = (I + 1) & Mask) {
      Slot &Each = Slots[I];
      if (Each.Number == ~0u) {
        Each = {New, static_cast<std::uint32_t>(Hash)};
        ++Used;
        return New;
      }
      if (Each.Hash == static_cast<std::uint32_t>(Hash) && Is(Each.Number))
        return Each.Number;
    }
  }
  /// The number that \p Is holds of, or ~0.
  template <typename Fn> std::uint32_t find(std::uint64_t Hash, Fn Is) const {
    const std::size_t Mask = Slots.size() - 1;
    for (std::size_t I = Hash & Mask; !Slots.empty(); I = (I + 1) & Mask) {
      const Slot &Each = Slots[I];
      if (Each.Number == ~0u || (Each.Hash == static_cast<std::uint32_t>(Hash) && Is(Each.Number)))
        return Each.Number;
    }
    return ~0u;
  }
  static std::uint64_t mix(std::uint64_t H, std::uint64_t V) {
    H = (H ^ V) * 0x9e3779b97f4a7c15ull;
    return H ^ (H >> 29);
  }

private:
  struct Slot {
    std::uint32_t Number = ~0u, Hash = 0;
  };
  void grow();
  std::vector<Slot> Slots;
  std::size_t Used = 0;
};

struct SymbolInfo {
  SymbolKind Kind;
  std::uint32_t A = 0, B = 0;
  bool Older = false;     ///< stands for the values of earlier rounds of a loop
  bool IsOperand = false; ///< something is Compared or Computed with it
  CompareOp Cmp = CompareOp::EQ;
  Value L, R; ///< operands of Compared and Computed
  std::int64_t Operator = 0;
  TypeClass Type = TypeClass::Other;
};

/// What of a SymbolInfo is asked of each symbol of a state, in little room.
struct SymbolHead {
  std::uint32_t A = 0;
  SymbolKind Kind;
  TypeClass Type;
  bool Older = false, IsOperand = false;
};

/// All symbols of one function, shared by its states.
class SymbolTable {
public:
  SymbolId get(SymbolKind K, std::uint32_t A, std::uint32_t B = 0, bool Older = false, TypeClass T = TypeClass::Other);
  SymbolId compared(CompareOp Op, Value L, Value R);
  SymbolId computed(std::int64_t Operator, Value L, Value R, TypeClass T);
  /// The same where it was made before; else none.
  SymbolId findComputed(std::int64_t Operator, Value L, Value R) const;
  const SymbolInfo &operator[](SymbolId S) const { return Infos[S.N]; }
  SymbolHead head(SymbolId S) const { return Heads[S.N]; }
  size_t size() const { return Infos.size(); }
  /// True if \p S is computed from \p From, directly or not.
  bool dependsOn(SymbolId S, SymbolId From) const {
    if (S == From)
      return true;
    return Heads[From.N].IsOperand && Heads[S.N].Kind >= SymbolKind::Compared && operandDependsOn(S, From);
  }

private:
  bool operandDependsOn(SymbolId S, SymbolId From) const;
  SymbolId expression(std::int64_t Operator, Value L, Value R, SymbolInfo I);
  std::uint32_t variable(std::uint32_t N) const { return N < Variables.size() ? Variables[N] : ~0u; }

  IdTable Named, Expressions;
  std::vector<std::uint32_t> Variables; ///< variable -> its address, the symbol that is asked for most
  void add(const SymbolInfo &I);
  std::vector<SymbolInfo> Infos;
  std::vector<SymbolHead> Heads;
};

/// Some distance, or the address is NULL.
constexpr std::int64_t AnyOrNull = FirstElement - 1;

/// A step of a path: a field, a distance in bytes, or what a pointer there points to
/// (said only where the next step is no field; see PathTable::below).
struct PathStepInfo {
  enum class Kind : std::uint8_t { Root, Field, Offset, Deref };
  Kind K = Kind::Root;
  PathId Parent;
  FieldId Name;
  std::int64_t Bytes = 0; ///< of a field: where it stands in its struct
  unsigned Depth = 0;
  bool Weak = false; ///< it or a step before it is an unknown distance
};

/// All paths of one function. Path 0 is the empty one.
class PathTable {
public:
  PathTable() : Steps(1) {}
  PathId field(PathId Base, FieldId F, std::int64_t Bytes);
  /// Moves an address by \p Bytes (AnyIndex: by an unknown distance). Undoes a
  /// field when moved back by its own offset, as container_of does.
  PathId offset(PathId Base, std::int64_t Bytes);
  /// The element number \p Index, of \p Bytes each, of the array at \p Base.
  PathId element(PathId Base, SymbolId Index, std::int64_t Bytes);
  const PathStepInfo &operator[](PathId P) const { return Steps[P.N]; }
  PathId concat(PathId Base, PathId Below);
  /// \p Inside the object that the pointer at \p Cell points to.
  PathId below(PathId Cell, PathId Inside);
  /// How far in the object the place is, in bytes; none where that is not known.
  std::optional<std::int64_t> bytes(PathId P) const;
  /// How far \p P is from the object's start; AnyForward or AnyIndex where that
  /// is no one number.
  std::int64_t distance(PathId P) const;
  /// \p P, which starts with \p From, as it is below \p To instead.
  PathId rebase(PathId P, PathId From, PathId To);
  /// The longest path that both begin with.
  PathId commonStart(PathId A, PathId B) const;
  /// True where the address may differ from the object's start for sure.
  bool isInterior(PathId P) const;
  /// True where the last step of \p P goes up, by however much.
  bool isForward(PathId P) const;
  /// True where a step of \p P is an unknown distance: several cells in one.
  bool isWeak(PathId P) const { return Steps[P.N].Weak; }
  /// True where each unknown distance in \p P is one to an element: one cell, as
  /// long as its index stays what it is.
  bool isElement(PathId P) const;
  /// True where the index of an element in \p P is \p S, or computed from it.
  bool indexedBy(PathId P, SymbolId S, const SymbolTable &Symbols) const;
  /// \p P, of which the elements with that index are any elements.
  PathId withoutIndex(PathId P, SymbolId S, const SymbolTable &Symbols);
  bool hasElements() const { return !Elements.empty(); }
  /// True where the last step is an unknown distance with a name of its own.
  bool isNamedDistance(PathId P) const;
  /// False where the last step is some distance, another one each time.
  bool isOnePlace(PathId P) const;
  bool startsWith(PathId P, PathId Prefix) const;
  /// "next.data", for summaries and messages; offsets as "[4]" or "[]". Stays valid;
  /// \p F is the same each time.
  const std::string &text(PathId P, const Flow &F) const;
  /// The field \p Id of the flow, or one that only a summary names.
  const Field &fieldOf(FieldId Id, const Flow &F) const {
    return Id.N < F.Fields.size() ? F.Fields[Id.N] : Unnamed[Id.N - F.Fields.size()];
  }
  /// The field called \p Name that the flow itself never touches.
  FieldId unnamedField(const std::string &Name, const Flow &F);

private:
  PathId intern(PathStepInfo S);
  std::string spell(PathId P, const Flow &F) const;
  IdTable Known;
  mutable std::vector<std::unique_ptr<std::string>> Texts; ///< by path, once somebody asked
  std::vector<PathStepInfo> Steps;
  std::vector<Field> Unnamed;
  std::vector<std::pair<SymbolId, std::int64_t>> Elements; ///< index and size, see FirstElement
};

} // namespace deed

#endif // DEED_ENGINE_SYMBOLS_H
