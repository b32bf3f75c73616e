//===- tool/ProgramTest.cpp - which files are of one program --------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "project/Program.h"
#include <gtest/gtest.h>

using namespace deed;

namespace {

/// `make -C lib; make -C src`: both call their object memory.o.
TEST(TargetOf, FoldersBelowWhereTheCommandRuns) {
  EXPECT_EQ("/w/lib", targetOf({"cc", "-c", "../memory.c", "-o", "memory.o"}, "/w/lib"));
  EXPECT_EQ("/w/src", targetOf({"cc", "-c", "../memory.c", "-o", "./memory.o"}, "/w/src"));
  EXPECT_EQ("/w/src/.libs", targetOf({"cc", "-o", ".libs/memory.o"}, "/w/src"));
  EXPECT_EQ("/o", targetOf({"cc", "-o", "/o/memory.o"}, "/w/src"));
}

TEST(TargetOf, WhatBuildSystemsCallThem) {
  EXPECT_EQ("CMakeFiles/a.dir", targetOf({"cc", "-o", "CMakeFiles/a.dir/x/memory.o"}, "/w"));
  EXPECT_EQ("lib/a.p", targetOf({"cc", "-o", "lib/a.p/memory.o"}, "/w"));
}

TEST(TargetOf, NoObject) { EXPECT_EQ("", targetOf({"cc", "-c", "memory.c"}, "/w")); }

} // namespace
