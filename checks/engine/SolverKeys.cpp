//===- engine/SolverKeys.cpp - what keeps paths apart ---------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Property simulation (Das, Lerner, Seigle: ESP, PLDI 2002): at the entry of a block, states merge if they agree on
// the key, which is the typestates of what they own, released or gave away, and who holds it.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// True where the typestate of \p Sym keeps paths apart.
bool Solver::keyed(const State &S, const SymbolState &Sym) const {
  switch (Sym.St) {
  case Status::Owned: return true;
  case Status::Released:
  case Status::Transferred:
    // `*out = strdup(s); return *out ? 1 : -ENOMEM;`: nothing was handed over.
    if (Sym.WasOwned && Sym.isAbsent())
      return false;
    // Parts of the caller's memory do not keep paths apart: a destructor with
    // twenty `if (s->x) free(s->x)` would have a million.
    if (Sym.OriginParam >= 0 && (Sym.OriginParam < FirstGlobal || isLarge()) && Sym.OriginIsCell)
      return false;
    // Nor do values that went into fields of it: only what a variable or *out
    // holds is told apart.
    if (Sym.St == Status::Transferred && Sym.StoredAway)
      return std::any_of(S.Cells.begin(), S.Cells.end(), [&](const Cell &C) {
        if (!C.V.isSym() || C.V.S != Sym.S)
          return false;
        const SymbolHead Base = Symbols.head(C.Key.Base);
        return (C.Key.Path.N == 0 || Base.Kind == SymbolKind::Returned) &&
               !(isLarge() && Base.Kind == SymbolKind::VarAddress && !inFrame(F.Vars[Base.A]));
      });
    return true;
  case Status::Plain:
    // Memory on a context that the caller gets by *out is told from none.
    if (Sym.Parent.Base.valid() && Sym.Born.valid() && !Sym.Weak && !Sym.isAbsent())
      return std::any_of(S.Cells.begin(), S.Cells.end(), [&](const Cell &C) {
        return C.V.isSym() && C.V.S == Sym.S && C.Key.Path.N == 0 &&
               Symbols.head(C.Key.Base).Kind != SymbolKind::VarAddress &&
               Symbols.head(C.Key.Base).Kind != SymbolKind::TempSlot;
      });
    return false;
  case Status::Borrowed:
  case Status::Escaped:
    // An argument that was never ours tells nothing; what was acquired and then
    // found absent does, but only by its absence from the key.
    return false;
  }
  return false;
}

static void mix(std::uint64_t &H, std::uint64_t V) { H ^= V + 0x9e3779b97f4a7c15ull + (H << 6) + (H >> 2); }

std::uint64_t Solver::keyOf(const State &S) const {
  std::uint64_t H = S.HasReturned ? S.ReturnLoc.N + 1 : 0;
  // Past the return: what the result tells of *arg.
  const Value *Result = S.HasReturned && F.ResultType != TypeClass::Record ? S.find(resultCell()) : nullptr;
  Keyed.clear();            // in their order
  std::uint64_t Owners = 0; // in none
  for (const SymbolState &Sym : S.Symbols) {
    if (Result && Sym.AsFound && Sym.OriginPath.N == 0 && Sym.OriginParam < FirstGlobal &&
        Symbols[Sym.S].Type == TypeClass::Pointer && (Sym.Signs == sign::Zero || Sym.Signs == sign::Pos))
      mix(H, (Sym.S.N * 8 + Sym.Signs) * 8 + signsOfValue(S, *Result));
    // An argument that was kept: what the caller sees depends on it.
    if (Sym.Why != Reason::None && Sym.OriginParam >= 0 && !Sym.OriginIsCell &&
        (Sym.OriginParam < FirstGlobal || !isLarge()))
      mix(H, Sym.S.N * 8 + 7);
    if (!keyed(S, Sym))
      continue;
    const bool MayBeNull = (Sym.St == Status::Owned || S.HasReturned) && Sym.MayFail && (Sym.Signs & sign::Zero);
    if (const CellKey Owner = isLarge() ? ownerOf(S, Sym) : CellKey(); Owner.Base.valid()) {
      std::uint64_t Of = Sym.Family * 2ull + MayBeNull;
      mix(Of, Owner.Base.N);
      mix(Of, Owner.Path.N);
      Owners += Of;
      continue;
    }
    Keyed.push_back(Sym.S);
    mix(H, Sym.S.N);
    mix(H, static_cast<unsigned>(Sym.St) * 4 + Sym.StoredAway * 2 + Sym.KeptBy.valid() + Sym.Filled * 64u);
    if (Sym.St == Status::Released)
      mix(H, Sym.Family * 64 + Sym.EndedPath.N); // `own ? free(f) : fclose(f)`
    else // one call gave it, of the one family or the other: a flag beside it may say which
      mix(H, Sym.Family);
    // `if (n && !p) return;`: the paths with and without the test stay apart.
    // So do they past the return: the caller is told which of them may give it NULL.
    if (MayBeNull)
      mix(H, 0x4e);
  }
  mix(H, Owners);
  if (Keyed.empty())
    return H;
  for (const Cell &C : S.Cells) {
    if (!C.V.isSym() || !std::binary_search(Keyed.begin(), Keyed.end(), C.V.S))
      continue;
    mix(H, C.Key.Base.N);
    mix(H, C.Key.Path.N);
    mix(H, C.V.S.N);
  }
  return H;
}

/// `if (flag) free(s->name); free(s->name);`: a part of the caller's memory was
/// released, and the function releases that field at another place, too.
bool Solver::releasedAgain(const SymbolState &Sym) const {
  if (Sym.St != Status::Released || Sym.StoredAway || Sym.OriginParam < 0 || !Sym.OriginIsCell ||
      Symbols[Sym.S].Kind == SymbolKind::Ended)
    return false;
  const PathStepInfo &Last = Paths[Sym.OriginPath];
  return Last.K == PathStepInfo::Kind::Field && Last.Name.N < F.Fields.size() && Live.isReleasedTwice(Last.Name);
}

/// What else tells paths apart where that is cheap: a flag that is only ever set
/// to constants, what kind of address a variable holds that is released, and who
/// holds an address of this frame.
std::uint64_t Solver::partOf(BlockId B, const State &S) const {
  std::uint64_t H = 0;
  // `for (e = list; e; e = e->next) { if (e->next) more = make(); ... }`: the round after
  // the last one is none.
  if (const VarId V = LoopVariable[B.N]; V.valid())
    if (const Value *Now = S.find({const_cast<SymbolTable &>(Symbols).get(SymbolKind::VarAddress, V.N), PathId(0)});
        Now && signsOfValue(S, *Now) == sign::Zero)
      mix(H, V.N + 1);
  for (const Cell &C : S.Cells) {
    const SymbolHead Base = Symbols.head(C.Key.Base);
    // `return b->data ? 0 : -1;` is two returns, `if (!(p ? true : (complain(), false)))` two branches.
    const bool Told = Base.Kind == SymbolKind::TempSlot ? ToldTemps[Base.A]
                                                        : (Base.Kind == SymbolKind::Returned && C.Key.Path.N == 0);
    if (Told && C.V.isInt()) {
      mix(H, C.Key.Base.N);
      mix(H, static_cast<std::uint64_t>(C.V.I));
    }
    if (C.V.isSym() && tellsApart(S, C)) {
      mix(H, C.Key.Base.N);
      mix(H, C.Key.Path.N);
      mix(H, C.V.S.N * 2 + 1);
    }
    if (const PathStepInfo &Step = Paths[C.Key.Path];
        Step.K == PathStepInfo::Kind::Field && C.V.isInt() && Base.Kind == SymbolKind::VarAddress &&
        F.Vars[Base.A].Kind == VarKind::Local && Live.isFlagField(Step.Name)) {
      mix(H, C.Key.Base.N * 8191ull + C.Key.Path.N);
      mix(H, static_cast<std::uint64_t>(C.V.I));
    }
    if (C.Key.Path.N != 0 || Base.Kind != SymbolKind::VarAddress)
      continue;
    // `if (!out) out = &ignored;`: where it is not NULL, the caller's variable is set.
    if (F.Vars[Base.A].Kind == VarKind::Param && C.V.isSymbolItself() &&
        Symbols[C.V.S].Kind == SymbolKind::VarAddress && inFrame(F.Vars[Symbols[C.V.S].A]))
      mix(H, Base.A * 2 + 1);
    if (Live.isFlag(VarId(Base.A)) && C.V.isInt()) {
      mix(H, C.Key.Base.N);
      mix(H, static_cast<std::uint64_t>(C.V.I));
    } else if (Live.isReleased(VarId(Base.A)) && C.V.isInt()) {
      // `fd = -1; if (!passive) fd = listen_on(port); ... close(fd);`: none at all.
      mix(H, C.Key.Base.N);
      mix(H, 4);
    } else if (Live.isReleased(VarId(Base.A)) && C.V.isSym()) {
      const SymbolKind Kind = Symbols.head(C.V.S).Kind;
      const SymbolState *St = S.find(C.V.S);
      const unsigned Class = Kind == SymbolKind::VarAddress || Kind == SymbolKind::Literal ? 1
                             : Paths.isInterior(C.V.Path)                                  ? 2
                             : St && St->St == Status::Borrowed                            ? 3
                                                                                           : 0;
      if (Class) {
        mix(H, C.Key.Base.N);
        mix(H, Class);
      }
    }
  }
  // `if (error) *error = ENOMEM; return NULL;`: who passes a place finds the number there.
  for (const auto &[Param, Type] : ToldParams)
    if (const SymbolState *St =
            S.find(const_cast<SymbolTable &>(Symbols).get(SymbolKind::ParamValue, Param, 0, false, Type));
        St && (St->Signs == sign::Zero || St->Signs == sign::Pos))
      mix(H, Param * 16ull + St->Signs + 1);
  for (const SymbolState &Sym : S.Symbols) {
    if (Sym.MovedAt.valid() || Sym.OfNothing || releasedAgain(Sym) || (Sym.NextRound && Sym.St == Status::Released))
      mix(H, Sym.S.N * 2 + 1);
    if (Sym.Filled) // by a loop, which has no round on the other path
      mix(H, Sym.S.N * 4099ull + 3);
    if (Sym.Counted) // `if (shared) ref(x); ... if (shared) unref(x);`
      mix(H, Sym.S.N * 2 + 2);
    if (Sym.Reparented) // stolen on this path
      mix(H, Sym.S.N * 8191ull + Sym.Parent.Base.N);
  }
  // `if (!s) s = alloc(n); else s = grow(s, n); if (!s) die();`: what a failed realloc() loses is lost where it was NULL.
  for (std::uint32_t L : S.Pending)
    if (Losses[L].How == LostBy::Overwrite && !Losses[L].Born.valid() && Losses[L].Param < 0)
      mix(H, L + 3);
  for (const CellMove &M : S.Moved)
    mix(H, (M.Path.N * 8ull + M.Itself * 2 + M.Grown) * 65536 + M.Param);
  return H;
}

} // namespace deed
