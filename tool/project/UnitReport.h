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

struct UnitReport {
  std::vector<Finding> Findings;
  std::vector<SuppressedFinding> Suppressed;
  std::vector<Problem> Problems;
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
