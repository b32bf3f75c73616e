//===- frontend/Assertion.cpp - the rule assertion ------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Ownership assertions are found as they are written, since a release build
// makes nothing of them. What the variable holds there is read off the
// statements in front, as far as they are the only way to it.
//===----------------------------------------------------------------------===//
#include "frontend/ConventionUnit.h"
#include "frontend/Tokens.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "clang/Lex/Lexer.h"

namespace deed {

using namespace clang;

namespace {

enum class Claim { Owned, Transferred, NotUsed };

struct Asserted {
  Claim What;
  std::string Macro, Variable;
  unsigned Offset; ///< of the macro's name
};

/// What a variable holds for certain.
enum class Holds { Unknown, Owned, Null, Released, Transferred };

struct Known {
  Holds What = Holds::Unknown;
  const Stmt *By = nullptr;
};

} // namespace

static bool claimOf(llvm::StringRef Macro, Claim &Out) {
  if (Macro.ends_with("ASSERT_OWNERSHIP") || Macro.ends_with("ASSERT_OWNED"))
    Out = Claim::Owned;
  else if (Macro.ends_with("ASSERT_TRANSFERRED"))
    Out = Claim::Transferred;
  else if (Macro.ends_with("ASSERT_NOT_USED_AFTER_FREE"))
    Out = Claim::NotUsed;
  else
    return false;
  return true;
}

static std::vector<Asserted> assertionsIn(const ConventionUnit &C, const Stmt *Body) {
  std::vector<Asserted> Out;
  const std::vector<RawToken> T = rawTokens(C.Locs, Body->getSourceRange());
  for (size_t I = 0; I + 3 < T.size(); ++I) {
    Claim What;
    if (T[I].Kind == tok::identifier && !T[I].InDirective && claimOf(T[I].Text, What) &&
        T[I + 1].Kind == tok::l_paren && T[I + 2].Kind == tok::identifier && T[I + 3].Kind == tok::r_paren)
      Out.push_back({What, T[I].Text.str(), T[I + 2].Text.str(), T[I].Offset});
  }
  return Out;
}

namespace {

/// Walks back from an offset of a body.
class Facts {
public:
  Facts(const ConventionUnit &C, const FunctionDecl *F)
      : C(C), F(F), File(C.Locs.SM.getFileID(F->getBody()->getBeginLoc())) {}
  /// What the variable called \p Name holds at \p Offset.
  Known at(unsigned Offset, llvm::StringRef Name) const;

private:
  bool before(const Stmt *S, unsigned Offset) const;
  bool contains(const Stmt *S, unsigned Offset) const;
  /// True where \p S decides, \p Out is what it leaves.
  bool decide(const Stmt *S, llvm::StringRef Name, Known &Out) const;
  Holds given(const Expr *E) const;
  bool simple(const Stmt *S, llvm::StringRef Name, Known &Out) const;

  const ConventionUnit &C;
  const FunctionDecl *F;
  FileID File;
};

} // namespace

bool Facts::before(const Stmt *S, unsigned Offset) const {
  auto [Where, At] = C.Locs.SM.getDecomposedLoc(C.Locs.SM.getExpansionLoc(S->getBeginLoc()));
  return Where == File && At < Offset;
}

bool Facts::contains(const Stmt *S, unsigned Offset) const {
  auto [Where, At] = C.Locs.SM.getDecomposedLoc(C.Locs.SM.getExpansionLoc(S->getEndLoc()));
  return before(S, Offset) && Where == File && At > Offset;
}

Holds Facts::given(const Expr *E) const {
  E = E->IgnoreParenCasts();
  if (E->isNullPointerConstant(C.Context, Expr::NPC_ValueDependentIsNotNull))
    return Holds::Null;
  const auto *Call = dyn_cast<CallExpr>(E);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee)
    return Holds::Unknown;
  const std::shared_ptr<FunctionContract> Contract = C.Contracts.of(Callee);
  const BodyReturn Does = returnOfBody(*Contract);
  const bool Owned =
      Does == BodyReturn::Owned || (Does == BodyReturn::Unknown && Contract->Return.Word == ReturnWord::Owned);
  return Owned ? Holds::Owned : Holds::Unknown;
}

static bool isNamed(const Expr *E, llvm::StringRef Name) {
  const VarDecl *V = variableIn(E);
  return V && V->getIdentifier() && V->getName() == Name;
}

/// A statement without statements in it.
bool Facts::simple(const Stmt *S, llvm::StringRef Name, Known &Out) const {
  Out.By = S;
  if (const auto *D = dyn_cast<DeclStmt>(S)) {
    for (const Decl *Each : D->decls())
      if (const auto *V = dyn_cast<VarDecl>(Each); V && V->getIdentifier() && V->getName() == Name) {
        Out.What = V->hasInit() ? given(V->getInit()) : Holds::Unknown;
        return true;
      }
    return false;
  }
  if (const auto *E = dyn_cast<Expr>(S))
    S = E->IgnoreParenCasts();
  if (const auto *B = dyn_cast<BinaryOperator>(S); B && B->getOpcode() == BO_Assign && isNamed(B->getLHS(), Name)) {
    Out.What = given(B->getRHS());
    return true;
  }
  const auto *Call = dyn_cast<CallExpr>(S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee)
    return false;
  const std::shared_ptr<FunctionContract> Contract = C.Contracts.of(Callee);
  for (unsigned I = 0; I != Call->getNumArgs() && I != Contract->Params.size(); ++I)
    if (isNamed(Call->getArg(I), Name)) {
      const ParamWord W = Contract->Params[I].Word;
      if (W == ParamWord::Releases)
        Out.What = Holds::Released;
      else if (W == ParamWord::Takes)
        Out.What = Holds::Transferred;
      else
        continue;
      return true;
    }
  return false;
}

bool Facts::decide(const Stmt *S, llvm::StringRef Name, Known &Out) const {
  if (const auto *L = dyn_cast<LabelStmt>(S)) {
    Out = {Holds::Unknown, L}; // others come here, too
    return true;
  }
  if (simple(S, Name, Out))
    return true;
  // Anything else that may change it: an assignment in it, or its address.
  bool Changes = false;
  walkStatements(S, [&](const Stmt *Each) {
    Known Ignored;
    Changes |= Each != S && simple(Each, Name, Ignored);
    if (const auto *U = dyn_cast<UnaryOperator>(Each))
      Changes |= (U->getOpcode() == UO_AddrOf || U->isIncrementDecrementOp()) && isNamed(U->getSubExpr(), Name);
    if (const auto *B = dyn_cast<BinaryOperator>(Each))
      Changes |= B->isAssignmentOp() && isNamed(B->getLHS(), Name);
    if (const auto *Call = dyn_cast<CallExpr>(Each)) {
      // What becomes of it is not known: a call that may take it.
      const std::shared_ptr<FunctionContract> Contract =
          Call->getDirectCallee() ? C.Contracts.of(Call->getDirectCallee()) : nullptr;
      for (unsigned I = 0; I != Call->getNumArgs(); ++I)
        if (isNamed(Call->getArg(I), Name)) {
          const ParamWord W = Contract && I < Contract->Params.size() ? Contract->Params[I].Word : ParamWord::Unknown;
          Changes |= W != ParamWord::Borrows && W != ParamWord::Mutates;
        }
    }
    if (const auto *R = dyn_cast<DeclRefExpr>(Each); R && isNamed(R, Name) && !isa<Expr>(S))
      Changes |= isa<ForStmt, WhileStmt, DoStmt, SwitchStmt>(S);
  });
  Out = {Holds::Unknown, S};
  return Changes;
}

Known Facts::at(unsigned Offset, llvm::StringRef Name) const {
  // The blocks around the place, the innermost last.
  std::vector<const CompoundStmt *> Blocks;
  bool Looped = false;
  walkStatements(F->getBody(), [&](const Stmt *S) {
    if (const auto *B = dyn_cast<CompoundStmt>(S); B && contains(B, Offset))
      Blocks.push_back(B);
    // Another round, or another case, may come here with another value.
    Looped |= isa<ForStmt, WhileStmt, DoStmt, SwitchStmt, StmtExpr>(S) && contains(S, Offset);
  });
  for (auto B = Blocks.rbegin(); B != Blocks.rend(); ++B) {
    std::vector<const Stmt *> Before;
    for (const Stmt *S : (*B)->body())
      if (before(S, Offset) && !contains(S, Offset))
        Before.push_back(S);
    // The assertion itself, where it expands to something.
    for (auto S = Before.rbegin(); S != Before.rend(); ++S) {
      Known Out;
      if (decide(*S, Name, Out))
        return Out;
    }
    if (Looped)
      break; // what is outside of the loop held in the first round only
  }
  return {};
}

/// A rule that speaks of the paths has told it.
static bool told(const ConventionUnit &C, const std::string &Function, const std::string &Variable) {
  return llvm::any_of(C.Out, [&](const Finding &F) {
    return F.Function == Function && F.Variable == Variable &&
           (F.Id == Rule::UseAfterFree || F.Id == Rule::UseAfterTransfer || F.Id == Rule::NullAfterTransfer);
  });
}

static const char *contradiction(const Asserted &A, Holds H) {
  // Deed's own macro allows what is alive, AgeRun's wants NULL.
  const bool OnlyNull = !llvm::StringRef(A.Macro).starts_with("DEED_");
  switch (A.What) {
  case Claim::Owned:
    return H == Holds::Null          ? "is NULL here"
           : H == Holds::Released    ? "was released before"
           : H == Holds::Transferred ? "was transferred before"
                                     : nullptr;
  case Claim::Transferred:
    return H == Holds::Owned         ? "is still owned here"
           : H == Holds::Released    ? "was released, but is not NULL"
           : H == Holds::Transferred ? "is not NULL yet"
                                     : nullptr;
  case Claim::NotUsed:
    return H == Holds::Released            ? "was released, but is not NULL"
           : H == Holds::Owned && OnlyNull ? "is still owned here"
                                           : nullptr;
  }
  return nullptr;
}

/// `own_x = NULL;` right behind a transfer, with no assertion behind it.
static void checkMissing(const ConventionUnit &C, const FunctionDecl *F, const Facts &Flow,
                         const std::vector<Asserted> &All) {
  std::string Macro;
  for (const char *Name : {"AR_ASSERT_TRANSFERRED", "DEED_ASSERT_TRANSFERRED", "ASSERT_TRANSFERRED"})
    if (Macro.empty() && C.Context.Idents.get(Name).hasMacroDefinition())
      Macro = Name;
  walkStatements(F->getBody(), [&](const Stmt *S) {
    const auto *B = dyn_cast<BinaryOperator>(S);
    const VarDecl *V = B && B->getOpcode() == BO_Assign ? variableIn(B->getLHS()) : nullptr;
    if (!V || C.roleOf(V) != Role::Own || B->getBeginLoc().isMacroID() ||
        !B->getRHS()->IgnoreParenCasts()->isNullPointerConstant(C.Context, Expr::NPC_ValueDependentIsNotNull))
      return;
    const unsigned Offset = C.Locs.SM.getFileOffset(B->getBeginLoc());
    if (Flow.at(Offset, V->getName()).What != Holds::Transferred)
      return;
    const SourceLocation After =
        Lexer::findLocationAfterToken(B->getEndLoc(), tok::semi, C.Locs.SM, C.Locs.Lang, false);
    if (After.isInvalid() || llvm::any_of(All, [&](const Asserted &A) {
          return A.What == Claim::Transferred && A.Variable == V->getName() && A.Offset > Offset;
        }))
      return;
    Finding R = C.make(Rule::Assertion, B->getBeginLoc(), F, V, "missing");
    R.Message = "no assertion follows the transfer of '" + R.Variable + "'";
    R.Help = "add '" + (Macro.empty() ? std::string("DEED_ASSERT_TRANSFERRED") : Macro) + "(" + R.Variable + ")'";
    if (!Macro.empty())
      R.Repair = Fix{"assert that '" + R.Variable + "' was transferred",
                     {{C.before(After), " " + Macro + "(" + R.Variable + ");"}}};
    C.Out.push_back(std::move(R));
  });
}

void checkAssertion(const ConventionUnit &C) {
  for (const FunctionDecl *F : C.Bodies) {
    if (!C.wanted(F) || F->getBody()->getBeginLoc().isMacroID())
      continue;
    const std::vector<Asserted> All = assertionsIn(C, F->getBody());
    const Facts Flow(C, F);
    const FileID File = C.Locs.SM.getFileID(F->getBody()->getBeginLoc());
    for (const Asserted &A : All) {
      const Known K = Flow.at(A.Offset, A.Variable);
      const char *Why = contradiction(A, K.What);
      if (!Why || told(C, F->getNameAsString(), A.Variable))
        continue;
      Finding R = C.make(Rule::Assertion, C.Locs.SM.getLocForStartOfFile(File).getLocWithOffset(A.Offset), F, nullptr,
                         "contradicted");
      R.Variable = A.Variable;
      R.Signature += A.Variable + "|" + A.Macro;
      R.Message = "'" + A.Macro + "' can not hold: '" + A.Variable + "' " + Why;
      R.Help = "assert what is true here, or move the assertion behind what makes it true";
      if (K.By)
        R.Path.push_back(
            {C.Locs.range(K.By->getSourceRange()), StepKind::Note, "'" + A.Variable + "' gets its state here"});
      C.Out.push_back(std::move(R));
    }
    if (C.Options.Options.isTrue("assertion", "EveryTransfer"))
      checkMissing(C, F, Flow, All);
  }
}

} // namespace deed
