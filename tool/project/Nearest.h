//===- project/Nearest.h - did you mean ----------------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A misspelt name is answered with the right one that is nearest.
//===----------------------------------------------------------------------===//
#ifndef DEED_PROJECT_NEAREST_H
#define DEED_PROJECT_NEAREST_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace deed {

/// The name in \p Names that needs the fewest edits from \p Wrong; empty if
/// none is near enough to be what was meant.
llvm::StringRef nearest(llvm::StringRef Wrong, llvm::ArrayRef<llvm::StringRef> Names);

/// "; did you mean 'check'?", or nothing.
std::string didYouMean(llvm::StringRef Wrong, llvm::ArrayRef<llvm::StringRef> Names);

} // namespace deed

#endif // DEED_PROJECT_NEAREST_H
