//===- cli/Suppressions.cpp - NOLINT comments --------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines applySuppressions() over clang-tidy's NoLintDirectiveHandler, which
// is the one thing that Deed links of libclangTidy.a.
//===----------------------------------------------------------------------===//
#include "cli/Suppressions.h"
#include "clang-tidy/NoLintDirectiveHandler.h"
#include "cli/Locations.h"
#include "frontend/ClangCompat.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Tooling/Core/Diagnostic.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

namespace deed {

namespace {
/// The handler asks about a clang::Diagnostic, and only a DiagnosticsEngine
/// makes those: the finding is sent through the unit's engine to this consumer.
class Asker : public clang::DiagnosticConsumer {
  clang::tidy::NoLintDirectiveHandler Handler;

public:
  std::string Name;
  bool Suppressed = false;
  llvm::SmallVector<clang::tooling::Diagnostic, 2> Errors;

  void HandleDiagnostic(clang::DiagnosticsEngine::Level, const clang::Diagnostic &Info) override {
    // As a warning, whatever the rule's level: clang-tidy takes only those from us.
    Suppressed = Handler.shouldSuppress(clang::DiagnosticsEngine::Warning, Info, Name, Errors,
                                        /*AllowIO=*/true,
                                        /*EnableNoLintBlocks=*/true);
  }
};
} // namespace

/// What stands after the directive in \p Line: "NOLINT(ownership-leak): reason".
static std::string reasonAfter(llvm::StringRef Line, llvm::StringRef Directive) {
  size_t At = 0;
  while ((At = Line.find(Directive, At)) != llvm::StringRef::npos) {
    llvm::StringRef Rest = Line.drop_front(At + Directive.size());
    At += Directive.size();
    if (!Rest.empty() && llvm::isAlpha(Rest.front()))
      continue; // NOLINT of NOLINTNEXTLINE
    if (Rest.starts_with("("))
      Rest = Rest.drop_front(std::min(Rest.find(')'), Rest.size() - 1) + 1);
    Rest = Rest.take_front(Rest.find("*/"));
    return Rest.trim().ltrim(":-, ").trim().str();
  }
  return {};
}

/// The handler does not tell which comment silenced the finding: look where
/// each kind may stand, in the order of the handler.
static std::string justification(const clang::SourceManager &SM, clang::SourceLocation Loc) {
  llvm::StringRef Text = SM.getBufferData(SM.getFileID(Loc));
  unsigned Offset = SM.getFileOffset(Loc);
  size_t Begin =
      Text.rfind('\n', Offset) == llvm::StringRef::npos || Offset == 0 ? 0 : Text.take_front(Offset).rfind('\n') + 1;
  llvm::StringRef Line = Text.drop_front(Begin).take_until([](char C) { return C == '\n'; });
  if (std::string Reason = reasonAfter(Line, "NOLINT"); !Reason.empty() || Line.contains("NOLINT"))
    return Reason;
  llvm::StringRef Before = Text.take_front(Begin).drop_back(Begin ? 1 : 0);
  llvm::StringRef Previous =
      Before.drop_front(Before.rfind('\n') == llvm::StringRef::npos ? 0 : Before.rfind('\n') + 1);
  if (Previous.contains("NOLINTNEXTLINE"))
    return reasonAfter(Previous, "NOLINTNEXTLINE");
  size_t Block = Before.rfind("NOLINTBEGIN");
  if (Block == llvm::StringRef::npos)
    return {};
  return reasonAfter(Before.drop_front(Block).take_until([](char C) { return C == '\n'; }), "NOLINTBEGIN");
}

static void apply(clang::SourceManager &SM, clang::DiagnosticsEngine &Engine, UnitReport &Report) {
  if (Report.Findings.empty())
    return;
  clang::DiagnosticConsumer *Before = Engine.getClient();
  std::unique_ptr<clang::DiagnosticConsumer> Owned = Engine.takeClient();
  Asker Consumer;
  Engine.setClient(&Consumer, /*ShouldOwnClient=*/false);
  // After a fatal error, such as a missing header, the engine passes nothing on.
  Engine.Reset(/*soft=*/true);
  // An error: -w silences warnings before they come to the consumer.
  unsigned Id = Engine.getCustomDiagID(clang::DiagnosticsEngine::Error, "%0");
  std::vector<Finding> Kept;
  for (Finding &F : Report.Findings) {
    clang::SourceLocation Loc = locate(SM, F.Place);
    Consumer.Suppressed = false;
    if (Loc.isValid()) {
      Consumer.Name = ruleLabel(F.Id);
      Engine.Report(Loc, Id) << F.Message;
    }
    if (Consumer.Suppressed) {
      std::string Reason = justification(SM, Loc);
      Report.Suppressed.push_back({std::move(F), std::move(Reason)});
    } else {
      Kept.push_back(std::move(F));
    }
  }
  Report.Findings = std::move(Kept);
  for (const clang::tooling::Diagnostic &D : Consumer.Errors) {
    Problem P{ProblemKind::Suppression, D.Message.FilePath, {}, D.Message.Message};
    if (!llvm::is_contained(Report.Problems, P))
      Report.Problems.push_back(std::move(P));
  }
  Engine.setClient(Owned ? Owned.release() : Before, /*ShouldOwnClient=*/false);
}

void applySuppressions(clang::ASTContext &Context, UnitReport &Report) {
  apply(Context.getSourceManager(), Context.getDiagnostics(), Report);
}

void applySuppressions(UnitReport &Report, llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk) {
  clang::FileManager Files(clang::FileSystemOptions{}, std::move(Disk));
  PlainDiagnostics Diagnostics;
  clang::DiagnosticsEngine &Engine = Diagnostics.Engine;
  clang::SourceManager SM(Engine, Files);
  for (const Finding &F : Report.Findings)
    if (auto File = Files.getOptionalFileRef(F.Place.File))
      SM.getOrCreateFileID(*File, clang::SrcMgr::C_User);
  clang::IgnoringDiagConsumer Nobody;
  Engine.setClient(&Nobody, /*ShouldOwnClient=*/false);
  apply(SM, Engine, Report);
}
} // namespace deed
