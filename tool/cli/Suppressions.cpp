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
#include "project/CheckList.h"
#include "project/NolintComments.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Tooling/Core/Diagnostic.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Regex.h"
#include <map>
#include <set>

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
namespace {
/// The comments of one file, and what each of them does in this unit.
class CommentJudge {
public:
  CommentJudge(const Configuration &Config, UnitReport &Report) : Config(Config), Report(Report) {}
  void judge(llvm::StringRef Text, const std::string &File);

private:
  const Configuration &Config;
  UnitReport &Report;

  Finding finding(const NolintComment &C, const std::string &Name, const std::string &Message) const;
  void judgeName(const NolintComment &C, const std::vector<NolintComment> &All, const std::string &Name);
  void judgeEnd(const NolintComment &C);
  bool isDecided(llvm::StringRef Name) const;
};
} // namespace

Finding CommentJudge::finding(const NolintComment &C, const std::string &Name, const std::string &Message) const {
  Finding F;
  F.Id = Rule::Suppression;
  F.Place = C.Place;
  F.Variable = Name;
  F.Message = Message;
  F.Signature = "|suppression|" + Name;
  return F;
}

/// Takes \p Name out of the directive, and the directive away with its last name.
static void addRemoval(Fix &Repair, const NolintComment &C, const std::string &Name) {
  if (C.Names.size() == 1)
    Repair.Edits.push_back({C.Whole, ""});
  else
    Repair.Edits.push_back({C.Place, withoutName(C, Name)});
}

/// All rules that \p Name stands for were asked for: what it does not silence is not there.
bool CommentJudge::isDecided(llvm::StringRef Name) const {
  for (const TextSetting &Each : Config.Values.Checks)
    if (Each.From.File == "--checks" && Name.contains('*'))
      return false; // some rules were left out of this run
  if (Name.contains('*'))
    return true;
  Name.consume_front("ownership-");
  std::optional<Rule> R = findRule(std::string_view(Name));
  return R && Config.Enabled[static_cast<unsigned>(*R)];
}

void CommentJudge::judgeName(const NolintComment &C, const std::vector<NolintComment> &All, const std::string &Name) {
  if (llvm::Expected<CheckList> Known = parseChecks(Name, {}); !Known) {
    llvm::consumeError(Known.takeError());
    const std::string Near = nearestCheck(Name);
    Finding F = finding(C, Name, "'" + Name + "' is the name of no rule, and silences nothing");
    F.Help = Near.empty() ? "see deed list rules" : "did you mean '" + Near + "'?";
    Report.Findings.push_back(std::move(F));
    return;
  }
  auto Silences = [&](const SuppressedFinding &S) {
    return S.Silenced.Place.File == C.Place.File && matchesGlob(Name, ruleLabel(S.Silenced.Id)) &&
           C.covers(S.Silenced.Place.Line, ruleLabel(S.Silenced.Id), All);
  };
  if (llvm::any_of(Report.Suppressed, Silences)) {
    Report.UsedSuppressions.push_back({C.Place, Name});
    return;
  }
  if (!isDecided(Name))
    return;
  Finding F = finding(C, Name, "'" + Name + "' silences nothing here");
  F.Help = "remove it";
  F.Repair.emplace();
  F.Repair->Description = "remove what silences nothing";
  addRemoval(*F.Repair, C, Name);
  if (C.Partner)
    addRemoval(*F.Repair, All[*C.Partner], Name);
  Report.IdleSuppressions.push_back(std::move(F));
}

/// What nothing begins, ends nothing. (A plain NOLINTEND may be for other tools.)
void CommentJudge::judgeEnd(const NolintComment &C) {
  const auto Ours =
      llvm::find_if(C.Names, [](const std::string &Name) { return llvm::StringRef(Name).starts_with("ownership-"); });
  if (C.Partner || Ours == C.Names.end())
    return;
  Finding F = finding(C, *Ours, "no NOLINTBEGIN with the same list is open here");
  F.Help = "remove it, or write the NOLINTBEGIN";
  Report.Findings.push_back(std::move(F));
}

void CommentJudge::judge(llvm::StringRef Text, const std::string &File) {
  const std::vector<NolintComment> All = nolintComments(Text, File);
  const bool WantsReason = Config.Options.get("suppression", "Reason") == "required";
  for (const NolintComment &C : All) {
    if (C.Kind == NolintKind::End) {
      judgeEnd(C);
      continue;
    }
    bool Ours = llvm::any_of(Report.Suppressed, [&](const SuppressedFinding &S) {
      return S.Silenced.Place.File == File && C.covers(S.Silenced.Place.Line, ruleLabel(S.Silenced.Id), All);
    });
    for (const std::string &Name : std::set<std::string>(C.Names.begin(), C.Names.end()))
      if (llvm::StringRef(Name).starts_with("ownership-")) {
        judgeName(C, All, Name);
        Ours = true;
      }
    if (!WantsReason || !Ours || !C.Reason.empty())
      continue;
    Finding F = finding(C, "reason", "this comment does not say why it silences a rule");
    F.Help = "write the reason behind it, as in 'NOLINT(ownership-leak): lives until the program ends'";
    Report.Findings.push_back(std::move(F));
  }
}

void checkSuppressions(const clang::ASTContext &Context, const UnitSettings &Chosen, UnitReport &Report) {
  const Configuration &Config = *Chosen.Config;
  if (!Config.Enabled[static_cast<unsigned>(Rule::Suppression)])
    return;
  const clang::SourceManager &SM = Context.getSourceManager();
  const std::string MainFile = placeOf(SM, SM.getLocForStartOfFile(SM.getMainFileID())).File;
  const std::optional<TextSetting> &Filter = Config.Values.HeaderFilter;
  llvm::Regex Headers(Filter ? Filter->Value : "");
  std::map<std::string, llvm::StringRef> Files;
  for (unsigned I = 0; I != SM.local_sloc_entry_size(); ++I) {
    const clang::SrcMgr::SLocEntry &Entry = SM.getLocalSLocEntry(I);
    if (!Entry.isFile() || clang::SrcMgr::isSystem(Entry.getFile().getFileCharacteristic()))
      continue;
    auto Loc = clang::SourceLocation::getFromRawEncoding(Entry.getOffset());
    std::string File = placeOf(SM, Loc).File;
    if (File.empty() ||
        (File != MainFile && ((Filter && !Filter->Value.empty() && !Headers.match(File)) || Config.exempts(File))))
      continue;
    Files.try_emplace(File, SM.getBufferData(SM.getFileID(Loc)));
  }
  CommentJudge Judge(Config, Report);
  for (const auto &[File, Text] : Files)
    Judge.judge(Text, File);
}

bool hasSuppressions(const clang::ASTContext &Context, const UnitSettings &Chosen) {
  if (!Chosen.Config->Enabled[static_cast<unsigned>(Rule::Suppression)])
    return false;
  const clang::SourceManager &SM = Context.getSourceManager();
  for (unsigned I = 0; I != SM.local_sloc_entry_size(); ++I) {
    const clang::SrcMgr::SLocEntry &Entry = SM.getLocalSLocEntry(I);
    if (!Entry.isFile() || clang::SrcMgr::isSystem(Entry.getFile().getFileCharacteristic()))
      continue;
    const auto Loc = clang::SourceLocation::getFromRawEncoding(Entry.getOffset());
    if (SM.getBufferData(SM.getFileID(Loc)).contains("NOLINT"))
      return true;
  }
  return false;
}

void keepUsed(const std::vector<SuppressedFinding> &Later, UnitReport &Report) {
  llvm::erase_if(Report.IdleSuppressions, [&](const Finding &Idle) {
    return llvm::any_of(Later, [&](const SuppressedFinding &S) {
      return S.Silenced.Place.File == Idle.Place.File && matchesGlob(Idle.Variable, ruleLabel(S.Silenced.Id));
    });
  });
}

void joinSuppressions(llvm::ArrayRef<UnitReport> Units, bool Whole, RunReport &Out) {
  std::set<std::pair<SourceRange, std::string>> Used;
  for (const UnitReport &Unit : Units)
    for (const Related &Each : Unit.UsedSuppressions)
      Used.insert({Each.Range, Each.Message});
  for (const UnitReport &Unit : Units)
    for (const Finding &F : Unit.IdleSuppressions)
      if (!Used.count({F.Place, F.Variable}) &&
          (Whole || std::binary_search(Out.Files.begin(), Out.Files.end(), F.Place.File)))
        Out.Findings.push_back(F);
}

} // namespace deed
