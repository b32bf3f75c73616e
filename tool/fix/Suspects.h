//===- fix/Suspects.h - which fix brought a finding ----------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef DEED_FIX_SUSPECTS_H
#define DEED_FIX_SUSPECTS_H

#include "fix/Fixer.h"
#include <map>
#include <set>

namespace deed {

/// How many findings have a key.
using FindingCounts = std::map<std::string, int>;

/// Tells findings of two texts apart: a key is what a finding says, but for its line
/// and for the prefixes of names, which a renaming changes everywhere.
class FindingKeys {
public:
  explicit FindingKeys(std::vector<std::string> Prefixes);
  std::string of(const Finding &F) const;
  FindingCounts count(const std::vector<Finding> &Findings) const;
  /// \p Text, whose words have lost their prefixes.
  std::string bare(llvm::StringRef Text) const;

private:
  std::vector<std::string> Prefixes; ///< longer ones first
};

/// The findings of all units, and the compiler's warnings, sorted.
std::vector<Finding> findingsOf(const std::vector<UnitReport> &Reports);
/// How often the unit could not be read.
unsigned failuresOf(const UnitReport &Report);

/// A finding that is asked for because a name has a prefix now (a remark where an owned
/// value is returned), with a fix of its own, and the renaming that brought it.
struct Follower {
  Finding Next;
  const Finding *Renaming;
};

/// A fix that gives a variable another name.
bool renames(const Finding &F);
/// \p F's fix writes the name that \p Renaming changes, as it is now.
bool writesNameOf(const Finding &F, const Finding &Renaming);

/// Those of the fixes \p Tried that are most likely to blame for what should not be
/// there: \p After is what the units of \p Task say with them, \p Expected how often
/// each finding may occur. Empty if nothing is wrong. With \p Followers, what follows
/// from a renaming goes there, and nobody is blamed for it.
std::set<const Finding *> suspectsOf(const std::vector<const Finding *> &Tried, FindingCounts Expected,
                                     const FixTask &Task, const std::vector<UnitReport> &After, const FindingKeys &Keys,
                                     std::vector<Follower> *Followers = nullptr);

} // namespace deed

#endif // DEED_FIX_SUSPECTS_H
