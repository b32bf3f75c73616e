//===- engine/CommonContract.cpp - what several bodies have in common -----===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A call through a table of functions reaches one of several bodies. What each of them only
// reads or writes below is the caller's afterwards, whichever it was; and where each of them
// returns a fresh value, the caller has one. Everything else has escaped, as behind a call of
// which nothing is known: also what all of them release, since who calls a destructor by a
// table most often does so under a condition of the object's own.
//===----------------------------------------------------------------------===//
#include "engine/Contract.h"
#include <algorithm>
#include <optional>

namespace deed {

namespace {

/// What one body, or all so far, do with an argument.
struct Common {
  bool Lent = true; ///< it is the caller's afterwards
  bool Written = false;
  std::vector<Effect> Below; ///< on cells below it
};

void add(std::vector<Effect> &Effects, const Effect &E) {
  if (std::find(Effects.begin(), Effects.end(), E) == Effects.end())
    Effects.push_back(E);
}

Effect below(EffectKind Kind, int Param, const std::string &Path) {
  Effect E;
  E.Kind = Kind;
  E.Param = Param;
  E.Target = true;
  E.Path = Path;
  return E;
}

bool concernsContexts(EffectKind K) {
  switch (K) {
  case EffectKind::Invoke:
  case EffectKind::Reset:
  case EffectKind::Reparent:
  case EffectKind::Refer:
  case EffectKind::Open:
  case EffectKind::Close:
  case EffectKind::Leave:
  case EffectKind::MakeCurrent:
  case EffectKind::CrossThread:
  case EffectKind::Grow: return true;
  case EffectKind::Borrow:
  case EffectKind::Mutate:
  case EffectKind::Hold:
  case EffectKind::Take:
  case EffectKind::Release:
  case EffectKind::Escape:
  case EffectKind::Give:
  case EffectKind::SetNull:
  case EffectKind::SetBorrowed:
  case EffectKind::SetNumber:
  case EffectKind::SetInto:
  case EffectKind::Regrow:
  case EffectKind::SetReleased:
  case EffectKind::SetNotHeap:
  case EffectKind::SetFrom: return false;
  }
  return true;
}

/// One body's way with argument \p Param.
Common fateOf(const FunctionContract &C, int Param) {
  Common Out;
  for (const Outcome &O : C.Inferred) {
    Out.Lent &= O.Argument != Param && O.LentParam != Param && O.EmptyIsContext != Param;
    for (const Effect &E : O.Contents)
      Out.Lent &= E.Other != Param && E.On != Param;
    for (const Effect &E : O.Effects) {
      if (E.Other == Param && E.Kind == EffectKind::SetFrom)
        add(Out.Below, below(EffectKind::Escape, Param, E.OnPath));
      else
        Out.Lent &= E.On != Param && E.Other != Param;
      if (E.Param != Param)
        continue;
      if (concernsContexts(E.Kind))
        Out.Lent = false;
      else if (E.Target && E.Kind != EffectKind::Mutate && E.Kind != EffectKind::Borrow) {
        // What was there went somewhere, and what is there now is anything.
        add(Out.Below, below(EffectKind::Escape, Param, E.Path));
        if (E.Kind != EffectKind::Escape && E.Kind != EffectKind::Hold)
          add(Out.Below, below(EffectKind::SetBorrowed, Param, E.Path));
      } else if (E.Target)
        add(Out.Below, E);
      else if (E.Kind == EffectKind::Mutate)
        Out.Written = true;
      else
        Out.Lent &= E.Kind == EffectKind::Borrow;
    }
  }
  return Out;
}

} // namespace

std::optional<FunctionContract> commonContract(const std::vector<FunctionContract> &All) {
  FunctionContract Out = All.front();
  bool Owned = true, MayBeNull = false, Scalar = true, NeverNull = true;
  std::string Family;
  std::size_t Params = All.front().Params.size();
  for (const FunctionContract &C : All) {
    if (C.Inferred.empty() || C.NoReturn || !C.BodyCounts || C.NeedsScope || C.ScopeDepth)
      return std::nullopt;
    Params = std::min(Params, C.Params.size());
    for (const Outcome &O : C.Inferred) {
      Scalar &= O.Return == ReturnWord::Scalar;
      if (O.Return == ReturnWord::Null) {
        MayBeNull = true;
        continue;
      }
      if (Family.empty())
        Family = O.Family;
      NeverNull &= O.NeverNull;
      Owned &= O.Return == ReturnWord::Owned && O.Context == ContextKind::None && !O.Bytes && !O.Kept &&
               O.Argument < 0 && !O.Family.empty() && O.Family == Family && O.Result != ResultTest::Zero;
    }
  }
  Outcome Base;
  Base.Return = Scalar ? ReturnWord::Scalar : ReturnWord::Unknown;
  bool Tells = Owned && !Family.empty();
  for (int I = 0; I != static_cast<int>(Params); ++I) {
    Common Each;
    for (const FunctionContract &C : All) {
      const Common Here = fateOf(C, I);
      Each.Lent &= Here.Lent;
      Each.Written |= Here.Written;
      for (const Effect &E : Here.Below)
        add(Each.Below, E);
    }
    Effect Whole;
    Whole.Param = I;
    Whole.Kind = !Each.Lent ? EffectKind::Escape : Each.Written ? EffectKind::Mutate : EffectKind::Borrow;
    if (Each.Lent) {
      Tells = true;
      // A SetBorrowed comes behind what becomes of the old value.
      std::stable_partition(Each.Below.begin(), Each.Below.end(),
                            [](const Effect &E) { return E.Kind == EffectKind::Escape; });
      Base.Effects.insert(Base.Effects.end(), Each.Below.begin(), Each.Below.end());
    }
    Base.Effects.push_back(std::move(Whole));
  }
  if (!Tells)
    return std::nullopt;
  Out.Params.resize(Params);
  Out.Inferred = {Base};
  if (Owned && !Family.empty()) {
    Out.Inferred[0].Result = ResultTest::Positive;
    Out.Inferred[0].Return = ReturnWord::Owned;
    Out.Inferred[0].Family = Family;
    Out.Inferred[0].NeverNull = true;
    if (MayBeNull || !NeverNull) {
      Base.Result = ResultTest::Zero;
      Base.Return = ReturnWord::Null;
      Base.MayFail = true;
      Out.Inferred.push_back(std::move(Base));
    }
  }
  Out.GlobalsKnown = false;
  Out.MustCheck = Out.MayDrop = false;
  Out.Ignored.clear();
  Out.Dereferences.clear();
  Out.UsedCells.clear();
  return Out;
}

} // namespace deed
