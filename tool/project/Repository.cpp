//===- project/Repository.cpp - which version was analysed -------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines readRevision() and remoteUri().
//===----------------------------------------------------------------------===//
#include "project/Repository.h"
#include "project/CompileDb.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace deed {

static std::string readFile(const llvm::Twine &Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  return Buffer ? (*Buffer)->getBuffer().str() : std::string();
}

std::string remoteUri(llvm::StringRef Remote) {
  Remote = Remote.trim();
  size_t Scheme = Remote.find("://");
  if (Scheme != llvm::StringRef::npos) {
    llvm::StringRef Rest = Remote.drop_front(Scheme + 3);
    llvm::StringRef Host = Rest.take_until([](char C) { return C == '/'; });
    if (Remote.starts_with("file:") || Host.empty())
      return {};
    return (Remote.take_front(Scheme + 3) + Rest.drop_front(Host.rfind('@') + 1)).str();
  }
  // user@host:path; a slash before the colon makes it a path with a colon.
  auto [Host, Path] = Remote.split(':');
  if (Path.empty() || Host.empty() || Host.contains('/'))
    return {};
  return ("ssh://" + Host.drop_front(Host.rfind('@') + 1) + "/" + Path.ltrim('/')).str();
}

/// The value of `url` in the section of origin.
static std::string originUrl(llvm::StringRef Config) {
  bool Inside = false;
  while (!Config.empty()) {
    llvm::StringRef Line;
    std::tie(Line, Config) = Config.split('\n');
    Line = Line.trim();
    if (Line.starts_with("["))
      Inside = Line == "[remote \"origin\"]";
    auto [Key, Value] = Line.split('=');
    if (Inside && Key.trim() == "url")
      return Value.trim().str();
  }
  return {};
}

static std::string packedRef(llvm::StringRef Packed, llvm::StringRef Name) {
  while (!Packed.empty()) {
    llvm::StringRef Line;
    std::tie(Line, Packed) = Packed.split('\n');
    auto [Commit, Ref] = Line.trim().split(' ');
    if (Ref == Name)
      return Commit.str();
  }
  return {};
}

static bool isCommit(llvm::StringRef Text) {
  return (Text.size() == 40 || Text.size() == 64) && llvm::all_of(Text, llvm::isHexDigit);
}

Revision readRevision(llvm::StringRef Root) {
  Revision Out;
  std::string Folder = (Root + "/.git").str();
  if (!llvm::sys::fs::exists(Folder))
    return Out;
  // A linked working tree has a file that leads to its folder.
  if (!llvm::sys::fs::is_directory(Folder)) {
    std::string Link = readFile(Folder);
    llvm::StringRef Target = Link;
    if (!Target.consume_front("gitdir:"))
      return Out;
    Folder = absolutePath(Target.trim(), Root);
  }
  std::string Common = Folder;
  if (std::string Other = readFile(Folder + "/commondir"); !Other.empty())
    Common = absolutePath(llvm::StringRef(Other).trim(), Folder);
  Out.Uri = remoteUri(originUrl(readFile(Common + "/config")));
  std::string Text = readFile(Folder + "/HEAD");
  llvm::StringRef Head = llvm::StringRef(Text).trim();
  if (Head.consume_front("ref:")) {
    Head = Head.trim();
    std::string Commit = readFile(Common + "/" + Head);
    if (Commit.empty())
      Commit = packedRef(readFile(Common + "/packed-refs"), Head);
    Out.Commit = llvm::StringRef(Commit).trim().str();
    Head.consume_front("refs/heads/");
    Out.Branch = Head.str();
  } else {
    Out.Commit = Head.str();
  }
  if (!isCommit(Out.Commit))
    Out.Commit.clear();
  return Out;
}

} // namespace deed
