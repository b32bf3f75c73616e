//===- tool/SourcesTest.cpp - columns, hashes, paths -------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "report/Sources.h"
#include <gtest/gtest.h>

using namespace deed;

namespace {

TEST(Sources, Utf16ColumnsCountCodeUnits) {
  EXPECT_EQ(utf16Column("int a;", 1), 1u);
  EXPECT_EQ(utf16Column("int a;", 5), 5u);
  EXPECT_EQ(utf16Column("/* \xC3\xA9 */ x", 10), 9u);          // e acute: 2 bytes, 1 unit
  EXPECT_EQ(utf16Column("/* \xF0\x9F\x98\x80 */ x", 12), 10u); // an emoji: 4 bytes, 2 units
  EXPECT_EQ(utf16Column("/* \xE2\x82\xAC */ x", 11), 9u);      // euro: 3 bytes, 1 unit
}

TEST(Sources, Utf16ColumnOfDamagedText) {
  EXPECT_EQ(utf16Column("/* \xE9 */ x", 9), 9u); // Latin-1
  EXPECT_EQ(utf16Column("ab\xE2\x82", 5), 5u);   // cut short
  EXPECT_EQ(utf16Column("ab", 7), 7u);           // past the end keeps its distance
  EXPECT_EQ(utf16Column("", 0), 1u);
}

TEST(Sources, LinesEndInEveryWay) {
  SourceFile F("a\nbb\r\nccc\rd");
  EXPECT_EQ(F.lineCount(), 4u);
  EXPECT_EQ(F.line(2), "bb");
  EXPECT_EQ(F.line(3), "ccc");
  EXPECT_EQ(F.line(4), "d");
  EXPECT_EQ(F.line(5), "");
  EXPECT_EQ(F.line(0), "");
  EXPECT_EQ(F.lines(1, 2), "a\nbb\r\n");
  EXPECT_EQ(F.offset(2, 2), 3u);
  EXPECT_EQ(F.offset(99, 1), F.bytes().size());
}

TEST(Sources, ByteOrderMarkIsNoPartOfLineOne) {
  SourceFile F("\xEF\xBB\xBFint a;\n");
  EXPECT_EQ(F.line(1), "int a;");
  EXPECT_EQ(F.offset(1, 1), 3u);
}

std::vector<std::string> hashes(const char *Text, unsigned Lines) {
  SourceFile F(Text);
  std::vector<std::string> Out;
  for (unsigned I = 1; I <= Lines; ++I)
    Out.push_back(F.lineHash(I));
  return Out;
}

// The expected values are those of github/codeql-action's own test.
TEST(Sources, LineHashIsThatOfGitHub) {
  using V = std::vector<std::string>;
  EXPECT_EQ(hashes("", 1), V({"c129715d7a2bc9a3:1"}));
  EXPECT_EQ(hashes(" a\nb\n  \t\tc\n d", 4), V({"271789c17abda88f:1", "54703d4cd895b18:1",
                                                "180aee12dab6264:1", "a23a3dc5e078b07b:1"}));
  EXPECT_EQ(hashes(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End", 6),
            V({"8b7cf3e952e7aeb2:1", "b1ae1287ec4718d9:1", "bff680108adb0fcc:1",
               "c6805c5e1288b612:1", "b86d3392aea1be30:1", "e6ceba753e1a442:1"}));
}

TEST(Sources, LineHashDoesNotDependOnLineEnds) {
  EXPECT_EQ(hashes("int a;\nint b;\n", 2), hashes("int a;\r\nint b;\r\n", 2));
  EXPECT_EQ(hashes("int a;\nint b;\n", 2), hashes("  int a;\n\tint  b;\n", 2));
}

TEST(Sources, EqualLinesAreNumbered) {
  std::string Many;
  for (int I = 0; I < 60; ++I)
    Many += "abc;\n"; // the window of 100 characters sees only copies at first
  SourceFile F(Many);
  EXPECT_EQ(F.lineHash(1).substr(F.lineHash(1).find(':')), ":1");
  EXPECT_EQ(F.lineHash(2).substr(F.lineHash(2).find(':')), ":2");
  EXPECT_EQ(F.lineHash(100), "");
}

TEST(Sources, RelativeOnlyBelow) {
  EXPECT_EQ(relativeTo("/a/b/c.c", "/a/b"), "c.c");
  EXPECT_EQ(relativeTo("/a/b/c.c", "/a/b/"), "c.c");
  EXPECT_EQ(relativeTo("/a/bc/d.c", "/a/b"), "/a/bc/d.c");
  EXPECT_EQ(relativeTo("/a/b", "/a/b"), "/a/b");
  EXPECT_EQ(relativeTo("/a.c", "/"), "a.c");
}

TEST(Sources, UrisAreEncoded) {
  EXPECT_EQ(uriEncode("src/a b.c"), "src/a%20b.c");
  EXPECT_EQ(uriEncode("src/100%/#?.c"), "src/100%25/%23%3F.c");
  EXPECT_EQ(uriEncode("\xC3\xA9.c"), "%C3%A9.c");
  EXPECT_EQ(uriEncode("a:b.c"), "a%3Ab.c"); // else "a" would be a scheme
}

TEST(Sources, Sha256) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

} // namespace
