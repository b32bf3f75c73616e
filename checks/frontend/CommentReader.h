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
#include "engine/Conventions.h"
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
  ResultTest Success = ResultTest::Any; ///< by which result the comment says that the call succeeds
  ResultTest Failure = ResultTest::Any; ///< and by which that it failed; Any: by all others
  std::vector<ReturnWord> Returns;      ///< all that is said of the result; Return is the first
  /// Parameters that are said to be taken where the call fails, too: "consumed, even on failure".
  std::vector<std::string> TakenAnyway;
  /// Parameters of which it only says that they must not be used after the call: a body
  /// knows better why.
  std::vector<std::string> GoneAfter;
  /// A tag NO-TRANSFER: or BORROW: that names no parameter: it speaks of all.
  bool LeavesAll = false;
  /// Some word of ownership stands in what is said of the result, of the whole, of
  /// these parameters; also one that is not understood.
  bool OfResult = false, OfWhole = false;
  std::vector<std::string> OfParams;
  std::string Text; ///< the comment as it is written; empty: there is none
};

/// What a comment's words are read with.
struct Described {
  bool ForCaller = false; ///< it takes on behalf of its caller, by its name
  bool ReturnsPointer = false;
  bool LendsResult = false; ///< by its type: a pointer to const, or there is nothing else that could be transferred
};

/// The lines of comment that end right above \p Offset of \p Text, a part of it;
/// empty if there are none.
llvm::StringRef commentAbove(llvm::StringRef Text, unsigned Offset);
CommentContract readComment(const clang::FunctionDecl *D, const Locations &Locs, const Conventions &Prefixes);
/// The words of a comment's text; \p Names are the parameters, which prose may call
/// by what stands behind one of \p Prefixes.
CommentContract parseComment(llvm::StringRef Text, llvm::ArrayRef<llvm::StringRef> Names, const Conventions &Prefixes,
                             const Described &Of = {});

} // namespace deed

#endif // DEED_FRONTEND_COMMENTREADER_H
