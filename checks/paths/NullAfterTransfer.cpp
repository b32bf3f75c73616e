//===- paths/NullAfterTransfer.cpp - the rule null-after-transfer ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Rules.h"

namespace deed {

namespace {
/// What becomes of the variable or field \p Name behind the event \p From, on some path
/// and before it is assigned.
class Later {
public:
  Later(const Flow &F, EventId From, const std::string &Name)
      : F(F), Name(Name), Address(F.TempCount), Value(F.TempCount), Seen(F.Blocks.size()) {
    for (const Block &B : F.Blocks)
      if (B.Begin <= From.N && From.N < B.End)
        walk(From.N + 1, B);
    while (!Pending.empty()) {
      const Block &B = F.Blocks[Pending.back()];
      Pending.pop_back();
      walk(B.Begin, B);
    }
  }
  bool Named = false;  ///< it is read, or its address is taken
  bool Moved = false;  ///< its value is read, and not only compared
  bool Stored = false; ///< its value is stored in another place

private:
  const Flow &F;
  const std::string &Name;
  std::vector<bool> Address, Value, Seen;
  std::vector<std::uint32_t> Pending;

  static bool is(const std::vector<bool> &Set, TempId T) { return T.valid() && T.N < Set.size() && Set[T.N]; }
  bool takesValue(const Event &E) const;
  void walk(std::uint32_t Begin, const Block &B);
};
} // namespace

bool Later::takesValue(const Event &E) const {
  if (E.Code == Op::Compare || E.Code == Op::Negate)
    return false;
  for (std::uint32_t I = 0; I != E.ArgsCount; ++I)
    if (is(Value, F.Args[E.ArgsBegin + I]))
      return true;
  return is(Value, E.A) || is(Value, E.B);
}

void Later::walk(std::uint32_t Begin, const Block &B) {
  for (std::uint32_t I = Begin; I != B.End; ++I) {
    const Event &E = F.Events[I];
    if ((E.Code == Op::VarAddr || E.Code == Op::FieldAddr) && F.nameOf(E.R) == Name)
      Address[E.R.N] = true;
    else if (E.Code == Op::Store && is(Address, E.A))
      return;
    else if (is(Address, E.A))
      Named = true;
    if (E.Code == Op::Load && is(Address, E.A))
      Value[E.R.N] = true;
    else if (E.Code == Op::Copy && is(Value, E.A))
      Value[E.R.N] = true;
    else if (takesValue(E)) {
      Moved = true;
      Stored |= E.Code == Op::Store;
    }
  }
  for (BlockId S : B.Successors)
    if (!Seen[S.N]) {
      Seen[S.N] = true;
      Pending.push_back(S.N);
    }
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
    const Later After(Solved.F, I.Ended, I.Name);
    const bool OnlyReused = Solved.Options.get("null-after-transfer", "When") == "reused";
    if (OnlyReused && !After.Named)
      continue;
    // "list->own_head = own_node; list->own_tail = own_node;": NULL would be stored. What is
    // said of the last transfer is enough.
    if (After.Stored && !OnlyReused)
      continue;
    Finding F = makeFinding(Solved, Rule::NullAfterTransfer, I);
    const Event &Ended = Solved.F.Events[I.Ended.N];
    const std::string To = Ended.Code == Op::Store ? Solved.F.nameOf(Ended.A) : calleeName(Solved.F, I.Ended);
    F.Message = quoted(I.Name) + " is not set to NULL after its ownership was transferred" +
                (To.empty() ? "" : " to '" + To + "'");
    F.Help = "set " + quoted(I.Name) + " to NULL right after the transfer";
    // "if (!push(queue, own_item)) destroy(own_item);": NULL must be set where it was taken.
    if (!After.Moved)
      F.Repair =
          insertAfter(Solved, I.Ended, I.Name + " = NULL;", "set " + quoted(I.Name) + " to NULL after the transfer");
    F.Path.push_back({F.Place, StepKind::Transfer, "transferred here, and " + quoted(I.Name) + " stays live"});
    Out.push_back(std::move(F));
  }
}

} // namespace deed
