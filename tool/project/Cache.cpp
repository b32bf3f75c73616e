//===- project/Cache.cpp - bytes by key, on disk -----------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines Cache. An entry is a line that says what it is, the key of the bytes
// that follow, and those bytes: as they are, or compressed.
//===----------------------------------------------------------------------===//
#include "project/Cache.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Compression.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <link.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace deed {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static constexpr llvm::StringLiteral Magic = "deed cache 1\n";
static constexpr size_t KeyLength = 32;
/// Behind the key: how the bytes are kept, and how many they are.
enum class Kept : char { Plain = 'p', Zstd = 'z' };
static constexpr size_t SizeLength = 16;
/// Less than this is not worth compressing.
static constexpr size_t LeastCompressed = 1024;
/// A length that no entry has: it is damaged.
static constexpr std::uint64_t MostBytes = std::uint64_t(1) << 32;

static constexpr std::int64_t Day = 24 * 3600;
static constexpr std::int64_t MostAge = 14 * Day;
static constexpr std::uint64_t MostSize = std::uint64_t(4) << 30;

std::string keyOf(llvm::StringRef Bytes) {
  const llvm::XXH128_hash_t H = llvm::xxh3_128bits(llvm::arrayRefFromStringRef(Bytes));
  std::string Out = llvm::utohexstr(H.high64, true, 16) + llvm::utohexstr(H.low64, true, 16);
  return Out;
}

std::string Cache::pathOf(llvm::StringRef Key) const {
  return Folder + "/" + Key.take_front(2).str() + "/" + Key.drop_front(2).str();
}

std::optional<std::string> unseal(llvm::StringRef Entry) {
  if (!Entry.consume_front(Magic) || Entry.size() < KeyLength ||
      keyOf(Entry.drop_front(KeyLength)) != Entry.take_front(KeyLength))
    return std::nullopt;
  Entry = Entry.drop_front(KeyLength);
  std::uint64_t Size;
  if (Entry.size() < 1 + SizeLength || Entry.substr(1, SizeLength).getAsInteger(16, Size) || Size > MostBytes)
    return std::nullopt;
  const char How = Entry.front();
  Entry = Entry.drop_front(1 + SizeLength);
  if (How == static_cast<char>(Kept::Plain))
    return Entry.size() == Size ? std::optional(Entry.str()) : std::nullopt;
  if (How != static_cast<char>(Kept::Zstd) || !llvm::compression::zstd::isAvailable())
    return std::nullopt;
  llvm::SmallVector<std::uint8_t, 0> Out;
  if (llvm::Error E = llvm::compression::zstd::decompress(llvm::arrayRefFromStringRef(Entry), Out, Size)) {
    llvm::consumeError(std::move(E)); // a damaged entry is a miss
    return std::nullopt;
  }
  return Out.size() == Size ? std::optional(std::string(Out.begin(), Out.end())) : std::nullopt;
}

std::string seal(llvm::StringRef Bytes) {
  llvm::SmallVector<std::uint8_t, 0> Packed;
  const bool Small = Bytes.size() >= LeastCompressed && llvm::compression::zstd::isAvailable();
  if (Small)
    llvm::compression::zstd::compress(llvm::arrayRefFromStringRef(Bytes), Packed, /*Level=*/1);
  std::string Body(1, static_cast<char>(Small ? Kept::Zstd : Kept::Plain));
  Body += llvm::utohexstr(Bytes.size(), true, SizeLength);
  if (Small)
    Body.append(Packed.begin(), Packed.end());
  else
    Body += Bytes;
  return Magic.str() + keyOf(Body) + Body;
}

std::optional<std::string> Cache::get(llvm::StringRef Key) const {
  if (Folder.empty())
    return std::nullopt;
  const std::string Path = pathOf(Key);
  struct ::stat Status; // a pipe would be waited for
  if (::stat(Path.c_str(), &Status) != 0 || !S_ISREG(Status.st_mode))
    return std::nullopt;
  auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false,
                                            /*IsVolatile=*/true); // read, not mapped: it may be cut off meanwhile
  if (!Buffer)
    return std::nullopt;
  std::optional<std::string> Out = unseal((*Buffer)->getBuffer());
  // What is used stays, see prune().
  if (Out && ::time(nullptr) - Status.st_mtime > Day)
    ::utimensat(AT_FDCWD, Path.c_str(), nullptr, 0);
  return Out;
}

static bool writeAll(int File, llvm::StringRef Bytes) {
  while (!Bytes.empty()) {
    const ssize_t N = ::write(File, Bytes.data(), Bytes.size());
    if (N < 0 && errno == EINTR)
      continue;
    if (N <= 0)
      return false;
    Bytes = Bytes.drop_front(N);
  }
  return true;
}

bool Cache::put(llvm::StringRef Key, llvm::StringRef Bytes) const {
  if (Folder.empty() || Bytes.size() > MostBytes)
    return false;
  const std::string Path = pathOf(Key);
  if (fs::create_directories(path::parent_path(Path)))
    return false;
  // Two runs may write the same entry: each has a file of its own until it is whole.
  std::string Beside = Path + ".XXXXXX";
  const int File = ::mkostemp(Beside.data(), O_CLOEXEC);
  if (File < 0)
    return false;
  bool Whole = writeAll(File, seal(Bytes));
  Whole &= ::close(File) == 0;
  if (Whole && ::rename(Beside.c_str(), Path.c_str()) == 0)
    return true;
  ::unlink(Beside.c_str());
  return false;
}

/// True for the names that put() makes, whole or not: 30 digits, perhaps ".XXXXXX".
static bool isEntry(llvm::StringRef Name) {
  return Name.size() >= KeyLength - 2 && llvm::all_of(Name.take_front(KeyLength - 2), llvm::isHexDigit) &&
         (Name.size() == KeyLength - 2 || (Name.size() == KeyLength + 5 && Name[KeyLength - 2] == '.'));
}

void Cache::prune() const {
  if (Folder.empty() || !fs::exists(Folder))
    return;
  // Backups leave folders with this file out; its time says when prune() looked.
  const std::string Mark = Folder + "/CACHEDIR.TAG";
  const time_t Now = ::time(nullptr);
  struct ::stat Status;
  if (::stat(Mark.c_str(), &Status) == 0 && Now - Status.st_mtime < Day)
    return;
  const int File = ::open(Mark.c_str(), O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0666);
  if (File < 0)
    return;
  (void)writeAll(File,
                 "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of deed; it may be removed.\n");
  ::close(File);
  // A cache inside of a working tree, as CI keeps it, is no part of a change.
  if (const int Ignore = ::open((Folder + "/.gitignore").c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
      Ignore >= 0) {
    (void)writeAll(Ignore, "*\n");
    ::close(Ignore);
  }
  struct Entry {
    std::int64_t Used;
    std::uint64_t Size;
    std::string Path;
  };
  std::vector<Entry> Entries;
  std::error_code Code;
  for (fs::recursive_directory_iterator At(Folder, Code, /*follow_symlinks=*/false), End; At != End && !Code;
       At.increment(Code))
    if (isEntry(path::filename(At->path())) && ::lstat(At->path().c_str(), &Status) == 0 && S_ISREG(Status.st_mode))
      Entries.push_back({Status.st_mtime, static_cast<std::uint64_t>(Status.st_size), At->path()});
  std::sort(Entries.begin(), Entries.end(), [](const Entry &A, const Entry &B) { return A.Used > B.Used; });
  std::uint64_t Total = 0;
  for (const Entry &Each : Entries) {
    Total += Each.Size;
    if (Now - Each.Used > MostAge || Total > MostSize)
      ::unlink(Each.Path.c_str());
  }
}

std::string defaultCacheFolder() {
  if (const char *Given = std::getenv("XDG_CACHE_HOME"); Given && path::is_absolute(Given))
    return std::string(Given) + "/deed";
  if (const char *Home = std::getenv("HOME"); Home && path::is_absolute(Home))
    return std::string(Home) + "/.cache/deed";
  return {};
}

/// The linker's build id among the notes of the executable itself, the first
/// object that is told.
static int findBuildId(struct dl_phdr_info *Info, size_t, void *Out) {
  for (unsigned I = 0; I != Info->dlpi_phnum; ++I) {
    const ElfW(Phdr) &Header = Info->dlpi_phdr[I];
    if (Header.p_type != PT_NOTE)
      continue;
    const char *At = reinterpret_cast<const char *>(Info->dlpi_addr + Header.p_vaddr);
    const char *End = At + Header.p_memsz;
    while (At + sizeof(ElfW(Nhdr)) <= End) {
      const auto *Note = reinterpret_cast<const ElfW(Nhdr) *>(At);
      const char *Name = At + sizeof *Note;
      const char *Value = Name + ((Note->n_namesz + 3) & ~3u);
      if (Note->n_type == NT_GNU_BUILD_ID && Note->n_namesz == 4 && std::memcmp(Name, "GNU", 4) == 0)
        static_cast<std::string *>(Out)->assign(Value, Note->n_descsz);
      At = Value + ((Note->n_descsz + 3) & ~3u);
    }
  }
  return 1;
}

std::string buildId() {
  std::string Out;
  ::dl_iterate_phdr(findBuildId, &Out);
  if (!Out.empty())
    return llvm::toHex(Out);
  struct ::stat Status;
  if (::stat("/proc/self/exe", &Status) != 0)
    return {};
  return std::to_string(Status.st_size) + "." + std::to_string(Status.st_ino) + "." +
         std::to_string(Status.st_mtim.tv_sec) + "." + std::to_string(Status.st_mtim.tv_nsec);
}

} // namespace deed
