//===- cli/Versions.h - the gate's files, now and in the base ------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The gate asks two things of the files that it looks at: what is found in them, and
// which contracts are other than they were. Both need the files as two programs, one
// as it is and one as it was. A file that reads no change is the same in both.
//===----------------------------------------------------------------------===//
#ifndef DEED_CLI_VERSIONS_H
#define DEED_CLI_VERSIONS_H

#include "cli/Run.h"
#include "llvm/ADT/StringSet.h"

namespace deed {

/// A file of the gate, as it is and as it was.
struct GateFile {
  std::optional<CompileUnit> Now, Old; ///< not there: new, or deleted
  bool Differs = true;                 ///< it reads something that changed
  /// Its findings count; else it only says what its functions do.
  bool Judged = true;
};

class Versions {
public:
  /// \p Options must outlive this. \p Base reads the files as they were.
  Versions(const CheckOptions &Options, RunnerOptions Now, RunnerOptions Base)
      : Options(Options), Now{std::move(Now), {}, {}, {}}, Base{std::move(Base), {}, {}, {}} {}

  /// Analyses \p More, each alone.
  llvm::Error add(std::vector<GateFile> More);
  /// Joins all files so far into a program, as they are and as they were, unless
  /// the options say that each stands alone. May be called again after add().
  llvm::Error solve();

  size_t size() const { return Files.size(); }
  const GateFile &operator[](size_t I) const { return Files[I]; }
  void judge(size_t I) { Files[I].Judged = true; }

  /// Functions that judged files call in the functions at places that are \p Wanted, and
  /// that no file so far defines, by the linker's names.
  llvm::StringSet<> calledElsewhere(llvm::function_ref<bool(const SourceRange &)> Wanted) const;
  /// Functions of judged files whose contract is another than it was. After solve().
  llvm::StringSet<> changedContracts() const;

  /// After solve(): the report of file \p I, as it is and as it was. Null: not there.
  UnitReport *now(size_t I) { return of(Now, I); }
  UnitReport *base(size_t I) { return of(Base, I); }

private:
  struct Side {
    RunnerOptions Runner;
    std::vector<std::optional<UnitReport>> Alone; ///< of each file
    std::vector<std::string> Keys;
    std::vector<std::optional<UnitReport>> Solved;
  };
  llvm::Error analyse(Side &To, llvm::ArrayRef<size_t> Which, bool Old);
  llvm::Error solve(Side &Of, bool Old);
  static UnitReport *of(Side &S, size_t I) { return S.Solved[I] ? &*S.Solved[I] : nullptr; }

  const CheckOptions &Options;
  std::vector<GateFile> Files;
  Side Now, Base;
};

} // namespace deed

#endif // DEED_CLI_VERSIONS_H
