//===- report/SarifTool.cpp - the tool and its rules in a SARIF log ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines tool() and taxonomies(): what consumers show of a rule whether or not
// it has results. Nothing here depends on the analysed program.
//===----------------------------------------------------------------------===//
#include "engine/Profiles.h"
#include "report/Cwe.h"
#include "report/Markdown.h"
#include "report/Sarif.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include <array>

namespace deed::sarif {

static llvm::StringRef ref(std::string_view Text) { return {Text.data(), Text.size()}; }

/// "use-after-free" as "UseAfterFree".
static std::string pascal(llvm::StringRef Name) {
  std::string Out;
  bool Up = true;
  for (char C : Name) {
    if (C != '-')
      Out += Up ? llvm::toUpper(C) : C;
    Up = C == '-';
  }
  return Out;
}

static std::string sentence(llvm::StringRef Text) {
  std::string Out = Text.str();
  if (!Out.empty())
    Out[0] = llvm::toUpper(Out[0]);
  if (!Out.empty() && Out.back() != '.')
    Out += '.';
  return Out;
}

static llvm::SmallVector<llvm::StringRef> cwes(const RuleInfo &R) {
  llvm::SmallVector<llvm::StringRef> Out;
  ref(R.Cwes).split(Out, ',', -1, /*KeepEmpty=*/false);
  return Out;
}

static int weaknessIndex(llvm::StringRef Id) {
  for (const auto &[I, W] : llvm::enumerate(Weaknesses))
    if (W.Id == Id)
      return I;
  return -1;
}

/// How sure a finding of the group is, in CodeQL's words, by which GitHub sorts.
static const char *precision(RuleGroup G) {
  switch (G) {
  case RuleGroup::Paths:
  case RuleGroup::Contexts:
    return "high";
  case RuleGroup::Comments:
  case RuleGroup::Declarations:
    return "very-high";
  }
  return "high";
}

static const char *problemSeverity(Level L) {
  switch (L) {
  case Level::Error:
    return "error";
  case Level::Warning:
    return "warning";
  case Level::Note:
    return "recommendation";
  }
  return "warning";
}

static Json rule(const RuleInfo &R) {
  llvm::StringRef Page = rulePage(ref(R.Name));
  std::string Title = sentence(ref(R.Title));
  std::string Full = firstParagraph(Page, "What it finds"),
              Why = firstParagraph(Page, "Why it matters");
  if (!Why.empty())
    Full += (Full.empty() ? "" : " ") + Why;
  Json J = {{"id", ruleLabel(R.Id)}, {"name", pascal(ref(R.Name))}};
  J["shortDescription"] = {{"text", Title}};
  J["fullDescription"] = {{"text", Full.empty() ? Title : Full}};
  // The whole page: it has a bad and a good example.
  J["help"] = {{"text", Page.empty() ? Title : renderMarkdown(Page, /*Colour=*/false)},
               {"markdown", Page.empty() ? Title : Page.str()}};
  J["helpUri"] = ruleUri(R.Id);
  J["messageStrings"] = {{"default", {{"text", "{0}."}}}};
  J["defaultConfiguration"] = {{"level", levelName(R.DefaultLevel)}, {"enabled", isOnIn(R, "default")}};
  Json Tags = {R.SecuritySeverity.empty() ? "maintainability" : "security", "correctness", "memory",
               "ownership"};
  for (llvm::StringRef Id : cwes(R)) {
    Tags.push_back(("external/cwe/cwe-" + Id).str());
    if (int Index = weaknessIndex(Id); Index >= 0)
      J["relationships"].push_back({{"target",
                                     {{"id", Id.str()},
                                      {"index", Index},
                                      {"toolComponent", {{"name", "CWE"}, {"index", 0}}}}},
                                    {"kinds", {"superset"}}});
  }
  J["properties"] = {{"number", "DEED" + std::to_string(R.Number)},
                     {"precision", precision(R.Group)},
                     {"problem.severity", problemSeverity(R.DefaultLevel)}};
  if (!R.SecuritySeverity.empty()) // a string: GitHub refuses the file if it is a number
    J["properties"]["security-severity"] = R.SecuritySeverity;
  J["properties"]["tags"] = std::move(Tags);
  return J;
}

static constexpr std::array<std::pair<ProblemKind, llvm::StringLiteral>, 10> Notifications = {{
    {ProblemKind::ParseError,
     "Clang reported an error; the file was analysed as far as it could be parsed."},
    {ProblemKind::BadCommand, "Clang could not make sense of the file's compile command."},
    {ProblemKind::Missing, "The compile database lists a file that does not exist, or a folder can not be read."},
    {ProblemKind::NotInDatabase, "The file is not in the compile database."},
    {ProblemKind::Crash, "The analysis of the file crashed."},
    {ProblemKind::TimeOut, "The analysis of the file took too long."},
    {ProblemKind::FlagIgnored, "A compiler flag that Clang does not know was left out."},
    {ProblemKind::Suppression, "A suppression comment has no counterpart."},
    {ProblemKind::Uncovered, "A changed file is not in the compile database; the gate did not check it."},
    {ProblemKind::Budget, "A function exceeded a budget; what it leaves open is unproven."},
}};

unsigned notificationIndex(ProblemKind K) {
  for (const auto &[I, Each] : llvm::enumerate(Notifications))
    if (Each.first == K)
      return I;
  return 0;
}

std::string notificationId(ProblemKind K) { return "deed-" + std::string(problemName(K)); }

std::string leftOutId() { return "deed-results-left-out"; }
unsigned leftOutIndex() { return Notifications.size(); }

Json tool(const RunReport &Report) {
  Json Driver = {{"name", "Deed"},
                 {"fullName", "Deed " + Report.ToolVersion + ", ownership linter for C"},
                 {"organization", "The Deed Project"},
                 {"version", Report.ToolVersion},
                 {"semanticVersion", Report.ToolVersion},
                 {"informationUri", homeUri()},
                 {"language", "en-US"}};
  Driver["rules"] = Json::array();
  for (const RuleInfo &R : allRules())
    Driver["rules"].push_back(rule(R));
  Driver["notifications"] = Json::array();
  auto Notify = [&](const std::string &Id, llvm::StringRef Name, llvm::StringRef Text) {
    Driver["notifications"].push_back({{"id", Id},
                                       {"name", pascal(Name)},
                                       {"shortDescription", {{"text", Text.str()}}},
                                       {"fullDescription", {{"text", Text.str()}}},
                                       {"help", {{"text", Text.str()}}}});
  };
  for (const auto &[Kind, Text] : Notifications)
    Notify(notificationId(Kind), ref(problemName(Kind)), Text);
  Notify(leftOutId(), "results-left-out", "Results were left out: the reader of the log takes no more.");
  Driver["supportedTaxonomies"] = {{{"name", "CWE"}, {"index", 0}}};
  Json Clang = {{"name", "Clang"},
                {"version", Report.ClangVersion},
                {"organization", "The LLVM Project"},
                {"informationUri", "https://clang.llvm.org/"}};
  return {{"driver", std::move(Driver)}, {"extensions", {std::move(Clang)}}};
}

Json taxonomies() {
  Json Taxa = Json::array();
  for (const Weakness &W : Weaknesses)
    Taxa.push_back(
        {{"id", W.Id.str()},
         {"name", W.Name.str()},
         {"shortDescription", {{"text", W.Name.str() + "."}}},
         {"helpUri", ("https://cwe.mitre.org/data/definitions/" + W.Id + ".html").str()}});
  Json Cwe = {{"name", "CWE"},
              {"version", "4.15"},
              {"organization", "MITRE"},
              {"shortDescription", {{"text", "The MITRE Common Weakness Enumeration."}}},
              {"informationUri", "https://cwe.mitre.org/"},
              {"isComprehensive", false},
              {"taxa", std::move(Taxa)}};
  return Json::array({std::move(Cwe)});
}

} // namespace deed::sarif
