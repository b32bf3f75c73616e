//===- report/Report.cpp - names of the report's words -------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines the small functions of Report.h.
//===----------------------------------------------------------------------===//
#include "report/Report.h"
#include <set>

namespace deed {

std::string_view describe(ExitCode Code) {
  switch (Code) {
  case ExitCode::Clean:
    return "no findings";
  case ExitCode::Findings:
    return "findings";
  case ExitCode::Misuse:
    return "misuse or bad configuration";
  case ExitCode::NotAnalysed:
    return "some files could not be analysed";
  case ExitCode::Internal:
    return "internal error";
  }
  return "";
}

std::string_view problemName(ProblemKind K) {
  switch (K) {
  case ProblemKind::ParseError:
    return "parse-error";
  case ProblemKind::BadCommand:
    return "bad-command";
  case ProblemKind::Missing:
    return "missing-file";
  case ProblemKind::NotInDatabase:
    return "not-in-database";
  case ProblemKind::Crash:
    return "crash";
  case ProblemKind::TimeOut:
    return "time-out";
  case ProblemKind::FlagIgnored:
    return "flag-ignored";
  case ProblemKind::Suppression:
    return "unmatched-suppression";
  case ProblemKind::Uncovered:
    return "uncovered";
  case ProblemKind::Configuration:
    return "configuration";
  case ProblemKind::Budget:
    return "budget";
  }
  return "";
}

Level Problem::severity() const {
  switch (Kind) {
  case ProblemKind::ParseError:
  case ProblemKind::BadCommand:
  case ProblemKind::Missing:
  case ProblemKind::NotInDatabase:
  case ProblemKind::Crash:
  case ProblemKind::TimeOut:
    return Level::Error;
  case ProblemKind::FlagIgnored:
  case ProblemKind::Suppression:
  case ProblemKind::Uncovered:
  case ProblemKind::Configuration:
    return Level::Warning;
  case ProblemKind::Budget:
    return Level::Note;
  }
  return Level::Error;
}

std::string_view levelName(Level L) {
  switch (L) {
  case Level::Note:
    return "note";
  case Level::Warning:
    return "warning";
  case Level::Error:
    return "error";
  }
  return "";
}

std::string_view stepName(StepKind K) {
  switch (K) {
  case StepKind::Acquire:
    return "acquire";
  case StepKind::Branch:
    return "branch";
  case StepKind::Transfer:
    return "transfer";
  case StepKind::Release:
    return "release";
  case StepKind::Borrow:
    return "borrow";
  case StepKind::Use:
    return "use";
  case StepKind::Lose:
    return "lose";
  case StepKind::Note:
    return "note";
  }
  return "";
}

std::string ruleLabel(Rule R) { return "ownership-" + std::string(ruleInfo(R).Name); }

unsigned RunReport::notAnalysed() const {
  std::set<std::string_view> Names;
  for (const Problem &P : Problems)
    if (P.fails())
      Names.insert(P.File);
  return Names.size();
}

unsigned RunReport::count(KnownAs As) const {
  unsigned N = 0;
  for (const KnownFinding &K : Known)
    N += K.As == As;
  return N;
}

std::string_view baselineState(KnownAs As) {
  switch (As) {
  case KnownAs::Accepted:
  case KnownAs::Old:
    return "unchanged";
  case KnownAs::Outside:
    return "new";
  case KnownAs::Gone:
    return "absent";
  }
  return "";
}

Level RunReport::levelOf(const Finding &F) const {
  if (auto It = AsErrors.find(F.Place.File); It != AsErrors.end() && It->second[static_cast<unsigned>(F.Id)])
    return Level::Error;
  const Level Default = ruleInfo(F.Id).DefaultLevel;
  return F.Minor && Default == Level::Error ? Level::Warning : Default;
}

} // namespace deed
