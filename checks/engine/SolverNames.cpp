//===- engine/SolverNames.cpp - right names for what was given away -------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   holder->own_item = item;         by `item` it is another's from here on,
//   struct item *mine = holder->own_item; mine->n = 1;      and by these two it is not
//
// Every question is of the text alone, and answered once for a function, or for each event
// that gives something away: a use in a loop of many copies asks it again and again.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// `c ? a : b`: one of several values.
bool Solver::isChoice(TempId T) const {
  if (Choices.empty()) {
    Choices.resize(F.TempCount);
    std::vector<bool> Copied(F.TempCount);
    for (const Event &E : F.Events)
      if (E.Code == Op::Copy && E.R.valid()) {
        Choices[E.R.N] = Copied[E.R.N];
        Copied[E.R.N] = true;
      }
  }
  return Choices[T.N];
}

/// `give(item)`, `holder->own_item = item`: \p Name is what the giver called it.
bool Solver::isGiversName(const Event &Given, VarId Name) const {
  if (Given.Code == Op::Store)
    return variableRead(Given.B) == Name;
  if (Given.Code != Op::Call)
    return true;
  for (std::uint32_t I = 0; I != Given.ArgsCount; ++I)
    if (variableRead(F.Args[Given.ArgsBegin + I]) == Name)
      return true;
  return false;
}

/// Which values may be by the giver's name what was born at \p Born and given away at \p Given: all but those for which
/// some owner was asked on every way, also through local variables. The least set, by passes over the text.
GiversNames Solver::findGiversNames(EventId Born, const Event &Given) const {
  GiversNames Names{std::vector<bool>(F.TempCount), std::vector<bool>(F.Vars.size(), true)};
  for (const Event &E : F.Events)
    if (const Event *To = E.Code == Op::Store ? definitionOf(E.A, Op::VarAddr) : nullptr)
      Names.Vars[To->Variable.N] = F.Vars[To->Variable.N].Kind != VarKind::Local || isGiversName(Given, To->Variable);
  auto IsGivers = [&](TempId T) { return !T.valid() || !definitionOf(T) || Names.Temps[T.N]; };
  auto MayGive = [&](const Event &E) {
    const Event *Place = E.Code == Op::Load && E.A.valid() ? definitionOf(E.A) : nullptr;
    if (E.Code == Op::Offset || E.Code == Op::Copy)
      return IsGivers(E.A);
    if (E.Code == Op::Call)
      return Born.valid() && &E == &F.Events[Born.N];
    if (Place)
      return Place->Code == Op::VarAddr && Names.Vars[Place->Variable.N];
    return E.Code != Op::Const && E.Code != Op::FieldAddr;
  };
  bool Changed = true;
  auto Add = [&](std::vector<bool> &Set, std::uint32_t N) {
    Changed |= !Set[N];
    Set[N] = true;
  };
  for (unsigned Pass = 0; Changed && Pass != MostSteps; ++Pass) {
    Changed = false;
    for (const Event &E : F.Events) {
      if (E.R.valid() && MayGive(E))
        Add(Names.Temps, E.R.N);
      if (const Event *To = E.Code == Op::Store ? definitionOf(E.A, Op::VarAddr) : nullptr; To && IsGivers(E.B))
        Add(Names.Vars, To->Variable.N);
    }
  }
  return Names;
}

/// True if all that may have put a value into \p T asked some owner for it, `holder->own_item`, `item_of(holder)`: a
/// name for what was given away, \p St, that is not the giver's.
bool Solver::comesFromOwner(TempId T, const SymbolState &St) const {
  if (!T.valid() || !definitionOf(T))
    return false;
  const auto [At, IsNew] = NamesOfGivers.try_emplace({St.Born.N, St.Ended.N});
  if (IsNew)
    At->second = findGiversNames(St.Born, F.Events[St.Ended.N]);
  return !At->second.Temps[T.N];
}

/// `own_second = item_ref(own_first); item_unref(own_first);`: all that this function puts where \p Load reads is one more
/// reference each. (NULL is none.)
bool Solver::isOwnReference(const Event *Load) const {
  auto PlaceOf = [&](const Event *At) -> std::optional<std::pair<std::uint32_t, std::uint32_t>> {
    if (At && At->Code == Op::VarAddr)
      return std::pair(At->Variable.N, ~0u);
    const Event *Of = At && At->Code == Op::FieldAddr ? definitionOf(At->A, Op::VarAddr) : nullptr;
    return Of ? std::optional(std::pair(Of->Variable.N, At->FieldOf.N)) : std::nullopt;
  };
  const auto Asked = PlaceOf(Load ? definitionOf(Load->A) : nullptr);
  if (!Asked)
    return false;
  if (!OwnReferences) {
    OwnReferences.emplace();
    for (const Event &E : F.Events) {
      const auto Place =
          E.Code == Op::Store && !definitionOf(E.B, Op::Const) ? PlaceOf(definitionOf(E.A)) : std::nullopt;
      if (!Place)
        continue;
      const Event *Made = definitionOf(E.B, Op::Call);
      const FunctionContract *C = Made && Made->Target.valid() ? F.Callees[Made->Target.N].Contract.get() : nullptr;
      bool &All = OwnReferences->try_emplace(*Place, true).first->second;
      All = All && C && C->MayDrop;
    }
  }
  const auto At = OwnReferences->find(*Asked);
  return At != OwnReferences->end() && At->second;
}

/// `own_cache = make();`: it was given to this very global.
bool Solver::keptByGlobal(const SymbolState &St, VarId Global) const {
  const Event *Stored = F.Events[St.Ended.N].Code == Op::Store ? definitionOf(F.Events[St.Ended.N].A) : nullptr;
  const VarKind Kind = F.Vars[Global.N].Kind;
  return (Kind == VarKind::Global || Kind == VarKind::Static) && Stored && Stored->Code == Op::VarAddr &&
         Stored->Variable == Global;
}

/// After `holder->own_item = item` the field is the value's right name; so is a global after `own_cache = make()`. And
/// so is the field after `holder_set(holder, item)`, where the callee put it there: also to a callee that is given the
/// holder, `holder_destroy(holder)`.
bool Solver::throughNewOwner(const Execution &X, const SymbolState &St, TempId Name) const {
  if (!St.Ended.valid() || (Name.valid() && Definition[Name.N] == ~0u))
    return false;
  // holder->own_items[i]: the field is below the steps inside it.
  TempId T = Name;
  for (unsigned Steps = 0;
       Steps != MostSteps && T.valid() && Definition[T.N] != ~0u &&
       (F.Events[Definition[T.N]].Code == Op::Offset || F.Events[Definition[T.N]].Code == Op::FieldAddr ||
        F.Events[Definition[T.N]].Code == Op::IndexAddr ||
        (F.Events[Definition[T.N]].Code == Op::Copy && !isChoice(T)));
       ++Steps)
    T = F.Events[Definition[T.N]].A;
  const Event *Load = definitionOf(T, Op::Load);
  const bool ByLocal = Load && definitionOf(Load->A, Op::VarAddr);
  if (isOwnReference(Load))
    return true;
  if (const Op By = F.Events[St.Ended.N].Code; By == Op::Call) {
    const Value Named = Name.valid() ? valueOf(X, Name) : Value(), Place = Load ? valueOf(X, Load->A) : Value();
    const bool Below = !Name.valid() || (Named.isSym() && Named.S != St.S); // by the callee at hand
    return std::any_of(X.S.Cells.begin(), X.S.Cells.end(), [&](const Cell &C) {
      return C.At == St.Ended && C.V == Value::symbol(St.S) && C.Key.Path.N != 0 &&
             (Below || (ByLocal && comesFromOwner(T, St)) || (Place.isSym() && C.Key == CellKey{Place.S, Place.Path}));
    });
  } else if (By != Op::Store) {
    return false;
  }
  if (!Name.valid()) // by the callee that is given the holder
    return std::any_of(X.S.Cells.begin(), X.S.Cells.end(),
                       [&](const Cell &C) { return C.V == Value::symbol(St.S) && C.Key.Path.N != 0; });
  if (comesFromOwner(T, St))
    return true;
  if (!Load || !Load->A.valid() || Definition[Load->A.N] == ~0u)
    return false;
  const Event &Place = F.Events[Definition[Load->A.N]];
  return Place.Code != Op::VarAddr || keptByGlobal(St, Place.Variable);
}

} // namespace deed
