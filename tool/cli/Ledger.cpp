//===- cli/Ledger.cpp - deed ledger ------------------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines the command that shows every obligation with its verdict: what was
// proved, what is violated, what is left to the runtime and why.
//===----------------------------------------------------------------------===//
#include "cli/Commands.h"
#include "cli/Run.h"
#include "report/LedgerText.h"
#include "report/Printer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"

namespace deed {

static constexpr const char *Usage =
    "usage: deed ledger [PATH...] [OPTIONS of deed check]\n\n"
    "Every obligation of the analysed files: proved, violated, or left to the runtime\n"
    "with the reason.\n\n"
    "  --format=text|json|html[:FILE]  a table (default), JSON of\n"
    "                                  deed-ledger.schema.json, the report with a page\n"
    "                                  for the ledger\n"
    "  --against=FILE                  the JSON of an earlier run: what changed since\n";

/// Takes --against out of \p Words.
static std::optional<std::string> takeAgainst(std::vector<std::string> &Words) {
  std::optional<std::string> Out;
  for (size_t I = 0; I < Words.size() && Words[I] != "--";) {
    llvm::StringRef Word = llvm::StringRef(Words[I]).ltrim('-');
    if (!llvm::StringRef(Words[I]).starts_with("-") || !Word.consume_front("against")) {
      ++I;
      continue;
    }
    bool Separate = Word.empty() && I + 1 < Words.size();
    Out = Separate ? Words[I + 1] : Word.drop_front(!Word.empty()).str();
    Words.erase(Words.begin() + I, Words.begin() + I + 1 + Separate);
  }
  return Out;
}

static llvm::Expected<Ledger> readLedger(const std::string &Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    return llvm::createStringError(Buffer.getError(), "cannot read ledger %s: %s", Path.c_str(),
                                   Buffer.getError().message().c_str());
  return parseLedger((*Buffer)->getBuffer(), Path);
}

ExitCode runLedger(llvm::ArrayRef<std::string> Given) {
  std::vector<std::string> Words = Given.vec();
  std::optional<std::string> Against = takeAgainst(Words);
  llvm::Expected<CheckOptions> Options = parseCheckOptions(Words);
  if (!Options)
    return failMisuse(llvm::toString(Options.takeError()));
  if (Options->Help) {
    llvm::outs() << Usage;
    return ExitCode::Clean;
  }
  if (Options->Shard.Of)
    return failMisuse("deed ledger takes no --shard; run deed check --shard with --statistics");
  if (!Options->Gate.Since.empty())
    return failMisuse("deed ledger shows one version; --since is for deed check, --against for the ledger of another");
  for (const Output &Each : Options->Outputs)
    if (Each.Kind != Format::Text && Each.Kind != Format::Json && Each.Kind != Format::Html)
      return failMisuse(("the ledger has the formats text, json and html, not " + formatName(Each.Kind)).str());
  std::optional<Ledger> Before;
  if (Against) {
    llvm::Expected<Ledger> Read = readLedger(*Against);
    if (!Read)
      return failMisuse(llvm::toString(Read.takeError()));
    Before = std::move(*Read);
  }
  Options->Statistics = true; // keeps the ledger
  Run Work;
  if (std::optional<ExitCode> Failed = analyse(*Options, Work))
    return *Failed;
  SourceCache Sources;
  for (const Output &Each : Options->Outputs) {
    std::string Bytes;
    llvm::raw_string_ostream Out(Bytes);
    switch (Each.Kind) {
    case Format::Json: printLedgerJson(Work.Report, Out); break;
    case Format::Html: printHtml(Work.Report, Sources, Out); break;
    default:
      printLedger(Work.Report.Obligations, Work.Report.Root, Out);
      if (Before)
        printTrend(*Before, Work.Report.Obligations, Work.Report.Root, Out);
    }
    if (llvm::Error E = writeOutput(Each.Path, Bytes))
      return failMisuse(llvm::toString(std::move(E)));
  }
  return Work.Report.notAnalysed() ? ExitCode::NotAnalysed : ExitCode::Clean;
}

} // namespace deed
