//===- cli/Merge.cpp - deed merge --------------------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines the command that joins the logs of shards: reads what each left in its
// SARIF log (Shard.cpp) and goes on as deed check does.
//===----------------------------------------------------------------------===//
#include "cli/Commands.h"
#include "cli/OptionTable.h"
#include "cli/Shard.h"
#include "report/Html.h"
#include "llvm/Support/MemoryBuffer.h"

namespace deed {

static constexpr const char *Usage = "usage: deed merge A.sarif B.sarif... -o OUT [--format=FORMAT[:FILE]]...\n\n"
                                     "Joins the SARIF logs of deed check --shard=1/N to N/N into the log that one run\n"
                                     "over all files would have written, byte for byte: SARIF, or any other format of\n"
                                     "deed check. With --index it also analyses what bodies of other files change, so\n"
                                     "it needs the sources and .deed.yaml where the shards had them. Takes the\n"
                                     "options of deed check that say what is printed and what fails; the others are\n"
                                     "those of the shards. The exit status is that of deed check.\n";

/// What the shards left in the log \p Name.
static llvm::Error addParts(const std::string &Name, std::vector<std::string> &Out) {
  auto Wrong = [&](const std::string &What) {
    return llvm::createStringError(std::errc::invalid_argument, "%s", (Name + ": " + What).c_str());
  };
  auto Buffer = llvm::MemoryBuffer::getFile(Name);
  if (!Buffer)
    return llvm::createStringError(Buffer.getError(), "cannot read %s: %s", Name.c_str(),
                                   Buffer.getError().message().c_str());
  llvm::Expected<nlohmann::ordered_json> Log = parseSarif((*Buffer)->getBuffer(), Name);
  if (!Log)
    return Log.takeError();
  const size_t Before = Out.size();
  for (const nlohmann::ordered_json &Run : (*Log)["runs"]) {
    const auto Properties = Run.find("properties");
    if (Properties == Run.end() || !Properties->is_object())
      continue;
    if (const auto Part = Properties->find(PartProperty); Part != Properties->end() && Part->is_string())
      Out.push_back(Part->get<std::string>());
  }
  if (Out.size() == Before)
    return Wrong("this is not the log of a shard: deed check --shard=I/N --format=sarif:FILE writes one");
  return llvm::Error::success();
}

ExitCode runMerge(llvm::ArrayRef<std::string> Words) {
  std::vector<std::string> Logs, Own;
  bool Formats = false;
  for (size_t I = 0; I < Words.size(); ++I) {
    llvm::StringRef Word = Words[I];
    if (Word == "--help" || Word == "-h") {
      llvm::outs() << Usage;
      return ExitCode::Clean;
    }
    if (!Word.starts_with("-")) {
      Logs.push_back(Word.str());
      continue;
    }
    llvm::StringRef Name = Word.ltrim('-').split('=').first;
    Formats |= Name == "format";
    if (Name == "shard" || Name == "since")
      return failMisuse("deed merge: --" + Name.str() + " is for deed check");
    const bool Output = Name == "o";
    Own.push_back(Output ? "--output" + Word.drop_front(Word.find('o') + 1).str() : Word.str());
    const Option *Known = findOption(Output ? "output" : Name);
    if (Known && Known->takesValue() && !Word.contains('=') && I + 1 < Words.size())
      Own.push_back(Words[++I]);
  }
  if (Logs.empty())
    return failMisuse("deed merge needs the SARIF logs of shards, as deed check --shard=1/2 --format=sarif:1.sarif "
                      "writes them; see deed merge --help");
  std::vector<std::string> Parts;
  for (const std::string &Log : Logs)
    if (llvm::Error E = addParts(Log, Parts))
      return failMisuse(llvm::toString(std::move(E)));
  llvm::Expected<std::vector<std::string>> Theirs = wordsOfShards(Parts);
  if (!Theirs)
    return failMisuse(llvm::toString(Theirs.takeError()));
  if (!Formats)
    Own.push_back("--format=sarif");
  // Theirs may end with the compiler's flags, which nothing can follow.
  Own.insert(Own.end(), Theirs->begin(), Theirs->end());
  llvm::Expected<CheckOptions> Options = parseCheckOptions(Own);
  if (!Options)
    return failMisuse(llvm::toString(Options.takeError()));
  Options->Parts = std::move(Parts);
  return runCheck(*Options);
}

} // namespace deed
