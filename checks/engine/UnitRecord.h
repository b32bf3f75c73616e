//===- engine/UnitRecord.h - what other files need of a file ---*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The index of a program is made of these: for each file its functions, what they
// call, what those do that were solved with the file alone, and the flow of each
// that the bodies of other files may say more about. Flows know no Clang, so the
// program is solved from records alone, without a second parse.
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_UNITRECORD_H
#define DEED_ENGINE_UNITRECORD_H

#include "engine/FlowArchive.h"
#include <set>

namespace deed {

/// A place of a flow: bytes of a file, by its number in UnitRecord::Files.
struct Spot {
  std::uint32_t File = ~0u; ///< ~0u: nowhere
  std::uint32_t Begin = 0, End = 0;
  bool Plain = false; ///< written there, not made by a macro
};

/// A variable that outlives calls, as the files of a program know it.
struct GlobalVar {
  std::string Link; ///< `x`; of a static one `/a/file.c:x`
  Var Shape;        ///< Shape.Global is its number in the flow or contract at hand
};

/// The flow of one function with all that solving it takes but its callees'
/// summaries. Contracts of the flow are null until bind().
struct FlowRecord {
  Flow Body;                               ///< its LocIds count Spots
  std::vector<FunctionContract> Contracts; ///< as this file declares its callees; a slot each
  std::vector<std::uint32_t> CalleeSlots;  ///< of Body.Callees: 1 + slot; 0: none
  std::uint32_t OwnSlot = 0;               ///< of Body itself, the same way
  std::vector<Spot> Spots;
  std::vector<GlobalVar> Globals;
};

/// What a solved function tells its callers. Variables that outlive calls are
/// numbered by Globals.
struct Summary {
  FunctionContract Contract;
  std::vector<GlobalVar> Globals;
};

/// Whose contract stands in a slot of a FlowRecord.
struct SlotOwner {
  std::string Link; ///< the linker's name; empty: none, or of this file alone
  int Local = -1;   ///< its number in UnitRecord::Functions; -1: no body in this file
  std::string Type; ///< of a call through a pointer: the type of the function
  /// The families that this file has for the types of the result and of each
  /// parameter, as message_destroy() makes `message` one; may be empty.
  std::vector<std::string> Families;
};

struct RecordedFunction {
  std::string Name;
  std::string Link; ///< empty: static
  SourceRange Place;
  bool Weak = false;     ///< another definition may take its place: weak, or inline
  bool Reported = false; ///< stands in the project's files: findings count
  bool Counted = false;  ///< concerns ownership, or reaches a body of its file that does
  bool Open = false;     ///< reaches a function of another file: its summary may change
  bool Solved = false;   ///< with its file alone
  bool Later = false;    ///< Open, and left to the program: nothing of its file asks what it does
  std::vector<SlotOwner> Slots;
  std::string Alone;                      ///< a Summary as bytes, if Solved
  std::string Body;                       ///< a FlowRecord as bytes; empty where nothing of other files matters
  std::string Dump;                       ///< its contract as text, if that was asked for
  std::uint64_t BodyAt = 0, BodySize = 0; ///< in a packed record: where Body went
};

struct RecordFile {
  std::string Path; ///< absolute
  bool System = false, Main = false;
  std::vector<std::uint32_t> Lines; ///< where lines begin, each counted from the one before
};

struct AliasName {
  std::string Name, Target;
};

/// A function whose address is taken, so that a pointer may hold it.
struct AddressTaken {
  std::string Type;
  SlotOwner Function;
};

struct UnitRecord {
  std::vector<RecordFile> Files;
  std::vector<RecordedFunction> Functions;
  std::vector<AliasName> Aliases;
  std::vector<AddressTaken> Taken;
};

template <typename A> void members(A &Ar, Spot &S) {
  auto &[File, Begin, End, Plain] = S;
  archive::all(Ar, File, Begin, End, Plain);
}
template <typename A> void members(A &Ar, GlobalVar &G) {
  auto &[Link, Shape] = G;
  archive::all(Ar, Link, Shape);
}
template <typename A> void members(A &Ar, FlowRecord &R) {
  auto &[Body, Contracts, CalleeSlots, OwnSlot, Spots, Globals] = R;
  archive::all(Ar, Body, Contracts, CalleeSlots, OwnSlot, Spots, Globals);
}
template <typename A> void members(A &Ar, Summary &S) {
  auto &[Contract, Globals] = S;
  archive::all(Ar, Contract, Globals);
}
template <typename A> void members(A &Ar, SlotOwner &S) {
  auto &[Link, Local, Type, Families] = S;
  archive::all(Ar, Link, Local, Type, Families);
}
template <typename A> void members(A &Ar, RecordedFunction &F) {
  auto &[Name, Link, Place, Weak, Reported, Counted, Open, Solved, Later, Slots, Alone, Body, Dump, BodyAt, BodySize] =
      F;
  archive::all(Ar, Name, Link, Place, Weak, Reported, Counted, Open, Solved, Later, Slots, Alone, Body, Dump, BodyAt,
               BodySize);
}
template <typename A> void members(A &Ar, RecordFile &F) {
  auto &[Path, System, Main, Lines] = F;
  archive::all(Ar, Path, System, Main, Lines);
}
template <typename A> void members(A &Ar, AliasName &N) {
  auto &[Name, Target] = N;
  archive::all(Ar, Name, Target);
}
template <typename A> void members(A &Ar, AddressTaken &T) {
  auto &[Type, Function] = T;
  archive::all(Ar, Type, Function);
}
template <typename A> void members(A &Ar, UnitRecord &R) {
  auto &[Files, Functions, Aliases, Taken] = R;
  archive::all(Ar, Files, Functions, Aliases, Taken);
}

/// A record as bytes whose flows can be read one by one: the length of the head,
/// the head, the flows.
std::string pack(UnitRecord R);
/// The head of \p Packed; false if it is damaged.
bool unpack(std::string_view Packed, UnitRecord &R);
/// The flow of \p F, whose record is \p Packed; false if there is none.
bool unpackFlow(std::string_view Packed, const RecordedFunction &F, FlowRecord &Out);
/// Its bytes; empty if there is none.
std::string_view flowBytes(std::string_view Packed, const RecordedFunction &F);

/// The variables that the outcomes of \p C name, by their numbers.
std::set<int> globalsOf(FunctionContract C);
/// The summary of \p C, in whose outcomes variables are numbered as in \p Globals.
Summary summaryOf(const FunctionContract &C, const std::vector<GlobalVar> &Globals);

/// Gives the flow of \p R the contract of slot \p Slot, with what \p S tells of
/// the body where it is not null. \p Elsewhere: that body is another file's, and
/// the families of \p Owner are the names that this file has for what it handles.
void bindSlot(FlowRecord &R, std::uint32_t Slot, const Summary *S, const SlotOwner &Owner, bool Elsewhere);
/// Once all slots are bound: points the callees of the flow to their contracts.
/// Gives the function's own, never null.
std::shared_ptr<FunctionContract> bindCallees(FlowRecord &R);

/// The file's range that \p S stands for.
SourceRange rangeOf(const std::vector<RecordFile> &Files, const Spot &S);

} // namespace deed

#endif // DEED_ENGINE_UNITRECORD_H
