//===- frontend/Locations.cpp - from Clang's places to ours ---------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/Locations.h"
#include "clang/Basic/FileManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"
#include <tuple>

namespace deed {

const std::string &Locations::fileName(clang::FileID F) const {
  auto It = Names.find(F);
  if (It != Names.end())
    return It->second;
  std::string Name;
  if (auto Entry = SM.getFileEntryRefForID(F)) {
    llvm::SmallString<256> Path(Entry->getName());
    (void)SM.getFileManager().makeAbsolutePath(Path);
    llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
    Name = Path.str().str();
  }
  return Names.try_emplace(F, std::move(Name)).first->second;
}

SourceRange Locations::range(LocId L) const { return L.valid() ? range(Ranges[L.N]) : SourceRange(); }

Locations::Extent Locations::extent(clang::SourceRange R) const {
  Extent Out;
  if (R.isInvalid())
    return Out;
  // An argument of a macro was written by the user where it stands; the rest of
  // an expansion was not, and the macro's name is the place.
  auto Place = [&](clang::SourceLocation L, bool End) {
    if (L.isMacroID() && SM.isMacroArgExpansion(L))
      return SM.getFileLoc(L);
    return End ? SM.getExpansionRange(L).getEnd() : SM.getExpansionLoc(L);
  };
  clang::SourceLocation B = Place(R.getBegin(), false), E = Place(R.getEnd(), true);
  if (B.isInvalid())
    return Out;
  std::tie(Out.File, Out.Begin) = SM.getDecomposedLoc(B);
  auto [EndFile, EndOffset] = SM.getDecomposedLoc(E);
  if (EndFile != Out.File || EndOffset < Out.Begin)
    EndOffset = Out.Begin, E = B;
  Out.End = EndOffset + clang::Lexer::MeasureTokenLength(E, SM, Lang);
  return Out;
}

SourceRange Locations::range(clang::SourceRange R) const {
  SourceRange Out;
  const Extent Place = extent(R);
  if (Place.File.isInvalid())
    return Out;
  Out.File = fileName(Place.File);
  Out.Offset = Place.Begin;
  Out.Line = SM.getLineNumber(Place.File, Place.Begin);
  Out.Column = SM.getColumnNumber(Place.File, Place.Begin);
  Out.EndLine = SM.getLineNumber(Place.File, Place.End);
  Out.EndColumn = SM.getColumnNumber(Place.File, Place.End);
  Out.Length = Place.End - Place.Begin;
  return Out;
}

/// `tmp` in `talloc_zero(tmp, T)`: the one name that is an argument, or a part of one, stands where the user wrote it.
static bool isWrittenName(clang::SourceLocation L, const clang::SourceManager &SM, const clang::LangOptions &Lang) {
  if (!SM.isMacroArgExpansion(L) || !SM.getImmediateSpellingLoc(L).isFileID())
    return false;
  clang::Token Name;
  return !clang::Lexer::getRawToken(SM.getFileLoc(L), Name, SM, Lang) && Name.is(clang::tok::raw_identifier) &&
         !llvm::is_contained({"return", "break", "continue", "goto"}, Name.getRawIdentifier());
}

bool Locations::isPlain(LocId L) const {
  if (!L.valid())
    return false;
  clang::SourceRange R = Ranges[L.N];
  if (R.isValid() && R.getBegin() == R.getEnd() && R.getBegin().isMacroID())
    return isWrittenName(R.getBegin(), SM, Lang);
  return R.isValid() && R.getBegin().isFileID() && R.getEnd().isFileID();
}

bool Locations::isInstalled(clang::SourceLocation L) const {
  L = SM.getExpansionLoc(L);
  if (SM.isInSystemHeader(L))
    return true;
  const clang::FileID F = SM.getFileID(L);
  const llvm::StringRef Name = fileName(F);
  return F != SM.getMainFileID() && (Name.starts_with("/usr/include/") || Name.starts_with("/usr/local/include/"));
}

bool Locations::isGenerated(clang::SourceLocation L) const {
  const clang::FileID F = SM.getFileID(SM.getExpansionLoc(L));
  const auto [Known, New] = Generated.try_emplace(F, false);
  if (New) {
    constexpr std::size_t Beginning = 1000;
    const llvm::StringRef Text = SM.getBufferData(F).take_front(Beginning);
    Known->second = Text.contains("@generated") ||
                    (Text.contains_insensitive("generated") &&
                     (Text.contains_insensitive("do not edit") || Text.contains_insensitive("do not modify")));
  }
  return Known->second;
}

SourceRange Locations::afterSemicolon(LocId L) const {
  SourceRange Out;
  if (!isPlain(L))
    return Out;
  clang::SourceLocation After = clang::Lexer::findLocationAfterToken(Ranges[L.N].getEnd(), clang::tok::semi, SM, Lang,
                                                                     /*SkipTrailingWhitespaceAndNewLine=*/false);
  if (After.isInvalid())
    return Out;
  auto [File, Offset] = SM.getDecomposedLoc(After);
  Out.File = fileName(File);
  Out.Offset = Offset;
  Out.Line = Out.EndLine = SM.getLineNumber(File, Offset);
  Out.Column = Out.EndColumn = SM.getColumnNumber(File, Offset);
  return Out;
}

std::string Locations::indent(LocId L) const {
  if (!L.valid())
    return "";
  auto [File, Offset] = SM.getDecomposedLoc(SM.getExpansionLoc(Ranges[L.N].getBegin()));
  llvm::StringRef Text = SM.getBufferData(File);
  size_t Begin = Text.rfind('\n', Offset);
  Begin = Begin == llvm::StringRef::npos ? 0 : Begin + 1;
  llvm::StringRef Line = Text.slice(Begin, Offset);
  return Line.take_while([](char C) { return C == ' ' || C == '\t'; }).str();
}

std::string Locations::text(clang::SourceRange R) const {
  if (R.isInvalid())
    return "";
  clang::SourceLocation B = R.getBegin(), E = R.getEnd();
  if (B.isMacroID())
    B = SM.isMacroArgExpansion(B) ? SM.getFileLoc(B) : SM.getExpansionLoc(B);
  if (E.isMacroID())
    E = SM.isMacroArgExpansion(E) ? SM.getFileLoc(E) : SM.getExpansionRange(E).getEnd();
  return clang::Lexer::getSourceText(clang::CharSourceRange::getTokenRange(B, E), SM, Lang).str();
}

} // namespace deed
