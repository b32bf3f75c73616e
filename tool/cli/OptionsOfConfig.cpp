//===- cli/OptionsOfConfig.cpp - which configuration holds ----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "cli/OptionTable.h"
#include "engine/Finding.h"
#include "project/Nearest.h"

namespace deed {

static llvm::StringRef ref(std::string_view Text) { return {Text.data(), Text.size()}; }

/// --option=null-after-transfer.When=always
static llvm::Error addRuleOption(CheckOptions &O, llvm::StringRef Text) {
  auto [Key, Value] = Text.split('=');
  auto [Rule, Name] = Key.split('.');
  Rule.consume_front("ownership-");
  if (Name.empty() || !Text.contains('='))
    return misuse("--option: write RULE.NAME=VALUE, such as null-after-transfer.When=always%s", "");
  std::vector<llvm::StringRef> Rules, Names;
  for (const RuleInfo &R : allRules())
    Rules.push_back(ref(R.Name));
  if (!findRule(std::string_view(Rule)))
    return misuse("--option: no rule is called '%s'%s", Rule, didYouMean(Rule, Rules));
  for (const RuleOptionInfo &Each : allRuleOptions())
    if (ref(Each.Rule) == Rule)
      Names.push_back(ref(Each.Name));
  const RuleOptionInfo *Option = findRuleOption(std::string_view(Rule), std::string_view(Name));
  if (!Option)
    return misuse("--option: the rule '%s' has no option '%s'%s", Rule, Name, didYouMean(Name, Names));
  if (!takesValue(*Option, std::string_view(Value)))
    return misuse("--option: '%s' takes %s, not '%s'", Key, valuesInWords(*Option), Value);
  O.RuleOptions.push_back({Rule.str(), Name.str(), {Value.str(), {}}});
  return done();
}

static constexpr Option Table[] = {
    {"config", "YAML",
     [](CheckOptions &O, llvm::StringRef V) {
       O.Config = V.str();
       O.ConfigFile.clear();
       return done();
     },
     "the configuration itself; no .deed.yaml is looked for"},
    {"config-file", "FILE",
     [](CheckOptions &O, llvm::StringRef V) {
       O.ConfigFile = V.str();
       O.Config.reset();
       return done();
     },
     "the one configuration file; no .deed.yaml is looked for"},
    {"option", "RULE.NAME=VALUE", addRuleOption,
     "an option of a rule, such as null-after-transfer.When=always; may be repeated"},
    {"require-suppression-reason", "",
     [](CheckOptions &O, llvm::StringRef) {
       O.RuleOptions.push_back({"suppression", "Reason", {"required", {}}});
       return done();
     },
     "a NOLINT comment that silences a rule must say why"},
    {"dump-config", "", [](CheckOptions &O, llvm::StringRef) { return O.DumpConfig = true, done(); },
     "print the configuration that holds for the path, with the origin of each value"},
    {"verify-config", "", [](CheckOptions &O, llvm::StringRef) { return O.VerifyConfig = true, done(); },
     "check each .deed.yaml at, above and below the paths, and stop"},
};

llvm::ArrayRef<Option> configOptions() { return Table; }

} // namespace deed
