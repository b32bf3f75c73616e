//===- gate/Match.h - which finding of two runs is which -----------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Findings are paired one by one, never counted: a fix and a regression can not
// cancel out, and two equal findings stay two.
//===----------------------------------------------------------------------===//
#ifndef DEED_GATE_MATCH_H
#define DEED_GATE_MATCH_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <string>
#include <vector>

namespace deed {

/// A finding as far as pairing looks at it.
struct Mark {
  std::string Fingerprint;
  std::string File;     ///< in the names of the newer run
  std::string Function; ///< may be empty
  unsigned Line = 0;
};

constexpr int Unpaired = -1;

/// For each of \p New the index of the old one that it is, or Unpaired. Equal
/// fingerprints are paired within a file first, in the order of lines; then
/// across files if \p MayHaveMoved says of the old one that it need not be where
/// it was.
std::vector<int> pairUp(llvm::ArrayRef<Mark> Old, llvm::ArrayRef<Mark> New,
                        llvm::function_ref<bool(const Mark &Old)> MayHaveMoved);

/// Whether a finding at \p Old may stand in another file now: \p Path, the file
/// it was in, is gone or defines its function no more.
bool hasLeft(const Mark &Old, const std::string &Path);

} // namespace deed

#endif // DEED_GATE_MATCH_H
