//===- frontend/Evidence.cpp - what bodies show, for deed init ------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/Evidence.h"
#include "frontend/ConventionUnit.h"
#include "llvm/ADT/STLExtras.h"
#include <map>

namespace deed {

/// The type that a pointer points to, whatever its aliases.
static std::string pointee(clang::QualType T) {
  return T->getPointeeType().getCanonicalType().getUnqualifiedType().getAsString();
}

static bool does(const Outcome &O, unsigned Param, EffectKind Kind) {
  return llvm::any_of(O.Effects, [&](const Effect &E) {
    return E.Kind == Kind && E.Param == static_cast<int>(Param) && !E.Target && E.Path.empty();
  });
}

/// The result that a take of \p Param tells by: it is taken in all outcomes of one
/// class of results, and untouched in all of the opposite one. Any: no such class.
/// What is kept is taken only where a prefix says that it is owned: a borrow may be
/// kept, too.
static ResultTest takenWhere(const std::vector<Outcome> &Outcomes, unsigned Param, bool Owned) {
  ResultTest Taken = ResultTest::Any, Left = ResultTest::Any;
  for (const Outcome &O : Outcomes) {
    const bool Holds = does(O, Param, EffectKind::Hold);
    const bool Takes = does(O, Param, EffectKind::Take) || (Owned && Holds);
    if (!Takes && (Holds || does(O, Param, EffectKind::Release) || does(O, Param, EffectKind::Escape)))
      return ResultTest::Any;
    // A NULL argument is not kept.
    if (llvm::any_of(O.Requires, [&](const Condition &C) { return C.isOfArgument(static_cast<int>(Param)); }))
      continue;
    ResultTest &Slot = Takes ? Taken : Left;
    if (O.Result == ResultTest::Any || (Slot != ResultTest::Any && Slot != O.Result))
      return ResultTest::Any;
    Slot = O.Result;
  }
  if (Taken == ResultTest::Any || Left == ResultTest::Any || Taken == Left)
    return ResultTest::Any;
  // Zero against positive, as a pointer's result is told by.
  if (Taken == ResultTest::Positive && Left == ResultTest::Zero)
    return ResultTest::NonZero;
  return Taken;
}

std::string evidenceOf(const clang::FunctionDecl *F, ContractReader &Contracts, const Locations &Locs) {
  const std::shared_ptr<FunctionContract> C = Contracts.of(F);
  if (C->Inferred.empty())
    return "";
  const SourceRange R = Locs.range(clang::SourceRange(F->getLocation()));
  const std::string Head = "\t" + C->Name + "\t" + R.File + ":" + std::to_string(R.Line);
  std::string Out;
  std::string Family;
  for (const Outcome &O : C->Inferred)
    if (O.Return == ReturnWord::Owned)
      Family = O.Family;
  // Who takes what it returns out of something shows neither.
  const BodyReturn Result = F->getReturnType()->isPointerType() ? resultOf(F, *C) : BodyReturn::Unknown;
  // Of a static function only its name may mislead: its callers see its body.
  const bool Static = !F->isExternallyVisible();
  const std::string Inner = Static ? "inner-" : "";
  if (Result == BodyReturn::Owned)
    Out += Inner + "owned" + Head + "\t" + Family + "\t" + pointee(F->getReturnType()) + "\n";
  if (Result == BodyReturn::Lent)
    Out += Inner + "borrowed" + Head + "\n";
  if (Static)
    return Out;
  if (F->getNumParams() >= 1 && F->getParamDecl(0)->getType()->isPointerType() &&
      llvm::any_of(C->Inferred, [&](const Outcome &O) { return does(O, 0, EffectKind::Release); }) &&
      llvm::all_of(C->Inferred, [&](const Outcome &O) {
        return does(O, 0, EffectKind::Release) ||
               llvm::any_of(O.Requires, [](const Condition &When) { return When.isOfArgument(0); });
      }))
    Out += "releases" + Head + "\t" + pointee(F->getParamDecl(0)->getType()) + "\n";
  for (unsigned I = 0; I != F->getNumParams(); ++I) {
    const Role Named = Contracts.roleOf(F->getParamDecl(I));
    // What callers read at the declaration already needs no line.
    const bool Told = I < C->Params.size() && C->Params[I].Word == ParamWord::TakesOnSuccess;
    if (!F->getParamDecl(I)->getType()->isPointerType() || Told || Named == Role::Ref || Named == Role::Mut)
      continue;
    if (ResultTest Test = takenWhere(C->Inferred, I, Named == Role::Own); Test != ResultTest::Any)
      Out += "takes-on-success" + Head + "\t" + std::to_string(I) + "\t" + F->getParamDecl(I)->getNameAsString() +
             "\t" + std::string(resultTestName(Test)) + "\n";
  }
  return Out;
}

std::string documentedEvidence(clang::ASTContext &Context, ContractReader &Contracts, const Locations &Locs) {
  std::string Out;
  for (const clang::Decl *D : Context.getTranslationUnitDecl()->decls()) {
    const auto *F = llvm::dyn_cast<clang::FunctionDecl>(D);
    if (!F || !F->isFirstDecl() || !F->getIdentifier() || !F->getReturnType()->isPointerType() ||
        Context.getSourceManager().isInSystemHeader(F->getLocation()))
      continue;
    const ReturnContract &R = Contracts.of(F)->Return;
    if (R.From.From != Source::Comment)
      continue;
    const SourceRange At = Locs.range(clang::SourceRange(F->getLocation()));
    const std::string Tail = "\t" + F->getNameAsString() + "\t" + At.File + ":" + std::to_string(At.Line) + "\n";
    if (R.Word == ReturnWord::Owned)
      Out += "documented-owned" + Tail;
    else if (R.Word == ReturnWord::Borrowed || R.Word == ReturnWord::BorrowedFrom)
      Out += "documented-borrowed" + Tail;
  }
  return Out;
}

/// By its name, if it has one.
static std::string paramName(const clang::FunctionDecl *F, unsigned I) {
  const clang::FunctionDecl *Definition = F->getDefinition();
  const std::string Name = (Definition ? Definition : F)->getParamDecl(I)->getNameAsString();
  return Name.empty() ? std::to_string(I) : Name;
}

/// What to say of a parameter so that it is an exception: of the object that is not
/// ended after all, or of the context.
static std::string paramOfMisnamed(const clang::FunctionDecl *F, llvm::StringRef Kind, const FunctionContract &C) {
  if (Kind == "ends")
    return "\t" + paramName(F, 0) + "\tmutates";
  if (Kind != "init")
    return "";
  for (unsigned I = 0; I != F->getNumParams(); ++I)
    if (isTallocContext(F->getParamDecl(I)->getType())) {
      const bool Kept = llvm::any_of(C.Inferred, [&](const Outcome &O) { return does(O, I, EffectKind::Hold); });
      return "\t" + paramName(F, I) + (Kept ? "\tholds" : "\tcontext");
    }
  return "";
}

std::string misnamedEvidence(clang::ASTContext &Context, ContractReader &Contracts, const Locations &Locs,
                             const std::vector<Finding> &Found) {
  std::map<std::string, std::string> Kinds; // by function
  for (const Finding &F : Found)
    if (F.Id == Rule::NameConvention)
      Kinds[F.Function] = llvm::StringRef(F.Signature).split("|name-convention|").second.split('|').first;
  std::string Out;
  for (const clang::Decl *D : Context.getTranslationUnitDecl()->decls()) {
    const auto *F = llvm::dyn_cast<clang::FunctionDecl>(D);
    if (!F || !F->isFirstDecl() || !F->getIdentifier())
      continue;
    auto It = Kinds.find(F->getNameAsString());
    if (It == Kinds.end())
      continue;
    const clang::FunctionDecl *Definition = F->getDefinition();
    const SourceRange At = Locs.range(clang::SourceRange((Definition ? Definition : F)->getLocation()));
    Out += std::string(F->isExternallyVisible() ? "" : "inner-") + "misnamed\t" + It->first + "\t" + At.File + ":" +
           std::to_string(At.Line) + "\t" + It->second + paramOfMisnamed(F, It->second, *Contracts.of(F)) + "\n";
  }
  return Out;
}

} // namespace deed
