//===- cli/Plan.cpp - which files, and from which database -------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines makePlan().
//===----------------------------------------------------------------------===//
#include "cli/Plan.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Chrono.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <chrono>

namespace deed {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static llvm::Error misuse(const std::string &Text) {
  return llvm::createStringError(std::errc::invalid_argument, "%s", Text.c_str());
}

/// Where the search for a database begins: the first path that was named, for
/// somebody may lint a project from outside of it, else the working directory.
static std::string searchStart(const CheckOptions &Options, llvm::StringRef WorkingDirectory) {
  if (Options.Paths.empty())
    return WorkingDirectory.str();
  std::string First = absolutePath(Options.Paths.front(), WorkingDirectory);
  return fs::is_directory(First) ? First : path::parent_path(First).str();
}

static llvm::Expected<std::string> findDatabase(const CheckOptions &Options, llvm::StringRef WorkingDirectory) {
  if (!Options.BuildPath.empty())
    return absolutePath(Options.BuildPath, WorkingDirectory);
  std::string Start = searchStart(Options, WorkingDirectory);
  std::vector<std::string> Found = findDatabases(Start);
  if (Found.empty() && Start != WorkingDirectory)
    Found = findDatabases(WorkingDirectory);
  if (Found.size() == 1)
    return Found.front();
  if (Found.empty())
    return misuse("no compile_commands.json in " + relativeTo(Start, WorkingDirectory) +
                  " and its build folders, nor above; to make one:\n" + howToMakeDatabase());
  std::string Text = "several compile databases; choose one with -p:";
  for (const std::string &Each : Found)
    Text += "\n  -p " + relativeTo(path::parent_path(Each).str(), WorkingDirectory);
  return misuse(Text);
}

static std::string describeDatabase(const CompileDb &Db, llvm::StringRef WorkingDirectory) {
  std::string Text = "using " + relativeTo(Db.Path, WorkingDirectory);
  fs::file_status Status;
  if (!fs::status(Db.Path, Status)) {
    auto Age = std::chrono::system_clock::now() - Status.getLastModificationTime();
    Text += ", " + ageInWords(std::chrono::duration_cast<std::chrono::seconds>(Age).count()) + " old";
  }
  return Text + ", " + std::to_string(Db.Units.size()) + (Db.Units.size() == 1 ? " C file" : " C files");
}

std::string findRoot(llvm::ArrayRef<std::string> Files, llvm::StringRef WorkingDirectory) {
  for (llvm::StringRef Folder = WorkingDirectory; Folder.size() > 1; Folder = path::parent_path(Folder))
    if (fs::exists(Folder + "/.git"))
      return Folder.str();
  std::string Below = WorkingDirectory.str() + "/";
  if (Files.empty() || llvm::any_of(Files, [&](llvm::StringRef File) { return File.starts_with(Below); }))
    return WorkingDirectory.str();
  llvm::StringRef Common = path::parent_path(Files.front());
  for (llvm::StringRef File : Files)
    while (Common.size() > 1 && !File.starts_with((Common + "/").str()))
      Common = path::parent_path(Common);
  return Common.str();
}

static llvm::Error takeFixed(const CheckOptions &Options, llvm::StringRef WorkingDirectory, Plan &Out) {
  if (Options.Paths.empty())
    return misuse("no file is named before '--'");
  llvm::Expected<CompileDb> Db = fixedDatabase(Options.Paths, *Options.Flags, WorkingDirectory);
  if (!Db)
    return Db.takeError();
  Out.Units = std::move(Db->Units);
  for (auto &[Folder, Why] : Db->Unread)
    Out.Problems.push_back({ProblemKind::Missing, std::move(Folder), {}, "cannot read this folder: " + Why});
  return llvm::Error::success();
}

static llvm::Error takeFromDatabase(const CheckOptions &Options, llvm::StringRef WorkingDirectory, Plan &Out) {
  // A path that is not there is the nearer mistake, so it is told first.
  for (const std::string &Path : Options.Paths)
    if (!fs::exists(absolutePath(Path, WorkingDirectory)) && Options.BuildPath.empty())
      return misuse("no such file or folder: " + Path);
  llvm::Expected<std::string> Path = findDatabase(Options, WorkingDirectory);
  if (!Path)
    return Path.takeError();
  llvm::Expected<CompileDb> Db = loadDatabase(*Path);
  if (!Db)
    return Db.takeError();
  Out.Note = describeDatabase(*Db, WorkingDirectory);
  std::string Name = relativeTo(Db->Path, WorkingDirectory);
  if (Db->Units.empty())
    return misuse(Name + " lists no C file" +
                  (Db->Others ? " (" + std::to_string(Db->Others) + " others)" : std::string()));
  llvm::Expected<Selection> Chosen = select(*Db, Options.Paths, WorkingDirectory);
  if (!Chosen)
    return Chosen.takeError();
  for (const std::string &File : Chosen->Unknown)
    Out.Problems.push_back({ProblemKind::NotInDatabase,
                            File,
                            {},
                            path::extension(File) == ".h"
                                ? "a header is analysed with the files that include it: name one of those"
                                : "not in " + Name + "; make it anew, or give the flags after '--'"});
  for (CompileUnit &Unit : Chosen->Units) {
    if (Unit.Missing)
      Out.Problems.push_back({ProblemKind::Missing, Unit.File, {}, Name + " lists this file, but it does not exist"});
    else
      Out.Units.push_back(std::move(Unit));
  }
  return llvm::Error::success();
}

llvm::Expected<Plan> makePlan(const CheckOptions &Options, llvm::StringRef WorkingDirectory) {
  Plan Out;
  Out.Whole = Options.Paths.empty() && !Options.Flags;
  if (llvm::Error E =
          Options.Flags ? takeFixed(Options, WorkingDirectory, Out) : takeFromDatabase(Options, WorkingDirectory, Out))
    return std::move(E);
  for (const CompileUnit &Unit : Out.Units)
    Out.Files.push_back(Unit.File);
  for (const Problem &P : Out.Problems)
    Out.Files.push_back(P.File);
  llvm::sort(Out.Files);
  Out.Files.erase(llvm::unique(Out.Files), Out.Files.end());
  Out.Root = findRoot(Out.Files, WorkingDirectory);
  return Out;
}

} // namespace deed
