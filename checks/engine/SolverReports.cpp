//===- engine/SolverReports.cpp - what the solver tells -------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Incidents, each told once with the path that led to it; losses, which count only
// where their path leaves the function; and what was shown of each obligation.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

void Solver::log(State &S, TraceStep Step) {
  Log.push_back({S.History, Step});
  S.History = Log.size() - 1;
}

std::uint16_t Solver::family(const std::string &Name) {
  auto It = std::find(Families.begin(), Families.end(), Name);
  if (It == Families.end())
    It = Families.insert(Families.end(), Name);
  return It - Families.begin();
}

void Solver::note(EventId Born, int Param, Verdict V, Reason Why, const std::string &Name) {
  // What a variable of the program held at first is no argument, and no obligation of this body.
  if (!Born.valid() && Param >= FirstGlobal)
    return;
  ObligationState &O = Obligations[{Born.N, Param}];
  O.Born = Born;
  O.Param = Param;
  if (O.Name.empty())
    O.Name = Name;
  // Violated outranks unproven outranks proved.
  if (V == Verdict::Violated || (V == Verdict::Unproven && O.Decision == Verdict::Proved)) {
    O.Decision = V;
    O.Why = Why;
  }
}

/// Two arguments of one call: what each got is a loss of its own.
unsigned Solver::givenThrough(SymbolId S) const {
  const SymbolInfo &Info = Symbols[S];
  return Info.Kind == SymbolKind::Given && Info.B < 1u << 24 ? 1 + Info.B / 64 : 0;
}

/// Tells losses of one acquisition apart: by the parameter, or by what the call gave.
static int lossOf(const Incident &I) { return I.Given ? -1 - static_cast<int>(I.Given) : I.Param; }

/// A value lost before a call that never returns is no leak: the process ends.
void Solver::reportLoss(Incident I, State &S) {
  const LossKey Key{I.Where.N, I.Born.N, lossOf(I), I.AtFailure, I.KeptBy.N, static_cast<unsigned>(I.How)};
  auto [It, New] = KnownLosses.try_emplace(Key, Losses.size());
  if (New) {
    I.Trace = steps(0, S.History);
    Losses.push_back(std::move(I));
    LossSightings.emplace_back();
  }
  addSighting(LossSightings[It->second], S);
  auto At = std::lower_bound(S.Pending.begin(), S.Pending.end(), It->second);
  if (At == S.Pending.end() || *At != It->second)
    S.Pending.insert(At, It->second);
}

void Solver::countLosses(const State &S) {
  for (std::uint32_t L : S.Pending) {
    Incident I = Losses[L];
    if (I.How == LostBy::ParentRelease && I.Label.valid())
      I.AtFailure = reportsFailure(S);
    auto Key = std::make_tuple(I.Kind, I.Where.N, I.Born.N, lossOf(I));
    const auto [It, New] = Reported.try_emplace(Key, Result.Incidents.size());
    LossesOf.resize(std::max(LossesOf.size(), It->second + 1));
    if (std::vector<std::uint32_t> &Of = LossesOf[It->second]; std::find(Of.begin(), Of.end(), L) == Of.end())
      Of.push_back(L);
    if (!New)
      continue;
    if (I.Born.valid() || I.Param >= 0)
      note(I.Born, I.Param, Verdict::Violated, Reason::None, I.Name);
    Result.Incidents.push_back(I);
  }
}

void Solver::report(Incident I, const State &S) {
  auto Key = std::make_tuple(I.Kind, I.Where.N, I.Born.N, I.Param);
  auto [It, New] = Reported.try_emplace(Key, Result.Incidents.size());
  Sightings.resize(std::max(Sightings.size(), It->second + 1));
  addSighting(Sightings[It->second], S);
  if (!New)
    return;
  I.Trace = steps(0, S.History);
  // A value that was ours has an obligation, and this breaks it.
  if (Obligations.count({I.Born.N, I.Born.valid() ? -1 : I.Param}))
    note(I.Born, I.Born.valid() ? -1 : I.Param, Verdict::Violated, Reason::None, I.Name);
  Result.Incidents.push_back(std::move(I));
}

/// Of a call's result the family that its contract names. (A raw heap's block is malloc's as well.)
std::string_view Solver::bornFamily(const SymbolState &St) const {
  const Event *Birth = St.Born.valid() ? &F.Events[St.Born.N] : nullptr;
  const FunctionContract *C =
      Birth && Birth->Code == Op::Call && Birth->Target.valid() ? F.Callees[Birth->Target.N].Contract.get() : nullptr;
  return C && C->Inferred.empty() ? std::string_view(C->Return.Family) : std::string_view();
}

/// The body of another file releases a part as its own file made it, by free(); to this file a body of that kind gave
/// it, and by its type it is of the family of its destroy function: `graph_add(g, vertex_create()); graph_destroy(g);`.
bool Solver::isPartOfBody(const SymbolState &St, const Event &Call, const Effect &By) const {
  const auto HasBody = [&](const Event &Of) {
    return Of.Code == Op::Call && Of.Target.valid() && F.Callees[Of.Target.N].Contract &&
           F.Callees[Of.Target.N].Contract->InferredFrom.From == Source::Summary;
  };
  return By.Target && !By.Path.empty() && freesBytes(By.Family) && St.Born.valid() && HasBody(Call) &&
         HasBody(F.Events[St.Born.N]);
}

/// A comment of one maker names the function, so that its family is the type's: it ends what other makers' bodies
/// take from malloc(), as its own body does.
bool Solver::isNamedByComment(const Event &Call, const Effect &By) const {
  const FunctionContract *C = Call.Target.valid() ? F.Callees[Call.Target.N].Contract.get() : nullptr;
  return C && C->InferredFrom.From == Source::Summary && !By.Target && By.Param >= 0 &&
         By.Param < static_cast<int>(C->Params.size()) && C->Params[By.Param].Word == ParamWord::Releases &&
         C->Params[By.Param].From.From == Source::Comment;
}

} // namespace deed
