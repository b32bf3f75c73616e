//===- frontend/FixedBuffer.cpp - the rule fixed-buffer -------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Silent where the text fits by its literals, types and precisions, and where the
// length of what is copied was measured in the same function.
//===----------------------------------------------------------------------===//
#include "frontend/FixedBuffer.h"
#include "frontend/TextLength.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringSwitch.h"
#include <algorithm>
#include <set>
#include <vector>

namespace deed {

using namespace clang;

namespace {

enum class Filler {
  None,
  Format,       ///< sprintf(buffer, format, ...)
  FormatList,   ///< vsprintf(buffer, format, list)
  Copy,         ///< strcpy(buffer, text)
  Append,       ///< strcat(buffer, text)
  Line,         ///< gets(buffer)
  Scan,         ///< scanf(format, ...)
  ScanFrom,     ///< fscanf(file, format, ...), sscanf(text, format, ...)
  FormatWithin, ///< snprintf(buffer, size, format, ...)
  FormatListWithin,
  CopyWithin, ///< strlcpy(buffer, text, size)
  CopyPadded, ///< strncpy(buffer, text, size)
};

/// An array that the function has, or static memory of a fixed size.
struct Buffer {
  std::string Name;
  std::uint64_t Size = 0; ///< bytes from where it is filled
  SourceLocation Declared;
  bool Whole = false; ///< filled from its beginning
};

class Checker {
public:
  Checker(const FunctionDecl *F, const ASTContext &Context, const Locations &Locs, std::vector<Finding> &Out)
      : F(F), Context(Context), Locs(Locs), Out(Out) {}
  void run();

private:
  void check(const CallExpr *Call, bool Ignored);
  void checkFormat(const CallExpr *Call, unsigned Format, std::optional<unsigned> Limit, bool List, bool Ignored);
  void checkCopy(const CallExpr *Call, bool Bounded, bool Ignored);
  void checkScan(const CallExpr *Call, unsigned Format);
  std::optional<Buffer> bufferOf(const Expr *E) const;
  bool isMeasured(const Expr *E) const { return Measured.count(key(E)) != 0; }
  std::optional<std::uint64_t> lengthOf(const Expr *E) const;
  void choose(const VarDecl *V, const Expr *Text);
  void collectChoices(const Stmt *S);
  std::string key(const Expr *E) const { return Locs.text(E->IgnoreParenCasts()->getSourceRange()); }
  void report(const CallExpr *Call, const Buffer &B, bool Cut, std::string Help);
  SourceRange emptyRange(SourceLocation L) const;

  const FunctionDecl *F;
  const ASTContext &Context;
  const Locations &Locs;
  std::vector<Finding> &Out;
  std::set<std::string> Measured; ///< what strlen() is asked of, as it is written
  /// The longest text that a local pointer is ever set to; nullopt: not known.
  llvm::DenseMap<const VarDecl *, std::optional<std::uint64_t>> Chosen;
};

} // namespace

/// `unit = "B"; if (n > k) unit = "KiB";`: it is no longer than the longest of them. What was measured counts as nothing.
std::optional<std::uint64_t> Checker::lengthOf(const Expr *E) const {
  if (isMeasured(E))
    return 0;
  if (const std::optional<std::uint64_t> Most = longestString(E, Context))
    return Most;
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenCasts());
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  const auto Known = V ? Chosen.find(V) : Chosen.end();
  return Known == Chosen.end() ? std::nullopt : Known->second;
}

void Checker::choose(const VarDecl *V, const Expr *Text) {
  if (!V || isa<ParmVarDecl>(V) || !V->isLocalVarDecl() || !V->getType()->isPointerType())
    return;
  std::optional<std::uint64_t> Most = Text ? longestString(Text, Context) : std::nullopt;
  if (Text && !Most &&
      Text->isNullPointerConstant(const_cast<ASTContext &>(Context), Expr::NPC_ValueDependentIsNotNull))
    Most = llvm::StringRef("(null)").size();
  const auto [At, New] = Chosen.try_emplace(V, Most);
  if (!New)
    At->second = Most && At->second ? std::optional(std::max(*Most, *At->second)) : std::nullopt;
}

void Checker::collectChoices(const Stmt *S) {
  auto Variable = [](const Expr *E) -> const VarDecl * {
    const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParens());
    return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  };
  if (const auto *D = dyn_cast<DeclStmt>(S)) {
    for (const Decl *Each : D->decls())
      if (const auto *V = dyn_cast<VarDecl>(Each); V && V->hasInit())
        choose(V, V->getInit());
  } else if (const auto *B = dyn_cast<BinaryOperator>(S); B && B->isAssignmentOp()) {
    choose(Variable(B->getLHS()), B->getOpcode() == BO_Assign ? B->getRHS() : nullptr);
  } else if (const auto *U = dyn_cast<UnaryOperator>(S);
             U && (U->getOpcode() == UO_AddrOf || U->isIncrementDecrementOp())) {
    choose(Variable(U->getSubExpr()), nullptr);
  }
}

static llvm::StringRef nameOf(const CallExpr *Call) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee || !Callee->getIdentifier())
    return "";
  llvm::StringRef Name = Callee->getName();
  // sprintf() itself may be a macro over the builtin.
  Name.consume_front("__builtin_");
  return Name;
}

static Filler fillerOf(const CallExpr *Call) {
  return llvm::StringSwitch<Filler>(nameOf(Call))
      .Case("sprintf", Filler::Format)
      .Case("vsprintf", Filler::FormatList)
      .Cases("strcpy", "stpcpy", Filler::Copy)
      .Case("strcat", Filler::Append)
      .Case("gets", Filler::Line)
      .Cases("scanf", "__isoc99_scanf", "__isoc23_scanf", Filler::Scan)
      .Cases("fscanf", "sscanf", "__isoc99_fscanf", "__isoc99_sscanf", "__isoc23_fscanf", "__isoc23_sscanf",
             Filler::ScanFrom)
      .Cases("snprintf", "g_snprintf", Filler::FormatWithin)
      .Cases("vsnprintf", "g_vsnprintf", Filler::FormatListWithin)
      .Cases("strlcpy", "strlcat", "g_strlcpy", "g_strlcat", Filler::CopyWithin)
      .Cases("strncpy", "stpncpy", Filler::CopyPadded)
      .Default(Filler::None);
}

std::optional<Buffer> Checker::bufferOf(const Expr *E) const {
  E = E->IgnoreParenCasts();
  std::uint64_t Skipped = 0;
  bool SkippedKnown = true;
  auto Skip = [&](const Expr *By) {
    Expr::EvalResult Value;
    if (!By->isValueDependent() && By->EvaluateAsInt(Value, Context) && !Value.Val.getInt().isNegative())
      Skipped += Value.Val.getInt().getLimitedValue();
    else
      SkippedKnown = false;
  };
  // &buffer[n], buffer + n.
  if (const auto *U = dyn_cast<UnaryOperator>(E); U && U->getOpcode() == UO_AddrOf) {
    const auto *A = dyn_cast<ArraySubscriptExpr>(U->getSubExpr()->IgnoreParens());
    if (!A)
      return std::nullopt;
    Skip(A->getIdx());
    E = A->getBase()->IgnoreParenCasts();
  } else if (const auto *B = dyn_cast<BinaryOperator>(E); B && B->getOpcode() == BO_Add) {
    Skip(B->getRHS());
    E = B->getLHS()->IgnoreParenCasts();
  }
  const auto *Type = Context.getAsConstantArrayType(E->getType());
  if (!Type || !Type->getElementType()->isAnyCharacterType() ||
      !Context.getTypeSizeInChars(Type->getElementType()).isOne())
    return std::nullopt;
  Buffer Result;
  // The field of a struct that the function has is an array of its own, too.
  const Expr *Base = E;
  while (const auto *M = dyn_cast<MemberExpr>(Base)) {
    if (M->isArrow())
      return std::nullopt;
    Base = M->getBase()->IgnoreParens();
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(Base);
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!V || isa<ParmVarDecl>(V) || !V->isLocalVarDecl())
    return std::nullopt;
  const ValueDecl *Named = isa<MemberExpr>(E) ? cast<MemberExpr>(E)->getMemberDecl() : V;
  Result.Name = Named->getNameAsString();
  Result.Declared = V->getLocation();
  const std::uint64_t Size = Type->getSize().getLimitedValue();
  Result.Whole = SkippedKnown && Skipped == 0;
  Result.Size = SkippedKnown && Skipped < Size ? Size - Skipped : Size;
  return Result;
}

void Checker::report(const CallExpr *Call, const Buffer &B, bool Cut, std::string Help) {
  const std::string Callee = nameOf(Call).str(), Bytes = std::to_string(B.Size);
  Finding Result;
  Result.Id = Rule::FixedBuffer;
  Result.Function = F->getNameAsString();
  Result.Variable = B.Name;
  Result.Place = Locs.range(Call->getSourceRange());
  Result.Message = Cut ? "'" + Callee + "' may cut the text to the " + Bytes + " bytes of '" + B.Name +
                             "', and nobody asks whether it did"
                       : "'" + Callee + "' fills the " + Bytes + " bytes of '" + B.Name + "' without a bound";
  Result.Help = std::move(Help);
  Result.Contracts.push_back({Locs.range(clang::SourceRange(B.Declared)), "'" + B.Name + "' has a fixed size"});
  Result.Signature = Result.Function + "|fixed-buffer|" + Callee + "|" + B.Name;
  Out.push_back(std::move(Result));
}

void Checker::checkFormat(const CallExpr *Call, unsigned Format, std::optional<unsigned> Limit, bool List,
                          bool Ignored) {
  if (Call->getNumArgs() <= Format)
    return;
  const std::optional<Buffer> B = bufferOf(Call->getArg(0));
  if (!B)
    return;
  std::optional<std::uint64_t> Most;
  if (!List) {
    const std::vector<const Expr *> Arguments(Call->arg_begin() + Format + 1, Call->arg_end());
    Most = longestText(Call->getArg(Format), Arguments, Context, [&](const Expr *E) { return lengthOf(E); });
  }
  std::uint64_t Room = B->Size;
  std::optional<std::uint64_t> Bound;
  if (Limit) {
    Expr::EvalResult Value;
    const Expr *Size = Call->getArg(*Limit);
    if (!Size->isValueDependent() && Size->EvaluateAsInt(Value, Context))
      Bound = Value.Val.getInt().getLimitedValue();
    Room = std::min(Room, Bound.value_or(Room));
  }
  if (Most && *Most < Room)
    return;
  if (!Limit) {
    // Behind a place that moves: what is bounded there may be counted on.
    if (!Most || B->Whole)
      report(Call, *B, /*Cut=*/false,
             "allocate as much as the text needs ('asprintf'), or use 'snprintf' and test its result");
    return;
  }
  if (Bound && *Bound > B->Size && B->Whole)
    return report(Call, *B, /*Cut=*/false, "pass the size of '" + B->Name + "'");
  if (Ignored)
    report(Call, *B, /*Cut=*/true,
           "compare the result of '" + nameOf(Call).str() +
               "' with the size, or allocate as much as the text needs ('asprintf')");
}

void Checker::checkCopy(const CallExpr *Call, bool Bounded, bool Ignored) {
  if (Call->getNumArgs() < 2)
    return;
  const std::optional<Buffer> B = bufferOf(Call->getArg(0));
  const Expr *Text = Call->getArg(1);
  if (!B || isMeasured(Text))
    return;
  const std::optional<std::uint64_t> Most = lengthOf(Text);
  const bool Appends = nameOf(Call).contains("cat");
  if (Most && *Most < B->Size && !Appends)
    return;
  if (!Bounded) {
    // What a short literal is put behind is not known here.
    if (!(Appends && Most && *Most < B->Size))
      report(Call, *B, /*Cut=*/false, "allocate a copy ('strdup'), or measure the text first");
  } else if (Ignored && !(Appends && Most && *Most < B->Size)) {
    report(Call, *B, /*Cut=*/true, "measure the text first, or allocate a copy ('strdup')");
  }
}

/// In front of the byte at \p L, which may stand inside of a literal.
SourceRange Checker::emptyRange(SourceLocation L) const {
  SourceRange Out;
  const auto [File, Offset] = Locs.SM.getDecomposedLoc(L);
  Out.File = Locs.fileName(File);
  Out.Offset = Offset;
  Out.Line = Out.EndLine = Locs.SM.getLineNumber(File, Offset);
  Out.Column = Out.EndColumn = Locs.SM.getColumnNumber(File, Offset);
  return Out;
}

void Checker::checkScan(const CallExpr *Call, unsigned Format) {
  if (Call->getNumArgs() <= Format)
    return;
  const std::vector<const Expr *> Arguments(Call->arg_begin() + Format + 1, Call->arg_end());
  for (const UnboundedScan &Scan : unboundedScans(Call->getArg(Format), Arguments, Context))
    if (const std::optional<Buffer> B = bufferOf(Scan.Argument)) {
      // A word of a text that is known to be shorter.
      const std::optional<std::uint64_t> Most = Format == 1 ? longestString(Call->getArg(0), Context) : std::nullopt;
      if (Most && *Most < B->Size)
        continue;
      const std::string Width = std::to_string(B->Size - 1);
      report(Call, *B, /*Cut=*/false, "give the conversion a width, as in '%" + Width + "s'");
      // A longer word overflowed until now: nothing that worked changes.
      if (B->Whole && B->Size > 1 && Scan.Width.isFileID())
        Out.back().Repair = Fix{"give the conversion a width", {{emptyRange(Scan.Width), Width}}};
    }
}

void Checker::check(const CallExpr *Call, bool Ignored) {
  switch (fillerOf(Call)) {
  case Filler::None: return;
  case Filler::Format: return checkFormat(Call, 1, std::nullopt, /*List=*/false, Ignored);
  case Filler::FormatList: return checkFormat(Call, 1, std::nullopt, /*List=*/true, Ignored);
  case Filler::FormatWithin: return checkFormat(Call, 2, 1, /*List=*/false, Ignored);
  case Filler::FormatListWithin: return checkFormat(Call, 2, 1, /*List=*/true, Ignored);
  case Filler::Copy:
  case Filler::Append: return checkCopy(Call, /*Bounded=*/false, Ignored);
  case Filler::CopyWithin: return checkCopy(Call, /*Bounded=*/true, Ignored);
  case Filler::CopyPadded: // what it returns does not say whether it cut
    // strncpy(buffer, text, end - text): so many bytes, which somebody has counted.
    if (Expr::EvalResult Size; Call->getNumArgs() == 3 && !Call->getArg(2)->EvaluateAsInt(Size, Context))
      return;
    return checkCopy(Call, /*Bounded=*/true, /*Ignored=*/true);
  case Filler::Line:
    if (Call->getNumArgs() == 1)
      if (const std::optional<Buffer> B = bufferOf(Call->getArg(0)))
        report(Call, *B, /*Cut=*/false, "read with 'fgets' or 'getline'");
    return;
  case Filler::Scan: return checkScan(Call, 0);
  case Filler::ScanFrom: return checkScan(Call, 1);
  }
}

/// The statements below \p S whose value nobody uses.
static void addIgnored(const Stmt *S, llvm::SmallPtrSetImpl<const Stmt *> &Ignored) {
  auto Add = [&](const Stmt *Each) {
    if (const auto *E = dyn_cast_or_null<Expr>(Each))
      Ignored.insert(E->IgnoreParens());
  };
  if (const auto *C = dyn_cast<CompoundStmt>(S))
    for (const Stmt *Each : C->body())
      Add(Each);
  else if (const auto *I = dyn_cast<IfStmt>(S)) {
    Add(I->getThen());
    Add(I->getElse());
  } else if (const auto *L = dyn_cast<ForStmt>(S)) {
    Add(L->getInit());
    Add(L->getInc());
    Add(L->getBody());
  } else if (const auto *L = dyn_cast<WhileStmt>(S))
    Add(L->getBody());
  else if (const auto *L = dyn_cast<DoStmt>(S))
    Add(L->getBody());
  else if (const auto *L = dyn_cast<LabelStmt>(S))
    Add(L->getSubStmt());
  else if (const auto *L = dyn_cast<SwitchCase>(S))
    Add(L->getSubStmt());
  else if (const auto *B = dyn_cast<BinaryOperator>(S); B && B->getOpcode() == BO_Comma)
    Add(B->getLHS());
}

void Checker::run() {
  std::vector<const CallExpr *> Calls;
  llvm::SmallPtrSet<const Stmt *, 16> Ignored, Values; ///< Values: the last ones of statement expressions
  // Deep expressions must not overflow the stack: an explicit one.
  std::vector<const Stmt *> Pending{F->getBody()};
  while (!Pending.empty()) {
    const Stmt *S = Pending.back();
    Pending.pop_back();
    addIgnored(S, Ignored);
    collectChoices(S);
    if (const auto *E = dyn_cast<StmtExpr>(S))
      if (const CompoundStmt *Body = E->getSubStmt(); Body && !Body->body_empty())
        if (const auto *Last = dyn_cast<Expr>(Body->body_back()))
          Values.insert(Last->IgnoreParens());
    if (const auto *Call = dyn_cast<CallExpr>(S)) {
      const llvm::StringRef Name = nameOf(Call);
      if ((Name == "strlen" || Name == "strnlen") && Call->getNumArgs() != 0)
        Measured.insert(key(Call->getArg(0)));
      if (fillerOf(Call) != Filler::None)
        Calls.push_back(Call);
    }
    for (const Stmt *Child : S->children())
      if (Child)
        Pending.push_back(Child);
  }
  for (const CallExpr *Call : Calls)
    check(Call, Ignored.count(Call) != 0 && Values.count(Call) == 0);
}

void checkFixedBuffers(const FunctionDecl *F, const ASTContext &Context, const Locations &Locs,
                       std::vector<Finding> &Out) {
  if (F->getBody())
    Checker(F, Context, Locs, Out).run();
}

} // namespace deed
