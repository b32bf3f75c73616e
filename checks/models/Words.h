//===- models/Words.h - reads the words of a contract ----------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a model says of one parameter or of a result ("releases malloc",
// "allocated 0 talloc"), as docs/contracts.md has it. Models and annotations
// share it.
//===----------------------------------------------------------------------===//
#ifndef DEED_MODELS_WORDS_H
#define DEED_MODELS_WORDS_H

#include "engine/Contract.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"
#include <string>

namespace deed {

/// Each fills its second argument, but for where it comes from, and returns what is
/// wrong with \p Text, or "".
std::string parseParamWords(llvm::StringRef Text, ParamContract &P);
std::string parseReturnWords(llvm::StringRef Text, ReturnContract &R);

/// "unknown word 'borrow'; did you mean 'borrows'?"
std::string wrongWord(const llvm::Twine &What, llvm::StringRef Text, llvm::ArrayRef<llvm::StringRef> Known);

} // namespace deed

#endif // DEED_MODELS_WORDS_H
