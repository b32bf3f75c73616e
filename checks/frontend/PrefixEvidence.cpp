//===- frontend/PrefixEvidence.cpp - is own_ a prefix here? ---------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/PrefixEvidence.h"
#include "engine/Names.h"
#include "frontend/Analyze.h"
#include "frontend/ContractReader.h"
#include "frontend/ConventionUnit.h"
#include "models/Models.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/SourceManager.h"

namespace deed {

using namespace clang;

namespace {

class Evidence {
public:
  Evidence(ASTContext &Context, const AnalysisOptions &Options) : Context(Context), Options(Options) {}
  bool found();

private:
  void count(const DeclContext *DC);
  void countNamed(const ValueDecl *D);
  bool isOwnership(const Stmt *S) const;
  bool isOwn(const Expr *E) const;
  bool releases(const FunctionDecl *F) const;
  bool makes(const Expr *E) const;

  ASTContext &Context;
  const AnalysisOptions &Options;
  unsigned Pointers = 0, Owned = 0, Mutable = 0, Borrowed = 0;
  std::vector<const FunctionDecl *> Bodies;
};

} // namespace

void Evidence::countNamed(const ValueDecl *D) {
  if (!D->getType()->isAnyPointerType())
    return;
  ++Pointers;
  switch (roleOfDeclaration(D, Options.Names)) {
  case Role::None: break;
  case Role::Own: ++Owned; break;
  case Role::Mut: ++Mutable; break;
  case Role::Ref: ++Borrowed; break;
  }
}

void Evidence::count(const DeclContext *DC) {
  for (const Decl *D : DC->decls()) {
    if (Context.getSourceManager().isInSystemHeader(D->getLocation()))
      continue;
    if (const auto *L = dyn_cast<LinkageSpecDecl>(D))
      count(L);
    else if (const auto *R = dyn_cast<RecordDecl>(D))
      for (const FieldDecl *Field : R->fields())
        countNamed(Field);
    else if (const auto *F = dyn_cast<FunctionDecl>(D)) {
      for (const ParmVarDecl *P : F->parameters())
        countNamed(P);
      if (F->doesThisDeclarationHaveABody() && !F->isDependentContext())
        Bodies.push_back(F);
    } else if (const auto *V = dyn_cast<VarDecl>(D))
      countNamed(V);
  }
}

/// A variable or a member that is called own_.
bool Evidence::isOwn(const Expr *E) const {
  E = E->IgnoreParenCasts();
  const ValueDecl *D = nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    D = Ref->getDecl();
  else if (const auto *M = dyn_cast<MemberExpr>(E))
    D = M->getMemberDecl();
  return D && roleOfDeclaration(D, Options.Names) == Role::Own;
}

bool Evidence::releases(const FunctionDecl *F) const {
  if (!F || !F->getIdentifier())
    return false;
  if (hasWord(wordsOf(F->getName()), {"free", "destroy", "deinit", "release", "delete", "dispose", "unref", "close"}))
    return true;
  const FunctionContract *Model = Options.Models->find(F->getName());
  return Model && !Model->Params.empty() && Model->Params[0].Word == ParamWord::Releases;
}

/// The call of a function that makes something.
bool Evidence::makes(const Expr *E) const {
  const auto *Call = dyn_cast<CallExpr>(E->IgnoreParenCasts());
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  if (!F || !F->getIdentifier())
    return false;
  if (hasWord(wordsOf(F->getName()), {"create", "make", "copy", "new", "dup", "clone", "alloc", "malloc", "calloc"}))
    return true;
  const FunctionContract *Model = Options.Models->find(F->getName());
  return Model && (Model->Return.Word == ReturnWord::Owned || Model->Return.Word == ReturnWord::Allocated);
}

/// One step of what only an owner does.
bool Evidence::isOwnership(const Stmt *S) const {
  if (const auto *Call = dyn_cast<CallExpr>(S))
    return releases(Call->getDirectCallee()) &&
           llvm::any_of(Call->arguments(), [&](const Expr *A) { return isOwn(A); });
  if (const auto *R = dyn_cast<ReturnStmt>(S))
    return R->getRetValue() && isOwn(R->getRetValue());
  if (const auto *B = dyn_cast<BinaryOperator>(S); B && B->getOpcode() == BO_Assign) {
    if (isOwn(B->getLHS()))
      return makes(B->getRHS()) || isOwn(B->getRHS()) ||
             B->getRHS()->isNullPointerConstant(Context, Expr::NPC_ValueDependentIsNotNull);
    return isOwn(B->getRHS()) && isa<MemberExpr>(B->getLHS()->IgnoreParenCasts());
  }
  if (const auto *D = dyn_cast<DeclStmt>(S))
    return llvm::any_of(D->decls(), [&](const Decl *Each) {
      const auto *V = dyn_cast<VarDecl>(Each);
      const Role R = V ? roleOfDeclaration(V, Options.Names) : Role::None;
      return R == Role::Mut || (R == Role::Own && V->getInit() && makes(V->getInit()));
    });
  return false;
}

bool Evidence::found() {
  count(Context.getTranslationUnitDecl());
  const unsigned Named = Owned + Mutable + Borrowed;
  const unsigned Kinds = (Owned > 0) + (Mutable > 0) + (Borrowed > 0);
  // Few alone are a common word: ref_count, ref_list.
  if (Kinds >= 2 && (Mutable > 0 || Named * 20 >= Pointers))
    return true;
  if (Mutable * 20 >= Pointers && Mutable > 0)
    return true;
  if (Borrowed * 2 >= Pointers && Borrowed > 0)
    return true;
  for (const FunctionDecl *F : Bodies) {
    bool Shown = false;
    walkStatements(F->getBody(), [&](const Stmt *S) { Shown = Shown || isOwnership(S); });
    if (Shown)
      return true;
  }
  return false;
}

bool prefixesStateOwnership(ASTContext &Context, const AnalysisOptions &Options) {
  if (Options.Names.Said || Options.enabled(Rule::PrefixMissing))
    return true;
  // Mostly there is no such name at all.
  const bool Any = llvm::any_of(Context.Idents, [&](const auto &Entry) {
    const llvm::StringRef Name = Entry.getKey();
    return Options.Names.roleOf(std::string_view(Name.data(), Name.size())) != Role::None;
  });
  return !Any || Evidence(Context, Options).found();
}

} // namespace deed
