//===- frontend/ErrorPointers.h - IS_ERR() and its kin ---------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Linux returns errors as addresses of the last page. Who asks for one compares
// with its beginning; that is how the engine gets it, see error in engine/Flow.h.
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_ERRORPOINTERS_H
#define DEED_FRONTEND_ERRORPOINTERS_H

#include <cstdint>
#include <optional>

namespace clang {
class ASTContext;
class BinaryOperator;
class FunctionDecl;
} // namespace clang

namespace deed {

/// The address from which on \p F answers that its only argument is an error; nothing
/// if it asks something else. IS_ERR() and IS_ERR_OR_NULL() are known by name, others by
/// a body that is such a comparison.
std::optional<std::int64_t> errorTestOf(const clang::FunctionDecl &F, const clang::ASTContext &Context);

/// True of `(uintptr_t)p >= (uintptr_t)-4095`.
bool asksForError(const clang::BinaryOperator *B, const clang::ASTContext &Context);

} // namespace deed

#endif // DEED_FRONTEND_ERRORPOINTERS_H
