//===- paths/Leak.cpp - the rule leak ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Rules.h"

namespace deed {

void leak(const SolvedFlow &Solved, std::vector<Finding> &Out) { reportLosses(Solved, Rule::Leak, Out); }

} // namespace deed
