//===- cli/UnitCache.h - answers of earlier runs -------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What an earlier run said of a file counts again while everything that it depends
// on is the same: the tool, the options, the configuration, the command, and what
// it was told by the disk. So does what it said of a whole program, where that
// holds for all files.
//===----------------------------------------------------------------------===//
#ifndef DEED_CLI_UNITCACHE_H
#define DEED_CLI_UNITCACHE_H

#include "cli/UnitRunner.h"
#include "project/Cache.h"
#include "project/Dependencies.h"

namespace deed {

class UnitCache {
public:
  /// Never knows anything where \p Store is disabled, or where \p Options try texts
  /// that are not on disk. \p Options must outlive it.
  UnitCache(Cache Store, const RunnerOptions &Options);

  bool enabled() const { return Store.enabled(); }
  /// The key of what is known of \p Unit as it is now; empty if it must be analysed.
  /// \p Cost, if given, gets the milliseconds that it took last, if that is known.
  std::string find(const CompileUnit &Unit, std::int64_t *Cost = nullptr);
  std::optional<UnitReport> load(llvm::StringRef Key) const;
  /// Keeps \p Report, which was made from \p Seen. Gives its key, which names all that
  /// it depends on; nothing if it could not be written.
  /// \p Cost: milliseconds.
  std::string keep(const CompileUnit &Unit, const Dependencies &Seen, const UnitReport &Report,
                   std::int64_t Cost) const;

  /// The reports of a program, by the keys of its files; nothing if one is empty.
  std::optional<std::vector<UnitReport>> loadProgram(llvm::ArrayRef<std::string> Keys) const;
  void keepProgram(llvm::ArrayRef<std::string> Keys, const std::vector<UnitReport> &Reports) const;

  const Cache &store() const { return Store; }

private:
  std::string nameOf(const CompileUnit &Unit) const;

  Cache Store;
  const RunnerOptions &Options;
  std::string Base; ///< what all keys begin with
  DiskState Disk;
};

/// As `--cache-dir` and `--no-cache` say.
Cache cacheOf(const CheckOptions &Options);

} // namespace deed

#endif // DEED_CLI_UNITCACHE_H
