//===- engine/FlowText.cpp - flows as text --------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The text form says one thing a line; FlowParser.cpp reads it back:
//
//   flow f -> signed {
//   param own_x.0: pointer own
//   local p.1: pointer
//   field next.0 ref
//   block 0:
//     stmt braces
//     %0 = 8
//     %1 = call malloc(%0): pointer
//     %2 = &p.1                           ; p
//     *%2 = %1
//     %3 = &%1->next.0 @8                 ; p->next
//     branch %1 -> 1, 2
//   ...
//   }
//
// A type is said where it is not the usual one of its event, see defaultType().
//===----------------------------------------------------------------------===//
#include "engine/Flow.h"
#include <algorithm>
#include <sstream>

namespace deed {

std::string_view roleName(Role R) {
  switch (R) {
  case Role::None: return "none";
  case Role::Own: return "own";
  case Role::Mut: return "mut";
  case Role::Ref: return "ref";
  }
  return "none";
}

std::string_view compareName(CompareOp O) {
  switch (O) {
  case CompareOp::EQ: return "==";
  case CompareOp::NE: return "!=";
  case CompareOp::LT: return "<";
  case CompareOp::LE: return "<=";
  case CompareOp::GT: return ">";
  case CompareOp::GE: return ">=";
  }
  return "==";
}

std::string_view typeName(TypeClass T) {
  switch (T) {
  case TypeClass::Pointer: return "pointer";
  case TypeClass::Signed: return "signed";
  case TypeClass::Unsigned: return "unsigned";
  case TypeClass::Bool: return "bool";
  case TypeClass::Record: return "record";
  case TypeClass::Other: return "other";
  }
  return "other";
}

std::string_view kindName(VarKind K) {
  switch (K) {
  case VarKind::Local: return "local";
  case VarKind::Param: return "param";
  case VarKind::Static: return "static";
  case VarKind::Global: return "global";
  }
  return "local";
}

const std::string &Flow::nameOf(TempId T) const {
  static const std::string None;
  return T.valid() && T.N < TempNames.size() ? TempNames[T.N] : None;
}

TypeClass defaultType(Op O) {
  switch (O) {
  case Op::String:
  case Op::Function:
  case Op::VarAddr:
  case Op::FieldAddr:
  case Op::IndexAddr:
  case Op::Offset: return TypeClass::Pointer;
  case Op::Compare: return TypeClass::Bool;
  case Op::Const: return TypeClass::Signed;
  case Op::Undefined:
  case Op::Copy:
  case Op::Load:
  case Op::Store:
  case Op::CopyObject:
  case Op::Negate:
  case Op::Arith:
  case Op::Call:
  case Op::Declare:
  case Op::EndScope:
  case Op::Return:
  case Op::Statement: return TypeClass::Other;
  }
  return TypeClass::Other;
}

static std::string temp(TempId T) { return T.valid() ? "%" + std::to_string(T.N) : "_"; }
static std::string number(std::int64_t I) { return I == AnyIndex ? "any" : std::to_string(I); }

static std::string variable(const Flow &F, VarId V) { return F.Vars[V.N].Name + "." + std::to_string(V.N); }
static std::string field(const Flow &F, FieldId I) { return F.Fields[I.N].Name + "." + std::to_string(I.N); }

static std::string printCall(const Flow &F, const Event &E) {
  const std::string &Name = E.Target.valid() ? F.Callees[E.Target.N].Name : "";
  std::string Out = "call " + (!Name.empty() ? Name : E.A.valid() ? temp(E.A) : "?") + "(";
  for (std::uint32_t I = 0; I != E.ArgsCount; ++I)
    Out += (I ? ", " : "") + temp(F.Args[E.ArgsBegin + I]);
  return Out + ")";
}

static std::string printStatement(const Event &E) {
  std::string Out = "stmt";
  if (E.IsReturn)
    Out += " return";
  if (E.IsCondition)
    Out += " condition";
  if (E.InCompound)
    Out += " braces";
  if (E.Value)
    Out += " in " + number(E.Value);
  return Out;
}

/// What an event does, without its result, type and flags.
static std::string printBody(const Flow &F, const Event &E) {
  switch (E.Code) {
  case Op::Const: return number(E.Value);
  case Op::String: return "string";
  case Op::Function: return "function " + F.Callees[E.Target.N].Name;
  case Op::Undefined: return "undefined";
  case Op::Copy: return "copy " + temp(E.A);
  case Op::VarAddr: return "&" + variable(F, E.Variable);
  case Op::Load: return "*" + temp(E.A);
  case Op::Store: return "*" + temp(E.A) + " = " + temp(E.B);
  case Op::CopyObject: return "*" + temp(E.A) + " = object " + temp(E.B);
  case Op::FieldAddr: return "&" + temp(E.A) + "->" + field(F, E.FieldOf) + " @" + number(E.Value);
  case Op::IndexAddr: return "&" + temp(E.A) + "[" + number(E.Value) + "]";
  case Op::Offset:
    return temp(E.A) + " + " +
           (E.B.valid()          ? temp(E.B) + " * "
            : E.Variable.valid() ? variable(F, E.Variable) + " * "
                                 : "") +
           number(E.Value);
  case Op::Compare: return temp(E.A) + " " + std::string(compareName(E.Cmp)) + " " + temp(E.B);
  case Op::Negate: return "-" + temp(E.A);
  case Op::Arith: return "arith " + number(E.Value) + " " + temp(E.A) + " " + temp(E.B);
  case Op::Call: return printCall(F, E);
  case Op::Declare: return "declare " + variable(F, E.Variable);
  case Op::EndScope: return "end " + variable(F, E.Variable);
  case Op::Return: return E.A.valid() ? "return " + temp(E.A) : "return";
  case Op::Statement: return printStatement(E);
  }
  return "";
}

static std::string printEvent(const Flow &F, const Event &E) {
  std::string Out = (E.R.valid() ? temp(E.R) + " = " : "") + printBody(F, E);
  if (E.Type != defaultType(E.Code) || (E.Code == Op::Call && E.R.valid()))
    Out += ": " + std::string(typeName(E.Type));
  if (E.ConstPointee)
    Out += " const";
  if (E.CleanupCall)
    Out += " cleanup";
  if (E.Discarded)
    Out += " discarded";
  return Out;
}

static std::string printExit(const Block &B) {
  std::string Out;
  switch (B.Kind) {
  case Exit::Jump:
    Out = "goto";
    for (std::size_t I = 0; I != B.Successors.size(); ++I)
      Out += (I ? ", " : " ") + std::to_string(B.Successors[I].N);
    return Out + (B.Loc.valid() ? " written" : "");
  case Exit::Branch:
    return "branch " + temp(B.Condition) + " -> " + std::to_string(B.Successors[0].N) + ", " +
           std::to_string(B.Successors[1].N);
  case Exit::Switch:
    Out = "switch " + temp(B.Condition) + " ->";
    for (std::size_t I = 0; I != B.Successors.size(); ++I)
      Out += (I < B.Cases.size() ? " " + std::to_string(B.Cases[I].Low) + ".." + std::to_string(B.Cases[I].High)
                                 : std::string(" default")) +
             ":" + std::to_string(B.Successors[I].N);
    return Out;
  case Exit::Return: return "exit";
  case Exit::Stop: return "stop";
  }
  return Out;
}

std::string print(const Flow &F) {
  std::ostringstream Out;
  Out << "flow " << F.Function << " -> " << (F.ResultIsVoid ? "void" : typeName(F.ResultType))
      << (F.Variadic ? " variadic" : "") << (F.Internal ? " internal" : "") << " {\n";
  for (std::size_t I = 0; I != F.Vars.size(); ++I) {
    const Var &V = F.Vars[I];
    Out << kindName(V.Kind) << ' ' << variable(F, VarId(I)) << ": " << typeName(V.Type);
    if (V.Prefix != Role::None)
      Out << ' ' << roleName(V.Prefix);
    if (V.Context != ContextKind::None)
      Out << " context " << kindName(V.Context);
    Out << (V.Array ? " array" : "") << (V.Answers ? " answers" : "") << (V.Cleanup ? " cleanup" : "") << '\n';
  }
  for (std::size_t I = 0; I != F.Fields.size(); ++I) {
    Out << "field " << field(F, FieldId(I));
    if (F.Fields[I].Prefix != Role::None)
      Out << ' ' << roleName(F.Fields[I].Prefix);
    Out << '\n';
  }
  for (std::size_t B = 0; B != F.Blocks.size(); ++B) {
    const Block &Bl = F.Blocks[B];
    Out << "block " << B << ":\n";
    for (std::uint32_t I = Bl.Begin; I != Bl.End; ++I) {
      const std::string Text = printEvent(F, F.Events[I]);
      Out << "  " << Text;
      if (std::string Name = F.nameOf(F.Events[I].R); !Name.empty()) {
        std::replace(Name.begin(), Name.end(), '\n', ' ');
        Out << std::string(Text.size() < 36 ? 36 - Text.size() : 1, ' ') << "; " << Name;
      }
      Out << '\n';
    }
    Out << "  " << printExit(Bl) << '\n';
  }
  Out << "}\n";
  return Out.str();
}

} // namespace deed
