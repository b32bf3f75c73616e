//===- gate/Changes.cpp - what changed since a commit ------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines mergeBase() and changesSince() over git diff and git cat-file.
//===----------------------------------------------------------------------===//
#include "gate/Changes.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

namespace deed {

static llvm::Error misuse(const std::string &Text) {
  return llvm::createStringError(std::errc::invalid_argument, "%s", Text.c_str());
}

unsigned FileChange::lineNow(unsigned Line) const {
  long Shift = 0;
  for (const Hunk &H : Hunks) {
    if (H.OldCount && Line >= H.OldFirst && Line < H.OldFirst + H.OldCount)
      return 0;
    if (Line < H.OldFirst + (H.OldCount == 0))
      break;
    Shift += static_cast<long>(H.NewCount) - H.OldCount;
  }
  return static_cast<unsigned>(Line + Shift);
}

bool FileChange::touches(unsigned First, unsigned Last) const {
  if (added())
    return true;
  return llvm::any_of(Hunks, [&](const Hunk &H) {
    if (H.NewCount == 0) // lines went between NewFirst and the next
      return H.NewFirst >= First && H.NewFirst < Last;
    return H.NewFirst <= Last && H.NewFirst + H.NewCount > First;
  });
}

const FileChange *ChangeSet::find(const std::string &Path) const {
  auto It = llvm::find_if(Files, [&](const FileChange &C) { return C.Path == Path; });
  return It == Files.end() ? nullptr : &*It;
}

static std::string shallowHelp(const std::string &Ref) {
  llvm::StringRef Remote = "origin", Branch = Ref;
  if (Branch.contains('/'))
    std::tie(Remote, Branch) = Branch.split('/');
  return "this clone is shallow and does not reach back far enough; get the history with\n  git fetch --unshallow " +
         Remote.str() + "\nor, for this branch alone, with\n  git fetch --deepen=200 " + Remote.str() + " " +
         (Ref.find('/') == std::string::npos ? "HEAD" : Branch.str()) +
         "\nIn CI, set the depth of the clone to 0 (actions/checkout: fetch-depth: 0; GitLab: GIT_DEPTH: 0)";
}

llvm::Expected<std::string> mergeBase(const Git &Repository, const std::string &Ref) {
  bool Shallow = Repository.ask({"rev-parse", "--is-shallow-repository"}) == "true";
  if (llvm::StringRef(Ref).starts_with("-"))
    return misuse("--since: '" + Ref + "' is no commit");
  // What follows "..": HEAD and the working tree are meant anyhow.
  if (size_t Dots = Ref.find(".."); Dots != std::string::npos && Dots != 0)
    return misuse("--since: '" + Ref +
                  "' is a range; it takes the commit that the change begins at: --since=" + Ref.substr(0, Dots));
  if (Repository.ask({"rev-parse", "--verify", "--quiet", "HEAD^{commit}"}).empty())
    return misuse("--since: the repository has no commit yet");
  std::string Commit = Repository.ask({"rev-parse", "--verify", "--quiet", Ref + "^{commit}"});
  if (Commit.empty())
    return misuse("--since: there is no commit '" + Ref + "' in " + Repository.root() +
                  (Shallow ? "; " + shallowHelp(Ref)
                           : "; git branch -a lists the branches, git fetch brings those of the remote"));
  std::string Base = Repository.ask({"merge-base", Commit, "HEAD"});
  if (!Base.empty())
    return Base;
  return misuse("--since: '" + Ref + "' and HEAD have no common commit" +
                (Shallow ? ": " + shallowHelp(Ref) : "; their histories are unrelated"));
}

namespace {
/// One entry of git diff --raw -z.
struct RawEntry {
  std::string OldMode, NewMode, OldBlob;
  char Status = 'M';
  std::string OldName, NewName;
};

class Collector {
  const Git &Repository;
  const std::string &Base;
  ChangeSet &Out;
  std::string Prefix; ///< of the working tree, with a slash

  llvm::Expected<std::vector<RawEntry>> rawDiff();
  llvm::Error addHunks(std::map<std::string, size_t> &ByName);
  llvm::Error addOldTexts(llvm::ArrayRef<std::pair<std::string, size_t>> Blobs);
  llvm::Error addSubmodule(const RawEntry &E);
  llvm::Error addUntracked();

public:
  Collector(const Git &Repository, const std::string &Base, ChangeSet &Out)
      : Repository(Repository), Base(Base), Out(Out), Prefix(Repository.root() + "/") {}
  llvm::Error run();
};
} // namespace

static constexpr llvm::StringLiteral Gitlink = "160000", Symlink = "120000";

/// The next piece of \p Text up to a NUL, which is taken too.
static std::string field(llvm::StringRef &Text) {
  llvm::StringRef Piece;
  std::tie(Piece, Text) = Text.split('\0');
  return Piece.str();
}

llvm::Expected<std::vector<RawEntry>> Collector::rawDiff() {
  llvm::Expected<std::string> Raw = Repository.run(
      {"diff", "--raw", "-z", "--no-abbrev", "-M", "--ignore-submodules=none", "--no-ext-diff", Base, "--"});
  if (!Raw)
    return Raw.takeError();
  std::vector<RawEntry> Entries;
  for (llvm::StringRef Text = *Raw; !Text.empty();) {
    std::string Head = field(Text);
    llvm::SmallVector<llvm::StringRef, 5> Words;
    llvm::StringRef(Head).split(Words, ' ');
    if (Words.size() != 5 || !Words[0].consume_front(":") || Words[4].empty())
      return misuse("git diff gave what deed does not understand: " + Head);
    RawEntry E{Words[0].str(), Words[1].str(), Words[2].str(), Words[4].front(), field(Text), {}};
    E.NewName = E.Status == 'R' || E.Status == 'C' ? field(Text) : E.OldName;
    Entries.push_back(std::move(E));
  }
  return Entries;
}

/// A name as a patch writes it: `b/name`, quoted if it has odd characters.
static std::string patchName(llvm::StringRef Text) {
  std::string Out;
  if (!Text.consume_front("\"")) {
    Text.consume_back("\r");
    Text.consume_back("\t"); // ends names with spaces
    return Text.drop_front(std::min<size_t>(2, Text.size())).str();
  }
  for (size_t I = 0; I < Text.size() && Text[I] != '"'; ++I) {
    if (Text[I] != '\\' || I + 1 >= Text.size()) {
      Out += Text[I];
      continue;
    }
    char C = Text[++I];
    unsigned Octal;
    if (C >= '0' && C <= '3' && !Text.substr(I, 3).getAsInteger(8, Octal)) {
      Out += static_cast<char>(Octal);
      I += 2;
      continue;
    }
    constexpr llvm::StringLiteral Names = "abtnvfr", Values = "\a\b\t\n\v\f\r";
    size_t At = Names.find(C);
    Out += At == llvm::StringRef::npos ? C : Values[At];
  }
  return Out.size() > 2 ? Out.substr(2) : std::string();
}

/// "12,3" or "12", whose count is 1.
static bool readSpan(llvm::StringRef Text, unsigned &First, unsigned &Count) {
  auto [A, B] = Text.split(',');
  Count = 1;
  return !A.getAsInteger(10, First) && (B.empty() || !B.getAsInteger(10, Count));
}

/// Lines whose white space alone changed are not changed lines: they keep their
/// findings, and no rule reads white space.
llvm::Error Collector::addHunks(std::map<std::string, size_t> &ByName) {
  llvm::Expected<std::string> Patch =
      Repository.run({"diff", "-U0", "-w", "-M", "--no-color", "--no-ext-diff", "--no-textconv",
                      "--ignore-submodules=all", "--src-prefix=a/", "--dst-prefix=b/", Base, "--"});
  if (!Patch)
    return Patch.takeError();
  FileChange *Current = nullptr;
  llvm::StringRef Text = *Patch;
  unsigned Skip = 0;
  while (!Text.empty()) {
    llvm::StringRef Line;
    std::tie(Line, Text) = Text.split('\n');
    if (Skip && !Line.empty() && (Line[0] == '-' || Line[0] == '+')) {
      --Skip; // what stands in the file, whatever it looks like
      continue;
    }
    if (Line.starts_with("diff --git "))
      Current = nullptr;
    if (Line.starts_with("+++ ")) {
      auto It = ByName.find(patchName(Line.drop_front(4)));
      Current = It == ByName.end() ? nullptr : &Out.Files[It->second];
    }
    if (!Line.starts_with("@@ -"))
      continue;
    auto [Old, New] = Line.drop_front(4).split(" +");
    Hunk H;
    if (!readSpan(Old, H.OldFirst, H.OldCount) || !readSpan(New.split(' ').first, H.NewFirst, H.NewCount))
      return misuse("git diff gave what deed does not understand: " + Line.str());
    Skip = H.OldCount + H.NewCount;
    if (Current)
      Current->Hunks.push_back(H);
  }
  return llvm::Error::success();
}

llvm::Error Collector::addOldTexts(llvm::ArrayRef<std::pair<std::string, size_t>> Blobs) {
  if (Blobs.empty())
    return llvm::Error::success();
  std::string Input;
  for (const auto &[Blob, Index] : Blobs)
    Input += Blob + "\n";
  llvm::Expected<std::string> Output = Repository.run({"cat-file", "--batch"}, Input);
  if (!Output)
    return Output.takeError();
  llvm::StringRef Text = *Output;
  for (const auto &[Blob, Index] : Blobs) { // "<id> blob <size>\n<bytes>\n"
    llvm::StringRef Head;
    std::tie(Head, Text) = Text.split('\n');
    size_t Size;
    if (Head.rsplit(' ').second.getAsInteger(10, Size) || Size > Text.size())
      return misuse("git has no content for " + Out.Files[Index].OldPath + " at the base (" + Head.str() +
                    "); in a partial clone: git fetch --refetch");
    Out.Files[Index].OldText = Text.take_front(Size).str();
    Text = Text.drop_front(std::min(Size + 1, Text.size()));
  }
  return llvm::Error::success();
}

llvm::Error Collector::addSubmodule(const RawEntry &E) {
  if (E.NewMode != Gitlink) // it went; its files are in no compile command any more
    return llvm::Error::success();
  Git Sub = Repository.submodule(E.NewName);
  if (!llvm::sys::fs::exists(Sub.root() + "/.git")) {
    Out.Notes.push_back("submodule " + E.NewName + " changed, but is not checked out: git submodule update --init");
    return llvm::Error::success();
  }
  std::string Before = E.OldMode == Gitlink ? E.OldBlob : "4b825dc642cb6eb9a060e54bf8d69288fbee4904"; // the empty tree
  if (E.OldMode == Gitlink && Sub.ask({"rev-parse", "--verify", "--quiet", Before + "^{commit}"}).empty())
    return misuse("submodule " + E.NewName + " does not have the commit of the base, " + Before.substr(0, 12) +
                  "; get it with\n  git -C " + E.NewName + " fetch origin " + Before);
  return Collector(Sub, Before, Out).run();
}

llvm::Error Collector::addUntracked() {
  llvm::Expected<std::string> Names = Repository.run({"ls-files", "--others", "--exclude-standard", "-z"});
  if (!Names)
    return Names.takeError();
  for (llvm::StringRef Text = *Names; !Text.empty();) {
    FileChange C;
    C.Path = Prefix + field(Text);
    Out.Files.push_back(std::move(C));
    Out.Dirty = true;
  }
  return llvm::Error::success();
}

llvm::Error Collector::run() {
  llvm::Expected<std::vector<RawEntry>> Entries = rawDiff();
  if (!Entries)
    return Entries.takeError();
  std::map<std::string, size_t> ByName;
  std::vector<std::pair<std::string, size_t>> Blobs;
  std::vector<RawEntry> Modules;
  for (RawEntry &E : *Entries) {
    if (E.OldMode == Gitlink || E.NewMode == Gitlink) {
      Modules.push_back(std::move(E));
      continue;
    }
    FileChange C;
    if (E.Status != 'D' && llvm::sys::fs::exists(Prefix + E.NewName))
      C.Path = Prefix + E.NewName;
    if (E.Status != 'A' && E.OldMode != Symlink && E.OldMode != "000000") {
      C.OldPath = Prefix + E.OldName;
      Blobs.push_back({E.OldBlob, Out.Files.size()});
    }
    if (!C.deleted())
      ByName[E.NewName] = Out.Files.size();
    Out.Files.push_back(std::move(C));
  }
  if (llvm::Error E = addOldTexts(Blobs))
    return E;
  if (!ByName.empty())
    if (llvm::Error E = addHunks(ByName))
      return E;
  for (const RawEntry &E : Modules)
    if (llvm::Error Failed = addSubmodule(E))
      return Failed;
  return addUntracked();
}

llvm::Expected<ChangeSet> changesSince(const Git &Repository, const std::string &Base) {
  ChangeSet Out;
  Out.Base = Base;
  Out.Root = Repository.root();
  Out.Dirty = !Repository.ask({"status", "--porcelain", "--untracked-files=no"}).empty();
  if (llvm::Error E = Collector(Repository, Base, Out).run())
    return llvm::joinErrors(misuse("--since: git could not say what changed since " + Base.substr(0, 12)),
                            std::move(E));
  llvm::stable_sort(Out.Files, [](const FileChange &A, const FileChange &B) {
    return std::tie(A.Path, A.OldPath) < std::tie(B.Path, B.OldPath);
  });
  return Out;
}

} // namespace deed
