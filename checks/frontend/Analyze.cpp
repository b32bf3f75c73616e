//===- frontend/Analyze.cpp - the conductor -------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One unit from its AST to findings: which bodies matter, callees before their
// callers, each lowered, solved, summed up, and read by the rules.
//===----------------------------------------------------------------------===//
#include "frontend/Analyze.h"
#include "engine/Explain.h"
#include "engine/Solver.h"
#include "frontend/ContextRules.h"
#include "frontend/ContractReader.h"
#include "frontend/DeclarationRules.h"
#include "frontend/FixedBuffer.h"
#include "frontend/FlowBuilder.h"
#include "frontend/Locations.h"
#include "frontend/MixedCleanup.h"
#include "frontend/OutParameter.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <algorithm>

namespace deed {

using namespace clang;

namespace {

/// What a walk over a body finds out before anything is lowered.
struct BodyFacts {
  llvm::SmallSetVector<const FunctionDecl *, 8> Callees; ///< with a body in this unit
  bool Concerns = false;  ///< owns, releases, or names something by a prefix
  bool Reported = false;  ///< in the project's own files: findings count
  bool Counted = false;   ///< Concerns, or reaches a function that does
  bool Lends = false;     ///< gives away the address of a variable of its own
  bool Keeps = false;     ///< stores in memory of others, or returns a pointer
  bool Reaches = false;   ///< Keeps, or calls a function that does
  enum { New, Active, Done } Progress = New;
};

class FlowSource final : public SourceView {
public:
  explicit FlowSource(const Locations &Locs) : Locs(Locs) {}
  SourceRange range(LocId L) const override { return Locs.range(L); }
  SourceRange afterStatement(LocId L) const override { return Locs.afterSemicolon(L); }
  bool isPlain(LocId L) const override { return Locs.isPlain(L); }
  std::string indent(LocId L) const override { return Locs.indent(L); }

private:
  const Locations &Locs;
};

class Unit {
public:
  Unit(ASTContext &Context, const AnalysisOptions &Options)
      : Context(Context), Options(Options), SM(Context.getSourceManager()), Locs(SM, Context.getLangOpts()),
        Contracts(Context, *Options.Models, Locs), Builder(Context, Contracts, Globals, Locs) {}

  UnitResult run();

private:
  void collect(const DeclContext *DC);
  void scan(const Stmt *S, BodyFacts &Facts);
  void scanLifetimes(const Stmt *Now, BodyFacts &Facts);
  bool spread(const FunctionDecl *F);
  void spreadLifetimes(llvm::ArrayRef<const FunctionDecl *> Reached);
  void analyze(const FunctionDecl *F);
  void solveOne(const FunctionDecl *F, BodyFacts &Facts);
  void storeSummary(const Flow &F, const Solution &Solved, FunctionContract &C);
  bool inProject(SourceLocation L) const;

  ASTContext &Context;
  const AnalysisOptions &Options;
  const SourceManager &SM;
  Locations Locs;
  ContractReader Contracts;
  UnitGlobals Globals;
  FlowBuilder Builder;
  std::vector<const FunctionDecl *> Functions; ///< in source order
  unsigned References = 0; ///< parameters called ref_: one alone is a common word
  llvm::DenseMap<const FunctionDecl *, BodyFacts> Bodies;
  UnitResult Result;
};

} // namespace

bool Unit::inProject(SourceLocation L) const {
  L = SM.getExpansionLoc(L);
  if (L.isInvalid() || SM.isInSystemHeader(L))
    return false;
  return Options.Headers || SM.isInMainFile(L);
}

void Unit::collect(const DeclContext *DC) {
  for (const Decl *D : DC->decls()) {
    if (const auto *L = dyn_cast<LinkageSpecDecl>(D)) {
      collect(L);
      continue;
    }
    if (const auto *V = dyn_cast<VarDecl>(D); V && V->getInit()) {
      BodyFacts None;
      scan(V->getInit(), None);
    }
    const auto *F = dyn_cast<FunctionDecl>(D);
    if (!F)
      continue;
    if (!Contracts.PrefixesInUse && !SM.isInSystemHeader(F->getLocation()))
      for (const ParmVarDecl *P : F->parameters())
        if (const Role R = roleOfDeclaration(P); R != Role::None)
          Contracts.PrefixesInUse |= R != Role::Ref || ++References == 3;
    if (F->doesThisDeclarationHaveABody() && !F->isDependentContext())
      Functions.push_back(F);
  }
}

void Unit::scan(const Stmt *S, BodyFacts &Facts) {
  if (!S)
    return;
  // Deep expressions must not overflow the stack: an explicit one.
  std::vector<const Stmt *> Pending{S};
  while (!Pending.empty()) {
    const Stmt *Now = Pending.back();
    Pending.pop_back();
    Globals.visit(Now);
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Now)) {
      // Called, or its address taken to be called.
      const FunctionDecl *Definition = nullptr;
      if (const auto *F = dyn_cast<FunctionDecl>(Ref->getDecl()); F && F->hasBody(Definition) && Bodies.count(Definition))
        Facts.Callees.insert(Definition);
    } else if (const auto *Call = dyn_cast<CallExpr>(Now)) {
      if (const FunctionDecl *F = Call->getDirectCallee()) {
        if (!Facts.Concerns && concernsOwnership(*Contracts.of(F)))
          Facts.Concerns = true;
      } else if (const auto *M = dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParenImpCasts()))
        if (const auto *Of = dyn_cast<FieldDecl>(M->getMemberDecl()); Of && !Facts.Concerns)
          if (const auto *FT = Of->getType()->getPointeeType().isNull()
                                   ? nullptr
                                   : Of->getType()->getPointeeType()->getAs<FunctionType>())
            Facts.Concerns = concernsOwnership(*Contracts.ofMember(Of, FT));
    } else if (const auto *D = dyn_cast<DeclStmt>(Now)) {
      for (const Decl *Each : D->decls())
        if (const auto *V = dyn_cast<VarDecl>(Each)) {
          if (const auto *A = V->getAttr<CleanupAttr>()) {
            Facts.Concerns = true;
            const FunctionDecl *Definition = nullptr;
            if (A->getFunctionDecl() && A->getFunctionDecl()->hasBody(Definition) && Bodies.count(Definition))
              Facts.Callees.insert(Definition);
          }
          if (roleOfDeclaration(V) != Role::None)
            Facts.Concerns = true;
        }
    }
    scanLifetimes(Now, Facts);
    for (const Stmt *Child : Now->children())
      if (Child)
        Pending.push_back(Child);
  }
}

static bool isOwnVariable(const Expr *E) {
  // The variable that an address is taken of: x, x.field, x[i] of an array.
  for (;;) {
    E = E->IgnoreParenImpCasts();
    if (const auto *M = dyn_cast<MemberExpr>(E); M && !M->isArrow())
      E = M->getBase();
    else if (const auto *A = dyn_cast<ArraySubscriptExpr>(E);
             A && A->getBase()->IgnoreParenImpCasts()->getType()->isArrayType())
      E = A->getBase();
    else
      break;
  }
  if (isa<CompoundLiteralExpr, BlockExpr>(E))
    return true;
  const auto *D = dyn_cast<DeclRefExpr>(E);
  const auto *V = D ? dyn_cast<VarDecl>(D->getDecl()) : nullptr;
  return V && V->hasLocalStorage();
}

/// `p = &x`: p may live on when x does not.
static bool takesAddress(const Expr *E) {
  E = E->IgnoreParenCasts();
  if (E->getType()->isArrayType())
    return isOwnVariable(E);
  const auto *U = dyn_cast<UnaryOperator>(E);
  return U && U->getOpcode() == UO_AddrOf && isOwnVariable(U->getSubExpr());
}

/// Whether the address of a variable may leave this body: asked before it is
/// lowered, so only what one node says.
void Unit::scanLifetimes(const Stmt *Now, BodyFacts &Facts) {
  if (const auto *U = dyn_cast<UnaryOperator>(Now)) {
    Facts.Lends |= U->getOpcode() == UO_AddrOf && isOwnVariable(U->getSubExpr());
  } else if (const auto *C = dyn_cast<ImplicitCastExpr>(Now)) {
    Facts.Lends |= C->getCastKind() == CK_ArrayToPointerDecay && isOwnVariable(C->getSubExpr());
  } else if (const auto *Call = dyn_cast<CallExpr>(Now)) {
    if (const FunctionDecl *F = Call->getDirectCallee()) {
      Facts.Lends |= Contracts.of(F)->Return.Word == ReturnWord::Stack;
      Facts.Keeps |= F->getMemoryFunctionKind() != 0; // memcpy() carries pointers over
    }
  } else if (const auto *B = dyn_cast<BinaryOperator>(Now)) {
    // To a pointer or a record that is no variable of this body.
    if (B->getOpcode() == BO_Assign && (B->getType()->isPointerType() || B->getType()->isRecordType()))
      Facts.Keeps |= !isOwnVariable(B->getLHS()) || takesAddress(B->getRHS());
  } else if (const auto *R = dyn_cast<ReturnStmt>(Now)) {
    if (const Expr *E = R->getRetValue())
      Facts.Keeps |= E->getType()->isPointerType() || E->getType()->isRecordType();
  }
}

/// Marks what reaches a body that concerns ownership. Cycles are settled by
/// repeating until nothing changes.
bool Unit::spread(const FunctionDecl *F) {
  BodyFacts &Facts = Bodies[F];
  if (Facts.Counted)
    return false;
  for (const FunctionDecl *C : Facts.Callees)
    if (Bodies[C].Counted) {
      Facts.Counted = true;
      return true;
    }
  return false;
}

/// Marks the bodies that lend an address of their own to something that keeps
/// pointers, be it themselves or what they call.
void Unit::spreadLifetimes(llvm::ArrayRef<const FunctionDecl *> Reached) {
  for (const FunctionDecl *F : Reached)
    Bodies[F].Reaches = Bodies[F].Keeps;
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const FunctionDecl *F : Reached) {
      BodyFacts &Facts = Bodies[F];
      if (!Facts.Reaches && std::any_of(Facts.Callees.begin(), Facts.Callees.end(),
                                        [&](const FunctionDecl *C) { return Bodies[C].Reaches; }))
        Facts.Reaches = Changed = true;
    }
  }
  for (const FunctionDecl *F : Reached)
    Bodies[F].Counted |= Bodies[F].Lends && Bodies[F].Reaches;
}

void Unit::analyze(const FunctionDecl *Root) {
  // Depth first with a stack of our own: chains of calls can be long.
  std::vector<std::pair<const FunctionDecl *, unsigned>> Stack{{Root, 0}};
  Bodies[Root].Progress = BodyFacts::Active;
  while (!Stack.empty()) {
    const FunctionDecl *F = Stack.back().first;
    BodyFacts &Facts = Bodies[F];
    if (Stack.back().second < Facts.Callees.size()) {
      const FunctionDecl *C = Facts.Callees[Stack.back().second++];
      BodyFacts &Callee = Bodies[C];
      if (Callee.Progress == BodyFacts::New) {
        Callee.Progress = BodyFacts::Active;
        Stack.push_back({C, 0});
      }
      continue;
    }
    Stack.pop_back();
    Facts.Progress = BodyFacts::Done;
    solveOne(F, Facts);
  }
}

void Unit::storeSummary(const Flow &F, const Solution &Solved, FunctionContract &C) {
  C.InferredFrom = {Source::Summary, Locs.range(F.Loc), "body of '" + F.Function + "'"};
  C.Inferred = Solved.Outcomes;
  // What becomes of the arguments that va_arg reads is not known.
  if (F.ReadsVariadic)
    for (Outcome &O : C.Inferred) {
      Effect Rest;
      Rest.Kind = EffectKind::Escape;
      Rest.Param = -1;
      O.Effects.push_back(Rest);
    }
  C.Ignored = ignoredParams(F);
  C.GlobalsKnown = knowsGlobals(F) && !Solved.Outcomes.empty();
  C.Dereferences = Solved.Dereferences;
  C.ScopeDepth = Solved.ScopeDepth;
  C.NeedsScope = Solved.NeedsScope;
  if (!Solved.Returns)
    C.NoReturn = true;
}

void Unit::solveOne(const FunctionDecl *F, BodyFacts &Facts) {
  std::unique_ptr<Flow> Out = Builder.build(F);
  if (!Out)
    return;
  Result.Statistics.Functions++;
  std::shared_ptr<FunctionContract> Contract = Contracts.of(F);
  Solution Solved = solve(*Out);
  if (!Solved.BudgetHit.empty())
    Result.Statistics.Budgets.push_back({Out->Function, Solved.BudgetHit, Locs.range(Out->Loc)});
  // What the body does is what its callers get.
  if (Contract->BodyCounts)
    storeSummary(*Out, Solved, *Contract);

  const bool Wanted = Options.OnlyFunction.empty() || Options.OnlyFunction == Out->Function;
  if (Options.DumpFlow && Wanted && Facts.Reported)
    Result.Dump += print(*Out);
  if (!Facts.Reported || !Wanted)
    return;
  FlowSource View(Locs);
  SolvedFlow Done{*Out, Solved, View};
  for (const PathRuleEntry &R : pathRules())
    if (Options.enabled(R.Id))
      R.Run(Done, Result.Findings);
  for (const ObligationState &O : Solved.Obligations) {
    Obligation Entry;
    Entry.Function = Out->Function;
    const std::string By = calleeName(*Out, O.Born);
    Entry.What = O.Born.valid() ? "result of '" + By + "'" : "parameter";
    if (!O.Name.empty())
      Entry.What += " in '" + O.Name + "'";
    Entry.Place = O.Born.valid() ? Locs.range(Out->Events[O.Born.N].Loc)
                  : O.Param >= 0 ? Locs.range(Out->Vars[Out->Params[O.Param].N].Loc)
                                 : Locs.range(Out->Loc);
    Entry.Decision = O.Decision;
    Entry.Why = O.Why;
    if (O.Why == Reason::Budget)
      Entry.Detail = Solved.BudgetHit;
    Result.Obligations.Entries.push_back(std::move(Entry));
  }
}

UnitResult Unit::run() {
  collect(Context.getTranslationUnitDecl());
  for (const FunctionDecl *F : Functions)
    Bodies[F].Reported = inProject(F->getLocation());
  // Bodies of system headers are read only if a body of the project calls them.
  std::vector<const FunctionDecl *> Pending;
  llvm::SmallPtrSet<const FunctionDecl *, 32> Seen;
  for (const FunctionDecl *F : Functions)
    if (Bodies[F].Reported && Seen.insert(F).second)
      Pending.push_back(F);
  std::vector<const FunctionDecl *> Reached;
  while (!Pending.empty()) {
    const FunctionDecl *F = Pending.back();
    Pending.pop_back();
    Reached.push_back(F);
    BodyFacts Facts = Bodies[F];
    for (const ParmVarDecl *P : F->parameters())
      if (roleOfDeclaration(P) != Role::None)
        Facts.Concerns = true;
    scan(F->getBody(), Facts);
    Facts.Counted = Facts.Concerns;
    for (const FunctionDecl *C : Facts.Callees)
      if (Seen.insert(C).second)
        Pending.push_back(C);
    Bodies[F] = std::move(Facts);
  }
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const FunctionDecl *F : Reached)
      Changed |= spread(F);
  }
  if (Options.enabled(Rule::BorrowOutlivesOwner))
    spreadLifetimes(Reached);
  for (const FunctionDecl *F : Functions) {
    BodyFacts &Facts = Bodies[F];
    if (!Facts.Reported)
      continue;
    if (!Facts.Counted)
      Result.Statistics.Skipped++;
    else if (Facts.Progress == BodyFacts::New)
      analyze(F);
  }
  if (Options.enabled(Rule::RefNotConst))
    checkDeclarations(Context, Locs, Options, Result.Findings);
  if (Options.enabled(Rule::MixedCleanup))
    for (const FunctionDecl *F : Functions)
      if (Bodies[F].Reported && (Options.OnlyFunction.empty() || F->getName() == Options.OnlyFunction))
        checkMixedCleanup(F, Context, Contracts, Locs, Result.Findings);
  if (Options.enabled(Rule::OutParameterOnFailure))
    for (const FunctionDecl *F : Functions)
      if (Bodies[F].Reported && (Options.OnlyFunction.empty() || F->getName() == Options.OnlyFunction))
        checkOutParameters(F, Context, Contracts, Locs, Result.Findings);
  std::vector<const FunctionDecl *> Ours;
  if (Options.enabled(Rule::HiddenAllocation) || Options.enabled(Rule::AllocatorName))
    llvm::copy_if(Functions, std::back_inserter(Ours), [&](const FunctionDecl *F) { return Bodies[F].Reported; });
  if (Options.enabled(Rule::HiddenAllocation))
    checkHiddenAllocations(Ours, Options.OnlyFunction, Context, Contracts, Locs, Result.Findings);
  if (Options.enabled(Rule::AllocatorName))
    checkAllocatorNames(Ours, Options.OnlyFunction, Context, Contracts, Locs, Result.Findings);
  if (Options.enabled(Rule::RootContext))
    for (const FunctionDecl *F : Functions)
      if (Bodies[F].Reported && (Options.OnlyFunction.empty() || F->getName() == Options.OnlyFunction))
        checkRootContexts(F, Context, Contracts, Locs, Result.Findings);
  if (Options.enabled(Rule::FixedBuffer))
    for (const FunctionDecl *F : Functions)
      if (Bodies[F].Reported && (Options.OnlyFunction.empty() || F->getName() == Options.OnlyFunction))
        checkFixedBuffers(F, Context, Locs, Result.Findings);
  if (Options.DumpContracts)
    for (const FunctionDecl *F : Functions)
      if (Bodies[F].Reported && (Options.OnlyFunction.empty() || F->getName() == Options.OnlyFunction))
        Result.Dump += print(*Contracts.of(F));
  sortAndMerge(Result.Findings);
  Result.Obligations.sortAndMerge();
  return std::move(Result);
}

UnitResult analyzeUnit(ASTContext &Context, const AnalysisOptions &Options) { return Unit(Context, Options).run(); }

} // namespace deed
