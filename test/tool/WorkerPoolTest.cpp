//===- tool/WorkerPoolTest.cpp - workers that die, hang and answer -----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "project/WorkerPool.h"
#include <csignal>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <map>
#include <sys/file.h>
#include <unistd.h>

using namespace deed;
using Kind = WorkResult::Kind;

namespace {

std::map<size_t, WorkResult> runAll(size_t Count, PoolOptions Options, llvm::function_ref<std::string(size_t)> Work) {
  std::vector<size_t> Order;
  for (size_t I = 0; I < Count; ++I)
    Order.push_back(I);
  std::map<size_t, WorkResult> Out;
  llvm::Error E = runInWorkers(Order, Options, Work, [&](size_t Index, WorkResult R) {
    EXPECT_EQ(Out.count(Index), 0u);
    Out[Index] = std::move(R);
  });
  EXPECT_FALSE(bool(E));
  return Out;
}

TEST(WorkerPool, EveryPieceIsAnswered) {
  for (unsigned Workers : {1u, 2u, 8u}) {
    auto Out = runAll(20, {Workers}, [](size_t I) { return std::to_string(I * I); });
    ASSERT_EQ(Out.size(), 20u);
    for (auto &[I, R] : Out) {
      EXPECT_EQ(R.End, Kind::Done);
      EXPECT_EQ(R.Bytes, std::to_string(I * I));
    }
  }
}

TEST(WorkerPool, NothingToDo) {
  EXPECT_TRUE(runAll(0, {2}, [](size_t) { return std::string(); }).empty());
}

TEST(WorkerPool, EmptyAndLargeAnswers) {
  auto Out = runAll(2, {2}, [](size_t I) { return I ? std::string(5 << 20, 'x') : std::string(); });
  EXPECT_EQ(Out[0].Bytes, "");
  EXPECT_EQ(Out[1].Bytes.size(), 5u << 20);
}

TEST(WorkerPool, ADeathLosesOnePiece) {
  for (unsigned Workers : {1u, 2u}) {
    auto Out = runAll(7, {Workers}, [](size_t I) -> std::string {
      if (I == 2)
        ::raise(SIGKILL);
      if (I == 3)
        ::_exit(7);
      if (I == 6)
        ::raise(SIGKILL);
      return "ok";
    });
    ASSERT_EQ(Out.size(), 7u);
    EXPECT_EQ(Out[2].End, Kind::Crashed);
    EXPECT_EQ(Out[2].Signal, SIGKILL);
    EXPECT_EQ(Out[3].Status, 7);
    EXPECT_EQ(describeDeath(Out[3]), "exit status 7");
    EXPECT_NE(describeDeath(Out[2]).find("signal 9"), std::string::npos);
    EXPECT_EQ(Out[6].End, Kind::Crashed);
    for (size_t I : {0, 1, 4, 5})
      EXPECT_EQ(Out[I].Bytes, "ok");
  }
}

TEST(WorkerPool, AllDie) {
  auto Out = runAll(5, {2}, [](size_t) -> std::string { ::_exit(1); });
  EXPECT_EQ(Out.size(), 5u);
}

TEST(WorkerPool, ALoopIsStopped) {
  PoolOptions Options{2, std::chrono::milliseconds(300)};
  auto Out = runAll(4, Options, [](size_t I) -> std::string {
    if (I == 1)
      ::sleep(100);
    return "ok";
  });
  ASSERT_EQ(Out.size(), 4u);
  EXPECT_EQ(Out[1].End, Kind::TimedOut);
  EXPECT_EQ(Out[3].Bytes, "ok");
}

TEST(WorkerPool, BeginsInTheGivenOrder) {
  std::vector<size_t> Seen;
  llvm::Error E = runInWorkers(
      {3, 1, 2}, {1}, [](size_t) { return std::string(); }, [&](size_t Index, WorkResult) { Seen.push_back(Index); });
  EXPECT_FALSE(bool(E));
  EXPECT_EQ(Seen, (std::vector<size_t>{3, 1, 2}));
}

TEST(WorkerPool, WhereMemoryIsShortOneWorks) {
  const std::string Name = testing::TempDir() + "/deed-alone-" + std::to_string(::getpid());
  PoolOptions Options;
  Options.Workers = 4;
  auto Work = [&](size_t) -> std::string {
    const int File = ::open(Name.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    const bool Alone = ::flock(File, LOCK_EX | LOCK_NB) == 0;
    ::usleep(20000);
    ::close(File);
    return Alone ? "alone" : "beside another";
  };
  Options.Available = [] { return std::uint64_t(0); };
  auto Out = runAll(6, Options, Work);
  ASSERT_EQ(Out.size(), 6u);
  for (auto &[I, R] : Out)
    EXPECT_EQ(R.Bytes, "alone");
  // The twin: with memory for all they work at once.
  Options.Available = [] { return std::uint64_t(1) << 40; };
  unsigned Beside = 0;
  for (auto &[I, R] : runAll(6, Options, Work))
    Beside += R.Bytes != "alone";
  EXPECT_GT(Beside, 0u);
  EXPECT_GT(availableMemory(), 0u);
  ::unlink(Name.c_str());
}

TEST(WorkerPool, AWorkerThatGrewIsReplaced) {
  PoolOptions Options{1, std::chrono::milliseconds(0), 64};
  auto Out = runAll(3, Options, [](size_t) {
    static std::string *Kept = new std::string(); // grows as long as the process lives
    Kept->append(100 << 20, 'x');
    return std::to_string(Kept->size() >> 20);
  });
  for (auto &[I, R] : Out)
    EXPECT_EQ(R.Bytes, "100");
}

} // namespace
