//===- report/Json.cpp - findings as JSON lines ------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines printJson(). The schema is deed-json.schema.json in this folder; a
// change that breaks a reader raises FormatVersion.
//===----------------------------------------------------------------------===//
#include "report/Fingerprint.h"
#include "report/Printer.h"
#include <nlohmann/json.hpp>

namespace deed {

using Json = nlohmann::ordered_json;
static constexpr int FormatVersion = 1;

namespace {
class Writer {
  const RunReport &Report;
  llvm::raw_ostream &Out;

  Json range(const SourceRange &R) const {
    return {{"file", relativeTo(R.File, Report.Root)},
            {"line", R.Line},
            {"column", R.Column},
            {"endLine", R.EndLine},
            {"endColumn", R.EndColumn},
            {"offset", R.Offset},
            {"length", R.Length}};
  }
  Json finding(const Finding &F) const { return finding(F, fingerprint(F)); }
  Json finding(const Finding &F, const std::string &Fingerprint) const {
    Json J = {{"type", "finding"},
              {"rule", ruleLabel(F.Id)},
              {"level", levelName(Report.levelOf(F))},
              {"message", F.Message},
              {"place", range(F.Place)},
              {"function", F.Function},
              {"variable", F.Variable},
              {"help", F.Help},
              {"signature", F.Signature},
              {"fingerprint", Fingerprint}};
    if (Report.Compared)
      J["baselineState"] = "new";
    J["path"] = Json::array();
    for (const PathStep &S : F.Path)
      J["path"].push_back(
          {{"kind", stepName(S.Kind)}, {"message", S.Message}, {"place", range(S.Range)}});
    J["contracts"] = Json::array();
    for (const Related &R : F.Contracts) {
      Json Contract = {{"message", R.Message}};
      if (R.Range.valid())
        Contract["place"] = range(R.Range);
      J["contracts"].push_back(std::move(Contract));
    }
    if (F.Repair) {
      J["fix"] = {{"description", F.Repair->Description}, {"edits", Json::array()}};
      for (const Edit &E : F.Repair->Edits)
        J["fix"]["edits"].push_back({{"place", range(E.Range)}, {"replacement", E.Replacement}});
    }
    return J;
  }
  // A byte that is not UTF-8 (a Latin-1 source) must not lose the line.
  void line(const Json &J) {
    Out << J.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
  }

public:
  Writer(const RunReport &Report, llvm::raw_ostream &Out) : Report(Report), Out(Out) {}

  void run() {
    line({{"type", "run"},
          {"version", FormatVersion},
          {"tool",
           {{"name", "deed"}, {"version", Report.ToolVersion}, {"clang", Report.ClangVersion}}},
          {"root", Report.Root},
          {"profile", Report.Profile}});
    for (const Finding &F : Report.Findings)
      line(finding(F));
    for (const SuppressedFinding &S : Report.Suppressed) {
      Json J = finding(S.Silenced);
      J["suppressed"] = {{"kind", "inSource"}, {"justification", S.Justification}};
      line(J);
    }
    for (const KnownFinding &K : Report.Known) {
      Json J = finding(K.What, K.Fingerprint);
      J["baselineState"] = baselineState(K.As);
      J["fails"] = false;
      if (K.As == KnownAs::Accepted)
        J["suppressed"] = {{"kind", "external"}, {"justification", K.Justification}};
      line(J);
    }
    for (const Problem &P : Report.Problems) {
      Json J = {{"type", "problem"},
                {"kind", problemName(P.Kind)},
                {"file", relativeTo(P.File, Report.Root)},
                {"analysed", !P.fails()},
                {"message", P.Message}};
      if (P.Where.valid())
        J["place"] = range(P.Where);
      line(J);
    }
    line({{"type", "summary"},
          {"files", Report.Files.size()},
          {"notAnalysed", Report.notAnalysed()},
          {"findings", Report.Findings.size()},
          {"suppressed", Report.Suppressed.size()},
          {"known", Report.Known.size()},
          {"exitCode", int(Report.Exit)}});
  }
};
} // namespace

void printJson(const RunReport &Report, llvm::raw_ostream &Out) { Writer(Report, Out).run(); }

} // namespace deed
