//===- cli/ErrorCollector.h - what Clang says of a file ------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Clang's errors are kept, not printed: they say why a file counts as not
// analysed, and which flags to leave out.
//===----------------------------------------------------------------------===//
#ifndef DEED_CLI_ERRORCOLLECTOR_H
#define DEED_CLI_ERRORCOLLECTOR_H

#include "engine/Finding.h"
#include "clang/Basic/Diagnostic.h"
#include <string>
#include <vector>

namespace deed {

class ErrorCollector : public clang::DiagnosticConsumer {
public:
  /// A file with one mistake can have thousands of errors; people read the first.
  static constexpr unsigned MostKept = 3;

  struct Entry {
    SourceRange Where; ///< invalid for errors of the driver
    std::string Message;
  };
  std::vector<Entry> Errors; ///< the first MostKept
  unsigned Count = 0;
  /// Where all of them are, as raw encodings of what was expanded.
  std::vector<unsigned> Places;
  bool HeaderMissing = false;
  /// Warnings, where the command asks for some: a const that is lost. As findings, which
  /// fixes on trial must not bring.
  std::vector<Finding> Warnings;
  /// Words that Clang quotes in errors without a place: flags it does not take.
  std::vector<std::string> QuotedByDriver;

  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level, const clang::Diagnostic &Info) override;
};

} // namespace deed

#endif // DEED_CLI_ERRORCOLLECTOR_H
