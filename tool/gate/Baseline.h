//===- gate/Baseline.h - findings that were accepted one by one ----*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A baseline is a file of JSON lines: a head with the version, then a line for
// each accepted finding, sorted by fingerprint. Two branches that accept
// something each touch different lines of it.
//===----------------------------------------------------------------------===//
#ifndef DEED_GATE_BASELINE_H
#define DEED_GATE_BASELINE_H

#include "report/Report.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace deed {

inline constexpr unsigned BaselineVersion = 1;
/// The file in the root of the project that is read without being named.
inline constexpr llvm::StringLiteral BaselineName = ".deed-baseline.jsonl";

/// One accepted finding.
struct BaselineEntry {
  std::string Fingerprint; ///< see report/Fingerprint.h
  unsigned Occurrence = 1; ///< 2 for the second of equal findings
  std::string Rule;        ///< "ownership-leak"
  std::string File;        ///< relative to the project's root
  unsigned Line = 0;       ///< when it was accepted; for people, it drifts
  std::string Function, Message;
  std::string Reason; ///< why it was accepted; may be empty
  std::string Date;   ///< "2026-11-21"
};

struct Baseline {
  std::vector<BaselineEntry> Entries;
};

/// Reads \p Text. The error is for the user and begins with \p Name and a line:
/// another version, conflict markers, damage.
llvm::Expected<Baseline> parseBaseline(llvm::StringRef Text, llvm::StringRef Name);
llvm::Expected<Baseline> readBaseline(const std::string &Path, llvm::StringRef Name);

/// The bytes of the file.
std::string printBaseline(Baseline B);

/// What is and what was accepted, one by one.
struct BaselineMatch {
  std::vector<int> EntryOf; ///< for each finding of the report, or -1
  std::vector<size_t> Gone; ///< entries whose finding this run would have seen, and did not
};

/// How far a run saw, and so whether what it did not find is gone.
enum class Reach : std::uint8_t {
  Program,    ///< all files of the project
  FilesAlone, ///< some files, each by itself
  FilesOfOne, ///< some files of a program: what needs the others was not seen
  Change,     ///< the gate: only what it saw go
};

/// Entries of files that were not analysed, and of rules that were not \p Enabled,
/// are never gone.
BaselineMatch matchBaseline(const Baseline &B, const RunReport &Report, const std::bitset<64> &Enabled, Reach Saw);

/// Moves findings that \p B accepts to Report.Known, and adds those that are gone.
void applyBaseline(const Baseline &B, const BaselineMatch &Match, RunReport &Report);

/// The entry for \p F, with the number of its occurrence left at 1.
BaselineEntry entryFor(const Finding &F, const RunReport &Report, llvm::StringRef Reason, llvm::StringRef Date);

/// Numbers equal fingerprints and sorts.
void settle(Baseline &B);

/// Entries of \p Now that \p Before has not: a baseline may only shrink.
std::vector<const BaselineEntry *> grown(const Baseline &Before, const Baseline &Now);

} // namespace deed

#endif // DEED_GATE_BASELINE_H
