//===- frontend/ContractConflict.cpp - the rule contract-conflict ---------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A contract has several sources: declarations and the definition, the prefix of
// a name and of its type, attributes, comments, the function's name, a model,
// the body. Where two of them disagree one is wrong, and whoever reads the
// other is misled. What only prefix and flow disagree on is prefix-mismatch.
//===----------------------------------------------------------------------===//
#include "frontend/CommentReader.h"
#include "frontend/ConventionUnit.h"
#include "frontend/OwnReference.h"
#include "models/Models.h"
#include "clang/AST/RecursiveASTVisitor.h"

namespace deed {

using namespace clang;

namespace {

/// What one source says of a parameter.
enum class Side { Nothing, Owns, Mutates, Lent };

class Checker {
public:
  Checker(const ConventionUnit &C, const FunctionDecl *F) : C(C), F(F), Body(F->doesThisDeclarationHaveABody()) {
    for (const FunctionDecl *D : F->redecls())
      Comments.push_back({D, &C.Contracts.commentOf(D)});
  }
  void run();
  /// What needs no prefixes: the comment promises to take, or to give, and the body does not.
  void runBody();

private:
  bool checkReference(unsigned Index);
  bool checkBody(ReturnWord Said, SourceLocation Where);
  void checkParam(unsigned Index);
  bool checkPrefixes(unsigned Index);
  bool checkComments(unsigned Index);
  void checkResult();
  void checkModel();
  void tell(SourceLocation At, const NamedDecl *D, const char *Kind, std::string Message, SourceLocation Other,
            const char *Says);
  SourceLocation place(unsigned Index) const { return F->getParamDecl(Index)->getLocation(); }

  const ConventionUnit &C;
  const FunctionDecl *F; ///< the definition, else the first declaration
  /// Of the few functions alone of which two sources say something: contracts are dear.
  const FunctionContract &contract() const {
    if (!Contract)
      Contract = C.Contracts.of(F);
    return *Contract;
  }
  mutable std::shared_ptr<FunctionContract> Contract;
  bool Body;
  std::vector<std::pair<const FunctionDecl *, const CommentContract *>> Comments;
};

} // namespace

static Side sideOf(ParamWord W) {
  switch (W) {
  case ParamWord::Takes:
  case ParamWord::TakesOnSuccess:
  case ParamWord::TakesOnFailure:
  case ParamWord::TakesOrFails:
  case ParamWord::Releases:
  case ParamWord::ReleasesOnSuccess:
  case ParamWord::Closes:
  case ParamWord::Reallocs: return Side::Owns;
  case ParamWord::Mutates: return Side::Mutates;
  case ParamWord::Borrows:
  case ParamWord::Holds: return Side::Lent;
  case ParamWord::Unknown:
  case ParamWord::Gives:
  case ParamWord::GivesOnSuccess:
  case ParamWord::GivesOnFailure:
  case ParamWord::GivesPair:
  case ParamWord::Points:
  case ParamWord::PointsInto:
  case ParamWord::ReleasesTarget:
  case ParamWord::ClearsTarget:
  case ParamWord::RegrowsOnSuccess:
  case ParamWord::Context:
  case ParamWord::Resets:
  case ParamWord::MovesTo:
  case ParamWord::MovesTargetTo:
  case ParamWord::ReferencesOn:
  case ParamWord::GivesContext:
  case ParamWord::Opens:
  case ParamWord::Leaves:
  case ParamWord::BecomesCurrent:
  case ParamWord::CrossesThread:
  case ParamWord::Detaches:
  case ParamWord::DestructorOf:
  case ParamWord::Grows:
  case ParamWord::Regrows: return Side::Nothing;
  }
  return Side::Nothing;
}

static Side sideOf(Role R) {
  switch (R) {
  case Role::None: return Side::Nothing;
  case Role::Own: return Side::Owns;
  case Role::Mut: return Side::Mutates;
  case Role::Ref: return Side::Lent;
  }
  return Side::Nothing;
}

/// A mutable reference is a borrow, too; a borrowed one that is said to be
/// changed is a conflict all the same.
static bool conflict(Side A, Side B, bool BorrowIsAny) {
  if (A == Side::Nothing || B == Side::Nothing || A == B)
    return false;
  if (A == Side::Owns || B == Side::Owns)
    return true;
  return !BorrowIsAny;
}

static const char *describe(Side S) {
  switch (S) {
  case Side::Nothing: return "nothing";
  case Side::Owns: return "that ownership is taken";
  case Side::Mutates: return "that it may be changed";
  case Side::Lent: return "that it is borrowed";
  }
  return "nothing";
}

static bool isPointerToPointer(QualType T) {
  const QualType To = T->getPointeeType();
  return !To.isNull() && To->isPointerType();
}

void Checker::tell(SourceLocation At, const NamedDecl *D, const char *Kind, std::string Message, SourceLocation Other,
                   const char *Says) {
  if (!C.reported(At))
    return;
  Finding R = C.make(Rule::ContractConflict, At, F, D, Kind);
  R.Signature = R.Function + "|contract-conflict|" + (D ? R.Variable : "result");
  // Some file has the definition: see sortAndMerge().
  if (!Body)
    R.Signature += "|declared";
  R.Message = std::move(Message);
  R.Help = "make both say what the function does";
  if (Other.isValid() && Other != At)
    R.Contracts.push_back({C.Locs.range(clang::SourceRange(Other)), Says});
  C.Out.push_back(std::move(R));
}

/// Two declarations of the function, and the prefix against attributes.
bool Checker::checkPrefixes(unsigned Index) {
  const ParmVarDecl *Ours = F->getParamDecl(Index);
  const Role R = C.roleOf(Ours);
  for (const FunctionDecl *D : F->redecls()) {
    if (D == F || Index >= D->getNumParams())
      continue;
    const ParmVarDecl *Theirs = D->getParamDecl(Index);
    const Role Other = C.roleOf(Theirs);
    // No name, or none with a prefix: nothing is said.
    if (Other == Role::None || R == Role::None || Other == R)
      continue;
    tell(Ours->getLocation(), Ours, "declarations",
         "'" + Ours->getNameAsString() + "' of '" + F->getNameAsString() + "' is declared as '" +
             Theirs->getNameAsString() + "' elsewhere",
         Theirs->getLocation(), "declared differently here");
    return true;
  }
  for (const FunctionDecl *D : F->redecls()) {
    const ParmVarDecl *P = Index < D->getNumParams() ? D->getParamDecl(Index) : nullptr;
    if (!P || !P->getIdentifier())
      continue;
    const Side Named = sideOf(C.roleOf(P));
    if (Named == Side::Nothing || Index >= contract().Params.size())
      continue;
    const ParamContract &Said = contract().Params[Index];
    if (Said.From.From == Source::Attribute && conflict(sideOf(Said.Word), Named, true)) {
      tell(place(Index), P, "attribute",
           "'" + P->getNameAsString() + "' of '" + F->getNameAsString() + "' is " + describeRole(C.roleOf(P)) +
               " by its prefix, but an attribute says " + describe(sideOf(Said.Word)),
           P->getLocation(), "declared here");
      return true;
    }
  }
  return false;
}

bool Checker::checkComments(unsigned Index) {
  Side Said = Side::Nothing;
  for (auto &[D, Comment] : Comments) {
    if (Index >= D->getNumParams())
      continue;
    const ParmVarDecl *P = D->getParamDecl(Index);
    const Role R = C.roleOf(P);
    // The tag names nobody, so it speaks of this one, too.
    if (Comment->LeavesAll && R == Role::Own && !isPointerToPointer(P->getType())) {
      tell(place(Index), P, "comment",
           "'" + P->getNameAsString() + "' of '" + F->getNameAsString() + "' is " + describeRole(R) +
               " by its prefix, but its documentation says that nothing is transferred",
           D->getLocation(), "documented here");
      return true;
    }
    for (auto &[Name, Word] : Comment->Params) {
      // That it is not to be used any more says nothing of who owned it.
      if (P->getName() != Name || Name.empty() || isPointerToPointer(P->getType()) ||
          llvm::is_contained(Comment->GoneAfter, Name))
        continue;
      const Side Now = sideOf(Word);
      if (conflict(Now, Said, true)) {
        tell(place(Index), P, "comments",
             "the documentation of '" + F->getNameAsString() + "' says of '" + Name + "' both " + describe(Said) +
                 " and " + describe(Now),
             D->getLocation(), "documented here");
        return true;
      }
      // The attribute was read into the contract, and beats the comment.
      const ParamContract Attribute = Index < contract().Params.size() ? contract().Params[Index] : ParamContract();
      if (Attribute.From.From == Source::Attribute && conflict(Now, sideOf(Attribute.Word), true)) {
        tell(place(Index), P, "attribute",
             "the documentation of '" + F->getNameAsString() + "' says of '" + Name + "' " + describe(Now) +
                 ", but an attribute " + describe(sideOf(Attribute.Word)),
             D->getLocation(), "documented here");
        return true;
      }
      if (conflict(Now, sideOf(R), Now == Side::Lent)) {
        tell(place(Index), P, "comment",
             "'" + Name + "' of '" + F->getNameAsString() + "' is " + describeRole(R) +
                 " by its prefix, but its documentation says " + describe(Now),
             D->getLocation(), "documented here");
        return true;
      }
      Said = Said == Side::Nothing ? Now : Said;
    }
  }
  // What prefix and body disagree on is prefix-mismatch and borrow-released. Of what is
  // only not to be used any more the body tells why.
  if (llvm::any_of(Comments, [&](const auto &Each) {
        return llvm::is_contained(Each.second->GoneAfter, F->getParamDecl(Index)->getNameAsString());
      }))
    return false;
  if (!Body || Said == Side::Nothing || C.roleOf(F->getParamDecl(Index)) != Role::None)
    return false;
  if (checkReference(Index))
    return true;
  const BodyParam Done = paramOfBody(contract(), Index);
  if (!Done.Known)
    return false;
  const std::string Name = F->getParamDecl(Index)->getNameAsString();
  if (Said == Side::Owns && !Done.Consumed && !Done.Parts) {
    // It speaks of every contract that takes, whoever states it.
    if (C.on(Rule::PrefixMismatch))
      return false;
    tell(F->getLocation(), F->getParamDecl(Index), "body",
         "the documentation says that '" + F->getNameAsString() + "' takes ownership of '" + Name +
             "', but it never releases or keeps it",
         Comments.back().first->getLocation(), "documented here");
    return true;
  }
  if (Said != Side::Owns && Done.Consumed) {
    tell(F->getLocation(), F->getParamDecl(Index), "body",
         "the documentation says that '" + F->getNameAsString() + "' only borrows '" + Name +
             "', but it releases or keeps it",
         Comments.back().first->getLocation(), "documented here");
    return true;
  }
  return false;
}

/// Documented as taken, and the body takes a reference of its own: who follows the
/// documentation never gives up the caller's.
bool Checker::checkReference(unsigned Index) {
  const ParmVarDecl *P = F->getParamDecl(Index);
  const std::string Name = P->getNameAsString();
  for (auto &[D, Comment] : Comments)
    for (auto &[Of, Word] : Comment->Params) {
      if (Of != Name || sideOf(Word) != Side::Owns || C.roleOf(P) != Role::None ||
          !takesOwnReference(F, Index, *C.Options.Models))
        continue;
      tell(P->getLocation(), P, "body",
           "the documentation says that '" + F->getNameAsString() + "' takes ownership of '" + Name +
               "', but its body takes a reference of its own, and leaves the caller's",
           D->getLocation(), "documented here");
      return true;
    }
  return false;
}

void Checker::checkParam(unsigned Index) {
  if (!F->getParamDecl(Index)->getType()->isPointerType())
    return;
  if (!checkPrefixes(Index))
    checkComments(Index);
}

/// The documentation says \p Said of the result, at \p Where, and the body returns what it is not.
bool Checker::checkBody(ReturnWord Said, SourceLocation Where) {
  const bool Owned = Said == ReturnWord::Owned;
  const BodyReturn Does = Body ? resultOf(F, *C.Contracts.solved(F)) : BodyReturn::Unknown;
  if (Does == BodyReturn::Unknown || (Does == BodyReturn::Owned) == Owned)
    return false;
  // "The caller must dispose the pair" of `return &c->pair;`: a part that is handed out comes back some other way.
  if (Owned && llvm::any_of(C.Contracts.of(F)->Inferred, [](const Outcome &O) {
        return O.Return == ReturnWord::Argument && (O.Bytes > 0 || !O.OnPath.empty());
      }))
    return false;
  tell(F->getLocation(), nullptr, "body",
       "the documentation says that '" + F->getNameAsString() + "' returns " +
           (Owned ? "an owned value" : "a borrowed value") + ", but its body returns " +
           (Owned ? "one that it does not own" : "one that the caller must release"),
       Where, "documented here");
  return true;
}

void Checker::checkResult() {
  if (!F->getReturnType()->isPointerType())
    return;
  ReturnWord Said = ReturnWord::Unknown;
  SourceLocation Where;
  const std::string Name = F->getNameAsString();
  for (auto &[D, Comment] : Comments)
    for (ReturnWord W : Comment->Returns) {
      if (Said != ReturnWord::Unknown && W != Said) {
        tell(F->getLocation(), nullptr, "comments",
             "the documentation of '" + Name + "' says both that its result is owned and that it is borrowed",
             D->getLocation(), "documented here");
        return;
      }
      Said = W;
      Where = D->getLocation();
    }
  if (Said == ReturnWord::Unknown)
    return;
  const bool Owned = Said == ReturnWord::Owned;
  const char *Documented = Owned ? "an owned value" : "a borrowed value";
  if (contract().Return.From.From == Source::Attribute && (contract().Return.Word == ReturnWord::Owned) != Owned &&
      (contract().Return.Word == ReturnWord::Owned || contract().Return.Word == ReturnWord::Borrowed)) {
    tell(F->getLocation(), nullptr, "attribute",
         "the documentation says that '" + Name + "' returns " + Documented + ", but an attribute says otherwise",
         Where, "documented here");
    return;
  }
  if (checkBody(Said, Where))
    return;
  // The project itself says that this name is an exception.
  if (contract().Return.From.From == Source::Configuration)
    return;
  const std::vector<std::string> Words = wordsOf(F->getName());
  const bool Makes = saysOwned(Words);
  const bool Looks = saysBorrowed(Words);
  if (Makes == Looks || Makes == Owned)
    return;
  tell(F->getLocation(), nullptr, "name",
       "the documentation says that '" + Name + "' returns " + Documented + ", its name that the result is " +
           (Owned ? "borrowed" : "owned"),
       Where, "documented here");
}

/// A model that was given for a function of the project.
void Checker::checkModel() {
  const FunctionContract *Model =
      Body && F->isExternallyVisible() && !F->getBuiltinID() ? C.Options.Models->find(F->getName()) : nullptr;
  if (!Model)
    return;
  const BodyReturn Does = resultOf(F, contract());
  const std::string Name = F->getNameAsString();
  const bool Owned = Model->Return.Word == ReturnWord::Owned;
  const bool Lent = Model->Return.Word == ReturnWord::Borrowed || Model->Return.Word == ReturnWord::BorrowedFrom;
  if ((Owned && Does == BodyReturn::Lent) || (Lent && Does == BodyReturn::Owned)) {
    tell(F->getLocation(), nullptr, "model",
         "the model says that '" + Name + "' returns " + (Owned ? "an owned" : "a borrowed") +
             " value, but its body does not",
         {}, "");
    return;
  }
  for (unsigned I = 0; I != F->getNumParams() && I != Model->Params.size(); ++I) {
    const BodyParam P = paramOfBody(contract(), I);
    const Side Said = sideOf(Model->Params[I].Word);
    if (!P.Known || (Said == Side::Owns ? P.Consumed || P.Parts : Said == Side::Nothing || !P.Consumed))
      continue;
    tell(F->getLocation(), F->getParamDecl(I), "model",
         "the model says of '" + F->getParamDecl(I)->getNameAsString() + "' of '" + Name + "' " + describe(Said) +
             ", but the body does otherwise",
         {}, "");
    return;
  }
}

void Checker::run() {
  for (unsigned I = 0; I != F->getNumParams(); ++I)
    checkParam(I);
  checkResult();
  checkModel();
}

void Checker::runBody() {
  if (!Body)
    return;
  for (unsigned I = 0; I != F->getNumParams(); ++I)
    if (F->getParamDecl(I)->getType()->isPointerType())
      checkReference(I);
  if (!F->getReturnType()->isPointerType() ||
      llvm::all_of(Comments, [](const auto &Each) { return Each.second->Returns.empty(); }) ||
      contract().Return.From.From == Source::Configuration)
    return;
  // Of what is documented as lent the body may return a floating reference, or what the
  // last one to use it releases.
  for (auto &[D, Comment] : Comments)
    if (!Comment->Returns.empty() &&
        llvm::all_of(Comment->Returns, [](ReturnWord W) { return W == ReturnWord::Owned; }) &&
        checkBody(ReturnWord::Owned, D->getLocation()))
      return;
}

namespace {

/// `own_data_t *ref_x`.
class Names : public RecursiveASTVisitor<Names> {
public:
  explicit Names(const ConventionUnit &C) : C(C) {}
  bool VisitDeclaratorDecl(DeclaratorDecl *D) {
    if (!D->getIdentifier() || !isDataPointer(D->getType()) || !C.reported(D->getLocation()))
      return true;
    const auto *P = dyn_cast<ParmVarDecl>(D);
    const auto *F = P ? dyn_cast<FunctionDecl>(P->getDeclContext()) : nullptr;
    // At the definition alone.
    if (F && F->getDefinition() && F->getDefinition() != F)
      return true;
    const Role ByName = C.roleOfName(D->getName()), ByType = C.roleOfType(D->getType());
    if (ByName == Role::None || ByType == Role::None || ByName == ByType)
      return true;
    const auto *In = dyn_cast_or_null<FunctionDecl>(D->getParentFunctionOrMethod());
    Finding R = C.make(Rule::ContractConflict, D->getLocation(), In ? In : F, D, "type");
    R.Message = "'" + R.Variable + "' is " + describeRole(ByName) + " by its name, but " + describeRole(ByType) +
                " by its type";
    R.Help = "use the same prefix for both";
    C.Out.push_back(std::move(R));
    return true;
  }

private:
  const ConventionUnit &C;
};

} // namespace

void checkContractConflict(const ConventionUnit &C) {
  if (!C.Contracts.PrefixesInUse) {
    for (const FunctionDecl *F : C.functions())
      Checker(C, F).runBody();
    return;
  }
  Names(C).TraverseDecl(C.Context.getTranslationUnitDecl());
  for (const FunctionDecl *F : C.functions())
    Checker(C, F).run();
}

} // namespace deed
