//===- project/WorkerPool.cpp - work in processes that may die ---------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines runInWorkers(). Parent and worker speak over a socket pair: the parent
// sends a number, the worker answers with a length and that many bytes. The end
// of the stream without an answer is the worker's death.
//===----------------------------------------------------------------------===//
#include "project/WorkerPool.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>
#include <poll.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace deed {

using Clock = std::chrono::steady_clock;

std::string describeDeath(const WorkResult &R) {
  if (R.Signal == 0)
    return "exit status " + std::to_string(R.Status);
  return "signal " + std::to_string(R.Signal) + " (" + ::strsignal(R.Signal) + ")";
}

static bool sendAll(int Socket, const void *Data, size_t Size) {
  const char *At = static_cast<const char *>(Data);
  while (Size) {
    ssize_t N = ::send(Socket, At, Size, MSG_NOSIGNAL);
    if (N < 0 && errno == EINTR)
      continue;
    if (N <= 0)
      return false;
    At += N;
    Size -= N;
  }
  return true;
}

static bool receiveAll(int Socket, void *Data, size_t Size) {
  char *At = static_cast<char *>(Data);
  while (Size) {
    ssize_t N = ::recv(Socket, At, Size, 0);
    if (N < 0 && errno == EINTR)
      continue;
    if (N <= 0)
      return false;
    At += N;
    Size -= N;
  }
  return true;
}

/// The life of a worker. Clang's parser recurses: it gets a larger stack than
/// the usual 8 MiB, as far as the hard limit allows.
[[noreturn]] static void work(int Socket, llvm::function_ref<std::string(const WorkItem &)> Work) {
  struct rlimit Stack;
  if (::getrlimit(RLIMIT_STACK, &Stack) == 0 && Stack.rlim_cur != RLIM_INFINITY) {
    Stack.rlim_cur = std::max<rlim_t>(Stack.rlim_cur, std::min<rlim_t>(Stack.rlim_max, rlim_t(64) << 20));
    ::setrlimit(RLIMIT_STACK, &Stack);
  }
  struct rlimit NoCore = {0, 0};
  ::setrlimit(RLIMIT_CORE, &NoCore);
  std::uint64_t Head[2];
  while (receiveAll(Socket, Head, sizeof Head)) {
    WorkItem Item{Head[0], std::string(Head[1], '\0')};
    if (!receiveAll(Socket, Item.Input.data(), Item.Input.size()))
      break;
    std::string Bytes = Work(Item);
    std::uint64_t Size = Bytes.size();
    if (!sendAll(Socket, &Size, sizeof Size) || !sendAll(Socket, Bytes.data(), Bytes.size()))
      break;
  }
  // Not exit(): the parent's buffers and objects were copied by fork and are
  // the parent's to flush and destroy.
  ::_exit(0);
}

namespace {
struct Worker {
  pid_t Process = -1;
  int Socket = -1;
  std::optional<size_t> Busy; ///< the work at hand
  Clock::time_point Deadline;
  std::string Received;
  bool TimedOut = false;
};

class Pool {
  const PoolOptions &Options;
  llvm::function_ref<std::optional<WorkItem>()> Next;
  llvm::function_ref<std::string(const WorkItem &)> Work;
  llvm::function_ref<void(size_t, WorkResult)> Done;
  std::vector<Worker> Workers;
  std::uint64_t Largest = 256; ///< MiB that a worker needed; what one needs at least

  llvm::Error start(Worker &W);
  void stop(Worker &W, WorkResult *Death);
  llvm::Error give(Worker &W);
  llvm::Error receive(Worker &W);
  bool tooLarge(const Worker &W) const;
  bool mustWait(const Worker &W);
  int untilDeadline() const;

public:
  Pool(const PoolOptions &Options, llvm::function_ref<std::optional<WorkItem>()> Next,
       llvm::function_ref<std::string(const WorkItem &)> Work, llvm::function_ref<void(size_t, WorkResult)> Done)
      : Options(Options), Next(Next), Work(Work), Done(Done) {}
  ~Pool() {
    for (Worker &W : Workers)
      stop(W, nullptr);
  }
  llvm::Error run();
};
} // namespace

static llvm::Error systemError(const char *What) {
  return llvm::createStringError(std::error_code(errno, std::generic_category()), "%s: %s", What, std::strerror(errno));
}

llvm::Error Pool::start(Worker &W) {
  int Pair[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, Pair) != 0)
    return systemError("cannot make a socket pair");
  // What is buffered would be written by the worker as well.
  llvm::outs().flush();
  llvm::errs().flush();
  [[maybe_unused]] const pid_t Parent = ::getpid();
  pid_t Process = ::fork();
  if (Process < 0) {
    llvm::Error E = systemError("cannot start a worker");
    ::close(Pair[0]);
    ::close(Pair[1]);
    return E;
  }
  if (Process == 0) {
#ifdef __linux__
    // A run that is killed leaves nothing behind that still works and writes.
    // It may have died before this line: then nobody would send the signal.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != Parent)
      ::_exit(0);
#endif
    // The other workers' sockets are open here too; as long as they are, those
    // workers would not see their parent go.
    for (const Worker &Other : Workers)
      if (Other.Socket >= 0)
        ::close(Other.Socket);
    ::close(Pair[0]);
    work(Pair[1], Work);
  }
  ::close(Pair[1]);
  W = Worker();
  W.Process = Process;
  W.Socket = Pair[0];
  return llvm::Error::success();
}

/// Ends \p W and says in \p Death how it ended.
void Pool::stop(Worker &W, WorkResult *Death) {
  if (W.Process < 0)
    return;
  ::close(W.Socket);
  W.Socket = -1;
  if (W.Busy && (!Death || W.TimedOut)) // it may be in a loop that does not end
    ::kill(W.Process, SIGKILL);
  int Status = 0;
  while (::waitpid(W.Process, &Status, 0) < 0 && errno == EINTR)
    ;
  W.Process = -1;
  if (!Death)
    return;
  Death->End = W.TimedOut ? WorkResult::Kind::TimedOut : WorkResult::Kind::Crashed;
  if (WIFSIGNALED(Status))
    Death->Signal = WTERMSIG(Status);
  else
    Death->Status = WEXITSTATUS(Status);
}

/// The next piece of work for \p W; none: it waits.
llvm::Error Pool::give(Worker &W) {
  if (mustWait(W))
    return llvm::Error::success();
  std::optional<WorkItem> Item = Next();
  if (!Item)
    return llvm::Error::success();
  if (W.Process >= 0 && tooLarge(W))
    stop(W, nullptr);
  if (W.Process < 0)
    if (llvm::Error E = start(W))
      return E;
  W.Received.clear();
  W.Busy = Item->Index;
  W.Deadline = Clock::now() + Options.TimeOut;
  std::uint64_t Head[2] = {Item->Index, Item->Input.size()};
  // If it fails, the worker is dead: receive() sees it.
  if (sendAll(W.Socket, Head, sizeof Head))
    sendAll(W.Socket, Item->Input.data(), Item->Input.size());
  return llvm::Error::success();
}

/// The number behind \p Key in the lines of \p Path; nothing if there is none.
static std::optional<std::uint64_t> numberIn(const std::string &Path, const char *Key) {
  FILE *File = ::fopen(Path.c_str(), "re");
  if (!File)
    return std::nullopt;
  std::optional<std::uint64_t> Out;
  char Line[256];
  const size_t Length = std::strlen(Key);
  while (!Out && ::fgets(Line, sizeof Line, File))
    if (unsigned long long Number;
        std::strncmp(Line, Key, Length) == 0 && ::sscanf(Line + Length, "%llu", &Number) == 1)
      Out = Number;
  ::fclose(File);
  return Out;
}

std::uint64_t availableMemory() {
  constexpr std::uint64_t MiB = std::uint64_t(1) << 20;
  std::uint64_t Out = numberIn("/proc/meminfo", "MemAvailable:").value_or(std::uint64_t(1) << 40) / 1024;
  // As containers see it: version 2 of control groups, with this process's group as the root.
  const std::string Group = "/sys/fs/cgroup/memory.";
  const auto Most = numberIn(Group + "max", ""), Used = numberIn(Group + "current", "");
  if (Most && Used) {
    const std::uint64_t Cached = numberIn(Group + "stat", "inactive_file ").value_or(0);
    const std::uint64_t Held = *Used > Cached ? *Used - Cached : 0;
    Out = std::min(Out, *Most > Held ? (*Most - Held) / MiB : 0);
  }
  return Out;
}

/// Another worker is busy, and the memory that is left may be too little for both.
bool Pool::mustWait(const Worker &W) {
  bool Others = false;
  for (const Worker &Other : Workers)
    Others |= &Other != &W && Other.Busy.has_value();
  if (!Others)
    return false;
  for (const Worker &Other : Workers)
    if (Other.Process >= 0)
      if (auto Peak = numberIn("/proc/" + std::to_string(Other.Process) + "/status", "VmHWM:"))
        Largest = std::max(Largest, *Peak / 1024);
  return (Options.Available ? Options.Available() : availableMemory()) < Largest;
}

/// Resident memory of the worker between two pieces: what it did not give back.
bool Pool::tooLarge(const Worker &W) const {
  if (Options.MostMemory == 0)
    return false;
  std::string Name = "/proc/" + std::to_string(W.Process) + "/statm";
  FILE *File = ::fopen(Name.c_str(), "re");
  if (!File)
    return false;
  unsigned long Total = 0, Resident = 0;
  int Read = ::fscanf(File, "%lu %lu", &Total, &Resident);
  ::fclose(File);
  return Read == 2 && Resident * (::sysconf(_SC_PAGESIZE) / 1024) / 1024 > Options.MostMemory;
}

llvm::Error Pool::receive(Worker &W) {
  char Buffer[1 << 16];
  ssize_t N = W.TimedOut ? 0 : ::recv(W.Socket, Buffer, sizeof Buffer, 0);
  if (N < 0 && (errno == EINTR || errno == EAGAIN))
    return llvm::Error::success();
  size_t Index = *W.Busy;
  if (N <= 0) {
    WorkResult Death;
    stop(W, &Death);
    W.Busy.reset();
    Done(Index, std::move(Death));
    return llvm::Error::success();
  }
  W.Received.append(Buffer, N);
  std::uint64_t Size;
  if (W.Received.size() < sizeof Size)
    return llvm::Error::success();
  std::memcpy(&Size, W.Received.data(), sizeof Size);
  if (W.Received.size() - sizeof Size < Size)
    return llvm::Error::success();
  WorkResult Result;
  Result.Bytes = W.Received.substr(sizeof Size, Size);
  W.Busy.reset();
  Done(Index, std::move(Result));
  return llvm::Error::success();
}

int Pool::untilDeadline() const {
  if (Options.TimeOut.count() == 0)
    return -1;
  auto First = Clock::time_point::max();
  for (const Worker &W : Workers)
    if (W.Busy)
      First = std::min(First, W.Deadline);
  auto Left = std::chrono::duration_cast<std::chrono::milliseconds>(First - Clock::now()).count() + 1;
  return static_cast<int>(std::clamp<std::int64_t>(Left, 0, 60000));
}

llvm::Error Pool::run() {
  Workers.resize(std::max(1u, Options.Workers));
  std::vector<struct pollfd> Polled;
  std::vector<Worker *> Waiting;
  while (true) {
    for (Worker &W : Workers)
      if (!W.Busy)
        if (llvm::Error E = give(W))
          return E;
    Polled.clear();
    Waiting.clear();
    for (Worker &W : Workers)
      if (W.Busy) {
        Polled.push_back({W.Socket, POLLIN, 0});
        Waiting.push_back(&W);
      }
    if (Waiting.empty())
      return llvm::Error::success();
    if (::poll(Polled.data(), Polled.size(), untilDeadline()) < 0 && errno != EINTR)
      return systemError("cannot wait for the workers");
    auto Now = Clock::now();
    for (size_t I = 0; I < Waiting.size(); ++I) {
      Worker &W = *Waiting[I];
      // An answer that has begun to arrive is an answer in time.
      if (Polled[I].revents == 0) {
        W.TimedOut = Options.TimeOut.count() != 0 && Now >= W.Deadline;
        if (!W.TimedOut)
          continue;
      }
      if (llvm::Error E = receive(W))
        return E;
    }
  }
}

llvm::Error runInWorkers(const PoolOptions &Options, llvm::function_ref<std::optional<WorkItem>()> Next,
                         llvm::function_ref<std::string(const WorkItem &)> Work,
                         llvm::function_ref<void(size_t, WorkResult)> Done) {
  return Pool(Options, Next, Work, Done).run();
}

llvm::Error runInWorkers(llvm::ArrayRef<size_t> Order, const PoolOptions &Options,
                         llvm::function_ref<std::string(size_t)> Work,
                         llvm::function_ref<void(size_t, WorkResult)> Done) {
  auto Next = [&]() -> std::optional<WorkItem> {
    if (Order.empty())
      return std::nullopt;
    WorkItem Item{Order.front(), {}};
    Order = Order.drop_front();
    return Item;
  };
  return runInWorkers(Options, Next, [&](const WorkItem &Item) { return Work(Item.Index); }, Done);
}

} // namespace deed
