//===- cli/ErrorCollector.cpp - what Clang says of a file --------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines ErrorCollector.
//===----------------------------------------------------------------------===//
#include "cli/ErrorCollector.h"
#include "cli/Locations.h"
#include "clang/Lex/LexDiagnostic.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/SmallString.h"

namespace deed {

/// `__attribute__((malloc(free)))` is right in GCC; Clang 19 reports it and
/// drops it, and the declaration is as good as any. Deed reads its tokens.
static bool isGccDeallocator(llvm::StringRef Message) {
  return Message.starts_with("'malloc' attribute takes no arguments") ||
         Message.starts_with("'__malloc__' attribute takes no arguments");
}

/// The last name in the first range that a diagnostic marks: the argument `box->ref_log`.
static std::string namedIn(const clang::Diagnostic &Info) {
  if (Info.getNumRanges() == 0)
    return "";
  llvm::StringRef Text =
      clang::Lexer::getSourceText(Info.getRange(0), Info.getSourceManager(), clang::LangOptions()).rtrim();
  const size_t End = Text.find_last_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
  return (End == llvm::StringRef::npos ? Text : Text.drop_front(End + 1)).str();
}

static Finding asFinding(const clang::Diagnostic &Info, llvm::StringRef Text) {
  Finding F;
  F.Id = Rule::ConstCastAway;
  F.Place = placeOf(Info.getSourceManager(), Info.getLocation());
  F.Variable = namedIn(Info);
  F.Message = "compiler: " + Text.str() + " " + F.Variable;
  return F;
}

void ErrorCollector::HandleDiagnostic(clang::DiagnosticsEngine::Level Level, const clang::Diagnostic &Info) {
  const bool Placed = Info.getLocation().isValid() && Info.hasSourceManager();
  if (Level < clang::DiagnosticsEngine::Warning || (Level == clang::DiagnosticsEngine::Warning && !Placed))
    return;
  llvm::SmallString<128> Text;
  Info.FormatDiagnostic(Text);
  if (Level == clang::DiagnosticsEngine::Warning) {
    Warnings.push_back(asFinding(Info, Text));
    return;
  }
  if (isGccDeallocator(Text))
    return;
  if (Placed)
    Places.push_back(Info.getSourceManager().getExpansionLoc(Info.getLocation()).getRawEncoding());
  if (HeaderMissing) // most say so once more
    return;
  HeaderMissing = Info.getID() == clang::diag::err_pp_file_not_found;
  ++Count;
  if (Errors.size() < MostKept) {
    Entry E;
    E.Message = Text.str().str();
    if (Placed)
      E.Where = placeOf(Info.getSourceManager(), Info.getLocation());
    Errors.push_back(std::move(E));
  }
  if (Placed)
    return;
  // "unknown argument: '-fconserve-stack'"
  llvm::StringRef Rest = Text;
  while (true) {
    auto [Before, After] = Rest.split('\'');
    auto [Word, Tail] = After.split('\'');
    if (Word.empty())
      return;
    QuotedByDriver.push_back(Word.str());
    Rest = Tail;
  }
}

} // namespace deed
