//===- ModelsTest.cpp - words, outcomes, and the reader of models ---------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "models/Models.h"

#include "gtest/gtest.h"
#include <string>
#include <vector>

using namespace deed;

namespace {

std::string errorOf(llvm::StringRef Text) {
  ModelSet Models;
  return llvm::toString(Models.add(Text, "m.yaml"));
}

FunctionContract contract(llvm::StringRef Line) {
  ModelSet Models;
  std::string Text = ("Contracts:\n  f: " + Line + "\n").str();
  llvm::Error E = Models.add(Text, "m.yaml");
  EXPECT_FALSE(static_cast<bool>(E)) << llvm::toString(std::move(E));
  const FunctionContract *C = Models.find("f");
  return C ? *C : FunctionContract();
}

/// The outcomes in the text form of print(), one a line, without "# inferred".
std::vector<std::string> outcomes(llvm::StringRef Line) {
  FunctionContract C;
  C.Name = "f";
  C.Inferred = outcomesOf(contract(Line));
  std::vector<std::string> Lines;
  llvm::SmallVector<llvm::StringRef, 4> Parts;
  std::string Text = print(C);
  llvm::StringRef(Text).split(Parts, '\n', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Part : llvm::ArrayRef(Parts).drop_front())
    Lines.push_back(Part.trim().drop_front(10).str());
  return Lines;
}

using Lines = std::vector<std::string>;

TEST(Contract, WordsOfContexts) {
  const std::string Line =
      "{params: {0: context, 1: releases zig from 0}, returns: allocated 0 talloc tree never-null}";
  EXPECT_EQ(0u, print(contract(Line)).find("f: " + Line)) << print(contract(Line));
  EXPECT_EQ((Lines{": give *0 pool apr on 1; borrow rest; returns scalar"}),
            outcomes("{params: {0: gives-context apr pool on 1, rest: borrows}, returns: scalar}"));
  EXPECT_EQ((Lines{": borrow 0; reparent 1 to 0; escape rest; returns argument 1"}),
            outcomes("{params: {0: context, 1: moves-to 0}, returns: argument 1}"));
}

TEST(Contract, WordsParseBack) {
  for (int I = 0; I <= static_cast<int>(ParamWord::Grows); ++I) {
    ParamWord W = static_cast<ParamWord>(I), Back = ParamWord::Unknown;
    EXPECT_TRUE(parseWord(wordName(W), Back));
    EXPECT_EQ(W, Back);
  }
  for (int I = 0; I <= static_cast<int>(ReturnWord::Context); ++I) {
    ReturnWord W = static_cast<ReturnWord>(I), Back = ReturnWord::Unknown;
    EXPECT_TRUE(parseWord(wordName(W), Back));
    EXPECT_EQ(W, Back);
  }
  ParamWord P = ParamWord::Takes;
  EXPECT_FALSE(parseWord("take", P));
  EXPECT_EQ(ParamWord::Takes, P);
}

TEST(Contract, OppositeIsItsOwnInverse) {
  for (int I = 0; I <= static_cast<int>(ResultTest::NotMinusOne); ++I) {
    ResultTest T = static_cast<ResultTest>(I);
    EXPECT_EQ(T, opposite(opposite(T))) << resultTestName(T);
  }
}

TEST(Contract, OneOutcomeWhereNothingDependsOnSuccess) {
  EXPECT_EQ(outcomes("{params: {0: borrows}, returns: owned malloc}"),
            (Lines{": borrow 0; escape rest; returns owned malloc (may fail)"}));
  EXPECT_EQ(outcomes("{params: {0: clears-target malloc, rest: borrows}, "
                     "returns: scalar}"),
            (Lines{": release *0 malloc; set-null *0; borrow rest; "
                   "returns scalar"}));
  EXPECT_EQ(outcomes("{params: {all: borrows, 1: points-into 0}}"), (Lines{": borrow 0; set-into *1 of 0; borrow rest; "
                                                                           "returns unknown"}));
}

TEST(Contract, TheDeclaredTestSplitsACall) {
  EXPECT_EQ(outcomes("{params: {0: gives-on-success malloc, rest: borrows}, "
                     "returns: scalar, success: nonnegative}"),
            (Lines{" when nonnegative: give *0 malloc; borrow rest; "
                   "returns scalar",
                   " when negative: borrow rest; returns scalar"}));
  EXPECT_EQ(outcomes("{params: {0: takes-on-failure, rest: borrows}, "
                     "returns: argument 0}"),
            (Lines{" when nonzero: borrow 0; borrow rest; returns argument 0",
                   " when zero: take 0; borrow rest; returns null"}));
  EXPECT_EQ(outcomes("{params: {all: borrows}, returns: owned fd, "
                     "success: positive}"),
            (Lines{" when positive: borrow rest; returns owned fd", " when nonpositive: borrow rest; returns scalar"}));
}

TEST(Contract, WithoutATestNonZeroIsSuccess) {
  EXPECT_EQ(outcomes("{params: {0: takes-on-success, rest: borrows}}"),
            (Lines{" when nonzero: take 0; borrow rest; returns unknown",
                   " when zero: borrow 0; borrow rest; returns unknown"}));
}

TEST(Contract, ReallocLeavesItsArgumentWhenItFails) {
  EXPECT_EQ(outcomes("{params: {0: reallocs malloc, rest: borrows}, "
                     "returns: owned malloc}"),
            (Lines{" when nonzero: release 0 malloc; borrow rest; "
                   "returns owned malloc (may fail)",
                   " when zero: borrow rest; returns null (may fail)"}));
}

TEST(Contract, PrintsWhatTheReaderReads) {
  const char *Text = "{params: {0: regrows malloc, 1: mutates, 2: unknown, "
                     "3: points-into 0, rest: borrows}, returns: owned malloc "
                     "unless 1 never-null, success: minus-one, mustcheck: true}";
  FunctionContract C = contract(Text);
  std::string Printed = print(C);
  EXPECT_EQ(Printed.substr(0, Printed.find('\n')), "f: " + std::string(Text));
  EXPECT_NE(Printed.find("\n  # 0: model m\n"), std::string::npos);
}

TEST(Models, AllGivesTheWordOfTheOthers) {
  FunctionContract C = contract("{params: {2: mutates, all: borrows}}");
  ASSERT_EQ(C.Params.size(), 3u);
  EXPECT_EQ(C.Params[0].Word, ParamWord::Borrows);
  EXPECT_EQ(C.Params[2].Word, ParamWord::Mutates);
  EXPECT_EQ(C.Rest.Word, ParamWord::Borrows);
  EXPECT_EQ(C.Rest.From.Text, "model m");
}

TEST(Models, OneKeyMayNameSeveralFunctions) {
  ModelSet Models;
  EXPECT_FALSE(static_cast<bool>(Models.add("Contracts:\n  a  b: {noreturn: true}\n", "m")));
  ASSERT_TRUE(Models.find("a"));
  ASSERT_TRUE(Models.find("b"));
  EXPECT_EQ(Models.find("b")->Name, "b");
  EXPECT_TRUE(Models.find("b")->NoReturn);
  EXPECT_FALSE(Models.find("a  b"));
}

TEST(Models, LaterModelsWin) {
  ModelSet Models;
  EXPECT_FALSE(static_cast<bool>(Models.add("Contracts: {f: {params: {0: takes}}}", "first")));
  EXPECT_FALSE(static_cast<bool>(Models.add("Contracts: {f: {params: {0: borrows}}}", "second")));
  EXPECT_EQ(Models.find("f")->Params[0].Word, ParamWord::Borrows);
}

TEST(Models, FamiliesNameFunctionsByGlobs) {
  ModelSet Models;
  EXPECT_FALSE(static_cast<bool>(Models.add("Families:\n"
                                            "  ar_data: {acquire: ['ar_data__create_*', ar_data__copy], release: "
                                            "ar_data__destroy}\n"
                                            "Contracts:\n"
                                            "  ar_data__create_view: {returns: borrowed}\n",
                                            "m")));
  EXPECT_EQ(Models.find("ar_data__create_map")->Return.Family, "ar_data");
  EXPECT_EQ(Models.find("ar_data__copy")->Return.Word, ReturnWord::Owned);
  EXPECT_EQ(Models.find("ar_data__destroy")->Params[0].Word, ParamWord::Releases);
  EXPECT_EQ(Models.find("ar_data__create_view")->Return.Word, ReturnWord::Borrowed);
  EXPECT_FALSE(Models.find("ar_data__created"));
  EXPECT_FALSE(Models.find("my_ar_data__create_map"));
}

TEST(Models, ErrorsNameThePlaceAndTheNearestWord) {
  EXPECT_EQ(errorOf("Contract: {}\n"), "m.yaml:1:1: unknown key 'Contract'; did you mean 'Contracts'?");
  EXPECT_EQ(errorOf("Contracts:\n  f: {params: {0: borrow}}\n"),
            "m.yaml:2:19: unknown word 'borrow'; did you mean 'borrows'?");
  EXPECT_EQ(errorOf("Contracts:\n  f: {return: owned}\n"), "m.yaml:2:7: unknown key 'return'; did you mean 'returns'?");
  EXPECT_EQ(errorOf("Contracts:\n  f: {returns: owned malloc nevernull}\n"), "m.yaml:2:16: 'owned' takes one family");
  EXPECT_EQ(errorOf("Contracts:\n  f: {returns: argument}\n"),
            "m.yaml:2:16: 'argument' needs the number of a parameter");
  EXPECT_EQ(errorOf("Contracts:\n  f: {params: {64: takes}}\n"), "m.yaml:2:16: no parameter is called '64'");
  EXPECT_EQ(errorOf("Contracts:\n  f: {params: {0: takes malloc}}\n"), "m.yaml:2:19: 'takes' takes nothing after it");
  EXPECT_EQ(errorOf("Contracts:\n  f: {success: nonnegativ}\n"), "m.yaml:2:16: unknown test 'nonnegativ'; did you mean "
                                                                 "'nonnegative'?");
  EXPECT_EQ(errorOf("Contracts:\n  f: {}\n  f: {}\n"), "m.yaml:3:3: 'f' is described twice here");
  EXPECT_EQ(errorOf("Contexts:\n  c:\n  d:\n  c:\n"), "m.yaml:4:3: 'c' is described twice here");
  EXPECT_EQ(errorOf("Contexts:\n  c: {kind: arena, kind: temporary}\n"), "m.yaml:2:20: 'kind' is given twice");
  EXPECT_EQ(errorOf("Contexts:\n  c: {parameters: {a: arena, a: heap}}\n"), "m.yaml:2:30: 'a' is given twice");
  EXPECT_EQ(errorOf("Contracts:\n  f: {params: {0: takes, 0: borrows}}\n"), "m.yaml:2:26: parameter 0 is named twice");
  EXPECT_EQ(errorOf("Contracts:\n  f: {params: {0: takes-on-success}, "
                    "returns: scalar}\n"),
            "m.yaml:2:3: 'f' says what happens on success; add 'success', as "
            "in 'success: zero'");
}

TEST(Models, BadYamlIsAnErrorNotACrash) {
  for (const char *Text : {"{", "Contracts: [", "Contracts:\n\t- x", "- a", "a: *b", "\"", "&",
                           "Contracts: {f: {params: {99999999999: takes}}}", "Contracts: {f: {params: {64: takes}}}",
                           "Contracts: {f: 3}", "Contracts: {f: {params: 3}}", "Families: {x: {acquire: {a: b}}}",
                           "Contracts: {[a, b]: {}}", "--- {", "%YAML 9"})
    EXPECT_NE(errorOf(Text), "") << Text;
  for (const char *Text : {"", "# nothing\n", "Contracts:\n", "Families: {}\n"})
    EXPECT_EQ(errorOf(Text), "") << Text;
}

TEST(Models, TheShippedOnesAreSound) {
  auto Models = ModelSet::shipped();
  EXPECT_GT(Models->size(), 1000u);
  EXPECT_EQ(Models->find("malloc")->Return.Family, "malloc");
  EXPECT_EQ(Models->find("malloc")->Return.From.Text, "model libc");
  EXPECT_EQ(Models->find("free")->Params[0].Word, ParamWord::Releases);
  EXPECT_EQ(Models->find("strchr")->Return.Argument, 0);
  EXPECT_TRUE(Models->find("abort")->NoReturn);
  EXPECT_EQ(Models->find("mfree")->Return.Word, ReturnWord::Null);
  EXPECT_EQ(Models->find("printf")->Rest.Word, ParamWord::Borrows);
  EXPECT_FALSE(Models->find("no_such_function"));
}

TEST(Models, ReadingOnDemandIsReadingAll) {
  auto Text = [](const FunctionContract &Says) {
    FunctionContract C = Says;
    C.Inferred = outcomesOf(Says);
    return print(C) + Says.Return.Family + Says.Return.From.Text + (Says.MustCheck ? " must" : "") +
           (Says.MayDrop ? " may" : "") + (Says.NoReturn ? " noreturn" : "");
  };
  ModelSet Whole;
  for (const EmbeddedModel &M : embeddedModels())
    llvm::cantFail(Whole.add(M.Text, M.Name));
  auto Shipped = ModelSet::shipped();
  EXPECT_EQ(Shipped->digest(), Whole.digest());
  for (const auto &Each : Whole.contracts()) {
    const FunctionContract *C = Shipped->find(Each.getKey());
    ASSERT_TRUE(C) << Each.getKey().str();
    EXPECT_EQ(Text(*C), Text(Each.getValue()));
    EXPECT_EQ(Shipped->namedParams(Each.getKey()).size(), Whole.namedParams(Each.getKey()).size());
  }
  EXPECT_EQ(Shipped->contracts().size(), Whole.contracts().size());
  ASSERT_EQ(Shipped->patterns().size(), Whole.patterns().size());
  EXPECT_EQ(Shipped->contexts().size(), Whole.contexts().size());
}

TEST(Models, AProjectsModelWinsOverWhatWasNotReadYet) {
  ModelSet Models = *ModelSet::shipped();
  llvm::cantFail(
      Models.add("Contracts:\n  strdup: {returns: borrowed}\nFamilies:\n  x: {release: [strlen]}\n", "m.yaml"));
  EXPECT_EQ(Models.find("strdup")->Return.Word, ReturnWord::Borrowed);
  EXPECT_EQ(Models.find("strlen")->Params[0].Word, ParamWord::Releases);
  EXPECT_EQ(Models.find("strlen")->Rest.Word, ModelSet::shipped()->find("strlen")->Rest.Word);
}

} // namespace
