//===- cli/Progress.h - how far a run is ---------------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For people who wait: one line on a terminal's stderr, which is gone before
// anything else is printed.
//===----------------------------------------------------------------------===//
#ifndef DEED_CLI_PROGRESS_H
#define DEED_CLI_PROGRESS_H

#include "cli/Options.h"
#include <chrono>
#include <vector>

namespace deed {

class Progress {
public:
  /// Of \p Total pieces of work \p Known need not be done. \p What is said before
  /// the numbers if it is not empty.
  Progress(const CheckOptions &Options, llvm::StringRef What, size_t Total, size_t Known);
  Progress(const Progress &) = delete;
  ~Progress() { clear(); }

  /// Work on the file \p Name begins, is over. \p Cost is in
  /// any unit that is the same for all; of all that is to be done, the total is \p AllCosts.
  void begin(llvm::StringRef Name);
  void end(llvm::StringRef Name, std::int64_t Cost, std::int64_t AllCosts);
  /// Without names: \p Done pieces are over.
  void reached(size_t Done);

private:
  using Clock = std::chrono::steady_clock;

  void draw();
  void clear();
  std::string line(size_t Columns) const;
  std::string timeLeft() const;

  bool On = false, Terminal = false, Drawn = false;
  std::string What, Here; ///< Here: names are relative to it
  size_t Total, Known, Ready = 0;
  std::int64_t CostDone = 0, CostOfAll = 0;
  Clock::time_point Start = Clock::now(), LastDrawn;
  std::vector<std::string> Running; ///< in the order of beginning
};

} // namespace deed

#endif // DEED_CLI_PROGRESS_H
