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

#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticIDs.h"
#include "clang/Basic/DiagnosticOptions.h"
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

namespace deed {

/// A DiagnosticsEngine with the usual options, beside any compilation. From 21 on
/// it refers to its options.
struct PlainDiagnostics {
#if CLANG_VERSION_MAJOR < 21
  clang::DiagnosticsEngine Engine{llvm::makeIntrusiveRefCnt<clang::DiagnosticIDs>(),
                                  llvm::makeIntrusiveRefCnt<clang::DiagnosticOptions>()};
#else
  clang::DiagnosticOptions Options;
  clang::DiagnosticsEngine Engine{llvm::makeIntrusiveRefCnt<clang::DiagnosticIDs>(), Options};
#endif
};

} // namespace deed

#endif // DEED_FRONTEND_CLANGCOMPAT_H
