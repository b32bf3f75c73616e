//===- frontend/OwnReference.h - bodies that count references --*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a body shows of references by its text alone, before anything is solved.
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_OWNREFERENCE_H
#define DEED_FRONTEND_OWNREFERENCE_H

#include "models/Models.h"
#include "clang/AST/Decl.h"

namespace deed {

/// The body \p F keeps what argument \p Index points to by a reference of its own,
/// `self->x = g_object_ref(x)`, and does nothing else with it that could keep or end it:
/// its caller's reference stays the caller's.
bool takesOwnReference(const clang::FunctionDecl *F, unsigned Index, const ModelSet &Models);

/// Somewhere in the body a reference is counted: a borrow that it returns then may be
/// one more reference.
bool countsReferences(const clang::FunctionDecl *F);

} // namespace deed

#endif // DEED_FRONTEND_OWNREFERENCE_H
