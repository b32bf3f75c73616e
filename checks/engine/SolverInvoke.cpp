//===- engine/SolverInvoke.cpp - what a call may do -----------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The outcomes of a callee, also of one that calls what it is given:
//
//   static void each(void (*end)(char *), char *p) { end(p); }
//   each(free_text, p);
//
// The summary of each() says that it calls its first argument with its second:
// the effect Invoke, whose Path lists what is passed, "1" for argument 1,
// "*1.name" for a cell below it, "-" for what the caller can not name. Where a
// caller passes a known function, that function's outcomes take the effect's
// place, in the caller's words; of any other what is passed has escaped.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>
#include <cstdlib>

namespace deed {

bool Solver::isFunction(TempId T) const {
  return T.valid() && Definition[T.N] != ~0u && F.Events[Definition[T.N]].Code == Op::Function;
}

namespace {

/// One entry of Effect::Path of an Invoke.
struct Passed {
  int Param = -1;
  bool Target = false;
  std::string Path;
};

std::vector<Passed> parsePassed(std::string_view Text) {
  std::vector<Passed> All;
  while (!Text.empty()) {
    std::string_view One = Text.substr(0, Text.find(','));
    Text.remove_prefix(std::min(Text.size(), One.size() + 1));
    Passed P;
    if (One != "-") {
      P.Target = One[0] == '*';
      One.remove_prefix(P.Target);
      P.Param = std::atoi(std::string(One.substr(0, One.find('.'))).c_str());
      if (const std::size_t Dot = One.find('.'); Dot != std::string_view::npos)
        P.Path = One.substr(Dot + 1);
    }
    All.push_back(std::move(P));
  }
  return All;
}

/// What \p Of says of its parameter \p Param, in the words of who passes \p Args.
/// False where the caller has no name for it.
template <typename Named> bool rename(Named &Of, const std::vector<Passed> &Args) {
  if (Of.Param >= FirstGlobal)
    return true;
  if (Of.Param < 0 || Of.Param >= static_cast<int>(Args.size()) || Args[Of.Param].Param < 0)
    return false;
  const Passed &P = Args[Of.Param];
  Of.Param = P.Param;
  if (!P.Target)
    return true;
  if (Of.Target)
    Of.Path =
        Of.Path.empty() || Of.Path[0] == '[' || Of.Path[0] == '*' ? P.Path + "*" + Of.Path : P.Path + "." + Of.Path;
  else
    Of.Path = P.Path;
  Of.Target = true;
  return true;
}

/// Where \p P goes, nobody follows.
Effect escapeOf(const Passed &P) {
  Effect Gone;
  Gone.Kind = EffectKind::Escape;
  Gone.Param = P.Param;
  Gone.Target = P.Target;
  Gone.Path = P.Path;
  return Gone;
}

/// Adds what the function that gets \p Args does, one of its effects, to \p O. A second
/// argument that it speaks of, `o->text = p`, needs a name, too, or it has escaped.
void addRenamed(Outcome &O, Effect E, const std::vector<Passed> &Args) {
  const bool Puts = E.Kind == EffectKind::SetInto || E.Kind == EffectKind::SetFrom;
  const Passed *Other = E.Other >= 0 && E.Other < static_cast<int>(Args.size()) ? &Args[E.Other] : nullptr;
  if (E.On >= 0) {
    if (E.On >= static_cast<int>(Args.size()) || Args[E.On].Param < 0 || Args[E.On].Target)
      return;
    E.On = Args[E.On].Param;
  }
  const bool Known = rename(E, Args);
  if (Puts && Other && Other->Param >= 0 && (!Known || Other->Target)) {
    O.Effects.push_back(escapeOf(*Other));
    if (!Known)
      return;
    E.Kind = EffectKind::SetBorrowed;
    E.Other = -1;
    E.Itself = false;
    E.OnPath.clear();
  } else if (Puts && Other) {
    if (Other->Param < 0)
      return;
    E.Other = Other->Param;
  }
  if (Known)
    O.Effects.push_back(std::move(E));
}

} // namespace

/// What a call may do: the body's summary, corrected by what is declared.
const std::vector<Outcome> &Solver::outcomes(const FunctionContract &C) {
  auto [It, New] = Compiled.try_emplace(&C);
  if (!New)
    return It->second;
  std::vector<Outcome> &All = It->second;
  // The function calls itself: what its type lets one guess of contexts is no news from this body.
  const bool Itself = !C.Name.empty() && C.Name == F.Function;
  if (C.Inferred.empty()) {
    FunctionContract Said = C;
    if (Itself)
      forgetGuesses(Said);
    All = outcomesOf(Itself ? Said : C);
    return All;
  }
  All = C.Inferred;
  for (int P = 0; P < static_cast<int>(C.Params.size()); ++P) {
    const ParamContract &D = C.Params[P];
    if (D.From.From > Source::Comment)
      continue;
    auto IsThis = [&](const Effect &E) { return E.Param == P && !E.Target; };
    bool Consumed = std::any_of(All.begin(), All.end(), [&](const Outcome &O) {
      return std::any_of(O.Effects.begin(), O.Effects.end(),
                         [&](const Effect &E) { return IsThis(E) && consumes(E.Kind); });
    });
    bool Escapes = std::any_of(All.begin(), All.end(), [&](const Outcome &O) {
      return std::any_of(O.Effects.begin(), O.Effects.end(),
                         [&](const Effect &E) { return IsThis(E) && E.Kind == EffectKind::Escape; });
    });
    // An own_ argument that the body puts somewhere is taken by that.
    auto Stores = [&](const Effect &E) {
      return (IsThis(E) && E.Kind == EffectKind::Hold) || (E.Kind == EffectKind::SetInto && E.Itself && E.Other == P);
    };
    const bool Takes = D.Word == ParamWord::Takes || D.Word == ParamWord::TakesOrFails;
    if (Takes)
      for (Outcome &O : All)
        for (Effect &E : O.Effects)
          if (Stores(E)) {
            Consumed = true;
            if (E.Kind == EffectKind::Hold)
              E.Kind = EffectKind::Take;
          }
    // map_set(map, key, ref_value): where in the map it went, the body may not show.
    const bool Kept = std::any_of(All.begin(), All.end(), [&](const Outcome &O) {
      return std::any_of(O.Effects.begin(), O.Effects.end(), Stores);
    });
    if (D.Word == ParamWord::Holds && !Kept && !Consumed)
      for (Outcome &O : All) {
        Effect E;
        E.Kind = EffectKind::Hold;
        E.Param = P;
        O.Effects.push_back(E);
      }
    // Of `set_log(mut_parser, ref_log)` the log stays whose it was; containers hold things for who owns them.
    const bool Keeps = D.From.From == Source::Prefix && D.Word != ParamWord::Holds && !Consumed;
    const bool Lends = D.Word == ParamWord::Borrows || D.Word == ParamWord::Mutates || D.Word == ParamWord::Holds;
    for (Outcome &O : All) {
      if (Lends || (Takes && !Consumed && !Escapes))
        O.Effects.erase(std::remove_if(O.Effects.begin(), O.Effects.end(),
                                       [&](const Effect &E) {
                                         // What the body does to the value it does, whatever its name
                                         // says; the name is called wrong there.
                                         return IsThis(E) && (E.Kind == EffectKind::Escape ||
                                                              (Keeps && Lends && E.Kind == EffectKind::Hold));
                                       }),
                        O.Effects.end());
      if (Takes && !Consumed && !Escapes) {
        Effect E;
        // That a name or a comment and a body disagree is said there, and which of them callers believe is
        // not known.
        E.Kind =
            D.From.From == Source::Comment || D.From.From == Source::Prefix ? EffectKind::Escape : EffectKind::Take;
        E.Param = P;
        O.Effects.push_back(E);
      }
    }
  }
  // The configuration's words are in the outcomes already, with what failure gives.
  if (C.Return.From.From <= Source::Comment && C.Return.From.From != Source::Configuration &&
      C.Return.Word == ReturnWord::Owned) {
    for (Outcome &O : All)
      if (O.Return == ReturnWord::Unknown && O.LentParam >= 0 && O.LentPath != SomewhereBelow) {
        // "Returns the contents. The caller must free them.": what the argument had, and nothing new.
        O.Return = ReturnWord::Target;
        O.Argument = O.LentParam;
        O.OnPath = O.LentPath;
      } else if (O.Return == ReturnWord::Unknown || O.Return == ReturnWord::Scalar) {
        O.Return = ReturnWord::Owned;
        O.Family = C.Return.Family;
      }
  }
  // store_find(): the body only reads it out of its own memory.
  if (C.Return.From.From <= Source::Comment &&
      (C.Return.Word == ReturnWord::Borrowed || C.Return.Word == ReturnWord::BorrowedFrom))
    for (Outcome &O : All)
      if (O.Return == ReturnWord::Unknown) {
        O.Return = C.Return.Word;
        O.Argument = C.Return.Argument;
      }
  if (!Itself || C.Return.From.From != Source::Name)
    addContextWords(C, All);
  return All;
}

/// `errors = 0; close_it(p); if (errors != 1) abort();`: what is called may call a handler of this file back, which
/// counts. (A flag that was read, and not set here, is taken to stay.)
void Solver::doubtAnswers(Execution &X, const FunctionContract &C) const {
  if (std::none_of(F.Vars.begin(), F.Vars.end(), [](const Var &V) { return V.Answers; }))
    return;
  if (C.InferredFrom.From == Source::Summary && C.GlobalsKnown)
    return;
  // malloc() and free() call nothing back, and wait for nobody.
  if (C.Return.From.Text == "model libc" &&
      (C.Return.Word == ReturnWord::Owned || std::any_of(C.Params.begin(), C.Params.end(), [](const ParamContract &P) {
         return P.Word == ParamWord::Releases;
       })))
    return;
  eraseIf(X.S.Cells, [&](const Cell &Ce) {
    const SymbolInfo &B = Symbols[Ce.Key.Base];
    return B.Kind == SymbolKind::VarAddress && F.Vars[B.A].Answers && Ce.V.isInt();
  });
}

/// The contract of the function that \p V is, or null.
const FunctionContract *Solver::functionIn(Value V) const {
  if (!V.isSymbolItself() || Symbols[V.S].Kind != SymbolKind::Literal)
    return nullptr;
  const Event &E = F.Events[Symbols[V.S].A];
  return E.Code == Op::Function && E.Target.valid() ? F.Callees[E.Target.N].Contract.get() : nullptr;
}

/// \p All, with the outcomes of the functions that this call passes in the place of
/// their invocation.
const std::vector<Outcome> &Solver::invoked(EventId At, const Execution &X, const std::vector<Outcome> &All) {
  std::vector<const FunctionContract *> Functions;
  for (const Outcome &O : All)
    for (const Effect &E : O.Effects)
      if (E.Kind == EffectKind::Invoke)
        Functions.push_back(functionIn(argument(At, X, E.Param)));
  if (Functions.empty())
    return All;
  auto [It, New] = Expanded.try_emplace({At.N, Functions});
  if (!New)
    return It->second;
  std::size_t Next = 0;
  for (const Outcome &O : All) {
    Outcome Rest = O;
    std::erase_if(Rest.Effects, [](const Effect &E) { return E.Kind == EffectKind::Invoke; });
    std::vector<Outcome> Here{Rest};
    for (const Effect &E : O.Effects) {
      if (E.Kind != EffectKind::Invoke)
        continue;
      const FunctionContract *C = Functions[Next++];
      const std::vector<Passed> Args = parsePassed(E.Path);
      Outcome Unknown;
      for (int I = 0; I != static_cast<int>(Args.size()); ++I) {
        Effect Gone;
        Gone.Kind = EffectKind::Escape;
        Gone.Param = I;
        Unknown.Effects.push_back(Gone);
      }
      std::vector<Outcome> Combined;
      for (const Outcome &Before : Here)
        for (const Outcome &Inner : C && !C->NoReturn ? outcomes(*C) : std::vector<Outcome>{Unknown}) {
          Outcome Both = Before;
          for (const Effect &Each : Inner.Effects)
            if (Each.Kind != EffectKind::Invoke)
              addRenamed(Both, Each, Args);
          // `return f(p);`: the result may be the very argument.
          if (Inner.Return == ReturnWord::Argument && Inner.Argument < static_cast<int>(Args.size()) &&
              Args[Inner.Argument].Param >= 0)
            Both.Effects.push_back(escapeOf(Args[Inner.Argument]));
          for (Condition Each : Inner.Requires)
            if (rename(Each, Args))
              Both.Requires.push_back(std::move(Each));
          Combined.push_back(std::move(Both));
        }
      Here = std::move(Combined);
      if (Here.size() > 32) { // too many to tell apart
        Here = {Rest};
        for (const Passed &P : Args)
          if (P.Param >= 0)
            Here[0].Effects.push_back(escapeOf(P));
      }
    }
    It->second.insert(It->second.end(), Here.begin(), Here.end());
  }
  return It->second;
}

/// Of a call through a parameter: what it passes, in the caller's words, and which
/// parameters of ours nothing else has happened to.
std::vector<SymbolId> Solver::beginInvoke(EventId At, const Execution &X) {
  const Event &Ev = F.Events[At.N];
  if (!Ev.A.valid() || (Ev.Target.valid() && !F.Callees[Ev.Target.N].Name.empty()))
    return {};
  // The index knows all that the pointer may be, and that they agree.
  if (Ev.Target.valid() && F.Callees[Ev.Target.N].Contract && !F.Callees[Ev.Target.N].Contract->Inferred.empty())
    return {};
  const Value Called = valueOf(X, Ev.A);
  if (!Called.isSymbolItself() || Symbols[Called.S].Kind != SymbolKind::ParamValue)
    return {};
  std::vector<SymbolId> Passed{Called.S};
  std::string List;
  for (std::uint32_t I = 0; I != Ev.ArgsCount; ++I) {
    const Value V = argument(At, X, I);
    const SymbolState *St = V.isSymbolItself() ? X.S.find(V.S) : nullptr;
    std::string One = "-";
    if (St && St->OriginParam >= 0 && St->OriginParam < FirstGlobal && St->Why == Reason::None && !St->Weak &&
        (Symbols[V.S].Type == TypeClass::Pointer || Symbols[V.S].Kind == SymbolKind::ParamValue) &&
        Symbols[V.S].Kind != SymbolKind::VarAddress) {
      const std::string Path = St->OriginIsCell ? Paths.text(St->OriginPath, F) : "";
      if (Path.find_first_of("[,") == std::string::npos) {
        One = (St->OriginIsCell ? "*" : "") + std::to_string(St->OriginParam) + (Path.empty() ? "" : "." + Path);
        Passed.push_back(V.S);
      }
    }
    List += (I ? "," : "") + One;
  }
  auto [It, New] = Invokes.try_emplace(At.N, Symbols[Called.S].A, List);
  if (!New && It->second.second != List)
    It->second.second.clear(); // not the same each time
  return Passed;
}

void Solver::noteInvoke(EventId At, Execution &X, const std::vector<SymbolId> &Passed) {
  for (SymbolId S : Passed) {
    const SymbolState *St = X.S.find(S);
    if (!St || St->OriginParam < 0)
      continue;
    const bool Again = S == Passed.front() && St->InvokedAt.valid();
    X.S.at(S).InvokedAt = Again ? EventId() : At;
  }
}

/// Where it is not known whether the call is made, what it is given has escaped.
void Solver::forgetInvoke(Outcome &O, const Effect &Invoke) {
  std::erase(O.Effects, Invoke);
  for (const Passed &P : parsePassed(Invoke.Path)) {
    Effect Gone = escapeOf(P);
    if (P.Param >= 0 && std::find(O.Effects.begin(), O.Effects.end(), Gone) == O.Effects.end())
      O.Effects.push_back(std::move(Gone));
  }
}

/// What a parameter was called with is the caller's to know.
void Solver::sumInvokes(const State &S, Outcome &O) const {
  for (const auto &[At, What] : Invokes) {
    const auto &[Param, List] = What;
    const SymbolState *Called = S.find(const_cast<SymbolTable &>(Symbols).get(SymbolKind::ParamValue, Param, 0, false,
                                                                              F.Vars[F.Params[Param].N].Type));
    if (List.empty() || !Called || Called->InvokedAt != EventId(At))
      continue;
    for (const SymbolState &St : S.Symbols)
      if (St.InvokedAt == EventId(At) && St.OriginParam >= 0)
        std::erase_if(O.Effects, [&](const Effect &E) {
          return E.Kind == EffectKind::Escape && E.Param == St.OriginParam && E.Target == St.OriginIsCell &&
                 E.Path == (St.OriginIsCell ? Paths.text(St.OriginPath, F) : "");
        });
    Effect E;
    E.Kind = EffectKind::Invoke;
    E.Param = Param;
    E.Path = List;
    O.Effects.push_back(std::move(E));
  }
}

} // namespace deed
