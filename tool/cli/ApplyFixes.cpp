//===- cli/ApplyFixes.cpp - --fix, --diff, --export-fixes ------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "cli/ApplyFixes.h"
#include "cli/Commands.h"
#include "fix/Diff.h"
#include "fix/Fixer.h"
#include "fix/Write.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace deed {

bool wantsFixes(const CheckOptions &Options) { return Options.Fix || Options.Diff || !Options.ExportFixes.empty(); }

/// What each of \p Units says by itself with \p Texts in place of the files on disk.
static llvm::Expected<std::vector<UnitReport>> analyseWith(const CheckOptions &Options, const Run &Work,
                                                           llvm::ArrayRef<CompileUnit> Units, const FileTexts &Texts,
                                                           bool Records) {
  RunnerOptions Runner = Work.Runner;
  Runner.Texts = Texts;
  Runner.Index = Records;
  Runner.DumpContracts = false; // for gates; texts on trial are not kept
  llvm::Expected<FilePass> Files = analyseFiles(Options, Runner, Units, /*Whole=*/false);
  if (!Files)
    return Files.takeError();
  return std::move(Files->Reports);
}

static llvm::Expected<FixTask> taskOf(const CheckOptions &Options, const Run &Work) {
  FixTask Task;
  for (const CompileUnit &Unit : Work.Todo.Units)
    Task.UnitFiles.push_back(Unit.File);
  Task.Reports = Work.Units;
  // Each trial of a whole program would show what some file says of another, and that is hard to blame on
  // a fix: fixes are tried file by file, and what is chosen once on the program.
  const bool Together = Work.Runner.Index && Work.Todo.Units.size() > 1;
  if (Together) {
    Task.Program = std::move(Task.Reports);
    Task.Reports = Work.Alone;
    Task.AnalyseProgram = [&Options, &Work](std::vector<UnitReport> Reports,
                                            const FileTexts &Texts) -> llvm::Expected<std::vector<UnitReport>> {
      RunnerOptions Runner = Work.Runner;
      Runner.Texts = Texts;
      const std::vector<std::string> NoKeys(Reports.size()); // texts on trial are not kept
      if (llvm::Error E = analyseProgram(Options, Runner, Work.Todo.Units, NoKeys, Reports))
        return std::move(E);
      return Reports;
    };
    if (Task.Reports.empty()) {
      auto Alone = analyseWith(Options, Work, Work.Todo.Units, {}, /*Records=*/true);
      if (!Alone)
        return Alone.takeError();
      Task.Reports = std::move(*Alone);
    }
  }
  // Only all files together tell that a comment silences nothing.
  for (const Finding &F : Work.Report.Findings)
    if (F.Id == Rule::Suppression && F.Repair) {
      const auto Unit = llvm::find(Task.UnitFiles, F.Place.File);
      const size_t I = Unit == Task.UnitFiles.end() ? 0 : static_cast<size_t>(Unit - Task.UnitFiles.begin());
      (Together ? Task.Program : Task.Reports)[I].Findings.push_back(F);
    }
  Task.Wanted = Work.Report.Findings;
  Task.InBrokenUnits = Options.FixErrors;
  for (const auto &Each : Work.Runner.Files->all())
    for (const auto *Of : {&Each->Config->Names.Owned, &Each->Config->Names.Mutable, &Each->Config->Names.Borrowed})
      for (const std::string &Prefix : *Of)
        if (!llvm::is_contained(Task.Prefixes, Prefix))
          Task.Prefixes.push_back(Prefix);
  Task.Read = [](const std::string &File) { return readWhole(File); };
  Task.Refuse = [](const std::string &File, const std::string &Text) { return whyNotChanged(File, Text); };
  Task.Analyse = [&Options, &Work, Together](const std::vector<size_t> &Indices, const FileTexts &Texts) {
    std::vector<CompileUnit> Units;
    for (size_t I : Indices)
      Units.push_back(Work.Todo.Units[I]);
    return analyseWith(Options, Work, Units, Texts, /*Records=*/Together);
  };
  return Task;
}

/// "mended 3 findings in 2 files"
static void tell(const CheckOptions &Options, const FixOutcome &Done, const std::string &WorkingDirectory,
                 llvm::raw_ostream &Notes) {
  // They begin with the file, as findings do.
  for (llvm::StringRef Note : Done.Notes) {
    if (Note.starts_with(WorkingDirectory + "/"))
      Note = Note.drop_front(WorkingDirectory.size() + 1);
    Notes << "deed: note: " << Note << '\n';
  }
  const bool Written = Options.Fix;
  Notes << "deed: " << (Written ? "mended " : "could mend ") << Done.Fixed
        << (Done.Fixed == 1 ? " finding in " : " findings in ") << Done.New.size()
        << (Done.New.size() == 1 ? " file" : " files");
  if (Done.Dropped)
    Notes << "; " << Done.Dropped << (Done.Dropped == 1 ? " fix was dropped: it" : " fixes were dropped: they")
          << " would leave the finding or bring another";
  Notes << '\n';
}

llvm::Error applyFixes(const CheckOptions &Options, Run &Work, llvm::raw_ostream &Notes) {
  llvm::Expected<FixTask> Task = taskOf(Options, Work);
  if (!Task)
    return Task.takeError();
  llvm::Expected<FixOutcome> Done = chooseFixes(std::move(*Task));
  if (!Done)
    return Done.takeError();
  if (Options.Diff)
    for (const auto &[File, Text] : Done->New)
      // A file elsewhere stands with its whole path: `patch -p1 -d /`.
      llvm::outs() << unifiedDiff(llvm::StringRef(relativeTo(File, Work.Report.WorkingDirectory)).ltrim('/').str(),
                                  Done->Old[File], Text);
  if (!Options.ExportFixes.empty())
    if (llvm::Error E = exportFixes(Options.ExportFixes, Done->First, Work.Report.WorkingDirectory))
      return E;
  if (Options.Fix) {
    if (llvm::Error E = writeAll(Done->Old, Done->New))
      return E;
    // What is reported is what is left. Problems stay: they were told.
    RunReport After = join(std::move(Done->Reports), Work.Todo);
    Work.Report.Findings = std::move(After.Findings);
    Work.Report.Suppressed = std::move(After.Suppressed);
    Work.Report.Obligations = std::move(After.Obligations);
    settleExit(Work.Report);
  }
  tell(Options, *Done, Work.Report.WorkingDirectory, Notes);
  return llvm::Error::success();
}

} // namespace deed
