//===- project/Nearest.cpp - did you mean ------------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines nearest() and didYouMean().
//===----------------------------------------------------------------------===//
#include "project/Nearest.h"
#include "engine/Nearest.h"

namespace deed {

llvm::StringRef nearest(llvm::StringRef Wrong, llvm::ArrayRef<llvm::StringRef> Names) {
  const std::string_view Found = nearestName(std::string_view(Wrong), Names);
  return {Found.data(), Found.size()};
}

std::string didYouMean(llvm::StringRef Wrong, llvm::ArrayRef<llvm::StringRef> Names) {
  llvm::StringRef Name = nearest(Wrong, Names);
  return Name.empty() ? "" : "; did you mean '" + Name.str() + "'?";
}

} // namespace deed
