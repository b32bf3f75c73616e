//===- cli/Foreign.cpp - findings that are none of the project's -------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "cli/Foreign.h"
#include "cli/Locations.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/Regex.h"

namespace deed {

bool dropsFindingsAt(const Configuration &Config, const std::string &Path) {
  const std::optional<TextSetting> &Filter = Config.Values.HeaderFilter;
  return (Filter && !Filter->Value.empty() && !llvm::Regex(Filter->Value).match(Path)) || Config.exempts(Path);
}

void dropForeign(const clang::SourceManager &SM, const std::string &MainFile, const Configuration &Config,
                 std::vector<Finding> &Findings) {
  std::erase_if(Findings, [&](const Finding &F) {
    if (F.Place.File == MainFile)
      return false;
    if (dropsFindingsAt(Config, F.Place.File))
      return true;
    clang::SourceLocation Loc = locate(SM, F.Place);
    return Loc.isValid() && SM.isInSystemHeader(Loc);
  });
}

} // namespace deed
