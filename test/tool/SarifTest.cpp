//===- tool/SarifTest.cpp - what consumers read in a SARIF log ---------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The schema and real runs are tested in test/sarif; here, single properties.
//===----------------------------------------------------------------------===//
#include "TestReport.h"
#include <nlohmann/json.hpp>
#include <set>

using namespace deed;
using testing::HasSubstr;
using Json = nlohmann::json;

namespace {

class Sarif : public ReportTest {
protected:
  Json log() {
    Json J = Json::parse(printed(Format::Sarif), nullptr, /*allow_exceptions=*/false);
    EXPECT_FALSE(J.is_discarded());
    return J;
  }
  Json run() { return log()["runs"][0]; }
};

TEST_F(Sarif, EmptyLogIsALog) {
  Json J = log();
  EXPECT_EQ(J["version"], "2.1.0");
  EXPECT_EQ(J["runs"].size(), 1u);
  EXPECT_EQ(J["runs"][0]["results"], Json::array());
  EXPECT_EQ(J["runs"][0]["automationDetails"]["id"], "deed/default/");
  EXPECT_EQ(J["runs"][0]["columnKind"], "utf16CodeUnits");
}

TEST_F(Sarif, RulesAreComplete) {
  Json Rules = run()["tool"]["driver"]["rules"];
  ASSERT_EQ(Rules.size(), allRules().size());
  for (const RuleInfo &R : allRules()) {
    Json J = Rules[static_cast<unsigned>(R.Id)];
    EXPECT_EQ(J["id"], ruleLabel(R.Id));
    for (const char *Key : {"shortDescription", "fullDescription", "help"})
      EXPECT_FALSE(J[Key]["text"].get<std::string>().empty()) << J["id"] << Key;
    EXPECT_LE(J["properties"]["tags"].size(), 10u);
    EXPECT_EQ(J["properties"].contains("security-severity"), !R.SecuritySeverity.empty());
    if (!R.SecuritySeverity.empty())
      EXPECT_TRUE(J["properties"]["security-severity"].is_string());
  }
}

TEST_F(Sarif, EveryCweIsInTheTaxonomy) {
  Json Run = run();
  for (const Json &R : Run["tool"]["driver"]["rules"]) {
    unsigned Tags = 0;
    for (const Json &Tag : R["properties"]["tags"])
      Tags += Tag.get<std::string>().starts_with("external/cwe/");
    EXPECT_EQ(R.value("relationships", Json::array()).size(), Tags) << R["id"];
    for (const Json &Relation : R.value("relationships", Json::array()))
      EXPECT_EQ(Run["taxonomies"][0]["taxa"][Relation["target"]["index"].get<unsigned>()]["id"],
                Relation["target"]["id"]);
  }
}

TEST_F(Sarif, ColumnsAreUtf16) {
  std::string A = write("a.c", "/* \xF0\x9F\x98\x80 */ g();\n");
  Report.Findings.push_back(leak(at(A, 1, "g()")));
  Json Place = run()["results"][0]["locations"][0]["physicalLocation"];
  EXPECT_EQ(Place["region"]["startColumn"], 10);
  EXPECT_EQ(Place["region"]["endColumn"], 13);
  EXPECT_EQ(Place["region"]["snippet"]["text"], "g()");
  EXPECT_EQ(Place["artifactLocation"]["uri"], "a.c");
  EXPECT_EQ(Place["artifactLocation"]["uriBaseId"], "SRCROOT");
}

TEST_F(Sarif, OutsideTheRootIsAbsolute) {
  Report.Findings.push_back(leak({"/nowhere/a b.c", 3, 4, 3, 8, 10, 4}));
  Json Place = run()["results"][0]["locations"][0]["physicalLocation"];
  EXPECT_EQ(Place["artifactLocation"]["uri"], "file:///nowhere/a%20b.c");
  EXPECT_FALSE(Place["artifactLocation"].contains("uriBaseId"));
  EXPECT_FALSE(Place.contains("contextRegion"));
}

TEST_F(Sarif, RelatedLocationsAreLinked) {
  std::string A = write("a.c", "x = m();\n\ny();\n");
  Finding F = leak(at(A, 3, "y()"));
  F.Message = "'a[i]' is lost";
  F.Path.push_back({at(A, 1, "m()"), StepKind::Acquire, "'a[i]' acquired here"});
  F.Path.push_back({at(A, 3, "y()"), StepKind::Lose, "lost here"});
  Report.Findings.push_back(F);
  Json R = run()["results"][0];
  EXPECT_EQ(R["message"]["text"], "'a\\[i\\]' is lost. See: ['a\\[i\\]' acquired here](1).");
  ASSERT_EQ(R["relatedLocations"].size(), 1u);
  EXPECT_EQ(R["relatedLocations"][0]["id"], 1);
  EXPECT_EQ(R["codeFlows"][0]["threadFlows"][0]["locations"].size(), 2u);
  EXPECT_EQ(R["codeFlows"][0]["threadFlows"][0]["locations"][1]["executionOrder"], 2);
}

TEST_F(Sarif, FixesHaveDeletedRegions) {
  std::string A = write("a.c", "/* \xC3\xA9 */ g();\n");
  Finding F = leak(at(A, 1, "g()"));
  SourceRange After = at(A, 1, ";");
  After.Length = 0, After.EndColumn = After.Column;
  F.Repair = Fix{"add x", {{After, " x"}}};
  Report.Findings.push_back(F);
  Json Fix = run()["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"][0];
  EXPECT_EQ(Fix["deletedRegion"]["startColumn"], 12);
  EXPECT_EQ(Fix["deletedRegion"]["endColumn"], 12);
  EXPECT_EQ(Fix["insertedContent"]["text"], " x");
}

TEST_F(Sarif, FingerprintsSurviveLineDrift) {
  std::string A = write("a.c", "int a;\ng();\nh();\n");
  Report.Findings = {leak(at(A, 2, "g()")), leak(at(A, 3, "h()"))};
  Json Before = run()["results"];
  write("a.c", "\n\nint a;\n  g();\nh();\n");
  Report.Findings = {leak(at(A, 4, "g()")), leak(at(A, 5, "h()"))};
  Json After = run()["results"];
  for (unsigned I : {0, 1})
    EXPECT_EQ(Before[I]["partialFingerprints"], After[I]["partialFingerprints"]);
  // Two equal findings in one function stay two.
  EXPECT_NE(Before[0]["partialFingerprints"]["deedFinding/v1"],
            Before[1]["partialFingerprints"]["deedFinding/v1"]);
  EXPECT_THAT(Before[0]["partialFingerprints"]["deedFinding/v1"].get<std::string>(),
              HasSubstr(":1"));
}

TEST_F(Sarif, SuppressedCarryTheirReason) {
  std::string A = write("a.c", "g();\n");
  Report.Suppressed.push_back({leak(at(A, 1, "g()")), "lives as long as the program"});
  Json R = run()["results"][0];
  EXPECT_EQ(R["suppressions"][0]["kind"], "inSource");
  EXPECT_EQ(R["suppressions"][0]["justification"], "lives as long as the program");
}

TEST_F(Sarif, FilesNotAnalysedAreNotifications) {
  std::string A = write("a.c", "g();\n"), B = write("b.c", "#include \"x.h\"\n"),
              H = write("x.h", "int\n");
  Report.Problems.push_back({ProblemKind::ParseError, A, at(A, 1, "g"), "bad"});
  Report.Problems.push_back({ProblemKind::ParseError, B, at(H, 1, "int"), "worse"});
  Report.Problems.push_back({ProblemKind::FlagIgnored, B, {}, "Clang does not know '-fx'"});
  Report.Problems.push_back({ProblemKind::Budget, A, at(A, 1, "g"), "too much"});
  EXPECT_EQ(Report.notAnalysed(), 2u);
  Report.Exit = ExitCode::NotAnalysed;
  Json I = run()["invocations"][0];
  EXPECT_EQ(I["exitCode"], 3);
  EXPECT_EQ(I["executionSuccessful"], true); // x.h was analysed
  Json N = I["toolExecutionNotifications"];
  ASSERT_EQ(N.size(), 4u);
  EXPECT_EQ(N[0]["level"], "error");
  EXPECT_EQ(N[0]["locations"][0]["physicalLocation"]["region"]["startLine"], 1);
  EXPECT_EQ(N[1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "b.c");
  EXPECT_EQ(N[1]["message"]["text"], "x.h:1:1: worse");
  EXPECT_EQ(N[2]["level"], "warning");
  EXPECT_EQ(N[3]["level"], "note");
}

TEST_F(Sarif, DamagedUtf8AndLongLines) {
  std::string A = write("a.c", "/* \xE9 */ g(); " + std::string(1 << 20, 'x') + "\n");
  Report.Findings.push_back(leak(at(A, 1, "g()")));
  Json Place = run()["results"][0]["locations"][0]["physicalLocation"];
  EXPECT_EQ(Place["region"]["startColumn"], 9);
  EXPECT_FALSE(Place.contains("contextRegion"));
  EXPECT_LT(printed(Format::Sarif).size(), 1u << 19); // the pages of the rules, not the line
}

TEST_F(Sarif, ArtifactsAreHashed) {
  write("a.c", "int a;\n");
  Json A = run()["artifacts"][0];
  EXPECT_EQ(A["hashes"]["sha-256"], sha256("int a;\n"));
  EXPECT_EQ(A["location"]["uri"], "a.c");
  EXPECT_EQ(A["roles"][0], "analysisTarget");
}

TEST_F(Sarif, ConsumersLimitsAreHeldBySeverity) {
  std::string A = write("a.c", "int a;\n");
  for (int I = 0; I < 25010; ++I) {
    Finding F = leak(at(A, 1, "a"), "p" + std::to_string(I));
    F.Id = I % 5000 == 4999 ? Rule::DoubleFree : Rule::Leak; // the last of them far behind
    Report.Findings.push_back(std::move(F));
  }
  Report.For = SarifConsumer::GitHub;
  Json R = run();
  ASSERT_EQ(R["results"].size(), 25000u);
  unsigned Errors = 0;
  for (const Json &Each : R["results"])
    Errors += Each["level"] == "error";
  EXPECT_EQ(Errors, 5u);
  // What is left keeps its order.
  EXPECT_EQ(R["results"][0]["message"]["text"], "'p0' is not released.");
  Json Told = R["invocations"][0]["toolExecutionNotifications"];
  ASSERT_EQ(Told.size(), 1u);
  EXPECT_THAT(Told[0]["message"]["text"].get<std::string>(), HasSubstr("10 of 25010 results are left out"));
  Json Known = R["tool"]["driver"]["notifications"][Told[0]["descriptor"]["index"].get<unsigned>()];
  EXPECT_EQ(Known["id"], Told[0]["descriptor"]["id"]);
  Report.For = SarifConsumer::Any;
  EXPECT_EQ(run()["results"].size(), 25010u);
}

TEST_F(Sarif, ConsumersLimitOfBytesIsHeld) {
  std::string A = write("a.c", "int a;\n");
  for (int I = 0; I < 120; ++I) { // each with 200 kB that do not compress well
    Finding F = leak(at(A, 1, "a"));
    std::string Noise;
    for (int K = 0; K < 3200; ++K)
      Noise += sha256(std::to_string(I * 10000 + K));
    F.Message = Noise;
    Report.Findings.push_back(std::move(F));
  }
  Report.For = SarifConsumer::GitHub;
  Json R = run();
  EXPECT_LT(R["results"].size(), 120u);
  EXPECT_GT(R["results"].size(), 40u); // as many as there is room for
  EXPECT_EQ(R["invocations"][0]["toolExecutionNotifications"].size(), 1u);
}

TEST_F(Sarif, JsonLinesParse) {
  std::string A = write("a.c", "/* \xE9 */ g();\n");
  Report.Findings.push_back(leak(at(A, 1, "g()")));
  Report.Suppressed.push_back({leak(at(A, 1, "g()")), "why"});
  Report.Problems.push_back({ProblemKind::Crash, A, {}, "boom"});
  llvm::SmallVector<llvm::StringRef> Lines;
  std::string Text = printed(Format::Json);
  llvm::StringRef(Text).rtrim().split(Lines, '\n');
  std::vector<std::string> Types;
  for (llvm::StringRef Line : Lines) {
    Json J = Json::parse(Line.begin(), Line.end(), nullptr, false);
    ASSERT_FALSE(J.is_discarded()) << Line.str();
    Types.push_back(J["type"]);
  }
  EXPECT_THAT(Types, testing::ElementsAre("run", "finding", "finding", "problem", "summary"));
}

} // namespace
