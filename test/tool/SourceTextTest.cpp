//===- tool/SourceTextTest.cpp -----------------------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "gate/SourceText.h"
#include <gtest/gtest.h>

using namespace deed;

static std::string names(llvm::StringRef Text) {
  std::string Out;
  for (const FunctionExtent &F : functionsOf(Text))
    Out += F.Name + ":" + std::to_string(F.First) + "-" + std::to_string(F.Last) + " ";
  return Out;
}

TEST(SourceText, Functions) {
  EXPECT_EQ(names("int f(int a) {\n  return a;\n}\n"), "f:1-3 ");
  EXPECT_EQ(names("static char *\nname (void)\n{\n}\nint g(void) { return 1; }"), "name:2-4 g:5-5 ");
  // No definitions: a prototype, a variable, a type, an initialiser with calls.
  EXPECT_EQ(names("int f(int);\nint v = {0};\nstruct s { int (*p)(int); };\nint a[] = { F(1), G(2) };\n"), "");
  EXPECT_EQ(names("__attribute__((cold)) static int f(void) {}\nint g(int x) __attribute__((pure)) {}"),
            "f:1-1 g:2-2 ");
  EXPECT_EQ(names("API(void) f(int a) {}\nTEST(x) {}"), "f:1-1 TEST:2-2 ");
  EXPECT_EQ(names("void (*f(int a))(int) {}"), "f:1-1 ");
}

TEST(SourceText, WhatIsNoCode) {
  EXPECT_EQ(names("/* int f(void) { */ // int g(void) {\nchar *s = \"int h(void) {\"; int i(void) { char c = '{'; }"),
            "i:2-2 ");
  // Each branch of a condition opens the same brace.
  EXPECT_EQ(names("#if A\nint f(int a) {\n#else\nint f(void) {\n#endif\n}\nint g(void) {\n}\n").substr(0, 4), "f:2-");
  EXPECT_NE(names("#if A\nint f(int a) {\n#else\nint f(void) {\n#endif\n}\nint g(void) {\n}\n").find("g:7-8"),
            std::string::npos);
  EXPECT_EQ(names("#define OPEN { \\\n  {\nint f(void) {\n}\n"), "f:3-4 ");
  EXPECT_EQ(names("int f(void) { 'unclosed\n}\nint g(void) {\n}"), "f:1-2 g:3-4 ");
  EXPECT_EQ(names("int f(void) {"), "f:1-1 ");
}

TEST(SourceText, Includes) {
  auto Found =
      includesOf("#include <a/b.h>\n # include \"c.h\" // \"d.h\"\n/* #include \"e.h\" */\n#ifdef X\n#include NAME\n"
                 "#endif\n#include_next <f.h>\nchar *s = \"#include <g.h>\";");
  ASSERT_EQ(Found.size(), 4u);
  EXPECT_EQ(Found[0].Name, "a/b.h");
  EXPECT_TRUE(Found[0].Angled);
  EXPECT_EQ(Found[1].Name, "c.h");
  EXPECT_FALSE(Found[1].Angled);
  EXPECT_EQ(Found[2].Name, "");
  EXPECT_EQ(Found[3].Name, "f.h");
}

TEST(SourceText, Mentions) {
  llvm::StringSet<> Names;
  Names.insert("push");
  EXPECT_TRUE(mentions("x = push(1);", Names));
  EXPECT_FALSE(mentions("x = push_back(pushed);", Names));
}

TEST(SourceText, Uses) {
  llvm::StringSet<> Names;
  Names.insert("push");
  EXPECT_TRUE(uses("void f(void) { push(1); }", Names));
  EXPECT_TRUE(uses("void (*p)(int) = push;", Names));
  EXPECT_TRUE(uses("struct ops o = {.add = push};", Names));
  EXPECT_TRUE(uses("DEFINE_CLEANUP(int *, push);", Names));
  EXPECT_TRUE(uses("#define PUSH(x) \\\n push(x)\n", Names));
  EXPECT_TRUE(uses("static inline void f(int a) {\n#if A\n if (a) {\n#else\n {\n#endif\n }\n push(a); }", Names));
  EXPECT_FALSE(uses("void push(int a);\nint x;", Names));
  EXPECT_FALSE(uses("void push(int a) { pushed(a); }", Names));
  EXPECT_FALSE(uses("extern \"C\" {\nvoid push(int a);\n}\n", Names));
  EXPECT_FALSE(uses("/* push(1) */ #define X 1\n#if push\n#endif\nchar *s = \"push\";", Names));
}
