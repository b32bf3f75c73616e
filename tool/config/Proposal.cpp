//===- config/Proposal.cpp - the configuration that evidence proposes --------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines propose() and describeNoise(). Each line that is proposed has the
// evidence beside it; what is doubtful stands there as a comment.
//===----------------------------------------------------------------------===//
#include "config/Survey.h"
#include "engine/Names.h"
#include "engine/Profiles.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>
#include <set>

namespace deed {

using llvm::StringRef;

namespace {
class Writer {
public:
  Writer(const WordSurvey &Words, llvm::ArrayRef<Evidence> Bodies, unsigned Analysed, StringRef Root,
         const std::set<std::string> &NoFamilies)
      : Words(Words), Bodies(Bodies), Analysed(Analysed), Root(Root), NoFamilies(NoFamilies) {}
  Proposal run();

private:
  const WordSurvey &Words;
  llvm::ArrayRef<Evidence> Bodies;
  unsigned Analysed;
  StringRef Root;
  const std::set<std::string> &NoFamilies;
  Proposal Result;

  bool usesPrefixes() const;
  void profiles();
  void prefixes();
  void contracts();
  void families();
  std::string examples(StringRef Dialect) const;
  std::string shown(const std::string &Place) const;
};
} // namespace

/// "own_item 12 times, own_list 9 times": the most frequent ones.
static std::string mostFrequent(const std::map<std::string, unsigned> &Counts, size_t Most) {
  std::vector<std::pair<std::string, unsigned>> Sorted(Counts.begin(), Counts.end());
  llvm::stable_sort(Sorted, [](const auto &A, const auto &B) { return A.second > B.second; });
  std::string Text;
  for (size_t I = 0; I != std::min(Most, Sorted.size()); ++I)
    Text += (I ? ", " : "") + Sorted[I].first + " " + std::to_string(Sorted[I].second);
  return Text;
}

std::string Writer::examples(StringRef Dialect) const {
  auto It = Words.Signs.find(Dialect.str());
  return It == Words.Signs.end() ? "" : mostFrequent(It->second, 3);
}

std::string Writer::shown(const std::string &Place) const {
  StringRef Text = Place;
  if (Text.consume_front(Root))
    Text.consume_front("/");
  return Text.str();
}

/// ref_ alone may be a count of references, own_ alone the program's own address; all
/// three are a convention, and so are many of two, if they are all over the code. (A
/// message bus has policies of who may own_ a name.)
bool Writer::usesPrefixes() const {
  const unsigned Own = Words.names("own_"), Mut = Words.names("mut_"), Ref = Words.names("ref_");
  const unsigned Uses = Words.uses("own_") + Words.uses("mut_") + Words.uses("ref_");
  return ((Own >= 5 && Mut + Ref >= 3) || (Own >= 2 && Mut && Ref && Own + Mut + Ref >= 5)) && Uses >= Words.Files;
}

void Writer::profiles() {
  // Often enough to be a habit: once in five files, or thirty times.
  const unsigned Enough = std::max(3u, std::min(30u, Words.Files / 5));
  std::string &Out = Result.Text;
  std::vector<std::string> Why, Rare;
  if (usesPrefixes()) {
    Result.Profiles.push_back("mmm");
    Why.push_back("mmm: " + std::to_string(Words.names("own_")) + " names begin with own_, " +
                  std::to_string(Words.names("mut_")) + " with mut_, " + std::to_string(Words.names("ref_")) +
                  " with ref_");
  }
  for (const auto &[Dialect, Counts] : Words.Signs) {
    const unsigned N = Words.count(Dialect);
    std::string Line = Dialect + ": " + std::to_string(N) + " words (" + examples(Dialect) + ")";
    if (!isProfile(Dialect))
      continue; // a model alone, which is on anyway
    if (N >= Enough) {
      Result.Profiles.push_back(Dialect);
      Why.push_back(std::move(Line));
    } else {
      Rare.push_back(std::move(Line));
    }
  }
  Out += "# Which rules are on; `deed list profiles` shows all profiles.\n";
  for (const std::string &Each : Why)
    Out += "#   " + Each + "\n";
  for (const std::string &Each : Rare)
    Out += "#   not " + Each + ": too few\n";
  if (Why.empty())
    Out += "#   no convention of ownership was recognised\n";
  Out += "Profile: [" + (Result.Profiles.empty() ? "default" : llvm::join(Result.Profiles, ", ")) + "]\n\n";
}

void Writer::prefixes() {
  std::string &Out = Result.Text;
  if (!usesPrefixes()) {
    if (Words.names("owned_") + Words.names("borrowed_") + Words.names("borrow_") < 5)
      return;
    Out += "# Some names look as if they stated ownership; if they do, say so:\n"
           "# Prefixes: {owned: [owned_], borrowed: [borrowed_, borrow_]}\n\n";
    return;
  }
  auto With = [&](const char *Prefix) {
    auto It = Words.Prefixed.find(Prefix);
    return It == Words.Prefixed.end() ? std::string("none") : mostFrequent(It->second, 3);
  };
  Out += "# Prefixes that state who owns (own_: " + With("own_") + "; mut_: " + With("mut_") +
         "; ref_: " + With("ref_") +
         ").\n"
         "Prefixes: {owned: [own_], mutable: [mut_], borrowed: [ref_]}\n\n";
}

namespace {
/// All that bodies show of one name: one key of `Contracts`.
struct Exception {
  const Evidence *First = nullptr;
  std::string Returns, Params, Success;
  std::vector<std::string> Why;
  bool Contradicts = false; ///< two functions of that name that differ, or a body and its documentation
  bool Misnamed = false;    ///< name-convention calls it wrong
};
} // namespace

static void returns(Exception &X, std::string What, const char *Why) {
  // A body knows the family, a comment does not.
  X.Contradicts |= !X.Returns.empty() && StringRef(X.Returns).split(' ').first != StringRef(What).split(' ').first;
  if (What.size() > X.Returns.size())
    X.Returns = std::move(What);
  if (!llvm::is_contained(X.Why, Why))
    X.Why.push_back(Why);
}

/// What only name-convention tells; a result that is owned or borrowed against the
/// name has evidence of its own. What a static function does its callers see: a line
/// might speak of another file's function of that name.
static void misnamed(const Evidence &E, Exception &X) {
  const StringRef Promise = E.More.front();
  if (Promise == "takes")
    returns(X, "borrowed", "its name says that it gives its value up, its body gives what others own");
  const char *Why = Promise == "ends"   ? "its name says that it ends its argument, its body ends nothing of it"
                    : Promise == "init" ? "not (TALLOC_CTX *ctx, ..., **out), as the name of an init function says"
                                        : "";
  if (*Why && !llvm::is_contained(X.Why, Why))
    X.Why.push_back(Why);
  if (E.More.size() == 3 && !StringRef(E.Kind).starts_with("inner-"))
    X.Params = E.More[1] + ": " + E.More[2];
}

static std::map<std::string, Exception> exceptionsOf(llvm::ArrayRef<Evidence> Bodies) {
  std::map<std::string, Exception> Out;
  std::set<std::string> Agreeing; // what fits the name speaks against an exception
  auto KindOf = [](StringRef Kind) {
    Kind.consume_front("documented-");
    Kind.consume_front("inner-");
    return Kind;
  };
  auto IsOdd = [&](const Evidence &E) {
    const StringRef Kind = KindOf(E.Kind);
    const std::vector<std::string> Words = wordsOf(E.Name);
    const bool Makes = saysOwned(Words), Looks = saysBorrowed(Words);
    return (Kind == "owned" && Looks && !Makes) || (Kind == "borrowed" && Makes && !Looks);
  };
  for (const Evidence &E : Bodies)
    if (const StringRef Kind = KindOf(E.Kind); (Kind == "owned" || Kind == "borrowed") && !IsOdd(E))
      Agreeing.insert(E.Name);
  for (const Evidence &E : Bodies) {
    const StringRef Kind = KindOf(E.Kind);
    const bool Documented = StringRef(E.Kind).starts_with("documented-");
    const bool Setter = Kind == "takes-on-success" && E.More.size() == 3;
    const bool Misnamed = Kind == "misnamed" && !E.More.empty();
    if (!IsOdd(E) && !Setter && !Misnamed)
      continue;
    Exception &X = Out[E.Name];
    if (!X.First)
      X.First = &E;
    X.Contradicts |= IsOdd(E) && Agreeing.count(E.Name);
    if (Kind == "owned")
      returns(X, "owned" + (E.More.empty() || E.More[0].empty() ? "" : " " + E.More[0]),
              Documented ? "its name says borrowed, its documentation that the caller owns it"
                         : "its name says borrowed, its body gives a fresh value");
    else if (Kind == "borrowed")
      returns(X, "borrowed",
              Documented ? "its name says owned, its documentation that it is borrowed"
                         : "its name says owned, its body gives what others own");
    if (Misnamed) {
      X.Misnamed = true;
      misnamed(E, X);
    }
    if (!Setter)
      continue;
    if (X.Success.empty())
      X.Why.push_back("keeps it only where it succeeds");
    X.Params += (X.Params.empty() ? "" : ", ") + (E.More[1].empty() ? E.More[0] : E.More[1]) + ": takes-on-success";
    X.Contradicts |= !X.Success.empty() && X.Success != E.More[2];
    X.Success = E.More[2];
  }
  return Out;
}

void Writer::contracts() {
  std::string Lines, Exempt;
  // A name that misleads matters where names are asked: GLib's getters may give what they like.
  const bool NamesCount = usesPrefixes() || llvm::any_of(Result.Profiles, [](const std::string &Profile) {
                            const std::optional<Rule> Names = findRule("name-convention");
                            return Names && rulesOfProfiles(Profile).test(static_cast<unsigned>(*Names));
                          });
  for (auto &[Name, X] : exceptionsOf(Bodies)) {
    const bool Said = !X.Params.empty() || !X.Returns.empty();
    if (X.Misnamed && (X.Contradicts || !Said)) {
      Exempt += "    - " + Name + " # " +
                (X.Why.empty() ? "two functions of that name differ" : llvm::join(X.Why, "; ")) + " (" +
                shown(X.First->Place) + ")\n";
      Result.Functions.insert(Name);
    }
    if (!Said || X.Contradicts || (!NamesCount && X.Params.empty()))
      continue;
    Result.Functions.insert(Name);
    std::vector<std::string> Facts;
    if (!X.Params.empty())
      Facts.push_back("params: {" + X.Params + "}");
    if (!X.Returns.empty() && NamesCount)
      Facts.push_back("returns: " + X.Returns);
    if (!X.Success.empty())
      Facts.push_back("success: " + X.Success);
    std::string Text = "  " + Name + ": {" + llvm::join(Facts, ", ") + "}";
    if (Text.size() < 64)
      Text.resize(64, ' ');
    Lines += Text + " # " + llvm::join(X.Why, "; ") + " (" + shown(X.First->Place) + ")\n";
  }
  if (!Lines.empty())
    Result.Text +=
        "# Exceptions, shown by bodies and documentation: callers in other files see these lines only.\nContracts:\n" +
        Lines + "\n";
  if (!Exempt.empty())
    Result.Text += "# Names that promise what the function does not, and no line above can say so: it is static, or "
                   "one of\n# two of that name.\nExempt:\n  names:\n" +
                   Exempt + "\n";
}

/// What the analysis reads from the names alone, once prefixes are in use.
static bool followsFromNames(const FamilyProposal &F) {
  return llvm::all_of(F.Acquire, [](StringRef Name) { return saysOwned(wordsOf(Name)); }) &&
         llvm::all_of(F.Release, [](StringRef Name) {
           return Name.ends_with("destroy") || Name.ends_with("free") || Name.ends_with("delete");
         });
}

void Writer::families() {
  std::vector<FamilyProposal> All = proposeFamilies(Bodies);
  llvm::erase_if(All, [&](const FamilyProposal &F) { return NoFamilies.count(F.Name) != 0; });
  if (!NoFamilies.empty())
    Result.Text += "# No families: what these acquire is released in other ways, too (" +
                   llvm::join(std::vector<std::string>(NoFamilies.begin(), NoFamilies.end()), ", ") + ").\n\n";
  std::vector<std::string> Told;
  if (usesPrefixes())
    llvm::erase_if(All, [&](const FamilyProposal &F) {
      if (!followsFromNames(F))
        return false;
      Told.push_back(F.Name);
      return true;
    });
  if (!Told.empty()) {
    const size_t N = Told.size();
    if (N > 3)
      Told.resize(3);
    Result.Text += "# " + std::to_string(N) + (N == 1 ? " family follows" : " families follow") + " from names (" +
                   llvm::join(Told, ", ") + (N > 3 ? ", ..." : "") + ") and " + (N == 1 ? "needs" : "need") +
                   " no line.\n\n";
  }
  if (All.empty())
    return;
  auto List = [](const std::vector<std::string> &Names) {
    return Names.size() == 1 ? Names.front() : "[" + llvm::join(Names, ", ") + "]";
  };
  Result.Text += "# What goes with what: bodies acquire and release, and the names agree.\nFamilies:\n";
  std::set<std::string> Names;
  for (const FamilyProposal &F : All)
    if (Names.insert(F.Name).second) {
      Result.Families[static_cast<unsigned>(StringRef(Result.Text).count('\n') + 1)] = F.Name;
      Result.Functions.insert(F.Acquire.begin(), F.Acquire.end());
      Result.Functions.insert(F.Release.begin(), F.Release.end());
      Result.Text += "  " + F.Name + ": {acquire: " + List(F.Acquire) + ", release: " + List(F.Release) + "}\n";
    }
  Result.Text += "\n";
}

Proposal Writer::run() {
  Result.Text = "# Proposed by `deed init` from " + std::to_string(Words.Files) + " source files" +
                (Analysed ? ", the bodies of " + std::to_string(Analysed) + " of them analysed.\n"
                          : "; no body was analysed: there is no compile database, or none of its files compiles.\n") +
                "# Read it, and change what is wrong: docs/configuration.md has the keys,\n"
                "# `deed check --verify-config` tells mistakes.\n\n";
  profiles();
  prefixes();
  contracts();
  families();
  return std::move(Result);
}

Proposal propose(const WordSurvey &Words, llvm::ArrayRef<Evidence> Bodies, unsigned Analysed, StringRef Root,
                 const std::set<std::string> &NoFamilies) {
  return Writer(Words, Bodies, Analysed, Root, NoFamilies).run();
}

std::string describeNoise(const RuleCounts &Counts, unsigned Files) {
  unsigned Sum = 0;
  std::vector<std::pair<unsigned, std::string>> Sorted;
  for (const auto &[Name, N] : Counts) {
    Sum += N;
    Sorted.push_back({N, Name});
  }
  llvm::sort(Sorted,
             [](const auto &A, const auto &B) { return std::tie(B.first, A.second) < std::tie(A.first, B.second); });
  const std::string In = " in " + std::to_string(Files) + (Files == 1 ? " file" : " files");
  if (!Sum)
    return "# Under this configuration `deed check` finds nothing" + In + ".\n";
  std::string Out = "# Under this configuration `deed check` has " + std::to_string(Sum) +
                    (Sum == 1 ? " finding" : " findings") + In + ":\n";
  for (const auto &[N, Name] : Sorted)
    Out += "#   " +
           std::string(N < 10     ? "   "
                       : N < 100  ? "  "
                       : N < 1000 ? " "
                                  : "") +
           std::to_string(N) + "  " + Name + "\n";
  std::string Noisy;
  for (const auto &[N, Name] : Sorted)
    if (N >= 20 && N * 4 >= Sum)
      Noisy += (Noisy.empty() ? "-" : ",-") + Name;
  Out += "# They need not be mended at once: `deed baseline create` accepts them, and only new ones fail.\n";
  if (!Noisy.empty())
    Out += "# To begin without what is most of them:\n# Checks: '" + Noisy + "'\n";
  return Out;
}

} // namespace deed
