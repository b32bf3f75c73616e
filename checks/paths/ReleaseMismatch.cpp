//===- paths/ReleaseMismatch.cpp - the rule release-mismatch ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Rules.h"

namespace deed {

/// "The caller must not free it", says the comment of a getter: to others. The file that has its body
/// also has the functions that take the thing out and end it.
static bool isOfSameModule(const SolvedFlow &Solved, const Incident &I) {
  const Event *Getter = I.Born.valid() ? &Solved.F.Events[I.Born.N] : nullptr;
  const FunctionContract *C = Getter && Getter->Code == Op::Call && Getter->Target.valid()
                                  ? Solved.F.Callees[Getter->Target.N].Contract.get()
                                  : nullptr;
  return C && C->Return.From.From == Source::Comment && C->InferredFrom.From == Source::Summary &&
         C->InferredFrom.Where.File == Solved.Source.range(Solved.F.Loc).File;
}

void releaseMismatch(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  for (const Incident &I : Solved.S.Incidents) {
    const bool Lent = I.Kind == IncidentKind::BorrowReleased && !I.ByRole;
    if (I.Kind != IncidentKind::WrongFamily && I.Kind != IncidentKind::NotHeap && I.Kind != IncidentKind::Interior &&
        I.Kind != IncidentKind::WrongInstance && !Lent)
      continue;
    if (Lent && isOfSameModule(Solved, I))
      continue;
    const bool IsLocal = I.Unset && I.Born.valid() && Solved.F.Events[I.Born.N].Code == Op::Declare; // see FlowUnset.h
    Finding F = makeFinding(Solved, Rule::ReleaseMismatch, I);
    const std::string By = calleeName(Solved.F, I.At), Born = calleeName(Solved.F, I.Born);
    const std::string Releaser = By.empty() ? "a call through a pointer" : "'" + By + "'";
    if (Lent)
      F.Message = Releaser + " releases " + quoted(I.Name) + ", which '" + Born + "' only lent";
    else if (I.Kind == IncidentKind::NotHeap)
      F.Message = Releaser + " releases " + quoted(I.Name, "an address") +
                  (I.Unset ? ", which was never given a value" : ", which was never allocated");
    else if (I.Kind == IncidentKind::WrongInstance)
      F.Message = quoted(I.Name) + " was allocated on " + quoted(contextName(Solved.F, I.Born), "another allocator") +
                  ", but " + Releaser + " gives it back to another";
    else if (I.Kind == IncidentKind::Interior)
      F.Message = Releaser + " releases an address inside the block of " + quoted(I.Name) + ", not its start";
    else
      F.Message = quoted(I.Name) + " was acquired by '" + Born + "' (family " + I.Family + ") but " + Releaser +
                  " releases family " + I.ReleasedAs;
    auto IsPair = [&](std::string_view A, std::string_view B) { return I.Family == A && I.ReleasedAs == B; };
    if (I.Kind == IncidentKind::WrongFamily && (IsPair("malloc", "g_free") || IsPair("g_free", "malloc"))) {
      F.Minor = true;
      F.Help =
          "GLib's blocks and malloc's are the same since GLib 2.46 only: release it with the function of its family";
    }
    if (I.Unset)
      F.Signature += "|unset";
    if (IsLocal)
      F.Help = "let " + quoted(I.Name) + " be NULL from its declaration on";
    F.Path.push_back({F.Place, StepKind::Release, "released here"});
    Out.push_back(std::move(F));
  }
}

} // namespace deed
