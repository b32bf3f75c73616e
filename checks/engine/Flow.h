//===- engine/Flow.h - a function as ownership events ----------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the solver sees of a function: blocks of events over variables and
// temporaries. An event computes, loads, stores, calls or ends a scope; what a
// call means for ownership is in the contract of its callee, so one flow serves
// every rule. Flows print and parse as text (FlowText.cpp, FlowParser.cpp),
// for --dump-flow and for the tests of the engine.
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_FLOW_H
#define DEED_ENGINE_FLOW_H

#include "engine/Contract.h"
#include "engine/Ids.h"
#include <memory>
#include <string>
#include <vector>

namespace deed {

/// The ownership role that a name or its typedef states.
enum class Role : std::uint8_t { None, Own, Mut, Ref };

/// As much of a C type as the engine needs.
enum class TypeClass : std::uint8_t { Pointer, Signed, Unsigned, Bool, Record, Other };

enum class VarKind : std::uint8_t { Local, Param, Static, Global };

struct Var {
  std::string Name;
  VarKind Kind = VarKind::Local;
  TypeClass Type = TypeClass::Other;
  Role Prefix = Role::None;
  int Param = -1;                          ///< its position, for parameters
  int Global = -1;                         ///< of Static and Global: its number in the unit, see FirstGlobal
  ContextKind Context = ContextKind::None; ///< what its type and its name say
  bool Array = false;                      ///< an array: its address is its value
  bool Answers = false;                    ///< static storage; a function that others have the address of writes it
  bool Cleanup = false;                    ///< a cleanup attribute releases it at its scope's end
  LocId Loc;
};

struct Field {
  std::string Name;
  Role Prefix = Role::None;
  ContextKind Context = ContextKind::None; ///< as of a variable
  /// Points to something beside its struct: to another of the same type, a list's next,
  /// or it is a record's of the system's (iov_base), which owns nothing.
  bool Link = false;
  friend bool operator==(const Field &, const Field &) = default;
};

/// A field of the struct that a destroy function ends.
struct Part {
  std::string Name;
  Role Prefix = Role::None;
  LocId Loc;
};

struct Callee {
  std::string Name;                                 ///< empty: a call through a pointer
  std::shared_ptr<const FunctionContract> Contract; ///< null: nothing known
};

/// Compared with an address by GE: is it an error of Linux's, or that or NULL?
namespace error {
constexpr std::int64_t First = -4095, FirstOrNull = INT64_MIN;
}

/// The operators of Arith that the engine computes; any other number is some
/// function of the operands.
namespace arith {
constexpr std::int64_t Add = 1, Sub = 2, Mul = 3, Div = 4, Rem = 5, And = 6, Or = 7, Xor = 8, Shl = 9, Shr = 10;
}

enum class Op : std::uint8_t {
  Const,      ///< R = Value
  String,     ///< R = address of a literal
  Function,   ///< R = address of the function Callee
  Undefined,  ///< R = some value, unrelated to any other
  Copy,       ///< R = A (joins of && || ?: and statement expressions)
  VarAddr,    ///< R = &Var
  Load,       ///< R = *A
  Store,      ///< *A = B
  CopyObject, ///< *A = *B, whole records
  FieldAddr,  ///< R = &A->Field
  IndexAddr,  ///< R = &A[Value], or any element where Value is AnyIndex
  Offset,     ///< R = A moved by Value bytes, AnyIndex: by some; with B by B times Value bytes
  Compare,    ///< R = A Cmp B
  Negate,     ///< R = -A
  Arith,      ///< R = some function of A and B, the same for the same operands (Value names the operator, see arith)
  Call,       ///< R = Callee(Args); an indirect call has its target in A
  Declare,    ///< Var begins without a value
  EndScope,   ///< Var ends
  Return,     ///< the result is A, if valid; scopes end after it
  Statement,  ///< a statement of the source begins; Value numbers the one around its statement expressions
};

struct Event {
  Op Code = Op::Statement;
  CompareOp Cmp = CompareOp::EQ;
  TypeClass Type = TypeClass::Other; ///< of R
  bool ConstPointee = false;         ///< R points to const: who holds it only reads
  bool IsReturn = false;             ///< of Statement: it is a return
  bool IsCondition = false;          ///< of Statement: the condition of if, while, for, switch
  bool InCompound = false;           ///< of Statement: it stands between braces, so another can be put beside it
  bool CleanupCall = false;          ///< of Call: a cleanup attribute makes it
  bool Discarded = false;            ///< of Call: the source ignores the result
  TempId R, A, B;
  VarId Variable;
  FieldId FieldOf;
  CalleeId Target;
  std::int64_t Value = 0;
  std::uint32_t ArgsBegin = 0, ArgsCount = 0; ///< in Flow::Args
  LocId Loc;
};

enum class Exit : std::uint8_t { Jump, Branch, Switch, Return, Stop };

struct Block {
  std::uint32_t Begin = 0, End = 0; ///< events
  Exit Kind = Exit::Jump;
  TempId Condition; ///< of Branch and Switch
  /// Branch: true, false. Switch: one for each case, the default last.
  std::vector<BlockId> Successors;
  struct Case {
    std::int64_t Low, High;
  };
  std::vector<Case> Cases; ///< of Switch, one for each successor but the last
  LocId Loc;               ///< of the condition; of the goto that a Jump is
};

struct Flow {
  std::string Function;
  LocId Loc;    ///< of the function's name
  LocId EndLoc; ///< of its closing brace
  TypeClass ResultType = TypeClass::Other;
  bool ResultIsVoid = false;
  bool Internal = false; ///< a static function: all its callers are in the unit
  bool Variadic = false;
  bool ReadsVariadic = false; ///< by va_arg
  std::vector<Var> Vars;
  std::vector<VarId> Params;
  std::vector<Field> Fields;
  std::vector<Callee> Callees;
  std::vector<Event> Events;
  std::vector<TempId> Args;
  std::vector<Block> Blocks;          ///< Blocks[0] is the entry
  std::vector<std::string> TempNames; ///< source text of a temp, "" where it has none
  std::uint32_t TempCount = 0;
  /// Of a destroy function: the parameter that it ends, and what the type's
  /// declaration says of its pointers.
  int Destroys = -1;
  std::vector<Part> Parts;
  /// The function's own declared contract; null where it has none.
  std::shared_ptr<const FunctionContract> Contract;

  const std::string &nameOf(TempId T) const;
};

/// True where all that the body calls is known to leave global variables alone, or
/// says in its summary what it does to them.
bool knowsGlobals(const Flow &F);

/// For each parameter: true if the body does nothing with its value but compare it
/// and count with it.
std::vector<bool> ignoredParams(const Flow &F);

/// Names the callee of each call through a pointer variable that is only ever
/// given one function.
void resolvePointers(Flow &F);

/// The text form, for --dump-flow and tests.
std::string print(const Flow &F);
/// Reads what print() writes. The error names the line. Each part of the flow
/// stands at the line that says it: its LocId is that line's number, from 1.
/// \p Contracts is asked for the contract of the function and of each callee; it
/// may return null.
struct ContractLookup {
  virtual ~ContractLookup() = default;
  virtual std::shared_ptr<const FunctionContract> find(std::string_view Name) const = 0;
};
bool parseFlow(std::string_view Text, const ContractLookup &Contracts, Flow &F, std::string &Error);

std::string_view roleName(Role R);
std::string_view compareName(CompareOp O);
std::string_view typeName(TypeClass T);
std::string_view kindName(VarKind K);
/// The type of R where the text form says none: of an address a pointer.
TypeClass defaultType(Op O);

} // namespace deed

#endif // DEED_ENGINE_FLOW_H
