//===- models/Models.h - contracts of known libraries ----------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A model is YAML with the keys `Contracts` and `Families` (docs/contracts.md
// has the words). Shipped models are embedded at build; others are read from
// files with the same reader. A family may name its functions by globs; a
// contract under the exact name wins over them.
//===----------------------------------------------------------------------===//
#ifndef DEED_MODELS_MODELS_H
#define DEED_MODELS_MODELS_H

#include "engine/Contract.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <vector>

namespace deed {

/// What a model says of a family of contexts: how to know one by its declaration.
struct ContextModel {
  using Names = std::vector<std::pair<std::string, ContextKind>>;
  std::string Family;
  ContextKind Kind = ContextKind::Temporary; ///< of what `open` makes
  std::vector<std::string> Types;            ///< patterns: names of typedefs and records
  Names Parameters;                          ///< patterns: names of parameters, fields and variables of such a type
  Names Variables;                           ///< globals
  bool Parents = false;     ///< a block may be the context of others
  bool Current = false;     ///< allocations without a context go to the current one
  bool ThreadLocal = false; ///< must stay in its thread
};

/// `*` stands for any characters, `?` for one.
bool matchesPattern(llvm::StringRef Pattern, llvm::StringRef Name);

class ModelSet {
public:
  /// The contract of the function called \p Name, or null.
  const FunctionContract *find(llvm::StringRef Name) const;
  size_t size() const { return Contracts.size(); }
  const std::vector<ContextModel> &contexts() const { return Families; }

  /// Adds what the YAML text \p Text says; later models win. The error names
  /// \p FileName, line and column, and the nearest right word.
  llvm::Error add(llvm::StringRef Text, llvm::StringRef FileName);

  /// All shipped models. Aborts only if a shipped model is broken.
  static std::shared_ptr<const ModelSet> shipped();

private:
  friend class ModelReader;

  llvm::StringMap<FunctionContract> Contracts;
  /// From `Families`, by the pattern in Name: few, tried after the exact
  /// names, the last first.
  std::vector<FunctionContract> Globs;
  std::vector<ContextModel> Families;
};

/// A shipped model: its name ("libc") and its YAML text.
struct EmbeddedModel {
  llvm::StringRef Name, Text;
};
llvm::ArrayRef<EmbeddedModel> embeddedModels();

} // namespace deed

#endif // DEED_MODELS_MODELS_H
