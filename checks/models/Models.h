//===- models/Models.h - contracts of known libraries ----------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A model is YAML with the keys `Contracts` and `Families` (docs/contracts.md
// has the words). Shipped models are embedded at build; others are read from
// files with the same reader, and a project's configuration has the same keys
// (tool/config). A family may name its functions by globs; a
// contract under the exact name wins over them.
//===----------------------------------------------------------------------===//
#ifndef DEED_MODELS_MODELS_H
#define DEED_MODELS_MODELS_H

#include "engine/Contract.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <vector>

namespace llvm::yaml {
class Node;
}

namespace deed {

/// What a model says of a family of contexts: how to know one by its declaration.
struct ContextModel {
  using Names = std::vector<std::pair<std::string, ContextKind>>;
  std::string Family;
  ContextKind Kind = ContextKind::Temporary; ///< of what `open` makes
  std::vector<std::string> Types;            ///< patterns: names of typedefs and records
  Names Parameters;                          ///< patterns: names of parameters, fields and variables of such a type
  Names Variables;                           ///< globals
  bool Parents = false;                      ///< a block may be the context of others
  bool Current = false;                      ///< allocations without a context go to the current one
  bool ThreadLocal = false;                  ///< must stay in its thread
  SourceRange Where;                         ///< in a project's configuration
};

/// `*` stands for any characters, `?` for one.
bool matchesPattern(llvm::StringRef Pattern, llvm::StringRef Name);

struct YamlText;

/// A parameter that a contract calls by its name: `own_value: takes`.
struct NamedParam {
  std::string Name;
  ParamContract Says;
  SourceRange Where; ///< of the name
};

class ModelSet {
public:
  /// The contract of the function called \p Name, or null.
  const FunctionContract *find(llvm::StringRef Name) const;
  /// The parameters that the contract under the exact name \p Name has by name.
  llvm::ArrayRef<NamedParam> namedParams(llvm::StringRef Name) const;
  /// Where a project's configuration describes \p Name; invalid: it does not.
  SourceRange placeOf(llvm::StringRef Name) const { return Places.lookup(Name); }
  size_t size() const { return contracts().size() + Globs.size(); }
  /// All that stand under exact names, and the patterns of families in their order.
  const llvm::StringMap<FunctionContract> &contracts() const;
  llvm::ArrayRef<FunctionContract> patterns() const { return Globs; }
  /// Lays \p Over on this set: later models win.
  void merge(const ModelSet &Over);
  /// Adds the contexts of \p Over alone.
  void addContexts(const ModelSet &Over);
  const std::vector<ContextModel> &contexts() const { return Families; }

  /// Adds what the YAML text \p Text says; later models win. The error names
  /// \p FileName, line and column, and the nearest right word.
  llvm::Error add(llvm::StringRef Text, llvm::StringRef FileName);

  /// Names all texts that were added, in their order: the same digest, the same set.
  const std::string &digest() const { return Digest; }

  /// All shipped models. Aborts only if a shipped model is broken. What they
  /// say of a function is read when it is first asked for: a program uses few
  /// of their functions, and reading all would cost more than many a file.
  static std::shared_ptr<const ModelSet> shipped();
  /// Adds \p Models in the same way.
  void addShipped(llvm::ArrayRef<struct EmbeddedModel> Models);

private:
  friend class ModelReader;

  /// An entry below `Contracts` that was not read yet, and the model's name.
  /// Both live as long as the program.
  struct Entry {
    llvm::StringRef Text, Model;
  };
  using Entries = llvm::DenseMap<llvm::StringRef, Entry>;
  /// By each name of their keys, shared by copies of the set. Once read, a
  /// contract is in Contracts, which wins. One thread at a time may ask.
  std::shared_ptr<const Entries> Unread;
  static std::vector<std::pair<llvm::StringRef, Entry>> split(llvm::StringRef Contracts, llvm::StringRef Model);
  /// The contract under exactly \p Name, which is read now if it was not yet.
  FunctionContract *exact(llvm::StringRef Name) const;
  llvm::Error read(llvm::StringRef Text, llvm::StringRef FileName);

  mutable llvm::StringMap<FunctionContract> Contracts;
  mutable llvm::StringMap<std::vector<NamedParam>> Named;
  llvm::StringMap<SourceRange> Places; ///< of contracts in a configuration
  /// From `Families`, by the pattern in Name: few, tried after the exact
  /// names, the last first.
  std::vector<FunctionContract> Globs;
  std::vector<ContextModel> Families;
  void digest(llvm::StringRef Name, llvm::StringRef Text);
  std::string Digest;
};

/// The keys of a model: Contracts, Families, Contexts.
llvm::ArrayRef<llvm::StringRef> modelKeys();
/// Reads what stands under \p Key, one of modelKeys(), into \p Models; \p From
/// goes into its contracts, with their places if it is the configuration. False:
/// an error is in \p In.
bool readModelKey(YamlText &In, ModelSet &Models, const Provenance &From, llvm::StringRef Key, llvm::yaml::Node *Value);

/// A shipped model: its name ("libc") and its YAML text.
struct EmbeddedModel {
  llvm::StringRef Name, Text;
};
llvm::ArrayRef<EmbeddedModel> embeddedModels();

} // namespace deed

#endif // DEED_MODELS_MODELS_H
