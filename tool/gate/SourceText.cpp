//===- gate/SourceText.cpp - C text read without a compiler ------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines functionsOf(), includesOf() and mentions() over one small scanner.
//===----------------------------------------------------------------------===//
#include "gate/SourceText.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace deed {

static bool isWordChar(char C) { return llvm::isAlnum(C) || C == '_' || C == '$' || (C & 0x80); }

namespace {
/// Tokens: words, single punctuation characters, and whole directives. Numbers
/// are words; literals and comments are nothing.
class Scanner {
  llvm::StringRef Text;
  size_t At = 0;
  unsigned Line = 1;
  bool LineBegins = true;

  void skipLiteral(char Quote) {
    for (++At; At < Text.size() && Text[At] != Quote; ++At) {
      if (Text[At] == '\n') // an apostrophe in a branch of #if 0
        return;
      if (Text[At] == '\\' && At + 1 < Text.size()) {
        ++At;
        Line += Text[At] == '\n';
      }
    }
    if (At < Text.size())
      ++At;
  }
  void skipBlockComment() {
    size_t End = Text.find("*/", At + 2);
    End = End == llvm::StringRef::npos ? Text.size() : End + 2;
    Line += Text.slice(At, End).count('\n');
    At = End;
  }
  /// To the end of the line; a backslash continues it. Comments end where they end.
  llvm::StringRef directive() {
    size_t Begin = At;
    while (At < Text.size() && Text[At] != '\n') {
      if (Text.substr(At).starts_with("/*")) {
        skipBlockComment();
        continue;
      }
      if (Text[At] == '\\' && Text.substr(At + 1).ltrim('\r').starts_with("\n")) {
        At = Text.find('\n', At) + 1;
        ++Line;
        continue;
      }
      ++At;
    }
    return Text.slice(Begin, At);
  }

public:
  explicit Scanner(llvm::StringRef Text) : Text(Text) {}

  struct Token {
    enum Kind { End, Word, Mark, Directive } What = End;
    llvm::StringRef Spelling;
    unsigned Line = 0;
  };

  Token next() {
    while (At < Text.size()) {
      char C = Text[At];
      if (C == '\n') {
        ++Line, ++At;
        LineBegins = true;
      } else if (llvm::isSpace(C) || C == '\\') {
        ++At;
      } else if (Text.substr(At).starts_with("/*")) {
        skipBlockComment();
      } else if (Text.substr(At).starts_with("//")) {
        At = std::min(Text.find('\n', At), Text.size());
      } else if (C == '#' && LineBegins) {
        unsigned Begin = Line;
        return {Token::Directive, directive(), Begin};
      } else if (C == '"' || C == '\'') {
        LineBegins = false;
        skipLiteral(C);
      } else if (isWordChar(C)) {
        LineBegins = false;
        size_t Begin = At;
        while (At < Text.size() && isWordChar(Text[At]))
          ++At;
        return {Token::Word, Text.slice(Begin, At), Line};
      } else {
        LineBegins = false;
        return {Token::Mark, Text.substr(At++, 1), Line};
      }
    }
    return {};
  }
};

/// Words that parentheses follow and that name no function.
bool isNoName(llvm::StringRef Word) {
  static constexpr llvm::StringLiteral Words[] = {"__declspec", "asm",  "_Alignas", "alignas", "typeof", "_Noreturn",
                                                  "void",       "char", "short",    "int",     "long",   "float",
                                                  "double",     "bool", "_Bool",    "const",   "signed", "unsigned"};
  return Word.starts_with("__attribute") || Word.starts_with("__asm") || Word.starts_with("__typeof") ||
         llvm::is_contained(Words, Word);
}
bool isShouted(llvm::StringRef Word) { return !llvm::any_of(Word, llvm::isLower); }

/// How many braces are open, whichever branch of an #if is taken.
struct Nesting {
  int Braces = 0;
  std::vector<int> Conditions; ///< Braces at each open #if

  void directive(llvm::StringRef Text) {
    Text = Text.drop_front().ltrim();
    if (Text.starts_with("if"))
      Conditions.push_back(Braces);
    else if (Text.starts_with("el") && !Conditions.empty())
      Braces = Conditions.back(); // each branch opens what the first one opened
    else if (Text.starts_with("endif") && !Conditions.empty())
      Conditions.pop_back();
  }
};

/// Follows braces and parentheses at the level of the file.
class FunctionFinder : Nesting {
  std::vector<FunctionExtent> Found;
  int Parens = 0;
  bool Inside = false;
  // Since the last end of a declaration.
  FunctionExtent Named, Shouted;
  bool Initialised = false;
  Scanner::Token Word;

  void reset() {
    Named = Shouted = {};
    Initialised = false;
    Word = {};
  }
  void openParen() {
    // One level deep too: `void (*f(int a))(int) {`.
    bool Outer = Parens == 0 || (Parens == 1 && Named.Name.empty() && Shouted.Name.empty());
    if (Braces == 0 && Outer && !Word.Spelling.empty() && !Initialised && !isNoName(Word.Spelling)) {
      FunctionExtent &Slot = isShouted(Word.Spelling) ? Shouted : Named;
      if (Slot.Name.empty())
        Slot = {Word.Spelling.str(), Word.Line, 0};
    }
    ++Parens;
  }
  void openBrace() {
    if (Braces++ == 0 && Parens == 0 && !Initialised) {
      FunctionExtent &Slot = Named.Name.empty() ? Shouted : Named;
      Inside = !Slot.Name.empty();
      if (Inside)
        Found.push_back(Slot);
    }
  }
  void closeBrace(unsigned Line) {
    if (Braces && --Braces == 0) {
      if (Inside) {
        Found.back().Last = Line;
        reset();
      }
      Inside = false;
    }
  }

public:
  void take(const Scanner::Token &T) {
    if (T.What == Scanner::Token::Directive)
      return directive(T.Spelling);
    if (T.What == Scanner::Token::Word) {
      Word = T;
      return;
    }
    switch (T.Spelling.front()) {
    case '(': openParen(); break;
    case ')': Parens = std::max(0, Parens - 1); break;
    case '{': openBrace(); break;
    case '}': closeBrace(T.Line); break;
    case ';':
      // Ends prototypes; also `int f(a) int a; {`, whose body is not found.
      if (Braces == 0 && Parens == 0)
        reset();
      break;
    case '=': Initialised |= Braces == 0 && Parens == 0; break;
    default: break;
    }
    if (T.Spelling != "*")
      Word = {};
  }
  std::vector<FunctionExtent> finish(unsigned LastLine) {
    if (Inside)
      Found.back().Last = LastLine;
    return std::move(Found);
  }
};
} // namespace

std::vector<FunctionExtent> functionsOf(llvm::StringRef Text) {
  Scanner Source(Text);
  FunctionFinder Finder;
  for (Scanner::Token T = Source.next(); T.What != Scanner::Token::End; T = Source.next())
    Finder.take(T);
  return Finder.finish(Text.count('\n') + 1);
}

std::vector<Include> includesOf(llvm::StringRef Text) {
  std::vector<Include> Out;
  Scanner Source(Text);
  for (Scanner::Token T = Source.next(); T.What != Scanner::Token::End; T = Source.next()) {
    if (T.What != Scanner::Token::Directive)
      continue;
    llvm::StringRef Rest = T.Spelling.drop_front().ltrim();
    if (!Rest.consume_front("include") && !Rest.consume_front("import"))
      continue;
    Rest.consume_front("_next");
    Rest = Rest.ltrim();
    if (Rest.consume_front("\""))
      Out.push_back({Rest.take_until([](char C) { return C == '"'; }).str(), false});
    else if (Rest.consume_front("<"))
      Out.push_back({Rest.take_until([](char C) { return C == '>'; }).str(), true});
    else if (!Rest.empty())
      Out.push_back({});
  }
  return Out;
}

bool mentions(llvm::StringRef Text, const llvm::StringSet<> &Names) {
  for (size_t At = 0; At < Text.size();) {
    if (!isWordChar(Text[At])) {
      ++At;
      continue;
    }
    size_t Begin = At;
    while (At < Text.size() && isWordChar(Text[At]))
      ++At;
    if (Names.contains(Text.slice(Begin, At)))
      return true;
  }
  return false;
}

bool uses(llvm::StringRef Text, const llvm::StringSet<> &Names) {
  Scanner Source(Text);
  Nesting Open;
  Scanner::Token Before;
  auto Named = [&](const Scanner::Token &T) { return T.What == Scanner::Token::Word && Names.contains(T.Spelling); };
  for (Scanner::Token T = Source.next(); T.What != Scanner::Token::End; T = Source.next()) {
    const bool Paren = T.What == Scanner::Token::Mark && T.Spelling == "(";
    // `void f(int);` and `void f(int) {` say what it is; `DEFINE_CLEANUP(type *, f)` uses it.
    if (Named(Before) && (Open.Braces > 0 || !Paren))
      return true;
    if (T.What == Scanner::Token::Directive) {
      llvm::StringRef Rest = T.Spelling.drop_front().ltrim();
      if (Rest.consume_front("define") && mentions(Rest, Names))
        return true;
      Open.directive(T.Spelling);
      continue;
    }
    if (T.What == Scanner::Token::Mark && T.Spelling == "{" && Before.Spelling != "extern") // extern "C" {
      ++Open.Braces;
    if (T.What == Scanner::Token::Mark && T.Spelling == "}" && Open.Braces)
      --Open.Braces;
    Before = T;
  }
  return Named(Before);
}

} // namespace deed
