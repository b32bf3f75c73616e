//===- cli/ContractKeys.h - contracts of functions that nobody has --*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A key of `Contracts` that is misspelt says nothing, and nobody notices. Each file
// tells which keys it has functions for; whether one is for none, only all of them
// together say.
//===----------------------------------------------------------------------===//
#ifndef DEED_CLI_CONTRACTKEYS_H
#define DEED_CLI_CONTRACTKEYS_H

#include "config/Configuration.h"
#include "project/UnitReport.h"
#include "llvm/ADT/ArrayRef.h"

namespace clang {
class ASTContext;
}

namespace deed {

/// Fills \p Report with the keys of \p Config's contracts that the unit declares a
/// function for, and those that it does not, each with the nearest name it has.
void noteContractKeys(const clang::ASTContext &Context, const Configuration &Config, UnitReport &Report);

/// A warning for each key that no unit declares a function for.
std::vector<Problem> unseenContracts(llvm::ArrayRef<UnitReport> Units);

} // namespace deed

#endif // DEED_CLI_CONTRACTKEYS_H
