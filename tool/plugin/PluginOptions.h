//===- plugin/PluginOptions.h - the words after -fplugin-arg-deed- -*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Options of the plugin are those of deed check that say how a file is analysed.
// Each is read as the configuration that it stands for, so that it is verified by
// the same reader and in the same words.
//===----------------------------------------------------------------------===//
#ifndef DEED_PLUGIN_PLUGINOPTIONS_H
#define DEED_PLUGIN_PLUGINOPTIONS_H

#include "config/Configuration.h"

namespace deed {

struct PluginOptions {
  ConfigFile Over;        ///< laid over what .deed.yaml says
  std::string ConfigFile; ///< in place of any .deed.yaml; empty: look for them
  std::string IndexFile;  ///< empty: none
  bool Off = false;       ///< -fplugin-arg-deed-off: says nothing
};

/// Reads \p Words, such as "checks=-*,ownership-leak". Paths are relative to
/// \p WorkingDirectory. The error is for the user.
llvm::Expected<PluginOptions> readPluginOptions(llvm::ArrayRef<std::string> Words, llvm::StringRef WorkingDirectory);

} // namespace deed

#endif // DEED_PLUGIN_PLUGINOPTIONS_H
