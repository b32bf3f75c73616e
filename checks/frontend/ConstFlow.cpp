//===- frontend/ConstFlow.cpp - which borrows could be const --------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/ConstFlow.h"
#include "frontend/ContractReader.h"
#include "frontend/ConventionUnit.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"

namespace deed {

using namespace clang;

/// A parameter is one thing in all declarations of its function.
const ValueDecl *ConstFlow::keyOf(const ValueDecl *D) {
  if (const auto *P = dyn_cast<ParmVarDecl>(D))
    if (const auto *F = dyn_cast<FunctionDecl>(P->getDeclContext())) {
      const FunctionDecl *First = F->getCanonicalDecl();
      if (P->getFunctionScopeIndex() < First->getNumParams())
        return First->getParamDecl(P->getFunctionScopeIndex());
    }
  return cast<ValueDecl>(D->getCanonicalDecl());
}

static bool pointsToPlain(QualType T) {
  const QualType Pointee = T->getPointeeType();
  return !Pointee.isNull() && !Pointee.getCanonicalType().isConstQualified();
}

/// The variable or field that \p E names.
static const ValueDecl *named(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return Ref->getDecl();
  if (const auto *M = dyn_cast<MemberExpr>(E))
    return M->getMemberDecl();
  return nullptr;
}

/// The value of \p D goes to \p Target. True: it would lose its const there for sure.
bool ConstFlow::goesTo(const ValueDecl *D, const ValueDecl *Target) {
  if (!pointsToPlain(Target->getType()))
    return false;
  if (roleOfDeclaration(Target, Names) != Role::Ref)
    return true;
  From[keyOf(Target)].push_back(keyOf(D));
  return false;
}

namespace {
/// What an expression is on the way up: the pointer, or the object behind it.
enum class Way { Value, Object };
} // namespace

/// One use of a borrow, from its name upwards.
void ConstFlow::readUse(const FunctionDecl *F, const Expr *Use, const ValueDecl *D) {
  Way Now = Way::Value;
  bool Loaded = false;
  const Stmt *At = Use;
  auto Fail = [&] { Bad.insert(keyOf(D)); };
  for (const Stmt *Up = Parents.lookup(At); Up; At = Up, Up = Parents.lookup(Up)) {
    if (isa<ParenExpr>(Up))
      continue;
    if (const auto *M = dyn_cast<MemberExpr>(Up)) {
      if (Now == Way::Value && !M->isArrow())
        return;
      Now = Way::Object;
      continue;
    }
    if (const auto *A = dyn_cast<ArraySubscriptExpr>(Up)) {
      if (A->getBase() != At)
        return; // an index
      Now = Way::Object;
      continue;
    }
    if (const auto *U = dyn_cast<UnaryOperator>(Up)) {
      if (U->getOpcode() == UO_Deref) {
        Now = Way::Object;
        continue;
      }
      if (U->isIncrementDecrementOp())
        return Now == Way::Object ? Fail() : void();
      if (U->getOpcode() != UO_AddrOf)
        return;
      if (Now == Way::Value)
        return Fail(); // `T **` is no `const T **`
      Now = Way::Value;
      Loaded = true;
      continue;
    }
    if (const auto *Cast = dyn_cast<CastExpr>(Up)) {
      if (Cast->getCastKind() == CK_LValueToRValue) {
        if (Now == Way::Object)
          return; // what lies in the object is read
        Loaded = true;
        continue;
      }
      if (Cast->getCastKind() == CK_ArrayToPointerDecay) {
        Now = Way::Value;
        Loaded = true;
        continue;
      }
      if (!Cast->getType()->isPointerType() || !pointsToPlain(Cast->getType()))
        return;
      if (isa<CStyleCastExpr>(Cast)) {
        const auto *Init = dyn_cast_or_null<DeclStmt>(Parents.lookup(Cast));
        const auto *To = Init && Init->isSingleDecl() ? dyn_cast<VarDecl>(Init->getSingleDecl()) : nullptr;
        return To && roleOfDeclaration(To, Names) == Role::Own ? void() : Fail();
      }
      continue;
    }
    if (const auto *B = dyn_cast<BinaryOperator>(Up)) {
      if (B->isAssignmentOp() && B->getLHS() == At)
        return Now == Way::Object ? Fail() : void();
      if (Now == Way::Object)
        return;
      if (B->getOpcode() == BO_Assign) {
        const ValueDecl *Target = named(B->getLHS());
        if (Target ? goesTo(D, Target) : pointsToPlain(B->getLHS()->getType()))
          Fail();
        return;
      }
      if (B->isAdditiveOp() && B->getType()->isPointerType())
        continue;
      return;
    }
    if (isa<ConditionalOperator>(Up)) {
      if (cast<ConditionalOperator>(Up)->getCond() == At)
        return;
      continue;
    }
    if (!Loaded || Now == Way::Object)
      return;
    if (mayWrite(Up, At, D, F))
      Fail();
    return;
  }
}

/// \p Up, which is no operator, gets the pointer \p Now.
bool ConstFlow::mayWrite(const Stmt *Up, const Stmt *Now, const ValueDecl *D, const FunctionDecl *F) {
  if (const auto *Return = dyn_cast<ReturnStmt>(Up))
    return Return->getRetValue() == Now && pointsToPlain(F->getReturnType());
  if (const auto *Init = dyn_cast<DeclStmt>(Up)) {
    for (const Decl *Each : Init->decls())
      if (const auto *V = dyn_cast<VarDecl>(Each); V && V->getInit() == Now)
        return goesTo(D, V);
    return false;
  }
  const auto *Call = dyn_cast<CallExpr>(Up);
  if (!Call || Call->getCallee() == Now)
    return false;
  unsigned Index = 0;
  while (Index != Call->getNumArgs() && Call->getArg(Index) != Now)
    ++Index;
  if (const FunctionDecl *Callee = Call->getDirectCallee())
    return Index < Callee->getNumParams() && goesTo(D, Callee->getParamDecl(Index));
  const QualType Pointee = Call->getCallee()->getType()->getPointeeType();
  const auto *Type = Pointee.isNull() ? nullptr : Pointee->getAs<FunctionProtoType>();
  return Type && Index < Type->getNumParams() && pointsToPlain(Type->getParamType(Index));
}

void ConstFlow::readBody(const FunctionDecl *F) {
  Parents.clear();
  walkStatements(F->getBody(), [&](const Stmt *S) {
    for (const Stmt *Child : S->children())
      if (Child)
        Parents[Child] = S;
  });
  walkStatements(F->getBody(), [&](const Stmt *S) {
    const auto *E = dyn_cast<Expr>(S);
    const ValueDecl *D = E && isa<DeclRefExpr, MemberExpr>(E) ? named(E) : nullptr;
    if (!D)
      return;
    if (const auto *Function = dyn_cast<FunctionDecl>(D)) {
      // Its address is taken: its type must stay what it is.
      const Stmt *Up = Parents.lookup(E);
      while (Up && isa<ParenExpr, ImplicitCastExpr>(Up))
        Up = Parents.lookup(Up);
      const auto *Call = dyn_cast_or_null<CallExpr>(Up);
      if (!Call || Call->getCallee()->IgnoreParenImpCasts() != E)
        for (const ParmVarDecl *P : Function->parameters())
          Bad.insert(keyOf(P));
    } else if (D->getType()->isPointerType() && pointsToPlain(D->getType()) &&
               roleOfDeclaration(D, Names) == Role::Ref) {
      readUse(F, E, D);
    }
  });
}

/// What goes to one that can not be const can be none.
void ConstFlow::spread() {
  std::vector<const ValueDecl *> Pending(Bad.begin(), Bad.end());
  while (!Pending.empty()) {
    const ValueDecl *D = Pending.back();
    Pending.pop_back();
    if (auto It = From.find(D); It != From.end())
      for (const ValueDecl *Before : It->second)
        if (Bad.insert(Before).second)
          Pending.push_back(Before);
  }
}

ConstFlow::ConstFlow(ASTContext &Context, const Conventions &Given) : Names(Given) {
  const SourceManager &SM = Context.getSourceManager();
  for (const Decl *D : Context.getTranslationUnitDecl()->decls()) {
    if (SM.isInSystemHeader(SM.getExpansionLoc(D->getLocation())))
      continue;
    if (const auto *F = dyn_cast<FunctionDecl>(D); F && F->doesThisDeclarationHaveABody())
      readBody(F);
    // A table of handlers: the types of functions in it stay.
    else if (const auto *V = dyn_cast<VarDecl>(D); V && V->hasInit())
      walkStatements(V->getInit(), [&](const Stmt *S) {
        if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
          if (const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl()))
            for (const ParmVarDecl *P : Function->parameters())
              Bad.insert(keyOf(P));
      });
  }
  Parents.clear();
  spread();
}

} // namespace deed
