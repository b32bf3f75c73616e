//===- engine/SolverOwners.cpp - who owns, not what, keeps paths apart ----===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Four buffers that each grow at ten places are eleven to the fourth states, if each call's block is another value. In
// a large function that the variable owns a block of this kind is what counts, not which call made it.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// The variable of this function, or part of one, that holds \p Sym, which it owns. No base: another holds it, too, or
/// more is known of it than its kind.
CellKey Solver::ownerOf(const State &S, const SymbolState &Sym) const {
  if (Sym.St != Status::Owned || Sym.Weak || !Sym.Born.valid() || Sym.OriginParam >= 0 || Sym.StoredAway ||
      Sym.KeptBy.valid() || Sym.BoundAt.valid() || Sym.Parent.Base.valid() || Sym.LentBy.valid() || Sym.Counted ||
      Sym.Context != ContextKind::None || Sym.OnStack || Sym.Absent != sign::Zero)
    return {};
  CellKey Owner;
  for (const Cell &C : S.Cells) {
    if (!C.V.isSym() || C.V.S != Sym.S)
      continue;
    const SymbolHead Base = Symbols.head(C.Key.Base);
    if (Base.Kind != SymbolKind::VarAddress || !inFrame(F.Vars[Base.A]) || Paths.isWeak(C.Key.Path) ||
        (Owner.Base.valid() && Owner.Base != C.Key.Base))
      return {};
    if (!Owner.Base.valid() && C.V.Path.N == 0)
      Owner = C.Key;
  }
  return Owner;
}

/// Gives what \p From owns the names that \p Into has for what the same variables own. False where a name is taken.
bool Solver::takeOwnersNames(const State &Into, State &From) {
  std::vector<std::pair<SymbolId, SymbolId>> Names; // before and now
  for (const SymbolState &Sym : From.Symbols) {
    const CellKey Owner = ownerOf(From, Sym);
    const Value *There = Owner.Base.valid() ? Into.find(Owner) : nullptr;
    if (There && There->isSymbolItself() && There->S != Sym.S && Into.find(There->S) &&
        ownerOf(Into, *Into.find(There->S)) == Owner)
      Names.emplace_back(Sym.S, There->S);
  }
  if (Names.empty())
    return true;
  auto IsRenamed = [&](SymbolId S) {
    return std::any_of(Names.begin(), Names.end(), [S](const auto &N) { return N.first == S; });
  };
  if (std::any_of(Names.begin(), Names.end(), [&](const auto &N) {
        return (From.find(N.second) || From.refers(N.second)) && !IsRenamed(N.second);
      }))
    return false;
  auto Rename = [&](SymbolId &S) {
    for (const auto &[Before, Now] : Names)
      if (S == Before) {
        S = Now;
        return;
      }
  };
  for (const auto &[Before, Now] : Names) {
    alsoBorn(Into.find(Now)->Born, From.find(Before)->Born);
    forgetImplied(From, Before);
    forgetImplied(From, Now);
  }
  eraseIf(From.Symbols, [&](const SymbolState &Y) {
    return std::any_of(Names.begin(), Names.end(), [&](const auto &N) {
      return (Y.S != N.first && Symbols.dependsOn(Y.S, N.first)) ||
             (Y.S != N.second && Symbols.dependsOn(Y.S, N.second));
    });
  });
  for (SymbolState &Y : From.Symbols) {
    Rename(Y.S);
    Rename(Y.Parent.Base);
    Rename(Y.LastChild);
    Rename(Y.LentBy);
    Rename(Y.WeakBase);
    Rename(Y.LentFrom.Base);
    Rename(Y.NamedBy.Base);
  }
  for (Cell &C : From.Cells) {
    Rename(C.Key.Base);
    if (C.V.isSym())
      Rename(C.V.S);
  }
  std::sort(From.Symbols.begin(), From.Symbols.end(),
            [](const SymbolState &A, const SymbolState &B) { return A.S < B.S; });
  std::sort(From.Cells.begin(), From.Cells.end(), [](const Cell &A, const Cell &B) { return A.Key < B.Key; });
  return true;
}

/// Two calls' blocks have one name from here on.
void Solver::alsoBorn(EventId One, EventId Other) {
  if (One != Other)
    BornWith.insert({One.N, Other.N});
}

/// What became of a block under another one's name. A violation is the other's: it was not said of this one.
void Solver::judgeOthersBorn() {
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const auto &[One, Other] : BornWith) {
      const auto Known = Obligations.find({One, -1});
      if (Known == Obligations.end())
        continue;
      const ObligationState O = Known->second;
      const bool IsOpen = O.Decision != Verdict::Proved;
      const auto Was = Obligations.find({Other, -1});
      Changed |= Was == Obligations.end() || (IsOpen && Was->second.Decision == Verdict::Proved);
      note(EventId(Other), -1, IsOpen ? Verdict::Unproven : Verdict::Proved,
           O.Decision == Verdict::Violated ? Reason::Merged : O.Why, O.Name);
    }
  }
}

bool Solver::isOwnVariable(SymbolId Base) const {
  const SymbolInfo &Of = Symbols[Base];
  return Of.Kind == SymbolKind::VarAddress && F.Vars[Of.A].Kind != VarKind::Global &&
         F.Vars[Of.A].Kind != VarKind::Static;
}

/// Nothing but \p Whole leads to the block \p Part: what it holds, the caller has by the whole alone.
bool Solver::hangsFrom(const State &S, SymbolId Part, SymbolId Whole, unsigned Depth) const {
  if (Part == Whole)
    return true;
  const SymbolState *St = S.find(Part);
  if (Depth == 3 || !St || !St->Born.valid() || St->HeldElsewhere || St->Weak)
    return false;
  bool Held = false;
  for (const Cell &C : S.Cells) {
    if (!C.V.isSym() || C.V.S != Part || C.Key.Base == Part || isOwnVariable(C.Key.Base))
      continue;
    if (!hangsFrom(S, C.Key.Base, Whole, Depth + 1))
      return false;
    Held = true;
  }
  return Held;
}

/// What was stored into the fresh \p Block is known still, so that all else has no value.
bool Solver::knowsStores(const State &S, SymbolId Block) {
  const SymbolState *St = S.find(Block);
  return St &&
         std::count_if(S.Cells.begin(), S.Cells.end(), [&](const Cell &C) { return C.Key.Base == Block; }) >= St->Count;
}

/// Blocks that still have members without a value, and of how many members one is known.
std::vector<std::pair<SymbolId, std::ptrdiff_t>> Solver::freshBlocks(const State &S) {
  std::vector<std::pair<SymbolId, std::ptrdiff_t>> Blocks;
  for (const SymbolState &St : S.Symbols)
    if (St.Fresh)
      Blocks.emplace_back(
          St.S, std::count_if(S.Cells.begin(), S.Cells.end(), [&](const Cell &C) { return C.Key.Base == St.S; }));
  return Blocks;
}

/// A call that made one of them unknown wrote there: that nothing else was is not certain any more.
void Solver::doubtFresh(State &S, const std::vector<std::pair<SymbolId, std::ptrdiff_t>> &Before) {
  for (const auto &[Block, Members] : Before)
    if (const SymbolState *St = S.find(Block);
        St && St->Fresh && Members > std::count_if(S.Cells.begin(), S.Cells.end(), [&, &Block = Block](const Cell &C) {
                             return C.Key.Base == Block;
                           }))
      S.at(Block).Fresh = false;
}

} // namespace deed
