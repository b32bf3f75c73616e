//===- paths/DoubleFree.cpp - the rule double-free ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Rules.h"
#include <algorithm>

namespace deed {

/// `while (close(fd) < 0) ...; close(fd);`: the path has asked the first close(), and it had failed. Linux has
/// given the number back by then; POSIX leaves it open, and many programs try again.
static bool hadFailed(const SolvedFlow &Solved, const Incident &I) {
  const Flow &F = Solved.F;
  const TempId Told = I.Ended.valid() ? F.Events[I.Ended.N].R : TempId();
  if (I.Kind != IncidentKind::DoubleRelease || I.ReleasedAs != "fd" || !Told.valid())
    return false;
  auto DefinitionOf = [&](TempId T) -> const Event * {
    const auto E = std::find_if(F.Events.begin(), F.Events.end(), [&](const Event &Each) { return Each.R == T; });
    return T.valid() && E != F.Events.end() ? &*E : nullptr;
  };
  return std::any_of(I.Trace.begin(), I.Trace.end(), [&](const TraceStep &Step) {
    if (!Step.IsBranch)
      return false;
    const TempId Condition = F.Blocks[Step.Block.N].Condition;
    if (Condition == Told)
      return Step.Taken;
    const Event *Asked = DefinitionOf(Condition);
    const Event *With = Asked && Asked->Code == Op::Compare && Asked->A == Told ? DefinitionOf(Asked->B) : nullptr;
    if (!With)
      return false;
    const bool WithZero = With->Code == Op::Const && With->Value == 0;
    switch (Asked->Cmp) {
    case CompareOp::LT: return Step.Taken;
    case CompareOp::GE: return !Step.Taken;
    case CompareOp::EQ: return Step.Taken != WithZero; // == -1 is asked as well
    case CompareOp::NE: return Step.Taken == WithZero;
    case CompareOp::LE:
    case CompareOp::GT: return false;
    }
    return false;
  });
}

void doubleFree(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  for (const Incident &I : Solved.S.Incidents) {
    if (I.Kind != IncidentKind::DoubleRelease && I.Kind != IncidentKind::ReleaseAfterTransfer)
      continue;
    Finding F = makeFinding(Solved, Rule::DoubleFree, I);
    const std::string First = calleeName(Solved.F, I.Ended);
    if (I.Kind == IncidentKind::DoubleRelease && I.ByContext)
      F.Message = quoted(I.Name) + " is released after " + quoted(endedName(Solved.F, I.Ended), "its context") +
                  ", which it hangs from, was freed with all that hangs from it";
    else if (I.Kind == IncidentKind::DoubleRelease)
      F.Message = quoted(I.Name) + " is released twice" + (First.empty() ? "" : "; '" + First + "' released it before");
    else
      F.Message = quoted(I.Name) + " is released after its ownership was transferred" +
                  (First.empty() ? "" : " to '" + First + "'");
    if (hadFailed(Solved, I)) {
      F.Minor = true;
      F.Help = "on Linux a close() that fails has given the descriptor back, too: do not close it again";
    }
    F.Path.push_back({F.Place, StepKind::Release, "released again here"});
    Out.push_back(std::move(F));
  }
}

} // namespace deed
