//===- cli/Foreign.h - findings that are none of the project's -----*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Findings in system headers, in headers that --header-filter leaves out, and in
// files that the configuration exempts are dropped before anybody sees them.
//===----------------------------------------------------------------------===//
#ifndef DEED_CLI_FOREIGN_H
#define DEED_CLI_FOREIGN_H

#include "config/Configuration.h"

namespace clang {
class SourceManager;
}

namespace deed {

/// Findings at \p Path, which is not the main file, are not wanted.
bool dropsFindingsAt(const Configuration &Config, const std::string &Path);

/// Keeps the findings that are the project's business. \p MainFile as findings name it.
void dropForeign(const clang::SourceManager &SM, const std::string &MainFile, const Configuration &Config,
                 std::vector<Finding> &Findings);

} // namespace deed

#endif // DEED_CLI_FOREIGN_H
