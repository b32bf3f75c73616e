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
#include <map>

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
  std::vector<bool> neverReturning(const SolveTask &Task) const;
  /// Solves member \p M with what \p Members do so far; those of \p Never end the program. \p With, what it was solved with before, and is solved with now:
  /// where that is the same, so is its result.
  void solveOne(const SolveTask &Task, size_t M, const std::vector<bool> &Never, std::vector<MemberResult> &Members,
                std::string *With, Profile *Times) const;
  /// What the file alone shows of a function that it left to the program: where a cycle begins.
  const std::string &alone(std::uint32_t Unit, std::uint32_t Function) const;
  void solveAlone(std::uint32_t Unit, std::uint32_t Function) const;
  bool isForeign(std::uint32_t Unit, const Finding &F) const;

  llvm::ArrayRef<ProgramUnit> Units;
  const IndexSettings &Settings;
  bool Timed;
  mutable std::map<std::pair<std::uint32_t, std::uint32_t>, std::string> Alone; ///< of alone()
};

} // namespace deed

#endif // DEED_PROJECT_INDEXSOLVER_H
