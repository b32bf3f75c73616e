//===- cli/ProgramCache.h - functions that earlier runs solved -----*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The second pass solves a function again when its file changed, or what is known
// of its callees: those are what its answer is kept by. So a contract that changes
// in one file has its users analysed again, and nobody else.
//===----------------------------------------------------------------------===//
#ifndef DEED_CLI_PROGRAMCACHE_H
#define DEED_CLI_PROGRAMCACHE_H

#include "project/Cache.h"
#include "project/Program.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"
#include <map>
#include <set>

namespace deed {

class ProgramCache {
public:
  /// \p Keys has one for each unit, which names all that its record depends on; empty:
  /// nothing is kept of it. Both must outlive the cache.
  ProgramCache(const Cache &Store, llvm::ArrayRef<std::string> Keys) : Store(Store), Keys(Keys) {}

  /// Names \p Task with all that its answer depends on; empty if it can not be kept.
  std::string keyOf(const SolveTask &Task) const;
  std::optional<TaskResult> find(const SolveTask &Task, llvm::StringRef Key);
  void learned(const SolveTask &Task, llvm::StringRef Key, const TaskResult &Result);
  /// Writes what is new, of units that are still what they were.
  void keep(llvm::function_ref<bool(std::uint32_t Unit)> Unchanged);

private:
  /// What is known of the tasks whose first function is in one unit.
  struct UnitAnswers {
    struct Answer {
      std::string Bytes;
      bool Used = false;
    };
    llvm::StringMap<Answer> ByKey;
    std::set<std::uint32_t> Members; ///< units of all functions of new answers
    bool Loaded = false;
  };
  UnitAnswers &of(std::uint32_t Unit);
  std::string nameOf(std::uint32_t Unit) const;

  const Cache &Store;
  llvm::ArrayRef<std::string> Keys;
  std::map<std::uint32_t, UnitAnswers> Units;
};

} // namespace deed

#endif // DEED_CLI_PROGRAMCACHE_H
