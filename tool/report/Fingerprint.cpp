//===- report/Fingerprint.cpp - which finding is which -----------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines fingerprint().
//===----------------------------------------------------------------------===//
#include "report/Fingerprint.h"
#include "report/Report.h"
#include "report/Sources.h"

namespace deed {

std::string fingerprint(const Finding &F) {
  return sha256(ruleLabel(F.Id) + '\0' + F.Function + '\0' + F.Signature).substr(0, 32);
}

std::string FingerprintNumbers::next(const std::string &Fingerprint) {
  unsigned Number = ++Seen[Fingerprint];
  return Fingerprint + ":" + std::to_string(Number);
}

} // namespace deed
