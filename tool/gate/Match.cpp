//===- gate/Match.cpp - which finding of two runs is which -------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines pairUp() and hasLeft().
//===----------------------------------------------------------------------===//
#include "gate/Match.h"
#include "gate/SourceText.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include <map>
#include <tuple>

namespace deed {

namespace {
/// Indices of marks that are not paired yet, by what they must agree on.
using Groups = std::map<std::pair<std::string, std::string>, std::vector<size_t>>;
} // namespace

static Groups groups(llvm::ArrayRef<Mark> Marks, llvm::function_ref<bool(size_t)> Wanted, bool ByFile) {
  Groups Out;
  for (size_t I = 0; I < Marks.size(); ++I)
    if (Wanted(I))
      Out[{Marks[I].Fingerprint, ByFile ? Marks[I].File : std::string()}].push_back(I);
  for (auto &[Key, Indices] : Out)
    llvm::stable_sort(Indices, [&](size_t A, size_t B) {
      return std::tie(Marks[A].File, Marks[A].Line) < std::tie(Marks[B].File, Marks[B].Line);
    });
  return Out;
}

/// Pairs members of equal groups. Equal lines first: of two equal findings the
/// one that was removed need not be the last.
static void pairGroups(llvm::ArrayRef<Mark> Old, llvm::ArrayRef<Mark> New, Groups Olds, Groups News,
                       std::vector<int> &Out) {
  for (auto &[Key, Indices] : News) {
    auto It = Olds.find(Key);
    if (It == Olds.end())
      continue;
    std::vector<size_t> &Left = It->second;
    for (bool SameLine : {true, false})
      for (size_t I : Indices) {
        if (Out[I] != Unpaired)
          continue;
        auto Found = llvm::find_if(Left, [&](size_t O) { return !SameLine || Old[O].Line == New[I].Line; });
        if (Found == Left.end())
          continue;
        Out[I] = static_cast<int>(*Found);
        Left.erase(Found);
      }
  }
}

std::vector<int> pairUp(llvm::ArrayRef<Mark> Old, llvm::ArrayRef<Mark> New,
                        llvm::function_ref<bool(const Mark &Old)> MayHaveMoved) {
  std::vector<int> Out(New.size(), Unpaired);
  auto All = [](size_t) { return true; };
  pairGroups(Old, New, groups(Old, All, true), groups(New, All, true), Out);
  std::vector<bool> Taken(Old.size());
  for (int O : Out)
    if (O != Unpaired)
      Taken[O] = true;
  Groups Moved = groups(Old, [&](size_t I) { return !Taken[I] && MayHaveMoved(Old[I]); }, false);
  Groups Left = groups(New, [&](size_t I) { return Out[I] == Unpaired; }, false);
  pairGroups(Old, New, std::move(Moved), std::move(Left), Out);
  return Out;
}

bool hasLeft(const Mark &Old, const std::string &Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    return true;
  if (Old.Function.empty())
    return false;
  return llvm::none_of(functionsOf((*Buffer)->getBuffer()),
                       [&](const FunctionExtent &F) { return F.Name == Old.Function; });
}

} // namespace deed
