//===- project/IndexFile.h - what a program does, for one file -----*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// deed check --write-index leaves of a program what its functions do in the end. Who sees one file
// alone, such as a compiler or clang-tidy, has what the bodies of the others do from
// there: the file's functions are solved again with it, as by deed check --index.
//===----------------------------------------------------------------------===//
#ifndef DEED_PROJECT_INDEXFILE_H
#define DEED_PROJECT_INDEXFILE_H

#include "frontend/Analyze.h"
#include "project/Program.h"
#include "llvm/Support/Error.h"

namespace deed {

/// A file of the program: its functions with what they do, without their flows.
struct IndexedUnit {
  std::string File; ///< absolute
  std::string Target;
  UnitRecord Record;
};

struct IndexFile {
  std::vector<IndexedUnit> Units;

  std::string write() const;
  /// The error is for the user.
  static llvm::Expected<IndexFile> load(const std::string &Path);
};

/// What \p Record, whose summaries are final in \p Known, tells other files.
IndexedUnit indexed(const std::string &File, const std::string &Target, const UnitRecord &Record,
                    llvm::function_ref<const std::string &(std::uint32_t Function)> Known);

/// Replaces what the file \p File alone says in \p Result (analysed with \p Options, which
/// ask for a record) by what it says with the bodies of \p Index. An empty \p Target is what the index says.
void applyIndex(const IndexFile &Index, const std::string &File, const std::string &Target,
                const AnalysisOptions &Options, llvm::function_ref<bool(const std::string &Path)> DropsAt,
                UnitResult &Result);

} // namespace deed

#endif // DEED_PROJECT_INDEXFILE_H
