//===- frontend/DeclarationRules.h - rules that read declarations -*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_DECLARATIONRULES_H
#define DEED_FRONTEND_DECLARATIONRULES_H

#include "frontend/Analyze.h"
#include "frontend/Locations.h"
#include "clang/AST/ASTContext.h"

namespace deed {

/// Reads every declaration of the project's files once: ref-not-const.
void checkDeclarations(clang::ASTContext &Context, const Locations &Locs, const AnalysisOptions &Options,
                       std::vector<Finding> &Out);

} // namespace deed

#endif // DEED_FRONTEND_DECLARATIONRULES_H
