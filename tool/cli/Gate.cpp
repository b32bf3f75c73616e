//===- cli/Gate.cpp - what of a report fails ---------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines applyBaselineOption().
//===----------------------------------------------------------------------===//
#include "cli/Gate.h"
#include "report/Sources.h"
#include "report/Terminal.h"
#include "llvm/Support/FileSystem.h"

namespace deed {

std::string baselinePath(const CheckOptions &Options, const RunReport &Report) {
  if (!Options.Gate.Baseline.empty())
    return absolutePath(Options.Gate.Baseline, Report.WorkingDirectory);
  return Report.Root + "/" + BaselineName.str();
}

Reach reachOf(const CheckOptions &Options, const Run &Work) {
  if (!Options.Gate.Since.empty())
    return Reach::Change;
  return Work.Whole ? Reach::Program : Options.Index ? Reach::FilesOfOne : Reach::FilesAlone;
}

static std::string entries(size_t N) { return std::to_string(N) + (N == 1 ? " entry" : " entries"); }

/// A change must not let its own findings through.
static llvm::Error checkGrowth(const CheckOptions &Options, Run &Work, const Baseline &Now, const std::string &Path,
                               llvm::StringRef Name, const ChangeSet &Changes, llvm::raw_ostream &Notes) {
  llvm::SmallString<256> Real;
  if (llvm::sys::fs::real_path(Path, Real))
    return llvm::Error::success();
  const FileChange *C = Changes.find(Real.str().str());
  if (!C || !C->OldText) // it is as it was, or this change brings it
    return llvm::Error::success();
  llvm::Expected<Baseline> Before = parseBaseline(*C->OldText, (Name + " of the base").str());
  if (!Before)
    return Before.takeError();
  std::vector<const BaselineEntry *> More = grown(*Before, Now);
  if (More.empty())
    return llvm::Error::success();
  bool Fails = inCi(Options.Gate.Ci);
  llvm::raw_ostream &Out = Fails ? llvm::errs() : Notes;
  Out << "deed: " << (Fails ? "error: " : "note: ") << Name << " grew by " << entries(More.size())
      << " against the base" << (Fails ? "; in CI a baseline may only shrink" : "") << '\n';
  for (const BaselineEntry *E : More)
    Out << "  " << printablePath(E->File) << ':' << E->Line << ": " << printable(E->Message) << " [" << E->Rule
        << "]\n";
  if (Fails && Work.Report.Exit == ExitCode::Clean)
    Work.Report.Exit = ExitCode::Findings;
  return llvm::Error::success();
}

llvm::Error applyBaselineOption(const CheckOptions &Options, Run &Work, const GateRun *Gate, llvm::raw_ostream &Notes) {
  RunReport &Report = Work.Report;
  std::string Path = baselinePath(Options, Report);
  if (Options.Gate.NoBaseline || (Options.Gate.Baseline.empty() && !llvm::sys::fs::exists(Path)))
    return llvm::Error::success();
  std::string Name = relativeTo(Path, Report.WorkingDirectory);
  llvm::Expected<Baseline> B = readBaseline(Path, Name);
  if (!B)
    return B.takeError();
  Notes << "deed: using baseline " << Name << ", " << entries(B->Entries.size()) << '\n';
  BaselineMatch Match = matchBaseline(*B, Report, Work.Runner.Files->enabledEverywhere(), reachOf(Options, Work));
  applyBaseline(*B, Match, Report);
  settleExit(Report);
  if (Gate)
    if (llvm::Error E = checkGrowth(Options, Work, *B, Path, Name, Gate->Changes, Notes))
      return E;
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
