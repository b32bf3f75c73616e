//===- cli/UnitRunner.cpp - one file through Clang ---------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines UnitRunner: the command line that Clang gets, the action that calls
// analyzeUnit(), and what is kept of the result.
//===----------------------------------------------------------------------===//
#include "cli/UnitRunner.h"
#include "cli/ContractKeys.h"
#include "cli/ErrorCollector.h"
#include "cli/Foreign.h"
#include "cli/Locations.h"
#include "cli/Suppressions.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Frontend/PCHContainerOperations.h"
#include "clang/Lex/LexDiagnostic.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <unistd.h>

namespace deed {

/// The name of a language that is not C; empty for C.
static llvm::StringRef foreignLanguage(const clang::LangOptions &Language) {
  return Language.CUDA        ? "CUDA"
         : Language.HLSL      ? "HLSL"
         : Language.OpenCL    ? "OpenCL"
         : Language.ObjC      ? "Objective-C"
         : Language.CPlusPlus ? "C++"
                              : "";
}

namespace {
class Consumer : public clang::ASTConsumer {
  llvm::function_ref<void(clang::ASTContext &)> Analyse;

public:
  explicit Consumer(llvm::function_ref<void(clang::ASTContext &)> Analyse) : Analyse(Analyse) {}
  void HandleTranslationUnit(clang::ASTContext &Context) override { Analyse(Context); }
};

class Action : public clang::ASTFrontendAction {
  llvm::function_ref<void(clang::ASTContext &)> Analyse;

public:
  explicit Action(llvm::function_ref<void(clang::ASTContext &)> Analyse) : Analyse(Analyse) {}
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &Compiler, llvm::StringRef) override {
    // What stands behind a header that is missing: which functions have errors, see AnalysisOptions::Errors.
    Compiler.getDiagnostics().setSeverity(clang::diag::err_pp_file_not_found, clang::diag::Severity::Error,
                                          clang::SourceLocation());
    return std::make_unique<Consumer>(Analyse);
  }
};

/// Parses, unless the driver has already refused a flag: then the file is tried
/// again without the flag, and this parse would be for nothing.
class Factory : public clang::tooling::FrontendActionFactory {
  const ErrorCollector &Errors;
  llvm::function_ref<void(clang::ASTContext &)> Analyse;

public:
  llvm::StringRef Foreign; ///< the file's language, where that is not C

  Factory(const ErrorCollector &Errors, llvm::function_ref<void(clang::ASTContext &)> Analyse)
      : Errors(Errors), Analyse(Analyse) {}
  std::unique_ptr<clang::FrontendAction> create() override { return std::make_unique<Action>(Analyse); }
  bool runInvocation(std::shared_ptr<clang::CompilerInvocation> Invocation, clang::FileManager *Files,
                     std::shared_ptr<clang::PCHContainerOperations> Containers,
                     clang::DiagnosticConsumer *Diagnostics) override {
    if (!Errors.QuotedByDriver.empty())
      return false;
    // The analysis has never heard of methods: it would crash on them, or find nothing and call the file clean.
    Foreign = foreignLanguage(Invocation->getLangOpts());
    if (!Foreign.empty())
      return false;
    return FrontendActionFactory::runInvocation(std::move(Invocation), Files, std::move(Containers), Diagnostics);
  }
};
} // namespace

/// A question to the driver, which answers on our stdout in place of a compilation, or tells all that it does.
static bool asksDriver(llvm::StringRef Word) {
  return Word == "-v" || Word == "--verbose" || Word == "-###" || Word == "--version" || Word == "--help" ||
         Word == "--help-hidden" || Word.starts_with("-print-") || Word.starts_with("--print-") ||
         Word == "-dumpversion" || Word == "-dumpmachine";
}

/// Leaves out what writes files or asks for more than a parse.
static clang::tooling::CommandLineArguments stripOutputs(const clang::tooling::CommandLineArguments &Arguments,
                                                         llvm::StringRef) {
  clang::tooling::CommandLineArguments Out;
  for (size_t I = 0; I < Arguments.size(); ++I) {
    llvm::StringRef Word = Arguments[I];
    // -Wp,-MMD,file writes dependencies behind the driver's back; plugins are
    // those of another compiler.
    if (Word.starts_with("-Wp,-M") || Word.starts_with("-fplugin") || Word.starts_with("-save-temps") ||
        Word.starts_with("--save-temps") || Word.starts_with("-specs=") || asksDriver(Word))
      continue;
    Out.push_back(Arguments[I]);
  }
  return Out;
}

std::vector<std::string> UnitRunner::commandLine(const CompileUnit &Unit, const std::set<std::string> &Refused) const {
  using namespace clang::tooling;
  std::vector<std::string> Line = Unit.Arguments;
  // arm-none-eabi-gcc compiles for another machine, and says so by its name.
  addTargetAndModeForProgramName(Line, Line.front());
  std::erase_if(Line, [&](const std::string &Word) { return Refused.count(Word) != 0; });
  Line = getClangStripDependencyFileAdjuster()(Line, Unit.File);
  Line = getClangStripOutputAdjuster()(Line, Unit.File);
  Line = stripOutputs(Line, Unit.File);
  if (!Options.ExtraArgsBefore.empty())
    Line = getInsertArgumentAdjuster(Options.ExtraArgsBefore, ArgumentInsertPosition::BEGIN)(Line, Unit.File);
  if (!Options.ExtraArgs.empty())
    Line = getInsertArgumentAdjuster(Options.ExtraArgs, ArgumentInsertPosition::END)(Line, Unit.File);
  Line = getClangSyntaxOnlyAdjuster()(Line, Unit.File);
  // -Wno-everything: also those warnings that Clang makes errors and GCC does
  // not, such as implicit declarations; the AST is complete nevertheless.
  // -ferror-limit=0: Clang must not stop at the 20th malloc(free).
  Line = getInsertArgumentAdjuster(
      {"-w", "-Wno-everything", "-ferror-limit=0", "-fno-spell-checking", "-resource-dir=" DEED_CLANG_RESOURCE_DIR},
      ArgumentInsertPosition::END)(Line, Unit.File);
  // Where fixes are tried, a const that they add must not be lost elsewhere: many
  // projects make that warning an error.
  if (Options.KeepSources) {
    std::erase(Line, "-w");
    Line = getInsertArgumentAdjuster({"-Wno-error", "-Wno-error=incompatible-pointer-types-discards-qualifiers",
                                      "-Wincompatible-pointer-types-discards-qualifiers"},
                                     ArgumentInsertPosition::END)(Line, Unit.File);
  }
  // A fix on trial must not change the type of what is called through a pointer:
  // that compilers refuse, though the analysis does not mind.
  if (!Options.Texts.empty())
    Line = getInsertArgumentAdjuster(CommandLineArguments{"-Werror=incompatible-function-pointer-types"},
                                     ArgumentInsertPosition::END)(Line, Unit.File);
  return Line;
}

/// The files that the unit reads, but for those of the system.
static std::vector<std::string> sourcesOf(const clang::SourceManager &SM) {
  std::set<std::string> Out;
  for (unsigned I = 0; I != SM.local_sloc_entry_size(); ++I) {
    const clang::SrcMgr::SLocEntry &Entry = SM.getLocalSLocEntry(I);
    if (Entry.isFile() && !clang::SrcMgr::isSystem(Entry.getFile().getFileCharacteristic()))
      Out.insert(placeOf(SM, clang::SourceLocation::getFromRawEncoding(Entry.getOffset())).File);
  }
  Out.erase("");
  return {Out.begin(), Out.end()};
}

Problem budgetProblem(const std::string &Function, const std::string &Budget, const SourceRange &Place) {
  return {ProblemKind::Budget, Place.File, Place,
          "'" + Function + "' exceeded the budget of " + Budget + "; what it leaves open counts as unproven"};
}

void UnitRunner::analyse(clang::ASTContext &Context, const UnitSettings &Chosen, std::vector<unsigned> Errors,
                         UnitReport &Report) {
  AnalysisOptions Analysis = Chosen.Analysis;
  Analysis.DumpContracts |= Options.DumpContracts;
  Analysis.Index = Options.Index;
  // Which comments silence something both passes tell.
  Analysis.Later = Options.Later && !hasSuppressions(Context, Chosen);
  Profile *Times = Options.Times ? &Report.Times : nullptr;
  Analysis.Times = Times;
  llvm::sort(Errors);
  Analysis.Errors = std::move(Errors);
  Timer Whole(Times, Phase::Analyse);
  UnitResult Result = analyzeUnit(Context, Analysis);
  Whole.stop();
  const clang::SourceManager &SM = Context.getSourceManager();
  std::string MainFile = placeOf(SM, SM.getLocForStartOfFile(SM.getMainFileID())).File;
  dropForeign(SM, MainFile, *Chosen.Config, Result.Findings);
  Report.Findings = std::move(Result.Findings);
  if (Options.KeepLedger)
    Report.Obligations = std::move(Result.Obligations);
  Report.Functions = Result.Statistics.Functions;
  Report.Skipped = Result.Statistics.Skipped;
  for (const BudgetHit &Hit : Result.Statistics.Budgets)
    Report.Problems.push_back(budgetProblem(Hit.Function, Hit.Budget, Hit.Place));
  for (const ContractMisfit &M : Result.Misfits)
    Report.Problems.push_back({ProblemKind::Configuration, M.Where.File, M.Where, M.Message});
  for (const RuleInfo &R : allRules())
    if (Chosen.Config->AsErrors[static_cast<unsigned>(R.Id)])
      Report.ErrorRules.push_back(static_cast<std::uint32_t>(R.Id));
  Report.Dump = std::move(Result.Dump);
  noteContractKeys(Context, *Chosen.Config, Report);
  if (Options.KeepSources)
    Report.Sources = sourcesOf(SM);
  if (Options.Index)
    Report.Index = pack(std::move(Result.Record));
  // After an error findings may be missing, and what should silence them looks idle.
  const bool Complete = !Context.getDiagnostics().hasErrorOccurred() && Result.Statistics.Budgets.empty();
  Timer Time(Times, Phase::Suppress);
  applySuppressions(Context, Report);
  if (Complete && Chosen.Analysis.OnlyFunction.empty())
    checkSuppressions(Context, Chosen, Report);
}

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> filesOf(const RunnerOptions &Options,
                                                        llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk) {
  if (Options.Base)
    Disk = showBase(std::move(Disk), Options.Base);
  if (Options.Texts.empty())
    return Disk;
  auto Memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  for (const auto &[File, Text] : Options.Texts)
    Memory->addFile(File, 0, llvm::MemoryBuffer::getMemBuffer(Text, File));
  auto Both = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(std::move(Disk));
  Both->pushOverlay(Memory);
  return Both;
}

UnitReport UnitRunner::run(const CompileUnit &Unit, Dependencies *Seen) {
  DependencyLog Log;
  UnitReport Report;
  // As the compiler runs: in the command's folder.
  auto Files = llvm::vfs::createPhysicalFileSystem();
  if (std::error_code Code = Files->setCurrentWorkingDirectory(Unit.Directory)) {
    Report.Problems.push_back(
        {ProblemKind::BadCommand, Unit.File, {}, "cannot enter " + Unit.Directory + ": " + Code.message()});
    return Report;
  }
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> FileSystem(std::move(Files));
  FileSystem = filesOf(Options, std::move(FileSystem));
  if (Seen) {
    FileSystem = Log.watch(std::move(FileSystem));
    (void)FileSystem->exists(Unit.Directory);
  }
  auto Manager = llvm::makeIntrusiveRefCnt<clang::FileManager>(clang::FileSystemOptions(), FileSystem);
  bool Analysed = false;
  std::optional<Timer> Parse;
  Report.Times.Process = ::getpid();
  const ErrorCollector *Errors = nullptr; // of this round
  auto Analyse = [&](clang::ASTContext &Context) {
    Parse.reset();
    analyse(Context, Options.Files->of(Unit.File), Errors->Places, Report);
    Analysed = true;
  };
  // Flags that Clang does not take; each round finds at least one. Not kept for
  // the next file: what a file gives must not depend on its neighbours.
  std::set<std::string> Refused;
  while (true) {
    Parse.emplace(Options.Times ? &Report.Times : nullptr, Phase::Parse);
    ErrorCollector Said;
    Errors = &Said;
    Factory Actions(Said, Analyse);
    clang::tooling::ToolInvocation Invocation(commandLine(Unit, Refused), &Actions, Manager.get(),
                                              std::make_shared<clang::PCHContainerOperations>());
    Invocation.setDiagnosticConsumer(&Said);
    Invocation.run();
    Parse.reset();
    bool Again = false;
    for (const std::string &Word : Analysed ? std::vector<std::string>() : Said.QuotedByDriver)
      if (llvm::StringRef(Word).starts_with("-") && llvm::is_contained(Unit.Arguments, Word) &&
          Refused.insert(Word).second)
        Again = true;
    if (Again)
      continue;
    Report.Warnings = std::move(Said.Warnings);
    if (Said.Count > Said.Errors.size())
      Said.Errors.back().Message += " (and " + std::to_string(Said.Count - Said.Errors.size()) + " more errors)";
    for (const ErrorCollector::Entry &E : Said.Errors)
      Report.Problems.push_back(
          {Analysed ? ProblemKind::ParseError : ProblemKind::BadCommand, Unit.File, E.Where, E.Message});
    if (!Actions.Foreign.empty())
      Report.Problems.push_back({ProblemKind::BadCommand,
                                 Unit.File,
                                 {},
                                 "its compile command says " + Actions.Foreign.str() + "; Deed reads C"});
    else if (!Analysed && Said.Errors.empty())
      Report.Problems.push_back(
          {ProblemKind::BadCommand, Unit.File, {}, "the compile command is no compilation of one C file"});
    break;
  }
  for (const std::string &Word : Unit.Arguments)
    if (Refused.count(Word))
      Report.Problems.push_back(
          {ProblemKind::FlagIgnored, Unit.File, {}, "Clang does not know '" + Word + "'; it was left out"});
  if (Seen)
    *Seen = Log.take();
  return Report;
}

} // namespace deed
