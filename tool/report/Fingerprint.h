//===- report/Fingerprint.h - which finding is which ---------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A finding keeps its fingerprint while its function, its rule and the events of
// its path stay: lines drift, files are renamed, comments and layout change. One
// value serves the SARIF log, the JSON lines, GitLab, baselines and the gate.
//===----------------------------------------------------------------------===//
#ifndef DEED_REPORT_FINGERPRINT_H
#define DEED_REPORT_FINGERPRINT_H

#include "engine/Finding.h"
#include <map>
#include <string>

namespace deed {

/// 32 hexadecimal digits. Two equal findings in one function have the same.
std::string fingerprint(const Finding &F);

/// Tells equal fingerprints apart by their order: "…:1", "…:2".
class FingerprintNumbers {
  std::map<std::string, unsigned> Seen;

public:
  std::string next(const std::string &Fingerprint);
};

} // namespace deed

#endif // DEED_REPORT_FINGERPRINT_H
