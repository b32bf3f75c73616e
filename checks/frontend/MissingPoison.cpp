//===- frontend/MissingPoison.cpp - the rule missing-poison ---------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads the summary of a destroy function: which fields of a struct that
// outlives it does it release, and not overwrite? That the overwriting comes
// first is seen in the order of the statements.
//===----------------------------------------------------------------------===//
#include "frontend/ConventionUnit.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include <algorithm>

namespace deed {

using namespace clang;

static bool endsSomething(const FunctionDecl *F) {
  return hasWord(wordsOf(F->getName()), {"destroy", "free", "deinit", "clear", "close", "release", "cleanup", "fini",
                                         "finalize", "done", "dispose", "reset", "term"});
}

static const RecordDecl *recordOf(const ParmVarDecl *P) {
  const QualType To = P->getType()->getPointeeType();
  const RecordDecl *R = To.isNull() || To.isConstQualified() ? nullptr : To->getAsRecordDecl();
  return R ? R->getDefinition() : nullptr;
}

static const FieldDecl *fieldOf(const RecordDecl *R, llvm::StringRef Name) {
  for (const FieldDecl *F : R->fields())
    if (F->getIdentifier() && F->getName() == Name)
      return F;
  return nullptr;
}

static bool overwrites(const Effect &E) {
  switch (E.Kind) {
  case EffectKind::Give:
  case EffectKind::SetNull:
  case EffectKind::SetBorrowed:
  case EffectKind::SetNumber:
  case EffectKind::SetInto:
  case EffectKind::Regrow: return true;
  case EffectKind::Mutate:
  case EffectKind::Borrow:
  case EffectKind::Hold:
  case EffectKind::Take:
  case EffectKind::Release:
  case EffectKind::Reset:
  case EffectKind::Reparent:
  case EffectKind::Refer:
  case EffectKind::Open:
  case EffectKind::Close:
  case EffectKind::Leave:
  case EffectKind::MakeCurrent:
  case EffectKind::CrossThread:
  case EffectKind::Grow:
  case EffectKind::SetReleased: // by another dangling pointer
  case EffectKind::SetNotHeap:
  case EffectKind::SetFrom:
  case EffectKind::Invoke:
  case EffectKind::Escape: return false;
  }
  return false;
}

/// The pointers of argument \p Index that \p O releases and leaves as they are.
static std::vector<std::string> danglingIn(const Outcome &O, int Index, const RecordDecl *Record) {
  std::vector<std::string> Out;
  for (const Effect &E : O.Effects) {
    if (E.Param != Index)
      continue;
    // The struct itself is gone, or was wiped as a whole, or somebody else has it.
    if (!E.Target && E.Path.empty() && E.Kind != EffectKind::Borrow)
      return {};
    if (E.Kind != EffectKind::Release || !E.Target)
      continue;
    const FieldDecl *F = fieldOf(Record, E.Path);
    if (!F || !isDataPointer(F->getType()))
      continue;
    const bool Overwritten = llvm::any_of(O.Effects, [&](const Effect &Other) {
      return Other.Param == Index && Other.Target && Other.Path == E.Path && overwrites(Other);
    });
    if (!Overwritten && !llvm::is_contained(Out, E.Path))
      Out.push_back(E.Path);
  }
  return Out;
}

static std::string listOf(const std::vector<std::string> &Names) {
  std::string Out;
  for (size_t I = 0; I != Names.size(); ++I)
    Out += (I == 0 ? "'" : I + 1 == Names.size() ? " and '" : ", '") + Names[I] + "'";
  return Out;
}

/// Every caller of the helper \p F ends the struct itself later: nobody sees what
/// the helper leaves in it.
static bool endedByCallers(const ConventionUnit &C, const FunctionDecl *F, unsigned Index) {
  if (F->isExternallyVisible())
    return false;
  bool Called = false, Survives = false;
  for (const FunctionDecl *Caller : C.Bodies) {
    std::vector<const CallExpr *> Calls;
    walkStatements(Caller->getBody(), [&](const Stmt *S) {
      if (const auto *Call = dyn_cast<CallExpr>(S))
        Calls.push_back(Call);
    });
    for (size_t I = 0; I != Calls.size(); ++I) {
      const FunctionDecl *Callee = Calls[I]->getDirectCallee();
      if (!Callee || Callee->getCanonicalDecl() != F->getCanonicalDecl() || Index >= Calls[I]->getNumArgs())
        continue;
      Called = true;
      const VarDecl *V = variableIn(Calls[I]->getArg(Index));
      bool Ended = false;
      for (size_t J = I + 1; V && J != Calls.size() && !Ended; ++J)
        if (const FunctionDecl *Ends = Calls[J]->getDirectCallee()) {
          const std::shared_ptr<FunctionContract> Contract = C.Contracts.of(Ends);
          for (unsigned A = 0; A != Calls[J]->getNumArgs() && A != Contract->Params.size(); ++A)
            Ended |= variableIn(Calls[J]->getArg(A)) == V &&
                     (Contract->Params[A].Word == ParamWord::Releases || paramOfBody(*Contract, A).Consumed);
        }
      Survives |= !Ended;
    }
  }
  return Called && !Survives;
}

/// The parameter whose whole object \p S overwrites: memset(p, ...), *p = ...
static const VarDecl *wipedBy(const Stmt *S) {
  if (const auto *E = dyn_cast<Expr>(S))
    S = E->IgnoreParenCasts();
  if (const auto *Call = dyn_cast<CallExpr>(S)) {
    const FunctionDecl *F = Call->getDirectCallee();
    if (F && Call->getNumArgs() == 3 && (F->getName() == "memset" || F->getName() == "__builtin_memset"))
      return variableIn(Call->getArg(0));
    if (F && F->getIdentifier() && (F->getName() == "explicit_bzero" || F->getName() == "bzero"))
      return variableIn(Call->getArg(0));
    return nullptr;
  }
  const auto *B = dyn_cast<BinaryOperator>(S);
  const auto *U = B && B->getOpcode() == BO_Assign ? dyn_cast<UnaryOperator>(B->getLHS()->IgnoreParens()) : nullptr;
  return U && U->getOpcode() == UO_Deref && B->getType()->isRecordType() ? variableIn(U->getSubExpr()) : nullptr;
}

static void checkDangling(const ConventionUnit &C, const FunctionDecl *F) {
  const std::shared_ptr<FunctionContract> Contract = C.Contracts.of(F);
  for (unsigned I = 0; I != F->getNumParams(); ++I) {
    const RecordDecl *Record = recordOf(F->getParamDecl(I));
    if (!Record)
      continue;
    std::vector<std::string> Fields;
    for (const Outcome &O : Contract->Inferred)
      for (const std::string &Name : danglingIn(O, I, Record))
        if (!llvm::is_contained(Fields, Name))
          Fields.push_back(Name);
    bool Poisoned = false;
    walkStatements(F->getBody(), [&](const Stmt *S) { Poisoned |= wipedBy(S) == F->getParamDecl(I); });
    if (Fields.empty() || Poisoned || endedByCallers(C, F, I))
      continue;
    Finding R = C.make(Rule::MissingPoison, F->getLocation(), F, F->getParamDecl(I), "dangling");
    R.Message = "'" + R.Function + "' releases " + listOf(Fields) + " of '" + R.Variable +
                "', which lives on, and leaves " + (Fields.size() == 1 ? "it" : "them") + " dangling";
    R.Help =
        "set " + std::string(Fields.size() == 1 ? "it" : "them") + " to NULL, or overwrite the whole struct at the end";
    for (const std::string &Name : Fields)
      if (const FieldDecl *D = fieldOf(Record, Name))
        R.Contracts.push_back({C.Locs.range(clang::SourceRange(D->getLocation())), "'" + Name + "' is declared here"});
    C.Out.push_back(std::move(R));
    return; // one finding says it
  }
}

/// Statements of the body's own block in order: a field read behind the wiping.
static void checkOrder(const ConventionUnit &C, const FunctionDecl *F) {
  const auto *Body = dyn_cast<CompoundStmt>(F->getBody());
  if (!Body)
    return;
  const VarDecl *Wiped = nullptr;
  const Stmt *Wiping = nullptr;
  for (const Stmt *S : Body->body()) {
    const MemberExpr *Read = nullptr;
    bool Refilled = false;
    if (Wiped)
      walkStatements(S, [&](const Stmt *Each) {
        const auto *Cast = dyn_cast<ImplicitCastExpr>(Each);
        const auto *M = Cast && Cast->getCastKind() == CK_LValueToRValue
                            ? dyn_cast<MemberExpr>(Cast->getSubExpr()->IgnoreParens())
                            : nullptr;
        if (M && !Read && M->isArrow() && variableIn(M->getBase()) == Wiped && M->getType()->isPointerType())
          Read = M;
        const auto *B = dyn_cast<BinaryOperator>(Each);
        Refilled |= B && B->isAssignmentOp();
      });
    if (Read && !Refilled) {
      Finding R = C.make(Rule::MissingPoison, Read->getMemberLoc(), F, Read->getMemberDecl(), "early");
      R.Message = "'" + R.Variable + "' is read after '" + Wiped->getNameAsString() + "' was overwritten";
      R.Help = "overwrite the struct last, after everything in it was released";
      R.Path.push_back({C.Locs.range(Wiping->getSourceRange()), StepKind::Note,
                        "'" + Wiped->getNameAsString() + "' is overwritten here"});
      C.Out.push_back(std::move(R));
      return;
    }
    if (Refilled)
      Wiped = nullptr;
    const VarDecl *V = wipedBy(S);
    if (V && isa<ParmVarDecl>(V) && recordOf(cast<ParmVarDecl>(V)))
      Wiped = V, Wiping = S;
  }
}

void checkMissingPoison(const ConventionUnit &C) {
  for (const FunctionDecl *F : C.Bodies)
    if (C.wanted(F) && endsSomething(F)) {
      checkDangling(C, F);
      checkOrder(C, F);
    }
}

} // namespace deed
