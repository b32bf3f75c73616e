//===- project/NolintComments.cpp - the NOLINT comments of a file ------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines nolintComments(): a small lexer that knows comments, strings and
// character constants, and what a directive looks like inside a comment.
//===----------------------------------------------------------------------===//
#include "project/NolintComments.h"
#include "project/CheckList.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace deed {

using llvm::StringRef;

namespace {
class Scanner {
public:
  Scanner(StringRef Text, StringRef File) : Text(Text), File(File) {}
  std::vector<NolintComment> run();

private:
  StringRef Text, File;
  std::vector<size_t> Lines; ///< where each begins
  std::vector<NolintComment> Out;

  size_t skipQuoted(size_t At) const;
  void readComment(size_t Begin, size_t End, bool IsBlock);
  void readDirective(size_t At, size_t Begin, size_t End, bool IsBlock);
  SourceRange range(size_t Begin, size_t End) const;
  SourceRange whole(size_t Directive, size_t Begin, size_t End, bool IsBlock) const;
  void pair();
};
} // namespace

/// Behind the string or character constant that begins at \p At.
size_t Scanner::skipQuoted(size_t At) const {
  const char Quote = Text[At++];
  while (At < Text.size() && Text[At] != Quote && Text[At] != '\n')
    At += Text[At] == '\\' ? 2 : 1;
  return std::min(At + 1, Text.size());
}

std::vector<NolintComment> Scanner::run() {
  if (!Text.contains("NOLINT"))
    return {};
  for (size_t At = 0; At <= Text.size(); At = std::min(Text.find('\n', At), Text.size()) + 1)
    Lines.push_back(At);
  for (size_t At = 0; At < Text.size();) {
    if (Text[At] == '"' || Text[At] == '\'') {
      At = skipQuoted(At);
    } else if (Text.substr(At).starts_with("//")) {
      size_t End = At;
      do // a backslash continues the comment
        End = std::min(Text.find('\n', End + 1), Text.size());
      while (End < Text.size() && Text[End - 1] == '\\');
      readComment(At, End, /*IsBlock=*/false);
      At = End;
    } else if (Text.substr(At).starts_with("/*")) {
      size_t End = Text.find("*/", At + 2);
      End = End == StringRef::npos ? Text.size() : End + 2;
      readComment(At, End, /*IsBlock=*/true);
      At = End;
    } else {
      ++At;
    }
  }
  pair();
  return std::move(Out);
}

void Scanner::readComment(size_t Begin, size_t End, bool IsBlock) {
  for (size_t At = Text.find("NOLINT", Begin); At < End; At = Text.find("NOLINT", At + 1))
    if (!llvm::isAlnum(Text[At - 1]) && Text[At - 1] != '_')
      readDirective(At, Begin, End, IsBlock);
}

void Scanner::readDirective(size_t At, size_t Begin, size_t End, bool IsBlock) {
  NolintComment C;
  StringRef Rest = Text.slice(At + 6, End);
  if (Rest.consume_front("NEXTLINE"))
    C.Kind = NolintKind::NextLine;
  else if (Rest.consume_front("BEGIN"))
    C.Kind = NolintKind::Begin;
  else if (Rest.consume_front("END"))
    C.Kind = NolintKind::End;
  if (!Rest.empty() && (llvm::isAlnum(Rest.front()) || Rest.front() == '_'))
    return;
  size_t After = Rest.begin() - Text.begin();
  if (size_t Close = Rest.find(')');
      Rest.starts_with("(") && Close != StringRef::npos && !Rest.take_front(Close).contains('\n')) {
    for (StringRef Name : llvm::split(Rest.slice(1, Close), ','))
      if (!Name.trim().empty())
        C.Names.push_back(Name.trim().str());
    After += Close + 1;
  }
  C.Place = range(At, After);
  StringRef Reason = Text.slice(After, End);
  if (IsBlock)
    Reason.consume_back("*/");
  // A line that a program wrote may have thousands of directives; each would keep all that follow it.
  constexpr size_t LongestReason = 4096;
  C.Reason =
      Reason.take_front(LongestReason).take_until([](char Ch) { return Ch == '\n'; }).trim().ltrim(":-, ").trim().str();
  C.Whole = whole(At, Begin, End, IsBlock);
  Out.push_back(std::move(C));
}

SourceRange Scanner::range(size_t Begin, size_t End) const {
  SourceRange R;
  R.File = File.str();
  R.Offset = static_cast<unsigned>(Begin);
  R.Length = static_cast<unsigned>(End - Begin);
  auto Place = [&](size_t At, unsigned &Line, unsigned &Column) {
    const auto Next = llvm::upper_bound(Lines, At); // never the first
    Line = static_cast<unsigned>(Next - Lines.begin());
    Column = static_cast<unsigned>(At - *(Next - 1) + 1);
  };
  Place(Begin, R.Line, R.Column);
  Place(End, R.EndLine, R.EndColumn);
  return R;
}

SourceRange Scanner::whole(size_t Directive, size_t Begin, size_t End, bool IsBlock) const {
  StringRef Before = Text.slice(Begin + 2, Directive);
  size_t From = Directive, To = IsBlock ? End - 2 : End;
  if (!IsBlock && To > From && Text[To - 1] == '\r')
    --To;
  // Something else is in the comment: that stays.
  if (Before.find_first_not_of(" \t/*!") != StringRef::npos || Text.slice(Directive, To).contains('\n'))
    return range(From, From + Text.slice(From, To).take_until([](char Ch) { return Ch == '\n'; }).rtrim().size());
  From = Begin;
  To = IsBlock ? End : To;
  const size_t LineBegin = Text.take_front(From).rfind('\n') + 1;
  const bool Leads = Text.slice(LineBegin, From).trim(" \t").empty();
  const size_t LineEnd = std::min(Text.find('\n', To), Text.size());
  const bool Ends = Text.slice(To, LineEnd).trim(" \t\r").empty();
  if (Leads && Ends) // the whole line
    return range(LineBegin, std::min(LineEnd + 1, Text.size()));
  while (From > LineBegin && (Text[From - 1] == ' ' || Text[From - 1] == '\t'))
    --From;
  return range(From, To);
}

/// Blocks nest: an END closes the last BEGIN with the same list.
void Scanner::pair() {
  std::vector<size_t> Open;
  for (size_t I = 0; I != Out.size(); ++I) {
    if (Out[I].Kind == NolintKind::Begin)
      Open.push_back(I);
    if (Out[I].Kind != NolintKind::End || Open.empty() || Out[Open.back()].Names != Out[I].Names)
      continue;
    Out[I].Partner = Open.back();
    Out[Open.back()].Partner = I;
    Open.pop_back();
  }
}

std::vector<NolintComment> nolintComments(StringRef Text, StringRef File) { return Scanner(Text, File).run(); }

bool NolintComment::covers(unsigned Line, StringRef Label, const std::vector<NolintComment> &All) const {
  switch (Kind) {
  case NolintKind::Line:
    if (Line != Place.Line)
      return false;
    break;
  case NolintKind::NextLine:
    if (Line != Place.Line + 1)
      return false;
    break;
  case NolintKind::Begin:
    if (Line < Place.Line || (Partner && Line > All[*Partner].Place.Line))
      return false;
    break;
  case NolintKind::End: return false;
  }
  bool Covered = Names.empty();
  for (StringRef Name : Names) {
    const bool Away = Name.consume_front("-");
    if (matchesGlob(Name, Label))
      Covered = !Away;
  }
  return Covered;
}

std::string withoutName(const NolintComment &Comment, StringRef Name) {
  static constexpr StringRef Words[] = {"NOLINT", "NOLINTNEXTLINE", "NOLINTBEGIN", "NOLINTEND"};
  std::vector<std::string> Names = Comment.Names;
  llvm::erase(Names, Name.str());
  return (Words[static_cast<unsigned>(Comment.Kind)] + "(" + llvm::join(Names, ", ") + ")").str();
}

} // namespace deed
