//===- frontend/ForgottenNodes.cpp - nodes that are freed without their parts -===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A function walks from node to node, frees each, and never names a field of theirs that
// says by its prefix that it owns: what it owned is lost with the node. Only where nobody
// else was given the nodes, or what they hang from, who could have emptied them before.
// (incomplete-destroy; of the object that a destroy function gets itself the flow tells.)
//===----------------------------------------------------------------------===//
#include "frontend/FieldValues.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace deed {

using namespace clang;

namespace {

class ForgottenNodes {
public:
  ForgottenNodes(const ConventionUnit &C, const FunctionDecl *F) : C(C), F(F), Values(C) {}
  void run();

private:
  std::vector<const FieldDecl *> ownedFields(const VarDecl *V) const;
  bool isWalked(const VarDecl *V, unsigned Depth = 0);
  bool isMember(const Expr *E);
  void read(const Stmt *S);
  void report(const CallExpr *Free, llvm::ArrayRef<const FieldDecl *> Missed);

  const ConventionUnit &C;
  const FunctionDecl *F;
  FieldValues Values;
  llvm::MapVector<const VarDecl *, const CallExpr *> Freed;
  llvm::SmallPtrSet<const ValueDecl *, 16> Named;   ///< fields
  llvm::SmallPtrSet<const VarDecl *, 8> Shown;      ///< to somebody, or kept
  llvm::SmallPtrSet<const VarDecl *, 8> Containers; ///< what the walks begin at
};

} // namespace

/// Of a node whose type the convention holds for; the rest of a list is a node itself.
std::vector<const FieldDecl *> ForgottenNodes::ownedFields(const VarDecl *V) const {
  const QualType To = V->getType()->getPointeeType();
  const RecordDecl *R = To.isNull() ? nullptr : To->getAsRecordDecl();
  R = R ? R->getDefinition() : nullptr;
  std::vector<const FieldDecl *> Owned;
  if (!R || R->isUnion() || !C.inForce(R->getLocation()))
    return Owned;
  for (const FieldDecl *Field : R->fields())
    if (isDataPointer(Field->getType()) && C.roleOf(Field) == Role::Own &&
        Field->getType()->getPointeeType()->getAsRecordDecl() != To->getAsRecordDecl())
      Owned.push_back(Field);
  return Owned;
}

void ForgottenNodes::read(const Stmt *S) {
  if (const auto *M = dyn_cast<MemberExpr>(S)) {
    Named.insert(M->getMemberDecl());
  } else if (const auto *U = dyn_cast<UnaryOperator>(S)) {
    if (const VarDecl *V = U->getOpcode() == UO_AddrOf ? variableIn(U->getSubExpr()) : nullptr)
      Shown.insert(V);
  } else if (const auto *B = dyn_cast<BinaryOperator>(S)) {
    const VarDecl *V = B->isAssignmentOp() ? variableIn(B->getRHS()) : nullptr;
    const VarDecl *Into = V ? variableIn(B->getLHS()) : nullptr;
    if (V && !(Into && Into->hasLocalStorage()))
      Shown.insert(V);
  } else if (const auto *R = dyn_cast<ReturnStmt>(S)) {
    if (const VarDecl *V = R->getRetValue() ? variableIn(R->getRetValue()) : nullptr)
      Shown.insert(V);
  } else if (const auto *Call = dyn_cast<CallExpr>(S)) {
    for (unsigned I = 0; I != Call->getNumArgs(); ++I)
      if (const VarDecl *V = variableIn(Call->getArg(I))) {
        if (freesArgument(Call, I, C.Contracts))
          Freed.insert({V, Call});
        else
          Shown.insert(V);
      }
  }
}

/// `list->own_head`, `node->own_next`.
bool ForgottenNodes::isMember(const Expr *E) {
  const auto *M = dyn_cast<MemberExpr>(E->IgnoreParenCasts());
  const VarDecl *Base = M && M->isArrow() ? variableIn(M->getBase()) : nullptr;
  if (Base)
    Containers.insert(Base);
  return Base;
}

/// All that \p V ever has is a node that another one, or the caller's object, leads to.
bool ForgottenNodes::isWalked(const VarDecl *V, unsigned Depth) {
  const std::vector<const Expr *> All = Values.valuesOf(V, F);
  return !All.empty() && llvm::all_of(All, [&](const Expr *Value) {
    const VarDecl *Other = variableIn(Value);
    return Values.isNull(Value) || isMember(Value) ||
           (Other && Other != V && Other->hasLocalStorage() && !isa<ParmVarDecl>(Other) && !Shown.count(Other) &&
            Depth < 2 && isWalked(Other, Depth + 1));
  });
}

void ForgottenNodes::report(const CallExpr *Free, llvm::ArrayRef<const FieldDecl *> Missed) {
  Finding Each = C.make(Rule::IncompleteDestroy, Free->getBeginLoc(), F, Missed.front(), "node");
  Each.Place = C.Locs.range(Free->getSourceRange());
  Each.Message = "'" + Each.Function + "' does not release the owned field";
  for (const FieldDecl *Field : Missed) {
    Each.Message += (Field == Missed.front()  ? (Missed.size() > 1 ? "s '" : " '")
                     : Field == Missed.back() ? " and '"
                                              : ", '") +
                    Field->getNameAsString() + "'";
    Each.Contracts.push_back({C.Locs.range(clang::SourceRange(Field->getLocation())),
                              "'" + Field->getNameAsString() + "' is declared here"});
  }
  Each.Message += " of what it frees here";
  Each.Help = "release it before the object, or hand it to its next owner";
  C.Out.push_back(std::move(Each));
}

void ForgottenNodes::run() {
  walkStatements(F->getBody(), [&](const Stmt *S) { read(S); });
  for (const auto &[V, Free] : Freed) {
    if (!V->hasLocalStorage() || isa<ParmVarDecl>(V) || Shown.count(V))
      continue;
    std::vector<const FieldDecl *> Missed = ownedFields(V);
    if (Missed.empty() || llvm::any_of(Missed, [&](const FieldDecl *Field) { return Named.count(Field); }))
      continue;
    Containers.clear();
    if (isWalked(V) && llvm::none_of(Containers, [&](const VarDecl *Of) { return Shown.count(Of); }))
      report(Free, Missed);
  }
}

void checkForgottenNodes(const ConventionUnit &C) {
  for (const FunctionDecl *F : C.Bodies)
    if (C.wanted(F) && C.inForce(F->getLocation()))
      ForgottenNodes(C, F).run();
}

} // namespace deed
