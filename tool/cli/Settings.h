//===- cli/Settings.h - the configuration of each file -------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Joins the command line with the .deed.yaml files (tool/config): files of
// different folders may be analysed by different rules.
//===----------------------------------------------------------------------===//
#ifndef DEED_CLI_SETTINGS_H
#define DEED_CLI_SETTINGS_H

#include "cli/Options.h"
#include "cli/Plan.h"
#include "config/Configuration.h"
#include "llvm/ADT/StringMap.h"

namespace deed {

/// How one file is analysed. Files of one configuration share it.
struct UnitSettings {
  std::shared_ptr<const Configuration> Config;
  AnalysisOptions Analysis;
};

/// The settings of all files of a run, from before the workers start.
class Settings {
public:
  /// \p Base has what does not come from a configuration: dumps, one function.
  Settings(Configurations Configs, AnalysisOptions Base) : Configs(std::move(Configs)), Base(std::move(Base)) {}

  /// Reads what holds for \p File (absolute), if that is not known yet.
  llvm::Error add(llvm::StringRef File);
  /// Of a file that was added.
  const UnitSettings &of(llvm::StringRef File) const;
  /// What holds in a folder, which need not have a file of the run.
  llvm::Expected<std::shared_ptr<const Configuration>> ofFolder(llvm::StringRef Folder) {
    return Configs.ofFolder(Folder);
  }
  /// The rules that are on for every file: what is not found of another may only be off.
  std::bitset<64> enabledEverywhere() const;
  /// Every configuration in use, in the order in which they were met.
  llvm::ArrayRef<std::shared_ptr<const UnitSettings>> all() const { return InUse; }

private:
  Configurations Configs;
  AnalysisOptions Base;
  llvm::StringMap<std::shared_ptr<const UnitSettings>> ByFile;
  std::vector<std::shared_ptr<const UnitSettings>> InUse;
};

/// What the command line says of configurations; the error is for the user.
llvm::Expected<Configurations> commandLineConfigurations(const CheckOptions &Options, llvm::StringRef WorkingDirectory);

/// The configuration of the first path that was named, or of the working directory.
llvm::Expected<std::shared_ptr<const Configuration>> firstConfiguration(const CheckOptions &Options,
                                                                        llvm::StringRef WorkingDirectory);

/// Takes the files that their configuration exempts out of \p Todo, and says so.
void dropExempt(const Settings &All, Plan &Todo, llvm::StringRef WorkingDirectory, llvm::raw_ostream &Notes);

/// `--dump-config` and `--verify-config`: print, and give the exit code.
ExitCode dumpConfiguration(const CheckOptions &Options, llvm::StringRef WorkingDirectory);
ExitCode verifyConfigurations(const CheckOptions &Options, llvm::StringRef WorkingDirectory);

} // namespace deed

#endif // DEED_CLI_SETTINGS_H
