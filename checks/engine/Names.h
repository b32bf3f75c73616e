//===- engine/Names.h - the words of names --------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_NAMES_H
#define DEED_ENGINE_NAMES_H

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace deed {

/// The words of a name: ar_data__createMap -> ar data create map.
std::vector<std::string> wordsOf(std::string_view Name);
bool hasWord(const std::vector<std::string> &Words, std::initializer_list<const char *> Set);

/// create, make, copy, ...: the result is the caller's.
bool saysOwned(const std::vector<std::string> &Words);
/// get, find, lookup, peek: the result is somebody else's.
bool saysBorrowed(const std::vector<std::string> &Words);

} // namespace deed

#endif // DEED_ENGINE_NAMES_H
