//===- paths/IncompleteDestroy.cpp - the rule incomplete-destroy ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which owned fields of the struct that ends does the function never hand to
// anything? No path is walked: a field that is handled on some path, or in a way
// that is not understood, is left alone.
//===----------------------------------------------------------------------===//
#include "engine/Rules.h"
#include <algorithm>
#include <set>

namespace deed {

namespace {

/// The values of a destroy function: which are the object, or a field of it.
class Destroyer {
public:
  explicit Destroyer(const Flow &F) : F(F), Definition(F.TempCount, ~0u) {
    for (std::uint32_t I = 0; I != F.Events.size(); ++I)
      if (F.Events[I].R.valid())
        Definition[F.Events[I].R.N] = I;
    findNames();
    for (const Event &E : F.Events)
      visit(E);
  }

  bool understood() const { return !Lost; }
  bool touched() const { return Touched; }
  bool endsWhole() const { return Ends; }
  bool handled(const std::string &Field) const { return Handled.count(Field) != 0; }

  /// The field whose value \p T is, or "".
  std::string fieldValue(TempId T) const {
    const Event *E = defined(T);
    if (!E)
      return "";
    if (E->Code == Op::Copy || E->Code == Op::Offset)
      return fieldValue(E->A);
    return E->Code == Op::Load ? fieldAddress(E->A) : "";
  }

private:
  const Event *defined(TempId T) const {
    return T.valid() && Definition[T.N] != ~0u ? &F.Events[Definition[T.N]] : nullptr;
  }
  VarId variable(TempId Address) const {
    const Event *E = defined(Address);
    return E && E->Code == Op::VarAddr ? E->Variable : VarId();
  }
  bool isObject(TempId T) const {
    const Event *E = defined(T);
    if (!E)
      return false;
    if (E->Code == Op::Copy)
      return isObject(E->A);
    VarId V = E->Code == Op::Load ? variable(E->A) : VarId();
    return V.valid() && Names.count(V.N);
  }
  /// The field of the object that \p T points to or into, or "".
  std::string fieldAddress(TempId T) const {
    const Event *E = defined(T);
    if (!E)
      return "";
    if (E->Code == Op::FieldAddr)
      return isObject(E->A) ? F.Fields[E->FieldOf.N].Name : fieldAddress(E->A);
    // `own_items[i]` of an array in the object is an offset that nobody knows.
    return E->Code == Op::IndexAddr || E->Code == Op::Offset || E->Code == Op::Copy ? fieldAddress(E->A) : "";
  }

  /// The variables that only ever hold the object.
  void findNames() {
    Names.insert(F.Params[F.Destroys].N);
    for (bool Changed = true; Changed;) {
      Changed = false;
      for (const Event &E : F.Events)
        if (E.Code == Op::Store && isObject(E.B))
          if (VarId V = variable(E.A); V.valid())
            Changed |= Names.insert(V.N).second;
    }
    for (const Event &E : F.Events)
      if (VarId V = E.Code == Op::Store ? variable(E.A) : VarId(); V.valid() && Names.count(V.N)) {
        const Event *Value = defined(E.B);
        Lost |= !isObject(E.B) && !(Value && Value->Code == Op::Const);
      }
  }

  void handle(const std::string &Field) {
    if (!Field.empty())
      Handled.insert(Field);
  }

  void visit(const Event &E) {
    switch (E.Code) {
    case Op::Store:
      handle(fieldValue(E.B));
      handle(fieldAddress(E.B));
      Lost |= isObject(E.B) && !variable(E.A).valid();
      break;
    case Op::CopyObject:
      Lost |= isObject(E.B);
      handle(fieldAddress(E.B));
      break;
    case Op::Offset: // container_of
      Lost |= isObject(E.A);
      break;
    case Op::Return:
      handle(fieldValue(E.A));
      Lost |= isObject(E.A);
      break;
    case Op::FieldAddr: Touched |= isObject(E.A); break;
    case Op::Call: visitCall(E); break;
    case Op::Const:
    case Op::String:
    case Op::Function:
    case Op::Undefined:
    case Op::Copy:
    case Op::VarAddr:
    case Op::Load:
    case Op::IndexAddr:
    case Op::Compare:
    case Op::Negate:
    case Op::Arith:
    case Op::Declare:
    case Op::EndScope:
    case Op::Statement: break;
    }
  }

  void visitCall(const Event &E) {
    const FunctionContract *C = E.Target.valid() ? F.Callees[E.Target.N].Contract.get() : nullptr;
    for (std::uint32_t I = 0; I != E.ArgsCount; ++I) {
      TempId T = F.Args[E.ArgsBegin + I];
      const std::string Value = fieldValue(T), Address = fieldAddress(T);
      // A variable that holds the object may be changed through its address.
      if (VarId V = variable(T); V.valid() && Names.count(V.N))
        Lost |= !E.CleanupCall;
      if (isObject(T)) {
        Touched = true;
        visitObject(C, I);
      } else if (!Value.empty() && !onlyReads(C, I, /*Writes=*/true))
        handle(Value);
      else if (!Address.empty() && !onlyReads(C, I, /*Writes=*/false))
        handle(Address);
    }
  }

  static const ParamContract *word(const FunctionContract *C, std::uint32_t I) {
    return !C ? nullptr : I < C->Params.size() ? &C->Params[I] : &C->Rest;
  }

  /// Nothing is released or kept. \p Writes: writing below it counts as reading.
  static bool onlyReads(const FunctionContract *C, std::uint32_t I, bool Writes) {
    if (!C)
      return false;
    if (!C->Inferred.empty())
      return std::all_of(C->Inferred.begin(), C->Inferred.end(), [&](const Outcome &O) {
        return std::none_of(O.Effects.begin(), O.Effects.end(), [&](const Effect &E) {
          return E.Param == static_cast<int>(I) && E.Kind != EffectKind::Borrow &&
                 !(Writes && E.Kind == EffectKind::Mutate);
        });
      });
    const ParamWord W = word(C, I)->Word;
    return W == ParamWord::Borrows || (W == ParamWord::Mutates && (Writes || word(C, I)->From.From == Source::Model));
  }

  /// The whole object is passed on.
  void visitObject(const FunctionContract *C, std::uint32_t I) {
    if (!C || C->NoReturn) {
      Lost |= !C;
      return;
    }
    if (!C->Inferred.empty()) {
      for (const Outcome &O : C->Inferred)
        for (const Effect &E : O.Effects) {
          if (E.Param != static_cast<int>(I))
            continue;
          const bool Consumes = E.Kind != EffectKind::Borrow && E.Kind != EffectKind::SetNull;
          if (E.Target && Consumes)
            handle(E.Path.substr(0, E.Path.find_first_of(".*[")));
          else if (E.Kind == EffectKind::Release)
            Ends = true;
          else
            Lost |= Consumes;
        }
      return;
    }
    const ParamContract &P = *word(C, I);
    const bool Model = P.From.From == Source::Model;
    if (Model && P.Word == ParamWord::Releases)
      Ends = true;
    else
      Lost |= P.Word != ParamWord::Borrows && !(Model && P.Word == ParamWord::Mutates);
  }

  const Flow &F;
  std::vector<std::uint32_t> Definition;
  std::set<std::uint32_t> Names;
  std::set<std::string> Handled;
  bool Lost = false, Touched = false, Ends = false;
};

bool endsWith(const std::string &Name, std::string_view Word) {
  return Name.size() >= Word.size() && Name.compare(Name.size() - Word.size(), Word.size(), Word) == 0;
}

} // namespace

std::string destroyedBorrow(const SolvedFlow &Solved, const Incident &I) {
  const Flow &F = Solved.F;
  if (F.Destroys < 0 || !I.At.valid() || F.Events[I.At.N].Code != Op::Call)
    return "";
  const Destroyer D(F);
  const Event &E = F.Events[I.At.N];
  for (std::uint32_t A = 0; A != E.ArgsCount; ++A) {
    const TempId T = F.Args[E.ArgsBegin + A];
    const std::string Field = F.nameOf(T) == I.Name ? D.fieldValue(T) : "";
    for (const Part &P : F.Parts)
      if (P.Name == Field && P.Prefix != Role::Own)
        return Field;
  }
  return "";
}

void incompleteDestroy(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  const Flow &F = Solved.F;
  if (F.Destroys < 0 || !Solved.S.BudgetHit.empty())
    return;
  auto Make = [&](const Incident &I) {
    Finding Each = makeFinding(Solved, Rule::IncompleteDestroy, I);
    Each.Place = Solved.Source.range(F.Loc);
    return Each;
  };
  auto Declared = [&](Finding &Each, const Part &P) {
    Each.Contracts.push_back({Solved.Source.range(P.Loc), "'" + P.Name + "' is declared here"});
  };
  for (const Incident &I : Solved.S.Incidents) {
    if (I.Kind != IncidentKind::BorrowReleased && I.Kind != IncidentKind::BorrowTaken)
      continue;
    const std::string Field = destroyedBorrow(Solved, I);
    if (Field.empty())
      continue;
    Finding Each = Make(I);
    Each.Message = "'" + F.Function + "' releases '" + Field + "', which its type only borrows";
    Each.Help = "leave it to its owner, or rename the field with the prefix " + Solved.Names.prefixOf(Role::Own);
    Each.Path.push_back({Solved.Source.range(I.Where), StepKind::Release, "released here"});
    for (const Part &P : F.Parts)
      if (P.Name == Field)
        Declared(Each, P);
    Out.push_back(std::move(Each));
  }

  const Destroyer D(F);
  if (!D.understood() || !D.touched())
    return;
  // list_clear() and file_close() may leave the object in use.
  if ((endsWith(F.Function, "clear") || endsWith(F.Function, "close")) && !D.endsWhole())
    return;
  std::vector<const Part *> Missed;
  for (const Part &P : F.Parts)
    if (P.Prefix == Role::Own && !D.handled(P.Name))
      Missed.push_back(&P);
  if (Missed.empty())
    return;
  Incident I;
  I.Where = F.Loc;
  I.Param = F.Destroys;
  I.Name = Missed.front()->Name;
  Finding Each = Make(I);
  Each.Message = "'" + F.Function + "' does not release the owned field";
  for (const Part *P : Missed) {
    Each.Message += (P == Missed.front() ? (Missed.size() > 1 ? "s '" : " '") : P == Missed.back() ? " and '" : ", '");
    Each.Message += P->Name + "'";
    Declared(Each, *P);
  }
  Each.Help = "release it before the object, or hand it to its next owner";
  Out.push_back(std::move(Each));
}

} // namespace deed
