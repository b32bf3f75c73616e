//===- engine/SolverContents.cpp - what a returned block holds ------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `struct box *b = box_new("x"); free(b);` loses b->name, which box_new() filled.
// The summary of a function that returns a fresh block, or puts one into a cell of its
// caller's, says which of its members own something; a call gives them to the caller
// below the block. They go with an outcome, and never make two of one: what one exit
// fills and another leaves alone is not known.
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

/// `n->next = list; return n;`: an argument, which is NULL or which this member has and no other memory that stays.
bool Solver::isOnlyPutThere(const State &S, const Cell &C) const {
  if (!C.V.isSymbolItself() || Symbols[C.V.S].Kind != SymbolKind::ParamValue ||
      Symbols[C.V.S].Type != TypeClass::Pointer)
    return false;
  const SymbolState *St = S.find(C.V.S);
  if (!St || St->St != Status::Plain || (St->Why != Reason::Stored && St->Signs != sign::Zero) || St->HeldElsewhere)
    return false;
  return std::none_of(S.Cells.begin(), S.Cells.end(), [&](const Cell &Other) {
    const SymbolInfo &Base = Symbols[Other.Key.Base];
    return Other.Key != C.Key && Other.V.isSym() && Other.V.S == C.V.S &&
           (Base.Kind != SymbolKind::VarAddress || !inFrame(F.Vars[Base.A]));
  });
}

/// The members of \p Block that only it owns, or that hang from it, or that are NULL, below \p Above.
/// \p Param: ResultParam, or the parameter in whose memory \p Above is the cell that has the block.
void Solver::sumContents(const State &S, SymbolId Block, int Param, PathId Above, unsigned Depth,
                         std::vector<Effect> &Contents) {
  const EventId Gone = Param == ResultParam ? S.ReturnEvent : S.find(Block)->Ended;
  for (const Cell &C : S.Cells) {
    if (C.Key.Base != Block || Paths.isWeak(C.Key.Path))
      continue;
    if (C.Key.Path.N == 0 && !isHandle(S, C))
      continue;
    const PathId P = Depth || Param != ResultParam ? Paths.below(Above, C.Key.Path) : C.Key.Path;
    Effect E;
    E.Param = Param;
    E.Target = true;
    E.Path = Paths.text(P, F);
    if (E.Path.find('[') != std::string::npos)
      continue;
    const SymbolState *St = C.V.isSymbolItself() ? S.find(C.V.S) : nullptr;
    const auto Holds = [&](const Cell &Other) { return Other.V.isSym() && Other.V.S == C.V.S; };
    if (isOnlyPutThere(S, C)) {
      E.Kind = EffectKind::SetInto;
      E.Other = Symbols[C.V.S].A;
      E.Itself = true;
    } else if (signsOfValue(S, C.V) == sign::Zero && (!St || Symbols[C.V.S].Type == TypeClass::Pointer)) {
      E.Kind = EffectKind::SetNull;
    } else if (St && St->Born.valid() && St->WasOwned && !St->Weak && St->St == Status::Transferred &&
               St->Ended == Gone && !St->Parent.Base.valid() && St->Context == ContextKind::None &&
               std::count_if(S.Cells.begin(), S.Cells.end(), Holds) == 1) {
      E.Kind = EffectKind::Give;
      E.Family = Families[St->Family];
      E.MayFail = St->Signs & St->Absent;
    } else if (St && Depth == 0 && St->Born.valid() && !St->Weak && St->St == Status::Plain &&
               St->Parent == CellKey{Block, PathId(0)} && Symbols[C.V.S].Type == TypeClass::Pointer) {
      E.Kind = EffectKind::Give; // `config->key = talloc_strdup(config, text);`
      E.Family = Families[St->Family];
      E.On = ResultParam;
      E.Context = St->Context;
    } else if (St && Param != ResultParam && !Depth && St->AsFound && St->OriginParam == Param && St->OriginIsCell &&
               St->OriginPath == Above && St->St == Status::Plain && St->Why == Reason::None && !St->Weak &&
               std::count_if(S.Cells.begin(), S.Cells.end(), Holds) == 1) {
      E.Kind = EffectKind::SetFrom; // `n->next = *list; *list = n;`
      E.Other = Param;
      E.OnPath = Paths.text(Above, F);
    } else if (St && Param != ResultParam && !Depth && St->AsFound && St->OriginParam == Param && St->OriginIsCell &&
               !Paths.startsWith(St->OriginPath, Above) && Symbols[C.V.S].Type == TypeClass::Pointer &&
               !Paths.isWeak(St->OriginPath) && St->St == Status::Plain && St->Why == Reason::None && !St->Weak) {
      E.Kind = EffectKind::SetFrom; // `n->first = last->first; last->next = n;`
      E.Other = Param;
      E.OnPath = Paths.text(St->OriginPath, F);
    } else if (Depth == 0 && C.V.isSym() && C.V.S == Block && !Paths.isWeak(C.V.Path) &&
               Paths.text(C.V.Path, F).find('[') == std::string::npos) {
      E.Kind = EffectKind::SetInto; // `n->first = n;`, `n->link.next = &n->link;`
      E.Other = ResultParam;
      E.OnPath = Paths.text(C.V.Path, F);
    } else if (Depth == 0 && Param == ResultParam && St && Symbols[C.V.S].Kind == SymbolKind::ParamValue &&
               Symbols[C.V.S].Type == TypeClass::Pointer) {
      E.Kind = EffectKind::SetInto; // `n->prev = prev;`
      E.Other = static_cast<int>(Symbols[C.V.S].A);
    } else {
      continue;
    }
    const bool Given = E.Kind == EffectKind::Give && E.On != ResultParam;
    Contents.push_back(std::move(E));
    if (Given && Depth + 1 < DeepestContents)
      sumContents(S, C.V.S, Param, P, Depth + 1, Contents);
  }
}

/// Keeps what both exits say of a member. One that is NULL in the other may be NULL.
void joinContents(std::vector<Effect> &Into, const std::vector<Effect> &From) {
  std::erase_if(Into, [&](Effect &Mine) {
    const auto Other = std::find_if(From.begin(), From.end(),
                                    [&](const Effect &E) { return E.Param == Mine.Param && E.Path == Mine.Path; });
    if (Other == From.end())
      return true;
    auto IsMoved = [](const Effect &E) { return E.Kind == EffectKind::SetInto || E.Kind == EffectKind::SetFrom; };
    if (IsMoved(Mine) || IsMoved(*Other))
      return Mine != *Other;
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

bool fillsApart(const std::vector<Condition> &IfA, const std::vector<Effect> &A, const std::vector<Condition> &IfB,
                const std::vector<Effect> &B) {
  auto Fills = [](const std::vector<Effect> &One, const std::vector<Effect> &Other) {
    return std::any_of(One.begin(), One.end(), [&](const Effect &E) {
      return E.Kind == EffectKind::Give && std::none_of(Other.begin(), Other.end(), [&](const Effect &There) {
               return There.Kind == EffectKind::Give && There.Param == E.Param && There.Path == E.Path;
             });
    });
  };
  if (!Fills(A, B) && !Fills(B, A))
    return false;
  bool ToldApart = false;
  for (const Condition &X : IfA)
    for (const Condition &Y : IfB)
      ToldApart |= X.isOfSame(Y) && !X.Target && X.Pointer && !(X.Signs & Y.Signs);
  return ToldApart;
}

/// \p Member is below the cell that \p Given fills.
static bool isBelow(const Effect &Member, const Effect &Given) {
  const bool OnContext = Given.On != -1 || Given.Context != ContextKind::None;
  return Given.Kind == EffectKind::Give && Given.Target && Member.Param == Given.Param &&
         (!OnContext || Member.On == ResultParam) && !Given.Bytes && Member.Path.size() > Given.Path.size() &&
         Member.Path.starts_with(Given.Path) &&
         (Given.Path.empty() || Member.Path[Given.Path.size()] == '.' || Member.Path[Given.Path.size()] == '*');
}

/// True of what only says how a member of the result begins: NULL, or the block itself, or an argument.
static bool onlyTells(const Effect &E) {
  return E.Kind == EffectKind::SetNull || (E.Kind == EffectKind::SetInto && !E.Itself);
}

/// True of a member that is an address in its own block.
static bool pointsToBlock(const Effect &E) { return E.Kind == EffectKind::SetInto && E.Other == ResultParam; }

/// What is not certain of the block itself, or of a member, is not of what hangs there
/// either. That a member of a part is NULL was of use to the other exits only.
void Solver::settleContents() {
  for (auto &[Signs, O] : ExitOutcomes) {
    const std::vector<Effect> All = std::move(O.Contents);
    O.Contents.clear();
    std::copy_if(All.begin(), All.end(), std::back_inserter(O.Contents), [&, &O = O](const Effect &E) {
      const bool BelowDoubt =
          std::any_of(All.begin(), All.end(), [&](const Effect &Other) { return Other.MayFail && isBelow(E, Other); });
      const bool BlockIsKnown =
          E.Param == ResultParam
              ? O.Return == ReturnWord::Owned || (O.Return == ReturnWord::Allocated && E.On == ResultParam)
              : std::any_of(O.Effects.begin(), O.Effects.end(), [&](const Effect &Block) { return isBelow(E, Block); });
      if (onlyTells(E) && !pointsToBlock(E) &&
          (E.Param != ResultParam || E.Path.find_first_of(".*") != std::string::npos))
        return false;
      return BlockIsKnown && !BelowDoubt;
    });
  }
}

/// What \p E keeps is kept in a member of a block that the outcome gives, which says all of it.
bool isKeptInBlock(const Outcome &O, const Effect &E) {
  return E.Kind == EffectKind::Hold && !E.Target &&
         std::any_of(O.Contents.begin(), O.Contents.end(), [&](const Effect &Member) {
           return Member.Kind == EffectKind::SetInto && Member.Itself && Member.Other == E.Param;
         });
}

/// True if the function reads a member of that name of some object.
bool Solver::readsMember(std::string_view Name) {
  if (!NamesRead) {
    NamesRead.emplace();
    for (const Event &E : F.Events)
      if (const Event *Place = E.Code == Op::Load ? definitionOf(E.A, Op::FieldAddr) : nullptr)
        NamesRead->insert(F.Fields[Place->FieldOf.N].Name);
  }
  return NamesRead->count(Name) != 0;
}

/// `n->link.next = &n->link;`: the member at \p K of \p Block is an address in it.
void Solver::setToBlock(EventId At, Execution &X, CellKey K, Value Block, const Effect &E) {
  CellKey Place;
  if (E.OnPath.empty())
    X.S.set(K, Block, At);
  else if (walk(X, Block, E.OnPath, Place))
    X.S.set(K, Value::symbol(Place.Base, Place.Path), At);
}

/// The members of a fresh result are the caller's with it.
void Solver::applyContents(EventId At, Execution &X, Value R, const Outcome &O) {
  applyResultNumbers(At, X, R, O);
  std::uint32_t Slot = 1u << 26;
  for (const Effect &E : O.Contents) {
    CellKey K;
    if (E.Param != ResultParam || !walk(X, R, E.Path, K))
      continue;
    // `n = node_new(NULL); ... while (n->prev) n = n->prev;`: what it is of the first one, who reads it should know.
    if (pointsToBlock(E))
      setToBlock(At, X, K, R, E);
    else if (!onlyTells(E))
      fillMember(At, X, K, E, Slot++);
    else if (readsMember(E.Path) && (E.Kind == EffectKind::SetNull || argument(At, X, E.Other).isZero()))
      X.S.set(K, Value::integer(0), At);
  }
}

/// The same of a block that \p Block puts into a cell of the caller's, where \p Old was before. True if that hangs below
/// the block now.
bool Solver::applyContentsOf(EventId At, Execution &X, const Effect &Block, unsigned Arg, Value Old) {
  std::uint32_t Slot = (1u << 26) + (1u << 12) * (Arg + 1);
  bool Hangs = false;
  for (const Effect &E : Applied->Contents) {
    CellKey K;
    if (!isBelow(E, Block) || !findTarget(At, X, Arg, E.Path, K))
      continue;
    if (pointsToBlock(E)) {
      if (CellKey Holder; findTarget(At, X, Arg, Block.Path, Holder))
        if (const Value *Given = X.S.find(Holder); Given && Given->isSym())
          setToBlock(At, X, K, Value(*Given), E);
      continue;
    }
    if (CellKey From; E.Kind == EffectKind::SetFrom && E.OnPath != Block.Path) {
      const Value *There = findTarget(At, X, Arg, E.OnPath, From) ? X.S.find(From) : nullptr;
      if (There && There->isSym())
        X.S.set(K, Value(*There), At);
    } else if (E.Kind == EffectKind::SetFrom)
      X.S.set(K, Old, At), Hangs = true;
    else
      fillMember(At, X, K, E, Slot++);
  }
  return Hangs;
}

void Solver::fillMember(EventId At, Execution &X, CellKey K, const Effect &E, std::uint32_t Slot) {
  if (E.Kind == EffectKind::SetInto) {
    if (isLarge()) // where paths are folded, which member has it is soon lost sight of
      return;
    PutIntoBlock.insert(E.Other);
    setInto(At, X, K, E);
    return;
  }
  if (E.On == ResultParam) {
    setPart(At, X, K, E);
    return;
  }
  const TypeClass Type = E.Family == "fd" ? TypeClass::Signed : TypeClass::Pointer;
  const Value New = fresh(X, SymbolKind::Given, At.N, Slot, Type);
  own(At, X, New.S, E.Family);
  if (!E.MayFail)
    narrow(X.S, New.S, sign::Any & ~X.S.at(New.S).Absent);
  X.S.set(K, New, At);
}

} // namespace deed
