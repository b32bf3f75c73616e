//===- report/Markdown.h - the rule pages for terminals and logs ---*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Rule pages are Markdown. `deed explain` shows them in a terminal; SARIF wants
// them as Markdown and as plain text.
//===----------------------------------------------------------------------===//
#ifndef DEED_REPORT_MARKDOWN_H
#define DEED_REPORT_MARKDOWN_H

#include "engine/Finding.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace deed {

/// Where Deed and the page of a rule are published.
std::string homeUri();
std::string ruleUri(Rule R);
/// ruleUri(); empty if no packager has published the pages.
std::string publicRuleUri(Rule R);

/// The page of the rule called \p Name ("leak"); empty if there is none.
llvm::StringRef rulePage(llvm::StringRef Name);

/// \p Page without Markdown's marks, for a terminal. Code blocks are indented
/// and kept as they are; with \p Colour headings are bold.
std::string renderMarkdown(llvm::StringRef Page, bool Colour);

/// The first paragraph of the section headed \p Heading, as one line of plain
/// text; empty if there is no such section.
std::string firstParagraph(llvm::StringRef Page, llvm::StringRef Heading);

} // namespace deed

#endif // DEED_REPORT_MARKDOWN_H
