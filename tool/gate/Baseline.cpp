//===- gate/Baseline.cpp - findings that were accepted one by one ------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines what reads, writes and matches a baseline.
//===----------------------------------------------------------------------===//
#include "gate/Baseline.h"
#include "gate/Match.h"
#include "report/Fingerprint.h"
#include "report/Sources.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace deed {

using Json = nlohmann::ordered_json;
static constexpr const char *VersionKey = "deedBaseline";

static llvm::Error bad(llvm::StringRef Name, unsigned Line, const std::string &Text) {
  return llvm::createStringError(std::errc::invalid_argument, "%s:%u: %s", Name.str().c_str(), Line, Text.c_str());
}

static llvm::Error checkHead(const Json &Head, llvm::StringRef Name, unsigned Line) {
  auto Version = Head.is_object() ? Head.find(VersionKey) : Head.end();
  if (!Head.is_object() || Version == Head.end())
    return bad(Name, Line, "this is no baseline of deed: its first line is not {\"deedBaseline\":1}");
  if (*Version == BaselineVersion)
    return llvm::Error::success();
  return bad(Name, Line,
             "a baseline of version " + Version->dump() + ", but this deed reads version " +
                 std::to_string(BaselineVersion) +
                 "; use the deed that wrote it, or make it anew with: deed baseline "
                 "create --force");
}

/// Text of \p Key, or the empty string.
static std::string text(const Json &J, const char *Key) {
  auto It = J.find(Key);
  return It != J.end() && It->is_string() ? It->get<std::string>() : std::string();
}
static unsigned number(const Json &J, const char *Key, unsigned Else) {
  auto It = J.find(Key);
  return It != J.end() && It->is_number_unsigned() ? It->get<unsigned>() : Else;
}

static bool isConflictMarker(llvm::StringRef Line) {
  return Line.starts_with("<<<<<<<") || Line.starts_with(">>>>>>>") || Line.starts_with("|||||||") ||
         Line.rtrim() == "=======";
}

llvm::Expected<Baseline> parseBaseline(llvm::StringRef Text, llvm::StringRef Name) {
  Baseline Out;
  std::set<std::tuple<std::string, std::string, unsigned>> Seen;
  bool Head = false;
  Text.consume_front("\xEF\xBB\xBF");
  for (unsigned Number = 1; !Text.empty(); ++Number) {
    llvm::StringRef Line;
    std::tie(Line, Text) = Text.split('\n');
    if (isConflictMarker(Line))
      return bad(Name, Number,
                 "a conflict marker: the merge of this baseline is not finished. Delete the marker lines and keep "
                 "the entries of both sides (each line is one finding), then run: deed baseline prune");
    Line = Line.trim();
    if (Line.empty())
      continue;
    Json J = Json::parse(Line.begin(), Line.end(), nullptr, /*allow_exceptions=*/false);
    if (J.is_discarded() && Head)
      return bad(Name, Number, "this line is no JSON");
    if (!Head || (J.is_object() && J.contains(VersionKey))) { // a merge may have kept two heads
      if (llvm::Error E = checkHead(J, Name, Number))
        return std::move(E);
      Head = true;
      continue;
    }
    BaselineEntry E;
    if (J.is_object())
      E = {text(J, "fingerprint"), number(J, "occurrence", 1), text(J, "rule"),   text(J, "file"), number(J, "line", 0),
           text(J, "function"),    text(J, "message"),         text(J, "reason"), text(J, "date")};
    if (E.Fingerprint.empty() || E.Rule.empty())
      return bad(Name, Number, "an entry without a fingerprint or a rule");
    if (Seen.insert({E.Fingerprint, E.File, E.Occurrence}).second) // both sides of a merge accepted it
      Out.Entries.push_back(std::move(E));
  }
  if (!Head)
    return bad(Name, 1, "this is no baseline of deed: it is empty");
  return Out;
}

llvm::Expected<Baseline> readBaseline(const std::string &Path, llvm::StringRef Name) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    return llvm::createStringError(Buffer.getError(), "cannot read baseline %s: %s", Name.str().c_str(),
                                   Buffer.getError().message().c_str());
  return parseBaseline((*Buffer)->getBuffer(), Name);
}

std::string printBaseline(Baseline B) {
  auto Key = [](const BaselineEntry &E) { return std::tie(E.Fingerprint, E.File, E.Occurrence); };
  llvm::sort(B.Entries, [&](const auto &A, const auto &C) { return Key(A) < Key(C); });
  auto Dump = [](const Json &J) { return J.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"; };
  std::string Out = Dump({{VersionKey, BaselineVersion}});
  for (const BaselineEntry &E : B.Entries) {
    Json J = {{"fingerprint", E.Fingerprint}};
    if (E.Occurrence != 1)
      J["occurrence"] = E.Occurrence;
    J["rule"] = E.Rule;
    J["file"] = E.File;
    J["line"] = E.Line;
    J["function"] = E.Function;
    J["message"] = E.Message;
    J["reason"] = E.Reason;
    J["date"] = E.Date;
    Out += Dump(J);
  }
  return Out;
}

BaselineEntry entryFor(const Finding &F, const RunReport &Report, llvm::StringRef Reason, llvm::StringRef Date) {
  BaselineEntry E;
  E.Fingerprint = fingerprint(F);
  E.Rule = ruleLabel(F.Id);
  E.File = relativeTo(F.Place.File, Report.Root);
  E.Line = F.Place.Line;
  E.Function = F.Function;
  E.Message = F.Message;
  E.Reason = Reason.str();
  E.Date = Date.str();
  return E;
}

void settle(Baseline &B) {
  llvm::stable_sort(B.Entries, [](const BaselineEntry &A, const BaselineEntry &C) {
    return std::tie(A.Fingerprint, A.File, A.Line) < std::tie(C.Fingerprint, C.File, C.Line);
  });
  // Within a file: two branches that accept the same in two files do not meet.
  auto Same = [](const BaselineEntry &A, const BaselineEntry &C) {
    return A.Fingerprint == C.Fingerprint && A.File == C.File;
  };
  for (size_t I = 0; I < B.Entries.size(); ++I)
    B.Entries[I].Occurrence = I && Same(B.Entries[I - 1], B.Entries[I]) ? B.Entries[I - 1].Occurrence + 1 : 1;
}

namespace {
/// Says of an entry that is not found any more whether this run would have.
class Coverage {
  const RunReport &Report;
  const std::bitset<64> &Enabled;
  Reach Saw;
  std::set<std::string_view> Analysed, Failed;
  std::set<std::pair<std::string, std::string>> Went; ///< of the gate: fingerprint, file

public:
  Coverage(const RunReport &Report, const std::bitset<64> &Enabled, Reach Saw)
      : Report(Report), Enabled(Enabled), Saw(Saw), Analysed(Report.Files.begin(), Report.Files.end()) {
    for (const KnownFinding &K : Report.Known)
      if (K.As == KnownAs::Gone)
        Went.insert({K.Fingerprint, relativeTo(K.What.Place.File, Report.Root)});
    for (const Problem &P : Report.Problems)
      if (P.fails())
        Failed.insert(P.File);
  }
  bool covers(const BaselineEntry &E) const {
    std::optional<Rule> R = findRule(E.Rule);
    if (!R || !Enabled[static_cast<unsigned>(*R)])
      return false;
    if (Saw == Reach::Change)
      return Went.count({E.Fingerprint, E.File}) != 0;
    if (Saw == Reach::FilesOfOne)
      return false;
    std::string Path = Report.Root + "/" + E.File;
    if (Analysed.count(Path))
      return !Failed.count(Path);
    // A header, or a file that is no more. What failed may be what shows it.
    return Saw == Reach::Program && Failed.empty();
  }
};
} // namespace

BaselineMatch matchBaseline(const Baseline &B, const RunReport &Report, const std::bitset<64> &Enabled, Reach Saw) {
  auto MarkOf = [&](const Finding &F) {
    return Mark{fingerprint(F), relativeTo(F.Place.File, Report.Root), F.Function, F.Place.Line};
  };
  auto MayHaveMoved = [&](const Mark &M) { return hasLeft(M, Report.Root + "/" + M.File); };
  std::vector<Mark> Old, Left, Known, New;
  std::vector<int> EntryOfLeft;
  for (const BaselineEntry &E : B.Entries)
    Old.push_back({E.Fingerprint, E.File, E.Function, E.Line});
  // What the gate knows from the base comes first: a new finding must not live on the entry of an old one.
  for (const KnownFinding &K : Report.Known)
    if (K.As == KnownAs::Old || K.As == KnownAs::Outside)
      Known.push_back(MarkOf(K.What));
  std::set<int> Found;
  for (int Entry : pairUp(Old, Known, MayHaveMoved))
    Found.insert(Entry);
  for (size_t I = 0; I < Old.size(); ++I)
    if (!Found.count(static_cast<int>(I))) {
      Left.push_back(Old[I]);
      EntryOfLeft.push_back(static_cast<int>(I));
    }
  for (const Finding &F : Report.Findings)
    New.push_back(MarkOf(F));
  BaselineMatch Out;
  for (int Entry : pairUp(Left, New, MayHaveMoved)) {
    Out.EntryOf.push_back(Entry == Unpaired ? Unpaired : EntryOfLeft[Entry]);
    Found.insert(Out.EntryOf.back());
  }
  Coverage Seen(Report, Enabled, Saw);
  for (size_t I = 0; I < B.Entries.size(); ++I)
    if (!Found.count(static_cast<int>(I)) && Seen.covers(B.Entries[I]))
      Out.Gone.push_back(I);
  return Out;
}

/// What is left of a finding that is not there any more.
static Finding remains(const BaselineEntry &E, const RunReport &Report) {
  Finding F;
  F.Id = *findRule(E.Rule); // Coverage saw to it
  F.Function = E.Function;
  F.Message = E.Message;
  F.Place.File = Report.Root + "/" + E.File;
  F.Place.Line = F.Place.EndLine = std::max(1u, E.Line);
  F.Place.Column = F.Place.EndColumn = 1;
  return F;
}

void applyBaseline(const Baseline &B, const BaselineMatch &Match, RunReport &Report) {
  std::vector<Finding> Left;
  for (size_t I = 0; I < Report.Findings.size(); ++I) {
    Finding &F = Report.Findings[I];
    if (Match.EntryOf[I] == Unpaired) {
      Left.push_back(std::move(F));
      continue;
    }
    const BaselineEntry &E = B.Entries[Match.EntryOf[I]];
    Report.Known.push_back({std::move(F), KnownAs::Accepted, E.Reason, E.Fingerprint});
  }
  Report.Findings = std::move(Left);
  // What the gate has seen to be gone is told once.
  std::multiset<std::pair<std::string, std::string>> Told;
  for (const KnownFinding &K : Report.Known)
    if (K.As == KnownAs::Gone)
      Told.insert({K.Fingerprint, relativeTo(K.What.Place.File, Report.Root)});
  for (size_t I : Match.Gone) {
    const BaselineEntry &E = B.Entries[I];
    if (auto It = Told.find({E.Fingerprint, E.File}); It != Told.end())
      Told.erase(It);
    else
      Report.Known.push_back({remains(E, Report), KnownAs::Gone, E.Reason, E.Fingerprint});
  }
  Report.Compared = true;
}

std::vector<const BaselineEntry *> grown(const Baseline &Before, const Baseline &Now) {
  std::map<std::string, int> Had;
  for (const BaselineEntry &E : Before.Entries)
    ++Had[E.Fingerprint];
  std::vector<const BaselineEntry *> Out;
  for (const BaselineEntry &E : Now.Entries)
    if (--Had[E.Fingerprint] < 0)
      Out.push_back(&E);
  return Out;
}

} // namespace deed
