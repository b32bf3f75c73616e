//===- fix/Fixer.h - fixes that hold ------------------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Chooses among the fixes of a report those that mend: each is tried on texts in
// memory, and kept only if what it was for is gone and nothing else has come.
// Nothing is written here.
//===----------------------------------------------------------------------===//
#ifndef DEED_FIX_FIXER_H
#define DEED_FIX_FIXER_H

#include "fix/Edits.h"
#include "project/UnitReport.h"
#include "llvm/Support/Error.h"
#include <functional>

namespace deed {

struct FixTask {
  std::vector<std::string> UnitFiles; ///< the main file of each unit, absolute
  /// Of each unit by itself, as the files are on disk; with its record, where Program is there.
  std::vector<UnitReport> Reports;
  std::vector<UnitReport> Program;                           ///< of each unit among the others; empty: not asked for
  std::vector<Finding> Wanted;                               ///< those that may be fixed
  bool InBrokenUnits = false;                                ///< --fix-errors
  std::vector<std::string> Prefixes{"own_", "mut_", "ref_"}; ///< that a renaming may add or change
  /// Analyses the units of these indices with the given texts in place of the
  /// files on disk.
  std::function<llvm::Expected<std::vector<UnitReport>>(const std::vector<size_t> &, const FileTexts &)> Analyse;
  /// Joins all units, given what each says by itself of the texts, with its record;
  /// asked only where Program is there.
  std::function<llvm::Expected<std::vector<UnitReport>>(std::vector<UnitReport>, const FileTexts &)> AnalyseProgram;
  /// Why a file is not to be changed; empty: it may be.
  std::function<std::string(const std::string &File, const std::string &Text)> Refuse;
  /// The bytes of a file.
  std::function<llvm::Expected<std::string>(const std::string &)> Read;
};

struct FixOutcome {
  FileTexts Old, New;              ///< of the files that change
  std::vector<Finding> First;      ///< fixes that hold, as edits of the files on disk
  unsigned Fixed = 0;              ///< also those that were found on the way
  unsigned Dropped = 0;            ///< left their finding, or brought another
  std::vector<std::string> Notes;  ///< for the user: files left alone, edits that meet
  std::vector<UnitReport> Reports; ///< of each unit, with the fixes
};

/// Fails only if a worker can not be started.
llvm::Expected<FixOutcome> chooseFixes(FixTask Task);

} // namespace deed

#endif // DEED_FIX_FIXER_H
