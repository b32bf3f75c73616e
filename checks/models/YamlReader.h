//===- models/YamlReader.h - YAML with places and did-you-mean -*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the readers of models and of configuration files share. A reader walks
// the nodes once, in order, and goes only as deep as its grammar: nothing that
// is nested deeper is ever parsed. Methods return false once something is
// wrong; the first error is kept, with its place.
//===----------------------------------------------------------------------===//
#ifndef DEED_MODELS_YAMLREADER_H
#define DEED_MODELS_YAMLREADER_H

#include "engine/Finding.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"
#include <string>

namespace deed {

/// A text that is being read, and what is wrong with it.
struct YamlText {
  /// \p FileName is for messages.
  YamlText(llvm::StringRef Text, llvm::StringRef FileName);

  std::string Text, FileName;
  std::string Path; ///< what places name; FileName, unless it is set
  llvm::SourceMgr Sources;
  std::string Message; ///< "FILE:LINE:COLUMN: what"; empty: nothing is wrong yet

  void note(int Line, int Column, const std::string &What);
};

class YamlReader {
public:
  explicit YamlReader(YamlText &In) : In(In) {}

  bool fail(const llvm::yaml::Node &N, const llvm::Twine &What);
  /// "What 'Text'; did you mean 'Known'?"
  bool failWord(const llvm::yaml::Node &N, const llvm::Twine &What, llvm::StringRef Text,
                llvm::ArrayRef<llvm::StringRef> Known);

  /// The text of a scalar, valid until the next call.
  bool scalar(llvm::yaml::Node *N, const llvm::Twine &What, llvm::StringRef &Text);

  using MappingBody = llvm::function_ref<bool(llvm::yaml::Node &KeyNode, llvm::StringRef Key, llvm::yaml::Node *Value)>;
  /// Calls Body(key node, key text, value) for each entry of a mapping. The
  /// key's text is a copy: Body may read scalars. A key without a value
  /// (`Contracts:`) is an empty mapping.
  bool mapping(llvm::yaml::Node *N, const llvm::Twine &What, MappingBody Body);
  /// Calls Body for each item of a list, or for the one value that is no list.
  bool items(llvm::yaml::Node *N, llvm::function_ref<bool(llvm::yaml::Node *Item)> Body);

  /// Where \p N begins and ends. File is the name of the text.
  SourceRange range(const llvm::yaml::Node &N) const;

protected:
  YamlText &In;

private:
  llvm::SmallString<64> Buffer;
  SourceRange LastKey; ///< the key that was read last
};

} // namespace deed

#endif // DEED_MODELS_YAMLREADER_H
