//===- frontend/ConstFlow.h - which borrows could be const ------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where the value of a borrow goes: a `const` at its declaration compiles only if
// nothing that it goes to wants to write. The fix of ref-not-const asks.
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_CONSTFLOW_H
#define DEED_FRONTEND_CONSTFLOW_H

#include "engine/Conventions.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <vector>

namespace deed {

class ConstFlow {
public:
  /// Reads all bodies of the unit that are not in system headers.
  ConstFlow(clang::ASTContext &Context, const Conventions &Names);

  /// False if this unit shows that \p D, a borrow whose pointee is not const, is written
  /// through, loses the const, or goes to what does. What other files do is not known.
  bool canBeConst(const clang::ValueDecl *D) const { return !Bad.count(keyOf(D)); }

private:
  const Conventions &Names;
  llvm::DenseMap<const clang::Stmt *, const clang::Stmt *> Parents;
  /// From where a value goes to where it comes from.
  llvm::DenseMap<const clang::ValueDecl *, std::vector<const clang::ValueDecl *>> From;
  llvm::DenseSet<const clang::ValueDecl *> Bad;

  static const clang::ValueDecl *keyOf(const clang::ValueDecl *D);
  void readBody(const clang::FunctionDecl *F);
  void readUse(const clang::FunctionDecl *F, const clang::Expr *Use, const clang::ValueDecl *D);
  bool mayWrite(const clang::Stmt *Up, const clang::Stmt *Now, const clang::ValueDecl *D, const clang::FunctionDecl *F);
  bool goesTo(const clang::ValueDecl *D, const clang::ValueDecl *Target);
  void spread();
};

} // namespace deed

#endif // DEED_FRONTEND_CONSTFLOW_H
