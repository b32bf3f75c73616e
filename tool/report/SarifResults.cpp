//===- report/SarifResults.cpp - findings as SARIF results -------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines ResultWriter: places in UTF-16 columns with what stands there, the
// path as a code flow, fixes and fingerprints.
//===----------------------------------------------------------------------===//
#include "report/Sarif.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>

namespace deed::sarif {

/// A region longer than this is not quoted: minified code has lines of a
/// megabyte, and each result would carry some of them.
static constexpr size_t LongestSnippet = 2000;
/// Beyond these, GitHub shows nothing; the path is cut in its middle.
static constexpr size_t MostSteps = 1000, MostRelated = 50;

unsigned ResultWriter::artifactIndex(const std::string &File) {
  auto [It, New] = Index.try_emplace(File, Files.size());
  if (New)
    Files.push_back(File);
  return It->second;
}

Json ResultWriter::artifactLocation(const std::string &File) {
  std::string Relative = relativeTo(File, Report.Root);
  unsigned I = artifactIndex(File);
  if (Relative != File)
    return {{"uri", uriEncode(Relative)}, {"uriBaseId", "SRCROOT"}, {"index", I}};
  return {{"uri", "file://" + uriEncode(File)}, {"index", I}};
}

unsigned ResultWriter::utf16(const SourceRange &R, unsigned Line, unsigned Column) {
  const SourceFile *File = Sources.get(R.File);
  return File ? utf16Column(File->line(Line), Column) : std::max(Column, 1u);
}

Json ResultWriter::region(const SourceRange &R, bool Snippet) {
  unsigned EndLine = std::max(R.EndLine, R.Line);
  unsigned EndColumn = R.EndLine ? R.EndColumn : R.Column + R.Length;
  if (EndLine == R.Line)
    EndColumn = std::max(EndColumn, R.Column);
  Json J = {{"startLine", std::max(R.Line, 1u)},
            {"startColumn", utf16(R, R.Line, R.Column)},
            {"endLine", std::max(EndLine, 1u)},
            {"endColumn", utf16(R, EndLine, EndColumn)}};
  if (const SourceFile *File = Snippet ? Sources.get(R.File) : nullptr) {
    size_t From = File->offset(R.Line, R.Column),
           To = std::max(From, File->offset(EndLine, EndColumn));
    if (To > From && To - From <= LongestSnippet)
      J["snippet"] = {{"text", std::string(File->bytes().substr(From, To - From))}};
  }
  return J;
}

/// The lines around \p R; null where they would not show more than it.
Json ResultWriter::contextRegion(const SourceRange &R) {
  const SourceFile *File = Sources.get(R.File);
  if (!File || !R.valid() || R.Line > File->lineCount())
    return nullptr;
  unsigned First = R.Line > 2 ? R.Line - 2 : 1;
  unsigned Last = std::min(std::max(R.EndLine, R.Line) + 2, File->lineCount());
  std::string_view Text = File->lines(First, Last);
  while (Last > std::max(R.EndLine, R.Line) &&
         File->lines(Last, Last).empty()) // past the last line's end
    --Last;
  if (Text.size() <= R.Length || Text.size() > LongestSnippet)
    return nullptr;
  return {{"startLine", First}, {"endLine", Last}, {"snippet", {{"text", std::string(Text)}}}};
}

Json ResultWriter::physicalLocation(const SourceRange &R, bool WithContext) {
  Json J = {{"artifactLocation", artifactLocation(R.File)},
            {"region", region(R, /*Snippet=*/true)}};
  if (WithContext)
    if (Json Context = contextRegion(R); !Context.is_null())
      J["contextRegion"] = std::move(Context);
  return J;
}

/// What a viewer shows first, and what it may fold.
static const char *importance(StepKind K) {
  switch (K) {
  case StepKind::Acquire:
  case StepKind::Transfer:
  case StepKind::Release:
  case StepKind::Lose:
    return "essential";
  case StepKind::Use:
  case StepKind::Borrow:
    return "important";
  case StepKind::Branch:
  case StepKind::Note:
    return "unimportant";
  }
  return "important";
}

/// Our words, and beside them those that section 3.38.8 of the standard names.
static Json kinds(StepKind K) {
  Json J = Json::array({stepName(K)});
  switch (K) {
  case StepKind::Acquire:
    J.push_back("acquire"), J.push_back("resource"), J.erase(0);
    break;
  case StepKind::Release:
    J.push_back("resource");
    break;
  case StepKind::Transfer:
  case StepKind::Borrow:
  case StepKind::Lose:
    J.push_back("value");
    break;
  case StepKind::Use:
    J.push_back("usage");
    break;
  case StepKind::Branch:
  case StepKind::Note:
    break;
  }
  return J;
}

Json ResultWriter::codeFlow(const Finding &F) {
  std::vector<const PathStep *> Steps;
  for (const PathStep &S : F.Path)
    if (S.Range.valid())
      Steps.push_back(&S);
  if (Steps.size() > MostSteps)
    Steps.erase(Steps.begin() + MostSteps / 2, Steps.end() - MostSteps / 2);
  Json Locations = Json::array();
  for (const auto &[I, S] : llvm::enumerate(Steps))
    Locations.push_back({{"location",
                          {{"physicalLocation", physicalLocation(S->Range, false)},
                           {"message", {{"text", S->Message}}}}},
                         {"kinds", kinds(S->Kind)},
                         {"nestingLevel", 0},
                         {"executionOrder", I + 1},
                         {"importance", importance(S->Kind)}});
  return {{"threadFlows", {{{"locations", std::move(Locations)}}}}};
}

Json ResultWriter::fix(const Fix &Repair) {
  Json Changes = Json::array();
  std::vector<std::string> Order;
  for (const Edit &E : Repair.Edits)
    if (!llvm::is_contained(Order, E.Range.File))
      Order.push_back(E.Range.File);
  for (const std::string &File : Order) {
    Json Replacements = Json::array();
    for (const Edit &E : Repair.Edits)
      if (E.Range.File == File) {
        Json One = {{"deletedRegion", region(E.Range, /*Snippet=*/false)}};
        if (!E.Replacement.empty())
          One["insertedContent"] = {{"text", E.Replacement}};
        Replacements.push_back(std::move(One));
      }
    Changes.push_back(
        {{"artifactLocation", artifactLocation(File)}, {"replacements", std::move(Replacements)}});
  }
  std::string Text = Repair.Description.empty() ? "apply the fix" : Repair.Description;
  return {{"description", {{"text", Text}}}, {"artifactChanges", std::move(Changes)}};
}

Json ResultWriter::fingerprints(const Finding &F, const std::string &Own) {
  Json J = Json::object();
  if (const SourceFile *File = Sources.get(F.Place.File))
    if (const std::string &Hash = File->lineHash(F.Place.Line); !Hash.empty())
      J["primaryLocationLineHash"] = Hash;
  // Two equal findings in one function stay two: the second is numbered 2.
  J["deedFinding/v1"] = Numbers.next(Own);
  return J;
}

/// Brackets and backslashes are marks in the text of a SARIF message.
static std::string escapeLinks(llvm::StringRef Text) {
  std::string Out;
  for (char C : Text) {
    if (C == '[' || C == ']' || C == '\\')
      Out += '\\';
    Out += C;
  }
  return Out;
}

Json ResultWriter::result(const Finding &F, const std::string &Own) {
  Json Related = Json::array();
  std::string Links;
  auto Relate = [&](const SourceRange &R, llvm::StringRef Text) {
    if (!R.valid() || Text.empty() || Related.size() >= MostRelated)
      return;
    unsigned Id = Related.size() + 1;
    Related.push_back({{"id", Id},
                       {"physicalLocation", physicalLocation(R, false)},
                       {"message", {{"text", Text.str()}}}});
    Links +=
        (Links.empty() ? " See: [" : "; [") + escapeLinks(Text) + "](" + std::to_string(Id) + ")";
  };
  for (const PathStep &S : F.Path)
    if (S.Kind != StepKind::Branch &&
        !(S.Range.File == F.Place.File && S.Range.Line == F.Place.Line))
      Relate(S.Range, S.Message);
  for (const deed::Related &R : F.Contracts)
    Relate(R.Range, R.Message);

  Json J = {{"ruleId", ruleLabel(F.Id)},
            {"ruleIndex", static_cast<unsigned>(F.Id)},
            {"kind", "fail"},
            {"level", levelName(Report.levelOf(F))}};
  J["message"] = {{"text", escapeLinks(F.Message) + "." + (Links.empty() ? "" : Links + ".")}};
  Json Location = {{"physicalLocation", physicalLocation(F.Place, true)}};
  if (!F.Function.empty())
    Location["logicalLocations"] = {
        {{"name", F.Function}, {"fullyQualifiedName", F.Function}, {"kind", "function"}}};
  J["locations"] = Json::array({std::move(Location)});
  if (!Related.empty())
    J["relatedLocations"] = std::move(Related);
  if (llvm::any_of(F.Path, [](const PathStep &S) { return S.Range.valid(); }))
    J["codeFlows"] = Json::array({codeFlow(F)});
  if (F.Repair && !F.Repair->Edits.empty())
    J["fixes"] = Json::array({fix(*F.Repair)});
  J["partialFingerprints"] = fingerprints(F, Own);
  if (Report.Compared)
    J["baselineState"] = "new";
  return J;
}

Json ResultWriter::suppressed(const SuppressedFinding &S) {
  Json J = result(S.Silenced, fingerprint(S.Silenced));
  // Whether the base had the comment too was not asked.
  J.erase("baselineState");
  // No status: accepted is what its absence means, and schemas differ on its name.
  Json One = {{"kind", "inSource"}};
  if (!S.Justification.empty())
    One["justification"] = S.Justification;
  J["suppressions"] = Json::array({std::move(One)});
  return J;
}

static Finding withoutPath(Finding F) {
  F.Path.clear();
  F.Contracts.clear();
  F.Repair.reset();
  return F;
}

Json ResultWriter::known(const KnownFinding &K) {
  // What is gone has a place in the old file: the new one must not be quoted.
  Json J = result(K.As == KnownAs::Gone ? withoutPath(K.What) : K.What, K.Fingerprint);
  if (K.As == KnownAs::Gone) {
    Json &Place = J["locations"][0]["physicalLocation"];
    Place.erase("contextRegion");
    Place["region"] = {{"startLine", std::max(K.What.Place.Line, 1u)}};
    J["partialFingerprints"].erase("primaryLocationLineHash");
  }
  J["baselineState"] = baselineState(K.As);
  if (K.As != KnownAs::Accepted)
    return J;
  Json One = {{"kind", "external"}};
  One["justification"] = K.Justification.empty() ? "accepted in the baseline" : K.Justification;
  J["suppressions"] = Json::array({std::move(One)});
  return J;
}

Json ResultWriter::notification(const Problem &P) {
  Json J = {{"descriptor", {{"id", notificationId(P.Kind)}, {"index", notificationIndex(P.Kind)}}},
            {"level", levelName(P.severity())}};
  std::string Text = P.Message;
  Json Place = {{"artifactLocation", artifactLocation(P.File)}};
  // The place is the file that was not analysed, as consumers read it; where
  // the error stands in a header, the message says so.
  if (P.Where.valid() && P.Where.File == P.File)
    Place["region"] = region(P.Where, false);
  else if (P.Where.valid())
    Text = relativeTo(P.Where.File, Report.Root) + ":" + std::to_string(P.Where.Line) + ":" +
           std::to_string(P.Where.Column) + ": " + Text;
  J["message"] = {{"text", escapeLinks(Text)}};
  J["locations"] = Json::array({{{"physicalLocation", std::move(Place)}}});
  return J;
}

Json ResultWriter::artifacts() {
  Json J = Json::array();
  for (const std::string &Path : Files) {
    Json Location = artifactLocation(Path);
    Location.erase("index");
    Json One = {{"location", std::move(Location)}};
    bool Target = std::binary_search(Report.Files.begin(), Report.Files.end(), Path);
    One["roles"] = Json::array({Target ? "analysisTarget" : "resultFile"});
    One["sourceLanguage"] = "c";
    if (const SourceFile *File = Sources.get(Path)) {
      One["length"] = File->bytes().size();
      One["hashes"] = {{"sha-256", sha256(File->bytes())}};
    }
    J.push_back(std::move(One));
  }
  return J;
}

} // namespace deed::sarif
