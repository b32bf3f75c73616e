//===- project/Nearest.cpp - did you mean ------------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines nearest() and didYouMean().
//===----------------------------------------------------------------------===//
#include "project/Nearest.h"
#include <algorithm>

namespace deed {

llvm::StringRef nearest(llvm::StringRef Wrong, llvm::ArrayRef<llvm::StringRef> Names) {
  // A third of the letters may be wrong; with more, every short word is near.
  unsigned Most = std::max<unsigned>(1, (Wrong.size() + 2) / 3), Best = Most + 1;
  llvm::StringRef Found;
  for (llvm::StringRef Name : Names) {
    unsigned Distance = Wrong.edit_distance_insensitive(Name, /*AllowReplacements=*/true, Best);
    if (Distance < Best) {
      Best = Distance;
      Found = Name;
    }
  }
  return Found;
}

std::string didYouMean(llvm::StringRef Wrong, llvm::ArrayRef<llvm::StringRef> Names) {
  llvm::StringRef Name = nearest(Wrong, Names);
  return Name.empty() ? "" : "; did you mean '" + Name.str() + "'?";
}

} // namespace deed
