//===- plugin/PluginOptions.cpp - the words after -fplugin-arg-deed- ---------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/PluginOptions.h"
#include "project/CompileDb.h"
#include "project/Nearest.h"
#include "llvm/ADT/StringExtras.h"

namespace deed {

using llvm::StringRef;

/// \p Text as a word of YAML.
static std::string quoted(StringRef Text) {
  std::string Out = "'";
  for (char C : Text)
    Out += C == '\'' ? std::string("''") : std::string(1, C);
  return Out + "'";
}

/// The words between the commas of \p Text as a list of YAML.
static std::string listed(StringRef Text) {
  std::string Out;
  for (StringRef Each : llvm::split(Text, ','))
    Out += (Out.empty() ? "" : ", ") + quoted(Each);
  return "[" + Out + "]";
}

llvm::Expected<PluginOptions> readPluginOptions(llvm::ArrayRef<std::string> Words, StringRef WorkingDirectory) {
  static const StringRef Names[] = {
      "checks", "profile", "warnings-as-errors", "header-filter", "model", "config", "config-file", "index", "off"};
  PluginOptions Out;
  std::string Models;
  auto Add = [&](StringRef Name, const std::string &Yaml) -> llvm::Error {
    const std::string Option = ("-fplugin-arg-deed-" + Name).str();
    llvm::Expected<struct ConfigFile> Read = readConfig(Yaml, Option, WorkingDirectory, Option);
    if (!Read)
      return Read.takeError();
    mergeConfig(Out.Over, *Read);
    return llvm::Error::success();
  };
  auto Take = [&](StringRef Word) -> llvm::Error {
    auto [Name, Value] = Word.split('=');
    if (Name == "checks")
      return Add(Name, "Checks: " + quoted(Value));
    if (Name == "profile")
      return Add(Name, "Profile: " + listed(Value));
    if (Name == "warnings-as-errors")
      return Add(Name, "WarningsAsErrors: " + quoted(Value));
    if (Name == "header-filter")
      return Add(Name, "HeaderFilter: " + quoted(Value));
    if (Name == "model")
      return Add(Name, "Models: [" + quoted(absolutePath(Value, WorkingDirectory)) + "]");
    if (Name == "config")
      return Add(Name, Value.str());
    if (Name == "config-file")
      return Out.ConfigFile = absolutePath(Value, WorkingDirectory), llvm::Error::success();
    if (Name == "index")
      return Out.IndexFile = absolutePath(Value, WorkingDirectory), llvm::Error::success();
    if (Word == "off")
      return Out.Off = true, llvm::Error::success();
    return llvm::createStringError(std::errc::invalid_argument, "unknown option '-fplugin-arg-deed-%s'%s",
                                   Name.str().c_str(), didYouMean(Name, Names).c_str());
  };
  for (const std::string &Word : Words)
    if (llvm::Error E = Take(Word))
      return std::move(E);
  return Out;
}

} // namespace deed
