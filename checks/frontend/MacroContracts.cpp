//===- frontend/MacroContracts.cpp - contracts in empty macros ------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/MacroContracts.h"
#include "engine/Names.h"
#include "frontend/Tokens.h"
#include "clang/AST/ASTContext.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringSwitch.h"

namespace deed {

using llvm::StringRef;

/// The last word of __isl_take, __dpctl_take; "" for other names.
static StringRef notation(StringRef Macro) {
  if (!Macro.starts_with("__") || Macro.ends_with("_"))
    return "";
  const StringRef Word = Macro.substr(Macro.rfind('_') + 1);
  return Macro.drop_front(2).contains('_') && (Word == "take" || Word == "give" || Word == "keep" || Word == "null")
             ? Word
             : "";
}

static ParamWord paramMacro(StringRef Macro) {
  if (const StringRef Word = notation(Macro); !Word.empty())
    return llvm::StringSwitch<ParamWord>(Word)
        .Case("take", ParamWord::Takes)
        .Case("keep", ParamWord::Borrows)
        .Case("give", ParamWord::Gives)
        .Default(ParamWord::Unknown);
  return llvm::StringSwitch<ParamWord>(Macro)
      // SAL: the pointer is worth nothing afterwards.
      .Cases("_Post_ptr_invalid_", "_Post_invalid_", "_Frees_ptr_", "_Frees_ptr_opt_", "__drv_freesMem",
             ParamWord::Releases)
      .Cases("CF_CONSUMED", "NS_CONSUMED", "TAKES_OWNERSHIP", "TRANSFER_FULL", "CONSUMED", ParamWord::Takes)
      // ccan: taken only if the caller says take(p), which is a call of its own.
      .Cases("TAKES", "BORROWED", "TRANSFER_NONE", ParamWord::Borrows)
      .Default(ParamWord::Unknown);
}

static ReturnWord returnMacro(StringRef Macro) {
  if (const StringRef Word = notation(Macro); !Word.empty())
    return llvm::StringSwitch<ReturnWord>(Word)
        .Case("give", ReturnWord::Owned)
        .Case("keep", ReturnWord::Borrowed)
        .Case("null", ReturnWord::Null)
        .Default(ReturnWord::Unknown);
  return llvm::StringSwitch<ReturnWord>(Macro)
      .Cases("CF_RETURNS_RETAINED", "NS_RETURNS_RETAINED", "RETURNS_OWNED", "OWNED", "TRANSFER_FULL", ReturnWord::Owned)
      .Cases("CF_RETURNS_NOT_RETAINED", "NS_RETURNS_NOT_RETAINED", "RETURNS_BORROWED", "BORROWED", "TRANSFER_NONE",
             ReturnWord::Borrowed)
      .Default(ReturnWord::Unknown);
}

/// Where the words in front of a declaration may begin: on its own line, or on
/// lines above that end nothing.
static unsigned beginOfWords(StringRef Text, unsigned Offset) {
  size_t Begin = Text.take_front(Offset).rfind('\n');
  Begin = Begin == StringRef::npos ? 0 : Begin + 1;
  for (int Lines = 0; Lines != 2 && Begin > 0; ++Lines) {
    size_t Above = Text.take_front(Begin - 1).rfind('\n');
    Above = Above == StringRef::npos ? 0 : Above + 1;
    StringRef Line = Text.slice(Above, Begin - 1).trim();
    // "__isl_give isl_set *f(void); // the last one"
    if (!Line.starts_with("//"))
      Line = Line.take_front(Line.find("//")).rtrim();
    if (Line.empty() || Line.ends_with(";") || Line.ends_with("}") || Line.ends_with("{") || Line.ends_with("*/") ||
        Line.starts_with("#") || Line.starts_with("//") || Line.starts_with("*") || Line.ends_with("\\"))
      break;
    Begin = Above;
  }
  return static_cast<unsigned>(Begin);
}

namespace {

/// The tokens of one declaration that are macros with a meaning.
class Declaration {
public:
  Declaration(const clang::FunctionDecl *D, const Locations &Locs, FunctionContract &C) : D(D), Locs(Locs), C(C) {}
  void read();

private:
  void result(StringRef Macro);
  void param(unsigned Index, StringRef Macro);
  bool isMacro(StringRef Name) const { return D->getASTContext().Idents.get(Name).hasMacroDefinition(); }
  Provenance from(StringRef Macro, clang::SourceLocation L) const {
    return {Source::Attribute, Locs.range(clang::SourceRange(L)), "macro '" + Macro.str() + "'"};
  }

  const clang::FunctionDecl *D;
  const Locations &Locs;
  FunctionContract &C;
};

} // namespace

void Declaration::result(StringRef Macro) {
  const ReturnWord W = returnMacro(Macro);
  if (W == ReturnWord::Unknown || C.Return.From.From <= Source::Attribute || !D->getReturnType()->isPointerType() ||
      !isMacro(Macro))
    return;
  C.Return.Word = W;
  C.Return.From = from(Macro, D->getLocation());
}

void Declaration::param(unsigned Index, StringRef Macro) {
  ParamWord W = paramMacro(Macro);
  if (W == ParamWord::Unknown || Index >= D->getNumParams() || Index >= C.Params.size() ||
      C.Params[Index].From.From <= Source::Attribute || !isMacro(Macro))
    return;
  const clang::QualType T = D->getParamDecl(Index)->getType();
  const bool Twice = T->isPointerType() && T->getPointeeType()->isPointerType();
  if (!T->isPointerType() || (W == ParamWord::Gives) != Twice)
    return;
  // isl_set_free(__isl_take isl_set *set)
  if (W == ParamWord::Takes && Index == 0 &&
      hasWord({wordsOf(D->getName()).back()}, {"free", "destroy", "unref", "release"}))
    W = ParamWord::Releases;
  C.Params[Index].Word = W;
  C.Params[Index].From = from(Macro, D->getParamDecl(Index)->getLocation());
}

void Declaration::read() {
  if (!D->getIdentifier() || D->getBeginLoc().isInvalid() || D->getLocation().isMacroID() ||
      Locs.SM.isInSystemHeader(D->getLocation()))
    return;
  clang::FileID File;
  unsigned Begin = 0;
  const StringRef Text = textAround(Locs, D->getBeginLoc(), File, Begin);
  auto [NameFile, Name] = Locs.SM.getDecomposedLoc(D->getLocation());
  if (NameFile != File || Text.empty() || Begin > Name)
    return;
  const clang::SourceLocation Body = D->doesThisDeclarationHaveABody() ? D->getBody()->getBeginLoc() : D->getEndLoc();
  auto [EndFile, End] = Locs.SM.getDecomposedLoc(Locs.SM.getExpansionLoc(Body));
  if (EndFile != File || End < Name)
    return;
  for (const RawToken &T : rawTokens(Locs, File, beginOfWords(Text, Begin), Name))
    if (T.Kind == clang::tok::identifier)
      result(T.Text);
  unsigned Depth = 0, Index = 0;
  for (const RawToken &T : rawTokens(Locs, File, Name, std::min<size_t>(Text.size(), End + 1))) {
    if (T.Kind == clang::tok::l_paren)
      ++Depth;
    else if (T.Kind == clang::tok::r_paren && --Depth == 0)
      return; // what stands behind the parameters
    else if (T.Kind == clang::tok::comma && Depth == 1)
      ++Index;
    else if (T.Kind == clang::tok::identifier && Depth == 1)
      param(Index, T.Text);
  }
}

void readMacroContracts(const clang::FunctionDecl *F, const Locations &Locs, FunctionContract &C) {
  for (const clang::FunctionDecl *D : F->redecls())
    Declaration(D, Locs, C).read();
}

} // namespace deed
