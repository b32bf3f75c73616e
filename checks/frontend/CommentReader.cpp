//===- frontend/CommentReader.cpp - contracts in comments -----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/CommentReader.h"
#include "llvm/ADT/SmallVector.h"

namespace deed {

/// The lines of comment that end right above \p Offset; empty if there are none.
static llvm::StringRef commentAbove(llvm::StringRef Text, unsigned Offset) {
  llvm::StringRef Before = Text.take_front(Offset);
  size_t LineStart = Before.rfind('\n');
  if (LineStart == llvm::StringRef::npos || !Before.drop_front(LineStart).trim().empty())
    return {};
  Before = Before.take_front(LineStart).rtrim(" \t\r");
  const size_t End = Before.size();
  if (Before.ends_with("*/")) {
    size_t Begin = Before.rfind("/*");
    return Begin == llvm::StringRef::npos ? llvm::StringRef() : Text.slice(Begin, End);
  }
  size_t Begin = End;
  while (Begin) {
    size_t Start = Text.take_front(Begin).rfind('\n');
    Start = Start == llvm::StringRef::npos ? 0 : Start + 1;
    if (!Text.slice(Start, Begin).ltrim().starts_with("//"))
      break;
    Begin = Start ? Start - 1 : 0;
    if (!Start)
      return Text.slice(0, End);
  }
  return Begin == End ? llvm::StringRef() : Text.slice(Begin + 1, End);
}

static bool says(llvm::StringRef Line, std::initializer_list<llvm::StringRef> Phrases) {
  for (llvm::StringRef P : Phrases)
    if (Line.contains_insensitive(P))
      return true;
  return false;
}

/// gtk-doc: "(out) (transfer full)" is what the caller gets through a pointer.
static bool annotates(llvm::StringRef Line, ParamWord &W) {
  // Annotations stand in front: "@list: (inout) (transfer container): the list".
  llvm::StringRef Said = Line.ltrim(" :");
  size_t End = 0;
  while (Said.substr(End).ltrim().starts_with("(")) {
    size_t Close = Said.find(')', End);
    if (Close == llvm::StringRef::npos)
      return false;
    End = Close + 1;
  }
  Said = Said.take_front(End);
  if (Said.contains("(inout") || Said.contains("(transfer floating")) {
    W = ParamWord::Unknown;
    return true;
  }
  const bool Given = Said.contains("(transfer full") || Said.contains("(transfer container");
  if (Said.contains("(out")) {
    W = Said.contains("(out caller-allocates") ? ParamWord::Unknown
        : Given                               ? ParamWord::GivesOnSuccess
        : Said.contains("(transfer none")     ? ParamWord::Points
                                              : ParamWord::Unknown;
    return true;
  }
  if (Given) {
    W = ParamWord::Takes;
    return true;
  }
  return false;
}

/// What a remark on one parameter means; Unknown if it says nothing.
static ParamWord paramWord(llvm::StringRef Line) {
  if (ParamWord W; annotates(Line, W))
    return W;
  if (says(Line, {"no ownership", "does not take ownership", "doesn't take ownership", "not take ownership",
                  "ownership is not transferred", "borrowed reference", "(borrowed", "(transfer none)",
                  "ownership not transferred"}))
    return ParamWord::Borrows;
  if (says(Line, {"mutable reference"}))
    return ParamWord::Mutates;
  const bool Takes = says(Line, {"takes ownership", "take ownership", "ownership transferred", "ownership is transferred",
                                 "transfers ownership", "ownership passes", "(transfer full)", "will be owned by",
                                 "becomes the owner"});
  if (!Takes)
    return ParamWord::Unknown;
  return says(Line, {"on success", "if successful", "only if it succeeds"}) ? ParamWord::TakesOnSuccess
                                                                            : ParamWord::Takes;
}

static ReturnWord sentenceWord(llvm::StringRef Line) {
  if (says(Line, {"not transfer ownership", "no ownership", "ownership is not transferred"}))
    return ReturnWord::Borrowed;
  if (says(Line, {"ownership of the returned", "who must free", "who must destroy"}))
    return ReturnWord::Owned;
  if (says(Line, {"borrowed", "do not free", "must not free", "must not be freed", "should not free",
                  "does not own", "maintains ownership", "managed by the", "(transfer none)", "not owned by the caller", "caller must not"}))
    return ReturnWord::Borrowed;
  if (says(Line, {"caller owns", "owned by caller", "owned by the caller", "caller is new owner", "returns an owned",
                  "return an owned", "caller must free", "caller must destroy", "caller should free",
                  "caller is responsible for", "must be freed", "ownership transferred to caller",
                  "transfers ownership to caller", "transfers ownership to the caller", "(transfer full", "(transfer container",
                  "owned value that caller", "free it with", "should be freed", "returns owned"}))
    return ReturnWord::Owned;
  return ReturnWord::Unknown;
}

/// The first sentence that decides: "Transfers ownership of the array to the
/// caller. The items in it remain borrowed references."
static ReturnWord returnWord(llvm::StringRef Text) {
  while (!Text.empty()) {
    auto [Sentence, Rest] = Text.split(". ");
    if (ReturnWord W = sentenceWord(Sentence); W != ReturnWord::Unknown)
      return W;
    Text = Rest;
  }
  return ReturnWord::Unknown;
}

/// "Valid until the next modification of the table."
static bool endsWithChange(llvm::StringRef Text) {
  std::string Words; // on one line, without stars
  for (char Ch : Text)
    if (isalnum(static_cast<unsigned char>(Ch)) || Ch == '.' || Ch == '_')
      Words += static_cast<char>(tolower(static_cast<unsigned char>(Ch)));
    else if (!Words.empty() && Words.back() != ' ')
      Words += ' ';
  size_t At = Words.find("valid until ");
  if (At == std::string::npos)
    At = Words.find("valid only until ");
  if (At == std::string::npos || Words.find("not valid until") != std::string::npos)
    return false;
  llvm::StringRef What = llvm::StringRef(Words).substr(At).split(". ").first;
  if (says(What, {"modif", " change", "mutat", "resiz", "realloc", "grows", "next insert", "next append", "next write"}))
    return true;
  // "until the next call"; of which function, if one is named, is not looked up.
  size_t Call = What.find("next call");
  return Call != llvm::StringRef::npos && !What.substr(Call).starts_with("next call to") &&
         !What.substr(Call).starts_with("next call of");
}

CommentContract parseComment(llvm::StringRef Text, llvm::ArrayRef<llvm::StringRef> Names) {
  CommentContract C;
  llvm::SmallVector<llvm::StringRef, 16> Lines;
  Text.split(Lines, '\n');
  // A remark runs on until the next tag.
  std::string Tag, Body;
  auto Close = [&] {
    llvm::StringRef B(Body);
    if (Tag == "param") {
      auto [Name, Rest] = B.ltrim().split(' ');
      Name = Name.rtrim(":,");
      for (llvm::StringRef N : Names)
        if (N == Name)
          if (ParamWord W = paramWord(Rest); W != ParamWord::Unknown)
            C.Params.push_back({N.str(), W});
    } else if (Tag == "return" || Tag == "returns" || Tag == "retval") {
      if (ReturnWord W = returnWord(B); W != ReturnWord::Unknown)
        C.Return = W;
    } else {
      // "@note Ownership: Takes ownership of the value parameter."
      if (says(B, {"ownership:", "owner:", "borrow:", "transfer:", "takes ownership of", "returns an owned",
                   "does not take ownership", "caller owns", "returns a borrowed", "**valid until**"})) {
        if (says(B, {"borrow:", "returns a borrowed", "returns borrowed", "**valid until**", "maintains ownership of"}) &&
            C.Return == ReturnWord::Unknown && returnWord(B) != ReturnWord::Owned)
          C.Return = ReturnWord::Borrowed;
        else if (ReturnWord W = returnWord(B);
                 W != ReturnWord::Unknown && C.Return == ReturnWord::Unknown &&
                 says(B, {"return", "caller owns", "owned by caller", "caller is new owner", "caller is responsible",
                          "owner: caller"}))
          C.Return = W;
        for (llvm::StringRef N : Names) {
          // The remark names the parameter, with or without its prefix.
          llvm::StringRef Bare = N;
          for (llvm::StringRef P : {"own_", "ref_", "mut_"})
            if (Bare.consume_front(P))
              break;
          if (Bare.size() < 2)
            continue;
          size_t Named = B.find("ownership of " + N.str());
          if (Named == llvm::StringRef::npos)
            Named = B.find("ownership of the " + Bare.str());
          if (Named == llvm::StringRef::npos)
            Named = B.find("ownership of " + Bare.str());
          if (Named == llvm::StringRef::npos)
            continue;
          if (ParamWord W = paramWord(B); W != ParamWord::Unknown)
            C.Params.push_back({N.str(), W});
        }
      }
    }
    Body.clear();
  };
  for (llvm::StringRef Line : Lines) {
    Line = Line.trim();
    while (!Line.empty() && (Line[0] == '/' || Line[0] == '*' || Line[0] == '!'))
      Line = Line.drop_front();
    if (Line.ends_with("*/"))
      Line = Line.drop_back(2);
    Line = Line.trim();
    const bool NewRemark = Line.empty() || Line.starts_with("@") || Line.starts_with("Returns:") ||
                           Line.starts_with("Return value:") || Line.starts_with("\\") ||
                           Line.starts_with("OWNER") || Line.starts_with("BORROW") || Line.starts_with("TRANSFER") ||
                           Line.starts_with("NO-TRANSFER");
    if (NewRemark) {
      Close();
      Tag.clear();
      if (Line.starts_with("@") || Line.starts_with("\\")) {
        llvm::StringRef Word = Line.drop_front().take_while([](char Ch) { return isalpha(Ch); });
        Tag = Word.str();
        // gtk-doc: "@name: (transfer full): what it is".
        llvm::StringRef Whole = Line.drop_front().take_while([](char Ch) { return isalnum(Ch) || Ch == '_'; });
        if (Line.drop_front(1 + Whole.size()).starts_with(":") && llvm::is_contained(Names, Whole)) {
          Tag = "param";
          Line = Line.drop_front();
        } else {
          Line = Line.drop_front(1 + Word.size());
        }
        if (Line.starts_with("["))
          Line = Line.drop_front(std::min(Line.size(), Line.find(']') + 1));
      } else if (Line.starts_with("Returns:") || Line.starts_with("Return value:")) {
        Tag = "returns";
        Line = Line.split(':').second;
      }
    }
    Body += Line;
    Body += ' ';
  }
  Close();
  C.UntilChange = endsWithChange(Text);
  C.Found = C.Return != ReturnWord::Unknown || C.UntilChange || !C.Params.empty();
  return C;
}

CommentContract readComment(const clang::FunctionDecl *D, const Locations &Locs) {
  // `bool` is a macro in C11, and so is many an export attribute.
  clang::SourceLocation L = Locs.SM.getExpansionLoc(D->getBeginLoc());
  if (L.isInvalid())
    return {};
  auto [File, Offset] = Locs.SM.getDecomposedLoc(L);
  bool Invalid = false;
  llvm::StringRef Text = Locs.SM.getBufferData(File, &Invalid);
  if (Invalid)
    return {};
  llvm::StringRef Comment = commentAbove(Text, Offset);
  if (Comment.empty() || !says(Comment, {"own", "borrow", "transfer", "free", "valid"}))
    return {};
  llvm::SmallVector<llvm::StringRef, 8> Names;
  for (const clang::ParmVarDecl *P : D->parameters())
    Names.push_back(P->getName());
  CommentContract C = parseComment(Comment, Names);
  if (C.Found)
    C.Where = Locs.range(clang::SourceRange(D->getLocation()));
  return C;
}

} // namespace deed
