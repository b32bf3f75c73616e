//===- project/CompileDb.h - what to analyse, and with which flags -*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds a compile_commands.json, reads it, and says which files of it are to be
// analysed. Clang-free: commands are lists of words here.
//===----------------------------------------------------------------------===//
#ifndef DEED_PROJECT_COMPILEDB_H
#define DEED_PROJECT_COMPILEDB_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <cstdint>
#include <string>
#include <vector>

namespace deed {

/// One C file and how it is compiled.
struct CompileUnit {
  std::string File;                   ///< absolute, without . and ..
  std::string Directory;              ///< absolute; where the command runs
  std::vector<std::string> Arguments; ///< the compiler first
  std::uint64_t Size = 0;             ///< of the file; 0 if it is missing
  bool Missing = false;
};

struct CompileDb {
  std::string Path;               ///< of the JSON file; empty for flags after `--`
  std::vector<CompileUnit> Units; ///< C files, sorted by File; one twice if its flags differ in more than output
  unsigned Others = 0;            ///< entries that are no C
  std::vector<std::pair<std::string, std::string>> Unread; ///< folders below those that were named, and why not
};

/// \p Path, which may be relative to \p Base, absolute and without . and ..;
/// symbolic links are kept.
std::string absolutePath(llvm::StringRef Path, llvm::StringRef Base);

/// All compile_commands.json to be found from the folder \p Start: in it and
/// in its usual build folders, else the same one folder up, and so on to the
/// root of the repository or the file system. One file under two names counts
/// once.
std::vector<std::string> findDatabases(llvm::StringRef Start);

/// Reads \p Path, a compile_commands.json or a folder that has one.
llvm::Expected<CompileDb> loadDatabase(llvm::StringRef Path);

/// Every C file that \p Paths names or that is below a folder of it, compiled
/// with \p Flags in \p Directory. Fails if a path does not exist.
llvm::Expected<CompileDb> fixedDatabase(llvm::ArrayRef<std::string> Paths, llvm::ArrayRef<std::string> Flags,
                                        llvm::StringRef Directory);

struct Selection {
  std::vector<CompileUnit> Units;
  std::vector<std::string> Unknown; ///< files that were named, without an entry
};

/// The entries of \p Db that \p Paths asks for: files, or folders for all below
/// them; all entries if \p Paths is empty. Fails on a path that does not exist
/// and on a folder without an entry.
llvm::Expected<Selection> select(const CompileDb &Db, llvm::ArrayRef<std::string> Paths, llvm::StringRef Base);

/// How to get a compile_commands.json, for CMake, Meson and Make.
std::string howToMakeDatabase();

/// "3 hours", from seconds.
std::string ageInWords(std::int64_t Seconds);

} // namespace deed

#endif // DEED_PROJECT_COMPILEDB_H
