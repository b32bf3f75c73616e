//===- engine/SolverMoves.cpp - borrows that end with a change ------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A getter hands out an address inside the block that a field of its argument
// holds. Another function reallocates that block, or puts a new one in its
// place: then the address is stale, while the owner lives on. A loan links the
// getter's result to the cell that it was taken from (or, where documentation
// says "valid until the next change", to its owner as a whole), without making
// it the same value. A move of what the cell holds ends the loans from it.
//===----------------------------------------------------------------------===//
#include "engine/Names.h"
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

static void insertMove(State &S, CellMove M) {
  auto Same = [&](const CellMove &Other) {
    return Other.Param == M.Param && Other.Path == M.Path && Other.Itself == M.Itself;
  };
  if (auto It = std::find_if(S.Moved.begin(), S.Moved.end(), Same); It != S.Moved.end()) {
    It->Grown |= M.Grown;
    return;
  }
  S.Moved.insert(std::upper_bound(S.Moved.begin(), S.Moved.end(), M), M);
}

/// The value that a cell of the caller held at first is moved or replaced: the
/// summary says so.
void Solver::recordMove(State &S, SymbolId Value, bool Grown) const {
  const SymbolState *St = S.find(Value);
  if (!St || St->OriginParam < 0 || St->OriginParam >= FirstGlobal || St->Weak ||
      countsReferences(Families[St->Family]))
    return;
  if (St->OriginIsCell && Paths.isWeak(St->OriginPath))
    return;
  insertMove(S, {St->OriginParam, St->OriginIsCell ? St->OriginPath : PathId(0), !St->OriginIsCell, Grown});
}

/// Ends the loans from the cell \p K: what it held is elsewhere by now.
void Solver::endLoansFrom(EventId At, State &S, CellKey K) const {
  if (!S.HasLoans)
    return;
  for (SymbolState &St : S.Symbols)
    if (St.LentFrom == K && !St.LentUntilChange && !St.MovedAt.valid() && !St.Weak)
      St.MovedAt = At;
}

/// What the cell \p K held was released: so were the loans from there.
void Solver::releaseLoansFrom(EventId At, State &S, CellKey K) const {
  if (!S.HasLoans)
    return;
  for (SymbolState &Loan : S.Symbols)
    if (Loan.LentFrom == K && !Loan.LentUntilChange && !Loan.MovedAt.valid() && !Loan.Weak && !Loan.isAbsent() &&
        (Loan.St == Status::Plain || Loan.St == Status::Borrowed)) {
      Loan.St = Status::Released; // a use after the release, as of the value itself
      Loan.WasOwned = false;
      Loan.Ended = At;
    }
}

/// Nothing is known any more of what lies at or below \p K: no loan from there can
/// be shown to end.
void Solver::forgetLoans(State &S, CellKey K) const {
  if (!S.HasLoans)
    return;
  PathId Start = K.Path;
  while (Paths.isWeak(Start))
    Start = Paths[Start].Parent;
  for (SymbolState &St : S.Symbols)
    if (St.LentFrom.Base.valid() && St.LentFrom.Base == K.Base && Paths.startsWith(St.LentFrom.Path, Start))
      St.LentFrom = CellKey();
}

/// \p S is another value from here on, or known as \p Now.
void Solver::renameLoans(State &S, SymbolId Before, SymbolId Now) const {
  if (!S.HasLoans)
    return;
  for (SymbolState &St : S.Symbols)
    if (St.LentFrom.Base.valid() && St.LentFrom.Base == Before)
      St.LentFrom = Now.valid() ? CellKey{Now, St.LentFrom.Path} : CellKey();
}

/// A value is released, by realloc() or for good: the loans from the cells that
/// hold it end, and a new value beside it has replaced it.
void Solver::noteMoved(EventId At, Execution &X, SymbolId S, bool ByRealloc) {
  const SymbolState *St = X.S.find(S);
  if (!St || St->Weak || St->StoredAway || countsReferences(Families[St->Family]))
    return;
  std::vector<CellKey> Holders;
  bool Replaced = false;
  for (const Cell &C : X.S.Cells) {
    if (C.V.isSymbolItself() && C.V.S == S)
      Holders.push_back(C.Key);
    const SymbolState *Base = X.S.find(C.Key.Base);
    if (!Base || Base->OriginParam < 0 || Base->OriginParam != St->OriginParam || !St->OriginIsCell ||
        (C.V.isSym() && C.V.S == S) || !replaces(X.S, C.V))
      continue;
    // `old = s->name; s->name = copy; free(old);`
    PathId P = Base->OriginIsCell ? Paths.below(Base->OriginPath, C.Key.Path) : C.Key.Path;
    Replaced |= P == St->OriginPath;
  }
  for (CellKey K : Holders)
    if (ByRealloc)
      endLoansFrom(At, X.S, K);
    else
      releaseLoansFrom(At, X.S, K);
  if (ByRealloc || Replaced)
    recordMove(X.S, S, ByRealloc);
}

/// True of what is put in the place of a released value: a block of its own. (A
/// list's next element takes the place of a removed one only if that was first.)
bool Solver::replaces(const State &S, Value V) const {
  const SymbolState *St = V.isSymbolItself() ? S.find(V.S) : nullptr;
  return St && (St->Born.valid() || (St->OriginParam >= 0 && !St->OriginIsCell)) && (St->Signs & sign::Pos);
}

/// A store puts \p Now where \p Old was, which may be released already.
void Solver::noteReplaced(State &S, CellKey K, Value Old, Value Now) {
  const SymbolState *St = Old.isSymbolItself() ? S.find(Old.S) : nullptr;
  if (!St || St->St != Status::Released || St->StoredAway || !St->OriginIsCell || !replaces(S, Now))
    return;
  const SymbolState *Base = S.find(K.Base);
  if (!Base || Base->OriginParam != St->OriginParam)
    return;
  PathId P = Base->OriginIsCell ? Paths.below(Base->OriginPath, K.Path) : K.Path;
  if (P == St->OriginPath)
    recordMove(S, Old.S, St->EndedByRealloc);
}

/// True if the callee changes the argument by what is written down of it, or
/// moves something below it.
static bool changes(const FunctionContract &C, const Outcome &O, std::uint32_t Arg) {
  for (const Move &M : O.Moves)
    if (M.Param == static_cast<int>(Arg) && !M.Itself)
      return true;
  if (Arg >= C.Params.size())
    return false;
  // text_push(text, c), of which only its name and its type are known: the argument is not const.
  if (C.Params[Arg].From.From == Source::None && C.Params[Arg].Word == ParamWord::Unknown && Arg == 0 &&
      C.Inferred.empty() &&
      hasWord(wordsOf(C.Name),
              {"push",   "append", "prepend", "add",     "insert", "remove", "erase",  "pop",  "clear",   "reset",
               "resize", "grow",   "shrink",  "reserve", "put",    "assign", "deinit", "free", "destroy", "truncate"}))
    return true;
  if (C.Params[Arg].From.From == Source::Name &&
      (C.Params[Arg].Word == ParamWord::Releases || C.Params[Arg].Word == ParamWord::Closes))
    return true;
  if (C.Params[Arg].From.From > Source::Model)
    return false;
  if (C.Params[Arg].From.From == Source::Summary)
    return false;
  const ParamWord W = C.Params[Arg].Word;
  return W == ParamWord::Mutates || W == ParamWord::Takes;
}

/// Before the effects of an outcome: what it moves ends the loans from there.
/// Returns the cells whose old value is stale, and which value that was.
std::vector<Cell> Solver::applyMoves(EventId At, Execution &X, const Outcome &O, const FunctionContract &C) {
  std::vector<Cell> Stale;
  if (!C.Return.UntilCall.empty())
    endInBuffer(At, X, C.Return.UntilCall);
  const Event &Ev = F.Events[At.N];
  for (std::uint32_t I = 0; I != Ev.ArgsCount; ++I) {
    const Value V = argument(At, X, I);
    if (!V.isSym() || Paths.isWeak(V.Path) || !changes(C, O, I))
      continue;
    for (SymbolState &St : X.S.Symbols)
      if (St.LentUntilChange && St.LentFrom == CellKey{V.S, V.Path} && !St.MovedAt.valid() && !St.Weak)
        St.MovedAt = At;
  }
  for (const Move &M : O.Moves) {
    const Value V = argument(At, X, M.Param);
    if (!V.isSym())
      continue;
    if (M.Itself) {
      if (V.Path.N == 0)
        recordMove(X.S, V.S, M.Grown);
      continue;
    }
    CellKey K;
    if (!findTarget(At, X, M.Param, M.Path, K))
      continue;
    if (const SymbolState *Base = X.S.find(K.Base);
        Base && Base->OriginParam >= 0 && Base->OriginParam < FirstGlobal && !Base->Weak) {
      PathId P = Base->OriginIsCell ? Paths.below(Base->OriginPath, K.Path) : K.Path;
      if (!Paths.isWeak(P) && Paths[P].Depth <= 4)
        insertMove(X.S, {Base->OriginParam, P, false, M.Grown});
    }
    if (const SymbolState *Base = X.S.find(K.Base); Base && Base->Weak)
      continue;
    endLoansFrom(At, X.S, K);
    const Value *Old = X.S.find(K);
    if (!Old || !Old->isSymbolItself() || Symbols[Old->S].Kind == SymbolKind::VarAddress ||
        Symbols[Old->S].Kind == SymbolKind::Literal)
      continue;
    const SymbolState *St = X.S.find(Old->S);
    if (St && (St->St == Status::Owned || St->Weak || (St->Signs & sign::Pos) == 0))
      continue;
    Stale.push_back({K, *Old, At});
  }
  return Stale;
}

/// After the effects: the next load from the cell finds something new, and who
/// still has the old value has a stale one.
void Solver::endStale(EventId At, Execution &X, const std::vector<Cell> &Stale) const {
  for (const Cell &C : Stale) {
    // (What the call released and put back, as put(p, p->name) may, applyOutcome() knows.)
    SymbolState &St = X.S.at(C.V.S);
    const bool PutBack = St.St == Status::Released && St.Ended == At;
    if (const Value *Now = X.S.find(C.Key); Now && *Now == C.V && !PutBack)
      X.S.erase(C.Key);
    if (St.St != Status::Plain && St.St != Status::Borrowed && St.St != Status::Escaped)
      continue;
    if (!St.MovedAt.valid())
      St.MovedAt = At;
  }
}

/// `a = inet_ntoa(x); b = inet_ntoa(y);`: what an earlier call of such a function returned, and what lies there, was
/// written over. (setlocale(LC_ALL, NULL) only asks.)
void Solver::endInBuffer(EventId At, Execution &X, const std::string &Buffer) {
  const Event &Ev = F.Events[At.N];
  for (std::uint32_t I = 0; I != Ev.ArgsCount; ++I)
    if (const Event *Passed = definitionOf(F.Args[Ev.ArgsBegin + I], Op::Const);
        Passed && Passed->Type == TypeClass::Pointer && !Passed->Value)
      return;
  auto IsThere = [&](SymbolId S) {
    const SymbolInfo &Info = Symbols[S];
    const Event *By = Info.Kind == SymbolKind::Result ? &F.Events[Info.A] : nullptr;
    const FunctionContract *C = By && By->Target.valid() ? F.Callees[By->Target.N].Contract.get() : nullptr;
    return C && C->Return.UntilCall == Buffer;
  };
  std::vector<SymbolId> Stale;
  for (const SymbolState &St : X.S.Symbols)
    if (IsThere(St.S))
      Stale.push_back(St.S);
  for (const Cell &C : X.S.Cells)
    if (IsThere(C.Key.Base) && C.V.isSym() && Symbols[C.V.S].Kind == SymbolKind::Loaded &&
        Symbols[C.V.S].Type == TypeClass::Pointer)
      Stale.push_back(C.V.S);
  for (SymbolId S : Stale)
    if (SymbolState &St = X.S.at(S); !St.Weak && !St.MovedAt.valid())
      St.MovedAt = At;
  // What is read there from now on is something else.
  eraseIf(X.S.Cells, [&](const Cell &C) { return IsThere(C.Key.Base); });
}

/// Links the result \p R of a getter to what it was taken from.
void Solver::lendResult(EventId At, Execution &X, SymbolId R, const Outcome &O, const FunctionContract &C) {
  CellKey K;
  bool UntilChange = false;
  if (O.LentParam >= 0 && O.LentPath != SomewhereBelow && findTarget(At, X, O.LentParam, O.LentPath, K)) {
    if (MakesRoom)
      return;
  } else if (C.Return.UntilChange) {
    const Value From = argument(At, X, C.Return.Word == ReturnWord::BorrowedFrom ? C.Return.Argument : 0);
    if (!From.isSym() || Paths.isWeak(From.Path))
      return;
    K = {From.S, From.Path};
    UntilChange = true;
  } else
    return;
  if (const SymbolState *Base = X.S.find(K.Base); Base && Base->Weak)
    return;
  SymbolState &St = X.S.at(R);
  St.LentFrom = K;
  St.LentUntilChange = UntilChange;
  X.S.HasLoans = true;
}

/// The cell of an argument that \p R lies in, for the summary of a getter.
void Solver::findLender(const State &S, Value R, Outcome &O) {
  if (!R.isSym() ||
      (O.Return != ReturnWord::Unknown && O.Return != ReturnWord::Borrowed && O.Return != ReturnWord::Scalar))
    return;
  auto Set = [&](int Param, PathId P) {
    const std::string Text = Paths.text(P, F);
    if (Param < 0 || Param >= FirstGlobal || Paths.isWeak(P) || Text.find('[') != std::string::npos || Text.empty())
      return;
    O.LentParam = Param;
    O.LentPath = Text;
  };
  const SymbolState *St = S.find(R.S);
  if (St && St->Weak)
    return;
  if (St && St->MovedAt.valid())
    return;
  // Where it hangs now; else where it came from.
  for (const Cell &C : S.Cells) {
    const SymbolState *Base = S.find(C.Key.Base);
    if (!C.V.isSymbolItself() || C.V.S != R.S || !Base || Base->OriginParam < 0 || Base->Weak)
      continue;
    Set(Base->OriginParam, Base->OriginIsCell ? Paths.below(Base->OriginPath, C.Key.Path) : C.Key.Path);
    if (O.LentParam >= 0)
      return;
  }
  // A part of a struct by value: what the caller passed, whatever became of the copy.
  if (St && St->AsFound && St->OriginIsCell && isRecordParam(St->OriginParam))
    Set(St->OriginParam, St->OriginPath);
  if (!St || O.LentParam >= 0 || St->LentUntilChange || !St->LentFrom.Base.valid())
    return;
  // A getter's result, handed on.
  if (const SymbolState *Base = S.find(St->LentFrom.Base); Base && Base->OriginParam >= 0)
    Set(Base->OriginParam, Base->OriginIsCell ? Paths.below(Base->OriginPath, St->LentFrom.Path) : St->LentFrom.Path);
}

/// What an exit moved, in the words of its outcome.
void Solver::sumMoves(const State &S, Outcome &O) const {
  for (const CellMove &M : S.Moved) {
    std::string Path = Paths.text(M.Path, F);
    if (Path.find('[') == std::string::npos)
      O.Moves.push_back({M.Param, std::move(Path), M.Itself, M.Grown});
  }
}

/// Folds the moves of an exit that otherwise does the same as \p Into. Growth may
/// happen on any call; a new value in the old one's place must be certain.
void Solver::joinMoves(std::vector<Move> &Into, const std::vector<Move> &From) {
  auto In = [](const std::vector<Move> &All, const Move &M) {
    return std::find(All.begin(), All.end(), M) != All.end();
  };
  std::erase_if(Into, [&](const Move &M) { return !M.Grown && !In(From, M); });
  for (const Move &M : From)
    if (M.Grown && !In(Into, M))
      Into.push_back(M);
}

/// Paths merge: a loan, and its end, must be the same on both. Returns true if
/// \p Into changed.
bool Solver::mergeLoans(SymbolState &Into, const SymbolState &From) {
  bool Changed = false;
  if (Into.MovedAt.valid() && !From.MovedAt.valid()) {
    Into.MovedAt = EventId();
    Changed = true;
  }
  if (Into.LentFrom.Base.valid() && (Into.LentFrom != From.LentFrom || Into.LentUntilChange != From.LentUntilChange)) {
    Into.LentFrom = CellKey();
    Changed = true;
  }
  return Changed;
}

/// `free(c ? a : b);`: nobody knows which of the arguments it was.
void Solver::escapeEither(Execution &X, SymbolId S, Reason Why) {
  if (const auto Of = EitherOf.find(S); Of != EitherOf.end())
    for (SymbolId Param : Of->second)
      if (const SymbolState *St = X.S.find(Param); St && St->Why == Reason::None)
        X.S.at(Param).Why = Why;
}

/// The cell that \p V lies in, as far as \p S and \p Other agree of it.
CellKey Solver::lenderOf(const State &S, const State &Other, Value V, CellKey Except) const {
  const SymbolState *St = V.isSymbolItself() ? S.find(V.S) : nullptr;
  if (!St || St->Weak || St->MovedAt.valid() || (St->St != Status::Plain && St->St != Status::Owned))
    return {};
  if (St->LentFrom.Base.valid())
    return St->LentUntilChange ? CellKey() : St->LentFrom;
  if (Symbols[V.S].Type != TypeClass::Pointer)
    return {};
  CellKey Holder;
  for (const Cell &C : S.Cells) {
    if (C.V != V || C.Key == Except || C.Key == resultCell() || Paths.isWeak(C.Key.Path))
      continue;
    const SymbolState *Base = S.find(C.Key.Base);
    if (Base && Base->Weak)
      continue;
    if (const Value *Same = Other.find(C.Key); !Same || *Same != V)
      continue;
    if (!Holder.Base.valid() || (Base && Base->OriginParam >= 0))
      Holder = C.Key;
  }
  return Holder;
}

/// `const char *name = c->name ? c->name : "";`: what may be the value of a cell ends with it, and
/// a text or NULL never ends. \p A of \p Into and \p B of \p From meet in \p K.
CellKey Solver::lenderOfEither(const State &Into, const State &From, Value A, Value B, CellKey K) const {
  const bool NoneA = isNullOrText(A), NoneB = isNullOrText(B);
  if (NoneA || NoneB)
    return NoneA && NoneB ? CellKey() : NoneA ? lenderOf(From, Into, B, K) : lenderOf(Into, From, A, K);
  const CellKey Lender = lenderOf(Into, From, A, K);
  return Lender.Base.valid() && Lender == lenderOf(From, Into, B, K) ? Lender : CellKey();
}

/// Paths merge: as joinMoves(). Returns true if \p Into changed.
bool Solver::mergeMoves(State &Into, const State &From) {
  if (Into.Moved == From.Moved)
    return false;
  FlatVector<CellMove> Both;
  for (const CellMove &M : Into.Moved)
    if (M.Grown || std::find(From.Moved.begin(), From.Moved.end(), M) != From.Moved.end())
      Both.push_back(M);
  for (const CellMove &M : From.Moved)
    if (M.Grown && std::find(Both.begin(), Both.end(), M) == Both.end())
      Both.push_back(M);
  std::sort(Both.begin(), Both.end());
  const bool Changed = Both != Into.Moved;
  Into.Moved = std::move(Both);
  return Changed;
}

/// \p St is a stale borrow: says so once. True if it was.
bool Solver::checkStale(EventId At, Execution &X, Value V, TempId Name) {
  // The address itself is still a number: what a function of the project does with
  // it may be to find the new place by it.
  if (const Event &Ev = F.Events[At.N]; Ev.Code == Op::Call) {
    const FunctionContract *C = Ev.Target.valid() ? F.Callees[Ev.Target.N].Contract.get() : nullptr;
    if (!C || C->Return.From.From != Source::Model)
      return false;
  }
  const SymbolState *St = X.S.find(V.S);
  if (!St || !St->MovedAt.valid() || St->Weak || St->MovedAt == At || St->isAbsent())
    return false;
  const SymbolInfo &Info = Symbols[V.S];
  Incident I;
  I.Kind = IncidentKind::BorrowInvalidated;
  I.At = At;
  I.Where = F.Events[At.N].Loc;
  I.Name = F.nameOf(Name);
  I.Ended = St->MovedAt;
  if (Info.Kind == SymbolKind::Result || Info.Kind == SymbolKind::Loaded || Info.Kind == SymbolKind::Given)
    I.Born = EventId(Info.A);
  report(std::move(I), X.S);
  X.S.at(V.S).MovedAt = EventId(); // said once on this path
  return true;
}

} // namespace deed
