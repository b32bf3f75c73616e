//===- engine/SolverStores.cpp - stores -----------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A store keeps a value in a variable, a field or a cell of the caller: it binds
// names to what they promise, and moves ownership.
//===----------------------------------------------------------------------===//
#include "engine/Names.h"
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// list_remove_first(), queue_pop(): what leaves a container may have been
/// somebody's; the name that receives it says whose it is now.
bool Solver::movesOut(EventId Call) const {
  const Event &E = F.Events[Call.N];
  if (E.Code != Op::Call || !E.Target.valid())
    return false;
  const std::string &Name = F.Callees[E.Target.N].Name;
  for (const char *Verb : {"remove", "pop", "take", "dequeue", "steal", "extract", "detach"})
    if (Name.find(Verb) != std::string::npos)
      return true;
  return false;
}

void Solver::bindRole(EventId At, Execution &X, CellKey K, Value V) {
  if (!V.isSymbolItself() || X.S.HasReturned)
    return;
  Role R = roleOf(K);
  SymbolState &St = X.S.at(V.S);
  const SymbolInfo &Info = Symbols[V.S];
  if (R == Role::None || St.Weak || (Info.Kind != SymbolKind::Result && Info.Kind != SymbolKind::ParamValue))
    return;
  if (Info.Kind == SymbolKind::ParamValue) {
    // (`holder->own_item = item_ref(mut_item);`: one more reference is ours.)
    const Event *Made = definitionOf(F.Events[At.N].B, Op::Call);
    const FunctionContract *C = Made && Made->Target.valid() ? F.Callees[Made->Target.N].Contract.get() : nullptr;
    if (R == Role::Own && St.St == Status::Borrowed && !St.Mismatched && !(C && C->MayDrop))
      St.BoundAt = At;
    return;
  }
  Incident I;
  I.At = At;
  I.Where = F.Events[At.N].Loc;
  I.Name = nameOf(K);
  I.Born = EventId(Info.A);
  if (R == Role::Own && St.St == Status::Plain && !St.Born.valid()) {
    // The name is the contract: what an unknown call returned is ours.
    if (F.Events[Info.A].Type == TypeClass::Pointer && (St.Signs & ~St.Absent))
      own(EventId(Info.A), X, V.S, "");
    return;
  }
  if (R == Role::Own && St.St == Status::Borrowed && !St.Mismatched && !movesOut(EventId(Info.A))) {
    St.BoundAt = At; // unless it is taken over before or after
    return;
  }
  if (R != Role::Own && St.St == Status::Owned && !X.S.refers(V.S) && !St.Mismatched) {
    I.Kind = IncidentKind::BorrowBoundToOwned;
    St.Mismatched = true;
  } else
    return;
  report(std::move(I), X.S);
}

void Solver::keepAddress(Execution &X, SymbolId Local, std::vector<SymbolId> &Seen) {
  if (std::find(Seen.begin(), Seen.end(), Local) != Seen.end())
    return;
  Seen.push_back(Local);
  X.S.at(Local).Why = Reason::Stored;
  std::vector<SymbolId> Below;
  for (const Cell &C : X.S.Cells)
    if (C.Key.Base == Local && C.V.isSym())
      Below.push_back(C.V.S);
  for (SymbolId B : Below)
    if (Symbols[B].Kind == SymbolKind::VarAddress)
      keepAddress(X, B, Seen);
    else
      escape(X, B, Reason::Stored);
}

/// A number that is made of a pointer may become that pointer again. \p Kept: by a callee, to which a
/// number that is made of a descriptor stands for that.
void Solver::escapeOperands(Execution &X, Value V, bool Kept, SymbolId Into, unsigned Depth) {
  if (!V.isSymbolItself() || Symbols[V.S].Kind != SymbolKind::Computed || Depth > 6)
    return;
  const SymbolInfo I = Symbols[V.S];
  // `set->bits[fd / 64] |= 1ul << (fd % 64);`: who has the set has the descriptor.
  if (I.Operator == arith::Shl && I.R.isSymbolItself() && Symbols[I.R.S].Kind == SymbolKind::Computed) {
    const Value Bit = Symbols[I.R.S].L;
    if (const SymbolState *St = Bit.isSymbolItself() ? X.S.find(Bit.S) : nullptr; St && St->St == Status::Owned)
      escape(X, Bit.S, Reason::Stored);
  }
  // A distance, a remainder or the low bits bring no pointer back; but
  // `o->place = (intptr_t)p - (intptr_t)o` does, beside o.
  auto IsPointer = [&](Value Operand) { return Operand.isSym() && Symbols[Operand.S].Type == TypeClass::Pointer; };
  const bool FromHolder = I.R.isSym() && I.L.isSym() && I.R.S == Into && I.L.S != Into;
  if ((I.Operator == arith::Sub && IsPointer(I.L) && IsPointer(I.R) && !FromHolder) || I.Operator == arith::Rem ||
      (I.Operator == arith::And && I.R.isInt() && I.R.I >= 0 && I.R.I < 4096))
    return;
  for (Value Operand : {I.L, I.R}) {
    const SymbolState *St = Operand.isSym() ? X.S.find(Operand.S) : nullptr;
    if (St && St->St == Status::Owned && (Kept || Symbols[Operand.S].Type == TypeClass::Pointer))
      escape(X, Operand.S, Reason::Stored);
    else if (St && (Kept || FromHolder) && Symbols[Operand.S].Kind == SymbolKind::ParamValue && St->Why == Reason::None)
      X.S.at(Operand.S).Why = Reason::Stored;
    escapeOperands(X, Operand, Kept, Into, Depth + 1);
  }
}

/// A write at an unknown distance: the numbers beside it may be others now.
void Solver::forgetNumbers(State &S, CellKey K) const {
  if (!Paths.isWeak(K.Path))
    return;
  PathId Start = K.Path;
  while (Paths.isWeak(Start))
    Start = Paths[Start].Parent;
  eraseIf(S.Cells, [&](const Cell &C) {
    return C.Key.Base == K.Base && Paths.startsWith(C.Key.Path, Start) &&
           (C.V.isInt() || (C.V.isSymbolItself() && Symbols[C.V.S].Type != TypeClass::Pointer &&
                            (!S.find(C.V.S) || S.find(C.V.S)->St == Status::Plain)));
  });
}

/// A struct by value: what it holds is an argument, as the struct is.
bool Solver::isRecordParam(int Param) const {
  return Param >= 0 && Param < static_cast<int>(F.Params.size()) && F.Vars[F.Params[Param].N].Type == TypeClass::Record;
}

/// `e->prev->next = e->next`, where a variable has e: what e is, on whatever list. None else.
SymbolId Solver::takenOut(const State &S, CellKey K, Value V) const {
  if (K.Path.N == 0 || Paths.isWeak(K.Path))
    return SymbolId();
  // `last->next = e; e->list = list;`: no link of e's was there before, so nobody is taken out by it.
  const Value *Was = S.find(K);
  const SymbolState *Neighbour = S.find(K.Base);
  const bool IsLink = V.isZero() || (V.isSym() && Symbols[V.S].Type == TypeClass::Pointer);
  const bool Ours = Neighbour && !Neighbour->Weak && Neighbour->St == Status::Owned && Neighbour->Born.valid();
  if (!IsLink || (Was ? Was->isZero() : Ours || (Neighbour && Neighbour->Fresh)))
    return SymbolId();
  for (const Cell &C : S.Cells) {
    const SymbolId Object = C.Key.Base;
    if (C.V != Value::symbol(K.Base) || Object == K.Base || C.Key.Path == K.Path || C.Key.Path.N == 0 ||
        Symbols[Object].Kind == SymbolKind::VarAddress)
      continue;
    const Value *Next = S.find({Object, K.Path});
    if (Next && *Next == V && std::any_of(S.Cells.begin(), S.Cells.end(), [&](const Cell &Var) {
          return Var.Key.Path.N == 0 && Var.V == Value::symbol(Object) &&
                 Symbols[Var.Key.Base].Kind == SymbolKind::VarAddress && inFrame(F.Vars[Symbols[Var.Key.Base].A]);
        }))
      return Object;
  }
  return SymbolId();
}

/// `*e->link.prev = e->link.next`, as <sys/queue.h> unlinks: what a field of e's own
/// points to is the place that holds e, by whatever name that is known.
void Solver::forgetBackLink(State &S, CellKey K, Value V) const {
  if (const SymbolId Out = takenOut(S, K, V); Out.valid()) {
    forgetHolders(S, Out, K.Base);
    return;
  }
  if (const SymbolKind Kind = Symbols[K.Base].Kind;
      Kind != SymbolKind::Loaded && Kind != SymbolKind::Given && Kind != SymbolKind::Join)
    return;
  const SymbolState *Whole = S.find(K.Base);
  if (Whole && Whole->St == Status::Owned)
    return; // what hangs from e is no place that holds e
  // `e->prev->next = e->next`: what is stored is e's, too, or a callee's.
  auto Gives = [&](SymbolId Of) {
    return K.Path.N == 0 || V.K == Value::Kind::Unknown ||
           std::any_of(S.Cells.begin(), S.Cells.end(),
                       [&](const Cell &C) { return C.Key.Base == Of && C.Key.Path.N != 0 && C.V == V; });
  };
  std::vector<SymbolId> Linked;
  for (const Cell &C : S.Cells)
    if (C.V.isSymbolItself() && C.V.S == K.Base && C.Key.Path.N != 0 && !Paths.isWeak(C.Key.Path) &&
        Symbols[C.Key.Base].Kind != SymbolKind::VarAddress && Gives(C.Key.Base))
      Linked.push_back(C.Key.Base);
  // A callee that writes past a pointer of K.Base, `*0.prev.next`, which is all that is
  // known here.
  const PathStepInfo &Last = Paths[K.Path];
  if (V.K == Value::Kind::Unknown && Last.K == PathStepInfo::Kind::Field &&
      Paths[Last.Parent].K == PathStepInfo::Kind::Field)
    Linked.push_back(K.Base);
  // (`t->list->at->next = x` takes out of a `next`: who has to release t->list finds it there still.)
  const FieldId By = Last.K == PathStepInfo::Kind::Field ? Last.Name : FieldId();
  for (SymbolId Object : Linked) {
    const SymbolState *St = S.find(Object);
    forgetHolders(S, Object, Object == K.Base ? SymbolId() : K.Base, St && St->St == Status::Owned ? By : FieldId());
  }
}

/// Each place but a local variable and the fields of \p Except may hold another object than
/// \p Object now; with \p By each such field, and what is in one.
void Solver::forgetHolders(State &S, SymbolId Object, SymbolId Except, FieldId By) const {
  auto IsOfField = [&](PathId P) {
    for (; P.N != 0; P = Paths[P].Parent)
      if (Paths[P].K == PathStepInfo::Kind::Field && Paths[P].Name == By)
        return true;
    return !By.valid();
  };
  auto IsLocal = [&](SymbolId Base) {
    const SymbolInfo &I = Symbols[Base];
    return I.Kind == SymbolKind::VarAddress && inFrame(F.Vars[I.A]);
  };
  eraseIf(S.Cells, [&](const Cell &C) {
    return C.V.isSymbolItself() && C.V.S == Object && C.Key.Base != Except &&
           Symbols[C.Key.Base].Kind != SymbolKind::TempSlot && (C.Key.Path.N != 0 || !IsLocal(C.Key.Base)) &&
           IsOfField(C.Key.Path);
  });
}

/// `stream_free(server->streams)`, of which the body hands `stream->server` to who knows:
/// what ends there may have been taken out of what holds it. (Or the list holds the address of its link.)
void Solver::forgetHoldersOfEnded(State &S, const Outcome &O, Value V, int Param) {
  auto Ends = [&](const Effect &E) { return E.Param == Param && !E.Target && E.Kind == EffectKind::Release; };
  // What hangs from it by a link ends with it, or goes on.
  auto Shows = [&](const Effect &E) {
    if (E.Param == Param && E.Target && E.Kind == EffectKind::Escape && E.Alone)
      LinkNames.insert(E.Path.substr(E.Path.rfind('.') + 1));
    return E.Param == Param && E.Target && E.Kind == EffectKind::Escape && !E.Alone;
  };
  const auto Shown = std::count_if(O.Effects.begin(), O.Effects.end(), Shows);
  if (Shown && V.isSym() && !isUnknownDistance(Paths.distance(V.Path)) &&
      std::any_of(O.Effects.begin(), O.Effects.end(), Ends))
    forgetHolders(S, V.S, SymbolId());
}

/// `free(cell->text); cell->type = NUMBER;`: the tag says from here on whether there is a text. What reads it has
/// asked the tag, or knows it by something that nobody can see here, as the next instruction of a program.
void Solver::forgetTagged(State &S, CellKey K, Value Tag) {
  const PathStepInfo &Last = Paths[K.Path];
  if (!Tag.isInt() || Last.K != PathStepInfo::Kind::Field ||
      !hasWord(wordsOf(Paths.fieldOf(Last.Name, F).Name), {"type", "kind", "tag"}))
    return;
  eraseIf(S.Cells, [&](const Cell &C) {
    const SymbolState *Held = C.Key.Base == K.Base && C.V.isSym() ? S.find(C.V.S) : nullptr;
    return Held && Held->St == Status::Released && Paths.startsWith(C.Key.Path, Last.Parent);
  });
}

void Solver::store(EventId At, Execution &X) {
  const Event &E = F.Events[At.N];
  Value Address = valueOf(X, E.A), V = valueOf(X, E.B);
  if (!Address.isSym()) {
    X.Crashed |= isMemberOfNull(X, E.A);
    if (V.isSym())
      escape(X, V.S, Reason::Stored);
    return;
  }
  checkUse(At, X, Address, E.A);
  // `free(s); b->text = s;`: who reads that memory finds what is gone.
  if (const SymbolState *St = V.isSymbolItself() ? X.S.find(V.S) : nullptr;
      St && St->St == Status::Released && !St->EndedByRealloc && freesBytes(Families[St->Family]) &&
      Symbols[V.S].Type == TypeClass::Pointer && Symbols[Address.S].Kind != SymbolKind::VarAddress &&
      Address.Path.N != 0 && outlives(X.S, Address.S))
    checkUse(At, X, V, E.B);
  escapeOperands(X, V, /*Kept=*/false, Address.S);
  checkNull(At, X, Address, E.A);
  CellKey K{Address.S, Address.Path};
  forgetMemos(X.S, K.Base);
  doubtAliases(X, K, V);
  // `v->texts[2][0] = 'x';`: a number takes nothing out of a list.
  const Event *Stored = definitionOf(E.B);
  if (!isNumber(V) && !(V.isInt() && Stored && Stored->Type != TypeClass::Pointer))
    forgetBackLink(X.S, K, V);
  forgetTagged(X.S, K, V);
  doubtClosed(X.S, K.Base);
  if (K.Path.N != 0 || Symbols[K.Base].Kind != SymbolKind::VarAddress)
    keepHolders(X.S, V, K.Base);
  if (Paths.isWeak(K.Path))
    doubtEnded(X.S, K), keepIndex(X, K.Path);
  if (Paths.isWeak(K.Path) && !Paths.isElement(K.Path)) {
    // Some element: what it holds is no longer followed.
    recordWrite(X.S, K, false);
    forgetLoans(X.S, K);
    forgetNumbers(X.S, K);
    if (const SymbolState *Base = X.S.find(K.Base); Base && Base->Fresh)
      X.S.at(K.Base).Fresh = false;
    if (V.isSym()) {
      if (Live.inLoop(CurrentBlock)) // else it may be the first one, and be NULL
        noteFilled(X.S, K.Base, V);
      escape(X, V.S, Reason::Container);
    }
    return;
  }
  if (K.Path.N == 0)
    forgetIndex(X, K.Base);
  recordWrite(X.S, K, false);
  forgetLoans(X.S, K);
  forgetNumbers(X.S, K);
  if (Paths[K.Path].K == PathStepInfo::Kind::Offset && !F.nameOf(E.A).empty())
    Written.try_emplace({K.Base.N, K.Path.N}, F.nameOf(E.A)); // "pair[1]"
  const Value *Before = X.S.find(K);
  Value Old = Before ? *Before : Value();
  if (const SymbolState *Block = X.S.find(K.Base); !Before && Block && Block->Fresh && Block->Count != UINT8_MAX)
    X.S.at(K.Base).Count++;
  bindRole(At, X, K, V);
  noteField(At, X, K, V);
  if (V.K == Value::Kind::Unknown)
    X.S.erase(K);
  else
    X.S.set(K, V, At);
  if (const SymbolInfo &Base = Symbols[K.Base];
      V.isSym() && Base.Kind == SymbolKind::VarAddress && !F.Vars[Base.A].Name.empty() && X.S.find(V.S))
    X.S.at(V.S).NamedBy = K;
  if (V.isSym() && Symbols[V.S].Kind == SymbolKind::VarAddress && outlives(X.S, K.Base)) {
    // The address of a local is kept: all that hangs from it is in reach.
    std::vector<SymbolId> Seen;
    keepAddress(X, V.S, Seen);
  } else if (V.isSym() && outlives(X.S, K.Base)) {
    Role R = roleOf(K);
    const SymbolState *St = X.S.find(V.S);
    if (St && St->St == Status::Owned && St->WasReferred) {
      escape(X, V.S, Reason::Stored); // given up by any name of the object
    } else if (St && St->St == Status::Owned && R != Role::Ref && R != Role::Mut) {
      SymbolState &Mut = X.S.at(V.S);
      Mut.St = Status::Transferred;
      Mut.WasOwned = true;
      // A field that says it owns has the value from here on; of others a later
      // use by the old name is common and right.
      Mut.StoredAway = R != Role::Own;
      Mut.StatementSeen = false;
      Mut.Ended = At;
      if (R != Role::Own)
        note(Mut.Born, Mut.Born.valid() ? -1 : Mut.OriginParam, Verdict::Unproven, Reason::Stored, nameOf(K));
      const SymbolState *Holder = X.S.find(K.Base);
      handOver(X, V.S, At, 1, Holder ? Holder->OriginParam : -1);
    } else if (St && St->OriginParam >= 0 && (!St->OriginIsCell || isRecordParam(St->OriginParam)) && R != Role::Ref &&
               R != Role::Mut && St->Why == Reason::None)
      X.S.at(V.S).Why = Reason::Stored;
  }
  if (!Old.isSym() || Old == V)
    return;
  noteReplaced(X.S, K, Old, V);
  // `*q->tail = node; q->tail = &node->next;`: where node was put has no name any more.
  if (outlives(X.S, K.Base))
    for (const Cell &C : X.S.Cells)
      if (C.Key.Base == Old.S && C.V.isSymbolItself() && C.V.S != Old.S &&
          Symbols[C.V.S].Kind == SymbolKind::ParamValue)
        if (const SymbolState *Put = X.S.find(C.V.S); Put && Put->Why == Reason::Stored && !Put->HeldElsewhere)
          X.S.at(C.V.S).HeldElsewhere = true;
  // `TAKE_PTR(p);` as a statement: whoever wrote it says that p is elsewhere now.
  if (const SymbolInfo &Base = Symbols[K.Base];
      V.isZero() && K.Path.N == 0 && Base.Kind == SymbolKind::VarAddress && F.Vars[Base.A].Cleanup)
    if (const SymbolState *St = X.S.find(Old.S); St && St->St == Status::Owned)
      X.S.at(Old.S).DisarmedAt = X.S.OuterStatement;
  // Taken back out: `holder->own_item = NULL` leaves it with its other name. What other
  // memory that stays holds too, or what only an address inside it was put there for (the
  // back links of a list), is where it was.
  const auto HeldElsewhere = [&] {
    return std::any_of(X.S.Cells.begin(), X.S.Cells.end(), [&](const Cell &C) {
      return C.V.isSym() && C.V.S == Old.S && C.Key.Base != Old.S && outlives(X.S, C.Key.Base);
    });
  };
  if (const SymbolState *St = X.S.find(Old.S); St && St->St == Status::Transferred && St->WasOwned &&
                                               St->Ended.valid() && isPutInOnePlace(*St) && Old.isSymbolItself() &&
                                               X.S.refers(Old.S) && outlives(X.S, K.Base) && !HeldElsewhere())
    X.S.at(Old.S).St = Status::Owned;
  // `global = malloc(1); global = NULL;`: it went there, and nowhere else.
  if (const SymbolState *St = X.S.find(Old.S);
      St && St->St == Status::Transferred && St->WasOwned && St->Born.valid() && !X.S.refers(Old.S) &&
      outlives(X.S, K.Base) && isPutInOnePlace(*St) && !St->Shown &&
      (roleOf(K) == Role::Own || !(signsOfValue(X.S, V) & sign::Pos) || ownPlace(X.S, K)))
    X.S.at(Old.S).St = Status::Owned;
  checkFailedRealloc(At, X, Old, V);
  if (const SymbolState *St = X.S.find(Old.S);
      St && St->St == Status::Owned && K.Path.N != 0 && isLinkOfAnother(X.S, V, Old.S))
    escape(X, Old.S, Reason::Stored);
  std::string Place = nameOf(K);
  if (const SymbolKind Kind = Symbols[K.Base].Kind; Place.empty() && K.Path.N == 0 && !F.nameOf(E.A).empty() &&
                                                    (Kind == SymbolKind::ParamValue || Kind == SymbolKind::Loaded))
    Place = "*" + F.nameOf(E.A); // `*out = realloc(*out, n);`
  checkLost(At, X, Old.S, LostBy::Overwrite, Place);
}

/// `if (!e->next) list->tail = e->prev;`: what the tail was is e by another name, or still on the list.
bool Solver::isLinkOfAnother(const State &S, Value V, SymbolId Element) const {
  return V.isSymbolItself() && std::any_of(S.Cells.begin(), S.Cells.end(), [&](const Cell &C) {
           const PathStepInfo &Last = Paths[C.Key.Path];
           return C.V == V && C.Key.Base != Element && Last.K == PathStepInfo::Kind::Field &&
                  Last.Name.N < F.Fields.size() && F.Fields[Last.Name.N].Link;
         });
}

/// `s->items = realloc(s->items, n);`: where it fails, what the field held is
/// still there, and nobody has its address any more.
void Solver::checkFailedRealloc(EventId At, Execution &X, Value Old, Value V) {
  const Event &E = F.Events[At.N];
  const SymbolState *St = Old.isSymbolItself() ? X.S.find(Old.S) : nullptr;
  if (!St || St->St != Status::Plain || St->Weak || St->OriginParam < 0 || !St->OriginIsCell ||
      !(St->Signs & sign::Pos) || signsOfValue(X.S, V) != sign::Zero || X.S.refers(Old.S))
    return;
  const Event *By = E.B.valid() && Definition[E.B.N] != ~0u ? &F.Events[Definition[E.B.N]] : nullptr;
  const FunctionContract *C =
      By && By->Code == Op::Call && By->Target.valid() ? F.Callees[By->Target.N].Contract.get() : nullptr;
  for (std::uint32_t I = 0; C && I != By->ArgsCount; ++I) {
    if (argument(EventId(Definition[E.B.N]), X, I) != Old)
      continue;
    bool WhereItWorks = false, WhereItFails = false;
    // On a context the old block hangs from there still.
    const bool Hangs = std::any_of(outcomes(*C).begin(), outcomes(*C).end(),
                                   [](const Outcome &O) { return O.Return == ReturnWord::Allocated; });
    if (Hangs)
      continue;
    for (const Outcome &O : outcomes(*C))
      for (const Effect &Each : O.Effects)
        if (Each.Kind == EffectKind::Release && !Each.Target && Each.Param == static_cast<int>(I))
          (signsOf(O.Result) & sign::Zero ? WhereItFails : WhereItWorks) = true;
    if (!WhereItWorks || WhereItFails)
      continue;
    Incident Lost;
    Lost.Kind = IncidentKind::Lost;
    Lost.At = At;
    Lost.Where = E.Loc;
    Lost.How = LostBy::Overwrite;
    Lost.Name = F.nameOf(E.A);
    reportLoss(std::move(Lost), X.S);
    return;
  }
}

/// A field of what a parameter points to, or of what this function made: nobody
/// else changes it meanwhile.
bool Solver::ownPlace(const State &S, CellKey K) const {
  const SymbolState *Base = S.find(K.Base);
  return Paths[K.Path].K == PathStepInfo::Kind::Field && Symbols[K.Base].Kind == SymbolKind::ParamValue && Base &&
         !Base->Weak && Base->Why == Reason::None;
}

/// `copy = *from; from->text = NULL;`: names for the pointers of the caller's record that are
/// overwritten by the name that is copied from, so that the copy has them.
void Solver::findCopied(EventId At, Execution &X, Value From) {
  const SymbolState *Source = From.isSym() ? X.S.find(From.S) : nullptr;
  if (!Source || Source->OriginParam < 0 || Source->OriginParam >= FirstGlobal || Source->Weak ||
      Paths.isWeak(From.Path))
    return;
  const VarId Name = variableRead(F.Events[At.N].B);
  for (std::uint32_t I = 0; Name.valid() && I != F.Events.size(); ++I) {
    const Event &Put = F.Events[I];
    const Event *Field = Put.Code == Op::Store ? definitionOf(Put.A, Op::FieldAddr) : nullptr;
    if (!Field || !Put.B.valid() || Definition[Put.B.N] == ~0u ||
        F.Events[Definition[Put.B.N]].Type != TypeClass::Pointer || variableRead(Field->A) != Name)
      continue;
    CellKey K{From.S, Paths.field(From.Path, Field->FieldOf, Field->Value)};
    if (X.S.find(K))
      continue;
    const Value V = found(X, K, SymbolKind::Loaded, At.N, I, TypeClass::Pointer);
    if (From.S != valueOf(X, F.Events[At.N].B).S)
      return; // fresh() renamed it
    X.S.set(K, V);
  }
}

void Solver::copyObject(EventId At, Execution &X) {
  const Event &E = F.Events[At.N];
  Value To = valueOf(X, E.A), From = valueOf(X, E.B);
  const bool Poisons = From.isInt() && !From.isZero();
  if (!From.isInt()) {
    checkUse(At, X, From, E.B);
    checkNull(At, X, From, E.B);
  }
  if (!From.isInt() || Poisons) { // else memset(): the call comes next
    checkUse(At, X, To, E.A);
    checkNull(At, X, To, E.A);
  }
  if (!To.isSym()) {
    if (From.isSym() && Symbols[From.S].Kind == SymbolKind::Result)
      escape(X, From.S, Reason::Stored); // a record that goes where nobody follows
    return;
  }
  forgetMemos(X.S, To.S);
  doubtClosed(X.S, To.S);
  // `free(t->data); memset(t, 0xaa, sizeof *t);`: what was released is no better there than before, and the rest is
  // nobody's to read.
  auto Overwrites = [&](const Cell &C) { return C.Key.Base == To.S && Paths.startsWith(C.Key.Path, To.Path); };
  auto StaysReleased = [&](const Cell &C) {
    const SymbolState *St = Poisons && C.V.isSym() ? X.S.find(C.V.S) : nullptr;
    return St && St->St == Status::Released && !St->Weak;
  };
  if (std::none_of(X.S.Cells.begin(), X.S.Cells.end(),
                   [&](const Cell &C) { return Overwrites(C) && StaysReleased(C); }))
    recordWrite(X.S, {To.S, To.Path}, true);
  if (const SymbolState *St = X.S.find(To.S); St && St->Fresh)
    X.S.at(To.S).Fresh = false;
  forgetLoans(X.S, {To.S, To.Path});
  findCopied(At, X, From);
  std::vector<Cell> Copies;
  if (From.isSym()) {
    noteRead(X.S, {From.S, From.Path}, /*Below=*/true);
    for (const Cell &C : X.S.Cells)
      if (C.Key.Base == From.S && Paths.startsWith(C.Key.Path, From.Path)) {
        PathId P = Paths.rebase(C.Key.Path, From.Path, To.Path);
        Copies.push_back({{To.S, P}, C.V, At});
      }
  }
  if (const SymbolState *Source = From.isSym() ? X.S.find(From.S) : nullptr;
      Source && Source->OriginParam >= 0 && Source->OriginParam < FirstGlobal && !Source->OriginIsCell &&
      // `v.text = s; return v;` of records
      (Symbols[To.S].Kind != SymbolKind::VarAddress || outlives(X.S, To.S) ||
       (F.ResultType == TypeClass::Record && To.Path.N != 0)))
    CopiedOut.insert(Source->OriginParam);
  std::vector<Value> Before;
  X.S.Cells.erase(std::remove_if(X.S.Cells.begin(), X.S.Cells.end(),
                                 [&](const Cell &C) {
                                   if (!Overwrites(C) || StaysReleased(C))
                                     return false;
                                   Before.push_back(C.V);
                                   return true;
                                 }),
                  X.S.Cells.end());
  for (const Cell &C : Copies) {
    if (Paths.isWeak(C.Key.Path)) {
      if (C.V.isSym())
        escape(X, C.V.S, Reason::Container);
      continue;
    }
    X.S.set(C.Key, C.V, At);
    if (!C.V.isSym() || !outlives(X.S, To.S))
      continue;
    if (const SymbolState *St = X.S.find(C.V.S); St && St->OriginParam >= 0 && !St->OriginIsCell)
      X.S.at(C.V.S).Why = Reason::Stored;
    handOver(X, C.V.S, At);
  }
  // `memset(s, 0, sizeof *s); if (s->text) free(s->text);`: nothing of the caller's is there any more.
  if (From.isZero() && To.Path.N == 0 && X.S.find(To.S))
    X.S.at(To.S).Cleared = true;
  if (From.isZero() && !Paths.isWeak(To.Path)) {
    const Event *Whole = definitionOf(E.A, Op::VarAddr);
    if (const VarId Holder = Whole ? Whole->Variable : variableRead(E.A); Holder.valid())
      for (const PathId Each : membersReadOf(Holder))
        X.S.set({To.S, Paths.concat(To.Path, Each)}, Value::integer(0), At);
  }
  for (const Value &V : Before)
    if (V.isSym())
      checkLost(At, X, V.S, LostBy::Overwrite, F.nameOf(E.A));
  moveContext(X, From, To);
}

/// The variable of \p C ends, or the function does, with a transferred value in it.
void Solver::checkNotNulled(Execution &X, const Cell &C) {
  const CellKey K = C.Key;
  if (!C.V.isSymbolItself() || roleOf(K) != Role::Own)
    return;
  const SymbolState *St = X.S.find(C.V.S);
  // The field, or global, that received it is where it belongs; of a field also where a callee put it there.
  if (St && St->Ended.valid() && (F.Events[St->Ended.N].Code == Op::Store || C.At == St->Ended) &&
      (Symbols[K.Base].Kind != SymbolKind::VarAddress || keptByGlobal(*St, VarId(Symbols[K.Base].A))))
    return;
  // A field outlives the call, so whatever follows; of a variable only the rest
  // of its scope counts.
  const bool Follows = St && (Limits.NullAlways || St->StatementSeen || Symbols[K.Base].Kind != SymbolKind::VarAddress);
  if (!St || St->St != Status::Transferred || St->StoredAway || !St->WasOwned || !Follows || St->Weak)
    return;
  Incident I;
  I.Kind = IncidentKind::NotNulled;
  I.At = St->Ended;
  I.Where = F.Events[St->Ended.N].Loc;
  I.Born = St->Born;
  I.Ended = St->Ended;
  I.Param = St->Born.valid() ? -1 : St->OriginParam;
  I.Name = nameOf(K);
  report(std::move(I), X.S);
}

/// `item_t *own_item = mut_box->own_item; return own_item;`: a name that owns gives away what a field of an
/// object that stays has still.
void Solver::checkLeftInField(EventId Return, const Execution &X, Value Given) {
  const VarId Name = variableRead(F.Events[Return.N].A);
  const SymbolState *St = Given.isSymbolItself() ? X.S.find(Given.S) : nullptr;
  if (!Name.valid() || F.Vars[Name.N].Prefix != Role::Own || !St || !St->OriginIsCell || St->Weak ||
      (St->St != Status::Plain && St->St != Status::Borrowed) || St->isAbsent())
    return;
  EventId Moved;
  bool Left = false;
  for (const Cell &C : X.S.Cells) {
    if (C.V != Given || roleOf(C.Key) != Role::Own)
      continue;
    const SymbolInfo &Base = Symbols[C.Key.Base];
    if (Base.Kind == SymbolKind::VarAddress && Base.A == Name.N)
      Moved = C.At;
    else if (const SymbolState *Object = X.S.find(C.Key.Base);
             Object && Object->OriginParam >= 0 && Object->St != Status::Released && Object->St != Status::Transferred)
      Left = true;
  }
  if (!Moved.valid() || !Left)
    return;
  Incident I;
  I.Kind = IncidentKind::NotNulled;
  I.At = I.Ended = Moved;
  I.Where = F.Events[Moved.N].Loc;
  I.Name = F.nameOf(F.Events[Moved.N].B); // mut_box->own_item
  report(std::move(I), X.S);
}

} // namespace deed
