//===- fix/Suspects.cpp - which fix brought a finding ------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "fix/Suspects.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace deed {

using llvm::StringRef;

static bool inWord(char Ch) { return llvm::isAlnum(Ch) || Ch == '_'; }

FindingKeys::FindingKeys(std::vector<std::string> Given) : Prefixes(std::move(Given)) {
  llvm::stable_sort(Prefixes, [](const auto &A, const auto &B) { return A.size() > B.size(); });
}

std::string FindingKeys::bare(StringRef Rest) const {
  std::string Text;
  while (!Rest.empty()) {
    if (!inWord(Rest.front())) {
      Text += Rest.front();
      Rest = Rest.drop_front();
      continue;
    }
    StringRef Word = Rest.take_while(inWord);
    Rest = Rest.drop_front(Word.size());
    for (StringRef Prefix : Prefixes)
      if (Word.consume_front(Prefix))
        break;
    Text += Word;
  }
  return Text;
}

std::string FindingKeys::of(const Finding &F) const {
  return std::to_string(static_cast<unsigned>(F.Id)) + "|" + F.Place.File + "|" + F.Function + "|" + bare(F.Message);
}

FindingCounts FindingKeys::count(const std::vector<Finding> &Findings) const {
  FindingCounts Out;
  for (const Finding &F : Findings)
    ++Out[of(F)];
  return Out;
}

std::vector<Finding> findingsOf(const std::vector<UnitReport> &Reports) {
  std::vector<Finding> All;
  for (const UnitReport &R : Reports) {
    llvm::append_range(All, R.Findings);
    llvm::append_range(All, R.Warnings);
  }
  sortAndMerge(All);
  return All;
}

unsigned failuresOf(const UnitReport &R) {
  return llvm::count_if(R.Problems, [](const Problem &P) { return P.fails() || P.Kind == ProblemKind::ParseError; });
}

/// A header and its source have the same.
static StringRef stem(StringRef File) { return File.rsplit('.').first; }

/// The words in quotes of a message: "conflicting types for 'map_set'".
static void addNamesIn(StringRef Message, std::set<std::string> &Out) {
  for (auto [Before, Rest] = Message.split('\''); !Rest.empty();) {
    auto [Name, After] = Rest.split('\'');
    Out.insert(Name.str());
    Rest = After.split('\'').second;
  }
}

static std::set<std::string> namesIn(const std::vector<Problem> &Problems) {
  std::set<std::string> Out;
  for (const Problem &P : Problems)
    addNamesIn(P.Message, Out);
  return Out;
}

bool renames(const Finding &F) {
  return F.Repair && (F.Id == Rule::PrefixMissing || F.Id == Rule::PrefixMismatch) && !F.Variable.empty();
}

bool writesNameOf(const Finding &F, const Finding &Renaming) {
  if (!F.Repair || F.Function != Renaming.Function || renames(F))
    return false;
  return llvm::any_of(F.Repair->Edits, [&](const Edit &E) {
    const StringRef Text = E.Replacement, Name = Renaming.Variable;
    for (size_t At = Text.find(Name); At != StringRef::npos; At = Text.find(Name, At + 1))
      if ((!At || !inWord(Text[At - 1])) && (At + Name.size() == Text.size() || !inWord(Text[At + Name.size()])))
        return true;
    return false;
  });
}

namespace {
class Search {
public:
  Search(const std::vector<const Finding *> &Tried, const FindingKeys &Keys) : Tried(Tried), Keys(Keys) {}
  std::set<const Finding *> Out;
  void blameFor(const Finding &New);
  void blameFor(const UnitReport &Broken, const std::string &File);
  /// The renaming that \p New follows from and that its own fix may complete; else null.
  const Finding *renamingBefore(const Finding &New) const;

private:
  /// The variables that a finding is about, without prefixes. One about a call or a
  /// return names them in the message alone.
  std::set<std::string> variablesOf(const Finding &F) const {
    std::set<std::string> Named, Out;
    if (F.Variable.empty())
      addNamesIn(F.Message, Named);
    else
      Named.insert(F.Variable);
    for (const std::string &Name : Named)
      Out.insert(Keys.bare(Name));
    return Out;
  }

  const std::vector<const Finding *> &Tried;
  const FindingKeys &Keys;

  template <typename Fn> bool add(Fn Fits) {
    bool Any = false;
    for (const Finding *F : Tried)
      if (Fits(*F)) {
        Out.insert(F);
        Any = true;
      }
    return Any;
  }
};
} // namespace

/// Its own fix, if it stays; else those that are about the same variable, the nearest
/// first (a const that a header has now is lost elsewhere); else those of its function,
/// of its file, or all.
void Search::blameFor(const Finding &New) {
  const std::string &File = New.Place.File;
  const std::string Key = Keys.of(New);
  const std::set<std::string> Variables = variablesOf(New);
  auto Same = [&](const Finding &F) { return !F.Variable.empty() && Variables.count(Keys.bare(F.Variable)) != 0; };
  auto Beside = [&](const Finding &F) { return stem(F.Place.File) == stem(File); };
  auto Here = [&](const Finding &F) { return F.Place.File == File && F.Function == New.Function; };
  if (!add([&](const Finding &F) { return Keys.of(F) == Key; }) &&
      !add([&](const Finding &F) { return Same(F) && Here(F); }) &&
      !add([&](const Finding &F) { return Same(F) && Beside(F); }) && !add(Same) && !add(Here) && !add(Beside))
    Out.insert(Tried.begin(), Tried.end());
}

const Finding *Search::renamingBefore(const Finding &New) const {
  if (!New.Repair || renames(New))
    return nullptr;
  const std::set<std::string> Variables = variablesOf(New);
  for (const Finding *F : Tried)
    if (renames(*F) && F->Function == New.Function && Variables.count(Keys.bare(F->Variable)))
      return F;
  return nullptr;
}

void Search::blameFor(const UnitReport &Broken, const std::string &File) {
  const std::set<std::string> Named = namesIn(Broken.Problems);
  if (!add([&](const Finding &F) { return Named.count(F.Function) || Named.count(F.Variable); }) &&
      !add([&](const Finding &F) { return stem(F.Place.File) == stem(File); }))
    Out.insert(Tried.begin(), Tried.end());
}

std::set<const Finding *> suspectsOf(const std::vector<const Finding *> &Tried, FindingCounts Expected,
                                     const FixTask &Task, const std::vector<UnitReport> &After, const FindingKeys &Keys,
                                     std::vector<Follower> *Followers) {
  Search All(Tried, Keys);
  for (Finding &F : findingsOf(After)) {
    if (--Expected[Keys.of(F)] >= 0)
      continue;
    if (const Finding *Before = Followers ? All.renamingBefore(F) : nullptr)
      Followers->push_back({std::move(F), Before});
    else
      All.blameFor(F);
  }
  for (size_t I = 0; I != After.size(); ++I)
    if (failuresOf(After[I]) > failuresOf(Task.Reports[I]))
      All.blameFor(After[I], Task.UnitFiles[I]);
  return std::move(All.Out);
}

} // namespace deed
