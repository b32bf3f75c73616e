//===- project/Git.h - asking git ----------------------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs the git command in one working tree. Only commands that change nothing;
// a user's settings (colours, prefixes, external diffs) do not reach the output.
//===----------------------------------------------------------------------===//
#ifndef DEED_PROJECT_GIT_H
#define DEED_PROJECT_GIT_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace deed {

class Git {
public:
  /// The working tree that \p Folder is in. The error is for the user: no git,
  /// no repository, or what git says (a repository of another user).
  static llvm::Expected<Git> open(llvm::StringRef Folder);

  /// What git prints; the error has its first line on stderr.
  llvm::Expected<std::string> run(llvm::ArrayRef<std::string> Words, llvm::StringRef Input = "") const;
  /// As run(), without line ends; empty if git fails.
  std::string ask(llvm::ArrayRef<std::string> Words) const;

  const std::string &root() const { return Root; } ///< absolute, without symbolic links

  /// The same git in the submodule at \p Path below the root.
  Git submodule(llvm::StringRef Path) const;

private:
  Git(std::string Program, std::string Root) : Program(std::move(Program)), Root(std::move(Root)) {}
  std::string Program, Root;
  bool Submodule = false; ///< what the environment says of a repository is not of this one
};

} // namespace deed

#endif // DEED_PROJECT_GIT_H
