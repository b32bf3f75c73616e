//===- cli/Shard.h - a run in parts --------------------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Several machines share the files of a run. Each leaves in its SARIF log what it
// found, as it found it; deed merge goes on from there as if one machine had done
// all, so that the result is the same to the byte in every format.
//===----------------------------------------------------------------------===//
#ifndef DEED_CLI_SHARD_H
#define DEED_CLI_SHARD_H

#include "cli/Run.h"

namespace deed {

/// A file of a shard and what was found of it.
struct ShardUnit {
  std::uint32_t Number = 0; ///< among the units of the whole run
  CompileUnit Unit;
  std::string Key; ///< see FilePass::Keys
  std::string Report;
};

/// Analyses the shard that \p Options name, and leaves only that in \p Todo. Gives the
/// reports of its files; the shard's data goes to Out.Report.Part.
llvm::Expected<std::vector<UnitReport>> analyseShard(const CheckOptions &Options, Run &Out, Plan &Todo);

/// What the log \p Name says of how its run was called: words for parseCheckOptions().
llvm::Expected<std::vector<std::string>> wordsOfShards(llvm::ArrayRef<std::string> Parts);
/// As prepare(), from the shards in Options.Parts, which must be all of one run.
std::optional<ExitCode> prepareMerge(const CheckOptions &Options, Run &Out, Plan &Todo, std::vector<ShardUnit> &Parts);
/// Their reports, and the second pass over all of them if there is one.
llvm::Expected<std::vector<UnitReport>> joinShards(const CheckOptions &Options, const RunnerOptions &Runner,
                                                   llvm::ArrayRef<CompileUnit> Units, std::vector<ShardUnit> Parts);

} // namespace deed

#endif // DEED_CLI_SHARD_H
