//===- frontend/Undocumented.cpp - the rule undocumented ------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Who moves ownership says so: a function above its declaration, a return (and
// with the option EveryTransfer each call) by a remark beside it.
//===----------------------------------------------------------------------===//
#include "frontend/CommentReader.h"
#include "frontend/ConventionUnit.h"
#include "frontend/Tokens.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "clang/Lex/Lexer.h"

namespace deed {

using namespace clang;

namespace {

/// A comment of a body that speaks of ownership, by its lines.
struct Remark {
  unsigned Line, EndLine;
};

} // namespace

static std::vector<Remark> remarksIn(const ConventionUnit &C, const Stmt *Body) {
  std::vector<Remark> Out;
  // One line more than the body: a remark behind its last brace.
  const FileID File = C.Locs.SM.getFileID(Body->getBeginLoc());
  for (const RawToken &T : rawTokens(C.Locs, Body->getSourceRange(), /*Comments=*/true)) {
    if (T.Kind != tok::comment)
      continue;
    const std::string Text = T.Text.lower();
    if (Text.find("owner") == std::string::npos && Text.find("transfer") == std::string::npos &&
        Text.find("owned") == std::string::npos && Text.find("caller owns") == std::string::npos &&
        Text.find("don't use") == std::string::npos)
      continue;
    Out.push_back({C.Locs.SM.getLineNumber(File, T.Offset),
                   C.Locs.SM.getLineNumber(File, T.Offset + static_cast<unsigned>(T.Text.size()) - 1)});
  }
  return Out;
}

/// A remark on one of the statement's lines, or right above or below it.
static bool remarked(const std::vector<Remark> &Remarks, const SourceRange &At, unsigned Below) {
  return llvm::any_of(Remarks,
                      [&](const Remark &R) { return R.EndLine + 1 >= At.Line && R.Line <= At.EndLine + Below; });
}

static bool consumes(const ParamContract &P) {
  return P.Word == ParamWord::Takes || P.Word == ParamWord::TakesOnSuccess || P.Word == ParamWord::TakesOrFails ||
         P.Word == ParamWord::TakesOnFailure;
}

static bool returnsOwned(const FunctionContract &Contract) {
  const BodyReturn Does = returnOfBody(Contract);
  return Does == BodyReturn::Owned ||
         (Does == BodyReturn::Unknown && Contract.Inferred.empty() && Contract.Return.Word == ReturnWord::Owned);
}

/// The name of what a return hands over; "" if it hands nothing over. A call is
/// named with its parentheses.
static std::string handedOver(const ConventionUnit &C, const Expr *E) {
  E = E->IgnoreParenCasts();
  if (const auto *O = dyn_cast<ConditionalOperator>(E)) {
    const std::string A = handedOver(C, O->getTrueExpr());
    return A.empty() ? handedOver(C, O->getFalseExpr()) : A;
  }
  if (const VarDecl *V = variableIn(E))
    return V->hasLocalStorage() && isDataPointer(V->getType()) && C.roleOf(V) == Role::Own
               ? "'" + V->getNameAsString() + "'"
               : "";
  const auto *Call = dyn_cast<CallExpr>(E);
  const FunctionDecl *F = Call && isDataPointer(Call->getType()) ? Call->getDirectCallee() : nullptr;
  return F && returnsOwned(*C.Contracts.of(F)) ? "the result of '" + F->getNameAsString() + "'" : "";
}

/// Behind the semicolon of \p S, if nothing else stands on that line.
static SourceRange endOfLine(const ConventionUnit &C, const Stmt *S) {
  const SourceLocation After = Lexer::findLocationAfterToken(S->getEndLoc(), tok::semi, C.Locs.SM, C.Locs.Lang, false);
  if (S->getBeginLoc().isMacroID() || After.isInvalid())
    return {};
  FileID File;
  unsigned Offset = 0;
  const llvm::StringRef Text = textAround(C.Locs, After, File, Offset);
  return Text.substr(Offset).split('\n').first.trim().empty() ? C.before(After) : SourceRange();
}

static void checkReturn(const ConventionUnit &C, const FunctionDecl *F, const ReturnStmt *S,
                        const std::vector<Remark> &Remarks) {
  if (!S->getRetValue() || S->getReturnLoc().isMacroID())
    return;
  const std::string What = handedOver(C, S->getRetValue());
  if (What.empty() || remarked(Remarks, C.Locs.range(S->getSourceRange()), 1))
    return;
  Finding R = C.make(Rule::Undocumented, S->getReturnLoc(), F, nullptr, "return");
  R.Message = "'" + R.Function + "' returns " + What + " without a remark that ownership goes to the caller";
  R.Help = "add the comment '// Ownership transferred to caller'";
  if (const SourceRange At = endOfLine(C, S); At.valid())
    R.Repair =
        Fix{"add the remark '// Ownership transferred to caller'", {{At, " // Ownership transferred to caller"}}};
  C.Out.push_back(std::move(R));
}

static void checkCall(const ConventionUnit &C, const FunctionDecl *F, const CallExpr *Call,
                      const std::vector<Remark> &Remarks) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee || Call->getBeginLoc().isMacroID())
    return;
  const std::shared_ptr<FunctionContract> Contract = C.Contracts.of(Callee);
  for (unsigned I = 0; I != Call->getNumArgs() && I != Contract->Params.size(); ++I) {
    const VarDecl *V = variableIn(Call->getArg(I));
    if (!V || C.roleOf(V) != Role::Own || !consumes(Contract->Params[I]) ||
        remarked(Remarks, C.Locs.range(Call->getSourceRange()), 2))
      continue;
    Finding R = C.make(Rule::Undocumented, Call->getArg(I)->getBeginLoc(), F, V, "transfer");
    R.Message =
        "'" + R.Variable + "' is handed to '" + Callee->getNameAsString() + "' without a remark on the transfer";
    R.Help = "add a comment such as '// Ownership transferred'";
    C.Out.push_back(std::move(R));
    return;
  }
}

/// What is written above all declarations of a function.
namespace {
struct Documentation {
  bool Any = false, OfResult = false, OfWhole = false;
  std::vector<std::string> OfParams;
};
} // namespace

static Documentation documentationOf(const ConventionUnit &C, const FunctionDecl *F) {
  Documentation Out;
  for (const FunctionDecl *D : F->redecls()) {
    const CommentContract &Said = C.Contracts.commentOf(D);
    Out.Any |= !Said.Text.empty();
    Out.OfResult |= Said.OfResult || !Said.Returns.empty();
    Out.OfWhole |= Said.OfWhole;
    Out.OfParams.insert(Out.OfParams.end(), Said.OfParams.begin(), Said.OfParams.end());
    for (auto &[Name, Word] : Said.Params)
      Out.OfParams.push_back(Name);
  }
  return Out;
}

static void tell(const ConventionUnit &C, const FunctionDecl *First, const char *Kind, const std::string &What,
                 const std::string &Note, bool CanAdd) {
  Finding R = C.make(Rule::Undocumented, First->getLocation(), First, nullptr, Kind);
  R.Message = "'" + R.Function + "' " + What + ", but its documentation does not say so";
  R.Help = "say so above its declaration: '@note Ownership: " + Note + "'";
  if (CanAdd && First->getBeginLoc().isFileID()) {
    const SourceRange At = C.before(First->getBeginLoc());
    FileID File;
    unsigned Offset = 0;
    const llvm::StringRef Text = textAround(C.Locs, First->getBeginLoc(), File, Offset);
    // Only where the declaration begins its line.
    if (Offset == 0 || Text[Offset - 1] == '\n')
      R.Repair =
          Fix{"document the ownership of '" + R.Function + "'", {{At, "/** @note Ownership: " + Note + " */\n"}}};
  }
  C.Out.push_back(std::move(R));
}

static void checkFunction(const ConventionUnit &C, const FunctionDecl *F) {
  if (F->isMain() || F->getLocation().isMacroID())
    return;
  const FunctionDecl *First = F->getFirstDecl();
  for (const FunctionDecl *D : F->redecls())
    if (C.Locs.SM.isBeforeInTranslationUnit(D->getLocation(), First->getLocation()))
      First = D;
  if (!C.reported(First->getLocation()) || !C.inForce(First->getLocation()))
    return;
  const std::shared_ptr<FunctionContract> Contract = C.Contracts.of(F);
  const Documentation Said = documentationOf(C, F);
  if (isDataPointer(F->getReturnType()) && !Said.OfResult && !Said.OfWhole && returnsOwned(*Contract)) {
    tell(C, First, "result", "returns an owned value", "Returns an owned value that caller must destroy.", !Said.Any);
    return; // one finding for one comment
  }
  for (unsigned I = 0; I != F->getNumParams(); ++I) {
    const ParmVarDecl *P = F->getParamDecl(I);
    if (!isDataPointer(P->getType()) || isDataPointer(P->getType()->getPointeeType()) || Said.OfWhole ||
        llvm::is_contained(Said.OfParams, P->getNameAsString()))
      continue;
    const BodyParam Does = paramOfBody(*Contract, I);
    const Role R = C.roleOf(P);
    if (R != Role::Own && !(R == Role::None && Does.Known && Does.Consumed))
      continue;
    if (Does.Known && !Does.Consumed)
      continue; // its name is wrong, and said to be: see prefix-mismatch
    const std::string Name = P->getIdentifier() ? P->getNameAsString() : "argument " + std::to_string(I + 1);
    tell(C, First, "param", "takes ownership of '" + Name + "'", "Takes ownership of " + Name + ".", !Said.Any);
    return;
  }
}

void checkUndocumented(const ConventionUnit &C) {
  for (const FunctionDecl *F : C.functions())
    checkFunction(C, F);
  for (const FunctionDecl *F : C.Bodies) {
    if (!C.wanted(F) || F->getLocation().isMacroID())
      continue;
    const std::vector<Remark> Remarks = remarksIn(C, F->getBody());
    const bool Pointer = isDataPointer(F->getReturnType());
    walkStatements(F->getBody(), [&](const Stmt *S) {
      if (const auto *R = dyn_cast<ReturnStmt>(S); R && Pointer)
        checkReturn(C, F, R, Remarks);
      else if (const auto *Call = dyn_cast<CallExpr>(S);
               Call && C.Options.Options.isTrue("undocumented", "EveryTransfer"))
        checkCall(C, F, Call, Remarks);
    });
  }
}

} // namespace deed
