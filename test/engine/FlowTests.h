//===- FlowTests.h - solves flows written as text --------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the tests of the solver share: contracts of a few functions that all of
// them call, and incidents as lines that quote the place where they stand.
//===----------------------------------------------------------------------===//
#ifndef DEED_TEST_ENGINE_FLOWTESTS_H
#define DEED_TEST_ENGINE_FLOWTESTS_H

#include "engine/Solver.h"
#include "models/Models.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include <string>
#include <string_view>
#include <vector>

namespace deed::test {

/// Contracts from a model's YAML.
class ModelLookup : public ContractLookup {
public:
  explicit ModelLookup(llvm::StringRef Yaml);
  std::shared_ptr<const FunctionContract> find(std::string_view Name) const override;

private:
  ModelSet Models;
};

/// malloc, free and the other functions that FlowTests.cpp lists.
const ContractLookup &commonContracts();

struct Solved {
  Flow F;
  Solution S;
  std::string Text;

  /// One line an incident: "lost p by return | return %3", the last part being
  /// the line of the flow where it stands. Sorted.
  std::vector<std::string> incidents() const;
  /// One line an obligation: "proved | %1 = call malloc(_): pointer".
  std::vector<std::string> obligations() const;
  /// The summary in the text form of contracts, one outcome a line. Sorted.
  std::vector<std::string> outcomes() const;
  std::string lineAt(LocId Loc) const;
};

/// Parses and solves \p Text; an error of the parser fails the test.
Solved solveText(std::string_view Text, const Budgets &Limits = Budgets(),
                 const ContractLookup &Contracts = commonContracts());

/// A function that acquires into p, then does what \p Rest says, where %0 is &p.
Solved withOwned(const std::string &Rest, const std::string &Variables = "");

/// The flow of \p Text as print() writes it, or the parser's error.
std::string reprint(std::string_view Text);
std::string parseError(std::string_view Text);

using Lines = std::vector<std::string>;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

} // namespace deed::test

#endif // DEED_TEST_ENGINE_FLOWTESTS_H
