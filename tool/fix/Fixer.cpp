//===- fix/Fixer.cpp - fixes that hold --------------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// First all fixes are tried at once, and those that are most likely to blame for a
// finding more than there should be are left out, until nothing is wrong: most
// fixes hold, and some only together, such as a const in a header and at the
// definition. What was left out is tried again in parts, those of one variable
// apart from each other: half of them, down to the one that is to blame. What
// holds is the ground for the next round, until a round has nothing to add; so a
// second run changes nothing.
//===----------------------------------------------------------------------===//
#include "fix/Fixer.h"
#include "fix/KnownReports.h"
#include "fix/Suspects.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>
#include <set>
#include <utility>

namespace deed {

namespace {

/// Fixes that can not be told apart by what they bring: those of one variable.
struct Group {
  std::vector<const Finding *> Open; ///< not decided yet, in the order of the report
  std::vector<const Finding *> Held; ///< good
  size_t Slice = ~size_t(0);         ///< how many of Open are tried at once
  std::vector<const Finding *> Trying;
};

class Fixer {
public:
  explicit Fixer(FixTask Given) : Task(std::move(Given)), Known(Task), Keys(Task.Prefixes) {}
  llvm::Expected<FixOutcome> run();

private:
  void collect();
  bool usable(const Finding &F);
  bool load(const std::string &File);
  llvm::Error bulk();
  llvm::Expected<bool> round();
  FindingCounts expected(const std::vector<UnitReport> &Before, bool Both) const;
  EditSet choose();
  bool anyTrying() const {
    return llvm::any_of(Groups, [](const auto &Each) { return !Each.second.Trying.empty(); });
  }
  std::set<const Finding *> suspects(const std::vector<UnitReport> &After) const;
  llvm::Expected<std::vector<UnitReport>> analyse(const FileTexts &Trial, bool Records = false);
  void judge(const std::vector<UnitReport> &After);
  llvm::Expected<bool> settle();
  struct Choice {
    FileTexts New;
    std::vector<UnitReport> After;
    std::set<const Finding *> Suspects; ///< empty: nothing is wrong
  };
  llvm::Expected<Choice> tryAlone(const std::vector<const Finding *> &Held);
  llvm::Error complete(const std::vector<const Finding *> &Held, const std::vector<Follower> &Followers, Choice &Out);
  void keep(const std::vector<const Finding *> &Held, const FileTexts &New, std::vector<UnitReport> After);
  FileTexts overlay(const FileTexts &Trial) const;
  void note(std::string Text) {
    if (Noted.insert(Text).second)
      Out.Notes.push_back(std::move(Text));
  }

  FixTask Task;
  KnownReports Known;
  FindingKeys Keys;
  FixOutcome Out;
  FileTexts Texts; ///< every file with a fix, as it is now
  std::set<std::string> Noted, Refused;
  std::set<std::string> Wanted;
  bool Changed = false;                       ///< something was kept already
  bool Waits = true;                          ///< what names a variable is tried after its renaming
  unsigned Waiting = 0;                       ///< fixes of this round that do
  unsigned Refusals = 0;                      ///< how often the whole program had something against a choice
  static constexpr unsigned MostRefusals = 6; ///< each costs a second pass over the program, and trials
  std::vector<Finding> Findings;              ///< of this round
  std::map<std::string, Group> Groups;
};

} // namespace

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
  if (!F.Repair || F.Repair->Edits.empty() || !Wanted.count(Keys.of(F)))
    return false;
  for (const Edit &E : F.Repair->Edits)
    if (!load(E.Range.File))
      return false;
  return fits(*F.Repair, Texts);
}

void Fixer::collect() {
  Groups.clear();
  Findings = findingsOf(Task.Reports);
  // What only the program shows is not there in the trials; whether it is mended,
  // settle() tells.
  FindingCounts Alone = Keys.count(Findings);
  for (Finding &F : findingsOf(Task.Program))
    if (--Alone[Keys.of(F)] < 0 && F.Repair)
      Findings.push_back(std::move(F));
  // A unit that does not compile is not understood, and its fixes are not tried.
  std::set<std::string> Broken;
  if (!Task.InBrokenUnits)
    for (size_t I = 0; I != Task.Reports.size(); ++I)
      if (failuresOf(Task.Reports[I])) {
        Broken.insert(Task.UnitFiles[I]);
        for (const Finding &F : Task.Reports[I].Findings)
          if (F.Repair) {
            note(Task.UnitFiles[I] + " has errors: its fixes are left out (see --fix-errors)");
            break;
          }
      }
  std::vector<const Finding *> Renamings;
  if (Waits)
    for (const Finding &F : Findings)
      if (renames(F) && !Broken.count(F.Place.File) && usable(F))
        Renamings.push_back(&F);
  Waiting = 0;
  for (const Finding &F : Findings) {
    if (Broken.count(F.Place.File) || !usable(F))
      continue;
    // "Takes ownership of item." would outlive the item that is now own_item.
    if (llvm::any_of(Renamings, [&](const Finding *R) { return writesNameOf(F, *R); }))
      ++Waiting;
    else
      Groups[F.Variable.empty() ? F.Place.File + "|" + F.Function : Keys.bare(F.Variable)].Open.push_back(&F);
  }
}

/// What holds, and of each group the next fixes to try.
EditSet Fixer::choose() {
  EditSet Set;
  for (auto &[Of, G] : Groups)
    for (const Finding *F : G.Held)
      (void)Set.add(*F->Repair);
  for (auto &[Of, G] : Groups) {
    G.Trying.clear();
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

/// What each unit says by itself; with \p Records, what the index needs of it is there, too.
llvm::Expected<std::vector<UnitReport>> Fixer::analyse(const FileTexts &Trial, bool Records) {
  const FileTexts Shown = overlay(Trial);
  std::vector<size_t> Units;
  std::vector<UnitReport> All(Task.UnitFiles.size());
  for (size_t I = 0; I != Task.UnitFiles.size(); ++I)
    if (const UnitReport *Same = Known.find(I, Shown, Records))
      All[I] = *Same;
    else
      Units.push_back(I);
  if (Units.empty())
    return All;
  auto Fresh = Task.Analyse(Units, Shown);
  if (!Fresh)
    return Fresh.takeError();
  for (size_t I = 0; I != Units.size(); ++I) {
    Known.keep(Units[I], Shown, (*Fresh)[I]);
    All[Units[I]] = std::move((*Fresh)[I]);
  }
  return All;
}

/// What should be found with the fixes that hold; with \p Both, also with those on trial.
FindingCounts Fixer::expected(const std::vector<UnitReport> &Before, bool Both) const {
  FindingCounts Expected = Keys.count(findingsOf(Before));
  for (const auto &[Of, G] : Groups) {
    for (const Finding *F : G.Held)
      --Expected[Keys.of(*F)];
    if (Both)
      for (const Finding *F : G.Trying)
        --Expected[Keys.of(*F)];
  }
  return Expected;
}

std::set<const Finding *> Fixer::suspects(const std::vector<UnitReport> &After) const {
  std::vector<const Finding *> Tried;
  for (const auto &[Of, G] : Groups)
    llvm::append_range(Tried, G.Trying);
  std::vector<Follower> Followers; // settle() mends them, or drops what brought them
  return suspectsOf(Tried, expected(Task.Reports, true), Task, After, Keys, &Followers);
}

/// After a pass: what holds, what is tried in smaller parts, what is dropped.
void Fixer::judge(const std::vector<UnitReport> &After) {
  const std::set<const Finding *> Suspects = suspects(After);
  for (auto &[Of, G] : Groups) {
    const size_t Tried = G.Trying.size();
    const bool Blamed = llvm::any_of(G.Trying, [&](const Finding *F) { return Suspects.count(F) != 0; });
    if (Blamed && Tried > 1) {
      G.Slice = Tried / 2;
      continue;
    }
    if (Blamed) {
      ++Out.Dropped;
    } else {
      llvm::append_range(G.Held, G.Trying);
      G.Slice = Tried * 2;
    }
    G.Open.erase(G.Open.begin(), G.Open.begin() + static_cast<long>(Tried));
  }
}

/// All at once, without those that are suspected: what then holds, the others stay open.
llvm::Error Fixer::bulk() {
  std::map<Group *, std::vector<const Finding *>> Later;
  constexpr unsigned Passes = 32;
  for (unsigned Pass = 0; Pass != Passes; ++Pass) {
    const EditSet Set = choose();
    if (!anyTrying())
      break;
    auto After = analyse(Set.apply(Texts));
    if (!After)
      return After.takeError();
    const std::set<const Finding *> Suspects = suspects(*After);
    for (auto &[Of, G] : Groups) {
      for (const Finding *F : G.Open)
        if (Suspects.count(F))
          Later[&G].push_back(F);
      llvm::erase_if(G.Open, [&](const Finding *F) { return Suspects.count(F) != 0; });
      if (Suspects.empty())
        G.Held = std::exchange(G.Open, {});
    }
    if (Suspects.empty())
      break;
  }
  // Together they were too many.
  for (auto &[G, Open] : Later) {
    G->Slice = std::max<size_t>(1, Open.size() / 4);
    llvm::append_range(G->Open, Open);
  }
  return llvm::Error::success();
}

/// True if something was added.
llvm::Expected<bool> Fixer::round() {
  collect();
  if (llvm::Error E = bulk())
    return std::move(E);
  // Enough to single out one bad fix among a thousand of each variable.
  constexpr unsigned Passes = 24;
  Out.Dropped = 0;
  for (unsigned Pass = 0; Pass != Passes; ++Pass) {
    const EditSet Set = choose();
    if (!anyTrying())
      break;
    auto After = analyse(Set.apply(Texts));
    if (!After)
      return After.takeError();
    judge(*After);
  }
  for (auto &[Of, G] : Groups)
    Out.Dropped += G.Open.size();
  return settle();
}

/// What the files say by themselves with \p Held alone.
llvm::Expected<Fixer::Choice> Fixer::tryAlone(const std::vector<const Finding *> &Held) {
  EditSet Good;
  for (const Finding *F : Held)
    (void)Good.add(*F->Repair);
  Choice Out;
  Out.New = Good.apply(Texts);
  auto After = analyse(Out.New, /*Records=*/!Task.Program.empty());
  if (!After)
    return After.takeError();
  Out.After = std::move(*After);
  std::vector<Follower> Followers;
  Out.Suspects = suspectsOf(Held, expected(Task.Reports, false), Task, Out.After, Keys, &Followers);
  if (Out.Suspects.empty() && !Followers.empty())
    if (llvm::Error E = complete(Held, Followers, Out))
      return std::move(E);
  return std::move(Out);
}

/// Adds the fixes of what follows from renamings; one that can not be completed is to
/// blame for what it brought.
llvm::Error Fixer::complete(const std::vector<const Finding *> &Held, const std::vector<Follower> &Followers,
                            Choice &Out) {
  EditSet More;
  FileTexts Now = Texts;
  for (const auto &[File, Text] : Out.New)
    Now[File] = Text;
  for (const Follower &Each : Followers) {
    bool Added = llvm::all_of(Each.Next.Repair->Edits, [&](const Edit &E) { return Now.count(E.Range.File) != 0; });
    Added = Added && fits(*Each.Next.Repair, Now) && More.add(*Each.Next.Repair);
    if (!Added)
      Out.Suspects.insert(Each.Renaming);
  }
  if (!Out.Suspects.empty())
    return llvm::Error::success();
  for (auto &[File, Text] : More.apply(Now))
    Out.New[File] = std::move(Text);
  auto After = analyse(Out.New, /*Records=*/!Task.Program.empty());
  if (!After)
    return After.takeError();
  Out.After = std::move(*After);
  Out.Suspects = suspectsOf(Held, expected(Task.Reports, false), Task, Out.After, Keys);
  if (!Out.Suspects.empty())
    for (const Follower &Each : Followers)
      Out.Suspects.insert(Each.Renaming);
  return llvm::Error::success();
}

/// All that hold were tried beside others that did not: alone, too? Else those that
/// are to blame go, until it does.
llvm::Expected<bool> Fixer::settle() {
  bool Again = false; ///< a later round may keep what goes now
  while (true) {
    std::vector<const Finding *> Held;
    for (auto &[Of, G] : Groups)
      llvm::append_range(Held, G.Held);
    if (Held.empty())
      return Again;
    llvm::Expected<Choice> Tried = tryAlone(Held);
    if (!Tried)
      return Tried.takeError();
    std::set<const Finding *> &Suspects = Tried->Suspects;
    std::vector<UnitReport> Program;
    if (Suspects.empty() && !Task.Program.empty()) {
      auto Together = Task.AnalyseProgram(Tried->After, overlay(Tried->New));
      if (!Together)
        return Together.takeError();
      Program = std::move(*Together);
      Suspects = suspectsOf(Held, expected(Task.Program, false), Task, Program, Keys);
      // Half of them go, until one alone is to blame; a later round tries the others again.
      const bool Few = !Suspects.empty() && ++Refusals <= MostRefusals;
      Again |= Few;
      if (Suspects.size() == 1)
        Wanted.erase(Keys.of(**Suspects.begin()));
      else if (Few)
        Suspects.erase(Suspects.begin(), std::next(Suspects.begin(), static_cast<long>(Suspects.size() / 2)));
    }
    if (Suspects.empty()) {
      keep(Held, Tried->New, std::move(Tried->After));
      Task.Program = std::move(Program);
      return true;
    }
    Out.Dropped += Suspects.size();
    for (auto &[Of, G] : Groups)
      llvm::erase_if(G.Held, [&](const Finding *F) { return Suspects.count(F) != 0; });
  }
}

void Fixer::keep(const std::vector<const Finding *> &Held, const FileTexts &New, std::vector<UnitReport> After) {
  if (!Changed)
    for (const Finding *F : Held)
      Out.First.push_back(*F);
  Changed = true;
  Out.Fixed += Held.size();
  for (const auto &[File, Text] : New)
    Texts[File] = Text;
  Task.Reports = std::move(After);
}

llvm::Expected<FixOutcome> Fixer::run() {
  for (const Finding &F : Task.Wanted)
    Wanted.insert(Keys.of(F));
  constexpr unsigned Rounds = 8;
  for (unsigned Round = 0; Round != Rounds; ++Round) {
    llvm::Expected<bool> More = round();
    if (!More)
      return More.takeError();
    if (!*More && !Waiting)
      break;
    Waits = *More; // for nothing: their renamings do not hold
  }
  for (const auto &[File, Text] : Texts)
    if (Out.Old[File] != Text)
      Out.New[File] = Text;
  std::erase_if(Out.Old, [&](const auto &Each) { return !Out.New.count(Each.first); });
  Out.Reports = std::move(Task.Program.empty() ? Task.Reports : Task.Program);
  return std::move(Out);
}

llvm::Expected<FixOutcome> chooseFixes(FixTask Task) { return Fixer(std::move(Task)).run(); }

} // namespace deed
