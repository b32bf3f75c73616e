//===- frontend/Evidence.h - what bodies show, for deed init ---*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_EVIDENCE_H
#define DEED_FRONTEND_EVIDENCE_H

#include "frontend/ContractReader.h"
#include "frontend/Locations.h"

namespace deed {

/// What the solved body of \p F shows, a line for each fact, fields separated by
/// tabs; empty if it shows nothing of ownership:
///   owned NAME PLACE FAMILY TYPE     a result that the caller owns
///   borrowed NAME PLACE              a result that is somebody else's
///   inner-owned, inner-borrowed      the same of a static function
///   releases NAME PLACE TYPE         its first argument, on every path
///   takes-on-success NAME PLACE NUMBER PARAMETER TEST
std::string evidenceOf(const clang::FunctionDecl *F, ContractReader &Contracts, const Locations &Locs);

/// What the documentation of the project's functions says of their results, as lines
/// of the same kind:
///   documented-owned NAME PLACE
///   documented-borrowed NAME PLACE
std::string documentedEvidence(clang::ASTContext &Context, ContractReader &Contracts, const Locations &Locs);

/// The functions that name-convention calls wrong by their names, of \p Found; KIND is
/// the rule's own word for what the name promises:
///   misnamed NAME PLACE KIND [NUMBER WORD]   what is to be said of a parameter
///   inner-misnamed ...                       the same of a static function
std::string misnamedEvidence(clang::ASTContext &Context, ContractReader &Contracts, const Locations &Locs,
                             const std::vector<Finding> &Found);

} // namespace deed

#endif // DEED_FRONTEND_EVIDENCE_H
