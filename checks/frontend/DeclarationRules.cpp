//===- frontend/DeclarationRules.cpp - rules that read declarations -------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/DeclarationRules.h"
#include "frontend/ConstFlow.h"
#include "frontend/ContractReader.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/TypeLoc.h"

namespace deed {

using namespace clang;

namespace {

class Visitor : public RecursiveASTVisitor<Visitor> {
public:
  Visitor(ASTContext &Context, const Locations &Locs, const AnalysisOptions &Options, std::vector<Finding> &Out)
      : Context(Context), Locs(Locs), Options(Options), Out(Out) {}

  bool TraverseDecl(Decl *D) {
    // What stands in a system header is nobody's to change.
    if (D && !isa<TranslationUnitDecl>(D) && D->getLocation().isValid() && Locs.isInstalled(D->getLocation()))
      return true;
    return RecursiveASTVisitor::TraverseDecl(D);
  }

  bool VisitFunctionDecl(FunctionDecl *F) {
    for (const ParmVarDecl *P : F->parameters())
      check(P, F->getNameAsString());
    return true;
  }
  bool VisitVarDecl(VarDecl *V) {
    if (isa<ParmVarDecl>(V))
      return true;
    const auto *F = dyn_cast_or_null<FunctionDecl>(V->getParentFunctionOrMethod());
    check(V, F ? F->getNameAsString() : "");
    return true;
  }
  bool VisitFieldDecl(FieldDecl *F) {
    check(F, "");
    return true;
  }

private:
  void check(const DeclaratorDecl *D, const std::string &Function);
  bool addConst(const DeclaratorDecl *D, Fix &Repair) const;
  std::optional<Fix> makeConst(const DeclaratorDecl *D) const;

  ASTContext &Context;
  const Locations &Locs;
  const AnalysisOptions &Options;
  std::vector<Finding> &Out;
  mutable std::optional<ConstFlow> Flow; ///< made when the first fix is
};

} // namespace

/// Adds to \p Repair the `const` before T in `T *ref_x`, where T was written for
/// this one alone; false if it can not be.
bool Visitor::addConst(const DeclaratorDecl *D, Fix &Repair) const {
  QualType T = D->getType();
  if (const auto *A = dyn_cast<ArrayType>(T.getTypePtr()))
    T = A->getElementType();
  const QualType Pointee = T->getPointeeType();
  const SourceLocation Begin = D->getTypeSpecStartLoc();
  if (!Begin.isFileID() || !D->getLocation().isFileID() || Pointee.isNull() || Pointee->isPointerType() ||
      !Pointee.getQualifiers().empty())
    return false;
  SourceRange Place = Locs.range(clang::SourceRange(Begin));
  Place.EndLine = Place.Line;
  Place.EndColumn = Place.Column;
  Place.Length = 0;
  Repair.Edits.push_back({Place, "const "});
  return true;
}

/// A parameter in all declarations of its function at once: each alone would not
/// compile.
std::optional<Fix> Visitor::makeConst(const DeclaratorDecl *D) const {
  Fix Repair;
  Repair.Description = "declare the pointee of '" + D->getNameAsString() + "' const";
  if (!Flow)
    Flow.emplace(Context, Options.Names);
  if (!Flow->canBeConst(D))
    return std::nullopt;
  const auto *P = dyn_cast<ParmVarDecl>(D);
  const auto *F = P ? dyn_cast<FunctionDecl>(P->getDeclContext()) : nullptr;
  if (!F)
    return addConst(D, Repair) ? std::optional<Fix>(std::move(Repair)) : std::nullopt;
  // Only the file with the body knows whether it writes, and where to write const.
  const SourceManager &SM = Context.getSourceManager();
  if (!F->hasBody() && !SM.isInMainFile(SM.getExpansionLoc(F->getLocation())))
    return std::nullopt;
  for (const FunctionDecl *Each : F->redecls()) {
    const unsigned Index = P->getFunctionScopeIndex();
    if (Index >= Each->getNumParams())
      return std::nullopt;
    const ParmVarDecl *Theirs = Each->getParamDecl(Index);
    if (!pointsToConst(Theirs->getType()) && !addConst(Theirs, Repair))
      return std::nullopt;
  }
  return Repair;
}

void Visitor::check(const DeclaratorDecl *D, const std::string &Function) {
  const Conventions &Names = Options.Names;
  if (!D->getIdentifier() || Names.roleOf(D->getName()) != Role::Ref || roleOfDeclaration(D, Names) != Role::Ref ||
      isExempt(D, Names))
    return;
  const SourceManager &SM = Context.getSourceManager();
  if (!Options.Headers && !SM.isInMainFile(SM.getExpansionLoc(D->getLocation())))
    return;
  QualType T = D->getType();
  if (const auto *A = dyn_cast<ArrayType>(T.getTypePtr()))
    T = A->getElementType();
  QualType Pointee = T->getPointeeType();
  if (Pointee.isNull() || Pointee.getCanonicalType().isConstQualified() || Pointee->isFunctionType())
    return;
  Finding F;
  F.Id = Rule::RefNotConst;
  F.Function = Function;
  F.Variable = D->getNameAsString();
  F.Place = Locs.range(clang::SourceRange(D->getLocation()));
  F.Message = "'" + F.Variable + "' is a borrowed reference by its prefix, but what it points to is not const";
  F.Help = "declare the pointee const, or use the prefix " + Names.prefixOf(Role::Mut);
  F.Signature = Function + "|ref-not-const|" + F.Variable;
  F.Repair = makeConst(D);
  Out.push_back(std::move(F));
}

void checkDeclarations(ASTContext &Context, const Locations &Locs, const AnalysisOptions &Options,
                       std::vector<Finding> &Out) {
  Visitor(Context, Locs, Options, Out).TraverseDecl(Context.getTranslationUnitDecl());
}

} // namespace deed
