//===- engine/ExplainContexts.cpp - how the source calls a context --------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Explain.h"
#include <algorithm>

namespace deed {

static std::string argumentName(const Flow &F, const Event &E, int N) {
  return N >= 0 && N < static_cast<int>(E.ArgsCount) ? F.nameOf(F.Args[E.ArgsBegin + N]) : "";
}

static const FunctionContract *contractOf(const Flow &F, const Event &E) {
  return E.Code == Op::Call && E.Target.valid() ? F.Callees[E.Target.N].Contract.get() : nullptr;
}

std::string contextName(const Flow &F, EventId At) {
  if (!At.valid())
    return "";
  const Event &E = F.Events[At.N];
  const FunctionContract *C = contractOf(F, E);
  if (!C)
    return "";
  for (const Outcome &O : C->Inferred)
    if (O.Return == ReturnWord::Allocated && O.OnPath.empty())
      return argumentName(F, E, O.Argument);
  if (C->Return.Word == ReturnWord::Allocated || C->Return.Word == ReturnWord::Context)
    return argumentName(F, E, C->Return.Argument);
  for (const ParamContract &P : C->Params)
    if (P.On >= 0)
      return argumentName(F, E, P.On);
  return argumentName(F, E, C->ResultOn);
}

std::string endedName(const Flow &F, EventId At) {
  if (!At.valid())
    return "";
  const Event &E = F.Events[At.N];
  const FunctionContract *C = contractOf(F, E);
  std::string Name;
  for (size_t I = 0; C && I != C->Params.size() && Name.empty(); ++I) {
    const ParamWord W = C->Params[I].Word;
    if (W == ParamWord::Releases || W == ParamWord::Closes || W == ParamWord::Resets || W == ParamWord::Leaves ||
        W == ParamWord::ReleasesTarget || W == ParamWord::ClearsTarget)
      Name = argumentName(F, E, I);
  }
  if (Name.empty())
    Name = argumentName(F, E, 0);
  if (Name.starts_with("&"))
    Name.erase(0, 1);
  return Name;
}

std::optional<Fix> replaceArgument(const SolvedFlow &Solved, EventId Call, int N, const std::string &Text,
                                   const std::string &Description) {
  const Event &E = Solved.F.Events[Call.N];
  if (N < 0 || N >= static_cast<int>(E.ArgsCount))
    return std::nullopt;
  const TempId Arg = Solved.F.Args[E.ArgsBegin + N];
  for (const Event &Def : Solved.F.Events) {
    if (Def.R != Arg || !Def.Loc.valid() || !Solved.Source.isPlain(Def.Loc))
      continue;
    Fix Out;
    Out.Description = Description;
    Out.Edits.push_back({Solved.Source.range(Def.Loc), Text});
    return Out;
  }
  return std::nullopt;
}

bool isError(const Flow &F, const Incident &I) {
  if (I.IsPart || calleeName(F, I.Born).find("err") != std::string::npos)
    return true;
  std::string Name = I.Holder.empty() ? I.Name : I.Holder;
  std::transform(Name.begin(), Name.end(), Name.begin(), [](unsigned char C) { return tolower(C); });
  Name.erase(0, Name.find_last_of(".>") == std::string::npos ? 0 : Name.find_last_of(".>") + 1);
  return Name == "e" || Name.starts_with("err") || Name.ends_with("err") || Name.ends_with("error");
}

} // namespace deed
