//===- frontend/ContextRules.h - conventions of contexts --------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rules root-context, hidden-allocation and allocator-name: what the syntax
// and the contracts of the callees say of who takes a context and who does not.
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_CONTEXTRULES_H
#define DEED_FRONTEND_CONTEXTRULES_H

#include "frontend/ContractReader.h"
#include "frontend/Locations.h"
#include "llvm/ADT/ArrayRef.h"
#include <vector>

namespace deed {

/// Calls in \p Functions, `main` aside, that make a context with no parent; none in a
/// file whose convention that is. \p Only: the one function to speak of, or empty.
void checkRootContexts(llvm::ArrayRef<const clang::FunctionDecl *> Functions, llvm::StringRef Only,
                       const clang::ASTContext &Context, ContractReader &Contracts, const Locations &Locs,
                       std::vector<Finding> &Out);

/// Calls that allocate from what nobody passed, where most of \p Functions, all
/// that the project defines in the unit, take contexts. \p Only: speak of it alone.
void checkHiddenAllocations(llvm::ArrayRef<const clang::FunctionDecl *> Functions, llvm::StringRef Only,
                            const clang::ASTContext &Context, ContractReader &Contracts, const Locations &Locs,
                            std::vector<Finding> &Out);

/// Parameters of \p Functions that are contexts, and whose name or place does not
/// say what for.
void checkAllocatorNames(llvm::ArrayRef<const clang::FunctionDecl *> Functions, llvm::StringRef Only,
                         const clang::ASTContext &Context, ContractReader &Contracts, const Locations &Locs,
                         std::vector<Finding> &Out);

/// Every call in the body of \p F.
std::vector<const clang::CallExpr *> callsOf(const clang::FunctionDecl *F);

} // namespace deed

#endif // DEED_FRONTEND_CONTEXTRULES_H
