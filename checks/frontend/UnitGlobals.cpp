//===- frontend/UnitGlobals.cpp - globals that never change ---------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/UnitGlobals.h"
#include "frontend/FlowBuilder.h"

namespace deed {

using namespace clang;

void UnitGlobals::change(const Expr *E) {
  if (const auto *R = dyn_cast<DeclRefExpr>(E->IgnoreParenCasts()))
    if (const auto *V = dyn_cast<VarDecl>(R->getDecl()))
      Changed.insert(V->getCanonicalDecl());
}

void UnitGlobals::visit(const Stmt *S) {
  if (const auto *U = dyn_cast<UnaryOperator>(S)) {
    if (U->isIncrementDecrementOp() || U->getOpcode() == UO_AddrOf)
      change(U->getSubExpr());
  } else if (const auto *B = dyn_cast<BinaryOperator>(S)) {
    if (B->isAssignmentOp())
      change(B->getLHS());
  } else if (const auto *A = dyn_cast<GCCAsmStmt>(S)) {
    for (const Expr *Output : A->outputs())
      change(Output);
  }
}

std::optional<std::int64_t> UnitGlobals::constantOf(const VarDecl *V) const {
  V = V->getCanonicalDecl();
  auto [It, New] = Known.try_emplace(V);
  if (!New)
    return It->second;
  const QualType T = V->getType();
  const bool Private = V->isStaticLocal() || (V->isFileVarDecl() && V->getStorageClass() == SC_Static);
  const bool Fixed = T.isConstQualified() && V->hasGlobalStorage();
  if (!T->isIntegralOrEnumerationType() || T.isVolatileQualified() || !(Fixed || (Private && !Changed.count(V))))
    return std::nullopt;
  const VarDecl *Definition = V->getInitializingDeclaration();
  const Expr *Init = Definition ? Definition->getInit() : nullptr;
  if (!Init) // static without a value begins as 0
    return Private && !V->hasExternalStorage() ? It->second = 0 : std::nullopt;
  if (Init->isValueDependent())
    return std::nullopt;
  if (const APValue *Value = Definition->evaluateValue(); Value && Value->isInt())
    It->second = bitsOf(Value->getInt());
  return It->second;
}

} // namespace deed
