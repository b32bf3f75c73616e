//===- paths/Losses.cpp - what the leak rules share -----------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Rules.h"
#include <algorithm>
#include <map>
#include <set>

namespace deed {

Rule ruleOfLoss(const Incident &I) {
  if (I.Context == ContextKind::Scope)
    return Rule::OutsideScope;
  if (I.Context != ContextKind::None && I.Context != ContextKind::Tree)
    return Rule::TemporaryNotFreed;
  if (I.How == LostBy::Discard && !I.KeptBy.valid())
    return Rule::DiscardedResult;
  if (I.KeptBy.valid())
    return Rule::ConditionalTransfer;
  return I.AtFailure ? Rule::ErrorPathLeak : Rule::Leak;
}

/// The call that releases what \p I acquired, if one is known for sure.
static std::string releaseCall(const SolvedFlow &Solved, const Incident &I) {
  if (!I.Born.valid())
    return "";
  const Event &E = Solved.F.Events[I.Born.N];
  if (E.Code != Op::Call || !E.Target.valid())
    return "";
  const FunctionContract *C = Solved.F.Callees[E.Target.N].Contract.get();
  if (!C)
    return "";
  std::string Family = C->Return.Family;
  for (const Outcome &O : C->Inferred)
    if (O.Return == ReturnWord::Owned && Family.empty())
      Family = O.Family;
  if (Family == "malloc")
    return "free";
  if (Family == "talloc")
    return "talloc_free";
  if (Family == "FILE")
    return "fclose";
  if (Family == "DIR")
    return "closedir";
  return "";
}

static bool isIdentifier(const std::string &Name) {
  return !Name.empty() && std::all_of(Name.begin(), Name.end(), [](unsigned char C) { return isalnum(C) || C == '_'; });
}

/// What a call took on success only is lost: as \p Name, or as the argument itself, `s_make(strdup(text))`.
static void addConditionalTransfer(const SolvedFlow &Solved, const Incident &I, const std::string &Name, Finding &F) {
  const std::string By = calleeName(Solved.F, I.Born), Taker = "'" + calleeName(Solved.F, I.KeptBy) + "'";
  const bool IsArgument = I.How == LostBy::Discard;
  const std::string What = IsArgument ? "what '" + (By.empty() ? std::string("a call") : By) + "' returned" : Name;
  if (IsArgument)
    F.Variable = By;
  if (Solved.F.Events[I.KeptBy.N].Type == TypeClass::Other) { // returns nothing that could be tested
    F.Message = What + " is lost where " + Taker + " does not take it over";
    F.Help = "let " + Taker + " release " + (IsArgument ? "it" : Name) +
             " there, or say by its result that it did not take it";
    return;
  }
  F.Message = What + " is lost when " + Taker + " fails: it takes ownership only on success";
  F.Help = IsArgument ? "keep it in a variable, and release it where " + Taker + " failed"
                      : "test the result of " + Taker + " and release " + Name + " where it failed";
}

void reportLosses(const SolvedFlow &Solved, Rule Id, std::vector<Finding> &Out) {
  // One finding for an acquisition: the first exit in the source speaks.
  std::map<std::pair<std::uint32_t, int>, std::vector<const Incident *>> Groups;
  // `v = realloc(v, n)` in a loop: what a failure loses there is told once.
  std::set<std::uint32_t> FailedReallocs;
  for (const Incident &I : Solved.S.Incidents)
    if (I.Kind == IncidentKind::Lost && I.How == LostBy::Overwrite && !I.Born.valid() && I.Param < 0)
      FailedReallocs.insert(I.Where.N);
  // `f = open_memstream(&text, &n);`: with the stream.
  std::set<std::pair<std::uint32_t, std::uint32_t>> Results;
  for (const Incident &I : Solved.S.Incidents)
    if (I.Kind == IncidentKind::Lost && I.Born.valid() && !I.Given)
      Results.insert({I.Where.N, I.Born.N});
  for (const Incident &I : Solved.S.Incidents)
    if (I.Kind == IncidentKind::Lost && !(I.Given && Results.count({I.Where.N, I.Born.N})) &&
        !(I.How == LostBy::Overwrite && I.Born.valid() && FailedReallocs.count(I.Where.N)))
      Groups[{I.Born.N, I.Born.valid() || I.Param >= 0 ? (I.Given ? -1 - static_cast<int>(I.Given) : I.Param)
                                                       : -2 - static_cast<int>(I.Where.N)}]
          .push_back(&I);
  for (auto &[Key, Group] : Groups) {
    auto Where = [&](const Incident *I) { return Solved.Source.range(I->Where); };
    std::stable_sort(Group.begin(), Group.end(), [&](const Incident *A, const Incident *B) {
      return std::pair(Where(A), A->Trace.size()) < std::pair(Where(B), B->Trace.size());
    });
    const Incident &I = *Group.front();
    if (ruleOfLoss(I) != Id)
      continue;
    Finding F = makeFinding(Solved, Id, I);
    const std::string By = calleeName(Solved.F, I.Born);
    const std::string Of = (I.Inside ? "what " : "") + quoted(I.Name, "the value") + (I.Inside ? " points into" : "");
    const std::string Name = I.Elements ? "what the elements of " + Of + " own" : Of;
    const std::string From = By.empty() ? "" : " that '" + By + "' returned";
    switch (Id) {
    case Rule::DiscardedResult:
      F.Message = "the owned result of '" + (By.empty() ? std::string("a call") : By) + "' is discarded";
      F.Help = "keep the result and release it, or do not make it";
      F.Variable = By;
      break;
    case Rule::ConditionalTransfer: addConditionalTransfer(Solved, I, Name, F); break;
    case Rule::TemporaryNotFreed:
      F.Message = "the context " + (I.Name.empty() && !By.empty() ? "that '" + By + "' made" : Name) +
                  " is not freed on this path of '" + Solved.F.Function + "'";
      break;
    case Rule::OutsideScope:
      F.Message = "the scope that " + (I.Name.empty() ? "'" + By + "' enters" : "'" + I.Name + "' stands for") +
                  " is not left on this path of '" + Solved.F.Function + "'";
      F.Help = "leave it before this exit";
      break;
    case Rule::ErrorPathLeak:
      if (I.How == LostBy::ParentRelease) {
        F.Message = "releasing " + Of + " on this error path of '" + Solved.F.Function + "' loses " +
                    (I.Elements               ? std::string("what its elements own")
                     : isIdentifier(I.Holder) ? "its '" + I.Holder + "', which only it still held"
                     : By.empty()             ? std::string("a value that only it still held")
                                              : "what '" + By + "' returned, that only it still held");
        break;
      }
      F.Message = Name + " is not released on this error path of '" + Solved.F.Function + "'";
      break;
    default:
      if (I.How == LostBy::Overwrite && !I.Born.valid() && I.Param < 0) {
        F.Message = Name + " is overwritten with NULL where the reallocation fails, and its old block is lost";
        F.Help = "keep the result in another variable until it is known";
      } else if (I.How == LostBy::Overwrite)
        F.Message = Name + " is overwritten while it still owns a value" + From;
      else if (I.How == LostBy::ParentRelease)
        F.Message = "releasing " + Of + " loses " +
                    (I.Elements               ? "what its elements own"
                     : isIdentifier(I.Holder) ? "its '" + I.Holder + "', which only it still held"
                                              : "a value that only it still held");
      else
        F.Message = Name + " is neither released nor transferred in '" + Solved.F.Function + "'";
      break;
    }
    const std::string Release = I.Inside ? "" : releaseCall(Solved, I);
    if (F.Help.empty() && !Release.empty() && !I.Name.empty())
      F.Help = std::string(I.Elements ? "release each element with '" : "release it with '") + Release +
               "' before this " + (I.How == LostBy::ParentRelease ? "release" : "exit");
    PathStep Lost;
    Lost.Range = F.Place;
    Lost.Kind = StepKind::Lose;
    const bool Part = I.How == LostBy::ParentRelease && isIdentifier(I.Holder);
    Lost.Message = I.How == LostBy::Discard ? "discarded here"
                   : Part                   ? "'" + I.Holder + "' of " + Name + " is lost here"
                                            : Name + " is lost here";
    F.Path.push_back(std::move(Lost));
    for (size_t N = 1; N < Group.size(); ++N) {
      SourceRange Other = Where(Group[N]);
      if (Other == F.Place)
        continue;
      Related R;
      R.Range = Other;
      R.Message = "also lost here";
      F.Contracts.push_back(std::move(R));
    }
    if ((Id == Rule::ErrorPathLeak || Id == Rule::TemporaryNotFreed) && !I.Elements && !Release.empty() &&
        isIdentifier(I.Name) && I.How == LostBy::Return)
      F.Repair =
          insertBefore(Solved, I.Where, Release + "(" + I.Name + ");", "release " + Name + " before this return");
    Out.push_back(std::move(F));
  }
}

} // namespace deed
