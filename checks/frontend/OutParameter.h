//===- frontend/OutParameter.h - the rule out-parameter-on-failure -*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_OUTPARAMETER_H
#define DEED_FRONTEND_OUTPARAMETER_H

#include "frontend/ContractReader.h"
#include "frontend/Locations.h"

namespace deed {

/// Reads the body of \p F: a `ret` parameter that is set on each path to a return
/// of a negative constant, or on no path to a return of another.
void checkOutParameters(const clang::FunctionDecl *F, clang::ASTContext &Context, ContractReader &Contracts,
                        const Locations &Locs, std::vector<Finding> &Out);

} // namespace deed

#endif // DEED_FRONTEND_OUTPARAMETER_H
