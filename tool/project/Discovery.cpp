//===- project/Discovery.cpp - finding compile_commands.json -----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines findDatabases() and what is said around it.
//===----------------------------------------------------------------------===//
#include "project/CheckList.h"
#include "project/CompileDb.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace deed {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static constexpr llvm::StringLiteral FileName = "compile_commands.json";

/// Folders below a source folder in which builds are made. The pattern of a
/// step may have '*'.
static constexpr llvm::StringLiteral BuildFolders[] = {".",   "build*", "build*/*", "_build",       ".build",
                                                       "out", "out/*",  "builddir", "cmake-build-*"};

/// Adds to \p Out the folders below \p Folder that \p Pattern, "out/*", names.
static void expand(const std::string &Folder, llvm::StringRef Pattern, std::vector<std::string> &Out) {
  auto [Step, Rest] = Pattern.split('/');
  auto Descend = [&](const std::string &Child) {
    if (Rest.empty())
      Out.push_back(Child);
    else
      expand(Child, Rest, Out);
  };
  if (!Step.contains('*')) {
    std::string Child = Step == "." ? Folder : Folder + "/" + Step.str();
    if (fs::is_directory(Child))
      Descend(Child);
    return;
  }
  std::error_code Code;
  std::vector<std::string> Children;
  for (fs::directory_iterator It(Folder, Code), End; It != End && !Code; It.increment(Code))
    if (matchesGlob(Step, path::filename(It->path())) && fs::is_directory(It->path()))
      Children.push_back(It->path());
  llvm::sort(Children); // the order of a folder's entries is nobody's order
  for (const std::string &Child : Children)
    Descend(Child);
}

static std::vector<std::string> databasesIn(const std::string &Folder) {
  std::vector<std::string> Folders, Out, Real;
  for (llvm::StringRef Pattern : BuildFolders)
    expand(Folder, Pattern, Folders);
  for (const std::string &Each : Folders) {
    std::string File = Each + "/" + FileName.str();
    llvm::SmallString<256> RealPath;
    if (!fs::is_regular_file(File) || fs::real_path(File, RealPath) || llvm::is_contained(Real, RealPath.str()))
      continue;
    Real.push_back(RealPath.str().str());
    Out.push_back(File);
  }
  return Out;
}

std::vector<std::string> findDatabases(llvm::StringRef Start) {
  std::string Folder = Start.str();
  while (Folder.size() > 1) {
    std::vector<std::string> Found = databasesIn(Folder);
    if (!Found.empty())
      return Found;
    // What is above the repository belongs to somebody else.
    if (fs::exists(Folder + "/.git"))
      return {};
    Folder = path::parent_path(Folder).str();
  }
  return {};
}

std::string howToMakeDatabase() {
  return "  CMake:  cmake -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON\n"
         "  Meson:  meson setup build\n"
         "  Make:   bear -- make -B\n"
         "or give the flags:  deed check FILE.c -- -Iinclude -DNAME\n";
}

std::string ageInWords(std::int64_t Seconds) {
  struct Unit {
    std::int64_t Length;
    const char *Name;
  };
  for (Unit U : {Unit{86400, "day"}, Unit{3600, "hour"}, Unit{60, "minute"}})
    if (Seconds >= U.Length) {
      std::int64_t N = Seconds / U.Length;
      return std::to_string(N) + " " + U.Name + (N == 1 ? "" : "s");
    }
  return Seconds < 0 ? "0 seconds" : std::to_string(Seconds) + (Seconds == 1 ? " second" : " seconds");
}

} // namespace deed
