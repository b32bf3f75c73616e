//===- frontend/ContextReader.h - which declarations are contexts *- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A parameter, a variable or a field is a context by its type and its name, as the
// models' section Contexts has them. What functions do with contexts is read from
// that, and from their names, where nothing stronger says it.
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_CONTEXTREADER_H
#define DEED_FRONTEND_CONTEXTREADER_H

#include "frontend/TestedResults.h"
#include "models/Models.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSet.h"

namespace deed {

/// How paths call \p D; an anonymous union or struct by its first member.
std::string fieldName(const clang::FieldDecl *D);

class ContextReader {
public:
  ContextReader(const clang::ASTContext &Context, const ModelSet &Models)
      : Context(Context), Models(Models), Results(Context) {}

  struct Match {
    const ContextModel *Model = nullptr; ///< null: no context
    ContextKind Kind = ContextKind::None;
    explicit operator bool() const { return Model; }
  };
  /// What \p D, a variable, parameter or field, is as a context.
  Match of(const clang::ValueDecl *D);

  /// The parameter that memory of \p F hangs from, or -1: the one whose memory may
  /// be returned where there are several.
  int parameterOf(const clang::FunctionDecl *F);

  /// Adds to \p C what types and names say of contexts.
  void describe(const clang::FunctionDecl *F, FunctionContract &C);
  /// Puts numbers where a model says "the context".
  void resolve(const clang::FunctionDecl *F, FunctionContract &C);
  /// Of a call through the member \p D of an interface, by its name; false: nothing.
  bool describeMember(const clang::FieldDecl *D, FunctionContract &C);

private:
  const ContextModel *ofType(clang::QualType T);
  bool isSeen(const ContextModel &M);
  bool isMadeElsewhere(const clang::RecordDecl *R);
  bool mayFail(const clang::ValueDecl *Callee, clang::QualType Allocator, const ContextModel &M);
  void describeVerb(const clang::FunctionDecl *F, FunctionContract &C, int First, const Match &M);
  bool describeByValue(const clang::FunctionDecl *F, FunctionContract &C, int First);
  void describeResult(const clang::FunctionDecl *F, FunctionContract &C, int On, const Match &M);

  const clang::ASTContext &Context;
  const ModelSet &Models;
  TestedResults Results;
  llvm::DenseMap<const void *, const ContextModel *> Types;
  llvm::DenseMap<const ContextModel *, bool> Seen;
  llvm::DenseSet<const clang::TagDecl *> Elsewhere;
  bool ElsewhereFound = false;
};

} // namespace deed

#endif // DEED_FRONTEND_CONTEXTREADER_H
