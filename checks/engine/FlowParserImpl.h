//===- engine/FlowParserImpl.h - the parts of the flow parser --*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Private to the parser of flows: FlowParser.cpp reads the frame (declarations,
// blocks, jumps), FlowParserEvents.cpp the events.
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_FLOWPARSERIMPL_H
#define DEED_ENGINE_FLOWPARSERIMPL_H

#include "engine/Flow.h"
#include <charconv>
#include <map>
#include <optional>

namespace deed {

/// The rest of one line. Blanks between words do not matter.
class Cursor {
public:
  explicit Cursor(std::string_view Text) : Rest(Text) {}

  bool atEnd() {
    skipBlanks();
    return Rest.empty();
  }
  bool eat(std::string_view Text) {
    skipBlanks();
    if (!Rest.starts_with(Text))
      return false;
    Rest.remove_prefix(Text.size());
    return true;
  }
  /// Eats a whole word only: "end" is not the beginning of "endless".
  bool eatWord(std::string_view Word) {
    skipBlanks();
    std::string_view Before = Rest;
    if (name() == Word)
      return true;
    Rest = Before;
    return false;
  }
  bool startsWith(std::string_view Text) {
    skipBlanks();
    return Rest.starts_with(Text);
  }
  /// The longest run of characters of a name, which may be empty.
  std::string_view name() {
    skipBlanks();
    std::size_t N = 0;
    while (N != Rest.size() && isNameChar(Rest[N]))
      ++N;
    std::string_view Name = Rest.substr(0, N);
    Rest.remove_prefix(N);
    return Name;
  }
  template <typename Int> bool number(Int &I) {
    skipBlanks();
    auto [End, Bad] = std::from_chars(Rest.data(), Rest.data() + Rest.size(), I);
    if (Bad != std::errc())
      return false;
    Rest.remove_prefix(End - Rest.data());
    return true;
  }
  /// A number, or `any`.
  bool value(std::int64_t &I) {
    if (!eatWord("any"))
      return number(I);
    I = AnyIndex;
    return true;
  }
  /// True at `%3`, or at `_`, which stands for no temp.
  bool atTemp() {
    skipBlanks();
    return !Rest.empty() && (Rest[0] == '%' || (Rest[0] == '_' && (Rest.size() == 1 || !isNameChar(Rest[1]))));
  }
  std::string_view rest() const { return Rest; }

private:
  static bool isNameChar(char C) {
    return static_cast<signed char>(C) < 0 || (C >= '0' && C <= '9') || (C >= 'a' && C <= 'z') ||
           (C >= 'A' && C <= 'Z') || C == '_' || C == '.' || C == '$';
  }
  void skipBlanks() {
    while (!Rest.empty() && (Rest[0] == ' ' || Rest[0] == '\t' || Rest[0] == '\r'))
      Rest.remove_prefix(1);
  }

  std::string_view Rest;
};

inline std::string_view trimmed(std::string_view Text) {
  const char *const Blanks = " \t\r";
  std::size_t First = Text.find_first_not_of(Blanks);
  return First == std::string_view::npos ? "" : Text.substr(First, Text.find_last_not_of(Blanks) - First + 1);
}

class FlowParser {
public:
  FlowParser(std::string_view Text, const ContractLookup &Contracts, Flow &F)
      : Text(Text), Contracts(Contracts), F(F) {}

  bool run(std::string &Error);

private:
  // Each returns false after it called fail().
  bool line(Cursor L);
  bool header(Cursor &L);
  bool variableLine(Cursor &L, VarKind Kind);
  bool fieldLine(Cursor &L);
  bool blockLine(Cursor &L);
  bool event(Cursor &L);
  bool computation(Cursor &L, Event &E);
  bool address(Cursor &L, Event &E);
  bool operation(Cursor &L, Event &E);
  bool call(Cursor &L, Event &E);
  bool statement(Cursor &L, Event &E);
  bool exit(Cursor &L, bool &IsExit);
  bool switchExit(Cursor &L, Block &B);
  bool finish();

  bool temp(Cursor &L, TempId &T);
  bool successor(Cursor &L, Block &B);
  bool type(Cursor &L, TypeClass &T);
  bool variable(Cursor &L, VarId &V);
  std::optional<Role> role(Cursor &L);
  /// The number behind a name: "next.12" is "next" and 12.
  static bool numbered(std::string_view Word, std::string &Name, std::optional<std::uint32_t> &N);
  /// Finds "next.12", or a unique "next", among the names of \p Table.
  template <typename T>
  bool find(std::string_view Word, const std::vector<T> &Table, std::string_view What, std::uint32_t &N);
  CalleeId callee(std::string_view Name);
  bool fail(std::string Message) {
    if (Problem.empty())
      Problem = "line " + std::to_string(LineNumber) + ": " + std::move(Message);
    return false;
  }
  bool expect(Cursor &L, std::string_view Wanted) {
    return L.eat(Wanted) || fail("expected '" + std::string(Wanted) + "'" + found(L));
  }
  static std::string found(const Cursor &L) {
    std::string_view Rest = trimmed(L.rest());
    return Rest.empty() ? ", but the line ends" : ", found '" + std::string(Rest.substr(0, 30)) + "'";
  }
  LocId here() const { return LocId(LineNumber); }

  std::string_view Text;
  const ContractLookup &Contracts;
  Flow &F;
  std::string Problem;
  std::string TempName; ///< behind the `;` of the line
  std::map<std::string, CalleeId, std::less<>> CalleeOf;
  std::vector<std::uint32_t> BlockLines; ///< where a jump to each block stands first
  std::uint32_t LineNumber = 0;
  enum class Place { Start, Declarations, InBlock, BetweenBlocks, End } Where = Place::Start;
};

template <typename T>
bool FlowParser::find(std::string_view Word, const std::vector<T> &Table, std::string_view What, std::uint32_t &N) {
  std::string Name;
  std::optional<std::uint32_t> Number;
  const std::string Said = std::string(What) + " '" + std::string(Word) + "'";
  if (!numbered(Word, Name, Number))
    return fail("no number behind the dot of " + Said);
  if (Number) {
    if (*Number >= Table.size() || Table[*Number].Name != Name)
      return fail("no " + Said);
    N = *Number;
    return true;
  }
  bool Found = false;
  for (std::uint32_t I = 0; I != Table.size(); ++I)
    if (Table[I].Name == Name) {
      if (Found)
        return fail("more than one " + Said + ": write '" + Name + "." + std::to_string(I) + "'");
      Found = true;
      N = I;
    }
  return Found || fail("no " + Said);
}

} // namespace deed

#endif // DEED_ENGINE_FLOWPARSERIMPL_H
