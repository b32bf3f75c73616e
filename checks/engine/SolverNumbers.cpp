//===- engine/SolverNumbers.cpp - what is known of numbers ----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Counters and masks decide which paths there are: a loop that runs once, a bit
// that is set for one round. Bounds (Cousot and Cousot, POPL 1977) and the bits
// of constants under & | ^ are enough for both.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>
#include <optional>

namespace deed {

/// What was asked of it on one path alone is no condition where both may have come.
void forgetNumber(SymbolState &St, TypeClass Type) {
  St.Signs = signsOfType(Type);
  St.Lo = INT64_MIN;
  St.Hi = INT64_MAX;
  St.Unequal = 0;
}

/// \p B of a number that has one of \p Signs.
static Bounds boundsWithin(Bounds B, std::uint8_t Signs) {
  if (!(Signs & sign::Neg))
    B.Lo = std::max<std::int64_t>(B.Lo, Signs & sign::Zero ? 0 : 1);
  if (!(Signs & sign::Pos))
    B.Hi = std::min<std::int64_t>(B.Hi, Signs & sign::Zero ? 0 : -1);
  return B;
}

Bounds Solver::boundsOf(const State &S, Value V) const {
  if (V.isInt())
    return {V.I, V.I};
  if (!V.isSymbolItself())
    return {};
  const SymbolState *St = S.find(V.S);
  return St ? boundsOf(*St) : boundsWithin({}, signsOfValue(S, V));
}

Bounds Solver::boundsOf(const SymbolState &St) const {
  const SymbolKind Kind = Symbols.head(St.S).Kind;
  const bool IsAddress = Kind == SymbolKind::VarAddress || Kind == SymbolKind::Literal;
  return boundsWithin({St.Lo, St.Hi}, IsAddress ? sign::Pos : St.Signs);
}

/// False where nothing is left.
bool Solver::narrowBounds(State &S, SymbolId Sym, Bounds B) const {
  const Bounds Was = boundsOf(S, Value::symbol(Sym));
  B = {std::max(B.Lo, Was.Lo), std::min(B.Hi, Was.Hi)};
  if (B.Lo > B.Hi)
    return false;
  SymbolState &St = S.at(Sym);
  St.Lo = B.Lo;
  St.Hi = B.Hi;
  const std::uint8_t Signs =
      (B.Lo < 0 ? sign::Neg : 0) | (B.Lo <= 0 && B.Hi >= 0 ? sign::Zero : 0) | (B.Hi > 0 ? sign::Pos : 0);
  return narrow(S, Sym, Signs);
}

KnownBits Solver::bitsOf(Value V, unsigned Depth) const {
  if (V.isInt()) {
    const std::uint64_t I = V.I;
    return {I, ~I};
  }
  if (!V.isSymbolItself() || Symbols[V.S].Kind != SymbolKind::Computed || Depth > 6)
    return {};
  const SymbolInfo &I = Symbols[V.S];
  if (I.Operator != arith::And && I.Operator != arith::Or && I.Operator != arith::Xor)
    return {};
  const KnownBits L = bitsOf(I.L, Depth + 1), R = bitsOf(I.R, Depth + 1);
  switch (I.Operator) {
  case arith::And: return {L.Ones & R.Ones, L.Zeros | R.Zeros};
  case arith::Or: return {L.Ones | R.Ones, L.Zeros & R.Zeros};
  default: return {(L.Ones & R.Zeros) | (L.Zeros & R.Ones), (L.Ones & R.Ones) | (L.Zeros & R.Zeros)};
  }
}

/// `(x & Mask) | Ones`: what & and | with constants make of a number.
static Value maskedOf(SymbolTable &Symbols, Value X, std::uint64_t Mask, std::uint64_t Ones, TypeClass T) {
  Mask &= ~Ones;
  if (Mask == 0)
    return Value::integer(static_cast<std::int64_t>(Ones));
  if (~(Mask | Ones))
    X = Value::symbol(Symbols.computed(arith::And, X, Value::integer(static_cast<std::int64_t>(Mask)), T));
  return Ones ? Value::symbol(Symbols.computed(arith::Or, X, Value::integer(static_cast<std::int64_t>(Ones)), T)) : X;
}

/// A number of which no more than \p Bits is known.
Value Solver::withBits(SymbolId Of, KnownBits Bits, TypeClass T) {
  return maskedOf(Symbols, Value::symbol(Of), ~(Bits.Ones | Bits.Zeros), Bits.Ones, T);
}

/// & and | with a constant, in one form however many there were before. Nothing where
/// no operand is a constant.
std::optional<Value> Solver::computeBits(const State &S, std::int64_t Operator, Value A, Value B, TypeClass T) {
  if (A.isInt())
    std::swap(A, B);
  if ((Operator != arith::And && Operator != arith::Or) || !B.isInt() || !A.isSymbolItself())
    return std::nullopt;
  if (const Bounds Is = boundsOf(S, A); Is.Lo == Is.Hi)
    return Value::integer(Operator == arith::And ? Is.Lo & B.I : Is.Lo | B.I);
  Value X = A;
  std::uint64_t Mask = ~0ull, Ones = 0;
  auto Peel = [&](std::int64_t By) -> const Value * {
    const SymbolInfo *I = X.isSymbolItself() ? &Symbols[X.S] : nullptr;
    return I && I->Kind == SymbolKind::Computed && I->Operator == By && I->R.isInt() ? &I->R : nullptr;
  };
  if (const Value *By = Peel(arith::Or))
    Ones = By->I, X = Symbols[X.S].L;
  if (const Value *By = Peel(arith::And))
    Mask = By->I, X = Symbols[X.S].L;
  if (!X.isSymbolItself())
    return std::nullopt;
  const auto C = static_cast<std::uint64_t>(B.I);
  // `!(state & DONE)` was asked: state & ~DONE is state.
  if (Operator == arith::And && X == A) {
    const std::uint64_t Cleared = ~C >> 32 && !(C >> 32) ? ~C & UINT32_MAX : ~C;
    if (const SymbolId Asked = Symbols.findComputed(arith::And, A, Value::integer(static_cast<std::int64_t>(Cleared)));
        Asked.valid() && signsOfValue(S, Value::symbol(Asked)) == sign::Zero)
      return A;
  }
  const std::uint64_t NewMask = Operator == arith::And ? Mask & C : Mask & ~C,
                      NewOnes = Operator == arith::And ? Ones & C : Ones | C;
  if (NewOnes == Ones && (NewMask & ~NewOnes) == (Mask & ~Ones))
    return A;
  return maskedOf(Symbols, X, NewMask, NewOnes, T);
}

/// Both operands known. Nothing where C would wrap or trap.
static std::optional<std::int64_t> fold(std::int64_t Operator, std::int64_t A, std::int64_t B, TypeClass T) {
  std::int64_t R = 0;
  switch (Operator) {
  case arith::Add:
    if (__builtin_add_overflow(A, B, &R))
      return std::nullopt;
    break;
  case arith::Sub:
    if (__builtin_sub_overflow(A, B, &R))
      return std::nullopt;
    break;
  case arith::Mul:
    if (__builtin_mul_overflow(A, B, &R))
      return std::nullopt;
    break;
  case arith::Div:
  case arith::Rem:
    if (B == 0 || (A == INT64_MIN && B == -1) || (T == TypeClass::Unsigned && (A < 0 || B < 0)))
      return std::nullopt;
    R = Operator == arith::Div ? A / B : A % B;
    break;
  case arith::And: return A & B;
  case arith::Or: return A | B;
  case arith::Xor: return A ^ B;
  case arith::Shl:
    if (A < 0 || B < 0 || B > 30 || A > INT32_MAX)
      return std::nullopt;
    R = A << B;
    break;
  case arith::Shr:
    if (A < 0 || B < 0 || B > 62)
      return std::nullopt;
    R = A >> B;
    break;
  default: return std::nullopt;
  }
  // The width is not known here: past an int's range the value may wrap.
  const std::int64_t Least = T == TypeClass::Unsigned ? 0 : INT32_MIN;
  if (R < Least || R > INT32_MAX)
    return std::nullopt;
  return R;
}

/// `p - start` where p moved inside the object: no such distance is below zero.
bool Solver::isFromStart(const State &S, Value Moved, Value Start) const {
  if (!Moved.isSym() || !Start.isSym() || Moved.S != Start.S || Start.Path.N != 0)
    return false;
  const SymbolState *St = S.find(Start.S);
  return Paths.isForward(Moved.Path) || Symbols[Start.S].Kind == SymbolKind::VarAddress || (St && St->Born.valid());
}

/// The operator of a Computed symbol that is no arithmetic with two operands.
constexpr std::int64_t Negation = -100;

Value Solver::negate(State &S, Value V, TypeClass T) {
  if (V.isInt())
    return Value::integer(static_cast<std::int64_t>(0 - static_cast<std::uint64_t>(V.I)));
  if (!V.isSym())
    return Value();
  const std::uint8_t Signs = signsOfValue(S, V);
  const Value R = Value::symbol(Symbols.computed(Negation, V, Value(), T));
  S.at(R.S).Signs = (Signs & sign::Zero) | (Signs & sign::Pos ? sign::Neg : 0) | (Signs & sign::Neg ? sign::Pos : 0);
  return R;
}

/// `return head->next == head;`: what is compared there, in the caller's words. None of
/// a cell that this function wrote.
ResultComparison Solver::comparisonOf(const State &S, Value V) const {
  const SymbolInfo *I = V.isSymbolItself() ? &Symbols[V.S] : nullptr;
  if (!I || I->Kind != SymbolKind::Compared || !S.Writes.empty())
    return {};
  auto Name = [&](Value Side, ResultOperand &O) {
    if (Side.isInt()) {
      O.Number = Side.I;
      return true;
    }
    if (const SymbolInfo *Bits = Side.isSymbolItself() ? &Symbols[Side.S] : nullptr;
        Bits && Bits->Kind == SymbolKind::Computed && Bits->Operator == arith::And) {
      const ArgumentNumber By = argumentNumber(Bits->R);
      if (Bits->R.isInt())
        O.Mask = Bits->R.I;
      else if (By.Param >= 0 && !By.Negated && !By.Added)
        O.MaskParam = By.Param;
      else
        return false;
      Side = Bits->L;
    }
    const SymbolState *St = Side.isSymbolItself() ? S.find(Side.S) : nullptr;
    const bool Argument = Side.isSymbolItself() && Symbols[Side.S].Kind == SymbolKind::ParamValue;
    if (!St || St->Weak || Symbols[Side.S].Older || St->OriginParam < 0 || St->OriginParam >= FirstGlobal ||
        !(Argument || (St->AsFound && St->OriginIsCell)))
      return false;
    O.Param = St->OriginParam;
    O.Target = !Argument;
    O.Path = Argument ? "" : Paths.text(St->OriginPath, F);
    return O.Path.find('[') == std::string::npos;
  };
  ResultComparison C;
  C.Cmp = I->Cmp;
  return Name(I->L, C.Left) && Name(I->R, C.Right) ? C : ResultComparison();
}

/// What a callee's comparison says of what is known here; unknown where a side is.
Value Solver::answer(EventId At, Execution &X, const ResultComparison &C) {
  auto Side = [&](const ResultOperand &O) {
    if (O.Param < 0)
      return Value::integer(O.Number);
    Value V;
    if (!O.Target)
      V = argument(At, X, O.Param);
    else if (CellKey K; findTarget(At, X, O.Param, O.Path, K))
      if (const Value *Now = X.S.find(K))
        V = *Now;
    if (O.MaskParam < 0 && O.Mask == -1)
      return V;
    return compute(X.S, arith::And, V, O.MaskParam >= 0 ? argument(At, X, O.MaskParam) : Value::integer(O.Mask),
                   TypeClass::Unsigned);
  };
  return C.Left.Param < 0 && C.Right.Param < 0 ? Value() : compare(X.S, C.Cmp, Side(C.Left), Side(C.Right));
}

/// The value of \p T as \p E compares it with \p Other. `size_t n = read_all(f); if (n == -1)`: a negative number that
/// was converted equals the constant that -1 was converted to.
Value Solver::comparedWith(const Execution &X, const Event &E, TempId T, TempId Other) const {
  const Value V = valueOf(X, T), With = valueOf(X, Other);
  const Event *Constant = definitionOf(T, Op::Const);
  if (!Constant || Constant->Type != TypeClass::Unsigned || (E.Cmp != CompareOp::EQ && E.Cmp != CompareOp::NE) ||
      !(With.isSymbolItself() ? Symbols[With.S].Type == TypeClass::Signed : With.isInt() && With.I < 0))
    return V;
  if (V.I > INT32_MAX && V.I <= UINT32_MAX)
    return Value::integer(V.I - UINT32_MAX - 1);
  return V.I == INT64_MAX ? Value::integer(-1) : V; // what does not fit is that much, see FlowBuilder
}

/// What \p V is of an argument, a number.
ArgumentNumber Solver::argumentNumber(Value V) const {
  ArgumentNumber N;
  // From the outside to the inside: V = Sign * (what is left) + Added.
  for (unsigned Depth = 0; V.isSymbolItself() && Depth != 4; ++Depth) {
    const SymbolInfo &I = Symbols[V.S];
    const std::int64_t Sign = N.Negated ? -1 : 1;
    const bool IsNumber = I.Type == TypeClass::Signed || I.Type == TypeClass::Unsigned || I.Type == TypeClass::Bool;
    if (I.Kind == SymbolKind::ParamValue && IsNumber && !I.Older) {
      N.Param = static_cast<int>(I.A);
      return N;
    }
    if (I.Kind != SymbolKind::Computed)
      break;
    const bool Far = (I.R.isInt() && (I.R.I > INT32_MAX || I.R.I < INT32_MIN)) ||
                     (I.L.isInt() && (I.L.I > INT32_MAX || I.L.I < INT32_MIN));
    if (I.Operator == Negation) {
      N.Negated = !N.Negated;
      V = I.L;
    } else if (Far) {
      break;
    } else if (I.Operator == arith::Add && I.R.isInt()) {
      N.Added += Sign * I.R.I;
      V = I.L;
    } else if (I.Operator == arith::Sub && I.R.isInt()) {
      N.Added -= Sign * I.R.I;
      V = I.L;
    } else if (I.Operator == arith::Sub && I.L.isInt()) {
      N.Added += Sign * I.L.I;
      N.Negated = !N.Negated;
      V = I.R;
    } else
      break;
  }
  return {};
}

/// What is known of \p A Operator \p B. That counting, doubling and adding of lengths never end at zero again is taken
/// for granted, as whoever counts does.
Bounds Solver::boundsOfResult(const State &S, std::int64_t Operator, Value A, Value B, TypeClass T) const {
  const Bounds L = boundsOf(S, A), R = boundsOf(S, B);
  Bounds Now;
  if (Operator == arith::Add && !B.isInt() && L.Lo >= 0 && R.Lo >= 0 && L.Lo <= INT32_MAX / 2 && R.Lo <= INT32_MAX / 2)
    Now.Lo = L.Lo + R.Lo; // `size += length + 1`
  if (!B.isInt() || B.I <= INT32_MIN || B.I >= INT32_MAX)
    return Now;
  // Unsigned numbers wrap below zero, and above their width: both ends must be known.
  const bool Counts = Operator == arith::Add && B.I > 0 && B.I <= 4096 && L.Lo >= 0;
  const bool CountsDown = Operator == arith::Sub && B.I > 0 && L.Lo >= B.I;
  const bool Bounded = T != TypeClass::Unsigned || (L.Lo != INT64_MIN && L.Hi != INT64_MAX) || Counts || CountsDown;
  if (Bounded && (Operator == arith::Add || Operator == arith::Sub)) {
    const std::int64_t By = Operator == arith::Add ? B.I : -B.I;
    Bounds Moved;
    if ((T == TypeClass::Unsigned && L.Lo + By < 0))
      return Now;
    if (L.Lo != INT64_MIN && !__builtin_add_overflow(L.Lo, By, &Moved.Lo) && Moved.Lo >= INT32_MIN)
      Now.Lo = Moved.Lo;
    if (L.Hi != INT64_MAX && !__builtin_add_overflow(L.Hi, By, &Moved.Hi) && Moved.Hi <= INT32_MAX)
      Now.Hi = Moved.Hi;
  }
  if (B.I > 0 && Operator == arith::Rem && L.Lo >= 0)
    return {0, B.I - 1};
  const std::int64_t Times = Operator == arith::Mul                          ? B.I
                             : Operator == arith::Shl && B.I > 0 && B.I < 12 ? std::int64_t(1) << B.I
                                                                             : 0;
  if (Times > 0 && Times <= 4096 && L.Lo >= 0 && L.Lo <= INT32_MAX / Times)
    return {L.Lo * Times, L.Hi <= INT32_MAX / Times ? L.Hi * Times : INT64_MAX};
  return Now;
}

Value Solver::compute(State &S, std::int64_t Operator, Value A, Value B, TypeClass T) {
  // `p - start` where p moves: another number each time.
  auto Moves = [&](Value V) { return V.isSym() && isUnknownDistance(Paths.distance(V.Path)); };
  if (A.K == Value::Kind::Unknown || B.K == Value::Kind::Unknown || Moves(A) || Moves(B))
    return Value();
  if (const SymbolState *Same = A.isSym() && A == B ? S.find(A.S) : nullptr;
      Operator == arith::Sub && Same && !Same->Weak)
    return Value::integer(0);
  if (A.isInt() && B.isInt())
    if (auto R = fold(Operator, A.I, B.I, T))
      return Value::integer(*R);
  if (B.isZero() &&
      (Operator == arith::Add || Operator == arith::Sub || Operator == arith::Or || Operator == arith::Xor))
    return A;
  // A number below the lowest bit of the mask has none of its bits.
  if (const Bounds Of = boundsOf(S, A);
      Operator == arith::And && B.isInt() && B.I > 0 && Of.Lo >= 0 && Of.Hi < (B.I & -B.I))
    return Value::integer(0);
  if (std::optional<Value> Bits = computeBits(S, Operator, A, B, T)) {
    if (!Bits->isSym() || *Bits == A || S.find(Bits->S))
      return *Bits;
    S.at(Bits->S).Signs = signsOfType(T);
    if (Operator == arith::And && B.isInt() && B.I >= 0)
      narrowBounds(S, Bits->S, {0, B.I});
    return *Bits;
  }
  // Chains of arithmetic over loop values would never end: fold them.
  unsigned Depth = 0;
  for (Value V = A; V.isSym() && Symbols[V.S].Kind == SymbolKind::Computed && Depth < 6; ++Depth)
    V = Symbols[V.S].L;
  const bool Bitwise = Operator == arith::And || Operator == arith::Or || Operator == arith::Xor;
  if (Depth >= (Bitwise ? 5 : 3))
    return Value();
  Value R = Value::symbol(Symbols.computed(Operator, A, B, T));
  if (const KnownBits Bits = bitsOf(R); (Bits.Ones | Bits.Zeros) == ~0ull)
    return Value::integer(static_cast<std::int64_t>(Bits.Ones));
  // (Of one that was computed before more may be known by now.)
  if (!S.find(R.S))
    S.at(R.S).Signs = signsOfType(T);
  const Bounds Now = boundsOfResult(S, Operator, A, B, T);
  narrowBounds(S, R.S, {Now.Lo, INT64_MAX});
  narrowBounds(S, R.S, {INT64_MIN, Now.Hi});
  return R;
}

bool Solver::isErrno(TempId Address) const {
  if (Definition[Address.N] == ~0u)
    return false;
  const Event &E = F.Events[Definition[Address.N]];
  if (E.Code != Op::Call || !E.Target.valid())
    return false;
  const std::string &Name = F.Callees[E.Target.N].Name;
  return Name == "__errno_location" || Name == "__errno" || Name == "__error" || Name == "___errno";
}

/// True where the errno that \p Load reads is kept or returned: `ret = errno; goto out;`.
/// Who asks whether it is set, or clears it before a call, does not know yet.
bool Solver::failureIsTold(EventId Load) {
  if (!ClearsErrno.has_value()) {
    ClearsErrno = std::any_of(F.Events.begin(), F.Events.end(), [&](const Event &E) {
      const Event *Stored = E.Code == Op::Store && E.A.valid() && E.B.valid() && Definition[E.B.N] != ~0u
                                ? &F.Events[Definition[E.B.N]]
                                : nullptr;
      return Stored && Stored->Code == Op::Const && Stored->Value == 0 && isErrno(E.A);
    });
  }
  if (*ClearsErrno)
    return false;
  const TempId R = F.Events[Load.N].R;
  const Block &Bl = F.Blocks[CurrentBlock.N];
  for (std::uint32_t I = Load.N + 1; I != Bl.End; ++I) {
    const Event &E = F.Events[I];
    if (E.A == R || E.B == R)
      return E.Code != Op::Compare;
  }
  return Bl.Condition != R; // an argument: log(errno)
}

} // namespace deed
