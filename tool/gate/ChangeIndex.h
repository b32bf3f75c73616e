//===- gate/ChangeIndex.h - what of the files a change touches -----*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Places of findings and functions, asked against the lines of a change.
//===----------------------------------------------------------------------===//
#ifndef DEED_GATE_CHANGEINDEX_H
#define DEED_GATE_CHANGEINDEX_H

#include "engine/Finding.h"
#include "gate/Changes.h"
#include "gate/SourceText.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBuffer.h"
#include <map>

namespace deed {

/// Looks files up among the changes, under whatever name a unit reached them.
class ChangeIndex {
public:
  explicit ChangeIndex(const ChangeSet &Changes);

  /// The change of the file that is, or was, called \p Path; null: none.
  const FileChange *now(llvm::StringRef Path) { return Now.lookup(real(Path)); }
  const FileChange *before(llvm::StringRef Path) { return Before.lookup(real(Path)); }

  /// The function around the line; empty outside of any.
  std::string functionNameAt(const std::string &Path, unsigned Line);
  bool onChangedLine(const SourceRange &R);
  /// \p R stands in a function or declaration that changed.
  bool inChange(const SourceRange &R);
  /// The function around \p R speaks of one of \p Names.
  bool speaksOf(const SourceRange &R, const llvm::StringSet<> &Names);
  /// As it was in the base: \p R is of there.
  bool spokeOf(const SourceRange &R, const llvm::StringSet<> &Names);

private:
  struct Text {
    std::unique_ptr<llvm::MemoryBuffer> Bytes;
    std::vector<llvm::StringRef> Lines;
    std::vector<FunctionExtent> Functions;
  };

  std::string real(llvm::StringRef Path);
  const Text &text(const std::string &Path);

  llvm::StringMap<const FileChange *> Now, Before;
  llvm::StringMap<std::string> RealFolders;
  std::map<std::string, Text> Texts;
};

} // namespace deed

#endif // DEED_GATE_CHANGEINDEX_H
