//===- frontend/ContextReader.cpp - which declarations are contexts -------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/ContextReader.h"
#include "frontend/ContractReader.h"
#include <algorithm>

namespace deed {

/// The names of a pointer's own typedef, and of what it points to: typedefs and record.
static void namesOf(clang::QualType T, std::vector<llvm::StringRef> &Names) {
  auto Walk = [&](clang::QualType Q) {
    while (const auto *TD = Q->getAs<clang::TypedefType>()) {
      Names.push_back(TD->getDecl()->getName());
      Q = TD->getDecl()->getUnderlyingType();
    }
    if (const auto *R = Q->getAs<clang::RecordType>(); R && R->getDecl()->getIdentifier())
      Names.push_back(R->getDecl()->getName());
    return Q;
  };
  T = Walk(T);
  if (const auto *P = T->getAs<clang::PointerType>())
    Walk(P->getPointeeType());
}

const ContextModel *ContextReader::ofType(clang::QualType T) {
  auto [It, New] = Types.try_emplace(T.getAsOpaquePtr(), nullptr);
  if (!New)
    return It->second;
  const ContextModel *Found = nullptr;
  if (!T->isFunctionPointerType() && (T->isPointerType() || T->isRecordType())) {
    std::vector<llvm::StringRef> Names;
    namesOf(T, Names);
    for (const ContextModel &M : Models.contexts())
      for (const std::string &Pattern : M.Types)
        for (llvm::StringRef Name : Names)
          if (!Found && matchesPattern(Pattern, Name))
            Found = &M;
  }
  return Types[T.getAsOpaquePtr()] = Found;
}

/// True if the unit declares a function of the family: `void *ctx` means its contexts.
bool ContextReader::isSeen(const ContextModel &M) {
  auto [It, New] = Seen.try_emplace(&M, false);
  if (!New)
    return It->second;
  bool Found = false;
  for (const clang::Decl *D : Context.getTranslationUnitDecl()->decls())
    if (const auto *F = llvm::dyn_cast<clang::FunctionDecl>(D); F && F->getIdentifier() && !Found)
      if (const FunctionContract *C = Models.find(F->getName()))
        Found = C->Return.Family == M.Family &&
                (C->Return.Word == ReturnWord::Allocated || C->Return.Word == ReturnWord::Context);
  return Seen[&M] = Found;
}

static ContextKind kindByName(const ContextModel::Names &Names, llvm::StringRef Name) {
  for (const auto &[Pattern, Kind] : Names)
    if (matchesPattern(Pattern, Name))
      return Kind;
  return ContextKind::None;
}

ContextReader::Match ContextReader::of(const clang::ValueDecl *D) {
  if (!D->getIdentifier())
    return {};
  const llvm::StringRef Name = D->getName();
  const auto *V = llvm::dyn_cast<clang::VarDecl>(D);
  if (V && V->hasGlobalStorage())
    for (const ContextModel &M : Models.contexts())
      if (ContextKind K = kindByName(M.Variables, Name); K != ContextKind::None)
        return {&M, K};
  const clang::QualType T = D->getType();
  if (!T->isPointerType() && !T->isRecordType())
    return {};
  if (const ContextModel *M = ofType(T)) {
    const ContextKind K = kindByName(M->Parameters, Name);
    return {M, K == ContextKind::None ? ContextKind::Tree : K};
  }
  if (llvm::isa<clang::ParmVarDecl>(D) && T->isVoidPointerType())
    for (const ContextModel &M : Models.contexts())
      if (ContextKind K = kindByName(M.Parameters, Name); K != ContextKind::None && !M.Types.empty() && isSeen(M))
        return {&M, K};
  return {};
}

int ContextReader::parameterOf(const clang::FunctionDecl *F) {
  int Best = -1;
  ContextKind Kind = ContextKind::None;
  for (unsigned I = 0; I != F->getNumParams(); ++I) {
    const Match M = of(F->getParamDecl(I));
    if (!M || M.Kind == ContextKind::Scratch || M.Kind == ContextKind::Temporary)
      continue;
    // An arena and a heap: what is returned may come from either.
    if (Best >= 0 && M.Kind != Kind)
      return -2;
    if (Best < 0) {
      Best = I;
      Kind = M.Kind;
    }
  }
  if (Best >= 0)
    return Best;
  for (unsigned I = 0; I != F->getNumParams(); ++I)
    if (of(F->getParamDecl(I)))
      return I;
  return -1;
}

void ContextReader::resolve(const clang::FunctionDecl *F, FunctionContract &C) {
  if (C.Return.Argument == ContextParameter)
    C.Return.Argument = std::max(parameterOf(F), -1);
  if (C.Return.Argument < 0 && C.Return.Word == ReturnWord::Allocated && C.Return.Argument != CurrentContext)
    C.Return.Argument = 0;
}

/// True if a word of \p Name, between underscores or humps, is one of \p Verbs.
static bool says(llvm::StringRef Name, std::initializer_list<llvm::StringRef> Verbs) {
  for (llvm::StringRef Verb : Verbs)
    for (size_t At = Name.find_insensitive(Verb); At != llvm::StringRef::npos;
         At = Name.find_insensitive(Verb, At + 1)) {
      const size_t End = At + Verb.size();
      const bool Begins = At == 0 || Name[At - 1] == '_' || (isupper(Name[At]) && islower(Name[At - 1]));
      const bool Ends = End == Name.size() || Name[End] == '_' || isdigit(Name[End]) || isupper(Name[End]);
      if (Begins && Ends)
        return true;
    }
  return false;
}

static const std::initializer_list<llvm::StringRef> EndVerbs = {"free",    "destroy", "deinit", "delete", "dealloc",
                                                                "release", "fini",    "close",  "drop"};
static const std::initializer_list<llvm::StringRef> ResetVerbs = {"reset", "clear", "rewind"};
static const std::initializer_list<llvm::StringRef> OpenVerbs = {"init", "open",  "create", "new",
                                                                 "make", "begin", "push",   "setup"};

/// What an allocator's type or function says that it is.
static ContextKind kindByWord(llvm::StringRef Text) {
  if (Text.contains_insensitive("arena") || Text.contains_insensitive("region"))
    return ContextKind::Arena;
  if (Text.contains_insensitive("pool"))
    return ContextKind::Temporary;
  if (Text.contains_insensitive("fixed") || Text.contains_insensitive("fba"))
    return ContextKind::Fixed;
  if (Text.contains_insensitive("gpa") || Text.contains_insensitive("heap") || Text.contains_insensitive("general"))
    return ContextKind::Heap;
  if (Text.contains_insensitive("temp") || Text.contains_insensitive("tmp") || Text.contains_insensitive("scratch"))
    return ContextKind::Temporary;
  return ContextKind::None;
}

/// The words of the type that \p T points to.
static llvm::StringRef recordName(clang::QualType T) {
  const clang::QualType P = T->getPointeeType();
  const clang::RecordDecl *R = P.isNull() ? nullptr : P->getAsRecordDecl();
  return R && R->getIdentifier() ? R->getName() : llvm::StringRef();
}

/// A buffer and its size.
static bool isBuffer(const clang::FunctionDecl *F, unsigned I) {
  const clang::QualType To = F->getParamDecl(I)->getType()->getPointeeType();
  return !To.isNull() && (To->isVoidType() || To->isCharType()) && I + 1 < F->getNumParams() &&
         F->getParamDecl(I + 1)->getType()->isIntegerType();
}

/// What \p F does with a context that is its first parameter, by its name.
void ContextReader::describeVerb(const clang::FunctionDecl *F, FunctionContract &C, int First, const Match &M) {
  const llvm::StringRef Name = F->getName();
  const Provenance From{Source::Name, {}, "name '" + Name.str() + "'"};
  auto Unsaid = [](const ParamContract &P) { return P.From.From == Source::None || P.Word == ParamWord::Context; };
  ParamContract &P = C.Params[First];
  unsigned Pointers = 0;
  int Object = -1;
  for (unsigned I = 0; I != F->getNumParams(); ++I)
    if (static_cast<int>(I) != First && F->getParamDecl(I)->getType()->isPointerType()) {
      ++Pointers;
      Object = I;
    }
  // Whether a block was resized in place, and whether a general allocator had leaks.
  const bool Status = F->getReturnType()->isIntegerType() && First == 0;
  if (Status &&
      (says(Name, {"resize"}) || (says(Name, {"deinit"}) && Pointers == 0 &&
                                  kindByWord(recordName(F->getParamDecl(First)->getType())) == ContextKind::Heap)))
    C.MustCheck = true;
  // Where blocks are parents each is freed by itself, without its context.
  if (!Unsaid(P) || First != 0 || M.Model->Parents)
    return;
  const bool IsObject = !F->getParamDecl(First)->getType()->getPointeeType().isNull() &&
                        F->getParamDecl(First)->getType()->getPointeeType()->isRecordType() &&
                        // What nobody can place in a variable nobody can set up there.
                        !F->getParamDecl(First)->getType()->getPointeeType()->isIncompleteType();
  const bool Regrows = says(Name, {"realloc"}) && F->getReturnType()->isPointerType() && F->getNumParams() > 1 &&
                       F->getParamDecl(1)->getType()->isPointerType() && !of(F->getParamDecl(1));
  if (Regrows && Unsaid(C.Params[1])) {
    C.Params[1].Word = ParamWord::Reallocs;
    C.Params[1].Family = M.Model->Family;
    C.Params[1].On = First;
    C.Params[1].From = From;
  } else if (says(Name, EndVerbs) && Pointers == 1 && Unsaid(C.Params[Object]) &&
             !pointsToConst(F->getParamDecl(Object)->getType()) && !of(F->getParamDecl(Object)) &&
             !F->getReturnType()->isPointerType()) {
    C.Params[Object].Word = ParamWord::Releases;
    C.Params[Object].Family = M.Model->Family;
    C.Params[Object].On = First;
    C.Params[Object].From = From;
  } else if (says(Name, EndVerbs) && Pointers == 0 && !F->getReturnType()->isPointerType()) {
    P.Word = ParamWord::Closes;
    P.Family = M.Model->Family;
    P.From = From;
  } else if (says(Name, ResetVerbs) && Pointers == 0 && !F->getReturnType()->isPointerType()) {
    P.Word = ParamWord::Resets;
    P.From = From;
  } else if (says(Name, {"init", "open", "setup"}) && IsObject && !F->getReturnType()->isPointerType()) {
    ContextKind Kind = kindByWord(recordName(F->getParamDecl(First)->getType()));
    if (Kind == ContextKind::None)
      Kind = kindByWord(Name);
    if (Kind == ContextKind::None)
      return;
    // arena_init(&arena, buffer, sizeof buffer): all of it is in the buffer.
    bool Takes = false, InBuffer = false;
    for (unsigned I = 1; I < F->getNumParams(); ++I) {
      Takes |= static_cast<bool>(of(F->getParamDecl(I)));
      InBuffer |= isBuffer(F, I);
    }
    if (InBuffer && !Takes)
      Kind = ContextKind::Fixed;
    P.Word = ParamWord::Opens;
    P.Kind = Kind;
    P.Family = M.Model->Family;
    P.From = From;
    for (unsigned I = 0; I != F->getNumParams(); ++I)
      if (static_cast<int>(I) != First && (of(F->getParamDecl(I)) || (P.Kind == ContextKind::Fixed && P.On < 0 &&
                                                                      F->getParamDecl(I)->getType()->isPointerType())))
        P.On = I;
  }
}

/// An anonymous union or struct is called by its first member.
std::string fieldName(const clang::FieldDecl *D) {
  while (!D->getIdentifier()) {
    const clang::RecordDecl *Inner = D->getType()->getAsRecordDecl();
    if (!Inner || Inner->field_empty())
      break;
    D = *Inner->field_begin();
  }
  return D->getNameAsString();
}

static bool holdsPointer(const clang::RecordDecl *R) {
  return std::any_of(R->field_begin(), R->field_end(), [](const clang::FieldDecl *Fd) {
    return Fd->getType()->isPointerType() && !Fd->getType()->isFunctionPointerType();
  });
}

/// The pointers of a record that is returned by value, as paths. A union is one cell.
static std::vector<std::string> pointerParts(clang::QualType T) {
  std::vector<std::string> Out;
  const clang::RecordDecl *R = T->getAsRecordDecl();
  if (!R || !R->isCompleteDefinition() || R->isUnion())
    return Out;
  auto Walk = [&](auto &Self, const clang::RecordDecl *Of, const std::string &Prefix) -> void {
    for (const clang::FieldDecl *Fd : Of->fields()) {
      const clang::RecordDecl *Inner = Fd->getType()->getAsRecordDecl();
      const std::string Path = Prefix + fieldName(Fd);
      if (Inner && Inner->isUnion()) {
        if (holdsPointer(Inner))
          Out.push_back(Path);
      } else if (Inner && Fd->isAnonymousStructOrUnion())
        Self(Self, Inner, Path + ".");
      else if (Fd->getType()->isPointerType() && !Fd->getType()->isFunctionPointerType())
        Out.push_back(Path);
    }
  };
  Walk(Walk, R, "");
  return Out;
}

/// A stream or an open folder is the C library's, and no context's memory: it is closed.
static bool isHandle(clang::QualType T) {
  std::vector<llvm::StringRef> Names;
  namesOf(T, Names);
  return llvm::any_of(Names, [](llvm::StringRef Name) { return Name == "FILE" || Name == "DIR"; });
}

void ContextReader::describeResult(const clang::FunctionDecl *F, FunctionContract &C, int On, const Match &M) {
  const clang::QualType T = F->getReturnType();
  const llvm::StringRef Name = F->getName();
  if (T->isRecordType() && C.ResultParts.empty()) {
    C.ResultParts = pointerParts(T);
    C.ResultOn = On;
    return;
  }
  // A name says that the result is fresh, the context whose it is.
  // "The caller must free the result" says the same where blocks hang from a parent.
  const bool Fresh =
      C.Return.Word == ReturnWord::Owned &&
      (C.Return.From.From == Source::Name || (C.Return.From.From == Source::Comment && M.Model->Parents));
  if (!T->isPointerType() || (C.Return.Word != ReturnWord::Unknown && !Fresh) || T->isFunctionPointerType() ||
      isHandle(T))
    return;
  C.Return.From = {Source::Name, {}, "type of '" + F->getParamDecl(On)->getNameAsString() + "'"};
  C.Return.Family = M.Model->Family;
  if (ofType(T)) {
    if (says(Name, OpenVerbs)) {
      C.Return.Word = ReturnWord::Context;
      C.Return.Kind = kindByWord(recordName(T));
      if (C.Return.Kind == ContextKind::None)
        C.Return.Kind = kindByWord(Name);
      if (C.Return.Kind == ContextKind::None)
        C.Return.Kind = ContextKind::Temporary;
      C.Return.Argument = On;
    } else {
      // arena_allocator(&arena): the same allocator by another name.
      C.Return.Word = ReturnWord::Argument;
      C.Return.Family.clear();
      C.Return.Argument = On;
      C.Return.NeverNull = true;
    }
    return;
  }
  if (const clang::RecordDecl *Made = T->getPointeeType()->getAsRecordDecl();
      Made && !M.Model->Parents && isMadeElsewhere(Made)) {
    C.Return = {};
    return;
  }
  // get_line(ctx, buffer, size): what it returns may be the buffer that it was given.
  for (unsigned I = 0; I + 1 < F->getNumParams(); ++I)
    if (static_cast<int>(I) != On && !of(F->getParamDecl(I)) && isBuffer(F, I) &&
        Context.hasSameUnqualifiedType(F->getParamDecl(I)->getType(), T)) {
      C.Return = {};
      return;
    }
  // What is looked up was there before.
  if (says(Name, {"get", "find", "lookup", "peek"}) && !says(Name, {"alloc", "dup", "strdup"})) {
    C.Return = {};
    return;
  }
  C.Return.Word = ReturnWord::Allocated;
  C.Return.Argument = On;
  C.Return.Kind = M.Model->Parents ? ContextKind::Tree : ContextKind::None;
  // pair_make(ctx, &head, name): the head of a list of such blocks, which may have it now.
  C.Return.Kept = std::any_of(F->param_begin(), F->param_end(), [&](const clang::ParmVarDecl *P) {
    const clang::QualType Place = P->getType()->getPointeeType();
    return !Place.isNull() && T->getPointeeType()->isRecordType() && !Place.isConstQualified() &&
           Place->isPointerType() && Context.hasSameUnqualifiedType(Place, T);
  });
  C.Return.MayFail = mayFail(F, F->getParamDecl(On)->getType(), *M.Model);
}

/// An operation of an allocator's interface: which allocator it is, and so whether it
/// can fail, the caller does not know.
bool ContextReader::mayFail(const clang::ValueDecl *Callee, clang::QualType Allocator, const ContextModel &M) {
  const clang::QualType T = Allocator->getPointeeType();
  return !M.Parents && Callee->getIdentifier() && !T.isNull() &&
         llvm::StringRef(T.getAsString()).contains_insensitive("alloc") &&
         says(Callee->getName(), {"alloc", "malloc", "calloc", "realloc", "create", "dup", "dupe"}) &&
         Results.mayBeNull(Callee);
}

/// `const char **attrs`, `char *argv[]`: a list that is read, no place for a result.
static bool isList(const clang::ParmVarDecl *P) {
  if (P->getOriginalType()->isArrayType())
    return true;
  const clang::QualType Target = P->getType()->getPointeeType();
  const clang::QualType Inner = Target.isNull() ? Target : Target->getPointeeType();
  if (Inner.isNull() || !Inner->isCharType() || !Inner.isConstQualified())
    return false;
  return !says(P->getName(), {"out", "ret", "result", "res", "p", "pp", "new"}) && P->getName().ends_with("s");
}

/// Objects of this type are made or ended without a context somewhere in the unit, so
/// that what a function returns need not hang from the context that it was given:
/// svn_error_create(code, child, text).
bool ContextReader::isMadeElsewhere(const clang::RecordDecl *R) {
  if (!ElsewhereFound) {
    ElsewhereFound = true;
    for (const clang::Decl *D : Context.getTranslationUnitDecl()->decls()) {
      const auto *F = llvm::dyn_cast<clang::FunctionDecl>(D);
      if (!F || !F->getIdentifier())
        continue;
      const bool Makes = F->getReturnType()->isPointerType() && says(F->getName(), {"create", "new", "make", "wrap"});
      const bool Ends = F->getNumParams() == 1 && F->getParamDecl(0)->getType()->isPointerType() &&
                        says(F->getName(), {"free", "destroy", "delete", "clear", "unref"});
      if ((!Makes && !Ends) || std::any_of(F->param_begin(), F->param_end(),
                                           [&](const clang::ParmVarDecl *P) { return static_cast<bool>(of(P)); }))
        continue;
      const clang::QualType T = Makes ? F->getReturnType() : F->getParamDecl(0)->getType();
      if (const clang::RecordDecl *Made = T->getPointeeType()->getAsRecordDecl())
        Elsewhere.insert(Made->getCanonicalDecl());
    }
  }
  return Elsewhere.contains(R->getCanonicalDecl());
}

/// `struct arena arena_init(struct allocator *child)`: an allocator that is returned by value.
bool ContextReader::describeByValue(const clang::FunctionDecl *F, FunctionContract &C, int First) {
  const ContextModel *Made = ofType(F->getReturnType());
  const clang::RecordDecl *R = F->getReturnType()->getAsRecordDecl();
  if (!Made || !R || Made->Parents || C.Return.From.From < Source::Name || !says(F->getName(), OpenVerbs))
    return false;
  ContextKind Kind = R->getIdentifier() ? kindByWord(R->getName()) : ContextKind::None;
  if (Kind == ContextKind::None)
    Kind = kindByWord(F->getName());
  if (Kind == ContextKind::None)
    return false;
  int On = First;
  for (unsigned I = 0; First < 0 && On < 0 && I + 1 < F->getNumParams(); ++I)
    if (isBuffer(F, I)) {
      On = I;
      Kind = ContextKind::Fixed;
    }
  C.Return.Word = ReturnWord::Context;
  C.Return.Kind = Kind;
  C.Return.Family = Made->Family;
  C.Return.Argument = On;
  C.Return.From = {Source::Name, {}, "name '" + F->getNameAsString() + "'"};
  return true;
}

void ContextReader::describe(const clang::FunctionDecl *F, FunctionContract &C) {
  if (!F->getIdentifier() || C.Params.size() < F->getNumParams())
    return;
  int First = -1;
  Match Of;
  for (unsigned I = 0; I != F->getNumParams(); ++I) {
    const Match M = of(F->getParamDecl(I));
    if (!M)
      continue;
    ParamContract &P = C.Params[I];
    if (P.From.From == Source::None && (P.Word == ParamWord::Unknown || P.Word == ParamWord::Borrows)) {
      P.Word = ParamWord::Context;
      P.From = {Source::Name, {}, "type of '" + F->getParamDecl(I)->getNameAsString() + "'"};
    }
    if (First < 0) {
      First = I;
      Of = M;
    }
  }
  if (F->getReturnType()->isRecordType() && describeByValue(F, C, First))
    return;
  if (First < 0)
    return;
  describeVerb(F, C, First, Of);
  const int On = parameterOf(F);
  if (On < 0)
    return;
  const Match M = of(F->getParamDecl(On));
  describeResult(F, C, On, M);
  // foo_init(ctx, ..., &foo): what it sets hangs from the context.
  for (unsigned I = 0; I != F->getNumParams(); ++I) {
    const clang::QualType Target = F->getParamDecl(I)->getType()->getPointeeType();
    ParamContract &P = C.Params[I];
    if (isList(F->getParamDecl(I)))
      continue;
    if (!Target.isNull() && Target->isPointerType() && !Target.isConstQualified() && !Target->isFunctionPointerType() &&
        P.From.From == Source::None && P.Word == ParamWord::Unknown && !F->getReturnType()->isPointerType()) {
      P.Word = ParamWord::Points;
      P.On = On;
      P.From = {Source::Name, {}, "type of '" + F->getParamDecl(On)->getNameAsString() + "'"};
    }
  }
}

bool ContextReader::describeMember(const clang::FieldDecl *D, FunctionContract &C) {
  const auto *R = D->getParent();
  const auto *T = D->getType()->getPointeeType().isNull()
                      ? nullptr
                      : D->getType()->getPointeeType()->getAs<clang::FunctionProtoType>();
  if (!T || !R || !D->getIdentifier())
    return false;
  const llvm::StringRef Name = D->getName();
  std::vector<llvm::StringRef> Names;
  if (R->getIdentifier())
    Names.push_back(R->getName());
  if (const clang::TypedefNameDecl *TD = R->getTypedefNameForAnonDecl())
    Names.push_back(TD->getName());
  for (llvm::StringRef Type : Names)
    if (const FunctionContract *Model = Models.find((Type + "." + Name).str())) {
      C = *Model;
      return true;
    }
  const ContextModel *M = T->getNumParams() ? ofType(T->getParamType(0)) : nullptr;
  if (!M)
    return false;
  const Provenance From{Source::Name, {}, "member '" + Name.str() + "'"};
  C.Params.resize(std::max<size_t>(C.Params.size(), T->getNumParams()));
  C.Params[0].Word = ParamWord::Context;
  C.Params[0].From = From;
  if (says(Name, {"alloc", "malloc", "calloc", "create", "dup", "dupe", "realloc", "new"}) &&
      T->getReturnType()->isPointerType()) {
    C.Return.Word = ReturnWord::Allocated;
    C.Return.Argument = 0;
    C.Return.Family = M->Family;
    C.Return.From = From;
    C.Return.MayFail = mayFail(D, T->getParamType(0), *M);
    if (says(Name, {"realloc"}) && T->getNumParams() > 1 && T->getParamType(1)->isPointerType()) {
      C.Params[1].Word = ParamWord::Reallocs;
      C.Params[1].Family = M->Family;
      C.Params[1].On = 0;
      C.Params[1].From = From;
    }
  } else if (says(Name, {"resize"}) && T->getReturnType()->isIntegerType() && T->getNumParams() > 1 &&
             T->getParamType(1)->isPointerType()) {
    C.MustCheck = true; // whether a block was resized in place
  } else if (says(Name, EndVerbs) && T->getNumParams() > 1 && T->getParamType(1)->isPointerType()) {
    C.Params[1].Word = ParamWord::Releases;
    C.Params[1].Family = M->Family;
    C.Params[1].On = 0;
    C.Params[1].From = From;
  }
  return true;
}

} // namespace deed
