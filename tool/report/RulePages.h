//===- report/RulePages.h - the page of each rule --------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// docs/checks/<rule>.md, embedded at build: `deed explain` prints a page, SARIF
// carries it as the rule's help.
//===----------------------------------------------------------------------===//
#ifndef DEED_REPORT_RULEPAGES_H
#define DEED_REPORT_RULEPAGES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <utility>

namespace deed {

/// Pairs of a rule's name ("leak") and its page in Markdown, sorted by name.
llvm::ArrayRef<std::pair<llvm::StringRef, llvm::StringRef>> embeddedRulePages();

} // namespace deed

#endif // DEED_REPORT_RULEPAGES_H
