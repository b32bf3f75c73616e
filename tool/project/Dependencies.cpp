//===- project/Dependencies.cpp - what an analysis saw of the disk -----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines DependencyLog, a file system between Clang and the disk, and DiskState.
// Contents are compared, never times: a time may be set back, or be too coarse.
//===----------------------------------------------------------------------===//
#include "project/Dependencies.h"
#include "project/Cache.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/MemoryBuffer.h"
#include <map>

namespace deed {

namespace vfs = llvm::vfs;
using FileId = std::pair<std::uint64_t, std::uint64_t>;

struct DependencyLog::Impl {
  struct Entry {
    PathSeen::Is Kind = PathSeen::Is::Absent;
    FileId File;
    std::string Content;
  };
  std::map<std::string, Entry> Paths;

  /// Equal to no content.
  static constexpr llvm::StringLiteral Unsteady = "changed while it was read";

  void saw(const std::string &Path, const vfs::Status *Status) {
    Entry Now;
    if (Status) {
      Now.Kind = Status->isDirectory() ? PathSeen::Is::Folder : PathSeen::Is::File;
      Now.File = {Status->getUniqueID().getDevice(), Status->getUniqueID().getFile()};
    }
    auto [It, New] = Paths.try_emplace(Path, Now);
    if (!New && (It->second.Kind != Now.Kind || It->second.File != Now.File))
      It->second.Content = Unsteady.str();
  }
  void read(const std::string &Path, std::string Content) {
    Entry &At = Paths[Path];
    if (At.Content.empty())
      At.Content = std::move(Content);
    else if (At.Content != Content)
      At.Content = Unsteady.str();
  }
};

/// The names in \p Folder, in an order of their own.
static std::string listing(vfs::FileSystem &Of, const llvm::Twine &Folder) {
  std::vector<std::string> Names;
  std::error_code Code;
  for (vfs::directory_iterator At = Of.dir_begin(Folder, Code), End; At != End && !Code; At.increment(Code))
    Names.push_back(At->path().str());
  std::sort(Names.begin(), Names.end());
  return keyOf(archive::write(Names));
}

namespace {
class WatchedFile final : public vfs::File {
  std::unique_ptr<vfs::File> Below;
  std::string Path;
  DependencyLog::Impl &Log;

public:
  WatchedFile(std::unique_ptr<vfs::File> Below, std::string Path, DependencyLog::Impl &Log)
      : Below(std::move(Below)), Path(std::move(Path)), Log(Log) {}
  llvm::ErrorOr<vfs::Status> status() override { return Below->status(); }
  llvm::ErrorOr<std::string> getName() override { return Below->getName(); }
  std::error_code close() override { return Below->close(); }
  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>> getBuffer(const llvm::Twine &Name, int64_t FileSize,
                                                               bool RequiresNullTerminator, bool IsVolatile) override {
    auto Buffer = Below->getBuffer(Name, FileSize, RequiresNullTerminator, IsVolatile);
    Log.read(Path, Buffer ? keyOf((*Buffer)->getBuffer()) : "unreadable");
    return Buffer;
  }
};

class WatchedSystem final : public vfs::ProxyFileSystem {
  DependencyLog::Impl &Log;

  std::string absolute(const llvm::Twine &Path) const {
    llvm::SmallString<256> Out;
    Path.toVector(Out);
    (void)makeAbsolute(Out);
    return Out.str().str();
  }

public:
  WatchedSystem(llvm::IntrusiveRefCntPtr<vfs::FileSystem> Below, DependencyLog::Impl &Log)
      : ProxyFileSystem(std::move(Below)), Log(Log) {}
  llvm::ErrorOr<vfs::Status> status(const llvm::Twine &Path) override {
    auto Out = ProxyFileSystem::status(Path);
    Log.saw(absolute(Path), Out ? &*Out : nullptr);
    return Out;
  }
  bool exists(const llvm::Twine &Path) override { return static_cast<bool>(status(Path)); }
  llvm::ErrorOr<std::unique_ptr<vfs::File>> openFileForRead(const llvm::Twine &Path) override {
    auto Out = ProxyFileSystem::openFileForRead(Path);
    std::string Name = absolute(Path);
    llvm::ErrorOr<vfs::Status> Status = Out ? (*Out)->status() : Out.getError();
    Log.saw(Name, Status ? &*Status : nullptr);
    if (!Out)
      return Out;
    return std::make_unique<WatchedFile>(std::move(*Out), std::move(Name), Log);
  }
  vfs::directory_iterator dir_begin(const llvm::Twine &Folder, std::error_code &Code) override {
    if (auto Status = this->status(Folder); Status && Status->isDirectory())
      Log.read(absolute(Folder), listing(getUnderlyingFS(), Folder));
    return ProxyFileSystem::dir_begin(Folder, Code);
  }
};
} // namespace

DependencyLog::DependencyLog() : Log(std::make_unique<Impl>()) {}
DependencyLog::~DependencyLog() = default;

llvm::IntrusiveRefCntPtr<vfs::FileSystem> DependencyLog::watch(llvm::IntrusiveRefCntPtr<vfs::FileSystem> Below) {
  return llvm::makeIntrusiveRefCnt<WatchedSystem>(std::move(Below), *Log);
}

Dependencies DependencyLog::take() const {
  Dependencies Out;
  llvm::DenseMap<FileId, std::uint32_t> First;
  for (const auto &[Path, Each] : Log->Paths) {
    std::uint32_t Same = 0;
    if (Each.Kind == PathSeen::Is::File)
      Same = First.try_emplace(Each.File, Out.size()).first->second;
    Out.push_back({Path, Each.Kind, Each.Content, Same});
  }
  return Out;
}

DiskState::Now &DiskState::look(const std::string &Path) {
  auto [It, New] = Known.try_emplace(Path);
  Now &Out = It->second;
  if (!New)
    return Out;
  if (auto Status = Disk->status(Path)) {
    Out.Kind = Status->isDirectory() ? PathSeen::Is::Folder : PathSeen::Is::File;
    Out.File = {Status->getUniqueID().getDevice(), Status->getUniqueID().getFile()};
  }
  return Out;
}

const std::string &DiskState::contentOf(const std::string &Path, Now &At) {
  if (!At.Content.empty())
    return At.Content;
  if (At.Kind == PathSeen::Is::Folder)
    return At.Content = listing(*Disk, Path);
  auto Buffer = Disk->getBufferForFile(Path, /*FileSize=*/-1, /*RequiresNullTerminator=*/false);
  return At.Content = Buffer ? keyOf((*Buffer)->getBuffer()) : "unreadable";
}

bool DiskState::unchanged(const Dependencies &Seen) {
  llvm::DenseMap<FileId, std::uint32_t> First;
  for (std::uint32_t I = 0; I != Seen.size(); ++I) {
    const PathSeen &Then = Seen[I];
    Now &At = look(Then.Path);
    if (At.Kind != Then.Kind)
      return false;
    if (At.Kind == PathSeen::Is::File && First.try_emplace(At.File, I).first->second != Then.Same)
      return false;
    if (!Then.Content.empty() && contentOf(Then.Path, At) != Then.Content)
      return false;
  }
  return true;
}

} // namespace deed
