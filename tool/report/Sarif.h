//===- report/Sarif.h - the parts of a SARIF log -------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A log is made of a tool description, which depends on the rules alone
// (SarifTool.cpp), and of results (SarifResults.cpp). Private to tool/report.
//===----------------------------------------------------------------------===//
#ifndef DEED_REPORT_SARIF_H
#define DEED_REPORT_SARIF_H

#include "report/Fingerprint.h"
#include "report/Report.h"
#include "report/Sources.h"
#include <map>
#include <nlohmann/json.hpp>

namespace deed::sarif {

using Json = nlohmann::ordered_json;

/// The whole log. Holds the limits of the consumer that Report.For names.
Json log(const RunReport &Report, SourceCache &Sources);
/// run.tool: driver with all rules, Clang as extension.
Json tool(const RunReport &Report);
/// run.taxonomies: CWE.
Json taxonomies();
/// The index of \p K among driver.notifications.
unsigned notificationIndex(ProblemKind K);
std::string notificationId(ProblemKind K);
/// The notification that results were left out.
std::string leftOutId();
unsigned leftOutIndex();

/// Makes results and collects the files that they name.
class ResultWriter {
public:
  ResultWriter(const RunReport &Report, SourceCache &Sources) : Report(Report), Sources(Sources) {}

  Json result(const Finding &F) { return result(F, fingerprint(F)); }
  Json known(const KnownFinding &K);
  Json suppressed(const SuppressedFinding &S);
  Json notification(const Problem &P);
  /// run.artifacts; complete once all results are made.
  Json artifacts();
  /// Gives \p File an entry in run.artifacts.
  void mention(const std::string &File) { artifactIndex(File); }

private:
  Json artifactLocation(const std::string &File);
  unsigned artifactIndex(const std::string &File);
  Json region(const SourceRange &R, bool Snippet);
  Json contextRegion(const SourceRange &R);
  /// The lines around \p R come with the primary place alone: on every step of
  /// every path they make a log several times as large.
  Json physicalLocation(const SourceRange &R, bool WithContext);
  Json codeFlow(const Finding &F);
  Json fix(const Fix &Repair);
  Json fingerprints(const Finding &F, const std::string &Own);
  Json result(const Finding &F, const std::string &Own);
  unsigned utf16(const SourceRange &R, unsigned Line, unsigned Column);

  const RunReport &Report;
  SourceCache &Sources;
  std::map<std::string, unsigned> Index;
  std::vector<std::string> Files;
  FingerprintNumbers Numbers;
};

} // namespace deed::sarif

#endif // DEED_REPORT_SARIF_H
