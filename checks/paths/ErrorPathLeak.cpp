//===- paths/ErrorPathLeak.cpp - the rule error-path-leak ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Rules.h"

namespace deed {

void errorPathLeak(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  reportLosses(Solved, Rule::ErrorPathLeak, Out);
}

} // namespace deed
