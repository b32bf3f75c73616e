//===- frontend/CommentReader.h - contracts in comments --------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads the comment right above a declaration, Doxygen or plain, for the
// phrases with which people write ownership down.
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_COMMENTREADER_H
#define DEED_FRONTEND_COMMENTREADER_H

#include "engine/Contract.h"
#include "frontend/Locations.h"
#include "clang/AST/Decl.h"
#include <string>
#include <utility>
#include <vector>

namespace deed {

struct CommentContract {
  bool Found = false;
  SourceRange Where;
  ReturnWord Return = ReturnWord::Unknown;
  bool UntilChange = false; ///< the result is valid until its owner is changed
  std::vector<std::pair<std::string, ParamWord>> Params;
};

CommentContract readComment(const clang::FunctionDecl *D, const Locations &Locs);
/// The words of a comment's text; \p Names are the parameters.
CommentContract parseComment(llvm::StringRef Text, llvm::ArrayRef<llvm::StringRef> Names);

} // namespace deed

#endif // DEED_FRONTEND_COMMENTREADER_H
