//===- frontend/FlowExpressions.cpp - expressions to events ---------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/ErrorPointers.h"
#include "frontend/FlowBuilder.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecordLayout.h"
#include "clang/Basic/Builtins.h"
#include "llvm/Support/xxhash.h"

namespace deed {

using namespace clang;

std::string FlowBuilder::shortText(const Expr *E) const {
  std::string Text = Locs.text(E->getSourceRange());
  std::string Out;
  for (char C : Text) {
    if (C == '\n' || C == '\t' || C == '\r')
      C = ' ';
    if (C == ' ' && !Out.empty() && Out.back() == ' ')
      continue;
    Out += C;
  }
  if (Out.size() > 48)
    Out = Out.substr(0, 45) + "...";
  return Out;
}

TempId FlowBuilder::constant(std::int64_t I, const Expr *At) {
  Event &E = emit(Op::Const, At ? At->getSourceRange() : clang::SourceRange());
  E.Value = I;
  return result(E, At ? At->getType() : Context.IntTy);
}

TempId FlowBuilder::lower(const Expr *E) {
  if (!E)
    return TempId();
  auto It = Lowered.find(E);
  if (It != Lowered.end()) {
    // What only names something is cheaper to say again than to carry over.
    const bool Pure = isa<DeclRefExpr, IntegerLiteral, CharacterLiteral, CXXBoolLiteralExpr, StringLiteral>(E);
    if (!Pure || It->second.second == CurrentBlock)
      return It->second.first;
  }
  TempId T = lowerUncached(E);
  Lowered[E] = {T, CurrentBlock};
  return T;
}

TempId FlowBuilder::lowerReference(const DeclRefExpr *E) {
  const ValueDecl *D = E->getDecl();
  if (const auto *C = dyn_cast<EnumConstantDecl>(D))
    return constant(bitsOf(C->getInitVal()), E);
  if (const auto *F = dyn_cast<FunctionDecl>(D)) {
    Event &Ev = emit(Op::Function, E->getSourceRange());
    Ev.Target = callee(F->getNameAsString(), Contracts.of(F));
    return result(Ev, E->getType(), F->getNameAsString());
  }
  VarId V = variable(D);
  Event &Ev = emit(Op::VarAddr, E->getSourceRange());
  Ev.Variable = V;
  Ev.Type = TypeClass::Pointer;
  return Ev.R = newTemp(D->getNameAsString());
}

/// Where \p F stands in its struct, in bytes. Bit-fields have no address, and share their bytes with others that a store
/// to one leaves alone: each has a number of its own, far behind all that has a place.
std::int64_t FlowBuilder::offsetOf(const FieldDecl *F) {
  constexpr std::int64_t FirstBit = 1ll << 32;
  const RecordDecl *R = F->getParent();
  if (R->isInvalidDecl() || !R->isCompleteDefinition() || R->isDependentType())
    return 0;
  const auto Bits = static_cast<std::int64_t>(Context.getASTRecordLayout(R).getFieldOffset(F->getFieldIndex()));
  return F->isBitField() ? FirstBit + Bits : Bits / 8;
}

TempId FlowBuilder::lowerMember(const MemberExpr *E) {
  TempId Base = lower(E->getBase());
  const auto *F = dyn_cast<FieldDecl>(E->getMemberDecl());
  if (!F)
    return Base;
  std::string Name = Out->TempNames.size() > Base.N && Base.valid() ? Out->TempNames[Base.N] : "";
  Name += (E->isArrow() ? "->" : ".") + F->getNameAsString();
  TempId Address;
  if (F->getParent()->isUnion() && Base.valid()) {
    // All members of a union are one cell: what goes in by one comes out by another.
    Event &Same = emit(Op::Copy, E->getSourceRange());
    Same.A = Base;
    Same.Type = TypeClass::Pointer;
    Address = Same.R = newTemp(Name);
  } else {
    const std::int64_t Bytes = offsetOf(F);
    FieldId Id = field(F);
    Event &Ev = emit(Op::FieldAddr, E->getSourceRange());
    Ev.A = Base;
    Ev.FieldOf = Id;
    Ev.Value = Bytes;
    Ev.Type = TypeClass::Pointer;
    Address = Ev.R = newTemp(Name);
  }
  // A member of a record that has no place, `make().text`: no cast reads it, it is the value.
  if (!E->isPRValue() || E->getType()->isArrayType() || E->getType()->isRecordType())
    return Address;
  Event &Read = emit(Op::Load, E->getSourceRange());
  Read.A = Address;
  return result(Read, E->getType(), std::move(Name));
}

/// Unsigned numbers past INT64_MAX keep their order: they count down from it, so
/// that SIZE_MAX - 2 stays above all that is ever compared with it.
std::int64_t bitsOf(const llvm::APSInt &I) {
  if (I.isSigned() || I.isIntN(63))
    return I.extOrTrunc(64).getSExtValue();
  return INT64_MAX - static_cast<std::int64_t>(~I.extOrTrunc(64).getZExtValue() & INT64_MAX);
}

std::optional<std::int64_t> FlowBuilder::constantOf(const Expr *E) const {
  if (E->isValueDependent())
    return std::nullopt;
  Expr::EvalResult R;
  if (!E->EvaluateAsInt(R, Context))
    return std::nullopt;
  return bitsOf(R.Val.getInt());
}

/// The local number that the index is, as `i` in `a[i]`.
static const VarDecl *counterOf(const Expr *Index) {
  const auto *Ref = dyn_cast<DeclRefExpr>(Index->IgnoreParenImpCasts());
  const auto *D = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return D && D->hasLocalStorage() && D->getType()->isIntegerType() && !D->getType().isVolatileQualified() ? D
                                                                                                           : nullptr;
}

TempId FlowBuilder::offset(TempId Base, const Expr *Index, QualType Element, bool Minus, const Expr *At) {
  std::int64_t Bytes = AnyIndex;
  const std::int64_t Size = sizeOf(Element);
  TempId Number;
  VarId Of;
  // In a loop the index counts: another element in each round.
  auto Where = Statements.find(At);
  const bool InLoop = Where == Statements.end() || Where->second.InLoop;
  // Numbers matter where a branch asks them, as `a[i] != END` that a loop stops at.
  const bool IsAsked = Where != Statements.end() && Where->second.IsCondition;
  if (auto I = constantOf(Index)) {
    if (Size && std::abs(*I) < (1ll << 40))
      Bytes = (Minus ? -*I : *I) * Size;
  } else if (!Minus && !InLoop && Size && classify(Index->getType()) != TypeClass::Pointer) {
    Number = lower(Index);
    if (Number.valid())
      Bytes = Size;
  } else if (const VarDecl *Counter = !Minus && Size ? counterOf(Index) : nullptr;
             Counter &&
             (Element->isPointerType() || Element->isRecordType() || (IsAsked && Element->isIntegerType()))) {
    // The same one until the variable changes.
    Of = variable(Counter);
    Bytes = Size;
  } else if (isa<CallExpr>(Index->IgnoreParenImpCasts())) {
    // How far it is nobody follows, but the result of the call is used.
    if (const TempId Used = lower(Index); Used.valid()) {
      Event &Read = emit(Op::Copy, Index->getSourceRange());
      Read.A = Used;
      result(Read, Index->getType());
    }
  }
  if (!Base.valid())
    return TempId();
  std::string Name = Out->TempNames[Base.N];
  Event &Ev = emit(Op::Offset, At->getSourceRange());
  Ev.A = Base;
  Ev.B = Number;
  Ev.Variable = Of;
  Ev.Value = Bytes;
  Ev.Type = TypeClass::Pointer;
  return Ev.R = newTemp(std::move(Name));
}

TempId FlowBuilder::lowerIndex(const ArraySubscriptExpr *E) {
  TempId Base = lower(E->getBase());
  lower(E->getIdx());
  TempId T = offset(Base, E->getIdx(), E->getType(), false, E);
  if (T.valid())
    Out->TempNames[T.N] = shortText(E);
  return T;
}

TempId FlowBuilder::lowerCast(const CastExpr *E) {
  const Expr *Sub = E->getSubExpr();
  switch (E->getCastKind()) {
  case CK_LValueToRValue: {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Sub->IgnoreParens()))
      if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl()); V && V->hasGlobalStorage())
        if (auto I = Globals.constantOf(V))
          return constant(*I, E);
    TempId Address = lower(Sub);
    if (!Address.valid() || classify(E->getType()) == TypeClass::Record)
      return Address; // a record's value is passed on by its address
    std::string Name = Out->TempNames[Address.N];
    Event &Ev = emit(Op::Load, E->getSourceRange());
    Ev.A = Address;
    return result(Ev, E->getType(), std::move(Name));
  }
  case CK_NullToPointer: lower(Sub); return constant(0, E);
  case CK_IntegralToPointer: return lowerAddress(E);
  case CK_PointerToBoolean: return compare(CompareOp::NE, lower(Sub), 0, *E); // no further name of the object
  case CK_ToVoid:
    // `(void)unlock(l);`: whoever wrote that has seen the result.
    if (const TempId Seen = lower(Sub); Seen.valid() && isa<CallExpr>(Sub->IgnoreParens())) {
      Event &Use = emit(Op::Copy, E->getSourceRange());
      Use.A = Seen;
      Use.R = newTemp();
    }
    return TempId();
  case CK_IntegralCast: {
    // (size_t)-1, (uid_t)~0
    if (const auto *U = dyn_cast<UnaryOperator>(Sub->IgnoreParens());
        U && isa<IntegerLiteral>(U->getSubExpr()->IgnoreParens()))
      if (const auto C = constantOf(E))
        return constant(*C, E);
    TempId T = lower(Sub);
    // (size_t)-1 is another number.
    if (!T.valid() || Out->Events.empty() || Out->Events.back().R != T || Out->Events.back().Code != Op::Const ||
        E->getType()->isBooleanType())
      return T;
    llvm::APSInt I(llvm::APInt(64, static_cast<std::uint64_t>(Out->Events.back().Value)), false);
    I = I.extOrTrunc(Context.getIntWidth(E->getType()));
    I.setIsUnsigned(E->getType()->isUnsignedIntegerOrEnumerationType());
    const std::int64_t Fitted = bitsOf(I);
    return Fitted == Out->Events.back().Value ? T : constant(Fitted, E);
  }
  default: return lower(Sub);
  }
}

/// What \p E asks of \p A.
TempId FlowBuilder::compare(CompareOp Cmp, TempId A, std::int64_t With, const Expr &E) {
  const TempId B = constant(With, nullptr);
  Event &Ev = emit(Op::Compare, E.getSourceRange());
  Ev.Cmp = Cmp;
  Ev.A = A;
  Ev.B = B;
  return result(Ev, Context.BoolTy);
}

/// `printf("%p", (void *)p)` shows the address of what may be gone by then, and looks
/// at nothing behind it: of what is no text, the library has no other way to print.
/// `printf("closed %d", fd)` does as little with what the number stands for.
static bool isPrinted(const FunctionDecl &F, const CallExpr &Call, unsigned Index) {
  const QualType T = Call.getArg(Index)->getType();
  const auto *Format = F.getAttr<FormatAttr>();
  if (!T->isPointerType() && !(Format && T->isSignedIntegerType()))
    return false;
  // (A call's result is looked at by that, and stands for nothing that has ended.)
  if (!T->isPointerType() && isa<CallExpr>(Call.getArg(Index)->IgnoreParenImpCasts()))
    return false;
  if (Format)
    return Format->getType()->getName().contains("printf") && Format->getFirstArg() > 0 &&
           Index + 1 >= static_cast<unsigned>(Format->getFirstArg()) &&
           (!T->isPointerType() || T->isVoidPointerType() || T->getPointeeType()->isRecordType());
  // A logger that nobody annotated has its format before the rest.
  const unsigned Named = F.getNumParams();
  const auto *Text = F.isVariadic() && Named && Index >= Named
                         ? dyn_cast<clang::StringLiteral>(Call.getArg(Named - 1)->IgnoreParenImpCasts())
                         : nullptr;
  return Text && Text->getCharByteWidth() == 1 && Text->getString().contains("%p") &&
         (T->isVoidPointerType() || T->getPointeeType()->isRecordType());
}

/// A call that sets all bytes of the record that its first argument points to.
bool FlowBuilder::wipesWhole(llvm::StringRef Name, const CallExpr &E) const {
  const bool Sets = Name == "memset" || Name == "__builtin_memset" || Name == "memset_explicit";
  if ((!Sets && Name != "bzero" && Name != "explicit_bzero") || E.getNumArgs() != (Sets ? 3u : 2u))
    return false;
  const QualType T = E.getArg(0)->IgnoreParenCasts()->getType();
  const auto Size = constantOf(E.getArg(Sets ? 2 : 1));
  return T->isPointerType() && T->getPointeeType()->isRecordType() && Size && *Size > 0 &&
         *Size == sizeOf(T->getPointeeType());
}

/// What memset() asks of its arguments; what it writes, the flow has said already.
std::shared_ptr<const FunctionContract> FlowBuilder::afterWipe(std::shared_ptr<const FunctionContract> C) {
  if (!C || C->Params.empty() || C->Params[0].Word != ParamWord::Mutates)
    return C;
  const auto [Known, IsNew] = Wipers.try_emplace(C.get());
  if (IsNew) {
    auto Reads = std::make_shared<FunctionContract>(*C);
    Reads->Params[0].Word = ParamWord::Borrows;
    Known->second = std::move(Reads);
  }
  return Known->second;
}

TempId FlowBuilder::lowerCall(const CallExpr *E) {
  const FunctionDecl *F = E->getDirectCallee();
  if (F && F->getBuiltinID()) {
    switch (F->getBuiltinID()) {
    case Builtin::BI__builtin_expect:
    case Builtin::BI__builtin_expect_with_probability:
    case Builtin::BI__builtin_assume_aligned: return E->getNumArgs() ? lower(E->getArg(0)) : TempId();
    case Builtin::BI__builtin_constant_p:
    case Builtin::BI__builtin_object_size:
    case Builtin::BI__builtin_dynamic_object_size: {
      Event &Ev = emit(Op::Undefined, E->getSourceRange());
      return result(Ev, E->getType());
    }
    default:
      bool Atomic = false;
      if (const TempId T = lowerAtomic(E, Atomic); Atomic)
        return T;
    }
  }
  bool Count = false;
  if (const TempId T = lowerCount(E, Count); Count)
    return T;
  std::vector<TempId> Args;
  for (const Expr *A : E->arguments())
    Args.push_back(lower(A));
  for (unsigned I = 0; F && I != Args.size(); ++I)
    if (Args[I].valid() && isPrinted(*F, *E, I)) {
      Event &Shown = emit(Op::Undefined, E->getArg(I)->getSourceRange());
      Args[I] =
          result(Shown, E->getArg(I)->getType()->isPointerType() ? Context.getUIntPtrType() : E->getArg(I)->getType());
    }
  if (const std::optional<std::int64_t> From = F ? errorTestOf(*F, Context) : std::nullopt; From && Args.size() == 1)
    return compare(CompareOp::GE, Args[0], *From, *E);
  if (!F)
    F = Globals.functionAt(E->getCallee());
  TempId Pointer = F ? TempId() : lower(E->getCallee());
  std::shared_ptr<const FunctionContract> C;
  std::string Name;
  if (F) {
    Name = F->getNameAsString();
    C = Contracts.of(F);
  } else {
    QualType T = E->getCallee()->getType();
    if (const auto *P = T->getAs<clang::PointerType>())
      T = P->getPointeeType();
    const auto *Member = dyn_cast<MemberExpr>(E->getCallee()->IgnoreParenImpCasts());
    const auto *Of = Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
    if (const auto *FT = T->getAs<FunctionType>())
      C = Of ? Contracts.ofMember(Of, FT) : Contracts.ofPointer(FT);
    if (Of && C && !C->Name.empty())
      Name = C->Name;
  }
  // memcpy() carries pointers over with the bytes.
  if (Args.size() >= 2 && Args[0].valid() && Args[1].valid())
    for (const char *Copier : {"memcpy", "memmove", "__builtin_memcpy", "__builtin_memmove", "mempcpy"})
      if (Name == Copier) {
        Event &Copy = emit(Op::CopyObject, E->getSourceRange());
        Copy.A = Args[0];
        Copy.B = Args[1];
        Event &Same = emit(Op::Copy, E->getSourceRange());
        Same.A = Args[0];
        return result(Same, E->getType(), Out->TempNames[Args[0].N]);
      }
  // `memset(&box, 0, sizeof box)`: what it held is overwritten. With another byte it is poison: nothing good is there.
  if (wipesWhole(Name, *E) && Args[0].valid()) {
    const auto Byte = E->getNumArgs() == 3 ? constantOf(E->getArg(1)) : std::nullopt;
    TempId Filled = constant(Byte.value_or(0), nullptr);
    Event &Wiped = emit(Op::CopyObject, E->getSourceRange());
    Wiped.A = Args[0];
    Wiped.B = Filled;
    if (Byte && *Byte != 0) {
      Event &Same = emit(Op::Copy, E->getSourceRange());
      Same.A = Args[0];
      return result(Same, E->getType(), Out->TempNames[Args[0].N]);
    }
    C = afterWipe(std::move(C));
  }
  // A function of its arguments alone gives the same result again.
  if (F && F->hasAttr<ConstAttr>() && Args.size() <= 2 && !Args.empty() &&
      classify(F->getReturnType()) != TypeClass::Pointer) {
    Event &Pure = emit(Op::Arith, E->getSourceRange());
    Pure.A = Args[0];
    Pure.B = Args.back();
    Pure.Value = 10000 + callee(Name, C).N;
    return result(Pure, E->getType());
  }
  // The variables that the callee's summary speaks of exist here, too.
  auto Mention = [&](int Param) {
    if (Param >= FirstGlobal && Param - FirstGlobal < static_cast<int>(GlobalDecls.size()))
      variable(GlobalDecls[Param - FirstGlobal]);
  };
  auto MentionAll = [&](const FunctionContract &Of) {
    for (const Outcome &O : Of.Inferred) {
      for (const Effect &Each : O.Effects)
        Mention(Each.Param);
      for (const Condition &Each : O.Requires)
        Mention(Each.Param);
    }
  };
  if (C)
    MentionAll(*C);
  // So do those of a function that it is given to call.
  for (const Expr *A : E->arguments())
    if (const auto *Ref = dyn_cast<DeclRefExpr>(A->IgnoreParenCasts()); C && !C->Inferred.empty() && Ref)
      if (const auto *Given = dyn_cast<FunctionDecl>(Ref->getDecl()))
        MentionAll(*Contracts.of(Given));
  CalleeId Target = callee(Name, C);
  std::uint32_t Begin = Out->Args.size();
  Out->Args.insert(Out->Args.end(), Args.begin(), Args.end());
  Event &Ev = emit(Op::Call, E->getSourceRange());
  Ev.Target = Target;
  Ev.A = Pointer;
  Ev.ArgsBegin = Begin;
  Ev.ArgsCount = Args.size();
  result(Ev, E->getType());
  // Called without a declaration it is an int, but a pointer is what it returns.
  if (F && F->isImplicit() && C && C->Return.Word == ReturnWord::Owned && C->Return.Family == "malloc")
    Ev.Type = TypeClass::Pointer;
  return Ev.R;
}

TempId FlowBuilder::lowerUncached(const Expr *E) {
  if (const auto *P = dyn_cast<ParenExpr>(E))
    return lower(P->getSubExpr());
  // A constant, or (of Clang 22, see below) an expression at whose end records without a place end.
  if (const auto *Whole = dyn_cast<FullExpr>(E))
    return lower(Whole->getSubExpr());
  // make().member: Clang 22 has a node for the record that lives so long.
  if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E))
    return lower(M->getSubExpr());
  if (const auto *C = dyn_cast<CastExpr>(E))
    return lowerCast(C);
  if (const auto *D = dyn_cast<DeclRefExpr>(E))
    return lowerReference(D);
  if (const auto *M = dyn_cast<MemberExpr>(E))
    return lowerMember(M);
  if (const auto *C = dyn_cast<CallExpr>(E))
    return lowerCall(C);
  if (const auto *U = dyn_cast<UnaryOperator>(E))
    return lowerUnary(U);
  if (const auto *B = dyn_cast<BinaryOperator>(E))
    return lowerBinary(B);
  if (const auto *A = dyn_cast<ArraySubscriptExpr>(E))
    return lowerIndex(A);
  // `p ?: NULL` is p.
  if (const auto *B = dyn_cast<BinaryConditionalOperator>(E);
      B && B->getFalseExpr()->isNullPointerConstant(Context, Expr::NPC_NeverValueDependent))
    return lower(B->getCommon());
  if (isa<AbstractConditionalOperator>(E)) {
    auto It = Joins.find(E);
    return It == Joins.end() ? TempId() : It->second;
  }
  if (const auto *I = dyn_cast<IntegerLiteral>(E))
    return constant(I->getValue().zextOrTrunc(64).getSExtValue(), E);
  if (const auto *C = dyn_cast<CharacterLiteral>(E))
    return constant(C->getValue(), E);
  // Since C23 true, false and nullptr are no macros.
  if (const auto *B = dyn_cast<CXXBoolLiteralExpr>(E))
    return constant(B->getValue(), E);
  if (isa<CXXNullPtrLiteralExpr>(E))
    return constant(0, E);
  if (isa<StringLiteral, PredefinedExpr, AddrLabelExpr>(E)) {
    Event &Ev = emit(Op::String, E->getSourceRange());
    // A name for the text; the upper half is one for the text in whatever case.
    if (const auto *Text = dyn_cast<StringLiteral>(E))
      Ev.Value = static_cast<std::int64_t>((llvm::xxh3_64bits(Text->getBytes().lower()) & ~0xffffffffull) |
                                           (llvm::xxh3_64bits(Text->getBytes()) & 0xffffffffull) | 1);
    return result(Ev, Context.getPointerType(Context.CharTy));
  }
  if (const auto *O = dyn_cast<OpaqueValueExpr>(E))
    return O->getSourceExpr() ? lower(O->getSourceExpr()) : TempId();
  if (const auto *S = dyn_cast<StmtExpr>(E)) {
    const CompoundStmt *Body = S->getSubStmt();
    if (Body->body_empty())
      return TempId();
    // Its parts were lowered as elements of the graph; the last one is its value.
    const Stmt *Last = Body->body_back();
    while (const auto *L = dyn_cast<LabelStmt>(Last))
      Last = L->getSubStmt();
    const auto *Value = dyn_cast<Expr>(Last);
    return Value ? lower(Value) : TempId();
  }
  if (const auto *G = dyn_cast<GenericSelectionExpr>(E))
    return G->isResultDependent() ? TempId() : lower(G->getResultExpr());
  if (const auto *C = dyn_cast<ChooseExpr>(E))
    return C->isConditionDependent() ? TempId() : lower(C->getChosenSubExpr());
  if (const auto *C = dyn_cast<CompoundLiteralExpr>(E)) {
    auto [It, New] = Literals.try_emplace(E, VarId(Out->Vars.size()));
    if (New) {
      Var V;
      V.Type = classify(C->getType());
      V.Array = C->getType()->isArrayType();
      Out->Vars.push_back(V);
    }
    VarId Id = It->second;
    Event &De = emit(Op::Declare, E->getSourceRange());
    De.Variable = Id;
    Event &Ad = emit(Op::VarAddr, E->getSourceRange());
    Ad.Variable = Id;
    Ad.Type = TypeClass::Pointer;
    TempId Address = Ad.R = newTemp();
    lowerInit(Address, C->getInitializer(), C->getType());
    return Address;
  }
  if (isa<UnaryExprOrTypeTraitExpr, OffsetOfExpr>(E))
    if (auto C = constantOf(E))
      return constant(*C, E);
  if (isa<InitListExpr, ImplicitValueInitExpr, DesignatedInitExpr>(E))
    return TempId(); // lowered where it initialises something
  if (bool Atomic = false; isa<AtomicExpr>(E))
    if (const TempId T = lowerAtomic(E, Atomic); Atomic)
      return T;
  std::vector<TempId> Parts;
  for (const Stmt *Child : E->children())
    if (const auto *Sub = dyn_cast_or_null<Expr>(Child))
      if (TempId T = lower(Sub); T.valid())
        Parts.push_back(T);
  if (isa<AtomicExpr>(E)) {
    // An exchange puts its operand where others find it.
    std::uint32_t Begin = Out->Args.size();
    Out->Args.insert(Out->Args.end(), Parts.begin(), Parts.end());
    CalleeId Target = callee("", nullptr);
    Event &Call = emit(Op::Call, E->getSourceRange());
    Call.Target = Target;
    Call.ArgsBegin = Begin;
    Call.ArgsCount = Parts.size();
    return result(Call, E->getType());
  }
  if (isa<VAArgExpr>(E) && !Parts.empty()) {
    // What the list holds must not have ended.
    Out->ReadsVariadic = true;
    Event &List = emit(Op::Load, E->getSourceRange());
    List.A = Parts[0];
    List.Type = TypeClass::Pointer;
    const TempId Held = List.R = newTemp(Out->TempNames[Parts[0].N]);
    Event &Use = emit(Op::Load, E->getSourceRange());
    Use.A = Held;
    Use.Type = TypeClass::Other;
    Use.R = newTemp();
  }
  Event &Ev = emit(Op::Undefined, E->getSourceRange());
  return result(Ev, E->getType());
}

} // namespace deed
