//===- report/SarifLog.cpp - a SARIF 2.1.0 log -------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines printSarif(): one run, whatever was found. A log without results is
// written too; it is what closes old alerts. No times and no user or machine
// names, so that the same input gives the same bytes.
//===----------------------------------------------------------------------===//
#include "report/Html.h"
#include "report/Printer.h"
#include "report/Sarif.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Compression.h"
#include <algorithm>

namespace deed {

namespace sarif {

/// What GitHub takes of a run: so many results, so many bytes once compressed.
static constexpr size_t MostResults = 25000, MostBytes = 10 << 20;

/// Whether the consumer wants to see it. GitHub and Azure show what a log has,
/// whatever the log says of suppressions.
static bool wanted(const RunReport &Report, KnownAs As) {
  return Report.For == SarifConsumer::Any || As == KnownAs::Old || As == KnownAs::Outside;
}

static int rank(const Json &Result) {
  const std::string &Level = Result["level"].get_ref<const std::string &>();
  return Level == "error" ? 0 : Level == "warning" ? 1 : 2;
}

/// The \p Most most severe of \p Results, in the order that they have.
static Json mostSevere(const Json &Results, size_t Most) {
  std::vector<size_t> Order(Results.size());
  for (size_t I = 0; I < Order.size(); ++I)
    Order[I] = I;
  llvm::stable_sort(Order, [&](size_t A, size_t B) { return rank(Results[A]) < rank(Results[B]); });
  Order.resize(std::min(Most, Order.size()));
  llvm::sort(Order);
  Json Out = Json::array();
  for (size_t I : Order)
    Out.push_back(Results[I]);
  return Out;
}

/// A source that is not UTF-8 is quoted with replacement characters.
static std::string dump(const Json &Log) {
  return Log.dump(1, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace) + "\n";
}

/// What is uploaded is compressed. Without zlib the bytes themselves count.
static size_t uploadSize(const std::string &Text) {
  if (Text.size() <= MostBytes || !llvm::compression::zlib::isAvailable())
    return Text.size();
  llvm::SmallVector<std::uint8_t, 0> Packed;
  llvm::compression::zlib::compress(llvm::arrayRefFromStringRef(Text), Packed);
  return Packed.size();
}

static Json leftOut(size_t Kept, size_t All) {
  return {{"descriptor", {{"id", leftOutId()}, {"index", leftOutIndex()}}},
          {"level", "warning"},
          {"message",
           {{"text", std::to_string(All - Kept) + " of " + std::to_string(All) +
                         " results are left out, the least severe first: the reader of this log takes no more than " +
                         std::to_string(MostResults) + " results and 10 MB."}}}};
}

/// Takes results off until the reader takes the log.
static void fit(Json &Log) {
  Json &Run = Log["runs"][0];
  const Json All = Run["results"];
  size_t Kept = std::min(All.size(), MostResults);
  for (bool Again = true; Again;) {
    if (Kept < All.size()) {
      Run["results"] = mostSevere(All, Kept);
      Json &Told = Run["invocations"][0]["toolExecutionNotifications"];
      if (!Told.empty() && Told.back()["descriptor"]["id"] == leftOutId())
        Told.erase(Told.size() - 1);
      Told.push_back(leftOut(Kept, All.size()));
    }
    size_t Size = uploadSize(dump(Log));
    Again = Size > MostBytes && Kept > 1;
    if (Again) // a little below the size that would just do
      Kept = std::clamp<size_t>(Kept * 0.95 * MostBytes / Size, 1, Kept - 1);
  }
}

Json log(const RunReport &Report, SourceCache &Sources) {
  ResultWriter Writer(Report, Sources);
  for (const std::string &File : Report.Files) // first, in their order: the index says little else
    Writer.mention(File);
  Json Results = Json::array();
  for (const Finding &F : Report.Findings)
    Results.push_back(Writer.result(F));
  if (Report.For == SarifConsumer::Any)
    for (const SuppressedFinding &S : Report.Suppressed)
      Results.push_back(Writer.suppressed(S));
  for (const KnownFinding &K : Report.Known)
    if (wanted(Report, K.As))
      Results.push_back(Writer.known(K));

  // Not successful means: the log is worth nothing. Single files that were not
  // analysed are notifications; GitHub drops the whole log otherwise.
  bool Nothing = !Report.Files.empty() && Report.notAnalysed() == Report.Files.size() && Report.Functions == 0 &&
                 Report.Skipped == 0;
  Json Invocation = {{"executionSuccessful", Report.Exit != ExitCode::Internal && !Nothing},
                     {"exitCode", static_cast<int>(Report.Exit)},
                     {"exitCodeDescription", describe(Report.Exit)},
                     {"toolExecutionNotifications", Json::array()}};
  for (const Problem &P : Report.Problems)
    Invocation["toolExecutionNotifications"].push_back(Writer.notification(P));

  Json Run;
  Run["tool"] = tool(Report);
  Run["automationDetails"] = {{"id", Report.PipelineId.empty() ? "deed/" + Report.Profile + "/" : Report.PipelineId}};
  for (const auto &[Key, Value] : Report.PipelineProperties)
    Run["automationDetails"]["properties"][Key] = Value;
  Run["invocations"] = Json::array({std::move(Invocation)});
  std::string Root = Report.Root == "/" ? "/" : Report.Root + "/";
  Run["originalUriBaseIds"] = {
      {"SRCROOT",
       {{"uri", "file://" + uriEncode(Root)}, {"description", {{"text", "The root of the analysed sources."}}}}}};
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
  Run["taxonomies"] = taxonomies();
  Run["results"] = std::move(Results);
  if (!Report.Part.empty())
    Run["properties"] = {{PartProperty, Report.Part}};
  Json Log = {{"$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
                          "sarif-schema-2.1.0.json"},
              {"version", "2.1.0"},
              {"runs", Json::array({std::move(Run)})}};
  if (Report.For != SarifConsumer::Any && Report.Part.empty())
    fit(Log);
  return Log;
}

} // namespace sarif

void printSarif(const RunReport &Report, SourceCache &Sources, llvm::raw_ostream &Out) {
  Out << sarif::dump(sarif::log(Report, Sources));
}

void printHtml(const RunReport &Report, SourceCache &Sources, llvm::raw_ostream &Out) {
  RunReport Whole = Report; // a page has no limits of a consumer
  Whole.For = SarifConsumer::Any;
  Whole.Part.clear();
  PageContext Context;
  Context.Folders = {Report.Root, Report.WorkingDirectory};
  Context.Root = Report.Root;
  Context.Obligations = Report.Obligations.Entries.empty() ? nullptr : &Report.Obligations;
  Out << htmlPage(sarif::log(Whole, Sources), Context, Sources);
}

} // namespace deed
