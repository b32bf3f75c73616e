//===- frontend/OwnReference.cpp - bodies that count references -----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/OwnReference.h"
#include "engine/Names.h"
#include "frontend/ContractReader.h"
#include "frontend/ConventionUnit.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"

namespace deed {

using namespace clang;

/// thing_ref(x), g_object_ref(x): a reference more, for who calls it.
static bool refers(const FunctionDecl *F) {
  return F && F->getIdentifier() && hasWord(wordsOf(F->getName()), {"ref", "addref", "incref", "retain"}) &&
         !hasWord(wordsOf(F->getName()), {"unref", "weak", "toggle", "clear", "set", "put", "remove", "count", "get"});
}

/// A test, by its name and that it answers yes or no.
static bool asks(const FunctionDecl *F) {
  const auto *Alias = F->getReturnType()->getAs<TypedefType>();
  return (F->getReturnType()->isBooleanType() || (Alias && Alias->getDecl()->getName() == "gboolean")) &&
         hasWord(wordsOf(F->getName()),
                 {"is", "has", "validate", "valid", "check", "verify", "equal", "contains", "matches"});
}

/// \p Call only looks at its argument \p I.
static bool borrows(const CallExpr *Call, unsigned I, const ModelSet &Models) {
  const FunctionDecl *F = Call->getDirectCallee();
  if (!F || !F->getIdentifier() || I >= F->getNumParams())
    return false;
  if (asks(F))
    return true;
  if (const FunctionContract *Model = Models.find(F->getName()))
    return I < Model->Params.size() &&
           (Model->Params[I].Word == ParamWord::Borrows || Model->Params[I].Word == ParamWord::Mutates);
  const QualType T = F->getParamDecl(I)->getType();
  return pointsToConst(T) && !T->getPointeeType()->isVoidType();
}

/// G_IS_THING(x) puts its argument into a variable of its own, to look at it.
static bool isTypeTest(const VarDecl *V) {
  const QualType To = V->getType()->getPointeeType();
  const auto *Record = To.isNull() ? nullptr : To->getAs<RecordType>();
  return V->getLocation().isMacroID() && Record && Record->getDecl()->getName() == "_GTypeInstance";
}

bool takesOwnReference(const FunctionDecl *F, unsigned Index, const ModelSet &Models) {
  if (Index >= F->getNumParams() || !F->getBody())
    return false;
  const ParmVarDecl *P = F->getParamDecl(Index);
  llvm::DenseMap<const Stmt *, const Stmt *> Parents;
  std::vector<const DeclRefExpr *> Uses;
  walkStatements(F->getBody(), [&](const Stmt *S) {
    for (const Stmt *Child : S->children())
      if (Child)
        Parents[Child] = S;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S); Ref && Ref->getDecl() == P)
      Uses.push_back(Ref);
  });
  bool Refers = false;
  int Kept = 0; // `g_object_ref(x); list = g_list_append(list, x);`: by a reference that a statement of its own took
  for (const DeclRefExpr *Use : Uses) {
    const Stmt *Now = Use, *Up = Parents.lookup(Use);
    while (Up && (isa<ParenExpr>(Up) || isa<CastExpr>(Up)) && cast<Expr>(Up)->getType()->isPointerType())
      Now = Up, Up = Parents.lookup(Up);
    if (!Up)
      return false;
    if (isa<CastExpr, IfStmt, WhileStmt, ForStmt, DoStmt, MemberExpr, ConditionalOperator>(Up)) {
      // To a number, to void, or a condition; `c ? x : y` is a value.
      if (const auto *Either = dyn_cast<ConditionalOperator>(Up); Either && Either->getCond() != Now)
        return false;
      continue;
    }
    if (const auto *U = dyn_cast<UnaryOperator>(Up); U && (U->getOpcode() == UO_LNot || U->getOpcode() == UO_Deref))
      continue;
    if (const auto *B = dyn_cast<BinaryOperator>(Up); B && (B->isComparisonOp() || B->isLogicalOp()))
      continue;
    if (const auto *D = dyn_cast<DeclStmt>(Up); D && D->isSingleDecl())
      if (const auto *V = dyn_cast<VarDecl>(D->getSingleDecl()); V && isTypeTest(V))
        continue;
    const auto *Call = dyn_cast<CallExpr>(Up);
    if (!Call)
      return false;
    const auto Argument = llvm::find(Call->arguments(), Now);
    if (Argument == Call->arg_end())
      return false;
    const unsigned I = static_cast<unsigned>(Argument - Call->arg_begin());
    if (I == 0 && refers(Call->getDirectCallee())) {
      Refers = true;
      const bool IsUsed = [&] {
        const Stmt *Outer = Parents.lookup(Call);
        while (Outer && isa<ParenExpr, CastExpr>(Outer))
          Outer = Parents.lookup(Outer);
        return Outer && isa<Expr, DeclStmt, ReturnStmt>(Outer);
      }();
      Kept -= !IsUsed;
    } else if (!borrows(Call, I, Models))
      ++Kept;
  }
  return Refers && Kept <= 0;
}

bool countsReferences(const FunctionDecl *F) {
  bool Counts = false;
  walkStatements(F->getBody(), [&](const Stmt *S) {
    if (const auto *Call = dyn_cast<CallExpr>(S))
      if (const FunctionDecl *Callee = Call->getDirectCallee(); Callee && Callee->getIdentifier())
        Counts |= hasWord(wordsOf(Callee->getName()),
                          {"ref", "addref", "incref", "retain", "acquire", "hold", "grab", "inc", "increment"});
    const Expr *Counted = nullptr;
    if (const auto *U = dyn_cast<UnaryOperator>(S); U && U->isIncrementOp())
      Counted = U->getSubExpr();
    if (const auto *B = dyn_cast<BinaryOperator>(S); B && B->getOpcode() == BO_AddAssign)
      Counted = B->getLHS();
    if (const auto *M = Counted ? dyn_cast<MemberExpr>(Counted->IgnoreParens()) : nullptr) {
      const llvm::StringRef Name = M->getMemberDecl()->getName();
      Counts |= Name.contains_insensitive("ref") || Name.contains_insensitive("use") ||
                Name.contains_insensitive("count") || Name.contains_insensitive("rc");
    }
  });
  return Counts;
}

} // namespace deed
