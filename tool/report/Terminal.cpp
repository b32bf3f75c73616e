//===- report/Terminal.cpp - text that people read on a screen ---------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines printable(), printablePath() and Paint.
//===----------------------------------------------------------------------===//
#include "report/Terminal.h"
#include "report/Sources.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include <unistd.h>

namespace deed {

static bool isControl(llvm::UTF32 Point) { return Point < 0x20 || (Point >= 0x7F && Point < 0xA0); }

/// Marks that make a line read otherwise than the compiler reads it (CVE-2021-42574),
/// and separators that some terminals take for line ends.
static bool isDeceptive(llvm::UTF32 Point) {
  return Point == 0x200E || Point == 0x200F || Point == 0x061C || (Point >= 0x2028 && Point <= 0x202E) ||
         (Point >= 0x2066 && Point <= 0x2069);
}

/// \p Text with \p Written for each character that must not be shown.
template <typename Function> static std::string cleaned(llvm::StringRef Text, Function Written) {
  std::string Out;
  Out.reserve(Text.size());
  const auto *At = reinterpret_cast<const llvm::UTF8 *>(Text.begin());
  const auto *End = reinterpret_cast<const llvm::UTF8 *>(Text.end());
  while (At != End) {
    const llvm::UTF8 *Before = At;
    llvm::UTF32 Point;
    if (*At < 0x80) {
      Point = *At++;
    } else if (llvm::convertUTF8Sequence(&At, End, &Point, llvm::strictConversion) != llvm::conversionOK) {
      At = Before + 1;
      Out += "\xEF\xBF\xBD";
      continue;
    }
    if (isControl(Point) || isDeceptive(Point))
      Written(Point, Out);
    else
      Out.append(Before, At);
  }
  return Out;
}

std::string printable(llvm::StringRef Text, bool KeepLines) {
  return cleaned(Text, [&](llvm::UTF32 Point, std::string &Out) { Out += KeepLines && Point == '\n' ? '\n' : '?'; });
}

std::string printablePath(llvm::StringRef Path) {
  return cleaned(Path, [](llvm::UTF32 Point, std::string &Out) {
    switch (Point) {
    case '\n': Out += "\\n"; return;
    case '\r': Out += "\\r"; return;
    case '\t': Out += "\\t"; return;
    default:
      if (Point >= 0x80) {
        Out += '?';
        return;
      }
      Out += "\\x";
      Out += llvm::hexdigit(Point >> 4, /*LowerCase=*/true);
      Out += llvm::hexdigit(Point & 15, /*LowerCase=*/true);
    }
  });
}

static constexpr llvm::StringLiteral LinkWords[] = {"{host}", "{path}", "{line}", "{column}"};

std::string problemOfLink(llvm::StringRef Format) {
  size_t Colon = Format.find(':');
  auto InScheme = [](char C) { return llvm::isAlnum(C) || C == '+' || C == '-' || C == '.'; };
  if (Colon == llvm::StringRef::npos || Colon == 0 || !llvm::all_of(Format.take_front(Colon), InScheme))
    return "it must begin with a scheme, as in 'file://{host}{path}'";
  if (llvm::any_of(Format, [](char C) { return C <= 0x20 || C == 0x7F; }))
    return "a URI has printable ASCII characters only";
  if (!Format.contains("{path}"))
    return "it must have {path} in it";
  for (llvm::StringRef Rest = Format; Rest.contains('{'); Rest = Rest.drop_front()) {
    Rest = Rest.drop_until([](char C) { return C == '{'; });
    if (llvm::none_of(LinkWords, [&](llvm::StringRef Word) { return Rest.starts_with(Word); }))
      return "'" + Rest.take_front(Rest.find('}') == llvm::StringRef::npos ? 1 : Rest.find('}') + 1).str() +
             "' is none of {host}, {path}, {line}, {column}";
  }
  return "";
}

/// Empty if there is none: "file:///path" is of this machine, too.
static std::string hostName() {
  char Buffer[256] = "";
  if (::gethostname(Buffer, sizeof Buffer - 1) != 0)
    return {};
  return uriEncode(Buffer);
}

std::string Paint::level(Level L, llvm::StringRef Text) const {
  switch (L) {
  case Level::Error: return bad(Text);
  case Level::Warning: return (*this)("1;33", Text);
  case Level::Note: return (*this)("1;36", Text);
  }
  return Text.str();
}

std::string Paint::link(llvm::StringRef Uri, llvm::StringRef Text) const {
  if (Link.empty() || Uri.empty())
    return Text.str();
  return ("\033]8;;" + Uri + "\033\\" + Text + "\033]8;;\033\\").str();
}

std::string Paint::place(const SourceRange &R, llvm::StringRef Text) const {
  if (Link.empty() || !llvm::StringRef(R.File).starts_with("/"))
    return Text.str();
  std::string Uri = Link;
  auto Put = [&](llvm::StringRef Word, const std::string &Value) {
    for (size_t At = 0; (At = Uri.find(Word, At)) != std::string::npos; At += Value.size())
      Uri.replace(At, Word.size(), Value);
  };
  // The path last: it is percent-encoded, so that no brace of it is taken for a word.
  Put("{host}", hostName());
  Put("{line}", std::to_string(R.Line));
  Put("{column}", std::to_string(R.Column));
  Put("{path}", uriEncode(R.File));
  return link(Uri, Text);
}

} // namespace deed
