//===- frontend/ExplainPlace.h - what Deed knows of a line -----*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `deed explain FILE:LINE`: the symbols that stand there, the contract of each
// with all of its sources, and what the analysis found out.
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_EXPLAINPLACE_H
#define DEED_FRONTEND_EXPLAINPLACE_H

#include "frontend/Analyze.h"
#include "frontend/ContractReader.h"
#include "frontend/Locations.h"
#include "clang/AST/ASTContext.h"

namespace deed {

/// Text for a person, empty if no symbol stands there. \p Found has the unit's
/// obligations and findings.
std::string explainPlace(clang::ASTContext &Context, ContractReader &Contracts, const Locations &Locs,
                         const ExplainedPlace &Place, const UnitResult &Found);

} // namespace deed

#endif // DEED_FRONTEND_EXPLAINPLACE_H
