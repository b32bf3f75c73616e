//===- report/CodeHosts.cpp - findings where a change is reviewed ------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines printGitHub() (workflow commands), printGitLab() (code quality) and
// printRdJson() (reviewdog). Paths are relative to the root of the repository.
//===----------------------------------------------------------------------===//
#include "report/Fingerprint.h"
#include "report/Markdown.h"
#include "report/Printer.h"
#include "llvm/ADT/STLExtras.h"
#include <nlohmann/json.hpp>

namespace deed {

using Json = nlohmann::ordered_json;

static std::string dump(const Json &J, int Indent = -1) {
  return J.dump(Indent, ' ', false, Json::error_handler_t::replace);
}

/// What a message of one piece says: the finding, what it rests on, what to do.
static std::string wholeMessage(const Finding &F) {
  std::string Out = F.Message;
  for (const Related &R : F.Contracts)
    Out += "\n" + R.Message;
  if (!F.Help.empty())
    Out += "\nhelp: " + F.Help;
  return Out;
}

static std::string escaped(llvm::StringRef Text, bool Property) {
  std::string Out;
  for (char C : Text)
    switch (C) {
    case '%': Out += "%25"; break;
    case '\r': Out += "%0D"; break;
    case '\n': Out += "%0A"; break;
    case ':': Out += Property ? "%3A" : ":"; break;
    case ',': Out += Property ? "%2C" : ","; break;
    default: Out += C;
    }
  return Out;
}

static void annotate(llvm::StringRef Level, const std::string &File, const SourceRange &R, llvm::StringRef Title,
                     llvm::StringRef Message, llvm::raw_ostream &Out) {
  Out << "::" << Level << " file=" << escaped(File, true);
  if (R.valid()) {
    Out << ",line=" << R.Line << ",endLine=" << std::max(R.Line, R.EndLine) << ",col=" << R.Column;
    if (R.EndLine == R.Line && R.EndColumn > R.Column)
      Out << ",endColumn=" << R.EndColumn - 1; // GitHub's is the last one, not the one after
  }
  Out << ",title=" << escaped(Title, true) << "::" << escaped(Message, false) << '\n';
}

void printGitHub(const RunReport &Report, llvm::raw_ostream &Out) {
  // A step shows ten annotations of a level: errors come first.
  for (Level L : {Level::Error, Level::Warning, Level::Note})
    for (const Finding &F : Report.Findings)
      if (Report.levelOf(F) == L)
        annotate(L == Level::Note ? "notice" : llvm::StringRef(levelName(L)), relativeTo(F.Place.File, Report.Root),
                 F.Place, ruleLabel(F.Id), wholeMessage(F), Out);
  for (const Problem &P : Report.Problems)
    if (P.severity() != Level::Note)
      annotate(llvm::StringRef(levelName(P.severity())), relativeTo(P.File, Report.Root),
               P.Where.File == P.File ? P.Where : SourceRange(), "deed-" + std::string(problemName(P.Kind)), P.Message,
               Out);
  Out << summaryLine(Report) << '\n';
}

static const char *gitLabSeverity(const RunReport &Report, const Finding &F) {
  switch (Report.levelOf(F)) {
  case Level::Error: return "critical";
  case Level::Warning: return ruleInfo(F.Id).SecuritySeverity.empty() ? "minor" : "major";
  case Level::Note: return "info";
  }
  return "info";
}

void printGitLab(const RunReport &Report, llvm::raw_ostream &Out) {
  Json All = Json::array();
  FingerprintNumbers Numbers;
  for (const Finding &F : Report.Findings) {
    unsigned Line = std::max(F.Place.Line, 1u);
    All.push_back({{"description", F.Message},
                   {"check_name", ruleLabel(F.Id)},
                   {"fingerprint", Numbers.next(fingerprint(F))},
                   {"severity", gitLabSeverity(Report, F)},
                   {"location",
                    {{"path", relativeTo(F.Place.File, Report.Root)},
                     {"lines", {{"begin", Line}, {"end", std::max(Line, F.Place.EndLine)}}}}},
                   {"categories", {"Bug Risk"}},
                   {"content", {{"body", wholeMessage(F)}}}});
  }
  // A file that was not analysed must not look clean.
  for (const Problem &P : Report.Problems)
    if (P.fails()) {
      std::string Path = relativeTo(P.File, Report.Root);
      unsigned Line = P.Where.File == P.File && P.Where.valid() ? P.Where.Line : 1;
      std::string Name = "deed-" + std::string(problemName(P.Kind));
      All.push_back({{"description", "not fully analysed: " + P.Message},
                     {"check_name", Name},
                     {"fingerprint", sha256(Name + '\0' + Path + '\0' + P.Message).substr(0, 32)},
                     {"severity", "blocker"},
                     {"location", {{"path", Path}, {"lines", {{"begin", Line}, {"end", Line}}}}}});
    }
  Out << dump(All, 1) << '\n';
}

namespace {
/// Reviewdog's diagnostic format. Its columns count bytes from 1, as ours do.
class RdJson {
  const RunReport &Report;

  Json range(const SourceRange &R) const {
    return {{"start", {{"line", std::max(R.Line, 1u)}, {"column", std::max(R.Column, 1u)}}},
            {"end", {{"line", std::max({R.EndLine, R.Line, 1u})}, {"column", std::max(R.EndColumn, 1u)}}}};
  }
  Json location(const SourceRange &R) const { return {{"path", relativeTo(R.File, Report.Root)}, {"range", range(R)}}; }
  static const char *severity(Level L) {
    return L == Level::Error ? "ERROR" : L == Level::Warning ? "WARNING" : "INFO";
  }

public:
  explicit RdJson(const RunReport &Report) : Report(Report) {}
  Json diagnostic(const Finding &F) const {
    Json J = {{"message", wholeMessage(F)},
              {"location", location(F.Place)},
              {"severity", severity(Report.levelOf(F))},
              {"code", {{"value", ruleLabel(F.Id)}, {"url", ruleUri(F.Id)}}}};
    // Each suggestion stands alone: a fix of several edits is none.
    if (F.Repair && F.Repair->Edits.size() == 1 && F.Repair->Edits[0].Range.File == F.Place.File)
      J["suggestions"] = {{{"range", range(F.Repair->Edits[0].Range)}, {"text", F.Repair->Edits[0].Replacement}}};
    for (const PathStep &S : F.Path)
      if (S.Range.valid())
        J["related_locations"].push_back({{"message", S.Message}, {"location", location(S.Range)}});
    return J;
  }
  Json problem(const Problem &P) const {
    SourceRange R = P.Where.File == P.File ? P.Where : SourceRange();
    Json Location = {{"path", relativeTo(P.File, Report.Root)}};
    if (R.valid())
      Location = location(R);
    return {{"message", P.Message},
            {"location", std::move(Location)},
            {"severity", severity(P.severity())},
            {"code", {{"value", "deed-" + std::string(problemName(P.Kind))}}}};
  }
};
} // namespace

void printRdJson(const RunReport &Report, llvm::raw_ostream &Out) {
  RdJson Writer(Report);
  Json All = {{"source", {{"name", "deed"}, {"url", homeUri()}}}, {"diagnostics", Json::array()}};
  for (const Finding &F : Report.Findings)
    All["diagnostics"].push_back(Writer.diagnostic(F));
  for (const Problem &P : Report.Problems)
    if (P.fails())
      All["diagnostics"].push_back(Writer.problem(P));
  Out << dump(All, 1) << '\n';
}

} // namespace deed
