//===- engine/PathFacts.h - whether a path contradicts itself --*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the branches of one path say of plain variables and fields. The solver merges
// paths that agree on the typestates, and what it knows of a flag may be lost there; a
// finding is said only where a path leads to it on which no branch contradicts another.
// Nothing here knows of ownership.
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_PATHFACTS_H
#define DEED_ENGINE_PATHFACTS_H

#include "engine/Flow.h"
#include "engine/Liveness.h"
#include <map>
#include <set>
#include <vector>

namespace deed {

/// A value on one path.
struct PathValue {
  enum class Kind : std::uint8_t {
    None,    ///< nothing is known, not even whether it is another one
    Number,  ///< Of
    Symbol,  ///< some value, A
    Place,   ///< the address of variable A, or, with InSymbol, of the object at A; Of: the fields on the way, hashed
    Question ///< whether A has the relation Cmp to Of: a number, or, with InSymbol, another symbol
  };
  Kind K = Kind::None;
  CompareOp Cmp = CompareOp::EQ;
  bool InSymbol = false;
  bool Unsigned = false; ///< of Question: a negative number is a large one
  std::uint32_t A = 0;
  std::uint32_t First = ~0u, Last = ~0u; ///< of Place: the first and the last field on the way; ~0: none
  std::int64_t Of = 0;
  friend bool operator==(const PathValue &, const PathValue &) = default;
};

/// True if the call may write to what argument \p N leads to.
bool mayWrite(const FunctionContract *C, std::uint32_t N);
/// True if the call may write to variables of the program.
bool mayWriteGlobals(const FunctionContract *C);

/// What all paths of a function have in common.
struct PathScene {
  PathScene(const Flow &F, const Liveness &Live);

  /// True of a variable that only plain loads and stores read and change.
  bool isTracked(VarId V) const { return Tracked[V.N]; }
  bool hasType(TempId T, TypeClass Type) const {
    return T.valid() && Definition[T.N] != ~0u && F.Events[Definition[T.N]].Type == Type;
  }

  const Flow &F;
  const Liveness &Live;
  std::vector<bool> Tracked;
  std::vector<std::uint32_t> Definition; ///< temp -> the event that computes it, or ~0

  /// What a round of a loop changes.
  struct Round {
    struct Variable {
      std::uint32_t V;
      bool Grows, Shrinks; ///< every store adds a constant, or takes one away
    };
    std::vector<Variable> Tracked;
    std::vector<std::uint32_t> Vars;   ///< others, as a whole or a part of
    std::vector<std::uint32_t> Fields; ///< by which it stores
    bool Globals = false;              ///< a call may
    bool Records = false;              ///< whole objects, that pointers lead to
    bool Anything = false;             ///< what pointers lead to
  };
  std::map<std::uint32_t, Round> Loops; ///< by head
  std::set<std::int64_t> AskedBits;     ///< constants that a number is masked with more than once

private:
  void note(Round &R, const Event &E) const;
  const Event *definition(TempId T, Op Code) const;
};

/// What a path knows, at one point of it.
class PathFacts {
public:
  explicit PathFacts(const PathScene &Scene);

  /// Goes through \p B, and out of it to its successor number \p Successor. False if what was known
  /// before says that it can't go there.
  bool pass(BlockId B, std::uint32_t Successor);
  /// What comes into \p B from \p From, if from a block: forgets what nobody asks for again and, where a round of a
  /// loop ends, some of what rounds change: the numbers, or with \p Coarse all of it. Returns a number that is the same
  /// for states that know the same.
  std::uint64_t enter(BlockId B, BlockId From = BlockId(), bool Coarse = false);

private:
  struct Range {
    std::int64_t Lo = INT64_MIN, Hi = INT64_MAX;
    std::vector<std::int64_t> Not;
    friend bool operator==(const Range &, const Range &) = default;
  };
  struct Held {
    PathValue Where, What;
  };
  struct Relation {
    std::uint32_t A, B;
    std::uint8_t May; ///< the signs that A - B may have
  };

  PathValue fresh();
  PathValue valueOf(TempId T) const;
  void execute(const Event &E);
  void call(const Event &E);
  PathValue load(const Event &E);
  void store(const PathValue &At, const PathValue &V);
  void nextRound(const PathScene::Round &R, bool Coarse);
  bool writes(const PathScene::Round &R, const PathValue &Where) const;
  void blur(PathValue &V);
  bool isScalar(const PathValue &Where) const;
  bool isOwn(const PathValue &Where) const;
  bool isNumberOfProgram(const PathValue &Where) const;
  PathValue sum(const PathValue &L, std::int64_t N, TypeClass Type);
  PathValue masked(const PathValue &Of, std::int64_t Bits);
  PathValue compare(CompareOp Op, PathValue L, PathValue R, bool Unsigned);
  bool assume(const PathValue &V, bool Truth);
  bool isAnotherGlobals(std::uint32_t A, std::uint32_t B) const;
  bool assumeRange(std::uint32_t Symbol, CompareOp Op, std::int64_t N);
  std::uint64_t renumber();

  const PathScene *Scene;
  std::vector<PathValue> Vars; ///< of tracked variables
  std::map<std::uint32_t, PathValue> Temps;
  std::vector<Range> Symbols;
  std::vector<Held> Memory;
  std::vector<Relation> Relations;
  struct Bits {
    std::uint32_t Of; ///< a symbol
    std::int64_t Mask;
    std::uint32_t Now; ///< what is left of it
  };
  std::vector<Bits> Masked;
};

} // namespace deed

#endif // DEED_ENGINE_PATHFACTS_H
