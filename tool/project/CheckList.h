//===- project/CheckList.h - which rules a glob list names ---------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `--checks` and `--warnings-as-errors` take clang-tidy's lists of globs.
//===----------------------------------------------------------------------===//
#ifndef DEED_PROJECT_CHECKLIST_H
#define DEED_PROJECT_CHECKLIST_H

#include "engine/Finding.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <bitset>
#include <string>
#include <vector>

namespace deed {

struct CheckList {
  std::bitset<64> Enabled;
};

/// Applies \p Globs ("-*,ownership-leak"; '*' is the only wildcard, a leading
/// '-' takes away, the last that matches decides) to \p Initial. Fails if an
/// item names no rule, with the nearest right name.
llvm::Expected<CheckList> parseChecks(llvm::StringRef Globs, std::bitset<64> Initial);

/// The check that may be meant by \p Wrong, with its prefix; "" if none is near.
std::string nearestCheck(llvm::StringRef Wrong);

/// \p Text matches \p Glob, in which '*' stands for any characters.
bool matchesGlob(llvm::StringRef Glob, llvm::StringRef Text);

} // namespace deed

#endif // DEED_PROJECT_CHECKLIST_H
