//===- frontend/TextLength.h - how long a text can get ----------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Bounds of strings and of what printf() makes of its arguments, from the
// syntax alone: literals, types, precisions.
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_TEXTLENGTH_H
#define DEED_FRONTEND_TEXTLENGTH_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <cstdint>
#include <optional>

namespace deed {

/// The greatest length, in bytes without the NUL, of the string that \p E is: a
/// literal, an array of known size, a choice between such. nullopt: not known.
std::optional<std::uint64_t> longestString(const clang::Expr *E, const clang::ASTContext &Context);

/// The greatest length, in bytes without the NUL, of what printf() makes of the
/// literal \p Format and \p Arguments. For a string argument that is not bounded
/// by itself \p LengthOf is asked. nullopt: not known.
std::optional<std::uint64_t>
longestText(const clang::Expr *Format, llvm::ArrayRef<const clang::Expr *> Arguments, const clang::ASTContext &Context,
            llvm::function_ref<std::optional<std::uint64_t>(const clang::Expr *)> LengthOf);

/// A string that scanf() stores with no bound.
struct UnboundedScan {
  const clang::Expr *Argument;
  clang::SourceLocation Width; ///< where its width would stand; invalid: not known
};

/// Those of the literal \p Format.
std::vector<UnboundedScan> unboundedScans(const clang::Expr *Format, llvm::ArrayRef<const clang::Expr *> Arguments,
                                          const clang::ASTContext &Context);

} // namespace deed

#endif // DEED_FRONTEND_TEXTLENGTH_H
