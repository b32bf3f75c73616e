//===- report/SarifReader.h - reading logs of any tool -------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// SARIF leaves almost everything out that it may: members are asked for, never
// taken for granted. Private to tool/report.
//===----------------------------------------------------------------------===//
#ifndef DEED_REPORT_SARIFREADER_H
#define DEED_REPORT_SARIFREADER_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace deed::sarif {

using Json = nlohmann::ordered_json;

/// The member \p Key; null if \p J is no object or has none.
const Json &member(const Json &J, const char *Key);
/// The element \p Index; null if there is none.
const Json &element(const Json &J, std::int64_t Index);
std::string text(const Json &J, const char *Key, const char *Else = "");
std::int64_t number(const Json &J, const char *Key, std::int64_t Else);

struct Artifact {
  std::string Path;     ///< to show: relative to its base
  std::string Absolute; ///< of a file that is there; empty if none is found
};
/// The file of an artifactLocation of \p Run.
Artifact artifact(const Json &Run, const Json &Location, llvm::ArrayRef<std::string> Folders);

/// The text of a message, with its arguments in their places and without links.
std::string message(const Json &Run, const Json &Rule, const Json &Message);

/// The rule of a result; null if the log does not describe it.
const Json &ruleOf(const Json &Run, const Json &Result);
/// Its name, also where the log does not describe it.
std::string ruleId(const Json &Run, const Json &Result);

/// "error", "warning" or "note"; nothing for results that are no findings.
std::optional<std::string> levelOf(const Json &Rule, const Json &Result);

} // namespace deed::sarif

#endif // DEED_REPORT_SARIFREADER_H
