//===- engine/Conventions.h - what a project's names say -------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which prefixes state a role, and which names and types owe none. A project
// may choose them: `Prefixes` and `Exempt` of its configuration.
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_CONVENTIONS_H
#define DEED_ENGINE_CONVENTIONS_H

#include "engine/Flow.h"
#include <string>
#include <string_view>
#include <vector>

namespace deed {

struct Conventions {
  std::vector<std::string> Owned{"own_"}, Mutable{"mut_"}, Borrowed{"ref_"};
  bool Said = false; ///< the configuration names them; else the code must show that they are prefixes
  bool InUse = true; ///< false: in this unit such names are words of English, see frontend/PrefixEvidence.h
  /// Variables and types that rules about declarations leave alone; `*` stands
  /// for any characters.
  std::vector<std::string> ExemptNames, ExemptTypes;

  /// The role that \p Name states by its prefix.
  Role roleOf(std::string_view Name) const;
  /// The prefix of \p R that messages propose, with quotes: "'own_'".
  std::string prefixOf(Role R) const;
  /// True if a variable, parameter or field \p Name of type \p Type (the name of
  /// its record or typedef, without pointers; may be empty) owes no name and no
  /// const to any rule about declarations.
  bool isExempt(std::string_view Name, std::string_view Type) const;
  friend bool operator==(const Conventions &, const Conventions &) = default;
};

/// \p Text matches \p Glob, in which `*` stands for any characters and `?` for one.
bool globMatches(std::string_view Glob, std::string_view Text);

} // namespace deed

#endif // DEED_ENGINE_CONVENTIONS_H
