//===- tidy/SharedAnalysis.h - one engine run per file ---------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Clang-tidy makes one check object per rule and translation unit. They share
// one analysis through the SharedAnalysis that the module's factories hold.
//===----------------------------------------------------------------------===//
#ifndef DEED_TIDY_SHAREDANALYSIS_H
#define DEED_TIDY_SHAREDANALYSIS_H

#include "config/Configuration.h"
#include "frontend/Analyze.h"
#include "project/IndexFile.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>
#include <mutex>

namespace deed {

/// How a unit is analysed.
struct UnitOptions {
  std::shared_ptr<const Configuration> Config;
  AnalysisOptions Analysis;
  std::shared_ptr<const IndexFile> Index; ///< null: the file alone
  std::string File;                       ///< absolute
};

struct AnalysedUnit {
  std::shared_ptr<const Configuration> Config; ///< null: it is wrong, nothing was analysed
  UnitResult Result;
};

/// The analyses that are in use, by unit. An entry lives as long as a check
/// holds its result: checks die with their unit, before its ASTContext's
/// address can be used again.
class SharedAnalysis {
public:
  /// The result for \p Context; runs the engine with \p Options() if no check
  /// has asked yet. Thread-safe: clangd shares the factories over files.
  /// Without options the result is empty.
  std::shared_ptr<const AnalysedUnit> get(clang::ASTContext &Context,
                                          llvm::function_ref<std::optional<UnitOptions>()> Options);

  /// What holds for the file \p Path: the configuration file \p Named, if it is
  /// not empty, else what is found above \p Path. Thread-safe.
  llvm::Expected<std::shared_ptr<const Configuration>> configuration(const std::string &Path, const std::string &Named);

  /// The index \p Path; read once. Thread-safe.
  llvm::Expected<std::shared_ptr<const IndexFile>> index(const std::string &Path);

private:
  std::mutex Lock;
  std::map<clang::ASTContext *, std::weak_ptr<const AnalysedUnit>> Units;
  std::map<std::string, std::shared_ptr<const IndexFile>> Indexes; ///< by path
  std::map<std::string, Configurations> Configs;                   ///< by the file that was named
};

} // namespace deed

#endif // DEED_TIDY_SHAREDANALYSIS_H
