//===- frontend/FlowBuilder.cpp - from Clang's CFG to events --------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/FlowBuilder.h"
#include "engine/FlowCut.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/Builtins.h"
#include <algorithm>

namespace deed {

using namespace clang;

TempId FlowBuilder::newTemp(std::string Name) {
  Out->TempNames.push_back(std::move(Name));
  return TempId(Out->TempCount++);
}

Event &FlowBuilder::emit(Op Code, clang::SourceRange R) {
  Event E;
  E.Code = Code;
  E.Loc = Locs.add(R);
  Out->Events.push_back(E);
  return Out->Events.back();
}

TempId FlowBuilder::result(Event &E, QualType T, std::string Name) {
  E.Type = classify(T);
  E.ConstPointee = pointsToConst(T);
  return E.R = newTemp(std::move(Name));
}

Var FlowBuilder::describe(const ValueDecl *D) const {
  Var V;
  V.Name = D->getNameAsString();
  V.Type = classify(D->getType());
  V.Prefix = Contracts.roleOf(D);
  V.Context = Contracts.Contexts.of(D).Kind;
  V.Array = D->getType()->isArrayType();
  V.Kind = VarKind::Global;
  if (const auto *VD = dyn_cast<VarDecl>(D)) {
    V.Kind = isa<ParmVarDecl>(VD)                                                        ? VarKind::Param
             : VD->isLocalVarDecl() && !VD->isStaticLocal() && !VD->hasExternalStorage() ? VarKind::Local
             : VD->isStaticLocal()                                                       ? VarKind::Static
                                                                                         : VarKind::Global;
    V.Cleanup = VD->hasAttr<CleanupAttr>();
    V.Answers = VD->hasGlobalStorage() && Globals.isWrittenByHandler(VD, nullptr);
  }
  return V;
}

VarId FlowBuilder::variable(const ValueDecl *D) {
  D = cast<ValueDecl>(D->getCanonicalDecl());
  auto [It, New] = Vars.try_emplace(D, VarId(Out->Vars.size()));
  if (!New)
    return It->second;
  Var V = describe(D);
  V.Loc = Locs.add(clang::SourceRange(D->getLocation()));
  V.Answers = V.Answers && Globals.isWrittenByHandler(cast<VarDecl>(D), Function); // it does not run twice at once
  // stdin and its like are the library's.
  if (const auto *VD = dyn_cast<VarDecl>(D); VD && (V.Kind == VarKind::Global || V.Kind == VarKind::Static) &&
                                             !Context.getSourceManager().isInSystemHeader(VD->getLocation())) {
    V.Global = GlobalNumbers.try_emplace(VD, GlobalDecls.size()).first->second;
    if (V.Global == static_cast<int>(GlobalDecls.size()))
      GlobalDecls.push_back(VD);
  }
  Out->Vars.push_back(std::move(V));
  return It->second;
}

FieldId FlowBuilder::field(const FieldDecl *D) {
  auto [It, New] = Fields.try_emplace(D, FieldId(Out->Fields.size()));
  if (!New)
    return It->second;
  Field Fd;
  Fd.Name = fieldName(D);
  Fd.Prefix = Contracts.roleOf(D);
  Fd.Context = Contracts.Contexts.of(D).Kind;
  // A list's next, or what a tree hangs its children from.
  const QualType Pointee = D->getType()->getPointeeType();
  Fd.Link = (!Pointee.isNull() && Pointee->getAsRecordDecl() && Pointee->getAsRecordDecl() == D->getParent()) ||
            Context.getSourceManager().isInSystemHeader(D->getParent()->getLocation());
  Out->Fields.push_back(std::move(Fd));
  return It->second;
}

CalleeId FlowBuilder::callee(const std::string &Name, std::shared_ptr<const FunctionContract> C) {
  for (size_t I = 0; I != Out->Callees.size(); ++I)
    if (Out->Callees[I].Name == Name && Out->Callees[I].Contract == C)
      return CalleeId(I);
  Out->Callees.push_back({Name, std::move(C)});
  return CalleeId(Out->Callees.size() - 1);
}

/// __builtin_constant_p(next()) does not call next().
static bool looksOnly(const CallExpr *E) {
  const FunctionDecl *F = E->getDirectCallee();
  switch (F ? F->getBuiltinID() : 0) {
  case Builtin::BI__builtin_constant_p:
  case Builtin::BI__builtin_object_size:
  case Builtin::BI__builtin_dynamic_object_size: return true;
  default: return false;
  }
}

/// Notes for each node of the body which statement it is part of.
void FlowBuilder::findStatements(const Stmt *S, const Stmt *Root, bool InCompound, bool IsCondition) {
  if (!S)
    return;
  // `if (ok) list_add(list, own_item);`: what is guarded is a statement of its own.
  auto IsBody = [S](const Stmt *Child) {
    if (const auto *If = dyn_cast<IfStmt>(S))
      return Child == If->getThen() || Child == If->getElse();
    if (const auto *For = dyn_cast<ForStmt>(S))
      return Child == For->getBody();
    if (const auto *While = dyn_cast<WhileStmt>(S))
      return Child == While->getBody();
    if (const auto *Do = dyn_cast<DoStmt>(S))
      return Child == Do->getBody();
    const auto *Switch = dyn_cast<SwitchStmt>(S);
    return Switch && Child == Switch->getBody();
  };
  auto Part = [&](const Stmt *Child) {
    findStatements(Child, nullptr, false, Child && isa<Expr>(Child) && !IsBody(Child));
  };
  if (const auto *C = dyn_cast<CompoundStmt>(S)) {
    // Inside a statement expression the outer statement goes on.
    for (const Stmt *Child : C->body())
      findStatements(Child, nullptr, true);
    return;
  }
  if (isa<IfStmt, ForStmt, WhileStmt, DoStmt, SwitchStmt, LabelStmt, SwitchCase, AttributedStmt>(S)) {
    const bool Loop = isa<ForStmt, WhileStmt, DoStmt>(S);
    LoopDepth += Loop;
    for (const Stmt *Child : S->children()) {
      const bool Labelled = isa<LabelStmt, SwitchCase, AttributedStmt>(S);
      if (Child && isa<Expr>(Child) && isa<SwitchCase>(S))
        continue; // the case's value
      if (Labelled)
        findStatements(Child, nullptr, InCompound);
      else
        Part(Child);
    }
    LoopDepth -= Loop;
    return;
  }
  if (!Root)
    Root = S;
  if (const auto *Call = dyn_cast<CallExpr>(S); Call && looksOnly(Call)) {
    std::vector<const Stmt *> Below(Call->child_begin(), Call->child_end());
    while (!Below.empty()) {
      const Stmt *Now = Below.back();
      Below.pop_back();
      if (Now && Unevaluated.insert(Now).second)
        Below.insert(Below.end(), Now->child_begin(), Now->child_end());
    }
  }
  const bool Outermost = OuterNow == 0;
  if (Outermost)
    OuterNow = ++OuterCount;
  Statements[S] = {Root, InCompound, IsCondition, LoopDepth != 0, OuterNow};
  for (const Stmt *Child : S->children())
    findStatements(Child, Root, InCompound, IsCondition);
  if (Outermost)
    OuterNow = 0;
}

void FlowBuilder::beginStatement(const Stmt *S) {
  auto It = Statements.find(S);
  if (It == Statements.end() || It->second.Root == Current)
    return;
  Current = It->second.Root;
  Event &E = emit(Op::Statement, Current->getSourceRange());
  E.IsReturn = isa<ReturnStmt>(Current);
  E.InCompound = It->second.InCompound;
  E.IsCondition = It->second.IsCondition;
  E.Value = It->second.Outer;
}

/// The blocks that can be reached. (Clang's own iterator follows the null edges
/// of conditions that are constant.)
static std::vector<const CFGBlock *> reversePostOrder(const CFG &Graph) {
  std::vector<const CFGBlock *> Order;
  std::vector<bool> Seen(Graph.getNumBlockIDs());
  std::vector<std::pair<const CFGBlock *, CFGBlock::const_succ_iterator>> Stack;
  auto Push = [&](const CFGBlock *B) {
    if (!B || Seen[B->getBlockID()])
      return;
    Seen[B->getBlockID()] = true;
    Stack.push_back({B, B->succ_begin()});
  };
  Push(&Graph.getEntry());
  while (!Stack.empty()) {
    auto &[B, Next] = Stack.back();
    if (Next != B->succ_end()) {
      Push((Next++)->getReachableBlock());
      continue;
    }
    Order.push_back(B);
    Stack.pop_back();
  }
  std::reverse(Order.begin(), Order.end());
  return Order;
}

/// thing_destroy(thing_t *): the pointers of the struct that ends here.
void FlowBuilder::findParts(const FunctionDecl *F) {
  const StringRef Name = F->getName();
  const auto Ends = {"destroy", "free", "deinit", "clear", "close"};
  if (std::none_of(Ends.begin(), Ends.end(), [&](const char *Word) { return Name.ends_with(Word); }))
    return;
  for (unsigned I = 0; I != F->getNumParams(); ++I) {
    const QualType Pointee = F->getParamDecl(I)->getType()->getPointeeType();
    const RecordDecl *Record = Pointee.isNull() || Pointee.isConstQualified() ? nullptr : Pointee->getAsRecordDecl();
    if (Record)
      Record = Record->getDefinition();
    if (!Record || Record->isUnion())
      continue;
    std::vector<Part> Parts;
    for (const FieldDecl *Each : Record->fields()) {
      const Role R = Contracts.roleOf(Each);
      if (R == Role::None || classify(Each->getType()) != TypeClass::Pointer ||
          Each->getType()->isFunctionPointerType())
        continue;
      // The rest of a list is its head's to release.
      const QualType Target = Each->getType()->getPointeeType(); // null for an array
      if (const RecordDecl *To = Target.isNull() ? nullptr : Target->getAsRecordDecl();
          To && To->getDefinition() == Record)
        continue;
      // An array of borrows may be the struct's own.
      if (R != Role::Own && !Target.isNull() && classify(Target) == TypeClass::Pointer)
        continue;
      Parts.push_back({Each->getNameAsString(), R, Locs.add(clang::SourceRange(Each->getLocation()))});
    }
    if (Parts.empty())
      continue;
    if (Out->Destroys >= 0) { // two of them: which one it ends is not known
      Out->Destroys = -1;
      Out->Parts.clear();
      return;
    }
    Out->Destroys = I;
    Out->Parts = std::move(Parts);
  }
}

std::unique_ptr<Flow> FlowBuilder::build(const FunctionDecl *F) {
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  Options.AddLifetime = true;
  Options.AddImplicitDtors = true;
  Options.PruneTriviallyFalseEdges = true;
  std::unique_ptr<CFG> Graph = CFG::buildCFG(F, F->getBody(), &Context, Options);
  if (!Graph)
    return nullptr;
  Out = std::make_unique<Flow>();
  Function = F;
  Statements.clear();
  Unevaluated.clear();
  Lowered.clear();
  Joins.clear();
  Vars.clear();
  Fields.clear();
  Literals.clear();
  Current = nullptr;

  Out->Function = F->getNameAsString();
  Out->Loc = Locs.add(clang::SourceRange(F->getLocation()));
  Out->EndLoc = Locs.add(clang::SourceRange(F->getBody()->getEndLoc()));
  Out->ResultType = classify(F->getReturnType());
  Out->ResultIsVoid = F->getReturnType()->isVoidType();
  Out->Variadic = F->isVariadic();
  Out->Internal = !F->isExternallyVisible();
  Out->Contract = Contracts.of(F);
  for (const ParmVarDecl *P : F->parameters()) {
    VarId V = variable(P);
    Out->Vars[V.N].Param = Out->Params.size();
    Out->Params.push_back(V);
  }
  findParts(F);
  findStatements(F->getBody(), nullptr, true);

  // Blocks in an order in which a value is mostly computed before it is used.
  BlockOf.assign(Graph->getNumBlockIDs(), ~0u);
  std::vector<const CFGBlock *> Order = reversePostOrder(*Graph);
  for (unsigned I = 0; I != Order.size(); ++I)
    BlockOf[Order[I]->getBlockID()] = I;
  Out->Blocks.resize(Order.size());
  for (const CFGBlock *B : Order)
    edgesInto(*B);
  for (const CFGBlock *B : Order) {
    CurrentBlock = BlockOf[B->getBlockID()];
    Out->Blocks[CurrentBlock].Begin = Out->Events.size();
    lowerBlock(*B);
    lowerTerminator(*B);
    Out->Blocks[CurrentBlock].End = Out->Events.size();
  }
  for (const CFGBlock *B : Order)
    for (const CFGElement &El : *B)
      if (auto S = El.getAs<CFGStmt>()) {
        // Values of && || ?: arrive over the edges.
        const auto *E = dyn_cast<Expr>(S->getStmt());
        auto It = E ? Joins.find(E) : Joins.end();
        if (It == Joins.end())
          continue;
        for (const CFGBlock::AdjacentBlock &Adjacent : B->preds()) {
          const CFGBlock *P = Adjacent.getReachableBlock();
          if (!P || BlockOf[P->getBlockID()] == ~0u)
            continue;
          BlockId From(BlockOf[P->getBlockID()]);
          BlockId To(BlockOf[B->getBlockID()]);
          const Expr *Last = nullptr;
          for (auto I = P->rbegin(); I != P->rend() && !Last; ++I)
            if (auto LS = I->getAs<CFGStmt>())
              Last = dyn_cast<Expr>(LS->getStmt());
          auto LastTemp = [&]() -> TempId {
            auto L = Last ? Lowered.find(Last) : Lowered.end();
            return L == Lowered.end() ? TempId() : L->second.first;
          };
          for (unsigned I = 0; I != Out->Blocks[From.N].Successors.size(); ++I) {
            if (Out->Blocks[From.N].Successors[I] != To)
              continue;
            const bool Logical = isa<BinaryOperator>(E);
            if (Logical && Out->Blocks[From.N].Kind == Exit::Branch)
              edgeBlock(From, I, {{It->second, I == 0 ? 1 : 0}}, TempId(), TempId());
            else
              edgeBlock(From, I, {}, It->second, LastTemp(), Logical);
          }
        }
      }
  resolvePointers(*Out);
  cutLongBlocks(*Out);
  return std::move(Out);
}

/// Reserves the temp of each && || ?: that a block receives as a value.
void FlowBuilder::edgesInto(const CFGBlock &B) {
  for (const CFGElement &El : B)
    if (auto S = El.getAs<CFGStmt>()) {
      const auto *E = dyn_cast<Expr>(S->getStmt());
      const auto *Binary = dyn_cast_or_null<BinaryOperator>(E);
      if (E && (isa<AbstractConditionalOperator>(E) || (Binary && Binary->isLogicalOp())) &&
          !E->getType()->isVoidType())
        Joins[E] = newTemp();
    }
}

BlockId FlowBuilder::edgeBlock(BlockId From, unsigned Successor,
                               const std::vector<std::pair<TempId, std::int64_t>> &Sets, TempId CopyTo, TempId CopyFrom,
                               bool AsTruth) {
  Block New;
  New.Begin = Out->Events.size();
  for (auto [T, I] : Sets) {
    Event &E = emit(Op::Const, {});
    E.R = T;
    E.Value = I;
    E.Type = TypeClass::Signed;
  }
  if (CopyTo.valid() && AsTruth && CopyFrom.valid()) {
    // `a && p` is 1 or 0, not p.
    Event &Zero = emit(Op::Const, {});
    TempId Z = Zero.R = newTemp();
    Event &E = emit(Op::Compare, {});
    E.Cmp = CompareOp::NE;
    E.R = CopyTo;
    E.A = CopyFrom;
    E.B = Z;
    E.Type = TypeClass::Bool;
  } else if (CopyTo.valid()) {
    Event &E = emit(CopyFrom.valid() ? Op::Copy : Op::Undefined, {});
    E.R = CopyTo;
    E.A = CopyFrom;
  }
  New.End = Out->Events.size();
  New.Successors = {Out->Blocks[From.N].Successors[Successor]};
  BlockId Id(Out->Blocks.size());
  Out->Blocks[From.N].Successors[Successor] = Id;
  Out->Blocks.push_back(std::move(New));
  return Id;
}

void FlowBuilder::lowerBlock(const CFGBlock &B) {
  Finished = false;
  // A block begins in a new statement unless it goes on with the same one; which
  // it was depends on the path, so say it anew only when it differs.
  Current = nullptr;
  for (const CFGElement &El : B) {
    switch (El.getKind()) {
    case CFGElement::Statement: {
      const Stmt *S = El.castAs<CFGStmt>().getStmt();
      if (Unevaluated.contains(S))
        break;
      if (const auto *E = dyn_cast<Expr>(S)) {
        beginStatement(E);
        lower(E);
      } else if (const auto *D = dyn_cast<DeclStmt>(S)) {
        beginStatement(D);
        lowerDeclaration(D);
      } else if (const auto *R = dyn_cast<ReturnStmt>(S)) {
        beginStatement(R);
        TempId Value = R->getRetValue() ? lower(R->getRetValue()) : TempId();
        Event &E = emit(Op::Return, R->getSourceRange());
        E.A = Value;
      }
      break;
    }
    case CFGElement::LifetimeEnds: {
      auto L = El.castAs<CFGLifetimeEnds>();
      // Clang 22 ends parameters at each return, 19 does not: the exit ends them.
      if (isa<ParmVarDecl>(L.getVarDecl()))
        break;
      Event &E = emit(Op::EndScope, L.getTriggerStmt() ? clang::SourceRange(L.getTriggerStmt()->getEndLoc())
                                                       : clang::SourceRange(Function->getBody()->getEndLoc()));
      if (const Stmt *T = L.getTriggerStmt(); T && isa<BreakStmt, ContinueStmt, GotoStmt>(T))
        Out->Events.back().Loc = Locs.add(T->getSourceRange());
      E.Variable = variable(L.getVarDecl());
      break;
    }
    case CFGElement::CleanupFunction: {
      auto C = El.castAs<CFGCleanupFunction>();
      lowerCleanup(C.getVarDecl(), C.getFunctionDecl());
      break;
    }
    case CFGElement::Initializer:
    case CFGElement::ScopeBegin:
    case CFGElement::ScopeEnd:
    case CFGElement::NewAllocator:
    case CFGElement::LoopExit:
    case CFGElement::Constructor:
    case CFGElement::CXXRecordTypedCall:
    case CFGElement::AutomaticObjectDtor:
    case CFGElement::DeleteDtor:
    case CFGElement::BaseDtor:
    case CFGElement::MemberDtor:
    case CFGElement::TemporaryDtor: break;
    }
  }
}

bool decidesByCondition(const CFGBlock &B) {
  const Stmt *T = B.getTerminatorStmt();
  return !T || !isa<SwitchStmt, IndirectGotoStmt, GCCAsmStmt>(T);
}

void FlowBuilder::lowerTerminator(const CFGBlock &B) {
  const unsigned Index = CurrentBlock;
  auto Target = [&](const CFGBlock *S) -> BlockId {
    return S && BlockOf[S->getBlockID()] != ~0u ? BlockId(BlockOf[S->getBlockID()]) : BlockId();
  };
  // Everything that can be reached only through a constant condition is gone.
  std::vector<BlockId> Successors;
  for (const CFGBlock::AdjacentBlock &A : B.succs())
    Successors.push_back(Target(A.getReachableBlock()));

  auto Finish = [&](Exit Kind) { Out->Blocks[Index].Kind = Kind; };
  const CFGBlock &ExitBlock = B.getParent()->getExit();
  if (&B == &ExitBlock)
    return Finish(Exit::Return);
  if (B.hasNoReturnElement())
    return Finish(Exit::Stop);
  const Stmt *T = B.getTerminatorStmt();
  if (Successors.size() == 2 && T && decidesByCondition(B)) {
    if (Successors[0].valid() && Successors[1].valid()) {
      // Of `if (a || b)` the block of b decides by b, not by the whole.
      const Expr *Condition = B.empty() ? dyn_cast_or_null<Expr>(B.getTerminatorCondition()) : B.getLastCondition();
      TempId C = Condition ? lower(Condition) : TempId();
      Block &Bl = Out->Blocks[Index];
      Bl.Kind = Exit::Branch;
      Bl.Condition = C;
      Bl.Successors = Successors;
      Bl.Loc = Condition ? Locs.add(Condition->getSourceRange()) : LocId();
      if (Condition && C.valid() && Out->TempNames[C.N].empty())
        Out->TempNames[C.N] = shortText(Condition);
      return;
    }
    for (BlockId S : Successors)
      if (S.valid()) {
        Out->Blocks[Index].Successors = {S};
        return Finish(Exit::Jump);
      }
    return Finish(Exit::Stop);
  }
  if (const auto *S = dyn_cast_or_null<SwitchStmt>(T)) {
    TempId C = S->getCond() ? lower(S->getCond()) : TempId();
    Block &Bl = Out->Blocks[Index];
    Bl.Condition = C;
    Bl.Loc = S->getCond() ? Locs.add(S->getCond()->getSourceRange()) : LocId();
    Bl.Kind = Exit::Switch;
    BlockId Default;
    auto It = B.succ_begin();
    for (size_t I = 0; It != B.succ_end(); ++It, ++I) {
      const CFGBlock *Succ = It->getReachableBlock();
      if (!Succ || !Successors[I].valid())
        continue;
      const Stmt *Label = Succ->getLabel();
      const auto *Case = dyn_cast_or_null<CaseStmt>(Label);
      const bool Last = I + 1 == Successors.size();
      if (Last || !Case) {
        Default = Successors[I];
        continue;
      }
      auto ValueOf = [&](const Expr *E) -> std::int64_t {
        return E && !E->isValueDependent() ? bitsOf(E->EvaluateKnownConstInt(Context)) : 0;
      };
      std::int64_t Low = ValueOf(Case->getLHS());
      Bl.Cases.push_back({Low, Case->getRHS() ? ValueOf(Case->getRHS()) : Low});
      Bl.Successors.push_back(Successors[I]);
    }
    if (Default.valid())
      Bl.Successors.push_back(Default);
    if (!C.valid() || Bl.Successors.empty())
      Finish(Bl.Successors.empty() ? Exit::Stop : Exit::Jump);
    return;
  }
  for (BlockId S : Successors)
    if (S.valid())
      Out->Blocks[Index].Successors.push_back(S);
  if (Out->Blocks[Index].Successors.empty())
    return Finish(Exit::Stop);
  if (Out->Blocks[Index].Successors.size() > 1) { // an indirect goto, or one of assembly: any of them
    Block &Bl = Out->Blocks[Index];
    Event &E = emit(Op::Undefined, {});
    E.Type = TypeClass::Signed;
    E.R = newTemp();
    Bl.Condition = E.R;
    Bl.Kind = Exit::Switch;
    for (size_t I = 0; I + 1 < Bl.Successors.size(); ++I)
      Bl.Cases.push_back({static_cast<std::int64_t>(I), static_cast<std::int64_t>(I)});
    return;
  }
  if (T && isa<GotoStmt>(T))
    Out->Blocks[Index].Loc = Locs.add(T->getSourceRange());
  Finish(Exit::Jump);
}

} // namespace deed
