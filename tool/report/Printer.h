//===- report/Printer.h - one printer for each format --------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A printer turns a RunReport into bytes. The same report gives the same bytes.
//===----------------------------------------------------------------------===//
#ifndef DEED_REPORT_PRINTER_H
#define DEED_REPORT_PRINTER_H

#include "report/Report.h"
#include "report/Sources.h"
#include "report/Terminal.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include <optional>

namespace deed {

enum class Format : std::uint8_t {
  Text,
  Short,
  Json,
  Sarif,
  GitHub,
  GitLab,
  JUnit,
  Checkstyle,
  RdJson,
  Html
};
std::optional<Format> parseFormat(llvm::StringRef Name);
llvm::StringRef formatName(Format F);
/// "text, short, json, ...", for messages.
std::string formatNames();

/// Prints \p Report to \p Out. \p Colours are for text and short only.
void print(Format F, const RunReport &Report, SourceCache &Sources, const Paint &Colours,
           llvm::raw_ostream &Out);

/// As rustc prints: the place to act, the path that leads there, the patch.
void printText(const RunReport &Report, SourceCache &Sources, const Paint &Colours, llvm::raw_ostream &Out);
/// As gcc prints: one line for each finding.
void printShort(const RunReport &Report, const Paint &Colours, llvm::raw_ostream &Out);
/// JSON lines of tool/report/deed-json.schema.json.
void printJson(const RunReport &Report, llvm::raw_ostream &Out);
/// A SARIF 2.1.0 log with one run.
void printSarif(const RunReport &Report, SourceCache &Sources, llvm::raw_ostream &Out);
/// The property of a SARIF log's run that holds RunReport::Part.
inline constexpr const char *PartProperty = "deed/shard";
/// Workflow commands: annotations at the lines of a pull request.
void printGitHub(const RunReport &Report, llvm::raw_ostream &Out);
/// A code quality report of GitLab.
void printGitLab(const RunReport &Report, llvm::raw_ostream &Out);
void printJUnit(const RunReport &Report, llvm::raw_ostream &Out);
void printCheckstyle(const RunReport &Report, llvm::raw_ostream &Out);
/// Reviewdog's rdjson.
void printRdJson(const RunReport &Report, llvm::raw_ostream &Out);
/// One page; see Html.h.
void printHtml(const RunReport &Report, SourceCache &Sources, llvm::raw_ostream &Out);
/// Obligations by verdict and reason, findings by rule: --statistics.
void printStatistics(const RunReport &Report, llvm::raw_ostream &Out);

/// "12 findings (3 errors) in 84 files, 2 files not analysed".
std::string summaryLine(const RunReport &Report);

/// Writes \p Bytes to \p Path through a temporary file beside it, so that a
/// reader sees the old log or the new one and never half of it. "-" is stdout.
llvm::Error writeOutput(llvm::StringRef Path, llvm::StringRef Bytes);

} // namespace deed

#endif // DEED_REPORT_PRINTER_H
