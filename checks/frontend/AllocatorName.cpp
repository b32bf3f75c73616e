//===- frontend/AllocatorName.cpp - the rule allocator-name ---------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In force for the families of contexts whose model names parameters.
//===----------------------------------------------------------------------===//
#include "frontend/ContextRules.h"
#include "clang/AST/Expr.h"
#include "clang/AST/RawCommentList.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>
#include <map>

namespace deed {

using namespace clang;

namespace {

/// How many functions of a file have their context where, and those that differ.
struct Places {
  unsigned Usual = 0;
  std::vector<std::pair<const FunctionDecl *, const ParmVarDecl *>> Others;
};

class Checker {
public:
  Checker(const ASTContext &Context, ContractReader &Contracts, const Locations &Locs, std::vector<Finding> &Out)
      : Context(Context), Contracts(Contracts), Locs(Locs), Out(Out) {}
  void check(const FunctionDecl *F, bool Spoken);
  void finish(llvm::StringRef Only);

private:
  bool isSaid(const FunctionDecl *F) const;
  void report(const FunctionDecl *F, const ParmVarDecl *P, std::string Message, std::string Help);

  const ASTContext &Context;
  ContractReader &Contracts;
  const Locations &Locs;
  std::vector<Finding> &Out;
  std::map<FileID, Places> Files;
};

} // namespace

/// True if a word of \p Name, between underscores, says what the memory is for.
static bool saysContract(llvm::StringRef Name) {
  static constexpr llvm::StringLiteral Words[] = {"gpa",    "arena", "scratch", "ctx",   "context", "mem",
                                                  "memctx", "tmp",   "temp",    "frame", "pool",    "root",
                                                  "parent", "heap",  "owner",   "stack", "outer",   "result",
                                                  "cxt",    "mcxt",  "region",  "scope", "top",     "autofree"};
  llvm::SmallVector<llvm::StringRef, 4> Parts;
  Name.split(Parts, '_', -1, /*KeepEmpty=*/false);
  return llvm::any_of(Parts, [](llvm::StringRef Part) {
    while (!Part.empty() && llvm::isDigit(Part.back()))
      Part = Part.drop_back();
    return llvm::any_of(Words, [&](llvm::StringRef W) { return Part.equals_insensitive(W); }) ||
           Part.ends_with("Ctx") || Part.ends_with("Arena") || Part.ends_with("Context") || Part.ends_with("ctx");
  });
}

/// The documentation states who owns what the function returns.
bool Checker::isSaid(const FunctionDecl *F) const {
  for (const FunctionDecl *D : F->redecls())
    if (const RawComment *C = Context.getRawCommentForDeclNoCache(D)) {
      const llvm::StringRef Text = C->getRawText(Context.getSourceManager());
      if (Text.contains_insensitive("own") || Text.contains_insensitive("free") ||
          Text.contains_insensitive("released"))
        return true;
    }
  return false;
}

static bool names(const Expr *E, const ParmVarDecl *P) {
  const auto *Ref = E ? dyn_cast<DeclRefExpr>(E->IgnoreParenCasts()) : nullptr;
  return Ref && Ref->getDecl() == P;
}

/// What the body of \p F does with \p P.
static void uses(const FunctionDecl *F, const ParmVarDecl *P, ContractReader &Contracts, bool &PassedOn, bool &Kept) {
  std::vector<const Stmt *> Pending{F->getBody()};
  while (!Pending.empty()) {
    const Stmt *S = Pending.back();
    Pending.pop_back();
    if (!S)
      continue;
    if (const auto *Call = dyn_cast<CallExpr>(S)) {
      // Where the callee is known it must be one that allocates from it.
      const FunctionDecl *Callee = Call->getDirectCallee();
      const bool Given = llvm::any_of(Call->arguments(), [&](const Expr *A) { return names(A, P); });
      const auto Contract = Callee && Given ? Contracts.solved(Callee) : nullptr;
      for (unsigned I = 0; I != Call->getNumArgs(); ++I)
        PassedOn |= names(Call->getArg(I), P) &&
                    // A body in sight that never touches it allocates elsewhere.
                    !(Contract && I < Contract->Ignored.size() && Contract->Ignored[I]) &&
                    (!Contract || (I < Contract->Params.size() && Contract->Params[I].Word == ParamWord::Context));
    } else if (const auto *B = dyn_cast<BinaryOperator>(S)) {
      Kept |= B->getOpcode() == BO_Assign && names(B->getRHS(), P) && !isa<DeclRefExpr>(B->getLHS()->IgnoreParens());
    } else if (const auto *I = dyn_cast<InitListExpr>(S)) {
      for (const Expr *Each : I->inits())
        Kept |= names(Each, P);
    } else if (const auto *M = dyn_cast<MemberExpr>(S)) {
      // Its own implementation.
      Kept |= names(M->getBase(), P) && !M->getType()->isFunctionPointerType();
    }
    for (const Stmt *Child : S->children())
      Pending.push_back(Child);
  }
}

void Checker::report(const FunctionDecl *F, const ParmVarDecl *P, std::string Message, std::string Help) {
  Finding Result;
  Result.Id = Rule::AllocatorName;
  Result.Function = F->getNameAsString();
  Result.Variable = P->getNameAsString();
  Result.Place = Locs.range(clang::SourceRange(P->getLocation()));
  Result.Message = std::move(Message);
  Result.Help = std::move(Help);
  Result.Signature = Result.Function + "|allocator-name|" + Result.Variable;
  Out.push_back(std::move(Result));
}

void Checker::check(const FunctionDecl *F, bool Spoken) {
  const SourceManager &SM = Context.getSourceManager();
  bool First = true;
  for (const ParmVarDecl *P : F->parameters()) {
    const ContextReader::Match M = Contracts.Contexts.of(P);
    if (!M || !P->getIdentifier() || M.Model->Parameters.empty() || M.Model->Kind == ContextKind::Pool ||
        !P->getType()->isPointerType())
      continue;
    if (M.Model->Parents && First) {
      Places &Here = Files[SM.getFileID(SM.getExpansionLoc(F->getLocation()))];
      const unsigned Index = P->getFunctionScopeIndex();
      const QualType Before = Index == 1 ? F->getParamDecl(0)->getType()->getPointeeType() : QualType();
      // In front of what it is for: foo_recv(req, &error, ctx, &result).
      const QualType After =
          Index + 1 < F->getNumParams() ? F->getParamDecl(Index + 1)->getType()->getPointeeType() : QualType();
      const bool ForResult = !After.isNull() && After->isPointerType();
      if (Index == 0 || (!Before.isNull() && Before->isRecordType()))
        ++Here.Usual;
      else if (!ForResult)
        Here.Others.push_back({F, P});
      First = false;
    }
    // A type that says what it is needs no name: struct arena *a.
    const RecordDecl *R = P->getType()->getPointeeType()->getAsRecordDecl();
    const llvm::StringRef Type = R && R->getIdentifier() ? R->getName() : "";
    if (!Spoken || saysContract(P->getName()) || M.Kind != ContextKind::Tree || saysContract(Type) ||
        Type.contains_insensitive("arena") || Type.contains_insensitive("pool") || Type.contains_insensitive("fixed"))
      continue;
    // A method of the allocator itself.
    if (!Type.empty() && F->getName().contains_insensitive(Type.split('_').first))
      continue;
    bool PassedOn = false, Kept = false;
    uses(F, P, Contracts, PassedOn, Kept);
    if (!PassedOn || Kept || isSaid(F))
      continue;
    const std::string Name = P->getNameAsString();
    if (M.Model->Parents)
      report(F, P, "'" + Name + "' is a context of '" + F->getNameAsString() + "', but its name does not say so",
             "call it 'ctx', 'mem_ctx' or 'tmp'");
    else
      report(F, P,
             "'" + Name + "' does not say what the memory is for that '" + F->getNameAsString() + "' allocates from it",
             "call it 'gpa' if the caller must free, 'arena' if all is freed at once, 'scratch' if nothing of it is "
             "returned");
  }
}

void Checker::finish(llvm::StringRef Only) {
  for (auto &[File, Here] : Files) {
    if (Here.Usual < 3 || Here.Others.size() * 6 > Here.Usual)
      continue;
    for (auto &[F, P] : Here.Others)
      if (Only.empty() || F->getName() == Only)
        report(F, P,
               "'" + P->getNameAsString() + "' of '" + F->getNameAsString() +
                   "' is not the first parameter, as the contexts of this file are",
               "put the context first, or behind the object that the function is about");
  }
}

void checkAllocatorNames(llvm::ArrayRef<const FunctionDecl *> Functions, llvm::StringRef Only,
                         const ASTContext &Context, ContractReader &Contracts, const Locations &Locs,
                         std::vector<Finding> &Out) {
  Checker C(Context, Contracts, Locs, Out);
  for (const FunctionDecl *F : Functions)
    if (F->getIdentifier() && !F->isMain())
      C.check(F, Only.empty() || F->getName() == Only);
  C.finish(Only);
}

} // namespace deed
