//===- frontend/Rename.cpp - a variable gets another name -----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The places are found by tokens, so that an `#if 0` and an assertion that is
// compiled away are renamed too; the AST has a veto.
//===----------------------------------------------------------------------===//
#include "frontend/Rename.h"
#include "frontend/CommentReader.h"
#include "frontend/Tokens.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace deed {

using namespace clang;

static bool isWord(char Ch) { return isalnum(static_cast<unsigned char>(Ch)) || Ch == '_'; }

/// Where \p Name stands in \p Text as a whole word, from \p At on.
static size_t findWord(llvm::StringRef Text, llvm::StringRef Name, size_t At) {
  while ((At = Text.find(Name, At)) != llvm::StringRef::npos) {
    const llvm::StringRef Back = Text.drop_front(At + Name.size());
    if (!(At && isWord(Text[At - 1])) && (Back.empty() || !isWord(Back.front())))
      return At;
    ++At;
  }
  return At;
}

namespace {

/// All that a body says of one variable, and of others with its name.
class Uses : public RecursiveASTVisitor<Uses> {
public:
  Uses(const VarDecl *V, llvm::StringRef NewName, const SourceManager &SM) : V(V), NewName(NewName), SM(SM) {}
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    if (E->getDecl() != V)
      return true;
    // An argument of a macro is written where it stands; its text is not.
    SourceLocation L = E->getLocation();
    Veto |= L.isMacroID() && !SM.isMacroArgExpansion(L);
    return true;
  }
  /// #v: the name is a text of the program. That of an assertion only tells a person.
  bool VisitCallExpr(CallExpr *E) {
    const FunctionDecl *F = E->getDirectCallee();
    if (F && F->getIdentifier() && F->getName().contains("assert"))
      for (const Expr *A : E->arguments())
        if (const auto *Text = dyn_cast<clang::StringLiteral>(A->IgnoreParenCasts()))
          Told.insert(Text);
    return true;
  }
  bool VisitStringLiteral(clang::StringLiteral *E) {
    if (!Told.count(E) && E->getBeginLoc().isMacroID() &&
        SM.isWrittenInScratchSpace(SM.getSpellingLoc(E->getBeginLoc())))
      Veto |= E->getCharByteWidth() == 1 && findWord(E->getString(), V->getName(), 0) != llvm::StringRef::npos;
    return true;
  }
  bool VisitNamedDecl(NamedDecl *D) {
    if (D == V || !D->getIdentifier())
      return true;
    const bool Other = D->getName() == V->getName() && !isa<FieldDecl>(D);
    if (Other || D->getName() == NewName)
      Others.push_back(D->getLocation());
    return true;
  }

  const VarDecl *V;
  llvm::StringRef NewName;
  const SourceManager &SM;
  bool Veto = false;
  llvm::SmallPtrSet<const clang::StringLiteral *, 4> Told; ///< to a person, by an assertion
  std::vector<SourceLocation> Others;
};

} // namespace

/// The smallest block, loop or body around the declaration of \p V.
static clang::SourceRange scopeOf(const Stmt *Body, const VarDecl *V) {
  clang::SourceRange Best;
  // Inner statements come after outer ones.
  walkStatements(Body, [&](const Stmt *S) {
    if (!isa<CompoundStmt, ForStmt, StmtExpr>(S))
      return;
    bool Holds = false;
    for (const Stmt *Child : S->children())
      if (const auto *D = dyn_cast_or_null<DeclStmt>(Child))
        Holds |= llvm::is_contained(D->decls(), V);
    if (Holds)
      Best = S->getSourceRange();
  });
  return Best;
}

static Edit replace(const Locations &Locs, FileID File, unsigned Offset, unsigned Length, llvm::StringRef Text) {
  const SourceLocation L = Locs.SM.getLocForStartOfFile(File).getLocWithOffset(Offset);
  SourceRange R = Locs.range(clang::SourceRange(L));
  R.Offset = Offset;
  R.EndLine = R.Line;
  R.EndColumn = R.Column + Length;
  R.Length = Length;
  return {R, Text.str()};
}

/// The tokens of \p Range called \p Old; false where one of them can not be changed.
static bool editTokens(const Locations &Locs, clang::SourceRange Range, llvm::StringRef Old, llvm::StringRef New,
                       std::vector<Edit> &Out) {
  const std::vector<RawToken> Tokens = rawTokens(Locs, Range);
  if (Tokens.empty())
    return false;
  const FileID File = Locs.SM.getFileID(Range.getBegin());
  for (size_t I = 0; I != Tokens.size(); ++I) {
    if (Tokens[I].Kind != tok::identifier)
      continue;
    if (Tokens[I].Text == New)
      return false;
    if (Tokens[I].Text != Old)
      continue;
    if (Tokens[I].InDirective)
      return false;
    const RawToken *Before = I ? &Tokens[I - 1] : nullptr;
    if (Before && (Before->Kind == tok::period || Before->Kind == tok::arrow))
      continue; // a field
    if (Before && (Before->Text == "struct" || Before->Text == "union" || Before->Text == "enum"))
      continue;
    if (Before && Before->Text == "goto")
      return false;
    Out.push_back(replace(Locs, File, Tokens[I].Offset, Old.size(), New));
  }
  return true;
}

/// `@param old` in the comment above \p D.
static void editComment(const Locations &Locs, const FunctionDecl *D, llvm::StringRef Old, llvm::StringRef New,
                        std::vector<Edit> &Out) {
  FileID File;
  unsigned Offset = 0;
  const llvm::StringRef Text = textAround(Locs, D->getBeginLoc(), File, Offset);
  const llvm::StringRef Comment = commentAbove(Text, Offset);
  if (Comment.empty())
    return;
  for (size_t At = findWord(Comment, Old, 0); At != llvm::StringRef::npos; At = findWord(Comment, Old, At + 1)) {
    const llvm::StringRef Front = Comment.take_front(At), Back = Comment.drop_front(At + Old.size());
    llvm::StringRef Line = Front.substr(Front.rfind('\n') + 1).rtrim(" \t");
    // Behind "@param", with a direction perhaps; "@name:" as gtk-doc writes it.
    if (Line.ends_with("]"))
      Line = Line.take_front(Line.rfind('[')).rtrim(" \t");
    if (Line.ends_with("@param") || Line.ends_with("\\param") || (Line.ends_with("@") && Back.starts_with(":")))
      Out.push_back(replace(Locs, File, static_cast<unsigned>(Comment.begin() - Text.begin() + At), Old.size(), New));
  }
}

std::optional<Fix> renameVariable(const ConventionUnit &C, const VarDecl *V, const FunctionDecl *F,
                                  llvm::StringRef NewName) {
  const FunctionDecl *Definition = nullptr;
  if (!F->hasBody(Definition) || !Definition->getIdentifier() || !V->hasLocalStorage() ||
      C.Context.Idents.get(NewName).hasMacroDefinition() || C.Context.Idents.get(V->getName()).hasMacroDefinition())
    return std::nullopt;
  const std::string Old = V->getNameAsString();
  Fix Out;
  Out.Description = "rename '" + Old + "' to '" + NewName.str() + "'";
  clang::SourceRange Scope;
  if (const auto *P = dyn_cast<ParmVarDecl>(V)) {
    const unsigned Index = P->getFunctionScopeIndex();
    for (const FunctionDecl *D : F->redecls()) {
      const ParmVarDecl *Theirs = D->getParamDecl(Index);
      if (D == Definition) {
        V = Theirs; // the one that the body names
        continue;
      }
      if (!Theirs->getIdentifier() || Theirs->getName() != Old)
        continue;
      for (const ParmVarDecl *Other : D->parameters())
        if (Other->getIdentifier() && Other->getName() == NewName)
          return std::nullopt;
      if (Theirs->getLocation().isMacroID() || !C.reported(Theirs->getLocation()))
        return std::nullopt;
      auto [File, Offset] = C.Locs.SM.getDecomposedLoc(Theirs->getLocation());
      Out.Edits.push_back(replace(C.Locs, File, Offset, Old.size(), NewName));
      editComment(C.Locs, D, Old, NewName, Out.Edits);
    }
    if (V->getName() != Old)
      return std::nullopt; // header and definition call it differently
    editComment(C.Locs, Definition, Old, NewName, Out.Edits);
    Scope = clang::SourceRange(Definition->getLocation(), Definition->getBody()->getEndLoc());
  } else {
    Scope = scopeOf(Definition->getBody(), V);
  }
  if (Scope.isInvalid() || V->getLocation().isMacroID())
    return std::nullopt;
  Uses Found(V, NewName, C.Locs.SM);
  Found.TraverseDecl(const_cast<FunctionDecl *>(Definition));
  const SourceManager &SM = C.Locs.SM;
  for (SourceLocation L : Found.Others)
    if (!SM.isBeforeInTranslationUnit(L, Scope.getBegin()) && !SM.isBeforeInTranslationUnit(Scope.getEnd(), L))
      return std::nullopt;
  if (Found.Veto || !editTokens(C.Locs, Scope, Old, NewName, Out.Edits))
    return std::nullopt;
  return Out;
}

/// The one parameter or local of \p F called \p Name; null if there are several.
static const VarDecl *variableOf(const FunctionDecl *F, llvm::StringRef Name) {
  const VarDecl *Found = nullptr;
  unsigned Count = 0;
  for (const ParmVarDecl *P : F->parameters())
    if (P->getIdentifier() && P->getName() == Name)
      Found = P, ++Count;
  walkStatements(F->getBody(), [&](const Stmt *S) {
    if (const auto *D = dyn_cast<DeclStmt>(S))
      for (const Decl *Each : D->decls())
        if (const auto *V = dyn_cast<VarDecl>(Each); V && V->getIdentifier() && V->getName() == Name)
          Found = V, ++Count;
  });
  return Count == 1 ? Found : nullptr;
}

void addRenames(const ConventionUnit &C) {
  for (Finding &F : C.Out) {
    if (F.Id != Rule::PrefixMismatch || F.Repair || F.Variable.empty())
      continue;
    const auto Body =
        llvm::find_if(C.Bodies, [&](const FunctionDecl *B) { return B->getNameAsString() == F.Function; });
    if (Body == C.Bodies.end())
      continue;
    const VarDecl *V = variableOf(*Body, F.Variable);
    const Role Now = V && V->getIdentifier() ? C.roleOfName(V->getName()) : Role::None;
    // The typedef of its type may say it, too.
    if (Now == Role::None || !isDataPointer(V->getType()))
      continue;
    const llvm::StringRef Bare = C.bare(V->getName());
    Role Then = provedRole(C, V, *Body);
    if (Then == Role::None || Then == Now)
      continue;
    F.Repair = renameVariable(C, V, *Body, C.prefixOf(Then) + Bare.str());
  }
}

} // namespace deed
