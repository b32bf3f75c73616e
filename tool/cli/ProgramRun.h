//===- cli/ProgramRun.h - the second pass, over the program --------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// After each file was analysed alone: joins their records, solves in workers what
// the bodies of other files change, and puts that into the files' reports.
//===----------------------------------------------------------------------===//
#ifndef DEED_CLI_PROGRAMRUN_H
#define DEED_CLI_PROGRAMRUN_H

#include "cli/ProgramCache.h"
#include "cli/UnitRunner.h"
#include "project/WorkerPool.h"

namespace deed {

/// Changes \p Reports, one for each of \p Units, to what the whole program says.
/// A function that can not be solved in time keeps what its file alone said, and
/// its file has a problem. What \p Known has is not solved again. \p Tell hears how many
/// groups of functions are solved. Fails only if no worker can be started.
llvm::Error solveProgram(const PoolOptions &Pool, const RunnerOptions &Options, llvm::ArrayRef<CompileUnit> Units,
                         std::vector<UnitReport> &Reports, ProgramCache &Known,
                         llvm::function_ref<void(size_t Done, size_t Of)> Tell);

} // namespace deed

#endif // DEED_CLI_PROGRAMRUN_H
