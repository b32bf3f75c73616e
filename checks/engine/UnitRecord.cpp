//===- engine/UnitRecord.cpp - what other files need of a file ------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/UnitRecord.h"
#include "engine/ConfiguredOutcomes.h"
#include "engine/SolveFunction.h"
#include <algorithm>
#include <map>

namespace deed {

namespace {

/// Renumbers each place of a contract that may name a global variable. All members
/// are listed: who adds one sees this, and decides.
template <typename Function> void eachParam(FunctionContract &C, Function Visit) {
  for (std::vector<Place> *Cells : {&C.UsedCells, &C.FollowedCells})
    for (Place &P : *Cells)
      Visit(P.Param);
  for (UseAfterEnd &U : C.UsedAfterEnd)
    Visit(U.Ended.Param);
  for (Outcome &O : C.Inferred) {
    auto &[Result, Return, Family, Argument, NeverNull, Bytes, Context, OnPath, EmptyIsContext, Uninitialized, Lo, Hi,
           Not, MayFail, OfArgument, Answer, Filled, Kept, Effects, Requires, Apart, Ranges, Moves, Numbers, Contents,
           LentParam, LentPath] = O;
    Visit(Argument);
    Visit(EmptyIsContext);
    Visit(OfArgument.Param);
    Visit(Answer.Left.Param);
    Visit(Answer.Right.Param);
    Visit(Answer.Left.MaskParam);
    Visit(Answer.Right.MaskParam);
    Visit(LentParam);
    for (Effect &E : Effects) {
      auto &[Kind, Param, Target, Path, Owns, Other, Distance, Itself, MayBeNull, On, Below, Makes, Unseen, Alive] = E;
      Visit(Param);
      Visit(Other);
      Visit(On);
    }
    for (Condition &Each : Requires) {
      auto &[Param, Target, Path, Signs, Pointer, Mask] = Each;
      Visit(Param);
    }
    for (auto &[One, Other] : Apart) {
      Visit(One);
      Visit(Other);
    }
    for (ArgumentRange &R : Ranges)
      Visit(R.Param);
    for (Move &M : Moves) {
      auto &[Param, Path, Itself, Grown] = M;
      Visit(Param);
    }
    for (Number &N : Numbers) {
      auto &[Param, Path, Added, Least, Most, Same, Bits, Mask, Ones] = N;
      Visit(Param);
      Visit(Same.Param);
    }
  }
}

/// "ar_x.c:120".
std::string placeText(const SourceRange &R) {
  return R.File.substr(R.File.rfind('/') + 1) + ':' + std::to_string(R.Line);
}

/// What the caller's file says, and what the body's file says where that is silent.
FunctionContract joined(const FunctionContract &Here, const FunctionContract &There) {
  auto &[Name, Params, Rest, Return, Success, Failure, NoReturn, MustCheck, MayDrop, NoReturnUnlessZero, ReturnsToFail,
         TakenBy, ResultParts, ResultOn, BodyCounts, NeedsScope, ScopeDepth, Inferred, InferredFrom, Ignored,
         GlobalsKnown, Dereferences, UsedCells, FollowedCells, UsedAfterEnd, Cleared, ReturnsWith] = There;
  FunctionContract C = Here;
  for (std::size_t I = 0; I != C.Params.size() && I != Params.size(); ++I)
    if (C.Params[I].From.From == Source::None && Params[I].From.From != Source::None)
      C.Params[I] = Params[I];
  if (C.Return.From.From == Source::None && Return.From.From != Source::None)
    C.Return = Return;
  if (C.Success == ResultTest::Any)
    C.Success = Success, C.Failure = Failure;
  C.NoReturn |= NoReturn;
  C.ReturnsToFail |= ReturnsToFail;
  C.MustCheck |= MustCheck;
  C.MayDrop |= MayDrop;
  if (C.TakenBy.empty())
    C.TakenBy = TakenBy;
  if (C.ResultParts.empty()) {
    C.ResultParts = ResultParts;
    C.ResultOn = ResultOn;
  }
  if (!C.BodyCounts)
    return C;
  C.BodyCounts = BodyCounts;
  C.NeedsScope |= NeedsScope;
  C.ScopeDepth = std::max(C.ScopeDepth, ScopeDepth);
  C.Inferred = Inferred;
  C.InferredFrom = InferredFrom;
  C.Ignored = Ignored;
  C.GlobalsKnown = GlobalsKnown;
  C.Dereferences = Dereferences;
  C.UsedCells = UsedCells;
  C.FollowedCells = FollowedCells;
  C.UsedAfterEnd = UsedAfterEnd;
  C.Cleared = Cleared;
  C.ReturnsWith = ReturnsWith;
  return C;
}

/// The file that implements a type releases it by free(); to all others it is of the
/// family of its destroy function: by its type, or because a comment names the function.
void nameFamilies(FunctionContract &C, const FunctionContract &Declared, const SlotOwner &Owner) {
  auto Name = [&](std::size_t I, std::string &Family) {
    if (Family.empty())
      return;
    if (I < Owner.Families.size() && !Owner.Families[I].empty())
      Family = Owner.Families[I];
    else if (I == 0 && Declared.Return.Word == ReturnWord::Owned && Declared.Return.From.From == Source::Comment &&
             !Declared.Return.Family.empty())
      Family = Declared.Return.Family;
    else if (I != 0 && I <= Declared.Params.size() && Declared.Params[I - 1].Word == ParamWord::Releases &&
             Declared.Params[I - 1].From.From == Source::Comment && !Declared.Params[I - 1].Family.empty())
      Family = Declared.Params[I - 1].Family;
  };
  for (Outcome &O : C.Inferred) {
    if (O.Return == ReturnWord::Owned)
      Name(0, O.Family);
    for (Effect &E : O.Effects)
      if (E.Path.empty() && E.Param >= 0 && E.Param < FirstGlobal)
        Name(E.Param + 1, E.Family);
  }
}

} // namespace

std::set<int> globalsOf(FunctionContract C) {
  std::set<int> Out;
  eachParam(C, [&](int &Param) {
    if (Param >= FirstGlobal)
      Out.insert(Param - FirstGlobal);
  });
  return Out;
}

Summary summaryOf(const FunctionContract &C, const std::vector<GlobalVar> &Globals) {
  Summary Out;
  Out.Contract = C;
  std::map<int, int> Numbers;
  eachParam(Out.Contract, [&](int &Param) {
    if (Param < FirstGlobal)
      return;
    auto [It, New] = Numbers.try_emplace(Param, FirstGlobal + static_cast<int>(Out.Globals.size()));
    if (New) {
      GlobalVar Named;
      for (const GlobalVar &G : Globals)
        if (G.Shape.Global == Param - FirstGlobal)
          Named = G;
      Named.Shape.Global = It->second - FirstGlobal;
      Named.Shape.Loc = LocId();
      Out.Globals.push_back(std::move(Named));
    }
    Param = It->second;
  });
  return Out;
}

void bindSlot(FlowRecord &R, std::uint32_t Slot, const Summary *S, const SlotOwner &Owner, bool Elsewhere) {
  if (!S)
    return;
  FunctionContract C = joined(R.Contracts[Slot], S->Contract);
  // What the calling file's configuration says holds there.
  C.Inferred = configuredOutcomes(R.Contracts[Slot], C.Inferred);
  if (Elsewhere) {
    C.InferredFrom.Text = "inferred from " + placeText(C.InferredFrom.Where);
    nameFamilies(C, R.Contracts[Slot], Owner);
  }
  eachParam(C, [&](int &Param) {
    if (Param < FirstGlobal || Param - FirstGlobal >= static_cast<int>(S->Globals.size()))
      return;
    const GlobalVar &Named = S->Globals[Param - FirstGlobal];
    int Number = -1, Next = 0;
    for (const GlobalVar &G : R.Globals) {
      Next = std::max(Next, G.Shape.Global + 1);
      if (G.Link == Named.Link && !Named.Link.empty())
        Number = G.Shape.Global;
    }
    if (Number < 0) {
      GlobalVar Added = Named;
      Added.Shape.Global = Number = Next;
      Added.Shape.Kind = VarKind::Global;
      R.Globals.push_back(std::move(Added));
    }
    // A variable that only the callee's body names exists here from now on.
    const bool Known =
        std::any_of(R.Body.Vars.begin(), R.Body.Vars.end(), [&](const Var &V) { return V.Global == Number; });
    if (!Known)
      for (const GlobalVar &G : R.Globals)
        if (G.Shape.Global == Number)
          R.Body.Vars.push_back(G.Shape);
    Param = FirstGlobal + Number;
  });
  R.Contracts[Slot] = std::move(C);
}

std::shared_ptr<FunctionContract> bindCallees(FlowRecord &R) {
  std::vector<std::shared_ptr<FunctionContract>> Shared;
  for (FunctionContract &C : R.Contracts)
    Shared.push_back(std::make_shared<FunctionContract>(std::move(C)));
  auto At = [&](std::uint32_t Slot) { return Slot && Slot <= Shared.size() ? Shared[Slot - 1] : nullptr; };
  for (std::size_t I = 0; I != R.Body.Callees.size(); ++I)
    R.Body.Callees[I].Contract = At(I < R.CalleeSlots.size() ? R.CalleeSlots[I] : 0);
  std::shared_ptr<FunctionContract> Own = At(R.OwnSlot);
  if (!Own)
    Own = std::make_shared<FunctionContract>();
  else
    R.Body.Contract = Own;
  return Own;
}

std::string pack(UnitRecord R) {
  std::string Flows;
  for (RecordedFunction &F : R.Functions) {
    F.BodyAt = Flows.size();
    F.BodySize = F.Body.size();
    Flows += F.Body;
    F.Body.clear();
  }
  const std::string Head = archive::write(R);
  std::string Out;
  archive::Writer(Out).number(Head.size());
  return Out + Head + Flows;
}

/// Splits \p Packed; false if it is too short.
static bool split(std::string_view Packed, std::string_view &Head, std::string_view &Flows) {
  std::uint64_t Size = 0;
  unsigned Shift = 0;
  std::size_t At = 0;
  for (; At < Packed.size() && Shift < 64; ++At, Shift += 7) {
    Size |= static_cast<std::uint64_t>(Packed[At] & 0x7f) << Shift;
    if (!(Packed[At] & 0x80))
      break;
  }
  if (At >= Packed.size() || Size > Packed.size() - At - 1)
    return false;
  Head = Packed.substr(At + 1, Size);
  Flows = Packed.substr(At + 1 + Size);
  return true;
}

bool unpack(std::string_view Packed, UnitRecord &R) {
  std::string_view Head, Flows;
  return split(Packed, Head, Flows) && archive::read(Head, R);
}

std::string_view flowBytes(std::string_view Packed, const RecordedFunction &F) {
  std::string_view Head, Flows;
  if (!split(Packed, Head, Flows) || F.BodyAt > Flows.size() || F.BodySize > Flows.size() - F.BodyAt)
    return {};
  return Flows.substr(F.BodyAt, F.BodySize);
}

bool unpackFlow(std::string_view Packed, const RecordedFunction &F, FlowRecord &Out) {
  const std::string_view Bytes = flowBytes(Packed, F);
  return !Bytes.empty() && archive::read(Bytes, Out);
}

SourceRange rangeOf(const std::vector<RecordFile> &Files, const Spot &S) {
  SourceRange Out;
  if (S.File >= Files.size())
    return Out;
  const RecordFile &File = Files[S.File];
  Out.File = File.Path;
  Out.Offset = S.Begin;
  Out.Length = S.End - S.Begin;
  // Lines are few, and only findings ask.
  std::uint32_t Start = 0;
  unsigned Line = 0;
  for (std::uint32_t Length : File.Lines) {
    Start += Length;
    ++Line;
    if (Start <= S.Begin)
      Out.Line = Line, Out.Column = S.Begin - Start + 1;
    if (Start > S.End)
      break;
    Out.EndLine = Line, Out.EndColumn = S.End - Start + 1;
  }
  return Out;
}

} // namespace deed
