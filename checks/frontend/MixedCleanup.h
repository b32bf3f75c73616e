//===- frontend/MixedCleanup.h - the rule mixed-cleanup ---------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_MIXEDCLEANUP_H
#define DEED_FRONTEND_MIXEDCLEANUP_H

#include "frontend/ContractReader.h"
#include "frontend/Locations.h"

namespace deed {

/// Reads the body of \p F: cleanup attributes beside a goto ladder that
/// releases, and cleanup variables that a path leaves without a value. What
/// callees release is asked of \p Contracts, best after all bodies were solved.
void checkMixedCleanup(const clang::FunctionDecl *F, clang::ASTContext &Context, ContractReader &Contracts,
                       const Locations &Locs, std::vector<Finding> &Out);

} // namespace deed

#endif // DEED_FRONTEND_MIXEDCLEANUP_H
