//===- engine/Contract.h - what a function promises ------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A contract has two forms. The declared form says one word for each parameter
// and for the result, as a person writes it (a prefix, a comment, a model). The
// outcomes say what a call does to each pointer, one outcome for each class of
// result that differs; the solver splits a call into them. A declaration is
// turned into outcomes by outcomesOf(); a summary of a body has them at once.
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_CONTRACT_H
#define DEED_ENGINE_CONTRACT_H

#include "engine/Finding.h"
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace deed {

/// A distance that is not known. The numbers right above it are unknown
/// distances too, each with a name of its own.
constexpr std::int64_t AnyIndex = INT64_MIN;
/// Some distance above zero.
constexpr std::int64_t AnyForward = AnyIndex + (1ll << 33) - 1;
/// From here on each number is the distance of an element whose index is some
/// value, always the same one; see PathTable::element().
constexpr std::int64_t FirstElement = AnyIndex + (1ll << 32);
constexpr bool isUnknownDistance(std::int64_t Bytes) { return Bytes < AnyIndex + (1ll << 33); }
constexpr bool isElementDistance(std::int64_t Bytes) { return Bytes >= FirstElement && Bytes < AnyForward; }

/// Where a contract came from, strongest first.
enum class Source : std::uint8_t {
  Configuration,
  Attribute,
  Prefix,
  Comment,
  Summary, ///< inferred from the body
  Model,   ///< a shipped model of a known library
  Name,    ///< guessed from the function's name
  None,
};
std::string_view sourceName(Source S);

/// "declared owning by its prefix in queue.h:12".
struct Provenance {
  Source From = Source::None;
  SourceRange Where; ///< invalid for models and names
  std::string Text;  ///< "model libc", "prefix 'own_' of 'own_item'"
};

/// What a function does with one pointer argument, in the words of a model.
enum class ParamWord : std::uint8_t {
  Unknown,           ///< anything may happen: the value escapes
  Borrows,           ///< `borrows`: reads through it during the call
  Mutates,           ///< `mutates`: writes through it during the call, keeps nothing
  Holds,             ///< `holds`: keeps the pointer after the call, does not own it
  Takes,             ///< `takes`: becomes the owner, always
  TakesOnSuccess,    ///< `takes-on-success`
  TakesOnFailure,    ///< `takes-on-failure`
  TakesOrFails,      ///< `takes-or-fails`: the owner if it succeeds; what a failure does is not known
  Releases,          ///< `releases [FAMILY]`: frees it; NULL is allowed
  ReleasesOnSuccess, ///< `releases-on-success [FAMILY]`
  Reallocs,          ///< `reallocs [FAMILY]`: freed if the result is not NULL, which then replaces it
  Gives,             ///< `gives [FAMILY]`: sets *arg to a fresh owned value
  GivesOnSuccess,    ///< `gives-on-success [FAMILY]`
  GivesPair,         ///< `gives-pair-on-success FAMILY`: sets arg[0] and arg[1], numbers, if the call succeeds (pipe)
  GivesOnFailure,    ///< `gives-on-failure [FAMILY]`: an error object
  Points,            ///< `points`: sets *arg to something borrowed
  PointsInto,        ///< `points-into N`: sets *arg to an address inside argument N's object (strtol's end)
  ReleasesTarget,    ///< `releases-target [FAMILY]`: frees *arg, as a cleanup function does
  ClearsTarget,      ///< `clears-target [FAMILY]`: frees *arg and sets it to NULL
  RegrowsOnSuccess,  ///< `regrows-on-success [FAMILY]`: as `regrows`; a failure leaves *arg as it was
  Regrows,           ///< `regrows [FAMILY]`: *arg is NULL or owned; may be replaced by a fresh owned value (getline)
  Context,           ///< `context`: memory may be allocated on it; it is neither kept nor freed
  Resets,            ///< `resets`: all that hangs from it ends, it stays
  MovesTo,           ///< `moves-to N`: hangs from argument N from now on
  MovesTargetTo,     ///< `moves-target-to N`: *arg hangs from argument N from now on, and is set to NULL
  ReferencesOn,      ///< `references-on N`: hangs from argument N, too
  GivesContext,      ///< `gives-context FAMILY [on N]`: sets *arg to a fresh temporary context
  Opens,             ///< `opens KIND FAMILY [on N]`: the object at arg becomes an allocator
  Closes,            ///< `closes [FAMILY]`: ends the allocator at arg and all that hangs from it
  Leaves,            ///< `leaves`: ends its innermost scope
  BecomesCurrent,    ///< `becomes-current`: allocations without a context go to it from now on
  CrossesThread,     ///< `crosses-thread`: is handed to another thread
  Detaches,          ///< `detaches`: what hangs from it hangs from somebody else from now on
  DestructorOf,      ///< `destructor-of N`: a function that is asked when argument N ends, and may refuse
  Grows,             ///< `grows`: reallocated on the allocator that it was made with
};

/// What memory may hang from.
enum class ContextKind : std::uint8_t {
  None,
  Tree,      ///< an ordinary parent: the caller's context, a talloc object
  Temporary, ///< made for a while; must be freed
  Scratch,   ///< the caller's; nothing on it may be returned
  Arena,     ///< frees all at once; a single free has no effect
  Scope,     ///< ends with a block
  Scoped,    ///< an allocator that works inside its scopes only
  Heap,      ///< frees single blocks: who allocates from it owns
  Fixed,     ///< a buffer of a fixed size
  Pool,      ///< made for a while, but its parent is expected to end it where nobody else does
};
std::string_view kindName(ContextKind K);
bool parseKind(std::string_view Text, ContextKind &K);

/// The number of the current context, where one is meant instead of an argument.
constexpr int CurrentContext = -3;
/// The parameter whose type or name says that it is a context, where a model does not
/// number it.
constexpr int ContextParameter = -4;

struct ParamContract {
  ParamWord Word = ParamWord::Unknown;
  std::string Family;
  int Other = -1;                       ///< N of points-into, moves-to, moves-target-to, references-on
  int On = -1;                          ///< the argument that is the context: of gives, releases, reallocs, opens
  ContextKind Kind = ContextKind::None; ///< of opens
  bool NonNull = false;                 ///< `nonnull`: the function dereferences it, whatever it is
  bool Needed = false;                  ///< `needed`: a result other than 0 means that it is not NULL
  bool Unread = false;                  ///< `unread`: is only compared, so it may point to what is gone
  bool OrNull = false;                  ///< `or-null`: of what gives on success; a failure sets *arg to NULL
  bool OrRefuses =
      false; ///< `or-refuses`: of what releases on success; a failure leaves it alive, and nobody's to release
  bool Usable = false; ///< `usable`: of what takes: by the old name it may be used as long as the new owner lives
  Provenance From;
};

enum class ReturnWord : std::uint8_t {
  Unknown,
  Owned,        ///< `owned [FAMILY]`
  Borrowed,     ///< `borrowed`: somebody else's; must not be released
  BorrowedFrom, ///< `borrowed-from N`: as borrowed, ends with argument N
  Argument,     ///< `argument N`: the argument itself, or an address inside it
  Target,       ///< `target N`: what *argN was before the call, now the caller's (steal)
  Held,         ///< `held N`: what *argN holds after the call, which owns it (return *p = q)
  Null,         ///< `null`: NULL of the type, as p = foo_unref(p)
  NotHeap,      ///< a literal or a variable: nothing that free() takes
  Scalar,       ///< no pointer, or nothing to say
  Stack,        ///< `stack`: memory that ends with the calling function, as alloca() gives
  Allocated,    ///< `allocated N FAMILY`: fresh memory on the context N
  Context,      ///< `context [N] FAMILY`, `scope N FAMILY`, `arena [N] FAMILY`, `heap FAMILY`: a fresh context
};

struct ReturnContract {
  ReturnWord Word = ReturnWord::Unknown;
  std::string Family;
  int Argument = -1;
  ContextKind Kind = ContextKind::None; ///< of Context; of Allocated: Tree where the block may be a parent
  int EmptyIsContext = -1;              ///< of Allocated: where this argument is 0, the block is a temporary context
  bool Uninitialized = false;           ///< `uninitialized`: fresh memory whose bytes are not set
  bool NeverNull = false;               ///< `never-null`
  bool MayFail = false; ///< NULL tells that there is no memory, and callers must expect it; of models without saying
  bool Kept = false;    ///< of Allocated: linked into a list that an argument is the head of
  bool Shared = false;  ///< `shared`: one more reference to what others hold too
  bool UntilChange = false; ///< `until-change`: of a borrow, ends when the argument it is from is changed
  std::string UntilCall;    ///< `until-call NAME`: of a borrow, lies in the one buffer NAME, and ends with its next use
  Provenance From;
};

/// A class of results. For pointers Zero is NULL.
enum class ResultTest : std::uint8_t {
  Any,
  Zero,
  NonZero,
  Negative,
  NonNegative,
  Positive,
  NonPositive,
  MinusOne,
  NotMinusOne
};
std::string_view resultTestName(ResultTest T);
ResultTest opposite(ResultTest T);

/// What happens to one value in one outcome of a call.
enum class EffectKind : std::uint8_t {
  Borrow,
  Mutate,
  Hold,
  Take,
  Release,
  Escape,
  Give,
  SetNull,
  SetBorrowed,
  SetNumber, ///< the cell holds the number Bytes afterwards
  SetInto,
  Regrow,
  SetReleased, ///< the cell holds the address of something that is released by then
  SetNotHeap,  ///< the cell holds the address of a literal or a global variable
  SetFrom,     ///< the cell holds what the cell at OnPath below argument Other held before the call
  Invoke,      ///< the function that is argument Param is called with what Path lists, see SolverInvoke.cpp
  Reset,       ///< all that hangs from it ends
  Reparent,    ///< hangs from Other from now on
  Refer,       ///< hangs from Other, too
  Open,        ///< becomes an allocator of Context, below On
  Close,       ///< ends as an allocator
  Leave,       ///< its innermost scope ends
  MakeCurrent, ///< is the current context from now on
  CrossThread, ///< another thread has it
  Grow         ///< is reallocated on its own context
};

/// Effect::Param of the function's own result, a record whose cell at Path is set.
constexpr int ResultParam = -2;

/// A variable of the unit that outlives calls counts as one more argument, its
/// address: number FirstGlobal + n is the n-th that any body of the unit names.
constexpr int FirstGlobal = 4096;

/// The place of the value: argument Param itself, or, with Target, the cell
/// that it points to, at the field path Path ("" is *arg, "next.data" is
/// arg->next.data).
struct Effect {
  EffectKind Kind = EffectKind::Borrow;
  int Param = 0;
  bool Target = false;
  std::string Path;
  std::string Family;
  int Other = -1;         ///< of SetInto: the argument
  std::int64_t Bytes = 0; ///< of Release: how far from its start the body releases it; or AnyForward, AnyIndex;
                          ///< of Give: how far from the block's start the address is that is given;
                          ///< of SetFrom: how far behind what was there: 0 or AnyIndex
  bool Itself = false;    ///< of SetInto: the argument itself, not some address inside its object; of Escape: not the
                          ///< argument, but what it points to was copied to where nobody follows; of Reset: what hangs
                          ///< from it does not end; of Refer: it is the destructor of Other; of Mutate: what hangs
                          ///< there may end, but no cell is written; of SetBorrowed: a number, no pointer
  bool MayFail = false;   ///< of Give to ResultParam: NULL where an allocation failed; of Regrow: it did fail
  int On = -1;            ///< of Give, SetBorrowed, Release, Open: the context, an argument or CurrentContext (or
                          ///< ResultParam: of what a block holds, that block itself) ...
  std::string OnPath;     ///< ... or the cell below it; of SetFrom: the cell below Other
  ContextKind Context = ContextKind::None; ///< of Give and Open: what the value is
  bool Alone = false;  ///< of Release: nobody but the body saw the object, so its parts fare as the outcomes say;
                       ///< of Escape: another object of the same kind, by a link
                       ///< of Give on a context: nothing refers to what the cell held before
                       ///< of Give elsewhere: on no path does the body look at what the cell held before
                       ///< of Mutate: see fillsElements()
  bool Usable = false; ///< of Take: see ParamContract
  friend bool operator==(const Effect &, const Effect &) = default;
};

/// True of `for (i = 0; i < n; i++) out[i] = strdup(s);`: elements of the argument own what only they hold, and the
/// function takes nothing out of one.
inline bool fillsElements(const Effect &E) { return E.Kind == EffectKind::Mutate && E.Alone && !E.Target; }

inline bool consumes(EffectKind K) { return K == EffectKind::Take || K == EffectKind::Release; }

/// True of what leaves the value to somebody else, or to nobody.
inline bool endsValue(EffectKind K) {
  return K == EffectKind::Release || K == EffectKind::Take || K == EffectKind::Escape || K == EffectKind::Hold;
}

/// What must hold of an argument, or of a cell below it, for an outcome to be
/// the one that happens: `if (*p) free(*p)` releases only what is not NULL.
struct Condition {
  int Param = 0;
  bool Target = false; ///< of the cell at Path below the argument, not of the argument
  std::string Path;
  std::uint8_t Signs = 7; ///< a set of signs, see engine/State.h
  bool Pointer = false;   ///< what is there is no number
  std::int64_t Mask = 0;  ///< the bits of the number that Signs are of; 0: of all

  /// True if the condition is on argument \p N as a whole.
  bool isOfArgument(int N) const { return Param == N && !Target && !Mask; }
  /// True if the condition is on what \p C is on.
  bool isOfSame(const Condition &C) const {
    return Param == C.Param && Target == C.Target && Mask == C.Mask && Path == C.Path;
  }
  friend bool operator==(const Condition &, const Condition &) = default;
};

/// Arguments One and Other, One less than Other, are not one pointer, or NULL both; the same: others have it already.
struct TwoArguments {
  int One = 0, Other = 0;
  friend auto operator<=>(const TwoArguments &, const TwoArguments &) = default;
};

/// A block of the caller's that a call moves: borrows from the cell at Path below
/// argument Param are stale afterwards.
struct Move {
  int Param = 0;
  std::string Path;
  bool Itself = false; ///< the argument itself
  bool Grown = false;  ///< by realloc(), which callers must expect of any call; else always, by a new value
  friend bool operator==(const Move &, const Move &) = default;
};

/// A number that is an argument, times -1 if Negated, plus Added: `return -status - 1;`.
struct ArgumentNumber {
  int Param = -1; ///< -1: it is none
  bool Negated = false;
  std::int64_t Added = 0;
  friend bool operator==(const ArgumentNumber &, const ArgumentNumber &) = default;
};

/// Which bits of a number a call changes: `o->flags &= ~KEEP;`, `o->flags |= flag;`.
enum class BitChange : std::uint8_t {
  None,
  Constant, ///< only those of Mask stay, and those of Ones are set
  Sets,     ///< those of an argument are set
  Clears,   ///< those of an argument are cleared
};

/// A number that a call leaves in the cell at Path below argument Param, or below its result: from Lo to Hi, or what an
/// argument is; or, with Added, so much more than was there before; or other bits of that. It goes with an outcome, and
/// never makes two of one.
struct Number {
  int Param = 0;
  std::string Path;
  bool Added = false;
  std::int64_t Lo = INT64_MIN, Hi = INT64_MAX;
  ArgumentNumber OfArgument; ///< or the argument whose bits are meant
  BitChange Bits = BitChange::None;
  std::int64_t Mask = -1, Ones = 0;
  /// True if callers need what was in the cell before.
  bool goesByOld() const { return Added || Bits != BitChange::None; }
  friend bool operator==(const Number &, const Number &) = default;
};

/// Argument Param is from Lo to Hi, and none of Not, where a call comes back: `if (level <= ERROR) exit(1);`; or where an
/// outcome happens: `switch (kind) { case TEXT: *to = from; break; ... default: return -1; }`.
struct ArgumentRange {
  int Param = 0;
  std::int64_t Lo = INT64_MIN, Hi = INT64_MAX;
  std::vector<std::int64_t> Not;
  friend bool operator==(const ArgumentRange &, const ArgumentRange &) = default;
};

enum class CompareOp : std::uint8_t { EQ, NE, LT, LE, GT, GE };
/// `a < b` is `b > a`; not `a < b` is `a >= b`.
CompareOp swapSides(CompareOp Op);
CompareOp invert(CompareOp Op);

/// One side of a comparison: argument Param, or what the cell at Path below it holds, or some bits of that, or a number.
struct ResultOperand {
  int Param = -1; ///< -1: Number
  bool Target = false;
  std::string Path;
  std::int64_t Number = 0;
  std::int64_t Mask = -1; ///< the bits that count: `return (o->flags & KEEP) != 0;` ...
  int MaskParam = -1;     ///< ... or those of this argument
  friend bool operator==(const ResultOperand &, const ResultOperand &) = default;
};

/// A result that is the answer of a comparison: `return head->next == head;`. None where
/// neither side is an argument's.
struct ResultComparison {
  CompareOp Cmp = CompareOp::EQ;
  ResultOperand Left, Right;
  friend bool operator==(const ResultComparison &, const ResultComparison &) = default;
};

/// Outcome::LentPath of a result that lies in some object which the argument leads to.
constexpr std::string_view SomewhereBelow = "...";

struct Outcome {
  ResultTest Result = ResultTest::Any;
  ReturnWord Return = ReturnWord::Unknown;
  std::string Family; ///< of an owned result; of Target: not empty if the field owned it
  int Argument = -1;
  bool NeverNull = false;
  std::int64_t Bytes = 0;                  ///< how far into the block an owned result points, or behind an argument
  ContextKind Context = ContextKind::None; ///< of a result that is a context
  std::string OnPath;                      ///< of Allocated and Context: the context is the cell here below Argument
  int EmptyIsContext = -1;                 ///< see ReturnContract
  bool Uninitialized = false;              ///< the bytes of a fresh result are not set
  /// Bounds of a result that is a number.
  std::int64_t Lo = INT64_MIN, Hi = INT64_MAX;
  std::vector<std::int64_t> Not; ///< constants within them that other outcomes return, and this one does not
  bool MayFail = false;          ///< the result may be NULL because an allocation failed
  ArgumentNumber OfArgument;     ///< of a result that is a number
  ResultComparison Answer;       ///< of a result that is 0 or 1, of a function that changes nothing
  bool Filled = false;           ///< an owned result is an array whose elements own what only they hold
  bool Kept = false;             ///< fresh memory on a context, which stays in what the arguments lead to, too
  std::vector<Effect> Effects;
  std::vector<Condition> Requires;
  std::vector<TwoArguments> Apart;   ///< required as well
  std::vector<ArgumentRange> Ranges; ///< required as well, by argument; only what signs do not say
  std::vector<Move> Moves;
  std::vector<Number> Numbers;
  /// Of a fresh result: the members of its block that own something, as effects on ResultParam.
  std::vector<Effect> Contents;
  int LentParam = -1; ///< of a getter: the result lies in what the cell at LentPath below it holds
  std::string LentPath;
  friend bool operator==(const Outcome &, const Outcome &) = default;
};

/// The cell at Path below argument Param.
struct Place {
  int Param = 0;
  std::string Path;
  friend auto operator<=>(const Place &, const Place &) = default;
};

/// `free(p->name); p->name = strdup(name);`: argument Param is used after what the cell Ended held was released.
struct UseAfterEnd {
  Place Ended;
  int Param = 0;
  friend auto operator<=>(const UseAfterEnd &, const UseAfterEnd &) = default;
};

/// What argument Param points to, or the fresh block that is returned (ResultParam), is all zero, but for the members
/// of these names: `memset(s, 0, sizeof *s); s->size = size;`.
struct ClearedObject {
  int Param = 0;
  std::vector<std::string> NotZero;
  friend bool operator==(const ClearedObject &, const ClearedObject &) = default;
};

struct FunctionContract {
  std::string Name;
  std::vector<ParamContract> Params; ///< shorter than the call: see Rest
  ParamContract Rest;                ///< variadic and unnamed arguments
  ReturnContract Return;
  ResultTest Success = ResultTest::Any; ///< what result means success; Any: not known
  ResultTest Failure = ResultTest::Any; ///< what means failure, where some results mean neither; Any: all others
  bool NoReturn = false;
  bool MustCheck = false;      ///< dropping the status is a finding
  bool MayDrop = false;        ///< dropping the owned result is none: nobody keeps the reference by this name
  int NoReturnUnlessZero = -1; ///< `noreturn: unless-zero N`: as error(status, ...) does
  bool ReturnsToFail = false;  ///< `noreturn: unless-fails`: as execv(), which comes back to say that it could not
  std::string TakenBy;         ///< what takes the result over from who may still own it
  /// Of a result by value: its pointers, which hang from the context ResultOn.
  std::vector<std::string> ResultParts;
  int ResultOn = -1;
  bool BodyCounts = true;  ///< false: the declared form holds, whatever a body does
  bool NeedsScope = false; ///< of a body: allocates in a scope that its caller must have open
  unsigned ScopeDepth = 0; ///< of a body: how many scopes it has open at once, at most
  /// What the body does, once it was solved; empty: use the declaration.
  std::vector<Outcome> Inferred;
  Provenance InferredFrom;
  /// Of a body: the parameters that it only compares, or never names.
  std::vector<bool> Ignored;
  /// Inferred tells all that a call does to global variables.
  bool GlobalsKnown = false;
  /// Parameters that the body dereferences on each path, without a test.
  std::vector<bool> Dereferences;
  /// The cells whose pointers the body, on each path, uses as it found them, or finds NULL.
  std::vector<Place> UsedCells;
  /// The cells whose pointers the body dereferences on each path as it found them, without a test.
  std::vector<Place> FollowedCells;
  /// What the body uses too late on each path, if a caller passes what the cell holds.
  std::vector<UseAfterEnd> UsedAfterEnd;
  /// Of a body: what is all zero where it comes back, however it does.
  std::vector<ClearedObject> Cleared;
  /// Of a body: the numbers with which it comes back, of arguments with which it may not.
  std::vector<ArgumentRange> ReturnsWith;
};

/// Takes out what only the names and types of the function let one guess of contexts.
void forgetGuesses(FunctionContract &C);

/// True for a family whose resources count references (its name ends in
/// `-ref`): a release ends the object only where the last reference is known.
bool countsReferences(std::string_view Family);
/// True of `return ref(x);`, where x is argument 0, and no part of it; also where no body tells.
bool refersToFirst(const FunctionContract &C, const Outcome &O);

/// True if a body gave \p A and \p B the same for its callers.
bool sameForCallers(const FunctionContract &A, const FunctionContract &B);

/// The outcomes of a declared contract: at least one.
std::vector<Outcome> outcomesOf(const FunctionContract &C);

/// The words of docs/contracts.md, both ways; parse returns false on others.
std::string_view wordName(ParamWord W);
std::string_view wordName(ReturnWord W);
bool parseWord(std::string_view Text, ParamWord &W);
bool parseWord(std::string_view Text, ReturnWord &W);

/// Text form, one contract: what --dump-contracts prints and tests parse.
std::string print(const FunctionContract &C);

} // namespace deed

#endif // DEED_ENGINE_CONTRACT_H
