//===- engine/SolverResources.cpp - what happens to a resource ------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Acquire, release, transfer and escape: how each changes the status of a value
// and of what it owns.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

void Solver::own(EventId At, Execution &X, SymbolId S, const std::string &Family) {
  SymbolState &St = X.S.at(S);
  // `close(0); open(terminal, O_RDWR); dup(0);`: standard descriptors, which stay.
  const bool Stays = Family == "fd" && X.S.LowestFree && Symbols[S].Type != TypeClass::Pointer;
  St.St = Stays ? Status::Plain : Status::Owned;
  St.Born = At;
  St.Family = family(Family);
  // A descriptor is absent when negative, a mapping when it is MAP_FAILED.
  if (Symbols[S].Type != TypeClass::Pointer || Family == "mmap") {
    St.Absent = sign::Neg;
    St.Signs = sign::Any;
  }
  note(At, -1, Verdict::Proved, Reason::None, "");
  X.S.LastGoto = LocId();
  TraceStep Step;
  Step.At = At;
  log(X.S, Step);
}

void Solver::escape(Execution &X, SymbolId S, Reason Why, unsigned Depth) {
  if (Depth > MostLinks)
    return;
  if (!isNumber(Value::symbol(S)))
    forgetMemos(X.S, S);
  doubtClosed(X.S, S);
  escapeEither(X, S, Why);
  if (const SymbolState *Found = X.S.find(S)) {
    keepAllocation(*Found);
    SymbolState &St = X.S.at(S);
    St.Fresh = false;
    St.InvokedAt = EventId();
    St.Open = true;
    // `item = list_get(l, 0); list_detach(l, item);`: it may live longer now.
    if (St.St == Status::Borrowed && Symbols[S].Type == TypeClass::Pointer &&
        (Why == Reason::UnknownCallee || Why == Reason::IndirectCall))
      St.LentBy = SymbolId();
    St.Shown |= St.St == Status::Transferred;
    if (St.OriginParam >= 0)
      St.Why = Why; // the summary passes it on
    else if (St.WeakBase.valid())
      recordWrite(X.S, {St.WeakBase, PathId(0)}, true); // some element: each(v, n, free)
  }
  forgetLoans(X.S, {S, PathId(0)});
  if (const SymbolState *Found = X.S.find(S);
      Found && Found->MayFail && (Why == Reason::UnknownCallee || Why == Reason::IndirectCall))
    X.S.at(S).MayFail = false; // it may have been tested there
  std::vector<SymbolId> Below;
  if (const SymbolState *Found = X.S.find(S); Found && Found->St == Status::Owned) {
    SymbolState &St = X.S.at(S);
    St.St = Status::Escaped;
    St.WasOwned = true;
    St.Why = Why;
    note(St.Born, St.Born.valid() ? -1 : St.OriginParam, Verdict::Unproven, Why, "");
    // Whoever has the context ends the contexts below it.
    if (St.Context != ContextKind::None)
      for (const SymbolState &Child : X.S.Symbols)
        if (Child.Parent.Base == S && Child.S != S && Child.St == Status::Owned && Child.Context != ContextKind::None)
          Below.push_back(Child.S);
  }
  X.S.Cells.erase(std::remove_if(X.S.Cells.begin(), X.S.Cells.end(),
                                 [&](const Cell &C) {
                                   if (C.Key.Base != S)
                                     return false;
                                   if (C.V.isSym() && C.V.S != S)
                                     Below.push_back(C.V.S);
                                   return !isFlag(X.S, C);
                                 }),
                  X.S.Cells.end());
  for (SymbolId B : Below)
    escape(X, B, Why, Depth + 1);
}

/// \p S was read at an unknown distance: any cell there may have held it.
void Solver::loosen(Execution &X, SymbolId S) {
  const SymbolState *St = X.S.find(S);
  if (!St || !St->WeakBase.valid())
    return;
  const SymbolId Base = St->WeakBase;
  std::vector<SymbolId> Held;
  for (const Cell &C : X.S.Cells)
    if (C.Key.Base == Base && C.V.isSym() && C.V.S != S &&
        (Symbols[C.V.S].Type == TypeClass::Pointer) == (Symbols[S].Type == TypeClass::Pointer))
      Held.push_back(C.V.S);
  for (SymbolId H : Held)
    if (const SymbolState *Each = X.S.find(H); Each && Each->St == Status::Owned)
      escape(X, H, Reason::Container);
    else if (Each && Each->St == Status::Transferred && Each->StoredAway)
      X.S.at(H).Shown = true;
    else if (Each && Each->OriginParam >= 0 && !Each->OriginIsCell && Each->Why == Reason::None)
      X.S.at(H).Why = Reason::Container;
}

/// \p Into is the parameter whose memory keeps \p S from now on, or -1.
void Solver::handOver(Execution &X, SymbolId S, EventId At, unsigned Depth, int Into) {
  if (Depth > MostLinks)
    return;
  if (const SymbolState *Found = X.S.find(S))
    keepAllocation(*Found);
  if (const SymbolState *Found = X.S.find(S); Found && Found->St == Status::Owned) {
    SymbolState &St = X.S.at(S);
    St.St = Status::Transferred;
    St.StoredAway = true;
    St.WasOwned = true;
    St.Ended = At;
  }
  // `cell->data = datum->data; table->first = cell;`: what the caller passed in a record is kept as well.
  auto IsPassedBeside = [&](const SymbolState &St) {
    return Into >= 0 && St.OriginParam != Into && St.OriginParam < FirstGlobal && St.AsFound && !St.Weak &&
           St.St == Status::Plain && St.Why == Reason::None && Symbols[St.S].Type == TypeClass::Pointer;
  };
  std::vector<SymbolId> Below;
  for (const Cell &C : X.S.Cells)
    if (C.Key.Base == S && C.V.isSym() && C.V.S != S)
      if (const SymbolState *St = X.S.find(C.V.S);
          St && (St->St == Status::Owned || (St->OriginParam >= 0 && (!St->OriginIsCell || IsPassedBeside(*St)))))
        Below.push_back(C.V.S);
  for (SymbolId B : Below) {
    if (SymbolState &St = X.S.at(B); St.St == Status::Owned)
      handOver(X, B, At, Depth + 1, Into);
    else
      St.Why = Reason::Stored; // an argument that now hangs from something kept
  }
}

/// What the callee at hand returns, and had from where it changes or releases.
static bool isHandedOut(const State &S, const SymbolTable &Symbols, SymbolId Sym) {
  return std::any_of(S.Cells.begin(), S.Cells.end(), [&](const Cell &C) {
    const SymbolInfo &Base = Symbols[C.Key.Base];
    return Base.Kind == SymbolKind::TempSlot && Base.A >= TakenSlot && C.V.isSym() && C.V.S == Sym;
  });
}

void Solver::invalidate(Execution &X, Value V, Reason Why, bool Ends) {
  if (!V.isSym())
    return;
  forgetMemos(X.S, V.S);
  recordWrite(X.S, {V.S, V.Path}, /*Below=*/true, Ends);
  doubtClosed(X.S, V.S);
  if (X.S.find(V.S)) {
    SymbolState &St = X.S.at(V.S);
    St.Fresh = false;
    St.Open = true;
  }
  forgetLoans(X.S, {V.S, V.Path});
  forgetNumbers(X.S, {V.S, V.Path});
  std::vector<SymbolId> Below;
  X.S.Cells.erase(std::remove_if(X.S.Cells.begin(), X.S.Cells.end(),
                                 [&](const Cell &C) {
                                   if (C.Key.Base != V.S || !Paths.startsWith(C.Key.Path, V.Path))
                                     return false;
                                   if (C.Key.Path != V.Path && isFlag(X.S, C))
                                     return false;
                                   if (C.V.isSym() && C.V.S != V.S)
                                     Below.push_back(C.V.S);
                                   return true;
                                 }),
                  X.S.Cells.end());
  // `d = b->data; *b = (struct buf){0}; return d;`: nothing there has it any more.
  auto Leaves = [&](SymbolId B) {
    return isHandedOut(X.S, Symbols, B) && Applied && Applied->Return == ReturnWord::Target &&
           std::any_of(Applied->Effects.begin(), Applied->Effects.end(), [&](const Effect &E) {
             return E.Kind == EffectKind::SetNull && E.Param == Applied->Argument && E.Path == Applied->OnPath;
           });
  };
  for (SymbolId B : Below)
    if (!Leaves(B))
      escape(X, B, Why);
}

/// True where a borrow may not be given away. What a function returned is one
/// only where its contract is certain: a container that does not own its items
/// returns "a borrowed reference" to the very code that owns it.
bool Solver::isBorrow(EventId At, SymbolId S, const SymbolState &St) const {
  if (St.St != Status::Borrowed)
    return false;
  const SymbolInfo &I = Symbols[S];
  if (I.Kind != SymbolKind::Result)
    return true;
  const Event &E = F.Events[I.A];
  const FunctionContract *C = E.Code == Op::Call && E.Target.valid() ? F.Callees[E.Target.N].Contract.get() : nullptr;
  if (!C)
    return false;
  const Source From = C->Return.From.From;
  return From == Source::Model || From == Source::Attribute || From == Source::Configuration ||
         (From == Source::Comment && C->TakenBy.empty() && !changesBetween(EventId(I.A), At));
}

/// `data = stream_data(s); stream_set_owner(s, false); free(data);`: what is lent may have been given
/// up by a call between \p Getter and \p At that got the same lender.
bool Solver::changesBetween(EventId Getter, EventId At) const {
  const Event &Asked = F.Events[Getter.N];
  auto ArgumentOf = [&](const Event &E, std::uint32_t I) { return F.nameOf(F.Args[E.ArgsBegin + I]); };
  const std::string Lender = Asked.ArgsCount ? ArgumentOf(Asked, 0) : "";
  for (std::uint32_t N = Getter.N + 1; N < At.N && !Lender.empty(); ++N) {
    const Event &E = F.Events[N];
    const FunctionContract *C = E.Code == Op::Call && E.Target.valid() ? F.Callees[E.Target.N].Contract.get() : nullptr;
    for (std::uint32_t I = 0; C && I != E.ArgsCount; ++I)
      if (ArgumentOf(E, I) == Lender && !(I < C->Params.size() && C->Params[I].Word == ParamWord::Borrows))
        return true;
  }
  return false;
}

/// thing_set(t), where it is written that thing_set() takes its argument: whoever made `t`, it
/// is no more its caller's, unless some other function had it that may have counted a reference.
bool Solver::isGivenUp(EventId At, const Execution &X, Value V) const {
  const Event &Ev = F.Events[At.N];
  const FunctionContract *C =
      Ev.Code == Op::Call && Ev.Target.valid() ? F.Callees[Ev.Target.N].Contract.get() : nullptr;
  const SymbolInfo &Info = Symbols[V.S];
  const SymbolState *St = X.S.find(V.S);
  if (!C || !V.isSymbolItself() || Info.Kind != SymbolKind::Result || Info.Type != TypeClass::Pointer || !St ||
      St->St != Status::Plain || St->Open || St->WeakBase.valid() || St->Parent.Base.valid())
    return false;
  for (std::uint32_t I = 0; I != Ev.ArgsCount && I != C->Params.size(); ++I) {
    const ParamContract &P = C->Params[I];
    const Value Arg = valueOf(X, F.Args[Ev.ArgsBegin + I]);
    if (Arg.isSymbolItself() && Arg.S == V.S)
      return (P.Word == ParamWord::Takes || P.Word == ParamWord::TakesOnSuccess) &&
             (P.From.From == Source::Comment || P.From.From == Source::Attribute);
  }
  return false;
}

void Solver::take(EventId At, Execution &X, Value V, TempId Name) {
  if (!V.isSym())
    return;
  const SymbolInfo &Info = Symbols[V.S];
  if (Info.Kind == SymbolKind::VarAddress || Info.Kind == SymbolKind::Literal) {
    invalidate(X, V, Reason::UnknownCallee);
    return;
  }
  SymbolState &St = X.S.at(V.S);
  keepAllocation(St);
  if (St.isAbsent() || St.Weak)
    return;
  const Role R = roleOfTemp(Name);
  if (V.Path.N == 0 && !St.Mismatched &&
      (isBorrow(At, V.S, St) ||
       ((R == Role::Ref || R == Role::Mut) && (St.St == Status::Plain || St.St == Status::Borrowed)))) {
    Incident I;
    I.Kind = IncidentKind::BorrowTaken;
    I.ByRole = true;
    I.At = At;
    I.Where = F.Events[At.N].Loc;
    I.Param = Info.Kind == SymbolKind::ParamValue ? Info.A : -1;
    if (Info.Kind == SymbolKind::Result)
      I.Born = EventId(Info.A);
    I.Name = F.nameOf(Name);
    report(std::move(I), X.S);
    St.Mismatched = true;
    return;
  }
  // global = f(global): it leaves where it was stored.
  if (St.St == Status::Transferred && St.StoredAway && St.WasOwned) {
    // "Takes ownership of text": the callee whose body puts it somewhere says that it is its own then.
    const bool ByThisCall = St.Ended == At && F.Events[At.N].Code == Op::Call;
    St.Ended = At;
    St.PutByCallee = false;
    if (ByThisCall) {
      St.StoredAway = false;
      return;
    }
  }
  // The use of it was said already. Of what only a comment gave away reading is right, see keptAlive();
  // to give it away again is not.
  if (St.St == Status::Transferred && !St.StoredAway && St.WasOwned && St.Ended != At && keptAlive(St) &&
      !throughNewOwner(X, St, Name)) {
    Incident I;
    I.Kind = IncidentKind::ReleaseAfterTransfer;
    I.At = At;
    I.Where = F.Events[At.N].Loc;
    I.Born = St.Born;
    I.Ended = St.Ended;
    I.Param = St.Born.valid() ? -1 : St.OriginParam;
    I.Name = F.nameOf(Name);
    report(std::move(I), X.S);
    St.StoredAway = true; // said once on this path
    return;
  }
  if (St.St == Status::Released || (St.St == Status::Transferred && !throughNewOwner(X, St, Name)))
    return;
  if (V.Path.N == 0 && takenByLocal(At, X, V.S))
    return;
  const bool Ours = St.St == Status::Owned || R == Role::Own || isGivenUp(At, X, V);
  handOver(X, V.S, At);
  SymbolState &Mut = X.S.at(V.S);
  Mut.St = Status::Transferred;
  Mut.WasOwned = Ours;
  Mut.StoredAway = !Ours;
  Mut.StatementSeen = false;
  Mut.Ended = At;
  // `tree_add(tree, node)`: node ends with the tree.
  if (const Value Owner = Ours && keptAlive(Mut) ? argument(At, X, 0) : Value();
      Owner.isSymbolItself() && Owner.S != V.S) {
    Mut.LentBy = Owner.S;
    X.S.HasLoans = true;
  }
  if (Mut.WeakBase.valid())
    recordWrite(X.S, {Mut.WeakBase, PathId(0)}, /*Below=*/true, /*Ends=*/true);
  // The new owner may change anything below.
  X.S.Cells.erase(std::remove_if(X.S.Cells.begin(), X.S.Cells.end(), [&](const Cell &C) { return C.Key.Base == V.S; }),
                  X.S.Cells.end());
}

/// True if others may hold references to the object, too: its release need not
/// end it. Only what makes objects is known to give the first reference.
bool Solver::sharesObject(const SymbolState &St) const {
  const Event *Birth = St.Born.valid() ? &F.Events[St.Born.N] : nullptr;
  const Callee *By = Birth && Birth->Code == Op::Call && Birth->Target.valid() ? &F.Callees[Birth->Target.N] : nullptr;
  const FunctionContract *C = By ? By->Contract.get() : nullptr;
  if (!C)
    return true;
  if (C->Return.From.From == Source::Model)
    return C->Return.Shared || C->MayDrop;
  for (std::string_view Word : {"new", "create", "copy", "dup"})
    if (By->Name.find(Word) != std::string::npos)
      return false;
  return true;
}

void Solver::release(EventId At, Execution &X, Value V, TempId Name, const std::string &Family, bool ByRealloc,
                     bool Certain, const Effect *By) {
  if (Family == "fd") {
    const Bounds N = boundsOf(X.S, V);
    // `for (i = getdtablesize(); i >= 0; i--) close(i);`: all of them.
    const bool Counted = V.isSymbolItself() && !X.S.at(V.S).Born.valid() &&
                         (Symbols[V.S].Kind == SymbolKind::Join || Symbols[V.S].Kind == SymbolKind::Computed);
    if (N.Lo >= 0 && N.Lo <= 2 && (N.Hi <= 2 || Counted))
      X.S.LowestFree = true;
  }
  Incident I;
  I.At = At;
  I.Where = F.Events[At.N].Loc;
  I.Name = F.nameOf(Name);
  I.ByRealloc = ByRealloc;
  I.ReleasedAs = Family;
  if (V.isInt() && V.I != 0 && Certain && Family == "malloc") { // free((void *)1000)
    I.Kind = IncidentKind::NotHeap;
    report(std::move(I), X.S);
  }
  if (!V.isSym())
    return;
  const SymbolInfo &Info = Symbols[V.S];
  // `lexer->on_token(&lexer->token);`: the one function of that type that the program has would release what no heap
  // gave, so it is another one that is called.
  const Event &Call = F.Events[At.N];
  const bool Guessed = Call.Code == Op::Call && (!Call.Target.valid() || F.Callees[Call.Target.N].Name.empty());
  if (Guessed && (Info.Kind == SymbolKind::VarAddress || Info.Kind == SymbolKind::Literal || V.Path.N != 0)) {
    invalidate(X, V, Reason::IndirectCall);
    return;
  }
  if (Info.Kind == SymbolKind::VarAddress || Info.Kind == SymbolKind::Literal) {
    // What a helper returned may be an object that its own release function knows.
    const bool Known = Info.Kind != SymbolKind::Literal || F.Events[Info.A].Code != Op::Call || Family == "malloc";
    if (Certain && Known && !Family.empty()) {
      I.Kind = IncidentKind::NotHeap;
      if (isUnset(V))
        I.Born = EventId(Info.A), I.Unset = true;
      report(std::move(I), X.S);
    } else
      invalidate(X, V, Reason::UnknownCallee);
    return;
  }
  escapeEither(X, V.S, Reason::Merged);
  // A counted reference is given up by any name of the object.
  if (countsReferences(Family))
    for (SymbolState &Other : X.S.Symbols)
      if (Other.LentBy == V.S && Other.WasReferred && (Other.St == Status::Owned || Other.St == Status::Transferred)) {
        Other.St = Status::Plain;
        return;
      }
  // `ref(job); if (!run(job)) unref(job);`: the reference that this function took, and none of its caller's.
  if (countsReferences(Family) && X.S.at(V.S).Counted) {
    X.S.at(V.S).Counted = false;
    return;
  }
  SymbolState St = X.S.at(V.S);
  // A negative number is no descriptor.
  const bool None = Family == "fd" && Info.Type != TypeClass::Pointer && St.Signs == sign::Neg;
  if (St.isAbsent() || None || St.Weak)
    return;
  // `fail: free(p->text);` before p->text was given anything.
  if (St.Unset && V.Path.N == 0 && Certain && !Family.empty()) {
    I.Kind = IncidentKind::NotHeap, I.Unset = true;
    report(std::move(I), X.S);
    return;
  }
  I.Born = St.Born;
  I.Ended = St.Ended;
  I.Param = St.Born.valid() ? -1 : St.OriginParam;
  // What a callee releases below its argument has not the argument's role.
  const Value Named = Name.valid() ? valueOf(X, Name) : Value();
  const Role R = Named.isSym() && Named.S == V.S ? roleOfTemp(Name) : Role::None;
  auto Say = [&](IncidentKind K) {
    I.Kind = K;
    report(I, X.S);
  };
  fillContext(I, X.S, V.S);
  // What a callee that nobody knows did with the block does not move its start.
  const bool Born = St.Born.valid() && St.Why == Reason::UnknownCallee && !isUnknownDistance(Paths.distance(V.Path));
  // `while (*p == ' ') p++; free(p);`: wherever the caller's pointer pointed, that is not where a block begins.
  const bool WentOn = Family == "malloc" && (!By || By->Target || By->Bytes == 0) && !St.Born.valid() && !St.Weak &&
                      St.OriginParam >= 0 && St.OriginParam < FirstGlobal && Paths.distance(V.Path) == AnyForward;
  if (St.St == Status::Released) {
    I.ByRealloc = St.EndedByRealloc;
    // `while (close(fd) < 0 && errno == EINTR)`: whoever asks what it said may try again.
    const TempId Told = F.Events[At.N].R;
    const bool Retries =
        Family == "fd" && St.Ended == At && Told.valid() && (Live.crosses(Told) || Live.lastUse(Told) != At);
    // `while (db->first) talloc_free(db->first);`: what nobody made here has a destructor that takes it out, or the
    // loop had no end.
    const bool TakesItselfOut =
        St.Ended == At && !St.Born.valid() && !freesBytes(Family) && Family != "fd" && !endsBareAt(St);
    if (!St.StoredAway && !Retries && !TakesItselfOut &&
        !byOtherMember(St, Name)) // a use of it after its release was said on this path
      Say(IncidentKind::DoubleRelease);
  } else if (St.St == Status::Transferred && !St.StoredAway && St.WasOwned && !throughNewOwner(X, St, Name))
    Say(IncidentKind::ReleaseAfterTransfer);
  else if (St.St == Status::Borrowed && isDescriptorOf(St))
    Say(IncidentKind::ReleaseAfterTransfer);
  else if (St.St == Status::Transferred && !St.WasOwned && St.LentBy.valid() && Family == "fd" &&
           Families[St.Family] == Family) // `f = fdopen(fd, "r"); ... fclose(f); close(fd);`
    Say(IncidentKind::ReleaseAfterTransfer);
  else if (const bool Part = Name.valid() && isPartOfBorrow(St);
           !St.Mismatched && (isBorrow(At, V.S, St) || R == Role::Ref || R == Role::Mut || Part)) {
    if (Info.Kind == SymbolKind::Result)
      I.Born = EventId(Info.A);
    else if (Info.Kind == SymbolKind::ParamValue)
      I.Param = Info.A;
    I.ByRole = R == Role::Ref || R == Role::Mut || Part || Info.Kind == SymbolKind::ParamValue;
    Say(IncidentKind::BorrowReleased);
  } else if (Paths.isInterior(V.Path) && Certain &&
             (((St.St == Status::Owned || (St.St == Status::Escaped && Born) ||
                (St.St == Status::Transferred && St.StoredAway && St.WasOwned) ||
                (St.St == Status::Plain && St.Born.valid() && St.Parent.Base.valid())) &&
               St.Family) ||
              (Family == "malloc" && Paths[V.Path].K == PathStepInfo::Kind::Field && Paths[V.Path].Bytes > 0) ||
              WentOn))
    Say(IncidentKind::Interior);
  else if (St.Family && !Family.empty() && Families[St.Family] != Family &&
           // Who implements a counted object makes it by malloc().
           !(countsReferences(Family) && Families[St.Family] == "malloc") && bornFamily(St) != Family &&
           !(Families[St.Family] == "malloc" && By && isNamedByComment(Call, *By)) &&
           !(By && isPartOfBody(St, Call, *By)) &&
           (St.St != Status::Plain || St.Parent.Base.valid() || St.Born.valid())) {
    I.Family = Families[St.Family];
    Say(IncidentKind::WrongFamily);
  }
  // `free(base_of(b));`, where base_of() gives what b->data holds, or an address in it: by that name b->data ended.
  if (Info.Kind == SymbolKind::Result && St.St == Status::Plain && St.LentFrom.Base.valid() && !St.LentUntilChange &&
      freesBytes(Family)) {
    const Value *Held = X.S.find(St.LentFrom);
    const Value Ended = Held ? *Held : found(X, St.LentFrom, SymbolKind::Loaded, At.N, 1u << 30, TypeClass::Pointer);
    if (Ended.isSym() && Ended.S != V.S)
      escape(X, Ended.S, Reason::UnknownCallee);
  }
  std::vector<SymbolId> Below;
  for (const Cell &C : X.S.Cells)
    if (C.Key.Base == V.S && C.V.isSym() && C.V.S != V.S)
      Below.push_back(C.V.S);
  std::erase_if(Below, [&](SymbolId B) { return isHandedOut(X.S, Symbols, B); });
  // `for (at = cells; at != end; at++) free(at->text); free(cells);`: of an array this may have been the first one's.
  if (isArrayOfRecords(V.S))
    for (SymbolId B : std::vector<SymbolId>(Below))
      if (std::any_of(X.S.Cells.begin(), X.S.Cells.end(), [&](const Cell &C) {
            const PathStepInfo &Last = Paths[C.Key.Path];
            return C.Key.Base == V.S && C.V.isSym() && C.V.S == B && Last.K == PathStepInfo::Kind::Field &&
                   Last.Name.N < F.Fields.size() && Live.isReleasedField(Last.Name);
          })) {
        escape(X, B, Reason::Container);
        std::erase(Below, B);
      }
  // `s->list = malloc(n); s->list->name = strdup(x); free(s->list);`: both are still
  // known to be what this function put there.
  auto PutAway = [&](SymbolId S) {
    const SymbolState *Kept = X.S.find(S);
    return Kept && Kept->St == Status::Transferred && Kept->StoredAway && Kept->WasOwned && Kept->Born.valid() &&
           Kept->Ended.valid() && F.Events[Kept->Ended.N].Code == Op::Store;
  };
  const bool WasPutAway = PutAway(V.S), Bare = endsBare(St) && !ByRealloc;
  SymbolState &Mut = X.S.at(V.S);
  const bool Ours = Mut.St == Status::Owned;
  Mut.St = Status::Released;
  Mut.WasOwned = Ours;
  // Others may hold references to what we did not make ourselves.
  Mut.StoredAway = countsReferences(Family) && (!Ours || sharesObject(Mut));
  Mut.Ended = At;
  Mut.EndedByRealloc = ByRealloc;
  Mut.EndedPath = WentOn ? PathId(0) : V.Path; // said here, and not once more of each caller
  if (Mut.WeakBase.valid())
    recordWrite(X.S, {Mut.WeakBase, PathId(0)}, /*Below=*/true, /*Ends=*/true);
  if (Symbols[V.S].Type != TypeClass::Pointer && !Mut.Born.valid()) {
    Mut.Absent = sign::Neg; // close(fd) where nobody asked whether it is one
    if (Constants[Mut.Unequal].contains(-1))
      Mut.Signs &= ~sign::Neg; // `if (fd != -1) close(fd);`: the other path has all that are none
  }
  Mut.MayFail = false; // what follows is a use after the release
  if (!Mut.Family)
    Mut.Family = family(Family); // for the summary: how it was released
  noteMoved(At, X, V.S, ByRealloc);
  freeAllocation(Mut);
  // Of what earlier rounds made one was released: a list that has them may mean another.
  if (Symbols[V.S].Older && !ByRealloc)
    forgetHolders(X.S, V.S, SymbolId());
  if (Bare)
    loseHeld(At, X, V.S, I.Name);
  if (!ByRealloc) {
    endBelow(At, X, {V.S, PathId(0)}, I.Name);
    releaseBelow(At, X, V.S, Family);
  }
  for (SymbolState &Lent : X.S.Symbols)
    if (Lent.LentBy == V.S && !Lent.isAbsent() &&
        (Lent.St == Status::Borrowed || (Lent.St == Status::Transferred && keptAlive(Lent)))) {
      Lent.St = Status::Released;
      Lent.WasOwned = Ours; // see checkKept()
      Lent.StoredAway = Mut.StoredAway;
      Lent.Ended = At;
    }
  TraceStep Step;
  Step.At = At;
  log(X.S, Step);
  const Event &Ev = F.Events[At.N];
  const FunctionContract *C = Ev.Target.valid() ? F.Callees[Ev.Target.N].Contract.get() : nullptr;
  // free() does not look inside, and neither do these.
  const bool Loses = freesBytes(Family) && !ByRealloc && C && (Ours || WasPutAway);
  for (SymbolId B : Below) {
    // What only hung there is lost. A function with a body may have released the parts first.
    if (Loses && (C->Inferred.empty() || (By && !By->Target && leavesPart(X.S, *C, *By, V, B)))) {
      // (A variable of this function that still has it, has it for itself again.)
      const auto Holds = [&](const Cell &Ce) {
        const SymbolInfo &Holder = Symbols[Ce.Key.Base];
        return Ce.V.isSym() && Ce.V.S == B &&
               !(Ce.Key.Path.N == 0 && Holder.Kind == SymbolKind::VarAddress && inFrame(F.Vars[Holder.A]));
      };
      if (WasPutAway && PutAway(B) && !X.S.find(B)->Shown &&
          std::count_if(X.S.Cells.begin(), X.S.Cells.end(), Holds) == 1)
        X.S.at(B).St = Status::Owned;
      checkLost(At, X, B, LostBy::ParentRelease, I.Name);
    } else if (!ByRealloc)
      handOver(X, B, At);
  }
  // (A wrapper of realloc() hands them on.)
  if (Loses && std::none_of(C->Inferred.begin(), C->Inferred.end(),
                            [](const Outcome &O) { return O.Return == ReturnWord::Owned; }))
    loseElements(At, X, V.S, LostBy::ParentRelease, I.Name);
  if (!ByRealloc)
    X.S.Cells.erase(
        std::remove_if(X.S.Cells.begin(), X.S.Cells.end(), [&](const Cell &C) { return C.Key.Base == V.S; }),
        X.S.Cells.end());
}

/// `take(ctx, own_x)`: what was borrowed is ours from here on.
void Solver::takeOver(EventId At, Execution &X) {
  const Event &Ev = F.Events[At.N];
  const std::string &Name = Ev.Target.valid() ? F.Callees[Ev.Target.N].Name : F.Function;
  std::size_t Found = Name.find("take");
  if (Found == std::string::npos || (Found && isalpha(static_cast<unsigned char>(Name[Found - 1]))))
    return;
  for (std::uint32_t I = 0; I != Ev.ArgsCount; ++I) {
    Value V = valueOf(X, F.Args[Ev.ArgsBegin + I]);
    const SymbolState *St = V.isSymbolItself() ? X.S.find(V.S) : nullptr;
    if (!St || St->St != Status::Borrowed || (I == 0 && Ev.ArgsCount > 1))
      continue;
    SymbolState &Mut = X.S.at(V.S);
    Mut.BoundAt = EventId();
    Mut.Mismatched = true; // from here on nobody's borrow
    Mut.St = Status::Plain;
  }
}

} // namespace deed
