//===- frontend/FlowArithmetic.cpp - operators to events ------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/ErrorPointers.h"
#include "frontend/FlowBuilder.h"

namespace deed {

using namespace clang;

TempId FlowBuilder::lowerUnary(const UnaryOperator *E) {
  const Expr *Sub = E->getSubExpr();
  switch (E->getOpcode()) {
  case UO_AddrOf:
  case UO_Deref:
  case UO_Plus:
  case UO_Extension: return lower(Sub);
  case UO_Minus: {
    TempId V = lower(Sub);
    Event &Ev = emit(Op::Negate, E->getSourceRange());
    Ev.A = V;
    return result(Ev, E->getType());
  }
  case UO_LNot: {
    // Negated twice it is asked once: `!(!f())` of a macro CHECK(!f()).
    const auto *Inner = dyn_cast<UnaryOperator>(Sub->IgnoreParenImpCasts());
    const bool Twice = Inner && Inner->getOpcode() == UO_LNot;
    return compare(Twice ? CompareOp::NE : CompareOp::EQ, lower(Twice ? Inner->getSubExpr() : Sub), 0, *E);
  }
  case UO_PreInc:
  case UO_PreDec:
  case UO_PostInc:
  case UO_PostDec: {
    TempId Address = lower(Sub);
    if (!Address.valid())
      return TempId();
    std::string Name = Out->TempNames[Address.N];
    Event &L = emit(Op::Load, E->getSourceRange());
    L.A = Address;
    TempId Old = result(L, E->getType(), Name);
    TempId New;
    const bool Down = E->isDecrementOp();
    if (E->getType()->isPointerType()) {
      const std::int64_t Size = sizeOf(E->getType()->getPointeeType());
      Event &O = emit(Op::Offset, E->getSourceRange());
      O.A = Old;
      // In a loop the distance grows without end: any distance.
      auto Where = Statements.find(E);
      const bool InLoop = Where == Statements.end() || Where->second.InLoop;
      O.Value = !InLoop || !Size ? (Down ? -Size : Size) : Down ? AnyIndex : AnyForward;
      New = result(O, E->getType(), Name);
    } else {
      TempId One = constant(1, nullptr);
      Event &A = emit(Op::Arith, E->getSourceRange());
      A.A = Old;
      A.B = One;
      A.Value = Down ? arith::Sub : arith::Add;
      New = result(A, E->getType(), Name);
    }
    Event &S = emit(Op::Store, E->getSourceRange());
    S.A = Address;
    S.B = New;
    return E->isPostfix() ? Old : New;
  }
  case UO_Not:
  case UO_Real:
  case UO_Imag:
  case UO_Coawait: {
    TempId V = lower(Sub);
    const bool Not = E->getOpcode() == UO_Not;
    TempId Ones = Not ? constant(-1, nullptr) : V;
    Event &Ev = emit(Op::Arith, E->getSourceRange());
    Ev.A = V;
    Ev.B = Ones;
    Ev.Value = Not ? arith::Xor : 1000 + E->getOpcode();
    return result(Ev, E->getType());
  }
  }
  return TempId();
}

static std::int64_t operatorOf(BinaryOperatorKind Op) {
  switch (Op) {
  case BO_Add:
  case BO_AddAssign: return arith::Add;
  case BO_Sub:
  case BO_SubAssign: return arith::Sub;
  case BO_Mul:
  case BO_MulAssign: return arith::Mul;
  case BO_Div:
  case BO_DivAssign: return arith::Div;
  case BO_Rem:
  case BO_RemAssign: return arith::Rem;
  case BO_And:
  case BO_AndAssign: return arith::And;
  case BO_Or:
  case BO_OrAssign: return arith::Or;
  case BO_Xor:
  case BO_XorAssign: return arith::Xor;
  case BO_Shl:
  case BO_ShlAssign: return arith::Shl;
  case BO_Shr:
  case BO_ShrAssign: return arith::Shr;
  default: return 100 + Op;
  }
}

/// True of a `bool`, and of GLib's gboolean, which is an int.
static bool isTruth(const Expr *E) {
  const QualType T = E->IgnoreParenImpCasts()->getType();
  const auto *Alias = T->getAs<TypedefType>();
  return T->isBooleanType() || (Alias && Alias->getDecl()->getName() == "gboolean");
}

/// What `n <= INT_MAX` and `n > INT_MAX` say of a number of its type: always the same.
static std::optional<bool> isWithinType(BinaryOperatorKind Op, const Expr *L, std::optional<std::int64_t> R,
                                        const ASTContext &Context) {
  const QualType T = L->IgnoreParenImpCasts()->getType();
  if ((Op != BO_LE && Op != BO_GT) || !R || !T->isIntegerType() || T->isBooleanType() || T->isEnumeralType() ||
      (T->isSignedIntegerType() && !L->getType()->isSignedIntegerType()))
    return std::nullopt;
  const unsigned Bits = Context.getIntWidth(T) - T->isSignedIntegerType();
  const std::int64_t Most = Bits >= 64 ? -1 : static_cast<std::int64_t>((UINT64_C(1) << Bits) - 1);
  return *R == Most ? std::optional(Op == BO_LE) : std::nullopt;
}

TempId FlowBuilder::lowerBinary(const BinaryOperator *E) {
  const Expr *L = E->getLHS(), *R = E->getRHS();
  const BinaryOperatorKind Op = E->getOpcode();
  if (Op == BO_Assign) {
    TempId Address = lower(L);
    if (const clang::InitListExpr *Constant = Address.valid() ? constantRecord(R) : nullptr) {
      lowerInit(Address, Constant, E->getType(), E->getSourceRange());
      return Address;
    }
    TempId Value = lower(R);
    if (!Address.valid())
      return Value;
    Event &Ev = emit(E->getType()->isRecordType() ? Op::CopyObject : Op::Store, E->getSourceRange());
    Ev.A = Address;
    Ev.B = Value;
    return E->getType()->isRecordType() ? Address : Value;
  }
  if (Op == BO_Comma) {
    lower(L);
    return lower(R);
  }
  if (E->isLogicalOp()) {
    auto It = Joins.find(E);
    return It == Joins.end() ? TempId() : It->second;
  }
  if (E->isComparisonOp()) {
    TempId A = lower(L), B = lower(R);
    // `(ssize_t)size < 0`: what has no sign has one as another number.
    auto IsSigned = [](const Expr *Each) {
      const auto *C = dyn_cast<CastExpr>(Each->IgnoreParens());
      return C && C->getCastKind() == CK_IntegralCast && C->getType()->isSignedIntegerType() &&
             C->getSubExpr()->getType()->isUnsignedIntegerType() && !isa<ImplicitCastExpr>(C);
    };
    if (const auto With = IsSigned(L) ? constantOf(R) : std::nullopt; With && *With <= 0) {
      Event &Ev = emit(Op::Undefined, E->getSourceRange());
      return result(Ev, Context.BoolTy);
    }
    if (const auto Always = isWithinType(Op, L, constantOf(R), Context))
      return constant(*Always, nullptr);
    // `if (g_file_get_contents(name, &text, NULL, NULL) == TRUE)`: a truth value is 0 or 1.
    if (E->isEqualityOp() && isTruth(L) && constantOf(R) == 1)
      return compare(Op == BO_EQ ? CompareOp::NE : CompareOp::EQ, A, 0, *E);
    // #define IS_ERR(p) ((uintptr_t)(p) >= (uintptr_t)-4095)
    if (asksForError(E, Context))
      return compare(CompareOp::GE, A, error::First, *E);
    Event &Ev = emit(Op::Compare, E->getSourceRange());
    Ev.A = A;
    Ev.B = B;
    switch (Op) {
    case BO_EQ: Ev.Cmp = CompareOp::EQ; break;
    case BO_NE: Ev.Cmp = CompareOp::NE; break;
    case BO_LT: Ev.Cmp = CompareOp::LT; break;
    case BO_LE: Ev.Cmp = CompareOp::LE; break;
    case BO_GT: Ev.Cmp = CompareOp::GT; break;
    default: Ev.Cmp = CompareOp::GE; break;
    }
    return result(Ev, Context.BoolTy);
  }
  TempId Address, A;
  if (E->isCompoundAssignmentOp()) {
    Address = lower(L);
    if (!Address.valid())
      return lower(R);
    Event &Ld = emit(Op::Load, L->getSourceRange());
    Ld.A = Address;
    A = result(Ld, L->getType(), Out->TempNames[Address.N]);
  } else
    A = lower(L);
  TempId B = lower(R);
  TempId Value;
  const bool Additive = Op == BO_Add || Op == BO_Sub || Op == BO_AddAssign || Op == BO_SubAssign;
  const bool Minus = Op == BO_Sub || Op == BO_SubAssign;
  if (Additive && E->getType()->isPointerType()) {
    const bool Swapped = !L->getType()->isPointerType();
    Value = offset(Swapped ? B : A, Swapped ? L : R, E->getType()->getPointeeType(), Minus, E);
    auto Where = Statements.find(E);
    if (E->isCompoundAssignmentOp() && Value.valid() && (Where == Statements.end() || Where->second.InLoop)) {
      std::int64_t &Distance = Out->Events.back().Value;
      Distance = !isUnknownDistance(Distance) && Distance > 0 ? AnyForward : AnyIndex;
    }
  } else {
    // Two constants make a constant; it is what flags and sizes are made of.
    if (auto C = isa<IntegerLiteral>(L->IgnoreParenCasts()) ? constantOf(E) : std::nullopt)
      return constant(*C, E);
    Event &Ev = emit(Op::Arith, E->getSourceRange());
    Ev.A = A;
    Ev.B = B;
    Ev.Value = operatorOf(Op);
    Value = result(Ev, E->getType());
  }
  if (E->isCompoundAssignmentOp()) {
    Event &S = emit(Op::Store, E->getSourceRange());
    S.A = Address;
    S.B = Value;
  }
  return Value;
}

/// `(T *)((uintptr_t)p - offsetof(T, m))`: the distance is one of bytes.
TempId FlowBuilder::lowerAddress(const CastExpr *E) {
  const auto *Sum = dyn_cast<BinaryOperator>(E->getSubExpr()->IgnoreParens());
  const auto *From = Sum ? dyn_cast<CastExpr>(Sum->getLHS()->IgnoreParens()) : nullptr;
  if (!From || From->getCastKind() != CK_PointerToIntegral || !Sum->isAdditiveOp() || !constantOf(Sum->getRHS()))
    return lower(E->getSubExpr());
  return offset(lower(From), Sum->getRHS(), Context.CharTy, Sum->getOpcode() == BO_Sub, E);
}

} // namespace deed
