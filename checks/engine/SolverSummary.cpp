//===- engine/SolverSummary.cpp - what a body does, for its callers -------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What happened to the arguments on each path becomes an outcome of the function's
// summary. SolverBlur.cpp makes those agree that no caller can tell apart.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// Outcomes that may differ in nothing but what a returned block holds.
constexpr std::size_t MostFilledApart = 4;

/// The argument whose own target (*arg) holds \p R at an exit, or -1.
int Solver::cellOfResult(const State &S, Value R) const {
  for (const Cell &C : S.Cells)
    if (const SymbolState *Base = S.find(C.Key.Base); C.V == R && C.Key.Path.N == 0 && Base && Base->OriginParam >= 0 &&
                                                      Base->OriginParam < FirstGlobal && !Base->OriginIsCell &&
                                                      !Base->Weak)
      return Base->OriginParam;
  return -1;
}

static void order(std::vector<Effect> &Effects) {
  struct Place {
    const Effect *E;
    int Rank;
    std::ptrdiff_t Depth;
  };
  std::vector<Place> Places;
  Places.reserve(Effects.size());
  for (const Effect &E : Effects) {
    // Parts end before what is put in their place, and before the whole.
    const bool Ends = E.Kind == EffectKind::Release || E.Kind == EffectKind::Take;
    // What is on a context at the end was made after its reset.
    const bool Clears = E.Kind == EffectKind::Reset || E.Kind == EffectKind::Close;
    // What a cell's old value points to is found before the cell gets another.
    const auto Depth = -std::count_if(E.Path.begin(), E.Path.end(), [](char C) { return C == '*' || C == '.'; });
    Places.push_back({&E, Ends ? (E.Target ? 0 : 3) : E.Target && !Clears ? 2 : 1, Depth});
  }
  std::sort(Places.begin(), Places.end(), [](const Place &A, const Place &B) {
    return std::tie(A.E->Param, A.Rank, A.Depth, A.E->Path, A.E->Kind, A.E->Family) <
           std::tie(B.E->Param, B.Rank, B.Depth, B.E->Path, B.E->Kind, B.E->Family);
  });
  // Most are in their order already, and an effect is not cheap to move.
  if (std::is_sorted(Places.begin(), Places.end(), [](const Place &A, const Place &B) { return A.E < B.E; }))
    return;
  std::vector<Effect> Sorted;
  Sorted.reserve(Effects.size());
  for (const Place &P : Places)
    Sorted.push_back(std::move(Effects[P.E - Effects.data()]));
  Effects = std::move(Sorted);
}

/// What is only written, or goes on in its object: exits that differ in nothing else are one.
static std::vector<Effect> takeMutations(std::vector<Effect> &Effects) {
  const auto Rest = std::stable_partition(Effects.begin(), Effects.end(), [](const Effect &E) {
    return E.Kind != EffectKind::Mutate && !(E.Kind == EffectKind::SetFrom && E.Bytes);
  });
  std::vector<Effect> Taken(Rest, Effects.end());
  Effects.erase(Rest, Effects.end());
  return Taken;
}

void addMutations(std::vector<Effect> &Effects, const std::vector<Effect> &Written) {
  if (Written.empty())
    return;
  // Few are looked through one by one, thousands are found by what tells most of them apart.
  if (Effects.size() * Written.size() < 1024) {
    for (const Effect &E : Written)
      if (std::find(Effects.begin(), Effects.end(), E) == Effects.end())
        Effects.push_back(E);
    order(Effects);
    return;
  }
  IdTable Known;
  const auto AddOnce = [&](const Effect &E) {
    std::uint64_t Hash = std::hash<std::string_view>()(E.Path);
    for (const std::int64_t Part : {std::int64_t(E.Kind), std::int64_t(E.Param), std::int64_t(E.Other), E.Bytes})
      Hash = IdTable::mix(Hash, static_cast<std::uint64_t>(Part));
    const auto New = static_cast<std::uint32_t>(Effects.size());
    if (Known.get(Hash, New, [&](std::uint32_t N) { return Effects[N] == E; }) == New)
      Effects.push_back(E);
  };
  std::vector<Effect> Before = std::move(Effects);
  Effects.clear();
  Effects.reserve(Before.size() + Written.size());
  std::for_each(Before.begin(), Before.end(), AddOnce);
  std::for_each(Written.begin(), Written.end(), AddOnce);
  order(Effects);
}

/// A literal, a function or a variable of the unit: nothing that free() takes.
bool Solver::isNotHeap(const State &S, Value V) const {
  if (!V.isSym())
    return false;
  const SymbolState *St = S.find(V.S);
  return Symbols[V.S].Kind == SymbolKind::Literal ||
         (Symbols[V.S].Kind == SymbolKind::VarAddress && St && St->OriginParam >= FirstGlobal);
}

/// An address at a known distance inside a block that this function made.
bool Solver::insideOurs(const State &S, Value V) const {
  const SymbolState *St = V.isSym() ? S.find(V.S) : nullptr;
  return St && St->Born.valid() && !isUnknownDistance(Paths.distance(V.Path));
}

/// A parameter whose type has no room for an address or a descriptor: nothing hangs from a letter that is kept.
bool Solver::holdsNothing(const SymbolState &St) const {
  return !St.OriginIsCell && Symbols[St.S].Kind == SymbolKind::ParamValue && Symbols[St.S].Type != TypeClass::Pointer &&
         F.Contract && St.OriginParam < static_cast<int>(F.Contract->Params.size()) &&
         F.Contract->Params[St.OriginParam].Word == ParamWord::Borrows &&
         F.Contract->Params[St.OriginParam].From.From == Source::None;
}

void Solver::summarize(const State &S) {
  noteShared(S);
  Outcome O;
  auto Add = [&](EffectKind K, int Param, bool Target, const std::string &Path, const std::string &Family) {
    Effect E;
    E.Kind = K;
    E.Param = Param;
    E.Target = Target;
    E.Path = Path;
    E.Family = Family;
    O.Effects.push_back(E);
  };
  // `if (head == node) { head = node->next; free(node); }`: the head has ended, too.
  auto EndedByOtherName = [&](SymbolId Param) {
    return Symbols[Param].Type == TypeClass::Pointer &&
           std::any_of(S.Symbols.begin(), S.Symbols.end(), [&](const SymbolState &Other) {
             return (Other.St == Status::Released || Other.St == Status::Transferred) && Other.S != Param &&
                    !Other.Weak && askedOrder(S, Value::symbol(Param), Value::symbol(Other.S)) == sign::Zero;
           });
  };
  for (const SymbolState &St : S.Symbols) {
    if (St.OriginParam < 0 || St.Weak)
      continue;
    std::string Path = St.OriginIsCell ? Paths.text(St.OriginPath, F) : "";
    if (isVague(Path) || (St.OriginParam >= FirstGlobal && !St.OriginIsCell) || tookPlaceOfEnded(S, St))
      continue;
    if (St.OnSome && (St.St == Status::Released || St.St == Status::Transferred)) {
      Add(EffectKind::Escape, St.OriginParam, St.OriginIsCell, Path, "");
      continue;
    }
    switch (St.St) {
    case Status::Released:
      Add(EffectKind::Release, St.OriginParam, St.OriginIsCell, Path, Families[St.Family]);
      O.Effects.back().Bytes = Paths.distance(St.EndedPath);
      break;
    case Status::Transferred:
      Add(EffectKind::Take, St.OriginParam, St.OriginIsCell, Path, "");
      O.Effects.back().Usable = keptAlive(St);
      break;
    case Status::Plain:
    case Status::Borrowed:
    case Status::Owned:
    case Status::Escaped:
      if (holdsNothing(St))
        break;
      if (St.Why == Reason::Stored || St.Why == Reason::Container)
        Add(EffectKind::Hold, St.OriginParam, St.OriginIsCell, Path, "");
      else if (St.Why != Reason::None || (!St.OriginIsCell && EndedByOtherName(St.S)))
        Add(EffectKind::Escape, St.OriginParam, St.OriginIsCell, Path, "");
      break;
    }
  }
  // What the caller finds in its memory afterwards.
  std::set<std::pair<int, std::string>> Untouched; // on this path
  std::set<SymbolId> Unnamed;                      // what cells hold that have no name for the caller
  for (const Cell &C : S.Cells) {
    const SymbolState *Base = S.find(C.Key.Base);
    if (!Base || Base->OriginParam < 0 || Paths.isWeak(C.Key.Path))
      continue;
    PathId P = Base->OriginIsCell ? Paths.below(Base->OriginPath, C.Key.Path) : C.Key.Path;
    std::string Path = Paths.text(P, F);
    if (isVague(Path)) {
      if (C.V.isSym())
        Unnamed.insert(C.V.S);
      continue;
    }
    if (const SymbolState *V = C.V.isSymbolItself() ? S.find(C.V.S) : nullptr;
        V && V->Absent != sign::Neg && isNumber(C.V))
      NumberCells.insert({Base->OriginParam, Path});
    if (const SymbolState *V = C.V.isSymbolItself() ? S.find(C.V.S) : nullptr;
        V && V->AsFound && V->OriginParam == Base->OriginParam && V->OriginPath == P && V->Why == Reason::None) {
      Untouched.insert({V->OriginParam, Path});
      continue;
    }
    if (const SymbolState *V = C.V.isSym() ? S.find(C.V.S) : nullptr;
        V && V->OriginParam >= 0 && !V->OriginIsCell && Symbols[C.V.S].Kind == SymbolKind::ParamValue &&
        (V->OriginParam != Base->OriginParam || !Base->OriginIsCell) && // an empty list's head points to itself
        Symbols[C.V.S].Type == TypeClass::Pointer && Paths.distance(C.V.Path) != AnyIndex &&
        signsOfValue(S, C.V) != sign::Zero) {
      Add(EffectKind::SetInto, Base->OriginParam, true, Path, "");
      O.Effects.back().Other = V->OriginParam;
      O.Effects.back().Itself = true;
      O.Effects.back().Bytes = Paths.distance(C.V.Path);
    } else if (signsOfValue(S, C.V) == sign::Zero)
      Add(EffectKind::SetNull, Base->OriginParam, true, Path, "");
    else if (C.V.isInt() && Base->OriginParam >= FirstGlobal) {
      // Of other memory it would make too many exits different.
      Add(EffectKind::SetNumber, Base->OriginParam, true, Path, "");
      O.Effects.back().Bytes = C.V.I;
    } else if (isNotHeap(S, C.V)) {
      Add(EffectKind::SetNotHeap, Base->OriginParam, true, Path, "");
    } else if (movedInCell(S, C.V, Base->OriginParam, P)) {
      Add(EffectKind::SetFrom, Base->OriginParam, true, Path, "");
      O.Effects.back().Other = Base->OriginParam, O.Effects.back().OnPath = Path, O.Effects.back().Bytes = AnyIndex;
    } else if (signsOfValue(S, C.V) == sign::Neg) {
      // `if (h->fd >= 0) { close(h->fd); h->fd = -1; }`: a number, whichever.
    } else if (C.V.isSymbolItself() || insideOurs(S, C.V)) {
      const SymbolState *V = S.find(C.V.S);
      const std::int64_t Distance = Paths.distance(C.V.Path);
      // Held by other memory of the caller as well, it is lent, not given.
      // (`free(i->path); i->path = p; *path = p;`: the one that had to release its old value is the owner.)
      const bool Owner = replacesEnded(S, C);
      bool Elsewhere = (V && V->HeldElsewhere) || std::any_of(S.Cells.begin(), S.Cells.end(), [&](const Cell &Other) {
                         return Other.Key != C.Key && Other.V.isSym() && Other.V.S == C.V.S &&
                                (!Owner || replacesEnded(S, Other)) && !isOwnVariable(Other.Key.Base) &&
                                Symbols[Other.Key.Base].Kind != SymbolKind::Returned &&
                                !hangsFrom(S, Other.Key.Base, C.V.S); // `q->tail = &q->first;`
                       });
      // `*part = &o->part; return o;`: o is given once.
      const Value *Result = S.find(resultCell());
      if (Distance && Result && Result->isSym() && Result->S == C.V.S)
        Add(EffectKind::SetBorrowed, Base->OriginParam, true, Path, "");
      else if (V && V->Born.valid() && V->WasOwned && V->St == Status::Transferred && !Elsewhere &&
               (F.Events[V->Ended.N].Code != Op::Call || V->Ended == V->Born || V->PutByCallee)) {
        Add(EffectKind::Give, Base->OriginParam, true, Path, Families[V->Family]), O.Effects.back().Bytes = Distance;
        if (!Distance && Base->OriginParam < FirstGlobal)
          sumContents(S, C.V.S, Base->OriginParam, P, 0, O.Contents);
      } else if (Distance)
        Add(EffectKind::SetBorrowed, Base->OriginParam, true, Path, "");
      else if (Effect On; V && V->Born.valid() && V->Parent.Base.valid() && V->St != Status::Released &&
                          nameContext(S, V->Parent, On.On, On.OnPath)) {
        Add(EffectKind::Give, Base->OriginParam, true, Path, Families[V->Family]);
        O.Effects.back().On = On.On;
        O.Effects.back().OnPath = On.OnPath;
        O.Effects.back().Context = V->Context;
        sumContents(S, C.V.S, Base->OriginParam, P, 0, O.Contents);
        // push(ctx, &list) hangs what the list was below what it is, parse(ctx, &text) does not.
        O.Effects.back().Alone = std::none_of(S.Cells.begin(), S.Cells.end(), [&](const Cell &Other) {
          const SymbolState *Was = Other.V.isSym() ? S.find(Other.V.S) : nullptr;
          return Was && Was->OriginIsCell && Was->OriginParam == Base->OriginParam && Was->OriginPath == P;
        });
      } else if (V && V->Born.valid() && V->St == Status::Released && !V->StoredAway && !V->Weak &&
                 (Symbols[C.V.S].Type == TypeClass::Pointer || Families[V->Family] == "fd")) {
        Add(EffectKind::SetReleased, Base->OriginParam, true, Path, Families[V->Family]);
      } else if (const std::string From = V && V->AsFound ? Paths.text(V->OriginPath, F) : "[]";
                 V && !isVague(From) && V->OriginParam >= 0 && V->Why == Reason::None && V->St == Status::Plain &&
                 !V->Weak && Symbols[C.V.S].Type == TypeClass::Pointer) {
        // What was in one cell of the caller's is in another now.
        Add(EffectKind::SetFrom, Base->OriginParam, true, Path, "");
        O.Effects.back().Other = V->OriginParam;
        O.Effects.back().OnPath = From;
      } else if (!V || V->OriginParam != Base->OriginParam || !V->OriginIsCell || V->OriginPath != P) {
        // The same, no longer followed.
        if (V && V->OriginParam >= 0 && V->OriginIsCell && V->St != Status::Released)
          Add(EffectKind::Escape, V->OriginParam, true, Paths.text(V->OriginPath, F), "");
        // What it was on one of the paths that met here it may be still.
        else if (V && Symbols[C.V.S].Kind == SymbolKind::Join && V->St == Status::Plain &&
                 Read.Cells.count({Base->OriginParam, P}))
          Add(EffectKind::Escape, Base->OriginParam, true, Path, "");
        Add(EffectKind::SetBorrowed, Base->OriginParam, true, Path, "");
        O.Effects.back().Itself = isNumber(C.V);
        // `n->next = *list; (*list)->prev = n; *list = n;`: what was there hangs from what is.
        if (std::any_of(S.Cells.begin(), S.Cells.end(), [&](const Cell &Below) {
              const SymbolState *Was =
                  Below.Key.Base == C.V.S && Below.V.isSymbolItself() ? S.find(Below.V.S) : nullptr;
              return Was && Was->AsFound && Was->St == Status::Plain && Was->OriginParam == Base->OriginParam &&
                     Was->OriginPath == P && Symbols[Below.V.S].Type == TypeClass::Pointer;
            }))
          Add(EffectKind::Hold, Base->OriginParam, true, Path, "");
      }
    }
  }
  for (std::uint32_t N : S.Regrown)
    if (const Effect &Grown = AllRegrown[N]; std::none_of(O.Effects.begin(), O.Effects.end(), [&](const Effect &E) {
          return E.Target && E.Param == Grown.Param && E.Path == Grown.Path;
        }))
      O.Effects.push_back(Grown);
  sumInvokes(S, O);
  // An argument that was stored is held where the caller can see it.
  std::set<int> Shown;
  for (const std::vector<Effect> *List : {&O.Effects, &ResultEffects})
    for (const Effect &E : *List)
      if (E.Kind == EffectKind::SetInto && E.Itself)
        Shown.insert(E.Other);
  for (const SymbolState &St : S.Symbols)
    if (Symbols[St.S].Kind == SymbolKind::ParamValue &&
        (St.Why != Reason::Stored || St.HeldElsewhere || Unnamed.count(St.S)))
      Shown.erase(St.OriginParam);
  std::erase_if(O.Effects,
                [&](const Effect &E) { return E.Kind == EffectKind::Hold && !E.Target && Shown.count(E.Param); });
  O.Effects.insert(O.Effects.end(), ResultEffects.begin(), ResultEffects.end());
  std::set<std::pair<int, std::string>> Changed; // the cells of which O says what they hold now
  std::set<std::pair<int, std::string>> Ended;
  for (const Effect &E : O.Effects) {
    if (S.Writes.empty() || !E.Target)
      continue;
    if (E.Kind == EffectKind::Release || E.Kind == EffectKind::Take)
      Ended.emplace(E.Param, E.Path);
    else if (E.Kind != EffectKind::Hold && E.Kind != EffectKind::Escape)
      Changed.emplace(E.Param, E.Path);
  }
  // That a value is kept says nothing of the cell where another one has ended there.
  for (const Effect &E : O.Effects)
    if (!S.Writes.empty() && E.Target && (E.Kind == EffectKind::Hold || E.Kind == EffectKind::Escape) &&
        !Ended.count({E.Param, E.Path}))
      Changed.emplace(E.Param, E.Path);
  std::vector<std::uint32_t> Writes(S.Writes.begin(), S.Writes.end());
  std::stable_partition(Writes.begin(), Writes.end(), [&](std::uint32_t N) { return !AllWrites[N].Ends; });
  for (std::uint32_t N : Writes) {
    const auto &[Param, Path, Below, Ends] = AllWrites[N];
    const bool Said = Changed.count({Param, Path});
    // A write at an offset may be anywhere below the last pointer.
    const std::size_t Pointer = Path.rfind('*');
    std::string Field = Path.substr(0, Path.find("[", Pointer == std::string::npos ? 0 : Pointer));
    if (!Below && Untouched.count({Param, Path}))
      continue;
    if (Param >= FirstGlobal ? false : (Below || Field != Path) && Field.empty())
      Add(EffectKind::Mutate, Param, false, "", "");
    else if (!Said) {
      Add(EffectKind::Mutate, Param, true, Field, "");
      O.Effects.back().Itself = Ends;
      Changed.emplace(Param, Field);
    }
  }
  for (int Param : CopiedOut) {
    // `if (v->n == v->cap && !grow(v)) return false; v->at[v->n++] = x;`: a record is kept where it was copied, only.
    if (const SymbolState *St = S.find(Symbols.get(SymbolKind::ParamValue, static_cast<std::uint32_t>(Param)));
        isRecordParam(Param) && F.ResultType != TypeClass::Record && St && St->Why == Reason::None)
      continue;
    Add(EffectKind::Escape, Param, false, "", "");
    O.Effects.back().Itself = true;
  }
  sumFilled(S, O);
  sumMoves(S, O);
  sumContexts(S, O);
  std::uint8_t Signs = sign::Any;
  O.Return = F.ResultType == TypeClass::Pointer ? ReturnWord::Unknown : ReturnWord::Scalar;
  if (const Value *R = S.find(resultCell())) {
    if (F.ResultType != TypeClass::Record) // a record is its address here
      Signs = signsOfValue(S, *R);
    // ERR_PTR(-ENOMEM): an address of which only IS_ERR() knows, and then takes it for NULL.
    if (F.ResultType == TypeClass::Pointer && R->isInt() && Signs == sign::Neg)
      Signs = sign::Zero | sign::Pos;
    if (Signs == sign::Zero && F.ResultType == TypeClass::Pointer) {
      O.Return = ReturnWord::Null;
      O.MayFail = S.AllocationFailed;
    } else if (R->isSym()) {
      const SymbolState *V = S.find(R->S);
      int On = -1;
      std::string OnPath;
      const bool Ours = V && V->Born.valid() && V->St == Status::Transferred && V->Ended == S.ReturnEvent;
      const bool Hangs = V && V->Born.valid() && V->Parent.Base.valid() && R->Path.N == 0 &&
                         (Ours || V->St == Status::Plain) && nameContext(S, V->Parent, On, OnPath);
      // What the cell held at first has ended: this is what took its place.
      const bool Later = V && V->OriginIsCell && V->St != Status::Released &&
                         std::any_of(S.Symbols.begin(), S.Symbols.end(), [&](const SymbolState &First) {
                           return First.St == Status::Released && First.OriginParam == V->OriginParam &&
                                  First.OriginIsCell && First.OriginPath == V->OriginPath && First.S != V->S;
                         });
      const bool Opened = Ours && V->Context != ContextKind::None && V->Context != ContextKind::Tree;
      if (Hangs || Opened) {
        O.Return = Opened ? ReturnWord::Context : ReturnWord::Allocated;
        O.Family = Families[V->Family];
        O.Context = V->Context;
        O.Argument = On;
        O.OnPath = OnPath;
        if (!Opened)
          sumContents(S, R->S, ResultParam, PathId(0), 0, O.Contents);
        O.NeverNull = !(V->Signs & V->Absent);
        O.MayFail = V->MayFail && !O.NeverNull;
        O.Kept = V->Open || std::any_of(S.Cells.begin(), S.Cells.end(), [&](const Cell &C) {
                   return C.V.isSym() && C.V.S == R->S && C.Key != resultCell() && outlives(S, C.Key.Base);
                 });
      } else if (Ours) {
        O.Return = ReturnWord::Owned;
        NotZero.push_back(membersNotZero(S, *R));
        O.Family = Families[V->Family];
        O.NeverNull = !(V->Signs & V->Absent);
        O.MayFail = V->MayFail && !O.NeverNull;
        O.Bytes = Paths.distance(R->Path);
        O.Filled = V->Filled && R->Path.N == 0;
        if (R->Path.N == 0)
          sumContents(S, R->S, ResultParam, PathId(0), 0, O.Contents);
      } else if (isNotHeap(S, *R)) {
        O.Return = ReturnWord::NotHeap;
      } else if (V && V->MayBeParam >= 0) {
        O.Return = ReturnWord::Argument;
        O.Argument = V->MayBeParam;
      } else if (V && V->OriginParam >= 0 && V->OriginParam < FirstGlobal && !V->OriginIsCell &&
                 V->St != Status::Released && Symbols[R->S].Kind != SymbolKind::VarAddress) {
        O.Return = ReturnWord::Argument;
        O.Argument = V->OriginParam;
        O.NeverNull = R->Path.N == 0; // the argument itself
        if (const std::int64_t Distance = Paths.distance(R->Path); !isUnknownDistance(Distance))
          O.Bytes = Distance; // `return (struct header *)p - 1;`
        if (R->Path.N != 0 && !O.Bytes)
          O.OnPath = Paths.text(R->Path, F); // `return &c->pair;`, the first member
        // Handing an argument back is no transfer away from the caller.
        O.Effects.erase(std::remove_if(O.Effects.begin(), O.Effects.end(),
                                       [&](const Effect &E) {
                                         return E.Param == O.Argument && !E.Target && E.Kind == EffectKind::Take &&
                                                V->Ended == S.ReturnEvent;
                                       }),
                        O.Effects.end());
      } else if (const int In = cellOfResult(S, *R); In >= 0 && V && V->St != Status::Released) {
        O.Return = ReturnWord::Held;
        O.Argument = In;
      } else if (V && V->OriginParam >= 0 && V->OriginIsCell && Paths.text(V->OriginPath, F).empty() && !Later) {
        O.Return = ReturnWord::Target;
        O.Argument = V->OriginParam;
      } else if (V && !Later && takenOut(S, *R)) {
        O.Return = ReturnWord::Target;
        O.Argument = V->OriginParam;
        O.OnPath = Paths.text(V->OriginPath, F);
        // `own_job = spool->own_first; spool->own_first = own_job->own_next; return own_job;`: it is its taker's now.
        if (Paths[V->OriginPath].K == PathStepInfo::Kind::Field && roleOf({R->S, V->OriginPath}) == Role::Own)
          O.Family = TakenFromOwner;
      } else if (V && V->St == Status::Borrowed)
        O.Return = ReturnWord::Borrowed;
      if (O.Return == ReturnWord::Scalar)
        O.OfArgument = argumentNumber(*R);
      if (F.ResultType != TypeClass::Record && F.ResultType != TypeClass::Other)
        findLender(S, *R, O);
    }
  }
  if (O.Effects.empty())
    O.Answer = Answered;
  if (const Value *R = S.find(resultCell()); R && R->isSym())
    if (const auto Of = EitherOf.find(R->S); Of != EitherOf.end())
      for (SymbolId Param : Of->second)
        if (const SymbolState *St = S.find(Param); St && St->Why == Reason::None && St->St != Status::Released)
          Add(EffectKind::Escape, St->OriginParam, false, "", "");
  const bool Kept = [&] {
    const Value *R = S.find(resultCell());
    const SymbolState *V = R && R->isSym() && O.Return == ReturnWord::Unknown ? S.find(R->S) : nullptr;
    return V && V->Born.valid() && (V->St == Status::Transferred || V->St == Status::Escaped) &&
           !V->Parent.Base.valid();
  }();
  const std::vector<Effect> Written = takeMutations(O.Effects);
  order(O.Effects);
  // Two values that stood in one cell of the caller's, one after the other, are one to it.
  O.Effects.erase(std::unique(O.Effects.begin(), O.Effects.end()), O.Effects.end());
  // Under which arguments this happens. Exits that do the same become one, which
  // requires only what all of them do.
  std::vector<Condition> Requires;
  for (const SymbolState &St : S.Symbols) {
    const SymbolInfo &Info = Symbols[St.S];
    // That each pointer on the way is none that is NULL goes without saying.
    if (St.OriginParam < 0 || St.Weak || St.Signs == signsOfType(Info.Type) || (St.Followed && St.OriginIsCell))
      continue;
    std::string Path = St.OriginIsCell ? Paths.text(St.OriginPath, F) : "";
    if (isVague(Path))
      continue;
    // Only what the caller's memory held at first: a cell that was written
    // tells of the callee's value.
    // Two values of one cell, one after the other, would multiply where exits are joined.
    const bool Known = std::any_of(Requires.begin(), Requires.end(), [&](const Condition &C) {
      return C.Param == St.OriginParam && C.Target == St.OriginIsCell && C.Path == Path;
    });
    if (!Known && (!St.OriginIsCell || St.AsFound || !isWritten(S, St.OriginParam, Path)))
      Requires.push_back({St.OriginParam, St.OriginIsCell, Path, St.Signs, Info.Type == TypeClass::Pointer});
  }
  requireBits(S, Requires);
  const std::vector<TwoArguments> Apart = argumentsApart(S);
  const std::vector<ArgumentRange> Ranges = rangesPassed(S);
  Bounds Range;
  if (const Value *R = S.find(resultCell()); R && F.ResultType != TypeClass::Pointer)
    Range = boundsOf(S, *R);
  const bool MayFail = O.MayFail, ResultKept = O.Kept, Filled = O.Filled;
  const ArgumentNumber ResultNumber = O.OfArgument;
  const ResultComparison Answer = O.Answer;
  const std::vector<Move> Moves = O.Moves;
  const std::vector<Number> Numbers = sumNumbers(S, O);
  const std::vector<Effect> Contents = std::move(O.Contents);
  const std::pair<int, std::string> Lent = {O.LentParam, O.LentPath};
  std::size_t Exit = 0;
  std::optional<std::size_t> Alike; // the refusal that this one is like
  for (auto &[Known, Other] : ExitOutcomes) {
    O.MayFail = Other.MayFail;
    O.Kept = Other.Kept;
    O.Filled = Other.Filled;
    O.OfArgument = Other.OfArgument;
    O.Answer = Other.Answer;
    const bool LentAlike = Lent == std::pair(Other.LentParam, Other.LentPath);
    O.LentParam = Other.LentParam;
    O.LentPath = Other.LentPath;
    O.Numbers = Other.Numbers;
    O.Contents = Other.Contents;
    // A failure that moves nothing is told from a success that may.
    O.Moves = Known & Signs ? Other.Moves : Moves;
    O.Apart = Other.Apart;
    O.Ranges = Other.Ranges;
    std::vector<Condition> Theirs = std::move(Other.Requires);
    Other.Requires.clear();
    O.Lo = Other.Lo;
    O.Hi = Other.Hi;
    // bool valid(p): true and false tell what p was; so does -ENOMEM of a function that
    // fills *p where it is NULL.
    const bool Tells = !(Known & Signs) && std::any_of(Theirs.begin(), Theirs.end(), [&](const Condition &C) {
      return std::any_of(Requires.begin(), Requires.end(), [&](const Condition &Mine) {
        return C.isOfSame(Mine) &&
               (((!C.Target || (C.Pointer && C.Path.empty())) && !(C.Signs & Mine.Signs)) ||
                // `if (!p) return false; if (!*p) return false; return true;`: true tells that p is not NULL.
                (!C.Target && C.Pointer && C.Signs != Mine.Signs && (C.Signs == sign::Pos || Mine.Signs == sign::Pos)));
      });
    });
    const std::vector<Effect> TheirWrites = takeMutations(Other.Effects);
    // `if (!s) return; if (!s->p) return;`: two refusals that have only in common that they do
    // nothing. Joined, they would be possible where neither is; see joinRefusals().
    // (Or where a flag says so: `if (own && s->p) free(s->p);`.)
    auto Refuses = [](const Condition &C) { return C.Signs == sign::Zero || !(C.Pointer || (C.Signs & sign::Zero)); };
    const bool Refusals = O.Effects.empty() && TheirWrites.empty() && ExitOutcomes.size() < 4 &&
                          std::any_of(Theirs.begin(), Theirs.end(), Refuses) &&
                          std::any_of(Requires.begin(), Requires.end(), Refuses) &&
                          std::none_of(
                              Theirs.begin(), Theirs.end(),
                              [&](const Condition &C) {
                                return Refuses(C) && std::find(Requires.begin(), Requires.end(), C) != Requires.end();
                              });
    bool Same = !Tells && Other == O &&
                (ExitOutcomes.size() >= MostFilledApart || !fillsApart(Theirs, Other.Contents, Requires, Contents));
    if (Same && Refusals) {
      Same = false;
      Alike = Exit;
    }
    addMutations(Other.Effects, TheirWrites);
    if (Same) {
      if (ResultPart Part = resultPart(S);
          std::find(ExitResults[Exit].begin(), ExitResults[Exit].end(), Part) == ExitResults[Exit].end())
        ExitResults[Exit].push_back(std::move(Part));
      Other.Lo = std::min(Other.Lo, Range.Lo);
      Other.Hi = std::max(Other.Hi, Range.Hi);
      Known |= Signs;
      if (Kept)
        ReturnsKept.insert(Exit);
      noteCountsDown(S, Exit);
      noteUnseenAt(S, Exit);
      Other.MayFail |= MayFail;
      Other.Kept |= ResultKept;
      Other.Filled |= Filled;
      if (Other.OfArgument != ResultNumber)
        Other.OfArgument = {};
      if (Other.Answer != Answer)
        Other.Answer = {};
      addMutations(Other.Effects, Written);
      joinMoves(Other.Moves, Moves);
      joinNumbers(Other.Numbers, Numbers);
      joinContents(Other.Contents, Contents);
      if (!LentAlike) {
        Other.LentParam = -1;
        Other.LentPath.clear();
      }
      std::erase_if(Other.Apart,
                    [&](const auto &Two) { return std::find(Apart.begin(), Apart.end(), Two) == Apart.end(); });
      joinRanges(Other.Ranges, Ranges);
      for (Condition &C : Theirs)
        for (const Condition &Mine : Requires)
          if (C.isOfSame(Mine)) {
            C.Signs |= Mine.Signs;
            Other.Requires.push_back(C);
          }
      return;
    }
    Other.Requires = std::move(Theirs);
    ++Exit;
  }
  O.Requires = std::move(Requires);
  O.Apart = Apart;
  O.Ranges = Ranges;
  O.Lo = Range.Lo;
  O.Hi = Range.Hi;
  O.MayFail = MayFail;
  O.Kept = ResultKept;
  O.Filled = Filled;
  O.OfArgument = ResultNumber;
  O.Answer = Answer;
  O.Moves = Moves;
  O.Numbers = Numbers;
  O.Contents = Contents;
  std::tie(O.LentParam, O.LentPath) = Lent;
  addMutations(O.Effects, Written);
  if (Kept)
    ReturnsKept.insert(ExitOutcomes.size());
  noteCountsDown(S, ExitOutcomes.size());
  noteUnseenAt(S, ExitOutcomes.size());
  if (Alike)
    RefusedApart.emplace_back(*Alike, ExitOutcomes.size());
  ExitOutcomes.push_back({Signs, O});
  ExitResults.push_back({resultPart(S)});
}

} // namespace deed
