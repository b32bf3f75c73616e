//===- tidy/SharedAnalysis.cpp - one engine run per file ------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "tidy/SharedAnalysis.h"
#include "project/CompileDb.h"
#include "llvm/Support/FileSystem.h"

using namespace deed;

std::shared_ptr<const AnalysedUnit> SharedAnalysis::get(clang::ASTContext &Context,
                                                        llvm::function_ref<std::optional<UnitOptions>()> Options) {
  {
    std::lock_guard<std::mutex> Guard(Lock);
    if (auto Entry = Units.find(&Context); Entry != Units.end())
      if (std::shared_ptr<const AnalysedUnit> Known = Entry->second.lock())
        return Known;
  }
  // Unlocked: the checks of one unit run one after the other, and other units
  // must not wait for this one.
  auto Result = std::make_shared<AnalysedUnit>();
  if (std::optional<UnitOptions> Chosen = Options()) {
    Result->Config = std::move(Chosen->Config);
    Chosen->Analysis.Index = Chosen->Analysis.Later = Chosen->Index != nullptr;
    Result->Result = analyzeUnit(Context, Chosen->Analysis);
    // Which headers are shown is clang-tidy's to say. It does not tell the object file.
    if (Chosen->Index)
      applyIndex(
          *Chosen->Index, Chosen->File, {}, Chosen->Analysis, [](const std::string &) { return false; },
          Result->Result);
  }

  std::lock_guard<std::mutex> Guard(Lock);
  std::erase_if(Units, [](const auto &Entry) { return Entry.second.expired(); });
  Units[&Context] = Result;
  return Result;
}

llvm::Expected<std::shared_ptr<const IndexFile>> SharedAnalysis::index(const std::string &Path) {
  std::lock_guard<std::mutex> Guard(Lock);
  std::shared_ptr<const IndexFile> &Slot = Indexes[Path];
  if (Slot)
    return Slot;
  llvm::Expected<IndexFile> Read = IndexFile::load(Path);
  if (!Read)
    return Read.takeError();
  return Slot = std::make_shared<IndexFile>(std::move(*Read));
}

llvm::Expected<std::shared_ptr<const Configuration>> SharedAnalysis::configuration(const std::string &Path,
                                                                                   const std::string &Named) {
  std::lock_guard<std::mutex> Guard(Lock);
  auto Known = Configs.find(Named);
  if (Known == Configs.end()) {
    llvm::SmallString<256> WorkingDirectory;
    if (std::error_code Code = llvm::sys::fs::current_path(WorkingDirectory))
      return llvm::errorCodeToError(Code);
    std::optional<ConfigFile> Fixed;
    if (!Named.empty()) {
      llvm::Expected<ConfigFile> Read = loadConfig(absolutePath(Named, WorkingDirectory), Named);
      if (!Read)
        return Read.takeError();
      Fixed = std::move(*Read);
    }
    Known = Configs.emplace(Named, Configurations({}, std::move(Fixed), WorkingDirectory.str().str())).first;
  }
  return Known->second.of(Path);
}
