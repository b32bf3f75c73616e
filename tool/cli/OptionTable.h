//===- cli/OptionTable.h - one table of options --------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The parser, its "did you mean", --help, the man page and the completions read
// it. It is written by topic: a file OptionsOf*.cpp for each.
//===----------------------------------------------------------------------===//
#ifndef DEED_CLI_OPTIONTABLE_H
#define DEED_CLI_OPTIONTABLE_H

#include "cli/Options.h"
#include "engine/RuleOptions.h"
#include "llvm/ADT/ArrayRef.h"

namespace deed {

using Setter = llvm::Error (*)(CheckOptions &, llvm::StringRef Value);

struct Option {
  llvm::StringLiteral Name;  ///< without dashes; one letter for a short one
  llvm::StringLiteral Value; ///< its word in --help; empty: a switch; "[X]": may be left out
  Setter Set;                ///< null for --output, which the parser settles at the end
  llvm::StringLiteral Help;  ///< empty: not shown

  bool takesValue() const { return !Value.empty() && !Value.starts_with("["); }
};

struct OptionTopic {
  llvm::StringLiteral Title; ///< "what is analysed"
  llvm::ArrayRef<Option> Options;
};

/// All topics in the order of --help.
llvm::ArrayRef<OptionTopic> optionTopics();
/// The option called \p Name (no dashes); null if there is none.
const Option *findOption(llvm::StringRef Name);

// The topics.
llvm::ArrayRef<Option> analysisOptions(); ///< OptionsOfAnalysis.cpp
llvm::ArrayRef<Option> configOptions();   ///< OptionsOfConfig.cpp
llvm::ArrayRef<Option> outputOptions();   ///< OptionsOfOutput.cpp
llvm::ArrayRef<Option> gateOptions();     ///< OptionsOfGate.cpp
llvm::ArrayRef<Option> fixOptions();      ///< OptionsOfFixes.cpp

inline llvm::Error done() { return llvm::Error::success(); }

/// An error for the user; each %s of \p Format takes a StringRef.
template <typename... Parts> llvm::Error misuse(const char *Format, const Parts &...Each) {
  return llvm::createStringError(std::errc::invalid_argument, Format,
                                 llvm::StringRef(Each).str().c_str()...);
}

/// Reads a number from \p Least to a million for the option called \p Option.
llvm::Error readNumber(llvm::StringRef Option, llvm::StringRef Value, unsigned Least, unsigned &Out);

} // namespace deed

#endif // DEED_CLI_OPTIONTABLE_H
