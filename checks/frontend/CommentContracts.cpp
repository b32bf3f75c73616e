//===- frontend/CommentContracts.cpp - comments become contracts ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What CommentReader.h understood of a comment, where the function's type bears it out.
//===----------------------------------------------------------------------===//
#include "engine/Names.h"
#include "frontend/CommentReader.h"
#include "frontend/ContractReader.h"
#include "frontend/OwnReference.h"
#include "llvm/ADT/STLExtras.h"

namespace deed {

static bool isTaken(ParamWord W) {
  return W == ParamWord::Takes || W == ParamWord::TakesOnSuccess || W == ParamWord::TakesOnFailure;
}

/// `T **`, which may be filled.
static bool isPlace(clang::QualType Pointer) {
  const clang::QualType T = Pointer->getPointeeType();
  return !T.isNull() && T->isPointerType() && !T.isConstQualified();
}

static bool isNumbers(clang::QualType Pointer) {
  const clang::QualType T = Pointer->getPointeeType();
  return !T.isNull() && T.isConstQualified() && T->isArithmeticType() && !T->isCharType();
}

/// By which result a function of type \p T succeeds, as far as its comment and the
/// type tell. False: they do not.
static bool readSuccess(clang::QualType T, const CommentContract &Said, FunctionContract &C) {
  if (C.Success != ResultTest::Any || reportsByZero(T))
    return true;
  C.Success = Said.Success;
  C.Failure = Said.Failure;
  return Said.Success != ResultTest::Any;
}

void ContractReader::readComments(const clang::FunctionDecl *F, FunctionContract &C) {
  for (const clang::FunctionDecl *D : F->redecls()) {
    const CommentContract &Said = commentOf(D);
    if (!Said.Found)
      continue;
    auto Take = [&](Source Now) { return Now > Source::Comment; };
    // What a prefix takes for granted of a number, a comment may know better.
    if (Said.Success != ResultTest::Any && C.Success != ResultTest::Any &&
        classify(F->getReturnType()) == TypeClass::Signed)
      C.Success = Said.Success, C.Failure = Said.Failure;
    if (isPointer(F->getReturnType()) && Said.Return != ReturnWord::Unknown && Take(C.Return.From.From)) {
      C.Return.Word = Said.Return;
      C.Return.From = {Source::Comment, Said.Where, "comment of '" + C.Name + "'"};
      // "free it with node_free()": by that, and by nothing else.
      if (Said.Return == ReturnWord::Owned && (PrefixesInUse || namesReleaser(F)))
        C.Return.Family = familyOf(F->getReturnType());
    }
    if (Said.UntilChange && isPointer(F->getReturnType()) &&
        (C.Return.Word == ReturnWord::Unknown || C.Return.Word == ReturnWord::Borrowed ||
         C.Return.Word == ReturnWord::BorrowedFrom)) {
      C.Return.UntilChange = true;
      if (C.Return.Word == ReturnWord::Unknown) {
        C.Return.Word = ReturnWord::Borrowed;
        C.Return.From = {Source::Comment, Said.Where, "comment of '" + C.Name + "'"};
      }
    }
    for (auto &[Name, Word] : Said.Params)
      for (unsigned I = 0; I != D->getNumParams() && I != C.Params.size(); ++I)
        if (D->getParamDecl(I)->getName() == Name && isPointer(D->getParamDecl(I)->getType())) {
          ParamContract &P = C.Params[I];
          // "on success" refines what a prefix says; so does "even on failure".
          const bool Anyway = P.Word == ParamWord::TakesOrFails && Word == ParamWord::Takes &&
                              llvm::is_contained(Said.TakenAnyway, Name);
          const bool Refines = Anyway || ((P.Word == ParamWord::Takes || P.Word == ParamWord::TakesOrFails) &&
                                          Word == ParamWord::TakesOnSuccess);
          if (Take(P.From.From) || Refines) {
            // A body in sight tells what became of it, and what the comment says is wrong where
            // it has a reference of its own: callers keep theirs.
            if (const clang::FunctionDecl *Body = nullptr;
                isTaken(Word) && !Refines && F->hasBody(Body) &&
                (llvm::is_contained(Said.GoneAfter, Name) || takesOwnReference(Body, I, Models)))
              continue;
            // "... take ownership of these files by passing a callback": nobody owns a function.
            if (isTaken(Word) && D->getParamDecl(I)->getType()->isFunctionPointerType())
              continue;
            // "Consumes the fds" of a `const int *`: what the numbers stand for, not their array.
            if (isTaken(Word) && isNumbers(D->getParamDecl(I)->getType()))
              continue;
            // "The name, borrowed" of a `char **out` is what the call leaves there.
            if (Word == ParamWord::Borrows && isPlace(D->getParamDecl(I)->getType()))
              continue;
            // "The caller must free it" of a `char *buffer` is no place for a result.
            const bool Fills = Word == ParamWord::GivesOnSuccess || Word == ParamWord::Points;
            if (Fills && !isPlace(D->getParamDecl(I)->getType()))
              continue;
            // Nothing tells success from failure.
            const bool Always = Word == ParamWord::GivesOnSuccess && F->getReturnType()->isVoidType();
            const bool OnSuccess = Word == ParamWord::GivesOnSuccess || Word == ParamWord::TakesOnSuccess;
            // What says success of a number is not known, unless the comment tells.
            if (OnSuccess && !Always && !readSuccess(F->getReturnType(), Said, C) && !Refines)
              continue;
            P.Word = Always ? ParamWord::Gives : Word;
            if (!Refines) {
              P.From = {Source::Comment, Said.Where, "comment of '" + C.Name + "'"};
              P.Usable = !PrefixesInUse && isTaken(Word);
            }
          }
        }
  }
}

/// True for `void thing_free(thing *t)` without a body: its name says that it ends what it gets.
static bool isReleaserByName(const clang::FunctionDecl *F) {
  if (!F->getIdentifier() || F->getNumParams() != 1 || F->hasBody())
    return false;
  const clang::QualType To = F->getParamDecl(0)->getType()->getPointeeType();
  return !To.isNull() && !To->isPointerType() &&
         hasWord(wordsOf(F->getName()), {"free", "destroy", "delete", "dispose", "close", "release"});
}

/// True if \p Name stands in \p Text as a word.
static bool isNamedIn(llvm::StringRef Text, llvm::StringRef Name) {
  auto IsPart = [](char C) { return isalnum(static_cast<unsigned char>(C)) || C == '_'; };
  for (size_t At = Text.find(Name); At != llvm::StringRef::npos; At = Text.find(Name, At + 1)) {
    const llvm::StringRef Behind = Text.drop_front(At + Name.size());
    if ((!At || !IsPart(Text[At - 1])) && (Behind.empty() || !IsPart(Behind.front())))
      return true;
  }
  return false;
}

/// "Returns a new thing; free it with thing_free()": what thing_free() does, although nothing is
/// said above it. Found once for the unit, where a function that may be one is met.
void ContractReader::findNamedReleasers() {
  ReleasersFound = true;
  const clang::SourceManager &SM = Context.getSourceManager();
  std::vector<const clang::FunctionDecl *> Candidates, Makers;
  std::set<const clang::Type *> Counted; // thing_ref(): a release may leave the object alive
  for (const clang::Decl *D : Context.getTranslationUnitDecl()->decls()) {
    const auto *F = llvm::dyn_cast<clang::FunctionDecl>(D);
    if (!F || !F->getIdentifier() || SM.isInSystemHeader(F->getLocation()))
      continue;
    if (isReleaserByName(F))
      Candidates.push_back(F);
    if (isPointer(F->getReturnType()))
      Makers.push_back(F);
    if (F->getNumParams() == 1 && isPointer(F->getParamDecl(0)->getType()) &&
        hasWord(wordsOf(F->getName()), {"ref", "retain", "addref", "incref", "acquire"}))
      Counted.insert(F->getParamDecl(0)->getType()->getPointeeType().getCanonicalType().getTypePtr());
  }
  if (Candidates.empty())
    return;
  for (const clang::FunctionDecl *F : Makers) {
    const CommentContract &Said = commentOf(F);
    if (Said.Return != ReturnWord::Owned)
      continue;
    const clang::Type *Made = F->getReturnType()->getPointeeType().getCanonicalType().getTypePtr();
    for (const clang::FunctionDecl *Releaser : Candidates)
      if (const clang::QualType To = Releaser->getParamDecl(0)->getType()->getPointeeType().getCanonicalType();
          To.getTypePtr() == Made && !Counted.count(Made) && isNamedIn(Said.Text, Releaser->getName()))
        Releasers.try_emplace(Releaser->getCanonicalDecl(), F), NamingReleaser.insert(F->getCanonicalDecl());
  }
}

/// True where the comment of \p F names the function that releases what it returns.
bool ContractReader::namesReleaser(const clang::FunctionDecl *F) {
  if (F->hasBody() || Context.getSourceManager().isInSystemHeader(F->getLocation()))
    return false;
  if (!ReleasersFound)
    findNamedReleasers();
  return NamingReleaser.contains(F->getCanonicalDecl());
}

void ContractReader::readNamedReleaser(const clang::FunctionDecl *F, FunctionContract &C) {
  if (!isReleaserByName(F) || C.Params.size() != 1 || C.Params[0].Word != ParamWord::Unknown ||
      C.Params[0].From.From != Source::None || Context.getSourceManager().isInSystemHeader(F->getLocation()))
    return;
  if (!ReleasersFound)
    findNamedReleasers();
  const clang::FunctionDecl *Maker = Releasers.lookup(F->getCanonicalDecl());
  if (!Maker)
    return;
  C.Params[0].Word = ParamWord::Releases;
  C.Params[0].Family = familyOf(F->getParamDecl(0)->getType());
  C.Params[0].From = {Source::Comment, Locs.range(Maker->getLocation()),
                      "comment of '" + Maker->getNameAsString() + "'"};
}

} // namespace deed
