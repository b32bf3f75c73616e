//===- engine/SolverFacts.cpp - decides branches --------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The facts are small: the sign of each value (for pointers: NULL or not), its
// bounds, a few constants that it does not equal. Enough to follow a test of a result,
// a flag or a NULL pointer to the next test of the same.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// No block lies below this address.
constexpr std::int64_t FirstPage = 4096;

std::uint8_t Solver::signsOfValue(const State &S, Value V) const {
  if (V.isInt())
    return signOf(V.I);
  if (!V.isSym())
    return sign::Any;
  const SymbolHead I = Symbols.head(V.S);
  // `fgets(line, n, f)`: the argument, or NULL.
  if (Paths.isNamedDistance(V.Path))
    return sign::Zero | sign::Pos;
  if (I.Kind == SymbolKind::VarAddress || I.Kind == SymbolKind::Literal)
    return sign::Pos;
  // An address inside an object is not NULL; one at an unknown distance is what
  // strchr() returns, and may be.
  const SymbolState *St = S.find(V.S);
  if (V.Path.N != 0)
    return Paths.isWeak(V.Path) && (!St || (St->Signs & sign::Zero)) ? sign::Zero | sign::Pos : sign::Pos;
  if (St)
    return I.Type == TypeClass::Bool ? St->Signs & signsOfType(I.Type) : St->Signs;
  return signsOfType(I.Type);
}

bool Solver::narrow(State &S, SymbolId Sym, std::uint8_t Signs) const {
  std::uint8_t Now = signsOfValue(S, Value::symbol(Sym)) & Signs;
  if (!Now)
    return false;
  SymbolState &St = S.at(Sym);
  if ((Now == sign::Zero && (St.Lo > 0 || St.Hi < 0)) || (Now == sign::Pos && St.Hi < 1) ||
      (Now == sign::Neg && St.Lo > -1))
    return false;
  St.Signs = Now;
  if (St.MayFail) {
    St.Tested = true;
    S.AllocationFailed |= Now == sign::Zero;
  }
  // Nothing was acquired after all.
  if ((St.St == Status::Owned || (St.St == Status::Released && !St.Weak)) && (Now & ~St.Absent) == 0)
    St.St = Status::Plain;
  if (St.isAbsent())
    St.BoundAt = EventId(); // NULL is nobody's to take over
  if (Now == sign::Zero && Symbols[Sym].Type == TypeClass::Pointer) {
    // `if (!buffer) buffer = make(ctx);` in a loop: where it is made there was none.
    if (const auto Made = std::lower_bound(S.Allocated.begin(), S.Allocated.end(), St.Born.N);
        Made != S.Allocated.end() && *Made == St.Born.N)
      S.Allocated.erase(Made);
    dropResultsOf(S, Sym);
  }
  return true;
}

/// A call that was given NULL has nothing to give: in
///   item = queue_pop(queue); if (!queue || !item) return false;
/// there is no item on the path where the queue is NULL.
void Solver::dropResultsOf(State &S, SymbolId Sym) const {
  for (SymbolState &St : S.Symbols) {
    if (St.St != Status::Owned || !St.Born.valid() || Symbols[St.S].Kind != SymbolKind::Result)
      continue;
    const Event &E = F.Events[St.Born.N];
    for (std::uint32_t I = 0; I != E.ArgsCount; ++I) {
      TempId T = F.Args[E.ArgsBegin + I];
      if (!T.valid() || Definition[T.N] == ~0u || F.Events[Definition[T.N]].Code != Op::Load)
        continue;
      TempId A = F.Events[Definition[T.N]].A;
      if (!A.valid() || Definition[A.N] == ~0u || F.Events[Definition[A.N]].Code != Op::VarAddr)
        continue;
      auto &Table = const_cast<SymbolTable &>(Symbols);
      const Value *V = S.find({Table.get(SymbolKind::VarAddress, F.Events[Definition[A.N]].Variable.N), PathId(0)});
      if (V && V->isSymbolItself() && V->S == Sym)
        St.St = Status::Plain;
    }
  }
}

CompareOp swapSides(CompareOp Op) {
  switch (Op) {
  case CompareOp::EQ: return CompareOp::EQ;
  case CompareOp::NE: return CompareOp::NE;
  case CompareOp::LT: return CompareOp::GT;
  case CompareOp::LE: return CompareOp::GE;
  case CompareOp::GT: return CompareOp::LT;
  case CompareOp::GE: return CompareOp::LE;
  }
  return Op;
}

CompareOp invert(CompareOp Op) {
  switch (Op) {
  case CompareOp::EQ: return CompareOp::NE;
  case CompareOp::NE: return CompareOp::EQ;
  case CompareOp::LT: return CompareOp::GE;
  case CompareOp::LE: return CompareOp::GT;
  case CompareOp::GT: return CompareOp::LE;
  case CompareOp::GE: return CompareOp::LT;
  }
  return Op;
}

static bool holds(CompareOp Op, std::int64_t L, std::int64_t R) {
  switch (Op) {
  case CompareOp::EQ: return L == R;
  case CompareOp::NE: return L != R;
  case CompareOp::LT: return L < R;
  case CompareOp::LE: return L <= R;
  case CompareOp::GT: return L > R;
  case CompareOp::GE: return L >= R;
  }
  return true;
}

/// The signs a value can have if it is Op than \p C.
std::uint8_t signsAllowed(CompareOp Op, std::int64_t C) {
  using namespace sign;
  switch (Op) {
  case CompareOp::EQ: return signOf(C);
  case CompareOp::NE: return C == 0 ? Neg | Pos : Any;
  case CompareOp::LT: return C <= 0 ? Neg : C == 1 ? Neg | Zero : Any;
  case CompareOp::LE: return C < 0 ? Neg : C == 0 ? Neg | Zero : Any;
  case CompareOp::GT: return C >= 0 ? Pos : C == -1 ? Zero | Pos : Any;
  case CompareOp::GE: return C > 0 ? Pos : C == 0 ? Zero | Pos : Any;
  }
  return Any;
}

/// True of the beginning of the addresses that are errors, in whatever words it is asked.
static bool asksForError(CompareOp Op, std::int64_t C) {
  if (C == error::FirstOrNull)
    return true;
  const std::int64_t From = C + (Op == CompareOp::GT || Op == CompareOp::LE);
  return Op != CompareOp::EQ && Op != CompareOp::NE && From >= error::First - 1 && From < 0;
}

/// An object of the program, or what an allocator that is known gave (or NULL).
bool Solver::isNoError(const State &S, Value Address) const {
  const SymbolKind Kind = Symbols[Address.S].Kind;
  if (Address.Path.N != 0 || Kind == SymbolKind::VarAddress || Kind == SymbolKind::Literal)
    return true;
  const SymbolState *St = S.find(Address.S);
  if (!St || !St->Born.valid() || Kind != SymbolKind::Result || St->Absent != sign::Zero)
    return false;
  const Event &E = F.Events[St->Born.N];
  const FunctionContract *C = E.Target.valid() ? F.Callees[E.Target.N].Contract.get() : nullptr;
  return C && (C->Return.From.From == Source::Model || C->InferredFrom.From == Source::Summary);
}

/// What the comparison of two places of one object says, by their distance from its start: the
/// first member is where the object is.
std::optional<bool> Solver::comparePlaces(CompareOp Op, Value L, Value R) const {
  if (!L.isSym() || !R.isSym() || L.S != R.S)
    return std::nullopt;
  const std::optional<std::int64_t> A = Paths.bytes(L.Path), B = Paths.bytes(R.Path);
  return A && B ? std::optional(holds(Op, *A, *B)) : std::nullopt;
}

/// Two addresses that can not be the same: of two variables, or of fresh memory
/// and anything that was there before, a text of the program among it.
bool Solver::neverEqual(const State &S, Value L, Value R) const {
  if (!L.isSym() || !R.isSym() || L.S == R.S)
    return false;
  auto Fixed = [&](Value V) { return Symbols[V.S].Kind == SymbolKind::VarAddress; };
  auto Fresh = [&](Value V) {
    const SymbolState *St = S.find(V.S);
    return St && St->Born.valid() && St->Absent == sign::Zero && !St->Weak;
  };
  auto Known = [&](Value V) {
    const SymbolInfo &I = Symbols[V.S];
    const bool Text = I.Kind == SymbolKind::Literal && F.Events[I.A].Code == Op::String;
    return Fixed(V) || Text || I.Kind == SymbolKind::ParamValue;
  };
  // stdin, a field of the caller's: what nobody else has yet is not found there. Nor is it what a variable had from
  // several paths: who holds what is owned keeps paths apart.
  auto Elsewhere = [&](Value Own, Value V) {
    const SymbolState *St = Fresh(Own) ? S.find(Own.S) : nullptr;
    return St && (St->St == Status::Owned || (St->St == Status::Transferred && St->StoredAway && !St->Shown)) &&
           (Symbols[V.S].Kind == SymbolKind::Loaded || Symbols[V.S].Kind == SymbolKind::Join) &&
           std::none_of(S.Cells.begin(), S.Cells.end(),
                        [&](const Cell &C) { return C.Key.Base == Own.S && C.V.isSym() && C.V.S == V.S; });
  };
  // `text = translate(t); made = filter(text); if (made != text) free(made);`: what another call gave before it was made.
  auto Earlier = [&](Value Own, Value V) {
    const SymbolState *St = Fresh(Own) ? S.find(Own.S) : nullptr, *There = S.find(V.S);
    return St && St->St == Status::Owned && !Symbols[V.S].Older && !Symbols[Own.S].Older &&
           Symbols[V.S].Kind == SymbolKind::Result && Symbols[V.S].A < St->Born.N && (!There || !There->Weak);
  };
  if (Elsewhere(L, R) || Elsewhere(R, L) || Earlier(L, R) || Earlier(R, L))
    return true;
  return (Fixed(L) && Fixed(R)) || (Fresh(L) && Known(R)) || (Known(L) && Fresh(R)) || (Fresh(L) && Fresh(R));
}

/// `if (v != &null_value) free(v);`: what a callee gave that is not from the heap is what
/// the caller asks for.
bool Solver::isThatObject(Value Given, Value Object) const {
  if (!Given.isSymbolItself() || !Object.isSym())
    return false;
  const SymbolInfo &G = Symbols[Given.S], &O = Symbols[Object.S];
  return G.Kind == SymbolKind::Literal && F.Events[G.A].Code == Op::Call && O.Kind == SymbolKind::VarAddress &&
         (F.Vars[O.A].Kind == VarKind::Global || F.Vars[O.A].Kind == VarKind::Static);
}

/// MAP_FAILED, SIG_ERR, (uid_t)-1: of what has no sign a negative number is one of the large ones.
bool Solver::isLargeAsked(CompareOp Op, Value V, std::int64_t C) const {
  return C < 0 && (Op == CompareOp::EQ || Op == CompareOp::NE) && V.isSymbolItself() &&
         (Symbols[V.S].Type == TypeClass::Pointer || Symbols[V.S].Type == TypeClass::Unsigned) &&
         Symbols[V.S].Kind != SymbolKind::VarAddress && Symbols[V.S].Kind != SymbolKind::Literal;
}

bool Solver::assume(State &S, Value V, bool Truth) const {
  return assumeCompare(S, Truth ? CompareOp::NE : CompareOp::EQ, V, Value::integer(0));
}

bool Solver::assumeEqual(State &S, Value V, std::int64_t Low, std::int64_t High) const {
  if (Low == High)
    return assumeCompare(S, CompareOp::EQ, V, Value::integer(Low));
  return assumeCompare(S, CompareOp::GE, V, Value::integer(Low)) &&
         assumeCompare(S, CompareOp::LE, V, Value::integer(High));
}

/// False of a switch over a variable, a state machine's, that has a case for each constant which that is ever given.
bool Solver::mayBeOther(const Block &Switch) const {
  const VarId Asked = variableRead(Switch.Condition);
  if (!Asked.valid() || Live.choicesOf(Asked).empty())
    return true;
  return !std::all_of(Live.choicesOf(Asked).begin(), Live.choicesOf(Asked).end(), [&](std::int64_t N) {
    return std::any_of(Switch.Cases.begin(), Switch.Cases.end(),
                       [N](const Block::Case &C) { return C.Low <= N && N <= C.High; });
  });
}

/// `if (need > b->room)`: what is more than a room, which is not negative, is not 0. False
/// where it can not be.
bool Solver::narrowLarger(State &S, CompareOp Op, Value L, Value R) const {
  if (Op == CompareOp::EQ || Op == CompareOp::NE)
    return true;
  const bool Strict = Op == CompareOp::LT || Op == CompareOp::GT;
  if (Op == CompareOp::LT || Op == CompareOp::LE)
    std::swap(L, R);
  const std::int64_t Least = boundsOf(S, R).Lo;
  if (!isNumber(L) || Least < 0)
    return true;
  return narrow(S, L.S, Strict || Least > 0 ? sign::Pos : sign::Zero | sign::Pos);
}

/// `get(id, buffer, &found); if (found == buffer) return found;`: a variable that is equal to what is
/// owned is one more name of it.
void Solver::nameOwned(State &S, SymbolId A, SymbolId B) const {
  auto IsOwned = [&](SymbolId Sym) {
    const SymbolState *St = S.find(Sym);
    return St && St->St == Status::Owned && Symbols[Sym].Type == TypeClass::Pointer;
  };
  if (IsOwned(A) == IsOwned(B))
    return;
  const SymbolId Owned = IsOwned(A) ? A : B, Other = IsOwned(A) ? B : A;
  const SymbolState *St = S.find(Other);
  if (St && (St->St != Status::Plain || St->OriginParam >= 0))
    return;
  for (Cell &C : S.Cells)
    if (C.V == Value::symbol(Other) && C.Key.Path.N == 0 && Symbols[C.Key.Base].Kind == SymbolKind::VarAddress &&
        inFrame(F.Vars[Symbols[C.Key.Base].A]))
      C.V = Value::symbol(Owned);
}

/// `if (self->root == node) return;` in what takes a node: what the caller's memory holds already is where it is to go.
void Solver::noteHeldAlready(State &S, SymbolId A, SymbolId B) const {
  auto IsHeld = [&](SymbolId Sym) {
    const SymbolState *St = S.find(Sym);
    return St && St->AsFound && St->OriginIsCell && St->OriginParam >= 0 && !St->Weak && St->St == Status::Plain &&
           Symbols[Sym].Type == TypeClass::Pointer;
  };
  for (const auto &[Taken, Held] : {std::pair(A, B), std::pair(B, A)}) {
    const SymbolState *St = S.find(Taken);
    if (!St || St->St != Status::Owned || Symbols[Taken].Kind != SymbolKind::ParamValue || !IsHeld(Held))
      continue;
    SymbolState &Now = S.at(Taken);
    Now.St = Status::Escaped;
    Now.WasOwned = true;
    Now.Why = Reason::Stored;
  }
}

/// `while (i < n) if (list[i] == p) take_out(list, i); else i++; free(p);`: who looks for p in a block has taken it out
/// there, wherever it stood.
static void forgetSought(State &S, const PathTable &Paths, Value Sought, Value Element) {
  const SymbolState *St = Sought.isSymbolItself() && Element.isSymbolItself() ? S.find(Element.S) : nullptr;
  if (!St)
    return;
  SymbolId Block = St->WeakBase;
  for (const Cell &C : S.Cells)
    if (!Block.valid() && C.V == Element && Paths.isWeak(C.Key.Path))
      Block = C.Key.Base;
  if (Block.valid())
    eraseIf(S.Cells, [&](const Cell &C) { return C.Key.Base == Block && C.V == Sought && Paths.isWeak(C.Key.Path); });
}

bool Solver::assumeCompare(State &S, CompareOp Op, Value L, Value R, unsigned Depth) const {
  if (Depth > 8)
    return true;
  if (L.isInt() && R.isInt())
    return holds(Op, L.I, R.I);
  if (L.isInt())
    return assumeCompare(S, swapSides(Op), R, L, Depth);
  if (!L.isSym())
    return true;
  if (!R.isInt()) {
    if (L == R)
      return !Paths.isOnePlace(L.Path) || Op == CompareOp::EQ || Op == CompareOp::LE || Op == CompareOp::GE;
    if (const auto Decided = comparePlaces(Op, L, R))
      return *Decided;
    if (isThatObject(L, R) || isThatObject(R, L)) {
      if (Op == CompareOp::EQ || Op == CompareOp::NE)
        return Op == CompareOp::EQ;
    }
    if (neverEqual(S, L, R)) {
      if (Op == CompareOp::EQ)
        return false;
      if (Op == CompareOp::NE)
        return true;
    }
    forgetSought(S, Paths, L, R);
    forgetSought(S, Paths, R, L);
    // Two unknown values: remember what was seen, so that the same test again
    // goes the same way; and an equal pair shares its signs.
    if (Op == CompareOp::EQ && R.isSym()) {
      std::uint8_t Common = signsOfValue(S, L) & signsOfValue(S, R);
      if (!Common)
        return false;
      if (L.isSymbolItself() && !narrow(S, L.S, Common))
        return false;
      if (R.isSymbolItself() && !narrow(S, R.S, Common))
        return false;
      if (Common == sign::Pos && L.isSymbolItself() && R.isSymbolItself())
        nameOwned(S, L.S, R.S);
      if (L.isSymbolItself() && R.isSymbolItself())
        noteHeldAlready(S, L.S, R.S);
      // `if (fd == wanted) return 0;`: the descriptor has the number that it was to have, and one that was closed is
      // open again by that number.
      for (Value Each : {L, R})
        if (SymbolState *St = Each.isSymbolItself() && S.find(Each.S) ? &S.at(Each.S) : nullptr;
            St && (St->St == Status::Owned || St->St == Status::Released) && St->Absent == sign::Neg &&
            Symbols[Each.S].Type != TypeClass::Pointer)
          St->St = Status::Plain;
    }
    if (!narrowLarger(S, Op, L, R))
      return false;
    if (!(orderOf(S, L, R) & signsAllowed(Op, 0)))
      return false;
    auto &Table = const_cast<SymbolTable &>(Symbols);
    return narrow(S, Table.compared(Op, L, R), sign::Pos) && narrow(S, Table.compared(invert(Op), L, R), sign::Zero);
  }
  const std::int64_t C = R.I;
  if (L.Path.N != 0) {
    // `if (!(p = strchr(buffer, c))) return p;`: NULL, and no address in the buffer.
    if (Op == CompareOp::EQ && C == 0 && Paths.isNamedDistance(L.Path))
      for (Cell &Each : S.Cells)
        if (Each.V == L)
          Each.V = Value::integer(0);
    // And where it is one there is a buffer.
    if (Op == CompareOp::NE && C == 0 && Paths.isNamedDistance(L.Path) && S.find(L.S))
      return narrow(S, L.S, sign::Pos);
    return signsAllowed(Op, C) & signsOfValue(S, L);
  }
  const SymbolInfo &Info = Symbols[L.S];
  if (Info.Type == TypeClass::Pointer && asksForError(Op, C)) {
    const bool IsError = Op == CompareOp::GE || Op == CompareOp::GT, OrNull = C == error::FirstOrNull;
    if (!IsError)
      return !OrNull || narrow(S, L.S, sign::Pos);
    if (isNoError(S, L))
      return OrNull && narrow(S, L.S, sign::Zero);
    // An error is as little to be released as NULL, and is taken for it from here on.
    return narrow(S, L.S, sign::Zero);
  }
  if (Info.Kind == SymbolKind::VarAddress || Info.Kind == SymbolKind::Literal)
    return signsAllowed(Op, C) & sign::Pos;
  // `if ((word)p <= sizeof(word)) return NULL;`: no block lies in the first page.
  if (const SymbolState *St = Info.Type == TypeClass::Pointer && C > 0 && C < FirstPage ? S.find(L.S) : nullptr;
      St && St->Born.valid()) {
    if (Op == CompareOp::LT || Op == CompareOp::LE)
      return narrow(S, L.S, sign::Zero);
    if (Op == CompareOp::GT || Op == CompareOp::GE)
      return narrow(S, L.S, sign::Pos);
  }
  // `if (fd == 0)`: a standard descriptor, which stays.
  if (Op == CompareOp::EQ && C >= 0 && C <= 2 && Info.Type != TypeClass::Pointer)
    if (const SymbolState *St = S.find(L.S); St && St->St == Status::Owned && St->Absent == sign::Neg)
      S.at(L.S).St = Status::Plain;
  if (Op == CompareOp::EQ && isLargeAsked(Op, L, C)) {
    if (!narrow(S, L.S, sign::Pos))
      return false;
    SymbolState &St = S.at(L.S);
    if (Constants[St.Unequal].contains(C))
      return false;
    if (St.St == Status::Owned || (St.St == Status::Transferred && St.StoredAway)) {
      St.St = Status::Plain; // there is nothing, wherever that was put
      St.WasOwned = false;
      // Nor anything that came with it.
      for (const Cell &Part : S.Cells)
        if (const SymbolState *Came = Part.Key.Base == L.S && Part.V.isSymbolItself() ? S.find(Part.V.S) : nullptr;
            Came && Came->Born == St.Born && Came->St == Status::Owned)
          S.at(Part.V.S).St = Status::Plain;
    }
    // Bounds do not tell it; whoever asks again gets the same answer.
    auto &Table = const_cast<SymbolTable &>(Symbols);
    return narrow(S, Table.compared(CompareOp::EQ, L, R), sign::Pos) &&
           narrow(S, Table.compared(CompareOp::NE, L, R), sign::Zero);
  }
  if (const SymbolState *St = S.find(L.S); St && Op == CompareOp::EQ && Constants[St->Unequal].contains(C))
    return false;
  if (!narrow(S, L.S, signsAllowed(Op, C)))
    return false;
  const Bounds Was = boundsOf(S, L);
  Bounds Now;
  switch (Op) {
  case CompareOp::EQ: Now = {C, C}; break;
  case CompareOp::NE: Now = {C == Was.Lo ? C + 1 : Was.Lo, C == Was.Hi ? C - 1 : Was.Hi}; break;
  case CompareOp::LT: Now.Hi = C == INT64_MIN ? C : C - 1; break;
  case CompareOp::LE: Now.Hi = C; break;
  case CompareOp::GT: Now.Lo = C == INT64_MAX ? C : C + 1; break;
  case CompareOp::GE: Now.Lo = C; break;
  }
  if (!narrowBounds(S, L.S, Now))
    return false;
  // `while (n--)`: behind it n is -1.
  if (Op == CompareOp::EQ && Info.IsOperand)
    for (Cell &Each : S.Cells)
      if (const SymbolInfo *Of = Each.V.isSymbolItself() ? &Symbols[Each.V.S] : nullptr;
          Of && Of->Kind == SymbolKind::Computed && Of->L == L && Of->R.isInt() && Of->Type == TypeClass::Signed &&
          (Of->Operator == arith::Add || Of->Operator == arith::Sub) && std::abs(C) < (1 << 30) &&
          std::abs(Of->R.I) < (1 << 30))
        Each.V = Value::integer(Of->Operator == arith::Add ? C + Of->R.I : C - Of->R.I);
  SymbolState &St = S.at(L.S);
  // `if (fd > STDERR_FILENO) close(fd);`: the three standard descriptors stay.
  if (St.Absent == sign::Neg && St.St == Status::Owned && boundsOf(S, L).Hi <= 2)
    St.St = Status::Plain;
  if (Op == CompareOp::NE && C != 0) {
    St.Unequal = Constants.with(St.Unequal, C);
    if (C == -1 && St.Absent == sign::Neg)
      return narrow(S, L.S, sign::Zero | sign::Pos);
  }
  // What a comparison was made of.
  if (Info.Kind == SymbolKind::Compared) {
    std::uint8_t Now = S.find(L.S)->Signs;
    if (Now == sign::Pos)
      return assumeCompare(S, Info.Cmp, Info.L, Info.R, Depth + 1);
    if (Now == sign::Zero)
      return assumeCompare(S, invert(Info.Cmp), Info.L, Info.R, Depth + 1);
  }
  return true;
}

Value Solver::compare(const State &S, CompareOp Op, Value L, Value R) {
  if (L.isInt() && R.isInt())
    return Value::integer(holds(Op, L.I, R.I));
  if (L.K == Value::Kind::Unknown || R.K == Value::Kind::Unknown)
    return Value();
  if (L.isInt()) {
    std::swap(L, R);
    Op = swapSides(Op);
  }
  // (x == y) != 0 is x == y: keep the chain short. What was asked before is known by
  // its answer, whatever became of x and y.
  if (L.isSymbolItself() && R.isZero() && Symbols[L.S].Kind == SymbolKind::Compared &&
      (Op == CompareOp::EQ || Op == CompareOp::NE)) {
    if (const std::uint8_t Known = signsOfValue(S, L); Known == sign::Zero || Known == sign::Pos)
      return Value::integer((Known == sign::Zero) == (Op == CompareOp::EQ));
    const SymbolInfo I = Symbols[L.S];
    return Op == CompareOp::NE ? L : compare(S, invert(I.Cmp), I.L, I.R);
  }
  if (R.isInt() && L.isSym() && Symbols[L.S].Type == TypeClass::Pointer && asksForError(Op, R.I)) {
    const bool IsError = Op == CompareOp::GE || Op == CompareOp::GT, OrNull = R.I == error::FirstOrNull;
    const std::uint8_t Signs = signsOfValue(S, L);
    if (Signs == sign::Zero)
      return Value::integer(IsError == OrNull);
    if (isNoError(S, L) && (!OrNull || !(Signs & sign::Zero)))
      return Value::integer(!IsError);
    if (isNoError(S, L))
      return compare(S, IsError ? CompareOp::EQ : CompareOp::NE, L, Value::integer(0));
    return Value::symbol(Symbols.compared(Op, L, R));
  }
  if (R.isInt() && isLargeAsked(Op, L, R.I)) {
    const SymbolState *St = S.find(L.S);
    const bool Never = !(signsOfValue(S, L) & sign::Pos) || (St && Constants[St->Unequal].contains(R.I));
    return Never ? Value::integer(Op == CompareOp::NE) : Value::symbol(Symbols.compared(Op, L, R));
  }
  if (R.isInt() && L.isSym()) {
    std::uint8_t Signs = signsOfValue(S, L);
    if (!(Signs & signsAllowed(Op, R.I)))
      return Value::integer(0);
    if (!(Signs & signsAllowed(invert(Op), R.I)))
      return Value::integer(1);
    if (const SymbolState *St = L.isSymbolItself() ? S.find(L.S) : nullptr;
        St && (Op == CompareOp::EQ || Op == CompareOp::NE))
      if (Constants[St->Unequal].contains(R.I))
        return Value::integer(Op == CompareOp::NE);
    const KnownBits Bits = bitsOf(L);
    const std::uint64_t C = R.I;
    if (((C & Bits.Zeros) || (~C & Bits.Ones)) && (Op == CompareOp::EQ || Op == CompareOp::NE))
      return Value::integer(Op == CompareOp::NE);
  }
  if (L == R && L.isSym() && !Paths.isOnePlace(L.Path))
    return Value();
  if (L == R && L.isSym())
    return Value::integer(Op == CompareOp::EQ || Op == CompareOp::LE || Op == CompareOp::GE);
  if (const auto Decided = comparePlaces(Op, L, R))
    return Value::integer(*Decided);
  if ((Op == CompareOp::EQ || Op == CompareOp::NE) && neverEqual(S, L, R))
    return Value::integer(Op == CompareOp::NE);
  const Bounds BL = boundsOf(S, L), BR = boundsOf(S, R);
  switch (Op) {
  case CompareOp::EQ:
  case CompareOp::NE:
    if (isStoppedAt(S, L, R) || isStoppedAt(S, R, L))
      return Value::integer(Op == CompareOp::EQ);
    if (BL.Hi < BR.Lo || BR.Hi < BL.Lo)
      return Value::integer(Op == CompareOp::NE);
    if (BL.Lo == BL.Hi && BR.Lo == BR.Hi && BL.Lo == BR.Lo)
      return Value::integer(Op == CompareOp::EQ);
    break;
  case CompareOp::LT:
  case CompareOp::GE:
    if (BL.Hi < BR.Lo)
      return Value::integer(Op == CompareOp::LT);
    if (BL.Lo >= BR.Hi)
      return Value::integer(Op == CompareOp::GE);
    break;
  case CompareOp::LE:
  case CompareOp::GT:
    if (BL.Hi <= BR.Lo)
      return Value::integer(Op == CompareOp::LE);
    if (BL.Lo > BR.Hi)
      return Value::integer(Op == CompareOp::GT);
    break;
  }
  if (L.isSym() && R.isSym()) {
    const std::uint8_t Order = orderOf(S, L, R);
    if (!(Order & signsAllowed(Op, 0)))
      return Value::integer(0);
    if (!(Order & signsAllowed(invert(Op), 0)))
      return Value::integer(1);
  }
  SymbolId C = Symbols.compared(Op, L, R);
  return Value::symbol(C);
}

/// A number in a field that this function only read. It is taken to stay as it
/// was over calls: code tests a flag before and after, and means the same.
bool Solver::isFlag(const State &S, const Cell &C) const {
  if (Paths[C.Key.Path].K != PathStepInfo::Kind::Field || !C.V.isSym())
    return false;
  const SymbolInfo &I = Symbols[C.V.S];
  const SymbolState *St = S.find(C.V.S);
  return I.Kind == SymbolKind::Loaded && I.Type != TypeClass::Pointer && (!St || St->St == Status::Plain);
}

} // namespace deed
