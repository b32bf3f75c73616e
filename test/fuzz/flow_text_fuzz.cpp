//===- flow_text_fuzz.cpp - any text, parsed and solved -------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the parser of flows accepts must print, read back the same, and be
// solved within its budgets. The input is the text of one flow; the contracts
// are the shipped models.
//===----------------------------------------------------------------------===//
#include "engine/Solver.h"
#include "models/Models.h"
#include <cstdio>
#include <cstdlib>

using namespace deed;

namespace {

class ShippedContracts : public ContractLookup {
public:
  std::shared_ptr<const FunctionContract> find(std::string_view Name) const override {
    const FunctionContract *C = Models->find(llvm::StringRef(Name.data(), Name.size()));
    return C ? std::shared_ptr<const FunctionContract>(Models, C) : nullptr;
  }

private:
  std::shared_ptr<const ModelSet> Models = ModelSet::shipped();
};

void demand(bool Holds, const char *What, const std::string &Text) {
  if (Holds)
    return;
  std::fprintf(stderr, "%s:\n%s\n", What, Text.c_str());
  std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *Data, std::size_t Size) {
  static const ShippedContracts Contracts;
  Flow F;
  std::string Error;
  if (!parseFlow(std::string_view(reinterpret_cast<const char *>(Data), Size), Contracts, F, Error)) {
    demand(Error.starts_with("line "), "an error without its line", Error);
    return 0;
  }
  const std::string Once = print(F);
  Flow Again;
  demand(parseFlow(Once, Contracts, Again, Error), "what was printed is not read", Error + "\n" + Once);
  demand(print(Again) == Once, "what was read back prints differently", Once);

  Budgets Limits;
  Limits.Steps = 20000; // quick is enough to find a crash
  Solution S = solve(F, Limits);
  // The same flow gives the same answer.
  Solution T = solve(Again, Limits);
  demand(S.Incidents.size() == T.Incidents.size() && S.Obligations.size() == T.Obligations.size() &&
             S.Outcomes == T.Outcomes,
         "two runs differ", Once);
  return 0;
}
