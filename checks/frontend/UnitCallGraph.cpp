//===- frontend/UnitCallGraph.cpp - callees before their callers ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Solves the bodies of a unit bottom-up, cycles until nothing changes.
//===----------------------------------------------------------------------===//
#include "engine/Profile.h"
#include "frontend/Unit.h"
#include <algorithm>

namespace deed {

using namespace clang;

namespace {
class FlowSource final : public SourceView {
public:
  explicit FlowSource(const Locations &Locs) : Locs(Locs) {}
  SourceRange range(LocId L) const override { return Locs.range(L); }
  SourceRange afterStatement(LocId L) const override { return Locs.afterSemicolon(L); }
  bool isPlain(LocId L) const override { return Locs.isPlain(L); }
  std::string indent(LocId L) const override { return Locs.indent(L); }

private:
  const Locations &Locs;
};
} // namespace

/// Depth first, callees before callers. Where a function is called of which the body
/// is not yet solved, both are on a cycle (Tarjan 1972), see settle().
void Unit::analyze(const FunctionDecl *Root) {
  // A stack of our own: chains of calls can be long.
  struct Frame {
    const FunctionDecl *F;
    unsigned Next = 0;
    std::size_t Low; ///< the first frame that it reaches
    bool CallsItself = false;
  };
  std::vector<Frame> Stack{{Root, 0, 0}};
  std::vector<const FunctionDecl *> Open; ///< solved once, of cycles that are not complete
  Bodies[Root].Progress = BodyFacts::Active;
  Bodies[Root].SaidNoReturn = Contracts.of(Root)->NoReturn;
  Bodies[Root].Depth = 0;
  while (!Stack.empty()) {
    Frame &Top = Stack.back();
    BodyFacts &Facts = Bodies[Top.F];
    if (Top.Next < Facts.Callees.size()) {
      const FunctionDecl *C = Facts.Callees[Top.Next++];
      BodyFacts &Callee = Bodies[C];
      if (Callee.Progress == BodyFacts::New) {
        Callee.Progress = BodyFacts::Active;
        Callee.SaidNoReturn = Contracts.of(C)->NoReturn;
        Callee.Depth = Stack.size();
        Stack.push_back({C, 0, Stack.size()});
      } else if (Callee.Progress != BodyFacts::Done) {
        if (Callee.Progress == BodyFacts::Active)
          assumeNoReturn(C); // so far no path through it is known
        Top.Low = std::min(Top.Low, Callee.Depth);
        Top.CallsItself |= C == Top.F;
      }
      continue;
    }
    const Frame Done = Top;
    Stack.pop_back();
    if (Done.Low < Stack.size()) {
      Stack.back().Low = std::min(Stack.back().Low, Done.Low);
      build(Done.F, Facts);
      solveOne(Done.F, Facts);
      Facts.Progress = BodyFacts::Open;
      Facts.Depth = Done.Low;
      Open.push_back(Done.F);
      continue;
    }
    // The members of this cycle were solved since it was entered.
    auto First = std::find_if(Open.begin(), Open.end(),
                              [&](const FunctionDecl *Each) { return Bodies[Each].Depth >= Stack.size(); });
    std::vector<const FunctionDecl *> Members(First, Open.end());
    Open.erase(First, Open.end());
    const bool Cycle = Done.CallsItself || !Members.empty();
    Members.push_back(Done.F);
    if (Cycle) {
      build(Done.F, Facts);
      solveOne(Done.F, Facts);
      settle(Members);
    }
    for (const FunctionDecl *Each : Members) {
      finish(Each, Bodies[Each]);
      Bodies[Each].Progress = BodyFacts::Done;
    }
  }
}

/// The functions of a cycle were solved once, as if calls of those that come later
/// did not return: what is left are the paths that do not recurse. With what these
/// do they are solved again until nothing changes, or else by what is declared.
void Unit::settle(llvm::ArrayRef<const FunctionDecl *> Cycle) {
  const unsigned Rounds = Cycle.size() == 1 ? 6 : Cycle.size() <= 8 ? 4 : 2;
  for (unsigned Round = 0; Round != Rounds; ++Round) {
    bool Changed = false;
    for (const FunctionDecl *F : Cycle) {
      BodyFacts &Facts = Bodies[F];
      if (isUpToDate(Facts))
        continue;
      const unsigned Before = Facts.Version;
      build(F, Facts);
      solveOne(F, Facts);
      Changed |= Facts.Version != Before;
      if (Changed && Round + 1 == Rounds)
        break;
    }
    if (!Changed)
      return;
  }
  for (const FunctionDecl *F : Cycle) {
    Contracts.of(F)->Inferred.clear();
    forgetGuesses(*Contracts.of(F));
    Contracts.of(F)->NoReturn = Bodies[F].SaidNoReturn;
    ++Bodies[F].Version;
  }
}

void Unit::assumeNoReturn(const FunctionDecl *F) {
  bool &NoReturn = Contracts.of(F)->NoReturn;
  Bodies[F].Version += !NoReturn;
  NoReturn = true;
}

/// True if solving it again would give what it gave.
bool Unit::isUpToDate(const BodyFacts &Facts) const {
  return Facts.Did && llvm::all_of(llvm::zip(Facts.Callees, Facts.SolvedWith), [&](const auto &Each) {
           return Bodies.find(std::get<0>(Each))->second.Version == std::get<1>(Each);
         });
}

void Unit::build(const FunctionDecl *F, BodyFacts &Facts) {
  Facts.Body = Builder.build(F);
  Facts.Did = nullptr;
}

void Unit::solveOne(const FunctionDecl *F, BodyFacts &Facts) {
  if (!Facts.Body)
    return;
  Facts.SolvedWith.clear();
  for (const FunctionDecl *C : Facts.Callees)
    Facts.SolvedWith.push_back(Bodies[C].Version);
  FunctionContract &Contract = *Contracts.of(F);
  const FunctionContract Before = Contract;
  Facts.Did = std::make_unique<Solution>(solveBody(*Facts.Body, Contract, Locs.range(Facts.Body->Loc), Settings));
  Contract.NoReturn = Facts.SaidNoReturn || !Facts.Did->Returns;
  Facts.Version += !sameForCallers(Before, Contract);
}

/// Solves it for the last time, unless that was done, and tells of it.
void Unit::finish(const FunctionDecl *F, BodyFacts &Facts) {
  Timer Time(Options.Times, Phase::Function, Options.Times ? F->getNameAsString() : std::string());
  if (!isUpToDate(Facts))
    build(F, Facts);
  if (!Facts.Body)
    return;
  const bool Recorded = Options.Index && Recorder.find(F);
  if (Recorded && Facts.CallsOut)
    Recorder.keepFlow(F, *Facts.Body);
  if (Facts.Later) {
    Recorder.leave(F);
    Facts.Body = nullptr;
    Result.Statistics.Functions++;
    return;
  }
  if (!Facts.Did)
    solveOne(F, Facts);
  if (Recorded)
    Recorder.keepSummary(F, *Contracts.of(F));
  const std::unique_ptr<const Flow> Out = std::move(Facts.Body);
  const std::unique_ptr<const Solution> Did = std::move(Facts.Did);
  Result.Statistics.Functions++;
  const bool Wanted = Options.OnlyFunction.empty() || Options.OnlyFunction == Out->Function;
  SolvedFunction Solved = tell(*Out, *Did, FlowSource(Locs), Settings, Facts.Reported && Wanted);
  if (!Solved.BudgetHit.empty())
    Result.Statistics.Budgets.push_back({Out->Function, Solved.BudgetHit, Locs.range(Out->Loc)});
  if (Options.DumpFlow && Wanted && Facts.Reported)
    Result.Dump += print(*Out);
  std::move(Solved.Findings.begin(), Solved.Findings.end(), std::back_inserter(Result.Findings));
  std::move(Solved.Obligations.begin(), Solved.Obligations.end(), std::back_inserter(Result.Obligations.Entries));
}

/// Rules that ask what bodies do in the end are few; where one of the others is on, all are solved.
bool Unit::mayLeave() const {
  if (!Options.Index || !Options.Later || Contracts.PrefixesInUse || Options.DumpFlow || Options.DumpEvidence ||
      Options.Explain)
    return false;
  return llvm::none_of(std::initializer_list<Rule>{Rule::PrefixMissing, Rule::NameConvention, Rule::Undocumented,
                                                   Rule::MissingPoison, Rule::MixedCleanup, Rule::OutParameterOnFailure,
                                                   Rule::ConstCastAway, Rule::BorrowMutated, Rule::Assertion,
                                                   Rule::UninitializedAllocation},
                       [&](Rule R) { return Options.enabled(R); });
}

/// What other files say more about is solved with the program, whatever this file alone shows of it. It is left to
/// that where nothing else here calls it: all its callers are left, too. (So nothing of a cycle is, nor what one calls.)
void Unit::leave(llvm::ArrayRef<const FunctionDecl *> Reached) {
  llvm::DenseMap<const FunctionDecl *, unsigned> Callers;
  for (const FunctionDecl *F : Reached)
    for (const FunctionDecl *C : Bodies[F].Callees)
      ++Callers[C];
  std::vector<const FunctionDecl *> Pending;
  auto Free = [&](const FunctionDecl *F) {
    const RecordedFunction *Entry = Recorder.find(F);
    // What takes the place of a weak one need not be known.
    if (Bodies[F].CallsOut && Entry && (!Entry->Weak || Entry->Link.empty()))
      Pending.push_back(F);
  };
  for (const FunctionDecl *F : Reached)
    if (!Callers.count(F))
      Free(F);
  while (!Pending.empty()) {
    BodyFacts &Facts = Bodies[Pending.back()];
    Pending.pop_back();
    Facts.Later = true;
    for (const FunctionDecl *C : Facts.Callees)
      if (--Callers[C] == 0)
        Free(C);
  }
  Contracts.Solve = [this](const FunctionDecl *F) { solveAfterAll(F); };
}

/// A rule asks for the summary of a function that was left to the program.
void Unit::solveAfterAll(const FunctionDecl *F) {
  std::vector<std::pair<const FunctionDecl *, unsigned>> Stack;
  auto Enter = [&](const FunctionDecl *Each) {
    const auto It = Bodies.find(Each);
    if (It == Bodies.end() || !It->second.Later || It->second.Progress != BodyFacts::Done)
      return;
    It->second.Later = false;
    Stack.emplace_back(Each, 0);
  };
  const FunctionDecl *Definition = nullptr;
  if (F->hasBody(Definition))
    Enter(Definition);
  while (!Stack.empty()) {
    auto &[Now, Next] = Stack.back();
    BodyFacts &Facts = Bodies.find(Now)->second;
    if (Next != Facts.Callees.size()) {
      Enter(Facts.Callees[Next++]);
      continue;
    }
    build(Now, Facts);
    solveOne(Now, Facts);
    Facts.Body = nullptr;
    Facts.Did = nullptr;
    Stack.pop_back();
  }
}

} // namespace deed
