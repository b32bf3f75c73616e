//===- engine/Ledger.h - every obligation and its verdict ------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An obligation is one thing the engine must show of one value: that it is
// released or handed on exactly once on every path. What the engine can not
// show is left to the runtime, and the ledger says which and why.
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_LEDGER_H
#define DEED_ENGINE_LEDGER_H

#include "engine/Finding.h"
#include <array>

namespace deed {

enum class Verdict : std::uint8_t { Proved, Violated, Unproven };

/// Why an obligation is unproven. Proved and violated ones have None.
enum class Reason : std::uint8_t {
  None,
  UnknownCallee, ///< passed to a function that nothing is known of
  IndirectCall,  ///< passed through a function pointer
  Container,     ///< stored in an array slot or other memory we fold together
  Stored,        ///< stored in memory that outlives the function, without a contract
  Merged,        ///< paths with different states were folded together
  Budget,        ///< the function exceeded a named budget
};
std::string_view reasonName(Reason R); ///< "unknown-callee"
std::string_view verdictName(Verdict V);

struct Obligation {
  std::string Function;
  std::string What; ///< "result of 'malloc' in 'own_item'"
  SourceRange Place;
  Verdict Decision = Verdict::Proved;
  Reason Why = Reason::None;
  std::string Detail; ///< the callee or the budget by name; may be empty
};

struct Ledger {
  std::vector<Obligation> Entries;

  void append(const Ledger &Other);
  /// Sorts by place and drops doubles (headers seen from several files).
  void sortAndMerge();
  unsigned count(Verdict V) const;
  unsigned count(Reason R) const;
};

} // namespace deed

#endif // DEED_ENGINE_LEDGER_H
