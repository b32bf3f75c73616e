//===- report/LedgerText.h - the ledger for people and programs ----*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Obligations by file and function, with verdict and reason; what became of them
// between two runs.
//===----------------------------------------------------------------------===//
#ifndef DEED_REPORT_LEDGERTEXT_H
#define DEED_REPORT_LEDGERTEXT_H

#include "report/Report.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace deed {

/// A table: a line for each function, below it what is not proved.
void printLedger(const Ledger &Book, const std::string &Root, llvm::raw_ostream &Out);

/// One JSON document of tool/report/deed-ledger.schema.json.
void printLedgerJson(const RunReport &Report, llvm::raw_ostream &Out);

/// Reads what printLedgerJson() wrote; places have paths relative to the root.
/// The error is for the user and names \p Name.
llvm::Expected<Ledger> parseLedger(llvm::StringRef Text, llvm::StringRef Name);

/// What is proved now and was not, and the reverse, by file, function and value.
/// \p Before has relative paths, \p Now absolute ones.
void printTrend(const Ledger &Before, const Ledger &Now, const std::string &Root, llvm::raw_ostream &Out);

} // namespace deed

#endif // DEED_REPORT_LEDGERTEXT_H
