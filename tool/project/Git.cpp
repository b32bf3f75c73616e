//===- project/Git.cpp - asking git ------------------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines Git. Input and output go through temporary files: a diff is larger
// than any pipe.
//===----------------------------------------------------------------------===//
#include "project/Git.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"
#include <unistd.h>
#include <vector>

namespace deed {

namespace fs = llvm::sys::fs;

namespace {
/// A file that is gone at the end of the scope.
struct Temporary {
  llvm::SmallString<128> Path;
  std::error_code Code;
  llvm::FileRemover Remover;

  Temporary() : Code(fs::createTemporaryFile("deed-git", "txt", Path)) {
    if (!Code)
      Remover.setFile(Path);
  }
  std::string read() const {
    auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false,
                                              /*IsVolatile=*/true);
    return Buffer ? (*Buffer)->getBuffer().str() : std::string();
  }
};
} // namespace

static llvm::Error failed(const std::string &Text) {
  return llvm::createStringError(std::errc::io_error, "%s", Text.c_str());
}

/// What a hook's environment says of the repository that it runs for, as
/// `git rev-parse --local-env-vars` lists it: of a submodule it is wrong.
static bool isOfOneRepository(llvm::StringRef Variable) {
  static constexpr llvm::StringLiteral Names[] = {"GIT_ALTERNATE_OBJECT_DIRECTORIES",
                                                  "GIT_CONFIG",
                                                  "GIT_CONFIG_PARAMETERS",
                                                  "GIT_CONFIG_COUNT",
                                                  "GIT_OBJECT_DIRECTORY",
                                                  "GIT_DIR",
                                                  "GIT_WORK_TREE",
                                                  "GIT_IMPLICIT_WORK_TREE",
                                                  "GIT_GRAFT_FILE",
                                                  "GIT_INDEX_FILE",
                                                  "GIT_NO_REPLACE_OBJECTS",
                                                  "GIT_REPLACE_REF_BASE",
                                                  "GIT_PREFIX",
                                                  "GIT_SHALLOW_FILE",
                                                  "GIT_COMMON_DIR"};
  return llvm::is_contained(Names, Variable.split('=').first);
}

static std::vector<llvm::StringRef> environmentOfOthers() {
  std::vector<llvm::StringRef> Out;
  for (char **Each = ::environ; Each && *Each; ++Each)
    if (!isOfOneRepository(*Each))
      Out.push_back(*Each);
  return Out;
}

llvm::Expected<std::string> Git::run(llvm::ArrayRef<std::string> Words, llvm::StringRef Input) const {
  Temporary In, Out, Err;
  for (const Temporary *Each : {&In, &Out, &Err})
    if (Each->Code)
      return failed("cannot make a temporary file: " + Each->Code.message());
  {
    std::error_code Code;
    llvm::raw_fd_ostream Stream(In.Path, Code);
    Stream << Input;
    Stream.close();
    if (Stream.has_error())
      return failed("cannot write to " + In.Path.str().str());
  }
  std::vector<llvm::StringRef> Line = {Program, "-C",
                                       Root,    "--no-optional-locks",
                                       "-c",    "core.quotePath=false",
                                       "-c",    "diff.noprefix=false",
                                       "-c",    "diff.mnemonicPrefix=false",
                                       "-c",    "diff.suppressBlankEmpty=false",
                                       "-c",    "diff.renameLimit=10000"};
  Line.insert(Line.end(), Words.begin(), Words.end());
  std::optional<llvm::StringRef> Streams[] = {In.Path.str(), Out.Path.str(), Err.Path.str()};
  std::string Why;
  std::optional<llvm::ArrayRef<llvm::StringRef>> Environment;
  std::vector<llvm::StringRef> Variables;
  if (Submodule)
    Environment = llvm::ArrayRef(Variables = environmentOfOthers());
  int Code = llvm::sys::ExecuteAndWait(Program, Line, Environment, Streams, 0, 0, &Why);
  if (Code == 0)
    return Out.read();
  std::string Said = Err.read();
  llvm::StringRef First = llvm::StringRef(Said).trim().split('\n').first;
  return failed(!First.empty() ? First.str() : !Why.empty() ? Why : "git ended with " + std::to_string(Code));
}

std::string Git::ask(llvm::ArrayRef<std::string> Words) const {
  llvm::Expected<std::string> Out = run(Words);
  if (!Out) {
    llvm::consumeError(Out.takeError());
    return {};
  }
  return llvm::StringRef(*Out).rtrim("\r\n").str();
}

llvm::Expected<Git> Git::open(llvm::StringRef Folder) {
  auto Program = llvm::sys::findProgramByName("git");
  if (!Program)
    return failed("there is no git on the PATH, and --since asks it what changed; install git, or check all files "
                  "with: deed check");
  Git Here(*Program, Folder.str());
  llvm::Expected<std::string> Root = Here.run({"rev-parse", "--show-toplevel"});
  if (!Root)
    return failed("--since needs a git working tree at " + Folder.str() + ": " + llvm::toString(Root.takeError()));
  Here.Root = llvm::StringRef(*Root).rtrim("\r\n").str();
  if (Here.Root.empty())
    return failed("--since needs a git working tree, and " + Folder.str() + " is in a bare repository");
  return Here;
}

Git Git::submodule(llvm::StringRef Path) const {
  Git Out(Program, Root + "/" + Path.str());
  Out.Submodule = true;
  return Out;
}

} // namespace deed
