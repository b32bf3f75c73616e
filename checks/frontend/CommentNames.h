//===- frontend/CommentNames.h - of which parameters a comment speaks -*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_COMMENTNAMES_H
#define DEED_FRONTEND_COMMENTNAMES_H

#include "engine/Conventions.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <vector>

namespace deed {

/// One sentence in lower case, and which parameters it speaks of.
class Naming {
public:
  Naming(llvm::StringRef Sentence, llvm::ArrayRef<llvm::StringRef> Names, const Conventions &Prefixes)
      : Sentence(Sentence), Names(Names), Prefixes(Prefixes) {}
  std::vector<llvm::StringRef> named();
  /// Some parameter is called by its name or by its bare one, in whatever role.
  bool callsAny() const;

private:
  llvm::StringRef Sentence;
  llvm::ArrayRef<llvm::StringRef> Names;
  const Conventions &Prefixes;
  std::vector<bool> Found;

  bool means(llvm::StringRef Word, llvm::StringRef Name) const;
  size_t list(llvm::StringRef From);
  void whole();
};

} // namespace deed

#endif // DEED_FRONTEND_COMMENTNAMES_H
