//===- engine/EitherOf.cpp - one of several functions, nobody knows which -===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A call through a table of functions may do what any of them does. Where they differ,
// what they do to one place of the caller's is unknown, and nothing else is: an object
// that each implementation only fills in its own way is not kept by any.
//===----------------------------------------------------------------------===//
#include "engine/UnitRecord.h"
#include <algorithm>

namespace deed {

namespace {

class Either {
public:
  /// False where what \p C does has no words here.
  bool add(const FunctionContract &C);
  Outcome take();

private:
  bool addOutcome(const Outcome &O);
  bool addEffect(const Effect &E);
  void addOnce(Effect E);
  void escape(int Param, bool Target, const std::string &Path);
  void addResult(const Outcome &O);

  Outcome Out;
  bool First = true;
};

} // namespace

void Either::addOnce(Effect E) {
  if (std::find(Out.Effects.begin(), Out.Effects.end(), E) == Out.Effects.end())
    Out.Effects.push_back(std::move(E));
}

void Either::escape(int Param, bool Target, const std::string &Path) {
  // What each does to the program's variables is not told: see GlobalsKnown.
  if (Param < 0 || Param >= FirstGlobal)
    return;
  Effect E;
  E.Kind = EffectKind::Escape;
  E.Param = Param;
  E.Target = Target;
  E.Path = Path;
  addOnce(std::move(E));
}

bool Either::addEffect(const Effect &E) {
  switch (E.Kind) {
  case EffectKind::Borrow: return true;
  case EffectKind::Mutate:
    if (E.Param >= 0 && E.Param < FirstGlobal)
      addOnce(E);
    return true;
  case EffectKind::Escape:
    if (E.Itself && E.Param >= 0 && E.Param < FirstGlobal)
      addOnce(E);
    else
      escape(E.Param, E.Target, E.Path);
    return true;
  case EffectKind::SetInto:
    escape(E.Other, false, ""); // it, or an address in it, is there now
    escape(E.Param, E.Target, E.Path);
    return true;
  case EffectKind::SetFrom:
    escape(E.Other, true, E.OnPath);
    escape(E.Param, E.Target, E.Path);
    return true;
  case EffectKind::Hold:
  case EffectKind::Take:
  case EffectKind::Release:
  case EffectKind::Give:
  case EffectKind::SetNull:
  case EffectKind::SetBorrowed:
  case EffectKind::SetNumber:
  case EffectKind::Regrow:
  case EffectKind::SetReleased:
  case EffectKind::SetNotHeap:
    if (E.On != -1 || E.Context != ContextKind::None)
      return false;
    escape(E.Param, E.Target, E.Path);
    return true;
  case EffectKind::Invoke:
  case EffectKind::Reset:
  case EffectKind::Reparent:
  case EffectKind::Refer:
  case EffectKind::Open:
  case EffectKind::Close:
  case EffectKind::Leave:
  case EffectKind::MakeCurrent:
  case EffectKind::CrossThread:
  case EffectKind::Grow: return false;
  }
  return false;
}

void Either::addResult(const Outcome &O) {
  const bool IsNull = O.Return == ReturnWord::Null;
  if (First) {
    First = false;
    Out.Return = O.Return;
    Out.Family = O.Family;
    Out.NeverNull = O.NeverNull;
    Out.MayFail = O.MayFail;
    Out.Lo = O.Lo, Out.Hi = O.Hi;
  } else {
    if (Out.Return == ReturnWord::Null && O.Return == ReturnWord::Owned)
      Out.Return = O.Return, Out.Family = O.Family, Out.NeverNull = false;
    const bool Same = O.Return == Out.Return && O.Family == Out.Family;
    if (!Same && !(IsNull && Out.Return == ReturnWord::Owned)) {
      Out.Return = ReturnWord::Unknown;
      Out.Family.clear();
    }
    Out.NeverNull = Out.NeverNull && O.NeverNull && !IsNull;
    Out.MayFail |= O.MayFail;
    Out.Lo = std::min(Out.Lo, O.Lo), Out.Hi = std::max(Out.Hi, O.Hi);
  }
  if (Out.Return != ReturnWord::Owned && Out.Return != ReturnWord::Null && Out.Return != ReturnWord::Scalar) {
    Out.Return = ReturnWord::Unknown;
    Out.Family.clear();
    Out.NeverNull = false;
  }
  // The caller gets it back, or what lies in it.
  for (const int Lender : {O.Argument, O.LentParam})
    escape(Lender, false, "");
}

bool Either::addOutcome(const Outcome &O) {
  if (O.Context != ContextKind::None || O.Kept || O.Bytes || O.Return == ReturnWord::Stack)
    return false;
  addResult(O);
  for (const Number &N : O.Numbers)
    escape(N.Param, true, N.Path);
  return std::all_of(O.Effects.begin(), O.Effects.end(), [&](const Effect &E) { return addEffect(E); });
}

bool Either::add(const FunctionContract &C) {
  return !C.Inferred.empty() && !C.NoReturn && !C.NeedsScope && !C.ScopeDepth &&
         std::all_of(C.Inferred.begin(), C.Inferred.end(), [&](const Outcome &O) { return addOutcome(O); });
}

Outcome Either::take() {
  // Parts before the whole, as a body's own summary has them.
  auto Depth = [](const Effect &E) {
    return E.Target ? 1 + std::count_if(E.Path.begin(), E.Path.end(), [](char C) { return C == '.' || C == '*'; }) : 0;
  };
  std::stable_sort(Out.Effects.begin(), Out.Effects.end(),
                   [&](const Effect &A, const Effect &B) { return Depth(A) > Depth(B); });
  return std::move(Out);
}

std::optional<Summary> eitherOf(const std::vector<Summary> &All) {
  Either Of;
  for (const Summary &S : All)
    if (!Of.add(S.Contract))
      return std::nullopt;
  Summary Out = All.front();
  Out.Globals.clear();
  FunctionContract &C = Out.Contract;
  C.Inferred = {Of.take()};
  C.InferredFrom.From = Source::None; // no body is it
  C.GlobalsKnown = false;
  C.Dereferences.clear();
  C.UsedCells.clear();
  C.FollowedCells.clear();
  for (const Summary &S : All) {
    C.Ignored.resize(std::min(C.Ignored.size(), S.Contract.Ignored.size()));
    for (std::size_t I = 0; I != C.Ignored.size(); ++I)
      C.Ignored[I] = C.Ignored[I] && S.Contract.Ignored[I];
    C.MayDrop |= S.Contract.MayDrop;
    C.MustCheck = C.MustCheck && S.Contract.MustCheck;
  }
  return Out;
}

} // namespace deed
