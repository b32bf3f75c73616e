//===- engine/SolverContextFacts.cpp - what all paths say of contexts -----===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Some facts hold of an allocation, not of a path: that somebody keeps it, that a
// loop makes it again, that it went into a field. And what callers need to know.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>
#include <set>

namespace deed {

static constexpr unsigned MaxDepth = 16;

/// Somebody holds it, or its parent was chosen again: it is no intermediate.
void Solver::keepAllocation(const SymbolState &St, bool AndParent) {
  // What it hangs from is kept with it.
  auto KeepParent = [&](CellKey K) {
    if (!K.Base.valid())
      return;
    const SymbolInfo &Parent = Symbols[K.Base];
    if (Parent.Kind == SymbolKind::Result || Parent.Kind == SymbolKind::Given)
      if (auto Above = Allocations.find(Parent.A); Above != Allocations.end())
        Above->second.Kept = true;
  };
  if (St.Reparented)
    KeepParent(St.Parent);
  if (!St.Born.valid())
    return;
  auto It = Allocations.find(St.Born.N);
  if (It == Allocations.end() || It->second.Kept)
    return;
  It->second.Kept = true;
  if (AndParent)
    KeepParent(It->second.Parent);
}

/// Moved or freed by itself: whoever wrote that knows where it hangs.
void Solver::settleField(const SymbolState &St) {
  if (!St.Born.valid())
    return;
  if (auto It = FieldStores.find(St.Born.N); It != FieldStores.end())
    It->second.Settled = true;
  for (auto &[Born, Field] : FieldStores)
    if (Field.Struct == St.Born)
      Field.Settled = true;
}

void Solver::freeAllocation(const SymbolState &St) {
  if (auto It = St.Born.valid() ? FieldStores.find(St.Born.N) : FieldStores.end(); It != FieldStores.end())
    It->second.Settled = true;
  if (auto It = St.Born.valid() ? Allocations.find(St.Born.N) : Allocations.end(); It != Allocations.end())
    It->second.Freed = true;
}

/// `all[n++] = record->name;` keeps the record, from which the name may hang.
void Solver::keepHolders(const State &S, Value V, SymbolId Into) {
  if (Allocations.empty() || !V.isSym())
    return;
  for (const Cell &C : S.Cells)
    if (C.V == V && C.Key.Base != Into)
      if (const SymbolState *Holder = S.find(C.Key.Base))
        keepAllocation(*Holder);
}

/// A value goes into a field: it is kept, and should hang from its struct.
void Solver::noteField(EventId At, Execution &X, CellKey K, Value V) {
  if (!V.isSym() || (Symbols[K.Base].Kind == SymbolKind::VarAddress && K.Path.N == 0 && !outlives(X.S, K.Base)))
    return;
  const SymbolState *St = X.S.find(V.S);
  if (!St)
    return;
  // Stored in what it hangs from itself, it does not keep that.
  const CellKey Above = St->Parent;
  keepAllocation(*St, !Above.Base.valid() || (Above.Base != K.Base && !hangsFrom(X.S, {K.Base, PathId(0)}, Above)));
  // The context that it hangs from has it in a field already, or has now.
  if (auto Known = FieldStores.find(St->Born.N); Known != FieldStores.end() && Above.Base == K.Base)
    Known->second.Settled = true;
  if (Above.Base.valid() && std::any_of(X.S.Cells.begin(), X.S.Cells.end(), [&](const Cell &C) {
        return C.V == V && C.Key.Base == Above.Base && C.Key != K;
      }))
    return;
  const SymbolState *Struct = X.S.find(K.Base);
  const PathStepInfo &Step = Paths[K.Path];
  const bool Field = Step.K == PathStepInfo::Kind::Field && !Paths.fieldOf(Step.Name, F).Link;
  if (!Field || !Struct || K.Base == V.S || V.Path.N != 0 || !Struct->Born.valid() || !St->Born.valid() ||
      Struct->Context != ContextKind::Tree || St->Context != ContextKind::Tree || !St->Parent.Base.valid() ||
      St->Parent != Struct->Parent)
    return;
  FieldStore &Known = FieldStores[St->Born.N];
  // Held by two structs, it can hang from one only.
  Known.Settled |= Known.At.valid() && Known.Struct != Struct->Born;
  Known.Struct = Struct->Born;
  Known.At = At;
  const SymbolState *Parent = X.S.find(St->Parent.Base);
  Known.Settled |= !Parent || Parent->Context == ContextKind::Temporary;
}

/// Fields whose values hang beside their struct instead of from it, and stayed there.
void Solver::settleFields() {
  for (const auto &[Born, Field] : FieldStores) {
    if (Field.Settled)
      continue;
    Incident I;
    I.Kind = IncidentKind::FieldOnSibling;
    I.At = I.Born = EventId(Born);
    I.Where = F.Events[Born].Loc;
    I.Ended = Field.At;
    I.ContextBorn = Field.Struct;
    I.Name = F.Events[Field.At.N].Code == Op::Store ? F.nameOf(F.Events[Field.At.N].A) : "";
    report(std::move(I), State());
  }
}

static std::uint32_t blockOf(const Flow &F, EventId At) {
  for (std::uint32_t B = 0; B != F.Blocks.size(); ++B)
    if (At.N >= F.Blocks[B].Begin && At.N < F.Blocks[B].End)
      return B;
  return 0;
}

/// True if some way leads from \p From to \p To, and not through \p Around.
static bool reaches(const Flow &F, std::uint32_t From, std::uint32_t To, std::uint32_t Around = ~0u) {
  std::vector<bool> Seen(F.Blocks.size());
  if (Around != ~0u)
    Seen[Around] = true;
  std::vector<std::uint32_t> Work{From};
  while (!Work.empty()) {
    const std::uint32_t Now = Work.back();
    Work.pop_back();
    for (BlockId S : F.Blocks[Now].Successors) {
      if (S.N == To)
        return true;
      if (!Seen[S.N]) {
        Seen[S.N] = true;
        Work.push_back(S.N);
      }
    }
  }
  return false;
}

/// The first block of the loops around \p Block, inner ones included.
static std::uint32_t loopOf(const Flow &F, std::uint32_t Block) {
  for (std::uint32_t B = 0; B != Block; ++B)
    if (reaches(F, B, Block) && reaches(F, Block, B))
      return B;
  return Block;
}

/// How often `for (v = 0; v < 3; v++)` comes round by the test that ends block \p At, at most; nothing if that depends
/// on anything.
std::optional<std::int64_t> Solver::roundsOf(std::uint32_t At) const {
  const Block &Test = F.Blocks[At];
  const Event *Asked = definitionOf(Test.Condition, Op::Compare);
  const Event *Last = Asked ? definitionOf(Asked->B, Op::Const) : nullptr;
  const VarId V = Last ? variableRead(Asked->A) : VarId();
  if (!V.valid() || !inFrame(F.Vars[V.N]))
    return std::nullopt;
  std::optional<std::int64_t> First, Step;
  bool Always = false; ///< each round steps
  for (const Event &E : F.Events) {
    const bool Stores = E.Code == Op::Store;
    auto IsAddress = [&](TempId T) {
      const Event *Of = definitionOf(T, Op::VarAddr);
      return Of && Of->Variable == V;
    };
    // Nobody else has its address.
    if ((E.Code != Op::Load && !Stores && IsAddress(E.A)) || IsAddress(E.B))
      return std::nullopt;
    for (std::uint32_t I = 0; I != E.ArgsCount; ++I)
      if (IsAddress(F.Args[E.ArgsBegin + I]))
        return std::nullopt;
    if (!Stores || !IsAddress(E.A))
      continue;
    const Event *To = definitionOf(E.B);
    const Event *By = To && To->Code == Op::Arith ? definitionOf(To->B) : nullptr;
    const bool Counts = By && By->Code == Op::Const && By->Value > 0 && variableRead(To->A) == V &&
                        (To->Value == arith::Add || To->Value == arith::Sub);
    const std::int64_t Value = Counts ? (To->Value == arith::Add ? By->Value : -By->Value) : To ? To->Value : 0;
    std::optional<std::int64_t> &Known = Counts ? Step : First;
    const std::uint32_t Here = blockOf(F, EventId(static_cast<std::uint32_t>(&E - F.Events.data())));
    if (!Counts && reaches(F, Here, At) && reaches(F, At, Here))
      return std::nullopt; // it begins again
    Always |= Counts && (Here == At || !reaches(F, At, At, Here));
    if ((!Counts && (!To || To->Code != Op::Const)) || (Known && *Known != Value))
      return std::nullopt;
    Known = Value;
  }
  if (!First || !Step || !Always)
    return std::nullopt;
  const bool Up = Asked->Cmp == CompareOp::LT || Asked->Cmp == CompareOp::LE;
  const bool Down = Asked->Cmp == CompareOp::GT || Asked->Cmp == CompareOp::GE;
  if (!(Up && *Step > 0) && !(Down && *Step < 0))
    return std::nullopt;
  return Up ? (Last->Value - *First) / *Step : (*First - Last->Value) / -*Step;
}

/// True where what \p At allocates in a loop is no more than a few blocks, whatever the function is given.
bool Solver::endsSoon(std::uint32_t At) const {
  constexpr std::int64_t Few = 1024;
  for (std::uint32_t B = 0; B != F.Blocks.size(); ++B) {
    const Block &Test = F.Blocks[B];
    if (Test.Kind != Exit::Branch || B == At || !reaches(F, B, At) || !reaches(F, At, B) || reaches(F, At, At, B))
      continue;
    // An outer loop would begin again.
    const bool Leaves = std::any_of(Test.Successors.begin(), Test.Successors.end(),
                                    [&](BlockId S) { return S.N != At && !reaches(F, S.N, At); });
    if (const std::optional<std::int64_t> Rounds = Leaves ? roundsOf(B) : std::nullopt;
        Rounds && *Rounds >= 0 && *Rounds <= Few)
      return true;
  }
  return false;
}

/// Once all paths are known: allocations that nobody kept.
void Solver::settleAllocations() {
  settleFields();
  std::set<std::pair<std::uint32_t, std::uint32_t>> Told; // a context and a loop that grows it
  for (const auto &[Event, A] : Allocations) {
    if (!A.Seen || (!Churns.count(Event) && (A.Kept || A.Freed)))
      continue;
    const EventId At(Event);
    const std::uint32_t Block = blockOf(F, At);
    Incident I;
    I.At = I.Born = At;
    I.Where = F.Events[Event].Loc;
    I.ContextBorn = A.ContextBorn;
    // Outside: the context was made where the loop does not come back to.
    auto Around = [&](EventId Other) {
      const std::uint32_t B = blockOf(F, Other);
      return reaches(F, B, Block) && reaches(F, Block, B);
    };
    const bool Outlives = !A.ContextBorn.valid() || !Around(A.ContextBorn);
    const SymbolId Parent = A.Parent.Base;
    const bool Reset = std::any_of(Resets.begin(), Resets.end(),
                                   [&](const auto &R) { return R.first == Parent.N && Around(EventId(R.second)); });
    const bool Repeats = A.Repeats && reaches(F, Block, Block);
    if (Repeats && Outlives && !Reset && Churns.count(Event))
      I.Kind = IncidentKind::IndividualFree, I.ByRealloc = true;
    else if (A.Kept || A.Freed)
      continue;
    else if (Repeats && Outlives && !Reset) {
      if (endsSoon(Block))
        continue;
      if (!Told.insert({Parent.N, loopOf(F, Block)}).second)
        continue; // a reset mends all
      I.Kind = IncidentKind::LoopGrowth;
    } else if (A.OnCallers && A.BesideTemporary)
      I.Kind = IncidentKind::WrongParent;
    else
      continue;
    report(std::move(I), State());
  }
}

/// The context \p K as a caller may name it: an argument and a path below it.
bool Solver::nameContext(const State &S, CellKey K, int &Param, std::string &Path) const {
  for (unsigned Depth = 0; K.Base.valid() && Depth != MaxDepth; ++Depth) {
    const SymbolState *St = S.find(K.Base);
    if (!St)
      return false;
    if (St->OriginParam >= 0) {
      const PathId P = St->OriginIsCell ? St->OriginPath : PathId(0);
      if (K.Path.N != 0 && St->OriginIsCell)
        return false;
      Param = St->OriginParam;
      Path = Paths.text(K.Path.N ? K.Path : P, F);
      return Path.find('[') == std::string::npos;
    }
    K = St->Parent;
  }
  return false;
}

/// A body that keeps its memory in a buffer of its own looks like arithmetic: what
/// its declaration says of contexts holds beside it.
void Solver::addContextWords(const FunctionContract &C, std::vector<Outcome> &All) {
  // `text_of(n, NULL)`: a body that asks takes it from the heap then, or from who knows where.
  auto WithoutContext = [&](const Outcome &O) {
    return std::any_of(O.Requires.begin(), O.Requires.end(), [&](const Condition &Each) {
      return Each.isOfArgument(C.Return.Argument) && Each.Signs == sign::Zero;
    });
  };
  for (Outcome &O : All)
    if (C.Return.Word == ReturnWord::Allocated && (C.Return.From.From <= Source::Comment || !WithoutContext(O)) &&
        (O.Return == ReturnWord::Unknown || O.Return == ReturnWord::Borrowed ||
         (O.Return == ReturnWord::Argument && O.Argument == C.Return.Argument))) {
      O.Return = ReturnWord::Allocated;
      O.Argument = C.Return.Argument;
      O.Family = C.Return.Family;
      O.Context = C.Return.Kind;
      O.NeverNull = false;
    }
  for (int P = 0; P < static_cast<int>(C.Params.size()); ++P) {
    const ParamContract &D = C.Params[P];
    if (D.Word != ParamWord::Resets && D.Word != ParamWord::Closes && D.Word != ParamWord::Opens)
      continue;
    for (Outcome &O : All) {
      const bool Said = std::any_of(O.Effects.begin(), O.Effects.end(), [&](const Effect &E) {
        return E.Param == P && !E.Target && (E.Kind == EffectKind::Reset || E.Kind == EffectKind::Release);
      });
      if (Said)
        continue;
      Effect E;
      E.Kind = D.Word == ParamWord::Resets   ? EffectKind::Reset
               : D.Word == ParamWord::Closes ? EffectKind::Close
                                             : EffectKind::Open;
      E.Param = P;
      E.Family = D.Family;
      E.Context = D.Kind;
      E.On = D.On;
      O.Effects.push_back(std::move(E));
    }
  }
}

/// What this exit did to the caller's contexts.
void Solver::sumContexts(const State &S, Outcome &O) const {
  auto Add = [&](EffectKind K, const SymbolState &St) -> Effect & {
    Effect E;
    E.Kind = K;
    E.Param = St.OriginParam;
    E.Target = St.OriginIsCell;
    E.Path = St.OriginIsCell ? Paths.text(St.OriginPath, F) : "";
    O.Effects.push_back(E);
    return O.Effects.back();
  };
  for (const SymbolState &St : S.Symbols) {
    if (St.OriginParam < 0 || St.Weak || St.St == Status::Released || Symbols[St.S].Kind == SymbolKind::VarAddress)
      continue;
    if (St.OriginIsCell && Paths.text(St.OriginPath, F).find("[]") != std::string::npos)
      continue;
    int Param = -1;
    std::string Path;
    switch (St.Life) {
    case ContextLife::None: break;
    case ContextLife::Reset: Add(EffectKind::Reset, St); break;
    case ContextLife::Closed: Add(EffectKind::Close, St); break;
    case ContextLife::ScopeLeft: Add(EffectKind::Leave, St); break;
    case ContextLife::Opened: {
      Effect &E = Add(EffectKind::Open, St);
      E.Context = St.Context;
      E.Family = Families[St.Family];
      if (nameContext(S, St.Parent, Param, Path) && Path.empty())
        E.On = Param;
      break;
    }
    }
    if (St.Reparented && St.Parent.Base.valid() && nameContext(S, St.Parent, Param, Path) && Path.empty())
      Add(EffectKind::Reparent, St).Other = Param;
  }
}

/// \p Into and \p From are the same value on two paths that meet.
/// Of a value that is there on one path only: what it hangs from there.
void Solver::takeContexts(SymbolState &Into, const SymbolState &From) const {
  Into.Parent = From.Parent;
  Into.Context = From.Context;
  Into.LastChild = From.LastChild;
  Into.Fresh = From.Fresh;
  Into.Unset = From.Unset;
  Into.Cleared = From.Cleared;
  Into.Life = From.Life;
  Into.Reparented = From.Reparented;
  Into.ByContext = From.ByContext;
}

bool Solver::mergeContexts(SymbolState &Into, const SymbolState &From) {
  bool Changed = false;
  auto Both = [&](auto A, auto B, auto Else) { // what both say, or else nothing
    if (A == B || A == Else)
      return A;
    Changed = true;
    return Else;
  };
  // One of the two is on a context: what becomes of it is no longer followed.
  if (Into.Parent != From.Parent) {
    keepAllocation(Into);
    keepAllocation(From);
  }
  Into.Parent = Both(Into.Parent, From.Parent, CellKey());
  Into.Context = Both(Into.Context, From.Context, ContextKind::None);
  Into.LastChild = Both(Into.LastChild, From.LastChild, SymbolId());
  if (Into.Fresh && From.Fresh)
    Into.Count = std::max(Into.Count, From.Count);
  Into.Fresh = Both(bool(Into.Fresh), bool(From.Fresh), false);
  Into.Unset = Both(bool(Into.Unset), bool(From.Unset), false);
  Into.Cleared = Both(bool(Into.Cleared), bool(From.Cleared), false);
  Into.Life = Both(Into.Life, From.Life, ContextLife::None);
  Into.Reparented = Both(bool(Into.Reparented), bool(From.Reparented), false);
  Into.ByContext |= From.ByContext;
  return Changed;
}

/// NULL, or a text of the program: memory of nobody, that never ends.
bool Solver::isNullOrText(Value V) const {
  return V.isZero() || (V.isSymbolItself() && Symbols[V.S].Kind == SymbolKind::Literal &&
                        F.Events[Symbols[V.S].A].Code == Op::String);
}

/// A variable that is NULL (or a text) on one path and memory of a context on the other holds
/// memory that may be NULL: so it is followed on. \p A is in \p Into.
bool Solver::joinWithNull(State &Into, const State &From, Value A, Value B, Value &Joined, bool &Changed) const {
  const bool NullFirst = isNullOrText(A);
  const Value Child = NullFirst ? B : A;
  if (!isNullOrText(NullFirst ? A : B) || !Child.isSym())
    return false;
  const State &Has = NullFirst ? From : Into, &Other = NullFirst ? Into : From;
  const SymbolState *St = Has.find(Child.S);
  if (!St || !St->Born.valid() || !St->Parent.Base.valid() || St->Weak || Other.find(Child.S) ||
      Other.refers(Child.S) || St->St != Status::Plain || !Other.find(St->Parent.Base))
    return false;
  SymbolState Both = *St;
  if ((NullFirst ? A : B).isZero())
    Both.Signs |= sign::Zero;
  Changed |= NullFirst || Both.Signs != St->Signs;
  Joined = Child;
  Into.at(Child.S) = Both;
  return true;
}

} // namespace deed
