//===- frontend/UnitGlobals.cpp - globals that never change ---------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/UnitGlobals.h"
#include "frontend/FlowBuilder.h"
#include "llvm/ADT/STLExtras.h"

namespace deed {

using namespace clang;

void UnitGlobals::change(const Expr *E) {
  E = E->IgnoreParenCasts();
  // A part of it.
  while (isa<MemberExpr, ArraySubscriptExpr>(E)) {
    const auto *M = dyn_cast<MemberExpr>(E);
    if (M && M->isArrow())
      return;
    E = (M ? M->getBase() : cast<ArraySubscriptExpr>(E)->getBase())->IgnoreParenCasts();
  }
  if (const auto *R = dyn_cast<DeclRefExpr>(E->IgnoreParenCasts()))
    if (const auto *V = dyn_cast<VarDecl>(R->getDecl())) {
      Changed.insert(V->getCanonicalDecl());
      if (Current && V->hasGlobalStorage())
        Writers[V->getCanonicalDecl()].insert(Current->getCanonicalDecl());
    }
}

bool UnitGlobals::isWrittenByHandler(const VarDecl *V, const FunctionDecl *But) const {
  const auto Of = Writers.find(V->getCanonicalDecl());
  return Of != Writers.end() && llvm::any_of(Of->second, [&](const FunctionDecl *F) {
           return Named.lookup(F) > Called.lookup(F) && !(But && F == But->getCanonicalDecl());
         });
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
  } else if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    if (const auto *F = dyn_cast<FunctionDecl>(Ref->getDecl()))
      ++Named[F->getCanonicalDecl()];
  } else if (const auto *Call = dyn_cast<CallExpr>(S)) {
    if (const FunctionDecl *F = Call->getDirectCallee())
      ++Called[F->getCanonicalDecl()];
  }
}

/// True of what no other file sees. (`int status = 0;` in the file of main(), or in a header of macros that it
/// includes: others would ask for it by a declaration in a header.)
bool UnitGlobals::isPrivate(const VarDecl *V) const {
  if (V->isStaticLocal() || (V->isFileVarDecl() && V->getStorageClass() == SC_Static))
    return true;
  return HasMain && V->isFileVarDecl() && V->getType()->isIntegralOrEnumerationType() &&
         llvm::all_of(V->redecls(), [](const VarDecl *D) { return D->getStorageClass() == SC_None; });
}

bool UnitGlobals::isFixed(const VarDecl *V) const {
  const QualType T = V->getType();
  const bool Private = isPrivate(V);
  const bool Const =
      (T.isConstQualified() || (T->isArrayType() && T->getBaseElementTypeUnsafe()->isConstantArrayType())) &&
      V->hasGlobalStorage();
  return !T.isVolatileQualified() && (Const || (Private && !Changed.count(V->getCanonicalDecl())));
}

const Expr *UnitGlobals::initialValue(const Expr *E) const {
  E = E->IgnoreParenImpCasts();
  if (const auto *R = dyn_cast<DeclRefExpr>(E)) {
    const auto *V = dyn_cast<VarDecl>(R->getDecl());
    if (!V || !V->hasGlobalStorage() || !isFixed(V))
      return nullptr;
    const VarDecl *Definition = V->getInitializingDeclaration();
    return Definition ? Definition->getInit() : nullptr;
  }
  const Expr *Base = nullptr;
  unsigned Index = 0;
  if (const auto *M = dyn_cast<MemberExpr>(E)) {
    const auto *Field = dyn_cast<FieldDecl>(M->getMemberDecl());
    if (M->isArrow() || !Field || Field->getParent()->isUnion())
      return nullptr;
    Base = M->getBase();
    Index = Field->getFieldIndex();
  } else if (const auto *A = dyn_cast<ArraySubscriptExpr>(E)) {
    const Expr *I = A->getIdx()->IgnoreParenImpCasts();
    const auto *Number = dyn_cast<IntegerLiteral>(I);
    if (!Number || Number->getValue().getActiveBits() > 16)
      return nullptr;
    Base = A->getBase();
    Index = Number->getValue().getZExtValue();
  } else
    return nullptr;
  const Expr *Whole = initialValue(Base);
  const auto *List = Whole ? dyn_cast<InitListExpr>(Whole->IgnoreParenImpCasts()) : nullptr;
  if (List && List->getSemanticForm())
    List = List->getSemanticForm();
  return List && Index < List->getNumInits() ? List->getInit(Index) : nullptr;
}

/// The function that \p Init names; null for none.
static const FunctionDecl *functionOf(const Expr *Init) {
  Init = Init->IgnoreParenImpCasts();
  if (const auto *U = dyn_cast<UnaryOperator>(Init); U && U->getOpcode() == UO_AddrOf)
    Init = U->getSubExpr()->IgnoreParenImpCasts();
  const auto *R = dyn_cast<DeclRefExpr>(Init);
  return R ? dyn_cast<FunctionDecl>(R->getDecl()) : nullptr;
}

bool neverReturns(const FunctionDecl *F) {
  if (F->isNoReturn())
    return true;
  const auto *Body = dyn_cast_or_null<CompoundStmt>(F->getBody());
  const auto *Last = Body && !Body->body_empty() ? dyn_cast<CallExpr>(Body->body_back()) : nullptr;
  return Last && Last->getDirectCallee() && Last->getDirectCallee()->isNoReturn();
}

const FunctionDecl *UnitGlobals::functionAt(const Expr *Callee) const {
  const Expr *E = Callee->IgnoreParenImpCasts();
  if (const auto *U = dyn_cast<UnaryOperator>(E); U && U->getOpcode() == UO_Deref)
    E = U->getSubExpr()->IgnoreParenImpCasts();
  if (const Expr *Init = initialValue(E))
    return functionOf(Init);
  // `static void (*out_of_memory)(void) = die;`: whoever sets another must not return either.
  const auto *R = dyn_cast<DeclRefExpr>(E);
  const auto *V = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  const VarDecl *Definition = V && V->hasGlobalStorage() ? V->getInitializingDeclaration() : nullptr;
  const Expr *Init = Definition ? Definition->getInit() : nullptr;
  const FunctionDecl *First = Init ? functionOf(Init) : nullptr;
  return First && neverReturns(First) ? First : nullptr;
}

std::optional<std::int64_t> UnitGlobals::constantOf(const VarDecl *V) const {
  V = V->getCanonicalDecl();
  auto [It, New] = Known.try_emplace(V);
  if (!New)
    return It->second;
  if (!V->getType()->isIntegralOrEnumerationType() || !isFixed(V))
    return std::nullopt;
  const bool Private = isPrivate(V);
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
