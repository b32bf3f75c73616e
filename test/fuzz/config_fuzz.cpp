//===- config_fuzz.cpp - any text as a .deed.yaml -------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the reader refuses must have a place; what it accepts must be dumped as a
// configuration that is accepted too, and dumps the same.
//===----------------------------------------------------------------------===//
#include "config/Configuration.h"
#include <cstdio>
#include <cstdlib>

using namespace deed;

namespace {

void demand(bool Holds, const char *What, const std::string &Text) {
  if (Holds)
    return;
  std::fprintf(stderr, "%s:\n%s\n", What, Text.c_str());
  std::abort();
}

std::string withoutOrigins(llvm::StringRef Text) {
  std::string Out;
  while (!Text.empty()) {
    auto [Line, Rest] = Text.split('\n');
    Out += Line.take_front(Line.rfind(" # ")).rtrim().str() + "\n";
    Text = Rest;
  }
  return Out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *Data, std::size_t Size) {
  const llvm::StringRef Text(reinterpret_cast<const char *>(Data), Size);
  llvm::Expected<ConfigFile> Read = readConfig(Text, "/fuzz/.deed.yaml", "/fuzz", ".deed.yaml");
  if (!Read) {
    const std::string Error = llvm::toString(Read.takeError());
    unsigned Line = 0, Column = 0;
    demand(std::sscanf(Error.c_str(), ".deed.yaml:%u:%u: ", &Line, &Column) == 2 && Line && Column,
           "an error without its place", Error);
    return 0;
  }
  for (const TextSetting &Each : Read->Models)
    if (llvm::StringRef(Each.Value).starts_with("/"))
      return 0; // files of this machine are not the fuzzer's business
  Configurations All({}, std::move(*Read), "/fuzz");
  llvm::Expected<std::shared_ptr<const Configuration>> C = All.of("/fuzz/a.c");
  demand(static_cast<bool>(C), "what was read does not hold", C ? "" : llvm::toString(C.takeError()));
  const std::string Once = dumpConfig(**C, "/fuzz");
  llvm::Expected<ConfigFile> Again = readConfig(Once, "/fuzz/.deed.yaml", "/fuzz", ".deed.yaml");
  demand(static_cast<bool>(Again), "what was dumped is not read",
         Again ? "" : llvm::toString(Again.takeError()) + "\n" + Once);
  Configurations AllAgain({}, std::move(*Again), "/fuzz");
  llvm::Expected<std::shared_ptr<const Configuration>> D = AllAgain.of("/fuzz/a.c");
  demand(static_cast<bool>(D), "what was dumped does not hold", Once);
  demand(withoutOrigins(dumpConfig(**D, "/fuzz")) == withoutOrigins(Once), "a dump that changes", Once);
  (*C)->exempts("/fuzz/vendor/a.c");
  return 0;
}
