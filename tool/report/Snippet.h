//===- report/Snippet.h - source lines with labels under them ------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The part of the text format that draws: a block of source lines with a
// gutter, and labels that point into them.
//===----------------------------------------------------------------------===//
#ifndef DEED_REPORT_SNIPPET_H
#define DEED_REPORT_SNIPPET_H

#include "report/Sources.h"
#include "report/Terminal.h"
#include "llvm/Support/raw_ostream.h"

namespace deed {

/// A place in a file with what is to be said of it.
struct Label {
  SourceRange Range;
  std::string Text; ///< may be empty for the primary place
  bool Primary = false;
};

/// Draws labels in their order. Labels that follow each other downwards in one
/// file share a block; a label in another file or further up begins a new one
/// with its own "::: file:line:col".
class SnippetPrinter {
public:
  SnippetPrinter(SourceCache &Sources, std::string Base, Paint Colours, llvm::raw_ostream &Out)
      : Sources(Sources), Base(std::move(Base)), Colours(Colours), Out(Out) {}

  /// \p PrimaryLevel gives the colour of the primary label.
  void draw(const std::vector<Label> &Labels, Level PrimaryLevel);
  /// The lines that \p Repair changes, as a patch. Draws nothing if a file of
  /// it can not be read.
  void drawPatch(const Fix &Repair);
  /// "= contract: text", aligned with the last block; \p Text is printable, but for links.
  void remark(llvm::StringRef Head, llvm::StringRef Text);
  /// "file.c:12:3", relative to the base, as a link where links are wanted.
  std::string place(const SourceRange &R) const;

private:
  void gutter(llvm::StringRef Number, llvm::StringRef Mark = "|");
  void drawLabel(const Label &L, Level PrimaryLevel);
  void patchOfFile(const std::string &Path, std::vector<Edit> Edits);

  SourceCache &Sources;
  std::string Base;
  Paint Colours;
  llvm::raw_ostream &Out;
  unsigned Width = 1; ///< of line numbers in the block at hand
};

} // namespace deed

#endif // DEED_REPORT_SNIPPET_H
