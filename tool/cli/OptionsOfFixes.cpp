//===- cli/OptionsOfFixes.cpp - what is mended ------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "cli/OptionTable.h"

namespace deed {

static llvm::Error setExport(CheckOptions &O, llvm::StringRef Value) {
  if (Value.empty())
    return misuse("--export-fixes needs the name of a file%s", "");
  O.ExportFixes = Value.str();
  return done();
}

static constexpr Option Table[] = {
    {"fix", "", [](CheckOptions &O, llvm::StringRef) { return O.Fix = true, done(); },
     "write the fixes that hold: analysed again, the finding is gone and none has come"},
    {"fix-errors", "", [](CheckOptions &O, llvm::StringRef) { return O.Fix = O.FixErrors = true, done(); },
     "as --fix, also in files that do not compile"},
    {"diff", "", [](CheckOptions &O, llvm::StringRef) { return O.Diff = true, done(); },
     "print the fixes as a patch in place of the findings; writes no file without --fix"},
    {"export-fixes", "FILE", setExport, "write the fixes as YAML for clang-apply-replacements"},
};

llvm::ArrayRef<Option> fixOptions() { return Table; }

} // namespace deed
