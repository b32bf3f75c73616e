//===- engine/SolverTargets.cpp - what a summary speaks of ----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An effect or a condition names a value of the caller: an argument, a global, or a
// cell below one of them by its path. Here the names become cells of the state.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>
#include <cstdlib>

namespace deed {

/// Of a global variable its address; unknown where there is no such argument.
Value Solver::argument(EventId At, const Execution &X, int N) {
  const Event &Ev = F.Events[At.N];
  if (N >= FirstGlobal) {
    const std::size_t Global = N - FirstGlobal;
    return Global < GlobalVars.size() && GlobalVars[Global] != ~0u
               ? Value::symbol(Symbols.get(SymbolKind::VarAddress, GlobalVars[Global]))
               : Value();
  }
  return N >= 0 && N < static_cast<int>(Ev.ArgsCount) ? valueOf(X, F.Args[Ev.ArgsBegin + N]) : Value();
}

/// The members that this function names, each as where it is named first.
void Solver::indexFields() {
  for (const Event &E : F.Events)
    if (E.Code == Op::FieldAddr)
      if (auto &Known = FieldsByName[F.Fields[E.FieldOf.N].Name];
          std::find(Known.begin(), Known.end(), std::pair(E.FieldOf, E.Value)) == Known.end())
        Known.emplace_back(E.FieldOf, E.Value);
}

/// The cell that a summary calls arg->Path, in our field names. False where
/// there is no single such cell.
bool Solver::findTarget(EventId At, const Execution &X, unsigned Arg, std::string_view Path, CellKey &K) {
  return walk(X, argument(At, X, Arg), Path, K);
}

bool Solver::walk(const Execution &X, Value V, std::string_view Path, CellKey &K) {
  if (!V.isSym())
    return false;
  PathId P = V.Path;
  bool AtCell = false; // P is a cell of V's object; false: V is the address itself
  auto Follow = [&] {
    const Value *Inner = X.S.find({V.S, P});
    if (!Inner || !Inner->isSym())
      return false;
    V = *Inner;
    P = V.Path;
    return true;
  };
  while (!Path.empty()) {
    if (Path[0] == '*') {
      Path.remove_prefix(1);
      if (!Follow())
        return false;
      AtCell = false;
      continue;
    }
    if (Path[0] == '[') {
      const std::size_t End = Path.find(']');
      P = Paths.offset(P, std::strtoll(std::string(Path.substr(1, End - 1)).c_str(), nullptr, 10));
      Path.remove_prefix(End + 1);
      AtCell = true;
      continue;
    }
    if (Path[0] == '.')
      Path.remove_prefix(1);
    const std::string_view Name = Path.substr(0, Path.find_first_of(".*["));
    Path.remove_prefix(Name.size());
    // a.b means a->b where a is a pointer: step through what it holds.
    if (AtCell)
      Follow();
    FieldId Found;
    std::int64_t Bytes = 0;
    if (const auto Known = FieldsByName.find(Name); Known != FieldsByName.end()) {
      // Two structs may have a member of that name: the one that the object has.
      const auto Has = [&](const auto &Each) { return X.S.find({V.S, Paths.field(P, Each.first, Each.second)}); };
      const auto It = Known->second.size() > 1 ? std::find_if(Known->second.begin(), Known->second.end(), Has)
                                               : Known->second.begin();
      std::tie(Found, Bytes) = It == Known->second.end() ? Known->second.front() : *It;
    } else {
      // Where it stands in its struct is not known; only that it is not first.
      Found = Paths.unnamedField(std::string(Name), F);
      Bytes = (1ll << 20) + Found.N;
    }
    P = Paths.field(P, Found, Bytes);
    AtCell = true;
  }
  K = {V.S, P};
  return !Paths.isWeak(P);
}

/// `if (it == list) list = it->next; else ..`: the pointers among the arguments that are known not to be the
/// same, unless both are NULL. `if (s->name == name) return;`: one that the caller's memory has already is none that
/// nobody has, and stands for itself twice.
std::vector<TwoArguments> Solver::argumentsApart(const State &S) const {
  std::vector<TwoArguments> Apart;
  auto Add = [&](Value A, Value B) {
    for (const Value V : {A, B})
      if (!V.isSymbolItself() || Symbols[V.S].Kind != SymbolKind::ParamValue || Symbols[V.S].Older ||
          Symbols[V.S].Type != TypeClass::Pointer)
        return;
    const int One = Symbols[A.S].A, Other = Symbols[B.S].A;
    Apart.push_back({std::min(One, Other), std::max(One, Other)});
  };
  auto IsHeld = [&](Value A, Value By) {
    const SymbolState *Found = By.isSymbolItself() ? S.find(By.S) : nullptr;
    return Found && Found->AsFound && Found->OriginIsCell && !Found->Weak && A.isSymbolItself() &&
           Symbols[A.S].Kind == SymbolKind::ParamValue && Found->OriginParam != static_cast<int>(Symbols[A.S].A);
  };
  for (const SymbolState &St : S.Symbols) {
    const SymbolInfo &I = Symbols[St.S];
    if (I.Kind != SymbolKind::Compared || I.Cmp != CompareOp::EQ)
      continue;
    if (St.Signs == sign::Zero)
      Add(I.L, I.R);
    if (St.Signs == sign::Pos && IsHeld(I.L, I.R))
      Add(I.L, I.L);
    if (St.Signs == sign::Pos && IsHeld(I.R, I.L))
      Add(I.R, I.R);
  }
  // `if (!list || !it) return list;`
  for (const Implication &I : S.Implied)
    if (I.IfSigns == sign::Pos && I.ThenSigns == sign::Zero)
      Add(Value::symbol(I.If), Value::symbol(I.Then));
  for (const SymbolState &Null : S.Symbols)
    if (Null.Signs == sign::Zero && Symbols.head(Null.S).Kind == SymbolKind::ParamValue)
      for (std::uint32_t N = 0; N != F.Params.size(); ++N)
        if (static_cast<int>(N) != static_cast<int>(Symbols[Null.S].A))
          if (const SymbolId Other = const_cast<SymbolTable &>(Symbols).get(SymbolKind::ParamValue, N);
              signsOfValue(S, Value::symbol(Other)) == sign::Pos)
            Add(Value::symbol(Null.S), Value::symbol(Other));
  std::sort(Apart.begin(), Apart.end());
  Apart.erase(std::unique(Apart.begin(), Apart.end()), Apart.end());
  return Apart;
}

/// `list = list_remove(list, list)`: two arguments are the same, which they are not where \p O happens. Or one is fresh
/// and nobody has it but this function's variables.
bool Solver::isOneArgument(EventId At, const Execution &X, const Outcome &O) {
  auto IsHidden = [&](Value A) {
    const SymbolState *St = A.isSymbolItself() ? X.S.find(A.S) : nullptr;
    return St && St->St == Status::Owned && St->Born.valid() && St->Absent == sign::Zero && !St->Weak &&
           !Symbols[A.S].Older && St->Signs == sign::Pos &&
           std::none_of(X.S.Cells.begin(), X.S.Cells.end(), [&](const Cell &C) {
             return C.V.isSym() && C.V.S == A.S &&
                    (C.Key.Path.N != 0 || (Symbols[C.Key.Base].Kind != SymbolKind::VarAddress &&
                                           Symbols[C.Key.Base].Kind != SymbolKind::TempSlot));
           });
  };
  return std::any_of(O.Apart.begin(), O.Apart.end(), [&](const TwoArguments &Two) {
    const Value A = argument(At, X, Two.One);
    if (Two.One == Two.Other)
      return IsHidden(A);
    return A.isSym() && A == argument(At, X, Two.Other) && Paths.isOnePlace(A.Path) &&
           signsOfValue(X.S, A) == sign::Pos;
  });
}

/// `if (flags & KEEP) ...`, `if (b->flags & OWNED) ...`: what is known of bits of the arguments, and of the numbers that
/// their memory held at first.
void Solver::requireBits(const State &S, std::vector<Condition> &Requires) const {
  for (const SymbolState &St : S.Symbols) {
    const SymbolInfo &I = Symbols[St.S];
    if (I.Kind != SymbolKind::Computed || I.Operator != arith::And || !I.R.isInt() || I.R.I == 0 ||
        !I.L.isSymbolItself() || (St.Signs & sign::Zero && St.Signs != sign::Zero))
      continue;
    const SymbolInfo &Of = Symbols[I.L.S];
    if (Of.Type == TypeClass::Pointer)
      continue;
    if (Of.Kind == SymbolKind::ParamValue && !Of.Older) {
      Requires.push_back({static_cast<int>(Of.A), false, "", St.Signs, false, I.R.I});
      continue;
    }
    const SymbolState *Found = S.find(I.L.S);
    if (!Found || Found->OriginParam < 0 || !Found->OriginIsCell || Found->Weak)
      continue;
    std::string Path = Paths.text(Found->OriginPath, F);
    if (!isVague(Path) && (Found->AsFound || !isWritten(S, Found->OriginParam, Path)))
      Requires.push_back({Found->OriginParam, true, std::move(Path), St.Signs, false, I.R.I});
  }
}

/// True if nothing that is known here keeps \p O from happening. Asks without giving names.
bool Solver::couldHappen(EventId At, const Execution &X, const Outcome &O) {
  return !isOneArgument(At, X, O) && std::none_of(O.Requires.begin(), O.Requires.end(), [&](const Condition &C) {
    Value V = argument(At, X, C.Param);
    if (C.Target) {
      CellKey K;
      const Value *Now = findTarget(At, X, C.Param, C.Path, K) ? X.S.find(K) : nullptr;
      V = Now ? *Now : Value();
    }
    if (C.Mask)
      return V.isInt() && !(signOf(V.I & C.Mask) & C.Signs);
    return V.K != Value::Kind::Unknown && !(signsOfValue(X.S, V) & C.Signs);
  });
}

/// Of a callee that releases or keeps arguments: what else it may do here, as far as the caller knows and the
/// result tells. NULL that is left alone is no other case.
std::vector<const Outcome *> Solver::outcomesBeside(EventId At, const Execution &X, const Outcome &O,
                                                    const std::vector<Outcome> &All) {
  std::vector<const Outcome *> Beside;
  if (All.size() > 1 && std::any_of(O.Effects.begin(), O.Effects.end(), [](const Effect &E) {
        return (E.Kind == EffectKind::Release && !E.Target) || (E.Kind == EffectKind::SetInto && E.Itself);
      }))
    for (const Outcome &Other : All)
      if (&Other != &O && (signsOf(Other.Result) & signsOf(O.Result)) && couldHappen(At, X, Other) &&
          std::none_of(Other.Requires.begin(), Other.Requires.end(),
                       [](const Condition &C) { return !C.Target && C.Pointer && C.Signs == sign::Zero; }))
        Beside.push_back(&Other);
  return Beside;
}

/// `case NUMBER: slot->n = *p; break; case POINTER: slot->p = p;`: what kind of slot it is its owner
/// knows. Where another outcome fills the object without keeping, it is not known to be kept.
void Solver::doubtKept(EventId At, Execution &X, const Effect &E, const std::vector<const Outcome *> &Beside) const {
  const auto FillsOnly = [&](const Outcome *Other) {
    bool Fills = false;
    for (const Effect &Each : Other->Effects) {
      if (Each.Kind == EffectKind::SetInto && Each.Other == E.Other)
        return false;
      Fills |= Each.Param == E.Param && Each.Target &&
               (Each.Kind == EffectKind::SetBorrowed || Each.Kind == EffectKind::SetInto ||
                Each.Kind == EffectKind::SetNull || Each.Kind == EffectKind::Give);
    }
    return Fills;
  };
  if (E.Kind != EffectKind::SetInto || std::none_of(Beside.begin(), Beside.end(), FillsOnly))
    return;
  for (Cell &Kept : X.S.Cells)
    if (Kept.At == At)
      Kept.At = EventId();
}

/// `free(p); asprintf(&p, ...); puts(p);`: who does not ask whether p was given counts on it. That it is
/// still what was released before is no mistake of the use.
void Solver::forgetStaleTargets(EventId At, Execution &X, const Outcome &O, const std::vector<Outcome> &All) {
  for (const Outcome &Other : All)
    for (const Effect &E : Other.Effects) {
      CellKey K;
      const auto Same = [&](const Effect &Mine) { return Mine.Target && Mine.Param == E.Param && Mine.Path == E.Path; };
      if (E.Kind != EffectKind::Give || !E.Target || std::any_of(O.Effects.begin(), O.Effects.end(), Same) ||
          !findTarget(At, X, E.Param, E.Path, K))
        continue;
      const Value *Old = X.S.find(K);
      if (const SymbolState *St = Old && Old->isSym() ? X.S.find(Old->S) : nullptr; St && St->St == Status::Released)
        X.S.erase(K);
    }
}

/// A release of an argument that is no value of the family.
bool Solver::isOfOtherFamily(EventId At, const Execution &X, const Effect &E) {
  if (E.Kind != EffectKind::Release || E.Target || E.Family.empty())
    return false;
  const Value V = argument(At, X, E.Param);
  if (!V.isSym())
    return false;
  const SymbolKind Kind = Symbols[V.S].Kind;
  const SymbolState *St = X.S.find(V.S);
  return Kind == SymbolKind::VarAddress || Kind == SymbolKind::Literal ||
         (St && St->Family && Families[St->Family] != E.Family);
}

/// Gives a name to what the callee's conditions speak of: memory of the caller's that
/// nobody has looked at yet. Each outcome then knows which of them it was.
void Solver::nameConditions(EventId At, Execution &X, const std::vector<Outcome> &All) {
  for (const Outcome &O : All)
    for (const Condition &C : O.Requires) {
      CellKey K;
      if (!C.Target || !C.Pointer || !findTarget(At, X, C.Param, C.Path, K) || X.S.find(K))
        continue;
      const SymbolState *Base = X.S.find(K.Base);
      if (!Base || Base->OriginParam < 0 || Base->Weak || Paths[K.Path].Depth > 3)
        continue;
      noteRead(X.S, K);
      const Value V =
          found(X, K, SymbolKind::Given, At.N, C.Param % 64 * 64 + K.Path.N % 64 + (1u << 25), TypeClass::Pointer);
      if (findTarget(At, X, C.Param, C.Path, K)) // fresh() may have renamed the base
        X.S.set(K, V);
    }
}

/// True if \p C holds of a cell of the argument's, as far as this function knows.
bool Solver::knowsThat(EventId At, Execution &X, const Condition &C) {
  CellKey K;
  const Value *V = findTarget(At, X, C.Param, C.Path, K) ? X.S.find(K) : nullptr;
  if (!V || V->K == Value::Kind::Unknown)
    return false;
  if (C.Mask)
    return V->isInt();
  return !(signsOfValue(X.S, *V) & ~C.Signs);
}

/// False if the outcome can not happen; else its condition is known from here on.
bool Solver::meets(EventId At, Execution &X, const Condition &C) {
  Value V = argument(At, X, C.Param);
  if (C.Target) {
    CellKey K;
    if (!findTarget(At, X, C.Param, C.Path, K))
      return true;
    const Value *Found = X.S.find(K);
    if (!Found)
      return true;
    V = *Found;
    // `t = table + i; fill(&t)`: nobody fills what strchr() did not find.
    if (V.isSym() && Paths.isWeak(V.Path) && C.Signs == sign::Zero)
      return false;
  }
  if (V.K == Value::Kind::Unknown)
    return true;
  if (C.Mask) {
    if (V.isInt())
      return signOf(V.I & C.Mask) & C.Signs;
    if (!V.isSymbolItself())
      return true;
    V = compute(X.S, arith::And, V, Value::integer(C.Mask), Symbols[V.S].Type);
    return V.isInt() ? (signOf(V.I) & C.Signs) != 0 : !V.isSymbolItself() || narrow(X.S, V.S, C.Signs);
  }
  if (!(signsOfValue(X.S, V) & C.Signs))
    return false;
  if (!V.isSymbolItself() || Symbols[V.S].Kind == SymbolKind::VarAddress)
    return true;
  const bool Open = signsOfValue(X.S, V) & sign::Pos;
  if (!narrow(X.S, V.S, C.Signs))
    return false;
  // `show(text, !keep)`: what the callee asks of its flag, the caller's comparison answers.
  if (Symbols[V.S].Kind == SymbolKind::Compared && (C.Signs == sign::Zero || !(C.Signs & sign::Zero)) &&
      !assume(X.S, V, C.Signs != sign::Zero))
    return false;
  if (Open && C.Signs == sign::Zero && Symbols[V.S].Type == TypeClass::Pointer)
    X.S.at(V.S).NullToCallee = true;
  return true;
}

/// `fd = file_open(files, name); ... file_close(files, fd);`: a flag of the caller's decides whether the result is the
/// caller's to release; whoever releases it asks the flag again.
void Solver::rememberFlags(EventId At, Execution &X, const Outcome &O) {
  if (O.Return != ReturnWord::Owned && std::none_of(O.Effects.begin(), O.Effects.end(), [](const Effect &E) {
        return E.Kind == EffectKind::Give && E.On == -1;
      }))
    return;
  for (std::uint32_t I = 0; I != O.Requires.size(); ++I) {
    const Condition &C = O.Requires[I];
    CellKey K;
    if (!C.Target || C.Pointer || C.Signs == sign::Any || !findTarget(At, X, C.Param, C.Path, K) ||
        Paths.isWeak(K.Path))
      continue;
    if (!X.S.find(K)) {
      const Value Flag = found(X, K, SymbolKind::Loaded, At.N, (1u << 28) + I, TypeClass::Signed);
      if (!findTarget(At, X, C.Param, C.Path, K)) // fresh() may have renamed what it lies in
        continue;
      X.S.set(K, Flag);
    }
    meets(At, X, C);
  }
}

/// A value that was in a cell of an argument before the call, and is the result of it.
Value Solver::takeTarget(EventId At, Execution &X, const Outcome &O) {
  CellKey K;
  if (!findTarget(At, X, O.Argument, O.OnPath, K))
    return Value();
  // What is still there after the call, the caller's own caller finds again.
  if (O.LentParam >= 0 && !X.S.find(K) && !Paths.isWeak(K.Path)) {
    const Value Now = found(X, K, SymbolKind::Loaded, At.N, 1u << 29, TypeClass::Pointer);
    if (!findTarget(At, X, O.Argument, O.OnPath, K)) // found() may have renamed what it lies in
      return Now;
    X.S.set(K, Now);
  }
  const Value *V = X.S.find(K);
  if (!V)
    return Value();
  const Value Target = *V;
  // What replaces it there loses nothing.
  X.S.set({Symbols.get(SymbolKind::TempSlot, TakenSlot), PathId(0)}, Target);
  return Target;
}

/// `list_append(&list, xstrdup(s))` of another file: nobody has the fresh value but the
/// callee, who was given something to put it in, and of whom only types are known.
void Solver::handOverNested(EventId At, Execution &X, const FunctionContract &C) {
  const Event &Ev = F.Events[At.N];
  if (C.InferredFrom.From != Source::None || C.Return.From.From == Source::Model)
    return;
  auto ByType = [&](std::uint32_t I, ParamWord W) {
    return I < C.Params.size() && C.Params[I].From.From == Source::None && C.Params[I].Word == W;
  };
  bool Container = false;
  for (std::uint32_t I = 0; I != Ev.ArgsCount; ++I)
    if (const Value V = valueOf(X, F.Args[Ev.ArgsBegin + I]); ByType(I, ParamWord::Unknown) && V.isSym())
      Container |= Symbols[V.S].Kind == SymbolKind::VarAddress || Symbols[V.S].Type == TypeClass::Pointer;
  if (!Container)
    return;
  for (std::uint32_t I = 0; I != Ev.ArgsCount; ++I) {
    const TempId T = F.Args[Ev.ArgsBegin + I];
    const Value V = valueOf(X, T);
    const SymbolState *St = V.isSymbolItself() ? X.S.find(V.S) : nullptr;
    if (ByType(I, ParamWord::Borrows) && St && St->St == Status::Owned && St->Born.valid() &&
        Symbols[V.S].Kind == SymbolKind::Result && !X.S.refers(V.S) && Live.lastUse(T) == At && !Live.crosses(T))
      escape(X, V.S, Reason::UnknownCallee);
  }
}

/// The values in the cells of \p Base; InParts: not in the whole.
std::vector<SymbolId> Solver::heldIn(const State &S, SymbolId Base, bool InParts) const {
  std::vector<SymbolId> Held;
  if (Symbols[Base].Kind == SymbolKind::VarAddress && F.Vars[Symbols[Base].A].Array)
    InParts = false; // a[0] stands where a does
  for (const Cell &C : S.Cells)
    if (C.Key.Base == Base && (C.Key.Path.N != 0 || !InParts) && C.V.isSym())
      Held.push_back(C.V.S);
  return Held;
}

/// memcpy() of what lies at \p From to where nobody follows: who owns it is not known.
void Solver::copyOut(Execution &X, Value From) {
  if (!From.isSym())
    return;
  for (SymbolId H : heldIn(X.S, From.S, /*InParts=*/false))
    escape(X, H, Reason::Container);
  noteRead(X.S, {From.S, From.Path}, /*Below=*/true);
  if (const SymbolState *St = X.S.find(From.S);
      St && St->OriginParam >= 0 && St->OriginParam < FirstGlobal && !St->OriginIsCell)
    CopiedOut.insert(St->OriginParam);
}

} // namespace deed
