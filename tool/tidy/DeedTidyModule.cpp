//===- tidy/DeedTidyModule.cpp - Deed inside clang-tidy -------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Registers `ownership-<rule>` for each rule of Checks.def:
//   clang-tidy-19 -load build/release/lib/libDeedTidyModule.so -checks='ownership-*' ...
//===----------------------------------------------------------------------===//
#include "clang-tidy/ClangTidyModule.h"
#include "frontend/ClangCompat.h"
#include "tidy/OwnershipCheck.h"
#include DEED_TIDY_REGISTRY_HEADER
#include <cstdio>
#include <cstdlib>

using namespace deed;

/// Ends the program unless the host is of the major version that this module
/// was built with: otherwise it loads, finds nothing, and the run looks clean.
/// Uses nothing of LLVM whose layout could differ.
static void requireMatchingHost() {
  const std::string Host = clang::getClangFullVersion();
  const std::string Before = "clang version ";
  const size_t At = Host.find(Before);
  const int Major = At == std::string::npos ? 0 : std::atoi(Host.c_str() + At + Before.size());
  if (Major == CLANG_VERSION_MAJOR)
    return;
  std::fprintf(stderr, "error: libDeedTidyModule.so was built for clang-tidy %d and can not work in %s\n",
               CLANG_VERSION_MAJOR, Host.c_str());
  std::exit(1);
}

namespace {
class DeedTidyModule : public clang::tidy::ClangTidyModule {
public:
  void addCheckFactories(clang::tidy::ClangTidyCheckFactories &Factories) override {
    auto Shared = std::make_shared<SharedAnalysis>();
    for (const RuleInfo &Rule : allRules()) {
      if (Rule.Group == RuleGroup::Comments) // clang-tidy decides what its comments silence
        continue;
      Factories.registerCheckFactory("ownership-" + std::string(Rule.Name),
                                     [Shared, &Rule](llvm::StringRef Name, clang::tidy::ClangTidyContext *Context) {
                                       return std::make_unique<OwnershipCheck>(Name, Context, Rule, Shared);
                                     });
    }
  }
};

/// Asks for the host's version before the registry is touched: the registry of
/// another version may never call the module.
struct Registration {
  Registration() : Add((requireMatchingHost(), "deed"), "Ownership checks for C.") {}
  clang::tidy::ClangTidyModuleRegistry::Add<DeedTidyModule> Add;
};
} // namespace

static const Registration Registered;
