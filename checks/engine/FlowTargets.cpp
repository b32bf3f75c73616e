//===- engine/FlowTargets.cpp - calls through pointers that are known -----===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Flow.h"
#include <map>
#include <set>
#include <tuple>

namespace deed {

namespace {

/// A variable of the function itself, and the fields and constant distances that
/// lead from it to a place.
struct Place {
  std::uint32_t Variable = ~0u;
  std::vector<std::tuple<int, std::uint32_t, std::int64_t>> Steps;
  friend auto operator<=>(const Place &, const Place &) = default;
};

class Targets {
public:
  explicit Targets(Flow &F) : F(F), Definition(F.TempCount, ~0u) {
    for (std::uint32_t I = 0; I != F.Events.size(); ++I)
      if (F.Events[I].R.valid()) {
        // Set on two edges: no one definition.
        std::uint32_t &D = Definition[F.Events[I].R.N];
        D = D == ~0u ? I : Several;
      }
  }
  void resolve();

private:
  static constexpr std::uint32_t Several = ~0u - 1;
  const Event *define(TempId T) const {
    return T.valid() && Definition[T.N] < F.Events.size() ? &F.Events[Definition[T.N]] : nullptr;
  }
  bool placeOf(TempId T, Place &P) const;

  Flow &F;
  std::vector<std::uint32_t> Definition;
};

} // namespace

bool Targets::placeOf(TempId T, Place &P) const {
  for (const Event *E = define(T); E; E = define(E->A)) {
    switch (E->Code) {
    case Op::VarAddr: {
      const Var &V = F.Vars[E->Variable.N];
      P.Variable = E->Variable.N;
      return V.Kind == VarKind::Local;
    }
    case Op::FieldAddr: P.Steps.emplace_back(0, E->FieldOf.N, 0); break;
    case Op::IndexAddr:
    case Op::Offset:
      if (E->B.valid() || isUnknownDistance(E->Value))
        return false;
      P.Steps.emplace_back(1, 0, E->Value);
      break;
    default: return false;
    }
  }
  return false;
}

void Targets::resolve() {
  std::vector<std::uint32_t> Indirect;
  for (std::uint32_t I = 0; I != F.Events.size(); ++I) {
    const Event &E = F.Events[I];
    if (E.Code == Op::Call && E.A.valid() && E.Target.valid() && F.Callees[E.Target.N].Name.empty())
      Indirect.push_back(I);
  }
  if (Indirect.empty())
    return;
  // What each place of a local variable is ever given; a variable whose address
  // goes anywhere else may be given anything.
  std::map<Place, std::set<std::uint32_t>> Given;
  std::set<std::uint32_t> Open;
  std::set<Place> Unknown;
  auto Expose = [&](TempId T) {
    Place P;
    if (T.valid() && placeOf(T, P))
      Open.insert(P.Variable);
    else if (P.Variable != ~0u)
      Open.insert(P.Variable);
  };
  for (const Event &E : F.Events)
    switch (E.Code) {
    case Op::Store: {
      Place P;
      const bool Known = placeOf(E.A, P);
      const Event *V = define(E.B);
      if (!Known)
        Expose(E.A);
      else if (V && V->Code == Op::Function)
        Given[P].insert(V->Target.N);
      else if (!V || V->Code != Op::Const || V->Value)
        Unknown.insert(P);
      Expose(E.B);
      break;
    }
    case Op::Call:
      for (std::uint32_t I = 0; I != E.ArgsCount; ++I)
        Expose(F.Args[E.ArgsBegin + I]);
      break;
    case Op::CopyObject: Expose(E.A); break;
    case Op::Return: Expose(E.A); break;
    case Op::Const:
    case Op::String:
    case Op::Function:
    case Op::Undefined:
    case Op::Copy:
    case Op::VarAddr:
    case Op::Load:
    case Op::FieldAddr:
    case Op::IndexAddr:
    case Op::Offset:
    case Op::Compare:
    case Op::Negate:
    case Op::Arith:
    case Op::Declare:
    case Op::EndScope:
    case Op::Statement: break;
    }
  for (std::uint32_t I : Indirect) {
    Event &Call = F.Events[I];
    const Event *Pointer = define(Call.A);
    // `(*f)(x)` and a function that is named.
    while (Pointer && Pointer->Code == Op::Copy)
      Pointer = define(Pointer->A);
    if (Pointer && Pointer->Code == Op::Function) {
      Call.Target = Pointer->Target;
      continue;
    }
    Place P;
    if (!Pointer || Pointer->Code != Op::Load || !placeOf(Pointer->A, P))
      continue;
    auto It = Given.find(P);
    if (It != Given.end() && It->second.size() == 1 && !Open.count(P.Variable) && !Unknown.count(P))
      Call.Target = CalleeId(*It->second.begin());
  }
}

bool knowsGlobals(const Flow &F) {
  for (const Event &E : F.Events) {
    if (E.Code != Op::Call)
      continue;
    const FunctionContract *C = E.Target.valid() ? F.Callees[E.Target.N].Contract.get() : nullptr;
    if (!C || !(C->GlobalsKnown || C->NoReturn || C->Return.From.From == Source::Model))
      return false;
  }
  return true;
}

/// For each event that loads the variable of a parameter: may it still find what the caller passed?
/// `char *next(const char *s, char *buffer) { buffer = strdup(s); return buffer; }`: a variable more.
static std::vector<bool> findsPassed(const Flow &F, const std::vector<int> &Address) {
  std::vector<bool> Finds(F.Events.size(), false);
  std::vector<std::vector<bool>> Passed(F.Blocks.size()); // where a block begins, by parameter; empty: not reached
  std::vector<std::uint32_t> Work{0};
  Passed[0].assign(F.Params.size(), true);
  while (!Work.empty()) {
    const Block &B = F.Blocks[Work.back()];
    std::vector<bool> Now = Passed[Work.back()];
    Work.pop_back();
    for (std::uint32_t I = B.Begin; I != B.End; ++I) {
      const Event &E = F.Events[I];
      const int Param = E.A.valid() ? Address[E.A.N] : -1;
      if (Param >= 0 && E.Code == Op::Store)
        Now[Param] = false;
      else if (Param >= 0 && Now[Param])
        Finds[I] = true;
    }
    for (BlockId Next : B.Successors) {
      std::vector<bool> &There = Passed[Next.N];
      const std::vector<bool> Before = There;
      There.resize(F.Params.size(), false);
      for (std::size_t I = 0; I != Now.size(); ++I)
        There[I] = There[I] || Now[I];
      if (There != Before)
        Work.push_back(Next.N);
    }
  }
  return Finds;
}

/// True if the callee does nothing with argument \p N, which is parameter \p Of, but compare it and count with it.
static bool leavesUnread(const Flow &F, const Event &Call, std::uint32_t N, int Of) {
  const FunctionContract *C = Call.Target.valid() ? F.Callees[Call.Target.N].Contract.get() : nullptr;
  if (!C)
    return false;
  // log("closed %d", fd): as where the solver meets such a call.
  if (N >= C->Params.size() && C->Return.From.From != Source::Model &&
      F.Vars[F.Params[Of].N].Type != TypeClass::Pointer)
    return true;
  return (N < C->Ignored.size() && C->Ignored[N]) || (N < C->Params.size() && C->Params[N].Unread);
}

std::vector<bool> ignoredParams(const Flow &F) {
  // Temps that carry a parameter's address or value, by the parameter's number.
  std::vector<int> Address(F.TempCount, -1), Value(F.TempCount, -1);
  std::vector<bool> Ignored(F.Params.size(), true);
  if (F.Params.empty() || F.Blocks.empty())
    return Ignored;
  for (const Event &E : F.Events)
    if (E.Code == Op::VarAddr && E.R.valid())
      Address[E.R.N] = F.Vars[E.Variable.N].Param;
  const std::vector<bool> Finds = findsPassed(F, Address);
  for (std::uint32_t N = 0; N != F.Events.size(); ++N) {
    const Event &E = F.Events[N];
    auto Touch = [&](TempId T) {
      for (const std::vector<int> *Of : {&Address, &Value})
        if (T.valid() && (*Of)[T.N] >= 0)
          Ignored[(*Of)[T.N]] = false;
    };
    if (E.Code == Op::Load && E.A.valid() && E.R.valid() && Address[E.A.N] >= 0)
      Value[E.R.N] = Finds[N] ? Address[E.A.N] : -1;
    else if (E.Code != Op::Compare && E.Code != Op::Arith) { // both only make a number of it
      if (E.Code != Op::Store || !E.A.valid() || Address[E.A.N] < 0)
        Touch(E.A);
      if (E.Code != Op::Offset && E.Code != Op::IndexAddr) // state[fd] counts with it
        Touch(E.B);
      const bool Itself = E.Code == Op::Call && E.Target.valid() && F.Callees[E.Target.N].Name == F.Function;
      for (std::uint32_t I = 0; I != E.ArgsCount; ++I) {
        const TempId T = F.Args[E.ArgsBegin + I];
        // What it hands to itself as it is, it may still ignore.
        const bool AsItIs = Itself && T.valid() && Value[T.N] == static_cast<int>(I);
        if (!AsItIs && !(E.Code == Op::Call && T.valid() && Value[T.N] >= 0 && leavesUnread(F, E, I, Value[T.N])))
          Touch(T);
      }
    }
  }
  return Ignored;
}

void resolvePointers(Flow &F) { Targets(F).resolve(); }

} // namespace deed
