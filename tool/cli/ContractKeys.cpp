//===- cli/ContractKeys.cpp - contracts of functions that nobody has ---------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "cli/ContractKeys.h"
#include "project/Nearest.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/IdentifierTable.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <map>
#include <set>

namespace deed {

using llvm::StringRef;

/// Where the contract is written; a line of its words, for keys have no place of their own.
static SourceRange placeOf(StringRef Name, const FunctionContract &C, const ModelSet &Of, const Configuration &Config) {
  if (C.Return.From.Where.valid())
    return C.Return.From.Where;
  for (const ParamContract &P : C.Params)
    if (P.From.Where.valid())
      return P.From.Where;
  if (C.Rest.From.Where.valid())
    return C.Rest.From.Where;
  for (const NamedParam &P : Of.namedParams(Name))
    return P.Where;
  SourceRange File;
  if (!Config.Files.empty())
    File.File = Config.Files.back();
  return File;
}

/// The functions of the project that the unit declares, for messages.
static std::vector<StringRef> functionsOf(const clang::ASTContext &Context) {
  const clang::SourceManager &SM = Context.getSourceManager();
  std::vector<StringRef> Out;
  for (const clang::Decl *D : Context.getTranslationUnitDecl()->decls())
    if (const auto *F = llvm::dyn_cast<clang::FunctionDecl>(D))
      if (F->getIdentifier() && !F->getPreviousDecl() && !SM.isInSystemHeader(F->getLocation()))
        Out.push_back(F->getName());
  return Out;
}

void noteContractKeys(const clang::ASTContext &Context, const Configuration &Config, UnitReport &Report) {
  if (!Config.Values.Own)
    return;
  std::vector<StringRef> Known;
  for (const auto &Each : Config.Values.Own->contracts()) {
    const StringRef Name = Each.getKey();
    if (Name.contains('.')) // a member of an interface
      continue;
    auto It = Context.Idents.find(Name);
    const clang::IdentifierInfo *Word = It == Context.Idents.end() ? nullptr : It->second;
    const bool Seen = Word && llvm::any_of(Context.getTranslationUnitDecl()->lookup(Word),
                                           [](const clang::NamedDecl *D) { return llvm::isa<clang::FunctionDecl>(D); });
    const SourceRange Where = placeOf(Name, Each.getValue(), *Config.Values.Own, Config);
    if (Seen) {
      Report.SeenContracts.push_back({Where, Name.str()});
      continue;
    }
    std::string Hint;
    if (Word && Word->hasMacroDefinition()) {
      Hint = "; it is a macro: say it of the function that it calls";
    } else {
      if (Known.empty())
        Known = functionsOf(Context);
      Hint = didYouMean(Name, Known);
    }
    Report.UnseenContracts.push_back({{Where, Name.str()}, std::move(Hint)});
  }
}

std::vector<Problem> unseenContracts(llvm::ArrayRef<UnitReport> Units) {
  auto Key = [](const Related &R) { return std::pair(R.Range, R.Message); };
  std::set<std::pair<SourceRange, std::string>> Seen;
  for (const UnitReport &Unit : Units)
    for (const Related &Each : Unit.SeenContracts)
      Seen.insert(Key(Each));
  // Of all hints the nearest name: what a third of the files knows is not nearer.
  std::map<std::pair<SourceRange, std::string>, std::string> Hints;
  for (const UnitReport &Unit : Units)
    for (const UnseenContract &Each : Unit.UnseenContracts) {
      if (Seen.count(Key(Each.What)))
        continue;
      auto Distance = [&](StringRef Hint) {
        return Hint.empty() ? ~0u
                            : StringRef(Each.What.Message).edit_distance(Hint.split('\'').second.split('\'').first);
      };
      auto [It, New] = Hints.try_emplace(Key(Each.What), Each.Hint);
      if (!New && Distance(Each.Hint) < Distance(It->second))
        It->second = Each.Hint;
    }
  std::vector<Problem> Out;
  for (const auto &[What, Hint] : Hints)
    Out.push_back({ProblemKind::Configuration, What.first.File, What.first,
                   "no file of this run declares a function '" + What.second + "'" + Hint});
  return Out;
}

} // namespace deed
