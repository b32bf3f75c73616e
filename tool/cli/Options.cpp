//===- cli/Options.cpp - the words of a command line -------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines parseCheckOptions(), describeCheckOptions() and what reads the table
// of options. The table is in OptionsOf*.cpp. Options follow
// clang-tidy where clang-tidy has one; -name and --name are the same, a value
// follows as --name=VALUE or as the next word.
//===----------------------------------------------------------------------===//
#include "cli/OptionTable.h"
#include "project/Nearest.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace deed {

llvm::Error readNumber(llvm::StringRef Option, llvm::StringRef Value, unsigned Least, unsigned &Out) {
  if (Value.getAsInteger(10, Out) || Out < Least || Out > 1000000)
    return misuse("%s: '%s' is no number from %s on", Option, Value, std::to_string(Least));
  return llvm::Error::success();
}

llvm::ArrayRef<OptionTopic> optionTopics() {
  static const OptionTopic Topics[] = {
      {"what is analysed", analysisOptions()}, {"configuration", configOptions()}, {"what is printed", outputOptions()},
      {"what fails", gateOptions()},           {"what is mended", fixOptions()},
  };
  return Topics;
}

const Option *findOption(llvm::StringRef Name) {
  for (const OptionTopic &Topic : optionTopics())
    for (const Option &O : Topic.Options)
      if (O.Name == Name)
        return &O;
  return nullptr;
}

static llvm::Error unknownOption(llvm::StringRef Word, llvm::StringRef Name) {
  std::vector<llvm::StringRef> Names;
  for (const OptionTopic &Topic : optionTopics())
    for (const Option &O : Topic.Options)
      if (O.Name.size() > 1)
        Names.push_back(O.Name);
  llvm::StringRef Near = nearest(Name, Names);
  return misuse("unknown option '%s'%s", Word,
                Near.empty() ? std::string("; see deed --help") : "; did you mean '--" + Near.str() + "'?");
}

/// --output goes to the one format that has no file of its own.
static llvm::Error settleOutputs(CheckOptions &O, const std::optional<std::string> &File) {
  O.OutputsGiven = !O.Outputs.empty();
  if (O.Outputs.empty())
    O.Outputs.push_back({});
  auto Open = [](const Output &Each) { return Each.Path == "-"; };
  if (llvm::count_if(O.Outputs, Open) > 1)
    return misuse("two formats for stdout: give one a file, as in --format=sarif:out.sarif");
  if (O.Diff && O.OutputsGiven && llvm::any_of(O.Outputs, Open) && !File)
    return misuse("--diff%s", " and a format both want stdout: give the format a file, as in --format=sarif:out.sarif");
  if (!File)
    return llvm::Error::success();
  auto It = llvm::find_if(O.Outputs, Open);
  if (It == O.Outputs.end())
    return misuse("--output=%s: every --format has a file already", *File);
  It->Path = File->empty() ? "-" : *File;
  return llvm::Error::success();
}

/// What a shard says of itself alone.
static constexpr llvm::StringLiteral NotRepeated[] = {
    "shard", "format", "output", "j", "quiet", "use-color", "hyperlinks", "hyperlink-format",
    "progress", "cache-dir", "no-cache", "enable-check-profile"};

llvm::Expected<CheckOptions> parseCheckOptions(llvm::ArrayRef<std::string> Words) {
  CheckOptions Out;
  Out.Words = Words.vec();
  std::optional<std::string> File;
  for (size_t I = 0; I < Words.size(); ++I) {
    llvm::StringRef Word = Words[I];
    if (Word == "--") {
      Out.Flags.emplace(Words.begin() + I + 1, Words.end());
      Out.Repeat.insert(Out.Repeat.end(), Words.begin() + I, Words.end());
      break;
    }
    if (!Word.starts_with("-") || Word == "-") {
      Out.Paths.push_back(Word.str());
      Out.Repeat.push_back(Word.str());
      continue;
    }
    llvm::StringRef Name = Word.ltrim('-');
    std::optional<llvm::StringRef> Value;
    if (Name.contains('=')) {
      Value = Name.split('=').second;
      Name = Name.split('=').first;
    }
    if (Name == "h")
      Name = "help";
    // -j4
    unsigned Number;
    if (!Word.starts_with("--") && Name.size() > 1 && Name.front() == 'j' &&
        !Name.drop_front().getAsInteger(10, Number)) {
      Value = Name.drop_front();
      Name = "j";
    }
    const Option *Found = findOption(Name);
    if (!Found)
      return unknownOption(Word, Name);
    if (Found->takesValue() && !Value) {
      if (++I == Words.size() || Words[I] == "--")
        return misuse("'%s' needs a value: %s", Word, Found->Value);
      Value = Words[I];
    }
    if (Found->Value.empty() && Value)
      return misuse("'%s' takes no value", ("--" + Name).str());
    if (!llvm::is_contained(NotRepeated, Name))
      Out.Repeat.push_back("--" + Name.str() + (Value ? "=" + Value->str() : ""));
    if (!Found->Set)
      File = Value->str();
    else if (llvm::Error E = Found->Set(Out, Value.value_or("")))
      return std::move(E);
  }
  if (llvm::Error E = settleOutputs(Out, File))
    return std::move(E);
  return Out;
}

/// \p Text in lines of at most 78 columns that begin at column \p Indent.
static std::string wrap(llvm::StringRef Text, unsigned Indent) {
  std::string Out;
  unsigned Column = Indent;
  llvm::SmallVector<llvm::StringRef> Words;
  Text.split(Words, ' ');
  for (llvm::StringRef Word : Words) {
    if (Column > Indent && Column + 1 + Word.size() > 78) {
      Out += "\n" + std::string(Indent, ' ');
      Column = Indent;
    } else if (Column > Indent) {
      Out += ' ';
      ++Column;
    }
    Out += Word;
    Column += Word.size();
  }
  return Out;
}

std::string describeCheckOptions() {
  constexpr unsigned Indent = 30;
  std::string Out;
  for (const OptionTopic &Topic : optionTopics()) {
    Out += (Out.empty() ? "" : "\n") + Topic.Title.str() + ":\n";
    for (const Option &O : Topic.Options) {
      if (O.Help.empty())
        continue;
      std::string Head = (O.Name.size() == 1 ? "  -" : "  --") + O.Name.str();
      if (!O.Value.empty())
        Head += O.Name.size() == 1         ? " " + O.Value.str()
                : O.Value.starts_with("[") ? "[=" + O.Value.drop_front().str()
                                           : "=" + O.Value.str();
      Head.resize(std::max<size_t>(Head.size() + 1, Indent), ' ');
      Out += Head + wrap(O.Help, Indent) + "\n";
    }
  }
  return Out;
}

} // namespace deed
