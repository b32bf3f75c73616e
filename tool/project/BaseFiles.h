//===- project/BaseFiles.h - the files as they were ----------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The base of a gate is analysed without a second checkout: a file system that
// shows changed files with their old contents and hides those that are new.
//===----------------------------------------------------------------------===//
#ifndef DEED_PROJECT_BASEFILES_H
#define DEED_PROJECT_BASEFILES_H

#include "llvm/Support/VirtualFileSystem.h"
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace deed {

/// By absolute path without symbolic links: the old content, or nothing for a
/// file that was not there. Not changed once analysis begins.
using BaseFiles = std::map<std::string, std::optional<std::string>>;

/// \p Real with \p Files in their old form, under whatever name they are reached.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> showBase(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Real,
                                                         std::shared_ptr<const BaseFiles> Files);

} // namespace deed

#endif // DEED_PROJECT_BASEFILES_H
