//===- project/UnitReport.h - what the analysis of one file gave ---*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A worker analyses a file in a process of its own; its report travels to the
// driver as bytes.
//===----------------------------------------------------------------------===//
#ifndef DEED_PROJECT_UNITREPORT_H
#define DEED_PROJECT_UNITREPORT_H

#include "engine/Ledger.h"
#include "engine/Profile.h"
#include "report/Report.h"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace deed {

/// A key of the configuration's contracts that is for no function of the unit.
struct UnseenContract {
  Related What;     ///< its place and its name
  std::string Hint; ///< "; did you mean 'map_set'?"; may be empty
};

struct UnitReport {
  std::vector<Finding> Findings;
  std::vector<SuppressedFinding> Suppressed;
  std::vector<Problem> Problems;
  /// Comments that silence nothing in this unit (Variable is the name in the list), and
  /// those that do (Message is the name).
  std::vector<Finding> IdleSuppressions;
  std::vector<Related> UsedSuppressions;
  /// Keys of the configuration's contracts: those the unit declares a function for,
  /// by place and name, and the others.
  std::vector<Related> SeenContracts;
  std::vector<UnseenContract> UnseenContracts;
  /// The project's files that the unit reads, absolute; empty unless asked for.
  std::vector<std::string> Sources;
  /// The compiler's warnings of a const that is lost; empty unless asked for.
  std::vector<Finding> Warnings;
  Ledger Obligations; ///< empty unless asked for
  std::uint32_t Functions = 0, Skipped = 0;
  std::vector<std::uint32_t> ErrorRules; ///< whose findings its configuration makes errors
  std::string Dump;  ///< --dump-flow, --dump-contracts
  Profile Times;     ///< empty unless asked for
  std::string Index; ///< a packed UnitRecord; empty unless asked for
};

std::string serialize(const UnitReport &Report);
/// The report that \p Bytes holds; nothing if they are damaged.
std::optional<UnitReport> deserialize(std::string_view Bytes);

} // namespace deed

#endif // DEED_PROJECT_UNITREPORT_H
