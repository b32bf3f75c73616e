//===- cli/Options.cpp - the words of a command line -------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines parseCheckOptions() and describeCheckOptions(). Options follow
// clang-tidy where clang-tidy has one; -name and --name are the same, a value
// follows as --name=VALUE or as the next word.
//===----------------------------------------------------------------------===//
#include "cli/Options.h"
#include "engine/Profiles.h"
#include "project/Nearest.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace deed {

template <typename... Parts> static llvm::Error misuse(const char *Format, const Parts &...Each) {
  return llvm::createStringError(std::errc::invalid_argument, Format,
                                 llvm::StringRef(Each).str().c_str()...);
}

namespace {
using Setter = llvm::Error (*)(CheckOptions &, llvm::StringRef Value);

struct Option {
  llvm::StringLiteral Name;
  llvm::StringLiteral Value; ///< its word in --help; empty: a switch
  Setter Set;
  llvm::StringLiteral Help; ///< empty: not shown
};
} // namespace

static llvm::Error readNumber(llvm::StringRef Option, llvm::StringRef Value, unsigned Least,
                              unsigned &Out) {
  if (Value.getAsInteger(10, Out) || Out < Least || Out > 1000000)
    return misuse("%s: '%s' is no number from %s on", Option, Value, std::to_string(Least));
  return llvm::Error::success();
}

static llvm::Error addFormat(CheckOptions &O, llvm::StringRef Value) {
  auto [Name, Path] = Value.split(':');
  std::optional<Format> Kind = parseFormat(Name);
  if (!Kind) {
    std::vector<llvm::StringRef> Names = {"text", "short", "json", "sarif"};
    return misuse("unknown format '%s'%s (formats: %s)", Name, didYouMean(Name, Names),
                  formatNames());
  }
  O.Outputs.push_back({*Kind, Path.empty() ? "-" : Path.str()});
  return llvm::Error::success();
}

llvm::Expected<std::string> readProfiles(llvm::StringRef Value) {
  std::vector<llvm::StringRef> Known;
  for (const ProfileInfo &P : allProfiles())
    Known.emplace_back(P.Name.data(), P.Name.size());
  llvm::SmallVector<llvm::StringRef> Names;
  Value.split(Names, ',');
  for (llvm::StringRef Name : Names)
    if (!llvm::is_contained(Known, Name))
      return misuse("unknown profile '%s'%s (profiles: %s)", Name, didYouMean(Name, Known),
                    llvm::join(Known, ", "));
  return Value.str();
}

static llvm::Error setProfile(CheckOptions &O, llvm::StringRef Value) {
  llvm::Expected<std::string> Profile = readProfiles(Value);
  if (!Profile)
    return Profile.takeError();
  O.Profile = std::move(*Profile);
  return llvm::Error::success();
}

static llvm::Error setColour(CheckOptions &O, llvm::StringRef Value) {
  if (Value.empty() || Value == "true" || Value == "1" || Value == "always")
    O.Colour = true;
  else if (Value == "false" || Value == "0" || Value == "never")
    O.Colour = false;
  else if (Value == "auto")
    O.Colour.reset();
  else
    return misuse("--use-color: '%s' is neither true nor false", Value);
  return llvm::Error::success();
}

static llvm::Error done() { return llvm::Error::success(); }

static constexpr Option Table[] = {
    {"p", "BUILD", [](CheckOptions &O, llvm::StringRef V) { return O.BuildPath = V.str(), done(); },
     "compile_commands.json, or the folder that has it"},
    {"j", "N", [](CheckOptions &O, llvm::StringRef V) { return readNumber("-j", V, 1, O.Jobs); },
     "files to analyse at a time (default: one for each processor)"},
    {"checks", "GLOBS",
     [](CheckOptions &O, llvm::StringRef V) {
       return O.Checks += (O.Checks.empty() ? "" : ",") + V.str(), done();
     },
     "rules to add to those of the profile or take away, as in clang-tidy: '-*,ownership-leak'"},
    {"list-checks", "",
     [](CheckOptions &O, llvm::StringRef) { return O.ListChecks = true, done(); },
     "list the rules that are on, and stop"},
    {"warnings-as-errors", "GLOBS",
     [](CheckOptions &O, llvm::StringRef V) { return O.WarningsAsErrors = V.str(), done(); },
     "rules whose findings are errors"},
    {"header-filter", "REGEX",
     [](CheckOptions &O, llvm::StringRef V) { return O.HeaderFilter = V.str(), done(); },
     "headers to report findings of (default: all but system headers)"},
    {"profile", "NAME", setProfile,
     "which rules are on: default, strict (all), mmm, talloc, apr, cex, zig, glib, systemd, "
     "kernel; "
     "of several, 'mmm,talloc', the rules of each; see deed list rules --profile=NAME"},
    {"model", "FILE",
     [](CheckOptions &O, llvm::StringRef V) { return O.Models.push_back(V.str()), done(); },
     "contracts of more library functions, as YAML; may be repeated"},
    {"format", "FORMAT[:FILE]", addFormat,
     "text (default), short, json or sarif; repeated for several"},
    {"output", "FILE", nullptr, "where the one format goes (default: -, stdout)"},
    {"quiet", "", [](CheckOptions &O, llvm::StringRef) { return O.Quiet = true, done(); },
     "nothing on stderr but errors"},
    {"use-color", "[BOOL]", setColour,
     "colour text (default: on a terminal, unless NO_COLOR is set)"},
    {"statistics", "", [](CheckOptions &O, llvm::StringRef) { return O.Statistics = true, done(); },
     "print obligations by verdict and reason, findings by rule"},
    {"only-function", "NAME",
     [](CheckOptions &O, llvm::StringRef V) { return O.OnlyFunction = V.str(), done(); },
     "analyse functions of this name alone"},
    {"timeout", "SECONDS",
     [](CheckOptions &O, llvm::StringRef V) { return readNumber("--timeout", V, 0, O.TimeOut); },
     "give a file up after this long (default: 300; 0: never)"},
    {"extra-arg", "FLAG",
     [](CheckOptions &O, llvm::StringRef V) { return O.ExtraArgs.push_back(V.str()), done(); },
     "a compiler flag to add at the end; may be repeated"},
    {"extra-arg-before", "FLAG",
     [](CheckOptions &O, llvm::StringRef V) {
       return O.ExtraArgsBefore.push_back(V.str()), done();
     },
     "a compiler flag to add at the beginning; may be repeated"},
    {"dump-flow", "", [](CheckOptions &O, llvm::StringRef) { return O.DumpFlow = true, done(); },
     "print what the engine reads: each function as a graph of events"},
    {"dump-contracts", "",
     [](CheckOptions &O, llvm::StringRef) { return O.DumpContracts = true, done(); },
     "print the contract of each function, and where it comes from"},
    {"help", "", [](CheckOptions &O, llvm::StringRef) { return O.Help = true, done(); },
     "print this"},
};

static bool takesValue(const Option &O) { return !O.Value.empty() && !O.Value.starts_with("["); }

static const Option *findOption(llvm::StringRef Name) {
  for (const Option &O : Table)
    if (O.Name == Name)
      return &O;
  return nullptr;
}

static llvm::Error unknownOption(llvm::StringRef Word, llvm::StringRef Name) {
  std::vector<llvm::StringRef> Names;
  for (const Option &O : Table)
    if (O.Name.size() > 1)
      Names.push_back(O.Name);
  llvm::StringRef Near = nearest(Name, Names);
  return misuse("unknown option '%s'%s", Word,
                Near.empty() ? std::string("; see deed --help")
                             : "; did you mean '--" + Near.str() + "'?");
}

/// --output goes to the one format that has no file of its own.
static llvm::Error settleOutputs(CheckOptions &O, const std::optional<std::string> &File) {
  O.OutputsGiven = !O.Outputs.empty();
  if (O.Outputs.empty())
    O.Outputs.push_back({});
  auto Open = [](const Output &Each) { return Each.Path == "-"; };
  if (llvm::count_if(O.Outputs, Open) > 1)
    return misuse("two formats for stdout: give one a file, as in --format=sarif:out.sarif");
  if (!File)
    return llvm::Error::success();
  auto It = llvm::find_if(O.Outputs, Open);
  if (It == O.Outputs.end())
    return misuse("--output=%s: every --format has a file already", *File);
  It->Path = File->empty() ? "-" : *File;
  return llvm::Error::success();
}

llvm::Expected<CheckOptions> parseCheckOptions(llvm::ArrayRef<std::string> Words) {
  CheckOptions Out;
  std::optional<std::string> File;
  for (size_t I = 0; I < Words.size(); ++I) {
    llvm::StringRef Word = Words[I];
    if (Word == "--") {
      Out.Flags.emplace(Words.begin() + I + 1, Words.end());
      break;
    }
    if (!Word.starts_with("-") || Word == "-") {
      Out.Paths.push_back(Word.str());
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
    if (takesValue(*Found) && !Value) {
      if (++I == Words.size() || Words[I] == "--")
        return misuse("'%s' needs a value: %s", Word, Found->Value);
      Value = Words[I];
    }
    if (Found->Value.empty() && Value)
      return misuse("'%s' takes no value", ("--" + Name).str());
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
  for (const Option &O : Table) {
    std::string Head = (O.Name.size() == 1 ? "  -" : "  --") + O.Name.str();
    if (!O.Value.empty())
      Head += O.Name.size() == 1         ? " " + O.Value.str()
              : O.Value.starts_with("[") ? "[=" + O.Value.drop_front().str()
                                         : "=" + O.Value.str();
    Head.resize(std::max<size_t>(Head.size() + 1, Indent), ' ');
    Out += Head + wrap(O.Help, Indent) + "\n";
  }
  return Out;
}

} // namespace deed
