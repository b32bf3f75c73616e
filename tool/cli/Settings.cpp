//===- cli/Settings.cpp - the configuration of each file ---------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines Settings, and what --dump-config and --verify-config print.
//===----------------------------------------------------------------------===//
#include "cli/Settings.h"
#include "cli/Commands.h"
#include "engine/Archive.h"
#include "project/CheckList.h"
#include "report/Sources.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <set>

namespace deed {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using llvm::StringRef;

llvm::Error Settings::add(StringRef File) {
  std::shared_ptr<const UnitSettings> &Slot = ByFile[File];
  if (Slot)
    return llvm::Error::success();
  llvm::Expected<std::shared_ptr<const Configuration>> Config = Configs.of(File);
  if (!Config) {
    ByFile.erase(File);
    return Config.takeError();
  }
  auto Known = llvm::find_if(InUse, [&](const auto &Each) { return Each->Config == *Config; });
  if (Known != InUse.end()) {
    Slot = *Known;
    return llvm::Error::success();
  }
  auto Made = std::make_shared<UnitSettings>();
  Made->Config = *Config;
  Made->Analysis = Base;
  (*Config)->apply(Made->Analysis);
  Slot = Made;
  InUse.push_back(std::move(Made));
  return llvm::Error::success();
}

const UnitSettings &Settings::of(StringRef File) const {
  auto It = ByFile.find(File);
  assert(It != ByFile.end() && "settings are added before the workers start");
  return *It->second;
}

std::bitset<64> Settings::enabledEverywhere() const {
  std::bitset<64> Out = InUse.empty() ? std::bitset<64>() : InUse.front()->Config->Enabled;
  for (const auto &Each : InUse)
    Out &= Each->Config->Enabled;
  return Out;
}

/// What the options say, in the form of a file.
static ConfigFile fromOptions(const CheckOptions &O, StringRef WorkingDirectory) {
  ConfigFile Out;
  auto From = [](const char *Option) {
    SourceRange R;
    R.File = Option;
    return R;
  };
  if (!O.Profile.empty())
    Out.Profile = TextSetting{O.Profile, From("--profile")};
  if (!O.Checks.empty())
    Out.Checks.push_back({O.Checks, From("--checks")});
  if (!O.WarningsAsErrors.empty())
    Out.WarningsAsErrors.push_back({O.WarningsAsErrors, From("--warnings-as-errors")});
  if (!O.HeaderFilter.empty())
    Out.HeaderFilter = TextSetting{O.HeaderFilter, From("--header-filter")};
  for (const std::string &Model : O.Models)
    Out.Models.push_back({absolutePath(Model, WorkingDirectory), From("--model")});
  for (const OptionSetting &Each : O.RuleOptions) {
    Out.Options.push_back(Each);
    Out.Options.back().Value.From = From("--option");
  }
  archive::Writer Text(Out.Text);
  for (const std::string &Each : {O.Profile, O.Checks, O.WarningsAsErrors, O.HeaderFilter, WorkingDirectory.str()})
    Text(Each);
  Text(O.Models);
  for (const OptionSetting &Each : O.RuleOptions) {
    Text(Each.Rule);
    Text(Each.Name);
    Text(Each.Value.Value);
  }
  return Out;
}

llvm::Expected<Configurations> commandLineConfigurations(const CheckOptions &Options, StringRef WorkingDirectory) {
  if (llvm::Expected<CheckList> AsErrors = parseChecks(Options.WarningsAsErrors, {}); !AsErrors)
    return llvm::createStringError(std::errc::invalid_argument, "--warnings-as-errors: %s",
                                   llvm::toString(AsErrors.takeError()).c_str());
  std::string Wrong;
  if (!Options.HeaderFilter.empty() && !llvm::Regex(Options.HeaderFilter).isValid(Wrong))
    return llvm::createStringError(std::errc::invalid_argument, "--header-filter: %s", Wrong.c_str());
  std::optional<ConfigFile> Fixed;
  if (Options.Config) {
    llvm::Expected<ConfigFile> Read = readConfig(*Options.Config, "--config", WorkingDirectory, "--config");
    if (!Read)
      return Read.takeError();
    Fixed = std::move(*Read);
  } else if (!Options.ConfigFile.empty()) {
    llvm::Expected<ConfigFile> Read =
        loadConfig(absolutePath(Options.ConfigFile, WorkingDirectory), Options.ConfigFile);
    if (!Read)
      return Read.takeError();
    Fixed = std::move(*Read);
  }
  return Configurations(fromOptions(Options, WorkingDirectory), std::move(Fixed), WorkingDirectory.str());
}

/// The folder that \p Path (absolute) is, or is in.
static std::string folderOf(const std::string &Path) {
  return fs::is_directory(Path) ? Path : path::parent_path(Path).str();
}

llvm::Expected<std::shared_ptr<const Configuration>> firstConfiguration(const CheckOptions &Options,
                                                                        StringRef WorkingDirectory) {
  llvm::Expected<Configurations> All = commandLineConfigurations(Options, WorkingDirectory);
  if (!All)
    return All.takeError();
  std::string First = WorkingDirectory.str();
  if (!Options.Paths.empty()) {
    First = absolutePath(Options.Paths.front(), WorkingDirectory);
    if (!fs::exists(First))
      return llvm::createStringError(std::errc::no_such_file_or_directory, "no such file or folder: %s",
                                     Options.Paths.front().c_str());
  }
  return All->ofFolder(folderOf(First));
}

void dropExempt(const Settings &All, Plan &Todo, StringRef WorkingDirectory, llvm::raw_ostream &Notes) {
  std::map<std::string, unsigned> Count; // by the place of the pattern
  std::set<std::string> Dropped;
  llvm::erase_if(Todo.Units, [&](const CompileUnit &Unit) {
    const TextSetting *By = All.of(Unit.File).Config->exempts(Unit.File);
    if (!By)
      return false;
    ++Count[relativeTo(By->From.File, WorkingDirectory) + ":" + std::to_string(By->From.Line)];
    Dropped.insert(Unit.File);
    return true;
  });
  llvm::erase_if(Todo.Files, [&](const std::string &File) { return Dropped.count(File) != 0; });
  for (const auto &[Where, N] : Count)
    Notes << "deed: " << N << (N == 1 ? " file is" : " files are") << " exempt by " << Where << '\n';
}

ExitCode dumpConfiguration(const CheckOptions &Options, StringRef WorkingDirectory) {
  llvm::Expected<std::shared_ptr<const Configuration>> Config = firstConfiguration(Options, WorkingDirectory);
  if (!Config)
    return failMisuse(llvm::toString(Config.takeError()));
  llvm::outs() << dumpConfig(**Config, WorkingDirectory);
  return ExitCode::Clean;
}

/// The folders at \p Path and below it that have a configuration of their own.
static std::set<std::string> configuredFolders(const std::string &Path) {
  std::set<std::string> Out{folderOf(Path)};
  if (!fs::is_directory(Path))
    return Out;
  std::error_code Code;
  for (fs::recursive_directory_iterator It(Path, Code, /*follow_symlinks=*/false), End; It != End && !Code;
       It.increment(Code)) {
    StringRef Name = path::filename(It->path());
    if (Name == ".git")
      It.no_push();
    else if (Name == ConfigName)
      Out.insert(path::parent_path(It->path()).str());
  }
  return Out;
}

ExitCode verifyConfigurations(const CheckOptions &Options, StringRef WorkingDirectory) {
  llvm::Expected<Configurations> All = commandLineConfigurations(Options, WorkingDirectory);
  if (!All)
    return failMisuse(llvm::toString(All.takeError()));
  std::vector<std::string> Paths = Options.Paths;
  if (Paths.empty())
    Paths.push_back(".");
  std::set<std::string> Files, Errors;
  for (const std::string &Each : Paths) {
    const std::string Path = absolutePath(Each, WorkingDirectory);
    if (!fs::exists(Path))
      return failMisuse("no such file or folder: " + Each);
    for (const std::string &Folder : configuredFolders(Path)) {
      llvm::Expected<std::shared_ptr<const Configuration>> Config = All->ofFolder(Folder);
      if (!Config)
        Errors.insert(llvm::toString(Config.takeError()));
      else
        Files.insert((*Config)->Files.begin(), (*Config)->Files.end());
    }
  }
  for (const std::string &Error : Errors)
    failMisuse(Error);
  if (!Errors.empty())
    return ExitCode::Misuse;
  for (const std::string &File : Files)
    llvm::outs() << relativeTo(File, WorkingDirectory) << ": no errors\n";
  if (Files.empty())
    llvm::outs() << "there is no .deed.yaml; the defaults hold (deed check --dump-config shows them)\n";
  return ExitCode::Clean;
}

} // namespace deed
