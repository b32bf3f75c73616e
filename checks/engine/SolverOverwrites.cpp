//===- engine/SolverOverwrites.cpp - what is replaced, seen or unseen ------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `int xasprintf(char **out, ...) { ... *out = text; }`: a body that puts a value of its own into a cell of its caller's
// and on no path looks at what the cell held cannot have released it, nor hung it below the new one. So a caller
// who calls it twice loses the first value, as if it had stored there itself.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"

namespace deed {

/// The body looks at what is in \p K, or somewhere below what that is a cell of.
void Solver::noteRead(const State &S, CellKey K, bool Below) {
  const SymbolState *Base = S.find(K.Base);
  if (!Base || Base->OriginParam < 0)
    return;
  if (Below)
    Read.Below.insert(Base->OriginParam);
  else
    Read.Cells.insert({Base->OriginParam, Base->OriginIsCell ? Paths.below(Base->OriginPath, K.Path) : K.Path});
}

/// Asks before the effects of \p O change what is where.
void Solver::noteReadByCallee(EventId At, const Execution &X, const Outcome &O, const FunctionContract &C) {
  const Event &Ev = F.Events[At.N];
  auto All = [&](int N) {
    if (const Value V = argument(At, X, N); V.isSym())
      noteRead(X.S, {V.S, V.Path}, /*Below=*/true);
  };
  auto One = [&](int Param, const std::string &Path) {
    if (CellKey K; findTarget(At, X, Param, Path, K))
      noteRead(X.S, K);
    else
      All(Param);
  };
  if (C.InferredFrom.From != Source::Summary && C.Return.From.From != Source::Model)
    for (std::uint32_t I = 0; I != Ev.ArgsCount; ++I)
      All(static_cast<int>(I));
  if (O.Return == ReturnWord::Target) {
    One(O.Argument, O.OnPath);
    // `while (list) list = pop(list);`
    if (std::any_of(O.Effects.begin(), O.Effects.end(), [&](const Effect &E) {
          return E.Kind == EffectKind::Release && !E.Target && E.Param == O.Argument;
        }))
      LinkNames.insert(O.OnPath.substr(O.OnPath.rfind('.') + 1));
  }
  for (const Effect &E : O.Effects)
    switch (E.Kind) {
    case EffectKind::Give:
      if (E.Target && !E.Alone && C.InferredFrom.From == Source::Summary)
        One(E.Param, E.Path);
      break;
    case EffectKind::Borrow:
    case EffectKind::SetNull:
    case EffectKind::SetNumber:
    case EffectKind::SetBorrowed:
    case EffectKind::SetReleased:
    case EffectKind::SetNotHeap: break;
    case EffectKind::SetFrom: One(E.Other, E.OnPath); break;
    case EffectKind::SetInto: All(E.Other); break;
    case EffectKind::Mutate:
      if (E.Target)
        All(E.Param);
      break;
    case EffectKind::Release:
    case EffectKind::Take:
    case EffectKind::Hold:
    case EffectKind::Escape:
    case EffectKind::Regrow:
      if (E.Target)
        One(E.Param, E.Path);
      else
        All(E.Param);
      break;
    case EffectKind::Invoke:
    case EffectKind::Reset:
    case EffectKind::Reparent:
    case EffectKind::Refer:
    case EffectKind::Open:
    case EffectKind::Close:
    case EffectKind::Leave:
    case EffectKind::MakeCurrent:
    case EffectKind::CrossThread:
    case EffectKind::Grow: All(E.Param); break;
    }
}

/// \p E gives into a cell of the caller's.
void Solver::markUnread(Effect &E) const {
  E.Alone = !Read.Below.count(E.Param) && std::none_of(Read.Cells.begin(), Read.Cells.end(), [&](const auto &Each) {
    return Each.first == E.Param && Paths.text(Each.second, F) == E.Path;
  });
}

/// A store put it there, or a callee, which says that nothing else has what it gives.
bool Solver::isPutInOnePlace(const SymbolState &St) const {
  // (A descriptor is known by its number, too: `if (fd == server_fd) server_fd = -1; close(fd);`)
  return F.Events[St.Ended.N].Code == Op::Store ||
         (St.Ended == St.Born && !St.HeldElsewhere && Symbols[St.S].Type == TypeClass::Pointer);
}

/// `fill(s); fill(s);`: the callee puts something into \p K, and does not look at what is there. If that is \p Old alone,
/// it is lost, as by a store of this function. (What a variable of the program has, a callee may have copied from there.)
void Solver::takeBackFilled(State &S, CellKey K, SymbolId Old) {
  const SymbolState *St = S.find(Old);
  if (St && St->St == Status::Transferred && St->WasOwned && St->Born.valid() && !St->Weak && !St->Shown &&
      isPutInOnePlace(*St) && !S.refers(Old) && ownPlace(S, K))
    S.at(Old).St = Status::Owned;
}

/// `free(names); names = NULL; read(&names); names = realloc(names, n);`: what the caller had there
/// has ended once, and \p St came after it.
bool Solver::tookPlaceOfEnded(const State &S, const SymbolState &St) const {
  return St.OriginIsCell && !St.AsFound && (St.St == Status::Released || St.St == Status::Transferred) &&
         std::any_of(S.Symbols.begin(), S.Symbols.end(), [&](const SymbolState &First) {
           return First.OriginIsCell && First.AsFound && First.OriginParam == St.OriginParam &&
                  First.OriginPath == St.OriginPath && !First.Weak &&
                  (First.St == Status::Released || First.St == Status::Transferred);
         });
}

/// True of a cell of the caller's whose own old value this path released.
bool Solver::replacesEnded(const State &S, const Cell &C) {
  const SymbolState *Base = S.find(C.Key.Base);
  if (!Base || Base->OriginParam < 0 || Base->OriginParam >= FirstGlobal || Paths.isWeak(C.Key.Path))
    return false;
  const PathId P = Base->OriginIsCell ? Paths.below(Base->OriginPath, C.Key.Path) : C.Key.Path;
  return std::any_of(S.Symbols.begin(), S.Symbols.end(), [&](const SymbolState &Was) {
    return Was.St == Status::Released && Was.OriginIsCell && Was.AsFound && !Was.Weak && !Was.EndedByRealloc &&
           Was.OriginParam == Base->OriginParam && Was.OriginPath == P;
  });
}

} // namespace deed
