//===- frontend/ContractReader.cpp - what declarations promise ------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/ContractReader.h"
#include "engine/Names.h"
#include "frontend/CommentReader.h"
#include "frontend/MacroContracts.h"
#include "models/Words.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Type.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <tuple>

namespace deed {

TypeClass classify(clang::QualType Written) {
  clang::QualType T = Written.getCanonicalType();
  if (T.isNull())
    return TypeClass::Other;
  if (T->isAnyPointerType() || T->isArrayType() || T->isFunctionType() || T->isBlockPointerType() || T->isNullPtrType())
    return TypeClass::Pointer;
  if (T->isBooleanType())
    return TypeClass::Bool;
  if (T->isEnumeralType())
    return TypeClass::Signed; // unsigned in C, but negative values are passed all the same
  if (T->isUnsignedIntegerType())
    return TypeClass::Unsigned;
  if (T->isIntegerType())
    return TypeClass::Signed;
  if (T->isRecordType())
    return TypeClass::Record;
  return TypeClass::Other;
}

bool pointsToConst(clang::QualType T) {
  clang::QualType P = T.getCanonicalType()->getPointeeType();
  return !P.isNull() && P.isConstQualified();
}

bool isPointer(clang::QualType T) { return classify(T) == TypeClass::Pointer; }

bool concernsOwnership(const FunctionContract &C) {
  if (C.Return.UntilChange || !C.Return.UntilCall.empty() || C.MustCheck)
    return true;
  auto Word = [](const ParamContract &P) {
    switch (P.Word) {
    case ParamWord::Unknown:
    case ParamWord::Borrows:
    case ParamWord::Mutates:
    case ParamWord::Holds:
    case ParamWord::Points:
    case ParamWord::PointsInto:
    case ParamWord::Context: return false;
    case ParamWord::CrossesThread:
    case ParamWord::Resets:
    case ParamWord::MovesTo:
    case ParamWord::MovesTargetTo:
    case ParamWord::ReferencesOn:
    case ParamWord::GivesContext:
    case ParamWord::Opens:
    case ParamWord::Closes:
    case ParamWord::Leaves:
    case ParamWord::BecomesCurrent:
    case ParamWord::Detaches:
    case ParamWord::DestructorOf:
    case ParamWord::Grows:
    case ParamWord::Takes:
    case ParamWord::TakesOnSuccess:
    case ParamWord::TakesOnFailure:
    case ParamWord::TakesOrFails:
    case ParamWord::Releases:
    case ParamWord::ReleasesOnSuccess:
    case ParamWord::Reallocs:
    case ParamWord::Gives:
    case ParamWord::GivesOnSuccess:
    case ParamWord::GivesPair:
    case ParamWord::GivesOnFailure:
    case ParamWord::RegrowsOnSuccess:
    case ParamWord::ReleasesTarget:
    case ParamWord::ClearsTarget:
    case ParamWord::Regrows: return true;
    }
    return false;
  };
  return C.Return.Word == ReturnWord::Owned || C.Return.Word == ReturnWord::Allocated ||
         C.Return.Word == ReturnWord::Context || std::any_of(C.Params.begin(), C.Params.end(), Word);
}

/// True for types of which zero is failure: pointers, bool, GLib's gboolean.
bool reportsByZero(clang::QualType T) {
  const auto *Alias = T->getAs<clang::TypedefType>();
  return isPointer(T) || classify(T) == TypeClass::Bool || (Alias && Alias->getDecl()->getName() == "gboolean");
}

std::shared_ptr<FunctionContract> ContractReader::of(const clang::FunctionDecl *F) {
  std::shared_ptr<FunctionContract> &Slot = Known[F->getCanonicalDecl()];
  if (!Slot) {
    // read() may come back here for other functions, and the map may grow.
    auto Read = read(F);
    Functions[Read.get()] = F->getCanonicalDecl();
    return Known[F->getCanonicalDecl()] = std::move(Read);
  }
  return Slot;
}

std::shared_ptr<FunctionContract> ContractReader::solved(const clang::FunctionDecl *F) {
  if (Solve)
    Solve(F);
  return of(F);
}

const clang::FunctionType *ContractReader::pointerOf(const FunctionContract *C) const {
  for (const auto &[Type, Contract] : Pointers)
    if (Contract.get() == C)
      return Type;
  return nullptr;
}

static void typesOnly(llvm::ArrayRef<clang::QualType> Types, FunctionContract &C) {
  for (clang::QualType T : Types) {
    ParamContract P;
    // A number may be a descriptor that the callee takes; of others nothing hangs.
    const TypeClass Class = classify(T);
    const auto *Builtin = T->getAs<clang::BuiltinType>();
    const bool Narrow = T->isAnyCharacterType() || (Builtin && (Builtin->getKind() == clang::BuiltinType::Short ||
                                                                Builtin->getKind() == clang::BuiltinType::UShort));
    if (Class == TypeClass::Bool || Class == TypeClass::Other || T->isEnumeralType() || Narrow)
      P.Word = ParamWord::Borrows;
    // `const void *key` is how containers take what they keep.
    else if (pointsToConst(T) && !T->getPointeeType()->isVoidType())
      P.Word = ParamWord::Borrows;
    C.Params.push_back(P);
  }
}

std::shared_ptr<FunctionContract> ContractReader::ofPointer(const clang::FunctionType *T) {
  std::shared_ptr<FunctionContract> &Slot = Pointers[T];
  if (Slot)
    return Slot;
  Slot = std::make_shared<FunctionContract>();
  if (const auto *P = llvm::dyn_cast<clang::FunctionProtoType>(T))
    typesOnly(P->getParamTypes(), *Slot);
  Slot->NoReturn = T->getNoReturnAttr();
  if (!isPointer(T->getReturnType()))
    Slot->Return.Word = ReturnWord::Scalar;
  return Slot;
}

std::shared_ptr<FunctionContract> ContractReader::ofMember(const clang::FieldDecl *D, const clang::FunctionType *T) {
  std::shared_ptr<FunctionContract> &Slot = Members[D];
  if (Slot)
    return Slot;
  FunctionContract C = *ofPointer(T);
  if (!Contexts.describeMember(D, C))
    return Slot = ofPointer(T);
  C.Name = D->getNameAsString();
  return Slot = std::make_shared<FunctionContract>(std::move(C));
}

/// `nonnull`: who passes NULL is wrong, whatever the function does with it.
static void readNonNull(const clang::FunctionDecl *F, FunctionContract &C) {
  for (const clang::FunctionDecl *D : F->redecls())
    for (unsigned I = 0; I != D->getNumParams() && I != C.Params.size(); ++I) {
      if (!isPointer(D->getParamDecl(I)->getType()))
        continue;
      C.Params[I].NonNull |= D->getParamDecl(I)->hasAttr<clang::NonNullAttr>();
      for (const auto *A : D->specific_attrs<clang::NonNullAttr>())
        C.Params[I].NonNull |= A->isNonNull(I);
    }
}

/// `void wordfree(struct word *w)` of a shell's own words: what the library's function of that name ends is a wordexp_t.
static bool endsOwnType(const clang::FunctionDecl *F, const clang::ASTContext &Context, const FunctionContract &Model) {
  const clang::SourceManager &SM = Context.getSourceManager();
  if (Model.Return.From.Text != "model libc" || SM.isInSystemHeader(F->getLocation()))
    return false;
  for (unsigned I = 0; I != F->getNumParams() && I < Model.Params.size(); ++I) {
    const std::string &Family = Model.Params[I].Family;
    const clang::QualType To = F->getParamDecl(I)->getType()->getPointeeType();
    const clang::RecordDecl *Record = To.isNull() || !To->getAs<clang::RecordType>() ? nullptr : To->getAsRecordDecl();
    if (!Record || !Record->getDefinition() || Family.empty() || Family == "malloc" ||
        SM.isInSystemHeader(Record->getDefinition()->getLocation()))
      continue;
    const auto *Alias = To->getAs<clang::TypedefType>();
    const bool Named = Record->getName().contains_insensitive(Family) ||
                       (Alias && Alias->getDecl()->getName().contains_insensitive(Family));
    if (!Named)
      return true;
  }
  return false;
}

/// False of a kernel's own malloc(size, type, flags): another function by a library
/// function's name. `char *malloc();` of old programs is the library's.
static bool isLibrarys(const clang::FunctionDecl *F, const clang::ASTContext &Context, const FunctionContract &Model) {
  // Nor does a function that returns a number give memory.
  if (Model.Return.Word == ReturnWord::Owned && (Model.Return.Family.empty() || Model.Return.Family == "malloc") &&
      F->getReturnType()->isIntegralOrEnumerationType())
    return false;
  if (endsOwnType(F, Context, Model))
    return false;
  const clang::IdentifierInfo *Name = F->getIdentifier();
  const auto *Here = F->getType()->getAs<clang::FunctionProtoType>();
  if (!Name || !Name->getBuiltinID() || !Here)
    return true;
  clang::ASTContext::GetBuiltinTypeError Error = clang::ASTContext::GE_None;
  const clang::QualType T = Context.GetBuiltinType(Name->getBuiltinID(), Error);
  const auto *There = Error == clang::ASTContext::GE_None ? T->getAs<clang::FunctionProtoType>() : nullptr;
  if (!There)
    return true;
  auto Alike = [](clang::QualType A, clang::QualType B) {
    return A->isVoidType() == B->isVoidType() && isPointer(A) == isPointer(B);
  };
  return Here->getNumParams() == There->getNumParams() && Here->isVariadic() == There->isVariadic() &&
         Alike(Here->getReturnType(), There->getReturnType()) &&
         std::equal(Here->param_type_begin(), Here->param_type_end(), There->param_type_begin(), Alike);
}

std::shared_ptr<FunctionContract> ContractReader::read(const clang::FunctionDecl *F) {
  std::shared_ptr<FunctionContract> C = readDeclared(F);
  readConfigured(F, *C);
  return C;
}

/// `svn_error_t *`, or CEX's `typedef const char *Exc`: NULL is success.
static bool returnsError(clang::QualType T) {
  const clang::QualType To = T->getPointeeType();
  const auto *Record = To.isNull() ? nullptr : To->getAs<clang::RecordType>();
  const auto *Alias = To.isNull() ? nullptr : To->getAs<clang::TypedefType>();
  const auto *Whole = T->getAs<clang::TypedefType>();
  if (Whole && !To.isNull() && To->isCharType() && To.isConstQualified())
    return hasWord(wordsOf(Whole->getDecl()->getName()), {"err", "error", "exc", "exception"});
  const auto IsError = [](llvm::StringRef Name) { return hasWord(wordsOf(Name), {"err", "error", "exception"}); };
  return Record && !To.isConstQualified() &&
         (IsError(Record->getDecl()->getName()) || (Alias && IsError(Alias->getDecl()->getName())));
}

/// Also by `__attribute__((analyzer_noreturn))`, which is for analysers alone.
static bool comesNotBack(const clang::FunctionDecl *F) {
  return F->isNoReturn() || F->getMostRecentDecl()->hasAttr<clang::AnalyzerNoReturnAttr>();
}

std::shared_ptr<FunctionContract> ContractReader::readDeclared(const clang::FunctionDecl *F) {
  std::string Name = F->getNameAsString();
  // A library function that this file does not define itself is what its model
  // says. (A test program may define its own `free`.)
  // Nor is a body read where its model speaks of what no body shows: which context is
  // the current one, where a scope ends.
  if (const FunctionContract *Model = Models.find(Name); Model && isLibrarys(F, Context, *Model))
    if (!Model->BodyCounts || (!F->hasBody() && F->isExternallyVisible())) {
      auto C = std::make_shared<FunctionContract>(*Model);
      C->Name = Name;
      if (F->getReturnType()->isVoidType() || (!isPointer(F->getReturnType()) && C->Return.Word != ReturnWord::Owned))
        C->Return.Word = ReturnWord::Scalar;
      C->NoReturn |= comesNotBack(F);
      readNamed(Models, F, *C);
      readNonNull(F, *C);
      Contexts.resolve(F, *C);
      return C;
    }
  auto C = std::make_shared<FunctionContract>();
  C->Name = std::move(Name);
  std::vector<clang::QualType> Types;
  for (const clang::ParmVarDecl *P : F->parameters())
    Types.push_back(P->getType());
  typesOnly(Types, *C);
  C->NoReturn = comesNotBack(F);
  if (!isPointer(F->getReturnType()))
    C->Return.Word = ReturnWord::Scalar;
  readNonNull(F, *C);
  readAttributes(F, *C);
  // It has no effect but its result.
  if (F->hasAttr<clang::PureAttr>() || F->hasAttr<clang::ConstAttr>()) {
    for (ParamContract &P : C->Params)
      if (P.Word == ParamWord::Unknown)
        P.Word = ParamWord::Borrows;
    C->GlobalsKnown = true;
  }
  readMacroContracts(F, Locs, *C);
  readPrefixes(F, *C);
  if (!Context.getSourceManager().isInSystemHeader(F->getLocation()))
    readComments(F, *C);
  readNamedReleaser(F, *C);
  if (PrefixesInUse && !Context.getSourceManager().isInSystemHeader(F->getLocation()))
    readName(F, *C);
  readErrors(F, *C);
  if (C->Success == ResultTest::Any && C->Return.Word == ReturnWord::Unknown && returnsError(F->getReturnType()))
    C->Success = ResultTest::Zero;
  // foo_ref(x): who drops the result keeps the reference by its old name.
  if (F->getName().ends_with("_ref") || F->getName().ends_with("_ref_sink"))
    C->MayDrop = true;
  readTaker(F, *C);
  Contexts.describe(F, *C);
  return C;
}

static bool isErrorPlace(clang::QualType T) {
  const clang::QualType Error = T->getPointeeType();
  if (Error.isNull() || !Error->isPointerType() || Error.isConstQualified())
    return false;
  const auto *Record = Error->getPointeeType()->getAs<clang::RecordType>();
  return Record && Record->getDecl()->getName() == "_GError";
}

/// GLib: the parameter `GError **`, most often the last, gets a fresh error, and the caller
/// owns it, when the function reports failure by FALSE or NULL.
void ContractReader::readErrors(const clang::FunctionDecl *F, FunctionContract &C) {
  unsigned Place = F->getNumParams(), Places = 0;
  for (unsigned I = 0; I != F->getNumParams() && I < C.Params.size(); ++I)
    if (isErrorPlace(F->getParamDecl(I)->getType()))
      Place = I, ++Places;
  if (Places != 1 || C.Params[Place].From.From != Source::None || C.Success != ResultTest::Any)
    return;
  // An int may say failure by -1, or have nothing to do with it.
  if (!reportsByZero(F->getReturnType()))
    return;
  C.Params[Place].Word = ParamWord::GivesOnFailure;
  C.Params[Place].Family = "GError";
  C.Params[Place].From = {Source::Name, {}, "type 'GError **'"};
  // g_cancellable_set_error_if_cancelled() and its like say TRUE where there is one.
  C.Success = F->getName().contains("set_error_if") ? ResultTest::Zero : ResultTest::NonZero;
}

void ContractReader::readAttributes(const clang::FunctionDecl *F, FunctionContract &C) {
  for (const clang::FunctionDecl *D : F->redecls()) {
    for (const auto *A : D->specific_attrs<clang::OwnershipAttr>()) {
      std::string Family = A->getModule()->getName().str();
      Provenance From{Source::Attribute, Locs.range(A->getRange()),
                      "attribute 'ownership_" + std::string(A->isReturns() ? "returns'"
                                                            : A->isTakes() ? "takes'"
                                                                           : "holds'")};
      if (A->isReturns()) {
        C.Return.Word = ReturnWord::Owned;
        C.Return.Family = Family;
        C.Return.From = From;
        continue;
      }
      for (const clang::ParamIdx &I : A->args()) {
        unsigned P = I.getASTIndex();
        if (P >= C.Params.size())
          continue;
        // Clang's `takes` frees at once, its `holds` keeps: both consume.
        C.Params[P].Word = A->isTakes() ? ParamWord::Releases : ParamWord::Takes;
        C.Params[P].Family = A->isTakes() ? Family : "";
        C.Params[P].From = From;
      }
    }
    // annotate("deed::takes") on a parameter, annotate("deed::owned FILE") on the
    // function: the words of docs/contracts.md.
    auto Annotation = [](const clang::Decl *On, llvm::StringRef &Text) {
      for (const auto *A : On->specific_attrs<clang::AnnotateAttr>()) {
        Text = A->getAnnotation();
        if (Text.consume_front("deed::"))
          return true;
      }
      return false;
    };
    llvm::StringRef Text;
    if (ReturnContract Said; Annotation(D, Text) && parseReturnWords(Text, Said).empty()) {
      C.Return = Said;
      const llvm::StringRef Word = Text.split(' ').first;
      C.Return.From = {Source::Attribute, Locs.range(D->getLocation()), "attribute 'deed::" + Word.str() + "'"};
    }
    for (unsigned I = 0; I != D->getNumParams() && I != C.Params.size(); ++I)
      if (ParamContract Said; Annotation(D->getParamDecl(I), Text) && parseParamWords(Text, Said).empty()) {
        C.Params[I] = Said;
        const llvm::StringRef Word = Text.split(' ').first;
        C.Params[I].From = {Source::Attribute, Locs.range(D->getParamDecl(I)->getLocation()),
                            "attribute 'deed::" + Word.str() + "'"};
      }
    readDeallocator(D, C);
    if (D->hasAttr<clang::ReturnsNonNullAttr>())
      C.Return.NeverNull = true;
    // (The C library says it of almost all that can fail.)
    if (D->hasAttr<clang::WarnUnusedResultAttr>() && !Context.getSourceManager().isInSystemHeader(D->getLocation()))
      C.MustCheck = true;
  }
}

/// GCC's malloc(deallocator), which Clang 19 rejects and drops: the name of the
/// deallocator in the declaration's own text, or "".
static std::string deallocatorOf(const clang::FunctionDecl *D, const clang::SourceManager &SM) {
  clang::SourceLocation L = SM.getExpansionLoc(D->getBeginLoc());
  if (L.isInvalid() || SM.isInSystemHeader(L) || !D->getReturnType()->isPointerType())
    return "";
  auto [File, Offset] = SM.getDecomposedLoc(L);
  llvm::StringRef Text = SM.getBufferData(File).substr(Offset, 400);
  // Attributes may stand before the declaration as the parser sees it.
  Text = Text.take_until([](char C) { return C == ';' || C == '{'; });
  for (llvm::StringRef Word : {"__malloc__", "malloc"}) {
    size_t At = Text.find(Word);
    if (At == llvm::StringRef::npos || !Text.take_front(At).contains("__attribute__"))
      continue;
    llvm::StringRef Rest = Text.drop_front(At + Word.size()).ltrim();
    if (!Rest.consume_front("("))
      continue;
    llvm::StringRef Name = Rest.ltrim().take_while([](char C) { return isalnum(C) || C == '_'; });
    if (!Name.empty())
      return Name.str();
  }
  return "";
}

void ContractReader::readDeallocator(const clang::FunctionDecl *D, FunctionContract &C) {
  if (!DeallocatorsFound) {
    DeallocatorsFound = true;
    for (const clang::Decl *Each : Context.getTranslationUnitDecl()->decls())
      if (const auto *F = llvm::dyn_cast<clang::FunctionDecl>(Each))
        if (std::string Name = deallocatorOf(F, Context.getSourceManager()); !Name.empty())
          Deallocators.insert(Name);
  }
  // A library's deallocator names the family that its model has.
  auto FamilyOf = [&](llvm::StringRef Name) {
    if (const FunctionContract *Model = Models.find(Name))
      for (const ParamContract &P : Model->Params)
        if (P.Word == ParamWord::Releases)
          return P.Family;
    return Name.str();
  };
  if (std::string Name = deallocatorOf(D, Context.getSourceManager()); !Name.empty()) {
    C.Return.Word = ReturnWord::Owned;
    C.Return.Family = FamilyOf(Name);
    C.Return.From = {Source::Attribute, Locs.range(D->getLocation()), "attribute 'malloc(" + Name + ")'"};
  }
  if (!C.Params.empty() && Deallocators.count(D->getName().str()) && C.Params[0].From.From > Source::Attribute) {
    C.Params[0].Word = ParamWord::Releases;
    C.Params[0].Family = FamilyOf(D->getName());
    C.Params[0].From = {Source::Attribute, Locs.range(D->getLocation()), "named by an attribute 'malloc'"};
  }
}

void ContractReader::readPrefixes(const clang::FunctionDecl *F, FunctionContract &C) {
  for (const clang::FunctionDecl *D : F->redecls())
    for (unsigned I = 0; I != D->getNumParams() && I != C.Params.size(); ++I) {
      const clang::ParmVarDecl *P = D->getParamDecl(I);
      ParamContract &PC = C.Params[I];
      Role R = roleOf(P);
      if (R == Role::None || PC.From.From <= Source::Prefix)
        continue;
      // own_ on T **: the caller's variable is filled or emptied; not a transfer.
      if (isPointer(P->getType()->getPointeeType()) && R != Role::Ref)
        continue;
      // Who can fail may leave the value with the caller, or not: the body or a
      // comment tells. "Always" holds where it succeeds.
      const bool CanFail = !F->getReturnType()->isVoidType();
      PC.Word = R == Role::Own   ? (CanFail ? ParamWord::TakesOrFails : ParamWord::Takes)
                : R == Role::Mut ? ParamWord::Mutates
                                 : ParamWord::Borrows;
      if (PC.Word == ParamWord::TakesOrFails && classify(F->getReturnType()) == TypeClass::Signed)
        C.Success = ResultTest::Zero;
      PC.From = {Source::Prefix, Locs.range(P->getLocation()), "prefix of '" + P->getNameAsString() + "'"};
    }
}

/// message_destroy(message_t *) makes `message` the family of all message_t.
void ContractReader::findDestroyers() {
  DestroyersFound = true;
  for (const clang::Decl *D : Context.getTranslationUnitDecl()->decls()) {
    const auto *F = llvm::dyn_cast<clang::FunctionDecl>(D);
    if (!F || !F->getIdentifier() || F->getNumParams() != 1 ||
        Context.getSourceManager().isInSystemHeader(F->getLocation()))
      continue;
    llvm::StringRef Stem = F->getName();
    if (!Stem.consume_back("destroy") && !Stem.consume_back("free") && !Stem.consume_back("delete"))
      continue;
    clang::QualType Record = F->getParamDecl(0)->getType()->getPointeeType();
    // The file that implements a type may free it by hand, and who sees what is in it may make one by hand.
    if (Record.isNull() || !Record->isRecordType() || F->hasBody() || !Record->isIncompleteType())
      continue;
    std::string &Known = Destroyers[Record.getCanonicalType().getTypePtr()];
    std::string Name = Stem.rtrim('_').str();
    // Two ways to destroy one type: no single family.
    Known = Known.empty() || Known == Name ? Name : "?";
  }
}

std::string ContractReader::familyOf(clang::QualType Pointer) {
  if (!DestroyersFound)
    findDestroyers();
  clang::QualType Record = Pointer->getPointeeType();
  if (Record.isNull() || !Record->isRecordType())
    return "";
  auto It = Destroyers.find(Record.getCanonicalType().getTypePtr());
  return It == Destroyers.end() || It->second == "?" ? "" : It->second;
}

void ContractReader::readName(const clang::FunctionDecl *F, FunctionContract &C) {
  const std::vector<std::string> Words = wordsOf(F->getName());
  Provenance From{Source::Name, {}, "name '" + C.Name + "'"};
  const bool Ends = hasWord(Words, {"destroy", "free", "deinit", "release", "delete"});
  if (Ends && !C.Params.empty() && isPointer(F->getParamDecl(0)->getType())) {
    ParamContract &P = C.Params[0];
    const bool SaidOwn =
        P.From.From == Source::Prefix && (P.Word == ParamWord::Takes || P.Word == ParamWord::TakesOrFails);
    // store_delete(store, key) deletes something of the store.
    const bool Alone = C.Params.size() == 1;
    if (SaidOwn || (Alone && P.From.From == Source::None && P.Word == ParamWord::Unknown)) {
      P.Word = ParamWord::Releases;
      P.Family = familyOf(F->getParamDecl(0)->getType());
      if (!SaidOwn)
        P.From = From;
    }
  }
  // Containers keep what they are lent. (store_create(log) is no container's verb.)
  if (!saysOwned(Words) && hasWord(Words, {"add", "push", "insert", "append", "prepend", "set", "register", "track",
                                           "put", "enqueue", "attach", "link", "store", "replace"}))
    for (unsigned I = 1; I < C.Params.size(); ++I) {
      ParamContract &P = C.Params[I];
      const bool Lent = P.Word == ParamWord::Borrows || P.Word == ParamWord::Mutates;
      if (P.From.From == Source::Prefix && Lent && isPointer(F->getParamDecl(I)->getType()) &&
          !F->getParamDecl(I)->getType()->getPointeeType()->isCharType())
        P.Word = ParamWord::Holds;
    }
  if (!isPointer(F->getReturnType()) || C.Return.Word != ReturnWord::Unknown)
    return;
  if (saysOwned(Words) && !pointsToConst(F->getReturnType())) {
    C.Return.Word = ReturnWord::Owned;
    C.Return.Family = familyOf(F->getReturnType());
    C.Return.From = From;
  } else if (saysBorrowed(Words)) {
    C.Return.Word = ReturnWord::Borrowed;
    C.Return.From = From;
  }
}

/// What gives \p Context's result to the caller: bool thing_take(context, result).
static bool takesFrom(const clang::FunctionDecl *Taker, clang::QualType Context, clang::QualType Result) {
  auto Same = [](clang::QualType A, clang::QualType B) {
    const clang::RecordDecl *RA = A->getPointeeType().isNull() ? nullptr : A->getPointeeType()->getAsRecordDecl();
    const clang::RecordDecl *RB = B->getPointeeType().isNull() ? nullptr : B->getPointeeType()->getAsRecordDecl();
    return RA && RB && RA->getCanonicalDecl() == RB->getCanonicalDecl();
  };
  return Taker->getNumParams() == 2 && Same(Taker->getParamDecl(0)->getType(), Context) &&
         Same(Taker->getParamDecl(1)->getType(), Result);
}

/// A result that is borrowed, and for which the unit knows a function that takes
/// it over from what it was asked of.
void ContractReader::readTaker(const clang::FunctionDecl *F, FunctionContract &C) {
  const bool Lent = C.Return.Word == ReturnWord::Borrowed || C.Return.Word == ReturnWord::BorrowedFrom;
  if (!PrefixesInUse || !Lent || C.Params.empty() || !isPointer(F->getReturnType()))
    return;
  // What a container hands out to look at is not meant to be taken over.
  if (saysBorrowed(wordsOf(F->getName())))
    return;
  if (!TakersFound) {
    TakersFound = true;
    for (const clang::Decl *D : Context.getTranslationUnitDecl()->decls())
      if (const auto *T = llvm::dyn_cast<clang::FunctionDecl>(D))
        if (T->getIdentifier() && T->getNumParams() == 2 && hasWord(wordsOf(T->getName()), {"take"}))
          Takers.push_back(T);
  }
  for (const clang::FunctionDecl *T : Takers)
    if (takesFrom(T, F->getParamDecl(0)->getType(), F->getReturnType()))
      C.TakenBy = T->getNameAsString();
}

const CommentContract &ContractReader::commentOf(const clang::FunctionDecl *D) {
  std::shared_ptr<const CommentContract> &Said = Comments[D];
  if (!Said)
    Said = std::make_shared<const CommentContract>(readComment(D, Locs, Names));
  return *Said;
}

} // namespace deed
