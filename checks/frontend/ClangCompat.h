//===- frontend/ClangCompat.h - what differs between Clangs ----*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every #if on Clang's version stands here; the rest of Deed is written for all
// of 19 to 22 at once (const accessors, canonical types).
//===----------------------------------------------------------------------===//
#ifndef DEED_FRONTEND_CLANGCOMPAT_H
#define DEED_FRONTEND_CLANGCOMPAT_H

#include "clang/Basic/Version.h"

#if CLANG_VERSION_MAJOR < 19
#error "Deed needs Clang 19 or newer"
#endif

/// The header with clang-tidy's module registry. 22 moved the registry into
/// ClangTidyModule.h; the old header now only warns.
#if CLANG_VERSION_MAJOR < 22
#define DEED_TIDY_REGISTRY_HEADER "clang-tidy/ClangTidyModuleRegistry.h"
#else
#define DEED_TIDY_REGISTRY_HEADER "clang-tidy/ClangTidyModule.h"
#endif

#endif // DEED_FRONTEND_CLANGCOMPAT_H
