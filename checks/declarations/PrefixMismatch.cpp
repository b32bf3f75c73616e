//===- declarations/PrefixMismatch.cpp - the rule prefix-mismatch ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Rules.h"
#include <set>

namespace deed {

void prefixMismatch(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  std::set<std::string> InMacros; // one name in a macro's text is one defect, however often the function uses it
  for (const Incident &I : Solved.S.Incidents) {
    if (I.Kind != IncidentKind::OwnBoundToBorrow && I.Kind != IncidentKind::BorrowBoundToOwned &&
        I.Kind != IncidentKind::NeverConsumed)
      continue;
    if (I.Kind == IncidentKind::OwnBoundToBorrow && !takerOf(Solved, I).empty())
      continue; // untaken-result speaks
    Finding F = makeFinding(Solved, Rule::PrefixMismatch, I);
    const std::string From = calleeName(Solved.F, I.Born);
    if (I.Kind == IncidentKind::OwnBoundToBorrow && !I.Born.valid() && I.Param >= 0)
      F.Message = quoted(I.Name) + " says owned, but the parameter " +
                  quoted(Solved.F.Vars[Solved.F.Params[static_cast<std::size_t>(I.Param)].N].Name) + " is borrowed";
    else if (I.Kind == IncidentKind::OwnBoundToBorrow)
      F.Message = quoted(I.Name) + " says owned, but '" + From + "' returns a borrowed value";
    else if (I.Kind == IncidentKind::BorrowBoundToOwned)
      F.Message = quoted(I.Name) + " says borrowed, but '" + From + "' returns an owned value";
    else
      F.Message = "'" + Solved.F.Function + "' never releases or transfers its parameter " + quoted(I.Name);
    const std::string Borrowing =
        "rename it with the prefix " + Solved.Names.prefixOf(Role::Ref) + " or " + Solved.Names.prefixOf(Role::Mut);
    const bool Named =
        I.Param < 0 || Solved.F.Vars[Solved.F.Params[static_cast<size_t>(I.Param)].N].Prefix != Role::None;
    F.Help = I.Kind == IncidentKind::NeverConsumed && !Named
                 ? "say where it is declared that it is borrowed, or consume it"
             : I.Kind == IncidentKind::NeverConsumed ? Borrowing + ", or consume it"
             : I.Kind == IncidentKind::OwnBoundToBorrow
                 ? Borrowing + ", or take a copy"
                 : "rename it with the prefix " + Solved.Names.prefixOf(Role::Own) + " and release it";
    if (!Solved.Source.isPlain(I.Where) && !InMacros.insert(F.Message).second)
      continue;
    Out.push_back(std::move(F));
  }
}

} // namespace deed
