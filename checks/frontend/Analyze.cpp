//===- frontend/Analyze.cpp - the conductor -------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One unit from its AST to findings: which bodies matter, callees before their
// callers, each lowered, solved, summed up, and read by the rules.
//===----------------------------------------------------------------------===//
#include "frontend/Analyze.h"
#include "frontend/ContextRules.h"
#include "frontend/ConventionUnit.h"
#include "frontend/DeclarationRules.h"
#include "frontend/Evidence.h"
#include "frontend/ExplainPlace.h"
#include "frontend/FixedBuffer.h"
#include "frontend/MixedCleanup.h"
#include "frontend/OutParameter.h"
#include "frontend/PrefixEvidence.h"
#include "frontend/Unit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include <algorithm>

namespace deed {

using namespace clang;

bool Unit::inProject(SourceLocation L) const {
  L = SM.getExpansionLoc(L);
  if (L.isInvalid() || Locs.isInstalled(L))
    return false;
  return Options.Headers || SM.isInMainFile(L);
}

/// False of a function in which Clang reported an error.
bool Unit::wasRead(const FunctionDecl *F) const {
  if (Options.Errors.empty())
    return true;
  const unsigned Begin = SM.getExpansionLoc(F->getBeginLoc()).getRawEncoding();
  const auto First = std::lower_bound(Options.Errors.begin(), Options.Errors.end(), Begin);
  return First == Options.Errors.end() || *First > SM.getExpansionLoc(F->getEndLoc()).getRawEncoding();
}

void Unit::collect(const DeclContext *DC) {
  for (const Decl *D : DC->decls()) {
    if (const auto *L = dyn_cast<LinkageSpecDecl>(D)) {
      collect(L);
      continue;
    }
    if (const auto *V = dyn_cast<VarDecl>(D); V && V->getInit()) {
      BodyFacts None;
      scan(V->getInit(), None, /*Follow=*/false); // each table by itself
    }
    const auto *F = dyn_cast<FunctionDecl>(D);
    if (!F)
      continue;
    if (!Contracts.PrefixesInUse && !SM.isInSystemHeader(F->getLocation()))
      for (const ParmVarDecl *P : F->parameters())
        if (const Role R = (Pointers += P->getType()->isPointerType(), Contracts.roleOf(P)); R != Role::None)
          Contracts.PrefixesInUse |= R != Role::Ref || (++References >= 3 && References * 2 >= Pointers);
    if (F->doesThisDeclarationHaveABody() && !F->isDependentContext() && wasRead(F))
      Functions.push_back(F);
  }
}

void Unit::scan(const Stmt *S, BodyFacts &Facts, bool Follow) {
  if (!S)
    return;
  // Deep expressions must not overflow the stack: an explicit one.
  std::vector<const Stmt *> Pending{S};
  llvm::SmallPtrSet<const VarDecl *, 4> Tables;
  while (!Pending.empty()) {
    const Stmt *Now = Pending.back();
    Pending.pop_back();
    Globals.visit(Now);
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Now)) {
      // Called, or its address taken to be called.
      const FunctionDecl *Definition = nullptr;
      const auto *F = dyn_cast<FunctionDecl>(Ref->getDecl());
      if (F && F->hasBody(Definition) && Bodies.count(Definition))
        Facts.Callees.insert(Definition);
      // Also one that is called by a pointer, or handed on: `static void *(*const get)(size_t) = malloc;`.
      if (F && !Facts.Concerns && concernsOwnership(*Contracts.of(F)))
        Facts.Concerns = true;
      if (F && Options.Index && !PlacedNames.count(Ref))
        Recorder.takesAddress(F, QualType());
      // Those of a table that it names.
      if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
          Follow && V && V->hasGlobalStorage() && V->getAnyInitializer())
        if (Tables.insert(V->getCanonicalDecl()).second)
          Pending.push_back(V->getAnyInitializer());
    } else if (const auto *Call = dyn_cast<CallExpr>(Now)) {
      if (Call->getDirectCallee()) {
        // its name is a reference, too
      } else if (const auto *M = dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParenImpCasts()))
        if (const auto *Of = dyn_cast<FieldDecl>(M->getMemberDecl()); Of && !Facts.Concerns)
          if (const auto *FT = Of->getType()->getPointeeType().isNull()
                                   ? nullptr
                                   : Of->getType()->getPointeeType()->getAs<FunctionType>())
            Facts.Concerns = concernsOwnership(*Contracts.ofMember(Of, FT));
      if (Options.Index) {
        PlacedNames.insert(Call->getCallee()->IgnoreParenImpCasts());
        Facts.CallsOut |= mayBeElsewhere(Call);
      }
    } else if (const auto *Cast = dyn_cast<ExplicitCastExpr>(Now); Cast && Options.Index) {
      // `add_timer(ms, (timer_fn)conn_free, c)`: who calls a timer_fn calls it, who calls a
      // `void (*)(struct conn *)` does not.
      const QualType As = Cast->getType()->isFunctionPointerType() ? Cast->getType()->getPointeeType() : QualType();
      const Expr *Of = Cast->getSubExpr()->IgnoreParenCasts();
      if (const auto *Address = dyn_cast<UnaryOperator>(Of); Address && Address->getOpcode() == UO_AddrOf)
        Of = Address->getSubExpr()->IgnoreParens();
      const auto *Ref = As.isNull() ? nullptr : dyn_cast<DeclRefExpr>(Of);
      if (const auto *F = Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr; F && PlacedNames.insert(Ref).second)
        Recorder.takesAddress(F, As);
    } else if (const auto *D = dyn_cast<DeclStmt>(Now)) {
      for (const Decl *Each : D->decls())
        if (const auto *V = dyn_cast<VarDecl>(Each)) {
          if (const auto *A = V->getAttr<CleanupAttr>()) {
            Facts.Concerns = true;
            const FunctionDecl *Definition = nullptr;
            if (A->getFunctionDecl() && A->getFunctionDecl()->hasBody(Definition) && Bodies.count(Definition))
              Facts.Callees.insert(Definition);
            else
              Facts.CallsOut = true;
          }
          if (Contracts.roleOf(V) != Role::None)
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

/// A call of a function that may have a body in another file of the program.
bool Unit::mayBeElsewhere(const CallExpr *Call) {
  const FunctionDecl *F = Call->getDirectCallee();
  if (!F)
    return true;
  if (F->hasBody() || F->getBuiltinID() || SM.isInSystemHeader(F->getLocation()))
    return false;
  // The program may be the library of a model, or have functions of that name of its own.
  return Contracts.of(F)->Return.From.Text != "model libc";
}

/// Chooses what the index needs of the unit: the functions that other files can
/// call, by name or through `void (*on_fatal)(const char *) = die;`, those that matter by themselves, and all that these
/// call.
void Unit::declareRecords(llvm::ArrayRef<const FunctionDecl *> Reached) {
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const FunctionDecl *F : Reached) {
      BodyFacts &Facts = Bodies[F];
      if (!Facts.CallsOut && llvm::any_of(Facts.Callees, [&](const FunctionDecl *C) { return Bodies[C].CallsOut; }))
        Facts.CallsOut = Changed = true;
    }
  }
  llvm::SetVector<const FunctionDecl *> Needed;
  for (const FunctionDecl *F : Functions)
    if (Bodies[F].Reported &&
        (F->isExternallyVisible() || Bodies[F].Counted || (Recorder.isTaken(F) && neverReturns(F))))
      Needed.insert(F);
  for (size_t I = 0; I != Needed.size(); ++I)
    for (const FunctionDecl *C : Bodies[Needed[I]].Callees)
      Needed.insert(C);
  for (const FunctionDecl *F : Needed) {
    const BodyFacts &Facts = Bodies[F];
    RecordedFunction &Entry = Recorder.declare(F);
    Entry.Reported = Facts.Reported;
    Entry.Counted = Facts.Counted;
    Entry.Open = Facts.CallsOut;
  }
}

/// Functions that mean nothing for ownership here may do so for other files.
void Unit::keepUnsolved() {
  for (const FunctionDecl *F : Functions) {
    const RecordedFunction *Entry = Recorder.find(F);
    if (!Entry || Entry->Solved || !Entry->Body.empty())
      continue;
    if (std::unique_ptr<Flow> Out = Builder.build(F))
      Recorder.keepFlow(F, *Out);
  }
}

/// With the index, what is told of a function waits for the other files.
void Unit::dumpContracts() {
  if (!Options.DumpContracts)
    return;
  for (const FunctionDecl *F : Functions)
    if (Bodies[F].Reported && (Options.OnlyFunction.empty() || F->getName() == Options.OnlyFunction)) {
      RecordedFunction *Entry = Options.Index ? Recorder.find(F) : nullptr;
      (Entry ? Entry->Dump : Result.Dump) += print(*Contracts.of(F));
    }
}

bool Unit::makesPromise(const FunctionDecl *F) {
  const std::shared_ptr<FunctionContract> C = Contracts.of(F);
  // Without prefixes names are no promises.
  if (!Contracts.PrefixesInUse && !Options.enabled(Rule::NameConvention))
    return C->Return.From.From == Source::Comment && C->Return.Word == ReturnWord::Owned;
  auto Said = [](const Provenance &From) { return From.From == Source::Comment || From.From == Source::Name; };
  if (Said(C->Return.From) || llvm::any_of(C->Params, [&](const ParamContract &P) { return Said(P.From); }))
    return true;
  return F->getIdentifier() &&
         hasWord(wordsOf(F->getName()), {"create", "make", "copy", "new", "dup", "clone", "get", "find", "lookup",
                                         "peek", "take", "destroy", "free", "deinit", "delete"});
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
  const bool WantsPromises = Options.enabled(Rule::NameConvention) || Options.enabled(Rule::ContractConflict);
  while (!Pending.empty()) {
    const FunctionDecl *F = Pending.back();
    Pending.pop_back();
    Reached.push_back(F);
    BodyFacts Facts = std::move(Bodies[F]);
    for (const ParmVarDecl *P : F->parameters())
      if (Contracts.roleOf(P) != Role::None)
        Facts.Concerns = true;
    // What a name without a prefix is to be called, the body tells.
    if (Options.enabled(Rule::PrefixMissing) && Facts.Reported)
      Facts.Concerns |= llvm::any_of(F->parameters(), [&](const ParmVarDecl *P) {
        return P->getIdentifier() && isDataPointer(P->getType()) && Contracts.roleOf(P) == Role::None;
      });
    // Its name or its comment promises something that the body may not keep.
    if (WantsPromises && makesPromise(F))
      Facts.Concerns = true;
    Globals.begin(F);
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
  if (Options.Index)
    declareRecords(Reached);
  if (mayLeave())
    leave(Reached);
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
  auto IsWritten = [&](const FunctionDecl *F) { return Bodies[F].Reported && !Locs.isGenerated(F->getLocation()); };
  std::vector<const FunctionDecl *> Ours;
  if (Options.enabled(Rule::HiddenAllocation) || Options.enabled(Rule::AllocatorName) ||
      Options.enabled(Rule::RootContext))
    llvm::copy_if(Functions, std::back_inserter(Ours), IsWritten);
  if (Options.enabled(Rule::HiddenAllocation))
    checkHiddenAllocations(Ours, Options.OnlyFunction, Context, Contracts, Locs, Result.Findings);
  if (Options.enabled(Rule::AllocatorName))
    checkAllocatorNames(Ours, Options.OnlyFunction, Context, Contracts, Locs, Result.Findings);
  if (Options.enabled(Rule::RootContext))
    checkRootContexts(Ours, Options.OnlyFunction, Context, Contracts, Locs, Result.Findings);
  if (Options.enabled(Rule::FixedBuffer))
    for (const FunctionDecl *F : Functions)
      if (Bodies[F].Reported && (Options.OnlyFunction.empty() || F->getName() == Options.OnlyFunction))
        checkFixedBuffers(F, Context, Locs, Result.Findings);
  std::vector<const FunctionDecl *> InProject;
  llvm::copy_if(Functions, std::back_inserter(InProject), IsWritten);
  checkConventions({Context, Contracts, Locs, Options, std::move(InProject), Result.Findings, {}});
  Result.Misfits = std::move(Contracts.Misfits);
  if (Options.Index) {
    keepUnsolved();
    dumpContracts();
    Result.Record = Recorder.finish();
  } else {
    dumpContracts();
  }
  if (!Options.Names.ExemptNames.empty())
    std::erase_if(Result.Findings, [&](const Finding &F) {
      // Of a function's name it is the function that is exempt.
      const std::string &Name = F.Id == Rule::NameConvention ? F.Function : F.Variable;
      return ruleInfo(F.Id).Group == RuleGroup::Declarations && Options.Names.isExempt(Name, "");
    });
  sortAndMerge(Result.Findings);
  Result.Obligations.sortAndMerge();
  if (Options.Explain)
    Result.Dump += explainPlace(Context, Contracts, Locs, *Options.Explain, Result);
  if (Options.DumpEvidence)
    Result.Dump +=
        documentedEvidence(Context, Contracts, Locs) + misnamedEvidence(Context, Contracts, Locs, Result.Findings);
  if (Options.DumpEvidence)
    for (const FunctionDecl *F : Functions)
      if (Bodies[F].Reported)
        Result.Dump += evidenceOf(F, Contracts, Locs);
  return std::move(Result);
}

UnitResult analyzeUnit(ASTContext &Context, const AnalysisOptions &Options) {
  if (prefixesStateOwnership(Context, Options))
    return Unit(Context, Options).run();
  AnalysisOptions Plain = Options;
  Plain.Names.InUse = false;
  return Unit(Context, Plain).run();
}

} // namespace deed
