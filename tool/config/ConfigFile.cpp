//===- config/ConfigFile.cpp - files and how they are merged -----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines loadConfig() and mergeConfig().
//===----------------------------------------------------------------------===//
#include "config/ConfigFile.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace deed {

namespace fs = llvm::sys::fs;
using llvm::StringRef;

llvm::Expected<ConfigFile> loadConfig(StringRef Path, StringRef ShownAs) {
  auto Wrong = [&](const std::string &What) {
    return llvm::createStringError(std::errc::invalid_argument, "%s: %s", ShownAs.str().c_str(), What.c_str());
  };
  fs::file_status Status;
  if (std::error_code Code = fs::status(Path, Status)) {
    if (Code == std::errc::no_such_file_or_directory && !fs::status(Path, Status, /*follow=*/false))
      return Wrong("is a link to a file that does not exist");
    return Wrong("cannot read the configuration: " + Code.message());
  }
  if (Status.type() == fs::file_type::directory_file)
    return Wrong("is a folder; the configuration must be a file");
  // A pipe would be waited for.
  if (Status.type() != fs::file_type::regular_file && Status.type() != fs::file_type::character_file)
    return Wrong("is no file; the configuration must be one");
  if (Status.getSize() > MaxConfigSize)
    return llvm::createStringError(std::errc::invalid_argument, "%s:1:1: the configuration is larger than %zu KiB",
                                   ShownAs.str().c_str(), MaxConfigSize / 1024);
  auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/true,
                                            /*IsVolatile=*/true);
  if (!Buffer)
    return Wrong("cannot read the configuration: " + Buffer.getError().message());
  return readConfig((*Buffer)->getBuffer(), Path, llvm::sys::path::parent_path(Path), ShownAs);
}

template <typename T> static void replace(std::optional<T> &Base, const std::optional<T> &Over) {
  if (Over)
    Base = Over;
}

void dropPrefixes(std::vector<std::string> &Prefixes, const ConfigFile &GivenIn) {
  for (const auto *Role : {&GivenIn.Owned, &GivenIn.Mutable, &GivenIn.Borrowed})
    if (*Role)
      llvm::erase_if(Prefixes, [&](const std::string &Each) { return llvm::is_contained((*Role)->Value, Each); });
}

void mergeConfig(ConfigFile &Base, const ConfigFile &Over) {
  Base.Path = Over.Path;
  Base.Text += Over.Text;
  Base.InheritParent = Over.InheritParent;
  replace(Base.Profile, Over.Profile);
  replace(Base.HeaderFilter, Over.HeaderFilter);
  for (auto *Role : {&Base.Owned, &Base.Mutable, &Base.Borrowed})
    if (*Role)
      dropPrefixes((*Role)->Value, Over);
  replace(Base.Owned, Over.Owned);
  replace(Base.Mutable, Over.Mutable);
  replace(Base.Borrowed, Over.Borrowed);
  llvm::append_range(Base.Checks, Over.Checks);
  llvm::append_range(Base.WarningsAsErrors, Over.WarningsAsErrors);
  llvm::append_range(Base.ExemptNames, Over.ExemptNames);
  llvm::append_range(Base.ExemptTypes, Over.ExemptTypes);
  llvm::append_range(Base.ExemptPaths, Over.ExemptPaths);
  llvm::append_range(Base.Models, Over.Models);
  for (const OptionSetting &O : Over.Options) {
    auto Same = [&](const OptionSetting &Other) { return Other.Rule == O.Rule && Other.Name == O.Name; };
    if (auto It = llvm::find_if(Base.Options, Same); It != Base.Options.end())
      *It = O;
    else
      Base.Options.push_back(O);
  }
  if (!Over.Own)
    return;
  auto Both = Base.Own ? std::make_shared<ModelSet>(*Base.Own) : std::make_shared<ModelSet>();
  Both->merge(*Over.Own);
  Base.Own = std::move(Both);
}

} // namespace deed
