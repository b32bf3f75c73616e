//===- paths/ConditionalTransfer.cpp - the rule conditional-transfer ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Rules.h"

namespace deed {

void conditionalTransfer(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  reportLosses(Solved, Rule::ConditionalTransfer, Out);
}

} // namespace deed
