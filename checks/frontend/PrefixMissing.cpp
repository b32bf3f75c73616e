//===- frontend/PrefixMissing.cpp - the rule prefix-missing ---------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each pointer that the project declares says by its name, or by the name of
// its type, whether it owns. A parameter is one thing however often it is
// declared: its finding stands at the first declaration that does not say it.
//===----------------------------------------------------------------------===//
#include "frontend/ConventionUnit.h"
#include "frontend/Rename.h"
#include "clang/AST/RecursiveASTVisitor.h"

namespace deed {

using namespace clang;

namespace {

class Visitor : public RecursiveASTVisitor<Visitor> {
public:
  explicit Visitor(const ConventionUnit &C) : C(C) {}

  bool TraverseDecl(Decl *D) {
    // What stands in a system header is nobody's to change.
    if (D && !isa<TranslationUnitDecl>(D) && D->getLocation().isValid() && C.Locs.isInstalled(D->getLocation()))
      return true;
    return RecursiveASTVisitor::TraverseDecl(D);
  }

  bool VisitFunctionDecl(FunctionDecl *F) {
    // The first one alone speaks for all.
    if (F->isMain() || F != F->getFirstDecl())
      return true;
    std::vector<const FunctionDecl *> Oldest(F->redecls_begin(), F->redecls_end());
    std::reverse(Oldest.begin(), Oldest.end());
    std::stable_sort(Oldest.begin(), Oldest.end(), [&](const FunctionDecl *A, const FunctionDecl *B) {
      return C.Locs.SM.isBeforeInTranslationUnit(A->getLocation(), B->getLocation());
    });
    for (unsigned I = 0; I != F->getNumParams(); ++I)
      for (const FunctionDecl *D : Oldest)
        if (I < D->getNumParams() && check(D->getParamDecl(I), D))
          break;
    return true;
  }
  bool VisitVarDecl(VarDecl *V) {
    if (!isa<ParmVarDecl>(V) && V->isFirstDecl())
      check(V, dyn_cast_or_null<FunctionDecl>(V->getParentFunctionOrMethod()));
    return true;
  }
  bool VisitFieldDecl(FieldDecl *F) {
    check(F, nullptr);
    return true;
  }

private:
  bool check(const DeclaratorDecl *D, const FunctionDecl *F);
  bool checkOther(const DeclaratorDecl *D, const FunctionDecl *F);
  bool exempt(const DeclaratorDecl *D) const;

  const ConventionUnit &C;
};

} // namespace

/// What everybody knows, and what the project exempts.
bool Visitor::exempt(const DeclaratorDecl *D) const {
  if (isExempt(D, C.Options.Names))
    return true;
  for (const char *Name : {"self", "argv", "envp", "environ"})
    if (D->getName() == Name)
      return true;
  const auto *Alias = D->getType()->getPointeeType()->getAs<TypedefType>();
  return Alias && Alias->getDecl()->getName() == "FILE";
}

/// The option NonPointers: a prefix where nothing can be owned.
bool Visitor::checkOther(const DeclaratorDecl *D, const FunctionDecl *F) {
  if (!C.Options.Options.isTrue("prefix-missing", "NonPointers") || C.roleOfName(D->getName()) == Role::None ||
      D->getType()->isArrayType())
    return false;
  Finding Result = C.make(Rule::PrefixMissing, D->getLocation(), F, D, "no-pointer");
  Result.Message = "'" + Result.Variable + "' has the prefix of " + describeRole(C.roleOfName(D->getName())) +
                   ", but is no pointer to data";
  Result.Help = "leave the prefix out: nothing can be owned through '" + Result.Variable + "'";
  C.Out.push_back(std::move(Result));
  return true;
}

bool Visitor::check(const DeclaratorDecl *D, const FunctionDecl *F) {
  if (!D->getIdentifier() || D->isImplicit() || D->getLocation().isMacroID() || !C.reported(D->getLocation()) ||
      !C.inForce(D->getLocation()))
    return false;
  if (F && !C.Options.OnlyFunction.empty() && F->getNameAsString() != C.Options.OnlyFunction)
    return false;
  if (!isDataPointer(D->getType()))
    return checkOther(D, F);
  if (C.roleOf(D) != Role::None || exempt(D))
    return false;
  Finding Result = C.make(Rule::PrefixMissing, D->getLocation(), F, D, "missing");
  const char *Kind = isa<ParmVarDecl>(D) ? "parameter" : isa<FieldDecl>(D) ? "field" : "variable";
  Result.Message = std::string("the ") + Kind + " '" + Result.Variable +
                   (F ? "' of '" + Result.Function + "'" : std::string("'")) + " has no ownership prefix";
  Result.Help = "name it '" + C.prefixOf(Role::Own) + Result.Variable + "', '" + C.prefixOf(Role::Mut) +
                Result.Variable + "' or '" + C.prefixOf(Role::Ref) + Result.Variable + "'";
  if (const auto *V = dyn_cast<VarDecl>(D); V && F)
    if (Role R = provedRole(C, V, F); R != Role::None) {
      const std::string Name = C.prefixOf(R) + Result.Variable;
      Result.Help = "name it '" + Name + "': it is " + describeRole(R);
      Result.Repair = renameVariable(C, V, F, Name);
    }
  C.Out.push_back(std::move(Result));
  return true;
}

void checkPrefixMissing(const ConventionUnit &C) { Visitor(C).TraverseDecl(C.Context.getTranslationUnitDecl()); }

} // namespace deed
