//===- report/LedgerText.cpp - the ledger for people and programs ------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines the functions of LedgerText.h.
//===----------------------------------------------------------------------===//
#include "report/LedgerText.h"
#include "report/Sources.h"
#include "report/Terminal.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

namespace deed {

using Json = nlohmann::ordered_json;
static constexpr unsigned LedgerVersion = 1;
static constexpr Verdict Verdicts[] = {Verdict::Proved, Verdict::Violated, Verdict::Unproven};
static constexpr Reason Reasons[] = {Reason::UnknownCallee, Reason::IndirectCall, Reason::Container,
                                     Reason::Stored,        Reason::Merged,       Reason::Budget};

static std::string reasonText(const Obligation &O) {
  if (O.Why == Reason::None)
    return "";
  return std::string(reasonName(O.Why)) + (O.Detail.empty() ? "" : ": " + O.Detail);
}

using ByFunction = std::map<std::pair<std::string, std::string>, std::vector<const Obligation *>>;

static ByFunction byFunction(const Ledger &Book, const std::string &Root) {
  ByFunction Out;
  for (const Obligation &O : Book.Entries)
    Out[{relativeTo(O.Place.File, Root), O.Function}].push_back(&O);
  return Out;
}

static unsigned count(llvm::ArrayRef<const Obligation *> Entries, Verdict V) {
  return llvm::count_if(Entries, [V](const Obligation *O) { return O->Decision == V; });
}

static void printTotals(const Ledger &Book, llvm::raw_ostream &Out) {
  size_t All = Book.Entries.size();
  Out << All << (All == 1 ? " obligation" : " obligations");
  for (Verdict V : Verdicts) {
    Out << (V == Verdict::Proved ? ": " : ", ") << Book.count(V) << ' '
        << (V == Verdict::Unproven ? "left to the runtime" : verdictName(V));
    if (All)
      Out << llvm::format(" (%.1f %%)", 100.0 * Book.count(V) / All);
  }
  const char *Separator = "\nnot proved because of: ";
  for (Reason R : Reasons)
    if (unsigned N = Book.count(R)) {
      Out << Separator << reasonName(R) << ' ' << N;
      Separator = ", ";
    }
  Out << '\n';
}

void printLedger(const Ledger &Book, const std::string &Root, llvm::raw_ostream &Out) {
  ByFunction Rows = byFunction(Book, Root);
  size_t Width = 8;
  for (const auto &[Key, Entries] : Rows)
    Width = std::max(Width, std::min<size_t>(Key.second.size(), 48));
  if (!Rows.empty())
    Out << "  " << llvm::left_justify("function", Width) << "  proved  violated  unproven\n";
  std::string File;
  for (const auto &[Key, Entries] : Rows) {
    if (Key.first != File)
      Out << printablePath(File = Key.first) << '\n';
    Out << "  " << llvm::left_justify(Key.second, Width)
        << llvm::format("  %6u  %8u  %8u\n", count(Entries, Verdict::Proved), count(Entries, Verdict::Violated),
                        count(Entries, Verdict::Unproven));
    for (const Obligation *O : Entries) {
      if (O->Decision == Verdict::Proved)
        continue;
      Out << "      " << O->Place.Line << ": " << printable(O->What) << ": " << verdictName(O->Decision);
      if (std::string Why = reasonText(*O); !Why.empty())
        Out << " (" << Why << ')';
      Out << '\n';
    }
  }
  if (!Rows.empty())
    Out << '\n';
  printTotals(Book, Out);
}

void printLedgerJson(const RunReport &Report, llvm::raw_ostream &Out) {
  const Ledger &Book = Report.Obligations;
  Json J = {{"deedLedger", LedgerVersion}, {"tool", {{"name", "deed"}, {"version", Report.ToolVersion}}}};
  if (!Report.Repository.Commit.empty())
    J["commit"] = Report.Repository.Commit;
  J["files"] = Report.Files.size();
  J["notAnalysed"] = Report.notAnalysed();
  J["functions"] = Report.Functions;
  J["withNothingToOwn"] = Report.Skipped;
  J["totals"] = {{"obligations", Book.Entries.size()}};
  for (Verdict V : Verdicts)
    J["totals"][std::string(verdictName(V))] = Book.count(V);
  J["reasons"] = Json::object();
  for (Reason R : Reasons)
    J["reasons"][std::string(reasonName(R))] = Book.count(R);
  J["obligations"] = Json::array();
  for (const Obligation &O : Book.Entries) {
    Json Entry = {{"file", relativeTo(O.Place.File, Report.Root)},
                  {"line", O.Place.Line},
                  {"column", O.Place.Column},
                  {"function", O.Function},
                  {"what", O.What},
                  {"verdict", verdictName(O.Decision)}};
    if (O.Why != Reason::None)
      Entry["reason"] = reasonName(O.Why);
    if (!O.Detail.empty())
      Entry["detail"] = O.Detail;
    J["obligations"].push_back(std::move(Entry));
  }
  Out << J.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
}

static std::string text(const Json &J, const char *Key) {
  auto It = J.is_object() ? J.find(Key) : J.end();
  return J.is_object() && It != J.end() && It->is_string() ? It->get<std::string>() : std::string();
}

llvm::Expected<Ledger> parseLedger(llvm::StringRef Text, llvm::StringRef Name) {
  auto Fail = [&](const std::string &Why) {
    return llvm::createStringError(std::errc::invalid_argument, "%s", (Name + Why).str().c_str());
  };
  Json J = Json::parse(Text.begin(), Text.end(), nullptr, /*allow_exceptions=*/false);
  auto Version = J.is_object() ? J.find("deedLedger") : J.end();
  if (!J.is_object() || Version == J.end())
    return Fail(" is no ledger of deed; deed ledger --format=json:FILE writes one");
  if (*Version != LedgerVersion)
    return Fail(" is a ledger of version " + Version->dump() + "; this deed reads version " +
                std::to_string(LedgerVersion));
  auto All = J.find("obligations");
  if (All == J.end() || !All->is_array())
    return Fail(" has no obligations");
  Ledger Out;
  for (const Json &Entry : *All) {
    Obligation O;
    O.Function = text(Entry, "function");
    O.What = text(Entry, "what");
    O.Place.File = text(Entry, "file");
    std::string Decision = text(Entry, "verdict");
    for (Verdict V : Verdicts)
      if (Decision == verdictName(V))
        O.Decision = V;
    Out.Entries.push_back(std::move(O));
  }
  return Out;
}

void printTrend(const Ledger &Before, const Ledger &Now, const std::string &Root, llvm::raw_ostream &Out) {
  // Lines drift, and a value that escapes has no name any more: the first malloc()
  // of a function is the first.
  using Key = std::tuple<std::string, std::string, std::string>;
  std::map<Key, std::vector<const Obligation *>> Old, New;
  auto Source = [](const Obligation &O) { return llvm::StringRef(O.What).split(" in '").first.str(); };
  for (const Obligation &O : Before.Entries)
    Old[{O.Place.File, O.Function, Source(O)}].push_back(&O);
  for (const Obligation &O : Now.Entries)
    New[{relativeTo(O.Place.File, Root), O.Function, Source(O)}].push_back(&O);
  std::vector<std::string> Better, Worse;
  for (const auto &[Which, Entries] : New) {
    auto It = Old.find(Which);
    if (It == Old.end() || It->second.size() != Entries.size())
      continue;
    for (size_t I = 0; I < Entries.size(); ++I) {
      const Obligation &Was = *It->second[I], &Is = *Entries[I];
      bool Proved = Is.Decision == Verdict::Proved;
      if (Proved == (Was.Decision == Verdict::Proved))
        continue;
      const std::string &What = Was.What.size() > Is.What.size() ? Was.What : Is.What;
      std::string Row = "  " + printablePath(std::get<0>(Which)) + ": " + Is.Function + ": " + printable(What);
      if (!Proved)
        Row +=
            ": " + std::string(verdictName(Is.Decision)) + (Is.Why == Reason::None ? "" : " (" + reasonText(Is) + ")");
      (Proved ? Better : Worse).push_back(std::move(Row));
    }
  }
  Out << "\nagainst the earlier run:\n";
  for (Verdict V : Verdicts) {
    int Was = Before.count(V), Is = Now.count(V);
    Out << "  " << llvm::left_justify(llvm::StringRef(verdictName(V)), 9)
        << llvm::format("%6d -> %6d  (%+d)\n", Was, Is, Is - Was);
  }
  auto List = [&](const char *Head, const std::vector<std::string> &Rows) {
    if (Rows.empty())
      return;
    Out << Head << '\n';
    for (const std::string &Row : Rows)
      Out << Row << '\n';
  };
  List("proved now:", Better);
  List("not proved any more:", Worse);
}

} // namespace deed
