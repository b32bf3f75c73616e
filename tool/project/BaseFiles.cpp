//===- project/BaseFiles.cpp - the files as they were ------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines showBase().
//===----------------------------------------------------------------------===//
#include "project/BaseFiles.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace deed {

namespace vfs = llvm::vfs;
namespace path = llvm::sys::path;

namespace {
class BaseFileSystem : public vfs::ProxyFileSystem {
  std::shared_ptr<const BaseFiles> Files;
  vfs::InMemoryFileSystem Memory; ///< only to give files and their numbers
  llvm::StringMap<std::string> RealFolders;

  static std::error_code missing() { return std::make_error_code(std::errc::no_such_file_or_directory); }

  const std::string &realFolder(llvm::StringRef Folder) {
    auto [It, New] = RealFolders.try_emplace(Folder);
    if (New) {
      llvm::SmallString<256> Real;
      It->second = llvm::sys::fs::real_path(Folder, Real) ? Folder.str() : Real.str().str();
    }
    return It->second;
  }

  /// The entry for \p Path; the end if the file is as it was.
  BaseFiles::const_iterator find(const llvm::Twine &Path) {
    llvm::SmallString<256> Absolute;
    Path.toVector(Absolute);
    if (makeAbsolute(Absolute))
      return Files->end();
    // "a/../b" goes through a, which may be a link: dots are for real_path.
    llvm::SmallString<256> Plain(Absolute);
    path::remove_dots(Plain, /*remove_dot_dot=*/true);
    if (auto It = Files->find(Plain.str().str()); It != Files->end())
      return It;
    return Files->find(realFolder(path::parent_path(Absolute)) + "/" + path::filename(Absolute).str());
  }

public:
  BaseFileSystem(llvm::IntrusiveRefCntPtr<vfs::FileSystem> Real, std::shared_ptr<const BaseFiles> Given)
      : ProxyFileSystem(std::move(Real)), Files(std::move(Given)) {
    for (const auto &[Path, Text] : *Files)
      if (Text)
        Memory.addFile(Path, 0, llvm::MemoryBuffer::getMemBuffer(*Text, Path));
  }

  llvm::ErrorOr<vfs::Status> status(const llvm::Twine &Path) override {
    auto It = find(Path);
    if (It == Files->end()) {
      llvm::ErrorOr<vfs::Status> Now = ProxyFileSystem::status(Path);
      if (Now)
        return Now;
      // A folder that went with its files: Clang asks for it before it opens one.
      llvm::ErrorOr<vfs::Status> Folder = Memory.status(Path);
      return Folder && Folder->isDirectory() ? vfs::Status::copyWithNewName(*Folder, Path) : Now;
    }
    if (!It->second)
      return missing();
    llvm::ErrorOr<vfs::Status> Found = Memory.status(It->first);
    return Found ? vfs::Status::copyWithNewName(*Found, Path) : Found;
  }
  bool exists(const llvm::Twine &Path) override {
    auto It = find(Path);
    return It == Files->end() ? ProxyFileSystem::exists(Path) : It->second.has_value();
  }
  llvm::ErrorOr<std::unique_ptr<vfs::File>> openFileForRead(const llvm::Twine &Path) override {
    auto It = find(Path);
    if (It == Files->end())
      return ProxyFileSystem::openFileForRead(Path);
    if (!It->second)
      return missing();
    return vfs::File::getWithPath(Memory.openFileForRead(It->first), Path);
  }
};
} // namespace

llvm::IntrusiveRefCntPtr<vfs::FileSystem> showBase(llvm::IntrusiveRefCntPtr<vfs::FileSystem> Real,
                                                   std::shared_ptr<const BaseFiles> Files) {
  return llvm::makeIntrusiveRefCnt<BaseFileSystem>(std::move(Real), std::move(Files));
}

} // namespace deed
