//===- cli/Locations.h - from places of findings back to Clang -----*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Between SourceRange, which is plain data, and clang::SourceLocation.
//===----------------------------------------------------------------------===//
#ifndef DEED_CLI_LOCATIONS_H
#define DEED_CLI_LOCATIONS_H

#include "engine/Finding.h"
#include "clang/Basic/SourceLocation.h"

namespace clang {
class SourceManager;
}

namespace deed {

/// Where \p Place begins; invalid if its file is none of the unit's.
clang::SourceLocation locate(const clang::SourceManager &SM, const SourceRange &Place);

/// The place of \p Loc with an absolute file name, one character long; invalid
/// if \p Loc is.
SourceRange placeOf(const clang::SourceManager &SM, clang::SourceLocation Loc);

} // namespace deed

#endif // DEED_CLI_LOCATIONS_H
