//===- engine/State.h - what is known at one point of a path ---*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Property simulation (Das, Lerner, Seigle: ESP, PLDI 2002): a state holds the
// typestate of each value and the facts that matter to it; paths that agree on
// the typestates merge.
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_STATE_H
#define DEED_ENGINE_STATE_H

#include "engine/FlatVector.h"
#include "engine/Ledger.h"
#include "engine/Symbols.h"
#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <vector>

namespace deed {

/// The typestate of a value.
enum class Status : std::uint8_t {
  Plain,    ///< nothing is promised; somebody else's, or no resource
  Borrowed, ///< a contract says that it is not ours
  Owned,    ///< we must release or transfer it
  Released,
  Transferred, ///< ownership went to a callee, a field or the caller
  Escaped,     ///< was owned; no longer known, so the obligation is unproven
};

/// What a path did to a context of the caller's.
enum class ContextLife : std::uint8_t { None, Reset, Closed, Opened, ScopeLeft };

/// The sign of a number, as a set. For pointers Zero is NULL, Pos any other.
namespace sign {
constexpr std::uint8_t Neg = 1, Zero = 2, Pos = 4, Any = 7;
}
std::uint8_t signOf(std::int64_t I);
std::uint8_t signsOf(ResultTest T);
/// The signs that a value may have which is Op than \p C.
std::uint8_t signsAllowed(CompareOp Op, std::int64_t C);
/// The signs that a value of the type can have.
std::uint8_t signsOfType(TypeClass T);
/// The test that covers exactly \p Signs.
ResultTest testOf(std::uint8_t Signs);

struct CellKey {
  SymbolId Base;
  PathId Path;
  /// One number in the order of keys.
  std::uint64_t rank() const { return std::uint64_t(Base.N) << 32 | Path.N; }
  friend bool operator==(const CellKey &, const CellKey &) = default;
  friend auto operator<=>(const CellKey &A, const CellKey &B) { return A.rank() <=> B.rank(); }
};

/// What is known of a value. States are copied at each branch, and this is most of them: flags are
/// bits, members stand so that there is no padding (which also lets two be compared as bytes).
struct SymbolState {
  SymbolId S;
  std::uint8_t Signs = sign::Any;
  Status St = Status::Plain;
  /// Signs that mean "there is no resource": Zero for pointers, Neg for fds.
  std::uint8_t Absent = sign::Zero;
  Reason Why = Reason::None;      ///< of Escaped
  bool Weak = false;              ///< stands for several values at once
  bool OriginIsCell = false;      ///< see OriginParam; false: the argument itself
  bool AsFound = false;           ///< of OriginIsCell: what the caller left there, no write came before
  bool MayFail = false;           ///< of an allocation that returns NULL when it fails
  bool StatementSeen : 1 = false; ///< a statement began after the transfer
  bool Mismatched : 1 = false;    ///< bound to a name that contradicts it; said once
  bool StoredAway : 1 = false;    ///< Transferred by a store: still good to use
  bool WasOwned : 1 = false;      ///< of Released and Transferred: it was ours before
  bool EndedByRealloc : 1 = false;
  bool Open : 1 = false;            ///< a function had it that may have set a destructor, say
  bool PutByCallee : 1 = false;     ///< of Transferred: the callee Ended put it where a cell of the caller's says
  bool NextRound : 1 = false;       ///< of Released: a loop goes round, and its cell still holds it
  bool Shown : 1 = false;           ///< of Transferred by a store: others were given it afterwards
  bool OnStack : 1 = false;         ///< alloca(): ends with the function
  bool IsSize : 1 = false;          ///< of a number: a block was to have so many bytes, and was got
  bool NullToCallee : 1 = false;    ///< only a callee's outcome says that it is NULL
  bool Tested : 1 = false;          ///< of MayFail: a branch asked whether it is NULL
  bool OfNothing : 1 = false;       ///< of MayFail: NULL, and nothing was asked for, see Solver::asksForNothing()
  bool Dereferenced : 1 = false;    ///< of a parameter: for sure, and without a test
  bool Followed : 1 = false;        ///< Signs say that it is not NULL because it was followed, not because of a test
  bool WasReferred : 1 = false;     ///< another reference to the object LentBy
  bool LentUntilChange : 1 = false; ///< of a loan: LentFrom is its owner, and any change ends it
  bool ByContext : 1 = false;       ///< of Released: its context ended
  bool Reparented : 1 = false;      ///< its parent is not the one that it was born on
  bool Fresh : 1 = false;           ///< memory that nobody wrote but the stores that the cells tell
  bool MayComeBack : 1 = false;     ///< of a call's result: with the same arguments it may be nothing new
  bool HeldElsewhere : 1 = false;   ///< a cell of the caller's holds it that not all joined paths know
  bool Counted : 1 = false;         ///< this function took a reference to the object and has it by the old name
  bool Filled : 1 = false;  ///< an array: an element that no code takes out owns a value, see SolverElements.cpp
  bool Unset : 1 = false;   ///< was read from fresh memory that nobody had written
  bool OnSome : 1 = false;  ///< of a value with an origin: on one of the paths that met it was another cell's
  bool Cleared : 1 = false; ///< memory that was all zero once, and named members were set since
  ContextKind Context : 4 = ContextKind::None; ///< what it is to what hangs from it
  ContextLife Life = ContextLife::None;        ///< what a path did to an argument as a context
  /// Of a scope: how many were open with it. Of fresh memory: to how many members this path stored something.
  std::uint8_t Count = 0;
  std::uint16_t Family = 0;      ///< index into the solver's families; 0: unknown
  std::int16_t OriginParam = -1; ///< came from memory below this parameter ...
  std::int16_t MayBeParam = -1;  ///< one of several values: this parameter's, an address in its object, or NULL
  PathId OriginPath{0};          ///< ... at this path
  PathId EndedPath{0};           ///< of Released: the address that was passed
  SymbolId WeakBase;             ///< was read at an unknown distance inside this object
  EventId Born, Ended;           ///< acquired; released or transferred
  SymbolId LentBy;               ///< of Borrowed: what it lies in, and ends with
  std::uint32_t DisarmedAt = 0;  ///< the outer statement that set its cleanup variable to NULL
  EventId BoundAt;               ///< a borrow bound to an own_ name, and not yet taken over
  EventId InvokedAt;             ///< of a parameter: the call through a parameter that had it, and nothing else
  EventId KeptBy;                ///< a call that would have taken it on success
  EventId StoredAt;              ///< of a variable whose scope ended: where its address was stored
  SymbolId LastChild;            ///< of an arena: its newest block
  EventId MovedAt;               ///< a stale borrow: what it lay in was moved or replaced here
  std::uint32_t Unequal = 0;     ///< constants that the number does not equal: one of ConstantSets
  CellKey LentFrom;              ///< a loan: the cell it was taken from; no base: none, see SolverMoves.cpp
  CellKey Parent;                ///< the context that it hangs from; no base: none that is known
  CellKey NamedBy;               ///< the last variable, or part of one, that it was stored to
  std::int64_t Lo = INT64_MIN, Hi = INT64_MAX; ///< bounds of a number; Signs may say more

  /// Known to be nothing: NULL, or a negative number for a descriptor.
  bool isAbsent() const { return (Signs & ~Absent) == 0; }
};
static_assert(sizeof(SymbolState) == 120);

/// Up to three constants each, which branches found a number not to equal; 0 is none. One table for a function.
class ConstantSets {
public:
  struct Set {
    std::uint32_t Count = 0;
    std::array<std::int64_t, 3> Of{};
    const std::int64_t *begin() const { return Of.data(); }
    const std::int64_t *end() const { return Of.data() + Count; }
    bool contains(std::int64_t C) const { return std::find(begin(), end(), C) != end(); }
  };
  const Set &operator[](std::uint32_t N) const { return Sets[N]; }
  /// The set \p N and \p C, if there is room.
  std::uint32_t with(std::uint32_t N, std::int64_t C);
  /// What of \p A is in \p B, too.
  std::uint32_t common(std::uint32_t A, std::uint32_t B);

private:
  std::uint32_t number(const Set &Each);
  std::vector<Set> Sets{1};
  std::map<std::vector<std::int64_t>, std::uint32_t> Numbers{{{}, 0}};
};

/// What a path did to memory of the caller: the value at Path below argument
/// Param was reallocated (Grown) or replaced.
struct CellMove {
  std::int16_t Param = -1;
  PathId Path;
  bool Itself = false; ///< the argument, not a cell
  bool Grown = false;
  friend auto operator<=>(const CellMove &, const CellMove &) = default;
};

struct Cell {
  CellKey Key;
  Value V;
  EventId At; ///< what stored it, for the address of something that ends; no part of what is known
};

/// Where If has one of the signs IfSigns, Then has one of ThenSigns and is from Lo to Hi.
struct Implication {
  SymbolId If, Then;
  std::uint8_t IfSigns = sign::Any, ThenSigns = sign::Any;
  std::int64_t Lo = INT64_MIN, Hi = INT64_MAX;
  friend bool operator==(const Implication &, const Implication &) = default;
};

struct State {
  FlatVector<Cell> Cells;          ///< sorted by key
  FlatVector<SymbolState> Symbols; ///< sorted by symbol; absent: nothing known
  std::uint32_t History = 0;       ///< the solver's log of this path
  std::uint32_t Node = 0;          ///< the state that the block at hand began with, see SolverPaths.cpp ...
  std::uint32_t NodeHistory = 0;   ///< ... and the log there
  std::uint32_t Steps = 0;         ///< length of the path in blocks
  LocId ReturnLoc;                 ///< set once a return was passed
  EventId ReturnEvent;
  std::uint32_t OuterStatement = 0;    ///< Value of the last Statement
  BlockId GotoLabel;                   ///< its target
  LocId LastGoto;                      ///< the last forward goto since the newest acquisition
  FlatVector<std::uint32_t> Pending;   ///< losses that count once the path leaves the function
  FlatVector<CellMove> Moved;          ///< sorted
  FlatVector<std::uint32_t> Allocated; ///< the allocations on contexts that this path made, sorted
  FlatVector<std::uint32_t> Writes;    ///< what it wrote of the caller's memory, sorted; see Solver::recordWrite
  FlatVector<std::uint32_t> Regrown;   ///< the caller's cells that a callee may have regrown, sorted; see AllRegrown
  FlatVector<std::uint32_t> Uses;      ///< the caller's cells whose pointers it used as it found them, sorted
  FlatVector<std::uint32_t> Followed;  ///< and those that it dereferenced without a test
  FlatVector<Implication> Implied;     ///< by what paths had in common that have met, see SolverImplied.cpp
  Value Current;                       ///< the current context, if a call switched to it
  bool HasReturned = false;
  bool AllocationFailed = false; ///< on some path to here
  bool HasMemos = false;         ///< some cell may hold an answer, see SolverMemos.cpp
  bool HasLoans = false;         ///< some symbol may have a LentFrom
  bool LowestFree = false;       ///< descriptor 0, 1 or 2 was closed: what is opened next takes its place

  const Value *find(CellKey K) const {
    const std::size_t I = position(K);
    return I != Cells.size() && Cells[I].Key == K ? &Cells[I].V : nullptr;
  }
  void set(CellKey K, Value V, EventId At = EventId());
  void erase(CellKey K);
  const SymbolState *find(SymbolId S) const {
    const std::size_t I = position(S);
    return I != Symbols.size() && Symbols[I].S == S ? &Symbols[I] : nullptr;
  }
  SymbolState &at(SymbolId S) {
    const std::size_t I = position(S);
    return I != Symbols.size() && Symbols[I].S == S ? Symbols[I] : add(I, S);
  }
  /// True if a cell holds \p S or an address inside it.
  bool refers(SymbolId S) const;

private:
  /// Where it stands, or would stand. (Asked all the time: without branches.)
  std::size_t position(CellKey K) const {
    std::size_t I = 0;
    for (std::size_t N = Cells.size(); N != 0;) {
      const std::size_t Half = (N + 1) / 2;
      I += Cells[I + Half - 1].Key < K ? Half : 0;
      N -= Half;
    }
    return I;
  }
  std::size_t position(SymbolId S) const {
    std::size_t I = 0;
    for (std::size_t N = Symbols.size(); N != 0;) {
      const std::size_t Half = (N + 1) / 2;
      I += Symbols[I + Half - 1].S < S ? Half : 0;
      N -= Half;
    }
    return I;
  }
  SymbolState &add(std::size_t At, SymbolId S);
};

} // namespace deed

#endif // DEED_ENGINE_STATE_H
