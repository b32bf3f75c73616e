//===- cli/Options.h - the words of a command line -----------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One table of options serves the parser, its "did you mean" and --help.
//===----------------------------------------------------------------------===//
#ifndef DEED_CLI_OPTIONS_H
#define DEED_CLI_OPTIONS_H

#include "cli/GateOptions.h"
#include "config/ConfigFile.h"
#include "report/Printer.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <optional>
#include <string>
#include <vector>

namespace deed {

/// One of several runs that share the work.
struct ShardNumber {
  unsigned Part = 0; ///< from 1
  unsigned Of = 0;   ///< 0: all of the work
};

struct Output {
  Format Kind = Format::Text;
  std::string Path = "-"; ///< "-" is stdout
};

/// What `deed check` was asked to do.
struct CheckOptions {
  std::vector<std::string> Words; ///< as they were given
  std::vector<std::string> Repeat; ///< of them, what a merge of shards needs: not how they are printed
  std::vector<std::string> Paths;
  std::optional<std::vector<std::string>> Flags; ///< after `--`
  std::string BuildPath;
  std::string Checks, WarningsAsErrors, HeaderFilter, OnlyFunction;
  std::string Profile; ///< empty: what the configuration says
  std::optional<std::string> Config; ///< YAML
  std::string ConfigFile;
  std::vector<OptionSetting> RuleOptions;
  std::vector<Output> Outputs; ///< at least one
  bool OutputsGiven = false;
  std::vector<std::string> ExtraArgs, ExtraArgsBefore, Models;
  bool Fix = false, FixErrors = false, Diff = false;
  std::string ExportFixes; ///< a file; empty: none
  unsigned Jobs = 0; ///< 0: as many as there are processors
  unsigned TimeOut = 300;
  bool Quiet = false, ListChecks = false, Statistics = false, Help = false;
  bool DumpFlow = false, DumpContracts = false, DumpConfig = false, VerifyConfig = false;
  SarifConsumer SarifFor = SarifConsumer::Any;
  GateOptions Gate;
  ShardNumber Shard;
  std::vector<std::string> Parts; ///< deed merge: logs of shards, in place of an analysis
  bool CheckProfile = false; ///< --enable-check-profile
  std::string ProfileTrace; ///< a file for the trace; empty: none
  bool NoCache = false;
  std::string CacheFolder;    ///< empty: the user's
  std::string WriteIndex;     ///< a file; empty: none
  bool Index = true;          ///< the files as one program
  bool IndexAsked = false;    ///< also of --since; else it takes the files around the change
  std::optional<bool> Colour; ///< unset: where stdout is a terminal
  std::optional<bool> Links;  ///< unset: where stdout is a terminal and coloured
  std::string LinkFormat;     ///< empty: DefaultLink
  std::optional<bool> Progress; ///< unset: where stderr is a terminal
};

/// Reads the words after `deed check`. The error is for the user, one line.
llvm::Expected<CheckOptions> parseCheckOptions(llvm::ArrayRef<std::string> Words);

/// \p Value if it names profiles, separated by commas; else the error is for the user.
llvm::Expected<std::string> readProfiles(llvm::StringRef Value);

/// The part of --help that describes the options of `deed check`.
std::string describeCheckOptions();

} // namespace deed

#endif // DEED_CLI_OPTIONS_H
