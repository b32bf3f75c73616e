//===- frontend/ContractReader.h - what declarations promise ---*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads the contract of each declaration once: prefixes of names and typedefs,
// attributes, comments, names of functions, models. Each keeps its provenance.
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_CONTRACTREADER_H
#define DEED_FRONTEND_CONTRACTREADER_H

#include "engine/Contract.h"
#include "engine/Flow.h"
#include "engine/SolveFunction.h"
#include "frontend/Analyze.h"
#include "frontend/ContextReader.h"
#include "frontend/Locations.h"
#include "models/Models.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"
#include <functional>
#include <memory>
#include <set>

namespace deed {

struct CommentContract;

/// What the engine needs to know of a C type.
TypeClass classify(clang::QualType T);
bool isPointer(clang::QualType T);
/// The role that the name itself, or the typedef of its type, states.
/// What the typedef of a pointer, or of what it points to, states.
Role roleOfType(clang::QualType T, const Conventions &Names);
Role roleOfDeclaration(const clang::ValueDecl *D, const Conventions &Names);
/// True if rules about declarations leave \p D alone, by its name or type.
bool isExempt(const clang::ValueDecl *D, const Conventions &Names);
/// True for T * where T is const.
bool pointsToConst(clang::QualType T);

/// True for types of which zero is failure: pointers, bool, GLib's gboolean.
bool reportsByZero(clang::QualType T);

class ContractReader {
public:
  ContractReader(clang::ASTContext &Context, const AnalysisOptions &Options, const Locations &Locs)
      : Contexts(Context, *Options.Models), Context(Context), Models(*Options.Models),
        Configured(Options.Configured.get()), Names(Options.Names), Locs(Locs) {}

  /// The contract of \p F, never null. The object is shared and filled with the
  /// summary of the body once that is solved.
  std::shared_ptr<FunctionContract> of(const clang::FunctionDecl *F);
  /// The same, with the summary of the body also where that was put off.
  std::shared_ptr<FunctionContract> solved(const clang::FunctionDecl *F);
  /// Solves a function that was put off; null: none was.
  std::function<void(const clang::FunctionDecl *)> Solve;
  /// Of a call through a pointer: what the type alone says.
  std::shared_ptr<FunctionContract> ofPointer(const clang::FunctionType *T);
  /// Of a call through a member of an interface: by the member's name, else by its type.
  std::shared_ptr<FunctionContract> ofMember(const clang::FieldDecl *D, const clang::FunctionType *T);
  /// What each source alone says of \p F, strongest first, without the body.
  std::vector<std::pair<Source, FunctionContract>> sourcesOf(const clang::FunctionDecl *F);
  /// What the comment above this very declaration says, read once.
  const CommentContract &commentOf(const clang::FunctionDecl *D);
  Role roleOf(const clang::ValueDecl *D) const { return roleOfDeclaration(D, Names); }
  /// Contracts of the configuration that fitted no declaration so far.
  std::vector<ContractMisfit> Misfits;

  /// The function that \p C is the contract of; null: of none, or of a pointer.
  const clang::FunctionDecl *functionOf(const FunctionContract *C) const { return Functions.lookup(C); }
  /// The type that \p C is the contract of; null: of a function.
  const clang::FunctionType *pointerOf(const FunctionContract *C) const;

  /// The family of what \p Pointer points to, as the destroy functions of the unit
  /// say; empty: none.
  std::string familyOf(clang::QualType Pointer);

  /// True once a function of the project uses an ownership prefix: then names
  /// of functions are contracts too.
  bool PrefixesInUse = false;
  /// Which declarations are contexts.
  ContextReader Contexts;

private:
  std::shared_ptr<FunctionContract> read(const clang::FunctionDecl *F);
  std::shared_ptr<FunctionContract> readDeclared(const clang::FunctionDecl *F);
  void readNamed(const ModelSet &From, const clang::FunctionDecl *F, FunctionContract &C);
  void readConfigured(const clang::FunctionDecl *F, FunctionContract &C);
  void readErrors(const clang::FunctionDecl *F, FunctionContract &C);
  void readAttributes(const clang::FunctionDecl *F, FunctionContract &C);
  void readDeallocator(const clang::FunctionDecl *D, FunctionContract &C);
  void readPrefixes(const clang::FunctionDecl *F, FunctionContract &C);
  void readTaker(const clang::FunctionDecl *F, FunctionContract &C);
  void readComments(const clang::FunctionDecl *F, FunctionContract &C);
  void readNamedReleaser(const clang::FunctionDecl *F, FunctionContract &C);
  void findNamedReleasers();
  bool namesReleaser(const clang::FunctionDecl *F);
  void readName(const clang::FunctionDecl *F, FunctionContract &C);
  void findDestroyers();

  clang::ASTContext &Context;
  const ModelSet &Models;
  const ModelSet *Configured;
  const Conventions &Names;
  const Locations &Locs;
  llvm::DenseMap<const clang::FunctionDecl *, std::shared_ptr<FunctionContract>> Known;
  llvm::DenseMap<const FunctionContract *, const clang::FunctionDecl *> Functions;
  llvm::DenseMap<const clang::FunctionDecl *, std::shared_ptr<const CommentContract>> Comments;
  llvm::DenseMap<const clang::FunctionType *, std::shared_ptr<FunctionContract>> Pointers;
  llvm::DenseMap<const clang::FieldDecl *, std::shared_ptr<FunctionContract>> Members;
  /// A record's family: the one function of the unit that destroys it, by its name.
  llvm::DenseMap<const clang::Type *, std::string> Destroyers;
  std::vector<const clang::FunctionDecl *> Takers; ///< take_ownership(context, result)
  bool TakersFound = false;
  /// Functions that a comment names as the release of what another returns, with that one.
  llvm::DenseMap<const clang::FunctionDecl *, const clang::FunctionDecl *> Releasers;
  llvm::DenseSet<const clang::FunctionDecl *> NamingReleaser; ///< and those others
  bool ReleasersFound = false;
  bool DestroyersFound = false;
  std::set<std::string> Deallocators; ///< named by malloc(NAME) anywhere in the unit
  bool DeallocatorsFound = false;
};

/// True if calls of the function matter to ownership by themselves.
bool concernsOwnership(const FunctionContract &C);

} // namespace deed

#endif // DEED_FRONTEND_CONTRACTREADER_H
