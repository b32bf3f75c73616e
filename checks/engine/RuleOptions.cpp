//===- engine/RuleOptions.cpp - what users may choose of a rule -----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/RuleOptions.h"
#include <algorithm>
#include <cassert>
#include <charconv>

namespace deed {

const std::vector<RuleOptionInfo> &allRuleOptions() {
  static const std::vector<RuleOptionInfo> Table = {
      {"assertion", "EveryTransfer", "true,false", "false", "also where a transfer has no assertion"},
      {"null-after-transfer", "When", "reused,in-scope,always", "in-scope", "which transferred variables must be NULL"},
      {"prefix-missing", "NonPointers", "true,false", "false", "also a prefix on what is no pointer"},
      {"suppression", "Reason", "optional,required", "optional", "whether a comment must say why it silences a rule"},
      {"unchecked-allocation", "When", "before-use,at-once", "before-use", "when an allocation must be tested"},
      {"undocumented", "EveryTransfer", "true,false", "false", "also a call that takes ownership without a remark"},
  };
  return Table;
}

const RuleOptionInfo *findRuleOption(std::string_view Rule, std::string_view Name) {
  for (const RuleOptionInfo &O : allRuleOptions())
    if (O.Rule == Rule && O.Name == Name)
      return &O;
  return nullptr;
}

static std::vector<std::string_view> split(std::string_view List) {
  std::vector<std::string_view> Out;
  while (!List.empty()) {
    const size_t End = std::min(List.find(','), List.size());
    Out.push_back(List.substr(0, End));
    List.remove_prefix(std::min(End + 1, List.size()));
  }
  return Out;
}

static bool readNumber(std::string_view Text, unsigned &N) {
  auto [End, Wrong] = std::from_chars(Text.data(), Text.data() + Text.size(), N);
  return Wrong == std::errc() && End == Text.data() + Text.size();
}

bool takesValue(const RuleOptionInfo &Option, std::string_view Value) {
  if (unsigned N; Option.Values == "number")
    return readNumber(Value, N);
  const std::vector<std::string_view> All = split(Option.Values);
  return std::find(All.begin(), All.end(), Value) != All.end();
}

std::string valuesInWords(const RuleOptionInfo &Option) {
  if (Option.Values == "number")
    return "a number";
  std::string Text;
  const std::vector<std::string_view> All = split(Option.Values);
  for (size_t I = 0; I != All.size(); ++I) {
    Text += I == 0 ? "" : I + 1 == All.size() ? " or " : ", ";
    Text += "'" + std::string(All[I]) + "'";
  }
  return Text;
}

static std::string keyOf(std::string_view Rule, std::string_view Name) {
  return std::string(Rule) + "." + std::string(Name);
}

std::string_view RuleOptions::get(std::string_view Rule, std::string_view Name) const {
  if (auto It = Given.find(keyOf(Rule, Name)); It != Given.end())
    return It->second;
  const RuleOptionInfo *Option = findRuleOption(Rule, Name);
  assert(Option && "no such option");
  return Option ? Option->Default : std::string_view();
}

unsigned RuleOptions::number(std::string_view Rule, std::string_view Name) const {
  unsigned N = 0;
  readNumber(get(Rule, Name), N);
  return N;
}

void RuleOptions::set(std::string_view Rule, std::string_view Name, std::string_view Value) {
  Given[keyOf(Rule, Name)] = std::string(Value);
}

} // namespace deed
