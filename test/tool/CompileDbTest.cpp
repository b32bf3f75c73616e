//===- tool/CompileDbTest.cpp - discovery and reading of databases -----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "project/CompileDb.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace deed;
using testing::ElementsAre;
using testing::HasSubstr;
namespace fs = llvm::sys::fs;

namespace {

class Project : public testing::Test {
protected:
  llvm::SmallString<128> Root;

  void SetUp() override {
    ASSERT_FALSE(fs::createUniqueDirectory("deed-test", Root));
    llvm::SmallString<128> Real;
    ASSERT_FALSE(fs::real_path(Root, Real));
    Root = Real;
    folder(".git"); // the search must not leave the test
  }
  void TearDown() override { fs::remove_directories(Root); }

  std::string path(llvm::StringRef Name) { return Name.empty() ? Root.str().str() : (Root + "/" + Name).str(); }
  void folder(llvm::StringRef Name) { ASSERT_FALSE(fs::create_directories(path(Name))); }
  void file(llvm::StringRef Name, llvm::StringRef Text = "[]") {
    ASSERT_FALSE(fs::create_directories(llvm::sys::path::parent_path(path(Name))));
    std::error_code Code;
    llvm::raw_fd_ostream(path(Name), Code) << Text;
    ASSERT_FALSE(Code);
  }
  std::vector<std::string> find(llvm::StringRef From = "") {
    std::vector<std::string> Out = findDatabases(path(From));
    for (std::string &Each : Out)
      Each.erase(0, Root.size() + 1);
    return Out;
  }
  CompileDb load(llvm::StringRef Text) {
    file("compile_commands.json", Text);
    llvm::Expected<CompileDb> Db = loadDatabase(path("compile_commands.json"));
    EXPECT_TRUE(bool(Db)) << (Db ? "" : llvm::toString(Db.takeError()));
    return Db ? std::move(*Db) : CompileDb();
  }
  std::string loadError(llvm::StringRef Text) {
    file("compile_commands.json", Text);
    llvm::Expected<CompileDb> Db = loadDatabase(path("compile_commands.json"));
    EXPECT_FALSE(bool(Db));
    return Db ? "" : llvm::toString(Db.takeError());
  }
};

TEST_F(Project, FindsUsualBuildFolders) {
  for (llvm::StringRef Folder : {".", "build", "build-debug", "build/dev", "_build", ".build", "out", "out/x64",
                                 "builddir", "cmake-build-release"}) {
    std::string Name = Folder == "." ? "compile_commands.json" : (Folder + "/compile_commands.json").str();
    file(Name);
    ASSERT_EQ(find().size(), 1u) << Folder.str();
    fs::remove(path(Name));
  }
}

TEST_F(Project, FindsNothing) { EXPECT_THAT(find(), ElementsAre()); }

TEST_F(Project, SearchesUpwards) {
  file("build/compile_commands.json");
  folder("src/deep");
  EXPECT_THAT(find("src/deep"), ElementsAre("build/compile_commands.json"));
}

TEST_F(Project, StopsAtTheRepository) {
  file("build/compile_commands.json");
  folder("vendor/lib/.git");
  EXPECT_THAT(find("vendor/lib"), ElementsAre());
}

TEST_F(Project, SeveralAreAllNamed) {
  file("build-b/compile_commands.json");
  file("build-a/compile_commands.json");
  EXPECT_THAT(find(), ElementsAre("build-a/compile_commands.json", "build-b/compile_commands.json"));
}

TEST_F(Project, ALinkIsTheSameDatabase) {
  file("build/compile_commands.json");
  ASSERT_FALSE(fs::create_link("build/compile_commands.json", path("compile_commands.json")));
  EXPECT_EQ(find().size(), 1u);
}

TEST_F(Project, ReadsBothForms) {
  file("a.c", "int a;");
  file("b.c", "int b;\n");
  CompileDb Db = load(("[{\"directory\":\"" + Root +
                       "\",\"file\":\"b.c\",\"command\":\"gcc -DX='a b' -c b.c\"},"
                       "{\"directory\":\"" +
                       Root + "\",\"file\":\"./sub/../a.c\",\"arguments\":[\"ccache\",\"cc\",\"-c\",\"a.c\"]}]")
                          .str());
  ASSERT_EQ(Db.Units.size(), 2u);
  EXPECT_EQ(Db.Units[0].File, path("a.c"));
  EXPECT_THAT(Db.Units[0].Arguments, ElementsAre("cc", "-c", "a.c"));
  EXPECT_THAT(Db.Units[1].Arguments, ElementsAre("gcc", "-DX=a b", "-c", "b.c"));
  EXPECT_EQ(Db.Units[1].Size, 7u);
}

TEST_F(Project, EachMeaningOnceAndOnlyC) {
  CompileDb Db = load("[{\"directory\":\"/x\",\"file\":\"a.c\",\"command\":\"cc -DFIRST a.c\"},"
                      "{\"directory\":\"/x\",\"file\":\"a.c\",\"command\":\"cc -DFIRST -fPIC -DPIC -o .libs/a.o a.c\"},"
                      "{\"directory\":\"/x\",\"file\":\"a.c\",\"command\":\"cc -DSECOND a.c\"},"
                      "{\"directory\":\"/x\",\"file\":\"a.cpp\",\"command\":\"c++ a.cpp\"}]");
  ASSERT_EQ(Db.Units.size(), 2u);
  EXPECT_EQ(Db.Units[0].Arguments[1], "-DFIRST");
  EXPECT_EQ(Db.Units[1].Arguments[1], "-DSECOND");
  EXPECT_TRUE(Db.Units[0].Missing);
  EXPECT_EQ(Db.Others, 1u);
}

TEST_F(Project, LeavesInnerCallsOfTheDriverOut) {
  const CompileDb Db = load(R"([
    {"directory": "/src", "file": "a.c", "arguments": ["clang", "-cc1", "-triple", "x86_64", "-ferror-limit=0", "a.c"]},
    {"directory": "/src", "file": "a.c", "arguments": ["clang", "-DX", "a.c", "-o", "a"]},
    {"directory": "/src", "file": "b.c", "arguments": ["clang", "-cc1", "-triple", "x86_64", "b.c"]}])");
  ASSERT_EQ(Db.Units.size(), 2u);
  EXPECT_THAT(Db.Units[0].Arguments, ElementsAre("clang", "-DX", "a.c", "-o", "a"));
  EXPECT_EQ(Db.Units[1].File, "/src/b.c"); // nothing else tells of it: no file is left out silently
}

/// `cc -o prog one.c two.c`: two units, and what belongs to an option stays.
TEST_F(Project, OneCommandForSeveralFiles) {
  CompileDb Db = load(R"([
    {"directory": ".", "file": "one.c", "command": "cc -include pre.c -o prog.c one.c sub/two.c three.o"},
    {"directory": ".", "file": "sub/two.c", "arguments": ["cc", "one.c", "./sub/two.c", "-c"]},
    {"directory": ".", "file": "gone.c", "command": "cc -c other.c"}])");
  ASSERT_EQ(3u, Db.Units.size());
  EXPECT_THAT(Db.Units[0].Arguments, ElementsAre("cc", "-c", "other.c"));
  EXPECT_THAT(Db.Units[1].Arguments, ElementsAre("cc", "-include", "pre.c", "-o", "prog.c", "one.c", "three.o"));
  EXPECT_THAT(Db.Units[2].Arguments, ElementsAre("cc", "./sub/two.c", "-c"));
}

/// Bytes that are no UTF-8 cost the entries that have them.
TEST_F(Project, NamesInLatin1) {
  file("good.c", "");
  CompileDb Db = load("[{\"directory\": \".\", \"file\": \"b\xe4.c\", \"command\": \"cc -c b\xe4.c\"},"
                      " {\"directory\": \".\", \"file\": \"good.c\", \"command\": \"cc -c good.c\"}]");
  ASSERT_EQ(2u, Db.Units.size());
  EXPECT_TRUE(Db.Units[0].Missing);
  EXPECT_FALSE(Db.Units[1].Missing);
}

TEST_F(Project, ExpandsResponseFiles) {
  file("flags.rsp", "-DONE -DTWO");
  CompileDb Db = load(("[{\"directory\":\"" + Root + "\",\"file\":\"a.c\",\"command\":\"cc @flags.rsp a.c\"}]").str());
  ASSERT_EQ(Db.Units.size(), 1u);
  EXPECT_THAT(Db.Units[0].Arguments, ElementsAre("cc", "-DONE", "-DTWO", "a.c"));
}

TEST_F(Project, DamagedDatabases) {
  EXPECT_THAT(loadError("[{"), HasSubstr("is no compile database"));
  EXPECT_THAT(loadError("{}"), HasSubstr("must be a list"));
  EXPECT_THAT(loadError("[{\"directory\":\"/x\"}]"), HasSubstr("entry 1 has no 'file'"));
  EXPECT_THAT(loadError("[{\"directory\":\"/x\",\"file\":\"a.c\"}]"), HasSubstr("neither 'arguments' nor 'command'"));
  llvm::Expected<CompileDb> None = loadDatabase(path("nowhere"));
  ASSERT_FALSE(bool(None));
  EXPECT_THAT(llvm::toString(None.takeError()), HasSubstr("cannot read"));
}

TEST_F(Project, SelectsFilesAndFolders) {
  for (llvm::StringRef Name : {"src/a.c", "src/b.c", "lib/c.c", "other.c", "empty/x.h"})
    file(Name, "");
  CompileDb Db = load(("[{\"directory\":\"" + Root +
                       "\",\"file\":\"src/a.c\",\"command\":\"cc a.c\"},"
                       "{\"directory\":\"" +
                       Root +
                       "\",\"file\":\"src/b.c\",\"command\":\"cc b.c\"},"
                       "{\"directory\":\"" +
                       Root + "\",\"file\":\"lib/c.c\",\"command\":\"cc c.c\"}]")
                          .str());
  auto Names = [&](std::vector<std::string> Paths) {
    llvm::Expected<Selection> S = select(Db, Paths, Root);
    std::string Out;
    if (!S)
      return "error: " + llvm::toString(S.takeError());
    for (const CompileUnit &U : S->Units)
      Out += U.File.substr(Root.size() + 1) + " ";
    for (const std::string &U : S->Unknown)
      Out += "?" + U.substr(Root.size() + 1) + " ";
    return Out;
  };
  EXPECT_EQ(Names({}), "lib/c.c src/a.c src/b.c ");
  EXPECT_EQ(Names({"src"}), "src/a.c src/b.c ");
  EXPECT_EQ(Names({"src/", "./src/a.c"}), "src/a.c src/b.c ");
  EXPECT_EQ(Names({"src/b.c", "other.c"}), "src/b.c ?other.c ");
  EXPECT_THAT(Names({"none.c"}), HasSubstr("no such file or folder: none.c"));
  EXPECT_THAT(Names({"empty"}), HasSubstr("no C file below empty"));
}

TEST_F(Project, FlagsAfterDashes) {
  file("src/a.c", "");
  file("src/sub/b.c", "");
  file("src/c.h", "");
  llvm::Expected<CompileDb> Db = fixedDatabase({"src"}, {"-DX"}, Root);
  ASSERT_TRUE(bool(Db));
  ASSERT_EQ(Db->Units.size(), 2u);
  EXPECT_THAT(Db->Units[0].Arguments, ElementsAre("clang", "-DX", path("src/a.c")));
  EXPECT_EQ(Db->Units[0].Directory, Root.str());
  llvm::Expected<CompileDb> None = fixedDatabase({"nope.c"}, {}, Root);
  ASSERT_FALSE(bool(None));
  EXPECT_THAT(llvm::toString(None.takeError()), HasSubstr("no such file"));
}

TEST(Age, Words) {
  EXPECT_EQ(ageInWords(1), "1 second");
  EXPECT_EQ(ageInWords(59), "59 seconds");
  EXPECT_EQ(ageInWords(3600), "1 hour");
  EXPECT_EQ(ageInWords(200000), "2 days");
  EXPECT_EQ(ageInWords(-5), "0 seconds");
}

} // namespace
