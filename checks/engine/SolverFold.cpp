//===- engine/SolverFold.cpp - what only the summary tells ----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A function that calls much changes hundreds of the program's variables on each of its
// paths: each call gives the value that was in such a place a name of its own, and once
// nothing holds it the name stays, as the summary tells what became of it. In a large
// function (see Solver::Large) these names become one for each place and fate, and
// neither they nor what callees put into the program's variables keep paths apart: else
// a loop over commands has a path for each set of them, until a budget ends it.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>
#include <cstring>

namespace deed {

/// `**tail = block; *tail = &block->next;`: where the block hangs is the caller's to
/// know, though nothing here points there any more.
bool Solver::keepsForCaller(const State &S, const Cell &C) const {
  if (C.Key.Path.N != 0 || !C.V.isSym() ||
      Symbols.head(C.Key.Base).Kind == SymbolKind::VarAddress) // no address is found
    return false;
  const SymbolState *Base = S.find(C.Key.Base);
  if (!Base || !Base->AsFound || Base->OriginParam < 0 || Base->Weak)
    return false;
  const SymbolState *V = S.find(C.V.S);
  return V && V->Born.valid() && V->St == Status::Transferred && !V->Weak;
}

/// True of a value that no cell holds, and of which the path knows nothing but what
/// Solver::summarize() tells.
bool Solver::isOnlyTold(const SymbolState &St) const {
  const SymbolKind Kind = Symbols[St.S].Kind;
  return (Kind == SymbolKind::Loaded || Kind == SymbolKind::Given || Kind == SymbolKind::Join ||
          Kind == SymbolKind::Ended) &&
         St.OriginIsCell && St.MayBeParam < 0 && !St.Born.valid() && !St.MovedAt.valid() && !St.OfNothing &&
         !St.InvokedAt.valid() && !St.Parent.Base.valid() && St.Context == ContextKind::None && !St.ByContext &&
         !St.OnStack && !St.KeptBy.valid();
}

/// \p St by the name that its place and fate have.
SymbolState Solver::endedPlace(const SymbolState &St) {
  const bool Ends = St.St == Status::Released || St.St == Status::Transferred;
  const bool Held = St.Why == Reason::Stored || St.Why == Reason::Container;
  const EndedPlace P{St.OriginParam,
                     St.OriginPath,
                     St.St == Status::Released ? St.EndedPath : PathId(0),
                     St.St == Status::Released ? St.Family : std::uint16_t(0),
                     Ends ? St.St : Status::Escaped,
                     Ends   ? Reason::None
                     : Held ? Reason::Stored
                            : Reason::Merged,
                     St.Signs,
                     St.Absent,
                     St.StoredAway,
                     St.WasOwned,
                     St.AsFound,
                     St.Followed,
                     Symbols[St.S].Type};
  std::uint64_t H = IdTable::mix(P.Param, P.Path.N);
  H = IdTable::mix(H, static_cast<unsigned>(P.St) * 256 + P.Signs);
  const std::uint32_t N =
      EndedNumbers.get(H, EndedPlaces.size(), [&](std::uint32_t Known) { return EndedPlaces[Known] == P; });
  if (N < EndedPlaces.size())
    return EndedStates[N];
  EndedPlaces.push_back(P);
  SymbolState Out;
  Out.S = Symbols.get(SymbolKind::Ended, N, 0, false, P.Type);
  Out.OriginIsCell = true;
  std::tie(Out.OriginParam, Out.OriginPath, Out.EndedPath, Out.Family) =
      std::tie(P.Param, P.Path, P.EndedPath, P.Family);
  std::tie(Out.St, Out.Why, Out.Signs, Out.Absent) = std::tie(P.St, P.Why, P.Signs, P.Absent);
  Out.StoredAway = P.StoredAway;
  Out.WasOwned = P.WasOwned;
  Out.AsFound = P.AsFound;
  Out.Followed = P.Followed;
  EndedStates.push_back(Out);
  return Out;
}

/// True of what endedPlace() made, and nobody changed: it would make the same of it.
bool Solver::isEndedPlace(const SymbolState &St) const {
  const SymbolHead Head = Symbols.head(St.S);
  return Head.Kind == SymbolKind::Ended && std::memcmp(&St, &EndedStates[Head.A], sizeof(St)) == 0;
}

/// Puts \p Told, which was taken out of \p S, back as places.
void Solver::foldTold(State &S, const std::vector<SymbolState> &Told) {
  std::vector<SymbolState> Places;
  Places.reserve(Told.size());
  for (const SymbolState &St : Told)
    Places.push_back(endedPlace(St));
  std::sort(Places.begin(), Places.end(), [](const SymbolState &A, const SymbolState &B) { return A.S < B.S; });
  Places.erase(
      std::unique(Places.begin(), Places.end(), [](const SymbolState &A, const SymbolState &B) { return A.S == B.S; }),
      Places.end());
  // Made late, they stand at the end, as a rule.
  for (const SymbolState &St : Places)
    S.at(St.S) = St;
}

/// The states of \p B that were there before the function was found to be large.
void Solver::foldEntries(BlockId B) {
  Folded[B.N] = true;
  std::vector<Entry> Left;
  for (Entry &E : Entries[B.N]) {
    forget(B, E.S);
    E.Key = keyOf(E.S);
    E.Part = partOf(B, E.S);
    const auto Same = std::find_if(Left.begin(), Left.end(), [&](const Entry &Other) {
      return Other.Key == E.Key && Other.Part == E.Part && !endsApart(Other.S, E.S);
    });
    if (Same == Left.end()) {
      Left.push_back(std::move(E));
      continue;
    }
    if (!takeOwnersNames(Same->S, E.S))
      loosen(Same->S, E.S);
    Same->Dirty |= mergeInto(Same->S, E.S, B, Same->Merges) || E.Dirty;
    Same->Merges++;
    addWaysOf(Same->Node, E.Node);
  }
  Entries[B.N] = std::move(Left);
  // They may have changed their places while they are run.
  Work.insert({Live.Rank[B.N], B.N});
}

/// What tells \p A from \p B by its typestate, or by who holds it, is nobody's to say afterwards.
void Solver::loosen(State &A, State &B) {
  std::vector<SymbolId> Keyed;
  for (const State *S : {&A, &B})
    for (const SymbolState &St : S->Symbols)
      if (keyed(*S, St))
        Keyed.push_back(St.S);
  std::sort(Keyed.begin(), Keyed.end());
  Keyed.erase(std::unique(Keyed.begin(), Keyed.end()), Keyed.end());
  auto Holders = [](const State &S, SymbolId Sym) {
    std::vector<std::pair<CellKey, PathId>> Found;
    for (const Cell &C : S.Cells)
      if (C.V.isSym() && C.V.S == Sym)
        Found.push_back({C.Key, C.V.Path});
    return Found;
  };
  auto Loosen = [&](State &S, SymbolId Sym) {
    const SymbolState *Found = S.find(Sym);
    if (!Found)
      return;
    note(Found->Born, Found->Born.valid() ? -1 : Found->OriginParam, Verdict::Unproven, Reason::Merged, "");
    SymbolState &St = S.at(Sym);
    St.St = Status::Escaped;
    St.Why = Reason::Merged;
    St.StoredAway = false;
    St.MayFail = false;
  };
  std::vector<SymbolId> Open;
  for (SymbolId Sym : Keyed) {
    const SymbolState *Here = A.find(Sym), *There = B.find(Sym);
    if (!Here || !There || Here->St != There->St || Here->StoredAway != There->StoredAway ||
        Here->Family != There->Family || Here->EndedPath != There->EndedPath || Holders(A, Sym) != Holders(B, Sym))
      Open.push_back(Sym);
  }
  // `last->next = node; last = node;`: of what hangs from such a value nobody can say any more who holds it.
  for (std::size_t I = 0; I != Open.size(); ++I) {
    for (State *S : {&A, &B}) {
      Loosen(*S, Open[I]);
      for (const Cell &C : S->Cells)
        if (C.Key.Base == Open[I] && C.V.isSym() && std::binary_search(Keyed.begin(), Keyed.end(), C.V.S) &&
            std::find(Open.begin(), Open.end(), C.V.S) == Open.end())
          Open.push_back(C.V.S);
    }
  }
}

/// A block that has as many states as it may have: one more becomes a part of the last one, so that
/// the function is seen to its end.
void Solver::absorb(BlockId B, Entry &Last, State S) {
  loosen(Last.S, S);
  const std::uint64_t Was = Last.Key;
  const bool Changed = mergeInto(Last.S, S, B, Last.Merges);
  Last.Key = keyOf(Last.S);
  Last.Part = partOf(B, Last.S);
  if (!Changed && Last.Key == Was)
    return;
  Last.Merges++;
  Last.Dirty = true;
  Work.insert({Live.Rank[B.N], B.N});
}

} // namespace deed
