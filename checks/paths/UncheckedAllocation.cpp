//===- paths/UncheckedAllocation.cpp - the rule unchecked-allocation ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Rules.h"
#include <map>

namespace deed {

void uncheckedAllocation(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  // One finding for an allocation: its first dereference in the source.
  std::map<std::uint32_t, const Incident *> First;
  for (const Incident &I : Solved.S.Incidents) {
    if (I.Kind != IncidentKind::UncheckedAllocation)
      continue;
    auto [It, New] = First.try_emplace(I.Born.N, &I);
    if (!New && Solved.Source.range(I.Where) < Solved.Source.range(It->second->Where))
      It->second = &I;
  }
  for (const auto &[Born, I] : First) {
    Finding F = makeFinding(Solved, Rule::UncheckedAllocation, *I);
    const std::string By = calleeName(Solved.F, I->Born), Callee = calleeName(Solved.F, I->At);
    const std::string Name = quoted(I->Name, "the result");
    F.Message =
        Name + " may be NULL where " + (By.empty() ? "its allocation" : "'" + By + "'") + " failed, and is " +
        (Callee.empty() ? "dereferenced unchecked" : "passed unchecked to '" + Callee + "', which dereferences it");
    F.Help = "test " + Name + " before its first use";
    F.Path.push_back(
        {F.Place, StepKind::Use, Callee.empty() ? "dereferenced here" : "passed to '" + Callee + "' here"});
    Out.push_back(std::move(F));
  }
}

} // namespace deed
