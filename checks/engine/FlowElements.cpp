//===- engine/FlowElements.cpp - arrays that keep what they hold ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   for (i = 0; i < n; i++)
//     names[i] = strdup(from[i]);
//   free(names);
//
// Which elements a loop releases no state tells, as a loop may have no round. Where no code
// releases one, none is released: no paths are walked, all uses of the array are enough.
//===----------------------------------------------------------------------===//
#include "engine/FlowElements.h"
#include <algorithm>

namespace deed {

namespace {

/// What a temp or a variable is to an array.
enum class Link : std::uint8_t {
  None,
  Array,   ///< its address, or one inside it
  Element, ///< what an element points to
  Inside,  ///< an address in that
};

/// To which array, by the variable that it is called by.
struct Holding {
  Link To = Link::None;
  VarId Root;
  friend bool operator==(const Holding &, const Holding &) = default;
};

class Keepers {
public:
  explicit Keepers(const Flow &F) : F(F), Temps(F.TempCount), Vars(F.Vars.size()), Keeps(F.Vars.size()) {}
  std::vector<bool> run();

private:
  bool mayKeep(const Var &V) const {
    if (V.Kind == VarKind::Param) // of the caller's array: what its elements get here
      return V.Type == TypeClass::Pointer;
    return V.Kind == VarKind::Local && !V.Cleanup && (V.Array || V.Type == TypeClass::Pointer);
  }
  bool hasElements() const;
  bool isMade(TempId T, unsigned Depth = 0) const;
  bool give(Holding &To, Holding What);
  void leave(Holding What) {
    if (What.To != Link::None)
      Keeps[What.Root.N] = false;
  }
  Holding of(TempId T) const { return T.valid() ? Temps[T.N] : Holding(); }
  void visit(const Event &E);
  void visitStore(const Event &E);
  void visitArgument(const Event &Call, std::uint32_t I);

  const Flow &F;
  std::vector<Holding> Temps, Vars;
  std::vector<const Event *> Definition;
  std::vector<bool> Keeps;
  bool Changed = false;
};

} // namespace

/// Something is put where only a number says which element that is, or a callee did that.
bool Keepers::hasElements() const {
  auto Fills = [](const Callee &C) {
    return C.Contract && std::any_of(C.Contract->Inferred.begin(), C.Contract->Inferred.end(), [](const Outcome &O) {
             return O.Filled || std::any_of(O.Effects.begin(), O.Effects.end(), fillsElements);
           });
  };
  return std::any_of(F.Callees.begin(), F.Callees.end(), Fills) ||
         std::any_of(F.Events.begin(), F.Events.end(), [&](const Event &E) {
           const Event *By = E.Code == Op::Store && E.A.valid() ? Definition[E.A.N] : nullptr;
           for (unsigned Members = 0; Members != 8 && By && By->Code == Op::FieldAddr && By->A.valid(); ++Members)
             By = Definition[By->A.N];
           return By && (By->Code == Op::IndexAddr || By->Code == Op::Offset || By->Code == Op::Load);
         });
}

/// True if that is new.
bool Keepers::give(Holding &To, Holding What) {
  if (What.To == Link::None || To == What)
    return false;
  if (To.To != Link::None) { // two arrays, or two things of one
    leave(To);
    leave(What);
    return false;
  }
  To = What;
  return true;
}

/// The result of a call, or NULL, whichever branch says.
bool Keepers::isMade(TempId T, unsigned Depth) const {
  constexpr unsigned MostCopies = 4;
  const Event *By = T.valid() ? Definition[T.N] : nullptr;
  if (!By || By->Code != Op::Copy)
    return By && (By->Code == Op::Call || By->Code == Op::Const);
  return std::all_of(F.Events.begin(), F.Events.end(), [&](const Event &E) {
    return E.Code != Op::Copy || E.R != T || (E.A.valid() && Depth != MostCopies && isMade(E.A, Depth + 1));
  });
}

/// What the call is known to do with argument \p I: nothing that lasts.
static bool onlyLooks(const FunctionContract &C, std::uint32_t I, Link Is, bool &Returned) {
  const int Index = static_cast<int>(I);
  if (C.Inferred.empty()) {
    const ParamContract &P = I < C.Params.size() ? C.Params[I] : C.Rest;
    const ReturnContract &R = C.Return;
    Returned |= (R.Word == ReturnWord::Argument || R.Word == ReturnWord::BorrowedFrom) && R.Argument == Index;
    if (Is == Link::Array && (P.Word == ParamWord::Releases || P.Word == ParamWord::Reallocs) && P.On < 0) {
      Returned |= P.Word == ParamWord::Reallocs;
      return P.From.From == Source::Model;
    }
    return P.Word == ParamWord::Borrows || (P.Word == ParamWord::Mutates && Is != Link::Array);
  }
  // Who only fills it takes no element out.
  const bool Fills = std::any_of(C.Inferred.begin(), C.Inferred.end(), [&](const Outcome &O) {
    return std::any_of(O.Effects.begin(), O.Effects.end(),
                       [&](const Effect &E) { return E.Param == Index && fillsElements(E); });
  });
  for (const Outcome &O : C.Inferred) {
    Returned |= (O.Return == ReturnWord::Argument && O.Argument == Index) || O.LentParam == Index ||
                (Is == Link::Array && O.Return == ReturnWord::Owned); // it may be moved
    for (const Effect &E : O.Contents)
      if (E.Other == Index)
        return false;
    for (const Effect &E : O.Effects) {
      if (E.Other == Index)
        return false;
      if (E.Param != Index || E.Kind == EffectKind::Borrow ||
          (E.Kind == EffectKind::Mutate && (Is != Link::Array || Fills)))
        continue;
      if (Is != Link::Array || E.Kind != EffectKind::Release || E.Target || E.Bytes || E.On >= 0)
        return false;
    }
  }
  return true;
}

void Keepers::visitArgument(const Event &Call, std::uint32_t I) {
  const Holding What = of(F.Args[Call.ArgsBegin + I]);
  if (What.To == Link::None)
    return;
  const FunctionContract *C = Call.Target.valid() ? F.Callees[Call.Target.N].Contract.get() : nullptr;
  bool Returned = false;
  if (!C || !onlyLooks(*C, I, What.To, Returned))
    leave(What);
  else if (Returned && Call.R.valid())
    give(Temps[Call.R.N], What);
}

void Keepers::visitStore(const Event &E) {
  const Event *To = E.A.valid() ? Definition[E.A.N] : nullptr;
  const Holding What = of(E.B);
  if (!To || To->Code != Op::VarAddr) {
    leave(What);
    return;
  }
  const Var &V = F.Vars[To->Variable.N];
  if (What.To != Link::None && ((V.Kind != VarKind::Local && V.Kind != VarKind::Param) || V.Cleanup))
    leave(What);
  else if (What.To != Link::None && !(What.To == Link::Array && What.Root == To->Variable))
    Changed |= give(Vars[To->Variable.N], What);
  // What another variable has, too, or somebody lent, is not this one's to forget.
  if (What.To == Link::None && !isMade(E.B))
    Keeps[To->Variable.N] = false;
}

void Keepers::visit(const Event &E) {
  // An address of the variable itself, other than to read or write it.
  auto Shows = [&](TempId T) {
    const Event *By = T.valid() ? Definition[T.N] : nullptr;
    if (By && By->Code == Op::VarAddr && !F.Vars[By->Variable.N].Array)
      Keeps[By->Variable.N] = false;
  };
  if (E.Code != Op::Load && E.Code != Op::Store)
    Shows(E.A);
  Shows(E.B);
  for (std::uint32_t I = 0; I != E.ArgsCount; ++I)
    Shows(F.Args[E.ArgsBegin + I]);
  switch (E.Code) {
  case Op::VarAddr:
    if (const Var &V = F.Vars[E.Variable.N]; V.Array && mayKeep(V))
      give(Temps[E.R.N], {Link::Array, E.Variable});
    break;
  case Op::Load: {
    const Event *From = Definition[E.A.N];
    if (From && From->Code == Op::VarAddr && !F.Vars[From->Variable.N].Array) {
      if (const Holding Held = Vars[From->Variable.N]; Held.To != Link::None)
        give(Temps[E.R.N], Held);
      else if (mayKeep(F.Vars[From->Variable.N]))
        give(Temps[E.R.N], {Link::Array, From->Variable});
    } else if (of(E.A).To == Link::Array && E.Type == TypeClass::Pointer) {
      give(Temps[E.R.N], {Link::Element, of(E.A).Root});
    } else if (of(E.A).To == Link::Array && E.Type == TypeClass::Record) {
      leave(of(E.A));
    }
    break;
  }
  case Op::FieldAddr:
  case Op::IndexAddr:
  case Op::Offset:
    if (const Holding Base = of(E.A); Base.To != Link::None)
      give(Temps[E.R.N], {Base.To == Link::Array ? Link::Array : Link::Inside, Base.Root});
    break;
  case Op::Copy: {
    const Holding What = of(E.A);
    if (What.To != Link::None)
      give(Temps[E.R.N], What);
    break;
  }
  case Op::Store: visitStore(E); break;
  case Op::CopyObject:
    leave(of(E.B));
    if (of(E.A).To == Link::Array)
      leave(of(E.A));
    break;
  case Op::Call:
    leave(of(E.A));
    for (std::uint32_t I = 0; I != E.ArgsCount; ++I)
      visitArgument(E, I);
    break;
  case Op::Return:
    if (of(E.A).To == Link::Element || of(E.A).To == Link::Inside)
      leave(of(E.A));
    break;
  case Op::Const:
  case Op::String:
  case Op::Function:
  case Op::Undefined:
  case Op::Compare:
  case Op::Negate:
  case Op::Arith:
  case Op::Declare:
  case Op::EndScope:
  case Op::Statement: break;
  }
}

std::vector<bool> Keepers::run() {
  Definition.resize(F.TempCount);
  for (const Event &E : F.Events)
    if (E.R.valid())
      Definition[E.R.N] = &E;
  if (!hasElements())
    return Keeps;
  do { // until it is known which variables are other names
    Changed = false;
    Temps.assign(F.TempCount, {});
    for (std::size_t I = 0; I != Keeps.size(); ++I)
      Keeps[I] = mayKeep(F.Vars[I]);
    for (const Event &E : F.Events)
      visit(E);
  } while (Changed);
  // By another name its elements may be what that one's array holds.
  for (std::size_t I = 0; I != Keeps.size(); ++I)
    if (Vars[I].To != Link::None) {
      if (!Keeps[I] && Vars[I].To == Link::Array)
        leave(Vars[I]);
      Keeps[I] = false;
    }
  return Keeps;
}

std::vector<bool> keepsElements(const Flow &F) { return Keepers(F).run(); }

} // namespace deed
