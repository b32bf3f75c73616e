//===- cli/RunProfile.h - --enable-check-profile -------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The profiles of all workers, and what the cache knew; as tables for people and
// as a trace for chrome://tracing or ui.perfetto.dev.
//===----------------------------------------------------------------------===//
#ifndef DEED_CLI_RUNPROFILE_H
#define DEED_CLI_RUNPROFILE_H

#include "engine/Profile.h"
#include "llvm/Support/raw_ostream.h"
#include <map>

namespace deed {

class RunProfile {
public:
  /// What a worker did for \p File.
  void add(const std::string &File, const Profile &Times);
  void knownFile() { ++KnownFiles; }
  void knownFunctions(size_t N) { KnownFunctions += N; }

  /// Seconds of CPU by phase, file, function and rule; paths relative to \p Base.
  void print(llvm::StringRef Base, llvm::raw_ostream &Out) const;
  /// The trace event format, with the workers as threads.
  void printTrace(llvm::StringRef Base, llvm::raw_ostream &Out) const;

private:
  struct Entry {
    std::string File;
    Profile Times;
  };
  std::vector<Entry> Entries;
  size_t KnownFiles = 0, KnownFunctions = 0;
};

} // namespace deed

#endif // DEED_CLI_RUNPROFILE_H
