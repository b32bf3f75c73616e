//===- config/Schema.cpp - the JSON schema of a configuration ----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines configSchema(), made from the tables that the reader uses. Editors
// complete and check with it; the reader itself says more.
//===----------------------------------------------------------------------===//
#include "config/Configuration.h"
#include "engine/Profiles.h"
#include "llvm/ADT/StringExtras.h"
#include <nlohmann/json.hpp>

namespace deed {

using Json = nlohmann::ordered_json;

static Json oneOrMany(Json Item) { return {{"oneOf", Json::array({Item, {{"type", "array"}, {"items", Item}}})}}; }

static Json described(const char *Text, Json Rest) {
  Json Out = {{"description", Text}};
  Out.update(Rest);
  return Out;
}

static Json closed(Json Properties) {
  return {{"type", "object"}, {"properties", std::move(Properties)}, {"additionalProperties", false}};
}

static Json profiles() {
  std::string Any;
  for (const ProfileInfo &P : allProfiles())
    Any += (Any.empty() ? "" : "|") + std::string(P.Name);
  return oneOrMany({{"type", "string"}, {"pattern", "^(" + Any + ")(, *(" + Any + "))*$"}});
}

static Json valueOf(const RuleOptionInfo &O) {
  Json Out = {{"description", O.Title}};
  if (O.Values == "number") {
    Out["type"] = "integer";
    Out["minimum"] = 0;
    return Out;
  }
  Json Values = Json::array();
  for (llvm::StringRef Each : llvm::split(llvm::StringRef(O.Values.data(), O.Values.size()), ',')) {
    Values.push_back(Each.str());
    if (Each == "true" || Each == "false") // YAML's own
      Values.push_back(Each == "true");
  }
  Out["enum"] = std::move(Values);
  return Out;
}

static Json options() {
  Json Rules = Json::object(), Flat = Json::object();
  for (const RuleOptionInfo &O : allRuleOptions()) {
    Rules[std::string(O.Rule)][std::string(O.Name)] = valueOf(O);
    Flat[std::string(O.Rule) + "." + std::string(O.Name)] = valueOf(O);
  }
  Json All = Json::object();
  for (const auto &Each : Rules.items())
    All[Each.key()] = closed(Each.value());
  All.update(Flat);
  return closed(std::move(All));
}

static Json contextKinds() {
  Json Out = Json::array();
  for (unsigned I = 1; I <= static_cast<unsigned>(ContextKind::Pool); ++I)
    Out.push_back(std::string(kindName(static_cast<ContextKind>(I))));
  return Out;
}

static Json words(bool OfReturn) {
  Json Out = Json::array();
  if (OfReturn) {
    for (unsigned I = 0; I <= static_cast<unsigned>(ReturnWord::Context); ++I)
      Out.push_back(std::string(wordName(static_cast<ReturnWord>(I))));
    // `arena FAMILY`, `scope 0 FAMILY`: fresh contexts of a kind
    for (const Json &Kind : contextKinds())
      Out.push_back(Kind);
  } else {
    for (unsigned I = 0; I <= static_cast<unsigned>(ParamWord::Grows); ++I)
      Out.push_back(std::string(wordName(static_cast<ParamWord>(I))));
  }
  return Out;
}

/// A word, and what may stand after it.
static Json wordPattern(bool OfReturn) {
  std::string Any;
  for (const Json &Each : words(OfReturn))
    Any += (Any.empty() ? "" : "|") + Each.get<std::string>();
  return {{"type", "string"}, {"pattern", "^(" + Any + ")( .*)?$"}};
}

static Json contracts() {
  const Json Test = {{"enum",
                      {"true", "false", true, false, "zero", "nonzero", "negative", "nonnegative", "positive",
                       "nonpositive", "minus-one", "not-minus-one"}}};
  Json One = closed({
      {"params", {{"type", "object"}, {"additionalProperties", wordPattern(false)}}},
      {"returns", wordPattern(true)},
      {"success", Test},
      {"failure", Test},
      {"noreturn",
       {{"oneOf", Json::array({{{"type", "boolean"}}, {{"type", "string"}, {"pattern", "^unless-(fails|zero [0-9]+)$"}}})}}},
      {"mustcheck", {{"type", "boolean"}}},
      {"opaque", {{"type", "boolean"}}},
  });
  return {{"type", {"object", "null"}}, {"additionalProperties", One}};
}

static Json contexts() {
  const Json Kind = {{"enum", contextKinds()}}, Texts = oneOrMany({{"type", "string"}}), Flag = {{"type", "boolean"}};
  const Json Named = {{"type", "object"}, {"additionalProperties", Kind}};
  return {{"type", {"object", "null"}},
          {"additionalProperties", closed({{"kind", Kind},
                                           {"types", Texts},
                                           {"parameters", Named},
                                           {"variables", Named},
                                           {"open", Texts},
                                           {"close", Texts},
                                           {"reset", Texts},
                                           {"allocate", Texts},
                                           {"free", Texts},
                                           {"current", Flag},
                                           {"thread-local", Flag}})}};
}

std::string configSchema() {
  const Json Text = {{"type", "string"}};
  const Json Texts = oneOrMany(Text);
  Json Properties = {
      {"InheritParentConfig", described("also take the configuration of the folders above", {{"type", "boolean"}})},
      {"Profile", described("the dialect that chooses the rules: one or several", profiles())},
      {"Checks", described("rules to add to those of the profile or take away: globs, '-' takes away", Texts)},
      {"WarningsAsErrors", described("rules whose findings are errors: globs", Texts)},
      {"HeaderFilter", described("a regular expression: headers to report findings of", Text)},
      {"Prefixes", described("prefixes of names that state a role",
                             closed({{"owned", Texts}, {"mutable", Texts}, {"borrowed", Texts}}))},
      {"Exempt", described("what is left alone: names and types by the rules about declarations, paths by all",
                           closed({{"names", Texts}, {"types", Texts}, {"paths", Texts}}))},
      {"Models", described("shipped models to use, or paths of further ones", Texts)},
      {"Options", described("options of rules", options())},
      {"Contracts", described("what functions promise for each pointer", contracts())},
      {"Families", described("which functions acquire and which release",
                             {{"type", {"object", "null"}},
                              {"additionalProperties", closed({{"acquire", Texts}, {"release", Texts}})}})},
      {"Contexts", described("what memory hangs from: talloc contexts, pools, arenas, scopes", contexts())},
  };
  Json Schema = {{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", "Deed's configuration, .deed.yaml"}};
  Schema.update(closed(std::move(Properties)));
  return Schema.dump(2) + "\n";
}

} // namespace deed
