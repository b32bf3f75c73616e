//===- frontend/ZeroingTwin.h - a fix of uninitialized-allocation -*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_ZEROINGTWIN_H
#define DEED_FRONTEND_ZEROINGTWIN_H

#include "frontend/ConventionUnit.h"

namespace deed {

/// The fixes of uninitialized-allocation where the allocator is a macro: its twin's name in the place of its own.
/// What a function allocates, the rule mends itself.
void addZeroingTwins(const ConventionUnit &C);

} // namespace deed

#endif // DEED_FRONTEND_ZEROINGTWIN_H
