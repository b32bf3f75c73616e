//===- engine/DeepEffects.h - what a summary says far down -----*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_DEEPEFFECTS_H
#define DEED_ENGINE_DEEPEFFECTS_H

#include "engine/Contract.h"

namespace deed {

/// What \p O says of cells far below its arguments becomes "something below may have changed" where
/// it says it of many: functions that call each other for both branches of a tree have twice as
/// many cells with each step down.
void foldDeep(Outcome &O);

/// `if (t->left) n->left = copy(t->left);`: what a node below asks of its own left one each round would tell of one
/// that is further down (`*0.left.left is null`), and no round would be the last. So would what is done to it: of
/// that is said only that what the first of them leads to is no longer followed.
void forgetUnrolled(std::vector<Outcome> &Outcomes);

} // namespace deed

#endif // DEED_ENGINE_DEEPEFFECTS_H
