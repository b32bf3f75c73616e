//===- frontend/MixedCleanup.cpp - the rule mixed-cleanup -----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Works on the AST and Clang's CFG: whether a variable was given a value needs
// no states, and a variable of no owning type is no value that the solver knows.
//===----------------------------------------------------------------------===//
#include "frontend/MixedCleanup.h"
#include "frontend/CleanupOrder.h"
#include "frontend/ConventionUnit.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <algorithm>

namespace deed {

using namespace clang;

namespace {

/// What a walk over the body finds, in source order.
struct BodyParts {
  std::vector<const VarDecl *> Cleanups;
  std::vector<const GotoStmt *> Gotos;
  std::vector<const LabelStmt *> Labels;
  std::vector<const CallExpr *> Calls;
};

class Checker {
public:
  Checker(const FunctionDecl *F, ASTContext &Context, ContractReader &Contracts, const Locations &Locs,
          std::vector<Finding> &Out)
      : F(F), Context(Context), SM(Context.getSourceManager()), Contracts(Contracts), Locs(Locs), Out(Out) {}
  void run();

private:
  void collect(BodyParts &Parts) const;
  void checkLadder(const BodyParts &Parts);
  void checkUnset(const BodyParts &Parts);
  const VarDecl *releasedBy(const CallExpr *Call) const;
  bool releasesByCleanup(const VarDecl *V) const;
  bool readsItsVariable(const VarDecl *V) const;
  bool neverReturns(const Stmt *S) const;
  bool before(SourceLocation A, SourceLocation B) const { return SM.isBeforeInTranslationUnit(A, B); }
  Finding make(SourceLocation At, const VarDecl *V, const char *What) const;

  const FunctionDecl *F;
  ASTContext &Context;
  const SourceManager &SM;
  ContractReader &Contracts;
  const Locations &Locs;
  std::vector<Finding> &Out;
};

} // namespace

static bool mentions(const Stmt *Root, const ValueDecl *D) {
  bool Found = false;
  walkStatements(Root, [&](const Stmt *S) {
    const auto *Ref = dyn_cast<DeclRefExpr>(S);
    Found |= Ref && Ref->getDecl() == D;
  });
  return Found;
}

void Checker::collect(BodyParts &Parts) const {
  walkStatements(F->getBody(), [&](const Stmt *S) {
    if (const auto *D = dyn_cast<DeclStmt>(S)) {
      for (const Decl *Each : D->decls())
        if (const auto *V = dyn_cast<VarDecl>(Each);
            V && V->hasLocalStorage() && V->hasAttr<CleanupAttr>() && V->getAttr<CleanupAttr>()->getFunctionDecl() &&
            !V->getLocation().isMacroID()) // not the loop variable or guard of some macro
          Parts.Cleanups.push_back(V);
    } else if (const auto *G = dyn_cast<GotoStmt>(S))
      Parts.Gotos.push_back(G);
    else if (const auto *L = dyn_cast<LabelStmt>(S))
      Parts.Labels.push_back(L);
    else if (const auto *C = dyn_cast<CallExpr>(S))
      Parts.Calls.push_back(C);
  });
}

Finding Checker::make(SourceLocation At, const VarDecl *V, const char *What) const {
  Finding Result;
  Result.Id = Rule::MixedCleanup;
  Result.Function = F->getNameAsString();
  Result.Variable = V->getNameAsString();
  Result.Place = Locs.range(clang::SourceRange(At));
  Result.Signature = Result.Function + "|mixed-cleanup|" + What + "|" + Result.Variable;
  return Result;
}

static bool releases(const ParamContract &P) {
  switch (P.Word) {
  case ParamWord::Releases:
  case ParamWord::ReleasesTarget:
  case ParamWord::ClearsTarget: return true;
  case ParamWord::Unknown:
  case ParamWord::Borrows:
  case ParamWord::Mutates:
  case ParamWord::Holds:
  case ParamWord::Points:
  case ParamWord::PointsInto:
  case ParamWord::Takes:
  case ParamWord::TakesOnSuccess:
  case ParamWord::TakesOnFailure:
  case ParamWord::TakesOrFails:
  case ParamWord::ReleasesOnSuccess:
  case ParamWord::Reallocs:
  case ParamWord::Gives:
  case ParamWord::GivesOnSuccess:
  case ParamWord::GivesPair:
  case ParamWord::GivesOnFailure:
  case ParamWord::RegrowsOnSuccess:
  case ParamWord::Regrows:
  case ParamWord::Context:
  case ParamWord::Resets:
  case ParamWord::MovesTo:
  case ParamWord::MovesTargetTo:
  case ParamWord::ReferencesOn:
  case ParamWord::GivesContext:
  case ParamWord::Opens:
  case ParamWord::Closes:
  case ParamWord::Leaves:
  case ParamWord::BecomesCurrent:
  case ParamWord::CrossesThread:
  case ParamWord::Detaches:
  case ParamWord::DestructorOf:
  case ParamWord::Grows: return false;
  }
  return false;
}

/// The local without a cleanup of its own that \p Call releases, or null.
const VarDecl *Checker::releasedBy(const CallExpr *Call) const {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee)
    return nullptr;
  const std::shared_ptr<FunctionContract> C = Contracts.of(Callee);
  for (unsigned I = 0; I != Call->getNumArgs(); ++I) {
    const Expr *Arg = Call->getArg(I)->IgnoreParenCasts();
    if (const auto *U = dyn_cast<UnaryOperator>(Arg); U && U->getOpcode() == UO_AddrOf)
      Arg = U->getSubExpr()->IgnoreParenCasts();
    const auto *Ref = dyn_cast<DeclRefExpr>(Arg);
    const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!V || !V->hasLocalStorage() || isa<ParmVarDecl>(V) || V->hasAttr<CleanupAttr>())
      continue;
    const bool Declared = releases(I < C->Params.size() ? C->Params[I] : C->Rest);
    const bool Inferred = std::any_of(C->Inferred.begin(), C->Inferred.end(), [&](const Outcome &O) {
      return std::any_of(O.Effects.begin(), O.Effects.end(), [&](const Effect &E) {
        return E.Kind == EffectKind::Release && E.Param == static_cast<int>(I) && E.Path.empty();
      });
    });
    if (Inferred || (Declared && C->Inferred.empty()))
      return V;
  }
  return nullptr;
}

/// The cleanup gives back memory or the like; one that restores a number does not.
bool Checker::releasesByCleanup(const VarDecl *V) const {
  if (V->getType()->isPointerType())
    return true;
  const std::shared_ptr<FunctionContract> C = Contracts.of(V->getAttr<CleanupAttr>()->getFunctionDecl());
  return (!C->Params.empty() && releases(C->Params[0])) || llvm::any_of(C->Inferred, [](const Outcome &O) {
           return llvm::any_of(
               O.Effects, [](const Effect &E) { return E.Kind == EffectKind::Release && E.Param == 0 && E.Target; });
         });
}

/// A goto forward to a label behind which locals are released by hand.
void Checker::checkLadder(const BodyParts &Parts) {
  const auto Found = llvm::find_if(Parts.Cleanups, [&](const VarDecl *V) { return releasesByCleanup(V); });
  if (Found == Parts.Cleanups.end())
    return;
  const VarDecl *Guarded = *Found;
  for (const GotoStmt *G : Parts.Gotos) {
    const LabelStmt *Label = G->getLabel()->getStmt();
    // Labels made by a macro are the loop of some helper, no ladder.
    if (!Label || G->getGotoLoc().isMacroID() || Label->getIdentLoc().isMacroID() ||
        !before(G->getGotoLoc(), Label->getIdentLoc()))
      continue;
    for (const CallExpr *Call : Parts.Calls) {
      if (!before(Label->getIdentLoc(), Call->getBeginLoc()))
        continue;
      const VarDecl *Released = releasedBy(Call);
      if (!Released)
        continue;
      Finding Result = make(G->getGotoLoc(), Released, "ladder");
      Result.Message = "'" + Result.Function + "' releases '" + Result.Variable + "' behind the label '" +
                       Label->getDecl()->getNameAsString() + "' and '" + Guarded->getNameAsString() +
                       "' by a cleanup attribute";
      Result.Help =
          "give '" + Result.Variable + "' a cleanup attribute too and return here, or release both by the ladder";
      Result.Contracts.push_back({Locs.range(clang::SourceRange(Guarded->getLocation())),
                                  "'" + Guarded->getNameAsString() + "' is released when its scope ends"});
      Result.Contracts.push_back({Locs.range(Call->getSourceRange()), "'" + Result.Variable + "' is released here"});
      Out.push_back(std::move(Result));
      return; // one finding says it
    }
  }
}

/// \p F reads what its parameter points to: `*p`, `p->field`. Where it passes the
/// pointer on, the callee's body has to be in sight, a few calls deep.
static bool readsTarget(const FunctionDecl *F, unsigned Depth) {
  const FunctionDecl *Definition = nullptr;
  if (!F || !F->hasBody(Definition) || Definition->getNumParams() == 0 || Depth > 3)
    return false;
  const ParmVarDecl *P = Definition->getParamDecl(0);
  bool Reads = false;
  walkStatements(Definition->getBody(), [&](const Stmt *S) {
    if (const auto *Call = dyn_cast<CallExpr>(S); Call && !Reads && Call->getNumArgs() != 0) {
      const auto *Ref = dyn_cast<DeclRefExpr>(Call->getArg(0)->IgnoreParenCasts());
      Reads = Ref && Ref->getDecl() == P && readsTarget(Call->getDirectCallee(), Depth + 1);
    }
    const auto *Cast = dyn_cast<ImplicitCastExpr>(S);
    if (!Cast || Cast->getCastKind() != CK_LValueToRValue)
      return;
    const Expr *From = Cast->getSubExpr()->IgnoreParenCasts();
    bool Through = false;
    for (;;) {
      if (const auto *M = dyn_cast<MemberExpr>(From)) {
        Through |= M->isArrow();
        From = M->getBase()->IgnoreParenCasts();
      } else if (const auto *U = dyn_cast<UnaryOperator>(From); U && U->getOpcode() == UO_Deref) {
        Through = true;
        From = U->getSubExpr()->IgnoreParenCasts();
      } else
        break;
    }
    const auto *Ref = dyn_cast<DeclRefExpr>(From);
    Reads |= Through && Ref && Ref->getDecl() == P;
  });
  return Reads;
}

/// The cleanup function looks at what it is given: one that only marks the end
/// of a scope, or wipes, does not mind garbage. Where its body is not in sight,
/// a pointer speaks for itself.
bool Checker::readsItsVariable(const VarDecl *V) const {
  const FunctionDecl *Cleanup = V->getAttr<CleanupAttr>()->getFunctionDecl();
  if (!Cleanup)
    return false;
  // Generic helpers take a void * to the variable and read it behind a cast.
  const FunctionDecl *Definition = nullptr;
  if (V->getType()->isPointerType())
    return !Cleanup->hasBody(Definition) ||
           (Definition->getNumParams() == 1 && mentions(Definition->getBody(), Definition->getParamDecl(0)));
  return readsTarget(Cleanup, 0);
}

bool Checker::neverReturns(const Stmt *S) const {
  const auto *Call = dyn_cast<CallExpr>(S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && (Callee->isNoReturn() || Contracts.of(Callee)->NoReturn);
}

/// The terminator sends control on without a word of the author: past a switch
/// without default, or past a loop that runs no round. Whether that happens is
/// often known to the author alone.
static bool isImplicitEdge(const CFGBlock &B, unsigned Index) {
  const Stmt *T = B.getTerminatorStmt();
  if (!T)
    return false;
  if (isa<SwitchStmt>(T)) {
    const CFGBlock *To = *(B.succ_begin() + Index);
    return Index + 1 == B.succ_size() && !(To && To->getLabel() && isa<DefaultStmt>(To->getLabel()));
  }
  return (isa<ForStmt>(T) || isa<WhileStmt>(T)) && Index == 1;
}

/// A path from the declaration to the end of the variable's scope that does not
/// name it: what its cleanup gets is garbage.
void Checker::checkUnset(const BodyParts &Parts) {
  std::vector<const VarDecl *> Unset;
  for (const VarDecl *V : Parts.Cleanups)
    if (!V->hasInit() && !V->getType()->isArrayType() && readsItsVariable(V))
      Unset.push_back(V);
  if (Unset.empty())
    return;
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  Options.AddLifetime = true;
  Options.PruneTriviallyFalseEdges = true;
  std::unique_ptr<CFG> Graph = CFG::buildCFG(F, F->getBody(), &Context, Options);
  if (!Graph)
    return;
  for (const VarDecl *V : Unset) {
    // The place where a path begins: behind the declaration.
    std::vector<std::pair<const CFGBlock *, unsigned>> Work;
    for (const CFGBlock *B : *Graph)
      for (unsigned I = 0; I != B->size(); ++I)
        if (auto S = (*B)[I].getAs<CFGStmt>())
          if (const auto *D = dyn_cast<DeclStmt>(S->getStmt()); D && llvm::is_contained(D->decls(), V))
            Work.push_back({B, I + 1});
    llvm::SmallPtrSet<const CFGBlock *, 16> Seen;
    const ReturnStmt *Last = nullptr;
    bool Garbage = false;
    while (!Work.empty() && !Garbage) {
      auto [B, I] = Work.back();
      Work.pop_back();
      const ReturnStmt *Leaves = nullptr;
      bool Ends = false;
      for (; I != B->size() && !Ends; ++I) {
        if (auto S = (*B)[I].getAs<CFGStmt>()) {
          const auto *Ref = dyn_cast<DeclRefExpr>(S->getStmt());
          Ends = (Ref && Ref->getDecl() == V) || neverReturns(S->getStmt()) || isa<GCCAsmStmt>(S->getStmt());
          if (const auto *R = dyn_cast<ReturnStmt>(S->getStmt()))
            Leaves = R;
        } else if (auto L = (*B)[I].getAs<CFGLifetimeEnds>(); L && L->getVarDecl() == V) {
          Garbage = Ends = true;
          Last = Leaves;
        }
      }
      if (Ends)
        continue;
      for (unsigned Index = 0; Index != B->succ_size(); ++Index) {
        const CFGBlock *To = *(B->succ_begin() + Index);
        if (To && !isImplicitEdge(*B, Index) && Seen.insert(To).second)
          Work.push_back({To, 0});
      }
    }
    if (!Garbage)
      continue;
    Finding Result = make(V->getLocation(), V, "unset");
    const std::string Name = Result.Variable;
    // This finding has the way out and the repair; what the paths tell of the same cleanup is no second one.
    std::erase_if(Out, [&](const Finding &Told) {
      return Told.Id == Rule::ReleaseMismatch && Told.Place == Result.Place &&
             llvm::StringRef(Told.Signature).ends_with("|unset");
    });
    const FunctionDecl *Cleanup = V->getAttr<CleanupAttr>()->getFunctionDecl();
    Result.Message = "'" + Name + "' has no value yet when its cleanup '" + Cleanup->getNameAsString() + "' runs";
    Result.Help = V->getType()->isPointerType() ? "set '" + Name + "' to NULL where it is declared"
                                                : "give '" + Name + "' a value where it is declared";
    if (Last) {
      PathStep Step;
      Step.Range = Locs.range(clang::SourceRange(Last->getReturnLoc()));
      Step.Kind = StepKind::Lose;
      Step.Message = "returns before '" + Name + "' is set";
      Result.Path.push_back(std::move(Step));
    }
    if (V->getType()->isPointerType() && V->getLocation().isFileID()) {
      Fix Repair;
      Repair.Description = "set '" + Name + "' to NULL";
      SourceRange Place = Result.Place;
      Place.Offset += Name.size();
      Place.Column += Name.size();
      Place.EndLine = Place.Line;
      Place.EndColumn = Place.Column;
      Place.Length = 0;
      // The attribute may stand behind the name: then the fix is not that simple.
      const SourceLocation Attribute = V->getAttr<CleanupAttr>()->getLocation();
      if (before(SM.getExpansionLoc(Attribute), V->getLocation())) {
        Repair.Edits.push_back({Place, " = NULL"});
        Result.Repair = std::move(Repair);
      }
    }
    Out.push_back(std::move(Result));
  }
}

void Checker::run() {
  BodyParts Parts;
  collect(Parts);
  if (Parts.Cleanups.empty())
    return;
  checkLadder(Parts);
  checkUnset(Parts);
  checkCleanupOrder(F, Parts.Cleanups, Contracts, Locs, Out);
}

void checkMixedCleanup(const FunctionDecl *F, ASTContext &Context, ContractReader &Contracts, const Locations &Locs,
                       std::vector<Finding> &Out) {
  Checker(F, Context, Contracts, Locs, Out).run();
}

} // namespace deed
