//===- gate/Includers.cpp - which files see a changed header -----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines IncludeGraph.
//===----------------------------------------------------------------------===//
#include "gate/Includers.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace deed {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

const std::vector<Include> &IncludeGraph::includes(const std::string &File) {
  auto [It, New] = Includes.try_emplace(File);
  if (New)
    if (auto Buffer = llvm::MemoryBuffer::getFile(File))
      It->second = includesOf((*Buffer)->getBuffer());
  return It->second;
}

bool IncludeGraph::isFile(const std::string &Path) {
  auto [It, New] = Exists.try_emplace(Path);
  if (New)
    It->second = fs::exists(Path) && !fs::is_directory(Path);
  return It->second;
}

namespace {
/// What a compile command says of includes.
struct SearchPath {
  std::vector<std::string> Folders; ///< absolute, in their order
  std::vector<std::string> Forced;  ///< -include
};
} // namespace

static SearchPath searchPath(const CompileUnit &Unit) {
  SearchPath Out;
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
    (Forced ? Out.Forced : Out.Folders).push_back(absolutePath(Word, Unit.Directory));
  }
  return Out;
}

std::string IncludeGraph::real(llvm::StringRef Path) {
  auto [It, New] = Real.try_emplace(path::parent_path(Path));
  if (New) {
    llvm::SmallString<256> Folder;
    It->second = fs::real_path(It->first(), Folder) ? It->first().str() : Folder.str().str();
  }
  return It->second + "/" + path::filename(Path).str();
}

bool IncludeGraph::walk(const CompileUnit &Unit, llvm::function_ref<bool(llvm::StringRef)> Hit, bool &ByMacro) {
  SearchPath Search = searchPath(Unit);
  llvm::StringSet<> Seen;
  std::vector<std::string> Pending;
  bool Found = false;
  // Whether an include ends its search at this candidate.
  auto Visit = [&](const std::string &Path) {
    if (Hit(Path))
      return Found = true;
    if (!isFile(Path))
      return false;
    if (Seen.insert(Path).second)
      Pending.push_back(Path);
    return true;
  };
  Visit(Unit.File);
  for (const std::string &File : Search.Forced)
    Visit(File);
  while (!Found && !Pending.empty()) {
    std::string File = std::move(Pending.back());
    Pending.pop_back();
    for (const Include &I : includes(File)) {
      ByMacro |= I.Name.empty();
      if (I.Name.empty() || (!I.Angled && Visit(absolutePath(I.Name, path::parent_path(File)))))
        continue;
      for (const std::string &Folder : Search.Folders)
        if (Visit(absolutePath(I.Name, Folder)))
          break;
    }
  }
  return Found;
}

bool IncludeGraph::reachesChange(const CompileUnit &Unit) {
  bool ByMacro = false;
  bool Found =
      walk(Unit, [&](llvm::StringRef Path) { return Changed.contains(Path) || Changed.contains(real(Path)); }, ByMacro);
  // A header that a macro names may be any.
  return Found || (ByMacro && !Changed.empty());
}

bool IncludeGraph::usesAny(const CompileUnit &Unit, const llvm::StringSet<> &Names) {
  bool ByMacro = false;
  return walk(
      Unit,
      [&](llvm::StringRef Path) {
        auto Buffer = llvm::MemoryBuffer::getFile(Path);
        return Buffer && uses((*Buffer)->getBuffer(), Names);
      },
      ByMacro);
}

} // namespace deed
