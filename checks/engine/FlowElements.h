//===- engine/FlowElements.h - arrays that keep what they hold -*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_FLOWELEMENTS_H
#define DEED_ENGINE_FLOWELEMENTS_H

#include "engine/Flow.h"

namespace deed {

/// For each variable: true if it is a local array, or points to one that no variable of another origin has, and on no
/// path does an element leave it: elements are stored, compared, looked into and shown to who keeps nothing, and
/// nothing else. The array itself may be released, reallocated or returned.
std::vector<bool> keepsElements(const Flow &F);

} // namespace deed

#endif // DEED_ENGINE_FLOWELEMENTS_H
