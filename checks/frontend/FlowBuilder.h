//===- frontend/FlowBuilder.h - from Clang's CFG to events -----*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lowers one function body: Clang's CFG, each expression once, in the order of
// evaluation. An lvalue's temp is its address, an rvalue's temp its value.
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_FLOWBUILDER_H
#define DEED_FRONTEND_FLOWBUILDER_H

#include "engine/Flow.h"
#include "frontend/ContractReader.h"
#include "frontend/Locations.h"
#include "frontend/UnitGlobals.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <memory>
#include <optional>

namespace deed {

/// An integer constant's low 64 bits: a key, whatever its type.
std::int64_t bitsOf(const llvm::APSInt &I);

/// The block's last expression says which successor is next. Not so after `goto *t[n]` and `asm goto`: of their
/// blocks CFGBlock::getLastCondition() takes what comes last for an expression, even where that is `asm ("")`.
bool decidesByCondition(const clang::CFGBlock &B);

class FlowBuilder {
public:
  FlowBuilder(clang::ASTContext &Context, ContractReader &Contracts, const UnitGlobals &Globals, Locations &Locs)
      : Context(Context), Contracts(Contracts), Globals(Globals), Locs(Locs) {}

  /// Null where Clang can not build a CFG (a body with errors in it).
  std::unique_ptr<Flow> build(const clang::FunctionDecl *Function);
  /// The variable that flows of this unit call number \p N, see FirstGlobal.
  const clang::VarDecl *global(unsigned N) const { return GlobalDecls[N]; }
  Var describe(const clang::ValueDecl *D) const;

private:
  void findParts(const clang::FunctionDecl *F);
  void findStatements(const clang::Stmt *S, const clang::Stmt *Root, bool InCompound, bool IsCondition = false);
  void lowerBlock(const clang::CFGBlock &B);
  void lowerTerminator(const clang::CFGBlock &B);
  void beginStatement(const clang::Stmt *S);
  void edgesInto(const clang::CFGBlock &B);
  BlockId edgeBlock(BlockId From, unsigned Successor, const std::vector<std::pair<TempId, std::int64_t>> &Sets,
                    TempId CopyTo, TempId CopyFrom, bool AsTruth = false);

  // FlowExpressions.cpp
  TempId lower(const clang::Expr *E);
  TempId lowerUncached(const clang::Expr *E);
  TempId lowerCast(const clang::CastExpr *E);
  TempId compare(CompareOp Cmp, TempId A, std::int64_t With, const clang::Expr &E);
  TempId lowerUnary(const clang::UnaryOperator *E);
  TempId lowerAddress(const clang::CastExpr *E);
  std::optional<std::int64_t> constantOf(const clang::Expr *E) const;
  /// \p Known: whether this is an atomic operation that is lowered to its parts.
  TempId lowerAtomic(const clang::Expr *E, bool &Known);
  /// The same of GLib's reference counts, where they are functions.
  TempId lowerCount(const clang::CallExpr *E, bool &Known);
  TempId lowerBinary(const clang::BinaryOperator *E);
  TempId lowerCall(const clang::CallExpr *E);
  std::int64_t offsetOf(const clang::FieldDecl *F);
  TempId lowerMember(const clang::MemberExpr *E);
  TempId lowerIndex(const clang::ArraySubscriptExpr *E);
  TempId lowerReference(const clang::DeclRefExpr *E);
  TempId constant(std::int64_t I, const clang::Expr *At);
  /// The bytes of one \p T; 1 where nobody knows.
  std::int64_t sizeOf(clang::QualType T) const;
  bool wipesWhole(llvm::StringRef Name, const clang::CallExpr &E) const;
  std::shared_ptr<const FunctionContract> afterWipe(std::shared_ptr<const FunctionContract> C);
  TempId offset(TempId Base, const clang::Expr *Index, clang::QualType Element, bool Minus, const clang::Expr *At);

  // FlowInits.cpp
  void lowerDeclaration(const clang::DeclStmt *S);
  static const clang::InitListExpr *constantRecord(const clang::Expr *E);
  void lowerInit(TempId Address, const clang::Expr *Init, clang::QualType T, clang::SourceRange Place = {});
  void lowerCleanup(const clang::VarDecl *V, const clang::FunctionDecl *F);

  Event &emit(Op Code, clang::SourceRange R);
  TempId result(Event &E, clang::QualType T, std::string Name = "");
  TempId newTemp(std::string Name = "");
  VarId variable(const clang::ValueDecl *D);
  FieldId field(const clang::FieldDecl *D);
  CalleeId callee(const std::string &Name, std::shared_ptr<const FunctionContract> C);
  std::string shortText(const clang::Expr *E) const;

  clang::ASTContext &Context;
  ContractReader &Contracts;
  const UnitGlobals &Globals;
  Locations &Locs;
  std::unique_ptr<Flow> Out;
  const clang::FunctionDecl *Function = nullptr;
  struct StatementInfo {
    const clang::Stmt *Root;
    bool InCompound;
    bool IsCondition = false;
    bool InLoop = false;
    unsigned Outer = 0; ///< the statement around all statement expressions, by number
  };
  llvm::DenseMap<const clang::Stmt *, StatementInfo> Statements;
  llvm::SmallPtrSet<const clang::Stmt *, 16> Unevaluated; ///< what __builtin_constant_p() and its like only look at
  unsigned OuterCount = 0, OuterNow = 0;
  unsigned LoopDepth = 0; ///< while the statements are found
  const clang::Stmt *Current = nullptr;
  llvm::DenseMap<const clang::Expr *, std::pair<TempId, unsigned>> Lowered; ///< and its block
  llvm::DenseMap<const clang::Expr *, TempId> Joins;                        ///< values of && || ?: set on edges
  llvm::DenseMap<const clang::ValueDecl *, VarId> Vars;
  llvm::DenseMap<const clang::VarDecl *, unsigned> GlobalNumbers; ///< of the unit, see FirstGlobal
  std::vector<const clang::VarDecl *> GlobalDecls;
  llvm::DenseMap<const clang::FieldDecl *, FieldId> Fields;
  llvm::DenseMap<const FunctionContract *, std::shared_ptr<const FunctionContract>> Wipers; ///< see afterWipe()
  llvm::DenseMap<const clang::Expr *, VarId> Literals;
  std::vector<unsigned> BlockOf; ///< CFG id -> ours
  unsigned CurrentBlock = 0;
  bool Finished = false; ///< the block ended in a return or a call that does not return
};

} // namespace deed

#endif // DEED_FRONTEND_FLOWBUILDER_H
