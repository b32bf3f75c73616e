//===- config/Configuration.cpp - what holds for a file ----------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines Configurations: discovery, inheritance, and what values mean.
//===----------------------------------------------------------------------===//
#include "config/Configuration.h"
#include "engine/Profiles.h"
#include "project/CheckList.h"
#include "project/CompileDb.h"
#include "report/Sources.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace deed {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using llvm::StringRef;

void Configuration::apply(AnalysisOptions &To) const {
  To.Enabled = Enabled;
  To.Models = Models;
  To.Configured = Values.Own;
  To.Names = Names;
  To.Options = Options;
}

bool Configuration::isStrict() const { return llvm::is_contained(llvm::split(Profile, ','), "strict"); }

const TextSetting *Configuration::exempts(StringRef Path) const {
  for (const TextSetting &Each : Values.ExemptPaths)
    if (pathMatches(Each.Value, Path))
      return &Each;
  return nullptr;
}

bool pathMatches(StringRef Glob, StringRef Path) {
  // Two points to return to: the last `**`, which takes anything, and the last
  // `*` behind it, which stays within a name.
  size_t G = 0, P = 0;
  constexpr size_t None = StringRef::npos;
  size_t Deep = None, DeepMark = 0, Star = None, StarMark = 0;
  Glob = Glob.rtrim('/');
  while (true) {
    if (G == Glob.size() && (P == Path.size() || Path[P] == '/'))
      return true; // the file, or a folder that it is in
    if (Glob.substr(G).starts_with("**")) {
      while (G < Glob.size() && Glob[G] == '*')
        ++G;
      if (G < Glob.size() && Glob[G] == '/' && G >= 3 && Glob[G - 3] == '/')
        ++G; // a/**/b matches a/b
      Deep = G;
      DeepMark = P;
      Star = None;
      continue;
    }
    if (G < Glob.size() && Glob[G] == '*') {
      Star = ++G;
      StarMark = P;
      continue;
    }
    if (P < Path.size() && G < Glob.size() && ((Glob[G] == '?' && Path[P] != '/') || Glob[G] == Path[P])) {
      ++G, ++P;
      continue;
    }
    if (Star != None && StarMark < Path.size() && Path[StarMark] != '/') {
      G = Star;
      P = ++StarMark;
    } else if (Deep != None && DeepMark < Path.size()) {
      G = Deep;
      P = ++DeepMark;
      Star = None;
    } else {
      return false;
    }
  }
}

Configurations::Configurations(ConfigFile CommandLine, std::optional<ConfigFile> Fixed, std::string WorkingDirectory)
    : CommandLine(std::move(CommandLine)), Fixed(std::move(Fixed)), WorkingDirectory(std::move(WorkingDirectory)) {}

llvm::Expected<std::shared_ptr<const ModelSet>> Configurations::modelsOf(llvm::ArrayRef<TextSetting> Names) {
  std::vector<std::string> Key;
  bool Chosen = false; // some shipped models are named: only those
  for (const TextSetting &Each : Names) {
    Key.push_back(Each.Value);
    Chosen |= !path::is_absolute(Each.Value);
  }
  std::shared_ptr<const ModelSet> &Slot = ModelSets[Key];
  if (Slot)
    return Slot;
  auto Models = std::make_shared<ModelSet>();
  if (!Chosen)
    *Models = *ModelSet::shipped();
  for (const TextSetting &Each : Names) {
    if (!path::is_absolute(Each.Value)) {
      for (const EmbeddedModel &M : embeddedModels())
        if (M.Name == Each.Value)
          Models->addShipped(M);
      continue;
    }
    std::string Where;
    if (Each.From.valid())
      Where = relativeTo(Each.From.File, WorkingDirectory) + ":" + std::to_string(Each.From.Line) + ":" +
              std::to_string(Each.From.Column) + ": ";
    auto Buffer = llvm::MemoryBuffer::getFile(Each.Value);
    std::error_code Code = Buffer.getError();
    if (fs::is_directory(Each.Value))
      Code = std::make_error_code(std::errc::is_a_directory);
    if (Code)
      return llvm::createStringError(Code, "%scannot read model %s: %s", Where.c_str(),
                                     relativeTo(Each.Value, WorkingDirectory).c_str(), Code.message().c_str());
    if (llvm::Error E = Models->add((*Buffer)->getBuffer(), relativeTo(Each.Value, WorkingDirectory)))
      return std::move(E);
  }
  Slot = std::move(Models);
  return Slot;
}

static std::string joined(llvm::ArrayRef<TextSetting> Items) {
  std::string Text;
  for (const TextSetting &Each : Items)
    Text += (Text.empty() ? "" : ",") + Each.Value;
  return Text;
}

static std::vector<std::string> texts(llvm::ArrayRef<TextSetting> Items) {
  std::vector<std::string> Out;
  for (const TextSetting &Each : Items)
    Out.push_back(Each.Value);
  return Out;
}

llvm::Expected<std::shared_ptr<const Configuration>> Configurations::resolve(ConfigFile Values,
                                                                             std::vector<std::string> Files) {
  mergeConfig(Values, CommandLine);
  auto Out = std::make_shared<Configuration>();
  Out->Files = std::move(Files);
  if (Values.Profile)
    Out->Profile = Values.Profile->Value;
  llvm::Expected<CheckList> Checks = parseChecks(joined(Values.Checks), rulesOfProfiles(Out->Profile));
  if (!Checks)
    return Checks.takeError();
  llvm::Expected<CheckList> AsErrors = parseChecks(joined(Values.WarningsAsErrors), {});
  if (!AsErrors)
    return AsErrors.takeError();
  Out->Enabled = Checks->Enabled;
  Out->AsErrors = AsErrors->Enabled;
  Out->Names.Said = Values.Owned || Values.Mutable || Values.Borrowed;
  auto Role = [&](const std::optional<Setting<std::vector<std::string>>> &Given, std::vector<std::string> &Prefixes) {
    if (Given)
      Prefixes = Given->Value;
    else
      dropPrefixes(Prefixes, Values);
  };
  Role(Values.Owned, Out->Names.Owned);
  Role(Values.Mutable, Out->Names.Mutable);
  Role(Values.Borrowed, Out->Names.Borrowed);
  Out->Names.ExemptNames = texts(Values.ExemptNames);
  Out->Names.ExemptTypes = texts(Values.ExemptTypes);
  // What a profile asks for, an option may take back.
  if (Out->isStrict())
    for (const RuleOptionInfo &O : allRuleOptions())
      if (O.Name == "EveryTransfer")
        Out->Options.set(O.Rule, O.Name, "true");
  for (const OptionSetting &O : Values.Options)
    Out->Options.set(O.Rule, O.Name, O.Value.Value);
  llvm::Expected<std::shared_ptr<const ModelSet>> Models = modelsOf(Values.Models);
  if (!Models)
    return Models.takeError();
  Out->Models = std::move(*Models);
  if (Values.Own && !Values.Own->contexts().empty()) {
    auto More = std::make_shared<ModelSet>(*Out->Models);
    More->addContexts(*Values.Own);
    Out->Models = std::move(More);
  }
  Out->Values = std::move(Values);
  return Out;
}

/// True if there is anything of that name, also a link that leads nowhere: it is
/// an error then, never another configuration.
static bool isThere(const std::string &Path) {
  fs::file_status Status;
  return !fs::status(Path, Status, /*follow=*/false);
}

llvm::Expected<std::shared_ptr<const Configuration>> Configurations::inFolder(StringRef Folder) {
  std::vector<ConfigFile> Chain; // innermost first
  for (StringRef At = Folder; !At.empty(); At = path::parent_path(At)) {
    llvm::SmallString<256> Path(At);
    path::append(Path, ConfigName);
    if (!isThere(Path.str().str()))
      continue;
    llvm::Expected<ConfigFile> Read = loadConfig(Path, relativeTo(Path.str().str(), WorkingDirectory));
    if (!Read)
      return Read.takeError();
    Chain.push_back(std::move(*Read));
    if (!Chain.back().InheritParent)
      break;
  }
  ConfigFile Values;
  std::vector<std::string> Files;
  for (const ConfigFile &Each : llvm::reverse(Chain)) {
    mergeConfig(Values, Each);
    Files.push_back(Each.Path);
  }
  std::shared_ptr<const Configuration> &Slot = ByFiles[llvm::join(Files, "\n")];
  if (!Slot) {
    llvm::Expected<std::shared_ptr<const Configuration>> Made = resolve(std::move(Values), std::move(Files));
    if (!Made)
      return Made.takeError();
    Slot = std::move(*Made);
  }
  return Slot;
}

llvm::Expected<std::shared_ptr<const Configuration>> Configurations::ofFolder(StringRef Folder) {
  std::shared_ptr<const Configuration> &Slot = Known[Fixed ? StringRef() : Folder];
  if (Slot)
    return Slot;
  std::vector<std::string> Files;
  if (Fixed)
    Files.push_back(Fixed->Path);
  llvm::Expected<std::shared_ptr<const Configuration>> Found =
      Fixed ? resolve(*Fixed, std::move(Files)) : inFolder(Folder);
  if (Found)
    Known[Fixed ? StringRef() : Folder] = *Found;
  return Found;
}

llvm::Expected<std::shared_ptr<const Configuration>> Configurations::of(StringRef Path) {
  return ofFolder(path::parent_path(Path));
}

} // namespace deed
