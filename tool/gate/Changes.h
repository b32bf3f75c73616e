//===- gate/Changes.h - what changed since a commit ----------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The difference between a commit and the working tree: files with their old
// contents, renames, lines. Submodules are followed.
//===----------------------------------------------------------------------===//
#ifndef DEED_GATE_CHANGES_H
#define DEED_GATE_CHANGES_H

#include "project/Git.h"
#include <map>
#include <optional>
#include <vector>

namespace deed {

/// Lines [OldFirst, OldFirst + OldCount) became [NewFirst, NewFirst + NewCount).
/// Where a count is 0, the first is the line before, as in a diff.
struct Hunk {
  unsigned OldFirst = 0, OldCount = 0, NewFirst = 0, NewCount = 0;
};

struct FileChange {
  std::string Path;                   ///< now, absolute; empty: deleted
  std::string OldPath;                ///< in the base, absolute; empty: added
  std::optional<std::string> OldText; ///< nothing if added
  std::vector<Hunk> Hunks;            ///< white space apart; none for a pure rename

  bool deleted() const { return Path.empty(); }
  bool added() const { return OldPath.empty(); }
  /// The line now of old line \p Line; 0 if it changed.
  unsigned lineNow(unsigned Line) const;
  /// Whether a line of [First, Last] changed, or one between them went.
  bool touches(unsigned First, unsigned Last) const;
};

struct ChangeSet {
  std::string Base;               ///< the commit, in full
  std::string Root;               ///< of the working tree, without symbolic links
  std::vector<FileChange> Files;  ///< sorted by path
  bool Dirty = false;             ///< some of it is not committed
  std::vector<std::string> Notes; ///< what could not be followed, for people

  /// The change of the file that is now \p Path; null if it did not change.
  const FileChange *find(const std::string &Path) const;
};

/// The best common ancestor of \p Ref and HEAD. The error says what to do: no
/// such commit, no common history, a shallow clone.
llvm::Expected<std::string> mergeBase(const Git &Repository, const std::string &Ref);

/// Everything between \p Base and the working tree, untracked files included.
llvm::Expected<ChangeSet> changesSince(const Git &Repository, const std::string &Base);

} // namespace deed

#endif // DEED_GATE_CHANGES_H
