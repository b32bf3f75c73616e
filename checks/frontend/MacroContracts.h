//===- frontend/MacroContracts.h - contracts in empty macros ----*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// isl, dpctl, ccan and SAL write contracts as macros that expand to nothing:
//   __isl_give isl_set *isl_set_union(__isl_take isl_set *a, __isl_take isl_set *b);
// The AST has never heard of them; the text of the declaration has.
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_MACROCONTRACTS_H
#define DEED_FRONTEND_MACROCONTRACTS_H

#include "engine/Contract.h"
#include "frontend/Locations.h"
#include "clang/AST/Decl.h"

namespace deed {

/// Writes into \p C what the macros of all declarations of \p F say of parameters
/// and result, as attributes; what an attribute has said already stays.
void readMacroContracts(const clang::FunctionDecl *F, const Locations &Locs, FunctionContract &C);

} // namespace deed

#endif // DEED_FRONTEND_MACROCONTRACTS_H
