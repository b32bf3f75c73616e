//===- frontend/CommentNames.cpp - of which parameters a comment speaks ---===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/CommentNames.h"
#include "frontend/CommentWords.h"
#include "llvm/ADT/STLExtras.h"

namespace deed {

/// A name without its prefix, as prose uses it; the longest prefix counts.
static llvm::StringRef bare(llvm::StringRef Name, const Conventions &Prefixes) {
  size_t Most = 0;
  for (const auto *Of : {&Prefixes.Owned, &Prefixes.Mutable, &Prefixes.Borrowed})
    for (const std::string &P : *Of)
      if (Name.starts_with(P) && P.size() < Name.size())
        Most = std::max(Most, P.size());
  return Name.drop_front(Most);
}

static bool wordChar(char Ch) { return isalnum(static_cast<unsigned char>(Ch)) || Ch == '_'; }

static bool isAnyOf(llvm::StringRef Word, std::initializer_list<llvm::StringRef> Words) {
  return llvm::is_contained(Words, Word);
}

/// Prose knows names such as `a`; only a longer one is surely none of its words.
bool Naming::means(llvm::StringRef Word, llvm::StringRef Name) const {
  llvm::StringRef Bare = bare(Name, Prefixes);
  return (Word == llvm::StringRef(Bare.lower()) && Word != "a" && Word != "i") ||
         (Name.contains('_') && Word == llvm::StringRef(Name.lower()));
}

/// The names at the beginning of \p From: "the key and the value". "The instruction AST" is one
/// thing: its first name counts. Returns where the list ends.
size_t Naming::list(llvm::StringRef From) {
  llvm::StringRef Rest = From;
  for (bool AfterName = false;;) {
    Rest = Rest.drop_while([](char Ch) { return !wordChar(Ch) && Ch != ':'; });
    const llvm::StringRef Word = Rest.take_while(wordChar);
    bool IsName = false;
    for (size_t I = 0; I != Names.size(); ++I)
      if (means(Word, Names[I])) {
        IsName = true;
        if (!AfterName)
          Found[I] = true;
      }
    const bool Joins =
        isAnyOf(Word, {"the", "and", "or", "nor", "both", "either", "passed", "given", "provided", "its", "input"});
    if ((!IsName && !Joins) || (IsName && AfterName))
      return static_cast<size_t>(Rest.begin() - From.begin());
    AfterName = IsName;
    Rest = Rest.drop_front(Word.size());
  }
}

/// Names with an underscore are no words of prose, wherever they stand. "Ownership
/// transfers from ref_a to mut_b" speaks of neither.
void Naming::whole() {
  llvm::StringRef Last;
  for (llvm::StringRef Rest = Sentence; !Rest.empty();) {
    Rest = Rest.drop_until(wordChar);
    const llvm::StringRef Word = Rest.take_while(wordChar);
    if (!isAnyOf(Last, {"from", "to", "into", "in", "by", "with", "on"}))
      for (size_t I = 0; I != Names.size(); ++I)
        if (Names[I].contains('_') && Word == llvm::StringRef(Names[I].lower()))
          Found[I] = true;
    Last = Word;
    Rest = Rest.drop_front(Word.size());
  }
}

std::vector<llvm::StringRef> Naming::named() {
  if (says(Sentence, {"the parameters", "any parameter", "its parameters", "all parameters", "its arguments",
                      "the arguments", "any argument"}))
    return Names.vec();
  Found.assign(Names.size(), false);
  whole();
  // Objects, by their bare names too.
  for (llvm::StringRef Anchor : {"ownership of ", "reference to ", "reference of ", "reference on ", "references to ",
                                 "references of ", "consumes ", "takes over ", " owns ", "owner of ", "steals ",
                                 "adopts ", "not use ", "not access ", "not touch ", "longer use ", "not dereference "})
    if (size_t At = Sentence.find(Anchor); At != llvm::StringRef::npos)
      list(Sentence.drop_front(At + Anchor.size()));
  // Subjects: "the value is consumed". ("The socket will be owned by the user" may speak of
  // how it is accounted.)
  std::vector<bool> Objects = Found;
  llvm::StringRef Begin = Sentence;
  if (size_t Colon = Begin.rfind(": "); Colon != llvm::StringRef::npos)
    Begin = Begin.drop_front(Colon + 2);
  for (llvm::StringRef When : {"after this call", "after the call", "on success", "if successful", "afterwards"})
    if (Begin.consume_front(When))
      (void)Begin.consume_front(",");
  // "If this returns 0, n belongs to the table."
  if (isAnyOf(Begin.take_while(wordChar), {"if", "when", "once", "upon", "on", "after"}) && Begin.contains(", "))
    Begin = Begin.split(", ").second;
  const llvm::StringRef Said = Begin.drop_front(list(Begin)).ltrim(), Behind = Said.take_while(wordChar);
  // "@data will take ownership of @keys": the subject is the new owner.
  const bool Takes = says(Said.substr(0, 16), {"will take", "will become the"}) && llvm::is_contained(Objects, true);
  const bool Owning = !Takes && says(Sentence, {"consumed", "borrowed", "ownership", "stolen", "taken over"}) &&
                      isAnyOf(Behind, {"is", "are", "will", "becomes", "become", "remains", "remain", "stays", "stay"});
  const bool Gone = says(Sentence, {"not be used", "not be accessed", "not be touched", "longer be used"}) &&
                    isAnyOf(Behind, {"must", "may", "should", "shall", "can", "cannot"});
  const bool Given = (says(Sentence, {" belongs to ", " handed over to ", " stolen by ", " adopted by "}) ||
                      (says(Sentence, {" owned by "}) && says(Sentence, {"after", "from then on", "success"})) ||
                      says(Sentence, {"is freed by ", "is freed with ", "will be freed with "})) &&
                     isAnyOf(Behind, {"is", "belongs", "will"});
  if (!Owning && !Gone && !Given)
    Found = Objects;
  std::vector<llvm::StringRef> Out;
  for (size_t I = 0; I != Names.size(); ++I)
    if (Found[I])
      Out.push_back(Names[I]);
  return Out;
}

bool Naming::callsAny() const {
  for (llvm::StringRef Rest = Sentence; !Rest.empty();) {
    Rest = Rest.drop_until(wordChar);
    const llvm::StringRef Word = Rest.take_while(wordChar);
    if (llvm::any_of(Names, [&](llvm::StringRef N) { return means(Word, N); }))
      return true;
    Rest = Rest.drop_front(Word.size());
  }
  return false;
}

} // namespace deed
