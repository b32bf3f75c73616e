//===- engine/FlowText.cpp - flows as text --------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The text form says one event a line:
//
//   flow f(own_x: pointer own) -> signed {
//   local p: pointer
//   block 0:
//     stmt
//     %0 = call malloc(%1): pointer
//     %2 = &p
//     *%2 = %0
//     branch %3 -> 1, 2
//   }
//===----------------------------------------------------------------------===//
#include "engine/Flow.h"
#include <charconv>
#include <map>
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

static std::string_view typeName(TypeClass T) {
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

static std::string_view kindName(VarKind K) {
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

static std::string temp(TempId T) { return T.valid() ? "%" + std::to_string(T.N) : "_"; }
static std::string number(std::int64_t I) { return I == AnyIndex ? "any" : std::to_string(I); }

static std::string printEvent(const Flow &F, const Event &E) {
  std::string Out = E.R.valid() ? temp(E.R) + " = " : "";
  const std::string Type = ": " + std::string(typeName(E.Type));
  switch (E.Code) {
  case Op::Const: return Out + number(E.Value);
  case Op::String: return Out + "string";
  case Op::Function: return Out + "function " + F.Callees[E.Target.N].Name;
  case Op::Undefined: return Out + "undefined" + Type;
  case Op::Copy: return Out + "copy " + temp(E.A);
  case Op::VarAddr: return Out + "&" + F.Vars[E.Variable.N].Name + "." + std::to_string(E.Variable.N);
  case Op::Load: return Out + "*" + temp(E.A) + Type;
  case Op::Store: return "*" + temp(E.A) + " = " + temp(E.B);
  case Op::CopyObject: return "*" + temp(E.A) + " = object " + temp(E.B);
  case Op::FieldAddr: return Out + "&" + temp(E.A) + "->" + F.Fields[E.FieldOf.N].Name + " @" + number(E.Value);
  case Op::IndexAddr:
  case Op::Offset: return Out + temp(E.A) + " + " + number(E.Value);
  case Op::Compare: return Out + temp(E.A) + " " + std::string(compareName(E.Cmp)) + " " + temp(E.B);
  case Op::Negate: return Out + "-" + temp(E.A);
  case Op::Arith: return Out + "arith " + number(E.Value) + " " + temp(E.A) + " " + temp(E.B) + Type;
  case Op::Call: {
    const std::string &Name = E.Target.valid() ? F.Callees[E.Target.N].Name : "";
    Out += "call " + (Name.empty() ? temp(E.A) : Name) + "(";
    for (std::uint32_t I = 0; I != E.ArgsCount; ++I)
      Out += (I ? ", " : "") + temp(F.Args[E.ArgsBegin + I]);
    return Out + ")" + Type + (E.CleanupCall ? " cleanup" : "");
  }
  case Op::Declare: return "declare " + F.Vars[E.Variable.N].Name + "." + std::to_string(E.Variable.N);
  case Op::EndScope: return "end " + F.Vars[E.Variable.N].Name + "." + std::to_string(E.Variable.N);
  case Op::Return: return E.A.valid() ? "return " + temp(E.A) : "return";
  case Op::Statement: return E.IsReturn ? "stmt return" : "stmt";
  }
  return Out;
}

std::string print(const Flow &F) {
  std::ostringstream Out;
  Out << "flow " << F.Function << " -> " << (F.ResultIsVoid ? "void" : typeName(F.ResultType)) << " {\n";
  for (std::size_t I = 0; I != F.Vars.size(); ++I) {
    const Var &V = F.Vars[I];
    Out << kindName(V.Kind) << ' ' << V.Name << '.' << I << ": " << typeName(V.Type);
    if (V.Prefix != Role::None)
      Out << ' ' << roleName(V.Prefix);
    Out << '\n';
  }
  for (std::size_t B = 0; B != F.Blocks.size(); ++B) {
    const Block &Bl = F.Blocks[B];
    Out << "block " << B << ":\n";
    for (std::uint32_t I = Bl.Begin; I != Bl.End; ++I) {
      const Event &E = F.Events[I];
      std::string Text = printEvent(F, E);
      Out << "  " << Text;
      if (const std::string &Name = F.nameOf(E.R); !Name.empty())
        Out << std::string(Text.size() < 36 ? 36 - Text.size() : 1, ' ') << "; " << Name;
      Out << '\n';
    }
    switch (Bl.Kind) {
    case Exit::Jump:
      Out << "  goto " << (Bl.Successors.empty() ? 0 : Bl.Successors[0].N) << '\n';
      break;
    case Exit::Branch:
      Out << "  branch " << temp(Bl.Condition) << " -> " << Bl.Successors[0].N << ", " << Bl.Successors[1].N << '\n';
      break;
    case Exit::Switch:
      Out << "  switch " << temp(Bl.Condition) << " ->";
      for (std::size_t I = 0; I != Bl.Successors.size(); ++I) {
        if (I < Bl.Cases.size())
          Out << ' ' << Bl.Cases[I].Low << ".." << Bl.Cases[I].High << ':' << Bl.Successors[I].N;
        else
          Out << " default:" << Bl.Successors[I].N;
      }
      Out << '\n';
      break;
    case Exit::Return:
      Out << "  exit\n";
      break;
    case Exit::Stop:
      Out << "  stop\n";
      break;
    }
  }
  Out << "}\n";
  return Out.str();
}

} // namespace deed
