//===- engine/Explain.h - from an incident to a finding --------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What every rule needs to say what happened: the words for a value's birth and
// end, the path, the contract it rests on and where that is written.
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_EXPLAIN_H
#define DEED_ENGINE_EXPLAIN_H

#include "engine/Conventions.h"
#include "engine/Finding.h"
#include "engine/RuleOptions.h"
#include "engine/Solver.h"
#include <functional>

namespace deed {

/// The source as a rule may ask for it; the frontend answers.
struct SourceView {
  virtual ~SourceView() = default;
  virtual SourceRange range(LocId L) const = 0;
  /// An empty range behind the semicolon of the statement; invalid: none.
  virtual SourceRange afterStatement(LocId L) const = 0;
  /// True where the user wrote the place itself, not through a macro.
  virtual bool isPlain(LocId L) const = 0;
  virtual std::string indent(LocId L) const = 0;
};

/// A solved function: what the rules of section A walk.
struct SolvedFlow {
  const Flow &F;
  const Solution &S;
  const SourceView &Source;
  const RuleOptions &Options;
  const Conventions &Names;
};

/// A finding of \p Id for \p I with place, names, path and contracts filled in.
Finding makeFinding(const SolvedFlow &Solved, Rule Id, const Incident &I);

/// "'own_item'", or words for a value without a name.
std::string quoted(const std::string &Name, const char *Else = "the value");
/// The callee of the call at \p At, or "" for other events.
std::string calleeName(const Flow &F, EventId At);
/// The statement that the event at \p At is part of, if it began in its block.
EventId statementOf(const Flow &F, EventId At);
/// A fix that puts \p Text behind the statement of \p At; none in macros.
std::optional<Fix> insertAfter(const SolvedFlow &Solved, EventId At, const std::string &Text,
                               const std::string &Description);
/// A fix that puts \p Text before the statement that stands at \p Where.
std::optional<Fix> insertBefore(const SolvedFlow &Solved, LocId Where, const std::string &Text,
                                const std::string &Description);

/// How the source calls the context that the call \p At allocates on; "" where it
/// does not say.
std::string contextName(const Flow &F, EventId At);
/// How the source calls what the call \p At ends or resets.
std::string endedName(const Flow &F, EventId At);
/// True of a value that reports an error: a part of a result, or so called.
bool isError(const Flow &F, const Incident &I);
/// `while (close(fd) < 0) ...; close(fd);`: a descriptor is used or closed again, and the path has asked the first
/// close(), which had failed. Linux has given the number back by then; POSIX leaves it open, and many programs try again.
bool closeHadFailed(const SolvedFlow &Solved, const Incident &I);

/// A fix that writes \p Text instead of argument \p N of a call; none in macros.
std::optional<Fix> replaceArgument(const SolvedFlow &Solved, EventId Call, int N, const std::string &Text,
                                   const std::string &Description);

/// All rules of section A, in their files under paths/.
using PathRule = void (*)(const SolvedFlow &, std::vector<Finding> &);
struct PathRuleEntry {
  Rule Id;
  PathRule Run;
};
const std::vector<PathRuleEntry> &pathRules();

/// True of what one of them found: solving the function again finds it again. (Fields that nothing in a file
/// releases are found in its syntax, for all functions at once.)
bool isOfFlow(const Finding &F);

} // namespace deed

#endif // DEED_ENGINE_EXPLAIN_H
