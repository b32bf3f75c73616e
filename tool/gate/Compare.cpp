//===- gate/Compare.cpp - what is new against the base -----------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines subtractBase().
//===----------------------------------------------------------------------===//
#include "gate/Compare.h"
#include "gate/ChangeIndex.h"
#include "gate/Match.h"
#include "project/CompileDb.h"
#include "report/Fingerprint.h"
#include "report/Sources.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace deed {

static bool inScope(const Finding &F, const Comparison &By, GateScope Scope, ChangeIndex &Index) {
  switch (Scope) {
  case GateScope::Lines: return Index.onChangedLine(F.Place);
  case GateScope::Functions: {
    auto Touched = [&](const auto &Each) { return Index.inChange(Each.Range); };
    return Index.inChange(F.Place) || Index.speaksOf(F.Place, By.Contracts) || llvm::any_of(F.Path, Touched) ||
           llvm::any_of(F.Contracts, Touched);
  }
  case GateScope::Files: return Index.now(F.Place.File) || inScope(F, By, GateScope::Functions, Index);
  case GateScope::Project: return true;
  }
  return true;
}

/// The name that \p Variable begins with: `list` of `list->head`.
static llvm::StringSet<> nameIn(llvm::StringRef Variable) {
  llvm::StringSet<> Out;
  auto InName = [](char C) { return llvm::isAlnum(C) || C == '_'; };
  llvm::StringRef Name = Variable.drop_until(InName).take_while(InName);
  if (!Name.empty())
    Out.insert(Name);
  return Out;
}

/// The one is called as the other was: neither function knows the other's name.
static bool isRenamed(const Finding &Before, const Finding &Now, ChangeIndex &Index) {
  llvm::StringSet<> Old = nameIn(Before.Variable), New = nameIn(Now.Variable);
  return Old.size() == 1 && New.size() == 1 && !Index.speaksOf(Now.Place, Old) && !Index.spokeOf(Before.Place, New);
}

/// Findings at a line that did not change, of one rule and one variable, are one
/// however the way there changed.
static void pairKeptLines(llvm::ArrayRef<Finding> Before, llvm::ArrayRef<Finding> Now, llvm::ArrayRef<Mark> Old,
                          llvm::ArrayRef<Mark> New, ChangeIndex &Index, std::vector<int> &PairOf) {
  std::vector<bool> Taken(Old.size());
  for (int O : PairOf)
    if (O != Unpaired)
      Taken[O] = true;
  for (bool SameName : {true, false})
    for (size_t I = 0; I < New.size(); ++I)
      for (size_t O = 0; PairOf[I] == Unpaired && O < Old.size(); ++O)
        if (!Taken[O] && Old[O].Line && Old[O].Line == New[I].Line && Old[O].File == New[I].File &&
            Before[O].Id == Now[I].Id &&
            (SameName ? Before[O].Variable == Now[I].Variable : isRenamed(Before[O], Now[I], Index))) {
          PairOf[I] = static_cast<int>(O);
          Taken[O] = true;
        }
}

/// Equal events at an added line, while the line of the old finding is still in
/// its function: one more defect, which hides the old one if Deed says only the
/// first (one leak for an acquisition).
static bool isOneMore(const Mark &Old, const Mark &New, const Finding &Now, ChangeIndex &Index) {
  return Old.Line && Old.File == New.File && Old.Line != New.Line && Index.onChangedLine(Now.Place) &&
         Index.functionNameAt(Now.Place.File, Old.Line) == Now.Function;
}

void subtractBase(std::vector<Finding> Before, const Comparison &By, RunReport &Report) {
  const ChangeSet &Changes = By.Changes;
  ChangeIndex Index(Changes);
  std::vector<Mark> Old, New;
  for (const Finding &F : Before) {
    const FileChange *C = Index.before(F.Place.File);
    // In the names and lines of now; a line that changed is none of now.
    std::string File = !C ? F.Place.File : C->deleted() ? C->OldPath : C->Path;
    Old.push_back({fingerprint(F), relativeTo(File, Changes.Root), F.Function,
                   C ? (C->deleted() ? 0 : C->lineNow(F.Place.Line)) : F.Place.Line});
  }
  for (const Finding &F : Report.Findings) {
    const FileChange *C = Index.now(F.Place.File);
    New.push_back({fingerprint(F), relativeTo(C ? C->Path : F.Place.File, Changes.Root), F.Function, F.Place.Line});
  }
  std::vector<int> PairOf =
      pairUp(Old, New, [&](const Mark &M) { return hasLeft(M, absolutePath(M.File, Changes.Root)); });
  std::vector<bool> Still(Before.size());
  for (size_t I = 0; I < New.size(); ++I)
    if (int &O = PairOf[I]; O != Unpaired && isOneMore(Old[O], New[I], Report.Findings[I], Index)) {
      Still[O] = true;
      O = Unpaired;
    }
  pairKeptLines(Before, Report.Findings, Old, New, Index, PairOf);

  std::vector<Finding> Left;
  for (size_t I = 0; I < Report.Findings.size(); ++I) {
    Finding &F = Report.Findings[I];
    if (PairOf[I] != Unpaired) {
      Still[PairOf[I]] = true;
      Report.Known.push_back({std::move(F), KnownAs::Old, "", New[I].Fingerprint});
    } else if (inScope(F, By, By.Scope, Index)) {
      Left.push_back(std::move(F));
    } else {
      Report.Known.push_back({std::move(F), KnownAs::Outside, "", New[I].Fingerprint});
    }
  }
  Report.Findings = std::move(Left);
  for (size_t O = 0; O < Before.size(); ++O)
    if (!Still[O])
      Report.Known.push_back({std::move(Before[O]), KnownAs::Gone, "", Old[O].Fingerprint});
  Report.Compared = true;
}

} // namespace deed
