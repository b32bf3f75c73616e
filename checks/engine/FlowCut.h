//===- engine/FlowCut.h - long blocks --------------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_FLOWCUT_H
#define DEED_ENGINE_FLOWCUT_H

#include "engine/Flow.h"

namespace deed {

/// Cuts blocks with many calls between statements. Paths meet where a block begins:
/// forty calls in a row, each of which may fail, are 2^40 paths in one block, and
/// twenty times four in twenty.
void cutLongBlocks(Flow &F);

} // namespace deed

#endif // DEED_ENGINE_FLOWCUT_H
