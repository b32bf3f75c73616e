//===- frontend/ConfiguredContracts.cpp - what the project itself says ----===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The part of ContractReader that fits the contracts of .deed.yaml to
// declarations, and tells what each source alone says.
//===----------------------------------------------------------------------===//
#include "engine/Nearest.h"
#include "frontend/ContractReader.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace deed {

static llvm::StringRef nameOf(const clang::NamedDecl *D) {
  return D->getIdentifier() ? D->getName() : llvm::StringRef();
}

static bool says(const ParamContract &P) { return P.From.From == Source::Configuration; }

/// Parameters that a model or the configuration calls by their names: any declaration may have the name.
void ContractReader::readNamed(const ModelSet &From, const clang::FunctionDecl *F, FunctionContract &C) {
  for (const NamedParam &Each : From.namedParams(C.Name)) {
    bool Found = false;
    std::vector<llvm::StringRef> Known;
    for (const clang::FunctionDecl *D : F->redecls())
      for (unsigned I = 0; I != D->getNumParams() && I != C.Params.size(); ++I) {
        llvm::StringRef Name = nameOf(D->getParamDecl(I));
        if (!Name.empty())
          Known.push_back(Name);
        if (Name != Each.Name)
          continue;
        C.Params[I] = Each.Says;
        Found = true;
      }
    if (Found || Known.empty()) // a prototype without names decides nothing
      continue;
    const std::string Near(nearestName(Each.Name, Known));
    Misfits.push_back({Each.Where, "'" + C.Name + "' has no parameter '" + Each.Name + "'" +
                                       (Near.empty() ? "; it has '" + llvm::join(Known, "', '") + "'"
                                                     : "; did you mean '" + Near + "'?")});
  }
}

/// What the project's configuration says, over all else.
void ContractReader::readConfigured(const clang::FunctionDecl *F, FunctionContract &C) {
  const FunctionContract *Said = Configured ? Configured->find(C.Name) : nullptr;
  if (!Said)
    return;
  const bool Pattern = Said->Name.find_first_of("*?") != std::string::npos;
  const auto First = static_cast<unsigned>(Said->Params.size());
  for (unsigned I = 0; I != First; ++I) {
    if (!says(Said->Params[I]))
      continue;
    if (I >= C.Params.size() && !F->isVariadic() && F->hasPrototype()) {
      if (!Pattern)
        Misfits.push_back({Said->Params[I].From.Where,
                           "'" + C.Name + "' has no parameter " + std::to_string(I) + "; they count from 0"});
      continue;
    }
    if (I >= C.Params.size())
      C.Params.resize(I + 1, C.Rest);
    C.Params[I] = Said->Params[I];
  }
  if (says(Said->Rest)) {
    for (unsigned I = First; I < C.Params.size(); ++I)
      C.Params[I] = Said->Rest;
    C.Rest = Said->Rest;
  }
  readNamed(*Configured, F, C);
  // A pattern of a family may match functions that return no pointer.
  if (Said->Return.From.From == Source::Configuration &&
      (classify(F->getReturnType()) == TypeClass::Pointer || !Pattern))
    C.Return = Said->Return;
  if (Said->Success != ResultTest::Any)
    C.Success = Said->Success, C.Failure = ResultTest::Any;
  C.NoReturn |= Said->NoReturn;
  C.ReturnsToFail |= Said->ReturnsToFail;
  if (Said->NoReturnUnlessZero >= 0)
    C.NoReturnUnlessZero = Said->NoReturnUnlessZero;
  if (Said->MustCheck || Said->MayDrop) {
    C.MustCheck = Said->MustCheck;
    C.MayDrop = Said->MayDrop;
  }
}

std::vector<std::pair<Source, FunctionContract>> ContractReader::sourcesOf(const clang::FunctionDecl *F) {
  std::vector<std::pair<Source, FunctionContract>> Out;
  auto Ask = [&](Source S, auto Read) {
    FunctionContract C;
    C.Name = F->getNameAsString();
    C.Params.resize(F->getNumParams());
    Read(C);
    auto Speaks = [](const ParamContract &P) { return P.From.From != Source::None; };
    if (C.Return.From.From != Source::None || llvm::any_of(C.Params, Speaks) || Speaks(C.Rest))
      Out.push_back({S, std::move(C)});
  };
  const size_t Misfitted = Misfits.size();
  Ask(Source::Configuration, [&](FunctionContract &C) { readConfigured(F, C); });
  Misfits.resize(Misfitted); // said when the contract was read
  Ask(Source::Attribute, [&](FunctionContract &C) { readAttributes(F, C); });
  Ask(Source::Prefix, [&](FunctionContract &C) { readPrefixes(F, C); });
  Ask(Source::Comment, [&](FunctionContract &C) { readComments(F, C); });
  Ask(Source::Model, [&](FunctionContract &C) {
    if (const FunctionContract *Model = F->isExternallyVisible() ? Models.find(C.Name) : nullptr) {
      C.Params = Model->Params;
      C.Rest = Model->Rest;
      C.Return = Model->Return;
      readNamed(Models, F, C);
    }
  });
  if (PrefixesInUse)
    Ask(Source::Name, [&](FunctionContract &C) { readName(F, C); });
  return Out;
}

} // namespace deed
