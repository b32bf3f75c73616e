//===- engine/SolverApart.cpp - paths that only callers tell apart --------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Parts of the caller's memory do not keep paths apart: a destructor with twenty
// `if (s->x) free(s->x)` would have a million. Where a flag of the caller's decides, or the first
// of a list is there, each caller knows which path it was: these stay apart while they are few.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// Blocks of a function that keeps apart what it fills from what it does not.
constexpr std::size_t MostBlocksApart = 48;

/// True of what the caller left, or passed, and of bits of it.
bool Solver::isCallers(const SymbolState &St) const {
  const SymbolInfo &I = Symbols[St.S];
  return ((St.AsFound || !St.OriginIsCell) && St.OriginParam >= 0 && St.OriginParam < FirstGlobal) ||
         (I.Kind == SymbolKind::Computed && I.Operator == arith::And && I.R.isInt());
}

/// `if (own) free(s->data);`: on one of the two paths a part of the caller's memory ended that is still there on the
/// other, or is NULL there though as much is known of `own`. Only where the caller can tell which it was: what a
/// count was before it went down it can not. (`if (own && s->data)` has three paths: to merge those that leave it
/// alone would lose that.)
bool Solver::endsApart(const State &A, const State &B) const {
  if (isLarge())
    return false;
  bool ToldApart = false, KnowMore = false; // the one of flags alone
  bool ByPointer = false;                   // by an argument that is NULL on one of the two
  for (const SymbolState &St : A.Symbols) {
    if (!isCallers(St))
      continue;
    const SymbolState *There = B.find(St.S);
    if (There && (isNoDescriptor(St, *There) || isNoDescriptor(*There, St)))
      continue;
    ToldApart |= There && !(There->Signs & St.Signs);
    ByPointer |= There && !(There->Signs & St.Signs) && Symbols.head(St.S).Kind == SymbolKind::ParamValue &&
                 Symbols.head(St.S).Type == TypeClass::Pointer;
    KnowMore |= There && There->Signs != St.Signs && Symbols.head(St.S).Type != TypeClass::Pointer;
  }
  if (givenApart(A, B, ByPointer) || givenApart(B, A, ByPointer))
    return true;
  if (!ToldApart)
    return false;
  auto Ends = [](const SymbolState &St) {
    return (St.St == Status::Released || St.St == Status::Transferred) && St.AsFound;
  };
  auto IsNone = [&](const SymbolState &St) {
    const PathStepInfo &Last = Paths[St.OriginPath];
    return St.Signs == sign::Zero && St.AsFound && Last.K == PathStepInfo::Kind::Field &&
           Last.Name.N < F.Fields.size() && Live.isReleasedField(Last.Name);
  };
  auto Differs = [&](const State &One, const State &Other) {
    return std::any_of(One.Symbols.begin(), One.Symbols.end(), [&](const SymbolState &St) {
      if (!(Ends(St) || IsNone(St)) || !St.OriginIsCell || St.OriginParam < 0 || St.OriginParam >= FirstGlobal ||
          St.Weak || Paths.isWeak(St.OriginPath))
        return false;
      bool IsNull = false;
      for (const SymbolState &Each : Other.Symbols) {
        if (Each.OriginParam != St.OriginParam)
          continue;
        if (Each.OriginIsCell && Each.OriginPath == St.OriginPath && Ends(Each))
          return false;
        IsNull |= Each.S == St.S && isNoDescriptor(Each, St);
        IsNull |= Each.Signs == sign::Zero && Symbols.head(Each.S).Type == TypeClass::Pointer &&
                  (!Each.OriginIsCell || Paths.startsWith(St.OriginPath, Each.OriginPath));
      }
      return !IsNull || (Ends(St) && KnowMore);
    });
  };
  return Differs(A, B) || Differs(B, A) || movedOn(A, B) || movedOn(B, A);
}

/// `if (label) t->label = strdup(label);`, `*out = words;` after a loop: a member of the caller's is fresh on one of two
/// paths and NULL on the other, and the caller knows which it was, by the argument or by a number that was put beside
/// it. (Which number it passed, summaries do not say: `init(t, 2)` may be the one that fills nothing.)
bool Solver::givenApart(const State &There, const State &None, bool ByPointer) const {
  // What fills an object is short; in a long function each such path doubles all that follow.
  if (!(There.HasReturned && None.HasReturned) && !(ByPointer && F.Blocks.size() <= MostBlocksApart))
    return false;
  auto Callers = [&](SymbolId Base) {
    const SymbolState *St = There.find(Base);
    if (!St || St->Weak)
      return false;
    // What it points to; or what is returned.
    return (St->OriginParam >= 0 && St->OriginParam < FirstGlobal) ||
           (There.HasReturned && St->Born.valid() && St->St == Status::Transferred && St->Ended == There.ReturnEvent);
  };
  auto ToldBeside = [&](SymbolId Base) {
    return std::any_of(There.Cells.begin(), There.Cells.end(), [&](const Cell &C) {
      const Value *Other =
          C.Key.Base == Base && C.Key.Path.N != 0 && !Paths.isWeak(C.Key.Path) ? None.find(C.Key) : nullptr;
      if (!Other || (C.V.isSym() && Symbols.head(C.V.S).Type == TypeClass::Pointer))
        return false;
      const Bounds X = boundsOf(There, C.V), Y = boundsOf(None, *Other);
      return X.Hi < Y.Lo || Y.Hi < X.Lo;
    });
  };
  const bool Given = std::any_of(There.Cells.begin(), There.Cells.end(), [&](const Cell &C) {
    const SymbolState *Made =
        C.Key.Path.N != 0 && !Paths.isWeak(C.Key.Path) && C.V.isSymbolItself() ? There.find(C.V.S) : nullptr;
    if (!Made || !Made->Born.valid() || Made->St != Status::Transferred || !Made->WasOwned || Made->Weak ||
        Made->HeldElsewhere || Symbols.head(C.V.S).Type != TypeClass::Pointer || !Callers(C.Key.Base))
      return false;
    const Value *Other = None.find(C.Key);
    return (Other ? Other->isZero() : ByPointer) && (ByPointer || ToldBeside(C.Key.Base));
  });
  if (!Given)
    return false;
  auto Decides = [&](const State &One, const State &Another) {
    return std::any_of(One.Symbols.begin(), One.Symbols.end(), [&](const SymbolState &St) {
      if (!isCallers(St) || Symbols.head(St.S).Type == TypeClass::Pointer ||
          (St.OriginIsCell && Paths[St.OriginPath].K != PathStepInfo::Kind::Field))
        return false;
      const SymbolState *Same = Another.find(St.S);
      return !Same ||
             std::tie(St.Signs, St.Lo, St.Hi, St.Unequal) != std::tie(Same->Signs, Same->Lo, Same->Hi, Same->Unequal);
    });
  };
  return !Decides(There, None) && !Decides(None, There);
}

/// `c = *list; if (c) *list = c->next; return c;`: where there was a first one, the next one took its place.
bool Solver::movedOn(const State &There, const State &None) const {
  return std::any_of(There.Cells.begin(), There.Cells.end(), [&](const Cell &C) {
    const SymbolState *Now = C.V.isSymbolItself() ? There.find(C.V.S) : nullptr;
    if (!Now || !Now->AsFound || Now->Weak || Now->OriginParam < 0 || Now->OriginParam >= FirstGlobal)
      return false;
    const Value *Was = None.find(C.Key);
    const SymbolState *First = Was && Was->isSymbolItself() && Was->S != C.V.S ? None.find(Was->S) : nullptr;
    if (!First || !First->AsFound || First->Signs != sign::Zero || First->OriginParam != Now->OriginParam ||
        Symbols.head(Was->S).Type != TypeClass::Pointer || !Paths.startsWith(Now->OriginPath, First->OriginPath))
      return false;
    const SymbolState *Before = There.find(Was->S);
    return Before && !(Before->Signs & sign::Zero);
  });
}

/// free(p), or a function of which all is known and that does nothing else to what its caller sees:
/// a destructor may as well unlink its argument.
bool Solver::endsBareAt(const SymbolState &Sym) const {
  if (!Sym.Ended.valid() || Sym.EndedByRealloc || !freesBytes(Families[Sym.Family]))
    return false;
  const Event &E = F.Events[Sym.Ended.N];
  const FunctionContract *C = E.Code == Op::Call && E.Target.valid() ? F.Callees[E.Target.N].Contract.get() : nullptr;
  if (!C || C->Inferred.empty())
    return C && C->Return.From.From == Source::Model;
  return C->GlobalsKnown && std::all_of(C->Inferred.begin(), C->Inferred.end(), [](const Outcome &O) {
           return std::all_of(O.Effects.begin(), O.Effects.end(), [](const Effect &E) {
             return E.Kind == EffectKind::Release || E.Kind == EffectKind::Borrow;
           });
         });
}

/// `while (l->head) free(l->head);`: the next round finds what this one released.
void Solver::markRound(State &S) {
  for (const Cell &C : S.Cells) {
    const SymbolState *St = C.V.isSymbolItself() ? S.find(C.V.S) : nullptr;
    if (!St || St->St != Status::Released || St->StoredAway || St->Weak || !St->AsFound || St->OriginParam < 0 ||
        St->OriginParam >= FirstGlobal || St->NextRound || Symbols[C.V.S].Type != TypeClass::Pointer)
      continue;
    const SymbolState *Place = S.find(C.Key.Base);
    if (Place && Place->OriginParam == St->OriginParam && !Place->Weak && Place->St != Status::Released &&
        St->OriginPath == (Place->OriginIsCell ? Paths.below(Place->OriginPath, C.Key.Path) : C.Key.Path) &&
        endsBareAt(*St))
      S.at(C.V.S).NextRound = true;
  }
}

/// The parameters of `if (error) *error = 0;` and of `if (!n || !size) return NULL;`.
void Solver::findToldParams() {
  auto ParamOf = [&](TempId T) {
    const Event *Asked = definitionOf(T, Op::Compare);
    const VarId V = variableRead(Asked ? Asked->A : T);
    return V.valid() && F.Vars[V.N].Type == TypeClass::Pointer ? F.Vars[V.N].Param : -1;
  };
  std::set<int> Asked;
  for (const Block &B : F.Blocks)
    if (B.Kind == Exit::Branch)
      Asked.insert(ParamOf(B.Condition));
  for (const Event &E : F.Events)
    if (const int Param = E.Code == Op::Store ? ParamOf(E.A) : -1;
        Param >= 0 && Asked.count(Param) && F.Events[Definition[E.A.N]].Code == Op::Load)
      ToldParams.insert({Param, TypeClass::Pointer});
  // `if (!n || !size) return NULL;`: callers pass constants, which rule out one as well as the other.
  auto NumberOf = [&](const Block &B) {
    const Event *Asks = B.Kind == Exit::Branch ? definitionOf(B.Condition, Op::Compare) : nullptr;
    const bool WithZero = Asks && definitionOf(Asks->B, Op::Const) && definitionOf(Asks->B, Op::Const)->Value == 0;
    const VarId V = variableRead(WithZero ? Asks->A : B.Condition);
    return V.valid() && F.Vars[V.N].Param >= 0 && F.Vars[V.N].Type != TypeClass::Pointer ? V : VarId();
  };
  auto Refuses = [&](BlockId B) {
    return B.valid() && std::any_of(F.Events.begin() + F.Blocks[B.N].Begin, F.Events.begin() + F.Blocks[B.N].End,
                                    [&](const Event &E) {
                                      const Event *Null = E.Code == Op::Return ? definitionOf(E.A, Op::Const) : nullptr;
                                      return Null && Null->Value == 0;
                                    });
  };
  for (const Block &B : F.Blocks)
    if (const VarId One = NumberOf(B); One.valid() && F.ResultType == TypeClass::Pointer)
      for (const BlockId Next : B.Successors) {
        const VarId Other = Next.valid() ? NumberOf(F.Blocks[Next.N]) : VarId();
        if (!Other.valid() || Other == One || std::none_of(B.Successors.begin(), B.Successors.end(), [&](BlockId To) {
              return Refuses(To) &&
                     std::count(F.Blocks[Next.N].Successors.begin(), F.Blocks[Next.N].Successors.end(), To);
            }))
          continue;
        ToldParams.insert({F.Vars[One.N].Param, F.Vars[One.N].Type});
        ToldParams.insert({F.Vars[Other.N].Param, F.Vars[Other.N].Type});
      }
}

} // namespace deed
