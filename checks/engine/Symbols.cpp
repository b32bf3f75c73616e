//===- engine/Symbols.cpp - symbolic values and paths below them ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Symbols.h"
#include <algorithm>

namespace deed {

void IdTable::grow() {
  std::vector<Slot> Old(std::max<std::size_t>(Slots.size() * 2, 32));
  Old.swap(Slots);
  for (const Slot &Each : Old)
    if (Each.Number != ~0u) {
      std::size_t I = Each.Hash & (Slots.size() - 1);
      while (Slots[I].Number != ~0u)
        I = (I + 1) & (Slots.size() - 1);
      Slots[I] = Each;
    }
}

SymbolId SymbolTable::get(SymbolKind K, std::uint32_t A, std::uint32_t B, bool Older, TypeClass T) {
  const bool IsVariable = K == SymbolKind::VarAddress && B == 0 && !Older;
  if (const std::uint32_t Known = IsVariable ? variable(A) : ~0u; Known != ~0u)
    return SymbolId(Known);
  const std::uint64_t Hash =
      IdTable::mix(IdTable::mix(static_cast<std::uint64_t>(K) * 2 + Older, A), std::uint64_t(B) << 32 | A);
  const std::uint32_t N = Named.get(Hash, Infos.size(), [&](std::uint32_t Each) {
    const SymbolInfo &I = Infos[Each];
    return I.Kind == K && I.A == A && I.B == B && I.Older == Older;
  });
  if (N == Infos.size()) {
    SymbolInfo I;
    I.Kind = K;
    I.A = A;
    I.B = B;
    I.Older = Older;
    I.Type = T;
    add(I);
  }
  if (IsVariable) {
    Variables.resize(std::max<std::size_t>(Variables.size(), A + 1), ~0u);
    Variables[A] = N;
  }
  return SymbolId(N);
}

void SymbolTable::add(const SymbolInfo &I) {
  Infos.push_back(I);
  Heads.push_back({I.A, I.Kind, I.Type, I.Older, I.IsOperand});
}

/// What names an expression beside its operands.
static std::int64_t operatorOf(const SymbolInfo &I) {
  return I.Kind == SymbolKind::Compared ? -1 - static_cast<int>(I.Cmp) : I.Operator;
}

static std::uint64_t hashOf(std::int64_t Operator, Value L, Value R) {
  std::uint64_t H = static_cast<std::uint64_t>(Operator);
  for (const Value &V : {L, R}) {
    H = IdTable::mix(H, static_cast<std::uint64_t>(V.I) + static_cast<unsigned>(V.K));
    H = IdTable::mix(H, std::uint64_t(V.Path.N) << 32 | V.S.N);
  }
  return H;
}

SymbolId SymbolTable::expression(std::int64_t Operator, Value L, Value R, SymbolInfo I) {
  const std::uint32_t N = Expressions.get(hashOf(Operator, L, R), Infos.size(), [&](std::uint32_t Each) {
    return operatorOf(Infos[Each]) == Operator && Infos[Each].L == L && Infos[Each].R == R;
  });
  if (N == Infos.size()) {
    I.L = L;
    I.R = R;
    for (const Value &V : {L, R})
      if (V.isSym())
        Infos[V.S.N].IsOperand = Heads[V.S.N].IsOperand = true;
    add(I);
  }
  return SymbolId(N);
}

SymbolId SymbolTable::compared(CompareOp Op, Value L, Value R) {
  SymbolInfo I;
  I.Kind = SymbolKind::Compared;
  I.Cmp = Op;
  I.Type = TypeClass::Bool;
  return expression(-1 - static_cast<int>(Op), L, R, I);
}

SymbolId SymbolTable::computed(std::int64_t Operator, Value L, Value R, TypeClass T) {
  SymbolInfo I;
  I.Kind = SymbolKind::Computed;
  I.Operator = Operator;
  I.Type = T;
  return expression(Operator, L, R, I);
}

SymbolId SymbolTable::findComputed(std::int64_t Operator, Value L, Value R) const {
  return SymbolId(Expressions.find(hashOf(Operator, L, R), [&](std::uint32_t Each) {
    return operatorOf(Infos[Each]) == Operator && Infos[Each].L == L && Infos[Each].R == R;
  }));
}

bool SymbolTable::operandDependsOn(SymbolId S, SymbolId From) const {
  const SymbolInfo &I = Infos[S.N];
  if (I.Kind != SymbolKind::Compared && I.Kind != SymbolKind::Computed)
    return false;
  return (I.L.isSym() && dependsOn(I.L.S, From)) || (I.R.isSym() && dependsOn(I.R.S, From));
}

PathId PathTable::intern(PathStepInfo S) {
  const std::uint64_t Hash =
      IdTable::mix(IdTable::mix(std::uint64_t(S.Parent.N) << 32 | S.Name.N, static_cast<std::uint64_t>(S.Bytes)),
                   static_cast<unsigned>(S.K));
  const std::uint32_t N = Known.get(Hash, Steps.size(), [&](std::uint32_t Each) {
    const PathStepInfo &I = Steps[Each];
    return I.Parent == S.Parent && I.K == S.K && I.Name == S.Name && I.Bytes == S.Bytes;
  });
  if (N == Steps.size()) {
    S.Depth = Steps[S.Parent.N].Depth + 1;
    S.Weak = Steps[S.Parent.N].Weak || (S.K == PathStepInfo::Kind::Offset && isUnknownDistance(S.Bytes));
    Steps.push_back(S);
  }
  return PathId(N);
}

PathId PathTable::field(PathId Base, FieldId F, std::int64_t Bytes) {
  PathStepInfo S;
  S.K = PathStepInfo::Kind::Field;
  S.Parent = Base;
  S.Name = F;
  S.Bytes = Bytes;
  return intern(S);
}

PathId PathTable::offset(PathId Base, std::int64_t Bytes) {
  if (Bytes == 0)
    return Base;
  const PathStepInfo Last = Steps[Base.N];
  if (Last.K == PathStepInfo::Kind::Field && !isUnknownDistance(Last.Bytes) && Bytes == -Last.Bytes)
    return Last.Parent;
  if (Last.K == PathStepInfo::Kind::Offset) {
    // `strchr(skip(text), '=')`: NULL, or somewhere in the same object, wherever the search began.
    const bool Named = isUnknownDistance(Bytes) && Bytes != AnyForward && !isElementDistance(Bytes);
    if (isElementDistance(Last.Bytes) || isElementDistance(Bytes))
      return offset(Last.Parent, AnyIndex);
    // Forward and forward again is forward; anything else unknown may be anywhere.
    if (Last.Bytes == AnyForward)
      return Bytes == AnyForward || (!isUnknownDistance(Bytes) && Bytes > 0)
                 ? Base
                 : offset(Last.Parent, Named ? Bytes : AnyIndex);
    if (Bytes == AnyForward)
      return offset(Last.Parent, !isUnknownDistance(Last.Bytes) && Last.Bytes > 0 ? AnyForward : AnyIndex);
    if (isUnknownDistance(Bytes))
      return offset(Last.Parent, Bytes);
    if (isUnknownDistance(Last.Bytes))
      return Base;
    std::int64_t Sum;
    return offset(Last.Parent, __builtin_add_overflow(Last.Bytes, Bytes, &Sum) ? AnyIndex : Sum);
  }
  PathStepInfo S;
  S.K = PathStepInfo::Kind::Offset;
  S.Parent = Base;
  S.Bytes = Bytes;
  return intern(S);
}

bool PathTable::isForward(PathId P) const {
  const PathStepInfo &S = Steps[P.N];
  return S.K == PathStepInfo::Kind::Offset && (S.Bytes == AnyForward || (!isUnknownDistance(S.Bytes) && S.Bytes > 0));
}

PathId PathTable::element(PathId Base, SymbolId Index, std::int64_t Bytes) {
  const std::pair Known(Index, Bytes);
  auto It = std::find(Elements.begin(), Elements.end(), Known);
  if (It == Elements.end())
    It = Elements.insert(Elements.end(), Known);
  return offset(Base, FirstElement + (It - Elements.begin()));
}

bool PathTable::isElement(PathId P) const {
  for (PathStepInfo S = Steps[P.N]; S.K != PathStepInfo::Kind::Root; S = Steps[S.Parent.N])
    if (S.K == PathStepInfo::Kind::Offset && isUnknownDistance(S.Bytes) && !isElementDistance(S.Bytes))
      return false;
  return true;
}

bool PathTable::indexedBy(PathId P, SymbolId S, const SymbolTable &Symbols) const {
  for (PathStepInfo Step = Steps[P.N]; Step.K != PathStepInfo::Kind::Root; Step = Steps[Step.Parent.N])
    if (Step.K == PathStepInfo::Kind::Offset && isElementDistance(Step.Bytes)) {
      const SymbolId Index = Elements[Step.Bytes - FirstElement].first;
      if (Index == S || Symbols.dependsOn(Index, S))
        return true;
    }
  return false;
}

PathId PathTable::withoutIndex(PathId P, SymbolId S, const SymbolTable &Symbols) {
  if (!indexedBy(P, S, Symbols))
    return P;
  const PathStepInfo Step = Steps[P.N];
  if (Step.K == PathStepInfo::Kind::Offset && isElementDistance(Step.Bytes)) {
    const SymbolId Index = Elements[Step.Bytes - FirstElement].first;
    const bool Is = Index == S || Symbols.dependsOn(Index, S);
    return offset(withoutIndex(Step.Parent, S, Symbols), Is ? AnyIndex : Step.Bytes);
  }
  PathStepInfo Moved = Step;
  Moved.Parent = withoutIndex(Step.Parent, S, Symbols);
  return intern(Moved);
}

bool PathTable::isNamedDistance(PathId P) const {
  const PathStepInfo &S = Steps[P.N];
  return S.K == PathStepInfo::Kind::Offset && S.Bytes > AnyIndex && S.Bytes < FirstElement;
}

bool PathTable::isOnePlace(PathId P) const {
  const PathStepInfo &S = Steps[P.N];
  return S.K != PathStepInfo::Kind::Offset || (S.Bytes != AnyIndex && S.Bytes != AnyForward);
}

PathId PathTable::concat(PathId Base, PathId Below) {
  const PathStepInfo Last = Steps[Below.N];
  switch (Last.K) {
  case PathStepInfo::Kind::Root: return Base;
  case PathStepInfo::Kind::Field: return field(concat(Base, Last.Parent), Last.Name, Last.Bytes);
  case PathStepInfo::Kind::Offset: return offset(concat(Base, Last.Parent), Last.Bytes);
  case PathStepInfo::Kind::Deref: {
    PathStepInfo S;
    S.K = PathStepInfo::Kind::Deref;
    S.Parent = concat(Base, Last.Parent);
    return intern(S);
  }
  }
  return Base;
}

PathId PathTable::rebase(PathId P, PathId From, PathId To) {
  if (P == From)
    return To;
  const PathStepInfo Last = Steps[P.N];
  PathId Base = rebase(Last.Parent, From, To);
  return Last.K == PathStepInfo::Kind::Field ? field(Base, Last.Name, Last.Bytes) : offset(Base, Last.Bytes);
}

PathId PathTable::below(PathId Cell, PathId Inside) {
  PathId First = Inside;
  while (First.N != 0 && Steps[First.N].Parent.N != 0)
    First = Steps[First.N].Parent;
  // Below a pointer that has no name of its own (*arg) a field needs the step, too.
  if (Steps[First.N].K != PathStepInfo::Kind::Field || Cell.N == 0) {
    PathStepInfo S;
    S.K = PathStepInfo::Kind::Deref;
    S.Parent = Cell;
    Cell = intern(S);
  }
  return concat(Cell, Inside);
}

std::optional<std::int64_t> PathTable::bytes(PathId P) const {
  std::int64_t Total = 0;
  for (PathStepInfo S = Steps[P.N]; S.K != PathStepInfo::Kind::Root; S = Steps[S.Parent.N])
    if (S.K == PathStepInfo::Kind::Deref || isUnknownDistance(S.Bytes) ||
        __builtin_add_overflow(Total, S.Bytes, &Total))
      return std::nullopt;
  return Total;
}

std::int64_t PathTable::distance(PathId P) const {
  std::int64_t Total = 0;
  for (PathStepInfo S = Steps[P.N]; S.K != PathStepInfo::Kind::Root; S = Steps[S.Parent.N]) {
    if (S.Bytes == AnyForward && Steps[S.Parent.N].K == PathStepInfo::Kind::Root && Total >= 0)
      return AnyForward;
    if (isUnknownDistance(S.Bytes) || __builtin_add_overflow(Total, S.Bytes, &Total))
      return AnyIndex;
  }
  return Total;
}

PathId PathTable::commonStart(PathId A, PathId B) const {
  while (A != B) {
    PathId &Deeper = Steps[A.N].Depth >= Steps[B.N].Depth ? A : B;
    Deeper = Steps[Deeper.N].Parent;
  }
  return A;
}

bool PathTable::isInterior(PathId P) const {
  std::int64_t Total = 0;
  for (PathStepInfo S = Steps[P.N]; S.K != PathStepInfo::Kind::Root; S = Steps[S.Parent.N]) {
    if (S.Bytes == AnyForward)
      S.Bytes = 1;
    else if (isUnknownDistance(S.Bytes))
      return false;
    if (__builtin_add_overflow(Total, S.Bytes, &Total))
      return true;
  }
  return Total != 0;
}

bool PathTable::startsWith(PathId P, PathId Prefix) const {
  while (Steps[P.N].Depth > Steps[Prefix.N].Depth)
    P = Steps[P.N].Parent;
  return P == Prefix;
}

FieldId PathTable::unnamedField(const std::string &Name, const Flow &F) {
  for (std::uint32_t I = 0; I != Unnamed.size(); ++I)
    if (Unnamed[I].Name == Name)
      return FieldId(F.Fields.size() + I);
  Unnamed.push_back({Name, Role::None});
  return FieldId(F.Fields.size() + Unnamed.size() - 1);
}

const std::string &PathTable::text(PathId P, const Flow &F) const {
  if (Texts.size() < Steps.size())
    Texts.resize(Steps.size());
  if (!Texts[P.N])
    Texts[P.N] = std::make_unique<std::string>(spell(P, F));
  return *Texts[P.N];
}

std::string PathTable::spell(PathId P, const Flow &F) const {
  const PathStepInfo &S = Steps[P.N];
  switch (S.K) {
  case PathStepInfo::Kind::Root: return "";
  case PathStepInfo::Kind::Field: {
    std::string Base = text(S.Parent, F);
    return (Base.empty() ? "" : Base + ".") + fieldOf(S.Name, F).Name;
  }
  case PathStepInfo::Kind::Deref: return text(S.Parent, F) + "*";
  case PathStepInfo::Kind::Offset:
    return text(S.Parent, F) + (isUnknownDistance(S.Bytes) ? "[]" : "[" + std::to_string(S.Bytes) + "]");
  }
  return "";
}

} // namespace deed
