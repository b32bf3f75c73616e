//===- frontend/ForgottenFields.cpp - fields that nobody releases ---------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A struct that only this file knows, a field of it that is only ever given fresh
// values, and nothing in the file that gives them back or hands them on: where the
// file frees the struct, what the field holds is lost. All uses of the field are
// in sight, so no path needs to be walked; one use that is not understood, and
// nothing is said. (incomplete-destroy.)
//
// Where all that make such a struct fill the field, and what ends it ends the field, a
// function that puts another value there loses the old one, unless it asks what that is. (leak.)
// To copy from the old value is no such question.
//===----------------------------------------------------------------------===//
#include "frontend/FieldValues.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/Builtins.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace deed {

using namespace clang;

namespace {

/// A call that frees an object.
struct ReleaseSite {
  const CallExpr *Call = nullptr;
  const FunctionDecl *In = nullptr;
  const VarDecl *Object = nullptr; ///< null: an array of such objects, in a field
};

using Functions = llvm::SmallPtrSet<const FunctionDecl *, 4>;

struct FieldFacts {
  const Expr *Fresh = nullptr; ///< a fresh value that is stored ...
  const FunctionDecl *FreshIn = nullptr;
  Functions Stores; ///< who stores fresh values
  Functions Ends;   ///< who releases what the field holds
  Functions Asks;   ///< who looks what it is, and may know that it is nothing
  Functions Clears; ///< who stores NULL
  /// Of fresh values.
  std::vector<std::pair<const BinaryOperator *, const FunctionDecl *>> Writes;
  bool Spoilt = false; ///< some use is not understood

  void fill(const Expr *Value, const FunctionDecl *F) {
    if (Stores.insert(F).second && !Fresh)
      Fresh = Value, FreshIn = F;
  }
  /// Somebody ends what the field holds, and puts nothing in its place.
  bool endsForGood() const {
    return llvm::any_of(Ends, [&](const FunctionDecl *F) { return !Stores.count(F); });
  }
};

class ForgottenFields {
public:
  explicit ForgottenFields(const ConventionUnit &C) : C(C), Values(C) {}
  void run();

private:
  void findReleases(const FunctionDecl *F);
  void readBody(const FunctionDecl *F);
  void readNode(const Stmt *S, const FunctionDecl *F);
  bool isAssignedLiteral(const CastExpr *Copy) const;
  void readList(const InitListExpr *List, const FunctionDecl *F);
  void readField(const MemberExpr *M, const FunctionDecl *F);
  void store(FieldFacts &Facts, const FieldDecl *Field, const Expr *Value, const FunctionDecl *F);
  void spoil(const RecordDecl *R);
  const ReleaseSite *siteOf(const RecordDecl *R, const FieldFacts &Facts) const;
  void report(const ReleaseSite &Site, llvm::ArrayRef<const FieldDecl *> Missed);
  void reportForgotten();
  void reportOverwritten();
  bool isEnded(const RecordDecl *R, const FieldFacts &Facts) const;
  bool isAlwaysFilled(const RecordDecl *R, const FieldFacts &Facts) const;
  llvm::SmallPtrSet<const FunctionDecl *, 16> reachedFrom(const llvm::SmallPtrSetImpl<const FunctionDecl *> &F) const;

  const ConventionUnit &C;
  llvm::MapVector<const RecordDecl *, std::vector<ReleaseSite>> Releases;
  llvm::MapVector<const FieldDecl *, FieldFacts> Fields;
  /// Who makes an object of the kind, as far as that is known.
  llvm::DenseMap<const RecordDecl *, Functions> Makers;
  FieldValues Values; ///< of the body at hand
};

} // namespace

/// The struct of this file that \p T points to, or null.
static const RecordDecl *privateRecord(QualType T, const SourceManager &SM) {
  const QualType To = T->getPointeeType();
  const RecordDecl *R = To.isNull() ? nullptr : To->getAsRecordDecl();
  R = R ? R->getDefinition() : nullptr;
  return R && !R->isUnion() && SM.isInMainFile(SM.getExpansionLoc(R->getLocation())) ? R : nullptr;
}

void ForgottenFields::findReleases(const FunctionDecl *F) {
  walkStatements(F->getBody(), [&](const Stmt *S) {
    const auto *Call = dyn_cast<CallExpr>(S);
    for (unsigned I = 0; Call && I != std::min(Call->getNumArgs(), 2u); ++I) {
      const Expr *Object = Call->getArg(I)->IgnoreParenCasts();
      const VarDecl *V = variableIn(Object);
      if (V ? !V->hasLocalStorage() : !isa<MemberExpr>(Object))
        continue;
      const RecordDecl *R = privateRecord(Object->getType(), C.Locs.SM);
      if (R && freesArgument(Call, I, C.Contracts))
        Releases[R].push_back({Call, F, V});
    }
  });
}

void ForgottenFields::spoil(const RecordDecl *R) {
  for (const FieldDecl *Field : R->fields())
    if (auto It = Fields.find(Field); It != Fields.end())
      It->second.Spoilt = true;
}

void ForgottenFields::store(FieldFacts &Facts, const FieldDecl *Field, const Expr *Value, const FunctionDecl *F) {
  if (Values.isNull(Value)) {
    Facts.Clears.insert(F);
    return;
  }
  if (!Values.isFresh(Value, Field, F)) {
    Facts.Spoilt = true;
    return;
  }
  Facts.fill(Value, F);
}

void ForgottenFields::readField(const MemberExpr *M, const FunctionDecl *F) {
  const auto *Field = dyn_cast<FieldDecl>(M->getMemberDecl());
  const auto It = Field ? Fields.find(Field) : Fields.end();
  if (It == Fields.end() || It->second.Spoilt)
    return;
  FieldFacts &Facts = It->second;
  const Stmt *Now = M, *Up = Values.Parents.lookup(M);
  while (Up && isa<ParenExpr>(Up))
    Now = Up, Up = Values.Parents.lookup(Up);
  if (const auto *B = dyn_cast_or_null<BinaryOperator>(Up); B && B->isAssignmentOp() && B->getLHS() == Now) {
    // The value of the assignment may go on.
    ValueUses Uses;
    if (B->getOpcode() != BO_Assign || !Values.understood(B, nullptr, F, Uses) || Uses.Ended)
      Facts.Spoilt = true;
    else
      store(Facts, Field, B->getRHS(), F);
    if (!Facts.Spoilt && !Values.isNull(B->getRHS()))
      Facts.Writes.emplace_back(B, F);
    return;
  }
  if (const auto *U = dyn_cast_or_null<UnaryOperator>(Up);
      U && U->getOpcode() != UO_LNot && U->getOpcode() != UO_Deref) {
    // asprintf(&p->text, ...)
    const CallExpr *Call = Values.givenBy(U);
    if (!Call) {
      Facts.Spoilt = true;
      return;
    }
    Facts.fill(Call, F);
    return;
  }
  ValueUses Uses;
  if (!Values.understood(Now, nullptr, F, Uses))
    Facts.Spoilt = true;
  else if (Uses.Ended)
    Facts.Ends.insert(F);
  if (Uses.Asked)
    Facts.Asks.insert(F);
}

void ForgottenFields::readList(const InitListExpr *List, const FunctionDecl *F) {
  if (const InitListExpr *Semantic = List->isSemanticForm() ? List : List->getSemanticForm())
    List = Semantic;
  const RecordDecl *R = List->getType()->getAsRecordDecl();
  R = R ? R->getDefinition() : nullptr;
  if (!R || R->isUnion() || !Releases.count(R))
    return;
  unsigned I = 0;
  for (const FieldDecl *Field : R->fields()) {
    if (Field->isUnnamedBitField())
      continue;
    const auto It = Fields.find(Field);
    if (I < List->getNumInits() && It != Fields.end())
      store(It->second, Field, List->getInit(I), F);
    ++I;
  }
}

bool ForgottenFields::isAssignedLiteral(const CastExpr *Copy) const {
  const auto *B = dyn_cast_or_null<BinaryOperator>(Values.Parents.lookup(Copy));
  return B && B->getOpcode() == BO_Assign && isa<CompoundLiteralExpr>(Copy->getSubExpr()->IgnoreParens());
}

void ForgottenFields::readNode(const Stmt *S, const FunctionDecl *F) {
  if (const auto *M = dyn_cast<MemberExpr>(S)) {
    if (F)
      readField(M, F);
  } else if (const auto *List = dyn_cast<InitListExpr>(S)) {
    readList(List, F);
  } else if (const auto *Offset = dyn_cast<OffsetOfExpr>(S)) {
    // A table of options: some code goes by the offsets.
    for (unsigned I = 0; I != Offset->getNumComponents(); ++I)
      if (Offset->getComponent(I).getKind() == OffsetOfNode::Field)
        if (auto It = Fields.find(Offset->getComponent(I).getField()); It != Fields.end())
          It->second.Spoilt = true;
  } else if (const auto *Cast = dyn_cast<CastExpr>(S)) {
    // A copy of the whole; not `*p = (struct s){...};`, which is one with what its list says.
    if (Cast->getCastKind() == CK_LValueToRValue && !isAssignedLiteral(Cast)) {
      if (const RecordDecl *R = Cast->getType()->getAsRecordDecl(); R && R->getDefinition())
        spoil(R->getDefinition());
    } else if (Cast->getCastKind() == CK_BitCast && !Cast->getType()->isVoidPointerType()) {
      // Read as another struct, or byte by byte.
      if (const RecordDecl *R = privateRecord(Cast->getSubExpr()->getType(), C.Locs.SM))
        if (R != privateRecord(Cast->getType(), C.Locs.SM))
          spoil(R);
      if (Cast->getSubExpr()->getType()->isVoidPointerType() && isa<CallExpr>(Cast->getSubExpr()->IgnoreParenCasts()))
        if (const RecordDecl *R = privateRecord(Cast->getType(), C.Locs.SM))
          Makers[R].insert(F);
    }
  } else if (const auto *D = dyn_cast<DeclStmt>(S)) {
    // An object of the function's own, with whatever is in it.
    for (const Decl *Each : D->decls())
      if (const auto *V = dyn_cast<VarDecl>(Each))
        if (const RecordDecl *R = V->getType()->getBaseElementTypeUnsafe()->getAsRecordDecl(); R && R->getDefinition())
          Makers[R->getDefinition()].insert(F);
  } else if (const auto *Call = dyn_cast<CallExpr>(S)) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    const unsigned Kind = Callee ? Callee->getMemoryFunctionKind() : 0;
    if (Kind == Builtin::BImemcpy || Kind == Builtin::BImemmove || Kind == Builtin::BImempcpy)
      for (const Expr *Argument : Call->arguments())
        if (const RecordDecl *R = privateRecord(Argument->IgnoreParenCasts()->getType(), C.Locs.SM))
          spoil(R);
  }
}

void ForgottenFields::readBody(const FunctionDecl *F) {
  Values.Parents.clear();
  bool Named = false;
  walkStatements(F->getBody(), [&](const Stmt *S) {
    const auto *M = dyn_cast<MemberExpr>(S);
    const auto *Field = M ? dyn_cast<FieldDecl>(M->getMemberDecl()) : nullptr;
    Named |= isa<CompoundLiteralExpr>(S) || (Field && Fields.count(Field));
  });
  if (Named)
    walkStatements(F->getBody(), [&](const Stmt *S) {
      for (const Stmt *Child : S->children())
        if (Child)
          Values.Parents[Child] = S;
    });
  walkStatements(F->getBody(), [&](const Stmt *S) { readNode(S, F); });
}

/// Where an object ends whose field was filled by somebody else.
const ReleaseSite *ForgottenFields::siteOf(const RecordDecl *R, const FieldFacts &Facts) const {
  const ReleaseSite *Best = nullptr;
  for (const ReleaseSite &Site : Releases.find(R)->second) {
    const bool Param = Site.Object && isa<ParmVarDecl>(Site.Object);
    // Who makes an object, or has it made (`make(&p)`), may free it before there is anything in it.
    const std::vector<const Expr *> Given =
        Site.Object ? Values.valuesOf(Site.Object, Site.In) : std::vector<const Expr *>();
    if (Facts.Stores.count(Site.In) || Facts.Ends.count(Site.In) || (Site.Object && !Param && Given.empty()) ||
        llvm::any_of(Given,
                     [](const Expr *Value) { return isa<CallExpr, ConditionalOperator>(Value->IgnoreParenCasts()); }))
      continue;
    if (!Best || (Param && !(Best->Object && isa<ParmVarDecl>(Best->Object))))
      Best = &Site;
  }
  return Best;
}

void ForgottenFields::report(const ReleaseSite &Site, llvm::ArrayRef<const FieldDecl *> Missed) {
  Finding Each = C.make(Rule::IncompleteDestroy, Site.Call->getBeginLoc(), Site.In, Missed.front(), "fresh");
  Each.Place = C.Locs.range(Site.Call->getSourceRange());
  Each.Message = "'" + Each.Function + "' does not release the owned field";
  for (const FieldDecl *Field : Missed) {
    const FieldFacts &Facts = Fields.find(Field)->second;
    Each.Message += (Field == Missed.front()  ? (Missed.size() > 1 ? "s '" : " '")
                     : Field == Missed.back() ? " and '"
                                              : ", '") +
                    Field->getNameAsString() + "'";
    Each.Path.push_back({C.Locs.range(Facts.Fresh->getSourceRange()), StepKind::Acquire,
                         "'" + Facts.FreshIn->getNameAsString() + "' puts a fresh value into '" +
                             Field->getNameAsString() + "' here, which nothing in this file releases"});
    Each.Contracts.push_back({C.Locs.range(clang::SourceRange(Field->getLocation())),
                              "'" + Field->getNameAsString() + "' is declared here"});
  }
  Each.Path.push_back({Each.Place, StepKind::Lose, "lost here"});
  Each.Help = "release it before the object, or hand it to its next owner";
  C.Out.push_back(std::move(Each));
}

/// Who ends what the field holds ends the object with it, or puts something else there.
bool ForgottenFields::isEnded(const RecordDecl *R, const FieldFacts &Facts) const {
  return !Facts.Ends.empty() && llvm::all_of(Facts.Ends, [&](const FunctionDecl *F) {
    return Facts.Stores.count(F) ||
           llvm::any_of(Releases.find(R)->second, [&](const ReleaseSite &Site) { return Site.In == F; });
  });
}

/// All that make such an object fill the field, and it stays filled.
bool ForgottenFields::isAlwaysFilled(const RecordDecl *R, const FieldFacts &Facts) const {
  const auto Of = Makers.find(R);
  return Of != Makers.end() && llvm::all_of(Of->second, [&](const FunctionDecl *F) { return Facts.Stores.count(F); }) &&
         llvm::all_of(Facts.Clears, [&](const FunctionDecl *F) { return Of->second.count(F); });
}

/// What the bodies of \p F call, and what these do.
llvm::SmallPtrSet<const FunctionDecl *, 16>
ForgottenFields::reachedFrom(const llvm::SmallPtrSetImpl<const FunctionDecl *> &F) const {
  llvm::SmallPtrSet<const FunctionDecl *, 16> Reached(F.begin(), F.end());
  std::vector<const FunctionDecl *> Pending(F.begin(), F.end());
  while (!Pending.empty()) {
    const FunctionDecl *Now = Pending.back();
    Pending.pop_back();
    if (Now)
      walkStatements(Now->getBody(), [&](const Stmt *S) {
        const auto *Call = dyn_cast<CallExpr>(S);
        const FunctionDecl *Definition = nullptr;
        if (Call && Call->getDirectCallee() && Call->getDirectCallee()->hasBody(Definition) &&
            Reached.insert(Definition).second)
          Pending.push_back(Definition);
      });
  }
  return Reached;
}

/// `n->text = copy;` of objects that all begin with a text of their own.
void ForgottenFields::reportOverwritten() {
  for (const auto &[Field, Facts] : Fields) {
    const RecordDecl *R = Field->getParent()->getDefinition();
    const auto Of = Makers.find(R);
    if (Facts.Spoilt || !Facts.Fresh || !isEnded(R, Facts) || !isAlwaysFilled(R, Facts))
      continue;
    const llvm::SmallPtrSet<const FunctionDecl *, 16> Reached = reachedFrom(Of->second);
    for (const auto &[Write, F] : Facts.Writes) {
      const auto *M = cast<MemberExpr>(Write->getLHS()->IgnoreParens());
      const VarDecl *Object = variableIn(M->getBase());
      if (Reached.count(F) || Facts.Ends.count(F) || Facts.Asks.count(F) || !C.wanted(F) || !M->isArrow() || !Object ||
          llvm::any_of(Values.valuesOf(Object, F),
                       [](const Expr *Value) { return isa<CallExpr, ConditionalOperator>(Value->IgnoreParenCasts()); }))
        continue;
      Finding Each = C.make(Rule::Leak, Write->getBeginLoc(), F, Field, "overwritten");
      Each.Place = C.Locs.range(Write->getSourceRange());
      Each.Message = "'" + Object->getNameAsString() + "->" + Field->getNameAsString() +
                     "' is overwritten, and what it owned is lost";
      Each.Path.push_back({C.Locs.range(Facts.Fresh->getSourceRange()), StepKind::Acquire,
                           "'" + Facts.FreshIn->getNameAsString() + "' puts a fresh value there"});
      Each.Path.push_back({Each.Place, StepKind::Lose, "lost here"});
      Each.Help = "release the old value first";
      C.Out.push_back(std::move(Each));
    }
  }
}

void ForgottenFields::reportForgotten() {
  llvm::MapVector<const ReleaseSite *, std::vector<const FieldDecl *>> Missed;
  for (const auto &[Field, Facts] : Fields) {
    if (Facts.Spoilt || !Facts.Fresh)
      continue;
    // free(p->text); p->text = copy;
    const RecordDecl *R = Field->getParent()->getDefinition();
    if (Facts.endsForGood() && !(isEnded(R, Facts) && isAlwaysFilled(R, Facts)))
      continue;
    const ReleaseSite *Site = siteOf(R, Facts);
    // Others end both: who makes one may end it half made.
    if (Site && Facts.endsForGood())
      if (const auto Of = Makers.find(R); Of != Makers.end() && reachedFrom(Of->second).count(Site->In))
        continue;
    if (Site && C.wanted(Site->In))
      Missed[Site].push_back(Field);
  }
  for (const auto &[Site, Of] : Missed)
    report(*Site, Of);
}

void ForgottenFields::run() {
  for (const FunctionDecl *F : C.Bodies)
    findReleases(F);
  for (const auto &[R, Sites] : Releases)
    for (const FieldDecl *Field : R->fields())
      if (const QualType T = Field->getType();
          isDataPointer(T) && T->getPointeeType()->getAsRecordDecl() != R && C.roleOf(Field) == Role::None)
        Fields[Field];
  if (Fields.empty())
    return;
  for (const Decl *D : C.Context.getTranslationUnitDecl()->decls())
    if (const auto *V = dyn_cast<VarDecl>(D)) {
      if (const RecordDecl *R = V->getType()->getBaseElementTypeUnsafe()->getAsRecordDecl(); R && R->getDefinition())
        Makers[R->getDefinition()].insert(nullptr);
      if (V->getInit())
        walkStatements(V->getInit(), [&](const Stmt *S) { readNode(S, nullptr); });
    } else if (const auto *R = dyn_cast<RecordDecl>(D)) {
      for (const FieldDecl *Field : R->fields())
        if (const auto *In = Field->getType()->getBaseElementTypeUnsafe()->getAsRecordDecl())
          Makers[In->getDefinition()].insert(nullptr); // a part of another object
    }
  for (const FunctionDecl *F : C.Bodies)
    readBody(F);
  if (C.on(Rule::IncompleteDestroy))
    reportForgotten();
  if (C.on(Rule::Leak))
    reportOverwritten();
}

void checkForgottenFields(const ConventionUnit &C) { ForgottenFields(C).run(); }

} // namespace deed
