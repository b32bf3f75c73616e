//===- report/Terminal.h - text that people read on a screen -------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Colours, links, and what keeps the bytes of a source file or of a file's name
// from being orders to the terminal.
//===----------------------------------------------------------------------===//
#ifndef DEED_REPORT_TERMINAL_H
#define DEED_REPORT_TERMINAL_H

#include "engine/Finding.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace deed {

/// \p Text without what a terminal would obey or show as something else: control
/// characters of ASCII and of Unicode and the marks that turn the direction of
/// writing become "?", bytes that are no UTF-8 become U+FFFD. Line ends stay if \p KeepLines.
std::string printable(llvm::StringRef Text, bool KeepLines = false);

/// \p Path as a person reads it, in one line: as printable(), but a tab, a line end
/// and other control characters of ASCII are written as in C, so that names differ.
std::string printablePath(llvm::StringRef Path);

/// What the URI of a place is made of: "file://{host}{path}", "vscode://file{path}:{line}:{column}".
inline constexpr llvm::StringLiteral DefaultLink = "file://{host}{path}";

/// "" if \p Format can serve, else what is wrong with it, for the user.
std::string problemOfLink(llvm::StringRef Format);

/// Colours and links, or none of them.
struct Paint {
  bool On = false;
  std::string Link; ///< format of the links to places; empty: none

  std::string operator()(llvm::StringRef Code, llvm::StringRef Text) const {
    return On ? "\033[" + Code.str() + "m" + Text.str() + "\033[0m" : Text.str();
  }
  std::string bold(llvm::StringRef Text) const { return (*this)("1", Text); }
  std::string frame(llvm::StringRef Text) const { return (*this)("1;34", Text); }
  std::string good(llvm::StringRef Text) const { return (*this)("1;32", Text); }
  std::string bad(llvm::StringRef Text) const { return (*this)("1;31", Text); }
  std::string level(Level L, llvm::StringRef Text) const;

  /// \p Text as a link to \p R (OSC 8), whose path is absolute.
  std::string place(const SourceRange &R, llvm::StringRef Text) const;
  /// \p Text as a link to \p Uri; text alone if that is empty.
  std::string link(llvm::StringRef Uri, llvm::StringRef Text) const;
};

} // namespace deed

#endif // DEED_REPORT_TERMINAL_H
