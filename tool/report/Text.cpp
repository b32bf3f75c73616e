//===- report/Text.cpp - findings as a person wants to read them -------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines the text and the short format, and --statistics.
//===----------------------------------------------------------------------===//
#include "report/Markdown.h"
#include "report/Printer.h"
#include "report/Snippet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"
#include <array>

namespace deed {

/// The path of \p F as labels in its order, with the primary place at the step
/// that it is the line of, or at the end.
static std::vector<Label> labelsOf(const Finding &F) {
  std::vector<Label> Labels;
  for (const PathStep &S : F.Path)
    if (S.Range.valid())
      Labels.push_back({S.Range, S.Message, false});
  // The last step on the primary line is the primary place: the step before it
  // may stand on the same line in a loop.
  for (Label &L : llvm::reverse(Labels))
    if (L.Range.File == F.Place.File && L.Range.Line == F.Place.Line) {
      L.Primary = true;
      return Labels;
    }
  Labels.push_back({F.Place, "", true});
  return Labels;
}

static void printFinding(const Finding &F, const RunReport &Report, SourceCache &Sources, const Paint &Colours,
                         llvm::raw_ostream &Out) {
  Level L = Report.levelOf(F);
  SnippetPrinter Snippet(Sources, Report.WorkingDirectory, Colours, Out);
  Out << Colours.level(L, std::string(levelName(L)) + "[" + Colours.link(publicRuleUri(F.Id), ruleLabel(F.Id)) + "]")
      << Colours.bold(": " + printable(F.Message)) << '\n';
  Snippet.draw(labelsOf(F), L);
  for (const Related &R : F.Contracts)
    Snippet.remark("contract", printable(R.Message) + (R.Range.valid() ? " (" + Snippet.place(R.Range) + ")" : ""));
  bool Patch = F.Repair && !F.Repair->Edits.empty();
  if (!F.Help.empty() || Patch) {
    std::string Text = Patch && !F.Repair->Description.empty() ? F.Repair->Description : F.Help;
    Out << Colours.good("help") << Colours.bold(": ") << printable(Text) << '\n';
    if (Patch)
      Snippet.drawPatch(*F.Repair);
  }
  Snippet.remark("explain", "deed explain " + std::string(ruleInfo(F.Id).Name));
  Out << '\n';
}

void printText(const RunReport &Report, SourceCache &Sources, const Paint &Colours, llvm::raw_ostream &Out) {
  for (const Finding &F : Report.Findings)
    printFinding(F, Report, Sources, Colours, Out);
  Out << Colours.bold(summaryLine(Report)) << '\n';
}

void printShort(const RunReport &Report, const Paint &Colours, llvm::raw_ostream &Out) {
  for (const Finding &F : Report.Findings) {
    Level L = Report.levelOf(F);
    std::string Place = printablePath(relativeTo(F.Place.File, Report.WorkingDirectory)) + ":" +
                        std::to_string(F.Place.Line) + ":" + std::to_string(F.Place.Column);
    Out << Colours.bold(Colours.place(F.Place, Place) + ":") << ' ' << Colours.level(L, std::string(levelName(L)) + ":")
        << ' ' << printable(F.Message) << " [" << Colours.link(publicRuleUri(F.Id), ruleLabel(F.Id)) << "]\n";
  }
}

void printStatistics(const RunReport &Report, llvm::raw_ostream &Out) {
  auto Row = [&](unsigned N, std::string_view What) {
    if (N)
      Out << llvm::format("  %7u  ", N) << What << '\n';
  };
  const Ledger &Book = Report.Obligations;
  Out << "obligations: " << Book.Entries.size() << '\n';
  for (Verdict V : {Verdict::Proved, Verdict::Violated, Verdict::Unproven})
    Row(Book.count(V), verdictName(V));
  if (Book.count(Verdict::Unproven)) {
    Out << "unproven, by reason:\n";
    for (Reason R : {Reason::UnknownCallee, Reason::IndirectCall, Reason::Container, Reason::Stored, Reason::Merged,
                     Reason::Budget})
      Row(Book.count(R), reasonName(R));
  }
  Out << "functions: " << Report.Functions << " solved, " << Report.Skipped << " with nothing to own\n";
  Out << "findings: " << Report.Findings.size() << ", suppressed: " << Report.Suppressed.size() << '\n';
  for (const RuleInfo &R : allRules())
    Row(llvm::count_if(Report.Findings, [&](const Finding &F) { return F.Id == R.Id; }), ruleLabel(R.Id));
}

} // namespace deed
