//===- frontend/CommentPhrases.h - how people write ownership ---*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One sentence at a time: what it says of a result, or of a parameter.
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_COMMENTPHRASES_H
#define DEED_FRONTEND_COMMENTPHRASES_H

#include "engine/Contract.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace deed {

/// The sentences of a remark: lower case, one blank between words.
std::vector<std::string> sentencesOf(llvm::StringRef Remark);

/// \p Text without what it says of `*str`, a place that an argument points to:
/// "Returns the entity, or NULL; *str will have to be freed by the caller."
std::string withoutTargets(llvm::StringRef Text);

/// What the sentence says of the function's result; Unknown: nothing.
ReturnWord returnPhrase(llvm::StringRef Sentence);
/// What the sentence says of the parameter that it speaks of; Unknown: nothing.
ParamWord paramPhrase(llvm::StringRef Sentence);
/// It says so for calls that fail, too: "even on failure", "regardless of the result".
bool saysAnyway(llvm::StringRef Sentence);
/// "On error the caller keeps it."
bool failureLeaves(llvm::StringRef Sentence);
/// "must not use the value after this call", and no word of ownership.
bool onlyForbidsUse(llvm::StringRef Sentence);
/// "Ownership is not transferred": of what, the function's type tells.
bool transfersNothing(llvm::StringRef Sentence);
/// By which result \p Comment says that the function succeeds: "0 on success, -1 on
/// error", and by which that it failed. Any: it does not, or by all others.
std::pair<ResultTest, ResultTest> successPhrase(llvm::StringRef Comment);
/// gtk-doc annotations in front of a remark: "(out) (transfer full): the name".
bool annotationPhrase(llvm::StringRef Remark, ParamWord &W);
/// True if the sentence has a word of ownership at all, also one that is not understood.
bool mentionsOwnership(llvm::StringRef Sentence);

} // namespace deed

#endif // DEED_FRONTEND_COMMENTPHRASES_H
