//===- frontend/Analyze.h - the conductor ----------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The one way into Deed: every front end (the tool, clang-tidy, the compiler
// plugin) hands an ASTContext to analyzeUnit() and prints what comes back.
// This header includes no Clang header; read Analyze.cpp first.
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_ANALYZE_H
#define DEED_FRONTEND_ANALYZE_H

#include "engine/Conventions.h"
#include "engine/Finding.h"
#include "engine/Ledger.h"
#include "engine/RuleOptions.h"
#include "engine/UnitRecord.h"
#include <bitset>
#include <memory>

namespace clang {
class ASTContext;
}

namespace deed {

class ModelSet;
struct Profile;

/// What `deed explain FILE:LINE[:COLUMN]` asks for.
struct ExplainedPlace {
  std::string File;              ///< absolute
  unsigned Line = 0, Column = 0; ///< a column of 0: the whole line
};

struct AnalysisOptions {
  /// Rules that may report, by position in allRules(). All, unless set.
  std::bitset<64> Enabled = std::bitset<64>().set();
  bool enabled(Rule R) const { return Enabled[static_cast<unsigned>(R)]; }
  /// What is known of library functions; never null. Shared by all units.
  std::shared_ptr<const ModelSet> Models;
  /// The project's own contracts, which are stronger than all else; null: none.
  std::shared_ptr<const ModelSet> Configured;
  Conventions Names;
  RuleOptions Options;
  /// Analyse only functions of this name; empty: all.
  std::string OnlyFunction;
  /// Fill UnitResult::Dump with the flow / the contracts in text form.
  bool DumpFlow = false, DumpContracts = false;
  /// Fill UnitResult::Dump with what is known of the symbols there.
  std::optional<ExplainedPlace> Explain;
  /// Fill UnitResult::Dump with what bodies show of the project's functions, for
  /// `deed init`: see frontend/Evidence.h.
  bool DumpEvidence = false;
  /// Also analyse functions that stand in headers of the project.
  bool Headers = true;
  /// Fill UnitResult::Record with what the index of a program needs of the unit.
  bool Index = false;
  /// With Index: who gets the record solves all of the program with it. Functions that other files say more about are
  /// then left to that, where nothing of this one asks what they do.
  bool Later = false;
  /// Where Clang reported errors: raw encodings of source locations, sorted. A function
  /// that has one is not what its author wrote (statements are missing), and is taken as one without a body.
  std::vector<unsigned> Errors;
  /// Where the time goes is noted here; null: nobody wants to know.
  Profile *Times = nullptr;
};

/// A function that the engine did not finish, and the budget that it hit.
struct BudgetHit {
  std::string Function, Budget;
  SourceRange Place;
};

struct UnitStatistics {
  unsigned Functions = 0; ///< solved
  unsigned Skipped = 0;   ///< bodies with nothing to own, not solved
  std::vector<BudgetHit> Budgets;
};

/// A contract of the configuration that fits no declaration: a slip.
struct ContractMisfit {
  SourceRange Where; ///< in the configuration file
  std::string Message;
};

struct UnitResult {
  std::vector<Finding> Findings; ///< sorted; not yet suppressed
  Ledger Obligations;
  UnitStatistics Statistics;
  std::vector<ContractMisfit> Misfits;
  std::string Dump;
  UnitRecord Record; ///< empty unless asked for
};

/// Analyses every function body of the unit and every declaration in it.
/// Works on an AST with errors as far as it goes. Does not fail; what could
/// not be decided is in the ledger. Thread-safe for distinct contexts.
UnitResult analyzeUnit(clang::ASTContext &Context, const AnalysisOptions &Options);

} // namespace deed

#endif // DEED_FRONTEND_ANALYZE_H
