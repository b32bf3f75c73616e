//===- cli/OptionsOfAnalysis.cpp - what is analysed, and by which rules ===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "cli/OptionTable.h"
#include "engine/Profiles.h"
#include "project/Nearest.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace deed {

llvm::Expected<std::string> readProfiles(llvm::StringRef Value) {
  std::vector<llvm::StringRef> Known;
  for (const ProfileInfo &P : allProfiles())
    Known.emplace_back(P.Name.data(), P.Name.size());
  llvm::SmallVector<llvm::StringRef> Names;
  Value.split(Names, ',');
  for (llvm::StringRef Name : Names)
    if (!llvm::is_contained(Known, Name))
      return misuse("unknown profile '%s'%s (profiles: %s)", Name, didYouMean(Name, Known), llvm::join(Known, ", "));
  return Value.str();
}

static llvm::Error setProfile(CheckOptions &O, llvm::StringRef Value) {
  llvm::Expected<std::string> Profile = readProfiles(Value);
  if (!Profile)
    return Profile.takeError();
  O.Profile = std::move(*Profile);
  return llvm::Error::success();
}

static llvm::Error setShard(CheckOptions &O, llvm::StringRef Value) {
  auto [Part, Of] = Value.split('/');
  if (Part.getAsInteger(10, O.Shard.Part) || Of.getAsInteger(10, O.Shard.Of) || O.Shard.Part < 1 ||
      O.Shard.Part > O.Shard.Of || O.Shard.Of > 10000)
    return misuse("--shard: '%s' is not I/N, such as 1/4, with I from 1 to N", Value);
  return done();
}

static constexpr Option Table[] = {
    {"p", "BUILD", [](CheckOptions &O, llvm::StringRef V) { return O.BuildPath = V.str(), done(); },
     "compile_commands.json, or the folder that has it"},
    {"j", "N", [](CheckOptions &O, llvm::StringRef V) { return readNumber("-j", V, 1, O.Jobs); },
     "files to analyse at a time (default: one for each processor)"},
    {"checks", "GLOBS",
     [](CheckOptions &O, llvm::StringRef V) { return O.Checks += (O.Checks.empty() ? "" : ",") + V.str(), done(); },
     "rules to add to those of the profile or take away, as in clang-tidy: '-*,ownership-leak'"},
    {"list-checks", "", [](CheckOptions &O, llvm::StringRef) { return O.ListChecks = true, done(); },
     "list the rules that are on, and stop"},
    {"warnings-as-errors", "GLOBS",
     [](CheckOptions &O, llvm::StringRef V) { return O.WarningsAsErrors = V.str(), done(); },
     "rules whose findings are errors"},
    {"header-filter", "REGEX", [](CheckOptions &O, llvm::StringRef V) { return O.HeaderFilter = V.str(), done(); },
     "headers to report findings of (default: all but system headers)"},
    {"profile", "NAME", setProfile,
     "which rules are on: default, strict (all), mmm, talloc, apr, postgres, cex, zig, glib, systemd, "
     "kernel; "
     "of several, 'mmm,talloc', the rules of each; see deed list rules --profile=NAME"},
    {"model", "FILE", [](CheckOptions &O, llvm::StringRef V) { return O.Models.push_back(V.str()), done(); },
     "contracts of more library functions, as YAML; may be repeated"},
    {"index", "", [](CheckOptions &O, llvm::StringRef) { return O.Index = O.IndexAsked = true, done(); },
     "analyse the files as one program: what bodies in other files do counts (default; --since takes the files around "
     "the change unless this is given)"},
    {"no-index", "", [](CheckOptions &O, llvm::StringRef) { return O.Index = false, done(); },
     "analyse each file alone"},
    {"write-index", "FILE",
     [](CheckOptions &O, llvm::StringRef V) { return O.WriteIndex = V.str(), O.Index = O.IndexAsked = true, done(); },
     "with --index, leave what all functions do in a file, for clang-tidy and the compiler's plugin"},
    {"shard", "I/N", setShard,
     "analyse a part of the files: several machines share the work, deed merge joins their SARIF logs"},
    {"cache-dir", "DIR", [](CheckOptions &O, llvm::StringRef V) { return O.CacheFolder = V.str(), done(); },
     "where answers are kept for later runs (default: $XDG_CACHE_HOME/deed or ~/.cache/deed)"},
    {"no-cache", "", [](CheckOptions &O, llvm::StringRef) { return O.NoCache = true, done(); },
     "neither use nor keep answers of other runs"},
    {"only-function", "NAME", [](CheckOptions &O, llvm::StringRef V) { return O.OnlyFunction = V.str(), done(); },
     "analyse functions of this name alone"},
    {"timeout", "SECONDS", [](CheckOptions &O, llvm::StringRef V) { return readNumber("--timeout", V, 0, O.TimeOut); },
     "give a file up after this long (default: 300; 0: never)"},
    {"extra-arg", "FLAG", [](CheckOptions &O, llvm::StringRef V) { return O.ExtraArgs.push_back(V.str()), done(); },
     "a compiler flag to add at the end; may be repeated"},
    {"extra-arg-before", "FLAG",
     [](CheckOptions &O, llvm::StringRef V) { return O.ExtraArgsBefore.push_back(V.str()), done(); },
     "a compiler flag to add at the beginning; may be repeated"},
};

llvm::ArrayRef<Option> analysisOptions() { return Table; }

} // namespace deed
