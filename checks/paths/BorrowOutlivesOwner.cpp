//===- paths/BorrowOutlivesOwner.cpp - the rule borrow-outlives-owner -----===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Rules.h"

namespace deed {

/// "local 'x'", "parameter 'y'", "a compound literal", "memory of 'alloca'".
static std::string whatEnds(const Flow &F, const Incident &I) {
  if (!I.Local.valid())
    return "memory of 'alloca'";
  const Var &V = F.Vars[I.Local.N];
  if (V.Name.empty())
    return "a compound literal";
  return (V.Kind == VarKind::Param ? "parameter '" : "local '") + V.Name + "'";
}

void borrowOutlivesOwner(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  const Flow &Fl = Solved.F;
  for (const Incident &I : Solved.S.Incidents) {
    const bool Local =
        I.Kind == IncidentKind::LocalReturned || I.Kind == IncidentKind::LocalKept || I.Kind == IncidentKind::LocalUsed;
    if (!Local && I.Kind != IncidentKind::BorrowReturned && I.Kind != IncidentKind::BorrowKept)
      continue;
    if (!Local && I.ByContext)
      continue; // temporary-escape
    Incident Bare = I;
    if (Local)
      Bare.Born = Bare.Ended = EventId(); // the path is told here
    Finding F = makeFinding(Solved, Rule::BorrowOutlivesOwner, Bare);
    const std::string What = Local ? whatEnds(Fl, I) : quoted(I.Name);
    const std::string In = "'" + Fl.Function + "'";
    const std::string Holder = quoted(I.Holder, "the caller's memory");
    auto Step = [&](LocId Where, StepKind Kind, const std::string &Message) {
      if (Where.valid())
        F.Path.push_back({Solved.Source.range(Where), Kind, Message});
    };
    if (Local && I.Local.valid() && !Fl.Vars[I.Local.N].Name.empty())
      Step(Fl.Vars[I.Local.N].Loc, StepKind::Acquire, quoted(I.Name) + " is declared here");
    switch (I.Kind) {
    case IncidentKind::LocalReturned:
      F.Message = I.Holder.empty() ? "the address of " + What + " is returned from " + In
                                   : quoted(I.Holder) + " is returned from " + In + " with the address of " + What;
      F.Help = "return a copy on the heap, or let the caller pass the memory";
      F.Path.push_back({F.Place, StepKind::Lose, "returned here; what it points to ends with the call"});
      break;
    case IncidentKind::LocalKept:
      F.Message = Holder + " still holds the address of " + What + " when " + In + " returns";
      F.Help = "store memory that lives as long, or set " + Holder + " to something else before the end";
      F.Path.push_back({F.Place, StepKind::Borrow, "stored here"});
      break;
    case IncidentKind::LocalUsed:
      F.Message = "the address of " + What + " is used after its scope has ended";
      F.Help = "declare " + quoted(I.Name, "it") + " in the block that uses it";
      F.Path.push_back({F.Place, StepKind::Borrow, "its address is stored here"});
      Step(Fl.Events[I.Ended.N].Loc, StepKind::Lose, "its scope ends here");
      Step(Fl.Events[I.Used.N].Loc, StepKind::Use, "used here");
      break;
    default: {
      const std::string By = calleeName(Fl, I.Ended);
      const std::string End =
          By.empty() ? "its owner ends" : "'" + By + "' releases " + (I.Itself ? "it" : "what it lies in");
      if (I.Kind == IncidentKind::BorrowReturned) {
        F.Message = What + " is returned from " + In + ", but " + End;
        F.Path.push_back({F.Place, StepKind::Lose, "returned here"});
      } else {
        F.Message = I.Itself ? Holder + " still points to what " + quoted(By, "this function") + " releases when " +
                                   In + " returns"
                             : Holder + " still refers to a borrowed value when " + In + " returns, but " + End;
        F.Path.push_back({F.Place, StepKind::Borrow, "stored here"});
      }
      F.Help = I.Itself ? "give it to the caller, and set the variable that is released to NULL"
                        : "keep a copy, or keep the owner alive as long";
      break;
    }
    }
    F.Signature += "|" + I.Holder;
    Out.push_back(std::move(F));
  }
}

} // namespace deed
