//===- paths/UncheckedAllocation.cpp - the rule unchecked-allocation ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Rules.h"
#include <algorithm>
#include <map>

namespace deed {

namespace {
/// Whether an allocation is tested by its own statement or the one right behind
/// it, as `if (!p) PANIC(...)` does. (Option When: at-once.)
class PromptTest {
public:
  explicit PromptTest(const Flow &F) : F(F), Known(F.TempCount) {}

  /// True if the result of \p Call is kept in a variable, and what follows does
  /// anything but test it.
  bool missing(EventId Call) {
    Known[F.Events[Call.N].R.N] = true;
    for (std::uint32_t B = 0; B != F.Blocks.size(); ++B)
      if (F.Blocks[B].Begin <= Call.N && Call.N < F.Blocks[B].End)
        return !isTested(B, Call.N + 1, /*InNext=*/false, /*Depth=*/8);
    return false;
  }
  std::string Name; ///< of the variable, as the source calls it
  EventId Next;     ///< of the statement that is no test

private:
  const Flow &F;
  std::vector<bool> Known; ///< temps that hold the value, or the address of its variable

  bool knows(TempId T) const { return T.valid() && Known[T.N]; }
  bool isTested(std::uint32_t B, std::uint32_t Begin, bool InNext, unsigned Depth);
  bool testsArgument(const Event &Call) const;
};
} // namespace

/// A helper that does not do the same for NULL as for all else.
bool PromptTest::testsArgument(const Event &Call) const {
  const FunctionContract *C = Call.Target.valid() ? F.Callees[Call.Target.N].Contract.get() : nullptr;
  for (std::uint32_t A = 0; C && A != Call.ArgsCount; ++A)
    if (knows(F.Args[Call.ArgsBegin + A]))
      for (const Outcome &O : C->Inferred)
        for (const Condition &Must : O.Requires)
          if (Must.Param == static_cast<int>(A))
            return true;
  return false;
}

bool PromptTest::isTested(std::uint32_t Block, std::uint32_t Begin, bool InNext, unsigned Depth) {
  const deed::Block &B = F.Blocks[Block];
  for (std::uint32_t I = Begin; I != B.End; ++I) {
    const Event &E = F.Events[I];
    if (E.Code == Op::Statement) {
      if (Name.empty() || E.IsReturn)
        return true; // kept nowhere, or handed to the caller: theirs to test
      // assert() may be a statement expression with statements of its own.
      if (InNext && E.Value != F.Events[Next.N].Value)
        return false;
      if (!InNext)
        Next = EventId(I);
      InNext = true;
    } else if ((E.Code == Op::VarAddr || E.Code == Op::FieldAddr) && !Name.empty() && F.nameOf(E.R) == Name) {
      Known[E.R.N] = true;
    } else if ((E.Code == Op::Load || E.Code == Op::Copy) && knows(E.A)) {
      Known[E.R.N] = true;
    } else if (E.Code == Op::Store && knows(E.B) && Name.empty()) {
      Name = F.nameOf(E.A);
      Known[E.A.N] = true;
    } else if ((E.Code == Op::Compare && (knows(E.A) || knows(E.B))) || (E.Code == Op::Call && testsArgument(E))) {
      return true;
    }
  }
  if (Name.empty() || B.Kind == Exit::Return || B.Kind == Exit::Stop || Depth == 0 || knows(B.Condition))
    return true;
  // `if (!p || !q)`: one way on is enough.
  return std::any_of(B.Successors.begin(), B.Successors.end(),
                     [&](BlockId S) { return isTested(S.N, F.Blocks[S.N].Begin, InNext, Depth - 1); });
}

/// The call gives something to own that may be NULL.
static bool mayFail(const FunctionContract &C) {
  if (C.Inferred.empty())
    return C.Return.Word == ReturnWord::Owned && !C.Return.NeverNull && C.Return.Argument < 0;
  return std::any_of(C.Inferred.begin(), C.Inferred.end(), [](const Outcome &O) { return O.MayFail; });
}

static void demandPromptTests(const SolvedFlow &Solved, std::map<std::uint32_t, const Incident *> &Said,
                              std::vector<Finding> &Out) {
  const Flow &F = Solved.F;
  for (std::uint32_t I = 0; I != F.Events.size(); ++I) {
    const Event &E = F.Events[I];
    if (E.Code != Op::Call || !E.R.valid() || E.Type != TypeClass::Pointer || !E.Target.valid() || Said.count(I))
      continue;
    const Callee &By = F.Callees[E.Target.N];
    PromptTest Test(F);
    if (!By.Contract || !mayFail(*By.Contract) || !Test.missing(EventId(I)))
      continue;
    Incident At;
    At.Kind = IncidentKind::UncheckedAllocation;
    At.At = At.Born = EventId(I);
    At.Where = E.Loc;
    At.Name = Test.Name;
    Finding Each = makeFinding(Solved, Rule::UncheckedAllocation, At);
    Each.Message = quoted(At.Name) + " is not tested right after '" + By.Name + "', which may give NULL";
    Each.Help = "test " + quoted(At.Name) + " in the next statement";
    if (Test.Next.valid())
      Each.Path.push_back(
          {Solved.Source.range(F.Events[Test.Next.N].Loc), StepKind::Note, "this statement does not test it"});
    Out.push_back(std::move(Each));
  }
}

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
  if (Solved.Options.get("unchecked-allocation", "When") == "at-once")
    demandPromptTests(Solved, First, Out);
}

} // namespace deed
