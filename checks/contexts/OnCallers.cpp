//===- contexts/OnCallers.cpp - a fix: allocate on the caller's context ----===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What lives longer is never read too late: the fix can not make memory end early.
//===----------------------------------------------------------------------===//
#include "contexts/Contexts.h"

namespace deed {

static const Event *definitionOf(const Flow &F, TempId T) {
  for (const Event &E : F.Events)
    if (E.R.valid() && E.R == T)
      return &E;
  return nullptr;
}

/// The variable that \p T is the value of, as it stands; invalid: another expression.
static VarId variableOf(const Flow &F, TempId T) {
  const Event *Value = definitionOf(F, T);
  const Event *Address = Value && Value->Code == Op::Load ? definitionOf(F, Value->A) : nullptr;
  return Address && Address->Code == Op::VarAddr ? Address->Variable : VarId();
}

static TempId argument(const Flow &F, const Event &Call, int N) {
  return N >= 0 && N < static_cast<int>(Call.ArgsCount) ? F.Args[Call.ArgsBegin + N] : TempId();
}

static const FunctionContract *contractOf(const Flow &F, const Event &E) {
  return E.Code == Op::Call && E.Target.valid() ? F.Callees[E.Target.N].Contract.get() : nullptr;
}

/// The number of the context among the arguments of a call that allocates; -1: not known.
static int contextArgument(const FunctionContract &C) {
  for (const Outcome &O : C.Inferred)
    if (O.Return == ReturnWord::Allocated && O.OnPath.empty())
      return O.Argument;
  if (C.Return.Word == ReturnWord::Allocated)
    return C.Return.Argument;
  return C.ResultOn;
}

/// Others may write to \p V: its address is more than read and stored through.
static bool isShared(const Flow &F, VarId V) {
  auto Names = [&](TempId T) {
    const Event *Address = T.valid() ? definitionOf(F, T) : nullptr;
    return Address && Address->Code == Op::VarAddr && Address->Variable == V;
  };
  for (const Event &E : F.Events) {
    if (Names(E.B) || (Names(E.A) && E.Code != Op::Load && E.Code != Op::Store))
      return true;
    for (std::uint32_t N = 0; N != E.ArgsCount; ++N)
      if (Names(F.Args[E.ArgsBegin + N]))
        return true;
  }
  return false;
}

/// The call that makes the context that \p V holds, the only one that it ever holds beside NULL.
static const Event *makerOf(const Flow &F, VarId V) {
  const Event *Maker = nullptr;
  for (const Event &E : F.Events) {
    if (E.Code != Op::Store)
      continue;
    const Event *Address = definitionOf(F, E.A), *Value = definitionOf(F, E.B);
    if (!Address || Address->Code != Op::VarAddr || Address->Variable != V)
      continue;
    if (Value && Value->Code == Op::Const && Value->Value == 0)
      continue;
    if (Maker || !Value || Value->Code != Op::Call)
      return nullptr;
    Maker = Value;
  }
  return Maker;
}

/// Its value is the caller's from the first line to the last, and no other variable has its name.
static bool staysTheParameter(const Flow &F, VarId V) {
  for (std::uint32_t N = 0; N != F.Vars.size(); ++N)
    if (N != V.N && F.Vars[N].Name == F.Vars[V.N].Name)
      return false;
  for (const Event &E : F.Events)
    if (const Event *Address = E.Code == Op::Store ? definitionOf(F, E.A) : nullptr;
        Address && Address->Code == Op::VarAddr && Address->Variable == V)
      return false;
  return F.Vars[V.N].Kind == VarKind::Param;
}

std::optional<Fix> allocateOnCallers(const SolvedFlow &Solved, EventId Born) {
  const Flow &F = Solved.F;
  if (!Born.valid())
    return std::nullopt;
  const Event &Call = F.Events[Born.N];
  const FunctionContract *C = contractOf(F, Call);
  const int N = C ? contextArgument(*C) : -1;
  const VarId Temporary = variableOf(F, argument(F, Call, N));
  if (!Temporary.valid() || F.Vars[Temporary.N].Kind != VarKind::Local || isShared(F, Temporary))
    return std::nullopt;
  const Event *Maker = makerOf(F, Temporary);
  const FunctionContract *Made = Maker ? contractOf(F, *Maker) : nullptr;
  if (!Made || (Made->Return.Word != ReturnWord::Context && Made->Return.Word != ReturnWord::Allocated))
    return std::nullopt;
  const VarId Parent = variableOf(F, argument(F, *Maker, Made->Return.Argument));
  if (!Parent.valid() || isShared(F, Parent) || !staysTheParameter(F, Parent))
    return std::nullopt;
  const std::string &Name = F.Vars[Parent.N].Name;
  return replaceArgument(Solved, Born, N, Name, "allocate it on '" + Name + "', which the caller keeps");
}

} // namespace deed
