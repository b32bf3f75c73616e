//===- project/CheckList.cpp - which rules a glob list names -----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines parseChecks() and matchesGlob().
//===----------------------------------------------------------------------===//
#include "project/CheckList.h"
#include "project/Nearest.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace deed {

static constexpr llvm::StringLiteral Prefix = "ownership-";

bool matchesGlob(llvm::StringRef Glob, llvm::StringRef Text) {
  // Greedy with one point to return to: the last star.
  size_t G = 0, T = 0, Star = llvm::StringRef::npos, Mark = 0;
  while (T < Text.size()) {
    if (G < Glob.size() && Glob[G] == '*') {
      Star = G++;
      Mark = T;
    } else if (G < Glob.size() && Glob[G] == Text[T]) {
      ++G, ++T;
    } else if (Star != llvm::StringRef::npos) {
      G = Star + 1;
      T = ++Mark;
    } else {
      return false;
    }
  }
  return Glob.drop_front(G).find_first_not_of('*') == llvm::StringRef::npos;
}

// The prefix, which all have in common, makes no name near.
std::string nearestCheck(llvm::StringRef Wrong) {
  std::vector<llvm::StringRef> Bare;
  std::vector<std::string> Whole;
  for (const RuleInfo &R : allRules()) {
    Bare.emplace_back(R.Name.data(), R.Name.size());
    Whole.push_back((Prefix + Bare.back()).str());
  }
  llvm::StringRef Name = Wrong;
  (void)Name.consume_front(Prefix);
  if (llvm::StringRef Near = nearest(Name, Bare); !Near.empty())
    return (Prefix + Near).str();
  // "ownershp-leak"
  const bool Prefixed = Name.size() != Wrong.size();
  return Prefixed ? "" : nearest(Wrong, std::vector<llvm::StringRef>(Whole.begin(), Whole.end())).str();
}

llvm::Expected<CheckList> parseChecks(llvm::StringRef Globs, std::bitset<64> Initial) {
  CheckList Out;
  Out.Enabled = Initial;
  llvm::SmallVector<llvm::StringRef> Items;
  Globs.split(Items, ',', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Item : Items) {
    Item = Item.trim();
    bool Positive = !Item.consume_front("-");
    if (Item.empty())
      continue;
    bool Matched = false;
    for (const RuleInfo &R : allRules()) {
      std::string Name = (Prefix + llvm::StringRef(R.Name.data(), R.Name.size())).str();
      if (!matchesGlob(Item, Name))
        continue;
      Matched = true;
      Out.Enabled[static_cast<unsigned>(R.Id)] = Positive;
    }
    if (Matched)
      continue;
    // Checks of clang-tidy may be taken away by a shared list; there are none here.
    if (!Positive && Item.contains('*') && !Item.starts_with(Prefix))
      continue;
    const std::string Near = nearestCheck(Item);
    return llvm::createStringError(std::errc::invalid_argument, "no check is called '%s'%s (deed list rules shows all)",
                                   Item.str().c_str(), Near.empty() ? "" : ("; did you mean '" + Near + "'?").c_str());
  }
  return Out;
}

} // namespace deed
