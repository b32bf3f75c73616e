//===- project/Program.cpp - the files of a program, joined ------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines Program: link names, what matters, components bottom-up.
//===----------------------------------------------------------------------===//
#include "project/Program.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

namespace deed {

/// Past this many functions that a pointer may hold, nothing is concluded of it.
static constexpr size_t MostTargets = 8;

std::string targetOf(llvm::ArrayRef<std::string> Arguments, llvm::StringRef Directory) {
  llvm::StringRef Object;
  for (size_t I = 0; I + 1 < Arguments.size(); ++I)
    if (Arguments[I] == "-o")
      Object = Arguments[I + 1];
  for (llvm::StringRef Folder = llvm::sys::path::parent_path(Object); !Folder.empty();
       Folder = llvm::sys::path::parent_path(Folder))
    if (Folder.ends_with(".dir") || Folder.ends_with(".p"))
      return Folder.str();
  if (Object.empty())
    return "";
  llvm::SmallString<128> Folder;
  if (llvm::sys::path::is_relative(Object))
    Folder = Directory;
  llvm::sys::path::append(Folder, llvm::sys::path::parent_path(Object));
  llvm::sys::path::remove_dots(Folder, /*remove_dot_dot=*/true);
  return Folder.str().str();
}

Program::Program(std::vector<ProgramUnit> All) : Units(std::move(All)) {
  for (std::uint32_t U = 0; U != Units.size(); ++U) {
    FirstNode.push_back(Nodes.size());
    for (std::uint32_t F = 0; F != Units[U].Record.Functions.size(); ++F)
      Nodes.push_back({U, F, ~0u, false, false, {}});
  }
  link();
  choose();
  order();
}

void Program::link() {
  for (NodeId N = 0; N != Nodes.size(); ++N)
    if (const RecordedFunction &F = function(Nodes[N]); !F.Link.empty())
      Links[F.Link].push_back(N);
  for (std::uint32_t U = 0; U != Units.size(); ++U) {
    for (const AliasName &Alias : Units[U].Record.Aliases)
      for (std::uint32_t F = 0; F != Units[U].Record.Functions.size(); ++F)
        if (Units[U].Record.Functions[F].Name == Alias.Target)
          Links[Alias.Name].push_back(nodeOf(U, F));
    for (const AddressTaken &T : Units[U].Record.Taken)
      Pointers[T.Type].push_back({U, T.Function});
  }
  Slots.resize(Nodes.size());
  for (NodeId N = 0; N != Nodes.size(); ++N)
    for (const SlotOwner &Owner : function(Nodes[N]).Slots)
      Slots[N].push_back(candidates(Nodes[N].Unit, Owner));
}

/// The bodies that a call of \p Link in \p Unit may reach: strong definitions
/// before weak ones, those of the same library or executable before others.
std::vector<Program::NodeId> Program::definitions(std::uint32_t Unit, llvm::StringRef Link) const {
  auto It = Links.find(Link);
  if (It == Links.end())
    return {};
  std::vector<NodeId> Out = It->second;
  auto Prefer = [&](auto Better) {
    if (llvm::any_of(Out, Better))
      llvm::erase_if(Out, [&](NodeId N) { return !Better(N); });
  };
  Prefer([&](NodeId N) { return !function(Nodes[N]).Weak; });
  if (Out.size() > 1 && !Units[Unit].Target.empty())
    Prefer([&](NodeId N) { return Units[Nodes[N].Unit].Target == Units[Unit].Target; });
  return Out;
}

std::vector<Program::NodeId> Program::candidates(std::uint32_t Unit, const SlotOwner &Owner) const {
  if (!Owner.Type.empty()) {
    // Any function of the type whose address is taken; one without a body could
    // do anything.
    auto It = Pointers.find(Owner.Type);
    if (It == Pointers.end())
      return {};
    std::vector<NodeId> Out;
    for (const auto &[From, Function] : It->second) {
      std::vector<NodeId> Each = candidates(From, Function);
      if (Each.empty())
        return {};
      llvm::append_range(Out, Each);
    }
    llvm::sort(Out);
    Out.erase(llvm::unique(Out), Out.end());
    return Out.size() > MostTargets ? std::vector<NodeId>() : Out;
  }
  if (Owner.Local >= 0) {
    const NodeId Own = nodeOf(Unit, Owner.Local);
    if (!function(Nodes[Own]).Weak || Owner.Link.empty())
      return {Own};
    std::vector<NodeId> Out = definitions(Unit, Owner.Link);
    return Out.empty() || llvm::is_contained(Out, Own) ? std::vector<NodeId>{Own} : Out;
  }
  return Owner.Link.empty() ? std::vector<NodeId>() : definitions(Unit, Owner.Link);
}

/// Marks what concerns ownership, what reaches it, and all that those call.
void Program::choose() {
  std::vector<std::vector<NodeId>> Callers(Nodes.size());
  for (NodeId N = 0; N != Nodes.size(); ++N)
    for (const std::vector<NodeId> &Slot : Slots[N])
      for (NodeId Callee : Slot)
        Callers[Callee].push_back(N);
  std::vector<NodeId> Pending;
  auto Mark = [&](NodeId N) {
    if (!Nodes[N].Needed) {
      Nodes[N].Needed = true;
      Pending.push_back(N);
    }
  };
  for (NodeId N = 0; N != Nodes.size(); ++N)
    if (function(Nodes[N]).Counted)
      Mark(N);
  while (!Pending.empty()) {
    NodeId N = Pending.back();
    Pending.pop_back();
    for (NodeId Caller : Callers[N])
      Mark(Caller);
  }
  for (NodeId N = 0; N != Nodes.size(); ++N)
    if (Nodes[N].Needed)
      Pending.push_back(N);
    else if (function(Nodes[N]).Later)
      Mark(N);
  while (!Pending.empty()) {
    NodeId N = Pending.back();
    Pending.pop_back();
    for (const std::vector<NodeId> &Slot : Slots[N])
      for (NodeId Callee : Slot)
        Mark(Callee);
  }
}

/// Tarjan's strongly connected components, without recursion: callees first.
void Program::order() {
  struct Frame {
    NodeId N;
    size_t Slot = 0, Callee = 0;
  };
  std::vector<std::uint32_t> Number(Nodes.size(), 0), Low(Nodes.size(), 0);
  std::vector<bool> OnStack(Nodes.size());
  std::vector<NodeId> Stack;
  std::uint32_t Count = 0, FinishedCount = 0;
  std::vector<std::uint32_t> Finished(Nodes.size());
  std::vector<Frame> Frames;
  auto Enter = [&](NodeId N) {
    Number[N] = Low[N] = ++Count;
    Stack.push_back(N);
    OnStack[N] = true;
    Frames.push_back({N});
  };
  for (NodeId Root = 0; Root != Nodes.size(); ++Root) {
    if (!Nodes[Root].Needed || Number[Root])
      continue;
    Enter(Root);
    while (!Frames.empty()) {
      Frame &Top = Frames.back();
      const NodeId N = Top.N;
      if (Top.Slot == Slots[N].size()) {
        Frames.pop_back();
        Finished[N] = ++FinishedCount;
        if (!Frames.empty())
          Low[Frames.back().N] = std::min(Low[Frames.back().N], Low[N]);
        if (Low[N] != Number[N])
          continue;
        Component &C = Components.emplace_back();
        NodeId Member;
        do {
          Member = Stack.back();
          Stack.pop_back();
          OnStack[Member] = false;
          Nodes[Member].Component = Components.size() - 1;
          C.Members.push_back(Member);
        } while (Member != N);
        // Callees before their callers, as far as a cycle has such an order. In a large one, that is
        // solved once, it would be a guess which of them is the callee.
        if (C.Members.size() <= MostSolvedTwice)
          llvm::sort(C.Members, [&](NodeId A, NodeId B) { return Finished[A] < Finished[B]; });
        else
          llvm::sort(C.Members);
        continue;
      }
      if (Top.Callee == Slots[N][Top.Slot].size()) {
        ++Top.Slot;
        Top.Callee = 0;
        continue;
      }
      const NodeId Callee = Slots[N][Top.Slot][Top.Callee++];
      if (!Number[Callee])
        Enter(Callee);
      else if (OnStack[Callee])
        Low[N] = std::min(Low[N], Number[Callee]);
    }
  }
  for (std::uint32_t C = 0; C != Components.size(); ++C) {
    std::vector<std::uint32_t> Callees;
    for (NodeId N : Components[C].Members)
      for (const std::vector<NodeId> &Slot : Slots[N])
        for (NodeId Callee : Slot)
          if (Nodes[Callee].Component != C)
            Callees.push_back(Nodes[Callee].Component);
    llvm::sort(Callees);
    Callees.erase(llvm::unique(Callees), Callees.end());
    Components[C].Waits = Callees.size();
    for (std::uint32_t Callee : Callees)
      Components[Callee].Callers.push_back(C);
  }
  for (std::uint32_t C = Components.size(); C-- != 0;) { // callers have higher numbers
    Component &Now = Components[C];
    for (NodeId N : Now.Members)
      Now.Weight += function(Nodes[N]).BodySize;
    for (std::uint32_t Caller : Now.Callers)
      Now.Rest = std::max(Now.Rest, Components[Caller].Rest);
    Now.Rest += Now.Weight;
  }
  Open = Components.size();
  for (std::uint32_t C = 0; C != Components.size(); ++C)
    if (Components[C].Waits == 0)
      Ready.emplace(Components[C].Rest, C);
}

/// Equal but for where the bodies stand.
static bool agree(std::string_view A, std::string_view B) {
  if (A == B)
    return true;
  Summary SA, SB;
  if (!archive::read(A, SA) || !archive::read(B, SB))
    return false;
  SB.Contract.InferredFrom = SA.Contract.InferredFrom;
  return archive::write(SA) == archive::write(SB);
}

const std::string *Program::known(const std::vector<NodeId> &Of) const {
  for (NodeId N : Of)
    if (Nodes[N].Known.empty() || !agree(Nodes[Of.front()].Known, Nodes[N].Known))
      return nullptr;
  return Of.empty() ? nullptr : &Nodes[Of.front()].Known;
}

/// True if the file alone knew as much as the program does.
bool Program::unchanged(const Component &C) const {
  for (NodeId N : C.Members) {
    const RecordedFunction &F = function(Nodes[N]);
    if (!F.Solved)
      return false;
    if (!F.Open)
      continue;
    for (size_t I = 0; I != Slots[N].size(); ++I) {
      const bool Inside =
          llvm::any_of(Slots[N][I], [&](NodeId Callee) { return llvm::is_contained(C.Members, Callee); });
      if (Inside && Nodes[C.Members.front()].Unit == Nodes[N].Unit && F.Slots[I].Local >= 0)
        continue;
      const std::string *Now = known(Slots[N][I]);
      if (Inside || (F.Slots[I].Local < 0 && Now))
        return false;
      if (F.Slots[I].Local >= 0 && (!Now || *Now != Units[Nodes[N].Unit].Record.Functions[F.Slots[I].Local].Alone))
        return false;
    }
  }
  return true;
}

std::optional<size_t> Program::next() {
  while (!Ready.empty()) {
    const std::uint32_t C = Ready.top().second;
    Ready.pop();
    if (!unchanged(Components[C]))
      return C;
    for (NodeId N : Components[C].Members)
      Nodes[N].Known = function(Nodes[N]).Alone;
    settle(C);
  }
  return std::nullopt;
}

void Program::settle(std::uint32_t C) {
  --Open;
  for (NodeId N : Components[C].Members)
    Nodes[N].Final = true;
  for (std::uint32_t Caller : Components[C].Callers)
    if (--Components[Caller].Waits == 0)
      Ready.emplace(Components[Caller].Rest, Caller);
}

void Program::solved(size_t C, llvm::ArrayRef<std::string> Summaries) {
  const std::vector<NodeId> &Members = Components[C].Members;
  for (size_t I = 0; I != Members.size(); ++I)
    Nodes[Members[I]].Known = I < Summaries.size() ? Summaries[I] : std::string();
  settle(C);
}

SolveTask Program::task(size_t Number) const {
  SolveTask Out;
  const Component &C = Components[Number];
  for (NodeId N : C.Members) {
    TaskMember &M = Out.Members.emplace_back();
    M.Unit = Nodes[N].Unit;
    M.Function = Nodes[N].Function;
    for (size_t I = 0; I != Slots[N].size(); ++I) {
      const std::vector<NodeId> &Of = Slots[N][I];
      TaskMember::Slot S;
      S.Number = I;
      S.Elsewhere = !Of.empty() && Nodes[Of.front()].Unit != Nodes[N].Unit;
      if (auto It = llvm::find(C.Members, Of.size() == 1 ? Of.front() : NoNode); It != C.Members.end())
        S.Member = It - C.Members.begin();
      else if (const std::string *Now = known(Of))
        S.Known = *Now;
      else
        continue;
      M.Slots.push_back(std::move(S));
    }
  }
  return Out;
}

const std::string &Program::summary(std::uint32_t Unit, std::uint32_t Function) const {
  return Nodes[nodeOf(Unit, Function)].Known;
}

} // namespace deed
