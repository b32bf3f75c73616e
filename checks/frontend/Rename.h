//===- frontend/Rename.h - a variable gets another name ---------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_RENAME_H
#define DEED_FRONTEND_RENAME_H

#include "frontend/ConventionUnit.h"

namespace deed {

/// Renames the parameter or local \p V of \p F: its declaration, all its uses, also
/// those that the preprocessor leaves out, and for a parameter its name in the
/// other declarations of the function and in their comments. None where any of
/// these can not be changed with certainty: made by a macro, the new name in use,
/// two variables of the old name, no body.
std::optional<Fix> renameVariable(const ConventionUnit &C, const clang::VarDecl *V, const clang::FunctionDecl *F,
                                  llvm::StringRef NewName);

/// Gives findings of prefix-mismatch their renaming.
void addRenames(const ConventionUnit &C);

} // namespace deed

#endif // DEED_FRONTEND_RENAME_H
