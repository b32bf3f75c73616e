//===- contexts/TemporaryNotFreed.cpp - the rule temporary-not-freed ----===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "contexts/Contexts.h"

namespace deed {

void temporaryNotFreed(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  reportLosses(Solved, Rule::TemporaryNotFreed, Out);
}

} // namespace deed
