//===- tidy/SharedAnalysis.cpp - one engine run per file ------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "tidy/SharedAnalysis.h"
#include "models/Models.h"

using namespace deed;

std::shared_ptr<const UnitResult>
SharedAnalysis::get(clang::ASTContext &Context, llvm::function_ref<AnalysisOptions()> Options) {
  {
    std::lock_guard<std::mutex> Guard(Lock);
    if (auto Entry = Units.find(&Context); Entry != Units.end())
      if (std::shared_ptr<const UnitResult> Known = Entry->second.lock())
        return Known;
  }
  // Unlocked: the checks of one unit run one after the other, and other units
  // must not wait for this one.
  auto Result = std::make_shared<const UnitResult>(analyzeUnit(Context, Options()));

  std::lock_guard<std::mutex> Guard(Lock);
  std::erase_if(Units, [](const auto &Entry) { return Entry.second.expired(); });
  Units[&Context] = Result;
  return Result;
}

std::shared_ptr<const ModelSet> SharedAnalysis::models() {
  std::lock_guard<std::mutex> Guard(Lock);
  if (!Shipped)
    Shipped = ModelSet::shipped();
  return Shipped;
}
