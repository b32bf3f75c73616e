//===- gate/ChangeIndex.cpp - what of the files a change touches -------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines ChangeIndex.
//===----------------------------------------------------------------------===//
#include "gate/ChangeIndex.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace deed {

ChangeIndex::ChangeIndex(const ChangeSet &Changes) {
  for (const FileChange &C : Changes.Files) {
    if (!C.deleted())
      Now[C.Path] = &C;
    if (!C.added())
      Before[C.OldPath] = &C;
  }
}

std::string ChangeIndex::real(llvm::StringRef Path) {
  auto [It, New] = RealFolders.try_emplace(llvm::sys::path::parent_path(Path));
  if (New) {
    llvm::SmallString<256> Folder;
    It->second = llvm::sys::fs::real_path(It->first(), Folder) ? It->first().str() : Folder.str().str();
  }
  return It->second + "/" + llvm::sys::path::filename(Path).str();
}

/// The file as it is now; nothing in it if it can not be read.
const ChangeIndex::Text &ChangeIndex::text(const std::string &Path) {
  auto [It, New] = Texts.try_emplace(Path);
  if (!New)
    return It->second;
  if (auto Buffer = llvm::MemoryBuffer::getFile(Path)) {
    It->second.Bytes = std::move(*Buffer);
    llvm::StringRef All = It->second.Bytes->getBuffer();
    It->second.Functions = functionsOf(All);
    llvm::SmallVector<llvm::StringRef, 0> Lines;
    All.split(Lines, '\n');
    It->second.Lines.assign(Lines.begin(), Lines.end());
  }
  return It->second;
}

/// The function around a line; null outside of any.
static const FunctionExtent *functionAt(const std::vector<FunctionExtent> &Functions, unsigned Line) {
  auto Found = llvm::find_if(Functions, [&](const FunctionExtent &F) { return F.First <= Line && Line <= F.Last; });
  return Found == Functions.end() ? nullptr : &*Found;
}

/// The first line of what \p Line belongs to: a declaration with its comment.
static unsigned declarationAt(llvm::ArrayRef<llvm::StringRef> Lines, unsigned Line) {
  auto EndsBefore = [](llvm::StringRef Above) {
    Above = Above.trim();
    return Above.empty() || Above.starts_with("#") || Above.ends_with(";") || Above.ends_with("}");
  };
  while (Line > 1 && Line - 2 < Lines.size() && !EndsBefore(Lines[Line - 2]))
    --Line;
  return Line;
}

std::string ChangeIndex::functionNameAt(const std::string &Path, unsigned Line) {
  const FunctionExtent *F = functionAt(text(Path).Functions, Line);
  return F ? F->Name : std::string();
}

bool ChangeIndex::onChangedLine(const SourceRange &R) {
  const FileChange *C = R.valid() ? now(R.File) : nullptr;
  return C && C->touches(R.Line, std::max(R.Line, R.EndLine));
}

bool ChangeIndex::inChange(const SourceRange &R) {
  const FileChange *C = R.valid() ? now(R.File) : nullptr;
  if (!C)
    return false;
  const Text &T = text(R.File);
  const FunctionExtent *F = functionAt(T.Functions, R.Line);
  return C->touches(declarationAt(T.Lines, F ? F->First : R.Line), F ? F->Last : std::max(R.Line, R.EndLine));
}

static bool functionSpeaksOf(llvm::ArrayRef<llvm::StringRef> Lines, const std::vector<FunctionExtent> &Functions,
                             unsigned Line, const llvm::StringSet<> &Names) {
  const FunctionExtent *F = functionAt(Functions, Line);
  if (!F || F->Last > Lines.size())
    return false;
  const char *Begin = Lines[F->First - 1].begin(), *End = Lines[F->Last - 1].end();
  return mentions(llvm::StringRef(Begin, End - Begin), Names);
}

bool ChangeIndex::speaksOf(const SourceRange &R, const llvm::StringSet<> &Names) {
  if (Names.empty() || !R.valid())
    return false;
  const Text &T = text(R.File);
  return functionSpeaksOf(T.Lines, T.Functions, R.Line, Names);
}

bool ChangeIndex::spokeOf(const SourceRange &R, const llvm::StringSet<> &Names) {
  const FileChange *C = R.valid() ? before(R.File) : nullptr;
  if (!C || !C->OldText)
    return speaksOf(R, Names);
  llvm::SmallVector<llvm::StringRef, 0> Lines;
  llvm::StringRef(*C->OldText).split(Lines, '\n');
  return functionSpeaksOf(Lines, functionsOf(*C->OldText), R.Line, Names);
}

} // namespace deed
