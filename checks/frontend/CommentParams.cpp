//===- frontend/CommentParams.cpp - what comments say of parameters -------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The part of CommentPhrases.h that is about parameters, and by which result a call
// succeeds.
//===----------------------------------------------------------------------===//
#include "frontend/CommentPhrases.h"
#include "frontend/CommentWords.h"

namespace deed {

using llvm::StringRef;

/// Words of a parameter that stays with the caller.
static bool leavesParam(StringRef S) {
  return says(S, {"no ownership",
                  "not take ownership",
                  "never takes ownership",
                  "without taking ownership",
                  "not assume ownership",
                  "ownership is not transferred",
                  "ownership not transferred",
                  "ownership is not taken",
                  "ownership not taken",
                  "ownership of neither",
                  "not transfer ownership",
                  "without transferring ownership",
                  "caller retains ownership",
                  "caller keeps ownership",
                  "caller still owns",
                  "caller keeps owning",
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
                  "unowned"}) ||
         (S.contains("ownership of ") && says(S, {" is not transferred", " is not taken", " is not passed"}));
}

/// "number of bytes that are consumed" is about what a stream holds.
static bool countsBytes(StringRef S) {
  return says(S, {"byte", "char", "number", "count", "amount", "length", "input", "token", "data from", "how many"});
}

static bool speaksOfSuccess(StringRef S);

/// Words of a parameter that the function becomes the owner of.
static bool takesParam(StringRef S) {
  // What the caller gets is no argument.
  if (says(S, {"freed by caller", "destroyed by caller", "caller takes", "caller gets", "caller assumes",
               "caller acquires", "caller becomes", "caller receives"}))
    return false;
  if (says(S, {"is consumed", "are consumed", "(consumed", "consumes ", "consumed by function", "consumed by call"}) ||
      S == "consumed" || S == "consumes")
    return !countsBytes(S);
  // "On success the map owns value"; "after this call it belongs to the map".
  if (says(S, {" owns ", " belongs to ", "owned by "}) && !S.contains("caller") &&
      (speaksOfSuccess(S) || says(S, {"after call", "afterwards", "from on", "henceforth"})))
    return true;
  // "will be freed with the parent": by whom "must be freed with node_free()" tells, this does not.
  if (says(S, {" will free", "will be freed with ", "is freed with ", "is freed by ", "is released by ",
               "is destroyed by "}) &&
      // "copies the item and will free the copy": that is no argument.
      !says(S, {"caller", " free copy", " free its copy", " free its own copy", " free their copy"}))
    return true;
  if (says(S, {"handed over to", "passed on to"}) &&
      says(S, {"who frees", "which frees", "who destroys", "which destroys", "who releases", "which releases",
               "who owns", "which owns"}))
    return true;
  return says(S, {"takes ownership",
                  "passes ownership",
                  "hands ownership",
                  "becomes responsible for freeing",
                  "becomes responsible for destroying",
                  "becomes responsible for releasing",
                  "takes over reference",
                  ", owned)",
                  "take ownership",
                  "taking ownership",
                  "assumes ownership",
                  "acquires ownership",
                  "steals ownership",
                  "steals reference",
                  "gets ownership",
                  "takes over ownership",
                  "ownership transferred",
                  "ownership is transferred",
                  "ownership will be transferred",
                  "ownership transfers",
                  "transfers ownership",
                  "transfer ownership",
                  "ownership passes",
                  "ownership is passed",
                  "ownership moves",
                  "ownership goes to",
                  "ownership is taken",
                  "(transfer full)",
                  "will be owned by",
                  "becomes owner",
                  "becomes new owner",
                  "callee owns",
                  "(owned value",
                  "(owned)",
                  "(owned,",
                  "(takes over",
                  "(takes)",
                  "(transferred",
                  "will be freed by",
                  "will be destroyed by",
                  "is freed by function",
                  "is destroyed by function",
                  "gives up ownership",
                  "relinquishes ownership",
                  "(stolen",
                  "stolen by",
                  "is stolen",
                  "steals ",
                  "adopted by",
                  "is adopted",
                  "adopts "}) ||
         (S.contains("ownership of ") &&
          says(S, {" is transferred", " is passed to", " is taken", " passes to", " moves to"}));
}

static bool speaksOfSuccess(StringRef S) {
  return says(S, {"on success",         "if successful",         "when successful",       "upon success",
                  "only if succeeds",   "if succeeds",           "when succeeds",         "if function succeeds",
                  "if call succeeds",   "on successful",         "unless fails",          "unless succeeds",
                  "unless call fails",  "unless function fails", "if true is returned",   "if returns true",
                  "when returns true",  "if returns 0",          "if function returns 0", "if function returns true",
                  "if call returns 0",  "if 0 is returned",      "when call succeeds",    "when function succeeds",
                  "only when succeeds", "when successful",       "when returns 0",        "after successful",
                  "once succeeds"});
}

static bool speaksOfFailure(StringRef S) {
  return says(S, {"on failure", "on error", "if fails", "if call fails", "if function fails", "when fails",
                  "in case of failure", "in case of error", "upon failure"});
}

bool saysAnyway(StringRef S) {
  return says(S, {"whether or not", "even if", "even on", "even in case of", "even when", "regardless", "in any case",
                  "in all cases", "on every path", "success or failure", "success and failure", "success or on",
                  "success and on", "failure too"});
}

bool transfersNothing(StringRef S) {
  return says(S, {"ownership is not transferred", "ownership not transferred", "no ownership is transferred",
                  "no transfer of ownership", "no ownership transfer", "not transfer ownership"});
}

/// "The caller must not use value after this call": what became of it is not said, but
/// that it is the caller's no more.
static bool forbidsUse(StringRef S) {
  return says(S, {"not use ", "not access ", "not touch ", "not dereference ", "not be used ", "not be accessed ",
                  "not be touched ", "never use ", "no longer use ", "no longer be used "}) &&
         says(S, {"after call", "after return", "afterwards", "after that", "after passing", "any more", "anymore",
                  "once call returns", "once function returns", "after function", "after handing", "after giving",
                  " no longer "});
}

bool failureLeaves(StringRef Sentence) {
  const std::string Plain = plain(Sentence);
  const StringRef S(Plain);
  return speaksOfFailure(S) &&
         (leavesParam(S) ||
          says(S, {"caller remains owner", "caller still owns", "caller keeps", "caller retains", "remains with caller",
                   "remain with caller", "caller must free", "caller must destroy", "caller must release",
                   "caller is responsible", "caller remains responsible"}));
}

ParamWord paramPhrase(StringRef Sentence) {
  const std::string Plain = plain(Sentence);
  const StringRef S(Plain);
  const bool Always = saysAnyway(S);
  if (leavesParam(S)) {
    // "does not take ownership unless it succeeds"; "stays with the caller on failure"
    if (says(S, {"unless succeeds", "unless successful", "unless call succeeds", "unless function succeeds"}))
      return ParamWord::TakesOnSuccess;
    return !Always && (speaksOfFailure(S) || speaksOfSuccess(S) || isConditional(S)) ? ParamWord::Unknown
                                                                                     : ParamWord::Borrows;
  }
  if (says(S, {"mutable reference", "(mutable", "mutable borrow", "read-write reference"}))
    return ParamWord::Mutates;
  if (!takesParam(S))
    return forbidsUse(S) && !isConditional(S) && !speaksOfFailure(S) && !speaksOfSuccess(S) ? ParamWord::Takes
                                                                                            : ParamWord::Unknown;
  if (says(S, {"on failure only", "only on failure"}))
    return ParamWord::TakesOnFailure;
  if (Always)
    return ParamWord::Takes;
  if (speaksOfSuccess(S))
    return ParamWord::TakesOnSuccess;
  return isConditional(S) || speaksOfFailure(S) ? ParamWord::Unknown : ParamWord::Takes;
}

bool onlyForbidsUse(StringRef Sentence) {
  const std::string Plain = plain(Sentence);
  return forbidsUse(Plain) && !takesParam(Plain);
}

std::pair<ResultTest, ResultTest> successPhrase(StringRef Comment) {
  std::string Words; // on one line, without stars
  for (char Ch : Comment)
    if (!isspace(static_cast<unsigned char>(Ch)) && Ch != '*' && Ch != '/')
      Words += static_cast<char>(tolower(static_cast<unsigned char>(Ch)));
    else if (!Words.empty() && Words.back() != ' ')
      Words += ' ';
  const StringRef S(Words);
  const bool Zero = says(S, {"0 on success",
                             "zero on success",
                             "0 if success",
                             "zero if success",
                             "0 for success",
                             "0 when success",
                             "success: 0",
                             "returns 0 if it succeeds",
                             "if it returns 0",
                             "if this returns 0",
                             "when it returns 0",
                             "returns 0 or -1",
                             "return 0 or -1",
                             "if the function returns 0",
                             "nonzero on failure",
                             "non-zero on failure",
                             "nonzero on error",
                             "non-zero on error",
                             "error code on failure",
                             "0 upon success"});
  // "@retval 0 ..., @retval -1 ...": which of them is success goes without saying.
  const bool ByValue = S.contains("retval 0 ") && (S.contains("retval -1 ") || S.contains("retval -e"));
  const bool IfTrue = says(S, {"return true if ", "returns true if ", "return true when ", "returns true when "}) &&
                      says(S, {"false otherwise", "false if ", "false when ", "else false"}) &&
                      !says(S, {"true if fail", "true if error", "true if an error", "true when an error"});
  const bool True =
      says(S, {"true on success", "1 on success", "nonzero on success", "non-zero on success", "true if success",
               "1 if success", "if it returns true", "0 on failure", "0 on error", "false on failure", "false on error",
               "zero on failure", "zero on error"}) &&
      !says(S, {"-1 on success", "nonzero on failure", "non-zero on failure", "nonzero on error", "non-zero on error"});
  const bool Negative =
      says(S, {"-1 on failure", "-1 on error", "negative on failure", "negative on error", "negative error",
               "negative errno", "-errno", "-1 if fail", "-1 otherwise", "-1 when", "0 or -1", "negative value on"});
  // A result of which nothing is said is asked of no caller.
  const bool MinusOne = !says(S, {"negative", "errno", "retval -e"});
  if (ByValue || (Zero && !True && Negative))
    return {ResultTest::Zero, MinusOne ? ResultTest::MinusOne : ResultTest::Negative};
  if (Zero != True)
    return {Zero ? ResultTest::Zero : Negative ? ResultTest::Positive : ResultTest::NonZero, ResultTest::Any};
  if (Negative && !True)
    return {ResultTest::NonNegative, ResultTest::Any};
  return {IfTrue && !Zero && !True ? ResultTest::NonZero : ResultTest::Any, ResultTest::Any};
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
  if (Said.contains("(inout") || Said.contains("(in out") || Said.contains("(transfer floating")) {
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

} // namespace deed
