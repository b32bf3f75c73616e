//===- engine/FlowParser.cpp - reads flows from text ----------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads the text form that FlowText.cpp prints, line by line; that file shows
// an example. Nothing is trusted: every id is checked, so that a flow which was
// read can be solved. Written by hand, a variable or a field may go without the
// number behind its name where the name is unique.
//===----------------------------------------------------------------------===//
#include "engine/FlowParserImpl.h"

namespace deed {

bool FlowParser::run(std::string &Error) {
  F = Flow();
  for (std::string_view Rest = Text; Problem.empty() && !Rest.empty();) {
    std::size_t N = Rest.find('\n');
    std::string_view Line = Rest.substr(0, N);
    Rest.remove_prefix(N == std::string_view::npos ? Rest.size() : N + 1);
    ++LineNumber;
    std::size_t Semicolon = Line.find(';');
    TempName = Semicolon == std::string_view::npos ? "" : trimmed(Line.substr(Semicolon + 1));
    Line = trimmed(Line.substr(0, Semicolon));
    if (!Line.empty())
      line(Cursor(Line));
  }
  if (Problem.empty())
    finish();
  Error = Problem;
  return Problem.empty();
}

bool FlowParser::line(Cursor L) {
  bool Ok = false;
  switch (Where) {
  case Place::Start: Ok = header(L); break;
  case Place::Declarations:
    for (VarKind K : {VarKind::Local, VarKind::Param, VarKind::Static, VarKind::Global})
      if (L.eatWord(kindName(K)))
        return variableLine(L, K);
    if (L.eatWord("field"))
      return fieldLine(L);
    [[fallthrough]];
  case Place::BetweenBlocks:
    if (L.eat("}")) {
      F.EndLoc = here();
      Where = Place::End;
      Ok = true;
      break;
    }
    Ok = blockLine(L);
    break;
  case Place::InBlock: {
    bool IsExit = false;
    Ok = exit(L, IsExit) && (IsExit || event(L));
    break;
  }
  case Place::End: return fail("text behind the end of the flow");
  }
  return Ok && (L.atEnd() || fail("unexpected text" + found(L)));
}

bool FlowParser::header(Cursor &L) {
  if (!L.eatWord("flow"))
    return fail("expected 'flow NAME -> TYPE {'" + found(L));
  F.Function = L.name();
  F.Loc = here();
  if (F.Function.empty())
    return fail("the flow has no name");
  if (!expect(L, "->"))
    return false;
  F.ResultIsVoid = L.eatWord("void");
  if (!F.ResultIsVoid && !type(L, F.ResultType))
    return false;
  F.Variadic = L.eatWord("variadic");
  F.Internal = L.eatWord("internal");
  F.Contract = Contracts.find(F.Function);
  Where = Place::Declarations;
  return expect(L, "{");
}

bool FlowParser::numbered(std::string_view Word, std::string &Name, std::optional<std::uint32_t> &N) {
  std::size_t Dot = Word.rfind('.');
  Name = Word.substr(0, Dot);
  N.reset();
  if (Dot == std::string_view::npos)
    return true;
  std::uint32_t Number = 0;
  std::string_view Digits = Word.substr(Dot + 1);
  auto [End, Bad] = std::from_chars(Digits.data(), Digits.data() + Digits.size(), Number);
  if (Bad != std::errc() || End != Digits.data() + Digits.size())
    return false;
  N = Number;
  return true;
}

std::optional<Role> FlowParser::role(Cursor &L) {
  for (Role R : {Role::Own, Role::Mut, Role::Ref})
    if (L.eatWord(roleName(R)))
      return R;
  return std::nullopt;
}

bool FlowParser::type(Cursor &L, TypeClass &T) {
  for (TypeClass C : {TypeClass::Pointer, TypeClass::Signed, TypeClass::Unsigned, TypeClass::Bool, TypeClass::Record,
                      TypeClass::Other})
    if (L.eatWord(typeName(C))) {
      T = C;
      return true;
    }
  return fail("expected a type (pointer, signed, unsigned, bool, record or other)" + found(L));
}

bool FlowParser::variableLine(Cursor &L, VarKind Kind) {
  Var V;
  std::optional<std::uint32_t> N;
  if (!numbered(L.name(), V.Name, N) || (N && *N != F.Vars.size()))
    return fail("this is variable " + std::to_string(F.Vars.size()) + ", its name says another number");
  V.Kind = Kind;
  V.Loc = here();
  if (!expect(L, ":") || !type(L, V.Type))
    return false;
  V.Prefix = role(L).value_or(Role::None);
  if (L.eatWord("context") && !parseKind(L.name(), V.Context))
    return fail("expected the kind of a context");
  V.Array = L.eatWord("array");
  V.Answers = L.eatWord("answers");
  V.Cleanup = L.eatWord("cleanup");
  if (Kind == VarKind::Param) {
    V.Param = F.Params.size();
    F.Params.push_back(VarId(F.Vars.size()));
  }
  F.Vars.push_back(std::move(V));
  return L.atEnd() || fail("unexpected text" + found(L));
}

bool FlowParser::fieldLine(Cursor &L) {
  Field Fd;
  std::optional<std::uint32_t> N;
  if (!numbered(L.name(), Fd.Name, N) || (N && *N != F.Fields.size()))
    return fail("this is field " + std::to_string(F.Fields.size()) + ", its name says another number");
  Fd.Prefix = role(L).value_or(Role::None);
  if (L.eatWord("context") && !parseKind(L.name(), Fd.Context))
    return fail("expected the kind of a context");
  Fd.Link = L.eatWord("link");
  F.Fields.push_back(std::move(Fd));
  return L.atEnd() || fail("unexpected text" + found(L));
}

bool FlowParser::blockLine(Cursor &L) {
  std::uint32_t N = 0;
  if (!L.eatWord("block") || !L.number(N))
    return fail("expected 'block " + std::to_string(F.Blocks.size()) + ":'" + found(L));
  if (N != F.Blocks.size())
    return fail("expected block " + std::to_string(F.Blocks.size()) + ", found block " + std::to_string(N));
  F.Blocks.emplace_back().Begin = F.Events.size();
  Where = Place::InBlock;
  return expect(L, ":");
}

bool FlowParser::successor(Cursor &L, Block &B) {
  std::uint32_t N = 0;
  if (!L.number(N))
    return fail("expected the number of a block" + found(L));
  if (N >= Text.size())
    return fail("no block " + std::to_string(N));
  if (N >= BlockLines.size())
    BlockLines.resize(N + 1);
  if (!BlockLines[N])
    BlockLines[N] = LineNumber;
  B.Successors.push_back(BlockId(N));
  return true;
}

/// The last line of a block.
bool FlowParser::exit(Cursor &L, bool &IsExit) {
  Block &B = F.Blocks.back();
  IsExit = true;
  if (L.eatWord("goto")) {
    B.Kind = Exit::Jump;
    for (bool First = true; !L.atEnd() && !L.startsWith("written"); First = false)
      if ((!First && !expect(L, ",")) || !successor(L, B))
        return false;
    if (L.eatWord("written"))
      B.Loc = here();
  } else if (L.eatWord("branch")) {
    B.Kind = Exit::Branch;
    B.Loc = here();
    if (!temp(L, B.Condition) || !expect(L, "->") || !successor(L, B) || !expect(L, ",") || !successor(L, B))
      return false;
  } else if (L.eatWord("switch")) {
    if (!switchExit(L, B))
      return false;
  } else if (L.eatWord("exit")) {
    B.Kind = Exit::Return;
  } else if (L.eatWord("stop")) {
    B.Kind = Exit::Stop;
  } else {
    IsExit = false;
    return true;
  }
  B.End = F.Events.size();
  Where = Place::BetweenBlocks;
  return true;
}

/// `switch %1 -> 1..4:2 7..7:3 default:5`, the default may be missing.
bool FlowParser::switchExit(Cursor &L, Block &B) {
  B.Kind = Exit::Switch;
  B.Loc = here();
  if (!temp(L, B.Condition) || !expect(L, "->"))
    return false;
  while (!L.atEnd()) {
    if (L.eatWord("default"))
      return expect(L, ":") && successor(L, B);
    Block::Case C{};
    if (!L.number(C.Low) || !L.eat("..") || !L.number(C.High))
      return fail("expected a case such as 1..4:2" + found(L));
    if (!expect(L, ":") || !successor(L, B))
      return false;
    B.Cases.push_back(C);
  }
  return true;
}

bool FlowParser::finish() {
  switch (Where) {
  case Place::Start: ++LineNumber; return fail("there is no flow");
  case Place::Declarations:
  case Place::BetweenBlocks: return fail("the flow is not closed by '}'");
  case Place::InBlock:
    return fail("block " + std::to_string(F.Blocks.size() - 1) + " has no exit (goto, branch, switch, exit or stop)");
  case Place::End: break;
  }
  for (std::size_t N = F.Blocks.size(); N < BlockLines.size(); ++N)
    if (BlockLines[N]) {
      LineNumber = BlockLines[N];
      return fail("no block " + std::to_string(N));
    }
  F.TempNames.resize(F.TempCount);
  return true;
}

bool parseFlow(std::string_view Text, const ContractLookup &Contracts, Flow &F, std::string &Error) {
  return FlowParser(Text, Contracts, F).run(Error);
}

} // namespace deed
