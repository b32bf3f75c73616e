//===- paths/NullAfterTransfer.cpp - the rule null-after-transfer ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Rules.h"

namespace deed {

/// True if some path from the event \p From on names the variable or field \p Name
/// before it assigns it. (Option When: reused.)
static bool namedAgain(const Flow &F, EventId From, const std::string &Name) {
  std::vector<std::uint32_t> Pending;
  std::vector<bool> Seen(F.Blocks.size());
  std::vector<bool> Address(F.TempCount); // of the variable
  auto Walk = [&](std::uint32_t Begin, const Block &B) {
    for (std::uint32_t I = Begin; I != B.End; ++I) {
      const Event &E = F.Events[I];
      if ((E.Code == Op::VarAddr || E.Code == Op::FieldAddr) && F.nameOf(E.R) == Name)
        Address[E.R.N] = true;
      else if (E.Code == Op::Store && Address[E.A.N])
        return false;
      else if (E.A.valid() && E.A.N < Address.size() && Address[E.A.N])
        return true;
    }
    for (BlockId S : B.Successors)
      if (!Seen[S.N]) {
        Seen[S.N] = true;
        Pending.push_back(S.N);
      }
    return false;
  };
  for (const Block &B : F.Blocks)
    if (B.Begin <= From.N && From.N < B.End && Walk(From.N + 1, B))
      return true;
  while (!Pending.empty()) {
    const Block &B = F.Blocks[Pending.back()];
    Pending.pop_back();
    if (Walk(B.Begin, B))
      return true;
  }
  return false;
}

void nullAfterTransfer(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  for (const Incident &I : Solved.S.Incidents) {
    if (I.Kind != IncidentKind::NotNulled)
      continue;
    // A use of it, or a second release, says more; one defect, one finding.
    bool Said = false;
    for (const Incident &Other : Solved.S.Incidents)
      Said |= (Other.Kind == IncidentKind::UseAfterTransfer || Other.Kind == IncidentKind::ReleaseAfterTransfer) &&
              Other.Ended == I.Ended;
    if (Said)
      continue;
    if (Solved.Options.get("null-after-transfer", "When") == "reused" && !namedAgain(Solved.F, I.Ended, I.Name))
      continue;
    Finding F = makeFinding(Solved, Rule::NullAfterTransfer, I);
    const std::string To = calleeName(Solved.F, I.Ended);
    F.Message = quoted(I.Name) + " is not set to NULL after its ownership was transferred" +
                (To.empty() ? "" : " to '" + To + "'");
    F.Help = "set " + quoted(I.Name) + " to NULL right after the transfer";
    F.Repair =
        insertAfter(Solved, I.Ended, I.Name + " = NULL;", "set " + quoted(I.Name) + " to NULL after the transfer");
    F.Path.push_back({F.Place, StepKind::Transfer, "transferred here, and " + quoted(I.Name) + " stays live"});
    Out.push_back(std::move(F));
  }
}

} // namespace deed
