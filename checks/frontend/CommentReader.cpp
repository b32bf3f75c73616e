//===- frontend/CommentReader.cpp - contracts in comments -----------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/CommentReader.h"
#include "engine/Names.h"
#include "frontend/CommentNames.h"
#include "frontend/CommentPhrases.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

namespace deed {

llvm::StringRef commentAbove(llvm::StringRef Text, unsigned Offset) {
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

/// A tag over a group of declarations speaks of each:
///   // OWNER: Caller is new owner of returned data
///   data_t *create_integer(int value);
///   data_t *create_double(double value);
static llvm::StringRef tagOverGroup(llvm::StringRef Text, unsigned Offset) {
  size_t LineStart = Text.take_front(Offset).rfind('\n');
  llvm::StringRef Above;
  for (unsigned Lines = 0; LineStart != llvm::StringRef::npos && Lines != 32; ++Lines) {
    const size_t Begin = Text.take_front(LineStart).rfind('\n');
    const size_t From = Begin == llvm::StringRef::npos ? 0 : Begin + 1;
    llvm::StringRef Line = Text.slice(From, LineStart).trim();
    if (Line.starts_with("//")) {
      Above = commentAbove(Text, static_cast<unsigned>(LineStart + 1));
      break;
    }
    Line = Line.take_front(Line.find("//")).rtrim();
    if (!Line.ends_with(";") || !Line.contains('(') || Line.contains('}'))
      return {};
    LineStart = Begin;
  }
  const llvm::StringRef First = Above.ltrim("/ \t");
  for (llvm::StringRef Tag : {"OWNER:", "BORROW:", "TRANSFER:", "NO-TRANSFER:"})
    if (First.starts_with(Tag))
      return Above;
  return {};
}

static bool startsWithAny(llvm::StringRef Line, std::initializer_list<llvm::StringRef> Words) {
  return llvm::any_of(Words, [&](llvm::StringRef W) { return Line.starts_with(W); });
}

static bool says(llvm::StringRef Line, std::initializer_list<llvm::StringRef> Phrases) {
  llvm::SmallString<512> Lower(Line); // once, for all phrases
  for (char &Ch : Lower)
    Ch = llvm::toLower(Ch);
  return llvm::any_of(Phrases, [&](llvm::StringRef P) { return Lower.str().contains(P); });
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
  if (says(What,
           {"modif", " change", "mutat", "resiz", "realloc", "grows", "next insert", "next append", "next write"}))
    return true;
  // "until the next call"; of which function, if one is named, is not looked up.
  size_t Call = What.find("next call");
  return Call != llvm::StringRef::npos && !What.substr(Call).starts_with("next call to") &&
         !What.substr(Call).starts_with("next call of");
}

namespace {

/// One comment, remark by remark.
class Reader {
public:
  Reader(llvm::ArrayRef<llvm::StringRef> Names, const Conventions &Prefixes, const Described &Of, CommentContract &C)
      : Names(Names), Prefixes(Prefixes), Of(Of), C(C) {}
  void line(llvm::StringRef Line);
  void close();
  bool failureLeavesAll() const { return FailureLeaves; }

private:
  void param();
  void targets();
  void result();
  void note();
  void readTag();
  void addParam(llvm::StringRef Name, ParamWord W, llvm::StringRef Sentence);
  ReturnWord resultIn(llvm::StringRef S);
  void addReturn(ReturnWord W) {
    if (C.Return == ReturnWord::Unknown)
      C.Return = W;
    C.Returns.push_back(W);
  }

  llvm::ArrayRef<llvm::StringRef> Names;
  const Conventions &Prefixes;
  const Described &Of;
  CommentContract &C;
  std::string Tag, Body;
  bool IsOut = false;         ///< the remark begins with "@param[out]"
  bool FailureLeaves = false; ///< some sentence says that a failure leaves what is taken else
  bool AfterReturn = false;   ///< an earlier sentence of the remark speaks of the result
};

} // namespace

void Reader::addParam(llvm::StringRef Name, ParamWord W, llvm::StringRef Sentence) {
  C.Params.push_back({Name.str(), W});
  if (W == ParamWord::Takes && saysAnyway(Sentence))
    C.TakenAnyway.push_back(Name.str());
  if (W == ParamWord::Takes && onlyForbidsUse(Sentence))
    C.GoneAfter.push_back(Name.str());
}

void Reader::param() {
  auto [Name, Rest] = llvm::StringRef(Body).ltrim().split(' ');
  Name = Name.rtrim(":,");
  if (!llvm::is_contained(Names, Name))
    return;
  if (mentionsOwnership(Rest.lower()))
    C.OfParams.push_back(Name.str());
  if (ParamWord W; annotationPhrase(Rest, W)) {
    if (W != ParamWord::Unknown)
      C.Params.push_back({Name.str(), W});
    return;
  }
  // "@param[out] text the text; the caller must free it": what the call leaves in `char **text`.
  for (const std::string &S : sentencesOf(Rest))
    if (const ReturnWord W = returnPhrase(S); W == ReturnWord::Owned || (IsOut && W == ReturnWord::Borrowed)) {
      C.Params.push_back({Name.str(), W == ReturnWord::Owned ? ParamWord::GivesOnSuccess : ParamWord::Points});
      break;
    }
  if (IsOut)
    return;
  for (const std::string &S : sentencesOf(Rest))
    if (ParamWord W = paramPhrase(S); W != ParamWord::Unknown) {
      addParam(Name, W, S);
      return;
    }
}

/// The first sentence that decides: "Transfers ownership of the array to the
/// caller. The items in it remain borrowed references."
void Reader::result() {
  C.OfResult |= mentionsOwnership(llvm::StringRef(Body).lower());
  for (const std::string &S : sentencesOf(withoutTargets(Body)))
    if (ReturnWord W = returnPhrase(S); W != ReturnWord::Unknown) {
      addReturn(W);
      return;
    }
  // What ends with something else is not the caller's. ("Valid until freed" may be.)
  const std::string Said = llvm::StringRef(Body).lower();
  if (says(Said, {"valid until the ", "valid as long as the ", "valid while the "}) && !says(Said, {"the caller"}))
    addReturn(ReturnWord::Borrowed);
}

/// What a sentence of free text says of the result, if it speaks of that.
ReturnWord Reader::resultIn(llvm::StringRef S) {
  const ReturnWord W = returnPhrase(S);
  if (says(S, {"borrow:", "returns a borrowed", "returns borrowed", "valid until", "maintains ownership of"}) &&
      W != ReturnWord::Owned)
    return ReturnWord::Borrowed;
  if (W == ReturnWord::Unknown)
    return W;
  const bool OfResult = says(S, {"return", "the result"}) || S.starts_with("result ");
  if (OfResult || (W == ReturnWord::Owned && S.contains("ownership") && S.contains("to the caller")) ||
      says(S, {"caller owns", "owned by caller", "owned by the caller", "new owner", "owner: caller"}))
    return W;
  // "Returns the name; it is owned by the image": a parameter that is named as the owner is not what is spoken of.
  if (AfterReturn && W == ReturnWord::Borrowed && startsWithAny(S, {"it is owned by ", "it belongs to "}))
    return W;
  // "The caller must free it", "do not free": what was returned, or what was passed?
  if (W == ReturnWord::Borrowed && Of.LendsResult && transfersNothing(S))
    return W;
  if (Naming(S, Names, Prefixes).callsAny() || says(S, {"lock", "mutex", "semaphore", "latch"}))
    return ReturnWord::Unknown;
  const bool OfCaller = says(S, {"caller is responsible", "caller must", "caller should", "caller has to"});
  return OfCaller || AfterReturn ? W : ReturnWord::Unknown;
}

/// "@note Ownership: Takes ownership of the value parameter."
void Reader::note() {
  const bool Mentions = mentionsOwnership(llvm::StringRef(Body).lower());
  C.OfWhole |= Mentions;
  readTag();
  AfterReturn = false;
  if (!Mentions && !says(Body, {"owner", "borrow:", "transfer:", "**valid until**", "belongs to", "not use",
                                "longer use", "not be used", "not access"}))
    return;
  bool Decided = false;
  for (const std::string &Each : sentencesOf(withoutTargets(Body))) {
    const llvm::StringRef S(Each);
    if (!Decided)
      if (const ReturnWord W = resultIn(S); W != ReturnWord::Unknown)
        addReturn(W), Decided = true;
    AfterReturn |= says(S, {"return", "the result"}) ||
                   (Of.ReturnsPointer && startsWithAny(S, {"allocates ", "creates ", "duplicates ", "clones "}));
    // "Returns ... without transferring ownership" speaks of the result.
    const ParamWord P = S.contains("return") && !says(S, {"takes ownership", "if it returns", "if this returns",
                                                          "when it returns", "function returns"})
                            ? ParamWord::Unknown
                            : paramPhrase(S);
    if (P == ParamWord::Unknown)
      continue;
    // "Takes ownership of the input slice": of what is given beside the object.
    const bool OfInput = says(S, {"ownership of the input", "ownership of the provided", "ownership of the given",
                                  "ownership of the passed", "ownership of the argument", "callee owns"});
    // What a take_x() takes, and what goes to the caller, the caller gets.
    const bool ToCaller = S.contains("to caller") || S.contains("to the caller");
    if (P != ParamWord::Borrows && P != ParamWord::Mutates && ((Of.ForCaller && !OfInput) || ToCaller))
      continue;
    std::vector<llvm::StringRef> Named = Naming(S, Names, Prefixes).named();
    const bool OfNothing = !S.contains("ownership of") && !ToCaller;
    if (Named.empty() && ((Names.size() == 1 && OfNothing && S.contains("takes ownership")) ||
                          (OfInput && !Names.empty() && Names.size() <= 2)))
      Named.push_back(Names.back());
    for (llvm::StringRef N : Named)
      addParam(N, P, S);
  }
}

/// "NO-TRANSFER: the caller keeps it" above a function speaks of each of its parameters,
/// unless it names one; "BORROW:" does where nothing is returned.
void Reader::readTag() {
  const llvm::StringRef Said = llvm::StringRef(Body).ltrim();
  if (!Said.starts_with("NO-TRANSFER:") && (!Said.starts_with("BORROW:") || Of.ReturnsPointer))
    return;
  const std::string Lower = Said.split(':').second.lower();
  C.LeavesAll |= !says(Lower, {"return", "result"}) && !Naming(Lower, Names, Prefixes).callsAny();
}

/// "On success *out is set to a string that the caller must free."
void Reader::targets() {
  for (llvm::StringRef Name : Names) {
    const std::string Starred = "*" + Name.str();
    for (size_t At = Body.find(Starred); At != std::string::npos; At = Body.find(Starred, At + 1)) {
      const llvm::StringRef Then = llvm::StringRef(Body).drop_front(At + Starred.size());
      if (Name.empty() || (!Then.empty() && (isalnum(static_cast<unsigned char>(Then[0])) || Then[0] == '_')))
        continue;
      const std::vector<std::string> Said = sentencesOf(Then);
      if (!Said.empty() && returnPhrase(Said.front()) == ReturnWord::Owned) {
        C.Params.push_back({Name.str(), ParamWord::GivesOnSuccess});
        break;
      }
    }
  }
}

void Reader::close() {
  for (const std::string &S : sentencesOf(Body))
    FailureLeaves |= failureLeaves(S);
  targets();
  if (Tag == "param")
    param();
  else if (Tag == "return" || Tag == "returns" || Tag == "retval")
    result();
  else
    note();
  Body.clear();
}

/// Doxygen's "@p value", "@c NULL", "\\a x" without the mark, which is no tag; so is gtk-doc's
/// "@value" that goes on with a sentence.
static std::string withoutMarks(llvm::StringRef Line, llvm::ArrayRef<llvm::StringRef> Names) {
  std::string Out;
  for (size_t I = 0; I != Line.size(); ++I) {
    if ((Line[I] != '@' && Line[I] != '\\') || (I && isalnum(static_cast<unsigned char>(Line[I - 1])))) {
      Out += Line[I];
      continue;
    }
    const llvm::StringRef Word = Line.drop_front(I + 1).take_while([](char Ch) { return isalnum(Ch) || Ch == '_'; });
    const llvm::StringRef Behind = Line.drop_front(I + 1 + Word.size());
    if (Behind.starts_with(" ") && llvm::is_contained({"p", "a", "c", "e", "em", "b", "ref"}, Word))
      I += Word.size() + 1;
    else if (!llvm::is_contained(Names, Word) || Behind.starts_with(":"))
      Out += Line[I];
  }
  return Out;
}

void Reader::line(llvm::StringRef Written) {
  const std::string Unmarked = withoutMarks(Written, Names);
  llvm::StringRef Line(Unmarked);
  // A remark runs on until the next tag.
  const bool NewRemark = Line.empty() || Line.starts_with("@") || Line.starts_with("Returns:") ||
                         Line.starts_with("Return value:") || Line.starts_with("\\") || Line.starts_with("OWNER") ||
                         Line.starts_with("BORROW") || Line.starts_with("TRANSFER") || Line.starts_with("NO-TRANSFER");
  if (NewRemark) {
    close();
    Tag.clear();
    IsOut = false;
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
      IsOut = Line.starts_with("[out");
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

/// Where the next tag of \p Line stands behind other words, as in "Sets the text. @param[out] text ...".
static size_t tagWithin(llvm::StringRef Line) {
  size_t At = llvm::StringRef::npos;
  for (llvm::StringRef Tag : {" @param", " @return", " @retval", " \\param", " \\return", " \\retval"})
    At = std::min(At, Line.find(Tag));
  return At;
}

CommentContract parseComment(llvm::StringRef Text, llvm::ArrayRef<llvm::StringRef> Names, const Conventions &Prefixes,
                             const Described &Of) {
  CommentContract C;
  llvm::SmallVector<llvm::StringRef, 16> Lines;
  Text.split(Lines, '\n');
  Reader R(Names, Prefixes, Of, C);
  for (llvm::StringRef Line : Lines) {
    Line = Line.trim();
    // The frame of the comment; `**Caller owns**` is emphasis and stays.
    Line = Line.ltrim('/');
    if (!Line.starts_with("**C") && !Line.starts_with("**V"))
      Line = Line.ltrim("*!/");
    if (Line.ends_with("*/"))
      Line = Line.drop_back(2);
    for (size_t At; (At = tagWithin(Line)) != llvm::StringRef::npos; Line = Line.drop_front(At + 1))
      R.line(Line.take_front(At).trim());
    R.line(Line.trim());
  }
  R.close();
  // "Ownership of t moves to m. On error the caller keeps it."
  if (R.failureLeavesAll())
    for (auto &[Name, Word] : C.Params)
      if (Word == ParamWord::Takes && !llvm::is_contained(C.TakenAnyway, Name))
        Word = ParamWord::TakesOnSuccess;
  C.UntilChange = endsWithChange(Text);
  std::tie(C.Success, C.Failure) = successPhrase(Text);
  C.Text = Text.str();
  C.Found = C.Return != ReturnWord::Unknown || C.UntilChange || !C.Params.empty();
  return C;
}

CommentContract readComment(const clang::FunctionDecl *D, const Locations &Locs, const Conventions &Prefixes) {
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
  if (Comment.empty())
    Comment = tagOverGroup(Text, Offset);
  if (Comment.empty())
    return {};
  if (!says(Comment, {"own",     "borrow",  "transfer", "free",          "valid",       "caller",     "consum",
                      "destroy", "mutable", "steal",    "stolen",        "adopt",       "releas",     "unref",
                      "dispos",  "delet",   "not use",  "no longer use", "not be used", "not access", "belongs to"})) {
    CommentContract Nothing;
    Nothing.Text = Comment.str();
    return Nothing;
  }
  llvm::SmallVector<llvm::StringRef, 8> Names;
  for (const clang::ParmVarDecl *P : D->parameters())
    Names.push_back(P->getName());
  Described Of;
  Of.ForCaller =
      D->getIdentifier() && hasWord(wordsOf(D->getName()), {"take", "transfer", "drop", "claim", "steal", "release"});
  const clang::QualType To = D->getReturnType()->getPointeeType();
  Of.ReturnsPointer = !To.isNull();
  Of.LendsResult = Of.ReturnsPointer && (To.isConstQualified() || llvm::none_of(D->parameters(), [](const auto *P) {
                                           return P->getType()->isPointerType();
                                         }));
  CommentContract C = parseComment(Comment, Names, Prefixes, Of);
  if (C.Found)
    C.Where = Locs.range(clang::SourceRange(D->getLocation()));
  return C;
}

} // namespace deed
