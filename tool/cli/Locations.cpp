//===- cli/Locations.cpp - from places of findings back to Clang -------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines locate() and placeOf().
//===----------------------------------------------------------------------===//
#include "cli/Locations.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

namespace deed {

clang::SourceLocation locate(const clang::SourceManager &SM, const SourceRange &Place) {
  auto File = SM.getFileManager().getOptionalFileRef(Place.File);
  if (!File)
    return {};
  clang::FileID Id = SM.translateFile(*File);
  if (Id.isInvalid() || Place.Offset > SM.getFileIDSize(Id))
    return {};
  return SM.getComposedLoc(Id, Place.Offset);
}

SourceRange placeOf(const clang::SourceManager &SM, clang::SourceLocation Loc) {
  SourceRange Out;
  if (Loc.isInvalid())
    return Out;
  Loc = SM.getFileLoc(Loc);
  auto [Id, Offset] = SM.getDecomposedLoc(Loc);
  clang::OptionalFileEntryRef File = SM.getFileEntryRefForID(Id);
  if (!File)
    return Out; // <built-in>, <command line>
  llvm::SmallString<256> Path(File->getName());
  SM.getFileManager().makeAbsolutePath(Path);
  llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  Out.File = Path.str().str();
  Out.Line = Out.EndLine = SM.getLineNumber(Id, Offset);
  Out.Column = SM.getColumnNumber(Id, Offset);
  Out.EndColumn = Out.Column + 1;
  Out.Offset = Offset;
  Out.Length = 1;
  return Out;
}

} // namespace deed
