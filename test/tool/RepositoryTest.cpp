//===- tool/RepositoryTest.cpp - which version was analysed ------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "project/Repository.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <gtest/gtest.h>

using namespace deed;

namespace {

class Repository : public testing::Test {
protected:
  llvm::SmallString<128> Root;
  const std::string Commit = std::string(38, 'a') + "01", Other = std::string(40, 'b');

  void SetUp() override { ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("deed-repo", Root)); }
  void TearDown() override { llvm::sys::fs::remove_directories(Root); }
  void file(llvm::StringRef Name, llvm::StringRef Text) {
    std::string Path = (Root + "/" + Name).str();
    ASSERT_FALSE(llvm::sys::fs::create_directories(llvm::sys::path::parent_path(Path)));
    std::error_code Code;
    llvm::raw_fd_ostream(Path, Code) << Text;
    ASSERT_FALSE(Code);
  }
};

TEST_F(Repository, None) {
  Revision R = readRevision(Root);
  EXPECT_EQ(R.Uri + R.Commit + R.Branch, "");
}

TEST_F(Repository, Branch) {
  file(".git/HEAD", "ref: refs/heads/topic/one\n");
  file(".git/refs/heads/topic/one", Commit + "\n");
  file(".git/config",
       "[core]\n\turl = no\n[remote \"origin\"]\n\turl = https://me:secret@example.org/a/b.git\n");
  Revision R = readRevision(Root);
  EXPECT_EQ(R.Commit, Commit);
  EXPECT_EQ(R.Branch, "topic/one");
  EXPECT_EQ(R.Uri, "https://example.org/a/b.git");
}

TEST_F(Repository, PackedAndDetached) {
  file(".git/HEAD", "ref: refs/heads/main\n");
  file(".git/packed-refs",
       "# pack-refs\n" + Other + " refs/heads/mainly\n" + Commit + " refs/heads/main\n");
  EXPECT_EQ(readRevision(Root).Commit, Commit);
  file(".git/HEAD", Other + "\n");
  EXPECT_EQ(readRevision(Root).Commit, Other);
  EXPECT_EQ(readRevision(Root).Branch, "");
}

TEST_F(Repository, LinkedWorkingTree) {
  file("main/.git/config", "[remote \"origin\"]\nurl=git@example.org:a/b.git\n");
  file("main/.git/refs/heads/x", Commit);
  file("main/.git/worktrees/w/HEAD", "ref: refs/heads/x\n");
  file("main/.git/worktrees/w/commondir", "../..\n");
  file("w/.git", "gitdir: ../main/.git/worktrees/w\n");
  Revision R = readRevision((Root + "/w").str());
  EXPECT_EQ(R.Commit, Commit);
  EXPECT_EQ(R.Uri, "ssh://example.org/a/b.git");
}

TEST_F(Repository, Damaged) {
  file(".git/HEAD", "rubbish");
  EXPECT_EQ(readRevision(Root).Commit, "");
  file(".git/HEAD", "ref: refs/heads/unborn");
  EXPECT_EQ(readRevision(Root).Commit, "");
}

TEST(RemoteUri, Forms) {
  EXPECT_EQ(remoteUri("https://example.org/x"), "https://example.org/x");
  EXPECT_EQ(remoteUri("ssh://git@example.org:22/x"), "ssh://example.org:22/x");
  EXPECT_EQ(remoteUri("example.org:x/y"), "ssh://example.org/x/y");
  EXPECT_EQ(remoteUri("/srv/git/x.git"), "");
  EXPECT_EQ(remoteUri("../x:y"), "");
  EXPECT_EQ(remoteUri("file:///x"), "");
  EXPECT_EQ(remoteUri(""), "");
}

} // namespace
