//===- engine/Solver.h - solves one flow -----------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Solves a flow once, over all its paths, and says what happened: incidents
// (which the rules turn into findings), obligations, and what the function does
// to its arguments (which becomes its summary). See State.h for the method.
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_SOLVER_H
#define DEED_ENGINE_SOLVER_H

#include "engine/Flow.h"
#include "engine/State.h"
#include <string>
#include <vector>

namespace deed {

enum class IncidentKind : std::uint8_t {
  UseAfterRelease,
  UseAfterTransfer,
  DoubleRelease,
  ReleaseAfterTransfer,
  Lost, ///< owned, and its last holder is gone
  WrongFamily,
  NotHeap,  ///< release of a variable, literal or function
  Interior, ///< release of an address inside a block
  BorrowReleased,
  BorrowTaken,         ///< a borrow is passed to something that takes ownership
  NotNulled,           ///< transferred, and the variable stays live
  OwnBoundToBorrow,    ///< own_x = get()
  BorrowBoundToOwned,  ///< ref_x = create()
  NeverConsumed,       ///< an own_ parameter on no path released or transferred
  LocalReturned,       ///< the address of something of this frame is returned
  LocalKept,           ///< the caller's memory or a global holds such an address at the exit
  LocalUsed,           ///< used through an address after the variable's scope ended
  BorrowReturned,      ///< lies in what is released at the exit, and is returned
  BorrowKept,          ///< the same, and the caller's memory or a global holds it
  BorrowInvalidated,   ///< a borrow is used after its owner was changed, which may have moved it
  UncheckedAllocation, ///< an allocation is dereferenced that may be NULL
  ScratchReturned,     ///< on a scratch allocator of the caller's, and returned
  ScratchKept,         ///< the same, and the caller's memory holds it
  FieldOnSibling,      ///< a field's value hangs from the parent of its struct
  WrongParent,         ///< an intermediate on the caller's context, beside a temporary one
  StealBorrowed,       ///< given another parent, but it is a borrow
  StealLoop,           ///< moved below itself
  CrossScope,          ///< reallocated in another scope than its own
  OutsideScope,        ///< a scoped allocator used outside its scopes
  TooDeep,             ///< more scopes than there may be
  CrossThread,         ///< an allocator, or memory on it, is handed to another thread
  LoopGrowth,          ///< a loop allocates on what outlives it
  IndividualFree,      ///< a single free on an arena
  WrongInstance,       ///< released to another allocator than it came from
  UninitializedRead,   ///< a part of fresh memory is read that was never written
};

enum class LostBy : std::uint8_t { None, Return, ScopeEnd, Overwrite, Discard, ParentRelease };

/// A step of the path to an incident: an event, or a branch taken.
struct TraceStep {
  bool IsBranch = false;
  bool Taken = false; ///< of a branch: its condition was true
  BlockId Block;      ///< of a branch
  EventId At;         ///< of an event
};

struct Incident {
  IncidentKind Kind{};
  EventId At;          ///< where it happened; invalid: at the function's end
  LocId Where;         ///< where it stands in the source
  EventId Born;        ///< invalid: a parameter, or never ours
  EventId Ended;       ///< released or transferred here before
  LocId ReturnWhere;   ///< of Lost, where Where is a goto: the return at the ladder's end
  BlockId Label;       ///< of Lost, where Where is a goto: its target
  EventId KeptBy;      ///< of Lost: a call that takes only on success kept it alive
  bool Inside = false; ///< of Lost: Name holds an address inside it, which nothing may release
  unsigned Given = 0;  ///< of Lost: through which of its arguments the call gave it
  int Param = -1;      ///< the parameter whose value it is
  LostBy How = LostBy::None;
  bool AtFailure = false;                  ///< of Lost: the exit reports failure
  bool ByRole = false;                     ///< of a borrow: its own prefix says it
  bool ByRealloc = false;                  ///< Ended is a realloc that moved it
  std::string Name;                        ///< as the source calls the value here
  std::string Family, ReleasedAs;          ///< of WrongFamily; the second of what is used or released again, too
  ContextKind Context = ContextKind::None; ///< of Lost: what it is; else of the context at hand
  bool Itself = false;                     ///< Ended releases the value, not what lent it
  bool ByContext = false;                  ///< Ended is the end of the context that it hangs from
  bool IsPart = false;                     ///< of *Returned: a part of a record that a call returned
  EventId ContextBorn;                     ///< where the context was made; invalid: not here
  VarId Local;                             ///< of Local*: the variable; invalid: alloca()
  std::string
      Holder;   ///< of *Returned: the part of the record; of *Kept: what holds it; of Lost by ParentRelease: the member
  EventId Used; ///< of LocalUsed
  bool Unset = false;    ///< of NotHeap: nobody gave it a value
  bool Elements = false; ///< of Lost: not Name, but what elements of it hold
  std::vector<TraceStep> Trace;
};

struct ObligationState {
  EventId Born; ///< invalid: parameter Param
  int Param = -1;
  std::string Name;
  Verdict Decision = Verdict::Proved;
  Reason Why = Reason::None;
};

/// Named budgets: past one, what is left is unproven.
struct Budgets {
  unsigned StatesPerBlock = 128; ///< at most; fewer in a function of many facts
  unsigned ScopeDepth = 32;      ///< of rule scope-depth
  unsigned PartsPerKey = 4;      ///< of paths that agree on all typestates
  unsigned Facts = 500000; ///< values known at the beginnings of blocks, over all their states: about 200 bytes each
  unsigned FactsApart = 60000; ///< past so many, what only the summary tells keeps no paths apart
  unsigned Steps = 3000000;    ///< events executed, times the cells that they copy
  bool NullAlways = false;     ///< a transferred variable must be NULL also where nothing follows
};

struct Solution {
  std::vector<Incident> Incidents;
  std::vector<ObligationState> Obligations;
  std::vector<Outcome> Outcomes; ///< empty: never returns
  bool Returns = false;
  unsigned ScopeDepth = 0;                     ///< most scopes open at once
  bool NeedsScope = false;                     ///< allocates in a scope of its caller
  std::vector<bool> Dereferences;              ///< of each parameter: on each path, without a test
  std::vector<Place> UsedCells, FollowedCells; ///< see FunctionContract
  std::vector<UseAfterEnd> UsedAfterEnd;
  std::vector<ClearedObject> Cleared;
  std::vector<ArgumentRange> ReturnsWith;
  std::string BudgetHit; ///< "states" or "steps"; empty: none
};

Solution solve(const Flow &F, const Budgets &Limits = Budgets());

} // namespace deed

#endif // DEED_ENGINE_SOLVER_H
