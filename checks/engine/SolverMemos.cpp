//===- engine/SolverMemos.cpp - functions that are asked twice ------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   if (wants(job, 'q')) q = malloc(n);
//   ...
//   if (wants(job, 'q')) free(q);
//
// A function that only reads answers as it did before, until something that it was
// asked of changes. The answer is kept in a cell below a symbol that names the
// question. Only paths are given up by this, so it makes no finding.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// The operators of Computed that are questions; see also arith.
constexpr std::int64_t FirstQuestion = 1ll << 40;

void Solver::indexQuestions() {
  std::vector<bool> Asked(F.Callees.size());
  AskedAgain.resize(F.Callees.size());
  for (std::uint32_t I = 0; I != F.Events.size(); ++I) {
    const Event &E = F.Events[I];
    if (E.Code == Op::Call && E.Target.valid()) {
      AskedAgain[E.Target.N] = Asked[E.Target.N];
      Asked[E.Target.N] = true;
    } else if (E.Code == Op::String && E.Value)
      Texts.try_emplace(E.Value, I);
  }
}

/// The cell of the answer; false where the call is no question, or nobody asks it
/// again.
bool Solver::findMemo(EventId At, const Execution &X, const FunctionContract &C, CellKey &K) {
  const Event &Ev = F.Events[At.N];
  if (!Ev.R.valid() || !Ev.Target.valid() || Ev.ArgsCount == 0 || Ev.ArgsCount > 3 || Ev.Type == TypeClass::Pointer ||
      Ev.Type == TypeClass::Record || Ev.Type == TypeClass::Other || F.Callees[Ev.Target.N].Name.empty() ||
      C.NoReturn || !AskedAgain[Ev.Target.N])
    return false;
  for (const Outcome &O : outcomes(C)) {
    if (O.Return != ReturnWord::Scalar && O.Return != ReturnWord::Unknown)
      return false;
    for (const Effect &E : O.Effects) {
      if (E.Param < 0 && Ev.ArgsCount <= C.Params.size())
        continue; // further arguments: there are none
      // A number that is passed on changes nothing here.
      const bool Number = E.Param >= 0 && E.Param < static_cast<int>(Ev.ArgsCount) && !E.Target &&
                          E.Kind == EffectKind::Escape && isNumber(argument(At, X, E.Param));
      if (E.Kind != EffectKind::Borrow && !Number)
        return false;
    }
  }
  Value Question;
  for (std::uint32_t I = 0; I != Ev.ArgsCount; ++I) {
    Value V = argument(At, X, I);
    if (V.K == Value::Kind::Unknown)
      return false;
    // strcmp(name, "-"): one text wherever it is written.
    if (const Event *Text =
            V.isSymbolItself() && Symbols[V.S].Kind == SymbolKind::Literal ? &F.Events[Symbols[V.S].A] : nullptr;
        Text && Text->Code == Op::String && Text->Value)
      V = Value::symbol(Symbols.get(SymbolKind::Literal, Texts.at(Text->Value)));
    Question = I == 0 ? V : Value::symbol(Symbols.computed(FirstQuestion, Question, V, TypeClass::Other));
  }
  K = {Symbols.computed(FirstQuestion + 1 + Ev.Target.N, Question, Value(), TypeClass::Other), PathId(0)};
  return true;
}

/// `if (!strcmp(s, "on")) ...; if (!strcmp(s, "off")) ...`: what is known to be one text is no other one.
bool Solver::isOtherText(const State &S, SymbolId Question) const {
  const SymbolInfo Asked = Symbols[Question];
  const Callee &Of = F.Callees[Asked.Operator - FirstQuestion - 1];
  if (!Asked.L.isSymbolItself() || Of.Contract->Return.From.From != Source::Model ||
      Of.Name.find("cmp") == std::string::npos)
    return false;
  const SymbolInfo Both = Symbols[Asked.L.S];
  if (Both.Kind != SymbolKind::Computed || Both.Operator != FirstQuestion)
    return false;
  const bool AnyCase = Of.Name.find("case") != std::string::npos;
  const auto Text = [&](Value V) -> std::int64_t {
    const SymbolInfo *I = V.isSymbolItself() ? &Symbols[V.S] : nullptr;
    const bool IsText = I && I->Kind == SymbolKind::Literal && F.Events[I->A].Code == Op::String;
    return !IsText ? 0 : AnyCase ? F.Events[I->A].Value >> 32 : F.Events[I->A].Value;
  };
  const auto Excludes = [&](Value Same, Value SameHere, Value Here, Value There) {
    return Same == SameHere && Text(Here) && Text(There) && Text(Here) != Text(There);
  };
  return std::any_of(S.Cells.begin(), S.Cells.end(), [&](const Cell &C) {
    const SymbolInfo &I = Symbols[C.Key.Base];
    if (I.Kind != SymbolKind::Computed || I.Operator != Asked.Operator || !I.L.isSymbolItself())
      return false;
    const SymbolInfo &Known = Symbols[I.L.S];
    return Known.Kind == SymbolKind::Computed && Known.Operator == FirstQuestion &&
           (Excludes(Both.L, Known.L, Both.R, Known.R) || Excludes(Both.R, Known.R, Both.L, Known.L)) &&
           signsOfValue(S, C.V) == sign::Zero;
  });
}

bool Solver::isNumber(Value V) const {
  return V.isInt() || (V.isSymbolItself() && Symbols[V.S].Kind != SymbolKind::VarAddress &&
                       Symbols[V.S].Kind != SymbolKind::Literal && Symbols[V.S].Type != TypeClass::Pointer);
}

/// `strcmp(name, "-")` of a text that the function was passed: of no round of its loops it is another one. (What writes
/// to it names it.)
bool Solver::comparesPassedText(SymbolId Question) const {
  const SymbolInfo &I = Symbols[Question];
  const Callee &Of = F.Callees[I.Operator - FirstQuestion - 1];
  if (!Of.Contract || Of.Contract->Return.From.From != Source::Model || Of.Name.find("cmp") == std::string::npos)
    return false;
  const auto Stays = [&](Value V, const auto &Self) -> bool {
    const SymbolInfo *Each = V.isSymbolItself() ? &Symbols[V.S] : nullptr;
    if (Each && Each->Kind == SymbolKind::Computed && Each->Operator == FirstQuestion)
      return Self(Each->L, Self) && Self(Each->R, Self);
    return V.isInt() || (Each && (Each->Kind == SymbolKind::Literal || Each->Kind == SymbolKind::ParamValue));
  };
  return Stays(I.L, Stays);
}

/// What was asked of \p Changed, or of what hangs from it, may be answered otherwise
/// now. No symbol: of any memory, in the next round of a loop.
void Solver::forgetMemos(State &S, SymbolId Changed) const {
  if (!S.HasMemos)
    return;
  eraseIf(S.Cells, [&](const Cell &C) {
    const SymbolInfo &I = Symbols[C.Key.Base];
    if (I.Kind != SymbolKind::Computed || I.Operator < FirstQuestion)
      return false;
    if (!Changed.valid())
      return !comparesPassedText(C.Key.Base);
    if (Symbols.dependsOn(C.Key.Base, Changed))
      return true;
    // A question about memory, and a change of memory of others: it may be the same.
    const SymbolState *St = S.find(Changed);
    const bool Here = Symbols[Changed].Kind == SymbolKind::VarAddress || (St && St->Born.valid());
    return !Here && asksMemory(C.Key.Base) && !asksText(C.Key.Base);
  });
}

/// strcmp(name, "-"): what a text says is changed by its own name alone, in practice.
bool Solver::asksText(SymbolId Question) const {
  const SymbolInfo &I = Symbols[Question];
  auto Asks = [&](Value V) {
    if (!V.isSymbolItself())
      return false;
    const SymbolInfo &Of = Symbols[V.S];
    return Of.Kind == SymbolKind::Computed && Of.Operator >= FirstQuestion ? asksText(V.S)
                                                                           : Of.Kind == SymbolKind::Literal;
  };
  return Asks(I.L) || Asks(I.R);
}

bool Solver::asksMemory(SymbolId Question) const {
  const SymbolInfo &I = Symbols[Question];
  auto Asks = [&](Value V) {
    if (!V.isSym() || (Symbols[V.S].Kind == SymbolKind::VarAddress))
      return false;
    if (Symbols[V.S].Kind == SymbolKind::Computed && Symbols[V.S].Operator >= FirstQuestion)
      return asksMemory(V.S);
    return Symbols[V.S].Type == TypeClass::Pointer;
  };
  return Asks(I.L) || Asks(I.R);
}

} // namespace deed
