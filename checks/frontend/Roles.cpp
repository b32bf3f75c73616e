//===- frontend/Roles.cpp - what a name says of ownership -----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/ContractReader.h"
#include "clang/AST/Type.h"

namespace deed {

static llvm::StringRef nameOf(const clang::NamedDecl *D) {
  return D->getIdentifier() ? D->getName() : llvm::StringRef();
}

/// True where a prefix is a part of the name of a thing: `const u8 *own_addr`, our own
/// address, which nobody may free; `struct ref_store *ref_store`, a store of refs.
static bool isNoun(const clang::ValueDecl *D, Role R) {
  const clang::QualType T = D->getType();
  if (const auto *Array = T->getAsArrayTypeUnsafe())
    return !Array->getElementType()->isAnyPointerType();
  const clang::QualType Pointee = T->getPointeeType();
  if (Pointee.isNull())
    return false;
  const auto *Basic = Pointee->getAs<clang::BuiltinType>();
  const bool Text =
      Basic && (Basic->getKind() == clang::BuiltinType::Char_S || Basic->getKind() == clang::BuiltinType::Char_U);
  if (R == Role::Own && Pointee.isConstQualified() && Basic && !Text)
    return true;
  const clang::RecordDecl *Record = Pointee->getAsRecordDecl();
  return Record && nameOf(Record) == nameOf(D);
}

Role roleOfDeclaration(const clang::ValueDecl *D, const Conventions &Names) {
  // A prefix on a number or a struct by value is a remark on style, no contract.
  clang::QualType T = D->getType();
  if (!T->isAnyPointerType() && !T->isArrayType())
    return Role::None;
  if (const auto *P = T->getAs<clang::PointerType>(); P && P->getPointeeType()->isFunctionType())
    return Role::None;
  if (Role R = Names.roleOf(nameOf(D)); R != Role::None)
    return isNoun(D, R) ? Role::None : R;
  return roleOfType(T, Names);
}

Role roleOfType(clang::QualType T, const Conventions &Names) {
  // `own_data_t *value`: the typedef says it.
  if (const auto *TD = T->getAs<clang::TypedefType>())
    if (Role R = Names.roleOf(nameOf(TD->getDecl())); R != Role::None)
      return R;
  if (clang::QualType Pointee = T->getPointeeType(); !Pointee.isNull())
    if (const auto *TD = Pointee->getAs<clang::TypedefType>())
      return Names.roleOf(nameOf(TD->getDecl()));
  return Role::None;
}

bool isExempt(const clang::ValueDecl *D, const Conventions &Names) {
  if (Names.ExemptNames.empty() && Names.ExemptTypes.empty())
    return false;
  if (Names.isExempt(nameOf(D), ""))
    return true;
  // Each name that the type goes by: the typedefs on the way, then the record.
  clang::QualType T = D->getType();
  for (;;) {
    if (const auto *TD = T->getAs<clang::TypedefType>()) {
      if (Names.isExempt("", nameOf(TD->getDecl())))
        return true;
      T = TD->desugar();
    } else if (clang::QualType Pointee = T->getPointeeType(); !Pointee.isNull()) {
      T = Pointee;
    } else if (const auto *A = llvm::dyn_cast<clang::ArrayType>(T.getTypePtr())) {
      T = A->getElementType();
    } else {
      break;
    }
  }
  const clang::TagDecl *Tag = T->getAsTagDecl();
  return Tag && Names.isExempt("", nameOf(Tag));
}

} // namespace deed
