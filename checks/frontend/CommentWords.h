//===- frontend/CommentWords.h - words of comments --------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the readers of phrases for results and for parameters share.
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_COMMENTWORDS_H
#define DEED_FRONTEND_COMMENTWORDS_H

#include "llvm/ADT/StringRef.h"
#include <initializer_list>
#include <string>

namespace deed {

/// \p Line has one of \p Phrases in it.
inline bool says(llvm::StringRef Line, std::initializer_list<llvm::StringRef> Phrases) {
  for (llvm::StringRef P : Phrases)
    if (Line.contains(P))
      return true;
  return false;
}

/// Drops words that change nothing: "the caller is then responsible".
std::string plain(llvm::StringRef Sentence);

/// "unless flags has KEEP", "if it equals the argument": what follows holds on some
/// calls only. That something may be NULL, or may be done with, is no condition.
bool isConditional(llvm::StringRef Clause);

} // namespace deed

#endif // DEED_FRONTEND_COMMENTWORDS_H
