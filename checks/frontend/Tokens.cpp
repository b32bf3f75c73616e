//===- frontend/Tokens.cpp - the source as it is written ------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/Tokens.h"
#include "clang/Lex/Lexer.h"

namespace deed {

llvm::StringRef textAround(const Locations &Locs, clang::SourceLocation L, clang::FileID &File, unsigned &Offset) {
  L = Locs.SM.getExpansionLoc(L);
  if (L.isInvalid())
    return {};
  std::tie(File, Offset) = Locs.SM.getDecomposedLoc(L);
  bool Invalid = false;
  llvm::StringRef Text = Locs.SM.getBufferData(File, &Invalid);
  return Invalid ? llvm::StringRef() : Text;
}

std::vector<RawToken> rawTokens(const Locations &Locs, clang::FileID File, unsigned Begin, unsigned End,
                                bool Comments) {
  std::vector<RawToken> Out;
  bool Invalid = false;
  const llvm::StringRef Text = Locs.SM.getBufferData(File, &Invalid);
  if (Invalid || Begin >= End || End > Text.size())
    return Out;
  clang::Lexer Raw(Locs.SM.getLocForStartOfFile(File), Locs.Lang, Text.begin(), Text.begin() + Begin, Text.end());
  Raw.SetCommentRetentionState(Comments);
  bool InDirective = false;
  for (;;) {
    clang::Token T;
    const bool Last = Raw.LexFromRawLexer(T);
    const unsigned Offset = Locs.SM.getFileOffset(T.getLocation());
    if (T.is(clang::tok::eof) || Offset >= End)
      return Out;
    if (T.isAtStartOfLine())
      InDirective = T.is(clang::tok::hash);
    Out.push_back({Text.substr(Offset, T.getLength()), Offset,
                   T.is(clang::tok::raw_identifier) ? clang::tok::identifier : T.getKind(), InDirective});
    if (Last)
      return Out;
  }
}

std::vector<RawToken> rawTokens(const Locations &Locs, clang::SourceRange Range, bool Comments) {
  clang::SourceLocation B = Range.getBegin(), E = Range.getEnd();
  if (B.isInvalid() || B.isMacroID() || E.isInvalid() || E.isMacroID())
    return {};
  auto [File, Begin] = Locs.SM.getDecomposedLoc(B);
  auto [EndFile, End] = Locs.SM.getDecomposedLoc(E);
  if (File != EndFile)
    return {};
  return rawTokens(Locs, File, Begin, End + clang::Lexer::MeasureTokenLength(E, Locs.SM, Locs.Lang), Comments);
}

} // namespace deed
