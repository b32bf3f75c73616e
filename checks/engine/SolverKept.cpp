//===- engine/SolverKept.cpp - what callers hold of what ends --------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A context that goes with what hangs from it is given away, not left; and what
// dangles where a call failed is read by nobody.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// `request = make(pool); live = request;`: the pool \p Over is not left here but given away with what
/// hangs from it: whoever has the child finds it by that, and nothing ends before.
bool Solver::isGivenWithChild(const State &S, const Cell &C, SymbolId Over) const {
  const SymbolInfo &Context = Symbols[Over];
  const SymbolState *St = S.find(Over), *Holder = S.find(C.Key.Base);
  if (!St || St->St != Status::Owned || St->Weak || St->Context == ContextKind::Scope ||
      (Context.Kind != SymbolKind::Result && Context.Kind != SymbolKind::Given))
    return false;
  const SymbolInfo &Base = Symbols[C.Key.Base];
  return (Base.Kind == SymbolKind::VarAddress && !inFrame(F.Vars[Base.A])) ||
         (Holder && Holder->OriginParam >= FirstGlobal);
}

/// `b->scratch_pool = make(pool); b->stream = open(b->scratch_pool);`: who has \p Holder has the context, too.
bool Solver::holdsContext(const State &S, SymbolId Holder, SymbolId Context) const {
  return std::any_of(S.Cells.begin(), S.Cells.end(), [&](const Cell &C) {
    return C.Key.Base == Holder && C.Key.Path.N != 0 && C.V.isSymbolItself() && C.V.S == Context;
  });
}

/// True of a context that is lost by its name, and held by what hangs from it: that went to a variable of the program,
/// or, of an object of a root pool that a function made which knows the pool, to the caller.
bool Solver::isGivenAway(State &S, SymbolId Context) const {
  const SymbolState *St = S.find(Context);
  if (!St || (St->Context != ContextKind::Temporary && St->Context != ContextKind::Pool))
    return false;
  const bool Fails = reportsFailure(S);
  const bool Given = std::any_of(S.Cells.begin(), S.Cells.end(), [&](const Cell &C) {
    const SymbolState *Held = C.V.isSymbolItself() && C.V.S != Context ? S.find(C.V.S) : nullptr;
    if (!Held || !Held->Born.valid() || Held->Weak || !hangsFrom(S, Held->Parent, {Context, PathId(0)}))
      return false;
    if (isGivenWithChild(S, C, Context))
      return true;
    const Event &Made = F.Events[Held->Born.N];
    const FunctionContract *By = Made.Target.valid() ? F.Callees[Made.Target.N].Contract.get() : nullptr;
    return St->Context == ContextKind::Pool && !Fails && By && By->Return.From.From != Source::Model &&
           (Symbols[C.Key.Base].Kind == SymbolKind::Returned ||
            (Symbols[C.Key.Base].Kind == SymbolKind::ParamValue && outlives(S, C.Key.Base)));
  });
  if (Given)
    S.at(Context).St = Status::Plain;
  return Given;
}

/// How a caller may name the cell \p K.
std::optional<Place> Solver::placeOf(const State &S, CellKey K) {
  const SymbolState *Base = S.find(K.Base);
  if (!Base || Base->OriginParam < 0 || Base->Weak || Paths.isWeak(K.Path))
    return std::nullopt;
  return Place{Base->OriginParam, Paths.text(Base->OriginIsCell ? Paths.below(Base->OriginPath, K.Path) : K.Path, F)};
}

/// `*out = m; ... free(m); return ERR_OPERATIONS;`: a constant that is not zero is a failure where an exit that
/// gives zero leaves the same place good. Whether there is one shows when all exits are known.
void Solver::reportUnlessFailure(Incident I, const State &S, CellKey Holder) {
  const Value *R = S.find(resultCell());
  std::optional<Place> Of = placeOf(S, Holder);
  if (!R || !R->isInt() || R->isZero() || !Of ||
      (F.ResultType != TypeClass::Signed && F.ResultType != TypeClass::Unsigned)) {
    report(std::move(I), S);
    return;
  }
  I.Trace = steps(0, S.History);
  KeptAtFailure.emplace_back(std::move(I), std::move(*Of));
}

void Solver::settleKept() {
  for (auto &[I, Of] : KeptAtFailure) {
    const bool GoodAtZero = std::any_of(Leaving.begin(), Leaving.end(), [&, &Of = Of](const Departure &D) {
      const Value *R = D.S.find(resultCell());
      if (!R || signsOfValue(D.S, *R) != sign::Zero)
        return false;
      return std::any_of(D.S.Cells.begin(), D.S.Cells.end(), [&](const Cell &C) {
        const SymbolState *St = C.V.isSym() && C.At.valid() ? D.S.find(C.V.S) : nullptr;
        return St && St->St != Status::Released && placeOf(D.S, C.Key) == Of;
      });
    });
    const auto Key = std::make_tuple(I.Kind, I.Where.N, I.Born.N, I.Param);
    if (!GoodAtZero && Reported.try_emplace(Key, Result.Incidents.size()).second) {
      if (Obligations.count({I.Born.N, I.Born.valid() ? -1 : I.Param}))
        note(I.Born, I.Born.valid() ? -1 : I.Param, Verdict::Violated, Reason::None, I.Name);
      Result.Incidents.push_back(std::move(I));
    }
  }
}

/// `if (a) list[n++] = a; *out = list;`: which cell of a block of ours holds the argument
/// is no longer known, only that one may.
bool Solver::noteUnheld(State &S, const std::vector<std::pair<CellKey, SymbolState>> &Unheld) {
  bool Changed = false;
  for (const auto &[K, Held] : Unheld) {
    const SymbolState *Holder = S.find(K.Base);
    const bool InResult = isArgumentInResult({K, Value::symbol(Held.S), EventId()});
    if (!Holder && !InResult)
      continue;
    // `page->file = copy ? strdup(*file) : *file`: what *file holds is kept in other memory of the caller's.
    const bool Elsewhere =
        !InResult && Held.OriginIsCell && Held.AsFound && Held.St == Status::Plain && !Held.Weak &&
        Holder->OriginParam >= 0 &&
        (Holder->OriginParam != Held.OriginParam ||
         (Holder->OriginIsCell ? Paths.below(Holder->OriginPath, K.Path) : K.Path) != Held.OriginPath);
    const bool Passed = Held.OriginIsCell && Held.AsFound && Held.St == Status::Plain && !Held.Weak && Holder &&
                        Holder->Born.valid() && Holder->St == Status::Owned && K.Path.N != 0;
    if (!Elsewhere && !InResult && !Passed && (Held.OriginIsCell || !Holder->Born.valid()))
      continue;
    if (const SymbolState *Now = S.find(Held.S); !Now)
      S.at(Held.S) = Held;
    else if (Now->Why != Reason::None)
      continue;
    S.at(Held.S).Why = Elsewhere ? Reason::Stored : Reason::Container;
    Changed = true;
  }
  return Changed;
}

/// A prefix in the callee's declaration says that argument \p N stays whose it is.
bool Solver::isLent(EventId Call, int N) const {
  const Event &E = F.Events[Call.N];
  const FunctionContract *C = E.Target.valid() ? F.Callees[E.Target.N].Contract.get() : nullptr;
  if (!C || N < 0 || N >= static_cast<int>(C->Params.size()))
    return false;
  const ParamContract &P = C->Params[N];
  return P.From.From == Source::Prefix && (P.Word == ParamWord::Borrows || P.Word == ParamWord::Mutates);
}

/// An object that this function made, and that goes to the caller by the return or by a store of its address.
bool Solver::isMadeHere(const State &S, const SymbolState &St) const {
  return Symbols[St.S].Kind == SymbolKind::Result && Symbols[St.S].Type == TypeClass::Pointer && St.Born.valid() &&
         !St.Weak && !St.Open && !St.Parent.Base.valid() && St.St == Status::Transferred &&
         (St.Ended == S.ReturnEvent || (St.StoredAway && F.Events[St.Ended.N].Code == Op::Store));
}

/// `*it->head = it->next;`, where it->head is the address of the pointer to it: what a callee writes by a pointer that
/// stands in the variable \p Local may be the cell that holds the variable's address.
bool Solver::unlinks(EventId At, const Execution &X, const FunctionContract &C, SymbolId Local) {
  return std::any_of(C.Inferred.begin(), C.Inferred.end(), [&](const Outcome &O) {
    return std::any_of(O.Effects.begin(), O.Effects.end(), [&](const Effect &E) {
      return E.Target && E.Kind != EffectKind::Borrow && E.Path.size() > 1 && E.Path.ends_with('*') && E.Param >= 0 &&
             E.Param < static_cast<int>(F.Events[At.N].ArgsCount) && argument(At, X, E.Param) == Value::symbol(Local);
    });
  });
}

/// A callee that can reach the cell or the variable may take the address out.
void Solver::doubtAfterCall(EventId At, Execution &X, const FunctionContract &C) {
  const Event &Ev = F.Events[At.N];
  const bool Model = C.Return.From.From == Source::Model || C.InferredFrom.From == Source::Model;
  const bool Body = C.InferredFrom.From == Source::Summary && C.GlobalsKnown;
  for (Cell &Ce : X.S.Cells) {
    if (!Ce.At.valid() || !endsWithFrame(X.S, Ce.V))
      continue;
    const SymbolInfo &Base = Symbols[Ce.Key.Base];
    if (Base.Kind == SymbolKind::VarAddress || Base.Kind == SymbolKind::TempSlot || Base.Kind == SymbolKind::Returned)
      continue;
    bool Doubt = (!Model && !Body && (!Ev.ArgsCount || C.Name.empty())) || (Body && unlinks(At, X, C, Ce.V.S));
    for (std::uint32_t I = 0; I != Ev.ArgsCount && !Doubt && !Body; ++I) {
      Value V = valueOf(X, F.Args[Ev.ArgsBegin + I]);
      const ParamWord Word = I < C.Params.size() ? C.Params[I].Word : C.Rest.Word;
      if (!V.isSym() || Word == ParamWord::Borrows)
        continue;
      const SymbolInfo &Arg = Symbols[V.S];
      const bool Near = V.S == Ce.Key.Base || V.S == Ce.V.S;
      const bool Pointer =
          Arg.Kind != SymbolKind::Literal && (Arg.Kind == SymbolKind::VarAddress || Arg.Type == TypeClass::Pointer);
      Doubt = Near || (!Model && Pointer);
    }
    if (Doubt)
      Ce.At = EventId();
  }
}

} // namespace deed
