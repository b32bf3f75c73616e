//===- config/Survey.cpp - what a code base looks like -----------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines the counting of words and the parsing of evidence; the text that is
// proposed is written in Proposal.cpp.
//===----------------------------------------------------------------------===//
#include "config/Survey.h"
#include "engine/Conventions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <set>

namespace deed {

using llvm::StringRef;

namespace {
/// A word that speaks for a dialect: a pattern as of Exempt.names.
struct Sign {
  StringRef Dialect, Pattern;
};
} // namespace

// Words that a program has only if it uses the convention. `talloc` and `apr` are
// APIs; `systemd` and `kernel` are habits, so the words are those of the habit.
static constexpr Sign KnownSigns[] = {
    {"talloc", "talloc"},
    {"talloc", "talloc_*"},
    {"talloc", "_talloc_*"},
    {"talloc", "TALLOC_CTX"},
    {"talloc", "TALLOC_FREE"},
    {"glib", "g_autoptr"},
    {"glib", "g_autofree"},
    {"glib", "g_auto"},
    {"glib", "g_steal_pointer"},
    {"glib", "g_object_unref"},
    {"glib", "g_object_ref"},
    {"glib", "g_clear_pointer"},
    {"glib", "g_clear_object"},
    {"glib", "g_free"},
    {"glib", "g_malloc*"},
    {"glib", "g_new*"},
    {"glib", "g_strdup*"},
    {"systemd", "_cleanup_"},
    {"systemd", "_cleanup_*_"},
    {"systemd", "_c_cleanup_"},
    {"systemd", "TAKE_PTR"},
    {"systemd", "TAKE_FD"},
    {"systemd", "DEFINE_TRIVIAL_CLEANUP_FUNC*"},
    {"systemd", "C_DEFINE_CLEANUP"},
    {"systemd", "C_DEFINE_DIRECT_CLEANUP"},
    {"systemd", "mfree"},
    {"systemd", "free_and_replace"},
    {"kernel", "__free"},
    {"kernel", "no_free_ptr"},
    {"kernel", "return_ptr"},
    {"kernel", "DEFINE_FREE"},
    {"kernel", "scoped_guard"},
    {"kernel", "kmalloc*"},
    {"kernel", "kzalloc*"},
    {"kernel", "kfree*"},
    {"kernel", "devm_*"},
    {"apr", "apr_pool_t"},
    {"apr", "apr_palloc"},
    {"apr", "apr_pcalloc"},
    {"apr", "apr_pstrdup"},
    {"apr", "apr_pool_*"},
    {"apr", "svn_pool_*"},
    {"cex", "mem$*"},
    {"cex", "tmem$*"},
    {"cex", "arr$*"},
    {"postgres", "palloc*"},
    {"postgres", "pfree"},
    {"postgres", "MemoryContext*"},
    {"sqlite3", "sqlite3_*"},
};

static constexpr StringRef PrefixWords[] = {"own_", "owned_", "mut_", "ref_", "borrowed_", "borrow_", "ret_"};

static bool isWordStart(char C) { return llvm::isAlpha(C) || C == '_'; }
static bool isWord(char C) { return llvm::isAlnum(C) || C == '_' || C == '$'; }

/// Calls Word for each identifier of C outside comments and strings, and for each brace.
template <typename Fn> static void eachWord(StringRef Text, Fn Word) {
  for (size_t At = 0; At < Text.size();) {
    StringRef Rest = Text.substr(At);
    if (Rest.starts_with("//")) {
      At = std::min(Text.find('\n', At), Text.size());
    } else if (Rest.starts_with("/*")) {
      size_t End = Text.find("*/", At + 2);
      At = End == StringRef::npos ? Text.size() : End + 2;
    } else if (Rest.front() == '"' || Rest.front() == '\'') {
      const char Quote = Rest.front();
      ++At;
      while (At < Text.size() && Text[At] != Quote && Text[At] != '\n')
        At += Text[At] == '\\' ? 2 : 1;
      ++At;
    } else if (isWordStart(Rest.front())) {
      StringRef Name = Rest.take_while(isWord);
      Word(Name);
      At += Name.size();
    } else if (Rest.front() == '{' || Rest.front() == '}') {
      Word(Rest.take_front(1));
      ++At;
    } else if (llvm::isDigit(Rest.front())) {
      At += Rest.take_while(isWord).size();
    } else {
      ++At;
    }
  }
}

void WordSurvey::add(StringRef Text) {
  ++Files;
  eachWord(Text, [&](StringRef Word) {
    for (StringRef Prefix : PrefixWords)
      if (Word.starts_with(Prefix) && Word.size() > Prefix.size())
        ++Prefixed[Prefix.str()][Word.str()];
    for (const Sign &S : KnownSigns) {
      // The letter before a star decides for most words.
      if (Word.front() == S.Pattern.front() && globMatches(std::string_view(S.Pattern), std::string_view(Word))) {
        ++Signs[S.Dialect.str()][Word.str()];
        break;
      }
    }
  });
}

/// The line that \p Word stands on, with those that it continues, is a directive.
static bool inDirective(StringRef Text, StringRef Word) {
  StringRef Before = Text.take_front(static_cast<size_t>(Word.begin() - Text.begin()));
  for (;;) {
    auto [Rest, Line] = Before.rsplit('\n');
    if (Line.empty() && Rest.size() == Before.size()) // the first line
      return Before.ltrim().starts_with("#");
    Rest.consume_back("\r");
    if (!Rest.ends_with("\\"))
      return Line.ltrim().starts_with("#");
    Before = Rest;
  }
}

bool usesFunctions(StringRef Text, const std::set<std::string> &Names, bool Header) {
  bool Uses = false;
  unsigned Depth = 0;
  eachWord(Text, [&](StringRef Word) {
    if (Word == "{")
      ++Depth;
    else if (Word == "}")
      Depth -= Depth != 0;
    else if (!Uses && Names.count(Word.str())) {
      const StringRef After = Text.substr(static_cast<size_t>(Word.end() - Text.begin())).ltrim();
      Uses = !Header || Depth || !After.starts_with("(") || inDirective(Text, Word);
    }
  });
  return Uses;
}

unsigned WordSurvey::count(StringRef Dialect) const {
  auto It = Signs.find(Dialect.str());
  unsigned Sum = 0;
  if (It != Signs.end())
    for (const auto &[Word, N] : It->second)
      Sum += N;
  return Sum;
}

unsigned WordSurvey::names(StringRef Prefix) const {
  auto It = Prefixed.find(Prefix.str());
  return It == Prefixed.end() ? 0 : It->second.size();
}

unsigned WordSurvey::uses(StringRef Prefix) const {
  auto It = Prefixed.find(Prefix.str());
  unsigned Sum = 0;
  if (It != Prefixed.end())
    for (const auto &[Name, N] : It->second)
      Sum += N;
  return Sum;
}

std::vector<Evidence> parseEvidence(StringRef Lines) {
  std::vector<Evidence> Out;
  std::set<std::string> Seen; // a header's function is seen from many files
  for (StringRef Line : llvm::split(Lines, '\n')) {
    if (Line.empty() || !Seen.insert(Line.str()).second)
      continue;
    llvm::SmallVector<StringRef> Fields;
    Line.split(Fields, '\t');
    if (Fields.size() < 3)
      continue;
    Evidence E{Fields[0].str(), Fields[1].str(), Fields[2].str(), {}};
    for (StringRef Field : llvm::drop_begin(Fields, 3))
      E.More.push_back(Field.str());
    Out.push_back(std::move(E));
  }
  llvm::stable_sort(Out, [](const Evidence &A, const Evidence &B) {
    return std::tie(A.Kind, A.Name, A.Place) < std::tie(B.Kind, B.Name, B.Place);
  });
  return Out;
}

/// The stem of a name whose end says what it does: ar_data__create_map is ar_data.
static std::string stemOf(StringRef Name, llvm::ArrayRef<StringRef> Verbs) {
  for (StringRef Verb : Verbs) {
    size_t At = Name.find(("_" + Verb).str());
    if (At == StringRef::npos || At == 0)
      continue;
    StringRef After = Name.drop_front(At + 1 + Verb.size());
    if (After.empty() || After.front() == '_')
      return Name.take_front(At).rtrim('_').str();
  }
  return "";
}

std::vector<FamilyProposal> proposeFamilies(llvm::ArrayRef<Evidence> All) {
  static constexpr StringRef Makes[] = {"create", "new",   "alloc", "make", "dup",
                                        "copy",   "clone", "open",  "load", "parse"};
  static constexpr StringRef Ends[] = {"destroy", "free", "delete", "close", "dispose"};
  // fixture_create_dir() gives a string: no fixture_destroy() is for that.
  std::map<std::pair<std::string, std::string>, FamilyProposal> ByStem;
  for (const Evidence &E : All) {
    const bool Owned = E.Kind == "owned";
    if (!Owned && E.Kind != "releases")
      continue;
    std::string Stem = Owned ? stemOf(E.Name, Makes) : stemOf(E.Name, Ends);
    if (Stem.empty())
      continue;
    const size_t Type = Owned ? 1 : 0; // behind the place, see frontend/Evidence.h
    FamilyProposal &F = ByStem[{Stem, E.More.size() > Type ? E.More[Type] : ""}];
    F.Name = Stem;
    std::vector<std::string> &To = Owned ? F.Acquire : F.Release;
    if (!llvm::is_contained(To, E.Name))
      To.push_back(E.Name);
  }
  std::vector<FamilyProposal> Out;
  for (auto &[Stem, F] : ByStem)
    if (!F.Acquire.empty() && !F.Release.empty())
      Out.push_back(std::move(F));
  return Out;
}

} // namespace deed
