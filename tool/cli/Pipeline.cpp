//===- cli/Pipeline.cpp - what a CI system says of itself --------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines nameConsumer() and appendStepSummary().
//===----------------------------------------------------------------------===//
#include "cli/Pipeline.h"
#include "llvm/Support/FileSystem.h"
#include <cstdlib>

namespace deed {

static std::string variable(const char *Name, const char *Else) {
  const char *Value = std::getenv(Name);
  return Value && *Value ? Value : Else;
}

void nameConsumer(const CheckOptions &Options, RunReport &Report) {
  Report.For = Options.SarifFor;
  if (Report.For != SarifConsumer::Azure)
    return;
  constexpr const char *Prefix = "azuredevops/pipeline/build/";
  Report.PipelineId = Prefix + variable("SYSTEM_DEFINITIONID", "1") + "/" + variable("BUILD_BUILDID", "1") + "/deed";
  auto Add = [&](const char *Key, const char *Name, const char *Else) {
    Report.PipelineProperties.emplace_back(Prefix + std::string(Key), variable(Name, Else));
  };
  // Outside of a pipeline: numbers and names of the right form.
  Add("buildDefinitionId", "SYSTEM_DEFINITIONID", "1");
  Add("buildDefinitionName", "BUILD_DEFINITIONNAME", "deed");
  Add("phaseId", "SYSTEM_PHASEID", "00000000-0000-0000-0000-000000000000");
  Add("phaseName", "SYSTEM_PHASENAME", "deed");
}

/// A cell of a Markdown table.
static std::string cell(llvm::StringRef Text) {
  std::string Out;
  for (char C : Text)
    if (C == '|' || C == '<' || C == '`' || C == '\\')
      Out += std::string("\\") + C;
    else
      Out += C == '\n' ? ' ' : C;
  return Out;
}

void appendStepSummary(const RunReport &Report, llvm::raw_ostream &Notes) {
  std::string Path = variable("GITHUB_STEP_SUMMARY", "");
  if (Path.empty())
    return;
  constexpr size_t Most = 200; // a summary may have a megabyte
  std::error_code Code;
  llvm::raw_fd_ostream Out(Path, Code, llvm::sys::fs::OF_Append);
  if (Code) {
    Notes << "deed: warning: cannot write the step summary " << Path << ": " << Code.message() << '\n';
    return;
  }
  Out << "### Deed: " << summaryLine(Report) << "\n\n";
  if (!Report.Findings.empty())
    Out << "| place | finding | rule |\n|---|---|---|\n";
  for (size_t I = 0; I < Report.Findings.size() && I < Most; ++I) {
    const Finding &F = Report.Findings[I];
    Out << "| " << cell(relativeTo(F.Place.File, Report.Root)) << ':' << F.Place.Line << " | " << cell(F.Message)
        << " | " << ruleLabel(F.Id) << " |\n";
  }
  if (Report.Findings.size() > Most)
    Out << "\nand " << Report.Findings.size() - Most << " more\n";
  Out << '\n';
  Out.close();
  if (Out.has_error()) {
    Notes << "deed: warning: cannot write the step summary " << Path << ": " << Out.error().message() << '\n';
    Out.clear_error();
  }
}

} // namespace deed
