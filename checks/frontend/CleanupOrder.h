//===- frontend/CleanupOrder.h - cleanups in the wrong order ----*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_CLEANUPORDER_H
#define DEED_FRONTEND_CLEANUPORDER_H

#include "engine/Finding.h"
#include "frontend/ContractReader.h"

namespace deed {

/// The part of the rule mixed-cleanup that compares cleanup variables with each
/// other: one that lies inside what another releases before it.
/// \p Cleanups are the variables of \p F in the order of their declarations.
void checkCleanupOrder(const clang::FunctionDecl *F, const std::vector<const clang::VarDecl *> &Cleanups,
                       ContractReader &Contracts, const Locations &Locs, std::vector<Finding> &Out);

} // namespace deed

#endif // DEED_FRONTEND_CLEANUPORDER_H
