//===- report/Snippet.cpp - source lines with labels under them --------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines SnippetPrinter.
//===----------------------------------------------------------------------===//
#include "report/Snippet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Unicode.h"
#include <algorithm>
#include <map>

namespace deed {

/// Lines longer than this are cut: generated code has lines of a megabyte.
static constexpr size_t LongestLine = 160;
static constexpr unsigned TabWidth = 4;

namespace {
/// A source line as it is shown, and where a byte of it stands on the screen.
struct Shown {
  std::string Text;
  size_t First = 0, Last = 0; ///< bytes of the line that are shown
  std::string_view Line;

  explicit Shown(std::string_view Line, size_t Focus) : Last(Line.size()), Line(Line) {
    if (Line.size() > LongestLine) {
      First = Focus > LongestLine / 2 ? Focus - LongestLine / 2 : 0;
      First = std::min(First, Line.size() - LongestLine);
      Last = First + LongestLine;
      while (First > 0 && (Line[First] & 0xC0) == 0x80) // not inside a character
        --First;
      while (Last < Line.size() && (Line[Last] & 0xC0) == 0x80)
        ++Last;
    }
    if (First)
      Text += "...";
    Text += expand(Line.substr(First, Last - First));
    if (Last < Line.size())
      Text += "...";
  }
  static std::string expand(std::string_view Part) {
    std::string Out;
    for (char C : Part)
      if (C == '\t')
        Out.append(TabWidth, ' ');
      else
        Out += C;
    return printable(Out); // an escape sequence in a source file must not reach the terminal
  }
  /// Columns left of the 0-based byte \p Byte.
  unsigned columns(size_t Byte) const {
    Byte = std::clamp(Byte, First, Last);
    std::string Before = expand(Line.substr(First, Byte - First));
    int Columns = llvm::sys::unicode::columnWidthUTF8(Before);
    return (First ? 3 : 0) + (Columns < 0 ? Before.size() : Columns);
  }
};
} // namespace

std::string SnippetPrinter::place(const SourceRange &R) const {
  return Colours.place(R, printablePath(relativeTo(R.File, Base)) + ":" + std::to_string(R.Line) + ":" +
                              std::to_string(R.Column));
}

void SnippetPrinter::gutter(llvm::StringRef Number, llvm::StringRef Mark) {
  Out << Colours.frame((std::string(Width - std::min<size_t>(Width, Number.size()), ' ') + Number + " " + Mark).str());
}

void SnippetPrinter::remark(llvm::StringRef Head, llvm::StringRef Text) {
  Out << std::string(Width, ' ') << ' ' << Colours.frame("=") << ' ' << Colours.bold((Head + ":").str()) << ' ' << Text
      << '\n';
}

void SnippetPrinter::drawLabel(const Label &L, Level PrimaryLevel) {
  const SourceFile *File = Sources.get(L.Range.File);
  std::string_view Line = File ? File->line(L.Range.Line) : std::string_view();
  size_t Begin = L.Range.Column ? L.Range.Column - 1 : 0;
  size_t End = L.Range.EndLine == L.Range.Line ? L.Range.EndColumn - 1 : Line.size();
  if (L.Range.EndLine == 0)
    End = Begin + L.Range.Length;
  Shown Text(Line, Begin);
  unsigned From = Text.columns(Begin), To = std::max(Text.columns(std::max(Begin, End)), From + 1);
  std::string Mark(To - From, L.Primary ? '^' : '-');
  if (!L.Text.empty())
    Mark += " " + printable(L.Text);
  gutter("");
  Out << ' ' << std::string(From, ' ') << (L.Primary ? Colours.level(PrimaryLevel, Mark) : Colours.frame(Mark)) << '\n';
}

void SnippetPrinter::draw(const std::vector<Label> &Labels, Level PrimaryLevel) {
  unsigned Highest = 1;
  for (const Label &L : Labels)
    Highest = std::max(Highest, L.Range.Line);
  Width = std::to_string(Highest).size();

  const Label *Primary = nullptr;
  for (const Label &L : Labels)
    if (L.Primary)
      Primary = &L;
  if (Primary)
    Out << std::string(Width, ' ') << Colours.frame("--> ") << place(Primary->Range) << '\n';

  auto ShowLine = [&](const SourceRange &R, unsigned Number, size_t Focus) {
    const SourceFile *File = Sources.get(R.File);
    gutter(std::to_string(Number));
    std::string Text = File ? Shown(File->line(Number), Focus).Text : "(the file can not be read)";
    Out << (Text.empty() ? "" : " ") << Text << '\n';
  };
  const SourceRange *Last = nullptr;
  std::string Block = Primary ? Primary->Range.File : "";
  for (const Label &L : Labels) {
    const SourceRange &R = L.Range;
    bool Follows = Last && Last->File == R.File && Last->Line <= R.Line;
    if (!Follows) {
      if (Last || R.File != Block)
        Out << std::string(Width, ' ') << Colours.frame("::: ") << place(R) << '\n';
      gutter("");
      Out << '\n';
    } else if (R.Line == Last->Line + 2) {
      ShowLine(R, R.Line - 1, 0);
    } else if (R.Line > Last->Line + 2) {
      Out << Colours.frame("...") << '\n';
    }
    if (!Follows || R.Line != Last->Line)
      ShowLine(R, R.Line, R.Column ? R.Column - 1 : 0);
    drawLabel(L, PrimaryLevel);
    Last = &R;
  }
  gutter("");
  Out << '\n';
}

/// Splits at line ends, which stay out; a last empty piece is no line.
static std::vector<std::string_view> splitLines(std::string_view Text) {
  std::vector<std::string_view> Lines;
  while (!Text.empty()) {
    size_t End = std::min(Text.find('\n'), Text.size());
    std::string_view Line = Text.substr(0, End);
    if (Line.ends_with('\r'))
      Line.remove_suffix(1);
    Lines.push_back(Line);
    Text.remove_prefix(std::min(End + 1, Text.size()));
  }
  return Lines;
}

void SnippetPrinter::patchOfFile(const std::string &Path, std::vector<Edit> Edits) {
  const SourceFile *File = Sources.get(Path);
  if (!File)
    return;
  llvm::stable_sort(Edits, [](const Edit &A, const Edit &B) { return A.Range.Offset < B.Range.Offset; });
  unsigned First = Edits.front().Range.Line, End = First;
  for (const Edit &E : Edits) {
    First = std::min(First, E.Range.Line);
    End = std::max({End, E.Range.Line, E.Range.EndLine});
  }
  std::string Old(File->lines(First, End)), New = Old;
  size_t Start = File->offset(First, 1);
  for (auto E = Edits.rbegin(); E != Edits.rend(); ++E) {
    size_t From = File->offset(E->Range.Line, E->Range.Column);
    if (From < Start || From - Start > New.size())
      return; // the file has changed since
    New.replace(From - Start, E->Range.Length, E->Replacement);
  }
  std::vector<std::string_view> Before = splitLines(Old), After = splitLines(New);
  size_t Head = 0, Tail = 0;
  while (Head < Before.size() && Head < After.size() && Before[Head] == After[Head])
    ++Head;
  while (Tail < Before.size() - Head && Tail < After.size() - Head &&
         Before[Before.size() - 1 - Tail] == After[After.size() - 1 - Tail])
    ++Tail;
  Width = std::max<unsigned>(Width, std::to_string(First + After.size()).size());
  gutter("");
  Out << '\n';
  auto Show = [&](unsigned Number, char Mark, std::string_view Line) {
    std::string Text = Shown(Line, 0).Text;
    gutter(std::to_string(Number), Mark == ' ' ? llvm::StringRef("|") : llvm::StringRef(&Mark, 1));
    Out << ' ' << (Mark == '+' ? Colours.good(Text) : Mark == '-' ? Colours.bad(Text) : Text) << '\n';
  };
  if (Head + Tail == Before.size() && Head > 0) // only new lines: show where they go
    Show(First + Head - 1, ' ', Before[Head - 1]);
  for (size_t I = Head; I + Tail < Before.size(); ++I)
    Show(First + I, '-', Before[I]);
  for (size_t I = Head; I + Tail < After.size(); ++I)
    Show(First + I, '+', After[I]);
  if (Head + Tail == Before.size() && Head == 0 && Tail > 0)
    Show(First + After.size() - Tail, ' ', Before[0]);
}

void SnippetPrinter::drawPatch(const Fix &Repair) {
  std::map<std::string, std::vector<Edit>> ByFile;
  for (const Edit &E : Repair.Edits)
    if (E.Range.valid())
      ByFile[E.Range.File].push_back(E);
  for (const auto &[Path, Edits] : ByFile)
    patchOfFile(Path, Edits);
  if (!ByFile.empty()) {
    gutter("");
    Out << '\n';
  }
}

} // namespace deed
