//===- tool/TestReport.h - a report for tests of printers ----------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A source file on disk and findings in it.
//===----------------------------------------------------------------------===//
#ifndef DEED_TEST_TOOL_TESTREPORT_H
#define DEED_TEST_TOOL_TESTREPORT_H

#include "report/Printer.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace deed {

class ReportTest : public testing::Test {
protected:
  std::string Root;
  RunReport Report;

  void SetUp() override {
    llvm::SmallString<128> Folder, Real;
    ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("deed-report", Folder));
    ASSERT_FALSE(llvm::sys::fs::real_path(Folder, Real));
    Root = Real.str().str();
    Report.Root = Report.WorkingDirectory = Root;
    Report.ToolVersion = "1.2.3";
    Report.ClangVersion = "19.1.7";
  }
  void TearDown() override { llvm::sys::fs::remove_directories(Root); }

  std::string write(llvm::StringRef Name, llvm::StringRef Text) {
    std::string Path = Root + "/" + Name.str();
    std::error_code Code;
    llvm::raw_fd_ostream(Path, Code) << Text;
    EXPECT_FALSE(Code);
    if (!llvm::is_contained(Report.Files, Path))
      Report.Files.push_back(Path);
    return Path;
  }

  /// The place of the first \p What in line \p Line of \p Path.
  SourceRange at(const std::string &Path, unsigned Line, llvm::StringRef What) {
    SourceCache Sources;
    const SourceFile *File = Sources.get(Path);
    size_t Found = File->line(Line).find(std::string_view(What.data(), What.size()));
    EXPECT_NE(Found, std::string_view::npos) << What.str();
    SourceRange R{Path,
                  Line,
                  unsigned(Found + 1),
                  Line,
                  unsigned(Found + 1 + What.size()),
                  0,
                  unsigned(What.size())};
    R.Offset = File->offset(Line, R.Column);
    return R;
  }

  Finding leak(const SourceRange &Place, llvm::StringRef Variable = "p") {
    Finding F;
    F.Id = Rule::Leak;
    F.Place = Place;
    F.Function = "f";
    F.Variable = Variable.str();
    F.Message = "'" + Variable.str() + "' is not released";
    F.Signature = "acquire:malloc lose:" + Variable.str();
    return F;
  }

  std::string text(bool Colour = false) {
    SourceCache Sources;
    std::string Out;
    llvm::raw_string_ostream Stream(Out);
    printText(Report, Sources, Paint{Colour, ""}, Stream);
    return Out;
  }
  std::string printed(Format F) {
    SourceCache Sources;
    std::string Out;
    llvm::raw_string_ostream Stream(Out);
    print(F, Report, Sources, Paint(), Stream);
    return Out;
  }
};

} // namespace deed

#endif // DEED_TEST_TOOL_TESTREPORT_H
