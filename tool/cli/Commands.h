//===- cli/Commands.h - one function for each subcommand -----------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A command gets the words after its name and gives the exit code.
//===----------------------------------------------------------------------===//
#ifndef DEED_CLI_COMMANDS_H
#define DEED_CLI_COMMANDS_H

#include "report/Report.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <optional>

namespace deed {

ExitCode runCheck(llvm::ArrayRef<std::string> Words);
ExitCode runBaseline(llvm::ArrayRef<std::string> Words);
ExitCode runExplain(llvm::ArrayRef<std::string> Words);
ExitCode runReport(llvm::ArrayRef<std::string> Words);
ExitCode runMerge(llvm::ArrayRef<std::string> Words);
ExitCode runLedger(llvm::ArrayRef<std::string> Words);
ExitCode runMan(llvm::ArrayRef<std::string> Words);
ExitCode runCompletion(llvm::ArrayRef<std::string> Words);
/// `deed explain FILE:LINE[:COLUMN]`; nothing if the first of \p Words is no such place.
std::optional<ExitCode> runExplainPlace(llvm::ArrayRef<std::string> Words);
ExitCode runInit(llvm::ArrayRef<std::string> Words);
ExitCode runDoctor(llvm::ArrayRef<std::string> Words);
ExitCode runList(llvm::ArrayRef<std::string> Words);

/// Prints "deed: error: Message" to stderr and gives Misuse.
ExitCode failMisuse(llvm::StringRef Message);
/// What `deed --help` prints.
std::string helpText();
/// \p Given if the user said, else whether stdout wants colours.
bool wantsColour(std::optional<bool> Given);
/// Clang's version, "19.1.7".
std::string clangVersion();

} // namespace deed

#endif // DEED_CLI_COMMANDS_H
