//===- cli/Usage.h - what --help says, as data ---------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The man page and the completions are made of the text of --help and the table
// of options, so that nothing is listed twice.
//===----------------------------------------------------------------------===//
#ifndef DEED_CLI_USAGE_H
#define DEED_CLI_USAGE_H

#include "cli/OptionTable.h"
#include <string>
#include <vector>

namespace deed {

/// A command as --help has it: "baseline" with create, update, prune, show.
struct CommandUsage {
  std::string Name;
  std::vector<std::string> Words; ///< that may follow; may be empty
};
/// The commands of --help, in its order, each once.
std::vector<CommandUsage> commandUsages();

/// The words that the value of \p O may be; empty if it is free.
std::vector<std::string> valuesOf(const Option &O);
/// The value of \p O is a file.
bool takesFile(const Option &O);

} // namespace deed

#endif // DEED_CLI_USAGE_H
