//===- engine/SolverMerge.cpp - folds two states into one -----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>
#include <cstring>
#include <type_traits>

namespace deed {

/// Merges of one block that still find implications.
constexpr unsigned MergesThatImply = 4;
/// And those in which a counter may still find its bounds.
constexpr unsigned MergesOfCounters = 24;
/// From then on what is implied only becomes less, so that a loop settles.
constexpr unsigned MergesThatRename = 16;

/// Adds what \p From has to \p Into, both sorted. True if something was new.
static bool unite(FlatVector<std::uint32_t> &Into, const FlatVector<std::uint32_t> &From) {
  if (Into == From || std::includes(Into.begin(), Into.end(), From.begin(), From.end()))
    return false;
  FlatVector<std::uint32_t> Both;
  std::set_union(Into.begin(), Into.end(), From.begin(), From.end(), std::back_inserter(Both));
  Into = std::move(Both);
  return true;
}

/// Leaves in \p Into what \p From has, too, both sorted. True if something went.
static bool intersect(FlatVector<std::uint32_t> &Into, const FlatVector<std::uint32_t> &From) {
  if (Into == From)
    return false;
  FlatVector<std::uint32_t> Both;
  std::set_intersection(Into.begin(), Into.end(), From.begin(), From.end(), std::back_inserter(Both));
  const bool Changed = Both != Into;
  Into = std::move(Both);
  return Changed;
}

/// Makes place in \p S for all of \p Ids at once. One by one, each would move what stands behind it.
static void addAll(State &S, std::vector<SymbolId> Ids) {
  std::erase_if(Ids, [&](SymbolId Id) { return S.find(Id); });
  std::sort(Ids.begin(), Ids.end());
  Ids.erase(std::unique(Ids.begin(), Ids.end()), Ids.end());
  std::size_t From = S.Symbols.size(), To = From + Ids.size();
  S.Symbols.reserve(To);
  for (std::size_t I = From; I != To; ++I)
    S.Symbols.push_back(SymbolState());
  for (; !Ids.empty(); Ids.pop_back()) {
    while (From != 0 && Ids.back() < S.Symbols[From - 1].S)
      S.Symbols[--To] = S.Symbols[--From];
    S.Symbols[--To] = SymbolState();
    S.Symbols[To].S = Ids.back();
  }
}

/// What the caller's object held at first, or null.
static const SymbolState *asFound(const State &S, Value V) {
  const SymbolState *St = V.isSymbolItself() ? S.find(V.S) : nullptr;
  return St && St->AsFound && St->OriginIsCell && !St->Weak ? St : nullptr;
}

/// True of such a pointer that this path released: where there is no object there is nothing that could be alive.
static bool endedAsFound(const State &S, Value V) {
  const SymbolState *St = asFound(S, V);
  return St && St->St == Status::Released && !St->EndedByRealloc;
}

/// Folds \p From into \p Into, which agrees with it on all typestates. Returns
/// true if \p Into now knows less than before.
bool Solver::mergeInto(State &Into, const State &From, BlockId B, unsigned Merges) {
  // A value that still differs after a few rounds is nothing to wait for, and a
  // counter's bound has no end sooner. (What comes to a block that is no loop's head has
  // its bounds from one.)
  const bool Widen = Merges > 6, WidenBounds = Merges > (IsLoopHead[B.N] ? 1u : 6u);
  auto Join = [&](Bounds Old, Bounds New) {
    Bounds R{std::min(Old.Lo, New.Lo), std::max(Old.Hi, New.Hi)};
    if (WidenBounds && R.Lo < Old.Lo)
      R.Lo = INT64_MIN;
    if (WidenBounds && R.Hi > Old.Hi)
      R.Hi = INT64_MAX;
    return R;
  };
  bool Changed = meetCursors(Into, From);
  Changed |= meetUses(Into, From);
  FlatVector<Cell> Cells;
  Cells.reserve(Into.Cells.size());
  std::vector<SymbolId> Written;                       // below them a cell is known on one path only
  std::vector<std::pair<CellKey, SymbolState>> Unheld; // what such a cell held, see noteUnheld()
  std::vector<SymbolId> HeldTwice;
  auto LetGo = [&](const State &Of, CellKey K, Value V) {
    const SymbolState *Held = V.isSym() ? Of.find(V.S) : nullptr;
    if (Held)
      keepAllocation(*Held); // by which name it is held is no longer known
    // `if (l->tail) l->tail->next = node; else l->head = node; l->tail = node;`: the last is not all.
    const bool Stored =
        Held && (Held->Born.valid() ? Held->St == Status::Transferred
                                    : Symbols[V.S].Kind == SymbolKind::ParamValue && Held->Why == Reason::Stored);
    if (Stored && outlives(Of, K.Base))
      HeldTwice.push_back(V.S);
    if (Held && Held->OriginParam >= 0 && Held->Why == Reason::None && Symbols[V.S].Type == TypeClass::Pointer)
      Unheld.push_back({K, *Held});
  };
  std::vector<MetValue> Met, MetCounters;
  struct JoinedSymbol {
    SymbolId S;
    std::uint8_t Signs;
    Bounds Range;
    int Param = -1;       ///< see SymbolState::MayBeParam
    SymbolState Child;    ///< where both are memory of one context
    SymbolId Here, There; ///< what it was on the two paths, where that is a value itself
  };
  std::vector<JoinedSymbol> Joined;
  std::vector<Relation> Relations;
  std::vector<SymbolId> WithNull, OfNull; // see joinWithNull(); parts of what is NULL on the other path, as found
  auto J = From.Cells.begin();
  for (const Cell &C : Into.Cells) {
    while (J != From.Cells.end() && J->Key < C.Key)
      ++J;
    const Value *Other = J != From.Cells.end() && J->Key == C.Key ? &J->V : nullptr;
    if (C.V.isSym() && (!Other || !Other->isSym() || Other->S != C.V.S) && isCursor(Into, From, C.Key, &C.V, Other)) {
      Cells.push_back({C.Key, Value::symbol(C.V.S, Paths.offset(PathId(0), AnyIndex)), C.At});
      Changed |= Cells[Cells.size() - 1].V != C.V;
      OfNull.push_back(C.V.S);
      continue;
    }
    if (!Other) {
      const auto Of = std::find_if(Joined.begin(), Joined.end(), [&](auto &X) { return X.S == C.Key.Base; });
      if (Of != Joined.end() && Of->Here == Of->S && Of->There.valid())
        if (const Value *Same = From.find({Of->There, C.Key.Path}); Same && *Same == C.V) {
          Cells.push_back(C);
          continue;
        }
      if (isNullObject(From, C.Key, Into, C.V)) { // `if (r) r->text = t;`
        Cells.push_back(C);
        // `if (error && *error) return;`: what was asked of it, too. `if (o) free(o->text);`: and that it ended.
        if (C.Key.Path.N == 0 || endedAsFound(Into, C.V))
          WithNull.push_back(C.V.S);
        else if (const SymbolState *St = asFound(Into, C.V); St && St->St == Status::Plain && St->Why == Reason::None)
          OfNull.push_back(C.V.S);
        continue;
      }
      Changed = true;
      Written.push_back(C.Key.Base);
      LetGo(Into, C.Key, C.V);
      continue;
    }
    if (J->V == C.V) {
      Cells.push_back(C);
      continue;
    }
    // NULL on the path where the other's value is known to be NULL, too: the same. So is
    // `p ? header_of(p) : NULL`.
    auto IsNullThere = [&](const State &S, Value Null, Value V) {
      const SymbolState *St =
          Null.isZero() && V.isSym() && !isUnknownDistance(Paths.distance(V.Path)) && !Paths.isWeak(V.Path)
              ? S.find(V.S)
              : nullptr;
      return St && St->Signs == sign::Zero && St->St == Status::Plain;
    };
    if (IsNullThere(Into, C.V, J->V)) {
      Changed = true;
      Cells.push_back({C.Key, J->V, J->At});
      continue;
    }
    if (IsNullThere(From, J->V, C.V)) {
      Cells.push_back(C);
      continue;
    }
    // The same object at another distance is still that object.
    if (C.V.isSym() && J->V.isSym() && C.V.S == J->V.S) {
      const PathId A = C.V.Path, B = J->V.Path;
      const bool Forward = Paths.isForward(A) && Paths.isForward(B) && Paths[A].Parent == Paths[B].Parent;
      const bool MayBeNull = Paths.isNamedDistance(A) || Paths.isNamedDistance(B);
      Value Moved =
          Value::symbol(C.V.S, Forward ? Paths.offset(Paths[A].Parent, AnyForward)
                                       : Paths.offset(Paths.commonStart(A, B), MayBeNull ? AnyOrNull : AnyIndex));
      Changed |= Moved != C.V;
      Cells.push_back({C.Key, Moved, C.At});
      continue;
    }
    // One text or another: neither is on the heap.
    if (!C.V.isZero() && !J->V.isZero() && isNullOrText(C.V) && isNullOrText(J->V)) {
      const Value One = std::min(C.V, J->V);
      Changed |= One != C.V;
      Cells.push_back({C.Key, One, C.At});
      continue;
    }
    if (Value Child; joinWithNull(Into, From, C.V, J->V, Child, Changed)) {
      Cells.push_back({C.Key, Child, C.At});
      WithNull.push_back(Child.S);
      continue;
    }
    // `grow(p); if (n > 1) memcpy(p->text, s, n); else p->text[0] = *s;`: each path found anew what a callee had left.
    auto IsFoundAgain = [&](const State &S, Value V) {
      const SymbolState *St = V.isSymbolItself() ? S.find(V.S) : nullptr, *Place = S.find(C.Key.Base);
      return St && Place && Symbols[V.S].Kind == SymbolKind::Loaded && Symbols[V.S].Type == TypeClass::Pointer &&
             !St->AsFound && St->OriginIsCell && !St->Weak && St->St == Status::Plain && St->Why == Reason::None &&
             St->OriginParam >= 0 && St->OriginParam == Place->OriginParam &&
             St->OriginPath == (Place->OriginIsCell ? Paths.below(Place->OriginPath, C.Key.Path) : C.Key.Path);
    };
    // `copy ? strdup(*file) : *file`: each path read the caller's cell, and found what is there.
    if ((isAsFound(Into, C.Key, C.V) && isAsFound(From, C.Key, J->V)) ||
        (IsFoundAgain(Into, C.V) && IsFoundAgain(From, J->V))) {
      Changed = true;
      continue;
    }
    // A name for "one of the two": tests of it later still agree with each other.
    std::uint32_t Slot = C.Key.Base.N * 4099u + C.Key.Path.N;
    TypeClass T = TypeClass::Other;
    SymbolId Sym = Symbols.get(SymbolKind::Join, B.N, Slot, false, T);
    // `for (j = i; ...)`: that two counters are the same on both ways stays, too.
    const bool IsCounter = C.Key.Path.N == 0 && Counters.contains(C.Key.Base);
    const auto Twin = std::find_if(MetCounters.begin(), MetCounters.end(),
                                   [&](const MetValue &M) { return M.Here == C.V && M.There == J->V; });
    if (IsCounter && Twin != MetCounters.end()) {
      Changed |= !(C.V == Value::symbol(Twin->Now));
      Cells.push_back({C.Key, Value::symbol(Twin->Now), EventId()});
      continue;
    }
    bool Settled = false;
    // What both know of its bits stays: `if (open & INPUT)` at the end, whatever else was set.
    if (C.Key.Path.N == 0 && Symbols[C.Key.Base].Kind == SymbolKind::VarAddress &&
        Live.isBitSet(VarId(Symbols[C.Key.Base].A))) {
      const KnownBits A = bitsOf(C.V), O = bitsOf(J->V);
      if (const Value Known = withBits(Sym, {A.Ones & O.Ones, A.Zeros & O.Zeros}, T); Known.isSym()) {
        Settled = Known == C.V;
        Sym = Known.S;
      }
    }
    std::uint8_t Signs = signsOfValue(Into, C.V) | signsOfValue(From, J->V);
    const bool WasJoined = C.V.isSymbolItself() && C.V.S == Sym;
    bool ElsewhereToo = false;
    for (const Cell &O : From.Cells)
      if (O.V.isSym() && O.V.S == Sym && O.Key != C.Key) {
        const Value *There = IsCounter && Counters.contains(O.Key.Base) ? Into.find(O.Key) : nullptr;
        ElsewhereToo |= !There || !(*There == C.V);
      }
    const Bounds Old = boundsOf(Into, C.V), Range = Join(Old, boundsOf(From, J->V));
    const bool Same = Signs == signsOfValue(Into, C.V) && Range.Lo == Old.Lo && Range.Hi == Old.Hi;
    // The bounds of a counter have settled, or will; that a size is not 0 has.
    const TypeClass Found = J->V.isSymbolItself() ? Symbols[J->V.S].Type : TypeClass::Other;
    const SymbolInfo &Place = Symbols[C.Key.Base];
    const TypeClass Declared =
        C.Key.Path.N == 0 && Place.Kind == SymbolKind::VarAddress ? F.Vars[Place.A].Type : TypeClass::Other;
    auto IsCount = [](TypeClass Of) { return Of == TypeClass::Signed || Of == TypeClass::Unsigned; };
    Settled |= WasJoined && Merges < MergesOfCounters &&
               (Same ? Symbols[Sym].IsOperand || (IsCount(Declared) && !(Signs & sign::Zero)) : IsCount(Found));
    if ((Widen && !Settled) || ElsewhereToo) {
      Changed = true; // the cell is dropped: its next load finds something new
      Written.push_back(C.Key.Base);
      LetGo(Into, C.Key, C.V);
      LetGo(From, C.Key, J->V);
      continue;
    }
    if (!WasJoined || !Same)
      Changed = true;
    Cells.push_back({C.Key, Value::symbol(Sym), EventId()});
    LetGo(Into, C.Key, C.V);
    LetGo(From, C.Key, J->V);
    // -2: NULL, which is nobody's.
    auto ParamOf = [&](const State &S, Value V) -> int {
      const SymbolState *St = V.isSym() ? S.find(V.S) : nullptr;
      if (!St)
        return V.isZero() ? -2 : -1;
      if (St->MayBeParam >= 0)
        return St->MayBeParam;
      return Symbols[V.S].Kind == SymbolKind::ParamValue && Symbols[V.S].Type == TypeClass::Pointer ? St->OriginParam
                                                                                                    : -1;
    };
    const int PA = ParamOf(Into, C.V), PB = ParamOf(From, J->V);
    if (PA != PB && Sym.valid())
      for (const Value &Each : {C.V, J->V}) {
        if (!Each.isSym() || Each.S == Sym)
          continue;
        if (const auto Of = EitherOf.find(Each.S); Of != EitherOf.end())
          EitherOf[Sym].insert(Of->second.begin(), Of->second.end());
        else if (Symbols[Each.S].Kind == SymbolKind::ParamValue && Symbols[Each.S].Type == TypeClass::Pointer)
          EitherOf[Sym].insert(Each.S);
      }
    notePointsTo(Into, C.V, Sym);
    notePointsTo(From, J->V, Sym);
    SymbolState Child;
    const SymbolState *CA = C.V.isSymbolItself() ? Into.find(C.V.S) : nullptr,
                      *CB = J->V.isSymbolItself() ? From.find(J->V.S) : nullptr;
    if (CA && CB && CA->Parent.Base.valid() && CA->Parent == CB->Parent && CA->St == Status::Plain &&
        CB->St == Status::Plain && !CA->Weak && !CB->Weak && CA->Born.valid()) {
      Child.Parent = CA->Parent;
      Child.Context = CA->Context == CB->Context ? CA->Context : ContextKind::None;
      Child.Family = CA->Family == CB->Family ? CA->Family : 0;
      Child.Born = CA->Born;
    }
    // `if (!m->table) m->table = make();`: what is in the caller's cell then is what it
    // was, where that was not NULL, and its end is the old one's end.
    if (CA && CB && Child.Parent == CellKey()) {
      const SymbolState *Base = Into.find(C.Key.Base);
      for (const SymbolState *Was : {CA, CB}) {
        const SymbolState *Made = Was == CA ? CB : CA;
        if (Base && Base->OriginParam >= 0 && !Base->Weak && !Paths.isWeak(C.Key.Path) && Was->AsFound &&
            Was->St == Status::Plain && Was->OriginParam == Base->OriginParam && !Made->Weak &&
            (Made->Born.valid() || isGivenForNull(Was == CA ? From : Into, *Was, *Made)) &&
            Was->OriginPath == (Base->OriginIsCell ? Paths.below(Base->OriginPath, C.Key.Path) : C.Key.Path)) {
          Child.OriginParam = Was->OriginParam;
          Child.OriginPath = Was->OriginPath;
          Child.OriginIsCell = true;
          // `if (!p->error) p->error = strdup(why);`: whose cell holds NULL owns what is there then.
          if (isMadeForNull(Was == CA ? From : Into, *Was, *Made, C.Key))
            noteRegrown(Into, C.Key, Families[Made->Family]);
        }
      }
    }
    // `if (big) o->p = map(n); else o->p = malloc(n);`: of either kind, it was made for that place.
    if (CA && CB && CA->Family != CB->Family && !IsLoopHead[B.N] && isStoredOnce(Into, *CA, C.Key) &&
        isStoredOnce(From, *CB, C.Key) && !answersHeld(Into, CA->S) && !answersHeld(From, CB->S)) {
      Child = SymbolState();
      Child.St = Status::Transferred;
      Child.StoredAway = Child.WasOwned = true;
      Child.Born = CA->Born;
      Child.Ended = CA->Ended;
    } else if (Child.Parent == CellKey() && !Child.OriginIsCell)
      Child.LentFrom = lenderOfEither(Into, From, C.V, J->V, C.Key);
    Into.HasLoans |= Child.LentFrom.Base.valid();
    relate(Into, C.V, From, J->V, Sym, Relations);
    if (!WasJoined) { // later merges only take away
      relate(From, J->V, Into, C.V, Sym, Relations);
      relateNumber(Into, C.V, From, J->V, Sym, Relations);
      relateSteps(Into, C.V, From, J->V, Sym, Relations);
      if (!C.V.isInt())
        relateNumber(From, J->V, Into, C.V, Sym, Relations);
    }
    Met.push_back({Sym, C.V, J->V});
    if (IsCounter)
      MetCounters.push_back(Met.back());
    Joined.push_back({Sym, Signs, Range,
                      PA == PB || PB == -2 ? PA
                      : PA == -2           ? PB
                                           : -1,
                      Child, C.V.isSymbolItself() ? C.V.S : SymbolId(), J->V.isSymbolItself() ? J->V.S : SymbolId()});
  }
  // `if (e->next) ...; e = e->next;` in the first round and in a later one: e differs, and
  // what e->next was found to be is one name for both.
  std::vector<Cell> Alike;
  for (const JoinedSymbol &Of : Joined)
    if (Of.Here.valid() && Of.Here != Of.S && Of.There.valid())
      for (const Cell &C : Into.Cells)
        if (C.Key.Base == Of.Here && C.V.isSym())
          if (const Value *Same = From.find({Of.There, C.Key.Path}); Same && *Same == C.V)
            Alike.push_back({{Of.S, C.Key.Path}, C.V, EventId()});

  if (!Into.Implied.empty() || !From.Implied.empty())
    Changed |= mergeImplied(Into, From, Met, /*Settles=*/Merges >= MergesThatRename);
  // (The rounds of a loop are not two ways that were gone for a reason.)
  if (Merges < MergesThatImply && !IsLoopHead[B.N])
    findImplied(Into, From, Met);
  findFirstRound(Into, From, Met, IsLoopHead[B.N]);

  std::set<SymbolId> OnlyThere;                       // of these, what ended there and has no name here
  std::vector<std::pair<Cell, SymbolState>> OfObject; // (asked before Into knows less of the pointer)
  for (const Cell &C : From.Cells)
    if (C.V.isSym() && isNullObject(Into, C.Key, From, C.V))
      if (const SymbolState *Held = From.find(C.V.S)) {
        OfObject.push_back({C, *Held});
        if (!Into.find(C.V.S) && endedAsFound(From, C.V))
          OnlyThere.insert(C.V.S);
      }

  static_assert(std::is_trivially_copyable_v<SymbolState>); // most of what two paths know is the same, byte for byte
  std::vector<SymbolId> Dropped;                            // in their order
  auto Next = From.Symbols.begin();
  for (SymbolState &A : Into.Symbols) {
    while (Next != From.Symbols.end() && Next->S < A.S)
      ++Next;
    const SymbolState *P = Next != From.Symbols.end() && Next->S == A.S ? &*Next : nullptr;
    if (P && std::memcmp(&A, P, sizeof(A)) == 0) {
      continue;
    }
    if (!P && std::find(WithNull.begin(), WithNull.end(), A.S) != WithNull.end())
      continue;
    if (!P && std::find(OfNull.begin(), OfNull.end(), A.S) != OfNull.end()) {
      const SymbolState Was = A;
      forgetNumber(A, Symbols.head(A.S).Type);
      Changed |= std::memcmp(&A, &Was, sizeof(A)) != 0;
      continue;
    }
    if (!P && std::find(Relations.begin(), Relations.end(), Relation{A.S, A.Signs}) != Relations.end()) {
      Dropped.push_back(A.S); // comes again below
      continue;
    }
    if (!P) {
      // On the other path it was never looked at: released on this one only.
      if (A.OriginParam >= 0 && (A.St == Status::Released || A.St == Status::Transferred || A.Why != Reason::None)) {
        const SymbolState Was = A;
        if (A.St != Status::Escaped) {
          A.St = Status::Escaped;
          A.Why = Reason::Merged;
        }
        forgetNumber(A, Symbols.head(A.S).Type);
        Changed |= std::memcmp(&A, &Was, sizeof(A)) != 0;
        continue;
      }
      Dropped.push_back(A.S);
      if (A.Signs != sign::Any || A.Lo != INT64_MIN || A.Hi != INT64_MAX || A.Unequal) {
        bool IsJoined = std::any_of(Joined.begin(), Joined.end(), [&](auto &X) { return X.S == A.S; });
        Changed |= !IsJoined;
      }
      continue;
    }
    // `if (p->fd >= 0) close(p->fd);`: no descriptor is negative, which only the path that closed it shows.
    const bool WasAbsent = A.isAbsent() || isNoDescriptor(A, *P),
               IsAbsentThere = P->isAbsent() || isNoDescriptor(*P, A);
    const Bounds Old = boundsOf(A), Range = Join(Old, boundsOf(*P));
    Changed |= Range.Lo != Old.Lo || Range.Hi != Old.Hi;
    A.Lo = Range.Lo;
    A.Hi = Range.Hi;
    std::uint8_t Signs = A.Signs | P->Signs;
    Changed |= Signs != A.Signs;
    A.Signs = Signs;
    const std::uint32_t Unequal = Constants.common(A.Unequal, P->Unequal);
    Changed |= Unequal != A.Unequal;
    A.Unequal = Unequal;
    if (A.St != P->St) { // neither is keyed, see keyed()
      // `if (s->x) free(s->x)`: released, or there was nothing to release.
      auto Ended = [](const SymbolState &S) { return S.St == Status::Released || S.St == Status::Transferred; };
      Status Both = A.St == Status::Escaped || P->St == Status::Escaped || Ended(A) || Ended(*P) ? Status::Escaped
                                                                                                 : Status::Plain;
      if (Ended(A) && IsAbsentThere)
        Both = A.St;
      else if (Ended(*P) && WasAbsent) {
        Both = P->St;
        A.Ended = P->Ended;
        A.EndedPath = P->EndedPath;
        A.Family = P->Family;
        A.Absent = P->Absent;
      } else if (Both == Status::Escaped && A.OriginParam >= 0 && A.Why == Reason::None) {
        A.Why = Reason::Merged;
        Changed = true;
      }
      Changed |= Both != A.St;
      A.St = Both;
    }
    Changed |= meetOrigins(A, *P);
    // Owned on both, see keyOf(): only where a block has all the states that it may have.
    if (A.St == Status::Owned && P->St == Status::Owned && A.Family && A.Family != P->Family)
      A.Family = 0, Changed = true;
    if (P->BoundAt.valid() && !A.BoundAt.valid())
      A.BoundAt = P->BoundAt;
    if (P->StatementSeen && !A.StatementSeen) {
      A.StatementSeen = true;
      Changed = true;
    }
    // `while (q->n > 0) q->n--;`: what a later round reads is not what the caller left there.
    Changed |= A.AsFound && !P->AsFound;
    A.AsFound &= P->AsFound;
    A.Weak |= P->Weak;
    A.Followed |= P->Followed;
    Changed |= (P->Shown && !A.Shown) || (A.InvokedAt.valid() && A.InvokedAt != P->InvokedAt);
    A.Shown |= P->Shown;
    Changed |= P->Open && !A.Open;
    A.Open |= P->Open;
    if (A.InvokedAt != P->InvokedAt)
      A.InvokedAt = EventId();
    Changed |= mergeLoans(A, *P);
    // `if (c) steal(ctx, c);`: where there is none it hangs from nothing.
    if (WasAbsent == IsAbsentThere)
      Changed |= mergeContexts(A, *P);
    else if (WasAbsent && A.Parent != P->Parent) {
      takeContexts(A, *P);
      Changed = true;
    }
    Changed |= (A.MayFail && !P->MayFail) || (A.Dereferenced && !P->Dereferenced) || (!A.Tested && P->Tested);
    A.MayFail &= P->MayFail;
    A.OfNothing &= P->OfNothing;
    A.IsSize &= P->IsSize;
    Changed |= A.Filled && !P->Filled;
    A.Filled &= P->Filled;
    Changed |= (P->HeldElsewhere && !A.HeldElsewhere) || (P->Counted && !A.Counted);
    A.Counted |= P->Counted;
    A.HeldElsewhere |= P->HeldElsewhere;
    A.Tested |= P->Tested;
    A.Dereferenced &= P->Dereferenced;
    if (A.Why == Reason::None && P->Why != Reason::None) {
      A.Why = P->Why;
      Changed = true;
    }
  }
  std::vector<const SymbolState *> Added;
  const SymbolState *Here = Into.Symbols.begin();
  for (const SymbolState &B : From.Symbols) {
    if (B.OriginParam < 0 || (B.St != Status::Released && B.St != Status::Transferred && B.Why == Reason::None))
      continue;
    while (Here != Into.Symbols.end() && Here->S < B.S)
      ++Here;
    if (Here == Into.Symbols.end() || Here->S != B.S) {
      Added.push_back(&B);
      Changed = true;
    }
  }
  Changed |= unite(Into.Pending, From.Pending);
  Changed |= unite(Into.Writes, From.Writes);
  Changed |= unite(Into.Regrown, From.Regrown);
  Changed |= intersect(Into.Followed, From.Followed);
  Changed |= mergeMoves(Into, From);
  Changed |= unite(Into.Allocated, From.Allocated);
  if (Into.Current != From.Current && Into.Current.K != Value::Kind::Unknown) {
    Into.Current = Value();
    Changed = true;
  }
  Changed |= (From.AllocationFailed && !Into.AllocationFailed) || (From.LowestFree && !Into.LowestFree);
  Into.LowestFree |= From.LowestFree;
  Into.HasLoans |= From.HasLoans;
  Into.HasMemos |= From.HasMemos;
  Into.AllocationFailed |= From.AllocationFailed;
  if (Into.LastGoto != From.LastGoto)
    Into.LastGoto = LocId();
  Into.Cells = std::move(Cells);
  for (const Cell &C : Alike)
    Into.set(C.Key, C.V);
  if (!Dropped.empty()) {
    auto Drop = Dropped.begin();
    eraseIf(Into.Symbols, [&](const SymbolState &Sym) {
      const bool Gone = Drop != Dropped.end() && *Drop == Sym.S;
      Drop += Gone;
      return Gone;
    });
  }
  std::vector<SymbolId> New;
  for (const SymbolState *B : Added)
    New.push_back(B->S);
  addAll(Into, std::move(New));
  for (const SymbolState *B : Added) {
    SymbolState &Now = Into.at(B->S);
    Now = *B;
    Now.St = Status::Escaped;
    if (B->Why == Reason::None)
      Now.Why = Reason::Merged;
    forgetNumber(Now, Symbols.head(Now.S).Type);
  }
  for (const auto &[C, Held] : OfObject)
    if (const SymbolState *Now = Into.find(C.V.S); !Into.find(C.Key) && (Now || Held.St == Status::Plain)) {
      Into.set(C.Key, C.V);
      if (!Now || OnlyThere.count(C.V.S))
        Into.at(C.V.S) = Held;
      Changed = true;
    }
  const Cell *Left = Into.Cells.begin();
  for (const Cell &C : From.Cells) {
    while (Left != Into.Cells.end() && Left->Key < C.Key)
      ++Left;
    if (Left == Into.Cells.end() || Left->Key != C.Key) {
      Written.push_back(C.Key.Base);
      LetGo(From, C.Key, C.V);
    }
  }
  Changed |= noteUnheld(Into, Unheld);
  for (SymbolId S : HeldTwice)
    if (const SymbolState *St = Into.find(S); St && !St->HeldElsewhere) {
      Into.at(S).HeldElsewhere = true;
      Changed = true;
    }
  for (SymbolId S : Written)
    if (const SymbolState *St = Into.find(S); St && St->Fresh)
      Into.at(S).Fresh = false;
  New.clear();
  for (const JoinedSymbol &J : Joined)
    New.push_back(J.S);
  addAll(Into, std::move(New));
  for (const JoinedSymbol &J : Joined) {
    SymbolState &S = Into.at(J.S);
    S = J.Child;
    S.S = J.S;
    S.Signs = J.Signs;
    S.Lo = J.Range.Lo;
    S.MayBeParam = J.Param < 0 ? -1 : J.Param;
    S.Hi = J.Range.Hi;
  }
  for (const JoinedSymbol &J : Joined)
    forgetElements(Into, J.S);
  // Facts computed from a joined value spoke of its former meaning.
  std::erase_if(Joined, [&](const JoinedSymbol &J) { return !Symbols.head(J.S).IsOperand; });
  if (!Joined.empty())
    eraseIf(Into.Symbols, [&](const SymbolState &S) {
      if (const SymbolKind Kind = Symbols.head(S.S).Kind; Kind != SymbolKind::Compared && Kind != SymbolKind::Computed)
        return false;
      for (const JoinedSymbol &J : Joined)
        if (S.S != J.S && Symbols.dependsOn(S.S, J.S))
          return true;
      return false;
    });
  New.clear();
  for (const Relation &R : Relations)
    New.push_back(R.Compared);
  addAll(Into, std::move(New));
  for (const Relation &R : Relations)
    Into.at(R.Compared).Signs = R.Signs;
  return Changed;
}

} // namespace deed
