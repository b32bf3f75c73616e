//===- fix/Edits.h - fixes as texts --------------------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Puts the edits of several fixes into the texts of files. A fix goes in whole
// or not at all: one that meets another's edits is turned away.
//===----------------------------------------------------------------------===//
#ifndef DEED_FIX_EDITS_H
#define DEED_FIX_EDITS_H

#include "engine/Finding.h"
#include <map>
#include <string>
#include <vector>

namespace deed {

/// Files by their absolute names.
using FileTexts = std::map<std::string, std::string>;

/// Edits of many fixes over the same texts, none of which touches another.
class EditSet {
public:
  /// Adds all edits of \p F, or none: false where one overlaps an edit that is in
  /// already, or inserts another text at the same place. The same edit twice is
  /// one.
  bool add(const Fix &F);
  /// The files that have edits.
  std::vector<std::string> files() const;
  /// \p Texts with all edits; files without any are not in the result. An edit
  /// beyond the end of its file is an error in the caller.
  FileTexts apply(const FileTexts &Texts) const;
  bool empty() const { return Edits.empty(); }

private:
  struct Place {
    unsigned Begin, End;
    friend auto operator<=>(const Place &, const Place &) = default;
  };
  std::map<std::string, std::map<Place, std::string>> Edits;
};

/// True where every edit of \p F lies inside its file's text.
bool fits(const Fix &F, const FileTexts &Texts);

} // namespace deed

#endif // DEED_FIX_EDITS_H
