//===- frontend/UnitGlobals.h - globals that never change ------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_UNITGLOBALS_H
#define DEED_FRONTEND_UNITGLOBALS_H

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <optional>

namespace deed {

/// True of a function that says so, or ends in a call of one that says so.
bool neverReturns(const clang::FunctionDecl *F);

/// Which variables of static storage keep the number that they begin with: const
/// ones, and those of this unit alone that nothing in it writes or points to. A number of the file
/// with main() is its own where nothing declares it for others.
class UnitGlobals {
public:
  /// Notes what \p S does to variables. To be called with each node of each body
  /// and each initialiser of the unit before the first question.
  void visit(const clang::Stmt *S);
  /// The body of \p F comes next.
  void begin(const clang::FunctionDecl *F) {
    Current = F;
    HasMain |= F->isMain();
  }
  /// True if a function of this unit other than \p But, which may be null, writes \p V and is not only
  /// called by its name: a handler that a library calls.
  bool isWrittenByHandler(const clang::VarDecl *V, const clang::FunctionDecl *But) const;
  /// The number that \p V always holds; nothing where it may change, or is no
  /// number.
  std::optional<std::int64_t> constantOf(const clang::VarDecl *V) const;

  /// The function that \p Callee always is: a pointer, field or element of a
  /// variable that keeps what it begins with, or a handler that begins as a function
  /// that never returns. Null where that is not known.
  const clang::FunctionDecl *functionAt(const clang::Expr *Callee) const;

private:
  const clang::Expr *initialValue(const clang::Expr *E) const;
  bool isFixed(const clang::VarDecl *V) const;
  bool isPrivate(const clang::VarDecl *V) const;
  void change(const clang::Expr *E);
  llvm::DenseSet<const clang::VarDecl *> Changed;
  const clang::FunctionDecl *Current = nullptr;
  bool HasMain = false;
  llvm::DenseMap<const clang::VarDecl *, llvm::SmallPtrSet<const clang::FunctionDecl *, 2>> Writers;
  llvm::DenseMap<const clang::FunctionDecl *, unsigned> Named, Called; ///< how often
  mutable llvm::DenseMap<const clang::VarDecl *, std::optional<std::int64_t>> Known;
};

} // namespace deed

#endif // DEED_FRONTEND_UNITGLOBALS_H
