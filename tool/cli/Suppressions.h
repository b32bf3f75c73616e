//===- cli/Suppressions.h - NOLINT comments ------------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Decides which findings a NOLINT comment silences, while the SourceManager
// lives. The decision is clang-tidy's own code, so that a finding is silent in
// `deed` exactly where it is in clang-tidy.
//===----------------------------------------------------------------------===//
#ifndef DEED_CLI_SUPPRESSIONS_H
#define DEED_CLI_SUPPRESSIONS_H

#include "cli/Settings.h"
#include "project/UnitReport.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace clang {
class ASTContext;
}

namespace deed {

/// Moves the findings of \p Report that a comment silences to its Suppressed,
/// and adds a problem for each NOLINTBEGIN or NOLINTEND that has no other half.
void applySuppressions(clang::ASTContext &Context, UnitReport &Report);

/// The same where there is no unit: the files are read again. A finding in a file
/// that is gone is kept.
void applySuppressions(UnitReport &Report, llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk = nullptr);
/// The rule `suppression`: which comments of the unit's files silence nothing, name no
/// rule, or give no reason. Whether a header's is used, only all units together say:
/// joinSuppressions() decides.
void checkSuppressions(const clang::ASTContext &Context, const UnitSettings &Chosen, UnitReport &Report);

/// True where that may have something to say of the unit's files.
bool hasSuppressions(const clang::ASTContext &Context, const UnitSettings &Chosen);

/// Comments that may silence one of \p Later, which were found after the unit was
/// analysed, are no longer said to silence nothing.
void keepUsed(const std::vector<SuppressedFinding> &Later, UnitReport &Report);

/// Adds to \p Out the comments that no unit had a use for. A header may be used by
/// files outside of the run, so its comments count only where \p Whole.
void joinSuppressions(llvm::ArrayRef<UnitReport> Units, bool Whole, RunReport &Out);

} // namespace deed

#endif // DEED_CLI_SUPPRESSIONS_H
