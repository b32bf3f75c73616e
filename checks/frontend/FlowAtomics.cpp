//===- frontend/FlowAtomics.cpp - atomic sums, loads and stores -----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What one thread does by them: reference counts are kept so.
//===----------------------------------------------------------------------===//
#include "frontend/FlowBuilder.h"
#include "clang/Basic/Builtins.h"
#include "llvm/ADT/StringSwitch.h"

namespace deed {

using namespace clang;

namespace {

enum class AtomicOp { None, Load, Store, AddOld, SubOld, AddNew, SubNew };

AtomicOp opOf(const AtomicExpr &E) {
  switch (E.getOp()) {
  case AtomicExpr::AO__c11_atomic_load:
  case AtomicExpr::AO__atomic_load_n: return AtomicOp::Load;
  case AtomicExpr::AO__c11_atomic_store:
  case AtomicExpr::AO__atomic_store_n: return AtomicOp::Store;
  case AtomicExpr::AO__c11_atomic_fetch_add:
  case AtomicExpr::AO__atomic_fetch_add: return AtomicOp::AddOld;
  case AtomicExpr::AO__c11_atomic_fetch_sub:
  case AtomicExpr::AO__atomic_fetch_sub: return AtomicOp::SubOld;
  case AtomicExpr::AO__atomic_add_fetch: return AtomicOp::AddNew;
  case AtomicExpr::AO__atomic_sub_fetch: return AtomicOp::SubNew;
  default: return AtomicOp::None; // an exchange: any value
  }
}

/// GCC's older builtins, which Clang renames by the operand's size.
AtomicOp opOf(unsigned Builtin) {
#define DEED_SIZES(NAME)                                                                                               \
  case Builtin::BI##NAME:                                                                                              \
  case Builtin::BI##NAME##_1:                                                                                          \
  case Builtin::BI##NAME##_2:                                                                                          \
  case Builtin::BI##NAME##_4:                                                                                          \
  case Builtin::BI##NAME##_8:                                                                                          \
  case Builtin::BI##NAME##_16
  switch (Builtin) {
    DEED_SIZES(__sync_fetch_and_add) : return AtomicOp::AddOld;
    DEED_SIZES(__sync_fetch_and_sub) : return AtomicOp::SubOld;
    DEED_SIZES(__sync_add_and_fetch) : return AtomicOp::AddNew;
    DEED_SIZES(__sync_sub_and_fetch) : return AtomicOp::SubNew;
  default: return AtomicOp::None;
  }
#undef DEED_SIZES
}

/// GLib's counts, which are functions or macros by its version: the sum, and whether its result is asked for 0.
struct NamedCount {
  AtomicOp Kind = AtomicOp::None;
  bool AsksForZero = false;
};
NamedCount countOf(const FunctionDecl &F) {
  if (!F.getIdentifier() || F.hasBody() || F.getNumParams() != 1)
    return {};
  return llvm::StringSwitch<NamedCount>(F.getName())
      .Cases("g_ref_count_inc", "g_atomic_ref_count_inc", "g_atomic_int_inc", {AtomicOp::AddNew, false})
      .Cases("g_ref_count_dec", "g_atomic_ref_count_dec", "g_atomic_int_dec_and_test", {AtomicOp::SubNew, true})
      .Cases("g_ref_count_init", "g_atomic_ref_count_init", {AtomicOp::Store, false})
      .Default({});
}

} // namespace

TempId FlowBuilder::lowerCount(const CallExpr *E, bool &Known) {
  const FunctionDecl *F = E->getDirectCallee();
  const NamedCount Count = F && E->getNumArgs() == 1 ? countOf(*F) : NamedCount();
  Known = Count.Kind != AtomicOp::None;
  const QualType T = Known ? E->getArg(0)->getType()->getPointeeType().getUnqualifiedType() : QualType();
  Known = Known && !T.isNull() && T->isIntegerType();
  const TempId Address = Known ? lower(E->getArg(0)) : TempId();
  if (!Address.valid())
    return TempId();
  TempId New = constant(1, nullptr);
  if (Count.Kind != AtomicOp::Store) {
    Event &L = emit(Op::Load, E->getSourceRange());
    L.A = Address;
    const TempId Old = result(L, T, Out->TempNames[Address.N]);
    Event &A = emit(Op::Arith, E->getSourceRange());
    A.A = Old;
    A.B = New;
    A.Value = Count.Kind == AtomicOp::SubNew ? arith::Sub : arith::Add;
    New = result(A, T);
  }
  Event &S = emit(Op::Store, E->getSourceRange());
  S.A = Address;
  S.B = New;
  return Count.AsksForZero ? compare(CompareOp::EQ, New, 0, *E) : TempId();
}

TempId FlowBuilder::lowerAtomic(const Expr *E, bool &Known) {
  AtomicOp Kind = AtomicOp::None;
  const Expr *Place = nullptr, *Operand = nullptr;
  if (const auto *A = dyn_cast<AtomicExpr>(E)) {
    Kind = opOf(*A);
    Place = A->getPtr();
    if (Kind != AtomicOp::None && Kind != AtomicOp::Load)
      Operand = A->getVal1();
  } else if (const auto *C = dyn_cast<CallExpr>(E); C && C->getNumArgs() >= 2 && C->getDirectCallee()) {
    Kind = opOf(C->getDirectCallee()->getBuiltinID());
    Place = C->getArg(0);
    Operand = C->getArg(1);
  }
  const bool Sums = Kind != AtomicOp::Load && Kind != AtomicOp::Store;
  Known = Kind != AtomicOp::None && (!Sums || E->getType()->isIntegerType());
  if (!Known)
    return TempId();
  const TempId Address = lower(Place), Value = Operand ? lower(Operand) : TempId();
  if (!Address.valid())
    return TempId();
  const std::string Name = Out->TempNames[Address.N];
  TempId Old, New = Value;
  if (Kind != AtomicOp::Store) {
    Event &L = emit(Op::Load, E->getSourceRange());
    L.A = Address;
    Old = result(L, E->getType(), Name);
  }
  if (Kind == AtomicOp::Load)
    return Old;
  if (Sums) {
    Event &A = emit(Op::Arith, E->getSourceRange());
    A.A = Old;
    A.B = Value;
    A.Value = Kind == AtomicOp::SubOld || Kind == AtomicOp::SubNew ? arith::Sub : arith::Add;
    New = result(A, E->getType(), Name);
  }
  Event &S = emit(Op::Store, E->getSourceRange());
  S.A = Address;
  S.B = New;
  return Kind == AtomicOp::AddOld || Kind == AtomicOp::SubOld ? Old : New;
}

} // namespace deed
