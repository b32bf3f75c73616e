//===- engine/SolverEvents.cpp - executes events --------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// The event that computes \p T, or null.
const Event *Solver::definitionOf(TempId T) const {
  return T.valid() && Definition[T.N] != ~0u ? &F.Events[Definition[T.N]] : nullptr;
}

/// The same, or null if that does not do \p By.
const Event *Solver::definitionOf(TempId T, Op By) const {
  const Event *E = definitionOf(T);
  return E && E->Code == By ? E : nullptr;
}

/// The variable that \p T was read from as a whole.
VarId Solver::variableRead(TempId T) const {
  const Event *Read = definitionOf(T, Op::Load);
  const Event *Of = Read ? definitionOf(Read->A, Op::VarAddr) : nullptr;
  return Of ? Of->Variable : VarId();
}

Value Solver::valueOf(const Execution &X, TempId T) const {
  if (!T.valid())
    return Value();
  if (Live.crosses(T)) {
    // The slot exists in the table once it was set.
    auto &Table = const_cast<SymbolTable &>(Symbols);
    const Value *V = X.S.find({Table.get(SymbolKind::TempSlot, T.N), PathId(0)});
    return V ? *V : Value();
  }
  std::uint32_t Slot = Live.slot(T);
  return Slot < X.Temps.size() ? X.Temps[Slot] : Value();
}

void Solver::setTemp(Execution &X, TempId T, Value V) {
  if (!T.valid())
    return;
  if (!Live.crosses(T)) {
    X.Temps[Live.slot(T)] = V;
    return;
  }
  CellKey K{Symbols.get(SymbolKind::TempSlot, T.N), PathId(0)};
  if (V.K == Value::Kind::Unknown)
    X.S.erase(K);
  else
    X.S.set(K, V);
}

/// `for (e = list; e; e = e->next)`: that list->next was the value of an earlier round
/// is of no use any more, where nothing else has that value.
void Solver::forgetEarlier(State &S, SymbolId Old) const {
  const SymbolState *St = S.find(Old);
  if (!St || St->St != Status::Plain || St->Born.valid())
    return;
  auto IsCallers = [&](const Cell &C) {
    const SymbolState *Base = S.find(C.Key.Base);
    return Base && Base->OriginParam >= 0 && C.Key.Path.N != 0;
  };
  auto Holds = [&](const Cell &C) { return C.V.isSym() && C.V.S == Old; };
  if (std::all_of(S.Cells.begin(), S.Cells.end(), [&](const Cell &C) { return !Holds(C) || IsCallers(C); }))
    eraseIf(S.Cells, Holds);
}

/// \p S and \p Old become one name of several objects: which of them holds what they
/// own is not known from here on.
void Solver::blurMembers(Execution &X, SymbolId S, SymbolId Old) {
  std::vector<SymbolId> Members;
  eraseIf(X.S.Cells, [&](const Cell &C) {
    const bool Below = C.Key.Base == S || C.Key.Base == Old;
    const SymbolState *Held = Below && C.V.isSym() && C.V.S != S && C.V.S != Old ? X.S.find(C.V.S) : nullptr;
    if (!Held || Held->St != Status::Owned)
      return false;
    Members.push_back(C.V.S);
    return true;
  });
  for (SymbolId Member : Members)
    escape(X, Member, Reason::Container);
}

/// Moves what \p S means to its older twin, so that \p S can name a new value.
/// A loop thus tells its last round from all earlier ones.
void Solver::demote(Execution &X, SymbolId S) {
  const SymbolInfo Info = Symbols[S];
  SymbolId Old = Symbols.get(Info.Kind, Info.A, Info.B, true, Info.Type);
  forgetEarlier(X.S, Old);
  const bool OldInUse = X.S.refers(Old);
  if (OldInUse) {
    if (const SymbolState *Now = X.S.find(S))
      keepAllocation(*Now); // several rounds' values are held at once
    blurMembers(X, S, Old);
  }
  for (SymbolState &Child : X.S.Symbols) {
    if (Child.Parent.Base == Old)
      Child.Parent = CellKey();
    if (Child.Parent.Base == S)
      Child.Parent.Base = Old;
    if (Child.LastChild == S || Child.LastChild == Old)
      Child.LastChild = SymbolId();
  }
  renameLoans(X.S, Old, SymbolId());
  renameLoans(X.S, S, OldInUse ? SymbolId() : Old);
  const SymbolState *New = X.S.find(S);
  SymbolState Moved = New ? *New : SymbolState();
  Moved.S = Old;
  if (OldInUse) {
    const SymbolState *Before = X.S.find(Old);
    // Several values under one name: weak, and never a reason for a finding.
    if (Moved.St == Status::Owned || (Before && Before->St == Status::Owned))
      note(Moved.Born, Moved.OriginParam, Verdict::Unproven, Reason::Container, "");
    Moved.St = Status::Plain;
    Moved.Weak = true;
    Moved.MayFail = false;
    Moved.Signs |= Before ? Before->Signs : sign::Any;
    Moved.Lo = INT64_MIN;
    Moved.Hi = INT64_MAX;
    Moved.Unequal = 0;
    Moved.LentFrom = CellKey();
    Moved.MovedAt = EventId();
  }
  // Cells below the older twin belonged to another object.
  X.S.Cells.erase(std::remove_if(X.S.Cells.begin(), X.S.Cells.end(), [&](const Cell &C) { return C.Key.Base == Old; }),
                  X.S.Cells.end());
  for (Cell &C : X.S.Cells) {
    if (C.Key.Base == S)
      C.Key.Base = Old;
    if (C.V.isSym() && C.V.S == S)
      C.V.S = Old;
  }
  std::sort(X.S.Cells.begin(), X.S.Cells.end(), [](const Cell &A, const Cell &B) { return A.Key < B.Key; });
  for (Value &V : X.Temps)
    if (V.isSym() && V.S == S)
      V.S = Old;
  eraseIf(X.S.Symbols, [&](const SymbolState &Y) { return Symbols.dependsOn(Y.S, S) || Symbols.dependsOn(Y.S, Old); });
  forgetImplied(X.S, S);
  forgetImplied(X.S, Old);
  X.S.at(Old) = Moved;
}

/// `size += strlen(text) + 1;`: what was computed from \p S, which is about to be another number, stays more than 0.
void Solver::keepComputed(State &S, SymbolId Renewed) {
  if (!Symbols.head(Renewed).IsOperand)
    return;
  for (std::size_t I = 0; I != S.Cells.size(); ++I) {
    const Cell C = S.Cells[I];
    if (!C.V.isSymbolItself() || Symbols.head(C.V.S).Kind != SymbolKind::Computed || !isNumber(C.V) ||
        !Symbols.dependsOn(C.V.S, Renewed))
      continue;
    const Bounds Is = boundsOf(S, C.V);
    const SymbolId Now = Symbols.get(SymbolKind::Join, CurrentBlock.N, C.Key.Base.N * 4099u + C.Key.Path.N);
    if (Is.Lo <= 0 || S.refers(Now))
      continue;
    forgetElements(S, Now);
    forgetImplied(S, Now);
    eraseIf(S.Symbols, [&](const SymbolState &Y) { return Symbols.dependsOn(Y.S, Now); });
    narrowBounds(S, Now, Is);
    S.Cells[I].V = Value::symbol(Now);
  }
}

Value Solver::fresh(Execution &X, SymbolKind K, std::uint32_t A, std::uint32_t B, TypeClass T) {
  SymbolId S = Symbols.get(K, A, B, false, T);
  keepComputed(X.S, S);
  forgetElements(X.S, S);
  forgetImplied(X.S, S);
  bool InTemps = std::any_of(X.Temps.begin(), X.Temps.end(), [S](const Value &V) { return V.isSym() && V.S == S; });
  const bool IsParent =
      std::any_of(X.S.Symbols.begin(), X.S.Symbols.end(), [S](const SymbolState &Y) { return Y.Parent.Base == S; });
  if (InTemps || IsParent || X.S.refers(S))
    demote(X, S);
  else {
    renameLoans(X.S, S, SymbolId());
    if (Symbols[S].IsOperand)
      eraseIf(X.S.Symbols, [&](const SymbolState &Y) { return Y.S != S && Symbols.dependsOn(Y.S, S); });
    X.S.Cells.erase(std::remove_if(X.S.Cells.begin(), X.S.Cells.end(), [&](const Cell &C) { return C.Key.Base == S; }),
                    X.S.Cells.end());
  }
  // `while (l->first) pop(l);`: what the caller's cell held at first is told of, though nothing has it any more.
  if (const SymbolState *Was = X.S.find(S);
      Was && Was->AsFound && !Was->Weak && Was->OriginParam < FirstGlobal &&
      (Was->St == Status::Released || Was->St == Status::Transferred || Was->Why != Reason::None)) {
    SymbolState Told = *Was;
    Told.Born = EventId(); // (`while ((own_x = pop(l))) x_destroy(own_x);`: it was taken out as owned)
    if (isOnlyTold(Told)) {
      Told = endedPlace(Told);
      X.S.at(Told.S) = Told;
    }
  }
  SymbolState &St = X.S.at(S);
  St = SymbolState();
  St.S = S;
  St.Signs = signsOfType(T);
  return Value::symbol(S);
}

bool Solver::outlives(const State &S, SymbolId Base) const {
  const SymbolHead I = Symbols.head(Base);
  if (I.Kind == SymbolKind::VarAddress) {
    const Var &V = F.Vars[I.A];
    if (V.Kind == VarKind::Global || V.Kind == VarKind::Static)
      return true;
    const SymbolState *St = S.find(Base);
    return St && St->Why != Reason::None; // its address was kept somewhere
  }
  if (I.Kind == SymbolKind::TempSlot || I.Kind == SymbolKind::Returned)
    return false;
  const SymbolState *St = S.find(Base);
  return !St || St->St != Status::Owned;
}

Role Solver::roleOf(CellKey K) const {
  const PathStepInfo &Step = Paths[K.Path];
  if (Step.K == PathStepInfo::Kind::Field)
    return Paths.fieldOf(Step.Name, F).Prefix;
  const SymbolInfo &I = Symbols[K.Base];
  if (I.Kind == SymbolKind::VarAddress && K.Path.N == 0)
    return F.Vars[I.A].Prefix;
  return Role::None;
}

std::string Solver::nameOf(CellKey K) const {
  const SymbolInfo &I = Symbols[K.Base];
  if (auto It = Written.find({K.Base.N, K.Path.N}); It != Written.end())
    return It->second;
  std::string Path = Paths.text(K.Path, F);
  if (I.Kind == SymbolKind::VarAddress && F.Vars[I.A].Name.empty())
    return ""; // a compound literal
  if (I.Kind == SymbolKind::VarAddress)
    // A distance in bytes is no index.
    return F.Vars[I.A].Name + (Path.empty() || Path[0] == '[' ? "" : "." + Path);
  return Path;
}

bool Solver::rooted(const Execution &X, SymbolId Base, EventId At, std::set<SymbolId> &Seen, SymbolId Except) const {
  const SymbolInfo &I = Symbols[Base];
  if (I.Kind == SymbolKind::VarAddress || I.Kind == SymbolKind::TempSlot || I.Kind == SymbolKind::Returned)
    return true;
  const SymbolState *St = X.S.find(Base);
  if (St && St->St == Status::Released && Base != Except)
    return false;
  // Whoever holds it is not known, and holds what hangs from it.
  if (outlives(X.S, Base) || (St && St->St == Status::Escaped))
    return Base != Except;
  if (!Seen.insert(Base).second)
    return false;
  for (const Cell &C : X.S.Cells)
    if (C.V.isSym() && C.V.S == Base && C.Key.Base != Base && rooted(X, C.Key.Base, At, Seen, Except))
      return true;
  return false;
}

/// A ref_ or mut_ field of memory that stays: it refers, it does not own.
bool Solver::lends(const State &S, CellKey K) const {
  Role R = roleOf(K);
  return (R == Role::Ref || R == Role::Mut) && Symbols[K.Base].Kind != SymbolKind::VarAddress && outlives(S, K.Base);
}

bool Solver::reachable(const Execution &X, SymbolId S, EventId At) const {
  std::set<SymbolId> Seen{S};
  for (const Cell &C : X.S.Cells)
    if (C.V.isSym() && C.V.S == S && C.Key.Base != S && !lends(X.S, C.Key) &&
        rooted(X, C.Key.Base, At, Seen, SymbolId()))
      return true;
  // A temp that a later event of this block reads: it, or what it hangs from (`push(push(NULL, a), b)`).
  const Block &Bl = F.Blocks[CurrentBlock.N];
  for (std::uint32_t I = Bl.Begin; At.valid() && I <= At.N && I != Bl.End; ++I) {
    TempId T = F.Events[I].R;
    if (!T.valid() || Live.crosses(T) || Live.lastUse(T).N <= At.N)
      continue;
    Value V = X.Temps[Live.slot(T)];
    if (V.isSym() && Seen.count(V.S))
      return true;
  }
  return false;
}

void Solver::checkLost(EventId At, Execution &X, SymbolId S, LostBy How, const std::string &Called, bool Inside) {
  const SymbolState *Found = X.S.find(S);
  if (!Found || Found->St != Status::Owned || Found->Weak)
    return;
  if (Found->isAbsent() || reachable(X, S, At))
    return;
  // A scope is left by what it was entered on, and a variable freed by its name, as long as the function runs.
  if (At.valid() && ((Found->Context == ContextKind::Scope && Found->Parent.Base.valid()) ||
                     (Symbols[S].Kind == SymbolKind::VarAddress && How != LostBy::ScopeEnd)))
    return;
  // `struct arena a = arena_new(); if (!n) return;`: a record of zeros, which nobody had.
  if (Symbols[S].Kind == SymbolKind::VarAddress && Found->Context == ContextKind::Arena && !Found->Open &&
      !Found->LastChild.valid() && !Found->Parent.Base.valid() && F.Events[Found->Born.N].Type == TypeClass::Record &&
      std::none_of(X.S.Symbols.begin(), X.S.Symbols.end(),
                   [&](const SymbolState &Child) { return Child.Parent.Base == S; }) &&
      std::none_of(X.S.Cells.begin(), X.S.Cells.end(),
                   [&](const Cell &C) { return C.Key.Base == S && signsOfValue(X.S, C.V) != sign::Zero; }))
    return;
  if (isGivenAway(X.S, S) || gaveUpReference(X.S, S))
    return;
  SymbolState St = *Found;
  // The last that held it may be a temporary of the compiler's: (struct box){.text = p}.
  const std::string Name = Called.empty() && !At.valid() && St.NamedBy.Base.valid() ? nameOf(St.NamedBy) : Called;
  // Whoever disarmed it says that it is elsewhere, and what hangs from it too. A
  // further reference that nobody binds is kept by the object's old name.
  if ((St.DisarmedAt && St.DisarmedAt == X.S.OuterStatement && How != LostBy::Overwrite) ||
      (St.WasReferred && Name.empty())) {
    escape(X, S, Reason::Stored);
    return;
  }
  // What hangs from it and has no other name is lost with it: `o->text = strdup(s);`. (Past the return a local is none.)
  std::vector<SymbolId> Parts;
  auto EndsWithIt = [&](SymbolId Part) {
    return X.S.HasReturned && std::all_of(X.S.Cells.begin(), X.S.Cells.end(), [&](const Cell &C) {
             if (!C.V.isSym() || C.V.S != Part || C.Key.Base == S)
               return true;
             const SymbolInfo &Base = Symbols[C.Key.Base];
             return Base.Kind == SymbolKind::VarAddress && inFrame(F.Vars[Base.A]) && !F.Vars[Base.A].Cleanup;
           });
  };
  for (std::size_t I = 0; I <= Parts.size(); ++I)
    for (const Cell &C : X.S.Cells)
      if (const SymbolState *Part =
              C.Key.Base == (I ? Parts[I - 1] : S) && C.V.isSym() && C.V.S != S ? X.S.find(C.V.S) : nullptr;
          Part && Part->St == Status::Owned && std::find(Parts.begin(), Parts.end(), C.V.S) == Parts.end() &&
          (Symbols[C.V.S].Kind == SymbolKind::Given || Symbols[C.V.S].Kind == SymbolKind::Result) &&
          (!reachable(X, C.V.S, At) || EndsWithIt(C.V.S)))
        Parts.push_back(C.V.S);
  X.S.at(S).St = Status::Plain;
  for (SymbolId Part : Parts)
    if (SymbolState &P = X.S.at(Part); P.St == Status::Owned) {
      P.St = Status::Plain;
      note(P.Born, -1, Verdict::Violated, Reason::None, "");
    }
  if (St.Mismatched)
    return;
  Incident I;
  I.Kind = IncidentKind::Lost;
  I.At = At;
  // What no name ever held was dropped where it was made. (`*(d->at) = realloc(*(d->at), n);`: a place without one.)
  if (Name.empty() && How != LostBy::Overwrite && St.Born.valid() && Symbols[S].Kind == SymbolKind::Result)
    How = LostBy::Discard;
  if (How == LostBy::Discard && St.MayComeBack)
    return;
  const Event *Keeper = St.KeptBy.valid() ? &F.Events[St.KeptBy.N] : nullptr;
  const bool KeeperIgnored = Keeper && Keeper->R.valid() && Live.lastUse(Keeper->R) == St.KeptBy;
  I.Where = KeeperIgnored                                          ? Keeper->Loc
            : How == LostBy::Discard && St.Born.valid()            ? F.Events[St.Born.N].Loc
            : How == LostBy::ParentRelease && X.S.LastGoto.valid() ? X.S.LastGoto
            : X.S.HasReturned && X.S.LastGoto.valid()              ? X.S.LastGoto
            : X.S.HasReturned                                      ? X.S.ReturnLoc
            : At.valid()                                           ? F.Events[At.N].Loc
                                                                   : F.EndLoc;
  I.Born = St.Born;
  I.KeptBy = St.KeptBy;
  I.Given = givenThrough(S);
  I.Param = St.Born.valid() ? -1 : St.OriginParam;
  if (X.S.LastGoto.valid() && I.Where == X.S.LastGoto && St.Context != ContextKind::Scope) {
    I.ReturnWhere = X.S.ReturnLoc;
    I.Label = X.S.GotoLabel;
  }
  I.How = How == LostBy::Discard ? How : X.S.HasReturned ? LostBy::Return : How;
  I.AtFailure = X.S.HasReturned && reportsFailure(X.S);
  I.Name = Name;
  if (How == LostBy::ParentRelease)
    for (const Cell &C : X.S.Cells)
      if (C.V.isSym() && C.V.S == S && !Paths.isWeak(C.Key.Path))
        I.Holder = Paths.text(C.Key.Path, F);
  I.Context = St.Context;
  I.Inside = Inside;
  reportLoss(std::move(I), X.S);
}

/// A name for what is in memory that nobody has read or written on this path, and
/// where in the caller's memory that is.
Value Solver::found(Execution &X, CellKey K, SymbolKind Kind, std::uint32_t A, std::uint32_t B, TypeClass T) {
  const SymbolState *Base = X.S.find(K.Base);
  std::int16_t Param = Base ? Base->OriginParam : -1;
  PathId Path = K.Path;
  if (Base && Param >= 0 && Base->OriginIsCell)
    Path = Paths.below(Base->OriginPath, K.Path);
  if (Paths.isWeak(K.Path) || Paths[Path].Depth > 4)
    Param = -1;
  const Value V = fresh(X, Kind, A, B, T);
  SymbolState &St = X.S.at(V.S);
  St.OriginParam = Param;
  St.OriginPath = Path;
  St.OriginIsCell = true;
  St.AsFound = Param >= 0 && !isWritten(X.S, Param, Paths.text(Path, F));
  return V;
}

Value Solver::load(EventId At, Execution &X) {
  const Event &E = F.Events[At.N];
  Value Address = valueOf(X, E.A);
  if (!Address.isSym())
    return X.Crashed |= isMemberOfNull(X, E.A), Value();
  checkUse(At, X, Address, E.A);
  checkNull(At, X, Address, E.A);
  CellKey K{Address.S, Address.Path};
  noteLook(At, X.S, K);
  if (const Value *V = X.S.find(K))
    return *V;
  noteRead(X.S, K, E.Type == TypeClass::Record || E.Type == TypeClass::Other);
  bool Unset = false;
  if (const SymbolState *Whole = X.S.find(K.Base);
      Whole && Whole->Fresh && !Whole->Weak && Whole->St != Status::Released && !Paths.isWeak(K.Path)) {
    // (All elements are filled by a loop, which may have had no round.)
    Unset = E.Type == TypeClass::Pointer && Paths[K.Path].K == PathStepInfo::Kind::Field && knowsStores(X.S, K.Base);
    say(IncidentKind::UninitializedRead, At, X, Address, E.R);
    X.S.at(K.Base).Fresh = false;
  }
  doubtElements(X, K);
  if (E.Type == TypeClass::Record || E.Type == TypeClass::Other)
    return Value();
  // An element, or a member of one of several objects that have one name.
  const SymbolState *Of = X.S.find(K.Base);
  const bool OfSeveral = Of && Of->Weak, Weak = OfSeveral || Paths.isWeak(K.Path);
  Value V = found(X, K, SymbolKind::Loaded, At.N, 0, E.Type);
  // fresh() may have renamed the base: read the address again.
  Address = valueOf(X, E.A);
  K = {Address.S, Address.Path};
  SymbolState &St = X.S.at(V.S);
  St.Unset = Unset;
  if (Address.isSym())
    St.Context = declaredContext(K);
  if (Weak && Address.isSym()) {
    St.WeakBase = Address.S;
    if (E.Type == TypeClass::Pointer || E.Type == TypeClass::Signed)
      loosen(X, V.S); // from here on it may be released by this name
  }
  // No function sets errno to a negative number; who passes it on has seen a failure.
  if (E.Type == TypeClass::Signed && isErrno(E.A))
    narrowBounds(X.S, V.S, {failureIsTold(At) ? 1 : 0, INT64_MAX});
  // Nor is a file shorter than nothing.
  const Event *Place = E.Type == TypeClass::Signed && Definition[E.A.N] != ~0u ? &F.Events[Definition[E.A.N]] : nullptr;
  if (Place && Place->Code == Op::FieldAddr && F.Fields[Place->FieldOf.N].Name == "st_size")
    narrowBounds(X.S, V.S, {0, INT64_MAX});
  if ((!Weak || (!OfSeveral && Paths.isElement(K.Path))) && Address.isSym())
    X.S.set(K, V);
  return V;
}

void Solver::endScope(EventId At, Execution &X, VarId V) {
  SymbolId Base = Symbols.get(SymbolKind::VarAddress, V.N);
  std::vector<Cell> Ended;
  for (const Cell &C : X.S.Cells)
    if (C.Key.Base == Base)
      Ended.push_back(C);
  for (const Cell &C : Ended)
    checkNotNulled(X, C);
  endLifetime(At, X, V);
  renameLoans(X.S, Base, SymbolId());
  for (const Cell &C : Ended)
    X.S.erase(C.Key);
  for (const Cell &C : Ended)
    if (C.V.isSym() && Symbols[C.V.S].Kind != SymbolKind::VarAddress)
      checkLost(At, X, C.V.S, LostBy::ScopeEnd, nameOf(C.Key));
  checkLost(At, X, Base, LostBy::ScopeEnd, nameOf({Base, PathId(0)}));
  loseElements(At, X, Base, LostBy::ScopeEnd, F.Vars[V.N].Name);
}

bool Solver::execute(EventId At, Execution &X, std::vector<Execution> &Splits) {
  const Event &E = F.Events[At.N];
  switch (E.Code) {
  case Op::Const: setTemp(X, E.R, Value::integer(E.Value)); break;
  case Op::String:
  case Op::Function:
    setTemp(X, E.R, Value::symbol(Symbols.get(SymbolKind::Literal, At.N)));
    X.S.at(Symbols.get(SymbolKind::Literal, At.N)).Signs = sign::Pos;
    break;
  case Op::Undefined:
    setTemp(X, E.R,
            E.Type == TypeClass::Other || E.Type == TypeClass::Record ? Value()
                                                                      : fresh(X, SymbolKind::Result, At.N, 1, E.Type));
    break;
  case Op::Copy: setTemp(X, E.R, valueOf(X, E.A)); break;
  case Op::VarAddr: setTemp(X, E.R, Value::symbol(Symbols.get(SymbolKind::VarAddress, E.Variable.N))); break;
  case Op::Load: setTemp(X, E.R, load(At, X)); break;
  case Op::Store: store(At, X); break;
  case Op::CopyObject: copyObject(At, X); break;
  case Op::FieldAddr: {
    Value V = valueOf(X, E.A);
    // tail = (struct node *)&list: the first member of that is list.
    const bool IsWhole = V.isSymbolItself() && E.Value == 0 && Symbols[V.S].Kind == SymbolKind::VarAddress &&
                         F.Vars[Symbols[V.S].A].Type == TypeClass::Pointer && !F.Vars[Symbols[V.S].A].Array;
    setTemp(X, E.R, IsWhole ? V : V.isSym() ? Value::symbol(V.S, Paths.field(V.Path, E.FieldOf, E.Value)) : Value());
    break;
  }
  case Op::IndexAddr:
  case Op::Offset: {
    Value V = valueOf(X, E.A);
    setTemp(X, E.R,
            E.B.valid()          ? elementAddress(X, V, valueOf(X, E.B), E.Value, variableRead(E.B))
            : E.Variable.valid() ? countedElement(X.S, V, E.Variable, E.Value)
            : V.isSym()          ? Value::symbol(V.S, Paths.offset(V.Path, E.Value))
            // `#define SIZE ((size_t)((struct vec *)0 + 1))`
            : V.isZero() && !isUnknownDistance(E.Value) ? Value::integer(E.Value)
                                                        : Value());
    break;
  }
  case Op::Compare:
    noteTested(X.S, valueOf(X, E.A));
    noteTested(X.S, valueOf(X, E.B));
    setTemp(X, E.R, compare(X.S, E.Cmp, comparedWith(X, E, E.A, E.B), comparedWith(X, E, E.B, E.A)));
    break;
  case Op::Negate: setTemp(X, E.R, negate(X.S, valueOf(X, E.A), E.Type)); break;
  case Op::Arith: {
    Value A = valueOf(X, E.A), B = valueOf(X, E.B);
    Value Now = compute(X.S, E.Value, A, B, E.Type);
    if (E.Value == arith::Sub && Now.K == Value::Kind::Unknown && isFromStart(X.S, A, B)) {
      Now = fresh(X, SymbolKind::Loaded, At.N, 0, E.Type);
      narrow(X.S, Now.S, sign::Zero | sign::Pos);
    }
    // `size += length + 1` in its fourth round: no longer which number, but more than 0.
    if (Now.K == Value::Kind::Unknown && E.Type != TypeClass::Pointer && isNumber(A))
      if (const Bounds Is = boundsOfResult(X.S, E.Value, A, B, E.Type); Is.Lo > 0) {
        Now = fresh(X, SymbolKind::Loaded, At.N, 0, E.Type);
        narrowBounds(X.S, Now.S, Is);
      }
    setTemp(X, E.R, Now);
    break;
  }
  case Op::Call:
    if (!call(At, X, Splits))
      return false;
    break;
  case Op::Declare: {
    SymbolId Base = Symbols.get(SymbolKind::VarAddress, E.Variable.N);
    forgetIndex(X, Base);
    renameLoans(X.S, Base, SymbolId());
    X.S.Cells.erase(
        std::remove_if(X.S.Cells.begin(), X.S.Cells.end(), [&](const Cell &C) { return C.Key.Base == Base; }),
        X.S.Cells.end());
    if (Unset.isFollowed(E.Variable))
      X.S.set({Base, PathId(0)}, Value::symbol(Symbols.get(SymbolKind::Literal, At.N)));
    break;
  }
  case Op::EndScope: endScope(At, X, E.Variable); break;
  case Op::Return: {
    X.S.HasReturned = true;
    X.S.ReturnLoc = E.Loc;
    X.S.ReturnEvent = At;
    if (E.A.valid()) {
      Value V = valueOf(X, E.A);
      if (V.K != Value::Kind::Unknown)
        X.S.set({Symbols.get(SymbolKind::Returned, 0), PathId(0)}, V);
      if (V.isSym()) {
        checkReturned(At, X, V);
        checkBorrowReturned(At, X, V);
        checkContextReturned(At, X, V);
        checkLeftInField(At, X, V);
        if (F.ResultType == TypeClass::Record)
          returnRecord(At, X, V);
        checkUse(At, X, V, E.A);
        handOver(X, V.S, At); // and what hangs from it, a struct's pointers too
        escapeOperands(X, V); // (uintptr_t)p | 1
      }
    }
    break;
  }
  case Op::Statement:
    if (!E.IsReturn && !E.IsCondition)
      for (SymbolState &St : X.S.Symbols)
        if (St.St == Status::Transferred)
          St.StatementSeen = true;
    X.S.OuterStatement = E.Value;
    break;
  }
  // A temp that is read for the last time may have been the only holder.
  auto Dying = [&](TempId T) {
    if (Live.crosses(T) || Live.lastUse(T) != At)
      return;
    Value V = X.Temps[Live.slot(T)];
    if (V.isSym() && Symbols[V.S].Kind == SymbolKind::Result) {
      dropRecord(At, X, V);
      checkLost(At, X, V.S, LostBy::Discard, F.nameOf(T));
    }
  };
  if (E.R.valid() && E.Code == Op::Call)
    Dying(E.R);
  // What a branch asks of it decides what becomes of it: CHECK(!f(huge)).
  const bool Asked = E.Code == Op::Compare && E.R == F.Blocks[CurrentBlock.N].Condition;
  if (E.Code != Op::Return && !Asked)
    forEachOperand(F, E, Dying);
  if (E.R.valid() && E.Code == Op::Call)
    for (Execution &Other : Splits) {
      if (Live.crosses(E.R) || Live.lastUse(E.R) != At)
        break;
      Value V = Other.Temps[Live.slot(E.R)];
      if (V.isSym() && Symbols[V.S].Kind == SymbolKind::Result)
        dropRecord(At, Other, V), checkLost(At, Other, V.S, LostBy::Discard, F.nameOf(E.R));
    }
  return true;
}

} // namespace deed
