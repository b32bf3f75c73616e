//===- fix/Edits.cpp - fixes as texts ---------------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "fix/Edits.h"
#include <cassert>

namespace deed {

bool EditSet::add(const Fix &F) {
  for (const Edit &E : F.Edits) {
    const Place Ours{E.Range.Offset, E.Range.Offset + E.Range.Length};
    auto File = Edits.find(E.Range.File);
    if (File == Edits.end())
      continue;
    for (const auto &[Theirs, Text] : File->second) {
      if (Theirs == Ours && Text == E.Replacement)
        continue;
      // Two at one place, or one inside the other: which comes first is not known.
      const bool Apart = Theirs != Ours && (Theirs.End <= Ours.Begin || Ours.End <= Theirs.Begin);
      if (!Apart)
        return false;
    }
  }
  for (const Edit &E : F.Edits)
    Edits[E.Range.File].insert({{E.Range.Offset, E.Range.Offset + E.Range.Length}, E.Replacement});
  return true;
}

std::vector<std::string> EditSet::files() const {
  std::vector<std::string> Out;
  for (const auto &[File, Each] : Edits)
    Out.push_back(File);
  return Out;
}

FileTexts EditSet::apply(const FileTexts &Texts) const {
  FileTexts Out;
  for (const auto &[File, Each] : Edits) {
    auto It = Texts.find(File);
    assert(It != Texts.end() && "edits of a file that was not read");
    const std::string &Old = It->second;
    // As the file ends its lines.
    const bool Dos = Old.find("\r\n") != std::string::npos;
    std::string New;
    size_t At = 0;
    for (const auto &[Where, Text] : Each) {
      assert(Where.End <= Old.size() && Where.Begin >= At && "an edit outside of its file");
      New.append(Old, At, Where.Begin - At);
      for (char Ch : Text) {
        if (Ch == '\n' && Dos)
          New += '\r';
        New += Ch;
      }
      At = Where.End;
    }
    New.append(Old, At, std::string::npos);
    Out[File] = std::move(New);
  }
  return Out;
}

bool fits(const Fix &F, const FileTexts &Texts) {
  for (const Edit &E : F.Edits) {
    auto It = Texts.find(E.Range.File);
    if (It == Texts.end() || E.Range.Offset > It->second.size() || E.Range.Length > It->second.size() - E.Range.Offset)
      return false;
  }
  return !F.Edits.empty();
}

} // namespace deed
