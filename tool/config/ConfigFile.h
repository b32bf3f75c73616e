//===- config/ConfigFile.h - what a .deed.yaml says -----------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One configuration, be it a file, an argument of --config, or several of them
// merged. Each value remembers where it is written. docs/configuration.md has
// the keys; Contracts and Families are those of a model (models/Models.h).
//===----------------------------------------------------------------------===//
#ifndef DEED_CONFIG_CONFIGFILE_H
#define DEED_CONFIG_CONFIGFILE_H

#include "models/Models.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace deed {

/// A value and where it is written; an invalid place has its words in File
/// ("--profile").
template <typename T> struct Setting {
  T Value{};
  SourceRange From;
};
using TextSetting = Setting<std::string>;

struct OptionSetting {
  std::string Rule, Name; ///< the rule without `ownership-`
  TextSetting Value;
};

struct ConfigFile {
  std::string Path; ///< absolute; "--config" for an argument; of merged ones the innermost
  /// The paths and bytes that all this was read from: what names it in the cache.
  std::string Text;
  bool InheritParent = false;
  std::optional<TextSetting> Profile;                ///< names separated by commas
  std::vector<TextSetting> Checks, WarningsAsErrors; ///< globs, in their order
  std::optional<TextSetting> HeaderFilter;
  std::optional<Setting<std::vector<std::string>>> Owned, Mutable, Borrowed;
  /// Globs. Paths are relative to the folder of the file that names them, and absolute here.
  std::vector<TextSetting> ExemptNames, ExemptTypes, ExemptPaths;
  /// Names of shipped models, or absolute paths.
  std::vector<TextSetting> Models;
  std::vector<OptionSetting> Options;
  std::shared_ptr<const ModelSet> Own; ///< of Contracts, Families; null: none
};

/// The largest configuration that is read, in bytes.
constexpr std::size_t MaxConfigSize = 256 * 1024;

/// Reads \p Text, which is the file \p Path (absolute, or a word such as
/// "--config"); relative paths in it are relative to \p Folder. The error is
/// "FILE:LINE:COLUMN: what", where FILE is \p ShownAs.
llvm::Expected<ConfigFile> readConfig(llvm::StringRef Text, llvm::StringRef Path, llvm::StringRef Folder,
                                      llvm::StringRef ShownAs);
/// Reads the file \p Path (absolute). Its error says what is wrong with it, too
/// if it is a folder, too large, or can not be read.
llvm::Expected<ConfigFile> loadConfig(llvm::StringRef Path, llvm::StringRef ShownAs);

/// Takes from \p Prefixes, of one role, each that \p GivenIn gives to a role: a
/// prefix states one, and the file that names it says which.
void dropPrefixes(std::vector<std::string> &Prefixes, const ConfigFile &GivenIn);

/// Lays \p Over on \p Base: what replaces, what adds to it (docs/configuration.md).
void mergeConfig(ConfigFile &Base, const ConfigFile &Over);

/// The keys at the top, and those under `Prefixes` and `Exempt`, in the order of
/// the documentation.
llvm::ArrayRef<llvm::StringRef> configKeys();
llvm::ArrayRef<llvm::StringRef> prefixKeys();
llvm::ArrayRef<llvm::StringRef> exemptKeys();

} // namespace deed

#endif // DEED_CONFIG_CONFIGFILE_H
