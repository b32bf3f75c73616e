//===- models/Words.cpp - reads the words of a contract -------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "models/Words.h"
#include "engine/Nearest.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include <vector>

using namespace llvm;

namespace deed {

namespace {

std::vector<StringRef> paramWordNames() {
  std::vector<StringRef> Names;
  for (unsigned I = 0; I <= static_cast<unsigned>(ParamWord::Grows); ++I)
    Names.push_back(wordName(static_cast<ParamWord>(I)));
  return Names;
}

std::vector<StringRef> returnWordNames() {
  std::vector<StringRef> Names;
  for (unsigned I = 0; I <= static_cast<unsigned>(ReturnWord::Context); ++I)
    Names.push_back(wordName(static_cast<ReturnWord>(I)));
  for (StringRef Kind : {"scope", "arena", "heap"})
    Names.push_back(Kind);
  return Names;
}

/// What may follow a word.
struct Shape {
  bool Number = false; ///< N, which must be there
  bool Family = false; ///< F, which may
  const char *On = ""; ///< "on" or "from", and N, which may
};

Shape shapeOf(ParamWord W) {
  switch (W) {
  case ParamWord::Releases: return {false, true, "from"};
  case ParamWord::Reallocs:
  case ParamWord::Gives:
  case ParamWord::GivesOnSuccess:
  case ParamWord::GivesContext:
  case ParamWord::Opens: return {false, true, "on"};
  case ParamWord::ReleasesOnSuccess:
  case ParamWord::GivesPair:
  case ParamWord::GivesOnFailure:
  case ParamWord::RegrowsOnSuccess:
  case ParamWord::ReleasesTarget:
  case ParamWord::ClearsTarget:
  case ParamWord::Regrows:
  case ParamWord::Closes: return {false, true, ""};
  case ParamWord::PointsInto:
  case ParamWord::MovesTo:
  case ParamWord::MovesTargetTo:
  case ParamWord::ReferencesOn:
  case ParamWord::DestructorOf: return {true, false, ""};
  case ParamWord::Unknown:
  case ParamWord::Borrows:
  case ParamWord::Mutates:
  case ParamWord::Holds:
  case ParamWord::Takes:
  case ParamWord::TakesOnSuccess:
  case ParamWord::TakesOnFailure:
  case ParamWord::TakesOrFails:
  case ParamWord::Points:
  case ParamWord::Context:
  case ParamWord::Resets:
  case ParamWord::Leaves:
  case ParamWord::BecomesCurrent:
  case ParamWord::CrossesThread:
  case ParamWord::Detaches:
  case ParamWord::Grows: return {};
  }
  return {};
}

bool isNumber(StringRef Text, int &N) { return !Text.getAsInteger(10, N) && N >= 0; }

using Words = SmallVector<StringRef, 6>;

/// Takes \p Last off the end, if it is there.
bool consumeLast(Words &W, StringRef Last) {
  if (W.size() < 2 || W.back() != Last)
    return false;
  W.pop_back();
  return true;
}

} // namespace

std::string wrongWord(const Twine &What, StringRef Text, ArrayRef<StringRef> Known) {
  std::string Near(nearestName(std::string_view(Text), Known));
  // 'temp' is short for one of them alone.
  auto Begins = [&](StringRef Word) { return Text.size() > 2 && Word.starts_with(Text); };
  if (Near.empty() && count_if(Known, Begins) == 1)
    Near = find_if(Known, Begins)->str();
  const std::string Wrong = (What + " '" + Text + "'").str();
  if (!Near.empty())
    return Wrong + "; did you mean '" + Near + "'?";
  constexpr size_t Few = 20;
  return Known.size() > 2 && Known.size() <= Few ? Wrong + "; there are " + join(Known, ", ") : Wrong;
}

std::string parseParamWords(StringRef Text, ParamContract &P) {
  Words W;
  Text.split(W, ' ', -1, /*KeepEmpty=*/false);
  if (W.empty() || !parseWord(std::string_view(W[0]), P.Word))
    return wrongWord("unknown word", W.empty() ? Text : W[0], paramWordNames());
  const std::string Name = ("'" + W[0] + "'").str();
  P.NonNull = consumeLast(W, "nonnull");
  P.Needed = consumeLast(W, "needed");
  P.Unread = consumeLast(W, "unread");
  P.OrNull = consumeLast(W, "or-null");
  P.OrRefuses = consumeLast(W, "or-refuses");
  P.Usable = consumeLast(W, "usable");
  const Shape S = shapeOf(P.Word);
  if (*S.On && W.size() >= 3 && W[W.size() - 2] == S.On) {
    if (!isNumber(W.back(), P.On))
      return ("'" + Twine(S.On) + "' needs the number of a parameter").str();
    W.pop_back_n(2);
  }
  ArrayRef<StringRef> Tail = ArrayRef(W).drop_front();
  if (S.Number) {
    if (Tail.size() != 1 || !isNumber(Tail[0], P.Other))
      return Name + " needs the number of a parameter";
    return "";
  }
  P.Kind = P.Word == ParamWord::GivesContext ? ContextKind::Temporary : ContextKind::None;
  if (P.Word == ParamWord::GivesContext && Tail.size() == 2 && Tail[1] == "pool") {
    P.Kind = ContextKind::Pool;
    Tail = Tail.drop_back();
  }
  if (P.Word == ParamWord::Opens) {
    if (Tail.empty() || !parseKind(std::string_view(Tail[0]), P.Kind) || P.Kind == ContextKind::None)
      return Name + " needs a kind: temporary, arena, scoped, heap or fixed";
    Tail = Tail.drop_front();
  }
  if (!Tail.empty() && !S.Family)
    return Name + " takes nothing after it";
  if (Tail.size() > 1)
    return Name + " takes one family";
  P.Family = Tail.empty() ? "" : Tail[0].str();
  return "";
}

/// "context 0 talloc", "scope 0 cex", "arena cex", "allocated 0 talloc": what follows.
static std::string parseContext(ArrayRef<StringRef> Tail, const std::string &Name, ReturnContract &R) {
  if (!Tail.empty() && Tail[0] == "current") {
    R.Argument = CurrentContext;
    Tail = Tail.drop_front();
  } else if (!Tail.empty() && isNumber(Tail[0], R.Argument))
    Tail = Tail.drop_front();
  if (R.Argument == -1 && R.Word == ReturnWord::Allocated)
    return Name + " needs the number of a parameter, or 'current'";
  if (Tail.size() == 2 && R.Word == ReturnWord::Allocated && Tail[1] == "tree") {
    R.Kind = ContextKind::Tree;
    Tail = Tail.drop_back();
  } else if (Tail.size() == 2 && R.Kind == ContextKind::Temporary && Tail[1] == "pool") {
    R.Kind = ContextKind::Pool;
    Tail = Tail.drop_back();
  }
  if (Tail.size() != 1)
    return Name + " needs a family";
  R.Family = Tail[0].str();
  return "";
}

std::string parseReturnWords(StringRef Text, ReturnContract &R) {
  Words W;
  Text.split(W, ' ', -1, /*KeepEmpty=*/false);
  if (!W.empty() && (W[0] == "scope" || W[0] == "arena" || W[0] == "heap")) {
    R.Word = ReturnWord::Context;
    parseKind(std::string_view(W[0]), R.Kind);
  } else if (W.empty() || !parseWord(std::string_view(W[0]), R.Word))
    return wrongWord("unknown word", W.empty() ? Text : W[0], returnWordNames());
  else if (R.Word == ReturnWord::Context)
    R.Kind = ContextKind::Temporary;
  const std::string Name = ("'" + W[0] + "'").str();
  if (R.Word == ReturnWord::Borrowed || R.Word == ReturnWord::BorrowedFrom)
    R.UntilChange = consumeLast(W, "until-change");
  if (R.Word == ReturnWord::Borrowed && W.size() > 2 && W[W.size() - 2] == "until-call") {
    R.UntilCall = W.back().str();
    W.pop_back_n(2);
  }
  if (W.size() > 2)
    R.Shared = consumeLast(W, "shared");
  if (W.size() > 3 && W[W.size() - 2] == "empty-is-context") {
    if (!isNumber(W.back(), R.EmptyIsContext))
      return "'empty-is-context' needs the number of a parameter";
    W.pop_back_n(2);
  }
  R.Uninitialized = consumeLast(W, "uninitialized");
  R.NeverNull = consumeLast(W, "never-null");
  ArrayRef<StringRef> Tail = ArrayRef(W).drop_front();
  switch (R.Word) {
  case ReturnWord::Owned:
    // realpath(path, buffer): the buffer comes back, unless it is NULL.
    if (Tail.size() >= 2 && Tail[Tail.size() - 2] == "unless") {
      if (!isNumber(Tail.back(), R.Argument))
        return "'unless' needs the number of a parameter";
      Tail = Tail.drop_back(2);
    }
    if (Tail.size() == 1 && Tail[0].starts_with("never"))
      return wrongWord("unknown word", Tail[0], {"never-null"});
    if (Tail.size() > 1)
      return "'owned' takes one family";
    R.Family = Tail.empty() ? "" : Tail[0].str();
    return "";
  case ReturnWord::Allocated:
  case ReturnWord::Context: return parseContext(Tail, Name, R);
  case ReturnWord::BorrowedFrom:
  case ReturnWord::Argument:
  case ReturnWord::Target:
  case ReturnWord::Held:
    if (Tail.size() != 1 || !isNumber(Tail[0], R.Argument))
      return Name + " needs the number of a parameter";
    return "";
  case ReturnWord::Borrowed: // of an allocator: the family of its blocks
    if (Tail.size() > 1)
      return Name + " takes one family";
    R.Family = Tail.empty() ? "" : Tail[0].str();
    return "";
  case ReturnWord::Unknown:
  case ReturnWord::Null:
  case ReturnWord::Scalar:
  case ReturnWord::NotHeap:
  case ReturnWord::Stack:
    if (!Tail.empty())
      return Name + " takes nothing after it";
    return "";
  }
  return "";
}

} // namespace deed
