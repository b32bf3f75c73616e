//===- config/Configuration.h - what holds for a file ---------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From the .deed.yaml files above a source file, and what the command line says
// on top of them, to the options of its analysis. Files of one folder share one
// Configuration.
//===----------------------------------------------------------------------===//
#ifndef DEED_CONFIG_CONFIGURATION_H
#define DEED_CONFIG_CONFIGURATION_H

#include "config/ConfigFile.h"
#include "frontend/Analyze.h"
#include "llvm/ADT/StringMap.h"
#include <map>

namespace deed {

/// The name that is looked for in each folder.
inline constexpr llvm::StringLiteral ConfigName = ".deed.yaml";

struct Configuration {
  ConfigFile Values;               ///< of all files and the command line, merged
  std::vector<std::string> Files;  ///< that were merged, outermost first
  std::string Profile = "default"; ///< names separated by commas
  std::bitset<64> Enabled;         ///< rules, by position in allRules()
  std::bitset<64> AsErrors;
  std::shared_ptr<const ModelSet> Models; ///< never null
  Conventions Names;
  RuleOptions Options;

  /// Fills in what the analysis needs to know.
  void apply(AnalysisOptions &To) const;
  /// The profile `strict` is among those in force.
  bool isStrict() const;
  /// The place of the pattern that exempts the file \p Path (absolute), or null.
  const TextSetting *exempts(llvm::StringRef Path) const;
};

/// \p Path (absolute) matches \p Glob: `**` stands for anything, `*` and `?` stay
/// within one name; what names a folder matches all below it.
bool pathMatches(llvm::StringRef Glob, llvm::StringRef Path);

class Configurations {
public:
  /// \p CommandLine is laid over what files say. With \p Fixed, which --config or
  /// --config-file gave, no file is looked for. \p WorkingDirectory shortens paths in messages.
  Configurations(ConfigFile CommandLine, std::optional<ConfigFile> Fixed, std::string WorkingDirectory);

  /// What holds for the file \p Path (absolute). The error names the file, line
  /// and column of what is wrong. Not thread-safe.
  llvm::Expected<std::shared_ptr<const Configuration>> of(llvm::StringRef Path);
  /// What holds for files in \p Folder (absolute).
  llvm::Expected<std::shared_ptr<const Configuration>> ofFolder(llvm::StringRef Folder);

private:
  /// The files that hold in \p Folder, merged; null where there is none.
  llvm::Expected<std::shared_ptr<const Configuration>> inFolder(llvm::StringRef Folder);
  llvm::Expected<std::shared_ptr<const Configuration>> resolve(ConfigFile Values, std::vector<std::string> Files);
  llvm::Expected<std::shared_ptr<const ModelSet>> modelsOf(llvm::ArrayRef<TextSetting> Names);

  ConfigFile CommandLine;
  std::optional<ConfigFile> Fixed;
  std::string WorkingDirectory;
  llvm::StringMap<std::shared_ptr<const Configuration>> Known; ///< by folder
  std::map<std::string, std::shared_ptr<const Configuration>> ByFiles;
  std::map<std::vector<std::string>, std::shared_ptr<const ModelSet>> ModelSets;
};

/// \p Values as YAML that reads the same, each value with where it comes from.
std::string dumpConfig(const Configuration &Values, llvm::StringRef WorkingDirectory);

/// The JSON schema of a configuration, for editors: docs/deed.schema.json.
std::string configSchema();

} // namespace deed

#endif // DEED_CONFIG_CONFIGURATION_H
