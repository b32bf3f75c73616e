//===- tidy/OwnershipCheck.h - a rule as a clang-tidy check ----*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every rule is the same check: take the unit's findings of that rule and print
// them with diag(), at the same place and in the same words as the tool.
//===----------------------------------------------------------------------===//
#ifndef DEED_TIDY_OWNERSHIPCHECK_H
#define DEED_TIDY_OWNERSHIPCHECK_H

#include "clang-tidy/ClangTidyCheck.h"
#include "tidy/SharedAnalysis.h"

namespace deed {

class OwnershipCheck : public clang::tidy::ClangTidyCheck {
public:
  OwnershipCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context, const RuleInfo &Rule,
                 std::shared_ptr<SharedAnalysis> Shared);

  bool isLanguageVersionSupported(const clang::LangOptions &Language) const override;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Opts) override;

private:
  std::optional<UnitOptions> analysisOptions(const clang::SourceManager &Sources);
  void readRuleOptions(RuleOptions &To);
  void report(const Finding &F, const clang::SourceManager &Sources);

  const RuleInfo &Rule;
  clang::tidy::ClangTidyContext &TidyContext;
  std::shared_ptr<SharedAnalysis> Shared;
  /// Kept so that the other checks of this unit find it.
  std::shared_ptr<const AnalysedUnit> Unit;
};

} // namespace deed

#endif // DEED_TIDY_OWNERSHIPCHECK_H
