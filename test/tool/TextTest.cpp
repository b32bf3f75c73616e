//===- tool/TextTest.cpp - the text and short formats ------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "TestReport.h"

using namespace deed;
using testing::HasSubstr;
using testing::Not;

namespace {

class Text : public ReportTest {};

TEST_F(Text, PathIsDrawnInItsOrder) {
  std::string A = write("a.c", "int f(int n) {\n\tchar *p = malloc(1);\n\n\n\n\tif (n)\n\t\treturn 1;\n}\n");
  Finding F = leak(at(A, 7, "return 1"));
  F.Path.push_back({at(A, 2, "malloc(1)"), StepKind::Acquire, "'p' acquired here"});
  F.Path.push_back({at(A, 6, "n"), StepKind::Branch, "when 'n' is not 0"});
  F.Path.push_back({at(A, 7, "return 1"), StepKind::Lose, "'p' is lost here"});
  F.Help = "release 'p' before";
  Report.Findings.push_back(F);
  EXPECT_EQ(text(), "warning[ownership-leak]: 'p' is not released\n"
                    " --> a.c:7:3\n"
                    "  |\n"
                    "2 |     char *p = malloc(1);\n"
                    "  |               --------- 'p' acquired here\n"
                    "...\n"
                    "6 |     if (n)\n"
                    "  |         - when 'n' is not 0\n"
                    "7 |         return 1;\n"
                    "  |         ^^^^^^^^ 'p' is lost here\n"
                    "  |\n"
                    "help: release 'p' before\n"
                    "  = explain: deed explain leak\n"
                    "\n"
                    "1 finding in 1 file\n");
}

TEST_F(Text, BackwardsBeginsANewBlock) {
  std::string A = write("a.c", "a();\nb();\nc();\n");
  Finding F = leak(at(A, 1, "a()"));
  F.Path.push_back({at(A, 3, "c()"), StepKind::Acquire, "first"});
  F.Path.push_back({at(A, 1, "a()"), StepKind::Use, "then"});
  Report.Findings.push_back(F);
  EXPECT_THAT(text(), HasSubstr(" --> a.c:1:1\n  |\n3 | c();\n  | --- first\n ::: a.c:1:1\n  |\n1 "
                                "| a();\n  | ^^^ then\n"));
}

TEST_F(Text, OtherFilesAreNamed) {
  std::string A = write("a.c", "x();\n"), B = write("b.h", "void x(void);\n");
  Finding F = leak(at(A, 1, "x()"));
  F.Contracts.push_back({at(B, 1, "x"), "'x' takes its argument, by its prefix"});
  F.Contracts.push_back({{}, "'free' releases its argument, by model libc"});
  Report.Findings.push_back(F);
  EXPECT_THAT(text(), HasSubstr("= contract: 'x' takes its argument, by its prefix (b.h:1:6)\n"));
  EXPECT_THAT(text(), HasSubstr("= contract: 'free' releases its argument, by model libc\n"));
}

TEST_F(Text, FixIsShownAsAPatch) {
  std::string A = write("a.c", "f() {\n  g(p);\n}\n");
  Finding F = leak(at(A, 2, "g(p)"));
  SourceRange After = at(A, 2, ";");
  After.Column += 1, After.Offset += 1, After.EndColumn = After.Column, After.Length = 0;
  F.Repair = Fix{"set 'p' to NULL", {{After, "\n  p = NULL;"}}};
  Report.Findings.push_back(F);
  EXPECT_THAT(text(), HasSubstr("help: set 'p' to NULL\n  |\n2 |   g(p);\n3 +   p = NULL;\n  |\n"));
  Report.Findings[0].Repair = Fix{"", {{at(A, 2, "g"), "hh"}}};
  EXPECT_THAT(text(), HasSubstr("2 -   g(p);\n2 +   hh(p);\n"));
}

TEST_F(Text, LongLinesAreCut) {
  std::string A = write("a.c", std::string(1 << 20, ' ') + "leak(here);" + std::string(1 << 20, 'x') + "\n");
  Report.Findings.push_back(leak(at(A, 1, "leak(here)")));
  EXPECT_LT(text().size(), 1000u);
  EXPECT_THAT(text(), HasSubstr("leak(here);"));
  EXPECT_THAT(text(), HasSubstr("^^^^^^^^^^\n"));
}

TEST_F(Text, NothingOfTheSourceReachesTheTerminal) {
  std::string A = write("a.c", "a(\"\033[31m\");\n");
  Report.Findings.push_back(leak(at(A, 1, "a(")));
  EXPECT_THAT(text(), Not(HasSubstr("\033")));
  EXPECT_THAT(text(/*Colour=*/true), HasSubstr("\033[0m"));
}

TEST_F(Text, WideCharactersKeepTheMarkInPlace) {
  std::string A = write("a.c", "/* \xC3\xA9\xE6\xBC\xA2 */ g();\n"); // e acute and a wide character
  Report.Findings.push_back(leak(at(A, 1, "g()")));
  EXPECT_THAT(text(), HasSubstr("\n  | " + std::string(10, ' ') + "^^^\n"));
}

TEST_F(Text, MissingFileIsNoCrash) {
  Report.Findings.push_back(leak({"/nowhere/x.c", 3, 4, 3, 8, 10, 4}));
  EXPECT_THAT(text(), HasSubstr("/nowhere/x.c:3:4"));
}

TEST_F(Text, WarningsAsErrors) {
  std::string A = write("a.c", "g();\n");
  Report.Findings.push_back(leak(at(A, 1, "g()")));
  Report.AsErrors[A].set(static_cast<unsigned>(Rule::Leak));
  EXPECT_THAT(text(), HasSubstr("error[ownership-leak]"));
  EXPECT_THAT(text(), HasSubstr("1 finding (1 error) in 1 file\n"));
}

TEST_F(Text, Short) {
  std::string A = write("a.c", "  g();\n");
  Report.Findings.push_back(leak(at(A, 1, "g()")));
  EXPECT_EQ(printed(Format::Short), "a.c:1:3: warning: 'p' is not released [ownership-leak]\n");
}

TEST_F(Text, OutputIsWrittenWhole) {
  std::string Path = Root + "/out.txt";
  EXPECT_FALSE(bool(writeOutput(Path, "one")));
  EXPECT_FALSE(bool(writeOutput(Path, "two")));
  SourceCache Sources;
  EXPECT_EQ(Sources.get(Path)->bytes(), "two");
  llvm::Error E = writeOutput(Root + "/no/such/folder.txt", "x");
  ASSERT_TRUE(bool(E));
  EXPECT_THAT(llvm::toString(std::move(E)), HasSubstr("cannot write"));
  E = writeOutput(Root, "x");
  ASSERT_TRUE(bool(E));
  EXPECT_THAT(llvm::toString(std::move(E)), HasSubstr("irectory"));
  std::error_code Code;
  unsigned Entries = 0;
  for (llvm::sys::fs::directory_iterator It(Root, Code), End; It != End && !Code; It.increment(Code))
    ++Entries;
  EXPECT_EQ(Entries, 1u); // nothing temporary is left
}

TEST_F(Text, NothingOfASourceIsAnOrderToTheTerminal) {
  // A control sequence, its C1 form in UTF-8 and as a bare byte, a mark that turns the direction of writing.
  std::string A = write("a.c", "f(\"\033[2J\xC2\x9B\x9B\xE2\x80\xAE\");\n");
  Finding F = leak(at(A, 1, "f("), "p");
  F.Message = "'\033]0;title\007' is not released";
  F.Help = "x\033c";
  F.Path.push_back({F.Place, StepKind::Lose, "'\033[1m' is lost"});
  F.Contracts.push_back({F.Place, "'\033[3m' takes"});
  Report.Findings.push_back(F);
  std::string Out = text();
  EXPECT_THAT(Out, Not(HasSubstr("\033")));
  EXPECT_THAT(Out, Not(HasSubstr("\007")));
  EXPECT_THAT(Out, Not(HasSubstr("\xE2\x80\xAE")));
  EXPECT_THAT(Out, HasSubstr("1 | f(\"?[2J?\xEF\xBF\xBD?\");\n"));
  EXPECT_THAT(printed(Format::Short), Not(HasSubstr("\033")));
}

TEST_F(Text, OddNamesTakeOneLine) {
  std::string A = write("a\n\t\033[2Jb.c", "f();\n");
  Report.Findings.push_back(leak(at(A, 1, "f()")));
  EXPECT_THAT(text(), HasSubstr(" --> a\\n\\t\\x1b[2Jb.c:1:1\n"));
  EXPECT_THAT(printed(Format::Short), testing::StartsWith("a\\n\\t\\x1b[2Jb.c:1:1: warning: "));
}

TEST_F(Text, PlacesAreLinks) {
  std::string A = write("a b\xC3\xA9.c", "f();\n");
  Report.Findings.push_back(leak(at(A, 1, "f()")));
  SourceCache Sources;
  auto Printed = [&](const char *Link) {
    std::string Out;
    llvm::raw_string_ostream Stream(Out);
    printShort(Report, Paint{false, Link}, Stream);
    return Stream.str();
  };
  // The text is as ever; the URI is absolute and has no byte that ends it.
  EXPECT_THAT(Printed("vscode://file{path}:{line}:{column}"),
              testing::StartsWith("\033]8;;vscode://file" + Root +
                                  "/a%20b%C3%A9.c:1:1\033\\a b\xC3\xA9.c:1:1\033]8;;\033\\: "));
  EXPECT_THAT(Printed("x:{path}"), HasSubstr("]8;;x:" + Root));
  EXPECT_THAT(Printed(""), Not(HasSubstr("\033")));
}

TEST(Links, FormatsAreChecked) {
  EXPECT_EQ(problemOfLink(DefaultLink), "");
  EXPECT_EQ(problemOfLink("vscode://file{path}:{line}:{column}"), "");
  EXPECT_THAT(problemOfLink("{path}"), HasSubstr("scheme"));
  EXPECT_THAT(problemOfLink("file://x"), HasSubstr("{path}"));
  EXPECT_THAT(problemOfLink("file://{path}{lin}"), HasSubstr("'{lin}' is none of"));
  EXPECT_THAT(problemOfLink("file://{path}\033"), HasSubstr("printable"));
}

} // namespace
