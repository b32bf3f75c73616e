//===- engine/RuleOptions.h - what users may choose of a rule --*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One table serves the configuration file, its schema, --rule-option and
// clang-tidy's CheckOptions. A new option is a line in RuleOptions.cpp and a
// section on the rule's page.
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_RULEOPTIONS_H
#define DEED_ENGINE_RULEOPTIONS_H

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace deed {

struct RuleOptionInfo {
  std::string_view Rule;   ///< without `ownership-`
  std::string_view Name;   ///< "When"
  std::string_view Values; ///< "reused,in-scope,always"; "number"
  std::string_view Default;
  std::string_view Title; ///< one phrase
};

/// All options, sorted by rule and name.
const std::vector<RuleOptionInfo> &allRuleOptions();
/// Null if the rule has no such option.
const RuleOptionInfo *findRuleOption(std::string_view Rule, std::string_view Name);
/// \p Value is one that the option takes.
bool takesValue(const RuleOptionInfo &Option, std::string_view Value);
/// "true" or "false"; "reused", "in-scope" or "always"; "a number".
std::string valuesInWords(const RuleOptionInfo &Option);

/// The values in force.
class RuleOptions {
public:
  /// The value given, else the default. Asserts that there is such an option.
  std::string_view get(std::string_view Rule, std::string_view Name) const;
  bool isTrue(std::string_view Rule, std::string_view Name) const { return get(Rule, Name) == "true"; }
  unsigned number(std::string_view Rule, std::string_view Name) const;
  /// \p Value must be one that the option takes.
  void set(std::string_view Rule, std::string_view Name, std::string_view Value);
  friend bool operator==(const RuleOptions &, const RuleOptions &) = default;

private:
  std::map<std::string, std::string, std::less<>> Given; ///< by "rule.Name"
};

} // namespace deed

#endif // DEED_ENGINE_RULEOPTIONS_H
