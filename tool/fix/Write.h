//===- fix/Write.h - changed files, all of them or none -----------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef DEED_FIX_WRITE_H
#define DEED_FIX_WRITE_H

#include "fix/Edits.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace deed {

/// Why \p File, whose text is \p Text, is not to be changed; empty: it may be.
/// Generated code says so in its first lines; what can not be written is not tried.
std::string whyNotChanged(llvm::StringRef File, llvm::StringRef Text);

/// The bytes of \p File, as they are.
llvm::Expected<std::string> readWhole(llvm::StringRef File);

/// Writes \p New over files that still read as \p Old. Each goes to a temporary
/// file beside it first and is renamed when all of them are there; on an error
/// nothing is changed, or, where a rename fails, the error names what was.
llvm::Error writeAll(const FileTexts &Old, const FileTexts &New);

} // namespace deed

#endif // DEED_FIX_WRITE_H
