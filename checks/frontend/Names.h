//===- frontend/Names.h - the words of names --------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_NAMES_H
#define DEED_FRONTEND_NAMES_H

#include "llvm/ADT/StringRef.h"
#include <initializer_list>
#include <string>
#include <vector>

namespace deed {

/// The words of a name: ar_data__createMap -> ar data create map.
std::vector<std::string> wordsOf(llvm::StringRef Name);
bool hasWord(const std::vector<std::string> &Words, std::initializer_list<const char *> Set);

} // namespace deed

#endif // DEED_FRONTEND_NAMES_H
