//===- engine/DeepEffects.cpp - what a summary says far down --------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "engine/DeepEffects.h"
#include "engine/SolverImpl.h"
#include <algorithm>
#include <optional>
#include <set>

namespace deed {

/// Of one outcome, below its arguments. The most that we know of a program is about 130.
static constexpr std::size_t MostEffects = 300;

/// How many steps \p E lies below its argument; 0 for what is not to be folded.
static std::size_t depthOf(const Effect &E) {
  if (!E.Target || E.Param < 0 || E.Param >= FirstGlobal)
    return 0;
  return 1 + std::count_if(E.Path.begin(), E.Path.end(), [](char C) { return C == '*' || C == '.'; });
}

void foldDeep(Outcome &O) {
  std::vector<std::size_t> Count(1); // by depth
  std::size_t All = 0;
  for (const Effect &E : O.Effects)
    if (const std::size_t Depth = depthOf(E)) {
      Count.resize(std::max(Count.size(), Depth + 1));
      ++Count[Depth];
      ++All;
    }
  if (All <= MostEffects)
    return;
  // A third, so that callers have room for what they and a few callees do.
  std::size_t Kept = 0, Depth = 1;
  while (Depth != Count.size() && (Depth == 1 || Kept + Count[Depth] <= MostEffects / 3))
    Kept += Count[Depth++];
  std::vector<Effect> Instead;
  const auto Say = [&](EffectKind Kind, int Param, bool Target, const std::string &Path) {
    Effect Said;
    Said.Kind = Kind;
    Said.Param = Param;
    Said.Target = Target;
    Said.Path = Path;
    if (std::find(Instead.begin(), Instead.end(), Said) == Instead.end())
      Instead.push_back(std::move(Said));
  };
  std::erase_if(O.Effects, [&](const Effect &E) {
    if (depthOf(E) < Depth)
      return false;
    Say(EffectKind::Mutate, E.Param, false, "");
    // What went there has gone where nobody follows.
    if (E.Other >= 0)
      Say(EffectKind::Escape, E.Other, E.Kind == EffectKind::SetFrom, E.Kind == EffectKind::SetFrom ? E.OnPath : "");
    return true;
  });
  addMutations(O.Effects, Instead);
}

/// Calls \p Do with each step of \p Path, `left.right.value`, and where it ends.
template <typename Fn> static void forEachStep(const std::string &Path, Fn Do) {
  for (std::size_t Begin = 0; Begin <= Path.size();) {
    const std::size_t End = std::min(Path.find('.', Begin), Path.size());
    Do(Path.substr(Begin, End - Begin), End);
    Begin = End + 1;
  }
}

namespace {
/// The steps of a path that lead to another object of the same kind.
struct Links {
  std::set<std::string> Names; ///< that stand twice in a path

  void read(const std::string &Path) {
    std::set<std::string> Steps;
    forEachStep(Path, [&](const std::string &Name, std::size_t) {
      if (!Steps.insert(Name).second)
        Names.insert(Name);
    });
  }
  /// Where the first of them ends, if two of them are in \p Path.
  std::optional<std::size_t> firstOfTwo(const std::string &Path) const {
    std::vector<std::size_t> Ends;
    forEachStep(Path, [&](const std::string &Name, std::size_t End) {
      if (Names.count(Name))
        Ends.push_back(End);
    });
    return Ends.size() > 1 ? std::optional(Ends.front()) : std::nullopt;
  }
};
} // namespace

void forgetUnrolled(std::vector<Outcome> &Outcomes) {
  Links Known;
  for (const Outcome &O : Outcomes) {
    for (const Effect &E : O.Effects)
      Known.read(E.Path);
    for (const Condition &C : O.Requires)
      Known.read(C.Path);
  }
  // (`(*at)++` of a parser moves on in a text each round: `*[2]`.)
  const auto IsUnrolled = [&](const std::string &Path) {
    return Known.firstOfTwo(Path) || Path.find('[') != std::string::npos;
  };
  for (Outcome &O : Outcomes) {
    std::erase_if(O.Requires, [&](const Condition &C) { return C.Target && IsUnrolled(C.Path); });
    std::erase_if(O.Moves, [&](const Move &M) { return IsUnrolled(M.Path); });
    std::erase_if(O.Numbers, [&](const Number &N) { return IsUnrolled(N.Path); });
    std::vector<Effect> Instead;
    const auto Say = [&](EffectKind Kind, int Param, bool Target, const std::string &Path) {
      Effect &Said = Instead.emplace_back();
      Said.Kind = Kind;
      Said.Param = Param;
      Said.Target = Target;
      Said.Path = Path;
    };
    std::erase_if(O.Effects, [&](const Effect &E) {
      const bool InText = (E.Kind == EffectKind::Mutate || E.Kind == EffectKind::Escape) && IsUnrolled(E.Path);
      const std::optional<std::size_t> First = Known.firstOfTwo(E.Path);
      if (!E.Target || E.Param < 0 || (!First && !InText))
        return false;
      // (What has ended is followed by nobody.)
      const bool Ended = First && std::any_of(O.Effects.begin(), O.Effects.end(), [&](const Effect &Whole) {
                           return consumes(Whole.Kind) && Whole.Target && Whole.Param == E.Param &&
                                  Whole.Path == E.Path.substr(0, *First);
                         });
      if (!Ended)
        Say(First ? EffectKind::Escape : E.Kind, E.Param, true, E.Path.substr(0, First ? *First : E.Path.find('[')));
      // What went there has gone where nobody follows.
      if (E.Other >= 0) {
        const std::string From = E.OnPath.substr(0, Known.firstOfTwo(E.OnPath).value_or(E.OnPath.size()));
        Say(EffectKind::Escape, E.Other, E.Kind == EffectKind::SetFrom, From);
      }
      return true;
    });
    addMutations(O.Effects, Instead);
  }
}

} // namespace deed
