//===- report/Html.h - a report as one page ------------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One HTML file that opens without a server and asks nothing of the network. It
// is made from a SARIF log, so that logs of shards, of yesterday and of other
// tools look the same as what `deed check --format=html` writes.
//===----------------------------------------------------------------------===//
#ifndef DEED_REPORT_HTML_H
#define DEED_REPORT_HTML_H

#include "engine/Ledger.h"
#include "report/Sources.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <nlohmann/json.hpp>

namespace deed {

/// What a page may show beside the log.
struct PageContext {
  /// Where relative names of the log are looked for, in this order.
  std::vector<std::string> Folders;
  const Ledger *Obligations = nullptr; ///< null: no ledger
  std::string Root;                    ///< what the ledger's paths are relative to
};

/// The page for \p Log, a parsed SARIF log of any tool. Source lines come from
/// the files if they are as they were, else from the log's snippets. Never fails:
/// what the log leaves out is left out.
std::string htmlPage(const nlohmann::ordered_json &Log, const PageContext &Context, SourceCache &Sources);

/// Parses \p Text as a SARIF log. The error is for the user and says what
/// \p Name is instead.
llvm::Expected<nlohmann::ordered_json> parseSarif(llvm::StringRef Text, llvm::StringRef Name);

/// report/page.html, embedded at build.
llvm::StringRef pageTemplate();

} // namespace deed

#endif // DEED_REPORT_HTML_H
