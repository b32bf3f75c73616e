//===- engine/Explain.cpp - from an incident to a finding -----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Explain.h"
#include <algorithm>

namespace deed {

std::string quoted(const std::string &Name, const char *Else) { return Name.empty() ? Else : "'" + Name + "'"; }

std::string calleeName(const Flow &F, EventId At) {
  if (!At.valid())
    return "";
  const Event &E = F.Events[At.N];
  return E.Code == Op::Call && E.Target.valid() ? F.Callees[E.Target.N].Name : "";
}

static const FunctionContract *contractAt(const Flow &F, EventId At) {
  if (!At.valid())
    return nullptr;
  const Event &E = F.Events[At.N];
  return E.Code == Op::Call && E.Target.valid() ? F.Callees[E.Target.N].Contract.get() : nullptr;
}

EventId statementOf(const Flow &F, EventId At) {
  if (!At.valid())
    return {};
  for (const Block &B : F.Blocks)
    if (At.N >= B.Begin && At.N < B.End)
      for (std::uint32_t I = At.N + 1; I-- > B.Begin;)
        if (F.Events[I].Code == Op::Statement)
          return EventId(I);
  return {};
}

std::optional<Fix> insertAfter(const SolvedFlow &Solved, EventId At, const std::string &Text,
                               const std::string &Description) {
  EventId S = statementOf(Solved.F, At);
  if (!S.valid())
    return std::nullopt;
  const Event &E = Solved.F.Events[S.N];
  if (!E.InCompound || E.IsReturn || !Solved.Source.isPlain(E.Loc))
    return std::nullopt;
  SourceRange Place = Solved.Source.afterStatement(E.Loc);
  if (!Place.valid())
    return std::nullopt;
  Fix Out;
  Out.Description = Description;
  Out.Edits.push_back({Place, "\n" + Solved.Source.indent(E.Loc) + Text});
  return Out;
}

std::optional<Fix> insertBefore(const SolvedFlow &Solved, LocId Where, const std::string &Text,
                                const std::string &Description) {
  // The statement that begins at Where, with what stands beside it.
  for (const Event &E : Solved.F.Events) {
    if (E.Code != Op::Statement || !E.InCompound || !Solved.Source.isPlain(E.Loc))
      continue;
    SourceRange R = Solved.Source.range(E.Loc), W = Solved.Source.range(Where);
    if (R.File != W.File || R.Offset != W.Offset)
      continue;
    SourceRange Place = R;
    Place.EndLine = Place.Line;
    Place.EndColumn = Place.Column;
    Place.Length = 0;
    Fix Out;
    Out.Description = Description;
    Out.Edits.push_back({Place, Text + "\n" + Solved.Source.indent(E.Loc)});
    return Out;
  }
  return std::nullopt;
}

/// What the event did to the value that the finding is about.
static PathStep describe(const SolvedFlow &Solved, const Incident &I, EventId At) {
  const Flow &F = Solved.F;
  const Event &E = F.Events[At.N];
  PathStep Step;
  Step.Range = Solved.Source.range(E.Loc);
  const std::string Callee = calleeName(F, At);
  const std::string By = Callee.empty() ? "" : " by '" + Callee + "'";
  const FunctionContract *C = contractAt(F, I.Born);
  const bool Lent = I.Kind == IncidentKind::BorrowReleased || I.Kind == IncidentKind::BorrowTaken ||
                    I.Kind == IncidentKind::OwnBoundToBorrow || I.Kind == IncidentKind::BorrowInvalidated ||
                    (C && C->Return.Word != ReturnWord::Owned &&
                     (I.Kind == IncidentKind::BorrowReturned || I.Kind == IncidentKind::BorrowKept));
  if (At == I.Born) {
    Step.Kind = Lent ? StepKind::Borrow : StepKind::Acquire;
    const bool Unset = Solved.F.Events[I.Born.N].Code == Op::Declare; // see FlowUnset.h
    Step.Message = (Unset ? "declared here, without a value" : Lent ? "borrowed here" : "acquired here") + By;
    // A contract without a place in the source is named here.
    if (C && !C->Return.From.Where.valid() && !C->Return.From.Text.empty())
      Step.Message += " (" + C->Return.From.Text + ")";
  } else if (At == I.Ended && I.Kind == IncidentKind::BorrowInvalidated) {
    Step.Kind = StepKind::Note;
    Step.Message = "changed here" + By;
  } else if (At == I.Ended) {
    const bool Released = I.Kind == IncidentKind::UseAfterRelease || I.Kind == IncidentKind::DoubleRelease ||
                          I.Kind == IncidentKind::BorrowReturned || I.Kind == IncidentKind::BorrowKept;
    Step.Kind = Released ? StepKind::Release : StepKind::Transfer;
    if (Released)
      Step.Message = (I.ByRealloc ? "moved and released here" : "released here") + By;
    else
      Step.Message = Callee.empty() ? "ownership moved here" : "ownership moved here to '" + Callee + "'";
  } else if (At == I.KeptBy) {
    Step.Kind = StepKind::Transfer;
    Step.Message = F.Events[I.KeptBy.N].Type == TypeClass::Other
                       ? "'" + Callee + "' does not take it on every path"
                       : "not taken here: '" + Callee + "' takes ownership only on success";
  } else {
    Step.Kind = StepKind::Note;
    Step.Message = Callee.empty() ? "then here" : "'" + Callee + "' is called here";
  }
  return Step;
}

static void addContract(Finding &Out, const Provenance &From, const std::string &What) {
  if (From.From == Source::None)
    return;
  Related R;
  R.Range = From.Where;
  R.Message = What + " (" + From.Text + ")";
  if (R.Range.valid())
    Out.Contracts.push_back(std::move(R));
}

Finding makeFinding(const SolvedFlow &Solved, Rule Id, const Incident &I) {
  const Flow &F = Solved.F;
  Finding Out;
  Out.Id = Id;
  Out.Function = F.Function;
  Out.Variable = I.Name;
  Out.Place = Solved.Source.range(I.Where);

  // The path: where it was acquired, branches since, where it ended.
  if (I.Param >= 0 && !I.Born.valid() && I.Param < static_cast<int>(F.Params.size())) {
    PathStep Step;
    const Var &P = F.Vars[F.Params[I.Param].N];
    Step.Range = Solved.Source.range(P.Loc);
    Step.Kind = StepKind::Acquire;
    Step.Message = "'" + P.Name + "' is a parameter";
    if (P.Prefix == Role::Own)
      Step.Message = "'" + P.Name + "' is owned by '" + F.Function + "' by its prefix";
    Out.Path.push_back(std::move(Step));
  }
  bool Begun = !I.Born.valid();
  auto Seen = [&](EventId At) {
    SourceRange R = Solved.Source.range(F.Events[At.N].Loc);
    return std::any_of(Out.Path.begin(), Out.Path.end(), [&](const PathStep &S) { return S.Range == R; });
  };
  std::string Shape;
  EventId Last;
  for (const TraceStep &T : I.Trace) {
    if (T.IsBranch) {
      if (!Begun)
        continue;
      const Block &B = F.Blocks[T.Block.N];
      PathStep Step;
      Step.Range = Solved.Source.range(B.Loc);
      if (!Step.Range.valid())
        continue;
      Step.Kind = StepKind::Branch;
      const std::string &Text = F.nameOf(B.Condition);
      Step.Message = (Text.empty() ? "the condition" : "'" + Text + "'") + (T.Taken ? " is true" : " is false");
      Out.Path.push_back(std::move(Step));
      Shape += T.Taken ? "+" : "-";
      continue;
    }
    if (T.At == I.Born)
      Begun = true;
    if ((T.At != I.Born && T.At != I.Ended && T.At != I.KeptBy) || T.At == Last)
      continue;
    Last = T.At; // a call that releases a value and its parts is one step
    Out.Path.push_back(describe(Solved, I, T.At));
    Shape += calleeName(F, T.At) + ";";
  }
  // Stores and results without a log entry of their own.
  if (I.Born.valid() && !Seen(I.Born))
    Out.Path.insert(Out.Path.begin(), describe(Solved, I, I.Born));
  for (EventId At : {I.KeptBy, I.Ended})
    if (At.valid() && At != I.At && !Seen(At))
      Out.Path.push_back(describe(Solved, I, At));

  if (const FunctionContract *C = contractAt(F, I.Born)) {
    const bool Lent = C->Return.Word == ReturnWord::Borrowed || C->Return.Word == ReturnWord::BorrowedFrom;
    addContract(Out, C->Return.From,
                "'" + C->Name + (Lent ? "' returns a borrowed value" : "' returns an owned value"));
    if (C->Return.From.From == Source::None && C->InferredFrom.From == Source::Summary)
      addContract(
          Out, C->InferredFrom,
          "'" + C->Name +
              (I.Kind == IncidentKind::BorrowInvalidated ? "' returns a borrowed value" : "' returns an owned value"));
  }
  for (EventId At : {I.Ended, I.KeptBy, I.At}) {
    const FunctionContract *C = contractAt(F, At);
    if (!C)
      continue;
    for (const ParamContract &P : C->Params)
      if (P.From.From <= Source::Comment && (P.Word == ParamWord::Takes || P.Word == ParamWord::TakesOrFails ||
                                             P.Word == ParamWord::TakesOnSuccess || P.Word == ParamWord::Releases))
        if (P.From.Where.valid() && std::none_of(Out.Contracts.begin(), Out.Contracts.end(),
                                                 [&](const Related &R) { return R.Range == P.From.Where; }))
          addContract(Out, P.From, "'" + C->Name + "' takes ownership");
    if (C->InferredFrom.From == Source::Summary && At != I.Born &&
        std::none_of(Out.Contracts.begin(), Out.Contracts.end(),
                     [&](const Related &R) { return R.Range == C->InferredFrom.Where; }))
      addContract(Out, C->InferredFrom,
                  C->Name.empty() ? "what the function does that is called" : "what '" + C->Name + "' does");
  }
  Out.Signature = F.Function + "|" + std::string(ruleInfo(Id).Name) + "|" + I.Name + "|" + calleeName(F, I.Born) + "|" +
                  calleeName(F, I.Ended) + "|" + calleeName(F, I.At) + "|" + Shape;
  return Out;
}

bool closeHadFailed(const SolvedFlow &Solved, const Incident &I) {
  const Flow &F = Solved.F;
  const TempId Told = I.Ended.valid() ? F.Events[I.Ended.N].R : TempId();
  if (I.ReleasedAs != "fd" || !Told.valid())
    return false;
  auto DefinitionOf = [&](TempId T) -> const Event * {
    const auto E = std::find_if(F.Events.begin(), F.Events.end(), [&](const Event &Each) { return Each.R == T; });
    return T.valid() && E != F.Events.end() ? &*E : nullptr;
  };
  return std::any_of(I.Trace.begin(), I.Trace.end(), [&](const TraceStep &Step) {
    if (!Step.IsBranch)
      return false;
    const TempId Condition = F.Blocks[Step.Block.N].Condition;
    if (Condition == Told)
      return Step.Taken;
    const Event *Asked = DefinitionOf(Condition);
    const Event *With = Asked && Asked->Code == Op::Compare && Asked->A == Told ? DefinitionOf(Asked->B) : nullptr;
    if (!With)
      return false;
    const bool WithZero = With->Code == Op::Const && With->Value == 0;
    switch (Asked->Cmp) {
    case CompareOp::LT: return Step.Taken;
    case CompareOp::GE: return !Step.Taken;
    case CompareOp::EQ: return Step.Taken != WithZero; // == -1 is asked as well
    case CompareOp::NE: return Step.Taken == WithZero;
    case CompareOp::LE:
    case CompareOp::GT: return false;
    }
    return false;
  });
}

} // namespace deed
