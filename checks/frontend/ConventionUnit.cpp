//===- frontend/ConventionUnit.cpp - what the rules of section C share -------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/ConventionUnit.h"
#include "frontend/Rename.h"
#include "frontend/ZeroingTwin.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/FileManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Support/Path.h"
#include <algorithm>

namespace deed {

using namespace clang;

bool ConventionUnit::reported(SourceLocation L) const {
  const SourceManager &SM = Locs.SM;
  L = SM.getExpansionLoc(L);
  if (L.isInvalid() || Locs.isInstalled(L) || Locs.isGenerated(L))
    return false;
  return Options.Headers || SM.isInMainFile(L);
}

bool ConventionUnit::wanted(const FunctionDecl *F) const {
  return (Options.OnlyFunction.empty() || F->getNameAsString() == Options.OnlyFunction) && reported(F->getLocation());
}

Finding ConventionUnit::make(Rule R, SourceLocation At, const FunctionDecl *F, const NamedDecl *D,
                             const char *Kind) const {
  Finding Out;
  Out.Id = R;
  Out.Place = Locs.range(clang::SourceRange(At));
  if (F)
    Out.Function = F->getNameAsString();
  if (D)
    Out.Variable = D->getNameAsString();
  Out.Signature = Out.Function + "|" + std::string(ruleInfo(R).Name) + "|" + Kind + "|" + Out.Variable;
  return Out;
}

static void collect(const DeclContext *DC, llvm::SmallPtrSetImpl<const FunctionDecl *> &Seen,
                    std::vector<const FunctionDecl *> &Out) {
  for (const Decl *D : DC->decls()) {
    if (const auto *L = dyn_cast<LinkageSpecDecl>(D))
      collect(L, Seen, Out);
    const auto *F = dyn_cast<FunctionDecl>(D);
    if (!F || F->isImplicit() || !F->getIdentifier() || !Seen.insert(F->getCanonicalDecl()).second)
      continue;
    const FunctionDecl *Definition = nullptr;
    Out.push_back(F->hasBody(Definition) ? Definition : F);
  }
}

std::vector<const FunctionDecl *> ConventionUnit::functions() const {
  llvm::SmallPtrSet<const FunctionDecl *, 32> Seen;
  std::vector<const FunctionDecl *> All;
  collect(Context.getTranslationUnitDecl(), Seen, All);
  std::erase_if(All, [&](const FunctionDecl *F) { return !wanted(F); });
  return All;
}

static SourceRange empty(SourceRange R) {
  R.EndLine = R.Line;
  R.EndColumn = R.Column;
  R.Length = 0;
  return R;
}

SourceRange ConventionUnit::before(SourceLocation L) const { return empty(Locs.range(clang::SourceRange(L))); }

SourceRange ConventionUnit::behind(SourceLocation L) const {
  return before(Lexer::getLocForEndOfToken(L, 0, Locs.SM, Locs.Lang));
}

namespace {

class PrefixFinder : public RecursiveASTVisitor<PrefixFinder> {
public:
  explicit PrefixFinder(const ConventionUnit &C) : C(C) {}
  bool VisitDeclaratorDecl(DeclaratorDecl *D) {
    if (C.roleOf(D) != Role::None)
      C.Prefixed.insert(C.Locs.SM.getFileID(C.Locs.SM.getExpansionLoc(D->getLocation())));
    return true;
  }

private:
  const ConventionUnit &C;
};

} // namespace

bool ConventionUnit::inForce(SourceLocation L) const {
  const SourceManager &SM = Locs.SM;
  L = SM.getExpansionLoc(L);
  const FileID File = SM.getFileID(L);
  if (File == SM.getMainFileID() || Prefixed.count(File))
    return true;
  auto Folder = [&](FileID Of) {
    OptionalFileEntryRef Entry = SM.getFileEntryRefForID(Of);
    return Entry ? llvm::sys::path::parent_path(Locs.range(clang::SourceRange(SM.getLocForStartOfFile(Of))).File).str()
                 : std::string();
  };
  return Folder(File) == Folder(SM.getMainFileID());
}

void checkConventions(const ConventionUnit &C) {
  if (C.on(Rule::PrefixMissing) || C.on(Rule::Undocumented))
    PrefixFinder(C).TraverseDecl(C.Context.getTranslationUnitDecl());
  if (C.on(Rule::PrefixMismatch))
    addRenames(C);
  if (C.on(Rule::UninitializedAllocation))
    addZeroingTwins(C);
  if (C.on(Rule::PrefixMissing))
    checkPrefixMissing(C);
  if (C.on(Rule::ConstCastAway) || C.on(Rule::BorrowMutated))
    checkConstness(C);
  if (C.on(Rule::ContractConflict))
    checkContractConflict(C);
  if (C.on(Rule::NameConvention))
    checkNameConvention(C);
  if (C.on(Rule::Undocumented))
    checkUndocumented(C);
  if (C.on(Rule::MissingPoison))
    checkMissingPoison(C);
  if (C.on(Rule::Assertion))
    checkAssertion(C);
  if (C.on(Rule::IncompleteDestroy) || C.on(Rule::Leak))
    checkForgottenFields(C);
  if (C.on(Rule::IncompleteDestroy))
    checkForgottenNodes(C);
}

void walkStatements(const Stmt *Root, llvm::function_ref<void(const Stmt *)> Each) {
  std::vector<const Stmt *> Pending{Root};
  while (!Pending.empty()) {
    const Stmt *Now = Pending.back();
    Pending.pop_back();
    Each(Now);
    const size_t First = Pending.size();
    for (const Stmt *Child : Now->children())
      if (Child)
        Pending.push_back(Child);
    std::reverse(Pending.begin() + First, Pending.end());
  }
}

bool isDataPointer(QualType T) {
  const auto *P = T->getAs<PointerType>();
  return P && !P->getPointeeType()->isFunctionType();
}

const VarDecl *variableIn(const Expr *E) {
  const auto *Ref = E ? dyn_cast<DeclRefExpr>(E->IgnoreParenCasts()) : nullptr;
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

std::string ConventionUnit::prefixOf(Role R) const {
  const Conventions &Names = Options.Names;
  auto First = [](const std::vector<std::string> &Prefixes) {
    return Prefixes.empty() ? std::string() : Prefixes.front();
  };
  switch (R) {
  case Role::None: return "";
  case Role::Own: return First(Names.Owned);
  case Role::Mut: return First(Names.Mutable);
  case Role::Ref: return First(Names.Borrowed);
  }
  return "";
}

llvm::StringRef ConventionUnit::bare(llvm::StringRef Name) const {
  for (const std::vector<std::string> *Prefixes :
       {&Options.Names.Owned, &Options.Names.Mutable, &Options.Names.Borrowed})
    for (const std::string &P : *Prefixes)
      if (!P.empty() && Name.consume_front(P))
        return Name;
  return Name;
}

const char *describeRole(Role R) {
  switch (R) {
  case Role::None: return "a value";
  case Role::Own: return "an owned value";
  case Role::Mut: return "a mutable reference";
  case Role::Ref: return "a borrowed reference";
  }
  return "a value";
}

} // namespace deed
