//===- frontend/TestedResults.h - who is asked for NULL ---------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An allocator that is known by its name alone may return NULL, or end the
// program. What the callers of a unit do tells: whether any of them asks.
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_TESTEDRESULTS_H
#define DEED_FRONTEND_TESTEDRESULTS_H

#include "clang/AST/ASTContext.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace deed {

class TestedResults {
public:
  explicit TestedResults(const clang::ASTContext &Context) : Context(Context) {}

  /// False where the unit calls \p Callee, a function or a member that points to
  /// one, time and again, and never asks whether the result is NULL.
  bool mayBeNull(const clang::ValueDecl *Callee);

private:
  struct Use {
    unsigned Calls = 0;
    bool Tested = false;
  };
  using Callees = llvm::DenseSet<const clang::Decl *>;

  void read(const clang::Stmt *Body);
  void readOne(const clang::Stmt *S);
  void asks(const clang::Expr *E);

  const clang::ASTContext &Context;
  bool Read = false;
  llvm::DenseMap<const clang::Decl *, Use> Uses;
  // Of the body that is read: what a variable or field was set to, and which are tested.
  llvm::DenseMap<const clang::Decl *, Callees> SetBy;
  llvm::DenseSet<const clang::Decl *> Asked;
};

} // namespace deed

#endif // DEED_FRONTEND_TESTEDRESULTS_H
