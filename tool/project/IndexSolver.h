//===- project/IndexSolver.h - solves functions from records -------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The part of the whole-program analysis that runs in workers: a task in, its
// findings and summaries out. A pure function of the task and the records.
//===----------------------------------------------------------------------===//
#ifndef DEED_PROJECT_INDEXSOLVER_H
#define DEED_PROJECT_INDEXSOLVER_H

#include "frontend/Analyze.h"
#include "project/Program.h"

namespace deed {

/// What is asked of the files' configurations, by the number of the unit.
struct IndexSettings {
  virtual ~IndexSettings() = default;
  virtual const AnalysisOptions &of(std::uint32_t Unit) const = 0;
  /// Findings at \p Path, which is not the unit's main file, are not wanted.
  virtual bool drops(std::uint32_t Unit, const std::string &Path) const = 0;
};

class IndexSolver {
public:
  /// \p Timed: results tell where the time went.
  IndexSolver(llvm::ArrayRef<ProgramUnit> Units, const IndexSettings &Settings, bool Timed)
      : Units(Units), Settings(Settings), Timed(Timed) {}

  TaskResult solve(const SolveTask &Task) const;

private:
  MemberResult solveOne(const SolveTask &Task, const TaskMember &M, llvm::ArrayRef<MemberResult> Before, bool Report,
                        Profile *Times) const;
  bool isForeign(std::uint32_t Unit, const Finding &F) const;

  llvm::ArrayRef<ProgramUnit> Units;
  const IndexSettings &Settings;
  bool Timed;
};

} // namespace deed

#endif // DEED_PROJECT_INDEXSOLVER_H
