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
  /// Whether \p Unit or a header that it includes uses one of \p Names.
  bool usesAny(const CompileUnit &Unit, const llvm::StringSet<> &Names);

private:
  /// Calls \p Hit for each file of the unit, also for those that might be taken
  /// if they were there, until it says true; then gives true.
  bool walk(const CompileUnit &Unit, llvm::function_ref<bool(llvm::StringRef Path)> Hit, bool &ByMacro);
  std::string real(llvm::StringRef Path);
  const std::vector<Include> &includes(const std::string &File);
  bool isFile(const std::string &Path);

  llvm::StringSet<> Changed;
  llvm::StringMap<std::vector<Include>> Includes; ///< by file
  llvm::StringMap<bool> Exists;
  llvm::StringMap<std::string> Real; ///< folders without symbolic links
};

} // namespace deed

#endif // DEED_GATE_INCLUDERS_H
