//===- tidy/OwnershipCheck.cpp - a rule as a clang-tidy check -------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Options are read and messages passed as strings: the templates of clang-tidy
// and a message with a '%' in it both go wrong otherwise.
//===----------------------------------------------------------------------===//
#include "tidy/OwnershipCheck.h"
#include "clang/AST/ASTContext.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"

using namespace deed;
using namespace clang;

static constexpr llvm::StringLiteral NullAfterTransferCheck = "ownership-null-after-transfer";
static constexpr llvm::StringLiteral DefaultWhen = "in-scope";

OwnershipCheck::OwnershipCheck(StringRef Name, tidy::ClangTidyContext *Context,
                               const RuleInfo &Rule, std::shared_ptr<SharedAnalysis> Shared)
    : ClangTidyCheck(Name, Context), Rule(Rule), TidyContext(*Context), Shared(std::move(Shared)) {}

bool OwnershipCheck::isLanguageVersionSupported(const LangOptions &Language) const {
  return !Language.CPlusPlus && !Language.ObjC;
}

void OwnershipCheck::registerMatchers(ast_matchers::MatchFinder *Finder) {
  Finder->addMatcher(ast_matchers::translationUnitDecl(), this);
}

/// The options of the whole run, whichever check asks first.
AnalysisOptions OwnershipCheck::analysisOptions() {
  AnalysisOptions Result;
  Result.Models = Shared->models();
  // The same set as the tool's --checks: with `leak` off, its findings must not
  // take the place of another rule's.
  for (const RuleInfo &Info : allRules())
    Result.Enabled[static_cast<unsigned>(Info.Id)] =
        TidyContext.isCheckEnabled("ownership-" + std::string(Info.Name));

  OptionsView Options(NullAfterTransferCheck, TidyContext.getOptions().CheckOptions, &TidyContext);
  StringRef When = Options.get("When", DefaultWhen);
  if (When == "reused")
    Result.NullAfterTransfer = NullWhen::Reused;
  else if (When == "always")
    Result.NullAfterTransfer = NullWhen::Always;
  else if (When != DefaultWhen)
    configurationDiag("%0") << ("invalid value '" + When + "' of option '" +
                                NullAfterTransferCheck +
                                ".When'; use 'reused', 'in-scope' or 'always'")
                                   .str();
  return Result;
}

void OwnershipCheck::storeOptions(tidy::ClangTidyOptions::OptionMap &Opts) {
  if (Rule.Id == Rule::NullAfterTransfer)
    Options.store(Opts, "When", Options.get("When", DefaultWhen));
}

void OwnershipCheck::check(const ast_matchers::MatchFinder::MatchResult &Result) {
  Unit = Shared->get(*Result.Context, [this] { return analysisOptions(); });
  for (const Finding &F : Unit->Findings)
    if (F.Id == Rule.Id)
      report(F, *Result.SourceManager);
}

/// Clang's location of the first byte of \p Range; invalid if its file is not
/// part of this unit.
static SourceLocation locationOf(const deed::SourceRange &Range, const SourceManager &Sources) {
  if (!Range.valid())
    return {};
  OptionalFileEntryRef File = Sources.getFileManager().getOptionalFileRef(Range.File);
  if (!File)
    return {};
  return Sources.translateFileLineCol(*File, Range.Line, Range.Column);
}

static void attachFix(const Fix &Repair, const SourceManager &Sources,
                      const DiagnosticBuilder &Diagnostic) {
  llvm::SmallVector<FixItHint, 4> Hints;
  for (const Edit &E : Repair.Edits) {
    SourceLocation Begin = locationOf(E.Range, Sources);
    if (Begin.isInvalid())
      return; // all edits or none
    SourceLocation End = Begin.getLocWithOffset(E.Range.Length);
    Hints.push_back(FixItHint::CreateReplacement(CharSourceRange::getCharRange(Begin, End),
                                                 E.Replacement));
  }
  for (const FixItHint &Hint : Hints)
    Diagnostic << Hint;
}

void OwnershipCheck::report(const Finding &F, const SourceManager &Sources) {
  {
    auto Diagnostic = diag(locationOf(F.Place, Sources), "%0") << F.Message;
    if (F.Repair)
      attachFix(*F.Repair, Sources, Diagnostic);
  }
  auto Note = [&](const deed::SourceRange &Range, const std::string &Text) {
    if (SourceLocation Location = locationOf(Range, Sources); Location.isValid())
      diag(Location, "%0", DiagnosticIDs::Note) << Text;
  };
  for (const PathStep &Step : F.Path)
    Note(Step.Range, Step.Message);
  for (const Related &Contract : F.Contracts)
    Note(Contract.Range, Contract.Message);
}
