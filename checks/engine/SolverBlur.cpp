//===- engine/SolverBlur.cpp - outcomes that callers can not tell apart ---===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What happens in one exit and not in another is certain only where a caller can tell
// which of them it was.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

namespace deed {

/// How many constants an outcome says that it does not return; a value knows of as many.
constexpr std::size_t MostExcluded = 3;

/// True if all results of \p A are one number, and none of \p B's is that.
static bool isNeverOf(const Outcome &A, const Outcome &B) {
  return A.Lo == A.Hi && std::find(B.Not.begin(), B.Not.end(), A.Lo) != B.Not.end();
}

/// True if a caller can tell which of two outcomes happened: by the result, or
/// by what it passed.
static bool distinct(std::uint8_t SignsA, const Outcome &A, std::uint8_t SignsB, const Outcome &B) {
  if (!(SignsA & SignsB) || A.Hi < B.Lo || B.Hi < A.Lo || isNeverOf(A, B) || isNeverOf(B, A))
    return true;
  // A cell is named once in an outcome, and large functions name thousands.
  std::map<std::tuple<int, bool, std::string_view, std::int64_t>, std::uint8_t> Theirs;
  for (const Condition &Y : B.Requires)
    Theirs.emplace(std::tuple(Y.Param, Y.Target, std::string_view(Y.Path), Y.Mask), sign::Any).first->second &= Y.Signs;
  for (const Condition &X : A.Requires)
    if (const auto Y = Theirs.find({X.Param, X.Target, X.Path, X.Mask}); Y != Theirs.end() && !(X.Signs & Y->second))
      return true;
  // A flag or a count that both set: *allocated, *n.
  for (const Number &X : A.Numbers)
    for (const Number &Y : B.Numbers)
      if (X.Param == Y.Param && X.Path.empty() && Y.Path.empty() && !X.Added && !Y.Added &&
          (X.Hi < Y.Lo || Y.Hi < X.Lo))
        return true;
  return false;
}

static bool isSamePlace(const Effect &A, const Effect &B) {
  return A.Param == B.Param && A.Target == B.Target && A.Path == B.Path;
}

/// True if \p O does nothing to the value that \p E ends, and does not say that it is NULL.
static bool leavesAlone(const Outcome &O, const Effect &E) {
  return std::none_of(
             O.Effects.begin(), O.Effects.end(),
             [&](const Effect &Other) { return !Other.Itself && endsValue(Other.Kind) && isSamePlace(E, Other); }) &&
         std::none_of(O.Requires.begin(), O.Requires.end(), [&](const Condition &C) {
           return C.Param == E.Param && C.Target == E.Target && C.Path == E.Path && C.Signs == sign::Zero;
         });
}

/// Of what \p Undecided ends nothing is known after \p O.
static void escapeAll(Outcome &O, std::vector<Effect> Undecided) {
  for (Effect &E : Undecided) {
    E.Kind = EffectKind::Escape;
    E.Family.clear();
    std::erase_if(O.Effects, [&](const Effect &Other) {
      return isSamePlace(E, Other) && ((!Other.Itself && endsValue(Other.Kind)) || Other == E);
    });
    addMutations(O.Effects, {E}); // after what it does to the parts
  }
}

bool ResultPart::contains(std::int64_t N) const {
  return Range.Lo <= N && N <= Range.Hi && std::find(Unequal.begin(), Unequal.end(), N) == Unequal.end();
}

/// False of a call of a function that computes what it returns and has no exit that fails: its
/// result is passed on as a number.
bool Solver::mayTellFailure(std::uint32_t Call) const {
  const Event *E = Call < F.Events.size() ? &F.Events[Call] : nullptr;
  const FunctionContract *C =
      E && E->Code == Op::Call && E->Target.valid() ? F.Callees[E->Target.N].Contract.get() : nullptr;
  return !C || C->Inferred.empty() || std::any_of(C->Inferred.begin(), C->Inferred.end(), [](const Outcome &O) {
    return O.Hi < 0 || signsOf(O.Result) == sign::Neg;
  });
}

ResultPart Solver::resultPart(const State &S) const {
  ResultPart Part;
  const Value *R = S.find(resultCell());
  if (!R || F.ResultType == TypeClass::Pointer || F.ResultType == TypeClass::Record)
    return Part;
  Part.Range = boundsOf(S, *R);
  Part.Told = R->isSymbolItself() && Symbols[R->S].Kind == SymbolKind::Result && mayTellFailure(Symbols[R->S].A);
  if (const SymbolState *St = R->isSymbolItself() ? S.find(R->S) : nullptr)
    Part.Unequal.assign(Constants[St->Unequal].begin(), Constants[St->Unequal].end());
  return Part;
}

/// `return FTP_OK;` beside `if (err != FTP_OK) return err;`: of results that are all of one sign,
/// a constant tells which exit it was.
void Solver::tellResultsApart() {
  if (ExitResults.size() != ExitOutcomes.size() || ExitOutcomes.size() < 2)
    return;
  std::set<std::int64_t> Constants;
  for (const std::vector<ResultPart> &Parts : ExitResults)
    for (const ResultPart &Part : Parts)
      if (Part.Range.Lo == Part.Range.Hi)
        Constants.insert(Part.Range.Lo);
  for (std::size_t I = 0, Last = ExitOutcomes.size(); I != Last; ++I) {
    Outcome &O = ExitOutcomes[I].second;
    std::vector<std::int64_t> Others;
    for (std::int64_t N : Constants)
      if (O.Lo <= N && N <= O.Hi &&
          std::none_of(ExitResults[I].begin(), ExitResults[I].end(),
                       [&](const ResultPart &Part) { return Part.contains(N); }))
        Others.push_back(N);
    for (std::size_t N = 0; N != Others.size() && O.Not.size() < MostExcluded; ++N)
      O.Not.push_back(Others[N]);
    if (Others.size() > MostExcluded)
      tellTwoApart(I);
  }
}

/// `*out = text; return special ? SPECIAL : OK;` among many other results: one outcome for each of the two.
void Solver::tellTwoApart(std::size_t Exit) {
  const std::vector<ResultPart> &Parts = ExitResults[Exit];
  std::set<std::int64_t> Own;
  for (const ResultPart &Part : Parts)
    Own.insert({Part.Range.Lo, Part.Range.Hi});
  auto IsConstant = [](const ResultPart &Part) { return Part.Range.Lo == Part.Range.Hi; };
  auto HandsOver = [](const Effect &E) { return E.Kind == EffectKind::Give || consumes(E.Kind); };
  std::vector<Effect> &Effects = ExitOutcomes[Exit].second.Effects;
  if (Own.size() > 2 || !std::all_of(Parts.begin(), Parts.end(), IsConstant) ||
      std::none_of(Effects.begin(), Effects.end(), HandsOver) ||
      std::any_of(CountsDown.begin(), CountsDown.end(), [&](const auto &Each) { return Each.first == Exit; }))
    return;
  for (std::int64_t N : Own) {
    if (N != *Own.begin()) {
      ExitOutcomes.push_back(ExitOutcomes[Exit]);
      ExitResults.push_back(ExitResults[Exit]);
    }
    Outcome &One = N == *Own.begin() ? ExitOutcomes[Exit].second : ExitOutcomes.back().second;
    One.Lo = One.Hi = N;
    One.Not.clear();
  }
}

/// True if \p O leaves something known in each cell where \p Giver gives a value.
static bool setsAll(const Outcome &O, const Outcome &Giver) {
  return std::all_of(Giver.Effects.begin(), Giver.Effects.end(), [&](const Effect &E) {
    auto IsThere = [&](const auto &Set) { return Set.Param == E.Param && Set.Path == E.Path; };
    return E.Kind != EffectKind::Give || !E.Target || std::any_of(O.Numbers.begin(), O.Numbers.end(), IsThere) ||
           std::any_of(O.Effects.begin(), O.Effects.end(), [&](const Effect &Set) {
             return Set.Target && IsThere(Set) &&
                    (Set.Kind == EffectKind::Give || Set.Kind == EffectKind::SetNull ||
                     Set.Kind == EffectKind::SetNumber);
           });
  });
}

/// `if (bad) return -1; *out = make(); return 10 * a + b;`: what was computed where something
/// was given is no code of failure, though nothing shows its sign.
void Solver::tellComputedFromFailure() {
  if (F.ResultType != TypeClass::Signed || ExitResults.size() != ExitOutcomes.size())
    return;
  auto Gives = [](const Outcome &O) {
    return std::any_of(O.Effects.begin(), O.Effects.end(), [](const Effect &E) { return E.Kind == EffectKind::Give; });
  };
  const bool Fails = std::any_of(ExitOutcomes.begin(), ExitOutcomes.end(),
                                 [&](const auto &Each) { return Each.first == sign::Neg && !Gives(Each.second); });
  for (std::size_t I = 0; Fails && I != ExitOutcomes.size(); ++I) {
    auto &[Signs, O] = ExitOutcomes[I];
    const bool Told =
        std::any_of(ExitResults[I].begin(), ExitResults[I].end(), [](const ResultPart &Part) { return Part.Told; });
    // `o->text = make(); if (!o->text) return -1; if (bad(o)) return -1;`: that is one, and what o has then the caller
    // can ask. (`if (pipe(fds) < 0 || bad(fds)) return -1;`: of this it knows nothing, and can end nothing.)
    const bool Asked = std::any_of(ExitResults[I].begin(), ExitResults[I].end(),
                                   [](const ResultPart &Part) { return Part.Range.Hi < 0; }) &&
                       std::all_of(ExitOutcomes.begin(), ExitOutcomes.end(), [&, &O = O](const auto &Other) {
                         return !(Other.first & sign::Neg) || setsAll(Other.second, O);
                       });
    if (Asked)
      continue;
    if (!Gives(O) || Told || !(Signs & sign::Neg) || !(Signs & ~sign::Neg))
      continue;
    Signs &= ~sign::Neg;
    O.Lo = std::max<std::int64_t>(O.Lo, 0);
  }
}

/// Records that are returned with many numbers: exits that only differ in them are one.
void Solver::forgetNumbersOfResult() {
  std::vector<std::pair<std::uint8_t, Outcome>> Few;
  for (auto &[Signs, O] : ExitOutcomes) {
    std::erase_if(O.Effects, [](const Effect &E) { return E.Param == ResultParam && E.Kind == EffectKind::SetNumber; });
    auto Same = std::find_if(Few.begin(), Few.end(), [&, &O = O](const auto &Known) { return Known.second == O; });
    if (Same == Few.end())
      Few.push_back({Signs, std::move(O)});
    else
      Same->first |= Signs;
  }
  ExitOutcomes = std::move(Few);
  ExitResults.clear();
  ReturnsKept.clear();
  CountsDown.clear();
  UnseenAt.clear();
  RefusedApart.clear();
}

/// A callee that gives a cell of the caller's a new value in one outcome, in the place
/// of the old one that it releases, and leaves it alone in another: realloc() where the
/// room is not enough. Who owned the old value owns the one that is there now.
void Solver::regrowUndecided() {
  auto At = [](const Effect &A, EffectKind K) {
    return [&A, K](const Effect &B) { return B.Kind == K && B.Target && B.Param == A.Param && B.Path == A.Path; };
  };
  for (auto &[SignsA, A] : ExitOutcomes)
    for (std::size_t I = 0; I < A.Effects.size(); ++I) {
      if (!A.Effects[I].Target || A.Effects[I].Kind != EffectKind::Release)
        continue;
      const Effect E = A.Effects[I];
      const auto Given = std::find_if(A.Effects.begin(), A.Effects.end(), At(E, EffectKind::Give));
      if (Given == A.Effects.end() || Given->Family != E.Family)
        continue;
      const bool LeftAlone =
          std::any_of(ExitOutcomes.begin(), ExitOutcomes.end(), [&, &SignsA = SignsA](const auto &B) {
            return (B.first & SignsA) &&
                   std::none_of(B.second.Effects.begin(), B.second.Effects.end(), [&](const Effect &X) {
                     return X.Target && X.Param == E.Param && X.Path == E.Path && X.Kind != EffectKind::Mutate &&
                            X.Kind != EffectKind::Borrow;
                   });
          });
      if (!LeftAlone)
        continue;
      Given->Kind = EffectKind::Regrow;
      A.Effects.erase(A.Effects.begin() + I--);
    }
}

/// A callee that gives a value in one outcome and puts something else into the cell in
/// another, which no caller can tell apart: from a pool, or from the heap. Nobody knows
/// who owns what is there then.
void Solver::blurGiven() {
  for (auto &[SignsA, A] : ExitOutcomes)
    for (Effect &E : A.Effects) {
      if (E.Kind != EffectKind::Give || E.On != -1 || E.Context != ContextKind::None || E.Param < 0)
        continue;
      const bool Else =
          std::any_of(ExitOutcomes.begin(), ExitOutcomes.end(), [&, &SignsA = SignsA, &A = A](const auto &B) {
            return !distinct(SignsA, A, B.first, B.second) &&
                   std::any_of(B.second.Effects.begin(), B.second.Effects.end(), [&](const Effect &X) {
                     return (X.Kind == EffectKind::SetBorrowed || X.Kind == EffectKind::SetNotHeap) &&
                            X.Param == E.Param && X.Path == E.Path;
                   });
          });
      if (Else) {
        E.Kind = EffectKind::SetBorrowed;
        E.Family.clear();
      }
    }
}

/// A callee that returns what it made: in one exit it is the caller's, in another, which
/// no caller can tell from it, somebody else holds it already, as a tree that may have
/// such a node. Nobody knows who owns the result then. (`if (t->parent) t->parent->kid = r;`:
/// that a task has a parent is seldom seen where it is handed on.)
void Solver::blurOwned() {
  auto AsSeen = [](const Outcome &O) {
    Outcome Seen;
    std::tie(Seen.Lo, Seen.Hi, Seen.Not, Seen.Numbers) = std::tie(O.Lo, O.Hi, O.Not, O.Numbers);
    std::copy_if(O.Requires.begin(), O.Requires.end(), std::back_inserter(Seen.Requires),
                 [](const Condition &C) { return !C.Target; });
    return Seen;
  };
  for (auto &[SignsA, A] : ExitOutcomes)
    if (A.Return == ReturnWord::Owned &&
        std::any_of(ReturnsKept.begin(), ReturnsKept.end(), [&, &SignsA = SignsA, &A = A](std::size_t N) {
          const auto &[SignsB, B] = ExitOutcomes[N];
          return !distinct(SignsA & sign::Pos, AsSeen(A), SignsB & sign::Pos, AsSeen(B));
        })) {
      A.Return = ReturnWord::Unknown;
      A.Family.clear();
      A.Bytes = 0;
    }
}

/// True where the records that two exits return tell them apart: by a flag, or by a
/// pointer that is NULL in one of them.
static bool distinctRecords(const Outcome &A, const Outcome &B) {
  auto IsNull = [](const Effect &E) { return E.Kind == EffectKind::SetNull; };
  return std::any_of(A.Effects.begin(), A.Effects.end(), [&](const Effect &X) {
    return X.Param == ResultParam && std::any_of(B.Effects.begin(), B.Effects.end(), [&](const Effect &Y) {
             if (Y.Param != ResultParam || X.Path != Y.Path)
               return false;
             const bool Numbers =
                 (X.Kind == EffectKind::SetNumber || IsNull(X)) && (Y.Kind == EffectKind::SetNumber || IsNull(Y));
             return Numbers ? X.Kind != Y.Kind || X.Bytes != Y.Bytes : IsNull(X) != IsNull(Y);
           });
  });
}

/// Refusals were kept apart for what the other exits do to the argument. Where these
/// end nothing that callers own, they are one again.
void Solver::joinRefusals() {
  const bool Ends = std::any_of(ExitOutcomes.begin(), ExitOutcomes.end(), [](const auto &Each) {
    return std::any_of(Each.second.Effects.begin(), Each.second.Effects.end(),
                       [](const Effect &E) { return endsValue(E.Kind); });
  });
  // (Or an allocator's, of which callers rule out one and the other by constants.)
  const bool Counts = std::any_of(ToldParams.begin(), ToldParams.end(),
                                  [](const auto &Told) { return Told.second != TypeClass::Pointer; });
  if (Ends || Counts)
    return;
  for (auto It = RefusedApart.rbegin(); It != RefusedApart.rend(); ++It) {
    auto &[Signs, O] = ExitOutcomes[It->second];
    auto &[Known, Other] = ExitOutcomes[It->first];
    Other.Lo = std::min(Other.Lo, O.Lo);
    Other.Hi = std::max(Other.Hi, O.Hi);
    Known |= Signs;
    std::erase_if(Other.Not, [&, &Mine = O](std::int64_t N) {
      return Mine.Lo <= N && N <= Mine.Hi && std::find(Mine.Not.begin(), Mine.Not.end(), N) == Mine.Not.end();
    });
    Other.Filled |= O.Filled;
    Other.Apart.clear();
    joinRanges(Other.Ranges, O.Ranges);
    std::erase_if(Other.Requires, [&, &Mine = O](const Condition &C) {
      return std::find(Mine.Requires.begin(), Mine.Requires.end(), C) == Mine.Requires.end();
    });
    ExitOutcomes.erase(ExitOutcomes.begin() + It->second);
  }
}

/// `if (--o->refs == 0) { free(o); return 0; } return o->refs;`: whoever takes one from
/// a count gave up what it counts, be it released or not.
void Solver::noteCountsDown(const State &S, std::size_t Exit) {
  for (const Cell &C : S.Cells) {
    const SymbolInfo *Now = C.V.isSymbolItself() ? &Symbols[C.V.S] : nullptr;
    if (!Now || Now->Kind != SymbolKind::Computed || !Now->R.isInt() || !Now->L.isSymbolItself() ||
        !((Now->Operator == arith::Sub && Now->R.I == 1) || (Now->Operator == arith::Add && Now->R.I == -1)))
      continue;
    const SymbolState *Base = S.find(C.Key.Base), *Was = S.find(Now->L.S);
    if (Base && Was && Was->AsFound && Base->OriginParam >= 0 && Was->OriginParam == Base->OriginParam)
      CountsDown.insert({Exit, Base->OriginParam});
  }
}

/// `@node: (transfer full)` of `if (--node->refs == 0) free(node);`: where the count is not 0 yet, the caller's
/// reference is given up all the same.
bool Solver::gaveUpReference(const State &S, SymbolId Param) const {
  return Symbols[Param].Kind == SymbolKind::ParamValue &&
         std::any_of(S.Cells.begin(), S.Cells.end(), [&](const Cell &C) {
           const SymbolInfo *Now = C.Key.Base == Param && C.V.isSymbolItself() ? &Symbols[C.V.S] : nullptr;
           if (!Now || Now->Kind != SymbolKind::Computed || !Now->R.isInt() || !Now->L.isSymbolItself() ||
               !((Now->Operator == arith::Sub && Now->R.I == 1) || (Now->Operator == arith::Add && Now->R.I == -1)))
             return false;
           const SymbolState *Was = S.find(Now->L.S);
           return Was && Was->AsFound &&
                  (!(signsOfValue(S, C.V) & sign::Zero) || Constants[Was->Unequal].contains(1) ||
                   boundsOf(*Was).Lo > 1);
         });
}

/// The same of a literal or a variable: only where each exit that a caller can not tell
/// from this one puts such a thing there, or NULL, is it certain that free() must not
/// have it. So it is with what was released.
void Solver::blurNotHeap() {
  for (auto &[SignsA, A] : ExitOutcomes)
    for (std::size_t I = 0; I < A.Effects.size(); ++I) {
      Effect &E = A.Effects[I];
      if (E.Kind != EffectKind::SetNotHeap && E.Kind != EffectKind::SetReleased)
        continue;
      const bool Else =
          std::any_of(ExitOutcomes.begin(), ExitOutcomes.end(), [&, &SignsA = SignsA, &A = A](const auto &B) {
            return !distinct(SignsA, A, B.first, B.second) && !distinctRecords(A, B.second) &&
                   !(E.Kind == EffectKind::SetReleased && isSuccessBehindCleanup(A, B.second)) &&
                   std::none_of(B.second.Effects.begin(), B.second.Effects.end(), [&](const Effect &X) {
                     return (X.Kind == E.Kind || X.Kind == EffectKind::SetNull) && X.Param == E.Param &&
                            X.Path == E.Path;
                   });
          });
      if (!Else)
        continue;
      if (E.Param == ResultParam)
        A.Effects.erase(A.Effects.begin() + I--);
      else
        E.Kind = EffectKind::SetBorrowed;
    }
}

/// A callee that releases or takes a value in one outcome and not in another,
/// without a difference that callers see, counts references or decides by what
/// only it knows. Then nothing is known of the value after the call.
void Solver::blurUndecided() {
  auto Ends = [](const Effect &E) { return !E.Itself && endsValue(E.Kind); };
  auto Fails = [&](std::uint8_t Signs) {
    switch (F.ResultType) {
    case TypeClass::Pointer:
    case TypeClass::Bool: return Signs == sign::Zero;
    case TypeClass::Signed: return Signs == sign::Neg;
    case TypeClass::Unsigned:
    case TypeClass::Record:
    case TypeClass::Other: return false;
    }
    return false;
  };
  // `if (full(l)) return EFULL; l->items[l->n++] = item; return 0;`: what is kept for 0, and for nothing else, is left
  // alone by an error, whatever its number.
  auto FailsBeside = [&](std::uint8_t Keeps, std::uint8_t Leaves) {
    return (F.ResultType == TypeClass::Signed || F.ResultType == TypeClass::Unsigned) && Keeps == sign::Zero &&
           Leaves == sign::Pos;
  };
  // `if (full(l)) return 0; l->items[l->n++] = item; return 1;`: the other way round; where an item that is there
  // already is left alone, too, somebody looked at it.
  auto LeavesUnseen = [&](std::uint8_t Keeps, std::uint8_t Leaves, std::size_t Exit, const Effect &E) {
    return (F.ResultType == TypeClass::Signed || F.ResultType == TypeClass::Unsigned) && Keeps == sign::Pos &&
           Leaves == sign::Zero && !E.Target && UnseenAt.count({Exit, E.Param});
  };
  // `if (--k->count == 0) { release(k); return 1; } return 0;`: given up, whether it is called or not.
  auto GivesUp = [&](const std::pair<std::uint8_t, Outcome> &B) {
    const std::size_t Exit = &B - ExitOutcomes.data();
    return std::any_of(CountsDown.begin(), CountsDown.end(), [&](const auto &Each) { return Each.first == Exit; });
  };
  // Whether it calls what it is given, too.
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const auto &[SignsA, A] : ExitOutcomes)
      for (const Effect &E : A.Effects)
        if (E.Kind == EffectKind::Invoke && !Changed &&
            std::any_of(ExitOutcomes.begin(), ExitOutcomes.end(), [&, &SignsA = SignsA, &A = A](const auto &B) {
              return (!distinct(SignsA, A, B.first, B.second) || GivesUp(B)) &&
                     std::find(B.second.Effects.begin(), B.second.Effects.end(), E) == B.second.Effects.end();
            })) {
          const Effect Gone = E;
          for (auto &[Signs, O] : ExitOutcomes)
            forgetInvoke(O, Gone);
          Changed = true;
          break;
        }
  }
  std::vector<Effect> Undecided;
  const std::size_t N = ExitOutcomes.size();
  std::vector<bool> Distinct(N * N);
  for (std::size_t I = 0; I != N * N; ++I) {
    const auto &[SignsA, A] = ExitOutcomes[I / N];
    const auto &[SignsB, B] = ExitOutcomes[I % N];
    Distinct[I] = distinct(SignsA, A, SignsB, B);
  }
  // `if (--n->count > 0) return; n->next = unused; unused = n;`: the last one goes back to the pool.
  for (const auto &[Exit, Param] : CountsDown)
    for (std::size_t I = 0; I != N; ++I)
      if (I != Exit && std::any_of(ExitOutcomes[I].second.Effects.begin(), ExitOutcomes[I].second.Effects.end(),
                                   [&, &Param = Param](const Effect &E) {
                                     return E.Kind == EffectKind::SetInto && E.Itself && E.Other == Param;
                                   })) {
        Undecided.emplace_back();
        Undecided.back().Param = Param;
      }
  for (std::size_t I = 0; I != N; ++I)
    for (const Effect &E : ExitOutcomes[I].second.Effects) {
      if (!Ends(E))
        continue;
      for (std::size_t J = 0; J != N; ++J) {
        auto &[SignsB, B] = ExitOutcomes[J];
        // Kept in one case and left in another that succeeds as well: not every
        // case of "already there, released" shows in the facts.
        // (But of what nobody looked at in that case nobody can know that it is there.)
        const bool Soft = (E.Kind == EffectKind::Hold || E.Kind == EffectKind::Escape) && !Fails(SignsB) &&
                          !(E.Kind == EffectKind::Hold && FailsBeside(ExitOutcomes[I].first, SignsB)) &&
                          !(E.Kind == EffectKind::Hold && LeavesUnseen(ExitOutcomes[I].first, SignsB, J, E));
        const bool Counts = CountsDown.count({J, E.Param});
        if ((Soft || Counts || !Distinct[I * N + J]) && leavesAlone(B, E))
          Undecided.push_back(E);
      }
    }
  for (auto &[Signs, O] : ExitOutcomes)
    escapeAll(O, Undecided);
}

/// What bits of the caller's memory are matters where they decide who owns what; elsewhere each caller would only have
/// more to know.
void Solver::forgetIdleBits() {
  const bool Decides = std::any_of(ExitOutcomes.begin(), ExitOutcomes.end(), [](const auto &Each) {
    return std::any_of(Each.second.Effects.begin(), Each.second.Effects.end(),
                       [](const Effect &E) { return consumes(E.Kind) || E.Kind == EffectKind::Give; });
  });
  if (!Decides)
    for (auto &[Signs, O] : ExitOutcomes)
      std::erase_if(O.Requires, [](const Condition &C) { return C.Target && C.Mask; });
}

/// `if (b->own) free(b->data);`: where this function has not seen which it is, nobody here knows whether the part was
/// released. Gives \p All with such parts as escaped; nothing if there is none.
std::vector<Outcome> Solver::blurUnseenFlags(EventId At, const Execution &X, const std::vector<Outcome> &All) {
  auto IsFlag = [](const Condition &C) { return C.Target && !C.Pointer; };
  auto OnFlag = [&](const Outcome &O) { return std::any_of(O.Requires.begin(), O.Requires.end(), IsFlag); };
  std::vector<Effect> Unseen;
  for (const Outcome &A : All) {
    // What is made anew is another value on that path, whatever the flag is.
    auto EndsPart = [&](const Effect &E) {
      return E.Target && !E.Itself && consumes(E.Kind) &&
             std::none_of(A.Effects.begin(), A.Effects.end(), [&](const Effect &Other) {
               return isSamePlace(E, Other) && !endsValue(Other.Kind) && Other.Kind != EffectKind::SetNull &&
                      Other.Kind != EffectKind::Borrow;
             });
    };
    if (!OnFlag(A) || std::none_of(A.Effects.begin(), A.Effects.end(), EndsPart) || !couldHappen(At, X, A))
      continue;
    Outcome Told = A;
    std::erase_if(Told.Requires, IsFlag);
    for (const Outcome &B : All)
      if (&A != &B && OnFlag(B) && !distinct(signsOf(A.Result), Told, signsOf(B.Result), B) && couldHappen(At, X, B))
        std::copy_if(A.Effects.begin(), A.Effects.end(), std::back_inserter(Unseen),
                     [&](const Effect &E) { return EndsPart(E) && leavesAlone(B, E); });
  }
  if (Unseen.empty())
    return {};
  std::vector<Outcome> Blurred = All;
  for (Outcome &O : Blurred)
    escapeAll(O, Unseen);
  return Blurred;
}

/// A cell that one exit sets and another, which no caller can tell from it, leaves alone
/// holds what nobody knows. (A number says nothing of who owns what, and often which exit it
/// was: `if (need > b->room) { b->room = need; b->data = realloc(b->data, need); }`.)
void Solver::doubtUnset() {
  auto Sets = [](const Effect &E) {
    return E.Target && E.Param >= 0 &&
           (E.Kind == EffectKind::Give || E.Kind == EffectKind::SetNull || E.Kind == EffectKind::SetBorrowed ||
            E.Kind == EffectKind::SetInto || E.Kind == EffectKind::SetReleased || E.Kind == EffectKind::SetNotHeap ||
            E.Kind == EffectKind::SetFrom || E.Kind == EffectKind::SetNumber || E.Kind == EffectKind::Mutate);
  };
  // Of an error object the caller asks itself, whatever the result was.
  auto IsError = [&](const Effect &E) {
    return E.Kind == EffectKind::Give && F.Contract && E.Param < static_cast<int>(F.Contract->Params.size()) &&
           F.Contract->Params[E.Param].Word == ParamWord::GivesOnFailure;
  };
  // (`params->hash = 0;` says that by the type of what is stored.)
  std::set<std::string> NumberFields;
  for (const Event &E : F.Events) {
    const Event *Stored = E.Code == Op::Store ? definitionOf(E.B, Op::Const) : nullptr;
    const Event *Place = Stored && Stored->Type != TypeClass::Pointer ? definitionOf(E.A, Op::FieldAddr) : nullptr;
    if (Place)
      NumberFields.insert(F.Fields[Place->FieldOf.N].Name);
  }
  auto IsPlainNumber = [&](const Effect &E) {
    return (E.Kind != EffectKind::Give && E.Kind != EffectKind::SetReleased && NumberCells.count({E.Param, E.Path})) ||
           (E.Kind == EffectKind::SetNull && NumberFields.count(E.Path.substr(E.Path.rfind('.') + 1)));
  };
  for (const auto &[SignsA, A] : ExitOutcomes)
    for (auto &[SignsB, B] : ExitOutcomes) {
      if (&A == &B || distinct(SignsA, A, SignsB, B))
        continue;
      std::set<std::pair<int, std::string>> Said;
      for (const Effect &E : B.Effects)
        if (E.Target)
          Said.insert({E.Param, E.Path});
      std::vector<Effect> Doubts;
      for (const Effect &E : A.Effects)
        if (Sets(E) && !IsError(E) && !IsPlainNumber(E) && Said.insert({E.Param, E.Path}).second) {
          Doubts.emplace_back();
          Doubts.back().Kind = EffectKind::Mutate;
          Doubts.back().Param = E.Param;
          Doubts.back().Target = true;
          Doubts.back().Path = E.Path;
          if (E.Kind == EffectKind::SetFrom && E.Bytes) // further on, or where it was
            Doubts.back() = E;
        }
      addMutations(B.Effects, Doubts);
    }
}

/// A new value in the place of the old one is certain only where each exit that a
/// caller can not tell from this one puts it there.
void Solver::settleMoves() {
  for (auto &[SignsA, A] : ExitOutcomes)
    std::erase_if(A.Moves, [&, &SignsA = SignsA, &A = A](const Move &M) {
      return !M.Grown && std::any_of(ExitOutcomes.begin(), ExitOutcomes.end(), [&](const auto &B) {
        return !distinct(SignsA, A, B.first, B.second) &&
               std::none_of(B.second.Moves.begin(), B.second.Moves.end(), [&](const Move &Other) {
                 return Other.Param == M.Param && Other.Path == M.Path && Other.Itself == M.Itself;
               });
      });
    });
}

} // namespace deed
