//===- engine/SolverParts.cpp - what a released object held ---------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `void thing_free(struct thing *t) { free(t->name); free(t); }` forgets t->text. Its
// callers see that only if nobody else could have released t->text: neither a function
// that was shown t, nor a loop over parts that have no name.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

bool freesBytes(const std::string &Family) {
  return Family == "malloc" || Family == "kmalloc" || Family == "g_free" ||
         // an allocator that is passed: what hangs from it are its blocks, not what its blocks hold
         Family == "allocator" || Family == "cex" || Family == "deed";
}

/// `thing_destroy(ref_box->own_thing)`: the box is somebody else's, and so is what it owns.
bool Solver::isPartOfBorrow(const SymbolState &St) const {
  if (!St.OriginIsCell || !St.AsFound || St.St != Status::Plain || St.OriginParam < 0 ||
      St.OriginParam >= static_cast<int>(F.Params.size()))
    return false;
  const PathStepInfo &Last = Paths[St.OriginPath];
  return F.Vars[F.Params[St.OriginParam].N].Prefix == Role::Ref && Last.K == PathStepInfo::Kind::Field &&
         Paths.fieldOf(Last.Name, F).Prefix == Role::Own;
}

/// True of what frees a structure of the library's with all that hangs there.
static bool freesAll(const std::string &Family) {
  return Family == "addrinfo" || Family == "ifaddrs" || Family == "if_nameindex";
}

/// `sa = list->ai_addr; freeaddrinfo(list);`: what was read from there is gone, too.
void Solver::releaseBelow(EventId At, Execution &X, SymbolId S, const std::string &Family) {
  if (!freesAll(Family))
    return;
  std::vector<SymbolId> Work{S};
  for (std::size_t I = 0; I != Work.size() && I < 32; ++I)
    for (const Cell &C : X.S.Cells)
      if (C.Key.Base == Work[I] && C.V.isSym() && Symbols[C.V.S].Kind == SymbolKind::Loaded &&
          Symbols[C.V.S].Type == TypeClass::Pointer && std::find(Work.begin(), Work.end(), C.V.S) == Work.end())
        if (SymbolState &St = X.S.at(C.V.S); St.St == Status::Plain && !St.Weak && !St.Open) {
          St.St = Status::Released;
          St.Ended = At;
          Work.push_back(C.V.S);
        }
}

/// At an exit: the arguments whose parts somebody may have released by other ways than
/// the effects tell.
void Solver::noteShared(const State &S) {
  auto Share = [&](int Param) {
    if (Param >= 0 && Param < FirstGlobal)
      SharedArguments.insert(Param);
  };
  for (const SymbolState &St : S.Symbols) {
    const bool Ended = St.St == Status::Released || St.St == Status::Transferred || St.St == Status::Escaped;
    if (St.MayBeParam >= 0 && Ended)
      Share(St.MayBeParam);
    if (St.OriginParam < 0)
      continue;
    const bool Nameless = St.Weak || Paths.text(St.OriginPath, F).find("[]") != std::string::npos;
    if (St.OriginIsCell ? Nameless && (Ended || St.Why != Reason::None) : St.Why != Reason::None)
      Share(St.OriginParam);
  }
  for (std::uint32_t N : S.Writes)
    if (AllWrites[N].Below)
      Share(AllWrites[N].Param);
  for (int Param : CopiedOut)
    Share(Param);
  // `char **parts[] = {&t->name, &t->text};`
  for (const Cell &C : S.Cells)
    if (const SymbolState *St = C.V.isSym() && Paths.isWeak(C.Key.Path) ? S.find(C.V.S) : nullptr)
      Share(St->OriginParam);
}

void Solver::markAlone() {
  // A copy of the whole has the same parts.
  const bool Copies = std::any_of(F.Events.begin(), F.Events.end(), [&](const Event &E) {
    const std::string *Name = E.Code == Op::Call && E.Target.valid() ? &F.Callees[E.Target.N].Name : nullptr;
    return E.Code == Op::CopyObject || (Name && Name->find("mem") != std::string::npos);
  });
  auto IsLink = [&](const std::string &Path) {
    const std::string Name = Path.substr(Path.rfind('.') + 1);
    return LinkNames.count(Name) || std::any_of(F.Fields.begin(), F.Fields.end(),
                                                [&](const Field &Each) { return Each.Link && Each.Name == Name; });
  };
  // What a loop does with the rest of a list is not known: `while (list) list = pop(list);` ends it, too.
  for (auto &[Signs, O] : ExitOutcomes)
    for (const auto &[Param, Link] : Read.Cells) {
      const std::string Path = Paths.text(Link, F);
      auto EndsIt = [&, &Param = Param](const Effect &E) {
        return E.Kind == EffectKind::Release && !E.Target && E.Param == Param;
      };
      auto IsOfIt = [&, &Param = Param](const Effect &E) { return E.Target && E.Param == Param && E.Path == Path; };
      if (Param >= FirstGlobal || isVague(Path) || !IsLink(Path) ||
          std::none_of(O.Effects.begin(), O.Effects.end(), EndsIt) ||
          std::any_of(O.Effects.begin(), O.Effects.end(), IsOfIt) ||
          (O.Return == ReturnWord::Target && O.Argument == Param && O.OnPath == Path))
        continue;
      Effect Rest;
      Rest.Kind = EffectKind::Escape;
      Rest.Param = Param;
      Rest.Target = true;
      Rest.Path = Path;
      O.Effects.insert(std::find_if(O.Effects.begin(), O.Effects.end(), EndsIt), std::move(Rest));
    }
  for (auto &[Signs, O] : ExitOutcomes)
    for (Effect &E : O.Effects)
      if (E.Kind == EffectKind::Escape)
        E.Alone = E.Target && IsLink(E.Path);
      else if (E.Kind == EffectKind::Give && E.Target && E.On == -1 && E.Context == ContextKind::None)
        markUnread(E);
      else if (E.Kind != EffectKind::Give && E.Kind != EffectKind::Take &&
               E.Kind != EffectKind::Mutate) // see summarize()
        E.Alone = !Copies && E.Kind == EffectKind::Release && !E.Target && E.Bytes == 0 && E.On == -1 &&
                  freesBytes(E.Family) && !SharedArguments.count(E.Param);
}

/// `node_destroy(own_node)`, declared to own what it gets, asks a tag which of the node's parts there are. Who gave the
/// node gave with it what came with it, from one call and by no other name. True if that is done.
bool Solver::goesAlong(EventId At, Execution &X, unsigned Arg, SymbolId Part) {
  const Event &Ev = F.Events[At.N];
  const FunctionContract *C = Ev.Target.valid() ? F.Callees[Ev.Target.N].Contract.get() : nullptr;
  const Value Whole = argument(At, X, Arg);
  if (!C || Arg >= C->Params.size() || !Whole.isSymbolItself() || !Applied)
    return false;
  const ParamContract &P = C->Params[Arg];
  const bool Owns = P.Word == ParamWord::Takes || P.Word == ParamWord::TakesOrFails || P.Word == ParamWord::Releases;
  const bool Consumed = std::any_of(Applied->Effects.begin(), Applied->Effects.end(), [&](const Effect &E) {
    return consumes(E.Kind) && !E.Target && E.Param == static_cast<int>(Arg);
  });
  const SymbolState *Of = X.S.find(Whole.S);
  if (P.From.From > Source::Comment || !Owns || !Consumed || !Of || Of->St != Status::Owned || !Of->Born.valid())
    return false;
  const EventId Born = Of->Born;
  auto CameWith = [&](SymbolId S) {
    const SymbolState *St = X.S.find(S);
    return St && St->Born == Born && St->St == Status::Owned && !St->Weak;
  };
  std::vector<SymbolId> Parts{Part};
  if (Part == Whole.S || !CameWith(Part))
    return false;
  for (std::size_t I = 0; I != Parts.size() && I < 32; ++I)
    for (const Cell &C : X.S.Cells)
      if (C.V.isSym() && C.Key.Base == Parts[I] && CameWith(C.V.S) &&
          std::find(Parts.begin(), Parts.end(), C.V.S) == Parts.end())
        Parts.push_back(C.V.S);
  auto IsPart = [&](SymbolId S) { return S == Whole.S || std::find(Parts.begin(), Parts.end(), S) != Parts.end(); };
  if (std::any_of(X.S.Cells.begin(), X.S.Cells.end(), [&](const Cell &C) {
        return C.V.isSym() && C.V.S != Whole.S && IsPart(C.V.S) && !IsPart(C.Key.Base);
      }))
    return false;
  for (const SymbolId S : Parts) {
    SymbolState &St = X.S.at(S);
    St.St = Status::Transferred;
    St.WasOwned = true;
    St.Ended = At;
  }
  return true;
}

static bool overlap(const std::string &A, const std::string &B) {
  const std::size_t N = std::min(A.size(), B.size());
  return A.compare(0, N, B, 0, N) == 0;
}

/// True if the callee, which did \p By to \p Whole, surely left \p Part of it as it was.
bool Solver::leavesPart(const State &S, const FunctionContract &C, const Effect &By, Value Whole, SymbolId Part) const {
  if (!By.Alone || !Whole.isSymbolItself())
    return false;
  for (const Cell &Ce : S.Cells) {
    if (Ce.Key.Base != Whole.S || !Ce.V.isSym() || Ce.V.S != Part)
      continue;
    const std::string Path = Paths.text(Ce.Key.Path, F);
    if (Paths.isWeak(Ce.Key.Path) || Path.find('[') != std::string::npos)
      return false;
    for (const Outcome &O : C.Inferred) {
      if (O.Return != ReturnWord::Scalar && O.Return != ReturnWord::Null)
        return false;
      // `assert(h->decoder == NULL); free(h);`: who asks has seen to it.
      if (std::any_of(O.Requires.begin(), O.Requires.end(), [&](const Condition &Asked) {
            return Asked.Target && Asked.Param == By.Param && Asked.Path == Path && Asked.Signs == sign::Zero;
          }))
        return false;
      for (const Effect &E : O.Effects) {
        const bool Touches = E.Target && E.Param == By.Param && (E.Path.empty() || overlap(E.Path, Path));
        if (Touches || E.Other == By.Param || E.Kind == EffectKind::Invoke)
          return false;
      }
    }
  }
  return true;
}

/// True if a caller may as well have another address than \p O gives.
bool Solver::givesElse(const Outcome &O, const std::vector<Outcome> &All) {
  return std::any_of(All.begin(), All.end(), [&](const Outcome &Other) {
    return &Other != &O && (signsOf(Other.Result) & signsOf(O.Result) & sign::Pos) &&
           (Other.Return != O.Return || Other.Argument != O.Argument);
  });
}

static bool isOnPart(const Condition &C) { return C.Target && C.Pointer; }

/// True of outcomes that all end an argument, and ask what it holds: a loop over a list was seen to its second round,
/// and each round asks whether there is a next one.
bool Solver::endsByParts(const std::vector<Outcome> &All) {
  auto IsNothing = [](const Outcome &O) {
    return std::any_of(O.Requires.begin(), O.Requires.end(),
                       [](const Condition &C) { return !C.Target && C.Pointer && C.Signs == sign::Zero; });
  };
  auto EndsIt = [](const Outcome &O) {
    return std::any_of(O.Effects.begin(), O.Effects.end(),
                       [](const Effect &E) { return E.Kind == EffectKind::Release && !E.Target; });
  };
  return std::any_of(All.begin(), All.end(),
                     [&](const Outcome &O) {
                       return EndsIt(O) && std::any_of(O.Requires.begin(), O.Requires.end(), isOnPart);
                     }) &&
         std::all_of(All.begin(), All.end(), [&](const Outcome &O) { return EndsIt(O) || IsNothing(O); });
}

/// What none of these outcomes foresaw of the parts of what ends: it ends all the same.
bool Solver::endInAnyCase(EventId At, Execution &X, const Execution &Before, const std::vector<Outcome> &All,
                          const FunctionContract &C) {
  for (Outcome O : All) {
    if (std::erase_if(O.Requires, isOnPart) == 0)
      continue;
    X = Before;
    if (applyOutcome(At, X, O, All, C))
      return true;
  }
  return false;
}

/// `replace(text, "", "")`: the result may be the very argument, or what lies elsewhere:
/// to drop it is no loss that is certain.
bool Solver::mayComeBack(EventId At, const Execution &X, const std::vector<Outcome> &All) {
  return std::any_of(All.begin(), All.end(), [&](const Outcome &O) {
    switch (O.Return) {
    case ReturnWord::Argument:
      if (signsOfValue(X.S, argument(At, X, O.Argument)) == sign::Zero)
        return false;
      [[fallthrough]];
    case ReturnWord::Target:
    case ReturnWord::Held:
    case ReturnWord::Borrowed:
    case ReturnWord::BorrowedFrom:
    case ReturnWord::Unknown: return (signsOf(O.Result) & ~sign::Zero) && couldHappen(At, X, O);
    case ReturnWord::Owned:
    case ReturnWord::Allocated:
    case ReturnWord::Context:
    case ReturnWord::Null:
    case ReturnWord::NotHeap:
    case ReturnWord::Stack:
    case ReturnWord::Scalar: return false;
    }
    return false;
  });
}

} // namespace deed
