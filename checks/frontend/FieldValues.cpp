//===- frontend/FieldValues.cpp - what becomes of a value -----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/FieldValues.h"

namespace deed {

using namespace clang;

bool freesArgument(const CallExpr *Call, unsigned I, ContractReader &Contracts) {
  const FunctionDecl *F = Call->getDirectCallee();
  if (!F || I >= F->getNumParams() || !F->getParamDecl(I)->getType()->isVoidPointerType())
    return false;
  const std::shared_ptr<FunctionContract> Contract = Contracts.solved(F);
  if (Contract->Inferred.empty())
    return I < Contract->Params.size() && Contract->Params[I].Word == ParamWord::Releases && Contract->Params[I].On < 0;
  return llvm::any_of(Contract->Inferred, [&](const Outcome &O) {
    return llvm::any_of(O.Effects, [&](const Effect &E) {
      return E.Kind == EffectKind::Release && E.Param == static_cast<int>(I) && !E.Target && !E.Bytes && E.On == -1;
    });
  });
}

bool FieldValues::isNull(const Expr *E) const {
  return isa<ImplicitValueInitExpr>(E) || E->isNullPointerConstant(C.Context, Expr::NPC_ValueDependentIsNotNull);
}

/// A call that gives a fresh value, which is on no context and whose references nobody counts.
bool FieldValues::makes(const CallExpr *Call) const {
  const FunctionDecl *F = Call->getDirectCallee();
  if (!F)
    return false;
  const std::shared_ptr<FunctionContract> Contract = C.Contracts.solved(F);
  if (Contract->Inferred.empty())
    return Contract->Return.Word == ReturnWord::Owned && Contract->Return.From.From != Source::Name &&
           !countsReferences(Contract->Return.Family);
  bool Owned = false;
  for (const Outcome &O : Contract->Inferred) {
    if (O.Return != ReturnWord::Owned && O.Return != ReturnWord::Null)
      return false;
    if (O.Return == ReturnWord::Owned) {
      if (O.Context != ContextKind::None || O.Kept || O.Bytes || countsReferences(O.Family))
        return false;
      Owned = true;
    }
  }
  return Owned;
}

std::vector<const Expr *> FieldValues::valuesOf(const VarDecl *V, const FunctionDecl *F) const {
  std::vector<const Expr *> Values;
  if (V->getInit())
    Values.push_back(V->getInit());
  walkStatements(F->getBody(), [&](const Stmt *S) {
    if (const auto *B = dyn_cast<BinaryOperator>(S); B && B->isAssignmentOp() && variableIn(B->getLHS()) == V)
      Values.push_back(B->getRHS());
  });
  return Values;
}

/// A fresh value that the expression itself makes; or, where it asks for something else, NULL.
bool FieldValues::isMade(const Expr *E) const {
  E = E->IgnoreParenCasts();
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return makes(Call);
  const auto *Either = dyn_cast<ConditionalOperator>(E);
  if (!Either)
    return false;
  const Expr *Then = Either->getTrueExpr(), *Else = Either->getFalseExpr();
  return (isMade(Then) && (isNull(Else) || isMade(Else))) || (isNull(Then) && isMade(Else));
}

const CallExpr *FieldValues::givenBy(const UnaryOperator *Address) const {
  const auto *Call = Address->getOpcode() == UO_AddrOf ? dyn_cast_or_null<CallExpr>(Parents.lookup(Address)) : nullptr;
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  const std::shared_ptr<FunctionContract> Contract = F ? C.Contracts.solved(F) : nullptr;
  const size_t I = Contract ? static_cast<size_t>(llvm::find(Call->arguments(), Address) - Call->arg_begin()) : 0;
  if (!Contract || !Contract->Inferred.empty() || I >= Contract->Params.size())
    return nullptr;
  const ParamContract &P = Contract->Params[I];
  return (P.Word == ParamWord::Gives || P.Word == ParamWord::GivesOnSuccess) && !countsReferences(P.Family) ? Call
                                                                                                            : nullptr;
}

bool FieldValues::isFresh(const Expr *E, const FieldDecl *Field, const FunctionDecl *F) const {
  if (isMade(E))
    return true;
  const VarDecl *V = variableIn(E);
  if (!V || !F || !V->hasLocalStorage() || isa<ParmVarDecl>(V))
    return false;
  bool Made = false;
  for (const Expr *Value : valuesOf(V, F)) {
    if (!isNull(Value) && !isMade(Value))
      return false;
    Made |= !isNull(Value);
  }
  ValueUses Uses;
  return understoodVariable(V, Field, F, Uses) && (Made || Uses.Given) && Uses.Stored == 1;
}

/// All that \p F does with what is in \p V.
bool FieldValues::understoodVariable(const VarDecl *V, const FieldDecl *Field, const FunctionDecl *F,
                                     ValueUses &Uses) const {
  if (!V->hasLocalStorage())
    return false;
  if (!Active.insert(V).second)
    return true;
  bool Good = true;
  walkStatements(F->getBody(), [&](const Stmt *S) {
    const auto *Ref = dyn_cast<DeclRefExpr>(S);
    if (!Good || !Ref || Ref->getDecl() != V)
      return;
    const Stmt *Up = Parents.lookup(Ref);
    if (const auto *B = dyn_cast_or_null<BinaryOperator>(Up); B && B->getOpcode() == BO_Assign && B->getLHS() == Ref)
      return;
    const auto *U = dyn_cast_or_null<UnaryOperator>(Up);
    if (U && U->getOpcode() == UO_AddrOf)
      Good = givenBy(U), Uses.Given |= Good;
    else
      Good = understood(Ref, Field, F, Uses);
  });
  Active.erase(V);
  return Good;
}

/// \p Returns: the call gives its argument back.
bool FieldValues::understoodCall(const CallExpr *Call, unsigned I, ValueUses &Uses, bool &Returns) const {
  const FunctionDecl *F = Call->getDirectCallee();
  const QualType Callee = Call->getCallee()->getType()->getPointeeType();
  const auto *Type = Callee.isNull() ? nullptr : Callee->getAs<FunctionProtoType>();
  const bool Const = Type && I < Type->getNumParams() && pointsToConst(Type->getParamType(I));
  if (!F) {
    Uses.Asked = true;
    return Const;
  }
  const std::shared_ptr<FunctionContract> Contract = C.Contracts.solved(F);
  const int Index = static_cast<int>(I);
  if (!Contract->Inferred.empty()) {
    for (const Outcome &O : Contract->Inferred) {
      Returns |= O.Return == ReturnWord::Argument && O.Argument == Index;
      for (const Effect &E : O.Contents)
        if (E.Other == Index)
          return false;
      for (const Effect &E : O.Effects) {
        if (E.Other == Index)
          return false;
        Uses.Asked |= E.Param == Index && E.Target && endsValue(E.Kind);
        if (E.Param != Index || E.Target || E.Kind == EffectKind::Borrow || E.Kind == EffectKind::Mutate)
          continue;
        if (E.Kind != EffectKind::Release)
          return false;
        Uses.Ended = true;
      }
    }
    return true;
  }
  const ParamContract &P = I < Contract->Params.size() ? Contract->Params[I] : Contract->Rest;
  Returns |= Contract->Return.Word == ReturnWord::Argument && Contract->Return.Argument == Index;
  Uses.Asked |= P.From.From == Source::None && Contract->Return.From.From != Source::Model; // only its type is known
  if (P.Word == ParamWord::Borrows || P.Word == ParamWord::Mutates)
    return true;
  if (P.Word == ParamWord::Releases || P.Word == ParamWord::Reallocs)
    return Uses.Ended = true;
  Uses.Asked = true;
  return P.Word == ParamWord::Unknown && Const;
}

bool FieldValues::understood(const Stmt *Value, const FieldDecl *Field, const FunctionDecl *F, ValueUses &Uses) const {
  for (const Stmt *Now = Value;;) {
    const Stmt *Up = Parents.lookup(Now);
    if (!Up || isa<CompoundStmt, IfStmt, WhileStmt, ForStmt, DoStmt, UnaryExprOrTypeTraitExpr, MemberExpr>(Up)) {
      Uses.Asked |= Up && isa<IfStmt, WhileStmt, ForStmt, DoStmt>(Up);
      return true;
    }
    if (const auto *Cast = dyn_cast<CastExpr>(Up)) {
      if (Cast->getCastKind() == CK_PointerToIntegral)
        return false;
      if (!Cast->getType()->isPointerType())
        return Uses.Asked = true;
    } else if (const auto *U = dyn_cast<UnaryOperator>(Up)) {
      Uses.Asked |= U->getOpcode() == UO_LNot;
      return U->getOpcode() == UO_LNot || U->getOpcode() == UO_Deref;
    } else if (isa<ArraySubscriptExpr>(Up)) {
      return true;
    } else if (const auto *Either = dyn_cast<ConditionalOperator>(Up)) {
      if (Either->getCond() == Now)
        return Uses.Asked = true;
    } else if (const auto *B = dyn_cast<BinaryOperator>(Up)) {
      if (B->isComparisonOp() || B->isLogicalOp())
        return Uses.Asked = true;
      if (B->getOpcode() == BO_Comma && B->getLHS() == Now)
        return true;
      if (B->getOpcode() == BO_Assign && B->getRHS() == Now) {
        const auto *M = dyn_cast<MemberExpr>(B->getLHS()->IgnoreParens());
        if (M && Field && M->getMemberDecl() == Field)
          ++Uses.Stored;
        else if (const VarDecl *V = variableIn(B->getLHS()); !V || !understoodVariable(V, Field, F, Uses))
          return false;
      } else if (B->isAdditiveOp()) {
        if (!B->getType()->isPointerType())
          return true;
      } else if (B->getOpcode() != BO_Comma)
        return false;
    } else if (const auto *List = dyn_cast<InitListExpr>(Up)) {
      const unsigned I = Field ? Field->getFieldIndex() : 0;
      if (!Field || List->getType()->getAsRecordDecl() != Field->getParent() || I >= List->getNumInits() ||
          List->getInit(I) != Now)
        return false;
      ++Uses.Stored;
      return true;
    } else if (const auto *D = dyn_cast<DeclStmt>(Up)) {
      for (const Decl *Each : D->decls())
        if (const auto *V = dyn_cast<VarDecl>(Each); V && V->getInit() == Now)
          return understoodVariable(V, Field, F, Uses);
      return false;
    } else if (const auto *Call = dyn_cast<CallExpr>(Up)) {
      bool Returns = false;
      const auto At = llvm::find(Call->arguments(), Now);
      if (At == Call->arg_end() || !understoodCall(Call, static_cast<unsigned>(At - Call->arg_begin()), Uses, Returns))
        return false;
      if (!Returns)
        return true;
    } else if (isa<ReturnStmt>(Up)) {
      Uses.Asked = true;
      return pointsToConst(F->getReturnType());
    } else if (!isa<ParenExpr>(Up)) {
      return false;
    }
    Now = Up;
  }
}

} // namespace deed
