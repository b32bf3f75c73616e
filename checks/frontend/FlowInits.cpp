//===- frontend/FlowInits.cpp - declarations to events ----------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Variables, what they begin with, and what their cleanup attributes do at the end.
//===----------------------------------------------------------------------===//
#include "frontend/FlowBuilder.h"
#include "clang/AST/Attr.h"
#include "clang/AST/RecordLayout.h"

namespace deed {

using namespace clang;

std::int64_t FlowBuilder::sizeOf(QualType T) const {
  // In code that does not compile types may depend on what nobody knows.
  if (T.isNull() || T->isDependentType() || T->isIncompleteType() || T->isFunctionType() || T->isVariablyModifiedType())
    return 1;
  return Context.getTypeSizeInChars(T).getQuantity();
}

/// What a `static const struct options defaults = {...}` holds, where \p E names it; else null.
const InitListExpr *FlowBuilder::constantRecord(const Expr *E) {
  constexpr unsigned MostMembers = 32; ///< to copy one by one
  const auto *Name = E->getType()->isRecordType() ? dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts()) : nullptr;
  const auto *V = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
  const Expr *Init = V && V->getType().isConstQualified() && V->hasGlobalStorage() ? V->getAnyInitializer() : nullptr;
  const auto *List = dyn_cast_or_null<InitListExpr>(Init);
  return List && List->getNumInits() <= MostMembers ? List : nullptr;
}

/// \p Place: of the copy of a constant, whose members are written there; else each is where it stands.
void FlowBuilder::lowerInit(TempId Address, const Expr *Init, QualType T, clang::SourceRange Place) {
  const auto PlaceOf = [&](const Expr *Part) { return Place.isValid() ? Place : Part->getSourceRange(); };
  const Expr *E = Init->IgnoreParens();
  if (const auto *List = dyn_cast<InitListExpr>(E)) {
    if (const InitListExpr *Semantic = List->getSemanticForm())
      List = Semantic;
    if (const auto *R = T->getAsRecordDecl(); R && !R->isUnion()) {
      unsigned I = 0;
      for (const FieldDecl *F : R->fields()) {
        if (F->isUnnamedBitField() || I >= List->getNumInits())
          continue;
        const Expr *Value = List->getInit(I++);
        FieldId Id = field(F);
        const std::int64_t Bytes = offsetOf(F);
        Event &Ev = emit(Op::FieldAddr, PlaceOf(Value));
        Ev.A = Address;
        Ev.FieldOf = Id;
        Ev.Value = Bytes;
        Ev.Type = TypeClass::Pointer;
        TempId Part = Ev.R = newTemp(Out->TempNames[Address.N] + "." + F->getNameAsString());
        lowerInit(Part, Value, F->getType(), Place);
      }
      return;
    }
    if (T->isUnionType()) {
      if (List->getNumInits() == 1 && List->getInitializedFieldInUnion())
        lowerInit(Address, List->getInit(0), List->getInitializedFieldInUnion()->getType(), Place);
      return;
    }
    if (const ArrayType *A = Context.getAsArrayType(T)) {
      QualType Element = A->getElementType();
      const std::int64_t Size = sizeOf(Element);
      // Only the elements that may matter to ownership.
      const bool Numbers = classify(Element) != TypeClass::Pointer && !Element->isRecordType();
      for (unsigned I = 0; I < List->getNumInits() && I < 64; ++I) {
        if (Numbers && !isa<CallExpr>(List->getInit(I)->IgnoreParenCasts())) // `int fds[] = {open(a), open(b)};`
          continue;
        Event &Ev = emit(Op::Offset, PlaceOf(List->getInit(I)));
        Ev.A = Address;
        Ev.Value = I * Size;
        Ev.Type = TypeClass::Pointer;
        TempId Part = Ev.R = newTemp(Out->TempNames[Address.N]);
        lowerInit(Part, List->getInit(I), Element, Place);
      }
      return;
    }
    if (List->getNumInits() == 1)
      lowerInit(Address, List->getInit(0), T, Place);
    return;
  }
  if (isa<ImplicitValueInitExpr>(E)) {
    if (classify(T) != TypeClass::Record && classify(T) != TypeClass::Other) {
      TempId Zero = constant(0, nullptr);
      Event &S = emit(Op::Store, Place);
      S.A = Address;
      S.B = Zero;
    }
    return;
  }
  if (isa<StringLiteral>(E) && T->isArrayType())
    return;
  if (const InitListExpr *Constant = constantRecord(Init)) {
    lowerInit(Address, Constant, T, PlaceOf(Init));
    return;
  }
  TempId Value = lower(Init);
  Event &S = emit(T->isRecordType() ? Op::CopyObject : Op::Store, PlaceOf(Init));
  S.A = Address;
  S.B = Value;
}

void FlowBuilder::lowerDeclaration(const DeclStmt *S) {
  for (const Decl *D : S->decls()) {
    const auto *V = dyn_cast<VarDecl>(D);
    if (!V || V->isStaticLocal() || V->hasExternalStorage() || !V->isLocalVarDecl())
      continue;
    VarId Id = variable(V);
    Event &De = emit(Op::Declare, V->getSourceRange());
    De.Variable = Id;
    if (!V->getInit())
      continue;
    Event &Ad = emit(Op::VarAddr, V->getLocation());
    Ad.Variable = Id;
    Ad.Type = TypeClass::Pointer;
    TempId Address = Ad.R = newTemp(V->getNameAsString());
    std::size_t Before = Out->Events.size();
    lowerInit(Address, V->getInit(), V->getType());
    // The declaration is the place where the variable takes its value.
    if (Out->Events.size() > Before && Out->Events.back().Code == Op::Store)
      Out->Events.back().Loc = Locs.add(clang::SourceRange(V->getLocation(), V->getInit()->getEndLoc()));
  }
}

void FlowBuilder::lowerCleanup(const VarDecl *V, const FunctionDecl *F) {
  VarId Id = variable(V);
  Event &Ad = emit(Op::VarAddr, V->getLocation());
  Ad.Variable = Id;
  Ad.Type = TypeClass::Pointer;
  TempId Address = Ad.R = newTemp(V->getNameAsString());
  CalleeId Target = callee(F->getNameAsString(), Contracts.of(F));
  std::uint32_t Begin = Out->Args.size();
  Out->Args.push_back(Address);
  Event &Ev = emit(Op::Call, V->getLocation());
  Ev.Target = Target;
  Ev.ArgsBegin = Begin;
  Ev.ArgsCount = 1;
  Ev.CleanupCall = true;
}

} // namespace deed
