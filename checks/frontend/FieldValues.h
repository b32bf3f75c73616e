//===- frontend/FieldValues.h - what becomes of a value --------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads all uses of a field's or a variable's value in one body, without a path.
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_FIELDVALUES_H
#define DEED_FRONTEND_FIELDVALUES_H

#include "frontend/ConventionUnit.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace deed {

/// \p Call frees its argument \p I and does not ask what it is.
bool freesArgument(const clang::CallExpr *Call, unsigned I, ContractReader &Contracts);

/// What the uses of one value come to.
struct ValueUses {
  bool Ended = false;
  bool Given = false;  ///< a call fills the variable with a fresh value
  bool Asked = false;  ///< a branch asks what it is, or somebody is shown it who may
  unsigned Stored = 0; ///< into the field that is asked about
};

class FieldValues {
public:
  explicit FieldValues(const ConventionUnit &C) : C(C) {}

  /// Of each node of the body at hand the one above it.
  llvm::DenseMap<const clang::Stmt *, const clang::Stmt *> Parents;

  bool isNull(const clang::Expr *E) const;
  /// The call that puts a fresh value at \p Address: `asprintf(&p->text, ...)`; null if it is none.
  const clang::CallExpr *givenBy(const clang::UnaryOperator *Address) const;
  /// \p E is a fresh value that nobody but \p Field, where \p F stores it, will have.
  bool isFresh(const clang::Expr *E, const clang::FieldDecl *Field, const clang::FunctionDecl *F) const;
  /// All that becomes of the value of the expression \p Value is seen: it is read, ended, or stored into \p Field.
  bool understood(const clang::Stmt *Value, const clang::FieldDecl *Field, const clang::FunctionDecl *F,
                  ValueUses &Uses) const;
  /// What is stored in \p V anywhere in \p F.
  std::vector<const clang::Expr *> valuesOf(const clang::VarDecl *V, const clang::FunctionDecl *F) const;

private:
  bool isMade(const clang::Expr *E) const;
  bool makes(const clang::CallExpr *Call) const;
  bool understoodVariable(const clang::VarDecl *V, const clang::FieldDecl *Field, const clang::FunctionDecl *F,
                          ValueUses &Uses) const;
  bool understoodCall(const clang::CallExpr *Call, unsigned I, ValueUses &Uses, bool &Returns) const;

  const ConventionUnit &C;
  mutable llvm::SmallPtrSet<const clang::VarDecl *, 8> Active;
};

} // namespace deed

#endif // DEED_FRONTEND_FIELDVALUES_H
