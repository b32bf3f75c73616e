//===- frontend/ZeroingTwin.cpp - a fix of uninitialized-allocation -------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `talloc(ctx, T)` is a macro over a function of another name: which macro was
// written, the text at the place of the call says.
//===----------------------------------------------------------------------===//
#include "frontend/ZeroingTwin.h"
#include "clang/Basic/FileManager.h"
#include "llvm/ADT/STLExtras.h"

namespace deed {

using namespace clang;

namespace {
struct Twin {
  llvm::StringLiteral Plain, Zeroing;
  bool Counts; ///< the twin takes a number of elements behind the allocator
};
} // namespace

static constexpr Twin Twins[] = {
    {"talloc", "talloc_zero", false},
    {"talloc_array", "talloc_zero_array", false},
    {"mem$malloc", "mem$calloc", true},
};

static bool inName(char C) { return isalnum(static_cast<unsigned char>(C)) || C == '_' || C == '$'; }

/// Behind the comma that ends the first argument; npos: there is none on its own level.
static size_t secondArgument(llvm::StringRef Call) {
  unsigned Depth = 0;
  for (size_t At = 0; At != Call.size(); ++At) {
    const char C = Call[At];
    if (C == '"' || C == '\'')
      return llvm::StringRef::npos;
    if (C == '(')
      ++Depth;
    else if (C == ')' && --Depth == 0)
      return llvm::StringRef::npos;
    else if (C == ',' && Depth == 1)
      return Call.find_first_not_of(" \t", At + 1);
  }
  return llvm::StringRef::npos;
}

static std::optional<Fix> twinOf(const ConventionUnit &C, const SourceRange &Call) {
  const SourceManager &SM = C.Locs.SM;
  auto Entry = SM.getFileManager().getOptionalFileRef(Call.File);
  const FileID File = Entry ? SM.translateFile(*Entry) : FileID();
  if (File.isInvalid())
    return std::nullopt;
  const llvm::StringRef Text = SM.getBufferData(File).substr(Call.Offset, Call.Length);
  const llvm::StringRef Name = Text.take_while(inName);
  const auto *Of = llvm::find_if(Twins, [&](const Twin &T) { return T.Plain == Name; });
  // The twin must be there, and the name a macro that is called.
  if (Of == std::end(Twins) || !Text.drop_front(Name.size()).starts_with("(") ||
      C.Context.Idents.find(Of->Zeroing) == C.Context.Idents.end())
    return std::nullopt;
  auto Part = [&](size_t Begin, size_t Length) {
    SourceRange R = Call;
    R.Offset += static_cast<unsigned>(Begin);
    R.Column += static_cast<unsigned>(Begin);
    R.Length = static_cast<unsigned>(Length);
    R.EndLine = R.Line;
    R.EndColumn = R.Column + R.Length;
    return R;
  };
  Fix Out;
  Out.Description = "call '" + Of->Zeroing.str() + "', which sets the bytes to zero";
  Out.Edits.push_back({Part(0, Name.size()), Of->Zeroing.str()});
  if (!Of->Counts)
    return Out;
  const size_t Second = secondArgument(Text);
  if (Second == llvm::StringRef::npos || Text.take_front(Second).contains('\n'))
    return std::nullopt;
  Out.Edits.push_back({Part(Second, 0), "1, "});
  return Out;
}

void addZeroingTwins(const ConventionUnit &C) {
  for (Finding &F : C.Out) {
    if (F.Id != Rule::UninitializedAllocation || F.Repair)
      continue;
    const auto Born = llvm::find_if(F.Path, [](const PathStep &S) { return S.Kind == StepKind::Acquire; });
    if (Born != F.Path.end())
      F.Repair = twinOf(C, Born->Range);
  }
}

} // namespace deed
