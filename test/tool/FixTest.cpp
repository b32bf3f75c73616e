//===- tool/FixTest.cpp - edits, patches, files, fixes that hold -----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "fix/Diff.h"
#include "fix/Fixer.h"
#include "fix/Write.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include <gtest/gtest.h>

using namespace deed;

namespace {

Edit edit(const std::string &File, unsigned Offset, unsigned Length, const std::string &Text) {
  Edit E;
  E.Range.File = File;
  E.Range.Line = E.Range.EndLine = 1;
  E.Range.Offset = Offset;
  E.Range.Length = Length;
  E.Replacement = Text;
  return E;
}

TEST(Edits, AllOfAFixOrNone) {
  EditSet Set;
  EXPECT_TRUE(Set.add({"first", {edit("a", 0, 3, "xyz")}}));
  // Its second edit meets the first fix: its first one stays out, too.
  EXPECT_FALSE(Set.add({"second", {edit("b", 0, 0, "new"), edit("a", 2, 2, "!")}}));
  EXPECT_EQ(Set.files(), std::vector<std::string>{"a"});
  EXPECT_EQ(Set.apply({{"a", "abcdef"}, {"b", "b"}}), (FileTexts{{"a", "xyzdef"}}));
}

TEST(Edits, TheSameTwiceIsOneAndTwoInsertionsMeet) {
  EditSet Set;
  EXPECT_TRUE(Set.add({"first", {edit("a", 3, 0, "x")}}));
  EXPECT_TRUE(Set.add({"same", {edit("a", 3, 0, "x")}}));
  EXPECT_FALSE(Set.add({"other", {edit("a", 3, 0, "y")}}));
  EXPECT_TRUE(Set.add({"beside", {edit("a", 3, 1, "D")}}));
  EXPECT_EQ(Set.apply({{"a", "abcdef"}})["a"], "abcxDef");
}

TEST(Edits, NewLinesAreTheFilesOwn) {
  EditSet Set;
  EXPECT_TRUE(Set.add({"f", {edit("a", 1, 0, "\nb")}}));
  EXPECT_EQ(Set.apply({{"a", "a\r\n"}})["a"], "a\r\nb\r\n");
}

TEST(Edits, OutsideOfTheFile) {
  EXPECT_TRUE(fits({"f", {edit("a", 3, 0, "x")}}, {{"a", "abc"}}));
  EXPECT_FALSE(fits({"f", {edit("a", 3, 1, "x")}}, {{"a", "abc"}}));
  EXPECT_FALSE(fits({"f", {edit("b", 0, 0, "x")}}, {{"a", "abc"}}));
  EXPECT_FALSE(fits({"f", {}}, {{"a", "abc"}}));
}

TEST(Diff, OneHunkWithContext) {
  EXPECT_EQ(unifiedDiff("a.c", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"),
            "--- a/a.c\n+++ b/a.c\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(Diff, TwoHunksInsertionsAndNoNewline) {
  std::string Old, New;
  for (int I = 1; I != 21; ++I) {
    Old += std::to_string(I) + "\n";
    New += std::to_string(I) + (I == 2 ? "\nnew\n" : "\n");
  }
  EXPECT_EQ(unifiedDiff("a", Old + "end", New + "END"),
            "--- a/a\n+++ b/a\n@@ -1,5 +1,6 @@\n 1\n 2\n+new\n 3\n 4\n 5\n@@ -18,4 +19,4 @@\n 18\n 19\n 20\n-end\n"
            "\\ No newline at end of file\n+END\n\\ No newline at end of file\n");
  EXPECT_EQ(unifiedDiff("a", Old, Old), "");
  EXPECT_EQ(unifiedDiff("a", "", "x\n"), "--- a/a\n+++ b/a\n@@ -0,0 +1 @@\n+x\n");
}

class OnDisk : public ::testing::Test {
protected:
  void SetUp() override { ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("deed-fix", Folder)); }
  void TearDown() override { llvm::sys::fs::remove_directories(Folder); }
  std::string put(const std::string &Name, const std::string &Text) {
    std::string Path = Folder.str().str() + "/" + Name;
    std::error_code Code;
    llvm::raw_fd_ostream(Path, Code) << Text;
    EXPECT_FALSE(Code);
    return Path;
  }
  std::string get(const std::string &Path) { return llvm::cantFail(readWhole(Path)); }
  size_t files() {
    size_t Count = 0;
    std::error_code Code;
    for (llvm::sys::fs::directory_iterator I(Folder, Code), E; I != E && !Code; I.increment(Code))
      ++Count;
    return Count;
  }
  llvm::SmallString<128> Folder;
};

TEST_F(OnDisk, WritesAllAndKeepsTheMode) {
  std::string A = put("a", "one"), B = put("b", "two");
  using namespace llvm::sys::fs;
  ASSERT_FALSE(setPermissions(A, static_cast<perms>(0640)));
  ASSERT_FALSE(bool(writeAll({{A, "one"}, {B, "two"}}, {{A, "ONE"}, {B, "TWO"}})));
  EXPECT_EQ(get(A), "ONE");
  EXPECT_EQ(get(B), "TWO");
  file_status Status;
  ASSERT_FALSE(status(A, Status));
  EXPECT_EQ(Status.permissions(), static_cast<perms>(0640));
  EXPECT_EQ(files(), 2u);
}

TEST_F(OnDisk, NothingIfOneHasChanged) {
  std::string A = put("a", "one"), B = put("b", "changed");
  llvm::Error E = writeAll({{A, "one"}, {B, "two"}}, {{A, "ONE"}, {B, "TWO"}});
  EXPECT_EQ(llvm::toString(std::move(E)), B + " has changed meanwhile; nothing was changed");
  EXPECT_EQ(get(A), "one");
  EXPECT_EQ(files(), 2u);
}

TEST_F(OnDisk, ALinkStaysALink) {
  std::string A = put("a", "one");
  std::string Link = Folder.str().str() + "/link";
  ASSERT_FALSE(llvm::sys::fs::create_link(A, Link));
  ASSERT_FALSE(bool(writeAll({{Link, "one"}}, {{Link, "ONE"}})));
  EXPECT_EQ(get(A), "ONE");
  EXPECT_TRUE(llvm::sys::fs::is_symlink_file(Link));
}

TEST_F(OnDisk, LeftAlone) {
  std::string A = put("a", "int x;\n");
  EXPECT_EQ(whyNotChanged(A, "int x;\n"), "");
  EXPECT_EQ(whyNotChanged(A, "int generated_by;\n"), "");
  EXPECT_EQ(whyNotChanged(A, "// generated\n"), "is generated code");
  EXPECT_EQ(whyNotChanged(A, "/* @generated by x */\n"), "is generated code");
  EXPECT_EQ(whyNotChanged(A, "/*\n * Code generated by tool. DO NOT EDIT.\n */\n"), "is generated code");
  ASSERT_FALSE(llvm::sys::fs::setPermissions(A, llvm::sys::fs::all_read));
  EXPECT_EQ(whyNotChanged(A, "int x;\n"), "is read-only");
}

/// A linter for texts: finds each 'a' and would make it a 'b'; each 'x' can be
/// fixed only to 'y', of which it finds something else; each 'v' to 'u'. The program as a
/// whole also shows each 'w', which can be made a 'b', and each 'u'.
struct Letters {
  std::map<std::string, std::string> Disk;
  bool WithProgram = false;
  unsigned Runs = 0, Analysed = 0; ///< calls, and units in them
  unsigned ProgramRuns = 0;

  static char mended(char Letter) {
    switch (Letter) {
    case 'a':
    case 'w': return 'b';
    case 'x': return 'y';
    case 'v': return 'u';
    default: return 0;
    }
  }
  UnitReport report(const std::string &File, const std::string &Text, bool Program = false) {
    UnitReport Out;
    Out.Sources = {File};
    for (size_t I = 0; I != Text.size(); ++I) {
      if (!llvm::StringRef(Program ? "axyvuw" : "axyv").contains(Text[I]))
        continue;
      Finding F;
      F.Id = Text[I] == 'y' || Text[I] == 'u' ? Rule::DoubleFree : Rule::Leak;
      F.Place = edit(File, I, 1, "").Range;
      F.Place.Column = I + 1;
      F.Function = "f";
      F.Message = std::string("letter ") + Text[I];
      if (const char To = mended(Text[I]))
        F.Repair = Fix{"mend", {edit(File, I, 1, std::string(1, To))}};
      Out.Findings.push_back(F);
    }
    return Out;
  }
  FixOutcome run() {
    FixTask Task;
    for (auto &[File, Text] : Disk) {
      Task.UnitFiles.push_back(File);
      Task.Reports.push_back(report(File, Text));
      if (WithProgram)
        Task.Program.push_back(report(File, Text, true));
      for (const Finding &F : (WithProgram ? Task.Program : Task.Reports).back().Findings)
        Task.Wanted.push_back(F);
    }
    Task.AnalyseProgram = [this, Files = Task.UnitFiles](const std::vector<UnitReport> &, const FileTexts &Texts) {
      ++ProgramRuns;
      std::vector<UnitReport> Out;
      for (const std::string &File : Files)
        Out.push_back(report(File, Texts.count(File) ? Texts.at(File) : Disk.at(File), true));
      return llvm::Expected<std::vector<UnitReport>>(std::move(Out));
    };
    Task.Read = [this](const std::string &File) -> llvm::Expected<std::string> { return Disk.at(File); };
    Task.Refuse = [](const std::string &File, const std::string &) { return File == "no" ? "is read-only" : ""; };
    Task.Analyse = [this, Files = Task.UnitFiles](const std::vector<size_t> &Units,
                                                  const FileTexts &Texts) -> llvm::Expected<std::vector<UnitReport>> {
      ++Runs;
      Analysed += Units.size();
      std::vector<UnitReport> Out;
      for (size_t I : Units)
        Out.push_back(report(Files[I], Texts.count(Files[I]) ? Texts.at(Files[I]) : Disk.at(Files[I])));
      return Out;
    };
    return llvm::cantFail(chooseFixes(std::move(Task)));
  }
};

TEST(Fixer, WhatBringsAnotherFindingIsDropped) {
  Letters L{{{"f", "aaxaaaa"}, {"g", "aa"}}};
  FixOutcome Out = L.run();
  EXPECT_EQ(Out.New, (FileTexts{{"f", "bbxbbbb"}, {"g", "bb"}}));
  EXPECT_EQ(Out.Fixed, 8u);
  EXPECT_EQ(Out.Dropped, 1u);
  EXPECT_EQ(Out.First.size(), 8u);
  EXPECT_LT(L.Runs, 16u);
  // A second run finds nothing to do.
  L.Disk = {{"f", Out.New["f"]}, {"g", Out.New["g"]}};
  EXPECT_TRUE(L.run().New.empty());
}

TEST(Fixer, UnitsThatReadNoneOfTheTextsAreNotAnalysedAgain) {
  Letters L;
  for (int I = 0; I != 20; ++I)
    L.Disk["clean" + std::to_string(I)] = "b";
  L.Disk["f"] = "axaa";
  EXPECT_EQ(L.run().New, (FileTexts{{"f", "bxbb"}}));
  EXPECT_EQ(L.Analysed, L.Runs); // one unit each
}

// What only the whole program shows: 'w' may be mended, and what 'v' becomes is wrong there.
TEST(Fixer, ChosenFixesAreTriedOnTheProgram) {
  Letters L{{{"f", "awa"}, {"g", "va"}}};
  L.WithProgram = true;
  FixOutcome Out = L.run();
  EXPECT_EQ(Out.New, (FileTexts{{"f", "bbb"}, {"g", "vb"}}));
  EXPECT_EQ(Out.Fixed, 4u);
  EXPECT_LE(L.ProgramRuns, 4u);
  L.Disk = {{"f", Out.New["f"]}, {"g", Out.New["g"]}};
  EXPECT_TRUE(L.run().New.empty());
}

TEST(Fixer, FilesThatAreLeftAlone) {
  Letters L{{{"f", "a"}, {"no", "aa"}}};
  FixOutcome Out = L.run();
  EXPECT_EQ(Out.New, (FileTexts{{"f", "b"}}));
  EXPECT_EQ(Out.Notes, std::vector<std::string>{"no is read-only: its fixes are left out"});
}

} // namespace
