//===- frontend/TestedResults.cpp - who is asked for NULL -----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/TestedResults.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/SmallVector.h"

namespace deed {

using namespace clang;

/// So many calls without a test are a habit.
constexpr unsigned ManyCalls = 4;

/// The function that \p E calls, or the member that it calls through, or null.
static const Decl *calleeOf(const Expr *E) {
  const auto *Call = E ? dyn_cast<CallExpr>(E->IgnoreParenCasts()) : nullptr;
  if (!Call)
    return nullptr;
  if (const FunctionDecl *F = Call->getDirectCallee())
    return F->getCanonicalDecl();
  const auto *Member = dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParenImpCasts());
  return Member ? Member->getMemberDecl() : nullptr;
}

/// The variable or field that \p E names, or null.
static const Decl *placeOf(const Expr *E) {
  E = E->IgnoreParenCasts();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return Ref->getDecl();
  const auto *Member = dyn_cast<MemberExpr>(E);
  return Member ? Member->getMemberDecl() : nullptr;
}

/// \p E decides: its value is asked for.
void TestedResults::asks(const Expr *E) {
  E = E->IgnoreParenCasts();
  if (const auto *Assignment = dyn_cast<BinaryOperator>(E); Assignment && Assignment->getOpcode() == BO_Assign) {
    asks(Assignment->getLHS());
    E = Assignment->getRHS()->IgnoreParenCasts();
  }
  if (const Decl *Callee = calleeOf(E))
    Uses[Callee].Tested = true;
  if (const Decl *Place = placeOf(E))
    Asked.insert(Place);
  // likely(p), __builtin_expect(!p, 0)
  if (const auto *Call = dyn_cast<CallExpr>(E))
    for (const Expr *Argument : Call->arguments())
      if (const Decl *Place = placeOf(Argument))
        Asked.insert(Place);
}

void TestedResults::readOne(const Stmt *S) {
  auto Sets = [&](const Decl *Place, const Expr *To) {
    if (const Decl *Callee = Place ? calleeOf(To) : nullptr)
      SetBy[Place].insert(Callee);
  };
  if (const auto *Call = dyn_cast<CallExpr>(S)) {
    if (const Decl *Callee = calleeOf(Call))
      ++Uses[Callee].Calls;
  } else if (const auto *Declared = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Declared->decls())
      if (const auto *V = dyn_cast<VarDecl>(D); V && V->getInit())
        Sets(V, V->getInit());
  } else if (const auto *Binary = dyn_cast<BinaryOperator>(S)) {
    if (Binary->getOpcode() == BO_Assign)
      Sets(placeOf(Binary->getLHS()), Binary->getRHS());
    else if (Binary->isLogicalOp() || Binary->isEqualityOp())
      asks(Binary->getLHS()), asks(Binary->getRHS());
  } else if (const auto *Not = dyn_cast<UnaryOperator>(S); Not && Not->getOpcode() == UO_LNot) {
    asks(Not->getSubExpr());
  } else if (const auto *If = dyn_cast<IfStmt>(S)) {
    asks(If->getCond());
  } else if (const auto *While = dyn_cast<WhileStmt>(S)) {
    asks(While->getCond());
  } else if (const auto *For = dyn_cast<ForStmt>(S); For && For->getCond()) {
    asks(For->getCond());
  } else if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(S)) {
    asks(Choice->getCond());
  }
}

void TestedResults::read(const Stmt *Body) {
  SetBy.clear();
  Asked.clear();
  llvm::SmallVector<const Stmt *, 64> Pending{Body}; // deep expressions must not overflow the stack
  while (!Pending.empty()) {
    const Stmt *S = Pending.pop_back_val();
    if (!S)
      continue;
    readOne(S);
    for (const Stmt *Child : S->children())
      Pending.push_back(Child);
  }
  for (const auto &[Place, Callees] : SetBy)
    if (Asked.contains(Place))
      for (const Decl *Callee : Callees)
        Uses[Callee].Tested = true;
}

bool TestedResults::mayBeNull(const ValueDecl *Callee) {
  if (!Read) {
    Read = true;
    for (const Decl *D : Context.getTranslationUnitDecl()->decls())
      if (const auto *F = dyn_cast<FunctionDecl>(D); F && F->doesThisDeclarationHaveABody())
        read(F->getBody());
  }
  const auto It = Uses.find(Callee->getCanonicalDecl());
  // What stands in a member of a table may end the program: there is no body to ask.
  const unsigned Habit = isa<FieldDecl>(Callee) ? 1 : ManyCalls;
  return It == Uses.end() || It->second.Tested || It->second.Calls < Habit;
}

} // namespace deed
