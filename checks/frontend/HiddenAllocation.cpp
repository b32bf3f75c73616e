//===- frontend/HiddenAllocation.cpp - the rule hidden-allocation ---------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A convention is in force in a file where functions take contexts, and no fewer
// than would be spoken of.
//===----------------------------------------------------------------------===//
#include "frontend/ContextRules.h"
#include "frontend/ConventionUnit.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringSwitch.h"
#include <map>

namespace deed {

using namespace clang;

namespace {

using Records = llvm::SmallPtrSet<const RecordDecl *, 4>;

/// A call that allocates from the heap: the struct that it makes, or null.
struct PlainCall {
  const FunctionDecl *In = nullptr;
  const RecordDecl *Made = nullptr;
};

/// What the functions of one file do.
struct FileFacts {
  unsigned Taking = 0; ///< functions that take a context
  const ParmVarDecl *First = nullptr;
  std::vector<std::pair<Finding, PlainCall>> Hidden; ///< In is null where it is from no heap
  unsigned HiddenIn = 0;                             ///< functions
  Records Contexts;                                  ///< what they take, where the file sees what is in it
  llvm::DenseMap<const FunctionDecl *, Records> Writes;
};

} // namespace

static bool isPlainAllocator(llvm::StringRef Name) {
  Name.consume_front("__builtin_");
  return llvm::StringSwitch<bool>(Name)
      .Cases("malloc", "calloc", "aligned_alloc", "reallocarray", "strdup", "strndup", true)
      .Cases("asprintf", "vasprintf", "xmalloc", "xcalloc", "xzalloc", "xstrdup", true)
      .Default(false);
}

/// An allocator may call another: checked_malloc(), arena_alloc().
static bool isAllocator(llvm::StringRef Name) {
  return Name.contains_insensitive("alloc") || Name.contains_insensitive("dup") || Name.contains_insensitive("free");
}

/// The global allocator that an argument of \p Call names, or null. Contexts that
/// are parents are no allocators: a program may have one for all that is global.
static const VarDecl *globalAllocator(const CallExpr *Call, ContractReader &Contracts) {
  for (const Expr *Argument : Call->arguments()) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Argument->IgnoreParenCasts());
    const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!V || !V->hasGlobalStorage() || V->isStaticLocal())
      continue;
    const ContextReader::Match M = Contracts.Contexts.of(V);
    if (M && (M.Kind == ContextKind::Heap || (M.Kind == ContextKind::Tree && !M.Model->Parents && !M.Model->Current &&
                                              M.Model->Kind != ContextKind::Pool)))
      return V;
  }
  return nullptr;
}

/// True if \p Call gives memory back.
static bool releases(const CallExpr *Call, ContractReader &Contracts) {
  std::shared_ptr<FunctionContract> C;
  if (const FunctionDecl *Callee = Call->getDirectCallee())
    C = Contracts.of(Callee);
  else if (const auto *M = dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParenImpCasts()))
    if (const auto *D = dyn_cast<FieldDecl>(M->getMemberDecl()); D && !D->getType()->getPointeeType().isNull())
      if (const auto *T = D->getType()->getPointeeType()->getAs<FunctionType>())
        C = Contracts.ofMember(D, T);
  if (C)
    for (const ParamContract &P : C->Params)
      if (P.Word == ParamWord::Releases || P.Word == ParamWord::Closes || P.Word == ParamWord::Resets)
        return true;
  return false;
}

static const RecordDecl *pointee(QualType T) {
  while (const auto *Array = T->getAsArrayTypeUnsafe())
    T = Array->getElementType();
  const QualType To = T->getPointeeType();
  const RecordDecl *R = To.isNull() ? nullptr : To->getAsRecordDecl();
  return R ? cast<RecordDecl>(R->getCanonicalDecl()) : nullptr;
}

/// The structs that \p F writes members of, and what each call is to make.
static Records readBody(const FunctionDecl *F, llvm::DenseMap<const Expr *, const RecordDecl *> &Made) {
  Records Written;
  auto Makes = [&](const Expr *E, QualType T) {
    if (E)
      Made[E->IgnoreParenCasts()] = pointee(T);
  };
  walkStatements(F->getBody(), [&](const Stmt *S) {
    if (const auto *D = dyn_cast<DeclStmt>(S))
      for (const Decl *Each : D->decls())
        if (const auto *V = dyn_cast<VarDecl>(Each))
          Makes(V->getInit(), V->getType());
    if (const auto *R = dyn_cast<ReturnStmt>(S))
      Makes(R->getRetValue(), F->getReturnType());
    const auto *B = dyn_cast<BinaryOperator>(S);
    if (!B || !B->isAssignmentOp())
      return;
    Makes(B->getRHS(), B->getLHS()->getType());
    if (const auto *M = dyn_cast<MemberExpr>(B->getLHS()->IgnoreParens()))
      if (const auto *D = dyn_cast<FieldDecl>(M->getMemberDecl()))
        Written.insert(cast<RecordDecl>(D->getParent()->getCanonicalDecl()));
  });
  return Written;
}

/// The file that implements an arena takes the arena's own memory from the heap: its blocks, the arena itself and
/// what has one of its own.
static bool isOfImplementation(const PlainCall &Call, const FileFacts &Facts) {
  const auto Writes = [&](const RecordDecl *R) {
    const auto By = Facts.Writes.find(Call.In);
    return By != Facts.Writes.end() && By->second.count(R);
  };
  const auto Points = [](const RecordDecl *From, const RecordDecl *To) {
    const RecordDecl *Whole = From->getDefinition();
    return Whole && llvm::any_of(Whole->fields(), [&](const FieldDecl *D) {
             const RecordDecl *Part = D->getType()->getAsRecordDecl();
             return pointee(D->getType()) == To || (Part && Part->getCanonicalDecl() == To);
           });
  };
  return Call.In && llvm::any_of(Facts.Contexts, [&](const RecordDecl *R) {
           const bool Implements =
               llvm::any_of(Facts.Writes, [&](const auto &Each) { return Each.second.count(R) != 0; });
           return Implements &&
                  (Writes(R) || Call.Made == R || (Call.Made && (Points(R, Call.Made) || Points(Call.Made, R))));
         });
}

static Finding hidden(const FunctionDecl *F, const CallExpr *Call, const Locations &Locs, std::string What,
                      std::string From) {
  Finding Result;
  Result.Id = Rule::HiddenAllocation;
  Result.Function = F->getNameAsString();
  Result.Variable = std::move(What);
  Result.Place = Locs.range(Call->getSourceRange());
  Result.Message = "'" + Result.Function + "' allocates from " + From + " '" + Result.Variable +
                   "', where functions of this file take their context";
  Result.Help = "take a context or an allocator as a parameter, and allocate from it";
  Result.Signature = Result.Function + "|hidden-allocation|" + Result.Variable;
  return Result;
}

void checkHiddenAllocations(llvm::ArrayRef<const FunctionDecl *> Functions, llvm::StringRef Only,
                            const ASTContext &Context, ContractReader &Contracts, const Locations &Locs,
                            std::vector<Finding> &Out) {
  const SourceManager &SM = Context.getSourceManager();
  std::map<FileID, FileFacts> Files;
  for (const FunctionDecl *F : Functions) {
    if (!F->getIdentifier() || F->isMain())
      continue;
    FileFacts &Facts = Files[SM.getFileID(SM.getExpansionLoc(F->getLocation()))];
    bool Takes = false;
    for (const ParmVarDecl *P : F->parameters())
      if (Contracts.Contexts.of(P)) {
        Takes = true;
        if (!Facts.First)
          Facts.First = P;
        if (const RecordDecl *R = pointee(P->getType()))
          Facts.Contexts.insert(R);
      }
    Facts.Taking += Takes;
    llvm::DenseMap<const Expr *, const RecordDecl *> Made;
    Facts.Writes[F] = readBody(F, Made);
    if (isAllocator(F->getName()))
      continue;
    const size_t Before = Facts.Hidden.size();
    for (const CallExpr *Call : callsOf(F)) {
      const FunctionDecl *Callee = Call->getDirectCallee();
      if (Callee && Callee->getIdentifier() && isPlainAllocator(Callee->getName()))
        Facts.Hidden.push_back(
            {hidden(F, Call, Locs, Callee->getNameAsString(), "the heap with"), {F, Made.lookup(Call)}});
      else if (const VarDecl *V = globalAllocator(Call, Contracts); V && !releases(Call, Contracts))
        Facts.Hidden.push_back({hidden(F, Call, Locs, V->getNameAsString(), "the global"), {}});
    }
    Facts.HiddenIn += Facts.Hidden.size() != Before;
  }
  for (auto &[File, Facts] : Files) {
    if (Facts.Taking == 0 || Facts.Taking < Facts.HiddenIn)
      continue;
    for (auto &[Each, Call] : Facts.Hidden) {
      if (isOfImplementation(Call, Facts))
        continue;
      if (!Only.empty() && Each.Function != Only)
        continue;
      Each.Contracts.push_back({Locs.range(clang::SourceRange(Facts.First->getLocation())),
                                "as '" + Facts.First->getNameAsString() + "' is one"});
      Out.push_back(std::move(Each));
    }
  }
}

} // namespace deed
