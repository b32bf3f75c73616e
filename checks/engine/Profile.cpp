//===- engine/Profile.cpp - where the time goes ------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "engine/Profile.h"
#include <chrono>
#include <ctime>

namespace deed {

std::int64_t threadTime() {
  struct timespec Now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &Now);
  return Now.tv_sec * std::int64_t(1000000000) + Now.tv_nsec;
}

std::int64_t steadyTime() {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

} // namespace deed
