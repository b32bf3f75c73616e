//===- report/Html.cpp - a report as one page --------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines htmlPage(): brings a log into the small form that page.html draws, with
// those source lines that it shows and no others.
//===----------------------------------------------------------------------===//
#include "report/Html.h"
#include "report/SarifReader.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <map>

namespace deed {

using namespace sarif;

/// Lines longer than this are cut: minified code has lines of a megabyte.
static constexpr size_t LongestLine = 400;
/// Lines around a place that the page may show.
static constexpr unsigned Around = 2;
static constexpr size_t MostSteps = 200;

namespace {
class PageData {
  const PageContext &Context;
  SourceCache &Sources;
  struct PageFile {
    std::string Path;
    const SourceFile *Text; ///< null: not there, or another version
    std::map<unsigned, std::string> Lines;
  };
  std::vector<PageFile> Files;
  Json Rules = Json::array(), Findings = Json::array();
  std::map<std::string, size_t> FileOf, RuleOf; ///< by path, by name
  std::map<std::string, size_t> LocationOf;     ///< by artifactLocation

  size_t file(const Json &Run, const Json &Location);
  const SourceFile *source(const Json &Run, const Json &Location, const Artifact &A);
  void line(size_t File, unsigned Number, llvm::StringRef Text);
  void quote(size_t File, const Json &Region, bool OnlySnippet);
  Json place(const Json &Run, const Json &Location);
  size_t rule(const Json &Run, const Json &Result);
  Json steps(const Json &Run, const Json &Result);
  Json fixes(const Json &Run, const Json &Result);
  void finding(const Json &Run, const Json &Result);

public:
  PageData(const PageContext &Context, SourceCache &Sources) : Context(Context), Sources(Sources) {}
  Json make(const Json &Log);
};
} // namespace

/// \p Value is an element of the array \p J.
static bool holds(const Json &J, const Json &Value) {
  return J.is_array() && std::find(J.begin(), J.end(), Value) != J.end();
}

/// The file on disk, unless the log says that it was another one.
const SourceFile *PageData::source(const Json &Run, const Json &Location, const Artifact &A) {
  const SourceFile *File = A.Absolute.empty() ? nullptr : Sources.get(A.Absolute);
  if (!File)
    return nullptr;
  const Json &Known = element(member(Run, "artifacts"), number(Location, "index", -1));
  std::string Hash = text(member(Known, "hashes"), "sha-256");
  return Hash.empty() || llvm::StringRef(Hash).lower() == sha256(File->bytes()) ? File : nullptr;
}

size_t PageData::file(const Json &Run, const Json &Location) {
  auto [Known, First] = LocationOf.try_emplace(text(Location, "uriBaseId") + '\n' + text(Location, "uri") + '\n' +
                                               std::to_string(number(Location, "index", -1)));
  if (!First)
    return Known->second;
  Artifact A = artifact(Run, Location, Context.Folders);
  auto [It, New] = FileOf.try_emplace(A.Path, Files.size());
  if (New)
    Files.push_back({A.Path, source(Run, Location, A), {}});
  return Known->second = It->second;
}

void PageData::line(size_t File, unsigned Number, llvm::StringRef Text) {
  Text = Text.rtrim("\r\n");
  Files[File].Lines[Number] = Text.size() > LongestLine ? Text.take_front(LongestLine).str() + " …" : Text.str();
}

/// Keeps the lines of a region and around it.
void PageData::quote(size_t File, const Json &Region, bool OnlySnippet) {
  auto First = static_cast<unsigned>(std::max<std::int64_t>(1, number(Region, "startLine", 1)));
  if (const SourceFile *Source = Files[File].Text; Source && !OnlySnippet) {
    unsigned From = First > Around ? First - Around : 1;
    for (unsigned N = From; N <= First + Around && N <= Source->lineCount(); ++N)
      line(File, N, Source->line(N));
    return;
  }
  // A snippet that begins in the middle of its line does not show the line.
  std::string Snippet = text(member(Region, "snippet"), "text");
  if (Snippet.empty() || Files[File].Text || number(Region, "startColumn", 1) != 1)
    return;
  llvm::SmallVector<llvm::StringRef> Lines;
  llvm::StringRef(Snippet).split(Lines, '\n');
  for (size_t I = 0; I < Lines.size() && I < 50; ++I)
    if (I + 1 < Lines.size() || !Lines[I].empty())
      line(File, First + I, Lines[I]);
}

/// {f, l, c, el, ec} of a location; null if it names no file.
Json PageData::place(const Json &Run, const Json &Location) {
  const Json &Physical = member(Location, "physicalLocation");
  const Json &Name = member(Physical, "artifactLocation");
  if (!Name.is_object())
    return nullptr;
  const Json &Region = member(Physical, "region");
  size_t F = file(Run, Name);
  quote(F, member(Physical, "contextRegion"), /*OnlySnippet=*/true);
  quote(F, Region, false);
  std::int64_t Line = std::max<std::int64_t>(1, number(Region, "startLine", 1));
  std::int64_t Column = number(Region, "startColumn", 0), EndLine = number(Region, "endLine", Line);
  return {{"f", F}, {"l", Line}, {"c", Column}, {"el", EndLine}, {"ec", number(Region, "endColumn", Column + 1)}};
}

size_t PageData::rule(const Json &Run, const Json &Result) {
  const Json &Rule = ruleOf(Run, Result);
  std::string Id = ruleId(Run, Result);
  auto [It, New] = RuleOf.try_emplace(Id, Rules.size());
  if (!New)
    return It->second;
  std::string Help = text(member(Rule, "help"), "text");
  for (const char *Key : {"fullDescription", "shortDescription"})
    if (Help.empty())
      Help = text(member(Rule, Key), "text");
  Json Tags = Json::array();
  if (const Json &All = member(member(Rule, "properties"), "tags"); All.is_array())
    for (const Json &Tag : All)
      if (Tag.is_string() && Tags.size() < 6)
        Tags.push_back(llvm::StringRef(Tag.get<std::string>()).rsplit('/').second.empty()
                           ? Tag.get<std::string>()
                           : llvm::StringRef(Tag.get<std::string>()).rsplit('/').second.str());
  Rules.push_back({{"id", Id}, {"help", Help}, {"tags", std::move(Tags)}});
  return It->second;
}

Json PageData::steps(const Json &Run, const Json &Result) {
  Json Out = Json::array();
  const Json &Flow = element(member(Result, "codeFlows"), 0);
  const Json &Threads = member(Flow, "threadFlows");
  for (const Json &Thread : Threads.is_array() ? Threads : Json::array()) {
    const Json &Locations = member(Thread, "locations");
    for (const Json &Each : Locations.is_array() ? Locations : Json::array()) {
      const Json *Step = &Each;
      if (!member(*Step, "location").is_object())
        Step = &element(member(Run, "threadFlowLocations"), number(Each, "index", -1));
      Json Place = place(Run, member(*Step, "location"));
      if (Place.is_null() || Out.size() >= MostSteps)
        continue;
      Place["msg"] = message(Run, nullptr, member(member(*Step, "location"), "message"));
      Out.push_back(std::move(Place));
    }
  }
  return Out;
}

/// A fix as the lines it takes away and puts in.
Json PageData::fixes(const Json &Run, const Json &Result) {
  Json Out = Json::array();
  const Json &All = member(Result, "fixes");
  for (const Json &Fix : All.is_array() ? All : Json::array()) {
    Json Lines = Json::array();
    const Json &Changes = member(Fix, "artifactChanges");
    for (const Json &Change : Changes.is_array() ? Changes : Json::array()) {
      size_t F = file(Run, member(Change, "artifactLocation"));
      Lines.push_back({"", Files[F].Path});
      const Json &Replacements = member(Change, "replacements");
      for (const Json &One : Replacements.is_array() ? Replacements : Json::array()) {
        const Json &Region = member(One, "deletedRegion");
        auto First = static_cast<unsigned>(std::max<std::int64_t>(1, number(Region, "startLine", 1)));
        auto Last = static_cast<unsigned>(std::max<std::int64_t>(First, number(Region, "endLine", First)));
        std::string New = text(member(One, "insertedContent"), "text");
        if (const SourceFile *Source = Files[F].Text; Source && Last <= Source->lineCount()) {
          std::string_view From = Source->line(First), To = Source->line(Last);
          for (unsigned N = First; N <= Last && N < First + 30; ++N)
            Lines.push_back({"-", std::string(Source->line(N))});
          auto Before = static_cast<size_t>(std::max<std::int64_t>(1, number(Region, "startColumn", 1)) - 1);
          auto After = static_cast<size_t>(std::max<std::int64_t>(1, number(Region, "endColumn", To.size() + 1)) - 1);
          New = std::string(From.substr(0, std::min(Before, From.size()))) + New +
                std::string(To.substr(std::min(After, To.size())));
        }
        llvm::SmallVector<llvm::StringRef> Added;
        llvm::StringRef(New).split(Added, '\n');
        for (llvm::StringRef Line : Added)
          Lines.push_back({"+", Line.str()});
      }
    }
    Out.push_back({{"msg", message(Run, nullptr, member(Fix, "description"))}, {"lines", std::move(Lines)}});
  }
  return Out;
}

void PageData::finding(const Json &Run, const Json &Result) {
  const Json &Rule = sarif::ruleOf(Run, Result);
  std::optional<std::string> Level = levelOf(Rule, Result);
  if (!Level)
    return;
  Json Place = place(Run, element(member(Result, "locations"), 0));
  if (Place.is_null()) { // of the program as a whole
    auto [It, New] = FileOf.try_emplace("(no file)", Files.size());
    if (New)
      Files.push_back({It->first, nullptr, {}});
    Place = {{"f", It->second}, {"l", 1}, {"c", 0}, {"el", 1}, {"ec", 1}};
  }
  std::string Message = message(Run, Rule, member(Result, "message"));
  // Our own messages end in links to places that the page draws.
  Message = llvm::StringRef(Message).split(". See: ").first.str();
  Json J = {{"r", rule(Run, Result)}, {"level", *Level}, {"msg", Message}, {"at", Place}};
  const Json &Function = element(member(element(member(Result, "locations"), 0), "logicalLocations"), 0);
  if (std::string Name = text(Function, "name", text(Function, "fullyQualifiedName").c_str()); !Name.empty())
    J["fn"] = Name;
  if (std::string State = text(Result, "baselineState"); !State.empty())
    J["state"] = State;
  const Json &Suppressions = member(Result, "suppressions");
  for (const Json &S : Suppressions.is_array() ? Suppressions : Json::array())
    if (text(S, "status", "accepted") == "accepted")
      J["suppressed"] = text(S, "justification");
  J["steps"] = steps(Run, Result);
  J["related"] = Json::array();
  const Json &Related = member(Result, "relatedLocations");
  for (const Json &R : Related.is_array() ? Related : Json::array()) {
    Json Where = place(Run, R);
    if (Where.is_null())
      Where = Json::object();
    Where["msg"] = message(Run, nullptr, member(R, "message"));
    // What the path says already is not said again.
    if (!holds(J["steps"], Where) && J["related"].size() < 20)
      J["related"].push_back(std::move(Where));
  }
  J["fixes"] = fixes(Run, Result);
  Findings.push_back(std::move(J));
}

static Json ledgerOf(const Ledger &Book, const std::string &Root) {
  Json Out = Json::array();
  for (const Obligation &O : Book.Entries)
    Out.push_back({{"file", relativeTo(O.Place.File, Root)},
                   {"line", O.Place.Line},
                   {"function", O.Function},
                   {"what", O.What},
                   {"verdict", verdictName(O.Decision)},
                   {"reason", O.Why == Reason::None ? std::string_view() : reasonName(O.Why)},
                   {"detail", O.Detail}});
  return Out;
}

Json PageData::make(const Json &Log) {
  std::string Tools, Notes;
  size_t Analysed = 0, Problems = 0;
  const Json &Runs = member(Log, "runs");
  for (const Json &Run : Runs.is_array() ? Runs : Json::array()) {
    const Json &Driver = member(member(Run, "tool"), "driver");
    std::string Name = text(Driver, "name", "a tool without a name");
    std::string Version = text(Driver, "semanticVersion", text(Driver, "version").c_str());
    Tools += (Tools.empty() ? "" : ", ") + Name + (Version.empty() ? "" : " " + Version);
    std::string Commit = text(element(member(Run, "versionControlProvenance"), 0), "revisionId");
    if (!Commit.empty())
      Notes += " · " + Commit.substr(0, 12);
    if (const Json &Artifacts = member(Run, "artifacts"); Artifacts.is_array())
      for (const Json &A : Artifacts) {
        const Json &Roles = member(A, "roles");
        Analysed += holds(Roles, "analysisTarget");
      }
    const Json &Invocations = member(Run, "invocations");
    for (const Json &I : Invocations.is_array() ? Invocations : Json::array()) {
      const Json &Told = member(I, "toolExecutionNotifications");
      for (const Json &N : Told.is_array() ? Told : Json::array())
        Problems += text(N, "level") == "error";
    }
    LocationOf.clear(); // bases and indices are the run's own
    const Json &Results = member(Run, "results");
    for (const Json &Result : Results.is_array() ? Results : Json::array())
      finding(Run, Result);
  }
  if (Analysed)
    Notes += " · " + std::to_string(Analysed) + (Analysed == 1 ? " file" : " files");
  if (Problems)
    Notes += " · " + std::to_string(Problems) + (Problems == 1 ? " error" : " errors") + " while analysing";
  Json Out = {{"title", Tools.empty() ? "SARIF" : Tools},
              {"about", Notes.empty() ? std::string("SARIF log") : Notes.substr(4)}};
  Out["files"] = Json::array();
  for (const PageFile &F : Files) {
    Json Lines = Json::object();
    for (const auto &[Number, Text] : F.Lines)
      Lines.get_ref<Json::object_t &>().emplace_back(std::to_string(Number), Text);
    Out["files"].push_back({{"path", F.Path}, {"lines", std::move(Lines)}});
  }
  Out["rules"] = std::move(Rules);
  Out["findings"] = std::move(Findings);
  if (Context.Obligations)
    Out["ledger"] = ledgerOf(*Context.Obligations, Context.Root);
  return Out;
}

std::string htmlPage(const Json &Log, const PageContext &Context, SourceCache &Sources) {
  std::string Data = PageData(Context, Sources).make(Log).dump(-1, ' ', false, Json::error_handler_t::replace);
  auto [Before, After] = pageTemplate().split("@DATA@");
  std::string Out = Before.str();
  Out.reserve(Out.size() + Data.size() + After.size());
  for (char C : Data) // nothing in the data may end the script
    if (C == '<')
      Out += "\\u003c";
    else
      Out += C;
  return Out + After.str();
}

llvm::Expected<Json> parseSarif(llvm::StringRef Text, llvm::StringRef Name) {
  auto Fail = [&](const std::string &Why) {
    return llvm::createStringError(std::errc::invalid_argument, "%s", (Name + Why).str().c_str());
  };
  Text.consume_front("\xEF\xBB\xBF");
  Json Log = Json::parse(Text.begin(), Text.end(), nullptr, /*allow_exceptions=*/false);
  if (Log.is_discarded())
    return Fail(" is no JSON; a SARIF log is wanted, as deed check --format=sarif:FILE writes it");
  if (!Log.is_object() || !member(Log, "runs").is_array() || !member(Log, "version").is_string())
    return Fail(" is JSON, but no SARIF log: it has no 'version' and 'runs'");
  if (std::string Version = text(Log, "version"); !llvm::StringRef(Version).starts_with("2."))
    return Fail(" is a log of SARIF " + Version + "; deed reads SARIF 2.1.0");
  return Log;
}

} // namespace deed
