//===- plugin/DeedClangPlugin.cpp - Deed inside the compiler -----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Warns while a file is compiled, of what deed check says of the file, without a
// second parse:
//   clang-19 -fplugin=libDeedClangPlugin.so -c file.c
//===----------------------------------------------------------------------===//
#include "cli/Foreign.h"
#include "cli/Locations.h"
#include "cli/Suppressions.h"
#include "frontend/Analyze.h"
#include "plugin/PluginOptions.h"
#include "project/IndexFile.h"
#include "project/UnitReport.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Basic/Version.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendPluginRegistry.h"
#include "llvm/Support/FileSystem.h"
#include <cstdio>
#include <cstdlib>

using namespace deed;

/// Ends the compiler unless it is of the major version that this plugin was built
/// with: its structures have other layouts, so nothing that it finds could be right.
static void requireMatchingHost() {
  const std::string Host = clang::getClangFullVersion();
  const std::string Before = "clang version ";
  const size_t At = Host.find(Before);
  const int Major = At == std::string::npos ? 0 : std::atoi(Host.c_str() + At + Before.size());
  if (Major == CLANG_VERSION_MAJOR)
    return;
  std::fprintf(stderr, "error: libDeedClangPlugin.so was built for clang %d and can not work in %s\n",
               CLANG_VERSION_MAJOR, Host.c_str());
  std::exit(1);
}

static void fail(clang::DiagnosticsEngine &Engine, const std::string &Message) {
  Engine.Report(Engine.getCustomDiagID(clang::DiagnosticsEngine::Error, "deed: %0")) << Message;
}

static void attachFix(const Fix &Repair, const clang::SourceManager &SM, const clang::DiagnosticBuilder &Diagnostic) {
  llvm::SmallVector<clang::FixItHint, 4> Hints;
  for (const Edit &E : Repair.Edits) {
    clang::SourceLocation Begin = locate(SM, E.Range);
    if (Begin.isInvalid())
      return; // all edits or none
    clang::SourceLocation End = Begin.getLocWithOffset(E.Range.Length);
    Hints.push_back(
        clang::FixItHint::CreateReplacement(clang::CharSourceRange::getCharRange(Begin, End), E.Replacement));
  }
  for (const clang::FixItHint &Hint : Hints)
    Diagnostic << Hint;
}

/// As locate(), also in a file that is no part of the unit, where an index leads to.
static clang::SourceLocation locateAnywhere(clang::SourceManager &SM, const SourceRange &Place) {
  clang::SourceLocation Here = locate(SM, Place);
  if (Here.isValid() || !Place.valid())
    return Here;
  if (auto File = SM.getFileManager().getOptionalFileRef(Place.File))
    SM.getOrCreateFileID(*File, clang::SrcMgr::C_User);
  return locate(SM, Place);
}

static void warn(clang::DiagnosticsEngine &Engine, clang::SourceManager &SM, const Finding &F, bool AsError) {
  const auto Level = AsError ? clang::DiagnosticsEngine::Error : clang::DiagnosticsEngine::Warning;
  {
    auto Diagnostic = Engine.Report(locate(SM, F.Place), Engine.getCustomDiagID(Level, "%0 [%1]"));
    Diagnostic << F.Message << ruleLabel(F.Id);
    if (F.Repair)
      attachFix(*F.Repair, SM, Diagnostic);
  }
  auto Note = [&](const SourceRange &Range, const std::string &Text) {
    if (clang::SourceLocation Place = locateAnywhere(SM, Range); Place.isValid())
      Engine.Report(Place, Engine.getCustomDiagID(clang::DiagnosticsEngine::Note, "%0")) << Text;
  };
  for (const PathStep &Step : F.Path)
    Note(Step.Range, Step.Message);
  for (const Related &Contract : F.Contracts)
    Note(Contract.Range, Contract.Message);
}

namespace {
class Consumer final : public clang::ASTConsumer {
  const PluginOptions Options;
  const std::string Output; ///< the object file

  llvm::Expected<std::shared_ptr<const Configuration>> configurationOf(const std::string &File) const {
    llvm::SmallString<256> Here;
    if (std::error_code Code = llvm::sys::fs::current_path(Here))
      return llvm::errorCodeToError(Code);
    std::optional<ConfigFile> Fixed;
    if (!Options.ConfigFile.empty()) {
      llvm::Expected<ConfigFile> Read = loadConfig(Options.ConfigFile, Options.ConfigFile);
      if (!Read)
        return Read.takeError();
      Fixed = std::move(*Read);
    }
    return Configurations(Options.Over, std::move(Fixed), Here.str().str()).of(File);
  }

public:
  Consumer(PluginOptions Options, std::string Output) : Options(std::move(Options)), Output(std::move(Output)) {}

  void HandleTranslationUnit(clang::ASTContext &Context) override {
    clang::DiagnosticsEngine &Engine = Context.getDiagnostics();
    clang::SourceManager &SM = Context.getSourceManager();
    // What does not compile is mended first; -w asks for silence.
    if (Engine.hasErrorOccurred() || Engine.getIgnoreAllWarnings())
      return;
    const std::string Main = placeOf(SM, SM.getLocForStartOfFile(SM.getMainFileID())).File;
    llvm::Expected<std::shared_ptr<const Configuration>> Found = configurationOf(Main);
    if (!Found)
      return fail(Engine, llvm::toString(Found.takeError()));
    const Configuration &Config = **Found;
    if (Config.exempts(Main))
      return;
    AnalysisOptions Analysis;
    Config.apply(Analysis);
    std::optional<IndexFile> Index;
    if (!Options.IndexFile.empty()) {
      llvm::Expected<IndexFile> Read = IndexFile::load(Options.IndexFile);
      if (!Read)
        return fail(Engine, llvm::toString(Read.takeError()));
      Index = std::move(*Read);
      Analysis.Index = Analysis.Later = true;
    }
    UnitResult Result = analyzeUnit(Context, Analysis);
    dropForeign(SM, Main, Config, Result.Findings);
    if (Index) {
      llvm::SmallString<256> Here; // empty where nobody knows
      (void)llvm::sys::fs::current_path(Here);
      applyIndex(
          *Index, Main, targetOf({"-o", Output}, Here), Analysis,
          [&](const std::string &Path) { return dropsFindingsAt(Config, Path); }, Result);
    }
    UnitReport Report;
    Report.Findings = std::move(Result.Findings);
    applySuppressions(Report);
    for (const Finding &F : Report.Findings)
      // Clang 19 does not map what plugins say, so -Werror is asked for.
      warn(Engine, SM, F, Engine.getWarningsAsErrors() || Config.AsErrors[static_cast<unsigned>(F.Id)]);
  }
};

class Action final : public clang::PluginASTAction {
  PluginOptions Options;

protected:
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &Compiler, llvm::StringRef) override {
    const clang::LangOptions &Language = Compiler.getLangOpts();
    const bool Precompiles = Compiler.getFrontendOpts().ProgramAction == clang::frontend::GeneratePCH;
    // Deed reads C, and findings of a header come with the files that include it.
    if (Options.Off || Language.CPlusPlus || Language.ObjC || Precompiles)
      return std::make_unique<clang::ASTConsumer>();
    return std::make_unique<Consumer>(std::move(Options), Compiler.getFrontendOpts().OutputFile);
  }
  bool ParseArgs(const clang::CompilerInstance &Compiler, const std::vector<std::string> &Words) override {
    llvm::SmallString<256> Here;
    (void)llvm::sys::fs::current_path(Here);
    llvm::Expected<PluginOptions> Read = readPluginOptions(Words, Here);
    if (!Read)
      return fail(Compiler.getDiagnostics(), llvm::toString(Read.takeError())), false;
    Options = std::move(*Read);
    return true;
  }
  /// With -Werror no object is written; and what code generation drops is still there.
  ActionType getActionType() override { return AddBeforeMainAction; }
};

/// Asks for the host's version before the registry is touched.
struct Registration {
  Registration() : Add((requireMatchingHost(), "deed"), "ownership of memory in C") {}
  clang::FrontendPluginRegistry::Add<Action> Add;
};
} // namespace

static const Registration Registered;
