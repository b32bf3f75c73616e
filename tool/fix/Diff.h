//===- fix/Diff.h - two texts as a patch ---------------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef DEED_FIX_DIFF_H
#define DEED_FIX_DIFF_H

#include <string>
#include <string_view>

namespace deed {

/// The change from \p Old to \p New as a unified diff with three lines of context,
/// as `git apply` and `patch -p1` take it; \p Name is the file's name in it. Empty
/// where both are the same. Lines are compared after Myers, "An O(ND) Difference
/// Algorithm" (1986).
std::string unifiedDiff(std::string_view Name, std::string_view Old, std::string_view New);

} // namespace deed

#endif // DEED_FIX_DIFF_H
