//===- report/Printer.cpp - choosing a printer, writing its bytes ------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines the small functions of Printer.h.
//===----------------------------------------------------------------------===//
#include "report/Printer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <array>

namespace deed {

static constexpr std::array<std::pair<Format, llvm::StringLiteral>, 10> Formats = {{
    {Format::Text, "text"},
    {Format::Short, "short"},
    {Format::Json, "json"},
    {Format::Sarif, "sarif"},
    {Format::GitHub, "github"},
    {Format::GitLab, "gitlab"},
    {Format::JUnit, "junit"},
    {Format::Checkstyle, "checkstyle"},
    {Format::RdJson, "rdjson"},
    {Format::Html, "html"},
}};

std::optional<Format> parseFormat(llvm::StringRef Name) {
  for (const auto &[F, Text] : Formats)
    if (Name == Text)
      return F;
  return std::nullopt;
}

llvm::StringRef formatName(Format F) {
  for (const auto &[Each, Text] : Formats)
    if (Each == F)
      return Text;
  return "";
}

std::string formatNames() {
  std::string Out;
  for (const auto &[F, Text] : Formats)
    Out += (Out.empty() ? "" : ", ") + Text.str();
  return Out;
}

void print(Format F, const RunReport &Report, SourceCache &Sources, const Paint &Colours,
           llvm::raw_ostream &Out) {
  switch (F) {
  case Format::Text:
    return printText(Report, Sources, Colours, Out);
  case Format::Short:
    return printShort(Report, Colours, Out);
  case Format::Json:
    return printJson(Report, Out);
  case Format::Sarif:
    return printSarif(Report, Sources, Out);
  case Format::GitHub:
    return printGitHub(Report, Out);
  case Format::GitLab:
    return printGitLab(Report, Out);
  case Format::JUnit:
    return printJUnit(Report, Out);
  case Format::Checkstyle:
    return printCheckstyle(Report, Out);
  case Format::RdJson:
    return printRdJson(Report, Out);
  case Format::Html:
    return printHtml(Report, Sources, Out);
  }
}

static std::string counted(size_t N, llvm::StringRef One) {
  return std::to_string(N) + " " + One.str() + (N == 1 ? "" : "s");
}

std::string summaryLine(const RunReport &Report) {
  std::string Out =
      Report.Findings.empty() ? std::string(Report.Compared ? "no new findings" : "no findings")
                              : counted(Report.Findings.size(), Report.Compared ? "new finding" : "finding");
  auto Errors = llvm::count_if(Report.Findings,
                               [&](const Finding &F) { return Report.levelOf(F) == Level::Error; });
  if (Errors)
    Out += " (" + counted(Errors, "error") + ")";
  Out += " in " + counted(Report.Files.size(), "file");
  if (!Report.Suppressed.empty())
    Out += ", " + std::to_string(Report.Suppressed.size()) + " suppressed";
  if (unsigned N = Report.count(KnownAs::Accepted))
    Out += ", " + std::to_string(N) + " accepted by the baseline";
  if (unsigned N = Report.count(KnownAs::Old))
    Out += ", " + std::to_string(N) + " not new";
  if (unsigned N = Report.count(KnownAs::Outside))
    Out += ", " + std::to_string(N) + " new outside the scope";
  if (unsigned N = Report.count(KnownAs::Gone))
    Out += ", " + std::to_string(N) + " fixed";
  if (unsigned N = Report.notAnalysed())
    Out += ", " + counted(N, "file") + " not fully analysed";
  return Out;
}

llvm::Error writeOutput(llvm::StringRef Path, llvm::StringRef Bytes) {
  if (Path == "-") {
    llvm::outs() << Bytes;
    llvm::outs().flush();
    return llvm::Error::success();
  }
  namespace fs = llvm::sys::fs;
  auto Fail = [&](std::error_code Code) {
    return llvm::createStringError(Code, "cannot write '%s': %s", Path.str().c_str(),
                                   Code.message().c_str());
  };
  // Closes \p Out; an error that is left in it would end the process.
  auto Write = [&](llvm::raw_fd_ostream &Out) {
    Out << Bytes;
    Out.close();
    std::error_code Code = Out.error();
    Out.clear_error();
    return Code;
  };
  // A device or a pipe can not be renamed over: /dev/stdout, a named pipe.
  fs::file_status Status;
  if (!fs::status(Path, Status) && fs::exists(Status) && !fs::is_regular_file(Status)) {
    if (fs::is_directory(Status))
      return Fail(std::make_error_code(std::errc::is_a_directory));
    std::error_code Code;
    llvm::raw_fd_ostream Out(Path, Code);
    if (!Code)
      Code = Write(Out);
    return Code ? Fail(Code) : llvm::Error::success();
  }
  // createUniqueFile makes it readable by its owner only; a log is for others
  // too, as far as the umask allows.
  int Descriptor;
  llvm::SmallString<128> Temporary;
  unsigned Mode = fs::all_read | fs::all_write;
  if (std::error_code Code =
          fs::createUniqueFile(Path + ".%%%%%%%%.tmp", Descriptor, Temporary, fs::OF_None, Mode))
    return Fail(Code);
  llvm::raw_fd_ostream Out(Descriptor, /*shouldClose=*/true);
  std::error_code Code = Write(Out);
  if (!Code)
    Code = fs::rename(Temporary, Path);
  if (!Code)
    return llvm::Error::success();
  fs::remove(Temporary);
  return Fail(Code);
}

} // namespace deed
