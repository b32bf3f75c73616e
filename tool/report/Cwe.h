//===- report/Cwe.h - names of the weaknesses that rules find ------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// MITRE's Common Weakness Enumeration, as far as Checks.def names it.
//===----------------------------------------------------------------------===//
#ifndef DEED_REPORT_CWE_H
#define DEED_REPORT_CWE_H

#include "llvm/ADT/StringRef.h"
#include <array>
#include <vector>

namespace deed {

struct Weakness {
  llvm::StringLiteral Id, Name;
};

/// By number; the place in the list is the index in SARIF's taxonomy.
inline constexpr std::array<Weakness, 19> Weaknesses = {{
    {"120", "Buffer Copy without Checking Size of Input ('Classic Buffer Overflow')"},
    {"252", "Unchecked Return Value"},
    {"362", "Concurrent Execution using Shared Resource with Improper Synchronization ('Race Condition')"},
    {"401", "Missing Release of Memory after Effective Lifetime"},
    {"415", "Double Free"},
    {"416", "Use After Free"},
    {"457", "Use of Uninitialized Variable"},
    {"476", "NULL Pointer Dereference"},
    {"562", "Return of Stack Variable Address"},
    {"590", "Free of Memory not on the Heap"},
    {"617", "Reachable Assertion"},
    {"672", "Operation on a Resource after Expiration or Release"},
    {"690", "Unchecked Return Value to NULL Pointer Dereference"},
    {"761", "Free of Pointer not at Start of Buffer"},
    {"762", "Mismatched Memory Management Routines"},
    {"763", "Release of Invalid Pointer or Reference"},
    {"787", "Out-of-bounds Write"},
    {"825", "Expired Pointer Dereference"},
    {"908", "Use of Uninitialized Resource"},
}};

} // namespace deed

#endif // DEED_REPORT_CWE_H
