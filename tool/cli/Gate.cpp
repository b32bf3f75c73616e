//===- cli/Gate.cpp - what of a report fails ---------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines applyBaselineOption().
//===----------------------------------------------------------------------===//
#include "cli/Gate.h"
#include "report/Sources.h"
#include "llvm/Support/FileSystem.h"

namespace deed {

std::string baselinePath(const CheckOptions &Options, const RunReport &Report) {
  if (!Options.Gate.Baseline.empty())
    return absolutePath(Options.Gate.Baseline, Report.WorkingDirectory);
  return Report.Root + "/" + BaselineName.str();
}

static std::string entries(size_t N) { return std::to_string(N) + (N == 1 ? " entry" : " entries"); }

llvm::Error applyBaselineOption(const CheckOptions &Options, Run &Work, llvm::raw_ostream &Notes) {
  RunReport &Report = Work.Report;
  std::string Path = baselinePath(Options, Report);
  if (Options.Gate.NoBaseline || (Options.Gate.Baseline.empty() && !llvm::sys::fs::exists(Path)))
    return llvm::Error::success();
  std::string Name = relativeTo(Path, Report.WorkingDirectory);
  llvm::Expected<Baseline> B = readBaseline(Path, Name);
  if (!B)
    return B.takeError();
  Notes << "deed: using baseline " << Name << ", " << entries(B->Entries.size()) << '\n';
  BaselineMatch Match = matchBaseline(*B, Report, Work.Runner.Analysis.Enabled, Work.Whole);
  applyBaseline(*B, Match, Report);
  settleExit(Report);
  if (Match.Gone.empty())
    return llvm::Error::success();
  std::string Text = entries(Match.Gone.size()) + " of " + Name + (Match.Gone.size() == 1 ? " is" : " are") +
                     " fixed; to take " + (Match.Gone.size() == 1 ? "it" : "them") + " out: deed baseline prune";
  if (!Options.Gate.StrictBaseline) {
    Notes << "deed: note: " << Text << '\n';
    return llvm::Error::success();
  }
  llvm::errs() << "deed: error: " << Text << '\n';
  if (Report.Exit == ExitCode::Clean)
    Report.Exit = ExitCode::Findings;
  return llvm::Error::success();
}

} // namespace deed
