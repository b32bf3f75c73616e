//===- project/Dependencies.h - what an analysis saw of the disk ---*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a file's analysis asked of the disk and what it was told: the bytes that it
// read, what it looked for and did not find, what it found and did not read. As
// long as the answers are the same, so is the analysis, and no preprocessor need
// run to know.
//===----------------------------------------------------------------------===//
#ifndef DEED_PROJECT_DEPENDENCIES_H
#define DEED_PROJECT_DEPENDENCIES_H

#include "engine/Archive.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace deed {

/// A path that was asked for.
struct PathSeen {
  enum class Is : std::uint8_t { Absent, File, Folder };
  std::string Path; ///< absolute
  Is Kind = Is::Absent;
  std::string Content;    ///< of a file: keyOf() its bytes; of a folder that was listed: of its names; empty: not read
  std::uint32_t Same = 0; ///< of a file: the number of the first path in the list that is the same file
};

/// Sorted by path.
using Dependencies = std::vector<PathSeen>;

template <typename A> void members(A &Ar, PathSeen &P) {
  auto &[Path, Kind, Content, Same] = P;
  archive::all(Ar, Path, Kind, Content, Same);
}

/// Gathers what is asked of a file system.
class DependencyLog {
public:
  DependencyLog();
  ~DependencyLog();
  /// \p Below, with each question and answer written down here. The log must outlive it.
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> watch(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Below);
  /// What was written down. A file that changed while it was read is noted so that it
  /// never counts as unchanged.
  Dependencies take() const;
  struct Impl;

private:
  std::unique_ptr<Impl> Log;
};

/// Asks a file system whether files are as they were; each path once.
class DiskState {
public:
  explicit DiskState(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk) : Disk(std::move(Disk)) {}
  bool unchanged(const Dependencies &Seen);

private:
  struct Now {
    PathSeen::Is Kind = PathSeen::Is::Absent;
    std::pair<std::uint64_t, std::uint64_t> File; ///< device and number
    std::string Content;                          ///< empty: not read yet
  };
  Now &look(const std::string &Path);
  const std::string &contentOf(const std::string &Path, Now &At);

  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk;
  llvm::StringMap<Now> Known;
};

} // namespace deed

#endif // DEED_PROJECT_DEPENDENCIES_H
