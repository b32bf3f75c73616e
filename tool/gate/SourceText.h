//===- gate/SourceText.h - C text read without a compiler ----------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The gate asks thousands of files small questions (which headers do you
// include, which function is on this line) and must have its answers in the
// time that Clang needs for one of them. Comments and literals are skipped, all
// branches of #if are read.
//===----------------------------------------------------------------------===//
#ifndef DEED_GATE_SOURCETEXT_H
#define DEED_GATE_SOURCETEXT_H

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include <string>
#include <vector>

namespace deed {

/// A function with a body, from the line of its name to that of its brace.
struct FunctionExtent {
  std::string Name;
  unsigned First = 0, Last = 0; ///< lines, 1-based
};

/// The functions that \p Text defines, in their order.
std::vector<FunctionExtent> functionsOf(llvm::StringRef Text);

struct Include {
  std::string Name; ///< as written; empty: a macro names it
  bool Angled = false;
};
/// What \p Text includes, under whatever condition.
std::vector<Include> includesOf(llvm::StringRef Text);

/// Whether an identifier of \p Names stands in \p Text.
bool mentions(llvm::StringRef Text, const llvm::StringSet<> &Names);

/// Whether \p Text, a file, does something with one of \p Names: what only declares or
/// defines it does not.
bool uses(llvm::StringRef Text, const llvm::StringSet<> &Names);

} // namespace deed

#endif // DEED_GATE_SOURCETEXT_H
