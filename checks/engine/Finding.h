//===- engine/Finding.h - what Deed tells its user -------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Findings are plain data. Rules make them; text, SARIF and clang-tidy print
// them. Nothing here knows Clang, so a finding can be stored and merged.
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_FINDING_H
#define DEED_ENGINE_FINDING_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace deed {

enum class Rule : std::uint8_t {
#define DEED_RULE(ENUM, NUMBER, NAME, GROUP, LEVEL, SEVERITY, CWES, TITLE) ENUM,
#include "Checks.def"
};

enum class RuleGroup : std::uint8_t { Paths, Contexts, Declarations, Comments };
enum class Level : std::uint8_t { Note, Warning, Error };

/// One line of Checks.def.
struct RuleInfo {
  Rule Id;
  unsigned Number;       ///< stable; logs name the rule DEED<Number>
  std::string_view Name; ///< without the `ownership-` prefix
  RuleGroup Group;
  Level DefaultLevel;
  std::string_view SecuritySeverity; ///< "7.8"; empty: no memory-safety rule
  std::string_view Cwes;             ///< "416" or "762,590"; may be empty
  std::string_view Title;
};

/// All rules in the order of Checks.def.
const std::vector<RuleInfo> &allRules();
const RuleInfo &ruleInfo(Rule R);
/// The rule called \p Name, with or without `ownership-`; nullopt if none is.
std::optional<Rule> findRule(std::string_view Name);

/// A half-open range of bytes in one file. Lines and columns are 1-based and
/// columns count bytes; Offset is the 0-based byte offset of the beginning.
/// A range with an empty File is unknown.
struct SourceRange {
  std::string File; ///< absolute, normalised
  unsigned Line = 0, Column = 0;
  unsigned EndLine = 0, EndColumn = 0;
  unsigned Offset = 0, Length = 0;

  bool valid() const { return Line != 0; }
  friend bool operator==(const SourceRange &, const SourceRange &) = default;
  friend auto operator<=>(const SourceRange &, const SourceRange &) = default;
};

enum class StepKind : std::uint8_t {
  Acquire,  ///< the value came into being or became ours
  Branch,   ///< a condition was taken one way
  Transfer, ///< its ownership went elsewhere
  Release,  ///< it was freed
  Borrow,   ///< another name began to refer to it
  Use,      ///< it was read, written or passed on
  Lose,     ///< its last holder went away
  Note,     ///< anything else worth knowing
};

/// One step of the path that leads to a finding, in order of execution.
struct PathStep {
  SourceRange Range;
  StepKind Kind = StepKind::Note;
  std::string Message; ///< "'own_item' acquired here"
};

/// A place outside the path, such as where a contract is written.
struct Related {
  SourceRange Range;
  std::string Message;
};

/// Replaces the bytes of Range (whose Length may be 0: an insertion).
struct Edit {
  SourceRange Range;
  std::string Replacement;
};

struct Fix {
  std::string Description; ///< "set 'own_item' to NULL after the transfer"
  std::vector<Edit> Edits; ///< all of them or none; they do not overlap
};

struct Finding {
  Rule Id{};
  SourceRange Place;    ///< the line that its author would change
  std::string Function; ///< the function it is in; empty at file level
  std::string Variable; ///< the name the message speaks of; may be empty
  std::string Message;  ///< lower case, no full stop, one fact
  std::string Help;     ///< what to do, one sentence; may be empty
  std::vector<PathStep> Path;
  std::vector<Related> Contracts; ///< what the finding rests on
  std::optional<Fix> Repair;
  /// What the fingerprint is made of, free of lines and file names: function,
  /// rule and the kinds and names of the path's events.
  std::string Signature;
  bool Minor = false; ///< a warning, also where the rule's findings are errors
};

/// Order of printing: file, line, column, rule, message.
bool printsBefore(const Finding &A, const Finding &B);
/// Sorts by printsBefore() and drops findings that say the same at the same
/// place (a header seen from several files).
void sortAndMerge(std::vector<Finding> &Findings);

} // namespace deed

#endif // DEED_ENGINE_FINDING_H
