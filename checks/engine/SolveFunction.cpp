//===- engine/SolveFunction.cpp - from a flow to what is told -------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/SolveFunction.h"
#include "engine/ConfiguredOutcomes.h"
#include "engine/DeepEffects.h"
#include "engine/FlowLenders.h"
#include "engine/Profile.h"

#include <algorithm>
#include <map>
#include <set>

namespace deed {

/// bus_get(bus) { kset_get(bus->set); return bus; }: what wraps functions whose
/// result may be dropped may be dropped, too.
static bool mayDrop(const Flow &F) {
  bool Any = false;
  for (const Event &E : F.Events) {
    const FunctionContract *C = E.Code == Op::Call && E.Target.valid() ? F.Callees[E.Target.N].Contract.get() : nullptr;
    const bool Owned = C && (C->Return.Word == ReturnWord::Owned ||
                             std::any_of(C->Inferred.begin(), C->Inferred.end(),
                                         [](const Outcome &O) { return O.Return == ReturnWord::Owned; }));
    if (Owned && !C->MayDrop)
      return false;
    Any |= Owned;
  }
  return Any;
}

/// A parameter that is declared to be taken, and that the body puts where it can not be
/// followed, as into a list: the declaration holds. (A comment speaks of what succeeds: an exit that
/// leaves the argument alone has not taken it.)
static std::vector<Outcome> declaredWhereUndecided(FunctionContract C, std::vector<Outcome> Outcomes) {
  for (std::size_t I = 0; I != C.Params.size(); ++I) {
    ParamContract &P = C.Params[I];
    const bool Declared =
        P.From.From == Source::Attribute || P.From.From == Source::Prefix || P.From.From == Source::Comment;
    if (!Declared ||
        (P.Word != ParamWord::Takes && P.Word != ParamWord::TakesOnSuccess && P.Word != ParamWord::TakesOrFails))
      continue;
    auto IsOf = [&](const Effect &E) { return E.Param == static_cast<int>(I) && !E.Target && !E.Itself; };
    auto PutsAway = [](EffectKind K) { return K == EffectKind::Escape || K == EffectKind::Hold; };
    // "Takes ownership of VALUE", of a body that takes a reference of its own: no longer true.
    const bool Counts = std::any_of(Outcomes.begin(), Outcomes.end(), [&](const Outcome &O) {
      return std::any_of(O.Numbers.begin(), O.Numbers.end(),
                         [&](const Number &N) { return N.Param == static_cast<int>(I) && N.Added && N.Lo > 0; });
    });
    bool Undecided = false, Released = false, LeftAlone = false;
    for (const Outcome &O : Outcomes) {
      bool Ends = false;
      for (const Effect &E : O.Effects)
        if (IsOf(E)) {
          Undecided |= PutsAway(E.Kind);
          Released |= E.Kind == EffectKind::Release;
          Ends |= PutsAway(E.Kind) || E.Kind == EffectKind::Release || E.Kind == EffectKind::Take;
        }
      LeftAlone |= !Ends;
    }
    const bool HandedBack = std::any_of(Outcomes.begin(), Outcomes.end(), [&](const Outcome &O) {
      return O.Return == ReturnWord::Argument && O.Argument == static_cast<int>(I);
    });
    if (HandedBack || !Undecided || Released || (Counts && P.From.From == Source::Comment))
      continue;
    if (P.From.From != Source::Comment || P.Word != ParamWord::Takes || !LeftAlone) {
      P.From.From = Source::Configuration;
      continue;
    }
    for (Outcome &O : Outcomes)
      for (Effect &E : O.Effects)
        if (IsOf(E) && PutsAway(E.Kind)) {
          E.Kind = EffectKind::Take;
          E.Usable = P.Usable;
        }
  }
  return configuredOutcomes(C, std::move(Outcomes));
}

/// An argument, or a number of the program, is one thing where \p A holds and another where \p B does.
static bool toldApart(const Outcome &A, const Outcome &B) {
  return std::any_of(A.Requires.begin(), A.Requires.end(), [&](const Condition &X) {
    return (X.Param < FirstGlobal || !X.Pointer) &&
           std::any_of(B.Requires.begin(), B.Requires.end(),
                       [&](const Condition &Y) { return X.isOfSame(Y) && !(X.Signs & Y.Signs); });
  });
}

/// claim_or_copy(value): declared to return what its caller owns, it returns the argument
/// itself where nobody owned that. The caller has one owner's value, by the result. (`return &c->pair;` of a function
/// whose callers must "dispose the pair": a part of the argument's object is lent, whatever it is called.)
static void claimReturned(const FunctionContract &C, std::vector<Outcome> &Outcomes) {
  const Source By = C.Return.From.From;
  if (C.Return.Word != ReturnWord::Owned || (By != Source::Attribute && By != Source::Prefix && By != Source::Comment))
    return;
  for (Outcome &O : Outcomes) {
    if (O.Return != ReturnWord::Argument || O.Argument < 0 || O.Argument >= static_cast<int>(C.Params.size()) ||
        O.Bytes > 0 || !O.OnPath.empty())
      continue;
    // "can be freed with free()", of what is made unless the caller passes memory for it.
    if (By == Source::Comment && std::any_of(Outcomes.begin(), Outcomes.end(), [&](const Outcome &Other) {
          return Other.Return == ReturnWord::Owned && &Other != &O && toldApart(O, Other);
        }))
      continue;
    const int Param = O.Argument;
    const bool Said = std::any_of(O.Effects.begin(), O.Effects.end(), [&](const Effect &E) {
      return E.Param == Param && !E.Target && E.Kind != EffectKind::Mutate && E.Kind != EffectKind::Borrow;
    });
    if (!Said) {
      O.Effects.emplace_back();
      O.Effects.back().Kind = EffectKind::Escape;
      O.Effects.back().Param = Param;
    }
    O.Return = ReturnWord::Owned;
    O.Family = C.Return.Family;
    O.Argument = -1;
    O.NeverNull = false;
  }
}

/// xmalloc() and xfree() of a program where an allocator can be plugged in: what a global or a pointer
/// decides in both is no family that a caller could get wrong.
static void forgetPluggedFamilies(std::vector<Outcome> &Outcomes) {
  std::vector<std::string *> Plugged;
  using CellOf = std::tuple<int, bool, std::string_view>;
  std::vector<std::multimap<CellOf, Effect *>> Releases(Outcomes.size());
  for (std::size_t I = 0; I != Outcomes.size(); ++I)
    for (Effect &E : Outcomes[I].Effects)
      if (E.Kind == EffectKind::Release)
        Releases[I].emplace(CellOf(E.Param, E.Target, E.Path), &E);
  for (std::size_t I = 0; I != Outcomes.size(); ++I)
    for (std::size_t J = 0; J != Outcomes.size(); ++J) {
      Outcome &A = Outcomes[I], &B = Outcomes[J];
      if (toldApart(A, B))
        continue;
      if (A.Return == ReturnWord::Owned && B.Return == ReturnWord::Owned && A.Family != B.Family)
        Plugged.push_back(&A.Family);
      for (auto &[Cell, X] : Releases[I]) {
        const auto [First, Last] = Releases[J].equal_range(Cell);
        if (std::any_of(First, Last, [&, X = X](const auto &Y) { return X->Family != Y.second->Family; }))
          Plugged.push_back(&X->Family);
      }
    }
  for (std::string *Family : Plugged)
    Family->clear();
}

/// returns_nonnull: where the body could not be followed so far, what it says holds.
static void believeNonNull(std::vector<Outcome> &Outcomes) {
  auto IsNull = [](const Outcome &O) { return O.Return == ReturnWord::Null; };
  if (std::all_of(Outcomes.begin(), Outcomes.end(), IsNull))
    return;
  std::erase_if(Outcomes, IsNull);
  for (Outcome &O : Outcomes) {
    O.NeverNull |= O.Return != ReturnWord::Scalar;
    O.MayFail = false;
  }
}

/// Where something escapes nothing is known below it: that parts of it change or
/// escape, too, says no more, and of large programs it is most of what there is. What
/// then is still too much says less of what is far down.
static void dropCovered(std::vector<Outcome> &Outcomes) {
  // What lets go: arguments as a whole, and cells below them. (Not each effect is held
  // against each: of recursive functions there are thousands.)
  std::set<int> Whole;
  std::set<std::pair<int, std::string>> Cells;
  auto IsCovered = [&](const Effect &E) {
    if ((E.Kind != EffectKind::Mutate && E.Kind != EffectKind::Escape) || !E.Target)
      return false;
    if (Whole.count(E.Param))
      return true;
    std::pair<int, std::string> Above{E.Param, ""};
    for (std::size_t Dot = E.Path.find('.', 1); !Cells.empty() && Dot != std::string::npos;
         Dot = E.Path.find('.', Dot + 1)) {
      Above.second.assign(E.Path, 0, Dot);
      if (Cells.count(Above))
        return true;
    }
    return false;
  };
  for (Outcome &O : Outcomes) {
    Whole.clear();
    Cells.clear();
    for (const Effect &E : O.Effects)
      if (E.Kind == EffectKind::Escape && !E.Itself) {
        if (!E.Target)
          Whole.insert(E.Param);
        else if (!E.Path.empty())
          Cells.emplace(E.Param, E.Path);
      }
    if (!Whole.empty() || !Cells.empty())
      std::erase_if(O.Effects, IsCovered);
  }
  std::for_each(Outcomes.begin(), Outcomes.end(), foldDeep);
  std::vector<Outcome> Distinct;
  for (Outcome &O : Outcomes)
    if (std::find(Distinct.begin(), Distinct.end(), O) == Distinct.end())
      Distinct.push_back(std::move(O));
  Outcomes = std::move(Distinct);
}

static bool callsItself(const Flow &F) {
  return std::any_of(F.Events.begin(), F.Events.end(), [&](const Event &E) {
    return E.Code == Op::Call && E.Target.valid() && F.Callees[E.Target.N].Name == F.Function;
  });
}

/// A getter that only looks: the entry of a list that it returns lies below the argument.
static void nameLender(const Flow &F, std::vector<Outcome> &Outcomes) {
  auto IsLent = [](const Outcome &O) {
    return O.Return == ReturnWord::Unknown && O.LentParam < 0 &&
           std::all_of(
               O.Effects.begin(), O.Effects.end(),
               [](const Effect &E) { return E.Kind == EffectKind::Borrow || E.Param >= FirstGlobal; });
  };
  if (F.ResultType != TypeClass::Pointer || std::none_of(Outcomes.begin(), Outcomes.end(), IsLent))
    return;
  const int Lender = lenderOf(F);
  for (Outcome &O : Outcomes)
    if (Lender >= 0 && IsLent(O)) {
      O.LentParam = Lender;
      O.LentPath = SomewhereBelow;
    }
}

/// By va_arg, here or in a helper that is given the `va_list`: of what such a one reads its summary says that it escapes.
static bool readsVariadic(const Flow &F) {
  auto EscapesRest = [](const Outcome &O) {
    return std::any_of(O.Effects.begin(), O.Effects.end(),
                       [](const Effect &E) { return E.Kind == EffectKind::Escape && E.Param == -1; });
  };
  return F.ReadsVariadic || std::any_of(F.Events.begin(), F.Events.end(), [&](const Event &E) {
           const FunctionContract *C =
               E.Code == Op::Call && E.Target.valid() ? F.Callees[E.Target.N].Contract.get() : nullptr;
           return C && E.ArgsCount == C->Params.size() &&
                  std::any_of(C->Inferred.begin(), C->Inferred.end(), EscapesRest);
         });
}

/// What the body does is what its callers get, see sameForCallers().
static void summarize(const Flow &F, const Solution &Solved, const SourceRange &Where, FunctionContract &C) {
  C.InferredFrom = {Source::Summary, Where, "body of '" + F.Function + "'"};
  if (C.BodyCounts)
    C.Inferred = declaredWhereUndecided(C, Solved.Outcomes);
  forgetPluggedFamilies(C.Inferred);
  claimReturned(C, C.Inferred);
  if (C.Return.NeverNull)
    believeNonNull(C.Inferred);
  if (callsItself(F))
    forgetUnrolled(C.Inferred);
  dropCovered(C.Inferred);
  nameLender(F, C.Inferred);
  // What becomes of the arguments that va_arg reads is not known.
  if (readsVariadic(F))
    for (Outcome &O : C.Inferred) {
      Effect Rest;
      Rest.Kind = EffectKind::Escape;
      Rest.Param = -1;
      O.Effects.push_back(Rest);
    }
  C.Ignored = ignoredParams(F);
  C.GlobalsKnown = knowsGlobals(F) && !Solved.Outcomes.empty();
  C.Dereferences = Solved.Dereferences;
  C.UsedCells = Solved.UsedCells;
  C.FollowedCells = Solved.FollowedCells;
  C.UsedAfterEnd = Solved.UsedAfterEnd;
  C.Cleared = Solved.Cleared;
  C.ReturnsWith = Solved.ReturnsWith;
  C.ScopeDepth = Solved.ScopeDepth;
  C.NeedsScope = Solved.NeedsScope;
  C.MayDrop |= mayDrop(F);
  if (!Solved.Returns)
    C.NoReturn = true;
}

static Obligation describe(const SolvedFlow &Done, const ObligationState &O) {
  const Flow &F = Done.F;
  Obligation Entry;
  Entry.Function = F.Function;
  Entry.What = O.Born.valid() ? "result of '" + calleeName(F, O.Born) + "'" : "parameter";
  if (!O.Name.empty())
    Entry.What += " in '" + O.Name + "'";
  Entry.Place = Done.Source.range(O.Born.valid() ? F.Events[O.Born.N].Loc
                                  : O.Param >= 0 ? F.Vars[F.Params[O.Param].N].Loc
                                                 : F.Loc);
  Entry.Decision = O.Decision;
  Entry.Why = O.Why;
  if (O.Why == Reason::Budget)
    Entry.Detail = Done.S.BudgetHit;
  return Entry;
}

static void runRule(const PathRuleEntry &R, const SolvedFlow &Done, Profile *Times, std::vector<Finding> &Findings) {
  const std::int64_t Begin = Times ? threadTime() : 0;
  R.Run(Done, Findings);
  if (!Times)
    return;
  Times->Rules.resize(std::max(Times->Rules.size(), static_cast<size_t>(R.Id) + 1));
  Times->Rules[static_cast<size_t>(R.Id)] += threadTime() - Begin;
}

Solution solveBody(const Flow &F, FunctionContract &C, const SourceRange &Where, const SolveSettings &Settings) {
  Budgets Limits;
  Limits.NullAlways = Settings.Options.get("null-after-transfer", "When") == "always";
  Solution Solved = solve(F, Limits);
  summarize(F, Solved, Where, C);
  return Solved;
}

SolvedFunction tell(const Flow &F, const Solution &Solved, const SourceView &View, const SolveSettings &Settings,
                    bool Report) {
  SolvedFunction Out;
  Out.BudgetHit = Solved.BudgetHit;
  if (!Report)
    return Out;
  const SolvedFlow Done{F, Solved, View, Settings.Options, Settings.Names};
  for (const PathRuleEntry &R : pathRules())
    if (Settings.Enabled[static_cast<unsigned>(R.Id)])
      runRule(R, Done, Settings.Times, Out.Findings);
  // `free(p->name);` of what nobody set: where the read is told, the release is no news.
  std::set<unsigned> Reads;
  for (const Finding &Each : Out.Findings)
    if (Each.Id == Rule::UninitializedAllocation)
      Reads.insert(Each.Place.Line);
  std::erase_if(Out.Findings, [&](const Finding &Each) {
    return Each.Signature.ends_with("|unset") && Reads.count(Each.Place.Line);
  });
  for (const ObligationState &O : Solved.Obligations)
    Out.Obligations.push_back(describe(Done, O));
  return Out;
}

SolvedFunction solveFunction(const Flow &F, FunctionContract &C, const SourceView &View, const SolveSettings &Settings,
                             bool Report) {
  const Solution Solved = solveBody(F, C, View.range(F.Loc), Settings);
  return tell(F, Solved, View, Settings, Report);
}

} // namespace deed
