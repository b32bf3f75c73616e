//===- contexts/UninitializedAllocation.cpp - the rule uninitialized-allocation ----===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "contexts/Contexts.h"
#include <algorithm>
#include <iterator>
#include <string_view>

namespace deed {

namespace {
struct Twin {
  std::string_view Plain, Zeroing;
  bool Counts; ///< the twin takes a number of elements first
};
} // namespace

static constexpr Twin Twins[] = {
    {"malloc", "calloc", true},   {"g_malloc", "g_malloc0", false},     {"talloc_size", "talloc_zero_size", false},
    {"palloc", "palloc0", false}, {"apr_palloc", "apr_pcalloc", false}, {"kmalloc", "kzalloc", false},
};

/// Where the expression that gives \p T stands; invalid where a macro wrote it.
static SourceRange placeOf(const SolvedFlow &Solved, TempId T) {
  for (const Event &Def : Solved.F.Events)
    if (Def.R == T && Def.Loc.valid() && Solved.Source.isPlain(Def.Loc))
      return Solved.Source.range(Def.Loc);
  return {};
}

/// The zeroing twin in the place of what the call at \p Born calls by its name.
static std::optional<Fix> callTwin(const SolvedFlow &Solved, EventId Born) {
  const std::string Callee = calleeName(Solved.F, Born);
  const Twin *Of = std::find_if(std::begin(Twins), std::end(Twins), [&](const Twin &T) { return T.Plain == Callee; });
  if (Of == std::end(Twins) || !Born.valid())
    return std::nullopt;
  const Event &Call = Solved.F.Events[Born.N];
  // The name stands in front of the arguments.
  SourceRange Name;
  for (std::uint32_t I = Born.N; I-- > 0 && !Name.valid();)
    if (const Event &E = Solved.F.Events[I]; E.Code == Op::Function && E.Target == Call.Target) {
      if (!E.Loc.valid() || !Solved.Source.isPlain(E.Loc))
        return std::nullopt;
      Name = Solved.Source.range(E.Loc);
    }
  if (!Name.valid() || Name.Length != Callee.size())
    return std::nullopt;
  Fix Out;
  Out.Description = "call '" + std::string(Of->Zeroing) + "', which sets the bytes to zero";
  Out.Edits.push_back({Name, std::string(Of->Zeroing)});
  if (!Of->Counts)
    return Out;
  SourceRange First = Call.ArgsCount ? placeOf(Solved, Solved.F.Args[Call.ArgsBegin]) : SourceRange();
  if (!First.valid() || First.File != Name.File || First.Offset <= Name.Offset)
    return std::nullopt;
  First.EndLine = First.Line;
  First.EndColumn = First.Column;
  First.Length = 0;
  Out.Edits.push_back({First, "1, "});
  return Out;
}

void uninitializedAllocation(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  findEach(Solved, Rule::UninitializedAllocation, IncidentKind::UninitializedRead, Out,
           [&](Finding &F, const Incident &I) {
             F.Message = quoted(I.Name, "memory") + " is read before it is written: '" + calleeName(Solved.F, I.Born) +
                         "' does not set its bytes";
             F.Help = "use the function that gives zeroed memory, or write it first";
             F.Repair = callTwin(Solved, I.Born);
           });
}

} // namespace deed
