//===- contexts/TemporaryEscape.cpp - the rule temporary-escape ----===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "contexts/Contexts.h"

namespace deed {

static bool isEscape(const Flow &F, const Incident &I) {
  switch (I.Kind) {
  case IncidentKind::ScratchReturned:
  case IncidentKind::ScratchKept: return true;
  case IncidentKind::BorrowReturned:
  case IncidentKind::BorrowKept: return I.ByContext && !isError(F, I);
  default: return false;
  }
}

void temporaryEscape(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  const Flow &Fl = Solved.F;
  for (const Incident &I : Solved.S.Incidents) {
    if (!isEscape(Fl, I))
      continue;
    const bool Returned = I.Kind == IncidentKind::BorrowReturned || I.Kind == IncidentKind::ScratchReturned;
    const bool Scratch = I.Kind == IncidentKind::ScratchReturned || I.Kind == IncidentKind::ScratchKept;
    Finding F = makeFinding(Solved, Rule::TemporaryEscape, I);
    const std::string On = Scratch ? contextName(Fl, I.Born) : endedName(Fl, I.Ended);
    const std::string What =
        Returned ? quoted(I.Name.empty() ? I.Holder : I.Name, "memory") : quoted(I.Holder, "the caller's memory");
    const std::string End =
        Scratch ? (I.ContextBorn.valid() ? "hangs from the temporary context " : "hangs from the scratch allocator ") +
                      quoted(On, "of this function")
                : "hangs from " + quoted(On, "a context") + ", which ends here";
    F.Message = Returned ? What + " is returned from '" + Fl.Function + "', but it " + End
                         : What + " still refers to memory that " + End + " when '" + Fl.Function + "' returns";
    F.Help = "move it to the caller's context before the end, or copy it there";
    F.Path.push_back(
        {F.Place, Returned ? StepKind::Lose : StepKind::Borrow, Returned ? "returned here" : "stored here"});
    F.Signature += "|" + I.Holder;
    // What is stored elsewhere should hang from what holds it, if that is a context: not known here.
    if (Returned)
      F.Repair = allocateOnCallers(Solved, I.Born);
    Out.push_back(std::move(F));
  }
}

} // namespace deed
