//===- frontend/ExplainPlace.cpp - what Deed knows of a line --------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/ExplainPlace.h"
#include "engine/Names.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

namespace deed {

using namespace clang;

namespace {

/// What stands on the line: declarations and names of them, by column.
class Finder : public RecursiveASTVisitor<Finder> {
public:
  Finder(const Locations &Locs, const ExplainedPlace &Place) : Locs(Locs), Place(Place) {}

  struct Symbol {
    const ValueDecl *D;
    SourceRange Where;
    bool Declared; ///< here; else it is used
  };
  std::vector<Symbol> Symbols;
  std::vector<const FunctionDecl *> Enclosing; ///< of the line

  bool VisitFunctionDecl(FunctionDecl *F) {
    const SourceRange R = Locs.range(F->getSourceRange());
    if (F->doesThisDeclarationHaveABody() && R.File == Place.File && R.Line <= Place.Line && Place.Line <= R.EndLine)
      Enclosing.push_back(F);
    return true;
  }
  bool VisitValueDecl(ValueDecl *D) {
    if (isa<FunctionDecl, VarDecl, FieldDecl>(D) && D->getIdentifier())
      add(D, D->getLocation(), true);
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    if (isa<FunctionDecl, VarDecl>(E->getDecl()))
      add(E->getDecl(), E->getLocation(), false);
    return true;
  }
  bool VisitMemberExpr(MemberExpr *E) {
    add(E->getMemberDecl(), E->getMemberLoc(), false);
    return true;
  }

private:
  const Locations &Locs;
  const ExplainedPlace &Place;

  void add(const ValueDecl *D, SourceLocation L, bool Declared) {
    const SourceRange R = Locs.range(clang::SourceRange(L));
    if (R.File != Place.File || R.Line != Place.Line)
      return;
    if (Place.Column && (Place.Column < R.Column || Place.Column >= R.Column + std::max(1u, R.Length)))
      return;
    for (Symbol &S : Symbols)
      if (S.D->getCanonicalDecl() == D->getCanonicalDecl()) {
        S.Declared |= Declared;
        return;
      }
    Symbols.push_back({D, R, Declared});
  }
};

class Explainer {
public:
  Explainer(ContractReader &Contracts, const Locations &Locs, const UnitResult &Found)
      : Contracts(Contracts), Locs(Locs), Found(Found) {}

  std::string Out;
  void function(const FunctionDecl *F);
  void variable(const ValueDecl *D, const std::vector<const FunctionDecl *> &Enclosing);
  void line(const ExplainedPlace &Place);

private:
  ContractReader &Contracts;
  const Locations &Locs;
  const UnitResult &Found;

  std::string where(clang::SourceLocation L) const;
  std::string source(const Provenance &From) const;
  void parameter(const FunctionDecl *F, unsigned I, const FunctionContract &C,
                 const std::vector<std::pair<Source, FunctionContract>> &Sources);
};

} // namespace

static std::string placeText(const SourceRange &R) {
  return R.valid() ? R.File + ":" + std::to_string(R.Line) : std::string();
}

std::string Explainer::where(clang::SourceLocation L) const { return placeText(Locs.range(clang::SourceRange(L))); }

/// "prefix of 'own_item' (queue.h:12)"
std::string Explainer::source(const Provenance &From) const {
  std::string Text = From.Text.empty() ? std::string(sourceName(From.From)) : From.Text;
  return Text + (From.Where.valid() ? ", " + placeText(From.Where) : "");
}

/// The words for one parameter or the result, out of the text form of contracts.
static std::string wordsOf(const ParamContract &P) {
  FunctionContract One;
  One.Params.push_back(P);
  const std::string Text = print(One);
  const size_t At = Text.find("{0: ");
  return At == std::string::npos ? "unknown" : Text.substr(At + 4, Text.find('}', At) - At - 4);
}

static std::string wordsOf(const ReturnContract &R) {
  FunctionContract One;
  One.Return = R;
  const std::string Text = print(One);
  const size_t At = Text.find("returns: ");
  return At == std::string::npos ? "unknown" : Text.substr(At + 9, Text.find('}', At) - At - 9);
}

void Explainer::parameter(const FunctionDecl *F, unsigned I, const FunctionContract &C,
                          const std::vector<std::pair<Source, FunctionContract>> &Sources) {
  const bool Named = I < F->getNumParams() && F->getParamDecl(I)->getIdentifier();
  Out += "  parameter " + std::to_string(I) +
         (Named ? " '" + F->getParamDecl(I)->getNameAsString() + "'" : std::string()) + ": " + wordsOf(C.Params[I]);
  const Provenance &From = C.Params[I].From;
  Out += From.From == Source::None ? " (by its type alone)\n" : "\n    from: " + source(From);
  // map_set(map, ref_key): the prefix lends, and the name says that it is kept.
  if (From.From == Source::Prefix && C.Params[I].Word == ParamWord::Holds)
    Out += "; its function is named as containers are, which keep what they are lent";
  if (From.From == Source::Prefix && C.Params[I].Word == ParamWord::TakesOrFails)
    Out += "; it takes where the call succeeds, and of a failure the prefix says nothing";
  if (From.From != Source::None)
    Out += "\n";
  for (const auto &[Which, Says] : Sources)
    if (I < Says.Params.size() && Says.Params[I].From.From != Source::None && Says.Params[I].From.From != From.From)
      Out += "    also: " + wordsOf(Says.Params[I]) + ", from: " + source(Says.Params[I].From) + "\n";
}

void Explainer::function(const FunctionDecl *F) {
  const std::shared_ptr<FunctionContract> C = Contracts.of(F);
  const auto Sources = Contracts.sourcesOf(F);
  Out += "function '" + F->getNameAsString() + "'\n";
  const FunctionDecl *Definition = nullptr;
  std::set<std::string> Told; // Clang declares what is built in once more, at the same place
  for (const FunctionDecl *D : F->redecls())
    if (!D->doesThisDeclarationHaveABody() && Told.insert(where(D->getLocation())).second)
      Out += "  declared: " + where(D->getLocation()) + "\n";
  if (F->hasBody(Definition))
    Out += "  defined: " + where(Definition->getLocation()) + "\n";
  for (unsigned I = 0; I != C->Params.size(); ++I) {
    // Of a number there is something to say only if somebody says it.
    const bool Number = I < F->getNumParams() && classify(F->getParamDecl(I)->getType()) != TypeClass::Pointer;
    if (!Number || C->Params[I].From.From != Source::None)
      parameter(F, I, *C, Sources);
  }
  if (!F->getReturnType()->isVoidType()) {
    Out += "  result: " + wordsOf(C->Return) + "\n";
    if (C->Return.From.From != Source::None)
      Out += "    from: " + source(C->Return.From) + "\n";
    const std::vector<std::string> Words = F->getIdentifier() ? wordsOf(F->getName()) : std::vector<std::string>();
    // Why the name, which says something, does not count.
    if (C->Return.Word == ReturnWord::Unknown && !Contracts.PrefixesInUse && saysOwned(Words) != saysBorrowed(Words))
      Out += "    its name says " + std::string(saysOwned(Words) ? "owned" : "borrowed") +
             ", which counts only where prefixes are in use\n";
    for (const auto &[Which, Says] : Sources)
      if (Says.Return.From.From != Source::None &&
          (Says.Return.From.From != C->Return.From.From || Says.Return.Word != C->Return.Word))
        Out += "    also: " + wordsOf(Says.Return) + ", from: " + source(Says.Return.From) + "\n";
  }
  if (C->Success != ResultTest::Any)
    Out += "  succeeds: where the result is " + std::string(resultTestName(C->Success)) + "\n";
  if (C->NoReturn)
    Out += "  does not return\n";
  if (C->MustCheck)
    Out += "  its result must be looked at\n";
  if (!C->Inferred.empty()) {
    Out += "  what its body does, which is what callers in this file get:\n";
    const std::string Text = print(*C);
    for (size_t At = Text.find("  # inferred"); At != std::string::npos; At = Text.find("  # inferred", At + 1)) {
      std::string Line = Text.substr(At + 12, Text.find('\n', At) - At - 12);
      Line = Line.starts_with(':') ? "always" + Line : Line.substr(Line.find_first_not_of(' '));
      Out += "    " + Line + "\n";
    }
  } else if (Definition) {
    Out += "  its body tells nothing of ownership, or was not solved\n";
  }
  const std::string Model = print(*C).substr(0, print(*C).find('\n'));
  if (!StringRef(Model).ends_with("{}")) // nothing is said of it
    Out += "  as a line of a model: " + Model + "\n";
}

void Explainer::variable(const ValueDecl *D, const std::vector<const FunctionDecl *> &Enclosing) {
  const char *Kind = isa<ParmVarDecl>(D) ? "parameter" : isa<FieldDecl>(D) ? "field" : "variable";
  Out += std::string(Kind) + " '" + D->getNameAsString() + "' (" + D->getType().getAsString() + ")\n";
  Out += "  declared: " + where(D->getLocation()) + "\n";
  const Role R = Contracts.roleOf(D);
  Out += R == Role::None ? "  no prefix states its role\n"
                         : "  by its prefix, or that of its type: " + std::string(roleName(R)) + "\n";
  if (const auto *P = dyn_cast<ParmVarDecl>(D))
    for (const FunctionDecl *F : Enclosing)
      if (P->getDeclContext() == F && P->getFunctionScopeIndex() < Contracts.of(F)->Params.size())
        parameter(F, P->getFunctionScopeIndex(), *Contracts.of(F), Contracts.sourcesOf(F));
  if (const auto *A = D->getAttr<CleanupAttr>(); A && A->getFunctionDecl())
    Out += "  released at the end of its scope by '" + A->getFunctionDecl()->getNameAsString() + "'\n";
}

static std::string reasonInWords(const Obligation &O) {
  return O.Why == Reason::None ? ""
                               : " (" + std::string(reasonName(O.Why)) + (O.Detail.empty() ? "" : " " + O.Detail) + ")";
}

/// The ledger and the findings of the line.
void Explainer::line(const ExplainedPlace &Place) {
  bool Any = false;
  auto Head = [&] {
    if (!Any)
      Out += "on this line\n";
    Any = true;
  };
  auto Here = [&](const SourceRange &R) { return R.File == Place.File && R.Line == Place.Line; };
  for (const Obligation &O : Found.Obligations.Entries)
    if (Here(O.Place)) {
      Head();
      Out += "  " + O.What + " must be released or handed on: " + std::string(verdictName(O.Decision)) +
             reasonInWords(O) + "\n";
    }
  for (const Finding &F : Found.Findings)
    if (Here(F.Place)) {
      Head();
      Out += "  finding ownership-" + std::string(ruleInfo(F.Id).Name) + ": " + F.Message + "\n";
    }
}

std::string explainPlace(ASTContext &Context, ContractReader &Contracts, const Locations &Locs,
                         const ExplainedPlace &Place, const UnitResult &Found) {
  Finder Find(Locs, Place);
  Find.TraverseDecl(Context.getTranslationUnitDecl());
  llvm::stable_sort(Find.Symbols, [](const auto &A, const auto &B) { return A.Where.Column < B.Where.Column; });
  Explainer Explain(Contracts, Locs, Found);
  for (const Finder::Symbol &S : Find.Symbols) {
    if (const auto *F = dyn_cast<FunctionDecl>(S.D)) {
      Explain.function(F);
      continue;
    }
    // Where a function is declared, its parameters are told with it.
    const bool Told =
        isa<ParmVarDecl>(S.D) && !Place.Column && llvm::any_of(Find.Symbols, [&](const auto &Other) {
          return Other.Declared && isa<FunctionDecl>(Other.D) && S.D->getDeclContext() == cast<FunctionDecl>(Other.D);
        });
    const TypeClass Class = classify(S.D->getType());
    if (!Told && (Class == TypeClass::Pointer || Contracts.roleOf(S.D) != Role::None || Place.Column))
      Explain.variable(S.D, Find.Enclosing);
  }
  Explain.line(Place);
  return std::move(Explain.Out);
}

} // namespace deed
