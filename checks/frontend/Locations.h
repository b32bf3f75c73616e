//===- frontend/Locations.h - from Clang's places to ours ------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Events carry ids of locations; they become files, lines and columns only for
// findings. A place inside a macro stands where the user wrote the macro.
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_LOCATIONS_H
#define DEED_FRONTEND_LOCATIONS_H

#include "engine/Finding.h"
#include "engine/Ids.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"
#include <vector>

namespace deed {

class Locations {
public:
  Locations(const clang::SourceManager &SM, const clang::LangOptions &Lang) : SM(SM), Lang(Lang) {}

  LocId add(clang::SourceRange R) {
    Ranges.push_back(R);
    return LocId(Ranges.size() - 1);
  }
  SourceRange range(LocId L) const;
  SourceRange range(clang::SourceRange R) const;
  /// Where \p L is, as an offset and the one behind its end; the file is invalid
  /// where it is nowhere.
  struct Extent {
    clang::FileID File;
    unsigned Begin = 0, End = 0;
  };
  Extent extent(clang::SourceRange R) const;
  Extent extent(LocId L) const { return L.valid() ? extent(Ranges[L.N]) : Extent(); }
  /// The absolute path of \p F.
  const std::string &fileName(clang::FileID F) const;
  /// In a system header, or in one that is installed as pkg-config gives it: with
  /// `-I/usr/include/glib-2.0` a library's header is nobody's to change, too.
  bool isInstalled(clang::SourceLocation L) const;
  /// An empty range right after the semicolon that ends the statement at \p L;
  /// invalid if there is none in the same file.
  SourceRange afterSemicolon(LocId L) const;
  /// True where the place was written in the file, not made by a macro.
  bool isPlain(LocId L) const;
  /// The white space before the first word of the line at \p L.
  std::string indent(LocId L) const;
  std::string text(clang::SourceRange R) const;

  const clang::SourceManager &SM;
  const clang::LangOptions &Lang;

private:
  std::vector<clang::SourceRange> Ranges;
  mutable llvm::DenseMap<clang::FileID, std::string> Names;
};

} // namespace deed

#endif // DEED_FRONTEND_LOCATIONS_H
