//===- paths/DiscardedResult.cpp - the rule discarded-result ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Rules.h"
#include <algorithm>

namespace deed {

static const FunctionContract *mustCheck(const Flow &F, const Event &E) {
  const FunctionContract *C = E.Code == Op::Call && E.Target.valid() ? F.Callees[E.Target.N].Contract.get() : nullptr;
  return C && C->MustCheck && E.R.valid() && C->Return.Word != ReturnWord::Owned ? C : nullptr;
}

/// A status that its contract says must be looked at, and that nothing reads.
static void droppedStatus(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  const Flow &F = Solved.F;
  if (std::none_of(F.Events.begin(), F.Events.end(), [&](const Event &E) { return mustCheck(F, E); }))
    return;
  std::vector<bool> Read(F.TempCount);
  auto Note = [&](TempId T) {
    if (T.valid())
      Read[T.N] = true;
  };
  for (const Event &E : F.Events) {
    Note(E.A);
    Note(E.B);
    for (std::uint32_t I = 0; I != E.ArgsCount; ++I)
      Note(F.Args[E.ArgsBegin + I]);
  }
  for (const Block &Bl : F.Blocks)
    Note(Bl.Condition);
  for (std::uint32_t N = 0; N != F.Events.size(); ++N) {
    const Event &E = F.Events[N];
    if (!mustCheck(F, E) || Read[E.R.N])
      continue;
    Incident I;
    I.Kind = IncidentKind::Lost;
    I.How = LostBy::Discard;
    I.At = EventId(N);
    I.Where = E.Loc;
    Finding Said = makeFinding(Solved, Rule::DiscardedResult, I);
    const std::string By = calleeName(F, EventId(N));
    Said.Message = "the status of '" + By + "' is dropped, which must be looked at";
    Said.Help = "test it, or write '(void)' before the call";
    Said.Variable = By;
    Out.push_back(std::move(Said));
  }
}

void discardedResult(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  reportLosses(Solved, Rule::DiscardedResult, Out);
  droppedStatus(Solved, Out);
}

} // namespace deed
