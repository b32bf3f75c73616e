//===- report/SarifLog.cpp - a SARIF 2.1.0 log -------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines printSarif(): one run, whatever was found. A log without results is
// written too; it is what closes old alerts. No times and no user or machine
// names, so that the same input gives the same bytes.
//===----------------------------------------------------------------------===//
#include "report/Printer.h"
#include "report/Sarif.h"

namespace deed {

using sarif::Json;

void printSarif(const RunReport &Report, SourceCache &Sources, llvm::raw_ostream &Out) {
  sarif::ResultWriter Writer(Report, Sources);
  for (const std::string &File : Report.Files) // first, in their order: the index says little else
    Writer.mention(File);
  Json Results = Json::array();
  for (const Finding &F : Report.Findings)
    Results.push_back(Writer.result(F));
  for (const SuppressedFinding &S : Report.Suppressed)
    Results.push_back(Writer.suppressed(S));
  for (const KnownFinding &K : Report.Known)
    Results.push_back(Writer.known(K));

  // Not successful means: the log is worth nothing. Single files that were not
  // analysed are notifications; GitHub drops the whole log otherwise.
  bool Nothing = !Report.Files.empty() && Report.notAnalysed() == Report.Files.size() &&
                 Report.Functions == 0 && Report.Skipped == 0;
  Json Invocation = {{"executionSuccessful", Report.Exit != ExitCode::Internal && !Nothing},
                     {"exitCode", static_cast<int>(Report.Exit)},
                     {"exitCodeDescription", describe(Report.Exit)},
                     {"toolExecutionNotifications", Json::array()}};
  for (const Problem &P : Report.Problems)
    Invocation["toolExecutionNotifications"].push_back(Writer.notification(P));

  Json Run;
  Run["tool"] = sarif::tool(Report);
  Run["automationDetails"] = {{"id", "deed/" + Report.Profile + "/"}};
  Run["invocations"] = Json::array({std::move(Invocation)});
  std::string Root = Report.Root == "/" ? "/" : Report.Root + "/";
  Run["originalUriBaseIds"] = {
      {"SRCROOT",
       {{"uri", "file://" + uriEncode(Root)},
        {"description", {{"text", "The root of the analysed sources."}}}}}};
  // Without a remote there is no URI to name the repository by.
  if (!Report.Repository.Uri.empty()) {
    Json Control = {{"repositoryUri", Report.Repository.Uri}};
    if (!Report.Repository.Commit.empty())
      Control["revisionId"] = Report.Repository.Commit;
    if (!Report.Repository.Branch.empty())
      Control["branch"] = Report.Repository.Branch;
    Control["mappedTo"] = {{"uriBaseId", "SRCROOT"}};
    Run["versionControlProvenance"] = Json::array({std::move(Control)});
  }
  Run["columnKind"] = "utf16CodeUnits";
  Run["language"] = "en-US";
  Run["defaultSourceLanguage"] = "c";
  Run["defaultEncoding"] = "utf-8";
  Run["artifacts"] = Writer.artifacts();
  Run["taxonomies"] = sarif::taxonomies();
  Run["results"] = std::move(Results);
  Json Log = {{"$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
                          "sarif-schema-2.1.0.json"},
              {"version", "2.1.0"},
              {"runs", Json::array({std::move(Run)})}};
  // A source that is not UTF-8 is quoted with replacement characters.
  Out << Log.dump(1, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace) << '\n';
}

} // namespace deed
