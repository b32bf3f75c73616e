//===- frontend/FixedBuffer.h - the rule fixed-buffer -----------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_FIXEDBUFFER_H
#define DEED_FRONTEND_FIXEDBUFFER_H

#include "engine/Finding.h"
#include "frontend/Locations.h"
#include "clang/AST/Decl.h"

namespace deed {

/// Reads the body of \p F: arrays of its own that are filled by what does not ask
/// for their size, or by what cuts the text where nobody looks.
void checkFixedBuffers(const clang::FunctionDecl *F, const clang::ASTContext &Context, const Locations &Locs,
                       std::vector<Finding> &Out);

} // namespace deed

#endif // DEED_FRONTEND_FIXEDBUFFER_H
