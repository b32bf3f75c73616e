//===- frontend/NameConvention.cpp - the rule name-convention -------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The function's name is a promise; what its body does is the truth. Where the
// documentation promises what the name does and the body does not, or the body
// is not in sight, contract-conflict speaks instead.
//===----------------------------------------------------------------------===//
#include "frontend/CommentReader.h"
#include "frontend/ConventionUnit.h"
#include "clang/AST/Stmt.h"

namespace deed {

using namespace clang;

static void tell(const ConventionUnit &C, const FunctionDecl *F, const char *Kind, std::string Message,
                 std::string Help) {
  Finding R = C.make(Rule::NameConvention, F->getLocation(), F, nullptr, Kind);
  R.Message = std::move(Message);
  R.Help = std::move(Help);
  // Some file may have the definition: see sortAndMerge().
  if (!F->doesThisDeclarationHaveABody())
    R.Signature += "|declared";
  C.Out.push_back(std::move(R));
}

/// contract-conflict has spoken of this function's result.
static bool conflictTold(const ConventionUnit &C, const FunctionDecl *F) {
  const SourceRange At = C.Locs.range(clang::SourceRange(F->getLocation()));
  return llvm::any_of(C.Out,
                      [&](const Finding &Other) { return Other.Id == Rule::ContractConflict && Other.Place == At; });
}

/// create, make and copy return owned; get, find and lookup do not; take gives it.
static void checkResult(const ConventionUnit &C, const FunctionDecl *F, const std::vector<std::string> &Words) {
  // The project itself says that this name is an exception.
  if (!isDataPointer(F->getReturnType()) || C.Contracts.of(F)->Return.From.From == Source::Configuration)
    return;
  const bool Makes = saysOwned(Words);
  const bool Looks = saysBorrowed(Words);
  const bool Takes = hasWord(Words, {"take", "steal", "detach", "pop"});
  const BodyReturn Does = resultOf(F, *C.Contracts.of(F));
  const std::string Name = "'" + F->getNameAsString() + "'";
  if (Does == BodyReturn::Lent && Makes && !Looks)
    tell(C, F, "makes", Name + " does not return an owned value, as its name says",
         "return a fresh value, or give it the name of a getter");
  else if (Does == BodyReturn::Owned && Looks && !Makes && !Takes)
    tell(C, F, "looks", Name + " returns an owned value, but is named as if it returned a borrowed one",
         "call it create, make or copy, or return a reference");
  else if (Does == BodyReturn::Lent && Words.size() > 1 && hasWord(Words, {"take"}) && !Looks)
    tell(C, F, "takes", Name + " does not transfer ownership to its caller, as its name says",
         "give up the value that it returns, or give it the name of a getter");
}

/// The body hands something to what may end it, be it a part of its argument that a
/// helper found, or another argument.
static bool mayEndSomething(const ConventionUnit &C, const FunctionDecl *F) {
  bool May = false;
  walkStatements(F->getBody(), [&](const Stmt *S) {
    const auto *Call = dyn_cast<CallExpr>(S);
    if (!Call || May)
      return;
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || !Callee->getIdentifier()) { // who knows
      May = true;
      return;
    }
    May = hasWord(wordsOf(Callee->getName()), {"free", "destroy", "delete", "unref", "put", "release", "close",
                                               "deinit", "dispose", "cleanup", "clear"});
    const FunctionContract &Contract = *C.Contracts.of(Callee);
    for (unsigned I = 0; I != Contract.Params.size(); ++I)
      May |= paramOfBody(Contract, I).Consumed;
  });
  return May;
}

/// The body reads or writes something of \p P, or gives it away. What only asks whether it is
/// NULL stands in for the function of that name, as a test's mock does.
static bool looksInto(const FunctionDecl *F, const ParmVarDecl *P) {
  bool Into = false;
  walkStatements(F->getBody(), [&](const Stmt *S) {
    auto Names = [&](const Expr *E) { return variableIn(E) == P; };
    if (const auto *M = dyn_cast<MemberExpr>(S))
      Into |= Names(M->getBase());
    if (const auto *U = dyn_cast<UnaryOperator>(S))
      Into |= U->getOpcode() != UO_LNot && Names(U->getSubExpr());
    if (const auto *A = dyn_cast<ArraySubscriptExpr>(S))
      Into |= Names(A->getBase());
    if (const auto *B = dyn_cast<BinaryOperator>(S))
      Into |= !B->isComparisonOp() && !B->isLogicalOp() && (Names(B->getLHS()) || Names(B->getRHS()));
    if (const auto *Call = dyn_cast<CallExpr>(S))
      Into |= llvm::any_of(Call->arguments(), Names);
    if (const auto *D = dyn_cast<DeclStmt>(S))
      for (const Decl *Each : D->decls())
        if (const auto *V = dyn_cast<VarDecl>(Each))
          Into |= V->hasInit() && Names(V->getInit());
  });
  return Into;
}

/// A function that ends something by its name, and ends nothing. A deinit of what
/// owns nothing may only look that all is gone.
static void checkDestroy(const ConventionUnit &C, const FunctionDecl *F, const std::vector<std::string> &Words) {
  const std::string &Last = Words.back();
  if ((Last != "destroy" && Last != "free" && Last != "delete") || F->getNumParams() == 0 ||
      !isDataPointer(F->getParamDecl(0)->getType()) || !F->getReturnType()->isVoidType())
    return;
  // chunk_set_free(), chunk_mark_not_free(): a state. (A `set` may be what is freed.)
  if (Last == "free" && Words.size() > 2 && hasWord({Words[Words.size() - 2]}, {"set", "mark", "not"}))
    return;
  const QualType To = F->getParamDecl(0)->getType()->getPointeeType();
  const auto *Body = dyn_cast<CompoundStmt>(F->getBody());
  if (To.isConstQualified() || !To->isRecordType() || !Body || Body->body_empty())
    return;
  const FunctionContract &Contract = *C.Contracts.of(F);
  if (!Contract.Params.empty() && Contract.Params[0].From.From == Source::Configuration)
    return;
  // The prefix said own_: prefix-mismatch speaks.
  const BodyParam P = paramOfBody(Contract, 0);
  if (!P.Known || P.Consumed || P.Parts || C.roleOf(F->getParamDecl(0)) == Role::Own || mayEndSomething(C, F) ||
      !looksInto(F, F->getParamDecl(0)))
    return;
  tell(C, F, "ends",
       "'" + F->getNameAsString() + "' releases nothing of '" + F->getParamDecl(0)->getNameAsString() + "'",
       "release what it is to end, or name it by what it does");
}

bool isTallocContext(QualType T) {
  if (const auto *Alias = T->getPointeeType().isNull() ? nullptr : T->getPointeeType()->getAs<TypedefType>())
    return Alias->getDecl()->getName() == "TALLOC_CTX";
  return false;
}

/// Seed 000: `*_init(TALLOC_CTX *ctx, ..., foo_t **out)`.
static void checkInit(const ConventionUnit &C, const FunctionDecl *F, const std::vector<std::string> &Words) {
  if (Words.back() != "init" || Words.size() < 2)
    return;
  // The project itself says what it does: the name is an exception.
  const FunctionContract &Contract = *C.Contracts.of(F);
  if (Contract.Return.From.From == Source::Configuration ||
      llvm::any_of(Contract.Params, [](const ParamContract &P) { return P.From.From == Source::Configuration; }))
    return;
  int Context = -1;
  bool Out = false;
  for (unsigned I = 0; I != F->getNumParams(); ++I) {
    const QualType T = F->getParamDecl(I)->getType();
    if (Context < 0 && isTallocContext(T))
      Context = static_cast<int>(I);
    const QualType To = T->getPointeeType();
    Out |= I != 0 && !To.isNull() && To->isPointerType() && !To.isConstQualified();
  }
  if (Context < 0 || (Context == 0 && Out))
    return;
  tell(C, F, "init",
       "'" + F->getNameAsString() + "' has not the shape of an init function, (TALLOC_CTX *ctx, ..., **out)",
       Context != 0 ? "take the context first" : "return the new object through a last parameter '**out'");
}

void checkNameConvention(const ConventionUnit &C) {
  for (const FunctionDecl *F : C.functions()) {
    if (F->isMain() || F->getLocation().isMacroID())
      continue;
    const std::vector<std::string> Words = wordsOf(F->getName());
    checkInit(C, F, Words);
    if (!F->doesThisDeclarationHaveABody() || conflictTold(C, F))
      continue;
    checkResult(C, F, Words);
    checkDestroy(C, F, Words);
  }
}

} // namespace deed
