//===- engine/SolverUses.cpp - uses of what ended, here and in callees ----===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   static void show(struct box *b) { puts(b->text); }
//   free(b.text); show(&b);
//
// A body that reads through a pointer which it finds in its caller's memory, on each
// path, uses what the caller left there. Only what is certain counts: where some path
// does not, the caller may know that this is the one.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// What State::Uses numbers beside cells: an argument that is used after the end of what a cell held.
static constexpr std::uint32_t FirstEndedUse = 1u << 31;
/// An argument that nobody has looked at, but for NULL.
static constexpr std::uint32_t FirstUnseen = FirstEndedUse + (1u << 29);
/// And, the last one, arguments of which one is NULL.
static constexpr std::uint32_t FirstNullSet = 3u << 30;

std::uint32_t Solver::numberOf(int Param, PathId Path, int Used) {
  if (Used >= 0)
    return FirstEndedUse + EndedUses.try_emplace({Param, Path, Used}, EndedUses.size()).first->second;
  return CellNumbers.try_emplace({Param, Path}, CellNumbers.size()).first->second;
}

static void insert(FlatVector<std::uint32_t> &Sorted, std::uint32_t N) {
  if (const auto At = std::lower_bound(Sorted.begin(), Sorted.end(), N); At == Sorted.end() || *At != N)
    Sorted.insert(At, N);
}

/// This path uses \p V; of interest where that is what the caller left in its memory.
void Solver::noteUsed(State &S, SymbolId V) {
  if (const SymbolState *St = S.find(V); St && St->AsFound && St->OriginParam >= 0 && !St->Weak &&
                                         St->St != Status::Released && Symbols[V].Type == TypeClass::Pointer)
    insert(S.Uses, numberOf(St->OriginParam, St->OriginPath));
  // `free(p->name); p->name = strdup(name);`: whoever passes p->name passes what is gone by then.
  const SymbolHead Info = Symbols.head(V);
  if (Info.Kind != SymbolKind::ParamValue || Info.Type != TypeClass::Pointer)
    return;
  const int Param = static_cast<int>(Info.A);
  for (const SymbolState &Gone : S.Symbols)
    if (Gone.St == Status::Released && Gone.AsFound && Gone.OriginIsCell && !Gone.Weak && !Gone.OnSome &&
        !Gone.ByContext && Gone.OriginParam >= 0 && Gone.OriginParam < FirstGlobal && Gone.OriginParam != Param &&
        !Paths.isWeak(Gone.OriginPath))
      insert(S.Uses, numberOf(Gone.OriginParam, Gone.OriginPath, Param));
}

std::uint32_t someNull(const State &S, const SymbolTable &Symbols) {
  if (!S.Uses.empty() && *(S.Uses.end() - 1) >= FirstNullSet)
    return *(S.Uses.end() - 1) - FirstNullSet;
  std::uint32_t Nulls = 0;
  for (const SymbolState &St : S.Symbols)
    if (St.isAbsent() && St.OriginParam >= 0 && St.OriginParam < 16 &&
        Symbols.head(St.S).Kind == SymbolKind::ParamValue && Symbols.head(St.S).Type == TypeClass::Pointer)
      Nulls |= 1u << St.OriginParam;
  return Nulls;
}

/// `if (!p || !name) return -1;`: one of \p Nulls is NULL, so there is no argument, or nothing that ends.
static bool sparesUse(std::uint32_t Nulls, const std::tuple<int, PathId, int> &Use) {
  auto Bit = [](int N) { return N < 16 ? 1u << N : 0; };
  return Nulls && !(Nulls & ~(Bit(std::get<0>(Use)) | Bit(std::get<2>(Use))));
}

/// Keeps what both paths use.
bool Solver::meetUses(State &Into, const State &From) const {
  const std::uint32_t Nulls = someNull(Into, Symbols), NullsThere = someNull(From, Symbols);
  FlatVector<std::uint32_t> Both;
  auto Has = [](const State &S, std::uint32_t N) { return std::binary_search(S.Uses.begin(), S.Uses.end(), N); };
  auto Spares = [&](const State &S, std::uint32_t Nulls, std::uint32_t N) {
    if (N < FirstEndedUse || N >= FirstUnseen)
      return false;
    const auto Use = std::find_if(EndedUses.begin(), EndedUses.end(), [&](const auto &Each) {
                       return Each.second == N - FirstEndedUse;
                     })->first;
    return sparesUse(Nulls, Use) || std::any_of(S.Symbols.begin(), S.Symbols.end(), [&](const SymbolState &St) {
             return St.isAbsent() && St.AsFound && St.OriginIsCell && St.OriginParam == std::get<0>(Use) &&
                    St.OriginPath == std::get<1>(Use);
           });
  };
  for (std::uint32_t N : Into.Uses)
    if (N < FirstNullSet && (Has(From, N) || Spares(From, NullsThere, N)))
      insert(Both, N);
  for (std::uint32_t N : From.Uses)
    if (Spares(Into, Nulls, N))
      insert(Both, N);
  auto IsTold = [](const State &S) { return !S.Uses.empty() && *(S.Uses.end() - 1) >= FirstNullSet; };
  if (Nulls && NullsThere && (Nulls != NullsThere || IsTold(Into) || IsTold(From)))
    insert(Both, FirstNullSet + (Nulls | NullsThere));
  const bool Changed = !(Both == Into.Uses);
  Into.Uses = std::move(Both);
  return Changed;
}

/// `if (full(l)) return 0; l->items[l->n++] = item; return 1;`: where it is full, nobody asked what the item is.
void Solver::noteLook(EventId Load, State &S, CellKey K) {
  const SymbolInfo &Info = Symbols[K.Base];
  if (Info.Kind != SymbolKind::VarAddress || K.Path.N != 0 || F.Vars[Info.A].Kind != VarKind::Param || S.Uses.empty())
    return;
  const auto Unseen = std::find(S.Uses.begin(), S.Uses.end(), FirstUnseen + F.Vars[Info.A].Param);
  if (Unseen == S.Uses.end())
    return;
  const TempId Read = F.Events[Load.N].R;
  bool OnlyNull = !Live.crosses(Read);
  for (std::uint32_t I = Load.N + 1; OnlyNull && I <= Live.lastUse(Read).N; ++I) {
    const Event &E = F.Events[I];
    forEachOperand(F, E, [&](TempId T) {
      const Event *Other =
          T == Read && E.Code == Op::Compare ? definitionOf(E.A == Read ? E.B : E.A, Op::Const) : nullptr;
      OnlyNull &= T != Read || (Other && Other->Value == 0);
    });
  }
  if (!OnlyNull)
    S.Uses.erase(Unseen);
}

/// What this exit leaves alone it leaves alone whatever it is: nobody found that it is there already, say.
void Solver::noteUnseenAt(const State &S, std::size_t Exit) {
  for (std::uint32_t I = 0; I != F.Params.size(); ++I)
    if (!std::binary_search(S.Uses.begin(), S.Uses.end(), FirstUnseen + I))
      UnseenAt.erase({Exit, static_cast<int>(I)});
    else if (Exit == ExitOutcomes.size())
      UnseenAt.insert({Exit, static_cast<int>(I)});
}

/// At the entry nobody has looked at anything. (Who returns no number tells success by another way.)
void Solver::beginUses(State &S) {
  if (F.ResultType == TypeClass::Signed || F.ResultType == TypeClass::Unsigned)
    for (std::uint32_t I = 0; I != F.Params.size(); ++I)
      if (F.Vars[F.Params[I].N].Type == TypeClass::Pointer)
        insert(S.Uses, FirstUnseen + I);
}

/// Which cell of the caller's it is that a callee reads, and this body has not looked at.
std::optional<std::pair<int, PathId>> Solver::unseenPlace(const State &S, CellKey K) {
  const SymbolState *Base = S.find(K.Base);
  if (!Base || Base->OriginParam < 0 || Base->Weak || Paths.isWeak(K.Path))
    return std::nullopt;
  const PathId P = Base->OriginIsCell ? Paths.below(Base->OriginPath, K.Path) : K.Path;
  if (Paths[P].Depth > 4 || isWritten(S, Base->OriginParam, Paths.text(P, F)))
    return std::nullopt;
  return std::pair(int(Base->OriginParam), P);
}

/// Its number.
std::optional<std::uint32_t> Solver::unseenCell(const State &S, CellKey K) {
  const auto Where = unseenPlace(S, K);
  return Where ? std::optional(numberOf(Where->first, Where->second)) : std::nullopt;
}

/// `struct list l = {NULL}; list_push(&l, own_item);`: the call put it into a variable of this function's, whose it is from
/// then on. By its old names it was transferred.
bool Solver::takenByLocal(EventId At, Execution &X, SymbolId S) {
  auto IsHolder = [&](const Cell &C) {
    const SymbolInfo &Base = Symbols[C.Key.Base];
    return C.At == At && C.V == Value::symbol(S) && C.Key.Path.N != 0 && Base.Kind == SymbolKind::VarAddress &&
           inFrame(F.Vars[Base.A]) && !outlives(X.S, C.Key.Base);
  };
  const SymbolState *St = X.S.find(S);
  if (!St || St->St != Status::Owned || !St->Born.valid() || St->Parent.Base.valid() ||
      std::none_of(X.S.Cells.begin(), X.S.Cells.end(), IsHolder))
    return false;
  const SymbolState Was = *St;
  const Value Old = fresh(X, SymbolKind::Given, At.N, (1u << 23) + S.N % 1024, Symbols[S].Type);
  SymbolState &Gone = X.S.at(Old.S);
  Gone.St = Status::Transferred;
  Gone.WasOwned = true;
  Gone.Born = Was.Born;
  Gone.Ended = At;
  Gone.Family = Was.Family;
  Gone.Signs = Was.Signs;
  for (Cell &C : X.S.Cells)
    if (C.V.isSym() && C.V.S == S && C.Key.Path.N == 0 && Symbols[C.Key.Base].Kind == SymbolKind::VarAddress &&
        inFrame(F.Vars[Symbols[C.Key.Base].A]))
      C.V.S = Old.S;
  escape(X, S, Reason::Stored); // whoever clears the list does it in a loop, as a rule
  return true;
}

/// What the name says by which \p T was read.
Role Solver::roleOfTemp(TempId T) const {
  if (!T.valid() || Definition[T.N] == ~0u)
    return Role::None;
  const Event &E = F.Events[Definition[T.N]];
  if (E.Code != Op::Load || !E.A.valid() || Definition[E.A.N] == ~0u)
    return Role::None;
  const Event &A = F.Events[Definition[E.A.N]];
  if (A.Code == Op::VarAddr)
    return F.Vars[A.Variable.N].Prefix;
  if (A.Code == Op::FieldAddr)
    return F.Fields[A.FieldOf.N].Prefix;
  return Role::None;
}

/// `tree_add(root, node); node->mark = 1;`: where only a comment says that the tree owns it now, and
/// no name promises to be its owner's, reading it by the old name is what C programs do: the new
/// owner has it still. To release it, or to give it away again, is wrong all the same.
bool Solver::keptAlive(const SymbolState &St) const {
  if (!St.Ended.valid() || F.Events[St.Ended.N].Code != Op::Call)
    return false;
  const Event &Call = F.Events[St.Ended.N];
  const FunctionContract *C = Call.Target.valid() ? F.Callees[Call.Target.N].Contract.get() : nullptr;
  if (!C)
    return false;
  return std::any_of(C->Params.begin(), C->Params.end(), [](const ParamContract &P) { return P.Usable; }) ||
         std::any_of(C->Inferred.begin(), C->Inferred.end(), [](const Outcome &O) {
           return std::any_of(O.Effects.begin(), O.Effects.end(),
                              [](const Effect &E) { return E.Kind == EffectKind::Take && E.Usable; });
         });
}

void Solver::checkUse(EventId At, Execution &X, Value V, TempId Name, const std::string &Called) {
  if (!V.isSym())
    return;
  noteUsed(X.S, V.S);
  const SymbolState *St = X.S.find(V.S);
  if (!St || St->Weak || St->StoredAway || (St->St == Status::Released && byOtherMember(*St, Name)))
    return;
  Incident I;
  if (St->St != Status::Released && checkStale(At, X, V, Name))
    return;
  if (St->St == Status::Released)
    I.Kind = IncidentKind::UseAfterRelease;
  else if (St->St == Status::Transferred && St->WasOwned && !throughNewOwner(X, *St, Name) && !keptAlive(*St))
    I.Kind = IncidentKind::UseAfterTransfer;
  else
    return;
  I.At = At;
  I.Where = F.Events[At.N].Loc;
  const bool Ended = Symbols[V.S].Kind == SymbolKind::VarAddress && St->ByContext; // an arena on another one
  if (Symbols[V.S].Kind == SymbolKind::VarAddress && !Ended) {
    I.Kind = IncidentKind::LocalUsed;
    fillIncident(I, X.S, V);
    I.Used = At;
    if (St->StoredAt.valid()) {
      I.At = St->StoredAt;
      I.Where = F.Events[I.At.N].Loc;
    }
  }
  I.Born = St->Born;
  I.Ended = St->Ended;
  I.Param = St->Born.valid() ? -1 : St->OriginParam;
  I.ByRealloc = St->EndedByRealloc;
  I.ReleasedAs = Families[St->Family];
  fillContext(I, X.S, V.S);
  if (I.Kind != IncidentKind::LocalUsed)
    I.Name = Ended ? F.Vars[Symbols[V.S].A].Name : Called.empty() ? F.nameOf(Name) : Called;
  report(std::move(I), X.S);
  X.S.at(V.S).StoredAway = true; // said once on this path
}

/// `g_queue_remove(queue, item);`: the model says that argument \p N is only looked for in what the call changes. The
/// reference that the queue had is this function's to give up.
static bool takesOut(const FunctionContract &C, std::uint32_t N) {
  return N > 0 && N < C.Params.size() && C.Params[N].Unread && C.Params[N].From.From == Source::Model &&
         C.Params[0].Word != ParamWord::Borrows;
}

/// What is passed to a callee that looks at it must still be there.
void Solver::useArguments(EventId At, Execution &X, const FunctionContract &C, const std::vector<Outcome> &All) {
  const Event &Ev = F.Events[At.N];
  for (std::uint32_t I = 0; I != Ev.ArgsCount; ++I) {
    const bool Releases = std::any_of(All.begin(), All.end(), [&](const Outcome &O) {
      return std::any_of(O.Effects.begin(), O.Effects.end(), [&](const Effect &E) {
        return E.Param == static_cast<int>(I) && !E.Target && E.Kind == EffectKind::Release;
      });
    });
    const TempId T = F.Args[Ev.ArgsBegin + I];
    const bool Ignored = (I < C.Ignored.size() && C.Ignored[I]) || (I < C.Params.size() && C.Params[I].Unread);
    // OK(result) only carries it: what is wrong is the return.
    const Value V = valueOf(X, T);
    const SymbolState *St = V.isSym() ? X.S.find(V.S) : nullptr;
    const bool Carried =
        St && St->ByContext && std::all_of(All.begin(), All.end(), [&](const Outcome &O) {
          return std::any_of(O.Effects.begin(), O.Effects.end(), [&](const Effect &E) {
            return E.Kind == EffectKind::SetInto && E.Param == ResultParam && E.Other == static_cast<int>(I);
          });
        });
    // log("closed %d", fd): its number is no use of it.
    const bool IsNumber = St && Symbols[V.S].Type != TypeClass::Pointer;
    const bool Printed = IsNumber && I >= C.Params.size() && C.Return.From.From != Source::Model;
    // dup2(from, fd): the number gets a new meaning.
    const bool Reopened = IsNumber && St->St == Status::Released && I < C.Params.size() &&
                          C.Params[I].Word == ParamWord::Mutates && !C.Params[I].Unread &&
                          C.Return.From.From == Source::Model;
    if (Reopened)
      X.S.at(V.S).St = Status::Plain;
    if (!Releases && !Ignored && !Carried && !Printed && !Reopened)
      checkUse(At, X, V, T);
    if (V.isSymbolItself() && takesOut(C, I))
      if (SymbolState &Sought = X.S.at(V.S); Sought.St == Status::Plain || Sought.St == Status::Borrowed)
        Sought.Counted = true;
  }
}

/// How the caller's source would call the cell: "b.text" for `show(&b)`.
std::string Solver::nameBelow(EventId At, const Place &P, CellKey K) const {
  const Event &Ev = F.Events[At.N];
  std::string Name = P.Param < static_cast<int>(Ev.ArgsCount) ? F.nameOf(F.Args[Ev.ArgsBegin + P.Param]) : "";
  if (Name.empty() || P.Path.empty() || P.Path[0] == '[' || P.Path[0] == '*')
    return nameOf(K);
  const bool Address = Name[0] == '&';
  const bool Variable = Symbols[K.Base].Kind == SymbolKind::VarAddress;
  return Name.substr(Address) + (Address || Variable ? "." : "->") + P.Path;
}

/// What the callee uses of this function's memory must still be there.
void Solver::useCells(EventId At, Execution &X, const FunctionContract &C, const std::vector<Outcome> &All) {
  useEnded(At, X, C);
  for (const Place &P : C.UsedCells) {
    const bool Releases = std::any_of(All.begin(), All.end(), [&](const Outcome &O) {
      return std::any_of(O.Effects.begin(), O.Effects.end(), [&](const Effect &E) {
        return E.Kind == EffectKind::Release && E.Target && E.Param == P.Param && E.Path == P.Path;
      });
    });
    CellKey K;
    if (Releases || !findTarget(At, X, P.Param, P.Path, K))
      continue;
    if (const Value *V = X.S.find(K))
      checkUse(At, X, *V, TempId(), nameBelow(At, P, K));
    else if (const auto N = unseenCell(X.S, K))
      insert(X.S.Uses, *N);
  }
}

/// `set_name(p, p->name);`: the callee releases p->name, and then uses what it was passed.
void Solver::useEnded(EventId At, Execution &X, const FunctionContract &C) {
  for (const auto &[Ended, Param] : C.UsedAfterEnd) {
    CellKey K;
    const Value Given = argument(At, X, Param);
    if (!Given.isSym() || !findTarget(At, X, Ended.Param, Ended.Path, K))
      continue;
    const Value *Held = X.S.find(K);
    const SymbolState *St = Held && Held->isSymbolItself() && Held->S == Given.S ? X.S.find(Given.S) : nullptr;
    // This body passes both on.
    if (const SymbolHead Info = Symbols.head(Given.S); Info.Kind == SymbolKind::ParamValue) {
      const SymbolState *Found = Held && Held->isSymbolItself() ? X.S.find(Held->S) : nullptr;
      const auto Where = !Held ? unseenPlace(X.S, K)
                         : Found && Found->AsFound && Found->OriginIsCell && !Found->Weak
                             ? std::optional(std::pair(int(Found->OriginParam), Found->OriginPath))
                             : std::nullopt;
      if (Where && Where->first < FirstGlobal && Where->first != static_cast<int>(Info.A))
        insert(X.S.Uses, numberOf(Where->first, Where->second, static_cast<int>(Info.A)));
    }
    if (!St || St->Weak || St->St == Status::Released || St->StoredAway || !(St->Signs & sign::Pos))
      continue;
    Incident I;
    I.Kind = IncidentKind::UseAfterRelease;
    I.At = I.Ended = At;
    I.Where = F.Events[At.N].Loc;
    I.Born = St->Born;
    I.Param = St->Born.valid() ? -1 : St->OriginParam;
    I.Name = F.nameOf(F.Args[F.Events[At.N].ArgsBegin + Param]);
    report(std::move(I), X.S);
    return;
  }
}

/// This path dereferences \p V, and did not ask whether it is NULL.
void Solver::noteFollowed(State &S, SymbolId V) {
  if (const SymbolState *St = S.find(V); St && St->AsFound && St->OriginIsCell && St->OriginParam >= 0 && !St->Weak)
    insert(S.Followed, numberOf(St->OriginParam, St->OriginPath));
}

/// `r->text = malloc(n); fill(r);`: what the callee dereferences of this function's memory.
void Solver::followCells(EventId At, Execution &X, const FunctionContract &C) {
  for (const Place &P : C.FollowedCells) {
    CellKey K;
    if (!findTarget(At, X, P.Param, P.Path, K))
      continue;
    const Value *V = X.S.find(K);
    if (const auto N = V ? std::nullopt : unseenCell(X.S, K))
      insert(X.S.Followed, *N);
    const SymbolState *St = V && V->isSymbolItself() ? X.S.find(V->S) : nullptr;
    if (St && St->MayFail)
      checkNull(At, X, *V, TempId(), nameBelow(At, P, K));
    else if (St && (St->Signs & sign::Zero))
      noteFollowed(X.S, V->S);
  }
}

void Solver::concludeUses() {
  if (Exits.empty() || !Result.BudgetHit.empty())
    return;
  concludeCleared();
  for (const auto &[Where, N] : CellNumbers) {
    auto Has = [N = N](const FlatVector<std::uint32_t> &List) {
      return std::find(List.begin(), List.end(), N) != List.end();
    };
    if (std::any_of(Exits.begin(), Exits.end(), [&](const ExitRecord &E) { return Has(E.Uses); }) &&
        std::all_of(Exits.begin(), Exits.end(), [&](const ExitRecord &E) { return Has(E.Uses) || Has(E.Nulls); }))
      Result.UsedCells.push_back({Where.first, Paths.text(Where.second, F)});
    if (std::all_of(Exits.begin(), Exits.end(), [&](const ExitRecord &E) { return Has(E.Followed); }))
      Result.FollowedCells.push_back({Where.first, Paths.text(Where.second, F)});
  }
  for (const auto &[Use, N] : EndedUses) {
    auto Has = [](const FlatVector<std::uint32_t> &List, std::uint32_t N) {
      return std::find(List.begin(), List.end(), N) != List.end();
    };
    const auto &[EndedParam, EndedPath, Param] = Use;
    const std::uint32_t Cell = numberOf(EndedParam, EndedPath);
    bool Some = false, All = true;
    for (const ExitRecord &E : Exits) {
      const bool Uses = Has(E.Uses, FirstEndedUse + N);
      Some |= Uses;
      All &= Uses || sparesUse(E.SomeNull, Use) || Has(E.Nulls, Cell);
    }
    if (Some && All)
      Result.UsedAfterEnd.push_back({{EndedParam, Paths.text(EndedPath, F)}, Param});
  }
  std::sort(Result.UsedAfterEnd.begin(), Result.UsedAfterEnd.end());
  std::sort(Result.UsedCells.begin(), Result.UsedCells.end());
  std::sort(Result.FollowedCells.begin(), Result.FollowedCells.end());
}

/// How the source calls the member of a union that \p T was read from; empty where it was not.
std::string Solver::unionMember(TempId T) const {
  const Event *Load = T.valid() && Definition[T.N] != ~0u ? &F.Events[Definition[T.N]] : nullptr;
  const Event *Place = Load && Load->Code == Op::Load && Load->A.valid() && Definition[Load->A.N] != ~0u
                           ? &F.Events[Definition[Load->A.N]]
                           : nullptr;
  return Place && Place->Code == Op::Copy ? F.nameOf(T) : "";
}

/// `if (n->names) free(n->u.name); if (n->count > 1) free(n->u.list);`: which member of a union that was
/// found is alive the numbers beside it say, and never are two.
bool Solver::byOtherMember(const SymbolState &St, TempId Name) const {
  const std::string Member = unionMember(Name);
  if (Member.empty() || St.Born.valid() || !St.Ended.valid() || F.Events[St.Ended.N].Code != Op::Call)
    return false;
  const Event &Call = F.Events[St.Ended.N];
  bool Other = false;
  for (std::uint32_t I = 0; I != Call.ArgsCount; ++I) {
    const std::string Ended = unionMember(F.Args[Call.ArgsBegin + I]);
    if (Ended == Member)
      return false;
    Other |= !Ended.empty();
  }
  return Other;
}

} // namespace deed
