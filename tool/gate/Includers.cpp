//===- gate/Includers.cpp - which files see a changed header -----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines IncludeGraph.
//===----------------------------------------------------------------------===//
#include "gate/Includers.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace deed {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

std::string IncludeGraph::real(llvm::StringRef Path) {
  auto [It, New] = Real.try_emplace(path::parent_path(Path));
  if (New) {
    llvm::SmallString<256> Folder;
    It->second = fs::real_path(It->first(), Folder) ? It->first().str() : Folder.str().str();
  }
  return It->second + "/" + path::filename(Path).str();
}

unsigned IncludeGraph::fileOf(const std::string &Path) {
  auto [It, New] = Numbers.try_emplace(Path, Files.size());
  if (!New)
    return It->second;
  File Next;
  Next.Path = Path;
  Next.Exists = fs::exists(Path) && !fs::is_directory(Path);
  Next.Changed = Changed.contains(Path) || Changed.contains(real(Path));
  if (Next.Exists)
    if (auto Buffer = llvm::MemoryBuffer::getFile(Path))
      Next.Includes = includesOf((*Buffer)->getBuffer());
  Files.push_back(std::move(Next));
  return It->second;
}

IncludeGraph::Search &IncludeGraph::searchOf(const CompileUnit &Unit) {
  std::vector<std::pair<std::string, bool>> Words; // a folder, or a file that is forced
  for (size_t I = 0; I < Unit.Arguments.size(); ++I) {
    llvm::StringRef Word = Unit.Arguments[I];
    bool Forced = false;
    bool Taken = false;
    for (llvm::StringRef Flag :
         {"-iquote", "-isystem", "-idirafter", "--include-directory", "-include-pch", "-include", "-imacros", "-I"})
      if (!Taken && Word.consume_front(Flag)) {
        Taken = true;
        Forced = Flag == "-include" || Flag == "-imacros";
      }
    if (!Taken)
      continue;
    Word.consume_front("=");
    if (Word.empty() && I + 1 < Unit.Arguments.size())
      Word = Unit.Arguments[++I];
    Words.push_back({Word.str(), Forced});
  }
  std::string Key = Unit.Directory;
  for (const auto &[Word, Forced] : Words)
    (Key += Forced ? '\1' : '\2') += Word;
  auto [It, New] = Searches.try_emplace(Key);
  if (!New)
    return It->second;
  for (const auto &[Word, Forced] : Words) {
    std::string Path = absolutePath(Word, Unit.Directory);
    if (Forced)
      It->second.Forced.push_back(fileOf(Path));
    else
      It->second.Folders.push_back(std::move(Path));
  }
  return It->second;
}

const IncludeGraph::Search::Reached &IncludeGraph::includedBy(Search &Path, unsigned Includer) {
  auto [It, New] = Path.Of.try_emplace(Includer);
  if (!New)
    return It->second;
  Search::Reached Out;
  // Whether an include ends its search at this candidate.
  auto Try = [&](const std::string &Candidate) {
    Out.Files.push_back(fileOf(Candidate));
    return Files[Out.Files.back()].Exists;
  };
  const std::string Folder = path::parent_path(Files[Includer].Path).str();
  const std::vector<Include> Includes = Files[Includer].Includes; // fileOf() may move it
  for (const Include &I : Includes) {
    Out.ByMacro |= I.Name.empty();
    if (I.Name.empty() || (!I.Angled && Try(absolutePath(I.Name, Folder))))
      continue;
    for (const std::string &Each : Path.Folders)
      if (Try(absolutePath(I.Name, Each)))
        break;
  }
  return It->second = std::move(Out);
}

bool IncludeGraph::walk(const CompileUnit &Unit, llvm::function_ref<bool(unsigned File)> Hit, bool &ByMacro) {
  Search &Path = searchOf(Unit);
  std::vector<unsigned> Pending = Path.Forced;
  Pending.push_back(fileOf(Unit.File));
  llvm::DenseSet<unsigned> Seen(Pending.begin(), Pending.end());
  while (!Pending.empty()) {
    const unsigned File = Pending.back();
    Pending.pop_back();
    if (Hit(File))
      return true;
    if (!Files[File].Exists)
      continue;
    const Search::Reached &Next = includedBy(Path, File);
    ByMacro |= Next.ByMacro;
    for (unsigned Each : Next.Files)
      if (Seen.insert(Each).second)
        Pending.push_back(Each);
  }
  return false;
}

bool IncludeGraph::reachesChange(const CompileUnit &Unit) {
  if (Changed.empty())
    return false;
  bool ByMacro = false;
  const bool Found = walk(Unit, [&](unsigned File) { return Files[File].Changed; }, ByMacro);
  // A header that a macro names may be any.
  return Found || ByMacro;
}

bool IncludeGraph::usesAny(const CompileUnit &Unit, Uses &Asked) {
  bool ByMacro = false;
  auto Hit = [&](unsigned File) {
    auto [It, New] = Asked.Known.try_emplace(File);
    if (New && Files[File].Exists)
      if (auto Buffer = llvm::MemoryBuffer::getFile(Files[File].Path))
        It->second = uses((*Buffer)->getBuffer(), Asked.Names);
    return It->second;
  };
  return walk(Unit, Hit, ByMacro);
}

} // namespace deed
