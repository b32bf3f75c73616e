//===- cli/ApplyFixes.h - --fix, --diff, --export-fixes ------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef DEED_CLI_APPLYFIXES_H
#define DEED_CLI_APPLYFIXES_H

#include "cli/Run.h"

namespace deed {

/// True if \p Options ask for anything that needs fixes.
bool wantsFixes(const CheckOptions &Options);

/// Chooses the fixes that hold and does with them what \p Options say. Where files
/// are written, \p Work's report is that of the files as they are now; a baseline
/// is to be applied to it again. The error is for the user: a file that can not
/// be written, or has changed meanwhile.
llvm::Error applyFixes(const CheckOptions &Options, Run &Work, llvm::raw_ostream &Notes);

/// Writes the fixes of \p Findings as clang-apply-replacements reads them.
llvm::Error exportFixes(llvm::StringRef File, const std::vector<Finding> &Findings, llvm::StringRef Directory);

} // namespace deed

#endif // DEED_CLI_APPLYFIXES_H
