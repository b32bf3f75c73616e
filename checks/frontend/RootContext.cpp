//===- frontend/RootContext.cpp - the rule root-context -------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/State.h"
#include "frontend/ContextRules.h"
#include "clang/AST/Expr.h"
#include <map>
#include <optional>

namespace deed {

using namespace clang;

std::vector<const CallExpr *> callsOf(const FunctionDecl *F) {
  std::vector<const CallExpr *> Out;
  // Deep expressions must not overflow the stack: an explicit one.
  std::vector<const Stmt *> Pending{F->getBody()};
  while (!Pending.empty()) {
    const Stmt *S = Pending.back();
    Pending.pop_back();
    if (!S)
      continue;
    if (const auto *Call = dyn_cast<CallExpr>(S))
      Out.push_back(Call);
    for (const Stmt *Child : S->children())
      Pending.push_back(Child);
  }
  return Out;
}

/// The argument that is the parent of what a call makes; -1: it has none, ever;
/// nullopt: it makes no context, or the parent is not an argument.
static std::optional<int> parentArgument(const FunctionContract &C) {
  // talloc_realloc(NULL, block, ...): a block stays where it hangs.
  for (const ParamContract &P : C.Params)
    if (P.Word == ParamWord::Reallocs || P.Word == ParamWord::Grows)
      return std::nullopt;
  for (const ParamContract &P : C.Params)
    if (P.Word == ParamWord::GivesContext)
      return P.On >= 0 ? P.On : -1;
  const ReturnContract &R = C.Return;
  // Other allocators hang from nothing by their nature, and are no parents.
  const bool Temporary =
      R.Word == ReturnWord::Context && (R.Kind == ContextKind::Temporary || R.Kind == ContextKind::Pool);
  const bool Tree = R.Word == ReturnWord::Allocated && R.Kind == ContextKind::Tree;
  if (!Temporary && !Tree)
    return std::nullopt;
  if (R.Argument >= 0)
    return R.Argument;
  return Temporary && R.Argument == -1 ? std::optional<int>(-1) : std::nullopt;
}

/// False where the body is known, and what it makes never hangs from nothing: it
/// replaces NULL by a context of its own.
static bool makesRoot(const FunctionContract &C, int Parent) {
  return C.Inferred.empty() || Parent < 0 ||
         llvm::any_of(
             C.Inferred,
             [&](const Outcome &O) {
               const bool WhereNull = llvm::none_of(O.Requires, [&](const Condition &Must) {
                 return Must.Param == Parent && !(Must.Signs & sign::Zero);
               });
               return WhereNull &&
                      (O.Return == ReturnWord::Owned || (O.Return == ReturnWord::Allocated && O.Argument == Parent));
             });
}

namespace {
/// What a file does with the contexts that it makes for a while.
struct FileHabit {
  unsigned Hung = 0; ///< below another
  std::vector<Finding> Roots;
};
} // namespace

/// A file that makes its temporary contexts from nothing, and hardly ever below another,
/// has that for its convention; to say so at each of them helps nobody.
constexpr unsigned FewRoots = 6;

void checkRootContexts(llvm::ArrayRef<const FunctionDecl *> Functions, llvm::StringRef Only, const ASTContext &Context,
                       ContractReader &Contracts, const Locations &Locs, std::vector<Finding> &Out) {
  const SourceManager &SM = Context.getSourceManager();
  std::map<FileID, FileHabit> Files;
  for (const FunctionDecl *F : Functions) {
    if (!F->getIdentifier() || F->isMain())
      continue;
    FileHabit &Habit = Files[SM.getFileID(SM.getExpansionLoc(F->getLocation()))];
    for (const CallExpr *Call : callsOf(F)) {
      const FunctionDecl *Callee = Call->getDirectCallee();
      if (!Callee || !Callee->getIdentifier())
        continue;
      const auto Contract = Contracts.of(Callee);
      const std::optional<int> Parent = parentArgument(*Contract);
      if (!Parent || Contract->Return.From.From == Source::Summary || !makesRoot(*Contracts.solved(Callee), *Parent))
        continue;
      if (*Parent >= 0 && (unsigned(*Parent) >= Call->getNumArgs() ||
                           !Call->getArg(*Parent)->isNullPointerConstant(const_cast<ASTContext &>(Context),
                                                                         Expr::NPC_ValueDependentIsNotNull))) {
        Habit.Hung += Contract->Return.Word == ReturnWord::Context;
        continue;
      }
      Finding Result;
      Result.Id = Rule::RootContext;
      Result.Function = F->getNameAsString();
      Result.Place = Locs.range(Call->getSourceRange());
      Result.Message = "'" + Result.Function + "' creates a context that hangs from nothing, with '" +
                       Callee->getNameAsString() + "'";
      Result.Help = "take a context as a parameter, and allocate below it; roots belong into 'main'";
      Result.Signature = Result.Function + "|root-context|" + Callee->getNameAsString();
      Habit.Roots.push_back(std::move(Result));
    }
  }
  for (auto &[File, Habit] : Files)
    if (Habit.Roots.size() <= FewRoots || Habit.Roots.size() <= 2 * Habit.Hung)
      for (Finding &Each : Habit.Roots)
        if (Only.empty() || Each.Function == Only)
          Out.push_back(std::move(Each));
}

} // namespace deed
