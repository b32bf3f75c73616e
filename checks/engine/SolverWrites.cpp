//===- engine/SolverWrites.cpp - what a path writes -----------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which places of the caller's a path writes, whatever became of the cells since; also through an
// address that is one of several.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// One number of 48 bits for the place \p P below argument \p Param.
static std::uint64_t placeRank(std::int16_t Param, PathId P) {
  return std::uint64_t(P.N) << 16 | static_cast<std::uint16_t>(Param);
}

void Solver::recordWrite(State &S, CellKey K, bool Below, bool Ends) {
  if (const auto May = MayPointTo.find(K.Base); May != MayPointTo.end())
    for (const auto &[Param, P] : May->second)
      recordWrite(S, Param, Paths.concat(P, K.Path), Below, Ends, K.Base);
  const SymbolState *Base = S.find(K.Base);
  if (!Base || Base->OriginParam < 0)
    return;
  // A record that was passed by value is a copy.
  if (const SymbolInfo &I = Symbols[K.Base]; I.Kind == SymbolKind::VarAddress && F.Vars[I.A].Kind == VarKind::Param)
    return;
  recordWrite(S, Base->OriginParam, Base->OriginIsCell ? Paths.below(Base->OriginPath, K.Path) : K.Path, Below, Ends,
              K.Base);
}

/// The place \p P below argument \p Param is written through \p By: what another address found there may be
/// another thing now.
void Solver::forgetAliases(State &S, std::int16_t Param, PathId P, SymbolId By) {
  std::vector<SymbolId> Others;
  for (PathId Start = P; !PointedTo.empty(); Start = Paths[Start].Parent) {
    if (const auto At = PointedTo.find(placeRank(Param, Start)); At != PointedTo.end())
      for (const SymbolId Other : At->second)
        if (Other != By)
          Others.push_back(Other);
    if (Start.N == 0)
      break;
  }
  if (Others.empty())
    return;
  std::vector<SymbolId> Held;
  eraseIf(S.Cells, [&](const Cell &C) {
    if (std::find(Others.begin(), Others.end(), C.Key.Base) == Others.end())
      return false;
    const auto &Places = MayPointTo[C.Key.Base];
    if (std::none_of(Places.begin(), Places.end(), [&](const auto &Place) {
          return Place.first == Param && Paths.concat(Place.second, C.Key.Path) == P;
        }))
      return false;
    if (C.V.isSym())
      Held.push_back(C.V.S);
    return true;
  });
  for (SymbolId H : Held)
    letGo(S, H, Reason::Merged);
}

/// The write through \p By to the place \p P below argument \p Param.
void Solver::recordWrite(State &S, std::int16_t Param, PathId P, bool Below, bool Ends, SymbolId By) {
  if (!Ends)
    forgetAliases(S, Param, P, By);
  // Past an unknown distance everything below the start may have changed.
  while (Paths.isWeak(P)) {
    P = Paths[P].Parent;
    Below = true;
  }
  const auto [Known, NewPlace] = WritePlaces.try_emplace((placeRank(Param, P) << 1 | Below) << 1 | Ends, 0);
  if (NewPlace) {
    Write W{Param, Paths.text(P, F), Below, Ends};
    const auto [Number, New] = WriteNumbers.try_emplace(W, AllWrites.size());
    if (New)
      AllWrites.push_back(std::move(W));
    Known->second = Number->second;
  }
  auto Place = std::lower_bound(S.Writes.begin(), S.Writes.end(), Known->second);
  if (Place == S.Writes.end() || *Place != Known->second)
    S.Writes.insert(Place, Known->second);
}

/// \p Joined may be the address \p V that a path had where paths met.
void Solver::notePointsTo(const State &S, Value V, SymbolId Joined) {
  constexpr std::size_t Most = 8;
  const SymbolState *St = V.isSym() && V.S != Joined ? S.find(V.S) : nullptr;
  if (!St || (Symbols.head(V.S).Type != TypeClass::Pointer && Symbols.head(V.S).Kind != SymbolKind::VarAddress))
    return;
  auto IsConst = [&](std::int16_t Param) {
    const FunctionContract *C = F.Contract.get();
    return C && static_cast<std::size_t>(Param) < C->Params.size() && C->Params[Param].Word == ParamWord::Borrows;
  };
  std::vector<std::pair<std::int16_t, PathId>> Places;
  if (const auto May = MayPointTo.find(V.S); May != MayPointTo.end())
    for (const auto &[Param, P] : May->second)
      Places.emplace_back(Param, Paths.concat(P, V.Path));
  else if (St->OriginParam >= 0 && !IsConst(St->OriginParam))
    Places.emplace_back(St->OriginParam, St->OriginIsCell ? Paths.below(St->OriginPath, V.Path) : V.Path);
  if (Places.empty())
    return;
  auto &Known = MayPointTo[Joined];
  for (const auto &Place : Places)
    if (Known.size() < Most && std::find(Known.begin(), Known.end(), Place) == Known.end()) {
      Known.push_back(Place);
      PointedTo[placeRank(Place.first, Place.second)].push_back(Joined);
    }
}

/// A callee may have made room in a cell of the caller's: so may this function, see
/// regrowUndecided(). False where the caller has no name for the cell.
bool Solver::noteRegrown(State &S, CellKey K, const std::string &Family) {
  const SymbolState *Base = S.find(K.Base);
  if (!Base || Base->OriginParam < 0 || Base->OriginParam >= FirstGlobal || Base->Weak || Paths.isWeak(K.Path))
    return false;
  Effect E;
  E.Kind = EffectKind::Regrow;
  E.Param = Base->OriginParam;
  E.Target = true;
  E.Path = Paths.text(Base->OriginIsCell ? Paths.below(Base->OriginPath, K.Path) : K.Path, F);
  E.Family = Family;
  if (isVague(E.Path))
    return false;
  const std::uint32_t N = std::find(AllRegrown.begin(), AllRegrown.end(), E) - AllRegrown.begin();
  if (N == AllRegrown.size())
    AllRegrown.push_back(std::move(E));
  const auto Place = std::lower_bound(S.Regrown.begin(), S.Regrown.end(), N);
  if (Place == S.Regrown.end() || *Place != N)
    S.Regrown.insert(Place, N);
  return true;
}

/// True if a write of all below \p Part may be one of \p Path: of a part that lies in the argument's object itself, as a
/// mutex does, only if that is in it. What pointers lead to may be one thing by many names.
static bool mayLieBelow(std::string_view Path, std::string_view Part) {
  if (Part.empty() || Part.find_first_of("*[") != Part.npos)
    return true;
  return Path.starts_with(Part) && (Path.size() == Part.size() || Path[Part.size()] == '.' ||
                                    Path[Part.size()] == '*' || Path[Part.size()] == '[');
}

/// True if the cell that callers call Param->Path was written by now on this path.
bool Solver::isWritten(const State &S, int Param, const std::string &Path) const {
  return std::any_of(S.Writes.begin(), S.Writes.end(), [&](std::uint32_t N) {
    const Write &W = AllWrites[N];
    return W.Param == Param && !W.Ends && (W.Below ? mayLieBelow(Path, W.Path) : W.Path == Path);
  });
}

} // namespace deed
