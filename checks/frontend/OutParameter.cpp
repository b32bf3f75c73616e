//===- frontend/OutParameter.cpp - the rule out-parameter-on-failure ------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Speaks of a return only if what it says holds on all paths to it: then no
// path that can not be taken makes a finding.
//===----------------------------------------------------------------------===//
#include "frontend/OutParameter.h"
#include "frontend/FlowBuilder.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <map>

namespace deed {

using namespace clang;

namespace {

/// What may be true of *ret, as a set.
enum : unsigned { Unset = 1, Cleared = 2, Set = 4, Unknown = 8 };

/// A condition that only asks whether the parameter, or what it was set to, is NULL.
struct NullTest {
  const DeclRefExpr *Ref = nullptr;
  bool TrueIsNull = false;
  bool OfTarget = false;
};

} // namespace

static NullTest nullTest(const Expr *E, const ParmVarDecl *P, ASTContext &Context) {
  NullTest Out;
  while (E) {
    E = E->IgnoreParenCasts();
    if (const auto *U = dyn_cast<UnaryOperator>(E); U && U->getOpcode() == UO_LNot) {
      Out.TrueIsNull = !Out.TrueIsNull;
      E = U->getSubExpr();
    } else if (const auto *C = dyn_cast<CallExpr>(E);
               C && C->getDirectCallee() && C->getDirectCallee()->getName() == "__builtin_expect") {
      E = C->getArg(0);
    } else if (const auto *B = dyn_cast<BinaryOperator>(E);
               B && B->isEqualityOp() &&
               B->getRHS()->isNullPointerConstant(Context, Expr::NPC_ValueDependentIsNotNull)) {
      if (B->getOpcode() == BO_EQ)
        Out.TrueIsNull = !Out.TrueIsNull;
      E = B->getLHS();
    } else {
      // `*ret = make(); if (!*ret) ...`
      if (const auto *U = dyn_cast<UnaryOperator>(E);
          U && U->getOpcode() == UO_Deref && U->getType()->isPointerType()) {
        Out.OfTarget = true;
        E = U->getSubExpr()->IgnoreParenCasts();
      }
      if (const auto *Ref = dyn_cast<DeclRefExpr>(E); Ref && Ref->getDecl() == P)
        Out.Ref = Ref;
      return Out;
    }
  }
  return Out;
}

/// `*ret = ...`: the parameter's name in it, or null.
static const DeclRefExpr *storedThrough(const Stmt *S, const ParmVarDecl *P) {
  const auto *B = dyn_cast<BinaryOperator>(S);
  if (!B || B->getOpcode() != BO_Assign)
    return nullptr;
  const auto *U = dyn_cast<UnaryOperator>(B->getLHS()->IgnoreParens());
  if (!U || U->getOpcode() != UO_Deref)
    return nullptr;
  const auto *Ref = dyn_cast<DeclRefExpr>(U->getSubExpr()->IgnoreParenImpCasts());
  return Ref && Ref->getDecl() == P ? Ref : nullptr;
}

static bool isOutParameter(const ParmVarDecl *P) {
  const llvm::StringRef Name = P->getName();
  const QualType To = P->getType()->getPointeeType();
  const bool Returns = Name == "ret" || Name.starts_with("ret_");
  // `T **out`; an `int *out` may be a buffer.
  const bool Out = Name == "out" || Name.starts_with("out_") || Name.ends_with("_out");
  return (Returns || Out) && !To.isNull() && !To.isConstQualified() &&
         (To->isPointerType() || (Returns && To->isIntegerType()));
}

/// What a function says by its result.
enum class Report { None, Negative, Zero };

static Report reportOf(const FunctionDecl *F) {
  const QualType T = F->getReturnType();
  if (T->isBooleanType() || T->isPointerType())
    return Report::Zero;
  return T->isSignedIntegerType() && !T->isCharType() ? Report::Negative : Report::None;
}

/// The variable that \p Condition finds negative: `r < 0`, `(r = f()) < 0`.
static const VarDecl *foundNegative(const Expr *Condition, ASTContext &Context) {
  Condition = Condition->IgnoreParenImpCasts();
  if (const auto *Call = dyn_cast<CallExpr>(Condition);
      Call && Call->getDirectCallee() && Call->getDirectCallee()->getName() == "__builtin_expect")
    Condition = Call->getArg(0)->IgnoreParenImpCasts();
  while (const auto *U = dyn_cast<UnaryOperator>(Condition)) { // !!(r < 0)
    const auto *Inner =
        U->getOpcode() == UO_LNot ? dyn_cast<UnaryOperator>(U->getSubExpr()->IgnoreParenImpCasts()) : nullptr;
    if (!Inner || Inner->getOpcode() != UO_LNot)
      return nullptr;
    Condition = Inner->getSubExpr()->IgnoreParenImpCasts();
  }
  const auto *B = dyn_cast<BinaryOperator>(Condition);
  Expr::EvalResult Zero;
  if (!B || B->getOpcode() != BO_LT || !B->getRHS()->EvaluateAsInt(Zero, Context) || Zero.Val.getInt() != 0)
    return nullptr;
  const Expr *Of = B->getLHS()->IgnoreParenImpCasts();
  if (const auto *Assign = dyn_cast<BinaryOperator>(Of); Assign && Assign->getOpcode() == BO_Assign)
    Of = Assign->getLHS()->IgnoreParenImpCasts();
  const auto *Ref = dyn_cast<DeclRefExpr>(Of);
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

/// The returns of `if (r < 0) { ...; return r; }`, where nothing else is done to r.
static llvm::SmallPtrSet<const ReturnStmt *, 16> failingReturns(const FunctionDecl *F, ASTContext &Context) {
  llvm::SmallPtrSet<const ReturnStmt *, 16> Out;
  std::vector<const Stmt *> Pending{F->getBody()};
  while (!Pending.empty()) {
    const Stmt *Now = Pending.back();
    Pending.pop_back();
    for (const Stmt *Child : Now->children())
      if (Child)
        Pending.push_back(Child);
    const auto *If = dyn_cast<IfStmt>(Now);
    const VarDecl *V = If ? foundNegative(If->getCond(), Context) : nullptr;
    if (!V)
      continue;
    const Stmt *Last = If->getThen();
    bool Touched = false;
    if (const auto *Block = dyn_cast<CompoundStmt>(Last)) {
      if (Block->body_empty())
        continue;
      for (const Stmt *S : llvm::drop_end(Block->body()))
        Touched |= !isa<Expr>(S) || isa<BinaryOperator>(S);
      Last = Block->body_back();
    }
    const auto *R = dyn_cast<ReturnStmt>(Last);
    const auto *Ref = R && R->getRetValue() ? dyn_cast<DeclRefExpr>(R->getRetValue()->IgnoreParenImpCasts()) : nullptr;
    if (Ref && Ref->getDecl() == V && !Touched)
      Out.insert(R);
  }
  return Out;
}

static void checkOne(const FunctionDecl *F, const ParmVarDecl *P, const CFG &Graph, ASTContext &Context,
                     ContractReader &Contracts, const Locations &Locs, std::vector<Finding> &Out) {
  // Names that only test, and names that are stored through.
  llvm::SmallPtrSet<const Stmt *, 8> Known;
  std::map<unsigned, NullTest> Tests;
  const Stmt *FirstStore = nullptr;
  for (const CFGBlock *B : Graph) {
    const bool Decides = B->succ_size() == 2 && decidesByCondition(*B);
    if (const Expr *Condition = Decides ? B->getLastCondition() : nullptr)
      if (NullTest T = nullTest(Condition, P, Context); T.Ref) {
        Known.insert(T.Ref);
        Tests[B->getBlockID()] = T;
      }
    for (const CFGElement &E : *B)
      if (auto S = E.getAs<CFGStmt>())
        if (const DeclRefExpr *Ref = storedThrough(S->getStmt(), P)) {
          Known.insert(Ref);
          if (!FirstStore || S->getStmt()->getBeginLoc() < FirstStore->getBeginLoc())
            FirstStore = S->getStmt();
        }
  }
  if (!FirstStore)
    return; // what is never set here is set by others
  const Report Reports = reportOf(F);
  const auto Failing = failingReturns(F, Context);
  struct Exit {
    const ReturnStmt *Return;
    bool Fails;
    unsigned Mask;
    int64_t Value;
  };
  std::vector<Exit> Exits;
  bool Fails = false;
  std::map<unsigned, unsigned> In{{Graph.getEntry().getBlockID(), Unset}};
  // The second round, when nothing changes any more, reads the returns.
  auto Run = [&](const CFGBlock &B, unsigned Mask, bool Read) -> unsigned {
    for (const CFGElement &E : B) {
      auto Element = E.getAs<CFGStmt>();
      if (!Element)
        continue;
      const Stmt *S = Element->getStmt();
      if (const auto *Ref = dyn_cast<DeclRefExpr>(S); Ref && Ref->getDecl() == P && !Known.count(Ref))
        Mask = Unknown;
      else if (isa<GCCAsmStmt>(S))
        Mask = Unknown;
      else if (storedThrough(S, P)) {
        const Expr *Value = cast<BinaryOperator>(S)->getRHS();
        const bool Constant =
            Value->isNullPointerConstant(Context, Expr::NPC_ValueDependentIsNotNull) || Value->isEvaluatable(Context);
        Mask = Constant ? Cleared : Set;
      } else if (const auto *Call = dyn_cast<CallExpr>(S)) {
        if (const FunctionDecl *Callee = Call->getDirectCallee();
            Callee && (Callee->isNoReturn() || Contracts.of(Callee)->NoReturn))
          return 0;
      } else if (const auto *R = dyn_cast<ReturnStmt>(S); R && Read && R->getRetValue()) {
        Expr::EvalResult Value;
        const bool Null = R->getRetValue()->isNullPointerConstant(Context, Expr::NPC_ValueDependentIsNotNull) &&
                          F->getReturnType()->isPointerType();
        if (Null || Failing.count(R)) {
          Fails = true;
          Exits.push_back({R, true, Mask, Null ? 0 : INT64_MIN});
        } else if (R->getRetValue()->EvaluateAsInt(Value, Context)) {
          const bool Now = Reports == Report::Zero ? Value.Val.getInt() == 0 : Value.Val.getInt().isNegative();
          Fails |= Now;
          Exits.push_back({R, Now, Mask, Value.Val.getInt().getExtValue()});
        }
      }
    }
    return Mask;
  };
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const CFGBlock *B : Graph) {
      auto It = In.find(B->getBlockID());
      if (It == In.end())
        continue;
      const unsigned Mask = Run(*B, It->second, false);
      auto Test = Tests.find(B->getBlockID());
      for (unsigned I = 0; Mask != 0 && I != B->succ_size(); ++I) {
        const CFGBlock *To = *(B->succ_begin() + I);
        if (!To)
          continue;
        // Where the caller passed NULL there is nothing to set; where what was set is NULL,
        // that is as good as cleared.
        unsigned Reaches = Mask;
        if (Test != Tests.end()) {
          const bool Null = Test->second.TrueIsNull == (I == 0);
          if (Test->second.OfTarget)
            Reaches = Mask & Unset          ? Unknown
                      : Null && Mask == Set ? Cleared
                                            : Mask; // else the caller's own is asked about
          else if (Null)
            Reaches = Unknown;
        }
        unsigned &Theirs = In[To->getBlockID()];
        Changed |= (Theirs | Reaches) != Theirs;
        Theirs |= Reaches;
      }
    }
  }
  for (const CFGBlock *B : Graph)
    if (auto It = In.find(B->getBlockID()); It != In.end() && It->second != 0)
      Run(*B, It->second, true);
  const std::string Name = P->getNameAsString(), Function = F->getNameAsString();
  for (const Exit &E : Exits) {
    // 0 for "nothing there" beside 1 for "here it is" is a protocol; the same
    // number for both is none, the caller can not tell.
    const bool Ambiguous = llvm::any_of(Exits, [&](const Exit &Other) {
      return Other.Value == E.Value && (Other.Mask == Set || Other.Mask == Cleared);
    });
    const bool Wrong = E.Fails ? E.Mask == Set : Fails && E.Mask == Unset && Ambiguous;
    if (!Wrong)
      continue;
    Finding Result;
    Result.Id = Rule::OutParameterOnFailure;
    Result.Function = Function;
    Result.Variable = Name;
    Result.Place = Locs.range(clang::SourceRange(E.Return->getReturnLoc()));
    Result.Message = E.Fails ? "'" + Function + "' fails here, but has set '*" + Name + "' already"
                             : "'" + Function + "' succeeds here without setting '*" + Name + "'";
    Result.Help = E.Fails ? "set '*" + Name + "' last, where nothing can fail any more"
                          : "set '*" + Name + "' on every path that succeeds, to NULL or 0 where there is nothing";
    Result.Contracts.push_back({Locs.range(clang::SourceRange(P->getLocation())),
                                "'" + Name + "' returns a result by its name, on success only"});
    Result.Contracts.push_back({Locs.range(FirstStore->getSourceRange()), "'*" + Name + "' is set here"});
    Result.Signature = Function + "|out-parameter-on-failure|" + (E.Fails ? "set|" : "unset|") + Name;
    Out.push_back(std::move(Result));
  }
}

void checkOutParameters(const FunctionDecl *F, ASTContext &Context, ContractReader &Contracts, const Locations &Locs,
                        std::vector<Finding> &Out) {
  if (reportOf(F) == Report::None || llvm::none_of(F->parameters(), isOutParameter))
    return;
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  Options.PruneTriviallyFalseEdges = true;
  std::unique_ptr<CFG> Graph = CFG::buildCFG(F, F->getBody(), &Context, Options);
  if (!Graph)
    return;
  for (const ParmVarDecl *P : F->parameters())
    if (isOutParameter(P))
      checkOne(F, P, *Graph, Context, Contracts, Locs, Out);
}

} // namespace deed
