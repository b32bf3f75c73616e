//===- project/NolintComments.h - the NOLINT comments of a file ----*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds the directives in a C file as clang-tidy reads them. Which findings they
// silence is clang-tidy's own decision (cli/Suppressions.cpp); this is for
// saying which of them silence nothing, and why they stand there.
//===----------------------------------------------------------------------===//
#ifndef DEED_PROJECT_NOLINTCOMMENTS_H
#define DEED_PROJECT_NOLINTCOMMENTS_H

#include "engine/Finding.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace deed {

enum class NolintKind : std::uint8_t { Line, NextLine, Begin, End };

struct NolintComment {
  NolintKind Kind = NolintKind::Line;
  SourceRange Place; ///< of the word and its list
  /// The names in parentheses; a leading '-' takes away. Empty: all checks.
  std::vector<std::string> Names;
  std::string Reason; ///< what stands behind the list, up to the end of the comment or line
  /// The bytes to take away when the directive goes: it and its reason, with the
  /// comment if nothing else is in it, with the line if nothing else is on that.
  SourceRange Whole;
  std::optional<std::size_t> Partner; ///< of Begin: the End with the same list; and the reverse

  /// True if the directive covers findings of the check \p Label on \p Line;
  /// \p All has the directive's partner.
  bool covers(unsigned Line, llvm::StringRef Label, const std::vector<NolintComment> &All) const;
};

/// All directives of \p Text, in their order. \p File is for the places.
std::vector<NolintComment> nolintComments(llvm::StringRef Text, llvm::StringRef File);

/// The directive without the name \p Name: what stands in Place then.
std::string withoutName(const NolintComment &Comment, llvm::StringRef Name);

} // namespace deed

#endif // DEED_PROJECT_NOLINTCOMMENTS_H
