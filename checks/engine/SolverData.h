//===- engine/SolverData.h - what the solver keeps -------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Private to the solver: its tables, its states and what it has found, while one function
// is solved. SolverImpl.h has what works on them.
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_SOLVERDATA_H
#define DEED_ENGINE_SOLVERDATA_H

#include "engine/FlowUnset.h"
#include "engine/Liveness.h"
#include "engine/Solver.h"
#include "engine/SolverTypes.h"
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>

namespace deed {

/// What may be, by the giver's name, a value that was given away: see Solver::findGiversNames().
struct GiversNames {
  std::vector<bool> Temps, Vars;
};

struct SolverData {
  SolverData(const Flow &F, const Budgets &Limits) : F(F), Limits(Limits), Live(F), Unset(F, Live) {}

  const Flow &F;
  const Budgets Limits;
  Liveness Live;
  UnsetVariables Unset;
  SymbolTable Symbols;
  PathTable Paths;
  std::vector<std::string> Families{""};
  mutable ConstantSets Constants; ///< what SymbolState::Unequal numbers
  std::unordered_map<std::string_view, std::vector<std::pair<FieldId, std::int64_t>>> FieldsByName; ///< of all structs
  std::vector<std::vector<Entry>> Entries;
  std::set<std::pair<std::uint32_t, std::uint32_t>> Work; ///< rank, block
  std::vector<LogEntry> Log{1};
  std::map<std::tuple<IncidentKind, std::uint32_t, std::uint32_t, int>, std::size_t> Reported;
  std::map<std::pair<std::uint32_t, int>, ObligationState> Obligations;
  std::vector<std::pair<std::uint8_t, Outcome>> ExitOutcomes; ///< signs of the result
  std::vector<std::vector<ResultPart>> ExitResults;  ///< beside ExitOutcomes: of all exits that each stands for
  std::set<std::pair<int, std::string>> NumberCells; ///< of the caller's: what an exit leaves there is a plain number
  std::set<std::size_t> ReturnsKept;                 ///< those that return a block made here that others hold
  /// `c ? a : b`, by the name of the merged value: the arguments that it may be.
  std::map<SymbolId, std::set<SymbolId>> EitherOf;
  /// `for (at = &head; *at; at = &(*at)->next)`, by the merged value: places of the caller's that it may point to.
  std::map<SymbolId, std::vector<std::pair<std::int16_t, PathId>>> MayPointTo;
  std::unordered_map<std::uint64_t, std::vector<SymbolId>> PointedTo; ///< the other way round, by placeRank()
  std::set<int> SharedArguments;                                      ///< see noteShared()
  /// And those that take one from a count of this argument's; those on whose way nobody asks what it is.
  std::set<std::pair<std::size_t, int>> CountsDown, UnseenAt;
  std::vector<std::pair<std::size_t, std::size_t>> RefusedApart; ///< an earlier exit, and one like it: joinRefusals()
  std::vector<Effect> AllRegrown;                                ///< see State::Regrown
  std::vector<std::pair<Incident, Place>> KeptAtFailure;         ///< see reportUnlessFailure()
  std::vector<Departure> Leaving;                                ///< what each exit leaves, to be summed up
  std::vector<Departure> NothingAsked;                           ///< exits that were put off, see asksForNothing()
  std::set<std::pair<int, TypeClass>> ToldParams;                ///< parameters, see findToldParams()
  std::vector<bool> KeepsElements;                               ///< by variable, see FlowElements.h
  std::map<std::uint32_t, EventId> FilledBy; ///< array -> what acquired the first element that it kept
  std::set<SymbolId> Counters;               ///< variables that are the index of elements, see countedElement()
  std::set<SymbolId> EndsLoop;               ///< comparisons that are false where a loop has ended by them
  std::vector<bool> IsLoopHead;              ///< block -> something later in the order goes back to it
  std::vector<bool> IsEndless;               ///< block -> the head of a loop that is only left to end the program
  std::vector<VarId> LoopVariable;           ///< block -> the pointer that its loop goes on for, or none
  std::vector<ExitRecord> Exits;
  std::set<int> CopiedOut;      ///< arguments of which what they point to is copied elsewhere
  ReadCells Read;               ///< see noteRead()
  std::vector<Write> AllWrites; ///< what State::Writes numbers
  std::map<Write, std::uint32_t> WriteNumbers;
  std::unordered_map<std::uint64_t, std::uint32_t> WritePlaces;    ///< the same, without the text
  std::map<std::pair<int, PathId>, std::uint32_t> CellNumbers;     ///< what State::Uses numbers
  std::map<std::tuple<int, PathId, int>, std::uint32_t> EndedUses; ///< and, from FirstEndedUse on, uses of an argument
  std::map<std::uint32_t, FieldStore> FieldStores;                 ///< by the event that allocates the field's value
  std::vector<Reference> References;
  std::vector<std::optional<std::set<std::string>>> NotZero; ///< of each exit that gives a fresh block
  std::map<std::uint32_t, std::vector<PathId>> MembersRead;  ///< by the variable that is, or points to, the record
  std::optional<std::set<std::string_view>> NamesRead;       ///< of members, see Solver::readsMember()
  std::map<std::uint32_t, Incident> Referred;                ///< what to say of them, by their event
  std::set<std::uint32_t> Churns;                            ///< reallocations on an arena that are not in place
  std::set<std::uint32_t> CrossScoped; ///< reallocations that were said to be in a scope too far in
  std::set<std::pair<std::uint32_t, std::uint32_t>> Resets; ///< a context, and an event that resets it
  std::map<std::uint32_t, AllocationFacts> Allocations;     ///< by the event that makes them
  std::map<const FunctionContract *, std::vector<Outcome>> Compiled;
  std::map<std::pair<std::uint32_t, std::vector<const FunctionContract *>>, std::vector<Outcome>> Expanded;
  std::map<std::uint32_t, std::pair<int, std::string>> Invokes; ///< a call through a parameter: which, with what
  std::vector<std::uint32_t> GlobalVars; ///< the number of a global, as summaries call it -> its variable, or ~0
  std::vector<std::uint32_t> Definition; ///< temp -> the event that computes it
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::string> Written; ///< how the source calls array cells
  bool MakesRoom = false;                                                 ///< see callsForRoom()
  std::vector<bool> AskedAgain;                                           ///< callee -> it is called more than once
  std::unordered_map<std::int64_t, std::uint32_t> Texts;                  ///< a text -> the first event that gives it
  std::optional<bool> ClearsErrno;                                        ///< the function sets errno to zero somewhere
  std::vector<bool> ToldTemps;       ///< a return hands them out as they are, or a branch asks them
  mutable std::vector<bool> Choices; ///< temp -> it is one of several values, see isChoice()
  mutable std::map<std::pair<std::uint32_t, std::uint32_t>, GiversNames> NamesOfGivers; ///< by birth and end
  /// Variable, member or ~0 -> each value that it is given is one more reference.
  mutable std::optional<std::map<std::pair<std::uint32_t, std::uint32_t>, bool>> OwnReferences;
  std::vector<bool> LeavingVars, LeavingTemps;        ///< may reach the caller: see findLeaving()
  const Outcome *Applied = nullptr;                   ///< of the call at hand
  std::vector<std::pair<int, std::string>> MovedFrom; ///< of the call at hand: places that SetFrom effects name
  std::set<int>
      PutIntoBlock; ///< by the outcome at hand: arguments that a member of a fresh block has, see fillMember()
  std::vector<Effect> ResultEffects;    ///< of the exit at hand: arguments that the returned record holds
  std::vector<EndedPlace> EndedPlaces;  ///< what SymbolKind::Ended numbers
  std::vector<SymbolState> EndedStates; ///< and what is known of each
  IdTable EndedNumbers;
  std::vector<bool> Folded; ///< block -> its states are as those of a large function
  BlockId CurrentBlock;
  Marks Seen;                                                 ///< of forget(): room that it need not ask for
  mutable std::vector<SymbolId> Keyed;                        ///< of keyOf()
  unsigned Steps = 0, Facts = 0;                              ///< see Budgets::Facts
  std::set<std::pair<std::uint32_t, std::uint32_t>> BornWith; ///< births that have one name, see alsoBorn()
  bool Large = false;                       ///< it has many facts, or half the states that a block may have
  bool Returned = false, EndsEarly = false; ///< some call of this body may not come back
  std::map<std::uint32_t, std::vector<std::pair<Bounds, std::uint32_t>>> PassedAtExits;
  std::vector<Incident> Losses; ///< not yet counted, see State::Pending
  /// Where, born, parameter, at failure, kept by, how.
  using LossKey = std::tuple<std::uint32_t, std::uint32_t, int, bool, std::uint32_t, unsigned>;
  std::map<LossKey, std::uint32_t> KnownLosses;     ///< the index in Losses
  std::vector<PathNode> Nodes;                      ///< the states that blocks began with
  std::vector<std::vector<Sighting>> Sightings;     ///< beside Result.Incidents
  std::vector<std::vector<std::uint32_t>> LossesOf; ///< and which of Losses each is
  std::vector<std::vector<Sighting>> LossSightings; ///< beside Losses
  std::set<std::string> LinkNames;                  ///< of members that callees name
  ResultComparison Answered;                        ///< while the exits of `return a == b;` are summed up
  Solution Result;
};

} // namespace deed

#endif // DEED_ENGINE_SOLVERDATA_H
