//===- engine/Ledger.cpp - every obligation and its verdict ---------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Ledger.h"
#include <algorithm>
#include <tuple>

namespace deed {

std::string_view reasonName(Reason R) {
  switch (R) {
  case Reason::None: return "none";
  case Reason::UnknownCallee: return "unknown-callee";
  case Reason::IndirectCall: return "indirect-call";
  case Reason::Container: return "container";
  case Reason::Stored: return "stored";
  case Reason::Merged: return "merged";
  case Reason::Budget: return "budget";
  }
  return "none";
}

std::string_view verdictName(Verdict V) {
  switch (V) {
  case Verdict::Proved: return "proved";
  case Verdict::Violated: return "violated";
  case Verdict::Unproven: return "unproven";
  }
  return "unproven";
}

void Ledger::append(const Ledger &Other) { Entries.insert(Entries.end(), Other.Entries.begin(), Other.Entries.end()); }

static auto key(const Obligation &O) { return std::tie(O.Place, O.Function, O.What, O.Decision, O.Why, O.Detail); }

void Ledger::sortAndMerge() {
  std::sort(Entries.begin(), Entries.end(), [](const Obligation &A, const Obligation &B) { return key(A) < key(B); });
  Entries.erase(std::unique(Entries.begin(), Entries.end(),
                            [](const Obligation &A, const Obligation &B) { return key(A) == key(B); }),
                Entries.end());
}

unsigned Ledger::count(Verdict V) const {
  return std::count_if(Entries.begin(), Entries.end(), [V](const Obligation &O) { return O.Decision == V; });
}

unsigned Ledger::count(Reason R) const {
  return std::count_if(Entries.begin(), Entries.end(),
                       [R](const Obligation &O) { return O.Decision == Verdict::Unproven && O.Why == R; });
}

} // namespace deed
