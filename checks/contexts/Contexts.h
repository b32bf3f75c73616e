//===- contexts/Contexts.h - what the rules of contexts share --*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef DEED_CONTEXTS_CONTEXTS_H
#define DEED_CONTEXTS_CONTEXTS_H

#include "engine/Rules.h"

namespace deed {

/// A finding of the rule \p Id for each incident of the kind \p Kind; \p Say fills
/// message and help.
template <typename Fn>
void findEach(const SolvedFlow &Solved, Rule Id, IncidentKind Kind, std::vector<Finding> &Out, Fn Say) {
  for (const Incident &I : Solved.S.Incidents)
    if (I.Kind == Kind) {
      Finding F = makeFinding(Solved, Id, I);
      Say(F, I);
      Out.push_back(std::move(F));
    }
}

/// Where the call at \p Born allocates on a temporary that the function made below a parameter: the parameter in its
/// place. Nothing where it is not certain that both are what they seem.
std::optional<Fix> allocateOnCallers(const SolvedFlow &Solved, EventId Born);

} // namespace deed

#endif // DEED_CONTEXTS_CONTEXTS_H
