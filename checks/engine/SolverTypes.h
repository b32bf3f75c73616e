//===- engine/SolverTypes.h - the records that the solver keeps ---*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Private to the solver: what SolverImpl.h keeps numbers, lists and maps of, and
// functions that need no solver.
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_SOLVERTYPES_H
#define DEED_ENGINE_SOLVERTYPES_H

#include "engine/Solver.h"
#include <set>

namespace deed {

/// How long a chain of objects may be, each held by the one before, of which the first goes: of a list that is built
/// node by node each counts. (No object is looked at twice, so this costs what there is.)
constexpr unsigned MostLinks = 64;

/// A state in the middle of a block, with the values of the block's temps.
struct Execution {
  State S;
  FlatVector<Value> Temps;
  bool Crashed = false; ///< what is NULL for sure was dereferenced: nothing follows
};

/// A state at the beginning of a block.
struct Entry {
  std::uint64_t Key = 0, Part = 0;
  State S;
  bool Dirty = true;
  unsigned Merges = 0;
  std::uint32_t Node = 0; ///< in Solver::Nodes
};

/// A set of small numbers that costs nothing to empty.
class Marks {
public:
  void clear(std::size_t Size) {
    At.resize(Size);
    ++Round;
  }
  bool has(std::uint32_t N) const { return At[N] == Round; }
  void add(std::uint32_t N) { At[N] = Round; }

private:
  std::vector<std::uint32_t> At;
  std::uint32_t Round = 0;
};

/// The least and the greatest number that a value can be.
struct Bounds {
  std::int64_t Lo = INT64_MIN, Hi = INT64_MAX;
  friend bool operator==(const Bounds &, const Bounds &) = default;
};

/// The bits of a number that are known to be set, and to be clear.
struct KnownBits {
  std::uint64_t Ones = 0, Zeros = 0;
};

/// How a number compares to Compared.
struct Relation {
  SymbolId Compared;
  std::uint8_t Signs;
  friend auto operator<=>(const Relation &, const Relation &) = default;
};

/// A value that is one of two where two paths meet.
struct MetValue {
  SymbolId Now;
  Value Here, There;
};

/// A slot that no temp has, for what a call takes out and returns. Behind it stand what it moves, see
/// placeOfMoved().
constexpr std::uint32_t TakenSlot = (1u << 30) - 1;
/// And one for the block that realloc() moves.
constexpr std::uint32_t MovedSlot = TakenSlot - 1;

/// Outcome::Family of a result that was taken out of a field which says that it owned it.
constexpr const char *TakenFromOwner = "owned";

/// What is known of a number.
struct Knowledge {
  std::uint8_t Signs;
  Bounds Range;
};

/// What all paths say of one allocation on a context.
struct AllocationFacts {
  CellKey Parent;
  EventId ContextBorn;  ///< of the parent
  bool Repeats = false; ///< on one path
  bool Seen = false, OnCallers = false, BesideTemporary = false;
  bool Kept = false, Freed = false;
};

/// A step of a path, and the one before.
struct LogEntry {
  std::uint32_t Previous;
  TraceStep Step;
};

/// A way into a state: from the one that another block began with, by which of its successors. Of the log, what
/// happened on it.
struct PathWay {
  std::uint32_t From, Successor;
  std::uint32_t Begin, End;
};

/// The state that a block began with, and all ways into it. Crowded: there are more.
struct PathNode {
  BlockId Block;
  std::vector<PathWay> Ways;
  bool Crowded;
};

/// From a temp to what it was computed of: more steps than these has no expression. (The text of a flow may define a
/// temp by itself.)
constexpr unsigned MostSteps = 64;

/// Where a finding was seen: in the block that began with Node.
struct Sighting {
  std::uint32_t Node;
  std::uint32_t Begin, End;
};

/// `for (e = list; e; e = e->next) if (e->id == id) { close(e->fd); return; }`: on one of the paths it is the first
/// element's, on the other another's. True if \p A now knows less.
inline bool meetOrigins(SymbolState &A, const SymbolState &B) {
  auto Origin = [](auto &St) { return std::tie(St.OriginParam, St.OriginIsCell, St.OriginPath); };
  const bool OnSome = B.OnSome || Origin(A) != Origin(B), Changed = OnSome && !A.OnSome;
  if (A.OriginParam < 0)
    Origin(A) = Origin(B);
  A.OnSome |= OnSome;
  return Changed;
}

/// True where \p None is negative, and \p Ended the same descriptor on another path, which ended it.
inline bool isNoDescriptor(const SymbolState &None, const SymbolState &Ended) {
  return None.Signs == sign::Neg && Ended.Absent == sign::Neg && Ended.St == Status::Released;
}

/// What an exit leaves of the arguments.
struct ExitRecord {
  std::vector<Status> Params;
  std::vector<bool> Absent;
  std::vector<bool> Dereferenced;
  std::vector<bool> Cleared;                       ///< what it points to is all zero but for what was stored since
  FlatVector<std::uint32_t> Uses, Followed, Nulls; ///< numbers of Solver::CellNumbers; Nulls held NULL
  std::uint32_t SomeNull;                          ///< see someNull()
  bool Failure;
};

/// What a body looked at of its caller's memory: cells as their argument and path, or who knows which below an argument.
struct ReadCells {
  std::set<std::pair<int, PathId>> Cells;
  std::set<int> Below;
};

/// Memory of the caller's that some path writes; Below: all below it. Merging forgets cells, this does not.
struct Write {
  int Param;
  std::string Path;
  bool Below;
  bool Ends; ///< what some cell there holds; the cell itself is as it was
  friend auto operator<=>(const Write &, const Write &) = default;
};

/// What an exit returns, where that is a number: from Lo to Hi, and none of Unequal.
struct ResultPart {
  Bounds Range;
  std::vector<std::int64_t> Unequal;
  bool Told = false; ///< what another function returned
  bool contains(std::int64_t N) const;
  friend bool operator==(const ResultPart &, const ResultPart &) = default;
};

/// A state that leaves the function.
struct Departure {
  State S;
  std::vector<Effect> ResultEffects; ///< of a record that is returned
  ResultComparison Answered;
};

/// An allocation that is stored in a field.
struct FieldStore {
  EventId At, Struct; ///< where the field's struct was allocated
  bool Settled = false;
};

/// A block that another one refers to, too, and the temporary that it was made on.
struct Reference {
  EventId At;
  SymbolId Of, By, Temporary;
  friend bool operator==(const Reference &, const Reference &) = default;
};

/// What became of a place, as far as the summary tells it.
struct EndedPlace {
  std::int16_t Param;
  PathId Path, EndedPath;
  std::uint16_t Family;
  Status St;
  Reason Why;
  std::uint8_t Signs, Absent;
  bool StoredAway, WasOwned, AsFound, Followed;
  TypeClass Type;
  friend bool operator==(const EndedPlace &, const EndedPlace &) = default;
};

/// Adds what is only written to \p Effects of an outcome, in their order.
void addMutations(std::vector<Effect> &Effects, const std::vector<Effect> &Written);
void forgetNumber(SymbolState &St, TypeClass Type);
/// Keeps what both exits say of what a returned block holds.
void joinContents(std::vector<Effect> &Into, const std::vector<Effect> &From);
/// True of what is kept in a member of a fresh block, see applyContents().
bool isKeptInBlock(const Outcome &O, const Effect &E);
bool isSuccessBehindCleanup(const Outcome &Ended, const Outcome &Given);
/// `if (label) t->label = strdup(label);`: one of two exits fills a member of the block that it returns, and by a
/// pointer that is NULL in the other each caller knows which.
bool fillsApart(const std::vector<Condition> &IfA, const std::vector<Effect> &A, const std::vector<Condition> &IfB,
                const std::vector<Effect> &B);

/// A path with an unknown distance in it names no one cell.
inline bool isVague(std::string_view Path) { return Path.find("[]") != std::string_view::npos; }

/// Ends with the call of the function.
inline bool inFrame(const Var &V) { return V.Kind == VarKind::Local || V.Kind == VarKind::Param; }

/// Arguments of which at least one is NULL on this path: bits.
std::uint32_t someNull(const State &S, const SymbolTable &Symbols);

/// True of what frees memory and looks at nothing in it.
bool freesBytes(const std::string &Family);

} // namespace deed

#endif // DEED_ENGINE_SOLVERTYPES_H
