//===- frontend/Constness.cpp - const-cast-away and borrow-mutated --------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is lent to be read is not written: not through the borrow, not through
// a name that got it without const, not by a callee. A cast whose result
// changes the object is told once, where the object is changed.
//===----------------------------------------------------------------------===//
#include "frontend/ConventionUnit.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace deed {

using namespace clang;

namespace {

class Checker {
public:
  Checker(const ConventionUnit &C, const FunctionDecl *F) : C(C), F(F) {}
  void run();

private:
  const NamedDecl *borrowIn(const Expr *Pointer, const VarDecl **Alias = nullptr) const;
  const NamedDecl *borrowedObject(const Expr *Object, const VarDecl **Alias = nullptr) const;
  void findAliases();
  void visitWrite(const Expr *Object);
  void visitCall(const CallExpr *Call);
  void visitCast(const CastExpr *Cast);
  bool harmless(const CastExpr *Cast) const;
  bool releaseReported(const SourceRange &At) const;
  void mutated(SourceLocation At, const NamedDecl *Borrow, const VarDecl *Alias, const FunctionDecl *By);

  struct CastAway {
    Finding Result;
    const VarDecl *To;
  };

  const ConventionUnit &C;
  const FunctionDecl *F;
  llvm::DenseMap<const Stmt *, const Stmt *> Parents;
  llvm::DenseMap<const VarDecl *, const NamedDecl *> Aliases; ///< to the borrow
  llvm::DenseMap<const Expr *, const VarDecl *> AssignedTo;
  llvm::SmallPtrSet<const VarDecl *, 4> Mutated;
  llvm::SmallPtrSet<const Expr *, 8> Told; ///< arguments, by their casts too
  std::vector<CastAway> Casts;
};

} // namespace

/// The `ref_` name whose object \p Pointer points into; null if there is none.
const NamedDecl *Checker::borrowIn(const Expr *Pointer, const VarDecl **Alias) const {
  Pointer = Pointer->IgnoreParenCasts();
  if (const auto *B = dyn_cast<BinaryOperator>(Pointer); B && B->isAdditiveOp())
    return borrowIn(B->getLHS()->getType()->isPointerType() ? B->getLHS() : B->getRHS(), Alias);
  if (const auto *U = dyn_cast<UnaryOperator>(Pointer)) {
    if (U->getOpcode() == UO_AddrOf)
      return borrowedObject(U->getSubExpr(), Alias);
    if (U->isIncrementDecrementOp())
      return borrowIn(U->getSubExpr(), Alias);
    return nullptr;
  }
  if (!Pointer->getType()->isPointerType()) {
    // An array inside the object decays.
    return Pointer->getType()->isArrayType() && !isa<DeclRefExpr>(Pointer) ? borrowedObject(Pointer, Alias) : nullptr;
  }
  const ValueDecl *D = nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Pointer))
    D = Ref->getDecl();
  else if (const auto *M = dyn_cast<MemberExpr>(Pointer))
    D = M->getMemberDecl();
  if (!D)
    return nullptr;
  if (const auto *V = dyn_cast<VarDecl>(D))
    if (auto It = Aliases.find(V); It != Aliases.end()) {
      if (Alias)
        *Alias = V;
      return It->second;
    }
  return isDataPointer(D->getType()) && C.roleOf(D) == Role::Ref ? D : nullptr;
}

/// The `ref_` name through which \p Object is reached without another pointer.
const NamedDecl *Checker::borrowedObject(const Expr *Object, const VarDecl **Alias) const {
  Object = Object->IgnoreParens();
  if (const auto *U = dyn_cast<UnaryOperator>(Object))
    return U->getOpcode() == UO_Deref ? borrowIn(U->getSubExpr(), Alias) : nullptr;
  if (const auto *A = dyn_cast<ArraySubscriptExpr>(Object))
    return borrowIn(A->getBase(), Alias);
  if (const auto *M = dyn_cast<MemberExpr>(Object))
    return M->isArrow() ? borrowIn(M->getBase(), Alias) : borrowedObject(M->getBase(), Alias);
  return nullptr;
}

/// `T *mut_x = (T *)ref_x`: another name for what is borrowed, if it never is
/// anything else.
void Checker::findAliases() {
  llvm::DenseMap<const VarDecl *, const NamedDecl *> Found;
  llvm::SmallPtrSet<const VarDecl *, 8> Others;
  auto Give = [&](const VarDecl *V, const Expr *Value) {
    if (!V->hasLocalStorage() || isa<ParmVarDecl>(V) || !isDataPointer(V->getType()))
      return;
    if (const auto *Cast = dyn_cast<CStyleCastExpr>(Value->IgnoreParenImpCasts()))
      AssignedTo[Cast] = V;
    const Role R = C.roleOf(V);
    const NamedDecl *From = R == Role::Ref || R == Role::Own ? nullptr : borrowIn(Value);
    if (!From || pointsToConst(V->getType()) || (Found.count(V) && Found[V] != From))
      Others.insert(V);
    else
      Found[V] = From;
  };
  walkStatements(F->getBody(), [&](const Stmt *S) {
    for (const Stmt *Child : S->children())
      if (Child)
        Parents[Child] = S;
    if (const auto *D = dyn_cast<DeclStmt>(S))
      for (const Decl *Each : D->decls())
        if (const auto *V = dyn_cast<VarDecl>(Each); V && V->hasInit())
          Give(V, V->getInit());
    if (const auto *B = dyn_cast<BinaryOperator>(S); B && B->getOpcode() == BO_Assign)
      if (const VarDecl *V = variableIn(B->getLHS()))
        Give(V, B->getRHS());
    if (const auto *U = dyn_cast<UnaryOperator>(S); U && U->getOpcode() == UO_AddrOf)
      if (const VarDecl *V = variableIn(U->getSubExpr()))
        Others.insert(V);
  });
  for (auto [V, From] : Found)
    if (!Others.count(V))
      Aliases[V] = From;
}

void Checker::mutated(SourceLocation At, const NamedDecl *Borrow, const VarDecl *Alias, const FunctionDecl *By) {
  if (!C.on(Rule::BorrowMutated))
    return;
  Finding R = C.make(Rule::BorrowMutated, At, F, Borrow, By ? "callee" : "write");
  const std::string Name = "'" + R.Variable + "'";
  R.Message = By ? "'" + By->getNameAsString() + "' changes what " + Name + " only borrows"
                 : "what " + Name + " only borrows is changed here";
  if (Alias) {
    R.Message += " through '" + Alias->getNameAsString() + "'";
    Mutated.insert(Alias);
    PathStep Step;
    Step.Range = C.Locs.range(clang::SourceRange(Alias->getLocation()));
    Step.Kind = StepKind::Borrow;
    Step.Message = "'" + Alias->getNameAsString() + "' is another name of " + Name;
    R.Path.push_back(std::move(Step));
  }
  R.Help = "borrow it as 'mut_', or change a copy";
  R.Contracts.push_back(
      {C.Locs.range(clang::SourceRange(Borrow->getLocation())), Name + " is a borrowed reference by its prefix"});
  C.Out.push_back(std::move(R));
}

void Checker::visitWrite(const Expr *Object) {
  const VarDecl *Alias = nullptr;
  if (const NamedDecl *Borrow = borrowedObject(Object, &Alias)) {
    mutated(Object->getBeginLoc(), Borrow, Alias, nullptr);
    // `((T *)ref_x)->n = 1`: the cast is how, not another defect.
    walkStatements(Object, [&](const Stmt *S) {
      if (const auto *Cast = dyn_cast<CastExpr>(S); Cast && C.on(Rule::BorrowMutated))
        Told.insert(Cast);
    });
  }
}

/// The body, or what is written down of it, changes the object of argument \p I
/// itself, not only what hangs from it. (That a cell is NULL afterwards may be
/// something that the body has only found out.)
static bool changes(const FunctionContract &Contract, unsigned I) {
  for (const Outcome &O : Contract.Inferred)
    for (const Effect &E : O.Effects)
      if ((E.Kind == EffectKind::Mutate || E.Kind == EffectKind::SetBorrowed || E.Kind == EffectKind::SetInto) &&
          E.Param == static_cast<int>(I) && (E.Target || E.Kind == EffectKind::Mutate) &&
          E.Path.find('*') == std::string::npos)
        return true;
  return Contract.Inferred.empty() && I < Contract.Params.size() && Contract.Params[I].Word == ParamWord::Mutates &&
         Contract.Params[I].From.From != Source::Prefix;
}

/// borrow-released, or untaken-result, has spoken of this line.
bool Checker::releaseReported(const SourceRange &At) const {
  return llvm::any_of(C.Out, [&](const Finding &Other) {
    return (Other.Id == Rule::BorrowReleased || Other.Id == Rule::UntakenResult) && Other.Place.File == At.File &&
           Other.Place.Line <= At.Line && Other.Place.EndLine >= At.Line;
  });
}

void Checker::visitCall(const CallExpr *Call) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee)
    return;
  const std::shared_ptr<FunctionContract> Contract = C.Contracts.of(Callee);
  for (unsigned I = 0; I != Call->getNumArgs(); ++I) {
    const VarDecl *Alias = nullptr;
    const Expr *Arg = Call->getArg(I);
    const NamedDecl *Borrow = Arg->getType()->isPointerType() ? borrowIn(Arg, &Alias) : nullptr;
    if (!Borrow)
      continue;
    const ParmVarDecl *P = I < Callee->getNumParams() ? Callee->getParamDecl(I) : nullptr;
    const Role R = P ? C.roleOf(P) : Role::None;
    auto Tell = [&] {
      walkStatements(Arg, [&](const Stmt *S) {
        if (const auto *Cast = dyn_cast<CastExpr>(S))
          Told.insert(Cast);
      });
    };
    if (R == Role::Mut || R == Role::Own) {
      Tell();
      // What is released is borrow-released.
      if (!C.on(Rule::ConstCastAway) || Alias ||
          (I < Contract->Params.size() && Contract->Params[I].Word == ParamWord::Releases))
        continue;
      Finding Result = C.make(Rule::ConstCastAway, Arg->getBeginLoc(), F, Borrow, "argument");
      if (releaseReported(Result.Place))
        continue;
      Result.Message = "'" + Result.Variable + "' only borrows, but goes to '" + P->getNameAsString() + "' of '" +
                       Callee->getNameAsString() + "', which " + (R == Role::Mut ? "may change it" : "takes ownership");
      Result.Help = "name it by what is done with it, or pass a copy";
      Result.Contracts.push_back({C.Locs.range(clang::SourceRange(P->getLocation())),
                                  "'" + P->getNameAsString() + "' is " + describeRole(R) + " by its prefix"});
      C.Out.push_back(std::move(Result));
    } else if (R != Role::Ref && !(P && pointsToConst(P->getType())) && changes(*Contract, I)) {
      // (A callee whose ref_ parameter is changed is told so itself.)
      if (C.on(Rule::BorrowMutated))
        Tell();
      mutated(Arg->getBeginLoc(), Borrow, Alias, Callee);
    }
  }
}

static bool dropsConst(const CastExpr *Cast) {
  const QualType To = Cast->getType()->getPointeeType();
  const Expr *Inner = Cast->getSubExpr()->IgnoreParenCasts();
  if (isa<StringLiteral>(Inner) || Inner->getType()->isArrayType())
    return false; // a table of constants is nobody's loan
  // A conversion that follows a cast loses nothing more.
  const Expr *Direct = isa<ImplicitCastExpr>(Cast) ? Cast->getSubExpr() : Inner;
  const QualType From = Direct->getType()->getPointeeType();
  return !To.isNull() && !From.isNull() && From.getCanonicalType().isConstQualified() &&
         !To.getCanonicalType().isConstQualified() && !To->isFunctionType();
}

/// What is done with the result needs no right to write.
bool Checker::harmless(const CastExpr *Cast) const {
  const Stmt *Now = Cast;
  for (const Stmt *Up = Parents.lookup(Now); Up; Now = Up, Up = Parents.lookup(Up)) {
    if (isa<ParenExpr>(Up))
      continue;
    if (const auto *Outer = dyn_cast<CastExpr>(Up)) {
      // Made const again, or a number.
      if (!Outer->getType()->isPointerType() || pointsToConst(Outer->getType()))
        return true;
      if (isa<CStyleCastExpr>(Outer))
        return true; // the outer cast speaks
      continue;
    }
    if (const auto *B = dyn_cast<BinaryOperator>(Up)) {
      if (B->isComparisonOp() || B->isLogicalOp())
        return true;
      // The take-over: own_x = (T *)ref_x.
      const VarDecl *To = B->getOpcode() == BO_Assign ? variableIn(B->getLHS()) : nullptr;
      return To && C.roleOf(To) == Role::Own;
    }
    if (const auto *U = dyn_cast<UnaryOperator>(Up))
      return U->getOpcode() == UO_LNot;
    if (const auto *D = dyn_cast<DeclStmt>(Up); D && D->isSingleDecl()) {
      const auto *V = dyn_cast<VarDecl>(D->getSingleDecl());
      return V && isDataPointer(V->getType()) && C.roleOf(V) == Role::Own;
    }
    // free((void *)text): releasing is another rule's matter.
    if (const auto *Call = dyn_cast<CallExpr>(Up))
      if (const FunctionDecl *Callee = Call->getDirectCallee()) {
        const std::shared_ptr<FunctionContract> Contract = C.Contracts.of(Callee);
        for (unsigned I = 0; I != Call->getNumArgs() && I != Contract->Params.size(); ++I)
          if (Call->getArg(I) == Now)
            return Contract->Params[I].Word == ParamWord::Releases ||
                   Contract->Params[I].Word == ParamWord::ReleasesOnSuccess;
      }
    return isa<IfStmt, WhileStmt, ForStmt, DoStmt>(Up);
  }
  return false;
}

void Checker::visitCast(const CastExpr *Cast) {
  if (!C.on(Rule::ConstCastAway) || Told.count(Cast) || !Cast->getType()->isPointerType() || !dropsConst(Cast))
    return;
  const Expr *Inner = Cast->getSubExpr()->IgnoreParenCasts();
  const SourceLocation At = Cast->getBeginLoc();
  // Macros that find the container of a field, or hide a cast of their own.
  if (At.isMacroID() && !C.Locs.SM.isMacroArgExpansion(At))
    return;
  const NamedDecl *Named = nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Inner))
    Named = Ref->getDecl();
  else if (const auto *M = dyn_cast<MemberExpr>(Inner))
    Named = M->getMemberDecl();
  const NamedDecl *Borrow = borrowIn(Inner);
  if (const auto *D = dyn_cast_or_null<ValueDecl>(Named); D && C.roleOf(D) == Role::Own)
    return;
  // Without a word of the author only what is called a borrow.
  if (isa<ImplicitCastExpr>(Cast) && !Borrow)
    return;
  if (harmless(Cast))
    return;
  Finding R = C.make(Rule::ConstCastAway, At, F, Borrow ? Borrow : Named, "cast");
  const std::string What = R.Variable.empty() ? "a borrowed value" : "'" + R.Variable + "'";
  R.Message =
      isa<ImplicitCastExpr>(Cast) ? "the const of " + What + " is lost" : "the const of " + What + " is cast away";
  R.Help = "keep the const, or borrow it as 'mut_' if it is to be changed";
  if (Borrow)
    R.Contracts.push_back({C.Locs.range(clang::SourceRange(Borrow->getLocation())),
                           "'" + Borrow->getNameAsString() + "' is a borrowed reference by its prefix"});
  Casts.push_back({std::move(R), AssignedTo.lookup(Cast)});
}

void Checker::run() {
  findAliases();
  // Calls and writes first: what they tell explains the casts in them.
  walkStatements(F->getBody(), [&](const Stmt *S) {
    if (const auto *B = dyn_cast<BinaryOperator>(S); B && B->isAssignmentOp())
      visitWrite(B->getLHS());
    else if (const auto *U = dyn_cast<UnaryOperator>(S); U && U->isIncrementDecrementOp())
      visitWrite(U->getSubExpr());
    else if (const auto *Call = dyn_cast<CallExpr>(S))
      visitCall(Call);
  });
  walkStatements(F->getBody(), [&](const Stmt *S) {
    if (isa<CStyleCastExpr, ImplicitCastExpr>(S))
      visitCast(cast<CastExpr>(S));
  });
  for (CastAway &Each : Casts)
    if (!Each.To || !Mutated.count(Each.To))
      C.Out.push_back(std::move(Each.Result));
}

void checkConstness(const ConventionUnit &C) {
  for (const FunctionDecl *F : C.Bodies)
    if (C.wanted(F))
      Checker(C, F).run();
}

} // namespace deed
