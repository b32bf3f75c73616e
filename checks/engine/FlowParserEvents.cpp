//===- engine/FlowParserEvents.cpp - reads events from text ---------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One event a line, in the text form that FlowText.cpp prints.
//===----------------------------------------------------------------------===//
#include "engine/FlowParserImpl.h"
#include <algorithm>

namespace deed {

bool FlowParser::temp(Cursor &L, TempId &T) {
  T = TempId();
  if (!L.atTemp())
    return fail("expected a temp such as %3" + found(L));
  if (L.eat("_"))
    return true;
  L.eat("%");
  std::uint32_t N = 0;
  if (!L.number(N))
    return fail("expected the number of a temp" + found(L));
  // Each temp is written somewhere, so a text cannot have more than characters.
  if (N >= Text.size())
    return fail("temp %" + std::to_string(N) + " is out of range");
  T = TempId(N);
  F.TempCount = std::max(F.TempCount, N + 1);
  return true;
}

bool FlowParser::variable(Cursor &L, VarId &V) { return find(L.name(), F.Vars, "variable", V.N); }

CalleeId FlowParser::callee(std::string_view Name) {
  auto It = CalleeOf.find(Name);
  if (It != CalleeOf.end())
    return It->second;
  CalleeId Id(F.Callees.size());
  F.Callees.push_back({std::string(Name), Name.empty() ? nullptr : Contracts.find(Name)});
  CalleeOf.emplace(Name, Id);
  return Id;
}

bool FlowParser::event(Cursor &L) {
  Event E;
  E.Loc = here();
  bool Ok = true;
  if (L.eatWord("stmt"))
    Ok = statement(L, E);
  else if (L.eatWord("declare")) {
    E.Code = Op::Declare;
    Ok = variable(L, E.Variable);
  } else if (L.eatWord("end")) {
    E.Code = Op::EndScope;
    Ok = variable(L, E.Variable);
  } else if (L.eatWord("return")) {
    E.Code = Op::Return;
    Ok = L.atEnd() || temp(L, E.A);
  } else if (L.eatWord("call"))
    Ok = call(L, E);
  else if (L.eat("*")) {
    Ok = temp(L, E.A) && expect(L, "=");
    E.Code = L.eatWord("object") ? Op::CopyObject : Op::Store;
    Ok = Ok && temp(L, E.B);
  } else if (L.startsWith("%"))
    Ok = temp(L, E.R) && expect(L, "=") && computation(L, E);
  else
    return fail("expected an event" + found(L));
  if (!Ok)
    return false;
  E.Type = defaultType(E.Code);
  if (L.eat(":") && !type(L, E.Type))
    return false;
  E.ConstPointee = L.eatWord("const");
  E.CleanupCall = L.eatWord("cleanup");
  E.Discarded = L.eatWord("discarded");
  if (E.R.valid() && !TempName.empty()) {
    F.TempNames.resize(F.TempCount);
    F.TempNames[E.R.N] = TempName;
  }
  F.Events.push_back(E);
  return true;
}

bool FlowParser::statement(Cursor &L, Event &E) {
  E.Code = Op::Statement;
  E.IsReturn = L.eatWord("return");
  E.IsCondition = L.eatWord("condition");
  E.InCompound = L.eatWord("braces");
  return !L.eatWord("in") || L.number(E.Value);
}

/// What stands right of `%1 =`.
bool FlowParser::computation(Cursor &L, Event &E) {
  if (L.eat("&"))
    return address(L, E);
  if (L.eat("*")) {
    E.Code = Op::Load;
    return temp(L, E.A);
  }
  if (L.atTemp())
    return operation(L, E);
  if (L.startsWith("-%") || L.startsWith("-_")) {
    L.eat("-");
    E.Code = Op::Negate;
    return temp(L, E.A);
  }
  if (L.eatWord("string")) {
    E.Code = Op::String;
    return true;
  }
  if (L.eatWord("undefined")) {
    E.Code = Op::Undefined;
    return true;
  }
  if (L.eatWord("function")) {
    E.Code = Op::Function;
    E.Target = callee(L.name());
    return true;
  }
  if (L.eatWord("copy")) {
    E.Code = Op::Copy;
    return temp(L, E.A);
  }
  if (L.eatWord("arith")) {
    E.Code = Op::Arith;
    if (!L.value(E.Value))
      return fail("expected the number of an operator" + found(L));
    return temp(L, E.A) && temp(L, E.B);
  }
  if (L.eatWord("call"))
    return call(L, E);
  E.Code = Op::Const;
  return L.value(E.Value) || fail("expected a value" + found(L));
}

/// `&p.1`, `&%2->next.0 @8` or `&%2[16]`.
bool FlowParser::address(Cursor &L, Event &E) {
  if (!L.atTemp()) {
    E.Code = Op::VarAddr;
    return variable(L, E.Variable);
  }
  if (!temp(L, E.A))
    return false;
  if (L.eat("[")) {
    E.Code = Op::IndexAddr;
    return (L.value(E.Value) || fail("expected an index" + found(L))) && expect(L, "]");
  }
  E.Code = Op::FieldAddr;
  if (!expect(L, "->") || !find(L.name(), F.Fields, "field", E.FieldOf.N) || !expect(L, "@"))
    return false;
  return L.value(E.Value) || fail("expected the offset of the field" + found(L));
}

/// `%2 + 8`, `%2 + %3 * 8`, `%2 + i.1 * 8` (the variable i counts in a loop), or a comparison.
bool FlowParser::operation(Cursor &L, Event &E) {
  if (!temp(L, E.A))
    return false;
  if (L.eat("+")) {
    E.Code = Op::Offset;
    if (L.atTemp() && !(temp(L, E.B) && expect(L, "*")))
      return false;
    if (!E.B.valid() && L.value(E.Value))
      return true;
    if (!E.B.valid() && !(variable(L, E.Variable) && expect(L, "*")))
      return false;
    return L.value(E.Value) || fail("expected a distance" + found(L));
  }
  E.Code = Op::Compare;
  // The longer ones first: "<=" begins with "<".
  for (CompareOp O : {CompareOp::EQ, CompareOp::NE, CompareOp::LE, CompareOp::GE, CompareOp::LT, CompareOp::GT})
    if (L.eat(compareName(O))) {
      E.Cmp = O;
      return temp(L, E.B);
    }
  return fail("expected '+' or a comparison" + found(L));
}

/// `call free(%1)`, `call %2(%1)` or `call ?(%1)`.
bool FlowParser::call(Cursor &L, Event &E) {
  E.Code = Op::Call;
  std::string_view Name;
  if (L.startsWith("%")) {
    if (!temp(L, E.A))
      return false;
  } else if (!L.eat("?")) {
    Name = L.name();
    if (Name.empty())
      return fail("expected the name of a function" + found(L));
  }
  E.Target = callee(Name);
  if (!expect(L, "("))
    return false;
  E.ArgsBegin = F.Args.size();
  for (; !L.eat(")"); ++E.ArgsCount) {
    TempId T;
    if ((E.ArgsCount && !expect(L, ",")) || !temp(L, T))
      return false;
    F.Args.push_back(T);
  }
  return true;
}

} // namespace deed
