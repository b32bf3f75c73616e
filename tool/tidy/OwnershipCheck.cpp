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
#include "llvm/Support/Path.h"

using namespace deed;
using namespace clang;

OwnershipCheck::OwnershipCheck(StringRef Name, tidy::ClangTidyContext *Context, const RuleInfo &Rule,
                               std::shared_ptr<SharedAnalysis> Shared)
    : ClangTidyCheck(Name, Context), Rule(Rule), TidyContext(*Context), Shared(std::move(Shared)) {}

bool OwnershipCheck::isLanguageVersionSupported(const LangOptions &Language) const {
  return !Language.CPlusPlus && !Language.ObjC;
}

void OwnershipCheck::registerMatchers(ast_matchers::MatchFinder *Finder) {
  Finder->addMatcher(ast_matchers::translationUnitDecl(), this);
}

/// CheckOptions: `ownership-null-after-transfer.When`, over what the configuration says.
void OwnershipCheck::readRuleOptions(RuleOptions &To) {
  for (const RuleOptionInfo &O : allRuleOptions()) {
    const std::string Check = "ownership-" + std::string(O.Rule), Name(O.Name);
    OptionsView View(Check, TidyContext.getOptions().CheckOptions, &TidyContext);
    std::optional<StringRef> Value = View.get(Name);
    if (!Value)
      continue;
    if (takesValue(O, std::string_view(Value->data(), Value->size())))
      To.set(O.Rule, O.Name, std::string_view(Value->data(), Value->size()));
    else
      configurationDiag("%0") << "invalid value '" + Value->str() + "' of option '" + Check + "." + Name + "'; use " +
                                     valuesInWords(O);
  }
}

/// The options of the whole run, whichever check asks first; nothing if the
/// configuration is wrong, which was said then.
std::optional<UnitOptions> OwnershipCheck::analysisOptions(const SourceManager &Sources) {
  OptionsView General("ownership", TidyContext.getOptions().CheckOptions, &TidyContext);
  SmallString<256> Path(Sources.getFileEntryRefForID(Sources.getMainFileID())
                            ? Sources.getFileEntryRefForID(Sources.getMainFileID())->getName()
                            : StringRef());
  Sources.getFileManager().makeAbsolutePath(Path);
  llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  llvm::Expected<std::shared_ptr<const Configuration>> Found =
      Shared->configuration(Path.str().str(), General.get("ConfigFile").value_or("").str());
  if (!Found) {
    TidyContext.configurationDiag("%0", DiagnosticIDs::Error) << llvm::toString(Found.takeError());
    return std::nullopt;
  }
  const std::shared_ptr<const Configuration> &Config = *Found;
  AnalysisOptions Result;
  Config->apply(Result);
  // The same set as the tool's --checks: with `leak` off, its findings must not
  // take the place of another rule's. Clang-tidy says which checks run; a
  // configuration that chooses rules takes away from them.
  const bool Chooses = Config->Values.Profile || !Config->Values.Checks.empty();
  for (const RuleInfo &Info : allRules()) {
    const auto At = static_cast<unsigned>(Info.Id);
    Result.Enabled[At] =
        TidyContext.isCheckEnabled("ownership-" + std::string(Info.Name)) && (!Chooses || Config->Enabled[At]);
  }
  readRuleOptions(Result.Options);
  UnitOptions Out{Config, std::move(Result), nullptr, Path.str().str()};
  if (const std::string Name = General.get("IndexFile").value_or("").str(); !Name.empty()) {
    llvm::Expected<std::shared_ptr<const IndexFile>> Index = Shared->index(Name);
    if (!Index) {
      TidyContext.configurationDiag("%0", DiagnosticIDs::Error) << llvm::toString(Index.takeError());
      return std::nullopt;
    }
    Out.Index = std::move(*Index);
  }
  return Out;
}

void OwnershipCheck::storeOptions(tidy::ClangTidyOptions::OptionMap &Opts) {
  for (const RuleOptionInfo &O : allRuleOptions()) {
    const std::string Name(O.Name), Default(O.Default);
    if (O.Rule == Rule.Name)
      Options.store(Opts, Name, Options.get(Name, StringRef(Default)));
  }
}

void OwnershipCheck::check(const ast_matchers::MatchFinder::MatchResult &Result) {
  Unit = Shared->get(*Result.Context, [&] { return analysisOptions(*Result.SourceManager); });
  for (const Finding &F : Unit->Result.Findings)
    if (F.Id == Rule.Id && !(Unit->Config && Unit->Config->exempts(F.Place.File)))
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

static void attachFix(const Fix &Repair, const SourceManager &Sources, const DiagnosticBuilder &Diagnostic) {
  llvm::SmallVector<FixItHint, 4> Hints;
  for (const Edit &E : Repair.Edits) {
    SourceLocation Begin = locationOf(E.Range, Sources);
    if (Begin.isInvalid())
      return; // all edits or none
    SourceLocation End = Begin.getLocWithOffset(E.Range.Length);
    Hints.push_back(FixItHint::CreateReplacement(CharSourceRange::getCharRange(Begin, End), E.Replacement));
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
