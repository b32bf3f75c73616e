//===- frontend/CleanupOrder.cpp - cleanups in the wrong order ------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Cleanups run from the last declaration to the first. A variable that is declared
// before another, and given something inside it later, is cleaned up when that
// other one is gone:
//   _cleanup_(unlockp) lock_t *lock = NULL;
//   _cleanup_(freep) object_t *object = object_new();
//   lock = &object->lock;
//===----------------------------------------------------------------------===//
#include "frontend/CleanupOrder.h"
#include "frontend/ConventionUnit.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"

namespace deed {

using namespace clang;

/// The variable inside whose object the pointer \p E points: v->field, &v->field,
/// or what a getter of v lends.
static const VarDecl *containerOf(const Expr *E, ContractReader &Contracts) {
  E = E->IgnoreParenCasts();
  if (const auto *U = dyn_cast<UnaryOperator>(E); U && U->getOpcode() == UO_AddrOf) {
    E = U->getSubExpr()->IgnoreParenCasts();
    if (!isa<MemberExpr>(E))
      return nullptr;
    const Expr *Base = E;
    while (const auto *M = dyn_cast<MemberExpr>(Base)) {
      const Expr *Inner = M->getBase()->IgnoreParenCasts();
      if (M->isArrow())
        return variableIn(Inner);
      Base = Inner;
    }
    return nullptr;
  }
  const auto *Call = dyn_cast<CallExpr>(E);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee)
    return nullptr;
  const std::shared_ptr<FunctionContract> C = Contracts.of(Callee);
  int Argument =
      C->Return.Word == ReturnWord::BorrowedFrom || C->Return.Word == ReturnWord::Argument ? C->Return.Argument : -1;
  for (const Outcome &O : C->Inferred)
    if (O.LentParam >= 0 && O.LentPath != SomewhereBelow)
      Argument = O.LentParam;
  return Argument >= 0 && Argument < static_cast<int>(Call->getNumArgs()) ? variableIn(Call->getArg(Argument))
                                                                          : nullptr;
}

void checkCleanupOrder(const FunctionDecl *F, const std::vector<const VarDecl *> &Cleanups, ContractReader &Contracts,
                       const Locations &Locs, std::vector<Finding> &Out) {
  auto Index = [&](const VarDecl *V) { return llvm::find(Cleanups, V) - Cleanups.begin(); };
  const auto Count = static_cast<std::ptrdiff_t>(Cleanups.size());
  std::vector<bool> Told(Cleanups.size());
  walkStatements(F->getBody(), [&](const Stmt *S) {
    const auto *B = dyn_cast<BinaryOperator>(S);
    if (!B || B->getOpcode() != BO_Assign)
      return;
    const VarDecl *First = variableIn(B->getLHS()), *Second = containerOf(B->getRHS(), Contracts);
    if (!First || !Second || Index(First) >= Index(Second) || Index(Second) == Count || Told[Index(First)])
      return;
    // Only a pointer's cleanup releases the object that it points to.
    if (!Second->getType()->isPointerType() || First->getType().isConstQualified())
      return;
    Told[Index(First)] = true;
    Finding R;
    R.Id = Rule::MixedCleanup;
    R.Function = F->getNameAsString();
    R.Variable = First->getNameAsString();
    R.Place = Locs.range(clang::SourceRange(First->getLocation()));
    R.Message = "'" + R.Variable + "' is cleaned up after '" + Second->getNameAsString() + "', in which it lies";
    R.Help = "declare '" + R.Variable + "' behind '" + Second->getNameAsString() + "', with its value";
    R.Path.push_back({Locs.range(B->getSourceRange()), StepKind::Borrow,
                      "'" + R.Variable + "' points into what '" + Second->getNameAsString() + "' owns"});
    R.Contracts.push_back({Locs.range(clang::SourceRange(Second->getLocation())),
                           "'" + Second->getNameAsString() + "' is declared later, so it is cleaned up first"});
    R.Signature = R.Function + "|mixed-cleanup|order|" + R.Variable;
    Out.push_back(std::move(R));
  });
}

} // namespace deed
