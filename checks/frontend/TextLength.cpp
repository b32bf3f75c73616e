//===- frontend/TextLength.cpp - how long a text can get ------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/TextLength.h"
#include "clang/AST/FormatString.h"
#include <algorithm>
#include <vector>

namespace deed {

using namespace clang;
using analyze_format_string::OptionalAmount;

using Length = std::optional<std::uint64_t>;

static const StringLiteral *literal(const Expr *E) { return dyn_cast<StringLiteral>(E->IgnoreParenImpCasts()); }

static Length constant(const Expr *E, const ASTContext &Context) {
  Expr::EvalResult Value;
  if (E->isValueDependent() || !E->EvaluateAsInt(Value, Context) || Value.Val.getInt().isNegative())
    return std::nullopt;
  return Value.Val.getInt().getLimitedValue();
}

Length longestString(const Expr *E, const ASTContext &Context) {
  E = E->IgnoreParenCasts();
  if (const auto *S = dyn_cast<StringLiteral>(E))
    return S->getByteLength();
  if (const auto *P = dyn_cast<PredefinedExpr>(E); P && P->getFunctionName())
    return P->getFunctionName()->getByteLength();
  if (const auto *C = dyn_cast<ConditionalOperator>(E)) {
    const Length Left = longestString(C->getTrueExpr(), Context), Right = longestString(C->getFalseExpr(), Context);
    return Left && Right ? Length(std::max(*Left, *Right)) : std::nullopt;
  }
  // An array of characters ends in a NUL, or is no string.
  if (const auto *A = Context.getAsConstantArrayType(E->getType()); A && A->getElementType()->isAnyCharacterType()) {
    const std::uint64_t Size = A->getSize().getLimitedValue();
    return Size == 0 ? std::nullopt : Length(Size - 1); // char name[0]: any length
  }
  return std::nullopt;
}

/// Decimal digits of \p Value.
static unsigned digits(std::uint64_t Value, unsigned Base) {
  unsigned N = 1;
  for (; Value >= Base; Value /= Base)
    ++N;
  return N;
}

namespace {
/// The greatest magnitude that an integer can have, and whether it can be negative.
struct Range {
  std::uint64_t Most;
  bool Negative;
};
} // namespace

static Range rangeOf(const Expr *E, const ASTContext &Context) {
  E = E->IgnoreParens();
  if (const Length Value = constant(E, Context))
    return {*Value, false};
  if (const auto *C = dyn_cast<CastExpr>(E); C && C->getCastKind() == CK_IntegralCast) {
    const Range Inner = rangeOf(C->getSubExpr(), Context);
    const unsigned Bits = Context.getIntWidth(E->getType()) - E->getType()->isSignedIntegerOrEnumerationType();
    const bool Fits = Bits >= 64 || Inner.Most >> Bits == 0;
    if (Fits && (!Inner.Negative || E->getType()->isSignedIntegerOrEnumerationType()))
      return Inner;
  } else if (const auto *C = dyn_cast<CastExpr>(E)) {
    if (C->getCastKind() == CK_LValueToRValue || C->getCastKind() == CK_NoOp)
      return rangeOf(C->getSubExpr(), Context);
  } else if (const auto *B = dyn_cast<BinaryOperator>(E)) {
    const Length Right = constant(B->getRHS(), Context);
    const Range Left = Right ? rangeOf(B->getLHS(), Context) : Range{0, false};
    if (Right && B->getOpcode() == BO_Rem && *Right > 0)
      return {std::min(*Right - 1, Left.Most), Left.Negative};
    if (Right && B->getOpcode() == BO_And)
      return {*Right, false};
    if (Right && B->getOpcode() == BO_Shr && *Right < 64 && !Left.Negative)
      return {Left.Most >> *Right, false};
    if (Right && B->getOpcode() == BO_Div && *Right > 0)
      return {Left.Most / *Right, Left.Negative};
  } else if (const auto *Q = dyn_cast<ConditionalOperator>(E)) {
    const Range A = rangeOf(Q->getTrueExpr(), Context), B = rangeOf(Q->getFalseExpr(), Context);
    return {std::max(A.Most, B.Most), A.Negative || B.Negative};
  }
  if (!E->getType()->isIntegralOrEnumerationType())
    return {~std::uint64_t(0), true};
  const FieldDecl *Field = E->getSourceBitField();
  unsigned Bits = Field ? Field->getBitWidth() && !Field->getBitWidth()->isValueDependent()
                              ? unsigned(constant(Field->getBitWidth(), Context).value_or(64))
                              : 64
                        : Context.getIntWidth(E->getType());
  if (E->getType()->isSignedIntegerOrEnumerationType())
    return {std::uint64_t(1) << std::min(Bits - 1, 63U), true};
  return {Bits >= 64 ? ~std::uint64_t(0) : (std::uint64_t(1) << Bits) - 1, false};
}

namespace {

class Printed final : public analyze_format_string::FormatStringHandler {
public:
  Printed(llvm::ArrayRef<const Expr *> Arguments, const ASTContext &Context,
          llvm::function_ref<Length(const Expr *)> LengthOf)
      : Arguments(Arguments), Context(Context), LengthOf(LengthOf) {}

  bool HandlePrintfSpecifier(const analyze_printf::PrintfSpecifier &S, const char *Start, unsigned Bytes,
                             const TargetInfo &) override {
    Specifiers += Bytes;
    const Length N = lengthOf(S);
    if (N)
      Total += *N;
    Known &= N.has_value();
    return Known;
  }
  bool HandleInvalidPrintfConversionSpecifier(const analyze_printf::PrintfSpecifier &, const char *,
                                              unsigned) override {
    return Known = false;
  }
  void HandleIncompleteSpecifier(const char *, unsigned) override { Known = false; }

  bool Known = true;
  std::uint64_t Total = 0;      ///< of what the specifiers print
  std::uint64_t Specifiers = 0; ///< bytes of the format that are specifiers

private:
  Length lengthOf(const analyze_printf::PrintfSpecifier &S) const;
  /// A width or a precision; \p Absent where there is none.
  Length amount(const OptionalAmount &A, std::uint64_t Absent) const {
    switch (A.getHowSpecified()) {
    case OptionalAmount::NotSpecified: return Absent;
    case OptionalAmount::Constant: return A.getConstantAmount();
    case OptionalAmount::Arg:
      if (A.getArgIndex() < Arguments.size())
        return constant(Arguments[A.getArgIndex()], Context);
      return std::nullopt;
    case OptionalAmount::Invalid: return std::nullopt;
    }
    return std::nullopt;
  }
  llvm::ArrayRef<const Expr *> Arguments;
  const ASTContext &Context;
  llvm::function_ref<Length(const Expr *)> LengthOf;
};

class Scanned final : public analyze_format_string::FormatStringHandler {
public:
  bool HandleScanfSpecifier(const analyze_scanf::ScanfSpecifier &S, const char *Start, unsigned) override {
    using CS = analyze_format_string::ConversionSpecifier;
    const CS::Kind Kind = S.getConversionSpecifier().getKind();
    const bool Text = Kind == CS::sArg || Kind == CS::ScanListArg;
    if (Text && !S.getSuppressAssignment() && S.getFieldWidth().getHowSpecified() == OptionalAmount::NotSpecified &&
        S.getLengthModifier().getKind() == analyze_format_string::LengthModifier::None)
      Unbounded.push_back({S.getArgIndex(), S.usesPositionalArg() ? nullptr : Start + 1});
    return true;
  }
  struct Conversion {
    unsigned Argument; ///< its index
    const char *Width; ///< where its width would stand; null: behind its position
  };
  std::vector<Conversion> Unbounded;
};

} // namespace

Length Printed::lengthOf(const analyze_printf::PrintfSpecifier &S) const {
  using CS = analyze_format_string::ConversionSpecifier;
  const CS::Kind Kind = S.getConversionSpecifier().getKind();
  if (Kind == CS::PercentArg)
    return 1;
  if (Kind == CS::nArg)
    return 0;
  const Length Width = amount(S.getFieldWidth(), 0);
  const bool HasPrecision = S.getPrecision().getHowSpecified() != OptionalAmount::NotSpecified;
  const Length Precision = amount(S.getPrecision(), 0);
  if (!Width || !Precision || !S.consumesDataArgument() || S.getArgIndex() >= Arguments.size())
    return std::nullopt;
  const Expr *Argument = Arguments[S.getArgIndex()];
  auto AtLeastWidth = [&](std::uint64_t N) { return std::max<std::uint64_t>(N, *Width); };
  switch (Kind) {
  case CS::cArg:
    return AtLeastWidth(S.getLengthModifier().getKind() == analyze_format_string::LengthModifier::None ? 1 : 16);
  case CS::sArg: {
    Length N = longestString(Argument, Context);
    if (!N)
      N = LengthOf(Argument);
    if (HasPrecision)
      N = N ? std::min(*N, *Precision) : *Precision;
    return N ? Length(AtLeastWidth(*N)) : std::nullopt;
  }
  case CS::dArg:
  case CS::iArg:
  case CS::uArg:
  case CS::oArg:
  case CS::xArg:
  case CS::XArg: {
    const bool Signed = Kind == CS::dArg || Kind == CS::iArg;
    const unsigned Base = Kind == CS::oArg ? 8 : Kind == CS::xArg || Kind == CS::XArg ? 16 : 10;
    Range R = rangeOf(Argument, Context);
    if (R.Negative && !Signed) // printed as a large number of the promoted type
      R.Most = Context.getTypeSize(Argument->getType()) >= 64 ? ~std::uint64_t(0) : 0xffffffff;
    const bool Sign = Signed && (R.Negative || S.hasPlusPrefix() || S.hasSpacePrefix());
    const unsigned Prefix = S.hasAlternativeForm() ? 2 : 0;
    const unsigned Separators = S.hasThousandsGrouping() ? 8 : 0;
    return AtLeastWidth(std::max<std::uint64_t>(digits(R.Most, Base), *Precision) + Sign + Prefix + Separators);
  }
  case CS::eArg:
  case CS::EArg:
  case CS::gArg:
  case CS::GArg:
  case CS::aArg:
  case CS::AArg: return AtLeastWidth((HasPrecision ? *Precision : 16) + 10);
  case CS::fArg:
  case CS::FArg: return AtLeastWidth((HasPrecision ? *Precision : 6) + 312);
  case CS::pArg: return AtLeastWidth(2 + Context.getTypeSize(Context.VoidPtrTy) / 4);
  default: return std::nullopt;
  }
}

Length longestText(const Expr *Format, llvm::ArrayRef<const Expr *> Arguments, const ASTContext &Context,
                   llvm::function_ref<Length(const Expr *)> LengthOf) {
  const StringLiteral *Text = literal(Format);
  if (!Text || Text->getCharByteWidth() != 1)
    return std::nullopt;
  Printed Handler(Arguments, Context, LengthOf);
  const llvm::StringRef Bytes = Text->getString();
  const bool Broken = analyze_format_string::ParsePrintfString(Handler, Bytes.begin(), Bytes.end(),
                                                               Context.getLangOpts(), Context.getTargetInfo(), false);
  if (Broken || !Handler.Known)
    return std::nullopt;
  return Handler.Total + Bytes.size() - Handler.Specifiers;
}

std::vector<UnboundedScan> unboundedScans(const Expr *Format, llvm::ArrayRef<const Expr *> Arguments,
                                          const ASTContext &Context) {
  std::vector<UnboundedScan> Out;
  const StringLiteral *Text = literal(Format);
  if (!Text || Text->getCharByteWidth() != 1)
    return Out;
  Scanned Handler;
  const llvm::StringRef Bytes = Text->getString();
  analyze_format_string::ParseScanfString(Handler, Bytes.begin(), Bytes.end(), Context.getLangOpts(),
                                          Context.getTargetInfo());
  for (const Scanned::Conversion &C : Handler.Unbounded) {
    if (C.Argument >= Arguments.size())
      continue;
    SourceLocation Width;
    if (C.Width)
      Width = Text->getLocationOfByte(static_cast<unsigned>(C.Width - Bytes.begin()), Context.getSourceManager(),
                                      Context.getLangOpts(), Context.getTargetInfo());
    Out.push_back({Arguments[C.Argument], Width});
  }
  return Out;
}

} // namespace deed
