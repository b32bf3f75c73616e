//===- cli/Plan.h - which files, and from which database -----------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The first half of `deed check`: from paths and -p to the files that are to be
// analysed and the command of each.
//===----------------------------------------------------------------------===//
#ifndef DEED_CLI_PLAN_H
#define DEED_CLI_PLAN_H

#include "cli/Options.h"
#include "project/CompileDb.h"

namespace deed {

struct Plan {
  std::vector<CompileUnit> Units; ///< sorted by file; all of them exist
  std::vector<Problem> Problems;  ///< files that are listed and can not be analysed
  std::vector<std::string> Files; ///< of Units and Problems, sorted
  std::string Root;               ///< see RunReport::Root
  bool Whole = false;             ///< all files of a database
  std::string Note;               ///< which database was taken, for stderr; may be empty
};

/// The root that the paths of logs are relative to: the repository of the
/// working directory, for that is how code hosts name files; without one, the
/// working directory if files are below it, else the folder of all files.
std::string findRoot(llvm::ArrayRef<std::string> Files, llvm::StringRef WorkingDirectory);

/// The error is misuse: no database, several of them, a path that is not there.
llvm::Expected<Plan> makePlan(const CheckOptions &Options, llvm::StringRef WorkingDirectory);

} // namespace deed

#endif // DEED_CLI_PLAN_H
