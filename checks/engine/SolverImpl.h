//===- engine/SolverImpl.h - the solver's parts ----------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Private to the solver: each group of functions stands in the file that its heading
// names. docs/architecture.md says what each file is for.
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_SOLVERIMPL_H
#define DEED_ENGINE_SOLVERIMPL_H

#include "engine/SolverData.h"
#include <functional>

namespace deed {

class Solver : SolverData {
public:
  Solver(const Flow &F, const Budgets &Limits);
  Solution run();

private:
  // Solver.cpp
  State entryState();
  void runBlock(BlockId B, State In);
  void leaveBlock(BlockId B, Execution X);
  std::size_t statesApart() const;
  void enterBlock(BlockId B, State S, std::uint32_t Successor);
  bool noteNameless(State &S, const Cell &C) const;
  void forget(BlockId B, State &S);
  void findLoopVariables();
  bool isUnset(Value V) const;
  void doubtUnsetVariables(BlockId B, State &S, Value Condition);
  // SolverApart.cpp
  void findToldParams();
  bool isCallers(const SymbolState &St) const;
  bool endsApart(const State &A, const State &B) const;
  bool movedOn(const State &There, const State &None) const;
  bool givenApart(const State &There, const State &None, bool ByPointer) const;
  bool endsBareAt(const SymbolState &Sym) const;
  void markRound(State &S);
  // SolverArenas.cpp
  std::string blockFamily(const State &S, Value Ctx) const;
  void detachBelow(Execution &X, Value V);
  void setDestructor(Execution &X, Value Function, Value Of);
  void openContext(EventId At, Execution &X, Value V, ContextKind Kind, const std::string &Family, Value On);
  void refer(EventId At, Execution &X, Value V, Value To, TempId Name);
  void settleReferences(Execution &X, CellKey Ctx, const std::vector<SymbolId> &Gone);
  void checkClosed(EventId At, Execution &X, Value Ctx);
  void doubtClosed(State &S, SymbolId Base) const;
  void closeContext(EventId At, Execution &X, Value V, TempId Name);
  // SolverBlur.cpp
  bool mayTellFailure(std::uint32_t Call) const;
  ResultPart resultPart(const State &S) const;
  void tellResultsApart();
  void tellTwoApart(std::size_t Exit);
  void tellComputedFromFailure();
  void regrowUndecided();
  void blurGiven();
  void blurOwned();
  void joinRefusals();
  bool gaveUpReference(const State &S, SymbolId Param) const;
  void noteCountsDown(const State &S, std::size_t Exit);
  void noteUnseenAt(const State &S, std::size_t Exit);
  void doubtUnset();
  void settleMoves();
  void blurUndecided();
  void forgetIdleBits();
  std::vector<Outcome> blurUnseenFlags(EventId At, const Execution &X, const std::vector<Outcome> &All);
  void blurNotHeap();
  void forgetNumbersOfResult();
  // SolverCalls.cpp
  bool call(EventId At, Execution &X, std::vector<Execution> &Splits);
  bool applyOutcome(EventId At, Execution &X, const Outcome &O, const std::vector<Outcome> &All,
                    const FunctionContract &C);
  // SolverComesBack.cpp
  void notePassed(const State &S);
  std::vector<ArgumentRange> passedAtExits() const;
  std::vector<ArgumentRange> rangesPassed(const State &S);
  static void joinRanges(std::vector<ArgumentRange> &Into, const std::vector<ArgumentRange> &From);
  bool meetsRanges(EventId At, Execution &X, const Outcome &O);
  bool mayComeBack(const Event &Call, Execution &X, const FunctionContract &C);
  // SolverCleared.cpp
  static bool givesZeroes(const FunctionContract &C);
  bool isSameSize(TempId A, TempId B, unsigned Depth = 0) const;
  bool wipesBlock(const Event &Wipe, const FunctionContract &C, const SymbolState &Block) const;
  std::optional<std::set<std::string>> membersNamed(const std::function<bool(TempId)> &IsObject,
                                                    const ClearedObject *Made) const;
  std::optional<std::set<std::string>> membersNotZero(const State &S, Value V) const;
  void concludeCleared();
  void setZeroes(EventId At, Execution &X, SymbolId R, const FunctionContract &C);
  void applyCleared(EventId At, Execution &X, const FunctionContract &C);
  const std::vector<PathId> &membersReadOf(VarId Holder);
  VarId holderOf(EventId Call) const;
  // SolverContents.cpp
  bool isOnlyPutThere(const State &S, const Cell &C) const;
  void sumContents(const State &S, SymbolId Block, int Param, PathId Above, unsigned Depth,
                   std::vector<Effect> &Contents);
  void settleContents();
  bool applyContentsOf(EventId At, Execution &X, const Effect &Block, unsigned Arg, Value Old);
  void fillMember(EventId At, Execution &X, CellKey K, const Effect &E, std::uint32_t Slot);
  void setToBlock(EventId At, Execution &X, CellKey K, Value Block, const Effect &E);
  void applyContents(EventId At, Execution &X, Value R, const Outcome &O);
  bool readsMember(std::string_view Name);
  // SolverContextFacts.cpp
  void keepAllocation(const SymbolState &St, bool AndParent = true);
  void keepHolders(const State &S, Value V, SymbolId Into);
  void freeAllocation(const SymbolState &St);
  void noteField(EventId At, Execution &X, CellKey K, Value V);
  void settleFields();
  void settleField(const SymbolState &St);
  void settleAllocations();
  std::optional<std::int64_t> roundsOf(std::uint32_t At) const;
  bool endsSoon(std::uint32_t At) const;
  bool nameContext(const State &S, CellKey K, int &Param, std::string &Path) const;
  void sumContexts(const State &S, Outcome &O) const;
  static void addContextWords(const FunctionContract &C, std::vector<Outcome> &All);
  bool isNullOrText(Value V) const;
  bool joinWithNull(State &Into, const State &From, Value A, Value B, Value &Joined, bool &Changed) const;
  void takeContexts(SymbolState &Into, const SymbolState &From) const;
  bool mergeContexts(SymbolState &Into, const SymbolState &From);
  // SolverContexts.cpp
  ContextKind contextKind(const State &S, Value V) const;
  ContextKind declaredContext(CellKey K) const;
  SymbolId innermostScope(const State &S, CellKey Of) const;
  CellKey contextKey(const State &S, Value V) const;
  bool hangsFrom(const State &S, CellKey Inner, CellKey Outer) const;
  SymbolId ancestor(const State &S, SymbolId V, ContextKind K) const;
  bool signsOfValueIsNull(const State &S, Value V) const;
  bool isNoContext(const State &S, Value Ctx) const;
  void allocate(EventId At, Execution &X, SymbolId R, Value Ctx, const std::string &Family, ContextKind Kind);
  Value contextArgument(EventId At, Execution &X, int On, const std::string &Path);
  void setPart(EventId At, Execution &X, CellKey K, const Effect &E);
  Value allocatedResult(EventId At, Execution &X, const Outcome &O);
  void countScopes(EventId At, Execution &X, unsigned Open);
  unsigned openScopes(const State &S) const;
  void say(IncidentKind Kind, EventId At, Execution &X, Value V, TempId Name = TempId());
  void fillContext(Incident &I, const State &S, SymbolId V) const;
  bool endsWithContext(const State &S, SymbolId V, SymbolId &Context) const;
  void moveBelow(State &S, SymbolId From, SymbolId To) const;
  void endBelow(EventId At, Execution &X, CellKey Ctx, const std::string &Name);
  bool endsBare(const SymbolState &St) const;
  void loseHeld(EventId At, Execution &X, SymbolId Block, const std::string &Name);
  void reparent(EventId At, Execution &X, Value V, Value To, TempId Name);
  void checkInstance(EventId At, Execution &X, Value V, Value From, TempId Name, bool Realloc);
  CellKey rootOf(const State &S, CellKey K) const;
  bool differ(CellKey A, CellKey B) const;
  void grow(EventId At, Execution &X, Value V, TempId Name);
  void crossThread(EventId At, Execution &X, Value V, TempId Name);
  void applyContext(EventId At, Execution &X, const Effect &E, Value V, TempId Name);
  void needScope(EventId At, Execution &X);
  bool isConstBorrow(Value V, const SymbolState &St, TempId Name) const;
  void moveContext(Execution &X, Value From, Value To);
  bool isCarried(const State &S, SymbolId Context) const;
  // SolverCounters.cpp
  void markSize(EventId At, Execution &X);
  bool isSize(const State &S, Value V) const;
  void findBits(const State &S, Value V, int Param, PathId Here, Number &N) const;
  void sumResultNumbers(const State &S, const Outcome &O, std::vector<Number> &Left) const;
  std::vector<Number> sumNumbers(const State &S, const Outcome &O);
  static void joinNumbers(std::vector<Number> &Into, const std::vector<Number> &From);
  void forgetIdleNumbers();
  std::vector<Value> findNumbers(EventId At, const Execution &X, const Outcome &O);
  Value valueLeft(EventId At, Execution &X, const Number &N, Value Before);
  void applyResultNumbers(EventId At, Execution &X, Value R, const Outcome &O);
  void applyNumbers(EventId At, Execution &X, const Outcome &O, const std::vector<Value> &Before);
  // SolverCursors.cpp
  bool movedInCell(const State &S, Value V, int Param, PathId P) const;
  bool isOfCell(const State &S, SymbolId Sym, int Param, PathId P) const;
  bool isCursor(const State &Into, const State &From, CellKey K, const Value *A, const Value *B);
  bool meetCursors(State &Into, const State &From);
  // SolverEffects.cpp
  bool isPlaceForResult(TempId T) const;
  void applyEffect(EventId At, Execution &X, const Effect &E, unsigned Arg, const FunctionContract &C);
  bool hasTwice(EventId At, Execution &X, CellKey K, SymbolId Held);
  bool isPlaceOfNumber(CellKey K) const;
  bool releasesUnset(const State &S, CellKey K, const Effect &E, const FunctionContract &C) const;
  void applyTarget(EventId At, Execution &X, const Effect &E, unsigned Arg, const FunctionContract &C);
  Value givenReleased(EventId At, Execution &X, std::uint32_t Slot, const Effect &E);
  void hold(Execution &X, SymbolId S, unsigned Depth);
  // SolverElements.cpp
  Value elementAddress(Execution &X, Value Base, Value Index, std::int64_t Bytes, VarId Counter);
  void letGo(State &S, SymbolId Sym, Reason Why);
  void forgetElements(State &S, SymbolId Index);
  void letGoElements(State &S, CellKey K);
  void forgetIndex(Execution &X, SymbolId Index);
  void letGoCounted(State &S);
  bool keepsElements(const State &S, SymbolId Array) const;
  void setFilled(State &S, SymbolId Array, EventId By);
  void noteFilled(State &S, SymbolId Array, Value V);
  void fillByCallee(EventId At, State &S, Value V);
  void sumFilled(const State &S, Outcome &O) const;
  void loseElements(EventId At, Execution &X, SymbolId Array, LostBy How, const std::string &Name);
  Value countedElement(const State &S, Value Base, VarId Index, std::int64_t Bytes);
  void doubtElements(Execution &X, CellKey K);
  void doubtEnded(State &S, CellKey K) const;
  void keepIndex(Execution &X, PathId P);
  void doubtElementsPassed(EventId At, Execution &X, const std::vector<Outcome> &All);
  bool isArrayOfRecords(SymbolId S) const;
  // SolverEvents.cpp: false ends the path
  bool execute(EventId At, Execution &X, std::vector<Execution> &Splits);
  const Event *definitionOf(TempId T) const;
  const Event *definitionOf(TempId T, Op By) const;
  VarId variableRead(TempId T) const;
  Value valueOf(const Execution &X, TempId T) const;
  void setTemp(Execution &X, TempId T, Value V);
  void keepComputed(State &S, SymbolId Renewed);
  Value fresh(Execution &X, SymbolKind K, std::uint32_t A, std::uint32_t B, TypeClass T);
  void forgetEarlier(State &S, SymbolId Old) const;
  void blurMembers(Execution &X, SymbolId S, SymbolId Old);
  void demote(Execution &X, SymbolId S);
  Value load(EventId At, Execution &X);
  Value found(Execution &X, CellKey K, SymbolKind Kind, std::uint32_t A, std::uint32_t B, TypeClass T);
  void endScope(EventId At, Execution &X, VarId V);
  bool lends(const State &S, CellKey K) const;
  bool reachable(const Execution &X, SymbolId S, EventId At) const;
  bool rooted(const Execution &X, SymbolId Base, EventId At, std::set<SymbolId> &Seen, SymbolId Except) const;
  void checkLost(EventId At, Execution &X, SymbolId S, LostBy How, const std::string &Name, bool Inside = false);
  bool outlives(const State &S, SymbolId Base) const;
  Role roleOf(CellKey K) const;
  std::string nameOf(CellKey K) const;
  // SolverExit.cpp
  void findEndless();
  void settleAnswers(State &S);
  void leaveFunction(Execution X, LocId Loc);
  bool reportsFailure(const State &S) const;
  bool isTakenAnyway(std::uint32_t Param) const;
  bool isTakenOnSuccess(std::uint32_t Param) const;
  bool wouldBeLent() const;
  Outcome anyOfAll() const;
  bool passesStatusOn(const State &S) const;
  bool asksForNothing(const State &S, const SymbolState &Made) const;
  bool wasAskedForNothing(const State &S, const SymbolState &Made) const;
  bool isZeroArgument(const State &S, TempId T, unsigned Depth = 0) const;
  CellKey resultCell() const;
  bool hasRungAbove(BlockId Label, const std::string &Name) const;
  Solution conclude();
  void countRound(BlockId Head, State &S);
  // SolverFacts.cpp
  bool isFlag(const State &S, const Cell &C) const;
  bool isLargeAsked(CompareOp Op, Value V, std::int64_t C) const;
  std::uint8_t signsOfValue(const State &S, Value V) const;
  bool assume(State &S, Value V, bool Truth) const;
  void nameOwned(State &S, SymbolId A, SymbolId B) const;
  void noteHeldAlready(State &S, SymbolId A, SymbolId B) const;
  bool assumeCompare(State &S, CompareOp Op, Value L, Value R, unsigned Depth = 0) const;
  bool narrowLarger(State &S, CompareOp Op, Value L, Value R) const;
  bool assumeEqual(State &S, Value V, std::int64_t Low, std::int64_t High) const;
  bool mayBeOther(const Block &Switch) const;
  bool narrow(State &S, SymbolId Sym, std::uint8_t Signs) const;
  void dropResultsOf(State &S, SymbolId Sym) const;
  bool isThatObject(Value Given, Value Object) const;
  bool isNoError(const State &S, Value Address) const;
  std::optional<bool> comparePlaces(CompareOp Op, Value L, Value R) const;
  bool neverEqual(const State &S, Value L, Value R) const;
  Value compare(const State &S, CompareOp Op, Value L, Value R);
  // SolverKeys.cpp
  std::uint64_t keyOf(const State &S) const;
  std::uint64_t partOf(BlockId B, const State &S) const;
  bool releasedAgain(const SymbolState &Sym) const;
  bool keyed(const State &S, const SymbolState &Sym) const;
  // SolverOwners.cpp
  CellKey ownerOf(const State &S, const SymbolState &Sym) const;
  bool takeOwnersNames(const State &Into, State &From);
  void alsoBorn(EventId One, EventId Other);
  void judgeOthersBorn();
  static bool knowsStores(const State &S, SymbolId Block);
  static std::vector<std::pair<SymbolId, std::ptrdiff_t>> freshBlocks(const State &S);
  static void doubtFresh(State &S, const std::vector<std::pair<SymbolId, std::ptrdiff_t>> &Before);
  // SolverFold.cpp
  void loosen(State &A, State &B);
  void absorb(BlockId B, Entry &Last, State S);
  bool keepsForCaller(const State &S, const Cell &C) const;
  bool isLarge() const { return Large; }
  bool isOnlyTold(const SymbolState &St) const;
  bool isEndedPlace(const SymbolState &St) const;
  SymbolState endedPlace(const SymbolState &St);
  void foldTold(State &S, const std::vector<SymbolState> &Told);
  void foldEntries(BlockId B);
  // SolverGlobals.cpp
  std::vector<Cell> enteredGlobals(EventId At, const Execution &X, const std::vector<Outcome> &All);
  std::vector<Cell> doubtGlobals(EventId At, Execution &X, const FunctionContract &C, const std::vector<Outcome> &All);
  void forgetEntered(State &S, const std::vector<Cell> &Entered);
  // SolverImplied.cpp
  Knowledge knowledgeOf(const State &S, SymbolId Sym, const std::vector<MetValue> &Joined, bool There) const;
  static bool isImplied(const Implication &I, Knowledge If, Knowledge Then);
  bool mergeImplied(State &Into, const State &From, const std::vector<MetValue> &Joined, bool Settles) const;
  void findImplied(State &Into, const State &From, const std::vector<MetValue> &Joined) const;
  void findFirstRound(State &Into, const State &From, const std::vector<MetValue> &Joined, bool IsHead);
  bool followImplied(State &S) const;
  void forgetImplied(State &S, SymbolId Renewed) const;
  void implyFilled(EventId At, Execution &X, const FunctionContract &C, Value Result);
  // SolverInvoke.cpp
  bool isFunction(TempId T) const;
  const std::vector<Outcome> &outcomes(const FunctionContract &C);
  void doubtAnswers(Execution &X, const FunctionContract &C) const;
  const std::vector<Outcome> &invoked(EventId At, const Execution &X, const std::vector<Outcome> &All);
  const FunctionContract *functionIn(Value V) const;
  std::vector<SymbolId> beginInvoke(EventId At, const Execution &X);
  void noteInvoke(EventId At, Execution &X, const std::vector<SymbolId> &Passed);
  void sumInvokes(const State &S, Outcome &O) const;
  static void forgetInvoke(Outcome &O, const Effect &Invoke);
  // SolverKept.cpp
  bool unlinks(EventId At, const Execution &X, const FunctionContract &C, SymbolId Local);
  void doubtAfterCall(EventId At, Execution &X, const FunctionContract &C);
  bool isLent(EventId Call, int N) const;
  bool isMadeHere(const State &S, const SymbolState &St) const;
  bool noteUnheld(State &S, const std::vector<std::pair<CellKey, SymbolState>> &Unheld);
  bool isGivenWithChild(const State &S, const Cell &C, SymbolId Over) const;
  bool holdsContext(const State &S, SymbolId Holder, SymbolId Context) const;
  bool isGivenAway(State &S, SymbolId Context) const;
  std::optional<Place> placeOf(const State &S, CellKey K);
  void reportUnlessFailure(Incident I, const State &S, CellKey Holder);
  void settleKept();
  // SolverLifetime.cpp
  bool memberMoved(const State &S, SymbolId Record) const;
  void checkContextReturned(EventId At, Execution &X, Value V);
  void findLeaving();
  bool endsWithFrame(const State &S, Value V) const;
  bool tellsApart(const State &S, const Cell &C) const;
  bool isArgumentInResult(const Cell &C) const;
  void fillIncident(Incident &I, const State &S, Value V) const;
  void checkReturned(EventId At, Execution &X, Value V);
  void checkBorrowReturned(EventId At, Execution &X, Value V);
  void checkReleasedAtExit(Execution &X);
  void checkKept(Execution &X);
  std::vector<bool> callersMemory(const State &S) const;
  std::string holderName(const Cell &C) const;
  bool linksOnly(const Event &E) const;
  bool endsByVariable(const Event &E) const;
  void endLifetime(EventId At, Execution &X, VarId V);
  void doubtAliases(Execution &X, CellKey K, Value V);
  void setInto(EventId At, Execution &X, CellKey K, const Effect &E);
  // SolverMemos.cpp
  bool findMemo(EventId At, const Execution &X, const FunctionContract &C, CellKey &K);
  void forgetMemos(State &S, SymbolId Changed) const;
  bool asksMemory(SymbolId Question) const;
  void indexQuestions();
  bool asksText(SymbolId Question) const;
  bool comparesPassedText(SymbolId Question) const;
  bool isOtherText(const State &S, SymbolId Question) const;
  bool isNumber(Value V) const;
  // SolverMerge.cpp
  bool mergeInto(State &Into, const State &From, BlockId B, unsigned Merges);
  // SolverMoves.cpp
  void recordMove(State &S, SymbolId Value, bool Grown) const;
  void endLoansFrom(EventId At, State &S, CellKey K) const;
  void releaseLoansFrom(EventId At, State &S, CellKey K) const;
  void forgetLoans(State &S, CellKey K) const;
  void renameLoans(State &S, SymbolId Before, SymbolId Now) const;
  void noteMoved(EventId At, Execution &X, SymbolId S, bool ByRealloc);
  bool replaces(const State &S, Value V) const;
  void noteReplaced(State &S, CellKey K, Value Old, Value Now);
  std::vector<Cell> applyMoves(EventId At, Execution &X, const Outcome &O, const FunctionContract &C);
  void endStale(EventId At, Execution &X, const std::vector<Cell> &Stale) const;
  void endInBuffer(EventId At, Execution &X, const std::string &Buffer);
  void lendResult(EventId At, Execution &X, SymbolId R, const Outcome &O, const FunctionContract &C);
  void findLender(const State &S, Value R, Outcome &O);
  void sumMoves(const State &S, Outcome &O) const;
  static void joinMoves(std::vector<Move> &Into, const std::vector<Move> &From);
  static bool mergeMoves(State &Into, const State &From);
  static bool mergeLoans(SymbolState &Into, const SymbolState &From);
  bool checkStale(EventId At, Execution &X, Value V, TempId Name);
  void escapeEither(Execution &X, SymbolId S, Reason Why);
  CellKey lenderOf(const State &S, const State &Other, Value V, CellKey Except) const;
  CellKey lenderOfEither(const State &Into, const State &From, Value A, Value B, CellKey K) const;
  // SolverNull.cpp
  bool isAsFound(const State &S, CellKey K, Value V);
  bool isNullObject(const State &S, CellKey K, const State &Other, Value V) const;
  bool wasAskedBefore(EventId Call) const;
  bool isGivenForNull(const State &S, const SymbolState &Was, const SymbolState &Made) const;
  bool isMadeForNull(const State &S, const SymbolState &Was, const SymbolState &Made, CellKey K) const;
  bool isStoredOnce(const State &S, const SymbolState &St, CellKey K) const;
  bool answersHeld(const State &S, SymbolId Sym) const;
  bool isMemberOfNull(const Execution &X, TempId Address) const;
  void checkNull(EventId At, Execution &X, Value V, TempId Name, const std::string &Called = {});
  void checkNullArguments(EventId At, Execution &X, const FunctionContract &C);
  void noteTested(State &S, Value V) const;
  // SolverNumbers.cpp
  bool isErrno(TempId Address) const;
  bool failureIsTold(EventId Load);
  Bounds boundsOf(const State &S, Value V) const;
  Bounds boundsOf(const SymbolState &St) const;
  bool narrowBounds(State &S, SymbolId Sym, Bounds B) const;
  bool isFromStart(const State &S, Value Moved, Value Start) const;
  Value negate(State &S, Value V, TypeClass T);
  ResultComparison comparisonOf(const State &S, Value V) const;
  Value answer(EventId At, Execution &X, const ResultComparison &C);
  ArgumentNumber argumentNumber(Value V) const;
  Value comparedWith(const Execution &X, const Event &E, TempId T, TempId Other) const;
  Bounds boundsOfResult(const State &S, std::int64_t Operator, Value A, Value B, TypeClass T) const;
  Value compute(State &S, std::int64_t Operator, Value A, Value B, TypeClass T);
  KnownBits bitsOf(Value V, unsigned Depth = 0) const;
  Value withBits(SymbolId Of, KnownBits Bits, TypeClass T);
  std::optional<Value> computeBits(const State &S, std::int64_t Operator, Value A, Value B, TypeClass T);
  // SolverOverwrites.cpp
  bool replacesEnded(const State &S, const Cell &C);
  bool tookPlaceOfEnded(const State &S, const SymbolState &St) const;
  void markUnread(Effect &E) const;
  bool isPutInOnePlace(const SymbolState &St) const;
  void takeBackFilled(State &S, CellKey K, SymbolId Old);
  void noteRead(const State &S, CellKey K, bool Below = false);
  void noteReadByCallee(EventId At, const Execution &X, const Outcome &O, const FunctionContract &C);
  // SolverParts.cpp
  bool goesAlong(EventId At, Execution &X, unsigned Arg, SymbolId Part);
  bool mayComeBack(EventId At, const Execution &X, const std::vector<Outcome> &All);
  void releaseBelow(EventId At, Execution &X, SymbolId S, const std::string &Family);
  bool isPartOfBorrow(const SymbolState &St) const;
  void noteShared(const State &S);
  void markAlone();
  bool leavesPart(const State &S, const FunctionContract &C, const Effect &By, Value Whole, SymbolId Part) const;
  static bool givesElse(const Outcome &O, const std::vector<Outcome> &All);
  static bool endsByParts(const std::vector<Outcome> &All);
  bool endInAnyCase(EventId At, Execution &X, const Execution &Before, const std::vector<Outcome> &All,
                    const FunctionContract &C);
  // SolverPaths.cpp
  std::uint32_t addNode(BlockId B);
  void addWay(std::uint32_t Node, const State &S, std::uint32_t Successor);
  void addWaysOf(std::uint32_t Into, std::uint32_t From);
  void addSighting(std::vector<Sighting> &Seen, const State &S);
  std::vector<TraceStep> steps(std::uint32_t Begin, std::uint32_t End) const;
  void dropContradictions();
  // SolverReallocs.cpp
  bool asksForTooMuch(EventId At, const Execution &X, const FunctionContract &C);
  void moveContents(State &S, SymbolId To);
  // SolverRecords.cpp
  void returnRecord(EventId At, Execution &X, Value V);
  bool takenOut(const State &S, Value V);
  bool outlivesHolder(const State &S, const SymbolState &St) const;
  void sumRecord(const State &S);
  Value recordResult(EventId At, Execution &X, const Outcome &O);
  void dropRecord(EventId At, Execution &X, Value V);
  // SolverRelations.cpp
  void relateNumber(const State &Of, Value A, const State &Other, Value B, SymbolId Now, std::vector<Relation> &Out);
  void relateSteps(const State &Of, Value A, const State &Other, Value B, SymbolId Now, std::vector<Relation> &Out);
  void relate(const State &Of, Value A, const State &Other, Value B, SymbolId Now, std::vector<Relation> &Out);
  bool isStoppedAt(const State &S, Value Counter, Value End);
  std::uint8_t askedOrder(const State &S, Value L, Value R) const;
  std::uint8_t orderOf(const State &S, Value L, Value R, unsigned Depth = 0) const;
  // SolverReports.cpp
  void report(Incident I, const State &S);
  unsigned givenThrough(SymbolId S) const;
  void reportLoss(Incident I, State &S);
  void countLosses(const State &S);
  void log(State &S, TraceStep Step);
  std::uint16_t family(const std::string &Name);
  void note(EventId Born, int Param, Verdict V, Reason Why, const std::string &Name);
  bool isPartOfBody(const SymbolState &St, const Event &Call, const Effect &By) const;
  bool isNamedByComment(const Event &Call, const Effect &By) const;
  std::string_view bornFamily(const SymbolState &St) const;
  // SolverResources.cpp
  void own(EventId At, Execution &X, SymbolId S, const std::string &Family);
  void release(EventId At, Execution &X, Value V, TempId Name, const std::string &Family, bool ByRealloc, bool Certain,
               const Effect *By = nullptr);
  bool changesBetween(EventId Getter, EventId At) const;
  bool isBorrow(EventId At, SymbolId S, const SymbolState &St) const;
  bool sharesObject(const SymbolState &St) const;
  void take(EventId At, Execution &X, Value V, TempId Name);
  bool isGivenUp(EventId At, const Execution &X, Value V) const;
  void escape(Execution &X, SymbolId S, Reason Why, unsigned Depth = 0);
  void loosen(Execution &X, SymbolId S);
  void handOver(Execution &X, SymbolId S, EventId At, unsigned Depth = 0, int Into = -1);
  void invalidate(Execution &X, Value V, Reason Why, bool Ends = false);
  bool isDescriptorOf(const SymbolState &St) const;
  void lendDescriptors(EventId At, Execution &X, Value Stream);
  void takeOver(EventId At, Execution &X);
  // SolverSetFrom.cpp
  CellKey placeOfMoved(const Effect &E);
  void findMoved(EventId At, Execution &X, const Outcome &O);
  void setFrom(EventId At, Execution &X, CellKey K, const Effect &E);
  void forgetMoved(Execution &X, const Outcome &O);
  // SolverStores.cpp
  void store(EventId At, Execution &X);
  void findCopied(EventId At, Execution &X, Value From);
  void copyObject(EventId At, Execution &X);
  bool ownPlace(const State &S, CellKey K) const;
  void checkFailedRealloc(EventId At, Execution &X, Value Old, Value V);
  void forgetNumbers(State &S, CellKey K) const;
  void escapeOperands(Execution &X, Value V, bool Kept = false, SymbolId Into = {}, unsigned Depth = 0);
  void keepAddress(Execution &X, SymbolId Local, std::vector<SymbolId> &Seen);
  bool movesOut(EventId Call) const;
  void bindRole(EventId At, Execution &X, CellKey K, Value V);
  void checkNotNulled(Execution &X, const Cell &C);
  void checkLeftInField(EventId Return, const Execution &X, Value Given);
  bool isRecordParam(int Param) const;
  bool isLinkOfAnother(const State &S, Value V, SymbolId Element) const;
  SymbolId takenOut(const State &S, CellKey K, Value V) const;
  void forgetBackLink(State &S, CellKey K, Value V) const;
  void forgetTagged(State &S, CellKey K, Value Tag);
  void forgetHolders(State &S, SymbolId Object, SymbolId Except, FieldId By = FieldId()) const;
  void forgetHoldersOfEnded(State &S, const Outcome &O, Value V, int Param);
  // SolverSummary.cpp
  void summarize(const State &S);
  int cellOfResult(const State &S, Value R) const;
  bool isOwnVariable(SymbolId Base) const;
  bool hangsFrom(const State &S, SymbolId Part, SymbolId Whole, unsigned Depth = 0) const;
  bool isNotHeap(const State &S, Value V) const;
  bool holdsNothing(const SymbolState &St) const;
  bool insideOurs(const State &S, Value V) const;
  // SolverTargets.cpp
  void nameConditions(EventId At, Execution &X, const std::vector<Outcome> &All);
  void handOverNested(EventId At, Execution &X, const FunctionContract &C);
  Value argument(EventId At, const Execution &X, int N);
  bool findTarget(EventId At, const Execution &X, unsigned Arg, std::string_view Path, CellKey &K);
  void indexFields();
  bool walk(const Execution &X, Value V, std::string_view Path, CellKey &K);
  void rememberFlags(EventId At, Execution &X, const Outcome &O);
  Value takeTarget(EventId At, Execution &X, const Outcome &O);
  bool meets(EventId At, Execution &X, const Condition &C);
  std::vector<const Outcome *> outcomesBeside(EventId At, const Execution &X, const Outcome &O,
                                              const std::vector<Outcome> &All);
  void doubtKept(EventId At, Execution &X, const Effect &E, const std::vector<const Outcome *> &Beside) const;
  void forgetStaleTargets(EventId At, Execution &X, const Outcome &O, const std::vector<Outcome> &All);
  bool isOfOtherFamily(EventId At, const Execution &X, const Effect &E);
  bool knowsThat(EventId At, Execution &X, const Condition &C);
  bool couldHappen(EventId At, const Execution &X, const Outcome &O);
  std::vector<TwoArguments> argumentsApart(const State &S) const;
  bool isOneArgument(EventId At, const Execution &X, const Outcome &O);
  void requireBits(const State &S, std::vector<Condition> &Requires) const;
  std::vector<SymbolId> heldIn(const State &S, SymbolId Base, bool InParts) const;
  void copyOut(Execution &X, Value From);
  // SolverNames.cpp
  bool isChoice(TempId T) const;
  bool isGiversName(const Event &Given, VarId Name) const;
  GiversNames findGiversNames(EventId Born, const Event &Given) const;
  bool comesFromOwner(TempId T, const SymbolState &St) const;
  bool isOwnReference(const Event *Load) const;
  bool keptByGlobal(const SymbolState &St, VarId Global) const;
  bool throughNewOwner(const Execution &X, const SymbolState &St, TempId Name) const;
  // SolverUses.cpp
  Role roleOfTemp(TempId T) const;
  bool keptAlive(const SymbolState &St) const;
  std::string unionMember(TempId T) const;
  bool byOtherMember(const SymbolState &St, TempId Name) const;
  void checkUse(EventId At, Execution &X, Value V, TempId Name, const std::string &Called = "");
  bool takenByLocal(EventId At, Execution &X, SymbolId S);
  std::uint32_t numberOf(int Param, PathId Path, int Used = -1);
  void noteUsed(State &S, SymbolId V);
  std::optional<std::pair<int, PathId>> unseenPlace(const State &S, CellKey K);
  std::optional<std::uint32_t> unseenCell(const State &S, CellKey K);
  std::string nameBelow(EventId At, const Place &P, CellKey K) const;
  void useArguments(EventId At, Execution &X, const FunctionContract &C, const std::vector<Outcome> &All);
  void useCells(EventId At, Execution &X, const FunctionContract &C, const std::vector<Outcome> &All);
  void followCells(EventId At, Execution &X, const FunctionContract &C);
  void noteFollowed(State &S, SymbolId V);
  void noteLook(EventId Load, State &S, CellKey K);
  void beginUses(State &S);
  bool meetUses(State &Into, const State &From) const;
  void useEnded(EventId At, Execution &X, const FunctionContract &C);
  void concludeUses();
  // SolverWrites.cpp
  bool noteRegrown(State &S, CellKey K, const std::string &Family);
  bool isWritten(const State &S, int Param, const std::string &Path) const;
  void recordWrite(State &S, CellKey K, bool Below, bool Ends = false);
  void recordWrite(State &S, std::int16_t Param, PathId P, bool Below, bool Ends, SymbolId By);
  void forgetAliases(State &S, std::int16_t Param, PathId P, SymbolId By);
  void notePointsTo(const State &S, Value V, SymbolId Joined);
};

} // namespace deed

#endif // DEED_ENGINE_SOLVERIMPL_H
