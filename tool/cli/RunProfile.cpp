//===- cli/RunProfile.cpp - --enable-check-profile ---------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "cli/RunProfile.h"
#include "report/Report.h"
#include "report/Sources.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/JSON.h"

namespace deed {

/// Rows of a table of files or functions: the dearest.
static constexpr size_t MostRows = 10;

static const char *phaseName(Phase P) {
  switch (P) {
  case Phase::Parse: return "parse";
  case Phase::Analyse: return "analyse";
  case Phase::Suppress: return "suppress";
  case Phase::Function: return "function";
  case Phase::Again: return "function with the index";
  }
  return "";
}

void RunProfile::add(const std::string &File, const Profile &Times) {
  if (!Times.Spans.empty())
    Entries.push_back({File, Times});
}

namespace {
using Rows = std::vector<std::pair<std::string, std::int64_t>>; ///< nanoseconds
} // namespace

static void printTable(llvm::StringRef Title, Rows Of, size_t Most, std::int64_t Total, llvm::raw_ostream &Out) {
  llvm::stable_sort(Of, [](const auto &A, const auto &B) { return A.second > B.second; });
  llvm::erase_if(Of, [](const auto &Row) { return Row.second == 0; });
  if (Of.empty())
    return;
  Out << "  " << Title
      << (Of.size() > Most ? ", the dearest " + std::to_string(Most) + " of " + std::to_string(Of.size()) : "") << '\n';
  Of.resize(std::min(Of.size(), Most));
  for (const auto &[Name, Cpu] : Of)
    Out << llvm::format("  %9.3f s %5.1f %%  ", Cpu / 1e9, Total ? 100.0 * Cpu / Total : 0.0) << Name << '\n';
}

void RunProfile::print(llvm::StringRef Base, llvm::raw_ostream &Out) const {
  std::int64_t Total = 0, Functions = 0, Analyse = 0;
  std::map<std::string, std::int64_t> Phases, Files, Rules;
  Rows Bodies;
  for (const auto &[File, Times] : Entries) {
    const std::string Name = relativeTo(File, Base);
    for (const TimeSpan &S : Times.Spans) {
      const std::int64_t Cpu = S.Cpu * 1000;
      if (S.What == Phase::Function || S.What == Phase::Again)
        Bodies.push_back({S.Name + " (" + Name + (S.What == Phase::Again ? ", with the index)" : ")"), Cpu});
      (S.What == Phase::Function ? Functions : S.What == Phase::Analyse ? Analyse : Phases[phaseName(S.What)]) += Cpu;
      if (S.What != Phase::Function) { // they are part of Analyse
        Total += Cpu;
        Files[Name] += Cpu;
      }
    }
    for (size_t I = 0; I != Times.Rules.size(); ++I)
      Rules[ruleLabel(allRules()[I].Id)] += Times.Rules[I];
  }
  Phases["functions: flows, solving, rules"] += Functions;
  Phases["declarations, contracts, the rest of the analysis"] += Analyse - Functions;
  Out << llvm::format("deed: profile: %.3f s of CPU in workers", Total / 1e9) << "; " << KnownFiles << " files and "
      << KnownFunctions << " functions with the index known from earlier runs\n";
  auto Sorted = [](const std::map<std::string, std::int64_t> &Of) { return Rows(Of.begin(), Of.end()); };
  printTable("phases", Sorted(Phases), ~size_t(0), Total, Out);
  printTable("rules that read flows", Sorted(Rules), ~size_t(0), Total, Out);
  printTable("files", Sorted(Files), MostRows, Total, Out);
  printTable("functions", std::move(Bodies), MostRows, Total, Out);
}

void RunProfile::printTrace(llvm::StringRef Base, llvm::raw_ostream &Out) const {
  std::int64_t First = 0;
  for (const Entry &E : Entries)
    for (const TimeSpan &S : E.Times.Spans)
      First = First ? std::min(First, S.Begin) : S.Begin;
  llvm::json::OStream J(Out);
  J.object([&] {
    J.attribute("displayTimeUnit", "ms");
    J.attributeArray("traceEvents", [&] {
      for (const Entry &E : Entries)
        for (const TimeSpan &S : E.Times.Spans)
          J.object([&] {
            const std::string File = relativeTo(E.File, Base);
            J.attribute("name", S.Name.empty() ? phaseName(S.What) + (" " + File) : S.Name);
            J.attribute("cat", phaseName(S.What));
            J.attribute("ph", "X");
            J.attribute("ts", S.Begin - First);
            J.attribute("dur", S.Length);
            J.attribute("pid", 1);
            J.attribute("tid", E.Times.Process);
            J.attributeObject("args", [&] {
              J.attribute("file", File);
              J.attribute("cpu", S.Cpu);
            });
          });
    });
  });
  Out << '\n';
}

} // namespace deed
