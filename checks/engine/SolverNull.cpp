//===- engine/SolverNull.cpp - allocations that may be NULL ---------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An allocation that can fail is a value whose sign may be zero until a branch
// says otherwise. No path is split for it: who dereferences it while NULL is
// still possible did not ask.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// A branch, or a value made for one, asks whether \p V is NULL.
void Solver::noteTested(State &S, Value V) const {
  if (!V.isSymbolItself())
    return;
  if (const SymbolState *St = S.find(V.S); St && St->MayFail && !St->Tested)
    S.at(V.S).Tested = true;
}

/// True if an earlier call of the same function with arguments of the same names was compared with NULL.
bool Solver::wasAskedBefore(EventId Call) const {
  const Event &E = F.Events[Call.N];
  if (E.Code != Op::Call || !E.Target.valid() || E.ArgsCount == 0)
    return false;
  auto SameArguments = [&](const Event &Other) {
    for (std::uint32_t I = 0; I != E.ArgsCount; ++I) {
      const std::string &Name = F.nameOf(F.Args[E.ArgsBegin + I]);
      if (Name.empty() || Name != F.nameOf(F.Args[Other.ArgsBegin + I]))
        return false;
    }
    return true;
  };
  for (std::uint32_t N = 0; N != Call.N; ++N) {
    const Event &Other = F.Events[N];
    if (Other.Code != Op::Call || Other.Target != E.Target || Other.ArgsCount != E.ArgsCount || !SameArguments(Other))
      continue;
    for (std::uint32_t Use = N + 1; Use != Call.N; ++Use)
      if (F.Events[Use].Code == Op::Compare && (F.Events[Use].A == Other.R || F.Events[Use].B == Other.R))
        return true;
    if (std::any_of(F.Blocks.begin(), F.Blocks.end(), [&](const Block &B) { return B.Condition == Other.R; }))
      return true;
  }
  return false;
}

/// Something reads or writes through \p V.
void Solver::checkNull(EventId At, Execution &X, Value V, TempId Name, const std::string &Called) {
  if (!V.isSym())
    return;
  const SymbolState *St = X.S.find(V.S);
  if (!St || !(St->Signs & sign::Zero))
    return;
  noteFollowed(X.S, V.S);
  St = X.S.find(V.S);
  if (Symbols[V.S].Kind == SymbolKind::ParamValue)
    X.S.at(V.S).Dereferenced = true;
  // A test on one of several paths that met here proves nothing either way;
  // where the value is NULL for sure, the test did not keep it from here.
  if (!St->MayFail || St->Weak || (St->Tested && St->Signs != sign::Zero)) {
    const SymbolInfo &Info = Symbols[V.S];
    if (!St->Weak && St->Signs != sign::Zero && (Info.Type == TypeClass::Pointer || Info.Kind == SymbolKind::Join)) {
      narrow(X.S, V.S, sign::Pos); // whoever comes past this line has one
      X.S.at(V.S).Followed = true;
    }
    return;
  }
  // `name(e) != NULL && strlen(name(e))`: who asked it before counts on the same answer.
  if (St->Born.valid() && wasAskedBefore(St->Born)) {
    narrow(X.S, V.S, sign::Pos);
    X.S.at(V.S).MayFail = false;
    return;
  }
  // "p" of p->items[3]: the pointer that is followed. (A flow read from text may go in a circle.)
  for (unsigned Step = 0; Step != 64 && Name.valid() && Definition[Name.N] != ~0u; ++Step) {
    const Event &E = F.Events[Definition[Name.N]];
    if (E.Code != Op::FieldAddr && E.Code != Op::IndexAddr && E.Code != Op::Offset && E.Code != Op::Copy)
      break;
    Name = E.A;
  }
  Incident I;
  I.Kind = IncidentKind::UncheckedAllocation;
  I.At = At;
  I.Where = F.Events[At.N].Loc;
  I.Born = St->Born;
  I.Name = Called.empty() ? F.nameOf(Name) : Called;
  report(std::move(I), X.S);
  X.S.at(V.S).MayFail = false;
  X.Crashed = !narrow(X.S, V.S, sign::Pos);
}

/// `c = add(list, fd); c->kind = 1;` where add() gave NULL: nothing follows. (`&((struct s *)0)->member` asks for no more
/// than where it lies.)
bool Solver::isMemberOfNull(const Execution &X, TempId Address) const {
  const Event *Field = definitionOf(Address, Op::FieldAddr);
  for (unsigned Steps = 0; Steps != MostSteps && Field && definitionOf(Field->A, Op::FieldAddr); ++Steps)
    Field = definitionOf(Field->A, Op::FieldAddr);
  return Field && definitionOf(Field->A, Op::Load) && valueOf(X, Field->A).isZero();
}

/// die() and fail() of another file may not return; log_oom() and warn() do.
static bool onlyTells(const std::string &Name) {
  for (const char *Word : {"log", "warn", "print", "debug", "trace", "msg", "message", "puts"})
    if (Name.find(Word) != std::string::npos)
      return true;
  return false;
}

void Solver::checkNullArguments(EventId At, Execution &X, const FunctionContract &C) {
  const Event &Ev = F.Events[At.N];
  auto IsModel = [](const Provenance &P) { return P.From == Source::Model || P.From == Source::Configuration; };
  const bool Known =
      IsModel(C.Return.From) || !C.Inferred.empty() ||
      std::any_of(C.Params.begin(), C.Params.end(), [&](const ParamContract &P) { return IsModel(P.From); });
  // memcpy(p, q, 0) reads and writes nothing.
  const std::string Name = Ev.Target.valid() ? F.Callees[Ev.Target.N].Name : "";
  const bool Nothing = Ev.ArgsCount > 2 && Name.find("mem") != std::string::npos &&
                       signsOfValue(X.S, valueOf(X, F.Args[Ev.ArgsBegin + Ev.ArgsCount - 1])) == sign::Zero;
  for (std::uint32_t I = 0; I != Ev.ArgsCount; ++I) {
    TempId T = F.Args[Ev.ArgsBegin + I];
    Value V = valueOf(X, T);
    const bool NonNull = I < C.Params.size() ? C.Params[I].NonNull : C.Rest.NonNull;
    if ((NonNull && !Nothing) || (I < C.Dereferences.size() && C.Dereferences[I]))
      checkNull(At, X, V, T);
    else if (!Known && V.isSymbolItself())
      if (const SymbolState *St = X.S.find(V.S); St && St->MayFail)
        X.S.at(V.S).MayFail = false; // it may be what tests it
  }
  // `if (!p) fail();`: it may not come back. Whose result is asked does.
  const bool Asked = Ev.R.valid() && (Live.crosses(Ev.R) || Live.lastUse(Ev.R) != At);
  if (!Known && !Asked && !onlyTells(Name))
    for (SymbolState &St : X.S.Symbols)
      if (St.MayFail && St.Tested && St.Signs == sign::Zero)
        St.MayFail = false;
}

/// `ensure(&m->table)`: a callee put \p Made where \p S says that there was NULL.
bool Solver::isGivenForNull(const State &S, const SymbolState &Was, const SymbolState &Made) const {
  const SymbolState *Before = S.find(Was.S);
  return Symbols[Made.S].Kind == SymbolKind::Given && Before && Before->Signs == sign::Zero;
}

/// On the one path what the caller's cell held was seen not to be NULL; on the other, whose state is \p S,
/// \p Made was put there and nowhere else.
bool Solver::isMadeForNull(const State &S, const SymbolState &Was, const SymbolState &Made, CellKey K) const {
  return Was.Signs == sign::Pos && !Was.Followed && isStoredOnce(S, Made, K);
}

/// True of a pointer in the caller's memory that nobody changed, and that may be one.
bool Solver::isAsFound(const State &S, CellKey K, Value V) {
  const SymbolState *St = V.isSymbolItself() ? S.find(V.S) : nullptr, *Place = S.find(K.Base);
  return St && Place && St->AsFound && !St->Weak && St->St == Status::Plain && St->Why == Reason::None &&
         (St->Signs & sign::Pos) && Symbols[V.S].Type == TypeClass::Pointer && Place->OriginParam >= 0 &&
         St->OriginParam == Place->OriginParam &&
         St->OriginPath == (Place->OriginIsCell ? Paths.below(Place->OriginPath, K.Path) : K.Path);
}

/// Where there is no object its parts are whatever they are where there is one. (Of `*out` only what the caller had
/// there: what is put there is one more result.)
bool Solver::isNullObject(const State &S, CellKey K, const State &Other, Value V) const {
  if (Symbols.head(K.Base).Type != TypeClass::Pointer || Paths.isWeak(K.Path))
    return false;
  const SymbolState *St = S.find(K.Base);
  if (!St || St->Signs != sign::Zero)
    return false;
  const SymbolState *Held = V.isSymbolItself() ? Other.find(V.S) : nullptr;
  return K.Path.N != 0 || (Held && Held->AsFound && Held->St == Status::Plain && Held->Why == Reason::None);
}

/// `return run ? (in->from = popen(n)) : (in->from = fopen(n)) != NULL;`: what was asked of \p Sym is in some cell,
/// and would not be known of a value that takes its place.
bool Solver::answersHeld(const State &S, SymbolId Sym) const {
  return std::any_of(S.Cells.begin(), S.Cells.end(), [&](const Cell &C) {
    if (!C.V.isSymbolItself() || Symbols[C.V.S].Kind != SymbolKind::Compared)
      return false;
    const SymbolInfo &Question = Symbols[C.V.S];
    return (Question.L.isSym() && Question.L.S == Sym) || (Question.R.isSym() && Question.R.S == Sym);
  });
}

/// A pointer that a store of this function's put into the cell \p K, and that nobody else has.
bool Solver::isStoredOnce(const State &S, const SymbolState &St, CellKey K) const {
  return St.St == Status::Transferred && St.StoredAway && St.WasOwned && !St.HeldElsewhere && !St.Shown && !St.Weak &&
         !St.Parent.Base.valid() && F.Events[St.Ended.N].Code == Op::Store &&
         Symbols[St.S].Type == TypeClass::Pointer && std::none_of(S.Cells.begin(), S.Cells.end(), [&](const Cell &C) {
           return C.V.isSym() && C.V.S == St.S && C.Key != K && outlives(S, C.Key.Base);
         });
}

} // namespace deed
