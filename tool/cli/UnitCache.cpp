//===- cli/UnitCache.cpp - answers of earlier runs ---------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines UnitCache. Under the name of a file (its command and all that is known
// before it is opened) stand the states of the disk that earlier runs met, each
// with the key of the answer; under that key stands the answer.
//===----------------------------------------------------------------------===//
#include "cli/UnitCache.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include <cstdlib>

namespace deed {

namespace {
/// A state of the disk, and where the answer for it is.
struct KnownState {
  Dependencies Seen;
  std::string Answer;
  std::int64_t Cost = 0; ///< milliseconds
};
template <typename A> void members(A &Ar, KnownState &S) {
  auto &[Seen, Answer, Cost] = S;
  archive::all(Ar, Seen, Answer, Cost);
}
} // namespace

/// States are kept of a file, the last first: the gate reads two of them, and who
/// switches between branches comes back to one.
static constexpr size_t MostStates = 4;

/// What all files of a run have in common. Every option is named: who adds one
/// sees this, and decides.
static std::string baseOf(const RunnerOptions &Options) {
  const auto &[Files, ExtraArgsBefore, ExtraArgs, KeepLedger, Index, Later, KeepSources, DumpContracts, Base, Texts,
               Indexed, Times] = Options;
  (void)Files;                // settingsOf()
  (void)Base;                 // what it changes is a state of the disk
  (void)Texts;                // nothing is kept
  (void)Indexed, (void)Times; // are not kept
  std::string Out;
  archive::Writer W(Out);
  W(buildId());
  W(clang::getClangFullVersion());
  W(std::string(DEED_CLANG_RESOURCE_DIR));
  W(ExtraArgsBefore);
  W(ExtraArgs);
  W(KeepLedger);
  W(Index);
  W(Index && Later);
  W(KeepSources);
  W(DumpContracts);
  // What else the compiler looks at.
  for (const char *Name : {"CPATH", "C_INCLUDE_PATH", "COMPILER_PATH", "GCC_EXEC_PREFIX", "SOURCE_DATE_EPOCH",
                           "CLANG_NO_DEFAULT_CONFIG", "SDKROOT"}) {
    const char *Value = std::getenv(Name);
    W(std::string(Value ? Value : ""));
  }
  return keyOf(Out);
}

static void settingsOf(const UnitSettings &Chosen, archive::Writer &W) {
  const auto &[Enabled, Models, Configured, Names, Options, OnlyFunction, DumpFlow, DumpContracts, Explain,
               DumpEvidence, Headers, Index, Later, Errors, Times] = Chosen.Analysis;
  // These follow from the texts of the configuration and its models.
  (void)Enabled, (void)Models, (void)Configured, (void)Names, (void)Options;
  (void)Index, (void)Later; // RunnerOptions::Index
  (void)Errors;             // of the parse
  (void)Times;              // of the run
  W(Chosen.Config->Values.Text);
  W(Chosen.Config->Models->digest());
  W(OnlyFunction);
  W(DumpFlow);
  W(DumpContracts);
  W(Explain ? Explain->File : std::string());
  W(Explain ? Explain->Line : 0);
  W(Explain ? Explain->Column : 0);
  W(DumpEvidence);
  W(Headers);
}

static llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> diskOf(const RunnerOptions &Options) {
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk(llvm::vfs::createPhysicalFileSystem().release());
  return Options.Base ? showBase(std::move(Disk), Options.Base) : Disk;
}

UnitCache::UnitCache(Cache Given, const RunnerOptions &Options)
    : Store(std::move(Given)), Options(Options), Disk(diskOf(Options)) {
  if (!Options.Texts.empty() || buildId().empty())
    Store = Cache();
  if (Store.enabled())
    Base = baseOf(Options);
}

std::string UnitCache::nameOf(const CompileUnit &Unit) const {
  const auto &[File, Directory, Arguments, Size, Missing] = Unit;
  (void)Size, (void)Missing; // the disk's state says as much
  std::string Out = Base;
  archive::Writer W(Out);
  W(File);
  W(Directory);
  W(Arguments);
  settingsOf(Options.Files->of(File), W);
  return keyOf(Out);
}

std::string UnitCache::find(const CompileUnit &Unit, std::int64_t *Cost) {
  if (!enabled())
    return {};
  std::vector<KnownState> Known;
  const std::optional<std::string> Bytes = Store.get(nameOf(Unit));
  if (!Bytes || !archive::read(*Bytes, Known))
    return {};
  if (Cost && !Known.empty())
    *Cost = Known.front().Cost;
  for (const KnownState &State : Known)
    if (Disk.unchanged(State.Seen))
      return State.Answer;
  return {};
}

std::optional<UnitReport> UnitCache::load(llvm::StringRef Key) const {
  const std::optional<std::string> Bytes = Store.get(Key);
  return Bytes ? deserialize(*Bytes) : std::nullopt;
}

std::string UnitCache::keep(const CompileUnit &Unit, const Dependencies &Seen, const UnitReport &Report,
                            std::int64_t Cost) const {
  if (!enabled() || Seen.empty())
    return {};
  const std::string Name = nameOf(Unit);
  KnownState Now{Seen, keyOf(Name + archive::write(Seen)), Cost};
  // The answer first: a state never names what is not there.
  if (!Store.put(Now.Answer, serialize(Report)))
    return {};
  std::vector<KnownState> Known;
  if (const std::optional<std::string> Bytes = Store.get(Name); !Bytes || !archive::read(*Bytes, Known))
    Known.clear();
  llvm::erase_if(Known, [&](const KnownState &State) { return State.Answer == Now.Answer; });
  Known.insert(Known.begin(), Now);
  if (Known.size() > MostStates)
    Known.resize(MostStates);
  return Store.put(Name, archive::write(Known)) ? Now.Answer : std::string();
}

static std::string programKey(llvm::ArrayRef<std::string> Keys) {
  std::string Out = "program";
  for (const std::string &Key : Keys)
    Out += Key;
  return keyOf(Out);
}

std::optional<std::vector<UnitReport>> UnitCache::loadProgram(llvm::ArrayRef<std::string> Keys) const {
  if (!enabled() || llvm::any_of(Keys, [](const std::string &K) { return K.empty(); }))
    return std::nullopt;
  const std::optional<std::string> Bytes = Store.get(programKey(Keys));
  std::vector<std::string> Each;
  if (!Bytes || !archive::read(*Bytes, Each) || Each.size() != Keys.size())
    return std::nullopt;
  std::vector<UnitReport> Out;
  for (const std::string &Report : Each) {
    std::optional<UnitReport> Read = deserialize(Report);
    if (!Read)
      return std::nullopt;
    Out.push_back(std::move(*Read));
  }
  return Out;
}

void UnitCache::keepProgram(llvm::ArrayRef<std::string> Keys, const std::vector<UnitReport> &Reports) const {
  if (!enabled() || llvm::any_of(Keys, [](const std::string &K) { return K.empty(); }))
    return;
  std::vector<std::string> Each;
  for (const UnitReport &Report : Reports)
    Each.push_back(serialize(Report));
  Store.put(programKey(Keys), archive::write(Each));
}

Cache cacheOf(const CheckOptions &Options) {
  if (Options.NoCache)
    return Cache();
  if (Options.CacheFolder.empty())
    return Cache(defaultCacheFolder());
  llvm::SmallString<256> Folder(Options.CacheFolder);
  if (llvm::sys::fs::make_absolute(Folder))
    return Cache();
  return Cache(Folder.str().str());
}

} // namespace deed
