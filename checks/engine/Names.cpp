//===- engine/Names.cpp - the words of names -----------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/Names.h"
#include <algorithm>
#include <cctype>

namespace deed {

std::vector<std::string> wordsOf(std::string_view Name) {
  std::vector<std::string> Words(1);
  for (size_t I = 0; I != Name.size(); ++I) {
    const char Ch = Name[I];
    const bool Hump = isupper(Ch) && I && islower(Name[I - 1]);
    if ((Ch == '_' || Hump) && !Words.back().empty())
      Words.emplace_back();
    if (Ch != '_')
      Words.back() += static_cast<char>(tolower(Ch));
  }
  return Words;
}

bool hasWord(const std::vector<std::string> &Words, std::initializer_list<const char *> Set) {
  return std::any_of(Words.begin(), Words.end(),
                     [&](const std::string &W) { return std::find(Set.begin(), Set.end(), W) != Set.end(); });
}

bool saysOwned(const std::vector<std::string> &Words) {
  return hasWord(Words, {"create", "make", "copy", "new", "dup", "clone"});
}

bool saysBorrowed(const std::vector<std::string> &Words) { return hasWord(Words, {"get", "find", "lookup", "peek"}); }

} // namespace deed
