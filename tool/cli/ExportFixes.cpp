//===- cli/ExportFixes.cpp - fixes for clang-apply-replacements -----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "cli/ApplyFixes.h"
#include "clang/Tooling/Core/Diagnostic.h"
#include "clang/Tooling/DiagnosticsYaml.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/YAMLTraits.h"
#include "llvm/Support/raw_ostream.h"
#include <set>

namespace deed {

llvm::Error exportFixes(llvm::StringRef File, const std::vector<Finding> &Findings, llvm::StringRef Directory) {
  using namespace clang::tooling;
  TranslationUnitDiagnostics All;
  if (!Findings.empty())
    All.MainSourceFile = Findings.front().Place.File;
  // clang-apply-replacements inserts twice what two findings of one file of fixes insert at one place, as the
  // declaration and the definition of a function do: the first one has it.
  std::set<Replacement> Written;
  for (const Finding &F : Findings) {
    Diagnostic D(ruleLabel(F.Id), Diagnostic::Warning, Directory);
    D.Message.Message = F.Message;
    D.Message.FilePath = F.Place.File;
    D.Message.FileOffset = F.Place.Offset;
    for (const Edit &E : F.Repair->Edits) {
      const Replacement R(E.Range.File, E.Range.Offset, E.Range.Length, E.Replacement);
      if (Written.insert(R).second)
        if (llvm::Error Wrong = D.Message.Fix[E.Range.File].add(R))
          return Wrong;
    }
    All.Diagnostics.push_back(std::move(D));
  }
  std::error_code Code;
  llvm::raw_fd_ostream Stream(File, Code, llvm::sys::fs::OF_None);
  if (Code)
    return llvm::createStringError(Code, "cannot write %s: %s", File.str().c_str(), Code.message().c_str());
  llvm::yaml::Output Yaml(Stream);
  Yaml << All;
  Stream.flush();
  if ((Code = Stream.error())) {
    Stream.clear_error();
    return llvm::createStringError(Code, "cannot write %s: %s", File.str().c_str(), Code.message().c_str());
  }
  return llvm::Error::success();
}

} // namespace deed
