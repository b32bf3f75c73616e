//===- cli/ErrorCollector.cpp - what Clang says of a file --------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines ErrorCollector.
//===----------------------------------------------------------------------===//
#include "cli/ErrorCollector.h"
#include "cli/Locations.h"
#include "llvm/ADT/SmallString.h"

namespace deed {

/// `__attribute__((malloc(free)))` is right in GCC; Clang 19 reports it and
/// drops it, and the declaration is as good as any. Deed reads its tokens.
static bool isGccDeallocator(llvm::StringRef Message) {
  return Message.starts_with("'malloc' attribute takes no arguments") ||
         Message.starts_with("'__malloc__' attribute takes no arguments");
}

void ErrorCollector::HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                                      const clang::Diagnostic &Info) {
  if (Level < clang::DiagnosticsEngine::Error)
    return;
  llvm::SmallString<128> Text;
  Info.FormatDiagnostic(Text);
  if (isGccDeallocator(Text))
    return;
  ++Count;
  bool Placed = Info.getLocation().isValid() && Info.hasSourceManager();
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
