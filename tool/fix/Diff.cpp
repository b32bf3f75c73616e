//===- fix/Diff.cpp - two texts as a patch ----------------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "fix/Diff.h"
#include <algorithm>
#include <vector>

namespace deed {

namespace {

using Lines = std::vector<std::string_view>;

/// One line of the edit script.
struct Step {
  char Kind; ///< ' ', '-' or '+'
  std::string_view Text;
};

} // namespace

/// With their newlines: a last line without one differs from one with.
static Lines linesOf(std::string_view Text) {
  Lines Out;
  while (!Text.empty()) {
    const size_t End = std::min(Text.find('\n'), Text.size() - 1) + 1;
    Out.push_back(Text.substr(0, End));
    Text.remove_prefix(End);
  }
  return Out;
}

/// The shortest edit script between the lines that differ.
static void script(const Lines &A, size_t ABegin, size_t AEnd, const Lines &B, size_t BBegin, size_t BEnd,
                   std::vector<Step> &Out) {
  const int N = static_cast<int>(AEnd - ABegin), M = static_cast<int>(BEnd - BBegin), Max = N + M;
  // Far apart: all out, all in. (The trace is quadratic in the distance.)
  constexpr int Far = 4000;
  std::vector<int> V(2 * Max + 2, 0);
  std::vector<std::vector<int>> Trace;
  int Distance = -1;
  for (int D = 0; D <= std::min(Max, Far) && Distance < 0; ++D) {
    Trace.push_back(V);
    for (int K = -D; K <= D; K += 2) {
      int X = K == -D || (K != D && V[Max + K - 1] < V[Max + K + 1]) ? V[Max + K + 1] : V[Max + K - 1] + 1;
      int Y = X - K;
      while (X < N && Y < M && A[ABegin + X] == B[BBegin + Y])
        ++X, ++Y;
      V[Max + K] = X;
      if (X >= N && Y >= M) {
        Distance = D;
        break;
      }
    }
  }
  if (Distance < 0) {
    for (size_t I = ABegin; I != AEnd; ++I)
      Out.push_back({'-', A[I]});
    for (size_t I = BBegin; I != BEnd; ++I)
      Out.push_back({'+', B[I]});
    return;
  }
  std::vector<Step> Back;
  int X = N, Y = M;
  for (int D = Distance; D > 0; --D) {
    const std::vector<int> &Old = Trace[D];
    const int K = X - Y;
    const int From = K == -D || (K != D && Old[Max + K - 1] < Old[Max + K + 1]) ? K + 1 : K - 1;
    const int FromX = Old[Max + From], FromY = FromX - From;
    while (X > FromX && Y > FromY)
      Back.push_back({' ', A[ABegin + --X]}), --Y;
    if (X == FromX)
      Back.push_back({'+', B[BBegin + --Y]});
    else
      Back.push_back({'-', A[ABegin + --X]});
  }
  while (X > 0)
    Back.push_back({' ', A[ABegin + --X]});
  Out.insert(Out.end(), Back.rbegin(), Back.rend());
}

static void addLine(std::string &Out, const Step &S) {
  Out += S.Kind;
  Out += S.Text;
  if (S.Text.empty() || S.Text.back() != '\n')
    Out += "\n\\ No newline at end of file\n";
}

static std::string span(size_t Begin, size_t Count) {
  std::string Out = std::to_string(Count ? Begin + 1 : Begin);
  return Count == 1 ? Out : Out + "," + std::to_string(Count);
}

std::string unifiedDiff(std::string_view Name, std::string_view Old, std::string_view New) {
  if (Old == New)
    return "";
  const Lines A = linesOf(Old), B = linesOf(New);
  size_t Same = 0, Tail = 0;
  while (Same < A.size() && Same < B.size() && A[Same] == B[Same])
    ++Same;
  while (Tail < A.size() - Same && Tail < B.size() - Same && A[A.size() - 1 - Tail] == B[B.size() - 1 - Tail])
    ++Tail;
  std::vector<Step> Steps;
  for (size_t I = 0; I != Same; ++I)
    Steps.push_back({' ', A[I]});
  script(A, Same, A.size() - Tail, B, Same, B.size() - Tail, Steps);
  for (size_t I = A.size() - Tail; I != A.size(); ++I)
    Steps.push_back({' ', A[I]});

  constexpr size_t Context = 3;
  std::string Out = "--- a/" + std::string(Name) + "\n+++ b/" + std::string(Name) + "\n";
  size_t Row = 0, OldLine = 0, NewLine = 0;
  auto Pass = [&](size_t Until) {
    for (; Row != Until; ++Row) {
      OldLine += Steps[Row].Kind != '+';
      NewLine += Steps[Row].Kind != '-';
    }
  };
  while (true) {
    size_t First = Row;
    while (First != Steps.size() && Steps[First].Kind == ' ')
      ++First;
    if (First == Steps.size())
      return Out;
    Pass(std::max(Row, First > Context ? First - Context : 0));
    // The hunk goes on while changes are less than two contexts apart.
    size_t End = First;
    for (size_t I = First; I != Steps.size() && I <= End + 2 * Context; ++I)
      if (Steps[I].Kind != ' ')
        End = I + 1;
    End = std::min(Steps.size(), End + Context);
    size_t Olds = 0, News = 0;
    std::string Body;
    for (size_t I = Row; I != End; ++I) {
      Olds += Steps[I].Kind != '+';
      News += Steps[I].Kind != '-';
      addLine(Body, Steps[I]);
    }
    Out += "@@ -" + span(OldLine, Olds) + " +" + span(NewLine, News) + " @@\n" + Body;
    Pass(End);
  }
}

} // namespace deed
