//===- FlowTextTest.cpp - flows as text, both ways ------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "FlowTests.h"

using namespace deed;
using namespace deed::test;

namespace {

/// Everything that a flow can say, as print() writes it.
constexpr std::string_view Everything = R"(flow everything -> pointer variadic {
param own_x.0: pointer own
param n.1: signed
local ref_p.2: pointer ref cleanup
local arr.3: pointer array
local .4: record
static s.5: unsigned mut
global g.6: bool
local x.7: other
field next.0 own
field next.1
field .2
block 0:
  stmt
  stmt braces
  stmt return braces
  stmt condition
  declare ref_p.2
  %0 = 5
  %1 = -9223372036854775807: unsigned
  %2 = any
  %3 = string
  %4 = function malloc
  %5 = undefined: signed
  %6 = copy %5
  %7 = copy _
  %8 = &own_x.0                       ; own_x
  %9 = *%8: pointer const             ; own_x
  %10 = &%9->next.1 @8                ; own_x->next
  %11 = &%10->.2 @any
  %12 = &%9[16]
  %13 = &%9[any]: other
  %14 = %9 + -4
  %15 = %9 + any
  %16 = &.4
  *%10 = %9
  *_ = %9
  *%16 = object %9
  %17 = %9 == %0
  %18 = %9 != %0
  %19 = %9 < %0
  %20 = %9 <= _
  %21 = %9 > %0: signed
  %22 = %9 >= %0
  %23 = -%0: signed
  %24 = arith 4 %0 %1: unsigned
  %25 = call malloc(%0, _): pointer const
  %26 = call %4(): other
  %27 = call ?(%3): signed
  call free(%9) cleanup
  call free(%9) discarded
  branch %17 -> 1, 2
block 1:
  switch %0 -> 1..1:2 -4..7:3 default:4
block 2:
  switch %0 -> 1..1:3
block 3:
  goto 4
block 4:
  goto 5 written
block 5:
  goto 6, 7
block 6:
  goto
block 7:
  branch _ -> 8, 8
block 8:
  end ref_p.2
  return %9
  exit
block 9:
  return
  stop
}
)";

TEST(FlowText, PrintsWhatItRead) { EXPECT_EQ(Everything, reprint(Everything)); }

TEST(FlowText, PlacesAreLines) {
  Flow F;
  std::string Error;
  ASSERT_TRUE(parseFlow("\nflow f -> void {\n\nlocal p: pointer\nblock 0:\n  declare p\n  branch _ -> 1, 1\n"
                        "block 1:\n  goto 2\nblock 2:\n  goto 3 written\nblock 3:\n  exit\n}\n",
                        commonContracts(), F, Error))
      << Error;
  EXPECT_TRUE(F.ResultIsVoid);
  EXPECT_EQ(2u, F.Loc.N);
  EXPECT_EQ(4u, F.Vars[0].Loc.N);
  EXPECT_EQ(6u, F.Events[0].Loc.N);
  EXPECT_EQ(7u, F.Blocks[0].Loc.N);
  EXPECT_FALSE(F.Blocks[1].Loc.valid()) << "no goto of the source";
  EXPECT_EQ(11u, F.Blocks[2].Loc.N);
  EXPECT_EQ(14u, F.EndLoc.N);
}

TEST(FlowText, ParametersKeepTheirOrder) {
  Flow F;
  std::string Error;
  ASSERT_TRUE(parseFlow("flow f -> void {\nlocal l: signed\nparam a: pointer\nparam b: signed\nblock 0:\n  exit\n}\n",
                        commonContracts(), F, Error))
      << Error;
  ASSERT_EQ(2u, F.Params.size());
  EXPECT_EQ(1u, F.Params[0].N);
  EXPECT_EQ(2u, F.Params[1].N);
  EXPECT_EQ(-1, F.Vars[0].Param);
  EXPECT_EQ(1, F.Vars[2].Param);
}

TEST(FlowText, AsksForContracts) {
  Flow F;
  std::string Error;
  ASSERT_TRUE(parseFlow("flow put -> void {\nblock 0:\n  call free(_)\n  call free(_)\n  call nobody(_)\n"
                        "  call %0()\n  exit\n}\n",
                        commonContracts(), F, Error))
      << Error;
  EXPECT_TRUE(F.Contract);
  ASSERT_EQ(3u, F.Callees.size()) << "one entry for both calls of free";
  EXPECT_TRUE(F.Callees[0].Contract);
  EXPECT_FALSE(F.Callees[1].Contract);
  EXPECT_EQ("", F.Callees[2].Name);
  EXPECT_FALSE(F.Callees[2].Contract);
}

TEST(FlowText, NumbersMayBeLeftOutWhereNamesAreUnique) {
  EXPECT_EQ("flow f -> void {\nlocal p.0: pointer\nfield a.0\nblock 0:\n  %0 = &p.0\n  %1 = &%0->a.0 @0\n  exit\n}\n",
            reprint("flow f -> void {\r\nlocal p: pointer\r\nfield a\n; a comment\nblock 0:\n%0=&p\n%1 = & %0 -> a @ 0\n"
                    "exit\n}"));
}

std::string bodyError(std::string Body) {
  return parseError("flow f -> void {\nlocal p: pointer\nlocal q: pointer\nlocal q: pointer\nblock 0:\n" + Body +
                    "\n  exit\n}\n");
}

TEST(FlowText, ErrorsNameTheLineAndWhatIsWrong) {
  EXPECT_EQ("line 1: there is no flow", parseError(""));
  EXPECT_EQ("line 1: expected 'flow NAME -> TYPE {', found 'flaw f'", parseError("flaw f"));
  EXPECT_EQ("line 1: the flow has no name", parseError("flow -> void {"));
  EXPECT_EQ("line 1: expected a type (pointer, signed, unsigned, bool, record or other), found 'int {'",
            parseError("flow f -> int {"));
  EXPECT_EQ("line 1: the flow is not closed by '}'", parseError("flow f -> void {"));
  EXPECT_EQ("line 2: block 0 has no exit (goto, branch, switch, exit or stop)",
            parseError("flow f -> void {\nblock 0:"));
  EXPECT_EQ("line 2: expected block 0, found block 1", parseError("flow f -> void {\nblock 1:\n"));
  EXPECT_EQ("line 2: this is variable 0, its name says another number",
            parseError("flow f -> void {\nlocal x.3: pointer\n"));
  EXPECT_EQ("line 3: text behind the end of the flow", parseError("flow f -> void {\n}\nflow g -> void {\n}\n"));
  EXPECT_EQ("line 3: no block 7", parseError("flow f -> void {\nblock 0:\n  goto 7\nblock 1:\n  exit\n}\n"));
}

TEST(FlowText, ErrorsInEvents) {
  EXPECT_EQ("", bodyError("  declare p"));
  EXPECT_EQ("line 6: no variable 'x'", bodyError("  declare x"));
  EXPECT_EQ("line 6: no variable 'p.1'", bodyError("  declare p.1"));
  EXPECT_EQ("line 6: no variable 'p.4294967295'", bodyError("  %0 = &p.4294967295"));
  EXPECT_EQ("line 6: no number behind the dot of variable 'p.x'", bodyError("  declare p.x"));
  EXPECT_EQ("line 6: more than one variable 'q': write 'q.2'", bodyError("  declare q"));
  EXPECT_EQ("line 6: no field 'a'", bodyError("  %0 = &%1->a @0"));
  EXPECT_EQ("line 6: temp %4294967295 is out of range", bodyError("  %4294967295 = 1"));
  EXPECT_EQ("line 6: expected the number of a temp, found 'x = 1'", bodyError("  %x = 1"));
  EXPECT_EQ("line 6: expected '=', but the line ends", bodyError("  %1"));
  EXPECT_EQ("line 6: expected a value, found 'callx'", bodyError("  %1 = callx"));
  EXPECT_EQ("line 6: expected a value, found '99999999999999999999'", bodyError("  %1 = 99999999999999999999"));
  EXPECT_EQ("line 6: expected ',', but the line ends", bodyError("  %1 = call f(%0"));
  EXPECT_EQ("line 6: unexpected text, found 'and more'", bodyError("  stmt and more"));
  EXPECT_EQ("line 6: expected an event, found 'nonsense'", bodyError("  nonsense"));
  EXPECT_EQ("line 6: expected '+' or a comparison, found '- %2'", bodyError("  %1 = %0 - %2"));
}

/// Cutting the text anywhere, or changing one character, never does harm.
TEST(FlowText, BrokenTextIsNoCrash) {
  for (size_t N = 0; N < Everything.size(); ++N) {
    EXPECT_EQ(N == Everything.size() - 1, parseError(Everything.substr(0, N)).empty()) << N;
    for (char C : {'9', '%', '\n'}) {
      std::string Changed(Everything);
      Changed[N] = C;
      Flow F;
      std::string Error;
      if (parseFlow(Changed, commonContracts(), F, Error)) {
        solve(F);
        std::string Once = print(F);
        EXPECT_EQ(Once, reprint(Once)) << Changed;
      }
    }
  }
}

} // namespace
