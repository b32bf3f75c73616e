//===- engine/SolverLifetime.cpp - addresses of what ends -----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A local variable ends with its scope, alloca()'s memory and parameters with
// the function, a borrow with its owner. What still holds such an address then,
// and can be read by the caller, dangles.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// The variables and temps whose value may reach the caller: returned, or stored
/// anywhere but in a local variable. Only for them is it worth keeping paths apart.
void Solver::findLeaving() {
  LeavingVars.assign(F.Vars.size(), false);
  LeavingTemps.assign(F.TempCount, false);
  ToldTemps.assign(F.TempCount, false);
  auto Tell = [&](TempId T) {
    while (T.valid() && !ToldTemps[T.N]) {
      ToldTemps[T.N] = true;
      const Event *Made = Definition[T.N] != ~0u ? &F.Events[Definition[T.N]] : nullptr;
      const bool Same = Made && (Made->Code == Op::Copy ||
                                 (Made->Code == Op::Compare && Made->B.valid() && Definition[Made->B.N] != ~0u &&
                                  F.Events[Definition[Made->B.N]].Code == Op::Const));
      T = Same ? Made->A : TempId();
    }
  };
  for (const Event &E : F.Events)
    if (E.Code == Op::Return)
      Tell(E.A);
  for (const Block &B : F.Blocks)
    if (B.Kind == Exit::Branch)
      Tell(B.Condition);
  auto RootOf = [&](TempId T) {
    for (unsigned Steps = 0; T.valid() && Definition[T.N] != ~0u && Steps != 64; ++Steps) {
      const Event &E = F.Events[Definition[T.N]];
      if (E.Code == Op::VarAddr)
        return E.Variable;
      if (E.Code != Op::FieldAddr && E.Code != Op::Offset && E.Code != Op::IndexAddr && E.Code != Op::Copy)
        break;
      T = E.A;
    }
    return VarId();
  };
  bool Changed = true;
  auto Leaves = [&](TempId T) {
    if (T.valid() && !LeavingTemps[T.N])
      LeavingTemps[T.N] = Changed = true;
  };
  auto LeavesFrom = [&](TempId Address) {
    if (VarId V = RootOf(Address); V.valid() && !LeavingVars[V.N])
      LeavingVars[V.N] = Changed = true;
  };
  while (Changed) {
    Changed = false;
    for (const Event &E : F.Events)
      switch (E.Code) {
      case Op::Return:
        Leaves(E.A);
        if (F.ResultType == TypeClass::Record)
          LeavesFrom(E.A);
        break;
      case Op::Store:
      case Op::CopyObject: {
        VarId To = RootOf(E.A);
        if (To.valid() && inFrame(F.Vars[To.N]) && !LeavingVars[To.N])
          break;
        Leaves(E.B);
        if (E.Code == Op::CopyObject)
          LeavesFrom(E.B);
        break;
      }
      case Op::Load:
        if (E.R.valid() && LeavingTemps[E.R.N])
          LeavesFrom(E.A);
        break;
      case Op::Copy:
      case Op::FieldAddr:
      case Op::IndexAddr:
      case Op::Offset:
        if (E.R.valid() && LeavingTemps[E.R.N])
          Leaves(E.A);
        break;
      case Op::Call: {
        // A body in sight may hand an argument back or keep it.
        const FunctionContract *C = E.Target.valid() ? F.Callees[E.Target.N].Contract.get() : nullptr;
        const bool Seen = C && (!C->Inferred.empty() || C->Return.Word == ReturnWord::Argument);
        for (std::uint32_t I = 0; Seen && I != E.ArgsCount; ++I)
          Leaves(F.Args[E.ArgsBegin + I]);
        break;
      }
      case Op::Const:
      case Op::String:
      case Op::Function:
      case Op::Undefined:
      case Op::VarAddr:
      case Op::Compare:
      case Op::Negate:
      case Op::Arith:
      case Op::Declare:
      case Op::EndScope:
      case Op::Statement: break;
      }
  }
}

/// True of an address of this function's frame.
bool Solver::endsWithFrame(const State &S, Value V) const {
  if (!V.isSym())
    return false;
  const SymbolHead I = Symbols.head(V.S);
  if (I.Kind == SymbolKind::VarAddress)
    return inFrame(F.Vars[I.A]);
  if (I.Kind != SymbolKind::Result)
    return false;
  const SymbolState *St = S.find(V.S);
  return St && St->OnStack;
}

/// `if (first) t.a = s; else t.b = s; return t;`: a part of a record that may be returned has an argument.
bool Solver::isArgumentInResult(const Cell &C) const {
  const SymbolHead Base = Symbols.head(C.Key.Base);
  return F.ResultType == TypeClass::Record && Base.Kind == SymbolKind::VarAddress && C.Key.Path.N != 0 &&
         LeavingVars[Base.A] && inFrame(F.Vars[Base.A]) && C.V.isSymbolItself() &&
         Symbols.head(C.V.S).Kind == SymbolKind::ParamValue && Symbols.head(C.V.S).Type == TypeClass::Pointer;
}

/// True where who holds an address of the frame matters to what the caller sees.
bool Solver::tellsApart(const State &S, const Cell &C) const {
  if (isArgumentInResult(C))
    return true;
  if (!endsWithFrame(S, C.V))
    return false;
  const SymbolHead Base = Symbols.head(C.Key.Base);
  if (Base.Kind == SymbolKind::TempSlot)
    return LeavingTemps[Base.A];
  return Base.Kind != SymbolKind::VarAddress || !inFrame(F.Vars[Base.A]) || LeavingVars[Base.A];
}

void Solver::fillIncident(Incident &I, const State &S, Value V) const {
  const SymbolInfo &Info = Symbols[V.S];
  if (Info.Kind == SymbolKind::VarAddress) {
    I.Local = VarId(Info.A);
    I.Name = F.Vars[Info.A].Name;
    return;
  }
  if (const SymbolState *St = S.find(V.S)) {
    I.Born = St->Born;
    I.Ended = St->Ended;
    I.Itself = St->St == Status::Released && !St->LentBy.valid() && !St->ByContext;
  }
}

/// A return hands out the address of what ends with it, itself or in a record.
void Solver::checkReturned(EventId At, Execution &X, Value V) {
  auto Say = [&](Value Address, const std::string &Holder) {
    Incident I;
    I.Kind = IncidentKind::LocalReturned;
    I.At = At;
    I.Where = F.Events[At.N].Loc;
    I.Holder = Holder;
    fillIncident(I, X.S, Address);
    report(std::move(I), X.S);
  };
  if (F.ResultType == TypeClass::Pointer) {
    if (endsWithFrame(X.S, V))
      Say(V, "");
    return;
  }
  if (F.ResultType != TypeClass::Record)
    return;
  const SymbolKind Kind = Symbols[V.S].Kind;
  if (Kind != SymbolKind::VarAddress && Kind != SymbolKind::Result)
    return; // a record of the caller's, see checkKept()
  for (const Cell &C : X.S.Cells)
    if (C.Key.Base == V.S && Paths.startsWith(C.Key.Path, V.Path) && endsWithFrame(X.S, C.V)) {
      Say(C.V, nameOf(C.Key));
      return;
    }
}

/// What was lent by something that is released by now. (The released value itself
/// is a use after its release.)
void Solver::checkBorrowReturned(EventId At, Execution &X, Value V) {
  const SymbolState *St = X.S.find(V.S);
  if (!St || St->Weak || St->St != Status::Released || St->StoredAway || !(St->LentBy.valid() || St->ByContext) ||
      St->isAbsent())
    return;
  Incident I;
  I.Kind = IncidentKind::BorrowReturned;
  I.At = At;
  I.Where = F.Events[At.N].Loc;
  I.Name = F.nameOf(F.Events[At.N].A);
  I.Ended = St->Ended;
  if (Symbols[V.S].Kind == SymbolKind::Result)
    I.Born = EventId(Symbols[V.S].A);
  fillContext(I, X.S, V.S);
  report(std::move(I), X.S);
  X.S.at(V.S).StoredAway = true;
}

/// `steal(ctx, result.error); free(tmp); return result;`: whoever moved one member knows that the other is none.
bool Solver::memberMoved(const State &S, SymbolId Record) const {
  return std::any_of(S.Cells.begin(), S.Cells.end(), [&](const Cell &C) {
    const SymbolState *St = C.Key.Base == Record && C.Key.Path.N != 0 && C.V.isSym() ? S.find(C.V.S) : nullptr;
    return St && St->Reparented && St->St != Status::Released;
  });
}

/// What is returned hangs from something that is over when the function is.
void Solver::checkContextReturned(EventId At, Execution &X, Value V) {
  auto Check = [&](Value Each, const std::string &Holder) {
    const SymbolState *St = Each.isSym() ? X.S.find(Each.S) : nullptr;
    SymbolId Over;
    if (!St || St->Weak || St->StoredAway || St->St == Status::Released || St->isAbsent() ||
        !endsWithContext(X.S, Each.S, Over))
      return false;
    Incident I;
    I.Kind = IncidentKind::ScratchReturned;
    I.At = At;
    I.Where = F.Events[At.N].Loc;
    I.Holder = Holder;
    I.Name = F.nameOf(F.Events[At.N].A);
    I.Born = St->Born;
    I.IsPart = Symbols[Each.S].Kind == SymbolKind::Given;
    fillContext(I, X.S, Each.S);
    report(std::move(I), X.S);
    X.S.at(Each.S).StoredAway = true;
    if (const SymbolState *Temporary = X.S.find(Over); Temporary && Temporary->St == Status::Owned)
      X.S.at(Over).St = Status::Plain; // that it is not freed is the same mistake
    return true;
  };
  if (F.ResultType == TypeClass::Pointer) {
    Check(V, "");
    return;
  }
  if (F.ResultType != TypeClass::Record || memberMoved(X.S, V.S))
    return;
  for (const Cell &C : FlatVector<Cell>(X.S.Cells))
    if (C.Key.Base == V.S && C.Key.Path.N != 0 && Check(C.V, nameOf(C.Key)))
      return;
}

/// What cleanup functions release behind the return is returned all the same.
void Solver::checkReleasedAtExit(Execution &X) {
  const Value *R = X.S.find({Symbols.get(SymbolKind::Returned, 0), PathId(0)});
  if (!R || !R->isSym() || !X.S.ReturnEvent.valid())
    return;
  auto Check = [&](Value V, const std::string &Holder, const std::string &Member) {
    const SymbolState *St = V.isSym() ? X.S.find(V.S) : nullptr;
    if (!St || St->Weak || St->StoredAway || St->isAbsent() || Symbols[V.S].Kind == SymbolKind::VarAddress)
      return false;
    if (St->St != Status::Released || (St->Born.valid() && St->Born == St->Ended)) // said where it was released
      return false;
    Incident I;
    // A member of the record that was this function's own, and is over.
    const bool Own = !Member.empty() && St->WasOwned && St->Born.valid() && !St->ByContext && !St->LentBy.valid() &&
                     Symbols[V.S].Kind == SymbolKind::Result;
    I.Kind = Own ? IncidentKind::UseAfterRelease : IncidentKind::BorrowReturned;
    I.IsPart = Symbols[V.S].Kind == SymbolKind::Given;
    fillContext(I, X.S, V.S);
    I.At = X.S.ReturnEvent;
    I.Where = X.S.ReturnLoc;
    I.Holder = Holder;
    I.Name = F.nameOf(F.Events[X.S.ReturnEvent.N].A);
    if (Own)
      I.Name += '.' + Member;
    I.Born = St->Born;
    I.Ended = St->Ended;
    I.Itself = !St->LentBy.valid() && !St->ByContext;
    I.Param = St->Born.valid() ? -1 : St->OriginParam;
    report(std::move(I), X.S);
    return true;
  };
  if (F.ResultType == TypeClass::Pointer) {
    Check(*R, "", "");
    return;
  }
  const SymbolId Base = Symbols.get(SymbolKind::Returned, 0);
  if (F.ResultType != TypeClass::Record || memberMoved(X.S, Base))
    return;
  for (const Cell &C : X.S.Cells)
    if (C.Key.Base == Base && C.Key.Path.N != 0 && Check(C.V, nameOf(C.Key), Paths.text(C.Key.Path, F)))
      return;
}

/// The symbols whose memory the caller can still read: below globals, below
/// arguments, below the result, and what hangs from any of them.
std::vector<bool> Solver::callersMemory(const State &S) const {
  std::vector<bool> Seen(Symbols.size());
  for (std::uint32_t N = 0; N != Symbols.size(); ++N) {
    const SymbolInfo &I = Symbols[SymbolId(N)];
    if (I.Kind == SymbolKind::Returned)
      Seen[N] = F.ResultType == TypeClass::Pointer;
    else if (I.Kind == SymbolKind::VarAddress)
      Seen[N] = !inFrame(F.Vars[I.A]);
    else if (I.Kind == SymbolKind::ParamValue)
      Seen[N] = true;
  }
  for (const SymbolState &St : S.Symbols)
    if (St.OriginParam >= 0 || (St.St == Status::Borrowed && !St.OnStack))
      Seen[St.S.N] = true;
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const Cell &C : S.Cells)
      if (Seen[C.Key.Base.N] && C.V.isSym() && !Seen[C.V.S.N] && !endsWithFrame(S, C.V))
        Seen[C.V.S.N] = Changed = true;
  }
  return Seen;
}

/// How the source calls the cell: the left side of the store, if there is one.
std::string Solver::holderName(const Cell &C) const {
  if (Symbols[C.Key.Base].Kind == SymbolKind::VarAddress)
    return nameOf(C.Key);
  const Event &E = F.Events[C.At.N];
  if (E.Code == Op::Store && !F.nameOf(E.A).empty())
    return (C.Key.Path.N == 0 ? "*" : "") + F.nameOf(E.A);
  return nameOf(C.Key);
}

/// True of what a caller reads after a failure.
static bool tellsWhy(const std::string &Name) {
  for (const char *Word : {"err", "reason", "msg", "message", "why"})
    if (Name.find(Word) != std::string::npos)
      return true;
  return false;
}

/// free(p), or the cleanup of p.
bool Solver::endsByVariable(const Event &E) const {
  return E.CleanupCall || (E.Code == Op::Call && E.ArgsCount && variableRead(F.Args[E.ArgsBegin]).valid());
}

/// True of a callee whose body links what it is given, and that nobody says to become its owner.
bool Solver::linksOnly(const Event &E) const {
  const FunctionContract *C = E.Code == Op::Call && E.Target.valid() ? F.Callees[E.Target.N].Contract.get() : nullptr;
  return C && C->InferredFrom.From == Source::Summary &&
         std::none_of(C->Params.begin(), C->Params.end(), [](const ParamContract &P) {
           return P.Word >= ParamWord::Takes && P.Word <= ParamWord::TakesOrFails;
         });
}

/// True where \p A comes before \p B in the order in which blocks run: what a loop does, before what follows it.
static bool runsBefore(const Flow &F, const Liveness &Live, EventId A, EventId B) {
  auto BlockOf = [&](EventId Each) {
    return std::find_if(F.Blocks.begin(), F.Blocks.end(),
                        [&](const Block &In) { return Each.N >= In.Begin && Each.N < In.End; }) -
           F.Blocks.begin();
  };
  const auto First = BlockOf(A), Second = BlockOf(B);
  return First == Second ? A.N < B.N : Live.Rank[First] < Live.Rank[Second];
}

/// At an exit: what of the caller's still holds an address that ends here.
void Solver::checkKept(Execution &X) {
  sumRecord(X.S);
  const bool Fails = reportsFailure(X.S), Status = passesStatusOn(X.S);
  std::vector<bool> Outside;
  for (const Cell &C : X.S.Cells) {
    if (!C.V.isSym() || !C.At.valid())
      continue;
    const SymbolInfo &Base = Symbols[C.Key.Base], &Of = Symbols[C.V.S];
    const SymbolState *St = X.S.find(C.V.S);
    if (Base.Kind == SymbolKind::Returned)
      continue;
    if (Base.Kind == SymbolKind::VarAddress && inFrame(F.Vars[Base.A]))
      continue;
    if (const SymbolState *Whole = X.S.find(C.Key.Base); Whole && Whole->St == Status::Released && Whole->ByContext)
      continue; // both end together, and who keeps the whole hears of it
    const bool Local = endsWithFrame(X.S, C.V);
    // `*ret = p;` where a cleanup, or free(p) later on, releases p. (free(*ret) is the caller's cell, known to be over.)
    // Or `list->first = p;`, by this function's hand or by `list_put(list, p)`. (Of what a name says to own the
    // release was wrong.)
    const bool Linked = C.Key.Path.N != 0 && !Paths.isWeak(C.Key.Path) && roleOf(C.Key) != Role::Own &&
                        (F.Events[C.At.N].Code == Op::Store || linksOnly(F.Events[C.At.N])) &&
                        Paths.distance(C.Key.Path) != AnyIndex;
    // `o->value = copy; free(copy); return o;`: or by a part of what was made here and goes out.
    const SymbolState *Place = X.S.find(C.Key.Base), *On = nullptr;
    const bool PartOfMade = Linked && Place && isMadeHere(X.S, *Place) && F.Events[C.At.N].Code == Op::Store;
    // `*first = copy + 1;`: into what is released. (An address in a list's node may have been unlinked by a helper.)
    const bool Inside =
        (C.Key.Path.N == 0 || PartOfMade) && Of.Type == TypeClass::Pointer && Paths.distance(C.V.Path) != AnyOrNull;
    const bool Given =
        St && St->St == Status::Released && !St->LentBy.valid() && !St->ByContext && !St->Weak && !St->StoredAway &&
        !Fails && St->Born.valid() && runsBefore(F, Live, C.At, St->Ended) && endsByVariable(F.Events[St->Ended.N]) &&
        (C.V.Path.N == 0 || Inside) && (Base.Kind == SymbolKind::ParamValue || PartOfMade) &&
        (C.Key.Path.N == 0 || Linked) &&
        (Of.Kind == SymbolKind::Result || (Of.Kind == SymbolKind::Given && F.Events[St->Ended.N].CleanupCall)) &&
        // (Of a closed descriptor a field may keep the number; a result is one to be used.)
        (Of.Type == TypeClass::Pointer || (C.Key.Path.N == 0 && Families[St->Family] == "fd"));
    // `if (status) { pool_destroy(object->pool); return status; }`: object->text and the pool end together.
    const bool WithHolder = St && St->ByContext && Place && Place->OriginParam >= 0 &&
                            std::any_of(X.S.Symbols.begin(), X.S.Symbols.end(), [&](const SymbolState &Ended) {
                              return Ended.S != St->S && Ended.St == Status::Released && !Ended.ByContext &&
                                     Ended.Ended == St->Ended && Ended.OriginIsCell &&
                                     Ended.OriginParam == Place->OriginParam;
                            });
    const bool Borrow =
        Given || (St && !WithHolder && St->St == Status::Released && St->WasOwned &&
                  (St->LentBy.valid() || St->ByContext) && !St->StoredAway && !St->Weak &&
                  ((!Fails && !(St->ByContext && Status)) || (St->ByContext && tellsWhy(holderName(C)))));
    SymbolId Over, Same;
    // `*parms->err = psprintf(parms->ptemp, ...)`: who made the record knows how long both live.
    const bool Scratch = St && !Borrow && St->St != Status::Released && !St->Weak && !Fails &&
                         endsWithContext(X.S, C.V.S, Over) && !endsWithContext(X.S, C.Key.Base, Same) &&
                         !holdsContext(X.S, C.Key.Base, Over) &&
                         !((On = X.S.find(Over)) && Place && On->OriginIsCell && Place->OriginIsCell &&
                           On->OriginParam == Place->OriginParam);
    if (Scratch && isGivenWithChild(X.S, C, Over)) {
      X.S.at(Over).St = Status::Plain;
      continue;
    }
    if (!Local && !Borrow && !Scratch)
      continue;
    if (Of.Kind == SymbolKind::VarAddress && F.Vars[Of.A].Cleanup)
      continue; // its cleanup function may take it out again
    // The frame of main() lives as long as the program.
    if (Local && F.Function == "main" && !Of.Older)
      continue;
    // And nobody reads a variable behind it.
    if (F.Function == "main" && Base.Kind == SymbolKind::VarAddress && !Of.Older)
      continue;
    if (Outside.empty())
      Outside = callersMemory(X.S);
    if (C.Key.Base.N >= Outside.size() || !Outside[C.Key.Base.N])
      continue;
    Incident I;
    I.Kind = Local ? IncidentKind::LocalKept : Scratch ? IncidentKind::ScratchKept : IncidentKind::BorrowKept;
    fillContext(I, X.S, C.V.S);
    I.At = C.At;
    I.Where = F.Events[C.At.N].Loc;
    I.Holder = holderName(C);
    // A part of what is returned: the return is what lets it out.
    if (const Value *R = X.S.find({Symbols.get(SymbolKind::Returned, 0), PathId(0)});
        R && R->isSym() && R->S == C.Key.Base && (Scratch || (Borrow && St->ByContext))) {
      I.At = X.S.ReturnEvent;
      I.Where = X.S.ReturnLoc;
    }
    if (SymbolState *Temporary = Scratch && X.S.find(Over) ? &X.S.at(Over) : nullptr;
        Temporary && Temporary->St == Status::Owned)
      Temporary->St = Status::Plain;
    fillIncident(I, X.S, C.V);
    if (Borrow)
      reportUnlessFailure(std::move(I), X.S, C.Key);
    else
      report(std::move(I), X.S);
  }
}

/// The scope of \p V ends, and the function goes on: who still has its address
/// has that of something that is gone. The older twin of the address stands for it.
void Solver::endLifetime(EventId At, Execution &X, VarId V) {
  if (X.S.HasReturned)
    return;
  SymbolId Base = Symbols.get(SymbolKind::VarAddress, V.N);
  EventId Stored;
  bool Held = false;
  auto Holds = [&](const Cell &C) {
    return C.V.isSym() && C.V.S == Base && C.Key.Base != Base && Symbols[C.Key.Base].Kind != SymbolKind::TempSlot;
  };
  for (const Cell &C : X.S.Cells)
    if (Holds(C)) {
      Held = true;
      if (!Stored.valid())
        Stored = C.At;
    }
  if (!Held)
    return;
  SymbolId Gone = Symbols.get(SymbolKind::VarAddress, V.N, 0, true);
  eraseIf(X.S.Cells, [&](const Cell &C) { return C.Key.Base == Gone; });
  for (Cell &C : X.S.Cells)
    if (Holds(C))
      C.V.S = Gone;
  eraseIf(X.S.Symbols,
          [&](const SymbolState &Y) { return Symbols.dependsOn(Y.S, Base) || Symbols.dependsOn(Y.S, Gone); });
  forgetImplied(X.S, Base);
  forgetImplied(X.S, Gone);
  SymbolState &St = X.S.at(Gone);
  St = SymbolState();
  St.S = Gone;
  St.Signs = sign::Pos;
  St.St = Status::Released;
  St.Ended = At;
  St.StoredAt = Stored;
}

/// A store may hit, by another name, a cell that holds an address of the frame:
/// then nothing is known of that cell.
void Solver::doubtAliases(Execution &X, CellKey K, Value V) {
  const SymbolInfo &To = Symbols[K.Base];
  if (To.Kind == SymbolKind::VarAddress && inFrame(F.Vars[To.A]))
    return;
  const bool Weak = Paths.isWeak(K.Path);
  PathId Start = K.Path;
  while (Paths.isWeak(Start))
    Start = Paths[Start].Parent;
  for (Cell &C : X.S.Cells) {
    if (!C.At.valid() || !endsWithFrame(X.S, C.V))
      continue;
    const SymbolInfo &Base = Symbols[C.Key.Base];
    if (Base.Kind == SymbolKind::VarAddress && inFrame(F.Vars[Base.A]))
      continue;
    if (C.Key.Base == K.Base) {
      if (Weak && Paths.startsWith(C.Key.Path, Start))
        C.At = EventId();
      continue;
    }
    if (endsWithFrame(X.S, V) || (Base.Kind == SymbolKind::VarAddress && To.Kind == SymbolKind::VarAddress))
      continue;
    const PathStepInfo &Here = Paths[K.Path], &There = Paths[C.Key.Path];
    if (Here.K == There.K && (Here.K == PathStepInfo::Kind::Field ? Here.Name == There.Name : C.Key.Path == K.Path))
      C.At = EventId();
  }
}

/// A callee put an argument into memory of another one, or into its result.
void Solver::setInto(EventId At, Execution &X, CellKey K, const Effect &E) {
  Value V = argument(At, X, E.Other);
  if (V.isSym() && E.Bytes)
    V.Path = Paths.offset(V.Path, E.Bytes);
  const bool Stack = endsWithFrame(X.S, V);
  const bool Lent = V.isSymbolItself() && Symbols[V.S].Kind == SymbolKind::ParamValue;
  const bool Local = !outlives(X.S, K.Base) && V.isSym();
  // `put(p, p->name)`, where put() released p->name before it stored its argument there.
  if (const SymbolState *St = V.isSym() ? X.S.find(V.S) : nullptr;
      St && St->St == Status::Released && St->Ended == At && !St->ByContext) {
    X.S.set(K, V, At);
    return;
  }
  // `map_set(mut_map, key, own_value)` leaves the map as the value's owner, and the map whose it was.
  if (const SymbolState *St = V.isSym() ? X.S.find(V.S) : nullptr; St && St->St == Status::Owned && St->Born.valid() &&
                                                                   E.Param != ResultParam && E.Other != E.Param &&
                                                                   isLent(At, E.Other)) {
    X.S.set(K, fresh(X, SymbolKind::Given, At.N, E.Param * 64 + K.Path.N % 64, TypeClass::Pointer));
    return;
  }
  if (!Stack && !Lent && !Local && E.Param != ResultParam) {
    // `push(list, node)`: the caller's memory holds it from here on, as after a store.
    if (const SymbolState *St = V.isSym() && !isUnknownDistance(Paths.distance(V.Path)) ? X.S.find(V.S) : nullptr;
        St && ((St->St == Status::Owned && St->Born.valid() && !St->WasReferred) ||
               (St->St == Status::Transferred && St->StoredAway && St->WasOwned && St->Born.valid()) ||
               (St->St == Status::Plain && St->Born.valid() && St->Parent.Base.valid()))) {
      if (St->St == Status::Owned) {
        note(St->Born, -1, Verdict::Unproven, Reason::Stored, nameOf(K));
        handOver(X, V.S, At);
        X.S.at(V.S).PutByCallee = true;
      } else if (St->St == Status::Plain) {
        keepAllocation(*St);
      }
      X.S.set(K, V, At);
      return;
    }
    if (V.isSym())
      escape(X, V.S, Reason::Stored);
    X.S.set(K, fresh(X, SymbolKind::Given, At.N, E.Param * 64 + K.Path.N % 64, TypeClass::Pointer));
    return;
  }
  if (V.K == Value::Kind::Unknown) {
    X.S.erase(K);
    return;
  }
  X.S.set(K, V, At);
  if (V.isSym() && Symbols[V.S].Kind == SymbolKind::VarAddress && outlives(X.S, K.Base) && E.Param != ResultParam) {
    std::vector<SymbolId> Seen;
    keepAddress(X, V.S, Seen);
  }
}

} // namespace deed
