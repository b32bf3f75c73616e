//===- engine/Finding.cpp - the rule table and order of findings ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Finding.h"
#include <algorithm>
#include <set>
#include <tuple>

namespace deed {

const std::vector<RuleInfo> &allRules() {
  static const std::vector<RuleInfo> Table = {
#define DEED_RULE(ENUM, NUMBER, NAME, GROUP, LEVEL, SEVERITY, CWES, TITLE)                                             \
  RuleInfo{Rule::ENUM, NUMBER, NAME, RuleGroup::GROUP, Level::LEVEL, SEVERITY, CWES, TITLE},
#include "Checks.def"
  };
  return Table;
}

const RuleInfo &ruleInfo(Rule R) { return allRules()[static_cast<size_t>(R)]; }

std::optional<Rule> findRule(std::string_view Name) {
  constexpr std::string_view Prefix = "ownership-";
  if (Name.substr(0, Prefix.size()) == Prefix)
    Name.remove_prefix(Prefix.size());
  for (const RuleInfo &Info : allRules())
    if (Info.Name == Name)
      return Info.Id;
  return std::nullopt;
}

static auto placeKey(const Finding &F) { return std::tie(F.Place.File, F.Place.Line, F.Place.Column, F.Id, F.Message); }

bool printsBefore(const Finding &A, const Finding &B) { return placeKey(A) < placeKey(B); }

/// `ref_x = create()`: the name is wrong, and as own_x it needs no const. Here, since the
/// file that shows it may be another one.
static void dropNeedlessConst(std::vector<Finding> &Findings) {
  std::set<std::tuple<std::string, unsigned, unsigned>> Misnamed;
  auto At = [](const Finding &F) { return std::make_tuple(F.Place.File, F.Place.Line, F.Place.Column); };
  for (const Finding &F : Findings)
    if (F.Id == Rule::PrefixMismatch)
      Misnamed.insert(At(F));
  if (!Misnamed.empty())
    std::erase_if(Findings, [&](const Finding &F) { return F.Id == Rule::RefNotConst && Misnamed.count(At(F)); });
}

void sortAndMerge(std::vector<Finding> &Findings) {
  dropNeedlessConst(Findings);
  // A finding seen from two files may have come along paths of different
  // length; the shorter one explains better, and which is kept must not depend
  // on the order of the files.
  std::stable_sort(Findings.begin(), Findings.end(), [](const Finding &A, const Finding &B) {
    if (placeKey(A) != placeKey(B))
      return printsBefore(A, B);
    // Only the file with the body knows how to mend a header.
    auto Edits = [](const Finding &F) { return F.Repair ? F.Repair->Edits.size() : 0; };
    if (Edits(A) != Edits(B))
      return Edits(A) > Edits(B);
    return std::make_pair(A.Path.size(), std::cref(A.Signature).get()) <
           std::make_pair(B.Path.size(), std::cref(B.Signature).get());
  });
  Findings.erase(std::unique(Findings.begin(), Findings.end(),
                             [](const Finding &A, const Finding &B) { return placeKey(A) == placeKey(B); }),
                 Findings.end());
  // What was said of a declaration is said again, better, of the definition.
  std::set<std::string> Signatures;
  for (const Finding &F : Findings)
    Signatures.insert(F.Signature);
  std::erase_if(Findings, [&](const Finding &F) {
    constexpr std::string_view Declared = "|declared";
    return F.Signature.ends_with(Declared) &&
           Signatures.count(F.Signature.substr(0, F.Signature.size() - Declared.size()));
  });
}

} // namespace deed
