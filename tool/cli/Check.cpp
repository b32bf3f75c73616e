//===- cli/Check.cpp - deed check --------------------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines the command that all else is for: options, plan (Plan.cpp), analysis
// in workers (Run.cpp, UnitRunner.cpp), one report, its printers.
//===----------------------------------------------------------------------===//
#include "cli/ApplyFixes.h"
#include "cli/Commands.h"
#include "cli/Gate.h"
#include "cli/Options.h"
#include "cli/Pipeline.h"
#include "cli/Since.h"
#include "project/CheckList.h"
#include "project/Repository.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include <chrono>
#include <unistd.h>

namespace deed {

/// Links go where colours go, unless they are asked for: a terminal that has
/// colours and not links shows the text alone.
static Paint paintOf(const CheckOptions &Options) {
  Paint Out{wantsColour(Options.Colour), ""};
  if (Options.Links.value_or(Out.On && ::isatty(STDOUT_FILENO)))
    Out.Link = Options.LinkFormat.empty() ? DefaultLink.str() : Options.LinkFormat;
  return Out;
}

static llvm::Error writeOutputs(const CheckOptions &Options, const RunReport &Report) {
  SourceCache Sources;
  for (const Output &Each : Options.Outputs) {
    std::string Bytes;
    llvm::raw_string_ostream Stream(Bytes);
    bool ToStdout = Each.Path == "-";
    print(Each.Kind, Report, Sources, ToStdout ? paintOf(Options) : Paint(), Stream);
    Stream.flush();
    if (llvm::Error E = writeOutput(Each.Path, Bytes))
      return E;
  }
  // After the findings; beside a log on stdout, which nothing else may enter.
  bool Log =
      llvm::any_of(Options.Outputs, [](const Output &Each) { return Each.Path == "-" && Each.Kind != Format::Text; });
  if (Options.Statistics)
    printStatistics(Report, Log ? llvm::errs() : llvm::outs());
  return llvm::Error::success();
}

/// Prints what was asked for and gives the exit code.
static ExitCode finish(const CheckOptions &Options, const RunReport &Report) {
  // A dump is asked for to be read: findings come only if they are asked for.
  bool Dump = Options.DumpFlow || Options.DumpContracts;
  // A patch, too.
  if ((!Dump && !Options.Diff) || Options.OutputsGiven)
    if (llvm::Error E = writeOutputs(Options, Report))
      return failMisuse(llvm::toString(std::move(E)));
  return Dump && Report.Exit == ExitCode::Findings ? ExitCode::Clean : Report.Exit;
}

static ExitCode listChecks(const CheckOptions &Options, llvm::StringRef WorkingDirectory) {
  llvm::Expected<std::shared_ptr<const Configuration>> Config = firstConfiguration(Options, WorkingDirectory);
  if (!Config)
    return failMisuse(llvm::toString(Config.takeError()));
  llvm::outs() << "Enabled checks:\n";
  for (const RuleInfo &R : allRules())
    if ((*Config)->Enabled[static_cast<unsigned>(R.Id)])
      llvm::outs() << "    " << ruleLabel(R.Id) << '\n';
  return ExitCode::Clean;
}

ExitCode runCheck(llvm::ArrayRef<std::string> Words) {
  llvm::Expected<CheckOptions> Options = parseCheckOptions(Words);
  if (!Options)
    return failMisuse(llvm::toString(Options.takeError()));
  return runCheck(*Options);
}

static llvm::Error printProfile(const CheckOptions &Options, const Run &Work) {
  Work.Runner.Times->print(Work.WorkingDirectory, llvm::errs());
  if (Options.ProfileTrace.empty())
    return llvm::Error::success();
  std::string Bytes;
  llvm::raw_string_ostream Stream(Bytes);
  Work.Runner.Times->printTrace(Work.WorkingDirectory, Stream);
  return writeOutput(Options.ProfileTrace, Stream.str());
}

/// What can not be shared among shards.
static std::optional<ExitCode> refuseShard(const CheckOptions &Options) {
  if (Options.Shard.Of == 0)
    return std::nullopt;
  if (!Options.Gate.Since.empty())
    return failMisuse("--since analyses what a change touches; it takes no --shard");
  if (wantsFixes(Options))
    return failMisuse("--shard reports; run --fix, --diff or --export-fixes without it");
  if (Options.DumpFlow || Options.DumpContracts)
    return failMisuse("--shard reports; run --dump-flow or --dump-contracts without it");
  if (llvm::none_of(Options.Outputs, [](const Output &Each) { return Each.Kind == Format::Sarif; }))
    (Options.Quiet ? llvm::nulls() : llvm::errs())
        << "deed: note: deed merge needs the SARIF log of each shard: --format=sarif:FILE\n";
  return std::nullopt;
}

ExitCode runCheck(CheckOptions &Given) {
  auto Start = std::chrono::steady_clock::now();
  CheckOptions *Options = &Given;
  if (Options->Help) {
    llvm::outs() << helpText();
    return ExitCode::Clean;
  }
  llvm::raw_ostream &Notes = Options->Quiet ? llvm::nulls() : llvm::errs();
  llvm::SmallString<256> WorkingDirectory;
  if (std::error_code Code = llvm::sys::fs::current_path(WorkingDirectory))
    return failMisuse("no working directory: " + Code.message());
  if (Options->VerifyConfig)
    return verifyConfigurations(*Options, WorkingDirectory);
  if (Options->DumpConfig)
    return dumpConfiguration(*Options, WorkingDirectory);
  if (Options->ListChecks)
    return listChecks(*Options, WorkingDirectory);
  if (!Options->WriteIndex.empty() && !Options->Gate.Since.empty())
    return failMisuse("--since analyses a part of the program; it writes no index");
  if (std::optional<ExitCode> Failed = refuseShard(*Options))
    return *Failed;
  Run Work;
  GateRun Gate;
  bool Gated = !Options->Gate.Since.empty();
  if (std::optional<ExitCode> Failed = Gated ? analyseSince(*Options, Work, Gate) : analyse(*Options, Work))
    return *Failed;
  RunReport &Report = Work.Report;
  if (llvm::Error E = applyBaselineOption(*Options, Work, Gated ? &Gate : nullptr, Notes))
    return failMisuse(llvm::toString(std::move(E)));
  if (wantsFixes(*Options)) {
    if (llvm::Error E = applyFixes(*Options, Work, Notes))
      return failMisuse(llvm::toString(std::move(E)));
    if (Options->Fix) // what is left is reported, and a baseline knows some of it
      if (llvm::Error E = applyBaselineOption(*Options, Work, nullptr, llvm::nulls()))
        return failMisuse(llvm::toString(std::move(E)));
  }
  ExitCode Code = finish(*Options, Report);
  if (llvm::any_of(Options->Outputs, [](const Output &Each) { return Each.Kind == Format::GitHub; }))
    appendStepSummary(Report, Notes);
  if (Gated)
    summarizeGate(*Options, Report, Gate, Notes);
  if (Work.Runner.Indexed && Options->Shard.Of == 0)
    if (llvm::Error E = writeOutput(Options->WriteIndex, Work.Runner.Indexed->write()))
      return failMisuse(llvm::toString(std::move(E)));
  if (Work.Runner.Times)
    if (llvm::Error E = printProfile(*Options, Work))
      return failMisuse(llvm::toString(std::move(E)));
  std::chrono::duration<double> Taken = std::chrono::steady_clock::now() - Start;
  Notes << "deed: " << Report.Files.size() << (Report.Files.size() == 1 ? " file" : " files") << " in "
        << llvm::format("%.1f s", Taken.count()) << '\n';
  return Code;
}

} // namespace deed
