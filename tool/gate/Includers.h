//===- gate/Includers.h - which files see a changed header ---------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads #include lines and follows them as the compile command would. Conditions
// are not evaluated: a file more is analysed then, never one less.
//===----------------------------------------------------------------------===//
#ifndef DEED_GATE_INCLUDERS_H
#define DEED_GATE_INCLUDERS_H

#include "gate/SourceText.h"
#include "project/CompileDb.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

namespace deed {

class IncludeGraph {
public:
  /// \p Changed: absolute names of files that changed, as a unit may reach them;
  /// deleted ones too.
  explicit IncludeGraph(llvm::StringSet<> Changed) : Changed(std::move(Changed)) {}

  /// Whether \p Unit is or includes a changed file.
  bool reachesChange(const CompileUnit &Unit);

  /// A question that many units are asked: which use one of Names.
  struct Uses {
    const llvm::StringSet<> &Names;
    llvm::DenseMap<unsigned, bool> Known = llvm::DenseMap<unsigned, bool>(); ///< by file
  };
  /// Whether \p Unit or a header that it includes uses one of the names.
  bool usesAny(const CompileUnit &Unit, Uses &Asked);

private:
  /// A name that an include may stand for, whether there is such a file or not.
  struct File {
    std::string Path; ///< absolute
    bool Exists = false, Changed = false;
    std::vector<Include> Includes;
  };
  /// What a compile command says of includes. Units of one library share it.
  struct Search {
    std::vector<std::string> Folders; ///< absolute, in their order
    std::vector<unsigned> Forced;     ///< -include
    struct Reached {
      std::vector<unsigned> Files; ///< what the includes of a file may be, all that were tried
      bool ByMacro = false;        ///< one of them is named by a macro
    };
    llvm::DenseMap<unsigned, Reached> Of; ///< by file
  };

  unsigned fileOf(const std::string &Path);
  Search &searchOf(const CompileUnit &Unit);
  const Search::Reached &includedBy(Search &Path, unsigned File);
  /// Calls \p Hit for each file of the unit, also for those that might be taken
  /// if they were there, until it says true; then gives true.
  bool walk(const CompileUnit &Unit, llvm::function_ref<bool(unsigned File)> Hit, bool &ByMacro);
  std::string real(llvm::StringRef Path);

  llvm::StringSet<> Changed;
  std::vector<File> Files;
  llvm::StringMap<unsigned> Numbers; ///< of files, by path
  llvm::StringMap<Search> Searches;
  llvm::StringMap<std::string> Real; ///< folders without symbolic links
};

} // namespace deed

#endif // DEED_GATE_INCLUDERS_H
