//===- cli/Report.cpp - deed report ------------------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines the command that makes a page of SARIF logs, Deed's or others.
//===----------------------------------------------------------------------===//
#include "cli/Commands.h"
#include "project/CompileDb.h"
#include "report/Html.h"
#include "report/Printer.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace deed {

static constexpr const char *Usage =
    "usage: deed report LOG.sarif... -o FILE.html [--source=FOLDER]\n\n"
    "Makes one page of SARIF 2.1.0 logs of any tool. It opens without a server and\n"
    "loads nothing. Sources are looked for where the log says, in --source=FOLDER, in\n"
    "the working directory and beside the log; a file that is another one than the\n"
    "log's is not shown.\n";

/// The value of an option that is \p Word or begins with it; nothing if it is another.
static std::optional<std::string> valueOf(llvm::ArrayRef<std::string> Words, size_t &I,
                                          std::initializer_list<llvm::StringRef> Names) {
  for (llvm::StringRef Name : Names) {
    llvm::StringRef Word = Words[I];
    if (Word == Name && I + 1 < Words.size())
      return Words[++I];
    if (Word.consume_front(Name) && Word.consume_front("="))
      return Word.str();
  }
  return std::nullopt;
}

ExitCode runReport(llvm::ArrayRef<std::string> Words) {
  std::string Out;
  std::vector<std::string> Logs;
  PageContext Context;
  llvm::SmallString<256> Here;
  if (std::error_code Code = llvm::sys::fs::current_path(Here))
    return failMisuse("no working directory: " + Code.message());
  for (size_t I = 0; I < Words.size(); ++I) {
    llvm::StringRef Word = Words[I];
    if (Word == "--help" || Word == "-h") {
      llvm::outs() << Usage;
      return ExitCode::Clean;
    }
    if (auto Value = valueOf(Words, I, {"-o", "--output", "-output"}))
      Out = *Value;
    else if (auto Folder = valueOf(Words, I, {"--source", "-source"}))
      Context.Folders.push_back(absolutePath(*Folder, Here));
    else if (Word.starts_with("-"))
      return failMisuse(("deed report: unknown option or missing value: '" + Word + "'; see deed report --help").str());
    else
      Logs.push_back(Word.str());
  }
  if (Logs.empty())
    return failMisuse("deed report needs a SARIF log, as deed check --format=sarif:deed.sarif writes it");
  if (Out.empty())
    return failMisuse("deed report needs -o FILE.html");
  Context.Folders.push_back(Here.str().str());
  nlohmann::ordered_json Whole;
  for (const std::string &Name : Logs) {
    auto Buffer = llvm::MemoryBuffer::getFile(Name);
    if (!Buffer)
      return failMisuse("cannot read " + Name + ": " + Buffer.getError().message());
    llvm::Expected<nlohmann::ordered_json> Log = parseSarif((*Buffer)->getBuffer(), Name);
    if (!Log)
      return failMisuse(llvm::toString(Log.takeError()));
    Context.Folders.push_back(llvm::sys::path::parent_path(absolutePath(Name, Here)).str());
    if (Whole.is_null())
      Whole = std::move(*Log);
    else
      for (nlohmann::ordered_json &Run : (*Log)["runs"])
        Whole["runs"].push_back(std::move(Run));
  }
  SourceCache Sources;
  if (llvm::Error E = writeOutput(Out, htmlPage(Whole, Context, Sources)))
    return failMisuse(llvm::toString(std::move(E)));
  return ExitCode::Clean;
}

} // namespace deed
