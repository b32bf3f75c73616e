//===- engine/SolverExit.cpp - sums a function up -------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// At each exit: what is still owned is lost, and what happened to the arguments
// becomes an outcome of the function's summary.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

static CellKey resultCell(const SymbolTable &Symbols) {
  return {const_cast<SymbolTable &>(Symbols).get(SymbolKind::Returned, 0), PathId(0)};
}

/// NULL, false or a negative number. What a positive number means is not known.
bool Solver::reportsFailure(const State &S) const {
  const Value *V = S.find(resultCell(Symbols));
  if (!V)
    return false;
  std::uint8_t Signs = signsOfValue(S, *V);
  switch (F.ResultType) {
  case TypeClass::Pointer:
  case TypeClass::Bool: return Signs == sign::Zero;
  case TypeClass::Signed: return Signs == sign::Neg;
  case TypeClass::Unsigned:
  case TypeClass::Record:
  case TypeClass::Other: return false;
  }
  return false;
}

void Solver::leaveFunction(Execution X, LocId Loc) {
  // `return s->items != NULL;` tells the caller which of two things happened.
  if (const Value *V = X.S.find(resultCell(Symbols)); V && V->isSymbolItself() &&
                                                      Symbols[V->S].Kind == SymbolKind::Compared &&
                                                      signsOfValue(X.S, *V) == (sign::Zero | sign::Pos)) {
    const Value Result = *V;
    for (bool Truth : {true, false}) {
      Execution Half = X;
      if (assume(Half.S, Result, Truth)) {
        Half.S.set(resultCell(Symbols), Value::integer(Truth));
        leaveFunction(std::move(Half), Loc);
      }
    }
    return;
  }
  X.S.HasReturned = true;
  X.S.ReturnLoc = Loc;
  Returned = true;
  ExitRecord Exit;
  Exit.Failure = reportsFailure(X.S);
  checkReleasedAtExit(X);
  checkKept(X);

  // Names first: a variable that still holds the value says how it was called.
  std::vector<Cell> Cells = X.S.Cells;
  for (const Cell &C : Cells)
    if (const SymbolInfo &B = Symbols[C.Key.Base]; B.Kind != SymbolKind::Returned && B.Kind != SymbolKind::TempSlot &&
                                                   (B.Kind == SymbolKind::VarAddress || outlives(X.S, C.Key.Base)))
      checkNotNulled(X, C.Key, C.V);
  for (std::uint32_t I = 0; I != F.Params.size(); ++I) {
    const SymbolState *St = X.S.find(Symbols.get(SymbolKind::ParamValue, I));
    Exit.Params.push_back(St ? St->St : Status::Plain);
    Exit.Absent.push_back(St && (St->Signs & ~St->Absent) == 0);
    Exit.Dereferenced.push_back(St && St->Dereferenced);
  }
  std::vector<Cell> Held;
  for (const Cell &C : Cells) {
    const SymbolInfo &B = Symbols[C.Key.Base];
    if (B.Kind != SymbolKind::VarAddress)
      continue;
    const Var &V = F.Vars[B.A];
    if (V.Kind != VarKind::Local && V.Kind != VarKind::Param)
      continue;
    X.S.erase(C.Key);
    if (C.V.isSym())
      Held.push_back(C);
  }
  std::stable_partition(Held.begin(), Held.end(), [&](const Cell &C) { return !nameOf(C.Key).empty(); });
  State Summed = X.S;
  for (const Cell &C : Held)
    checkLost(EventId(), X, C.V.S, LostBy::Return, nameOf(C.Key));
  std::vector<SymbolId> Left;
  for (const SymbolState &St : X.S.Symbols)
    if (St.St == Status::Owned)
      Left.push_back(St.S);
  for (SymbolId S : Left)
    checkLost(EventId(), X, S, LostBy::Return,
              Symbols[S].Kind == SymbolKind::VarAddress ? nameOf({S, PathId(0)}) : "");
  for (const SymbolState &St : X.S.Symbols)
    if (St.BoundAt.valid() && !St.Mismatched) {
      Incident I;
      I.Kind = IncidentKind::OwnBoundToBorrow;
      I.At = St.BoundAt;
      I.Where = F.Events[St.BoundAt.N].Loc;
      const SymbolInfo &Info = Symbols[St.S];
      if (Info.Kind == SymbolKind::Result)
        I.Born = EventId(Info.A);
      else
        I.Param = Info.A;
      I.Name = F.nameOf(F.Events[St.BoundAt.N].A);
      report(std::move(I), X.S);
    }
  countLosses(X.S);
  Exits.push_back(std::move(Exit));
  summarize(Summed);
}

/// A path with an unknown distance in it names no one cell.
static bool isVague(const std::string &Path) { return Path.find("[]") != std::string::npos; }

void Solver::recordWrite(const State &S, CellKey K, bool Below) {
  const SymbolState *Base = S.find(K.Base);
  if (!Base || Base->OriginParam < 0)
    return;
  // A record that was passed by value is a copy.
  if (const SymbolInfo &I = Symbols[K.Base]; I.Kind == SymbolKind::VarAddress && F.Vars[I.A].Kind == VarKind::Param)
    return;
  PathId P = Base->OriginIsCell ? Paths.below(Base->OriginPath, K.Path) : K.Path;
  // Past an unknown distance everything below the start may have changed.
  while (Paths.isWeak(P)) {
    P = Paths[P].Parent;
    Below = true;
  }
  Writes.insert({Base->OriginParam, Paths.text(P, F), Below});
}

/// True if the cell that callers call Param->Path was written by now, on whatever path.
bool Solver::isWritten(int Param, const std::string &Path) const {
  return std::any_of(Writes.begin(), Writes.end(), [&](const auto &W) {
    return std::get<0>(W) == Param && (std::get<2>(W) || std::get<1>(W) == Path);
  });
}

void Solver::summarize(const State &S) {
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
  for (const SymbolState &St : S.Symbols) {
    if (St.OriginParam < 0 || St.Weak)
      continue;
    std::string Path = St.OriginIsCell ? Paths.text(St.OriginPath, F) : "";
    if (isVague(Path) || (St.OriginParam >= FirstGlobal && !St.OriginIsCell))
      continue;
    switch (St.St) {
    case Status::Released:
      Add(EffectKind::Release, St.OriginParam, St.OriginIsCell, Path, Families[St.Family]);
      O.Effects.back().Bytes = Paths.distance(St.EndedPath);
      break;
    case Status::Transferred: Add(EffectKind::Take, St.OriginParam, St.OriginIsCell, Path, ""); break;
    case Status::Plain:
    case Status::Borrowed:
    case Status::Owned:
    case Status::Escaped:
      if (St.Why == Reason::Stored || St.Why == Reason::Container)
        Add(EffectKind::Hold, St.OriginParam, St.OriginIsCell, Path, "");
      else if (St.Why != Reason::None)
        Add(EffectKind::Escape, St.OriginParam, St.OriginIsCell, Path, "");
      break;
    }
  }
  // What the caller finds in its memory afterwards.
  for (const Cell &C : S.Cells) {
    const SymbolState *Base = S.find(C.Key.Base);
    if (!Base || Base->OriginParam < 0 || Paths.isWeak(C.Key.Path))
      continue;
    PathId P = Base->OriginIsCell ? Paths.below(Base->OriginPath, C.Key.Path) : C.Key.Path;
    std::string Path = Paths.text(P, F);
    if (isVague(Path))
      continue;
    if (const SymbolState *V = C.V.isSym() ? S.find(C.V.S) : nullptr;
        V && V->OriginParam >= 0 && !V->OriginIsCell && Symbols[C.V.S].Kind == SymbolKind::ParamValue &&
        V->OriginParam != Base->OriginParam && Symbols[C.V.S].Type == TypeClass::Pointer &&
        Paths.distance(C.V.Path) != AnyIndex && signsOfValue(S, C.V) != sign::Zero) {
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
    } else if (C.V.isSymbolItself()) {
      const SymbolState *V = S.find(C.V.S);
      // Held by other memory of the caller as well, it is lent, not given.
      bool Elsewhere = std::any_of(S.Cells.begin(), S.Cells.end(), [&](const Cell &Other) {
        return Other.Key != C.Key && Other.V.isSym() && Other.V.S == C.V.S &&
               Symbols[Other.Key.Base].Kind != SymbolKind::Returned &&
               Symbols[Other.Key.Base].Kind != SymbolKind::VarAddress;
      });
      if (V && V->Born.valid() && V->WasOwned && V->St == Status::Transferred && !Elsewhere &&
          (F.Events[V->Ended.N].Code != Op::Call || V->Ended == V->Born))
        Add(EffectKind::Give, Base->OriginParam, true, Path, Families[V->Family]);
      else if (Effect On; V && V->Born.valid() && V->Parent.Base.valid() && V->St != Status::Released &&
                          nameContext(S, V->Parent, On.On, On.OnPath)) {
        Add(EffectKind::Give, Base->OriginParam, true, Path, Families[V->Family]);
        O.Effects.back().On = On.On;
        O.Effects.back().OnPath = On.OnPath;
        O.Effects.back().Context = V->Context;
      } else if (V && V->Born.valid() && V->St == Status::Released && V->WasOwned && !V->StoredAway && !V->Weak &&
               Symbols[C.V.S].Type == TypeClass::Pointer) {
        Add(EffectKind::SetReleased, Base->OriginParam, true, Path, Families[V->Family]);
      } else if (!V || V->OriginParam != Base->OriginParam || !V->OriginIsCell || V->OriginPath != P) {
        // What was in one cell of the caller's is in another now: no longer followed.
        if (V && V->OriginParam >= 0 && V->OriginIsCell && V->St != Status::Released)
          Add(EffectKind::Escape, V->OriginParam, true, Paths.text(V->OriginPath, F), "");
        Add(EffectKind::SetBorrowed, Base->OriginParam, true, Path, "");
      }
    }
  }
  sumInvokes(S, O);
  // An argument that was stored is held where the caller can see it.
  std::set<int> Shown;
  for (const std::vector<Effect> *List : {&O.Effects, &ResultEffects})
    for (const Effect &E : *List)
      if (E.Kind == EffectKind::SetInto && E.Itself)
        Shown.insert(E.Other);
  for (const SymbolState &St : S.Symbols)
    if (Symbols[St.S].Kind == SymbolKind::ParamValue && St.Why != Reason::Stored)
      Shown.erase(St.OriginParam);
  std::erase_if(O.Effects,
                [&](const Effect &E) { return E.Kind == EffectKind::Hold && !E.Target && Shown.count(E.Param); });
  O.Effects.insert(O.Effects.end(), ResultEffects.begin(), ResultEffects.end());
  for (const auto &[Param, Path, Below] : Writes) {
    bool Said = std::any_of(O.Effects.begin(), O.Effects.end(), [&, &P = Path](const Effect &E) {
      return E.Param == Param && E.Target && E.Path == P && E.Kind != EffectKind::Release && E.Kind != EffectKind::Take;
    });
    // A write at an offset may be anywhere below.
    std::string Field = Path.substr(0, Path.find("["));
    if (Param >= FirstGlobal ? false : (Below || Field != Path) && Field.empty())
      Add(EffectKind::Mutate, Param, false, "", "");
    else if (!Said)
      Add(EffectKind::Mutate, Param, true, Field, "");
  }
  sumMoves(S, O);
  sumContexts(S, O);
  std::uint8_t Signs = sign::Any;
  O.Return = F.ResultType == TypeClass::Pointer ? ReturnWord::Unknown : ReturnWord::Scalar;
  if (const Value *R = S.find(resultCell(Symbols))) {
    if (F.ResultType != TypeClass::Record) // a record is its address here
      Signs = signsOfValue(S, *R);
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
      const bool Opened = Ours && V->Context != ContextKind::None && V->Context != ContextKind::Tree;
      if (Hangs || Opened) {
        O.Return = Opened ? ReturnWord::Context : ReturnWord::Allocated;
        O.Family = Families[V->Family];
        O.Context = V->Context;
        O.Argument = On;
        O.OnPath = OnPath;
        O.NeverNull = !(V->Signs & V->Absent);
        O.MayFail = V->MayFail && !O.NeverNull;
      } else if (Ours) {
        O.Return = ReturnWord::Owned;
        O.Family = Families[V->Family];
        O.NeverNull = !(V->Signs & V->Absent);
        O.MayFail = V->MayFail && !O.NeverNull;
        O.Bytes = Paths.distance(R->Path);
      } else if (Symbols[R->S].Kind == SymbolKind::Literal ||
                 (Symbols[R->S].Kind == SymbolKind::VarAddress && V && V->OriginParam >= FirstGlobal)) {
        O.Return = ReturnWord::NotHeap;
      } else if (V && V->MayBeParam >= 0) {
        O.Return = ReturnWord::Argument;
        O.Argument = V->MayBeParam;
      } else if (V && V->OriginParam >= 0 && V->OriginParam < FirstGlobal && !V->OriginIsCell &&
                 V->St != Status::Released && Symbols[R->S].Kind != SymbolKind::VarAddress) {
        O.Return = ReturnWord::Argument;
        O.Argument = V->OriginParam;
        O.NeverNull = R->Path.N == 0; // the argument itself
        // Handing an argument back is no transfer away from the caller.
        O.Effects.erase(std::remove_if(O.Effects.begin(), O.Effects.end(),
                                       [&](const Effect &E) {
                                         return E.Param == O.Argument && !E.Target && E.Kind == EffectKind::Take &&
                                                V->Ended == S.ReturnEvent;
                                       }),
                        O.Effects.end());
      } else if (V && V->OriginParam >= 0 && V->OriginIsCell && Paths.text(V->OriginPath, F).empty()) {
        O.Return = ReturnWord::Target;
        O.Argument = V->OriginParam;
      } else if (V && V->St == Status::Borrowed)
        O.Return = ReturnWord::Borrowed;
      if (F.ResultType == TypeClass::Pointer)
        findLender(S, *R, O);
    }
  }
  std::sort(O.Effects.begin(), O.Effects.end(), [](const Effect &A, const Effect &B) {
    // Parts end before what is put in their place, and before the whole.
    auto Rank = [](const Effect &E) {
      const bool Ends = E.Kind == EffectKind::Release || E.Kind == EffectKind::Take;
      return Ends ? (E.Target ? 0 : 3) : E.Target ? 2 : 1;
    };
    return std::tuple(A.Param, Rank(A), A.Path, A.Kind, A.Family) <
           std::tuple(B.Param, Rank(B), B.Path, B.Kind, B.Family);
  });
  // Two values that stood in one cell of the caller's, one after the other, are one to it.
  O.Effects.erase(std::unique(O.Effects.begin(), O.Effects.end()), O.Effects.end());
  // Under which arguments this happens. Exits that do the same become one, which
  // requires only what all of them do.
  std::vector<Condition> Requires;
  for (const SymbolState &St : S.Symbols) {
    const SymbolInfo &Info = Symbols[St.S];
    if (St.OriginParam < 0 || St.Weak || St.Signs == signsOfType(Info.Type))
      continue;
    std::string Path = St.OriginIsCell ? Paths.text(St.OriginPath, F) : "";
    if (isVague(Path))
      continue;
    // Only what the caller's memory held at first: a cell that was written
    // tells of the callee's value.
    if (!St.OriginIsCell || St.AsFound || !isWritten(St.OriginParam, Path))
      Requires.push_back({St.OriginParam, St.OriginIsCell, Path, St.Signs});
  }
  Bounds Range;
  if (const Value *R = S.find(resultCell(Symbols)); R && F.ResultType != TypeClass::Pointer)
    Range = boundsOf(S, *R);
  const bool MayFail = O.MayFail;
  const std::vector<Move> Moves = O.Moves;
  const std::pair<int, std::string> Lent = {O.LentParam, O.LentPath};
  for (auto &[Known, Other] : ExitOutcomes) {
    O.MayFail = Other.MayFail;
    const bool LentAlike = Lent == std::pair(Other.LentParam, Other.LentPath);
    O.LentParam = Other.LentParam;
    O.LentPath = Other.LentPath;
    // A failure that moves nothing is told from a success that may.
    O.Moves = Known & Signs ? Other.Moves : Moves;
    std::vector<Condition> Theirs = std::move(Other.Requires);
    Other.Requires.clear();
    O.Lo = Other.Lo;
    O.Hi = Other.Hi;
    // bool valid(p): true and false tell what p was.
    const bool Tells = !(Known & Signs) && std::any_of(Theirs.begin(), Theirs.end(), [&](const Condition &C) {
      return !C.Target && std::any_of(Requires.begin(), Requires.end(), [&](const Condition &Mine) {
        return !Mine.Target && C.Param == Mine.Param && !(C.Signs & Mine.Signs);
      });
    });
    const bool Same = !Tells && Other == O;
    if (Same) {
      Other.Lo = std::min(Other.Lo, Range.Lo);
      Other.Hi = std::max(Other.Hi, Range.Hi);
      Known |= Signs;
      Other.MayFail |= MayFail;
      joinMoves(Other.Moves, Moves);
      if (!LentAlike) {
        Other.LentParam = -1;
        Other.LentPath.clear();
      }
      for (Condition &C : Theirs)
        for (const Condition &Mine : Requires)
          if (C.Param == Mine.Param && C.Target == Mine.Target && C.Path == Mine.Path) {
            C.Signs |= Mine.Signs;
            Other.Requires.push_back(C);
          }
      return;
    }
    Other.Requires = std::move(Theirs);
  }
  O.Requires = std::move(Requires);
  O.Lo = Range.Lo;
  O.Hi = Range.Hi;
  O.MayFail = MayFail;
  O.Moves = Moves;
  std::tie(O.LentParam, O.LentPath) = Lent;
  ExitOutcomes.push_back({Signs, O});
}

/// True if a caller can tell which of two outcomes happened: by the result, or
/// by what it passed.
static bool distinct(std::uint8_t SignsA, const Outcome &A, std::uint8_t SignsB, const Outcome &B) {
  if (!(SignsA & SignsB))
    return true;
  for (const Condition &X : A.Requires)
    for (const Condition &Y : B.Requires)
      if (X.Param == Y.Param && X.Target == Y.Target && X.Path == Y.Path && !(X.Signs & Y.Signs))
        return true;
  return false;
}

/// More than these are no summary.
constexpr std::size_t MostOutcomes = 8;

/// Records that are returned with many numbers: exits that only differ in them are one.
void Solver::forgetNumbersOfResult() {
  std::vector<std::pair<std::uint8_t, Outcome>> Few;
  for (auto &[Signs, O] : ExitOutcomes) {
    std::erase_if(O.Effects, [](const Effect &E) { return E.Param == ResultParam && E.Kind == EffectKind::SetNumber; });
    auto Same = std::find_if(Few.begin(), Few.end(), [&, &O = O](const auto &Known) { return Known.second == O; });
    if (Same == Few.end())
      Few.push_back({Signs, std::move(O)});
    else
      Same->first |= Signs;
  }
  ExitOutcomes = std::move(Few);
}

/// A callee that releases or takes a value in one outcome and not in another,
/// without a difference that callers see, counts references or decides by what
/// only it knows. Then nothing is known of the value after the call.
void Solver::blurUndecided() {
  auto Ends = [](const Effect &E) {
    return E.Kind == EffectKind::Release || E.Kind == EffectKind::Take || E.Kind == EffectKind::Escape ||
           E.Kind == EffectKind::Hold;
  };
  auto Same = [](const Effect &A, const Effect &B) {
    return A.Param == B.Param && A.Target == B.Target && A.Path == B.Path;
  };
  auto Fails = [&](std::uint8_t Signs) {
    switch (F.ResultType) {
    case TypeClass::Pointer:
    case TypeClass::Bool: return Signs == sign::Zero;
    case TypeClass::Signed: return Signs == sign::Neg;
    case TypeClass::Unsigned:
    case TypeClass::Record:
    case TypeClass::Other: return false;
    }
    return false;
  };
  // Whether it calls what it is given, too.
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const auto &[SignsA, A] : ExitOutcomes)
      for (const Effect &E : A.Effects)
        if (E.Kind == EffectKind::Invoke && !Changed &&
            std::any_of(ExitOutcomes.begin(), ExitOutcomes.end(), [&, &SignsA = SignsA, &A = A](const auto &B) {
              return !distinct(SignsA, A, B.first, B.second) &&
                     std::find(B.second.Effects.begin(), B.second.Effects.end(), E) == B.second.Effects.end();
            })) {
          const Effect Gone = E;
          for (auto &[Signs, O] : ExitOutcomes)
            forgetInvoke(O, Gone);
          Changed = true;
          break;
        }
  }
  std::vector<Effect> Undecided;
  for (auto &[SignsA, A] : ExitOutcomes)
    for (const Effect &E : A.Effects) {
      if (!Ends(E))
        continue;
      for (auto &[SignsB, B] : ExitOutcomes) {
        bool There = std::any_of(B.Effects.begin(), B.Effects.end(),
                                 [&](const Effect &Other) { return Ends(Other) && Same(E, Other); });
        bool Absent = std::any_of(B.Requires.begin(), B.Requires.end(), [&](const Condition &C) {
          return C.Param == E.Param && C.Target == E.Target && C.Path == E.Path && C.Signs == sign::Zero;
        });
        // Kept in one case and left in another that succeeds as well: not every
        // case of "already there, released" shows in the facts.
        const bool Soft = (E.Kind == EffectKind::Hold || E.Kind == EffectKind::Escape) && !Fails(SignsB);
        if (!There && !Absent && (Soft || !distinct(SignsA, A, SignsB, B)))
          Undecided.push_back(E);
      }
    }
  for (Effect &E : Undecided) {
    E.Kind = EffectKind::Escape;
    E.Family.clear();
    for (auto &[Signs, O] : ExitOutcomes) {
      std::erase_if(O.Effects, [&](const Effect &Other) { return Same(E, Other) && (Ends(Other) || Other == E); });
      O.Effects.insert(O.Effects.begin(), E);
    }
  }
}

/// A new value in the place of the old one is certain only where each exit that a
/// caller can not tell from this one puts it there.
void Solver::settleMoves() {
  for (auto &[SignsA, A] : ExitOutcomes)
    std::erase_if(A.Moves, [&, &SignsA = SignsA, &A = A](const Move &M) {
      return !M.Grown && std::any_of(ExitOutcomes.begin(), ExitOutcomes.end(), [&](const auto &B) {
        return !distinct(SignsA, A, B.first, B.second) &&
               std::none_of(B.second.Moves.begin(), B.second.Moves.end(), [&](const Move &Other) {
                 return Other.Param == M.Param && Other.Path == M.Path && Other.Itself == M.Itself;
               });
      });
    });
}

/// True if some rung above \p Label releases the variable \p Name: then a goto
/// to the label is what misses it.
bool Solver::hasRungAbove(BlockId Label, const std::string &Name) const {
  for (std::uint32_t B = 0; B != F.Blocks.size(); ++B) {
    const Block &Bl = F.Blocks[B];
    bool Releases = false;
    for (std::uint32_t I = Bl.Begin; I != Bl.End; ++I) {
      const Event &E = F.Events[I];
      if (E.Code != Op::Call || !E.ArgsCount || F.nameOf(F.Args[E.ArgsBegin]) != Name)
        continue;
      const FunctionContract *C = E.Target.valid() ? F.Callees[E.Target.N].Contract.get() : nullptr;
      Releases |= C && !C->Params.empty() && C->Params[0].Word == ParamWord::Releases;
    }
    if (!Releases)
      continue;
    // Down the ladder: only by falling through.
    for (BlockId At(B); F.Blocks[At.N].Kind == Exit::Jump && !F.Blocks[At.N].Successors.empty();) {
      BlockId Next = F.Blocks[At.N].Successors[0];
      if (Next == Label)
        return true;
      // Only forward: a ring of jumps has no end.
      if (Live.ReversePostOrder[Next.N] <= Live.ReversePostOrder[At.N])
        break;
      At = Next;
    }
  }
  return false;
}

Solution Solver::conclude() {
  if (Result.BudgetHit.empty())
    settleAllocations();
  for (Incident &I : Result.Incidents)
    if (I.Label.valid() && I.How != LostBy::ParentRelease && !hasRungAbove(I.Label, I.Name))
      I.Where = I.ReturnWhere;
  for (std::uint32_t P = 0; P != F.Params.size(); ++P)
    Result.Dereferences.push_back(
        !Exits.empty() && Result.BudgetHit.empty() &&
        std::all_of(Exits.begin(), Exits.end(), [&](const ExitRecord &E) { return E.Dereferenced[P]; }));
  // An own_ parameter that some exits consume and failing ones leave alone is
  // a protocol, "takes on success"; on no exit at all, the prefix is wrong.
  for (std::uint32_t P = 0; P != F.Params.size(); ++P) {
    bool Consumed = false, FailureConsumes = false, Left = false, SuccessLeaves = false;
    for (const ExitRecord &E : Exits) {
      if (E.Params[P] != Status::Owned) {
        Consumed |= !E.Absent[P];
        FailureConsumes |=
            E.Failure && !E.Absent[P] && (E.Params[P] == Status::Released || E.Params[P] == Status::Transferred);
      } else if (!E.Absent[P]) {
        Left = true;
        SuccessLeaves |= !E.Failure;
      }
    }
    if (!Left)
      continue;
    auto IsThis = [&](const Incident &I) {
      return I.Kind == IncidentKind::Lost && !I.Born.valid() && I.Param == static_cast<int>(P);
    };
    const bool Protocol = Consumed && !FailureConsumes && !SuccessLeaves;
    if (Consumed && !Protocol)
      continue;
    std::erase_if(Result.Incidents, IsThis);
    auto It = Obligations.find({EventId().N, static_cast<int>(P)});
    if (Protocol) {
      if (It != Obligations.end())
        It->second.Decision = Verdict::Proved;
      continue;
    }
    Incident I;
    I.Kind = IncidentKind::NeverConsumed;
    I.Where = F.Loc;
    I.Param = P;
    I.Name = F.Vars[F.Params[P].N].Name;
    Result.Incidents.push_back(std::move(I));
  }
  for (auto &[Key, O] : Obligations) {
    if (!Result.BudgetHit.empty() && O.Decision == Verdict::Proved) {
      O.Decision = Verdict::Unproven;
      O.Why = Reason::Budget;
    }
    Result.Obligations.push_back(O);
  }
  Result.Returns = Returned || !Result.BudgetHit.empty();
  if (ExitOutcomes.size() > MostOutcomes)
    forgetNumbersOfResult();
  blurUndecided();
  settleMoves();
  if (ExitOutcomes.size() <= MostOutcomes && Result.BudgetHit.empty()) {
    for (auto &[Signs, O] : ExitOutcomes) {
      O.Result = testOf(Signs);
      Result.Outcomes.push_back(O);
    }
  }
  return std::move(Result);
}

} // namespace deed
