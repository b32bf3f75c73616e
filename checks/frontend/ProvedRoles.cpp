//===- frontend/ProvedRoles.cpp - the role of a variable by its flow ------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/ConventionUnit.h"
#include "frontend/OwnReference.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"

namespace deed {

using namespace clang;

BodyReturn returnOfBody(const FunctionContract &C) {
  bool Owned = false, Lent = false;
  for (const Outcome &O : C.Inferred)
    switch (O.Return) {
    case ReturnWord::Owned: Owned = true; break;
    case ReturnWord::Borrowed:
    case ReturnWord::BorrowedFrom:
    case ReturnWord::Argument:
    case ReturnWord::Held:
    case ReturnWord::NotHeap: Lent = true; break;
    case ReturnWord::Null: break;
    case ReturnWord::Unknown:
      // What lies in a part of an argument.
      if (O.LentParam < 0 || O.LentPath == SomewhereBelow)
        return BodyReturn::Unknown;
      Lent = true;
      break;
    case ReturnWord::Target:
    case ReturnWord::Scalar:
    case ReturnWord::Stack:
    case ReturnWord::Allocated: // the context owns it
    case ReturnWord::Context: return BodyReturn::Unknown;
    }
  return Owned == Lent ? BodyReturn::Unknown : Owned ? BodyReturn::Owned : BodyReturn::Lent;
}

/// Its name says that it takes what it returns out of something.
static bool removes(const FunctionDecl *F) {
  return F->getIdentifier() &&
         hasWord(wordsOf(F->getName()), {"remove", "pop", "take", "steal", "detach", "dequeue", "extract", "shift",
                                         "unlink", "release", "move", "drop", "pull", "delete"});
}

BodyReturn resultOf(const FunctionDecl *F, const FunctionContract &C) {
  const BodyReturn Does = returnOfBody(C);
  const FunctionDecl *Definition = nullptr;
  if (Does != BodyReturn::Lent || !F->hasBody(Definition))
    return Does;
  if (countsReferences(Definition))
    return BodyReturn::Unknown;
  bool Removes = false;
  walkStatements(Definition->getBody(), [&](const Stmt *S) {
    const auto *Call = dyn_cast<CallExpr>(S);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    Removes |= Callee && removes(Callee);
  });
  return Removes ? BodyReturn::Unknown : Does;
}

BodyParam paramOfBody(const FunctionContract &C, unsigned Index) {
  BodyParam Out;
  Out.Known = !C.Inferred.empty();
  for (const Outcome &O : C.Inferred) {
    // Passed through: the caller has it again.
    if (O.Return == ReturnWord::Argument && O.Argument == static_cast<int>(Index))
      Out.Known = false;
    for (const Effect &E : O.Effects) {
      if (E.Param != static_cast<int>(Index) && !(E.Kind == EffectKind::SetInto && E.Other == static_cast<int>(Index)))
        continue;
      switch (E.Kind) {
      case EffectKind::Take:
      case EffectKind::Release: (E.Target ? Out.Parts : Out.Consumed) = true; break;
      case EffectKind::Escape:
      case EffectKind::Hold: Out.Known = false; break;
      case EffectKind::SetInto: Out.Known &= E.Other != static_cast<int>(Index); break;
      case EffectKind::Borrow:
      case EffectKind::Mutate:
      case EffectKind::Give:
      case EffectKind::SetNull:
      case EffectKind::SetBorrowed:
      case EffectKind::SetNumber:
      case EffectKind::Reset:
      case EffectKind::Open:
      case EffectKind::Leave:
      case EffectKind::MakeCurrent:
      case EffectKind::SetReleased:
      case EffectKind::SetNotHeap:
      case EffectKind::SetFrom:
      case EffectKind::Regrow: break;
      case EffectKind::Close: (E.Target ? Out.Parts : Out.Consumed) = true; break;
      case EffectKind::Reparent:
      case EffectKind::Refer:
      case EffectKind::CrossThread:
      case EffectKind::Invoke:
      case EffectKind::Grow: Out.Known = false; break;
      }
    }
  }
  return Out;
}

/// What a body does with the value of one parameter, over all its outcomes.
static Role roleOfParameter(const FunctionContract &C, unsigned Index, bool PointsToConst) {
  if (C.Inferred.empty())
    return Role::None;
  bool Consumed = false, Always = true, Mutated = false;
  for (const Outcome &O : C.Inferred) {
    bool Here = false;
    for (const Effect &E : O.Effects) {
      if (E.Param != static_cast<int>(Index))
        continue;
      switch (E.Kind) {
      case EffectKind::Take:
      case EffectKind::Release: (E.Target ? Mutated : Here) = true; break;
      case EffectKind::Escape:
      case EffectKind::Hold: return Role::None;
      case EffectKind::Mutate:
      case EffectKind::SetBorrowed:
      case EffectKind::SetReleased:
      case EffectKind::SetNotHeap:
      case EffectKind::SetFrom:
      case EffectKind::Give:
      case EffectKind::Reset:
      case EffectKind::Leave:
      case EffectKind::Regrow: Mutated = true; break;
      case EffectKind::Reparent:
      case EffectKind::Refer:
      case EffectKind::Open:
      case EffectKind::Close:
      case EffectKind::MakeCurrent:
      case EffectKind::CrossThread:
      case EffectKind::Invoke:
      case EffectKind::Grow: return Role::None;
      // What a cell holds afterwards may be what the body has only found out.
      case EffectKind::Borrow:
      case EffectKind::SetNull:
      case EffectKind::SetNumber:
      case EffectKind::SetInto: break;
      }
    }
    // Where it is NULL there was nothing to consume.
    const bool Null =
        llvm::any_of(O.Requires, [&](const Condition &R) { return R.isOfArgument(static_cast<int>(Index)); });
    Consumed |= Here;
    Always &= Here || Null;
  }
  if (Consumed)
    return Always ? Role::Own : Role::None;
  if (PointsToConst)
    return Mutated ? Role::None : Role::Ref;
  return Mutated ? Role::Mut : Role::None;
}

namespace {
/// Removed: lent by the letter, out of something that has let it go.
enum class Given { Nothing, Owned, Lent, Removed, Unknown };
} // namespace

static Given givenBy(const ConventionUnit &C, const Expr *E) {
  E = E->IgnoreParenCasts();
  if (E->isNullPointerConstant(C.Context, Expr::NPC_ValueDependentIsNotNull))
    return Given::Nothing;
  if (isa<StringLiteral>(E))
    return Given::Lent;
  if (const auto *U = dyn_cast<UnaryOperator>(E); U && U->getOpcode() == UO_AddrOf)
    return Given::Lent;
  const auto *Call = dyn_cast<CallExpr>(E);
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  if (!F)
    return Given::Unknown;
  const std::shared_ptr<FunctionContract> Contract = C.Contracts.of(F);
  switch (returnOfBody(*Contract)) {
  case BodyReturn::Owned: return Given::Owned;
  case BodyReturn::Lent: return removes(F) ? Given::Removed : Given::Lent;
  case BodyReturn::Unknown: break;
  }
  if (!Contract->Inferred.empty())
    return Given::Unknown;
  if (Contract->Return.Word == ReturnWord::Owned)
    return Given::Owned;
  if (removes(F))
    return Given::Removed;
  return Contract->Return.Word == ReturnWord::Borrowed || Contract->Return.Word == ReturnWord::BorrowedFrom
             ? Given::Lent
             : Given::Unknown;
}

/// \p Call releases or takes argument \p Index, on some path at least.
static bool consumes(const ConventionUnit &C, const CallExpr *Call, unsigned Index) {
  const FunctionDecl *F = Call->getDirectCallee();
  if (!F || Index >= F->getNumParams())
    return false;
  const std::shared_ptr<FunctionContract> Contract = C.Contracts.of(F);
  if (paramOfBody(*Contract, Index).Consumed)
    return true;
  if (Index >= Contract->Params.size() || !Contract->Inferred.empty())
    return false;
  const ParamWord W = Contract->Params[Index].Word;
  return W == ParamWord::Takes || W == ParamWord::TakesOnSuccess || W == ParamWord::TakesOnFailure ||
         W == ParamWord::TakesOrFails || W == ParamWord::Releases || W == ParamWord::ReleasesOnSuccess;
}

/// What a local is given on all of its assignments, and whether it is given away.
static Role roleOfLocal(const ConventionUnit &C, const VarDecl *V, const Stmt *Body) {
  bool Owned = false, Lent = false, Removed = false, Unknown = false, Consumed = false;
  auto Add = [&](const Expr *E) {
    switch (givenBy(C, E)) {
    case Given::Nothing: break;
    case Given::Owned: Owned = true; break;
    case Given::Lent: Lent = true; break;
    case Given::Removed: Removed = true; break;
    case Given::Unknown: Unknown = true; break;
    }
  };
  if (V->hasInit())
    Add(V->getInit());
  walkStatements(Body, [&](const Stmt *S) {
    if (const auto *B = dyn_cast<BinaryOperator>(S); B && B->isAssignmentOp() && variableIn(B->getLHS()) == V)
      Add(B->getRHS());
    if (const auto *U = dyn_cast<UnaryOperator>(S);
        U && U->getOpcode() == UO_AddrOf && variableIn(U->getSubExpr()) == V)
      Unknown = true;
    if (const auto *Call = dyn_cast<CallExpr>(S))
      for (unsigned I = 0; I != Call->getNumArgs(); ++I)
        Consumed |= variableIn(Call->getArg(I)) == V && consumes(C, Call, I);
  });
  if (Unknown || (Owned && Lent) || (Lent && Removed))
    return Role::None;
  if (Owned)
    return Role::Own;
  // What was taken out of a list and is freed then was its last holder's: this one's.
  // Out of the hands of an owner that keeps it nothing is freed under a borrow's name.
  if (Removed)
    return Consumed ? Role::Own : Role::None;
  if (!Lent || Consumed)
    return Role::None;
  return pointsToConst(V->getType()) ? Role::Ref : Role::Mut;
}

Role provedRole(const ConventionUnit &C, const VarDecl *V, const FunctionDecl *F) {
  const FunctionDecl *Definition = nullptr;
  if (!F->hasBody(Definition))
    return Role::None;
  if (const auto *P = dyn_cast<ParmVarDecl>(V))
    return roleOfParameter(*C.Contracts.of(F), P->getFunctionScopeIndex(), pointsToConst(V->getType()));
  return V->hasLocalStorage() ? roleOfLocal(C, V, Definition->getBody()) : Role::None;
}

} // namespace deed
