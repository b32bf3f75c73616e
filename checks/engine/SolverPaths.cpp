//===- engine/SolverPaths.cpp - findings that no path leads to -------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The states at the beginnings of blocks, and which came from which, are a graph. Where
// paths that agree on the typestates were merged, a way through it may ask one flag twice
// and get two answers. Before a finding is said, a way to it is looked for on which no
// branch contradicts another.
//===----------------------------------------------------------------------===//
#include "engine/PathFacts.h"
#include "engine/SolverImpl.h"
#include <algorithm>

namespace deed {

/// Ways into one state, and places that one finding is seen at; with more, nothing is said against it.
constexpr std::size_t MostWays = 96, MostSightings = 24, MostLast = 6, MostShut = 4000;
/// Blocks that are gone through for one finding, and for all of a function. One of a function with many variables
/// counts as several.
constexpr unsigned MostBlocks = 6000, MostBlocksOfAll = 60000, VarsOfABlock = 64;

std::uint32_t Solver::addNode(BlockId B) {
  Nodes.push_back({B, {}, false});
  return Nodes.size() - 1;
}

/// The state \p S comes into \p Node by the successor number \p Successor of the block that it was in.
void Solver::addWay(std::uint32_t Node, const State &S, std::uint32_t Successor) {
  PathNode &To = Nodes[Node];
  for (const PathWay &W : To.Ways)
    if (W.From == S.Node && W.Successor == Successor)
      return;
  if (To.Ways.size() == MostWays)
    To.Crowded = true;
  else
    To.Ways.push_back({S.Node, Successor, S.NodeHistory, S.History});
}

/// The states of \p From are seen as part of those of \p Into.
void Solver::addWaysOf(std::uint32_t Into, std::uint32_t From) {
  for (const PathWay &W : Nodes[From].Ways) {
    State S;
    S.Node = W.From;
    S.NodeHistory = W.Begin;
    S.History = W.End;
    addWay(Into, S, W.Successor);
  }
  Nodes[Into].Crowded |= Nodes[From].Crowded;
}

void Solver::addSighting(std::vector<Sighting> &Seen, const State &S) {
  if (Seen.size() <= MostSightings &&
      std::none_of(Seen.begin(), Seen.end(), [&](const Sighting &Each) { return Each.Node == S.Node; }))
    Seen.push_back({S.Node, S.NodeHistory, S.History});
}

std::vector<TraceStep> Solver::steps(std::uint32_t Begin, std::uint32_t End) const {
  std::vector<TraceStep> Steps;
  for (std::uint32_t H = End; H != Begin && H; H = Log[H].Previous)
    Steps.push_back(Log[H].Step);
  std::reverse(Steps.begin(), Steps.end());
  return Steps;
}

/// The way that the solver took first, and that findings show: from each state to the one it was made by. Empty if
/// that goes round.
static std::vector<std::pair<std::uint32_t, std::uint32_t>> firstWay(const std::vector<PathNode> &Nodes,
                                                                     std::uint32_t To) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> Way; // node, and which of its ways led to it
  std::vector<bool> Seen(Nodes.size());
  for (std::uint32_t At = To; !Nodes[At].Ways.empty(); At = Nodes[At].Ways[0].From) {
    if (Seen[At])
      return {};
    Seen[At] = true;
    Way.push_back({At, 0});
  }
  std::reverse(Way.begin(), Way.end());
  return Way;
}

namespace {

/// Looks for a way on which no branch contradicts another, forwards and depth first, from where a function begins.
class WayFinder {
public:
  enum class Answer { Found, None, Unknown };
  /// What is known of ways: the same for all that is looked for.
  using Closed = std::map<std::pair<std::uint32_t, std::uint32_t>, bool>;
  WayFinder(const PathScene &Scene, const std::vector<PathNode> &Nodes, Closed &Shut, unsigned &Left)
      : Scene(Scene), Nodes(Nodes), Shut(Shut), Left(Left), Cost(1 + Scene.F.Vars.size() / VarsOfABlock) {}

  Answer find(std::uint32_t To);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> Way;

private:
  /// A state on the way, what is known there, and the next way out that is to be tried.
  struct Rung {
    std::uint32_t Node;
    PathFacts Facts;
    std::size_t Next = 0;
  };
  using WaysOut = std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>>;
  bool holds(const std::vector<std::pair<std::uint32_t, std::uint32_t>> &Each, BlockId From = BlockId(0));
  bool isClosed(std::uint32_t Node, std::uint32_t Number);
  Answer search(std::uint32_t To, const WaysOut &Out, bool Coarse);

  const PathScene &Scene;
  const std::vector<PathNode> &Nodes;
  Closed &Shut;
  unsigned &Left;
  const unsigned Cost; ///< of one block
};

bool WayFinder::holds(const std::vector<std::pair<std::uint32_t, std::uint32_t>> &Each, BlockId From) {
  PathFacts Facts(Scene);
  Facts.enter(From);
  for (const auto &[Node, Number] : Each) {
    const PathWay &W = Nodes[Node].Ways[Number];
    Left -= std::min(Left, Cost);
    if (!Facts.pass(Nodes[W.From].Block, W.Successor))
      return false;
    Facts.enter(Nodes[Node].Block, Nodes[W.From].Block);
  }
  return true;
}

/// `while (*at) at = &(*at)->next; if (!*at) *at = item;`: whatever came before, the second question has one answer. (Behind
/// loops over counters there are too many ways to look through each.)
bool WayFinder::isClosed(std::uint32_t Node, std::uint32_t Number) {
  const PathWay &W = Nodes[Node].Ways[Number];
  if (Scene.F.Blocks[Nodes[W.From].Block.N].Kind != Exit::Branch || Shut.size() == MostShut)
    return false;
  const auto [It, New] = Shut.try_emplace({Node, Number}, false);
  if (!New)
    return It->second;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> Last{{Node, Number}};
  std::uint32_t At = W.From;
  for (; Nodes[At].Ways.size() == 1 && !Nodes[At].Crowded && Last.size() != MostLast; At = Nodes[At].Ways[0].From)
    Last.push_back({At, 0});
  std::reverse(Last.begin(), Last.end());
  const unsigned Before = Left;
  It->second = Last.size() > 1 && !holds(Last, Nodes[At].Block);
  Left = Before; // it is bounded by itself
  return It->second;
}

WayFinder::Answer WayFinder::find(std::uint32_t To) {
  if (Left == 0)
    return Answer::Unknown;
  Way = firstWay(Nodes, To);
  if (Nodes[To].Ways.empty() || (!Way.empty() && holds(Way)))
    return Answer::Found;
  // What leads there, and by which ways out.
  WaysOut Out(Nodes.size());
  std::vector<bool> Leads(Nodes.size());
  std::vector<std::uint32_t> Open{To};
  Leads[To] = true;
  while (!Open.empty()) {
    const std::uint32_t At = Open.back();
    Open.pop_back();
    if (Nodes[At].Crowded)
      return Answer::Unknown;
    for (std::uint32_t W = 0; W != Nodes[At].Ways.size(); ++W) {
      if (isClosed(At, W))
        continue;
      const std::uint32_t From = Nodes[At].Ways[W].From;
      Out[From].push_back({At, W});
      if (!Leads[From]) {
        Leads[From] = true;
        Open.push_back(From);
      }
    }
  }
  if (!Leads[0])
    return Answer::None;
  Left -= std::min<unsigned>(Left, Nodes.size() / VarsOfABlock);
  // What rounds change is followed where that leads to an answer.
  const Answer Exact = search(To, Out, false);
  return Exact == Answer::Unknown ? search(To, Out, true) : Exact;
}

WayFinder::Answer WayFinder::search(std::uint32_t To, const WaysOut &Out, bool Coarse) {
  unsigned Blocks = std::min(Coarse ? MostBlocks : MostBlocks / 2, Left);
  std::set<std::pair<std::uint32_t, std::uint64_t>> Known;
  std::vector<Rung> Ladder;
  Ladder.push_back({0, PathFacts(Scene)});
  Ladder.back().Facts.enter(BlockId(0));
  Way.clear();
  while (!Ladder.empty()) {
    Rung &Top = Ladder.back();
    if (Top.Node == To)
      return Answer::Found;
    if (Top.Next == Out[Top.Node].size()) {
      Ladder.pop_back();
      if (!Way.empty())
        Way.pop_back();
      continue;
    }
    if (Blocks < Cost)
      return Answer::Unknown;
    Blocks -= Cost;
    Left -= Cost;
    const auto [Node, Number] = Out[Top.Node][Top.Next++];
    PathFacts Facts = Top.Facts;
    if (!Facts.pass(Nodes[Top.Node].Block, Nodes[Node].Ways[Number].Successor))
      continue;
    if (!Known.insert({Node, Facts.enter(Nodes[Node].Block, Nodes[Top.Node].Block, Coarse)}).second)
      continue;
    Way.push_back({Node, Number});
    Ladder.push_back({Node, std::move(Facts)});
  }
  return Answer::None;
}

} // namespace

/// Takes back the findings that every way to contradicts itself, and shows the others with one that does not.
void Solver::dropContradictions() {
  const PathScene Scene(F, Live);
  unsigned Left = MostBlocksOfAll;
  WayFinder::Closed Closed;
  std::vector<bool> Gone(Result.Incidents.size());
  for (std::size_t I = 0; I != Result.Incidents.size(); ++I) {
    std::vector<Sighting> Seen = I < Sightings.size() ? Sightings[I] : std::vector<Sighting>();
    if (I < LossesOf.size())
      for (const std::uint32_t L : LossesOf[I])
        Seen.insert(Seen.end(), LossSightings[L].begin(), LossSightings[L].end());
    bool Possible = Seen.empty() || Seen.size() > MostSightings;
    for (std::size_t S = 0; S != Seen.size() && !Possible; ++S) {
      WayFinder Finder(Scene, Nodes, Closed, Left);
      const WayFinder::Answer Found = Finder.find(Seen[S].Node);
      Possible = Found != WayFinder::Answer::None;
      if (Found != WayFinder::Answer::Found)
        continue;
      std::vector<TraceStep> Trace;
      for (const auto &[Node, Number] : Finder.Way) {
        const PathWay &W = Nodes[Node].Ways[Number];
        const std::vector<TraceStep> Part = steps(W.Begin, W.End);
        Trace.insert(Trace.end(), Part.begin(), Part.end());
      }
      const std::vector<TraceStep> Part = steps(Seen[S].Begin, Seen[S].End);
      Trace.insert(Trace.end(), Part.begin(), Part.end());
      Result.Incidents[I].Trace = std::move(Trace);
    }
    Gone[I] = !Possible;
  }
  std::vector<Incident> Kept;
  for (std::size_t I = 0; I != Gone.size(); ++I)
    if (!Gone[I])
      Kept.push_back(Result.Incidents[I]);
  for (std::size_t I = 0; I != Gone.size(); ++I) {
    const Incident &Lost = Result.Incidents[I];
    const auto O = Obligations.find({Lost.Born.N, Lost.Born.valid() ? -1 : Lost.Param});
    if (Gone[I] && O != Obligations.end() && O->second.Decision == Verdict::Violated &&
        std::none_of(Kept.begin(), Kept.end(), [&](const Incident &Other) {
          return Other.Born == Lost.Born && (Lost.Born.valid() || Other.Param == Lost.Param);
        })) {
      O->second.Decision = Verdict::Unproven;
      O->second.Why = Reason::Merged;
    }
  }
  Result.Incidents = std::move(Kept);
}

} // namespace deed
