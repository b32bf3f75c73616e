//===- engine/SolverCleared.cpp - memory that is all zero -----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `struct item *n = xzalloc(sizeof *n); ... if (n->shared) return;`: calloc() and memset() say that each member is
// zero, and so does who calls them for others. Which members a record has is not known here: each function sets those
// that it reads by name. A summary names the members that its body reached into by their names, and leaves them out.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// memset(p, 0, n) and its kin.
static bool isWipe(const FunctionContract &C) {
  return C.Name == "memset" || C.Name == "bzero" || C.Name == "__builtin_memset" || C.Name == "explicit_bzero" ||
         C.Name == "memset_explicit";
}

/// What \p C clears of argument \p Param, or of its result; null where it clears nothing.
static const ClearedObject *clearedBy(const FunctionContract &C, int Param) {
  const auto It =
      std::find_if(C.Cleared.begin(), C.Cleared.end(), [&](const ClearedObject &O) { return O.Param == Param; });
  return It == C.Cleared.end() ? nullptr : &*It;
}

/// calloc() and its kin, which models know, and what returns what they make.
bool Solver::givesZeroes(const FunctionContract &C) {
  if (clearedBy(C, ResultParam))
    return true;
  return C.Return.From.From == Source::Model &&
         (C.Name.find("calloc") != std::string::npos || C.Name.find("zalloc") != std::string::npos ||
          C.Name.find("malloc0") != std::string::npos);
}

static bool isExcepted(const ClearedObject *O, std::string_view Member) {
  return O && std::find(O->NotZero.begin(), O->NotZero.end(), Member.substr(0, Member.find('.'))) != O->NotZero.end();
}

/// True if \p A and \p B are computed alike, of constants and of parameters that keep their value:
/// `p = malloc(n * size); memset(p, 0, n * size);`.
bool Solver::isSameSize(TempId A, TempId B, unsigned Depth) const {
  const Event *L = definitionOf(A), *R = definitionOf(B);
  if (!L || !R || L->Code != R->Code || Depth > 8)
    return false;
  switch (L->Code) {
  case Op::Const: return L->Value == R->Value;
  case Op::Copy: return isSameSize(L->A, R->A, Depth + 1);
  case Op::Arith: return L->Value == R->Value && isSameSize(L->A, R->A, Depth + 1) && isSameSize(L->B, R->B, Depth + 1);
  case Op::Load: {
    const Event *Place = definitionOf(L->A, Op::VarAddr), *Other = definitionOf(R->A, Op::VarAddr);
    if (!Place || !Other || Place->Variable != Other->Variable || !inFrame(F.Vars[Place->Variable.N]))
      return false;
    const bool IsParam = F.Vars[Place->Variable.N].Kind == VarKind::Param;
    return std::count_if(F.Events.begin(), F.Events.end(), [&](const Event &E) {
             const Event *To = E.Code == Op::Store ? definitionOf(E.A, Op::VarAddr) : nullptr;
             return To && To->Variable == Place->Variable;
           }) <= (IsParam ? 0 : 1);
  }
  case Op::Declare:
  case Op::EndScope:
  case Op::VarAddr:
  case Op::FieldAddr:
  case Op::IndexAddr:
  case Op::Offset:
  case Op::Store:
  case Op::CopyObject:
  case Op::String:
  case Op::Function:
  case Op::Undefined:
  case Op::Compare:
  case Op::Negate:
  case Op::Call:
  case Op::Return:
  case Op::Statement: return false;
  }
  return false;
}

/// `p = malloc(n); memset(p, 0, n);` without a type that says how large a record is.
bool Solver::wipesBlock(const Event &Wipe, const FunctionContract &C, const SymbolState &Block) const {
  if (!isWipe(C) || Wipe.ArgsCount < 2 || !Block.Born.valid())
    return false;
  const Event &Made = F.Events[Block.Born.N];
  const Event *Byte = Wipe.ArgsCount == 3 ? definitionOf(F.Args[Wipe.ArgsBegin + 1], Op::Const) : nullptr;
  if (Made.Code != Op::Call || Made.ArgsCount != 1 || (Wipe.ArgsCount == 3 && (!Byte || Byte->Value != 0)))
    return false;
  return isSameSize(F.Args[Made.ArgsBegin], F.Args[Wipe.ArgsBegin + Wipe.ArgsCount - 1]);
}

/// The members that code of this function reaches into by name where \p IsObject says that a temp is the object;
/// nothing where other code may have it.
std::optional<std::set<std::string>> Solver::membersNamed(const std::function<bool(TempId)> &IsObject,
                                                          const ClearedObject *Made) const {
  std::set<std::string> Names;
  if (Made)
    Names.insert(Made->NotZero.begin(), Made->NotZero.end());
  for (const Event &E : F.Events)
    switch (E.Code) {
    case Op::FieldAddr:
      if (IsObject(E.A))
        Names.insert(F.Fields[E.FieldOf.N].Name);
      break;
    case Op::Store:
      if (!definitionOf(E.A, Op::VarAddr) && (IsObject(E.A) || IsObject(E.B)))
        return std::nullopt;
      break;
    case Op::CopyObject:
      if (const Event *Zero = definitionOf(E.B, Op::Const); Zero && Zero->Value == 0 && IsObject(E.A))
        break;
      [[fallthrough]];
    case Op::IndexAddr:
    case Op::Offset:
      if (IsObject(E.A) || IsObject(E.B))
        return std::nullopt;
      break;
    case Op::VarAddr:
    case Op::Load:
    case Op::Copy:
    case Op::Const:
    case Op::String:
    case Op::Function:
    case Op::Undefined:
    case Op::Compare:
    case Op::Negate:
    case Op::Arith:
    case Op::Declare:
    case Op::EndScope:
    case Op::Return:
    case Op::Statement: break;
    case Op::Call:
      for (std::uint32_t I = 0; I != E.ArgsCount; ++I) {
        if (!IsObject(F.Args[E.ArgsBegin + I]))
          continue;
        const FunctionContract *C = E.Target.valid() ? F.Callees[E.Target.N].Contract.get() : nullptr;
        const ClearedObject *ByCallee = C ? clearedBy(*C, static_cast<int>(I)) : nullptr;
        if (ByCallee)
          Names.insert(ByCallee->NotZero.begin(), ByCallee->NotZero.end());
        else if (!C || I != 0 || !isWipe(*C))
          return std::nullopt;
      }
      break;
    }
  return Names;
}

/// `p = calloc(1, n); if (!p) abort(); p->kind = kind; return p;`: by which names something else may have come into
/// the block that \p V is and an exit returns; nothing where that is not known.
std::optional<std::set<std::string>> Solver::membersNotZero(const State &S, Value V) const {
  const SymbolInfo &Info = Symbols[V.S];
  const SymbolState *Block = V.isSymbolItself() && Info.Kind == SymbolKind::Result ? S.find(V.S) : nullptr;
  const Event *Made = Block && Block->Cleared ? &F.Events[Info.A] : nullptr;
  const FunctionContract *C = Made && Made->Target.valid() ? F.Callees[Made->Target.N].Contract.get() : nullptr;
  if (!C)
    return std::nullopt;
  std::set<std::uint32_t> Holders;
  for (const Event &E : F.Events)
    if (const Event *Place = E.Code == Op::Store && E.B == Made->R ? definitionOf(E.A, Op::VarAddr) : nullptr)
      if (Holders.insert(Place->Variable.N); !inFrame(F.Vars[Place->Variable.N]))
        return std::nullopt;
  auto IsBlock = [&](TempId T) {
    const Event *By = T.valid() ? definitionOf(T) : nullptr;
    for (unsigned Steps = 0; Steps != MostSteps && By && By->Code == Op::Copy; ++Steps)
      T = By->A, By = definitionOf(T);
    const Event *Place = By && By->Code == Op::Load ? definitionOf(By->A, Op::VarAddr) : By;
    return T == Made->R || (Place && Place->Code == Op::VarAddr && Holders.count(Place->Variable.N));
  };
  return membersNamed(IsBlock, clearedBy(*C, ResultParam));
}

/// What each exit leaves all zero.
void Solver::concludeCleared() {
  if (!NotZero.empty() &&
      std::all_of(NotZero.begin(), NotZero.end(), [](const auto &Each) { return Each.has_value(); })) {
    std::set<std::string> Names;
    for (const auto &Each : NotZero)
      Names.insert(Each->begin(), Each->end());
    Result.Cleared.push_back({ResultParam, {Names.begin(), Names.end()}});
  }
  for (std::uint32_t P = 0; P != F.Params.size(); ++P) {
    if (!std::all_of(Exits.begin(), Exits.end(), [&](const ExitRecord &E) { return E.Cleared[P]; }))
      continue;
    const auto IsObject = [&](TempId T) { return T.valid() && variableRead(T) == F.Params[P]; };
    const auto IsItself = [&](const Event &E) { // `s = s->next;`
      const Event *To = E.Code == Op::Store ? definitionOf(E.A, Op::VarAddr) : nullptr;
      return To && To->Variable == F.Params[P];
    };
    if (std::any_of(F.Events.begin(), F.Events.end(), IsItself))
      continue;
    if (const auto Names = membersNamed(IsObject, nullptr))
      Result.Cleared.push_back({static_cast<int>(P), {Names->begin(), Names->end()}});
  }
}

/// The members that this function reads of the fresh block \p R that \p C has made.
void Solver::setZeroes(EventId At, Execution &X, SymbolId R, const FunctionContract &C) {
  if (!givesZeroes(C))
    return;
  X.S.at(R).Cleared = true;
  // `v = calloc(1, sizeof *v); ... if (!v->room) v->items = malloc(n); else v->items = realloc(v->items, n);`
  if (const VarId Holder = holderOf(At); Holder.valid())
    for (const PathId Each : membersReadOf(Holder))
      if (!isExcepted(clearedBy(C, ResultParam), Paths.text(Each, F)))
        X.S.set({R, Each}, Value::integer(0));
}

/// The same of what the call \p At cleared through its arguments.
void Solver::applyCleared(EventId At, Execution &X, const FunctionContract &C) {
  const Event &Call = F.Events[At.N];
  if (isWipe(C)) {
    const Value V = argument(At, X, 0);
    if (const SymbolState *St = V.isSymbolItself() ? X.S.find(V.S) : nullptr; St && wipesBlock(Call, C, *St))
      X.S.at(V.S).Cleared = true;
  }
  for (const ClearedObject &O : C.Cleared) {
    if (O.Param < 0 || static_cast<std::uint32_t>(O.Param) >= Call.ArgsCount)
      continue;
    const Value V = argument(At, X, O.Param);
    if (!V.isSym() || Paths.isWeak(V.Path))
      continue;
    if (V.Path.N == 0 && X.S.find(V.S))
      X.S.at(V.S).Cleared = true;
    const TempId T = F.Args[Call.ArgsBegin + O.Param];
    const Event *Whole = definitionOf(T, Op::VarAddr);
    const VarId Holder = Whole ? Whole->Variable : variableRead(T);
    if (!Holder.valid())
      continue;
    for (const PathId Each : membersReadOf(Holder)) {
      const CellKey K{V.S, Paths.concat(V.Path, Each)};
      const Value *Now = X.S.find(K);
      const SymbolState *St = Now && Now->isSym() ? X.S.find(Now->S) : nullptr;
      if ((!St || St->St != Status::Owned) && !isExcepted(&O, Paths.text(Each, F)))
        X.S.set(K, Value::integer(0), At);
    }
  }
}

/// The members of the record that \p Holder is, or points to, that this function reads by that name: which ones of a
/// record that is all zero are worth a word. None of a union, whose other members change it.
const std::vector<PathId> &Solver::membersReadOf(VarId Holder) {
  const auto [Known, IsNew] = MembersRead.try_emplace(Holder.N);
  std::vector<PathId> &Out = Known->second;
  if (!IsNew)
    return Out;
  auto MemberAt = [&](const Event *Place) {
    std::vector<const Event *> Fields;
    for (; Place && Place->Code == Op::FieldAddr && Fields.size() != MostSteps; Place = definitionOf(Place->A))
      Fields.push_back(Place);
    const Event *Var = Place && Place->Code == Op::Load ? definitionOf(Place->A, Op::VarAddr) : Place;
    PathId P(0);
    if (Var && Var->Code == Op::VarAddr && Var->Variable == Holder)
      for (auto Field = Fields.rbegin(); Field != Fields.rend(); ++Field)
        P = Paths.field(P, (*Field)->FieldOf, (*Field)->Value);
    return P;
  };
  auto Add = [](std::vector<PathId> &To, PathId Member) {
    if (Member.N != 0 && std::find(To.begin(), To.end(), Member) == To.end())
      To.push_back(Member);
  };
  std::vector<PathId> Members;
  for (const Event &E : F.Events)
    if (E.Code == Op::FieldAddr)
      Add(Members, MemberAt(&E));
  for (const Event &E : F.Events)
    if (E.Code == Op::Load && E.Type != TypeClass::Record && E.Type != TypeClass::Other) {
      const Event *Place = definitionOf(E.A, Op::FieldAddr);
      Add(Out, MemberAt(Place));
      // `e->next = NULL; ... t->head->next`: by another pointer to such an object.
      if (const Event *By = Place ? definitionOf(Place->A, Op::Load) : nullptr;
          By && E.Type == TypeClass::Pointer && !definitionOf(By->A, Op::VarAddr))
        if (const PathId P = Paths.field(PathId(0), Place->FieldOf, Place->Value);
            std::find(Members.begin(), Members.end(), P) != Members.end())
          Add(Out, P);
    }
  std::erase_if(Out, [&](PathId Read) {
    return std::any_of(Members.begin(), Members.end(), [&](PathId Other) {
      return Other != Read && Paths.bytes(Other) == Paths.bytes(Read) && !Paths.startsWith(Read, Other);
    });
  });
  return Out;
}

/// The variable that takes the block that \p Call makes.
VarId Solver::holderOf(EventId Call) const {
  VarId Holder;
  for (std::uint32_t I = Call.N + 1; I != F.Blocks[CurrentBlock.N].End; ++I)
    if (const Event &E = F.Events[I]; E.Code == Op::Store && E.B == F.Events[Call.N].R)
      if (const Event *Place = definitionOf(E.A, Op::VarAddr))
        Holder = Place->Variable;
  return Holder;
}

} // namespace deed
