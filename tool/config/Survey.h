//===- config/Survey.h - what a code base looks like ----------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The evidence of `deed init`: words of the sources counted by dialect, what the
// analysis of the bodies showed, and the configuration that both propose.
//===----------------------------------------------------------------------===//
#ifndef DEED_CONFIG_SURVEY_H
#define DEED_CONFIG_SURVEY_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <map>
#include <set>
#include <string>
#include <vector>

namespace deed {

/// Words of C outside comments and strings, by dialect.
class WordSurvey {
public:
  /// Counts the words of one file.
  void add(llvm::StringRef Text);

  unsigned Files = 0;
  /// By dialect (a profile's name, or a model's): each word that speaks for it.
  std::map<std::string, std::map<std::string, unsigned>> Signs;
  /// Names by prefix ("own_"), how often each occurs.
  std::map<std::string, std::map<std::string, unsigned>> Prefixed;

  unsigned count(llvm::StringRef Dialect) const;
  /// Different names with the prefix, and how often they stand in the code.
  unsigned names(llvm::StringRef Prefix) const;
  unsigned uses(llvm::StringRef Prefix) const;
};

/// The text names one of the functions \p Names; of a header that counts only where it
/// does more than declare it: calls it in a body, or hands it to a macro.
bool usesFunctions(llvm::StringRef Text, const std::set<std::string> &Names, bool Header);

/// A function of which a body shows something (frontend/Evidence.h).
struct Evidence {
  std::string Kind, Name, Place; ///< "owned"; PATH:LINE
  std::vector<std::string> More;
};
std::vector<Evidence> parseEvidence(llvm::StringRef Lines);

/// Functions that acquire and release one thing by their names, both shown by bodies.
struct FamilyProposal {
  std::string Name;
  std::vector<std::string> Acquire, Release;
};
/// X_create with X_destroy, X_new with X_free, ... of one type; sorted.
std::vector<FamilyProposal> proposeFamilies(llvm::ArrayRef<Evidence> All);

/// Findings by rule under a configuration.
using RuleCounts = std::map<std::string, unsigned>;

struct Proposal {
  std::vector<std::string> Profiles;        ///< empty: default
  std::string Text;                         ///< the .deed.yaml
  std::map<unsigned, std::string> Families; ///< by their lines in it
  std::set<std::string> Functions;          ///< that it says something of
};

/// \p Analysed is the number of files whose bodies were looked at, 0 without a
/// database. \p Root shortens places. \p NoFamilies: what looks like a family, and is
/// released in other ways, too.
Proposal propose(const WordSurvey &Words, llvm::ArrayRef<Evidence> Bodies, unsigned Analysed, llvm::StringRef Root,
                 const std::set<std::string> &NoFamilies = {});

/// The remark at the end of the file: what would be noisy.
std::string describeNoise(const RuleCounts &Counts, unsigned Files);

} // namespace deed

#endif // DEED_CONFIG_SURVEY_H
