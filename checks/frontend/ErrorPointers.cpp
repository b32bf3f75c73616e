//===- frontend/ErrorPointers.cpp - IS_ERR() and its kin ------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/ErrorPointers.h"
#include "engine/Flow.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/SmallVector.h"

namespace deed {

using namespace clang;

static bool names(const Expr *E, const ParmVarDecl *P) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenCasts());
  return Ref && Ref->getDecl() == P;
}

/// True of what asks whether something lies in the last page: `... >= (uintptr_t)-4095`.
static bool asksForLastPage(const BinaryOperator *B, const ASTContext &Context) {
  Expr::EvalResult Limit;
  if ((B->getOpcode() != BO_GE && B->getOpcode() != BO_GT) || B->getRHS()->isValueDependent() ||
      !B->getRHS()->EvaluateAsInt(Limit, Context))
    return false;
  const std::int64_t From = Limit.Val.getInt().sextOrTrunc(64).getSExtValue() + (B->getOpcode() == BO_GT);
  return From >= error::First - 1 && From < 0;
}

bool asksForError(const BinaryOperator *B, const ASTContext &Context) {
  return B->getLHS()->IgnoreParenCasts()->getType()->isPointerType() &&
         B->getRHS()->IgnoreParenImpCasts()->getType()->isUnsignedIntegerType() && asksForLastPage(B, Context);
}

std::optional<std::int64_t> errorTestOf(const FunctionDecl &F, const ASTContext &Context) {
  if (F.getNumParams() != 1 || !F.getParamDecl(0)->getType()->isPointerType() ||
      !F.getReturnType()->isIntegralType(Context))
    return std::nullopt;
  if (const auto *Name = F.getIdentifier(); Name && (Name->isStr("IS_ERR") || Name->isStr("IS_ERR_OR_NULL")))
    return Name->isStr("IS_ERR") ? error::First : error::FirstOrNull;
  const FunctionDecl *Definition = nullptr;
  const auto *Body = F.hasBody(Definition) ? dyn_cast<CompoundStmt>(Definition->getBody()) : nullptr;
  const auto *Return = Body && Body->size() == 1 ? dyn_cast<ReturnStmt>(Body->body_front()) : nullptr;
  if (!Return || !Return->getRetValue())
    return std::nullopt;
  const ParmVarDecl *P = Definition->getParamDecl(0);
  bool AsksError = false, AsksNull = false, AsksMore = false;
  llvm::SmallVector<const Expr *, 8> Pending{Return->getRetValue()};
  while (!Pending.empty()) {
    const Expr *E = Pending.pop_back_val()->IgnoreParenImpCasts();
    if (const auto *Call = dyn_cast<CallExpr>(E); Call && Call->getBuiltinCallee() && Call->getNumArgs())
      Pending.push_back(Call->getArg(0)); // unlikely(x)
    else if (const auto *Not = dyn_cast<UnaryOperator>(E); Not && Not->getOpcode() == UO_LNot) {
      const auto *Again = dyn_cast<UnaryOperator>(Not->getSubExpr()->IgnoreParenImpCasts());
      if (Again && Again->getOpcode() == UO_LNot)
        Pending.push_back(Again->getSubExpr());
      else if (names(Not->getSubExpr(), P))
        AsksNull = true;
      else
        AsksMore = true;
    } else if (const auto *B = dyn_cast<BinaryOperator>(E); B && B->getOpcode() == BO_LOr) {
      Pending.push_back(B->getLHS());
      Pending.push_back(B->getRHS());
    } else if (B && B->getOpcode() == BO_EQ && names(B->getLHS(), P) &&
               B->getRHS()->isNullPointerConstant(const_cast<ASTContext &>(Context),
                                                  Expr::NPC_ValueDependentIsNotNull)) {
      AsksNull = true;
    } else if (B && (B->getOpcode() == BO_GE || B->getOpcode() == BO_GT) && names(B->getLHS(), P)) {
      AsksError = asksForLastPage(B, Context);
      AsksMore |= !AsksError;
    } else
      AsksMore = true;
  }
  if (!AsksError || AsksMore)
    return std::nullopt;
  return AsksNull ? error::FirstOrNull : error::First;
}

} // namespace deed
