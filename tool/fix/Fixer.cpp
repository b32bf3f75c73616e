//===- fix/Fixer.cpp - fixes that hold --------------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All fixes are tried at once, function by function: where a function has a
// finding more than it should, half of its fixes are tried again, down to the
// one that is to blame. What holds is the ground for the next round, until a
// round has nothing to add; so a second run changes nothing.
//===----------------------------------------------------------------------===//
#include "fix/Fixer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>
#include <set>

namespace deed {

namespace {

/// What a finding says, but for its line and the prefixes of names, which a
/// renaming changes everywhere.
using Key = std::string;
using Counts = std::map<Key, int>;

/// The fixes of one function.
struct Group {
  std::vector<const Finding *> Open; ///< not decided yet, in the order of the report
  std::vector<const Finding *> Held; ///< good
  size_t Slice = ~size_t(0);         ///< how many of Open are tried at once
  std::vector<const Finding *> Trying;
};

struct Blame {
  std::set<Group *> Functions;
  std::set<std::string> Files;            ///< where the function is not known
  std::map<std::string, size_t> Suspects; ///< how many functions of such a file were tried
};

class Fixer {
public:
  explicit Fixer(FixTask Task) : Task(std::move(Task)) {}
  llvm::Expected<FixOutcome> run();

private:
  void collect();
  bool usable(const Finding &F);
  bool load(const std::string &File);
  llvm::Expected<bool> round();
  EditSet choose();
  llvm::Expected<std::vector<UnitReport>> analyse(const FileTexts &Trial) const;
  Blame blame(const std::vector<UnitReport> &After, std::vector<const Finding *> Group::*Of, bool Both);
  void judge(const std::vector<UnitReport> &After);
  llvm::Expected<bool> settle();
  void keep(const std::vector<const Finding *> &Held, const FileTexts &New, std::vector<UnitReport> After);
  FileTexts overlay(const FileTexts &Trial) const;
  void note(std::string Text) {
    if (Noted.insert(Text).second)
      Out.Notes.push_back(std::move(Text));
  }

  FixTask Task;
  FixOutcome Out;
  FileTexts Texts; ///< every file with a fix, as it is now
  std::set<std::string> Noted, Refused;
  std::set<Key> Wanted;
  std::vector<Finding> Findings; ///< of this round
  std::map<std::pair<std::string, std::string>, Group> Groups;
  std::map<std::string, size_t> Limits; ///< how many functions of a file are tried at once; missing: all
  unsigned Round = 0;
};

} // namespace

static bool inWord(char Ch) { return llvm::isAlnum(Ch) || Ch == '_'; }

static Key keyOf(const Finding &F) {
  std::string Text;
  llvm::StringRef Rest = F.Message;
  while (!Rest.empty()) {
    if (!inWord(Rest.front())) {
      Text += Rest.front();
      Rest = Rest.drop_front();
      continue;
    }
    llvm::StringRef Word = Rest.take_while(inWord);
    Rest = Rest.drop_front(Word.size());
    for (llvm::StringRef Prefix : {"own_", "mut_", "ref_"})
      if (Word.consume_front(Prefix))
        break;
    Text += Word;
  }
  return std::to_string(static_cast<unsigned>(F.Id)) + "|" + F.Place.File + "|" + F.Function + "|" + Text;
}

static std::vector<Finding> joined(const std::vector<UnitReport> &Reports) {
  std::vector<Finding> All;
  for (const UnitReport &R : Reports)
    llvm::append_range(All, R.Findings);
  sortAndMerge(All);
  return All;
}

static Counts count(const std::vector<Finding> &Findings) {
  Counts Out;
  for (const Finding &F : Findings)
    ++Out[keyOf(F)];
  return Out;
}

static unsigned failures(const UnitReport &R) {
  return llvm::count_if(R.Problems, [](const Problem &P) { return P.fails() || P.Kind == ProblemKind::ParseError; });
}

bool Fixer::load(const std::string &File) {
  if (Refused.count(File))
    return false;
  if (Texts.count(File))
    return true;
  llvm::Expected<std::string> Text = Task.Read(File);
  std::string Why = Text ? Task.Refuse(File, *Text) : llvm::toString(Text.takeError());
  if (!Why.empty()) {
    note(File + " " + Why + ": its fixes are left out");
    Refused.insert(File);
    return false;
  }
  Out.Old[File] = *Text;
  Texts[File] = std::move(*Text);
  return true;
}

bool Fixer::usable(const Finding &F) {
  if (!F.Repair || F.Repair->Edits.empty() || !Wanted.count(keyOf(F)))
    return false;
  for (const Edit &E : F.Repair->Edits)
    if (!load(E.Range.File))
      return false;
  return fits(*F.Repair, Texts);
}

void Fixer::collect() {
  Groups.clear();
  Findings = joined(Task.Reports);
  // A unit that does not compile is not understood, and its fixes are not tried.
  std::set<std::string> Broken;
  if (!Task.InBrokenUnits)
    for (size_t I = 0; I != Task.Reports.size(); ++I)
      if (failures(Task.Reports[I])) {
        Broken.insert(Task.UnitFiles[I]);
        for (const Finding &F : Task.Reports[I].Findings)
          if (F.Repair) {
            note(Task.UnitFiles[I] + " has errors: its fixes are left out (see --fix-errors)");
            break;
          }
      }
  for (const Finding &F : Findings)
    if (!Broken.count(F.Place.File) && usable(F))
      Groups[{F.Place.File, F.Function}].Open.push_back(&F);
}

/// What holds, and of each group the next fixes to try.
EditSet Fixer::choose() {
  EditSet Set;
  for (auto &[Where, G] : Groups)
    for (const Finding *F : G.Held)
      (void)Set.add(*F->Repair);
  std::map<std::string, size_t> Functions; // of each file, with something to try
  for (auto &[Where, G] : Groups) {
    G.Trying.clear();
    auto Limit = Limits.find(Where.first);
    if (G.Open.empty() || (Limit != Limits.end() && Functions[Where.first] == Limit->second))
      continue;
    ++Functions[Where.first];
    while (G.Trying.size() < G.Slice && G.Trying.size() < G.Open.size()) {
      const Finding *F = G.Open[G.Trying.size()];
      if (Set.add(*F->Repair)) {
        G.Trying.push_back(F);
        continue;
      }
      note(F->Place.File + ":" + std::to_string(F->Place.Line) + ": the fix of " + std::string(ruleInfo(F->Id).Name) +
           " meets another one; it is tried after it");
      G.Open.erase(G.Open.begin() + static_cast<long>(G.Trying.size()));
    }
  }
  return Set;
}

FileTexts Fixer::overlay(const FileTexts &Trial) const {
  FileTexts Shown;
  for (const auto &[File, Text] : Texts)
    if (Out.Old.at(File) != Text)
      Shown[File] = Text;
  for (const auto &[File, Text] : Trial)
    Shown[File] = Text;
  return Shown;
}

llvm::Expected<std::vector<UnitReport>> Fixer::analyse(const FileTexts &Trial) const {
  // A header may be in any unit.
  std::vector<size_t> Units;
  const bool Headers =
      llvm::any_of(Trial, [&](const auto &Each) { return !llvm::is_contained(Task.UnitFiles, Each.first); });
  for (size_t I = 0; I != Task.UnitFiles.size(); ++I)
    if (Headers || Trial.count(Task.UnitFiles[I]))
      Units.push_back(I);
  auto Fresh = Task.Analyse(Units, overlay(Trial));
  if (!Fresh)
    return Fresh.takeError();
  std::vector<UnitReport> All = Task.Reports;
  for (size_t I = 0; I != Units.size(); ++I)
    All[Units[I]] = std::move((*Fresh)[I]);
  return All;
}

/// Who is to blame for a finding, or an error, that should not be there: the fixes
/// of its own function, else those of its file, else all.
Blame Fixer::blame(const std::vector<UnitReport> &After, std::vector<const Finding *> Group::*Of, bool Both) {
  Counts Expected = count(Findings);
  for (auto &[Where, G] : Groups) {
    for (const Finding *F : G.Held)
      --Expected[keyOf(*F)];
    if (Both)
      for (const Finding *F : G.Trying)
        --Expected[keyOf(*F)];
  }
  Blame Out;
  std::set<std::string> Files; // with fixes that may be to blame
  for (auto &[Where, G] : Groups)
    if (!(G.*Of).empty())
      Files.insert(Where.first);
  auto Add = [&](const std::string &File, const std::string &Function) {
    if (auto It = Groups.find({File, Function}); It != Groups.end() && !(It->second.*Of).empty())
      Out.Functions.insert(&It->second);
    else if (Files.count(File))
      Out.Files.insert(File);
    else
      Out.Files = Files;
  };
  for (const Finding &F : joined(After))
    if (--Expected[keyOf(F)] < 0)
      Add(F.Place.File, F.Function);
  for (size_t I = 0; I != After.size(); ++I)
    if (failures(After[I]) > failures(Task.Reports[I]))
      Add(Task.UnitFiles[I], "");
  // Of one function alone it is clear which.
  for (auto File = Out.Files.begin(); File != Out.Files.end();) {
    std::vector<Group *> In;
    for (auto &[Where, G] : Groups)
      if (Where.first == *File && !(G.*Of).empty())
        In.push_back(&G);
    if (In.size() > 1) {
      Out.Suspects[*File] = In.size();
      ++File;
      continue;
    }
    Out.Functions.insert(In.begin(), In.end());
    File = Out.Files.erase(File);
  }
  return Out;
}

/// After a pass: what holds, what is tried in smaller parts, what is dropped.
void Fixer::judge(const std::vector<UnitReport> &After) {
  const Blame Blamed = blame(After, &Group::Trying, true);
  for (auto &[Where, G] : Groups) {
    const size_t Tried = G.Trying.size();
    if (!Tried)
      continue;
    if (Blamed.Functions.count(&G)) {
      if (Tried == 1) {
        ++Out.Dropped;
        G.Open.erase(G.Open.begin());
        G.Slice = ~size_t(0);
      } else {
        G.Slice = Tried / 2;
      }
    } else if (!Blamed.Files.count(Where.first)) {
      llvm::append_range(G.Held, G.Trying);
      G.Open.erase(G.Open.begin(), G.Open.begin() + static_cast<long>(Tried));
      G.Slice = ~size_t(0);
    }
  }
  // Half of the functions of a file at once, until one is left to blame.
  for (auto &[Where, G] : Groups)
    Limits.erase(Where.first);
  for (const auto &[File, Suspects] : Blamed.Suspects)
    Limits[File] = Suspects / 2;
}

/// True if something was added.
llvm::Expected<bool> Fixer::round() {
  collect();
  Limits.clear();
  // Enough to single out one bad fix among a thousand in each function.
  constexpr unsigned Passes = 24;
  Out.Dropped = 0;
  for (unsigned Pass = 0; Pass != Passes; ++Pass) {
    const EditSet Set = choose();
    if (llvm::all_of(Groups, [](const auto &Each) { return Each.second.Trying.empty(); }))
      break;
    auto After = analyse(Set.apply(Texts));
    if (!After)
      return After.takeError();
    judge(*After);
  }
  for (auto &[Where, G] : Groups)
    Out.Dropped += G.Open.size();
  return settle();
}

/// All that hold were tried beside others that did not: alone, too? Else the last
/// ones of who is to blame go, until it does.
llvm::Expected<bool> Fixer::settle() {
  while (true) {
    EditSet Good;
    std::vector<const Finding *> Held;
    for (auto &[Where, G] : Groups)
      for (const Finding *F : G.Held) {
        (void)Good.add(*F->Repair);
        Held.push_back(F);
      }
    if (Held.empty())
      return false;
    const FileTexts New = Good.apply(Texts);
    auto After = analyse(New);
    if (!After)
      return After.takeError();
    const Blame Blamed = blame(*After, &Group::Held, false);
    if (Blamed.Functions.empty() && Blamed.Files.empty()) {
      keep(Held, New, std::move(*After));
      return true;
    }
    for (auto &[Where, G] : Groups) {
      if (!Blamed.Functions.count(&G) && !Blamed.Files.count(Where.first))
        continue;
      const size_t Left = G.Held.size() / 2;
      Out.Dropped += G.Held.size() - Left;
      G.Held.resize(Left);
    }
  }
}

void Fixer::keep(const std::vector<const Finding *> &Held, const FileTexts &New, std::vector<UnitReport> After) {
  if (Round == 0)
    for (const Finding *F : Held)
      Out.First.push_back(*F);
  Out.Fixed += Held.size();
  for (const auto &[File, Text] : New)
    Texts[File] = Text;
  Task.Reports = std::move(After);
}

llvm::Expected<FixOutcome> Fixer::run() {
  for (const Finding &F : Task.Wanted)
    Wanted.insert(keyOf(F));
  constexpr unsigned Rounds = 8;
  for (; Round != Rounds; ++Round) {
    llvm::Expected<bool> More = round();
    if (!More)
      return More.takeError();
    if (!*More)
      break;
  }
  for (const auto &[File, Text] : Texts)
    if (Out.Old[File] != Text)
      Out.New[File] = Text;
  std::erase_if(Out.Old, [&](const auto &Each) { return !Out.New.count(Each.first); });
  Out.Reports = std::move(Task.Reports);
  return std::move(Out);
}

llvm::Expected<FixOutcome> chooseFixes(FixTask Task) { return Fixer(std::move(Task)).run(); }

} // namespace deed
