//===- engine/Profile.h - where the time goes ----------------------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What --enable-check-profile gathers. Where nobody asked, a timer is a test of a
// null pointer.
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_PROFILE_H
#define DEED_ENGINE_PROFILE_H

#include "engine/Archive.h"
#include "engine/Finding.h"
#include <string>
#include <vector>

namespace deed {

/// What a piece of time was spent on.
enum class Phase : std::uint8_t {
  Parse,    ///< Clang, up to the AST
  Analyse,  ///< a whole AST
  Suppress, ///< NOLINT comments
  Function, ///< a body: lowering, solving, rules
  Again,    ///< a body in the second pass
};

struct TimeSpan {
  Phase What = Phase::Parse;
  std::string Name;        ///< of the function; empty: the file
  std::int64_t Begin = 0;  ///< microseconds of the system's steady clock, the same in all processes
  std::int64_t Length = 0; ///< microseconds of that clock
  std::int64_t Cpu = 0;    ///< microseconds that the thread ran
};

struct Profile {
  std::vector<TimeSpan> Spans;     ///< in the order in which they ended
  std::vector<std::int64_t> Rules; ///< nanoseconds that the thread ran, by position in allRules(); may be shorter
  std::int64_t Process = 0;        ///< who worked
};

template <typename A> void members(A &Ar, TimeSpan &S) {
  auto &[What, Name, Begin, Length, Cpu] = S;
  archive::all(Ar, What, Name, Begin, Length, Cpu);
}
template <typename A> void members(A &Ar, Profile &P) {
  auto &[Spans, Rules, Process] = P;
  archive::all(Ar, Spans, Rules, Process);
}

/// Nanoseconds that this thread ran.
std::int64_t threadTime();
/// Microseconds of the system's steady clock.
std::int64_t steadyTime();

/// Notes from here to the end of its life; nothing if \p To is null.
class Timer {
public:
  Timer(Profile *To, Phase What, std::string Name = {}) : To(To) {
    if (To)
      Span = {What, std::move(Name), steadyTime(), 0, threadTime() / 1000};
  }
  Timer(const Timer &) = delete;
  Timer &operator=(const Timer &) = delete;
  ~Timer() { stop(); }
  void stop() {
    if (!To)
      return;
    Span.Length = steadyTime() - Span.Begin;
    Span.Cpu = threadTime() / 1000 - Span.Cpu;
    To->Spans.push_back(std::move(Span));
    To = nullptr;
  }

private:
  Profile *To;
  TimeSpan Span;
};

} // namespace deed

#endif // DEED_ENGINE_PROFILE_H
