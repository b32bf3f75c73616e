//===- project/WorkerPool.h - work in processes that may die -------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Analysing a file can crash, overflow the stack or not end. Each worker is a
// forked process; when one dies, only the file at hand is lost. The pool knows
// neither Clang nor findings: work is a number in, bytes out.
//===----------------------------------------------------------------------===//
#ifndef DEED_PROJECT_WORKERPOOL_H
#define DEED_PROJECT_WORKERPOOL_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"
#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace deed {

/// How one piece of work ended.
struct WorkResult {
  enum class Kind : std::uint8_t { Done, Crashed, TimedOut };
  Kind End = Kind::Done;
  std::string Bytes; ///< what the work answered; only if Done
  int Signal = 0;    ///< that the worker died of, if Crashed; 0: it exited
  int Status = 0;    ///< its exit status if Signal is 0
};

/// "signal 11 (Segmentation fault)" or "exit status 3".
std::string describeDeath(const WorkResult &R);

struct PoolOptions {
  unsigned Workers = 1;
  std::chrono::milliseconds TimeOut{0}; ///< for one piece of work; 0: none
  /// A worker whose memory has grown past this many MiB is replaced before its
  /// next piece; 0: never.
  unsigned MostMemory = 0;
  /// MiB that new work may still use; null: what the system says. While it is less than
  /// the largest worker has needed so far, no second worker is given work.
  std::function<std::uint64_t()> Available = nullptr;
};

/// MiB that are free for processes, of the machine or of this process's control group,
/// whichever has less; a large number where neither is known.
std::uint64_t availableMemory();

/// Does \p Work for each number in \p Order, in that order of beginning, in
/// forked processes, and calls \p Done in this process as results arrive.
/// Fails only if processes can not be made. Must be called before this process
/// has made threads.
llvm::Error runInWorkers(llvm::ArrayRef<size_t> Order, const PoolOptions &Options,
                         llvm::function_ref<std::string(size_t)> Work,
                         llvm::function_ref<void(size_t, WorkResult)> Done);

/// One piece of work whose input is made while others run.
struct WorkItem {
  size_t Index = 0;
  std::string Input;
};

/// As runInWorkers(), for work that depends on the results of other work: \p Next
/// gives the next piece, or nothing while there is none. It is asked again after
/// each \p Done; the run ends when it gives nothing and no worker is busy.
llvm::Error runInWorkers(const PoolOptions &Options, llvm::function_ref<std::optional<WorkItem>()> Next,
                         llvm::function_ref<std::string(const WorkItem &)> Work,
                         llvm::function_ref<void(size_t, WorkResult)> Done);

} // namespace deed

#endif // DEED_PROJECT_WORKERPOOL_H
