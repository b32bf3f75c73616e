//===- frontend/PrefixEvidence.h - is own_ a prefix here? -------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_PREFIXEVIDENCE_H
#define DEED_FRONTEND_PREFIXEVIDENCE_H

namespace clang {
class ASTContext;
}

namespace deed {

struct AnalysisOptions;

/// True where names like own_item, mut_item and ref_item state ownership in this unit:
/// the configuration or its rules say so, the prefixes stand on many parameters, or
/// bodies treat what is called own_ as their own. `own_key` alone, our own key beside
/// peer_key, is a word of English.
bool prefixesStateOwnership(clang::ASTContext &Context, const AnalysisOptions &Options);

} // namespace deed

#endif // DEED_FRONTEND_PREFIXEVIDENCE_H
