//===- engine/PathFacts.cpp - whether a path contradicts itself -----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/PathFacts.h"
#include "engine/State.h"
#include <algorithm>

namespace deed {

using Kind = PathValue::Kind;

/// Constants beyond these are not counted with: sums of them may wrap.
constexpr std::int64_t Far = INT64_C(1) << 30;

static PathValue number(std::int64_t N) {
  PathValue V;
  V.K = Kind::Number;
  V.Of = N;
  return V;
}

PathFacts::PathFacts(const PathScene &Scene) : Scene(&Scene), Vars(Scene.F.Vars.size()) {
  for (PathValue &V : Vars)
    V = fresh();
}

PathValue PathFacts::fresh() {
  PathValue V;
  V.K = Kind::Symbol;
  V.A = Symbols.size();
  Symbols.emplace_back();
  return V;
}

PathValue PathFacts::valueOf(TempId T) const {
  const auto It = T.valid() ? Temps.find(T.N) : Temps.end();
  return It == Temps.end() ? PathValue() : It->second;
}

/// Forgets what the call may write: what its arguments lead to, and global variables. (That it finds the object by
/// another way and changes it, and that a path hangs on that alone, does not happen in practice.)
void PathFacts::call(const Event &E) {
  const FunctionContract *C = E.Target.valid() ? Scene->F.Callees[E.Target.N].Contract.get() : nullptr;
  std::vector<std::uint32_t> Reached; // symbols
  const bool Globals = mayWriteGlobals(C);
  std::erase_if(Memory, [&](const Held &H) {
    if (H.Where.InSymbol)
      return false;
    const VarKind K = Scene->F.Vars[H.Where.A].Kind;
    const bool Gone = Globals && (K == VarKind::Static || K == VarKind::Global);
    if (Gone && H.What.K == Kind::Symbol)
      Reached.push_back(H.What.A);
    return Gone;
  });
  for (std::uint32_t I = 0; I != E.ArgsCount; ++I) {
    const PathValue V = valueOf(Scene->F.Args[E.ArgsBegin + I]);
    if (!mayWrite(C, I))
      continue;
    if (V.K == Kind::None) { // an element of something, say
      Memory.clear();
      return;
    }
    if (V.K == Kind::Symbol)
      Reached.push_back(V.A);
    if (V.K == Kind::Place)
      std::erase_if(Memory, [&](const Held &H) {
        const bool Gone =
            H.Where.InSymbol == V.InSymbol && H.Where.A == V.A && (V.First == ~0u || H.Where.First == V.First);
        if (Gone && H.What.K == Kind::Symbol)
          Reached.push_back(H.What.A);
        return Gone;
      });
  }
  for (std::size_t I = 0; I != Reached.size() && !Memory.empty(); ++I)
    std::erase_if(Memory, [&](const Held &H) {
      const bool Gone = H.Where.InSymbol && H.Where.A == Reached[I];
      if (Gone && H.What.K == Kind::Symbol)
        Reached.push_back(H.What.A);
      return Gone;
    });
}

PathValue PathFacts::load(const Event &E) {
  const PathValue At = valueOf(E.A);
  if (At.K == Kind::Place && !At.InSymbol && At.Of == 0 && Scene->isTracked(VarId(At.A)))
    return Vars[At.A];
  PathValue Where = At;
  if (At.K == Kind::Symbol) {
    Where.K = Kind::Place;
    Where.InSymbol = true;
    Where.Of = 0;
  }
  const PathValue Found = fresh();
  if (Where.K != Kind::Place)
    return Found;
  for (const Held &H : Memory)
    if (H.Where == Where)
      return H.What;
  Memory.push_back({Where, Found});
  return Found;
}

void PathFacts::store(const PathValue &At, const PathValue &V) {
  if (At.K == Kind::Place && !At.InSymbol && At.Of == 0 && Scene->isTracked(VarId(At.A))) {
    Vars[At.A] = V;
    return;
  }
  std::erase_if(Memory, [&](const Held &H) {
    if (H.Where == At)
      return true;
    // The same field of another object may be that of this one.
    if (At.K == Kind::Place && At.Last != ~0u)
      return H.Where.Last == At.Last || (H.Where.Last == ~0u && !isScalar(H.Where));
    // A variable: a record's fields, and what pointers lead to if somebody has its address.
    if (At.K == Kind::Place && !At.InSymbol)
      return H.Where.InSymbol ? !isOwn(At) && (!isScalar(At) || H.Where.Last == ~0u) : H.Where.A == At.A;
    return !isOwn(H.Where) && !isNumberOfProgram(H.Where);
  });
  if (At.K == Kind::Place)
    Memory.push_back({At, V});
}

/// True of a variable that is no record's and no array: no field lies in it.
bool PathFacts::isScalar(const PathValue &Where) const {
  return !Where.InSymbol && Where.Last == ~0u && Scene->F.Vars[Where.A].Type != TypeClass::Record &&
         !Scene->F.Vars[Where.A].Array;
}

/// True in a variable of this function that nobody has the address of.
bool PathFacts::isOwn(const PathValue &Where) const {
  if (Where.InSymbol)
    return false;
  const Var &V = Scene->F.Vars[Where.A];
  return (V.Kind == VarKind::Local || V.Kind == VarKind::Param) && !Scene->Live.isAddressTaken(VarId(Where.A));
}

/// True of a number with a name of its own that outlives calls, `static int mode;`: what pointers lead to is another one.
/// (That somebody has its address, and that a path hangs on that alone, does not happen in practice.)
bool PathFacts::isNumberOfProgram(const PathValue &Where) const {
  if (!isScalar(Where) || Scene->Live.isAddressTaken(VarId(Where.A)))
    return false;
  const Var &V = Scene->F.Vars[Where.A];
  return (V.Kind == VarKind::Static || V.Kind == VarKind::Global) &&
         (V.Type == TypeClass::Signed || V.Type == TypeClass::Unsigned || V.Type == TypeClass::Bool);
}

/// \p L and a constant: where it lies, as far as nothing can wrap.
PathValue PathFacts::sum(const PathValue &L, std::int64_t N, TypeClass Type) {
  const PathValue V = fresh();
  const Range Of = Symbols[L.A];
  if (N > -Far && N < Far && Of.Lo > -Far && Of.Lo < Far && (Type == TypeClass::Signed || Of.Lo + N >= 0)) {
    Symbols[V.A].Lo = Of.Lo + N;
    if (Of.Hi < Far)
      Symbols[V.A].Hi = Of.Hi + N;
  } else if (N > -Far && N < Far && Type == TypeClass::Signed && Of.Hi > -Far && Of.Hi < Far)
    Symbols[V.A].Hi = Of.Hi + N;
  return V;
}

/// `if (flags & OWN) p = make(); ... if (flags & OWN) free(p);`: the same bits of one number are one value.
PathValue PathFacts::masked(const PathValue &Of, std::int64_t Mask) {
  if (!Scene->AskedBits.count(Mask))
    return fresh();
  PathValue V;
  V.K = Kind::Symbol;
  for (const Bits &Each : Masked)
    if (Each.Of == Of.A && Each.Mask == Mask) {
      V.A = Each.Now;
      return V;
    }
  V = fresh();
  Masked.push_back({Of.A, Mask, V.A});
  return V;
}

PathValue PathFacts::compare(CompareOp Op, PathValue L, PathValue R, bool Unsigned) {
  if (L.K == Kind::Number && R.K != Kind::Number) {
    std::swap(L, R);
    Op = swapSides(Op);
  }
  if (L.K == Kind::Number && R.K == Kind::Number) {
    if (Unsigned && (L.Of < 0 || R.Of < 0) && L.Of != R.Of)
      return fresh();
    return number((signsAllowed(Op, 0) & signOf(L.Of < R.Of ? -1 : L.Of > R.Of)) != 0);
  }
  if (R.K == Kind::Number) {
    const bool Equality = Op == CompareOp::EQ || Op == CompareOp::NE;
    if (L.K == Kind::Place && R.Of == 0 && Equality && !L.InSymbol)
      return number(Op == CompareOp::NE);
    if (L.K == Kind::Question && R.Of == 0 && Equality) {
      if (Op == CompareOp::EQ)
        L.Cmp = invert(L.Cmp);
      return L;
    }
    // (An unsigned number beside a negative constant is a large one.)
    if (L.K != Kind::Symbol || (Unsigned && R.Of < 0))
      return fresh();
    PathValue V;
    V.K = Kind::Question;
    V.Cmp = Op;
    V.A = L.A;
    V.Of = R.Of;
    return V;
  }
  if (L.K != Kind::Symbol || R.K != Kind::Symbol)
    return fresh();
  if (R.A < L.A) {
    std::swap(L, R);
    Op = swapSides(Op);
  }
  PathValue V;
  V.K = Kind::Question;
  V.Cmp = Op;
  V.InSymbol = true;
  V.Unsigned = Unsigned;
  V.A = L.A;
  V.Of = R.A;
  return V;
}

void PathFacts::execute(const Event &E) {
  auto Set = [&](const PathValue &V) {
    if (E.R.valid())
      Temps[E.R.N] = V;
  };
  switch (E.Code) {
  case Op::Const: return Set(number(E.Value));
  case Op::String:
  case Op::Function: {
    const PathValue V = fresh();
    Symbols[V.A].Not = {0};
    return Set(V);
  }
  case Op::Copy: return Set(valueOf(E.A));
  case Op::VarAddr: {
    PathValue V;
    V.K = Kind::Place;
    V.A = E.Variable.N;
    return Set(V);
  }
  case Op::Load: return Set(load(E));
  case Op::Store: {
    const PathValue V = valueOf(E.B);
    return store(valueOf(E.A), V.K == Kind::None ? fresh() : V);
  }
  case Op::CopyObject: {
    const PathValue To = valueOf(E.A);
    const bool Own = To.K == Kind::Place && isOwn(To);
    std::erase_if(Memory, [&](const Held &H) {
      return Own ? !H.Where.InSymbol && H.Where.A == To.A : !isOwn(H.Where) && !isScalar(H.Where);
    });
    return;
  }
  case Op::FieldAddr: {
    PathValue V = valueOf(E.A);
    if (V.K == Kind::Symbol) {
      V.K = Kind::Place;
      V.InSymbol = true;
      V.Of = 0;
    } else if (V.K != Kind::Place)
      return Set(fresh());
    // A number for the chain of members, which may wrap.
    V.Of = static_cast<std::int64_t>(static_cast<std::uint64_t>(V.Of) * 1000003 + E.FieldOf.N + 1);
    V.Last = E.FieldOf.N;
    if (V.First == ~0u)
      V.First = E.FieldOf.N;
    return Set(V);
  }
  case Op::Compare:
    return Set(compare(E.Cmp, valueOf(E.A), valueOf(E.B),
                       Scene->hasType(E.A, TypeClass::Unsigned) || Scene->hasType(E.B, TypeClass::Unsigned) ||
                           (E.Cmp != CompareOp::EQ && E.Cmp != CompareOp::NE &&
                            (Scene->hasType(E.A, TypeClass::Pointer) || Scene->hasType(E.B, TypeClass::Pointer)))));
  case Op::Negate: {
    const PathValue V = valueOf(E.A);
    return Set(V.K == Kind::Number && V.Of > -Far && V.Of < Far ? number(-V.Of) : fresh());
  }
  case Op::Arith: {
    const PathValue L = valueOf(E.A), R = valueOf(E.B);
    const bool Near =
        L.K == Kind::Number && R.K == Kind::Number && L.Of > -Far && L.Of < Far && R.Of > -Far && R.Of < Far;
    if (Near && E.Value == arith::Add)
      return Set(number(L.Of + R.Of));
    if (Near && E.Value == arith::Sub)
      return Set(number(L.Of - R.Of));
    if (L.K == Kind::Symbol && R.K == Kind::Number && (E.Value == arith::Add || E.Value == arith::Sub))
      return Set(sum(L, E.Value == arith::Add ? R.Of : -R.Of, E.Type));
    if (L.K == Kind::Symbol && R.K == Kind::Number && E.Value == arith::And)
      return Set(masked(L, R.Of));
    return Set(fresh());
  }
  case Op::Call: call(E); return Set(fresh());
  case Op::Declare:
  case Op::EndScope:
    if (Scene->isTracked(E.Variable))
      Vars[E.Variable.N] = fresh();
    else
      std::erase_if(Memory, [&](const Held &H) { return !H.Where.InSymbol && H.Where.A == E.Variable.N; });
    return;
  case Op::Offset:
    // at[0] is *at. (Of an array its other elements are stored to, whose number nobody knows.)
    if (const PathValue V = valueOf(E.A); V.K == Kind::Symbol && E.Value == 0 && !E.B.valid() && !E.Variable.valid())
      return Set(V);
    return Set(fresh());
  case Op::Undefined:
  case Op::IndexAddr: return Set(fresh());
  case Op::Return:
  case Op::Statement: return;
  }
}

bool PathFacts::assumeRange(std::uint32_t Symbol, CompareOp Op, std::int64_t N) {
  Range &Of = Symbols[Symbol];
  switch (Op) {
  case CompareOp::EQ:
    Of.Lo = std::max(Of.Lo, N);
    Of.Hi = std::min(Of.Hi, N);
    break;
  case CompareOp::NE:
    if (std::find(Of.Not.begin(), Of.Not.end(), N) == Of.Not.end())
      Of.Not.insert(std::lower_bound(Of.Not.begin(), Of.Not.end(), N), N);
    break;
  case CompareOp::LT:
    if (N == INT64_MIN)
      return false;
    Of.Hi = std::min(Of.Hi, N - 1);
    break;
  case CompareOp::LE: Of.Hi = std::min(Of.Hi, N); break;
  case CompareOp::GT:
    if (N == INT64_MAX)
      return false;
    Of.Lo = std::max(Of.Lo, N + 1);
    break;
  case CompareOp::GE: Of.Lo = std::max(Of.Lo, N); break;
  }
  for (bool Moved = true; Moved && Of.Lo <= Of.Hi;) {
    Moved = false;
    for (const std::int64_t No : Of.Not)
      if (No == Of.Lo && Of.Lo < Of.Hi)
        Of.Lo++, Moved = true;
      else if (No == Of.Hi && Of.Lo < Of.Hi)
        Of.Hi--, Moved = true;
      else if (No == Of.Lo && Of.Lo == Of.Hi)
        return false;
  }
  return Of.Lo <= Of.Hi;
}

bool PathFacts::assume(const PathValue &V, bool Truth) {
  switch (V.K) {
  case Kind::None: return true;
  case Kind::Number: return (V.Of != 0) == Truth;
  case Kind::Symbol: return assumeRange(V.A, Truth ? CompareOp::NE : CompareOp::EQ, 0);
  case Kind::Place: return Truth || V.InSymbol;
  case Kind::Question: {
    const CompareOp Op = Truth ? V.Cmp : invert(V.Cmp);
    if (!V.InSymbol)
      return assumeRange(V.A, Op, V.Of);
    const std::uint32_t Other = V.Of;
    auto It =
        std::find_if(Relations.begin(), Relations.end(), [&](const Relation &R) { return R.A == V.A && R.B == Other; });
    if (It == Relations.end())
      It = Relations.insert(It, {V.A, Other, sign::Any});
    It->May &= signsAllowed(Op, 0);
    if (It->May == 0 || (V.A == Other && !(It->May & sign::Zero)) ||
        (It->May == sign::Zero && isAnotherGlobals(V.A, Other)))
      return false;
    // What one is worth bounds the other: 1 <= i < n <= 1 can't be.
    Range &L = Symbols[V.A], &R = Symbols[Other];
    if (V.Unsigned && (L.Lo < 0 || R.Lo < 0))
      return true;
    if (!(It->May & sign::Pos)) {
      const int Less = !(It->May & sign::Zero);
      if (R.Hi < Far)
        L.Hi = std::min(L.Hi, R.Hi - Less);
      if (L.Lo > -Far)
        R.Lo = std::max(R.Lo, L.Lo + Less);
    }
    if (!(It->May & sign::Neg)) {
      const int More = !(It->May & sign::Zero);
      if (R.Lo > -Far)
        L.Lo = std::max(L.Lo, R.Lo + More);
      if (L.Hi < Far)
        R.Hi = std::min(R.Hi, L.Hi - More);
    }
    return L.Lo <= L.Hi && R.Lo <= R.Hi;
  }
  }
  return true;
}

bool PathFacts::pass(BlockId B, std::uint32_t Successor) {
  const Block &Bl = Scene->F.Blocks[B.N];
  for (std::uint32_t I = Bl.Begin; I != Bl.End; ++I)
    execute(Scene->F.Events[I]);
  switch (Bl.Kind) {
  case Exit::Stop:
  case Exit::Return:
  case Exit::Jump: return true;
  case Exit::Branch: return assume(valueOf(Bl.Condition), Successor == 0);
  case Exit::Switch: {
    const PathValue V = valueOf(Bl.Condition);
    if (Successor < Bl.Cases.size()) {
      const Block::Case &C = Bl.Cases[Successor];
      if (V.K == Kind::Number)
        return V.Of >= C.Low && V.Of <= C.High;
      return V.K != Kind::Symbol || (assumeRange(V.A, CompareOp::GE, C.Low) && assumeRange(V.A, CompareOp::LE, C.High));
    }
    for (const Block::Case &C : Bl.Cases) {
      if (V.K == Kind::Number && V.Of >= C.Low && V.Of <= C.High)
        return false;
      if (V.K == Kind::Symbol && C.Low == C.High && !assumeRange(V.A, CompareOp::NE, C.Low))
        return false;
    }
    return true;
  }
  }
  return true;
}

/// True if a round may write to \p Where, which is memory.
bool PathFacts::writes(const PathScene::Round &R, const PathValue &Where) const {
  auto Has = [](const std::vector<std::uint32_t> &In, std::uint32_t N) {
    return std::binary_search(In.begin(), In.end(), N);
  };
  if ((!Where.InSymbol && Has(R.Vars, Where.A)) || (Where.Last != ~0u && Has(R.Fields, Where.Last)))
    return true;
  if (Where.Last == ~0u && !isScalar(Where) && (!R.Fields.empty() || !R.Vars.empty()))
    return true;
  const bool Program = !Where.InSymbol && (Scene->F.Vars[Where.A].Kind == VarKind::Static ||
                                           Scene->F.Vars[Where.A].Kind == VarKind::Global);
  return (R.Globals && Program) || (R.Anything && !isOwn(Where) && !isNumberOfProgram(Where)) ||
         (R.Records && !isOwn(Where) && !isScalar(Where));
}

/// The rounds that numbers tell apart.
constexpr std::int64_t Rounds = 2;

/// Leaves of a number that each round may change what is the same for many rounds.
void PathFacts::blur(PathValue &V) {
  if (V.K == Kind::Number && (V.Of < -Rounds || V.Of > Rounds)) {
    const std::int64_t N = V.Of;
    V = fresh();
    Symbols[V.A].Lo = N > 0 ? Rounds : INT64_MIN;
    Symbols[V.A].Hi = N < 0 ? -Rounds : INT64_MAX;
  } else if (V.K == Kind::Symbol) {
    Range &Of = Symbols[V.A];
    Of.Lo = Of.Lo < -Rounds ? INT64_MIN : std::min(Of.Lo, Rounds);
    Of.Hi = Of.Hi > Rounds ? INT64_MAX : std::max(Of.Hi, -Rounds);
    std::erase_if(Of.Not, [](std::int64_t N) { return N < -Rounds || N > Rounds; });
  } else if (V.K == Kind::Question)
    V = fresh();
}

/// More rounds may follow than one: numbers that rounds change are blurred, or forgotten but for the side that a counter
/// can't come back to, and so are objects further down a list than one that a variable has.
void PathFacts::nextRound(const PathScene::Round &R, bool Coarse) {
  for (const PathScene::Round::Variable &W : R.Tracked) {
    PathValue &V = Vars[W.V];
    blur(V);
    if (!Coarse)
      continue;
    Range Now;
    if (V.K == Kind::Number)
      Now.Lo = Now.Hi = V.Of;
    else if (V.K == Kind::Symbol)
      Now = Symbols[V.A];
    V = fresh();
    if (W.Grows)
      Symbols[V.A].Lo = Now.Lo;
    if (W.Shrinks)
      Symbols[V.A].Hi = Now.Hi;
  }
  std::vector<bool> Near(Symbols.size());
  for (const PathValue &V : Vars)
    if (V.K == Kind::Symbol)
      Near[V.A] = true;
  std::erase_if(Memory,
                [&](const Held &H) { return Coarse ? writes(R, H.Where) : H.Where.InSymbol && !Near[H.Where.A]; });
  for (Held &H : Memory)
    if (writes(R, H.Where))
      blur(H.What);
}

std::uint64_t PathFacts::enter(BlockId B, BlockId From, bool Coarse) {
  if (From.valid() && Scene->Live.Rank[B.N] <= Scene->Live.Rank[From.N])
    if (const auto Loop = Scene->Loops.find(B.N); Loop != Scene->Loops.end())
      nextRound(Loop->second, Coarse);
  for (std::uint32_t V = 0; V != Vars.size(); ++V)
    if (!Scene->isTracked(VarId(V)) || !Scene->Live.liveAt(B, VarId(V)))
      Vars[V] = PathValue();
  std::erase_if(Temps, [&](const auto &T) { return !Scene->Live.tempLiveAt(B, TempId(T.first)); });
  return renumber();
}

/// Gives symbols new numbers in the order in which they are met, and drops what only dead ones had.
std::uint64_t PathFacts::renumber() {
  std::vector<std::uint32_t> New(Symbols.size(), ~0u);
  std::vector<Range> Kept;
  std::uint64_t H = 0;
  auto Mix = [&H](std::uint64_t V) { H ^= V + 0x9e3779b97f4a7c15ull + (H << 6) + (H >> 2); };
  auto Rename = [&](std::uint32_t &S) {
    if (New[S] == ~0u) {
      New[S] = Kept.size();
      Kept.push_back(std::move(Symbols[S]));
    }
    S = New[S];
  };
  auto Visit = [&](PathValue &V) {
    switch (V.K) {
    case Kind::None:
    case Kind::Number: break;
    case Kind::Symbol: Rename(V.A); break;
    case Kind::Place:
      if (V.InSymbol)
        Rename(V.A);
      break;
    case Kind::Question:
      Rename(V.A);
      if (V.InSymbol) {
        std::uint32_t Other = V.Of;
        Rename(Other);
        V.Of = Other;
        if (Other < V.A) { // relations are looked for by the smaller number
          V.Of = V.A;
          V.A = Other;
          V.Cmp = swapSides(V.Cmp);
        }
      }
      break;
    }
    Mix(static_cast<std::uint64_t>(V.K) * 64 + static_cast<std::uint64_t>(V.Cmp) * 4 + V.Unsigned * 2 + V.InSymbol);
    Mix(V.A);
    Mix(static_cast<std::uint64_t>(V.Of));
  };
  for (PathValue &V : Vars)
    Visit(V);
  for (auto &[T, V] : Temps) {
    Mix(T);
    Visit(V);
  }
  // Memory at what somebody has. What it holds may lead further.
  std::vector<Held> Found;
  for (bool More = true; More;) {
    More = false;
    for (Held &At : Memory)
      if (At.Where.K == Kind::Place && (!At.Where.InSymbol || New[At.Where.A] != ~0u)) {
        Visit(At.Where);
        Visit(At.What);
        Found.push_back(At);
        At.Where.K = Kind::None;
        More = true;
      }
  }
  Memory = std::move(Found);
  // What is asked again of a number that somebody has.
  std::vector<Bits> Left;
  for (const Bits &Each : Masked)
    if (New[Each.Of] != ~0u && (New[Each.Now] != ~0u || !(Symbols[Each.Now] == Range()))) {
      Bits Now = Each;
      Rename(Now.Of);
      Rename(Now.Now);
      Mix(Now.Of), Mix(static_cast<std::uint64_t>(Now.Mask)), Mix(Now.Now);
      Left.push_back(Now);
    }
  Masked = std::move(Left);
  std::vector<Relation> Asked;
  for (const Relation &R : Relations)
    if (New[R.A] != ~0u && New[R.B] != ~0u) {
      Relation Now{New[R.A], New[R.B], R.May};
      if (Now.B < Now.A) {
        std::swap(Now.A, Now.B);
        Now.May = (R.May & sign::Zero) | (R.May & sign::Neg ? sign::Pos : 0) | (R.May & sign::Pos ? sign::Neg : 0);
      }
      Asked.push_back(Now);
    }
  std::sort(Asked.begin(), Asked.end(),
            [](const Relation &L, const Relation &R) { return L.A != R.A ? L.A < R.A : L.B < R.B; });
  Relations = std::move(Asked);
  Symbols = std::move(Kept);
  for (const Relation &R : Relations)
    Mix(R.A), Mix(R.B), Mix(R.May);
  for (const Range &R : Symbols) {
    Mix(static_cast<std::uint64_t>(R.Lo));
    Mix(static_cast<std::uint64_t>(R.Hi));
    for (const std::int64_t N : R.Not)
      Mix(static_cast<std::uint64_t>(N) * 3 + 1);
  }
  return H;
}

} // namespace deed
