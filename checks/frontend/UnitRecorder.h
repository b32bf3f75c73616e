//===- frontend/UnitRecorder.h - writes a file's part of the index -*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Turns functions of a unit, their flows and contracts into a UnitRecord, which
// knows no Clang: declarations become link names, locations become offsets.
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_UNITRECORDER_H
#define DEED_FRONTEND_UNITRECORDER_H

#include "engine/UnitRecord.h"
#include "frontend/ContractReader.h"
#include "frontend/FlowBuilder.h"
#include "frontend/Locations.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SetVector.h"

namespace deed {

/// The name that the linker knows \p D by; empty for what is its file's alone.
std::string linkName(const clang::FunctionDecl *D);

class UnitRecorder {
public:
  UnitRecorder(clang::ASTContext &Context, ContractReader &Contracts, const FlowBuilder &Builder,
               const Locations &Locs);

  /// Makes room for \p Definition. All are declared before the first flow.
  RecordedFunction &declare(const clang::FunctionDecl *Definition);
  /// Null if it was not declared.
  RecordedFunction *find(const clang::FunctionDecl *Definition);
  /// Keeps \p F, the flow of \p Definition, as it is to be solved with the program.
  void keepFlow(const clang::FunctionDecl *Definition, const Flow &F);
  /// What it does is left to the program: its flow was kept.
  void leave(const clang::FunctionDecl *Definition) { find(Definition)->Later = true; }
  /// Keeps what the file alone knows of \p Definition.
  void keepSummary(const clang::FunctionDecl *Definition, const FunctionContract &C);
  /// \p As: the type that a cast to another pointer to functions gives it there; else null.
  void takesAddress(const clang::FunctionDecl *F, clang::QualType As);
  /// Somebody has its address, who may call it from anywhere.
  bool isTaken(const clang::FunctionDecl *F) const { return TakenBodies.contains(F->getCanonicalDecl()); }
  UnitRecord finish();

private:
  std::string linkName(const clang::VarDecl *V) const;
  SlotOwner ownerOf(const clang::FunctionDecl *F) const;
  std::vector<std::string> familiesOf(const clang::FunctionDecl *F) const;
  std::uint32_t fileNumber(clang::FileID File);
  GlobalVar globalVar(int Number) const;

  clang::ASTContext &Context;
  const clang::SourceManager &SM;
  ContractReader &Contracts;
  const FlowBuilder &Builder;
  const Locations &Locs;
  UnitRecord Record;
  llvm::DenseMap<const clang::FunctionDecl *, unsigned> Numbers; ///< of definitions
  llvm::DenseMap<clang::FileID, std::uint32_t> Files;
  std::vector<clang::FileID> FileIds;                                                 ///< of Record.Files
  llvm::SetVector<std::pair<const clang::FunctionDecl *, const clang::Type *>> Taken; ///< and as what
  llvm::DenseSet<const clang::FunctionDecl *> TakenBodies;
};

} // namespace deed

#endif // DEED_FRONTEND_UNITRECORDER_H
