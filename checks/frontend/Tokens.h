//===- frontend/Tokens.h - the source as it is written ----------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the AST does not keep: macros that expand to nothing, code that is left
// out, comments.
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_TOKENS_H
#define DEED_FRONTEND_TOKENS_H

#include "frontend/Locations.h"
#include "clang/Lex/Token.h"
#include "llvm/ADT/SmallVector.h"
#include <vector>

namespace deed {

struct RawToken {
  llvm::StringRef Text;
  unsigned Offset = 0;                              ///< in its file
  clang::tok::TokenKind Kind = clang::tok::unknown; ///< keywords are identifiers
  bool InDirective = false;
};

/// The tokens of \p Range, which must lie in one file and outside macros: without
/// preprocessing, comments included if \p Comments. Empty where there is no text.
std::vector<RawToken> rawTokens(const Locations &Locs, clang::SourceRange Range, bool Comments = false);
/// The same between two offsets of a file.
std::vector<RawToken> rawTokens(const Locations &Locs, clang::FileID File, unsigned Begin, unsigned End,
                                bool Comments = false);

/// The text of the file that \p L is in, and where \p L stands in it.
llvm::StringRef textAround(const Locations &Locs, clang::SourceLocation L, clang::FileID &File, unsigned &Offset);

} // namespace deed

#endif // DEED_FRONTEND_TOKENS_H
