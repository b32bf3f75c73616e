//===- engine/ConfiguredOutcomes.h - the project's word over a body -*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_CONFIGUREDOUTCOMES_H
#define DEED_ENGINE_CONFIGUREDOUTCOMES_H

#include "engine/Contract.h"

namespace deed {

/// \p Body, the outcomes of a solved body, with the facts that the project's
/// configuration states of \p C in the place of what the body does there; all
/// else stays. Where a word depends on success, each outcome of the body is split
/// by the result. Empty where \p Body is, and where too many outcomes came of it:
/// then the declared form holds.
std::vector<Outcome> configuredOutcomes(const FunctionContract &C, const std::vector<Outcome> &Body);

} // namespace deed

#endif // DEED_ENGINE_CONFIGUREDOUTCOMES_H
