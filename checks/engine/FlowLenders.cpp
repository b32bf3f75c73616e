//===- engine/FlowLenders.cpp - whose memory a result lies in -------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   for (o = c->options; o; o = o->next)
//     if (!strcmp(o->key, key))
//       return o->value;
//
// Which option that is no state tells, but whatever it is, it was reached from c. No
// paths are walked: what each variable is ever given is enough.
//===----------------------------------------------------------------------===//
#include "engine/FlowLenders.h"
#include <algorithm>

namespace deed {

namespace {

class Lenders {
public:
  explicit Lenders(const Flow &F) : F(F), Temps(F.TempCount), Vars(F.Vars.size()) {}
  int run();

private:
  /// Where a pointer may come from.
  struct Source {
    bool Other = false;       ///< from elsewhere, or from memory of the body's own
    std::uint64_t Itself = 0; ///< parameters, a bit each: the address that was passed, or one in its object
    std::uint64_t Below = 0;  ///< what was read there, and from that on
    friend bool operator==(const Source &, const Source &) = default;
  };
  const Source &of(TempId T) const {
    static const Source Unknown{true, 0, 0};
    return T.valid() ? Temps[T.N] : Unknown;
  }
  void add(Source &To, const Source &From) {
    const Source Before = To;
    To.Other |= From.Other;
    To.Itself |= From.Itself;
    To.Below |= From.Below;
    Changed |= !(To == Before);
  }
  VarId variableAt(TempId Address) const;
  void visit(const Event &E);
  Source resultOf(const Event &Call) const;

  const Flow &F;
  std::vector<Source> Temps, Vars;
  std::vector<const Event *> Definition;
  bool Changed = false;
};

} // namespace

/// The variable that \p Address is the address of, as a whole.
VarId Lenders::variableAt(TempId Address) const {
  const Event *E = Address.valid() ? Definition[Address.N] : nullptr;
  return E && E->Code == Op::VarAddr ? E->Variable : VarId();
}

Lenders::Source Lenders::resultOf(const Event &Call) const {
  const FunctionContract *C = Call.Target.valid() ? F.Callees[Call.Target.N].Contract.get() : nullptr;
  Source Out;
  auto Argument = [&](int I) -> const Source & {
    return of(I >= 0 && I < static_cast<int>(Call.ArgsCount) ? F.Args[Call.ArgsBegin + I] : TempId());
  };
  if (C && !C->Inferred.empty()) {
    for (const Outcome &O : C->Inferred) {
      if (O.Return == ReturnWord::Null)
        continue;
      const Source &From = Argument(O.Return == ReturnWord::Argument ? O.Argument : O.LentParam);
      Out.Other |= From.Other;
      Out.Below |= From.Below | (O.Return == ReturnWord::Argument ? 0 : From.Itself);
      Out.Itself |= O.Return == ReturnWord::Argument ? From.Itself : 0;
    }
    return Out;
  }
  if (C && C->Return.Word == ReturnWord::Argument) // strchr()
    return Argument(C->Return.Argument);
  Out.Other = true;
  return Out;
}

void Lenders::visit(const Event &E) {
  switch (E.Code) {
  case Op::Const:
    if (E.Value)
      add(Temps[E.R.N], {true, 0, 0});
    break;
  case Op::VarAddr:
  case Op::String:
  case Op::Function:
  case Op::Undefined:
  case Op::Negate:
  case Op::Arith:
  case Op::Compare: add(Temps[E.R.N], {true, 0, 0}); break;
  case Op::Copy:
  case Op::FieldAddr:
  case Op::IndexAddr:
  case Op::Offset: add(Temps[E.R.N], of(E.A)); break;
  case Op::Load:
    if (const VarId V = variableAt(E.A); V.valid())
      add(Temps[E.R.N], Vars[V.N]);
    else {
      const Source &From = of(E.A);
      add(Temps[E.R.N], {From.Other, 0, From.Itself | From.Below});
    }
    break;
  case Op::Store:
    if (const VarId V = variableAt(E.A); V.valid())
      add(Vars[V.N], of(E.B));
    break;
  case Op::Call:
    for (std::uint32_t I = 0; I != E.ArgsCount; ++I)
      if (const VarId V = variableAt(F.Args[E.ArgsBegin + I]); V.valid())
        add(Vars[V.N], {true, 0, 0}); // it may be set
    if (E.R.valid())
      add(Temps[E.R.N], resultOf(E));
    break;
  case Op::CopyObject:
    if (const VarId V = variableAt(E.A); V.valid())
      add(Vars[V.N], {true, 0, 0});
    break;
  case Op::Declare:
  case Op::EndScope:
  case Op::Return:
  case Op::Statement: break;
  }
}

int Lenders::run() {
  if (F.ResultType != TypeClass::Pointer || F.Params.size() > 64)
    return -1;
  Definition.assign(F.TempCount, nullptr);
  for (const Event &E : F.Events)
    if (E.R.valid())
      Definition[E.R.N] = &E;
  for (std::size_t I = 0; I != F.Vars.size(); ++I)
    Vars[I].Other = F.Vars[I].Kind == VarKind::Global || F.Vars[I].Kind == VarKind::Static;
  for (std::size_t I = 0; I != F.Params.size(); ++I)
    Vars[F.Params[I].N].Itself = std::uint64_t(1) << I;
  do {
    Changed = false;
    for (const Event &E : F.Events)
      visit(E);
  } while (Changed);
  Source Result;
  for (const Event &E : F.Events)
    if (E.Code == Op::Return && E.A.valid())
      add(Result, of(E.A));
  if (Result.Other || Result.Itself || !Result.Below || (Result.Below & (Result.Below - 1)))
    return -1;
  int Param = 0;
  while (!(Result.Below >> Param & 1))
    ++Param;
  return Param;
}

int lenderOf(const Flow &F) { return Lenders(F).run(); }

} // namespace deed
