//===- project/Cache.h - bytes by key, on disk ---------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A folder of entries, each in a file of its own that is written beside its place
// and moved into it: a reader sees all of an entry or nothing, whatever other runs
// do and wherever they are killed. An entry that is not whole is a miss. What can
// not be written is not kept, and the answer does not change.
//===----------------------------------------------------------------------===//
#ifndef DEED_PROJECT_CACHE_H
#define DEED_PROJECT_CACHE_H

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>

namespace deed {

/// The name of some bytes: 128 bits of XXH3 as 32 hexadecimal digits.
std::string keyOf(llvm::StringRef Bytes);

/// \p Bytes with their hash, compressed where that helps.
std::string seal(llvm::StringRef Bytes);
/// The bytes that seal() got; nothing if \p Sealed is not whole.
std::optional<std::string> unseal(llvm::StringRef Sealed);

class Cache {
public:
  /// Without a folder: always a miss.
  Cache() = default;
  /// \p Folder (absolute) is made when the first entry is written.
  explicit Cache(std::string Folder) : Folder(std::move(Folder)) {}

  bool enabled() const { return !Folder.empty(); }
  const std::string &folder() const { return Folder; }
  /// What was put under \p Key, which keyOf() gave; nothing if that is not there, or damaged.
  std::optional<std::string> get(llvm::StringRef Key) const;
  /// False if it could not be written.
  bool put(llvm::StringRef Key, llvm::StringRef Bytes) const;
  /// Removes entries that nobody asked for in two weeks, and the oldest of more
  /// than 4 GiB; looks at most once a day, and touches nothing but entries.
  void prune() const;

private:
  std::string pathOf(llvm::StringRef Key) const;
  std::string Folder;
};

/// `$XDG_CACHE_HOME/deed` or `~/.cache/deed`; empty if there is neither.
std::string defaultCacheFolder();

/// Names this build of the executable: another build's answers are another's.
std::string buildId();

} // namespace deed

#endif // DEED_PROJECT_CACHE_H
