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

#include "frontend/Analyze.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>
#include <mutex>

namespace deed {

/// The analyses that are in use, by unit. An entry lives as long as a check
/// holds its result: checks die with their unit, before its ASTContext's
/// address can be used again.
class SharedAnalysis {
public:
  /// The result for \p Context; runs the engine with \p Options() if no check
  /// has asked yet. Thread-safe: clangd shares the factories over files.
  std::shared_ptr<const UnitResult> get(clang::ASTContext &Context,
                                        llvm::function_ref<AnalysisOptions()> Options);

  /// The shipped models, parsed once.
  std::shared_ptr<const ModelSet> models();

private:
  std::mutex Lock;
  std::map<clang::ASTContext *, std::weak_ptr<const UnitResult>> Units;
  std::shared_ptr<const ModelSet> Shipped;
};

} // namespace deed

#endif // DEED_TIDY_SHAREDANALYSIS_H
