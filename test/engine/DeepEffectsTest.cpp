//===- test/engine/DeepEffectsTest.cpp - summaries of trees ---------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/DeepEffects.h"
#include "gtest/gtest.h"
#include <algorithm>

namespace {
using namespace deed;

Effect effect(EffectKind Kind, int Param, const std::string &Path) {
  Effect E;
  E.Kind = Kind;
  E.Param = Param;
  E.Target = true;
  E.Path = Path;
  return E;
}

/// Every cell of a tree of two branches down to \p Depth is set to NULL.
void addTree(Outcome &O, const std::string &Path, int Depth) {
  O.Effects.push_back(effect(EffectKind::SetNull, 0, Path.empty() ? "text" : Path + ".text"));
  for (const char *Branch : {"left", "right"})
    if (Depth)
      addTree(O, Path.empty() ? Branch : Path + "." + Branch, Depth - 1);
}

bool has(const Outcome &O, const Effect &E) {
  return std::find(O.Effects.begin(), O.Effects.end(), E) != O.Effects.end();
}

TEST(DeepEffects, FewStay) {
  Outcome O;
  addTree(O, "", 6);
  const std::vector<Effect> Before = O.Effects;
  foldDeep(O);
  EXPECT_EQ(Before, O.Effects);
}

TEST(DeepEffects, ManyAreOneChange) {
  Outcome O;
  addTree(O, "", 9);
  ASSERT_EQ(1023u, O.Effects.size());
  foldDeep(O);
  EXPECT_GT(100u, O.Effects.size());
  EXPECT_TRUE(has(O, effect(EffectKind::SetNull, 0, "text")));
  EXPECT_TRUE(has(O, effect(EffectKind::SetNull, 0, "left.text")));
  Effect Changed = effect(EffectKind::Mutate, 0, "");
  Changed.Target = false;
  EXPECT_TRUE(has(O, Changed));
}

/// What is moved to where nobody looks any more has escaped; what stands in the program's variables is its own.
TEST(DeepEffects, WhatWentThere) {
  Outcome O;
  addTree(O, "", 9);
  Effect Stored = effect(EffectKind::SetInto, 0, "left.left.left.left.left.left.left.left.text");
  Stored.Other = 1;
  Effect Moved = effect(EffectKind::SetFrom, 0, "right.right.right.right.right.right.right.right.text");
  Moved.Other = 2;
  Moved.OnPath = "text";
  const Effect Global = effect(EffectKind::SetNull, FirstGlobal, "a.b.c.d.e.f.g.h.i.j.k");
  O.Effects.insert(O.Effects.end(), {Stored, Moved, Global});
  foldDeep(O);
  Effect Escaped = effect(EffectKind::Escape, 1, "");
  Escaped.Target = false;
  EXPECT_TRUE(has(O, Escaped));
  EXPECT_TRUE(has(O, effect(EffectKind::Escape, 2, "text")));
  EXPECT_TRUE(has(O, Global));
  EXPECT_FALSE(has(O, Stored));
}

} // namespace
