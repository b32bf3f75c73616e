//===- report/Report.h - what a run of Deed has to say -------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The data that every printer reads: findings, files that could not be
// analysed, the ledger. The driver (tool/cli) fills it; a printer changes
// nothing in it. Nothing here knows Clang.
//===----------------------------------------------------------------------===//
#ifndef DEED_REPORT_REPORT_H
#define DEED_REPORT_REPORT_H

#include "engine/Finding.h"
#include "engine/Ledger.h"
#include <bitset>
#include <map>
#include <string>
#include <vector>

namespace deed {

/// The exit codes of every subcommand; the same table stands in --help.
enum class ExitCode : int {
  Clean = 0,
  Findings = 1,
  Misuse = 2,
  NotAnalysed = 3,
  Internal = 4,
};
/// "some files could not be analysed".
std::string_view describe(ExitCode Code);

enum class ProblemKind : std::uint8_t {
  ParseError,    ///< Clang reported an error; analysed as far as its AST goes
  BadCommand,    ///< Clang could not make sense of the compile command
  Missing,       ///< listed in the database, but there is no such file; or a folder that can not be read
  NotInDatabase, ///< asked for, but there are no flags for it
  Crash,         ///< the worker that analysed it died
  TimeOut,       ///< it took longer than --timeout
  FlagIgnored,   ///< a compiler flag that Clang does not know was left out
  Suppression,   ///< a NOLINTBEGIN without an end, or the reverse
  Uncovered,     ///< changed, but not in the database: the gate can not check it
  Configuration, ///< a contract of the configuration fits no declaration
  Budget,        ///< a function exceeded a budget; the ledger has what is left open
};
std::string_view problemName(ProblemKind K); ///< "parse-error"

/// Something that went wrong with a file and is no finding.
struct Problem {
  ProblemKind Kind = ProblemKind::ParseError;
  std::string File;  ///< absolute path of the file that was to be analysed
  SourceRange Where; ///< Clang's place, maybe in a header; may be invalid
  std::string Message;

  /// The file counts as not analysed.
  bool fails() const { return severity() == Level::Error; }
  Level severity() const;
  friend bool operator==(const Problem &, const Problem &) = default;
};

/// A finding that a NOLINT comment silences.
struct SuppressedFinding {
  Finding Silenced;
  std::string Justification; ///< the text after the directive; may be empty
};

/// Why a finding does not fail the run.
enum class KnownAs : std::uint8_t {
  Accepted, ///< the baseline has it
  Old,      ///< the base that the gate compares with has it
  Outside,  ///< it is new, but outside the gate's scope
  Gone,     ///< the baseline or the base has it, and it is not there any more
};

/// A finding that is not new, or does not count.
struct KnownFinding {
  Finding What;
  KnownAs As = KnownAs::Old;
  std::string Justification; ///< of the baseline's entry; may be empty
  std::string Fingerprint;   ///< see Fingerprint.h; what is Gone has no signature
};

/// Which version of which repository was analysed; what is not known is empty.
struct Revision {
  std::string Uri;    ///< of the remote, without user and password
  std::string Commit; ///< 40 hexadecimal digits
  std::string Branch;
};

/// Who reads a SARIF log, as far as logs differ.
enum class SarifConsumer : std::uint8_t { Any, GitHub, Azure };

struct RunReport {
  std::vector<Finding> Findings; ///< sorted and merged
  std::vector<SuppressedFinding> Suppressed;
  std::vector<KnownFinding> Known; ///< what a baseline or the gate's base takes off Findings
  bool Compared = false;           ///< there is a baseline or a base: Findings are new
  std::vector<Problem> Problems;   ///< in the order of the files
  Ledger Obligations;            ///< filled only where it is asked for
  unsigned Functions = 0;        ///< solved
  unsigned Skipped = 0;          ///< bodies with nothing to own

  std::vector<std::string> Files; ///< every file that was to be analysed, sorted
  std::string Root;               ///< absolute; what the paths of logs are relative to
  std::string WorkingDirectory;   ///< absolute; what the paths of text are relative to
  Revision Repository;
  std::string Profile = "default";
  std::string ToolVersion, ClangVersion;
  /// Rules whose findings in a file are errors: WarningsAsErrors of its configuration.
  std::map<std::string, std::bitset<64>> AsErrors;
  ExitCode Exit = ExitCode::Clean;
  SarifConsumer For = SarifConsumer::Any;
  /// What the pipeline is called, for Azure: automationDetails.id and its properties.
  std::string PipelineId;
  std::vector<std::pair<std::string, std::string>> PipelineProperties;
  /// Of a shard: what deed merge needs of it, for the SARIF log; else empty.
  std::string Part;

  unsigned notAnalysed() const; ///< files with a problem that fails
  Level levelOf(const Finding &F) const;
  unsigned count(KnownAs As) const; ///< of Known
};

std::string_view levelName(Level L);   ///< "warning"
std::string ruleLabel(Rule R);         ///< "ownership-leak"
std::string_view stepName(StepKind K); ///< "acquire"
/// SARIF's word: "new", "unchanged", "absent".
std::string_view baselineState(KnownAs As);

} // namespace deed

#endif // DEED_REPORT_REPORT_H
