//===- engine/SolverContents.cpp - what a returned block holds ------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `struct box *b = box_new("x"); free(b);` loses b->name, which box_new() filled.
// The summary of a function that returns a fresh block says which of its members
// own something; a call gives them to the caller below the result. They go with an
// outcome, and never make two of one: what one exit fills and another leaves alone
// is not known.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>
#include <iterator>

namespace deed {

/// A block that hangs from one that hangs from the result is as far as callers see.
constexpr unsigned DeepestContents = 3;

/// `char **room = malloc(sizeof *room); *room = strdup(s);`: a block of which nothing but its first pointer was
/// set. (Of an array the caller may release all elements in a loop, of which some path has no round.)
static bool isHandle(const State &S, const Cell &C) {
  const SymbolState *Block = S.find(C.Key.Base);
  return C.V.isSymbolItself() && Block && Block->Fresh &&
         std::none_of(S.Cells.begin(), S.Cells.end(),
                      [&](const Cell &Other) { return Other.Key.Base == C.Key.Base && Other.Key != C.Key; });
}

/// The members of \p Block that only it owns, or that are NULL, below \p Above.
void Solver::sumContents(const State &S, SymbolId Block, PathId Above, unsigned Depth, std::vector<Effect> &Contents) {
  for (const Cell &C : S.Cells) {
    if (C.Key.Base != Block || Paths.isWeak(C.Key.Path))
      continue;
    if (C.Key.Path.N == 0 && !isHandle(S, C))
      continue;
    const PathId P = Depth ? Paths.below(Above, C.Key.Path) : C.Key.Path;
    Effect E;
    E.Param = ResultParam;
    E.Target = true;
    E.Path = Paths.text(P, F);
    if (E.Path.find('[') != std::string::npos)
      continue;
    const SymbolState *St = C.V.isSymbolItself() ? S.find(C.V.S) : nullptr;
    const auto Holds = [&](const Cell &Other) { return Other.V.isSym() && Other.V.S == C.V.S; };
    if (signsOfValue(S, C.V) == sign::Zero && (!St || Symbols[C.V.S].Type == TypeClass::Pointer)) {
      E.Kind = EffectKind::SetNull;
    } else if (St && St->Born.valid() && St->WasOwned && !St->Weak && St->St == Status::Transferred &&
               St->Ended == S.ReturnEvent && !St->Parent.Base.valid() && St->Context == ContextKind::None &&
               std::count_if(S.Cells.begin(), S.Cells.end(), Holds) == 1) {
      E.Kind = EffectKind::Give;
      E.Family = Families[St->Family];
      E.MayFail = St->Signs & St->Absent;
    } else {
      continue;
    }
    const bool Given = E.Kind == EffectKind::Give;
    Contents.push_back(std::move(E));
    if (Given && Depth + 1 < DeepestContents)
      sumContents(S, C.V.S, P, Depth + 1, Contents);
  }
}

/// Keeps what both exits say of a member. One that is NULL in the other may be NULL.
void joinContents(std::vector<Effect> &Into, const std::vector<Effect> &From) {
  std::erase_if(Into, [&](Effect &Mine) {
    const auto Other = std::find_if(From.begin(), From.end(), [&](const Effect &E) { return E.Path == Mine.Path; });
    if (Other == From.end())
      return true;
    if (Mine.Kind == EffectKind::SetNull && Other->Kind == EffectKind::Give) {
      Mine = *Other;
      Mine.MayFail = true;
      return false;
    }
    if (Mine.Kind == EffectKind::SetNull)
      return false;
    Mine.MayFail |= Other->MayFail || Other->Kind == EffectKind::SetNull;
    return Other->Kind == EffectKind::Give && Other->Family != Mine.Family;
  });
}

/// What is not certain of the result itself, or of a member, is not of what hangs there
/// either. That a member is NULL was of use to the other exits only.
void Solver::settleContents() {
  for (auto &[Signs, O] : ExitOutcomes) {
    const std::vector<Effect> All = O.Return == ReturnWord::Owned ? O.Contents : std::vector<Effect>();
    O.Contents.clear();
    std::copy_if(All.begin(), All.end(), std::back_inserter(O.Contents), [&](const Effect &E) {
      const bool BelowDoubt = std::any_of(All.begin(), All.end(), [&](const Effect &Other) {
        return Other.MayFail && E.Path.size() > Other.Path.size() && E.Path.starts_with(Other.Path) &&
               (E.Path[Other.Path.size()] == '.' || E.Path[Other.Path.size()] == '*');
      });
      return E.Kind == EffectKind::Give && !BelowDoubt;
    });
  }
}

/// The members of a fresh result are the caller's with it.
void Solver::applyContents(EventId At, Execution &X, Value R, const Outcome &O) {
  std::uint32_t Slot = 1u << 26;
  for (const Effect &E : O.Contents) {
    const TypeClass Type = E.Family == "fd" ? TypeClass::Signed : TypeClass::Pointer;
    const Value New = fresh(X, SymbolKind::Given, At.N, Slot++, Type);
    CellKey K;
    if (!walk(X, R, E.Path, K))
      continue;
    own(At, X, New.S, E.Family);
    if (!E.MayFail)
      narrow(X.S, New.S, sign::Any & ~X.S.at(New.S).Absent);
    X.S.set(K, New, At);
  }
}

} // namespace deed
