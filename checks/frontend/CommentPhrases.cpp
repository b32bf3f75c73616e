//===- frontend/CommentPhrases.cpp - how people write ownership -----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "frontend/CommentPhrases.h"
#include "frontend/CommentWords.h"

namespace deed {

using llvm::StringRef;

/// "takes ownership of the value but not of the key"
static std::vector<std::string> splitAtBut(const std::vector<std::string> &Sentences) {
  std::vector<std::string> Parts;
  for (const std::string &S : Sentences) {
    StringRef Rest(S);
    while (!Rest.empty()) {
      // "not A but B" is one thought.
      size_t At = Rest.find(", but ");
      size_t Length = 6;
      // "takes ownership, but only if it succeeds" is one, too.
      if (At != StringRef::npos && Rest.substr(At).starts_with(", but only "))
        At = StringRef::npos;
      if (const size_t Not = Rest.find(" but not "); Not < At)
        At = Not, Length = 5;
      if (!Rest.take_front(At).trim().empty())
        Parts.push_back(Rest.take_front(At).trim().str());
      Rest = At == StringRef::npos ? StringRef() : Rest.drop_front(At + Length);
    }
  }
  return Parts;
}

std::vector<std::string> sentencesOf(StringRef Remark) {
  std::vector<std::string> Out(1);
  for (size_t I = 0; I != Remark.size(); ++I) {
    const char Ch = Remark[I];
    const bool Blank = isspace(static_cast<unsigned char>(Ch)) || Ch == '*' || Ch == '`';
    const bool Last = I + 1 == Remark.size() || isspace(static_cast<unsigned char>(Remark[I + 1]));
    if (Ch == '?' && Last) {
      Out.back().clear(); // a question tells nothing
    } else if (((Ch == '.' || Ch == '!') && Last) || Ch == ';') {
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
  return splitAtBut(Out);
}

std::string plain(StringRef Sentence) {
  std::string Out;
  auto Add = [&](StringRef Word) {
    if (!Out.empty())
      Out += ' ';
    Out += Word;
  };
  while (!Sentence.empty()) {
    auto [Word, Rest] = Sentence.split(' ');
    Sentence = Rest;
    // "doesn't", "mustn't"
    if (Word.consume_back("n't")) {
      Add(Word == "wo" ? "will" : Word == "ca" ? "can" : Word);
      Add("not");
    } else if (Word != "the" && Word != "a" && Word != "an" && Word != "then" && Word != "eventually" &&
               Word != "also" && Word != "now" && Word != "later" && Word != "always" && Word != "this" &&
               Word != "it" && Word != "full") {
      Add(Word);
    }
  }
  return Out;
}

/// "must not free", "do not destroy", "should never release".
static bool forbidsRelease(StringRef S) {
  for (StringRef Not : {"must not ", "do not ", "don't ", "should not ", "shall not ", "must never ", "never ",
                        "does not need to ", "does not have to ", "need not ", "no need to ", "without having to ",
                        "may not ", "cannot ", "can not ", "be not ", "not to ", "not supposed to "})
    for (size_t At = S.find(Not); At != StringRef::npos; At = S.find(Not, At + 1)) {
      StringRef Then = S.drop_front(At + Not.size());
      (void)Then.consume_front("need to ");
      (void)Then.consume_front("have to ");
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
  // "in which case nothing needs to be freed"; "the caller should free up space"
  if (says(S, {"nothing ", "free up ", "freeing up "}))
    return false;
  for (StringRef Must :
       {"must ", "should ", "shall ", "has to ", "needs to ", "responsible for ", "have to ", "expected to "})
    for (size_t At = S.find(Must); At != StringRef::npos; At = S.find(Must, At + 1)) {
      StringRef Then = S.drop_front(At + Must.size());
      for (StringRef Filler : {"be ", "call ", "and ", "explicitly ", "both "})
        (void)Then.consume_front(Filler);
      if (Then.starts_with("freeable")) // what it must be, not what is to be done
        continue;
      if (Then.starts_with("free") || Then.starts_with("destroy") || Then.starts_with("releas") ||
          Then.starts_with("delet") || Then.starts_with("dispos") || Then.starts_with("unref") ||
          Then.starts_with("deinit") || Then.starts_with("deallocat"))
        return true;
      // "must call ar_data__destroy()"
      if ((S.substr(At).contains("call ") || Then.consume_front("passed to ") || Then.consume_front("given to ")) &&
          says(Then.take_until([](char Ch) { return Ch == ' ' || Ch == '('; }),
               {"_free", "_destroy", "_release", "_delete", "_unref", "_deinit"}))
        return true;
    }
  return says(S, {"freed by caller",
                  "free with ",
                  "freed with ",
                  "release with ",
                  "destroy with ",
                  "to be freed",
                  "to be destroyed",
                  "to be released",
                  "forget to free",
                  "forget to destroy",
                  "forget to release",
                  "who must free",
                  "who must destroy",
                  "for caller to free",
                  "caller frees",
                  "caller destroys",
                  "caller releases",
                  "up to caller to free",
                  "up to caller to destroy",
                  "up to caller to release"});
}

bool isConditional(StringRef Clause) {
  StringRef S = Clause.ltrim();
  if (says(S, {"unless ", "may need to", "might need to", "may have to", "only when ", "in case ", "in that case",
               "in this case", "in such a case", "in which case", "depending on "}))
    return true;
  for (size_t At = 0; (At = S.find("if ", At)) != StringRef::npos; At += 3) {
    if (At && S[At - 1] != ' ' && S[At - 1] != '(')
      continue;
    const StringRef Before = S.take_front(At).rtrim(), Then = S.drop_front(At + 3).ltrim();
    const bool OfNull = Before.ends_with("null") || Before.ends_with("even");
    const bool OfResult = Then.starts_with("not null") || Then.starts_with("non-null") ||
                          Then.starts_with("non null") || Then.starts_with("not needed") ||
                          Then.starts_with("no longer") || Then.starts_with("any") || Then.starts_with("success") ||
                          Then.starts_with("succeed");
    if (!OfNull && !OfResult)
      return true;
  }
  return false;
}

static ReturnWord plainReturnPhrase(StringRef S);

/// Without what explains when there is no result: "NULL if the caller does not own the lock".
static std::string withoutNullIf(StringRef S) {
  const size_t At = S.find("null if ");
  if (At == StringRef::npos)
    return S.str();
  const StringRef Behind = S.drop_front(At);
  return (S.take_front(At) + "null" + Behind.drop_front(std::min(Behind.size(), Behind.find(',')))).str();
}

std::string withoutTargets(StringRef Text) {
  std::string Out(Text);
  for (size_t At = Out.find('*'); At != std::string::npos; At = Out.find('*', At + 1)) {
    const StringRef All(Out);
    if (At && All[At - 1] != ' ' && All[At - 1] != '@')
      continue;
    const StringRef Name =
        All.substr(At + 1).take_while([](char C) { return isalnum(static_cast<unsigned char>(C)) || C == '_'; });
    const StringRef Verb = All.substr(At + 1 + Name.size()).ltrim().take_until([](char C) { return C == ' '; });
    if (Name.empty() || !llvm::is_contained({"will", "must", "should", "shall", "has", "have", "needs", "is"}, Verb))
      continue;
    const size_t Begin = All.take_front(At).find_last_of(",.;("), End = All.find_first_of(".;", At);
    At = Begin == StringRef::npos ? 0 : Begin;
    Out.erase(At, End == StringRef::npos ? End : End - At);
  }
  return Out;
}

ReturnWord returnPhrase(StringRef Sentence) {
  const std::string Plain = withoutNullIf(plain(Sentence));
  const StringRef S(Plain);
  const ReturnWord Whole = plainReturnPhrase(S);
  if (Whole == ReturnWord::Unknown)
    return Whole;
  // "Unlike dup(), whose result the caller must free, ..."
  if (says(S, {"unlike ", "whose ", "before call", "before us", "before pass", "own copy"}))
    return ReturnWord::Unknown;
  // "If it returns NULL the caller must free ...", "must be freed unless it is s".
  StringRef Rest(S);
  for (bool First = true; !Rest.empty(); First = false) {
    const auto [Clause, More] = Rest.split(',');
    Rest = More;
    const bool Decides = plainReturnPhrase(Clause.trim()) != ReturnWord::Unknown;
    if (isConditional(Clause) && (Decides || (First && says(Clause.ltrim().take_front(7), {"if ", "unless "}))))
      return ReturnWord::Unknown;
  }
  return Whole;
}

/// "Returns an owned method that is automatically transferred to the registry": whose it is
/// by then is not the caller.
static bool goesElsewhere(StringRef S) {
  for (StringRef By : {"transferred to ", "ownership passes to ", "ownership goes to ", "handed over to "})
    for (size_t At = S.find(By); At != StringRef::npos; At = S.find(By, At + 1)) {
      const StringRef Then = S.drop_front(At + By.size());
      if (!says(Then.take_front(16), {"caller", "you", "user", "client", "receiver"}) &&
          says(S.take_front(At), {"automatically", "which is", "that is", "already", "immediately", "who is"}))
        return true;
    }
  return false;
}

/// "Transfers the ownership of the first item to the caller."
/// "Ownership of the node passes to the caller."
static bool givesToCaller(StringRef S) {
  const size_t Of = S.find("ownership of ");
  return Of != StringRef::npos && S.substr(Of).contains(" to caller") &&
         (says(S.take_front(Of), {"transfers ", "passes ", "gives ", "hands "}) ||
          says(S.substr(Of), {" passes to caller", " goes to caller", " moves to caller", " transfers to caller",
                              " belongs to caller", " lies with caller"}));
}

static ReturnWord plainReturnPhrase(StringRef S) {
  if (says(S, {"return", "result"}) && goesElsewhere(S))
    return ReturnWord::Borrowed;
  if (S.contains("return") && says(S, {" new ", " newly ", " fresh ", " allocated "}) &&
      says(S, {"that caller owns", "which caller owns"}))
    return ReturnWord::Owned;
  // "Copies what the caller owns": no promise.
  if (says(S, {"what caller owns", "that caller owns", "whether caller owns", "which caller owns"}))
    return ReturnWord::Unknown;
  if (says(S, {"not get ownership", "not receive ownership", "not acquire ownership", "not gain ownership",
               "not assume ownership"}))
    return ReturnWord::Borrowed;
  if (S.contains("(transfer none"))
    return ReturnWord::Borrowed;
  if (says(S, {"(transfer full", "(transfer container"}))
    return ReturnWord::Owned;
  if (forbidsRelease(S) || says(S, {"not transfer ownership",
                                    "no ownership",
                                    "ownership is not transferred",
                                    "ownership not transferred",
                                    "not owned by caller",
                                    "caller does not own",
                                    "caller doesn't own",
                                    "retains ownership",
                                    "maintains ownership",
                                    "keeps ownership",
                                    "remains owned by",
                                    "remain owned by",
                                    "still owned by",
                                    " remains with ",
                                    "ownership stays with",
                                    "does not own",
                                    "doesn't own",
                                    "borrowed",
                                    "non-owning",
                                    "managed by",
                                    "unowned"}))
    return says(S, {"returns owned", "return owned"}) ? ReturnWord::Owned : ReturnWord::Borrowed;
  if (S == "owner: caller" ||
      says(S, {"caller owns",
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
               "is transferred to caller",
               "is passed to caller",
               "is given to caller",
               "is handed to caller",
               "ownership to caller",
               "free returned ",
               "destroy returned ",
               "release returned ",
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
               "belongs to caller",
               "(ownership transferred)",
               "(owned)",
               "(owned,",
               "(owned value",
               "(owned pointer",
               "owned reference)"}) ||
      givesToCaller(S) || demandsRelease(S))
    return ReturnWord::Owned;
  // "owned by the map": somebody else.
  if (says(S, {"is owned by ", "are owned by ", "(owned by ", ", owned by "}) ||
      (S.contains("returned ") && S.contains(" belongs to ")))
    return ReturnWord::Borrowed;
  return ReturnWord::Unknown;
}

bool mentionsOwnership(StringRef Sentence) {
  return says(Sentence,
              {"own",       "borrow",  "transfer", "caller must", "caller should", "responsible",       "must be freed",
               "must free", "destroy", "release",  "free",        "consume",       "mutable reference", "valid until",
               "lifetime",  "steal",   "stolen",   "adopt",       "unref",         "dispose",           "delete"});
}

} // namespace deed
