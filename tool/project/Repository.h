//===- project/Repository.h - which version was analysed -----------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads Git's own files: a linter must not depend on git, nor run it, to say
// which commit its log is of.
//===----------------------------------------------------------------------===//
#ifndef DEED_PROJECT_REPOSITORY_H
#define DEED_PROJECT_REPOSITORY_H

#include "report/Report.h"
#include "llvm/ADT/StringRef.h"

namespace deed {

/// What \p Root/.git says; all empty if \p Root is no working tree. Uri is that
/// of the remote called origin.
Revision readRevision(llvm::StringRef Root);

/// \p Remote, as Git writes it, as a URI without user and password:
/// "git@host:a/b.git" is "ssh://host/a/b.git". Empty for a path.
std::string remoteUri(llvm::StringRef Remote);

} // namespace deed

#endif // DEED_PROJECT_REPOSITORY_H
