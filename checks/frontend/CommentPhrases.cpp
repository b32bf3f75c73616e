//===- frontend/CommentPhrases.cpp - how people write ownership -----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/CommentPhrases.h"
#include <initializer_list>

namespace deed {

using llvm::StringRef;

std::vector<std::string> sentencesOf(StringRef Remark) {
  std::vector<std::string> Out(1);
  for (size_t I = 0; I != Remark.size(); ++I) {
    const char Ch = Remark[I];
    const bool Blank = isspace(static_cast<unsigned char>(Ch)) || Ch == '*' || Ch == '`';
    const bool Last = I + 1 == Remark.size() || isspace(static_cast<unsigned char>(Remark[I + 1]));
    if (((Ch == '.' || Ch == '!') && Last) || Ch == ';') {
      // "e.g. the list": the dot of an abbreviation.
      if (StringRef(Out.back()).ends_with("e.g") || StringRef(Out.back()).ends_with("i.e"))
        continue;
      if (!Out.back().empty())
        Out.emplace_back();
    } else if (Blank) {
      if (!Out.back().empty() && Out.back().back() != ' ')
        Out.back() += ' ';
    } else {
      Out.back() += static_cast<char>(tolower(static_cast<unsigned char>(Ch)));
    }
  }
  // "takes ownership of the value but not of the key"
  std::vector<std::string> Parts;
  for (const std::string &S : Out) {
    StringRef Rest(S);
    while (!Rest.empty()) {
      auto [Part, More] = Rest.split(", but ");
      if (!Part.trim().empty())
        Parts.push_back(Part.trim().str());
      Rest = More;
    }
  }
  return Parts;
}

static bool says(StringRef Line, std::initializer_list<StringRef> Phrases) {
  for (StringRef P : Phrases)
    if (Line.contains(P))
      return true;
  return false;
}

/// Drops words that change nothing: "the caller is then responsible".
static std::string plain(StringRef Sentence) {
  std::string Out;
  while (!Sentence.empty()) {
    auto [Word, Rest] = Sentence.split(' ');
    if (Word != "the" && Word != "a" && Word != "an" && Word != "then" && Word != "eventually" && Word != "also" &&
        Word != "now" && Word != "later" && Word != "always" && Word != "this" && Word != "it" && Word != "full") {
      if (!Out.empty())
        Out += ' ';
      Out += Word;
    }
    Sentence = Rest;
  }
  return Out;
}

/// "must not free", "do not destroy", "should never release".
static bool forbidsRelease(StringRef S) {
  for (StringRef Not : {"must not ", "do not ", "don't ", "should not ", "shall not ", "must never ", "never ",
                        "does not need to ", "need not ", "may not ", "cannot ", "can not "})
    for (size_t At = S.find(Not); At != StringRef::npos; At = S.find(Not, At + 1)) {
      StringRef Then = S.drop_front(At + Not.size());
      (void)Then.consume_front("be ");
      (void)Then.consume_front("try to ");
      if (says(Then.take_front(9), {"free", "destroy", "releas", "delete", "own", "dispose", "unref"}))
        return true;
      // "should not be modified nor freed by the caller"
      const StringRef Clause = Then.take_until([](char Ch) { return Ch == ',' || Ch == ':'; });
      for (StringRef Or : {" nor ", " or "})
        for (size_t Next = Clause.find(Or); Next != StringRef::npos; Next = Clause.find(Or, Next + 1)) {
          StringRef Second = Clause.drop_front(Next + Or.size());
          (void)Second.consume_front("be ");
          if (says(Second.take_front(7), {"free", "destroy", "releas", "delete", "dispose", "unref"}))
            return true;
        }
    }
  return false;
}

/// "caller must free", "must be destroyed", "free it with".
static bool demandsRelease(StringRef S) {
  for (StringRef Must : {"must ", "should ", "shall ", "has to ", "needs to ", "responsible for ", "have to "})
    for (size_t At = S.find(Must); At != StringRef::npos; At = S.find(Must, At + 1)) {
      StringRef Then = S.drop_front(At + Must.size());
      for (StringRef Filler : {"be ", "call ", "and ", "explicitly ", "both "})
        (void)Then.consume_front(Filler);
      if (Then.starts_with("free") || Then.starts_with("destroy") || Then.starts_with("releas") ||
          Then.starts_with("delet") || Then.starts_with("dispos") || Then.starts_with("unref") ||
          Then.starts_with("deinit") || Then.starts_with("deallocat"))
        return true;
      // "must call ar_data__destroy()"
      StringRef Called = Then.take_until([](char Ch) { return Ch == ' ' || Ch == '('; });
      if (S.substr(At).contains("call ") &&
          says(Called, {"_free", "_destroy", "_release", "_delete", "_unref", "_deinit"}))
        return true;
    }
  return says(S, {"freed by caller", "free with ", "freed with ", "release with ", "destroy with ", "to be freed",
                  "who must free", "who must destroy", "for caller to free", "caller frees", "caller destroys",
                  "caller releases"});
}

ReturnWord returnPhrase(StringRef Sentence) {
  const std::string Plain = plain(Sentence);
  StringRef S(Plain);
  if (S.contains("(transfer none"))
    return ReturnWord::Borrowed;
  if (says(S, {"(transfer full", "(transfer container"}))
    return ReturnWord::Owned;
  if (forbidsRelease(S) ||
      says(S, {"not transfer ownership", "no ownership", "ownership is not transferred", "ownership not transferred",
               "not owned by caller", "caller does not own", "caller doesn't own", "retains ownership",
               "maintains ownership", "keeps ownership", "remains owned by", "remain owned by", "still owned by",
               "does not own", "doesn't own", "borrowed", "managed by", "unowned"}))
    return says(S, {"returns owned", "return owned"}) ? ReturnWord::Owned : ReturnWord::Borrowed;
  if (says(S, {"caller owns",
               "owned by caller",
               "caller is new owner",
               "caller is owner",
               "caller becomes owner",
               "new owner of returned",
               "returns owned",
               "return owned",
               "owned value that caller",
               "caller-owned",
               "ownership transferred to caller",
               "ownership is transferred to caller",
               "transfers ownership to caller",
               "transfers ownership of result",
               "passes ownership to caller",
               "gives ownership to caller",
               "ownership passes to caller",
               "ownership goes to caller",
               "ownership of returned",
               "caller takes ownership",
               "caller gets ownership",
               "caller assumes ownership",
               "caller receives ownership",
               "caller has ownership",
               "caller is responsible for returned",
               "(ownership transferred)",
               "(owned)",
               "(owned,",
               "(owned value",
               "(owned pointer",
               "owned reference)"}) ||
      demandsRelease(S))
    return ReturnWord::Owned;
  // "owned by the map": somebody else.
  if (says(S, {"is owned by ", "are owned by ", "(owned by "}))
    return ReturnWord::Borrowed;
  return ReturnWord::Unknown;
}

ParamWord paramPhrase(StringRef Sentence) {
  const std::string Plain = plain(Sentence);
  StringRef S(Plain);
  if (says(S, {"no ownership",
               "not take ownership",
               "never takes ownership",
               "without taking ownership",
               "not assume ownership",
               "ownership is not transferred",
               "ownership not transferred",
               "not transfer ownership",
               "without transferring ownership",
               "caller retains ownership",
               "caller keeps ownership",
               "owned by caller",
               "caller remains owner",
               "still owned by caller",
               "stays with caller",
               "borrowed",
               "not owned",
               "(transfer none)",
               "not consumed",
               "not freed",
               "ownership remains with caller",
               "ownership stays",
               "doesn't own",
               "does not own",
               "unowned"}))
    return ParamWord::Borrows;
  if (says(S, {"mutable reference", "(mutable", "mutable borrow", "read-write reference"}))
    return ParamWord::Mutates;
  const bool Takes = says(S, {"takes ownership",
                              "take ownership",
                              "taking ownership",
                              "assumes ownership",
                              "acquires ownership",
                              "steals ownership",
                              "steals reference",
                              "gets ownership",
                              "ownership transferred",
                              "ownership is transferred",
                              "ownership will be transferred",
                              "ownership transfers",
                              "transfers ownership",
                              "transfer ownership",
                              "ownership passes",
                              "ownership is passed",
                              "ownership moves",
                              "ownership is taken",
                              "(transfer full)",
                              "will be owned by",
                              "becomes owner",
                              "becomes new owner",
                              "callee owns",
                              "(owned value",
                              "(owned)",
                              "(owned,",
                              "(takes ",
                              "(consumed",
                              "is consumed",
                              "are consumed",
                              "consumes ",
                              "(transferred",
                              "will be freed by",
                              "will be destroyed by",
                              "is freed by function",
                              "is destroyed by function",
                              "relinquishes ownership"});
  if (!Takes)
    return ParamWord::Unknown;
  if (says(S, {"on failure only", "only on failure"}))
    return ParamWord::TakesOnFailure;
  return says(S, {"on success", "if successful", "when successful", "upon success", "only if succeeds", "if succeeds",
                  "when succeeds", "if function succeeds", "if call succeeds", "on successful", "unless fails",
                  "if true is returned", "if returns true", "when returns true"})
             ? ParamWord::TakesOnSuccess
             : ParamWord::Takes;
}

bool annotationPhrase(StringRef Remark, ParamWord &W) {
  // Annotations stand in front: "@list: (inout) (transfer container): the list".
  StringRef Said = Remark.ltrim(" :");
  size_t End = 0;
  while (Said.substr(End).ltrim().starts_with("(")) {
    size_t Close = Said.find(')', End);
    if (Close == StringRef::npos)
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
        : Given                                ? ParamWord::GivesOnSuccess
        : Said.contains("(transfer none")      ? ParamWord::Points
                                               : ParamWord::Unknown;
    return true;
  }
  if (Given) {
    W = ParamWord::Takes;
    return true;
  }
  return false;
}

bool mentionsOwnership(StringRef Sentence) {
  return says(Sentence,
              {"own", "borrow", "transfer", "caller must", "caller should", "responsible", "must be freed", "must free",
               "destroy", "release", "free", "consume", "mutable reference", "valid until", "lifetime", "steal"});
}

} // namespace deed
