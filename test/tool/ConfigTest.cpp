//===- ConfigTest.cpp - the reader of .deed.yaml, merging, paths ----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "config/Configuration.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

using namespace deed;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

std::string errorOf(llvm::StringRef Text) {
  llvm::Expected<ConfigFile> Read = readConfig(Text, "/p/.deed.yaml", "/p", ".deed.yaml");
  return Read ? "" : llvm::toString(Read.takeError());
}

ConfigFile read(llvm::StringRef Text, llvm::StringRef Path = "/p/.deed.yaml") {
  llvm::Expected<ConfigFile> Read = readConfig(Text, Path, llvm::sys::path::parent_path(Path), "c");
  if (!Read) {
    ADD_FAILURE() << llvm::toString(Read.takeError());
    return {};
  }
  return std::move(*Read);
}

std::vector<std::string> texts(const std::vector<TextSetting> &Items) {
  std::vector<std::string> Out;
  for (const TextSetting &Each : Items)
    Out.push_back(Each.Value);
  return Out;
}

/// The configuration that \p Text alone makes.
std::shared_ptr<const Configuration> configurationOf(const std::string &Text) {
  Configurations All({}, read(Text, "/p/.deed.yaml"), "/p");
  llvm::Expected<std::shared_ptr<const Configuration>> Found = All.of("/p/a.c");
  if (!Found) {
    ADD_FAILURE() << llvm::toString(Found.takeError());
    return nullptr;
  }
  return *Found;
}

TEST(Config, ReadsEveryKey) {
  ConfigFile C = read("InheritParentConfig: true\n"
                      "Profile: [mmm, talloc]\n"
                      "Checks: '-*,ownership-leak'\n"
                      "WarningsAsErrors: [ownership-leak, ownership-double-free]\n"
                      "HeaderFilter: 'src/.*'\n"
                      "Prefixes: {owned: [own_, o_], mutable: mut_, borrowed: []}\n"
                      "Exempt: {names: [self], types: FILE, paths: ['vendor/**', /abs/x.c]}\n"
                      "Models: [libc, models/own.yaml]\n"
                      "Options:\n"
                      "  null-after-transfer: {When: always}\n"
                      "  unchecked-allocation.When: at-once\n"
                      "Contracts:\n"
                      "  set push: {params: {own_value: takes-on-success, 0: mutates}, success: 'true'}\n"
                      "Families:\n"
                      "  thing: {acquire: 'thing_*', release: thing_free}\n"
                      "Contexts:\n"
                      "  request: {open: request_begin, close: request_end, kind: temporary}\n");
  EXPECT_TRUE(C.InheritParent);
  EXPECT_EQ(C.Profile->Value, "mmm,talloc");
  EXPECT_EQ(C.Profile->From.Line, 2u);
  EXPECT_EQ(C.Profile->From.File, "/p/.deed.yaml");
  EXPECT_THAT(texts(C.Checks), ElementsAre("-*", "ownership-leak"));
  EXPECT_THAT(texts(C.WarningsAsErrors), ElementsAre("ownership-leak", "ownership-double-free"));
  EXPECT_EQ(C.HeaderFilter->Value, "src/.*");
  EXPECT_THAT(C.Owned->Value, ElementsAre("own_", "o_"));
  EXPECT_THAT(C.Mutable->Value, ElementsAre("mut_"));
  EXPECT_TRUE(C.Borrowed->Value.empty());
  EXPECT_THAT(texts(C.ExemptNames), ElementsAre("self"));
  EXPECT_THAT(texts(C.ExemptTypes), ElementsAre("FILE"));
  EXPECT_THAT(texts(C.ExemptPaths), ElementsAre("/p/vendor/**", "/abs/x.c"));
  EXPECT_THAT(texts(C.Models), ElementsAre("libc", "/p/models/own.yaml"));
  ASSERT_EQ(C.Options.size(), 2u);
  EXPECT_EQ(C.Options[1].Rule, "unchecked-allocation");
  EXPECT_EQ(C.Options[1].Value.Value, "at-once");
  ASSERT_TRUE(C.Own && C.Own->find("push"));
  EXPECT_EQ(C.Own->find("push")->Params[0].Word, ParamWord::Mutates);
  EXPECT_EQ(C.Own->find("push")->Params[0].From.From, Source::Configuration);
  EXPECT_EQ(C.Own->find("push")->Params[0].From.Where.Line, 13u);
  ASSERT_EQ(C.Own->namedParams("set").size(), 1u);
  EXPECT_EQ(C.Own->namedParams("set")[0].Name, "own_value");
  ASSERT_TRUE(C.Own->find("thing_make"));
  EXPECT_EQ(C.Own->find("thing_make")->Return.Family, "thing");
  EXPECT_EQ(C.Own->contexts().size(), 1u);
}

TEST(Config, ErrorsNameThePlaceAndTheNearestWord) {
  EXPECT_EQ(errorOf("Profle: mmm\n"), ".deed.yaml:1:1: unknown key 'Profle'; did you mean 'Profile'?");
  EXPECT_EQ(errorOf("Profile: [mmm,\n  tallok]\n"), ".deed.yaml:2:3: unknown profile 'tallok'; did you mean 'talloc'?");
  EXPECT_EQ(errorOf("Checks: '*,ownership-leek'\n"),
            ".deed.yaml:1:9: no check is called 'ownership-leek'; did you mean 'ownership-leak'? (deed list rules "
            "shows all)");
  EXPECT_EQ(errorOf("Prefixes: {owner: [own_]}\n"), ".deed.yaml:1:12: unknown key 'owner'; did you mean 'owned'?");
  EXPECT_EQ(errorOf("Prefixes: {owned: ['own-']}\n"), ".deed.yaml:1:20: no name in C begins with 'own-'");
  EXPECT_EQ(errorOf("Prefixes: {owned: [x_], borrowed: [x_]}\n"), ".deed.yaml:1:36: the prefix 'x_' is given twice");
  EXPECT_EQ(errorOf("Exempt: {name: [x]}\n"), ".deed.yaml:1:10: unknown key 'name'; did you mean 'names'?");
  EXPECT_EQ(errorOf("Models: [libd]\n"), ".deed.yaml:1:10: no model is called 'libd'; did you mean 'libc'?");
  EXPECT_EQ(errorOf("Options: {leek: {When: x}}\n"), ".deed.yaml:1:11: no rule is called 'leek'; did you mean 'leak'?");
  EXPECT_EQ(errorOf("Options: {leak: {When: x}}\n"), ".deed.yaml:1:18: the rule 'leak' has no options");
  EXPECT_EQ(errorOf("Options: {null-after-transfer: {Wen: x}}\n"),
            ".deed.yaml:1:33: the rule 'null-after-transfer' has no option 'Wen'; did you mean 'When'?");
  EXPECT_EQ(errorOf("Options: {null-after-transfer: {When: allways}}\n"),
            ".deed.yaml:1:39: 'null-after-transfer.When' takes 'reused', 'in-scope' or 'always', not 'allways'; did "
            "you mean 'always'?");
  EXPECT_EQ(errorOf("HeaderFilter: '('\n"),
            ".deed.yaml:1:15: 'HeaderFilter' is no regular expression: parentheses not balanced");
  EXPECT_EQ(errorOf("InheritParentConfig: yes\n"), ".deed.yaml:1:22: expected 'true' or 'false', not 'yes'");
  EXPECT_EQ(errorOf("Contracts:\n  f: {params: {0: taks}}\n"),
            ".deed.yaml:2:19: unknown word 'taks'; did you mean 'takes'?");
  EXPECT_EQ(errorOf("Families:\n  'a{b': {acquire: x}\n"), ".deed.yaml:2:3: no family is called 'a{b'");
  EXPECT_EQ(errorOf("Families: {a: {acquire: 'x}y'}}\n"), ".deed.yaml:1:25: no function is called 'x}y'");
  EXPECT_EQ(errorOf("Contexts:\n  'a:': {open: x}\n"), ".deed.yaml:2:3: no family is called 'a:'");
  EXPECT_EQ(errorOf("Contracts: {f: {returns: 'owned a{'}}\n"), ".deed.yaml:1:26: no family is called 'a{'");
  EXPECT_EQ(errorOf("Contracts: {'f(': {returns: owned}}\n"), ".deed.yaml:1:13: no function is called 'f('");
  EXPECT_EQ(errorOf("Profile: mmm\nChecks: '*'\nProfile: talloc\n"), ".deed.yaml:3:1: 'Profile' is given twice");
}

TEST(Config, ALetterIsNearToNothing) {
  EXPECT_EQ(errorOf("x: 1\n"), ".deed.yaml:1:1: unknown key 'x'; there are InheritParentConfig, Profile, Checks, WarningsAsErrors, "
            "HeaderFilter, Prefixes, Exempt, Models, Options, Contracts, Families, Contexts");
  EXPECT_EQ(errorOf("Profile: a\n"), ".deed.yaml:1:10: unknown profile 'a'; there are default, strict, mmm, talloc, apr, postgres, cex, zig, "
            "glib, systemd, kernel");
  EXPECT_EQ(errorOf("Models: [x]\n"), ".deed.yaml:1:10: no model is called 'x'; there are apr, cex, cleanup, curl, deed, glib, json, kernel, libc, libs, "
            "libxml2, openssl, postgres, sqlite3, systemd, talloc, zig");
  EXPECT_EQ(errorOf("Checks: 'x'\n"), ".deed.yaml:1:9: no check is called 'x' (deed list rules shows all)");
  EXPECT_EQ(errorOf("Checks: 'ownership-x'\n"),
            ".deed.yaml:1:9: no check is called 'ownership-x' (deed list rules shows all)");
  EXPECT_EQ(errorOf("Contracts: {f: {params: {0: of}}}\n"), ".deed.yaml:1:29: unknown word 'of'");
}

TEST(Config, WrongTypesAndTextThatIsNoConfiguration) {
  EXPECT_EQ(errorOf(""), ".deed.yaml:1:1: the configuration is empty; 'Profile: default' says as much");
  EXPECT_EQ(errorOf("# only a remark\n"), errorOf(""));
  EXPECT_EQ(errorOf("- Profile\n"), ".deed.yaml:1:1: a configuration has keys, such as 'Profile: default'");
  EXPECT_EQ(errorOf("mmm\n"), ".deed.yaml:1:1: a configuration has keys, such as 'Profile: default'");
  EXPECT_EQ(errorOf("Profile: {mmm: 1}\n"), ".deed.yaml:1:10: 'Profile' is a name or a list of names");
  EXPECT_EQ(errorOf("Options: [a]\n"),
            ".deed.yaml:1:10: 'Options' maps rules to their options, as in {null-after-transfer: {When: always}}");
  EXPECT_EQ(errorOf("Profile: mmm\n---\nProfile: mmm\n"),
            ".deed.yaml:3:1: a configuration is one document: take the '---' away");
  EXPECT_EQ(errorOf(llvm::StringRef("Profile: a\0b\n", 13)), ".deed.yaml:1:11: there is a NUL byte here");
  EXPECT_EQ(errorOf("# x\nProfile: \xff\n"), ".deed.yaml:2:10: this is no UTF-8");
  EXPECT_EQ(errorOf("\xff\xfeP"), ".deed.yaml:1:1: this is UTF-16; save it as UTF-8");
  EXPECT_EQ(errorOf("Profile: &a mmm\nChecks: *a\n"),
            ".deed.yaml:2:9: aliases are not read here: write the value again");
  EXPECT_THAT(errorOf("Profile: 'mmm\n"), HasSubstr(".deed.yaml:"));
  EXPECT_EQ(read("\xEF\xBB\xBFProfile: mmm\n").Profile->Value, "mmm"); // with a byte order mark
}

TEST(Config, NothingMakesItRecurse) {
  const std::string Many(100000, '[');
  for (const std::string &Text :
       {Many, "Profile: " + Many, "Options: " + Many, "Contracts: {f: " + Many, "Models: " + std::string(100000, '{'),
        std::string(100000, '?'), "Checks:\n" + std::string(100000, '-')})
    EXPECT_THAT(errorOf(Text), HasSubstr(".deed.yaml:"));
  std::string Nested = "Checks: ";
  for (int I = 0; I != 50000; ++I)
    Nested += "- ";
  EXPECT_THAT(errorOf(Nested), HasSubstr(".deed.yaml:1:"));
  std::string Aliases = "Checks: &a [x]\nModels: [";
  for (int I = 0; I != 50000; ++I)
    Aliases += "*a, ";
  EXPECT_THAT(errorOf(Aliases + "]"), HasSubstr(".deed.yaml:1:"));
  EXPECT_EQ(errorOf(std::string(1 << 20, '*')), ".deed.yaml:1:1: the configuration is larger than 256 KiB");
}

TEST(Config, LaterFilesReplaceOrAdd) {
  ConfigFile Base = read("Profile: mmm\nChecks: '-*'\nExempt: {names: [a]}\nPrefixes: {owned: [o_]}\n"
                         "Options: {null-after-transfer: {When: always}}\n"
                         "Contracts:\n  f: {returns: owned}\n  g: {returns: owned}\n",
                         "/p/.deed.yaml");
  mergeConfig(Base, read("Profile: talloc\nChecks: ownership-leak\nExempt: {names: [b]}\n"
                         "Options: {null-after-transfer: {When: reused}}\nContracts:\n  f: {returns: borrowed}\n",
                         "/p/sub/.deed.yaml"));
  EXPECT_EQ(Base.Profile->Value, "talloc");
  EXPECT_EQ(Base.Profile->From.File, "/p/sub/.deed.yaml");
  EXPECT_THAT(texts(Base.Checks), ElementsAre("-*", "ownership-leak"));
  EXPECT_THAT(texts(Base.ExemptNames), ElementsAre("a", "b"));
  EXPECT_THAT(Base.Owned->Value, ElementsAre("o_"));
  ASSERT_EQ(Base.Options.size(), 1u);
  EXPECT_EQ(Base.Options[0].Value.Value, "reused");
  EXPECT_EQ(Base.Own->find("f")->Return.Word, ReturnWord::Borrowed);
  EXPECT_EQ(Base.Own->find("g")->Return.Word, ReturnWord::Owned);
}

TEST(Config, ValuesTakeEffect) {
  auto C = configurationOf("Profile: kernel\nChecks: '-ownership-leak'\nPrefixes: {owned: [o_]}\nModels: [glib]\n"
                           "Options: {null-after-transfer: {When: always}}\nExempt: {types: ['GList*']}\n");
  ASSERT_TRUE(C);
  AnalysisOptions O;
  C->apply(O);
  EXPECT_TRUE(O.enabled(Rule::MixedCleanup));
  EXPECT_FALSE(O.enabled(Rule::Leak));
  EXPECT_EQ(O.Names.roleOf("o_x"), Role::Own);
  EXPECT_EQ(O.Names.roleOf("own_x"), Role::None);
  EXPECT_EQ(O.Names.roleOf("ref_x"), Role::Ref);
  EXPECT_TRUE(O.Names.isExempt("x", "GListStore"));
  EXPECT_TRUE(O.Models->find("g_malloc"));
  EXPECT_FALSE(O.Models->find("malloc")); // only the models that are named
  EXPECT_EQ(O.Options.get("null-after-transfer", "When"), "always");
  auto D = configurationOf("Profile: default\n");
  EXPECT_TRUE(D->Models->find("malloc") && D->Models->find("g_malloc"));
}

TEST(Config, APrefixStatesOneRole) {
  auto C = configurationOf("Prefixes: {owned: [mut_], borrowed: []}\n");
  ASSERT_TRUE(C);
  EXPECT_EQ(C->Names.roleOf("mut_x"), Role::Own);
  EXPECT_THAT(C->Names.Mutable, ElementsAre());
  EXPECT_TRUE(read(dumpConfig(*C, "/p"), "/p/.deed.yaml").Mutable);
  ConfigFile Base = read("Prefixes: {owned: [o_, p_], borrowed: [r_]}\n", "/p/.deed.yaml");
  mergeConfig(Base, read("Prefixes: {mutable: [p_]}\n", "/p/sub/.deed.yaml"));
  EXPECT_THAT(Base.Owned->Value, ElementsAre("o_"));
  EXPECT_THAT(Base.Borrowed->Value, ElementsAre("r_"));
}

TEST(Config, WhatIsDumpedReadsTheSame) {
  auto C =
      configurationOf("Profile: [mmm, glib]\nChecks: ['-*', ownership-leak]\nHeaderFilter: 'it''s'\n"
                      "Exempt: {paths: [/v/**, 'b /', ' a', \"c/ \"]}\nOptions: {null-after-transfer: {When: reused}}\n"
                      "Contracts:\n"
                      "  a: {params: {1: takes-on-success, x: borrows nonnull, rest: mutates}, success: zero}\n"
                      "  b: {returns: owned thing never-null, mustcheck: true}\n"
                      "  c: {noreturn: unless-zero 0}\n"
                      "Families:\n  f: {acquire: ['f_*', g_make], release: 'f_free*'}\n"
                      "Contexts:\n"
                      "  r: {open: 'r_begin*', close: r_end, kind: temporary, types: r_t, parameters: {s: scratch}}\n");
  ASSERT_TRUE(C);
  auto WithoutOrigins = [](const std::string &Text) {
    std::string Out;
    for (llvm::StringRef Rest = Text; !Rest.empty();) {
      auto [Line, Tail] = Rest.split('\n');
      Out += Line.split(" #").first.rtrim().str() + "\n";
      Rest = Tail;
    }
    return Out;
  };
  std::string Once = dumpConfig(*C, "/p");
  auto Again = configurationOf(Once);
  ASSERT_TRUE(Again) << Once;
  EXPECT_EQ(WithoutOrigins(dumpConfig(*Again, "/p")), WithoutOrigins(Once));
  EXPECT_THAT(Once, HasSubstr("Profile: [mmm,glib]                             # .deed.yaml:1:10\n"));
  EXPECT_THAT(Once, HasSubstr("1: takes-on-success"));
  EXPECT_THAT(Once, HasSubstr("open: 'r_begin*'"));
}

TEST(Config, PathsMatch) {
  EXPECT_TRUE(pathMatches("/p/vendor/**", "/p/vendor/a/b.c"));
  EXPECT_TRUE(pathMatches("/p/vendor", "/p/vendor/a/b.c"));
  EXPECT_TRUE(pathMatches("/p/vendor/", "/p/vendor/b.c"));
  EXPECT_FALSE(pathMatches("/p/vendor", "/p/vendors/b.c"));
  EXPECT_TRUE(pathMatches("/p/*.c", "/p/a.c"));
  EXPECT_FALSE(pathMatches("/p/*.c", "/p/sub/a.c"));
  EXPECT_TRUE(pathMatches("/p/**/*.gen.c", "/p/x/y/a.gen.c"));
  EXPECT_TRUE(pathMatches("/p/**/*.gen.c", "/p/a.gen.c"));
  EXPECT_FALSE(pathMatches("/p/**/*.gen.c", "/p/x/a.c"));
  EXPECT_TRUE(pathMatches("/p/?.c", "/p/a.c"));
  EXPECT_FALSE(pathMatches("/p/?.c", "/p/ab.c"));
  EXPECT_TRUE(pathMatches("/p/**/gen/**", "/p/a/gen/b/c.c"));
  EXPECT_FALSE(pathMatches("/p/a.c", "/p/a.cc"));
}

/// `deed list schema` prints it; docs/deed.schema.json is that.
TEST(Config, TheSchemaAgreesWithTheReader) {
  auto Text = llvm::MemoryBuffer::getFile(DEED_SOURCE_DIR "/docs/deed.schema.json");
  ASSERT_TRUE(Text);
  EXPECT_TRUE((*Text)->getBuffer() == configSchema())
      << "docs/deed.schema.json is of other tables; run: build/dev/bin/deed list schema > docs/deed.schema.json";
  auto Schema = nlohmann::json::parse(configSchema());
  std::vector<std::string> Keys, Known;
  for (const auto &Each : Schema["properties"].items())
    Keys.push_back(Each.key());
  for (llvm::StringRef Key : configKeys())
    Known.push_back(Key.str());
  EXPECT_THAT(Keys, testing::UnorderedElementsAreArray(Known));
  // What the reader knows of a key, it knows of no other.
  for (const std::string &Key : Known)
    EXPECT_THAT(errorOf(Key + "x: 1\n"), HasSubstr("unknown key"));
}

} // namespace
