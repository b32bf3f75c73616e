//===- cli/Baseline.cpp - deed baseline --------------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines the command that accepts today's findings: create, update, prune and
// show. All but show analyse the project as `deed check` does.
//===----------------------------------------------------------------------===//
#include "cli/Commands.h"
#include "cli/Gate.h"
#include "project/Nearest.h"
#include "report/Printer.h"
#include "report/Sources.h"
#include "report/Terminal.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <map>
#include <set>

namespace deed {

static constexpr const char *Usage =
    "usage:\n"
    "  deed baseline create [OPTIONS]  accept all findings of today, one by one\n"
    "  deed baseline update [OPTIONS]  accept those that are new too, drop those that\n"
    "                                  are fixed; in CI it only drops\n"
    "  deed baseline prune [OPTIONS]   drop those that are fixed\n"
    "  deed baseline show              print what is accepted, why, and since when\n\n"
    "The file is --baseline=FILE, or .deed-baseline.jsonl in the project's root, which\n"
    "deed check reads by itself. --reason=TEXT says why new entries are accepted.\n"
    "Options of deed check say what is analysed.\n";

/// "2026-11-21" in UTC; reproducible builds set SOURCE_DATE_EPOCH.
static std::string today() {
  std::time_t Now = std::time(nullptr);
  if (const char *Epoch = std::getenv("SOURCE_DATE_EPOCH")) {
    long long Seconds;
    if (!llvm::StringRef(Epoch).getAsInteger(10, Seconds))
      Now = Seconds;
  }
  std::tm Parts{};
  ::gmtime_r(&Now, &Parts);
  char Text[32];
  std::strftime(Text, sizeof Text, "%Y-%m-%d", &Parts);
  return Text;
}

namespace {
enum class Verb { Create, Update, Prune, Show };

class Command {
  Verb What;
  const CheckOptions &Options;
  Run Work;
  std::string Path, Name;
  llvm::raw_ostream &Notes;

  void place() {
    Path = baselinePath(Options, Work.Report);
    Name = relativeTo(Path, Work.Report.WorkingDirectory);
  }
  ExitCode write(Baseline B, size_t Added, size_t Dropped);
  ExitCode create();
  ExitCode change();
  ExitCode show();

public:
  Command(Verb What, const CheckOptions &Options)
      : What(What), Options(Options), Notes(Options.Quiet ? llvm::nulls() : llvm::errs()) {}
  ExitCode run();
};
} // namespace

static std::string findings(size_t N) { return std::to_string(N) + (N == 1 ? " finding" : " findings"); }

ExitCode Command::write(Baseline B, size_t Added, size_t Dropped) {
  size_t Total = B.Entries.size();
  if (llvm::Error E = writeOutput(Path, printBaseline(std::move(B))))
    return failMisuse(llvm::toString(std::move(E)));
  Notes << "deed: " << Name << ": " << findings(Total) << " accepted";
  if (What != Verb::Create)
    Notes << " (" << Added << " added, " << Dropped << " dropped)";
  Notes << '\n';
  return ExitCode::Clean;
}

ExitCode Command::create() {
  Baseline B;
  std::string Date = today();
  for (const Finding &F : Work.Report.Findings)
    B.Entries.push_back(entryFor(F, Work.Report, Options.Gate.Reason, Date));
  size_t Added = B.Entries.size();
  settle(B);
  return write(std::move(B), Added, 0);
}

/// update and prune. Entries that stay keep their reason and date; prune leaves
/// their lines in the file as they are.
ExitCode Command::change() {
  llvm::Expected<Baseline> Old = readBaseline(Path, Name);
  if (!Old)
    return failMisuse(llvm::toString(Old.takeError()));
  RunReport &Report = Work.Report;
  BaselineMatch Match = matchBaseline(*Old, Report, Work.Runner.Files->enabledEverywhere(), reachOf(Options, Work));
  bool MayGrow = What == Verb::Update && !inCi(Options.Gate.Ci);
  Baseline New;
  std::set<size_t> Gone(Match.Gone.begin(), Match.Gone.end());
  std::map<size_t, const Finding *> FindingOf;
  std::vector<const Finding *> Unknown;
  for (size_t I = 0; I < Report.Findings.size(); ++I)
    if (Match.EntryOf[I] < 0)
      Unknown.push_back(&Report.Findings[I]);
    else
      FindingOf[Match.EntryOf[I]] = &Report.Findings[I];
  for (size_t I = 0; I < Old->Entries.size(); ++I) {
    if (Gone.count(I))
      continue;
    BaselineEntry &E = Old->Entries[I];
    auto Now = FindingOf.find(I);
    if (What == Verb::Update && Now != FindingOf.end())
      New.Entries.push_back(entryFor(*Now->second, Report, E.Reason, E.Date));
    else
      New.Entries.push_back(E);
  }
  std::string Date = today();
  if (MayGrow)
    for (const Finding *F : Unknown)
      New.Entries.push_back(entryFor(*F, Report, Options.Gate.Reason, Date));
  settle(New);
  ExitCode Code = write(std::move(New), MayGrow ? Unknown.size() : 0, Gone.size());
  if (Code != ExitCode::Clean || What == Verb::Prune || MayGrow || Unknown.empty())
    return Code;
  for (const Finding *F : Unknown)
    llvm::errs() << printablePath(relativeTo(F->Place.File, Report.WorkingDirectory)) << ':' << F->Place.Line << ':'
                 << F->Place.Column << ": " << levelName(Report.levelOf(*F)) << ": " << printable(F->Message) << " ["
                 << ruleLabel(F->Id) << "]\n";
  llvm::errs() << "deed: error: in CI a baseline may only shrink: " << findings(Unknown.size()) << " not accepted\n";
  return ExitCode::Findings;
}

ExitCode Command::show() {
  llvm::SmallString<256> Here;
  if (std::error_code Code = llvm::sys::fs::current_path(Here))
    return failMisuse("no working directory: " + Code.message());
  Work.Report.WorkingDirectory = Here.str().str();
  Work.Report.Root = findRoot({}, Here);
  place();
  llvm::Expected<Baseline> B = readBaseline(Path, Name);
  if (!B)
    return failMisuse(llvm::toString(B.takeError()));
  if (Options.OutputsGiven && Options.Outputs.front().Kind == Format::Json) {
    llvm::outs() << printBaseline(std::move(*B));
    return ExitCode::Clean;
  }
  llvm::stable_sort(B->Entries, [](const BaselineEntry &A, const BaselineEntry &C) {
    return std::tie(A.File, A.Line, A.Rule) < std::tie(C.File, C.Line, C.Rule);
  });
  std::string File;
  for (const BaselineEntry &E : B->Entries) {
    if (E.File != File)
      llvm::outs() << (File.empty() ? "" : "\n") << printablePath(E.File) << '\n';
    File = E.File;
    llvm::outs() << llvm::format("%6u  ", E.Line) << printable(E.Message) << " [" << E.Rule << "]";
    if (!E.Function.empty())
      llvm::outs() << " in '" << E.Function << "'";
    llvm::outs() << "\n        " << (E.Date.empty() ? "" : E.Date + ": ")
                 << (E.Reason.empty() ? "no reason given" : printable(E.Reason)) << '\n';
  }
  llvm::outs() << (B->Entries.empty() ? "" : "\n") << findings(B->Entries.size()) << " accepted in " << Name << '\n';
  return ExitCode::Clean;
}

ExitCode Command::run() {
  if (What == Verb::Show)
    return show();
  if (What == Verb::Create && inCi(Options.Gate.Ci))
    return failMisuse("a baseline is not made in CI, where it may only shrink; --ci=false if this is none");
  if (std::optional<ExitCode> Failed = analyse(Options, Work))
    return *Failed;
  place();
  bool Exists = llvm::sys::fs::exists(Path);
  if (What == Verb::Create && Exists && !Options.Gate.Force)
    return failMisuse(Name + " is there already; deed baseline update changes it, --force writes it anew");
  if (What != Verb::Create && !Exists)
    return failMisuse("no baseline " + Name + "; deed baseline create makes it");
  ExitCode Code = What == Verb::Create ? create() : change();
  // Findings of files that were not analysed are not in it.
  return Code == ExitCode::Clean && Work.Report.notAnalysed() ? ExitCode::NotAnalysed : Code;
}

ExitCode runBaseline(llvm::ArrayRef<std::string> Words) {
  llvm::StringRef First = Words.empty() ? llvm::StringRef() : llvm::StringRef(Words.front());
  if (First == "--help" || First == "-h" || First == "help") {
    llvm::outs() << Usage;
    return ExitCode::Clean;
  }
  static const std::pair<llvm::StringRef, Verb> Verbs[] = {
      {"create", Verb::Create}, {"update", Verb::Update}, {"prune", Verb::Prune}, {"show", Verb::Show}};
  const auto *Found = llvm::find_if(Verbs, [&](const auto &V) { return V.first == First; });
  if (Found == std::end(Verbs))
    return failMisuse(First.empty() ? std::string("deed baseline needs one of: create, update, prune, show")
                                    : ("deed baseline: unknown command '" + First + "'").str() +
                                          didYouMean(First, {"create", "update", "prune", "show"}) +
                                          " (create, update, prune, show)");
  llvm::Expected<CheckOptions> Options = parseCheckOptions(Words.drop_front());
  if (!Options)
    return failMisuse(llvm::toString(Options.takeError()));
  if (Options->Help) {
    llvm::outs() << Usage;
    return ExitCode::Clean;
  }
  if (Options->Shard.Of)
    return failMisuse("deed baseline takes no --shard: what the other shards have would be gone");
  // --output names the file that the command writes, as it does for a check.
  if (Options->Gate.Baseline.empty() && Options->Outputs.front().Path != "-")
    Options->Gate.Baseline = Options->Outputs.front().Path;
  return Command(Found->second, *Options).run();
}

} // namespace deed
