//===- fix/KnownReports.h - what units said of texts before ----*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Trials of fixes differ in a few files each, and most units read none of them:
// their analysis would say what it said before.
//===----------------------------------------------------------------------===//
#ifndef DEED_FIX_KNOWNREPORTS_H
#define DEED_FIX_KNOWNREPORTS_H

#include "fix/Fixer.h"
#include <map>
#include <set>

namespace deed {

/// Reports of units, by the texts that they read in place of files on disk.
class KnownReports {
public:
  /// Knows those of \p Task, which are of the files on disk.
  explicit KnownReports(const FixTask &Task);
  /// What the unit number \p I says where \p Shown stands in place of files; null: not known.
  /// With \p Record, a report whose record was forgotten does not count.
  const UnitReport *find(std::size_t I, const FileTexts &Shown, bool Record = false);
  /// \p Report is what it says of them. Old ones are forgotten.
  void keep(std::size_t I, const FileTexts &Shown, const UnitReport &Report);

private:
  struct Entry {
    UnitReport Report;
    std::uint64_t Used;  ///< when it was asked for last
    bool Forgot = false; ///< the record, which is larger than all the rest
  };
  struct Unit {
    std::string MainFile;
    std::set<std::string> Reads; ///< with any texts so far; empty: not known
    std::map<std::uint64_t, Entry> Known;
  };
  std::vector<Unit> Units;
  std::uint64_t Clock = 0;

  std::uint64_t keyOf(const Unit &U, const FileTexts &Shown) const;
};

} // namespace deed

#endif // DEED_FIX_KNOWNREPORTS_H
