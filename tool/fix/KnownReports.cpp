//===- fix/KnownReports.cpp - what units said of texts before ---------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "fix/KnownReports.h"
#include "llvm/Support/xxhash.h"
#include <algorithm>

namespace deed {

KnownReports::KnownReports(const FixTask &Task) : Units(Task.UnitFiles.size()) {
  for (std::size_t I = 0; I != Units.size(); ++I) {
    Units[I].MainFile = Task.UnitFiles[I];
    keep(I, {}, Task.Reports[I]);
  }
}

/// One key for all texts that the unit does not read.
std::uint64_t KnownReports::keyOf(const Unit &U, const FileTexts &Shown) const {
  std::string All;
  for (const auto &[File, Text] : Shown)
    if (U.Reads.empty() || U.Reads.count(File)) {
      All += File + '\0';
      All += Text + '\0';
    }
  return llvm::xxh3_64bits(llvm::StringRef(All));
}

const UnitReport *KnownReports::find(std::size_t I, const FileTexts &Shown, bool Record) {
  auto It = Units[I].Known.find(keyOf(Units[I], Shown));
  if (It == Units[I].Known.end() || (Record && It->second.Forgot))
    return nullptr;
  It->second.Used = ++Clock;
  return &It->second.Report;
}

void KnownReports::keep(std::size_t I, const FileTexts &Shown, const UnitReport &Report) {
  Unit &U = Units[I];
  // A fix may bring an #include. A unit that could not be read names no file; what it
  // depends on is then not known.
  const bool More = std::any_of(Report.Sources.begin(), Report.Sources.end(),
                                [&](const std::string &File) { return !U.Reads.count(File); });
  if (More) {
    U.Reads.insert(Report.Sources.begin(), Report.Sources.end());
    U.Reads.insert(U.MainFile);
    U.Known.clear(); // their keys are of fewer files
  }
  U.Known[keyOf(U, Shown)] = {Report, ++Clock};
  std::vector<std::map<std::uint64_t, Entry>::iterator> LastFirst;
  for (auto It = U.Known.begin(); It != U.Known.end(); ++It)
    LastFirst.push_back(It);
  std::sort(LastFirst.begin(), LastFirst.end(),
            [](const auto &A, const auto &B) { return A->second.Used > B->second.Used; });
  constexpr std::size_t Most = 24, MostRecords = 3;
  for (std::size_t N = MostRecords; N < LastFirst.size(); ++N)
    if (!LastFirst[N]->second.Report.Index.empty()) {
      LastFirst[N]->second.Forgot = true;
      LastFirst[N]->second.Report.Index.clear();
      LastFirst[N]->second.Report.Index.shrink_to_fit();
    }
  if (LastFirst.size() > Most)
    U.Known.erase(LastFirst.back());
}

} // namespace deed
