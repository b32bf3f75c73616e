//===- report/Markdown.cpp - the rule pages for terminals and logs -----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines the functions of Markdown.h. Only the Markdown of our own pages:
// headings, paragraphs, lists, fenced code, `code`, **bold**, links.
//===----------------------------------------------------------------------===//
#include "report/Markdown.h"
#include "report/RulePages.h"
#include "llvm/ADT/StringExtras.h"

#ifdef DEED_HOME_URI
static constexpr bool Published = true;
#else
static constexpr bool Published = false;
/// Where the pages of the rules are published. A packager sets his own; the
/// default is a name that can belong to nobody (RFC 2606).
#define DEED_HOME_URI "https://deed.example"
#endif

namespace deed {

std::string homeUri() { return DEED_HOME_URI "/"; }
std::string ruleUri(Rule R) { return DEED_HOME_URI "/checks/" + std::string(ruleInfo(R).Name); }
std::string publicRuleUri(Rule R) { return Published ? ruleUri(R) : ""; }

llvm::StringRef rulePage(llvm::StringRef Name) {
  for (const auto &[Each, Page] : embeddedRulePages())
    if (Each == Name)
      return Page;
  return {};
}

/// Takes the marks out of one line of running text.
static std::string plainSpan(llvm::StringRef Line, bool Colour) {
  std::string Out;
  bool Code = false;
  for (size_t I = 0; I < Line.size(); ++I) {
    if (Line[I] == '`') {
      Code = !Code;
      if (Colour)
        Out += Code ? "\033[36m" : "\033[0m";
      else
        Out += '\'';
    } else if (!Code && Line.substr(I).starts_with("**")) {
      ++I;
    } else if (!Code && Line[I] == '[' && Line.find("](", I) != llvm::StringRef::npos) {
      // [text](target): the text, and the target only where it leads outside.
      size_t Middle = Line.find("](", I), End = Line.find(')', Middle);
      if (End == llvm::StringRef::npos) {
        Out += '[';
        continue;
      }
      llvm::StringRef Target = Line.slice(Middle + 2, End);
      Out += plainSpan(Line.slice(I + 1, Middle), Colour);
      if (Target.starts_with("http"))
        Out += (" <" + Target + ">").str();
      I = End;
    } else {
      Out += Line[I];
    }
  }
  return Out;
}

std::string renderMarkdown(llvm::StringRef Page, bool Colour) {
  std::string Out;
  bool Fence = false;
  llvm::SmallVector<llvm::StringRef> Lines;
  Page.rtrim().split(Lines, '\n');
  for (llvm::StringRef Line : Lines) {
    Line = Line.rtrim();
    if (Line.starts_with("```")) {
      Fence = !Fence;
      continue;
    }
    if (Fence) {
      Out += Line.empty() ? "\n" : ("    " + Line + "\n").str();
      continue;
    }
    if (Line.starts_with("<!--"))
      continue;
    if (Line.starts_with("#")) {
      std::string Text = plainSpan(Line.ltrim('#').trim(), false);
      Out += Colour ? "\033[1m" + Text + "\033[0m\n" : Text + "\n";
      continue;
    }
    Out += plainSpan(Line, Colour) + "\n";
  }
  return Out;
}

std::string firstParagraph(llvm::StringRef Page, llvm::StringRef Heading) {
  llvm::SmallVector<llvm::StringRef> Lines;
  Page.split(Lines, '\n');
  std::string Out;
  bool Inside = false;
  for (llvm::StringRef Line : Lines) {
    Line = Line.trim();
    if (Line.starts_with("#")) {
      if (!Out.empty())
        break;
      Inside = Line.ltrim('#').trim() == Heading;
    } else if (Inside && Line.empty() && !Out.empty()) {
      break;
    } else if (Inside && !Line.empty()) {
      Out += (Out.empty() ? "" : " ") + plainSpan(Line, false);
    }
  }
  return Out;
}

} // namespace deed
