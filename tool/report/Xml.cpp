//===- report/Xml.cpp - JUnit and Checkstyle ---------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines printJUnit() and printCheckstyle().
//===----------------------------------------------------------------------===//
#include "report/Printer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"
#include <map>

namespace deed {

/// \p Text for an attribute or an element. XML 1.0 has no way to write control
/// characters and bytes that are no UTF-8: they are replaced.
static std::string xml(llvm::StringRef Text) {
  std::string Good = llvm::json::isUTF8(Text) ? Text.str() : llvm::json::fixUTF8(Text), Out;
  for (char C : Good)
    switch (C) {
    case '&': Out += "&amp;"; break;
    case '<': Out += "&lt;"; break;
    case '>': Out += "&gt;"; break;
    case '"': Out += "&quot;"; break;
    case '\n': Out += "&#10;"; break;
    case '\t': Out += "&#9;"; break;
    default:
      if (static_cast<unsigned char>(C) >= 0x20)
        Out += C;
      else
        Out += "\xEF\xBF\xBD";
    }
  return Out;
}

/// Findings by file, relative to the root. Every analysed file is there.
static std::map<std::string, std::vector<const Finding *>> byFile(const RunReport &Report) {
  std::map<std::string, std::vector<const Finding *>> Out;
  for (const std::string &File : Report.Files)
    Out[relativeTo(File, Report.Root)];
  for (const Finding &F : Report.Findings)
    Out[relativeTo(F.Place.File, Report.Root)].push_back(&F);
  return Out;
}

static std::map<std::string, std::vector<const Problem *>> failedFiles(const RunReport &Report) {
  std::map<std::string, std::vector<const Problem *>> Out;
  for (const Problem &P : Report.Problems)
    if (P.fails())
      Out[relativeTo(P.File, Report.Root)].push_back(&P);
  return Out;
}

void printCheckstyle(const RunReport &Report, llvm::raw_ostream &Out) {
  auto Failed = failedFiles(Report);
  auto Level = [](enum Level L) { return L == Level::Note ? "info" : levelName(L); };
  Out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"8.0\">\n";
  for (const auto &[File, Findings] : byFile(Report)) {
    Out << "  <file name=\"" << xml(File) << "\">\n";
    for (const Finding *F : Findings)
      Out << "    <error line=\"" << std::max(F->Place.Line, 1u) << "\" column=\"" << std::max(F->Place.Column, 1u)
          << "\" severity=\"" << Level(Report.levelOf(*F)) << "\" message=\"" << xml(F->Message) << "\" source=\"deed."
          << ruleLabel(F->Id) << "\"/>\n";
    for (const Problem *P : Failed[File])
      Out << "    <error line=\"" << (P->Where.File == P->File ? std::max(P->Where.Line, 1u) : 1u)
          << "\" severity=\"error\" message=\"" << xml("not fully analysed: " + P->Message) << "\" source=\"deed."
          << problemName(P->Kind) << "\"/>\n";
    Out << "  </file>\n";
  }
  Out << "</checkstyle>\n";
}

/// A test case for each finding, and one that passes for each file without:
/// readers of JUnit files know no severity and no second failure of a case. No two cases
/// have one name: GitLab would show the first and forget the other.
void printJUnit(const RunReport &Report, llvm::raw_ostream &Out) {
  auto Files = byFile(Report);
  auto Failed = failedFiles(Report);
  size_t Cases = 0, Errors = 0;
  for (const auto &[File, Findings] : Files) {
    auto It = Failed.find(File);
    size_t Wrong = It == Failed.end() ? 0 : 1;
    Errors += Wrong;
    Cases += std::max<size_t>(1, Findings.size() + Wrong);
  }
  auto Counts = [&] {
    Out << " tests=\"" << Cases << "\" failures=\"" << Report.Findings.size() << "\" errors=\"" << Errors << "\"";
  };
  std::map<std::string, unsigned> Names; ///< how often each was given

  Out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"deed\"";
  Counts();
  Out << ">\n  <testsuite name=\"deed\" time=\"0\"";
  Counts();
  Out << " skipped=\"0\">\n";
  auto Case = [&](llvm::StringRef Name, llvm::StringRef File) -> llvm::raw_ostream & {
    return Out << "    <testcase name=\"" << xml(Name) << "\" classname=\"" << xml(File) << "\" time=\"0\"";
  };
  for (const auto &[File, Findings] : Files) {
    auto It = Failed.find(File);
    if (Findings.empty() && It == Failed.end())
      Case(File, File) << "/>\n";
    for (const Finding *F : Findings) {
      std::string Place = File + ":" + std::to_string(F->Place.Line) + ":" + std::to_string(F->Place.Column);
      std::string Name = Place + " " + ruleLabel(F->Id);
      if (unsigned N = ++Names[Name]; N > 1)
        Name += " (" + std::to_string(N) + ")";
      Case(Name, File) << ">\n      <failure message=\"" << xml(F->Message) << "\" type=\"" << ruleLabel(F->Id) << "\">"
                       << xml(Place + ": " + F->Message);
      for (const PathStep &S : F->Path)
        if (S.Range.valid())
          Out << xml("\n" + relativeTo(S.Range.File, Report.Root) + ":" + std::to_string(S.Range.Line) + ": " +
                     S.Message);
      for (const Related &R : F->Contracts)
        Out << xml("\ncontract: " + R.Message);
      if (!F->Help.empty())
        Out << xml("\nhelp: " + F->Help);
      Out << "</failure>\n    </testcase>\n";
    }
    if (It == Failed.end())
      continue;
    Case(File + " is analysed", File) << ">\n      <error message=\"" << xml(It->second.front()->Message)
                                      << "\" type=\"" << problemName(It->second.front()->Kind) << "\">";
    for (const Problem *P : It->second)
      Out << xml(P->Message + "\n");
    Out << "</error>\n    </testcase>\n";
  }
  Out << "  </testsuite>\n</testsuites>\n";
}

} // namespace deed
