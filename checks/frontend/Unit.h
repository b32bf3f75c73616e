//===- frontend/Unit.h - one unit while it is analysed ---------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Private to the conductor: Analyze.cpp chooses which bodies matter and reads the rules
// of declarations, UnitCallGraph.cpp solves callees before their callers.
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_UNIT_H
#define DEED_FRONTEND_UNIT_H

#include "engine/SolveFunction.h"
#include "frontend/Analyze.h"
#include "frontend/ContractReader.h"
#include "frontend/FlowBuilder.h"
#include "frontend/Locations.h"
#include "frontend/UnitRecorder.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace deed {

/// What a walk over a body finds out before anything is lowered.
struct BodyFacts {
  llvm::SmallSetVector<const clang::FunctionDecl *, 8> Callees; ///< with a body in this unit
  bool Concerns = false;                                        ///< owns, releases, or names something by a prefix
  bool Reported = false;                                        ///< in the project's own files: findings count
  bool Counted = false;                                         ///< Concerns, or reaches a function that does
  bool Lends = false;                                           ///< gives away the address of a variable of its own
  bool Keeps = false;                                           ///< stores in memory of others, or returns a pointer
  bool Reaches = false;                                         ///< Keeps, or calls a function that does
  enum { New, Active, Open, Done } Progress = New;              ///< Open: of a cycle that is not complete
  bool SaidNoReturn = false;                                    ///< before it was solved
  std::size_t Depth = 0; ///< of Active: its frame; of Open: the first frame that it reaches
  bool CallsOut = false; ///< calls a function of another file, or one that does
  bool Later = false;    ///< left to the program: see Unit::leave()

  // Of a cycle, until its last solving:
  unsigned Version = 0;                ///< how often its contract has changed
  std::vector<unsigned> SolvedWith;    ///< the versions of Callees then; empty: not solved
  std::unique_ptr<const Flow> Body;    ///< what was solved ...
  std::unique_ptr<const Solution> Did; ///< ... and what it does, with Callees as SolvedWith says
};

class Unit {
public:
  Unit(clang::ASTContext &Context, const AnalysisOptions &Options)
      : Context(Context), Options(Options), SM(Context.getSourceManager()), Locs(SM, Context.getLangOpts()),
        Contracts(Context, Options, Locs), Builder(Context, Contracts, Globals, Locs),
        Recorder(Context, Contracts, Builder, Locs),
        Settings{Options.Enabled, Options.Options, Options.Names, Options.Times} {}

  UnitResult run();

private:
  bool wasRead(const clang::FunctionDecl *F) const;
  void collect(const clang::DeclContext *DC);
  /// Notes what \p S calls; with \p Follow also what the tables of the program hold that it names.
  void scan(const clang::Stmt *S, BodyFacts &Facts, bool Follow = true);
  void scanLifetimes(const clang::Stmt *Now, BodyFacts &Facts);
  bool spread(const clang::FunctionDecl *F);
  void spreadLifetimes(llvm::ArrayRef<const clang::FunctionDecl *> Reached);
  void analyze(const clang::FunctionDecl *F);
  void settle(llvm::ArrayRef<const clang::FunctionDecl *> Cycle);
  void build(const clang::FunctionDecl *F, BodyFacts &Facts);
  void solveOne(const clang::FunctionDecl *F, BodyFacts &Facts);
  bool isUpToDate(const BodyFacts &Facts) const;
  void assumeNoReturn(const clang::FunctionDecl *F);
  void finish(const clang::FunctionDecl *F, BodyFacts &Facts);
  bool mayBeElsewhere(const clang::CallExpr *Call);
  void declareRecords(llvm::ArrayRef<const clang::FunctionDecl *> Reached);
  bool mayLeave() const;
  void leave(llvm::ArrayRef<const clang::FunctionDecl *> Reached);
  void solveAfterAll(const clang::FunctionDecl *F);
  void keepUnsolved();
  void dumpContracts();
  bool inProject(clang::SourceLocation L) const;
  bool makesPromise(const clang::FunctionDecl *F);

  clang::ASTContext &Context;
  const AnalysisOptions &Options;
  const clang::SourceManager &SM;
  Locations Locs;
  ContractReader Contracts;
  UnitGlobals Globals;
  FlowBuilder Builder;
  UnitRecorder Recorder; ///< of Options.Index
  SolveSettings Settings;
  llvm::SmallPtrSet<const clang::Expr *, 32> PlacedNames; ///< names of functions in calls and casts of them
  std::vector<const clang::FunctionDecl *> Functions;     ///< in source order
  unsigned References = 0; ///< parameters called ref_: few alone are a common word (ref_count, ref_ctx)
  unsigned Pointers = 0;   ///< all that are pointers
  llvm::DenseMap<const clang::FunctionDecl *, BodyFacts> Bodies;
  UnitResult Result;
};

} // namespace deed

#endif // DEED_FRONTEND_UNIT_H
