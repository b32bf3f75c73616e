//===- project/Program.h - the files of a program, joined ----------*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Joins the records of all files by link names and says what is to be solved
// again, callees first: functions of which the bodies of other files say more
// than their own file did. Knows neither workers nor printing: who owns it asks
// for ready work, has it done anywhere, and brings the answers.
//===----------------------------------------------------------------------===//
#ifndef DEED_PROJECT_PROGRAM_H
#define DEED_PROJECT_PROGRAM_H

#include "engine/Profile.h"
#include "engine/UnitRecord.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include <optional>
#include <queue>

namespace deed {

/// A file's record as the program holds it.
struct ProgramUnit {
  UnitRecord Record;
  std::string_view Packed; ///< where the flows are; outlives the program
  std::string Target;      ///< the library or executable it is linked into, as far as known
};

/// A function of a unit; together they make a task.
struct TaskMember {
  std::uint32_t Unit = 0, Function = 0;
  struct Slot {
    std::uint32_t Number = 0;
    bool Elsewhere = false;   ///< the body is another file's
    std::int32_t Member = -1; ///< of the same task: not known beforehand
    std::string Known;        ///< a Summary as bytes, if Member is -1
  };
  std::vector<Slot> Slots; ///< those of which a body is known
};
/// Functions of a cycle up to this number are solved twice: first with what is
/// declared of those that come later, then with what the first round found.
constexpr size_t MostSolvedTwice = 32;

/// Functions that call each other; most often one.
struct SolveTask {
  std::vector<TaskMember> Members;
};

struct MemberResult {
  std::string Summary; ///< as bytes; empty: it could not be solved
  std::vector<Finding> Findings;
  std::vector<Obligation> Obligations;
  std::string BudgetHit;
};
struct TaskResult {
  std::vector<MemberResult> Members;
  Profile Times; ///< empty unless asked for
};

class Program {
public:
  explicit Program(std::vector<ProgramUnit> Units);

  const std::vector<ProgramUnit> &units() const { return Units; }
  /// The next task all of whose callees are solved, of those the one that most waits for; nothing if none is ready
  /// now.
  std::optional<size_t> next();
  /// How much there is to solve, as bytes of flows.
  std::uint64_t weight(size_t Component) const { return Components[Component].Weight; }
  SolveTask task(size_t Component) const;
  /// The answer to a task. \p Summaries has one for each member, in order; empty
  /// ones where the body could not be solved.
  void solved(size_t Component, llvm::ArrayRef<std::string> Summaries);
  /// What callers of the function know in the end; empty: no body was solved.
  const std::string &summary(std::uint32_t Unit, std::uint32_t Function) const;
  bool done() const { return Open == 0; }
  size_t components() const { return Components.size(); }

private:
  using NodeId = std::uint32_t;
  static constexpr NodeId NoNode = ~0u;
  struct Node {
    std::uint32_t Unit, Function;
    std::uint32_t Component = ~0u;
    bool Needed = false, Final = false;
    std::string Known; ///< a Summary as bytes
  };
  struct Component {
    std::vector<NodeId> Members;
    std::vector<std::uint32_t> Callers; ///< components
    unsigned Waits = 0;                 ///< components of callees that are not solved yet
    std::uint64_t Weight = 1;           ///< of its own
    std::uint64_t Rest = 0;             ///< of the longest chain of callers that begins here, this one included
  };

  void link();
  void choose();
  void order();
  void settle(std::uint32_t C);
  bool unchanged(const Component &C) const;
  std::vector<NodeId> candidates(std::uint32_t Unit, const SlotOwner &Owner) const;
  std::vector<NodeId> definitions(std::uint32_t Unit, llvm::StringRef Link) const;
  /// What is known of a slot; null where nothing is, or candidates disagree.
  const std::string *known(const std::vector<NodeId> &Of) const;
  const RecordedFunction &function(const Node &N) const { return Units[N.Unit].Record.Functions[N.Function]; }
  NodeId nodeOf(std::uint32_t Unit, std::uint32_t Function) const { return FirstNode[Unit] + Function; }

  std::vector<ProgramUnit> Units;
  std::vector<NodeId> FirstNode;
  std::vector<Node> Nodes;
  std::vector<std::vector<std::vector<NodeId>>> Slots; ///< of each node: the candidates of each slot
  llvm::StringMap<std::vector<NodeId>> Links;
  llvm::StringMap<std::vector<std::pair<std::uint32_t, SlotOwner>>> Pointers; ///< by type, with the unit
  std::vector<Component> Components;
  std::priority_queue<std::pair<std::uint64_t, std::uint32_t>> Ready; ///< by Rest
  size_t Open = 0;
};

/// The folder that build systems give to a library or executable, from the words
/// of a compile command: CMake's `CMakeFiles/x.dir`, Meson's `x.p`; else the
/// folder of the object file, in \p Directory, where the command runs, if that is known. Empty where no
/// object file is named.
std::string targetOf(llvm::ArrayRef<std::string> Arguments, llvm::StringRef Directory);

template <typename A> void members(A &Ar, TaskMember::Slot &S) {
  auto &[Number, Elsewhere, Member, Known] = S;
  archive::all(Ar, Number, Elsewhere, Member, Known);
}
template <typename A> void members(A &Ar, TaskMember &M) {
  auto &[Unit, Function, Slots] = M;
  archive::all(Ar, Unit, Function, Slots);
}
template <typename A> void members(A &Ar, SolveTask &T) {
  auto &[Members] = T;
  archive::all(Ar, Members);
}
template <typename A> void members(A &Ar, MemberResult &R) {
  auto &[Summary, Findings, Obligations, BudgetHit] = R;
  archive::all(Ar, Summary, Findings, Obligations, BudgetHit);
}
template <typename A> void members(A &Ar, TaskResult &R) {
  auto &[Members, Times] = R;
  archive::all(Ar, Members, Times);
}

} // namespace deed

#endif // DEED_PROJECT_PROGRAM_H
