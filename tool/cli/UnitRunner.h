//===- cli/UnitRunner.h - one file through Clang -------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Turns a compile command into an ASTContext, hands it to analyzeUnit(), and
// gathers what the driver wants to know of the file.
//===----------------------------------------------------------------------===//
#ifndef DEED_CLI_UNITRUNNER_H
#define DEED_CLI_UNITRUNNER_H

#include "cli/RunProfile.h"
#include "cli/Settings.h"
#include "frontend/Analyze.h"
#include "project/BaseFiles.h"
#include "project/CompileDb.h"
#include "project/Dependencies.h"
#include "project/IndexFile.h"
#include "project/UnitReport.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <map>
#include <set>

namespace deed {

struct RunnerOptions {
  std::shared_ptr<Settings> Files; ///< of each file; never null
  std::vector<std::string> ExtraArgsBefore, ExtraArgs;
  bool KeepLedger = false;
  bool Index = false;         ///< reports have what the index needs
  bool Later = false;         ///< with Index: nobody reads what a file alone says
  bool KeepSources = false;   ///< for fixes: reports name the files that a unit reads, and consts that are lost
  bool DumpContracts = false; ///< whatever the settings say: the gate compares them
  /// Files are read as they were in the gate's base; null: as they are.
  std::shared_ptr<const BaseFiles> Base;
  /// Texts to read in place of files on disk, by their absolute names: fixes on trial.
  std::map<std::string, std::string> Texts;
  std::shared_ptr<IndexFile> Indexed; ///< what functions do in the end; null: nobody wants to know
  std::shared_ptr<RunProfile> Times;  ///< where the time goes; null: nobody wants to know
};

/// \p Disk as \p Options want it read: as it was in the gate's base, with texts on trial.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> filesOf(const RunnerOptions &Options,
                                                        llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk);

/// That \p Function exceeded \p Budget.
Problem budgetProblem(const std::string &Function, const std::string &Budget, const SourceRange &Place);

/// Analyses files one after the other; each worker has one.
class UnitRunner {
public:
  explicit UnitRunner(const RunnerOptions &Options) : Options(Options) {}

  /// Never fails: what goes wrong is among the report's problems. \p Seen, if given,
  /// gets all that the report was made from; nothing if it is not to be kept.
  UnitReport run(const CompileUnit &Unit, Dependencies *Seen = nullptr);

private:
  std::vector<std::string> commandLine(const CompileUnit &Unit, const std::set<std::string> &Refused) const;
  void analyse(clang::ASTContext &Context, const UnitSettings &Chosen, std::vector<unsigned> Errors,
               UnitReport &Report);

  const RunnerOptions &Options;
};

} // namespace deed

#endif // DEED_CLI_UNITRUNNER_H
