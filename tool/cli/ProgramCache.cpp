//===- cli/ProgramCache.cpp - functions that earlier runs solved -------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines ProgramCache. The answers of a unit's functions stand in one entry: there
// are thousands of them in a program, and each is small.
//===----------------------------------------------------------------------===//
#include "cli/ProgramCache.h"
#include "llvm/ADT/STLExtras.h"

namespace deed {

namespace {
struct KeptAnswer {
  std::string Key, Bytes;
};
template <typename A> void members(A &Ar, KeptAnswer &K) {
  auto &[Key, Bytes] = K;
  archive::all(Ar, Key, Bytes);
}
} // namespace

std::string ProgramCache::keyOf(const SolveTask &Task) const {
  if (!Store.enabled())
    return {};
  std::string Out;
  archive::Writer W(Out);
  for (const TaskMember &M : Task.Members) {
    if (Keys[M.Unit].empty())
      return {};
    // Not the unit's number: another file that comes or goes changes it.
    W(Keys[M.Unit]);
    W(M.Function);
    W(M.Slots);
  }
  return deed::keyOf(Out);
}

std::string ProgramCache::nameOf(std::uint32_t Unit) const { return deed::keyOf("functions of " + Keys[Unit]); }

ProgramCache::UnitAnswers &ProgramCache::of(std::uint32_t Unit) {
  UnitAnswers &Out = Units[Unit];
  if (Out.Loaded)
    return Out;
  Out.Loaded = true;
  std::vector<KeptAnswer> Kept;
  if (const std::optional<std::string> Bytes = Store.get(nameOf(Unit)); Bytes && archive::read(*Bytes, Kept))
    for (KeptAnswer &Each : Kept)
      Out.ByKey[Each.Key].Bytes = std::move(Each.Bytes);
  return Out;
}

std::optional<TaskResult> ProgramCache::find(const SolveTask &Task, llvm::StringRef Key) {
  if (Key.empty())
    return std::nullopt;
  UnitAnswers &Answers = of(Task.Members.front().Unit);
  auto It = Answers.ByKey.find(Key);
  TaskResult Out;
  if (It == Answers.ByKey.end() || !archive::read(It->second.Bytes, Out) || Out.Members.size() != Task.Members.size())
    return std::nullopt;
  It->second.Used = true;
  return Out;
}

void ProgramCache::learned(const SolveTask &Task, llvm::StringRef Key, const TaskResult &Result) {
  if (Key.empty())
    return;
  UnitAnswers &Answers = of(Task.Members.front().Unit);
  Answers.ByKey[Key] = {archive::write(Result), true};
  for (const TaskMember &M : Task.Members)
    Answers.Members.insert(M.Unit);
}

void ProgramCache::keep(llvm::function_ref<bool(std::uint32_t Unit)> Unchanged) {
  for (auto &[Unit, Answers] : Units) {
    if (Answers.Members.empty() || !llvm::all_of(Answers.Members, Unchanged))
      continue;
    std::vector<KeptAnswer> Kept, Others;
    for (auto &Each : Answers.ByKey)
      (Each.second.Used ? Kept : Others).push_back({Each.getKey().str(), std::move(Each.second.Bytes)});
    auto ByKey = [](const KeptAnswer &A, const KeptAnswer &B) { return A.Key < B.Key; };
    llvm::sort(Kept, ByKey);
    llvm::sort(Others, ByKey);
    // A run over a part of the program must not drive out what one over all of it needs.
    Others.resize(std::min(Others.size(), 2 * Kept.size()));
    llvm::append_range(Kept, std::move(Others));
    Store.put(nameOf(Unit), archive::write(Kept));
  }
}

} // namespace deed
