//===- engine/ContractText.cpp - contracts as text ------------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What --dump-contracts prints and the engine's tests parse.
//===----------------------------------------------------------------------===//
#include "engine/Contract.h"
#include "engine/Flow.h"

namespace deed {

namespace {

using std::string_view;

std::string paramText(const ParamContract &P) {
  std::string Text(wordName(P.Word));
  if (P.Other >= 0)
    Text += ' ' + std::to_string(P.Other);
  if (P.Word == ParamWord::Opens)
    Text += ' ' + std::string(kindName(P.Kind));
  if (!P.Family.empty())
    Text += ' ' + P.Family;
  if (P.On >= 0)
    Text += (P.Word == ParamWord::Releases ? " from " : " on ") + std::to_string(P.On);
  if (P.Unread)
    Text += " unread";
  if (P.Needed)
    Text += " needed";
  if (P.OrNull)
    Text += " or-null";
  if (P.OrRefuses)
    Text += " or-refuses";
  if (P.Usable && P.From.From != Source::Comment) // there it goes without saying
    Text += " usable";
  if (P.NonNull)
    Text += " nonnull";
  return Text;
}

std::string operandText(const ResultOperand &O) {
  if (O.Param < 0)
    return std::to_string(O.Number);
  return (O.Target ? "*" : "") + std::to_string(O.Param) + (O.Path.empty() ? "" : "." + O.Path) +
         (O.MaskParam >= 0 ? " & " + std::to_string(O.MaskParam)
          : O.Mask != -1   ? " & bits " + std::to_string(O.Mask)
                           : "");
}

std::string argumentText(const ArgumentNumber &N) {
  return (N.Negated ? " minus argument " : " argument ") + std::to_string(N.Param) +
         (N.Added ? " plus " + std::to_string(N.Added) : "");
}

std::string numberText(const Number &N) {
  switch (N.Bits) {
  case BitChange::None: break;
  case BitChange::Constant:
    return (N.Mask == -1 ? "" : " keeps bits " + std::to_string(N.Mask)) +
           (N.Ones ? " gets bits " + std::to_string(N.Ones) : "");
  case BitChange::Sets: return " gets the bits of" + argumentText(N.OfArgument);
  case BitChange::Clears: return " loses the bits of" + argumentText(N.OfArgument);
  }
  const std::string Lo = std::to_string(N.Lo), Hi = std::to_string(N.Hi);
  if (N.Added)
    return N.Lo == N.Hi ? " grows by " + Lo : " grows";
  if (N.OfArgument.Param >= 0)
    return " is" + argumentText(N.OfArgument);
  return N.Lo == N.Hi        ? " is " + Lo
         : N.Hi == INT64_MAX ? " is at least " + Lo
         : N.Lo == INT64_MIN ? " is at most " + Hi
                             : " is " + Lo + " to " + Hi;
}

std::string returnText(ReturnWord W, const std::string &Family, int Argument, bool NeverNull,
                       ContextKind Kind = ContextKind::None, const std::string &OnPath = "") {
  const bool ByKind = W == ReturnWord::Context && Kind != ContextKind::Temporary && Kind != ContextKind::Pool;
  std::string Text(ByKind ? kindName(Kind) : wordName(W));
  if (W == ReturnWord::Allocated || (W == ReturnWord::Context && Argument >= 0))
    Text += Argument == CurrentContext ? " current"
            : Argument >= FirstGlobal  ? " global" + std::to_string(Argument - FirstGlobal)
                                       : ' ' + std::to_string(Argument);
  if (!OnPath.empty())
    Text += '.' + OnPath;
  if (W == ReturnWord::BorrowedFrom || W == ReturnWord::Argument || W == ReturnWord::Target || W == ReturnWord::Held)
    Text += ' ' + std::to_string(Argument);
  if (!Family.empty())
    Text += ' ' + Family;
  if (W == ReturnWord::Allocated && Kind == ContextKind::Tree)
    Text += " tree";
  if (W == ReturnWord::Context && Kind == ContextKind::Pool)
    Text += " pool";
  if (W == ReturnWord::Owned && Argument >= 0)
    Text += " unless " + std::to_string(Argument);
  if (NeverNull)
    Text += " never-null";
  return Text;
}

string_view effectName(EffectKind K) {
  switch (K) {
  case EffectKind::Borrow: return "borrow";
  case EffectKind::Mutate: return "mutate";
  case EffectKind::Hold: return "hold";
  case EffectKind::Take: return "take";
  case EffectKind::Release: return "release";
  case EffectKind::Escape: return "escape";
  case EffectKind::Give: return "give";
  case EffectKind::SetNull: return "set-null";
  case EffectKind::SetNumber: return "set-number";
  case EffectKind::SetBorrowed: return "set-borrowed";
  case EffectKind::SetInto: return "set-into";
  case EffectKind::Regrow: return "regrow";
  case EffectKind::SetReleased: return "set-released";
  case EffectKind::SetNotHeap: return "set-not-heap";
  case EffectKind::SetFrom: return "set-from";
  case EffectKind::Invoke: return "invoke";
  case EffectKind::Reset: return "reset";
  case EffectKind::Reparent: return "reparent";
  case EffectKind::Refer: return "refer";
  case EffectKind::Open: return "open";
  case EffectKind::Close: return "close";
  case EffectKind::Leave: return "leave";
  case EffectKind::MakeCurrent: return "make-current";
  case EffectKind::CrossThread: return "cross-thread";
  case EffectKind::Grow: return "grow";
  }
  return "escape";
}

/// "release *0.next.data malloc".
std::string effectText(const Effect &E) {
  std::string Text(E.Kind == EffectKind::Escape && E.Itself   ? "copy-out"
                   : E.Kind == EffectKind::Reset && E.Itself  ? "detach"
                   : E.Kind == EffectKind::Mutate && E.Itself ? "end-below"
                   : fillsElements(E)                         ? "fill"
                                                              : effectName(E.Kind));
  Text += E.Target ? " *" : " ";
  Text += E.Param == ResultParam   ? "result"
          : E.Param < 0            ? "rest"
          : E.Param >= FirstGlobal ? "global" + std::to_string(E.Param - FirstGlobal)
                                   : std::to_string(E.Param);
  if (E.Kind == EffectKind::Invoke)
    Text += " with " + E.Path;
  else if (!E.Path.empty())
    Text += '.' + E.Path;
  if (E.Kind == EffectKind::SetInto)
    Text += E.Other == ResultParam ? " as result" : (E.Itself ? " as " : " of ") + std::to_string(E.Other);
  if (E.Kind == EffectKind::SetFrom)
    Text += " *" +
            (E.Other >= FirstGlobal ? "global" + std::to_string(E.Other - FirstGlobal) : std::to_string(E.Other)) +
            (E.OnPath.empty() ? "" : "." + E.OnPath);
  if (E.Kind == EffectKind::Reparent || E.Kind == EffectKind::Refer)
    Text += " to " + std::to_string(E.Other);
  if (E.Context != ContextKind::None)
    Text += ' ' + std::string(kindName(E.Context));
  if (!E.Family.empty())
    Text += ' ' + E.Family;
  if (E.On != -1)
    Text += " on " +
            (E.On == CurrentContext ? "current"
             : E.On == ResultParam  ? "it"
                                    : std::to_string(E.On)) +
            (E.OnPath.empty() ? "" : "." + E.OnPath);
  if (E.MayFail)
    Text += " or null";
  if (E.Kind == EffectKind::SetNumber)
    Text += " to " + std::to_string(E.Bytes);
  else if (E.Bytes)
    Text += E.Bytes == AnyForward        ? " further on"
            : isUnknownDistance(E.Bytes) ? " somewhere"
                                         : " at " + std::to_string(E.Bytes);
  return Text;
}

std::string whereText(const Provenance &P) {
  std::string Text = P.Text.empty() ? std::string(sourceName(P.From)) : P.Text;
  if (P.Where.valid()) {
    string_view File = P.Where.File;
    File.remove_prefix(File.find_last_of('/') + 1); // npos + 1 is 0
    Text += " (" + std::string(File) + ":" + std::to_string(P.Where.Line) + ")";
  }
  return Text;
}

/// ` where *0.size is positive`.
std::string conditionText(const Condition &Must) {
  static constexpr const char *Numbers[] = {"nothing",  "negative", "zero",         "not positive",
                                            "positive", "not zero", "not negative", "any number"};
  const std::string Place = (Must.Target ? "*" : "") + std::to_string(Must.Param) +
                            (Must.Path.empty() ? "" : "." + Must.Path) +
                            (Must.Mask ? " & " + std::to_string(Must.Mask) : "");
  return " where " + Place + " is " + (Must.Pointer ? (Must.Signs & 4 ? "not null" : "null") : Numbers[Must.Signs & 7]);
}

/// ` where 0 is at least 1 at most 3`.
std::string rangeText(const ArgumentRange &R) {
  std::string Text = " where " + std::to_string(R.Param) + " is";
  if (R.Lo == R.Hi)
    return Text + ' ' + std::to_string(R.Lo);
  if (R.Lo != INT64_MIN)
    Text += " at least " + std::to_string(R.Lo);
  if (R.Hi != INT64_MAX)
    Text += " at most " + std::to_string(R.Hi);
  for (std::int64_t N : R.Not)
    Text += " not " + std::to_string(N);
  return Text;
}

void addRemark(std::string &Text, const std::string &What, const Provenance &From) {
  if (From.From != Source::None)
    Text += "  # " + What + ": " + whereText(From) + '\n';
}

} // namespace

/// A line that ModelSet::add() reads under `Contracts:`, then remarks: where
/// each word comes from, and what was inferred. Ends with a newline.
std::string print(const FunctionContract &C) {
  std::string Text = C.Name + ": {";
  const char *Comma = "";
  auto Key = [&](std::string_view Name) {
    Text += Comma;
    Text += Name;
    Text += ": ";
    Comma = ", ";
  };
  if (!C.Params.empty() || C.Rest.Word != ParamWord::Unknown) {
    Key("params");
    Text += '{';
    const char *Inner = "";
    for (size_t I = 0; I != C.Params.size(); ++I, Inner = ", ")
      Text += Inner + std::to_string(I) + ": " + paramText(C.Params[I]);
    if (C.Rest.Word != ParamWord::Unknown)
      Text += std::string(Inner) + "rest: " + paramText(C.Rest);
    Text += '}';
  }
  if (C.Return.Word != ReturnWord::Unknown || C.Return.NeverNull) {
    Key("returns");
    Text += returnText(C.Return.Word, C.Return.Family, C.Return.Argument, C.Return.NeverNull, C.Return.Kind);
    if (C.Return.Uninitialized)
      Text += " uninitialized";
    if (C.Return.EmptyIsContext >= 0)
      Text += " empty-is-context " + std::to_string(C.Return.EmptyIsContext);
    if (C.Return.Shared)
      Text += " shared";
    if (C.Return.UntilChange)
      Text += " until-change";
    if (!C.Return.UntilCall.empty())
      Text += " until-call " + C.Return.UntilCall;
  }
  if (C.Success != ResultTest::Any) {
    Key("success");
    Text += resultTestName(C.Success);
  }
  if (C.MustCheck) {
    Key("mustcheck");
    Text += "true";
  }
  if (C.MayDrop) {
    Key("mustcheck");
    Text += "false";
  }
  if (!C.BodyCounts) {
    Key("opaque");
    Text += "true";
  }
  if (C.NoReturn || C.ReturnsToFail || C.NoReturnUnlessZero >= 0) {
    Key("noreturn");
    Text += C.NoReturn        ? "true"
            : C.ReturnsToFail ? "unless-fails"
                              : "unless-zero " + std::to_string(C.NoReturnUnlessZero);
  }
  Text += "}\n";

  for (size_t I = 0; I != C.Params.size(); ++I)
    addRemark(Text, std::to_string(I), C.Params[I].From);
  addRemark(Text, "rest", C.Rest.From);
  addRemark(Text, "returns", C.Return.From);
  for (const ArgumentRange &R : C.ReturnsWith)
    Text += "  # comes back" + rangeText(R) + '\n';
  for (const ClearedObject &O : C.Cleared) {
    Text += "  # clears *" + (O.Param == ResultParam ? "result" : std::to_string(O.Param));
    for (const std::string &Name : O.NotZero)
      Text += (&Name == &O.NotZero.front() ? " but for " : ", ") + Name;
    Text += '\n';
  }
  for (const Outcome &O : C.Inferred) {
    Text += "  # inferred";
    if (O.Result != ResultTest::Any)
      Text += " when " + std::string(resultTestName(O.Result));
    for (const Condition &Must : O.Requires)
      if ((Must.Signs & 6) != 6)
        Text += conditionText(Must);
    for (const ArgumentRange &R : O.Ranges)
      Text += rangeText(R);
    for (const auto &[One, Other] : O.Apart)
      Text += " where " + std::to_string(One) + (One == Other ? " is held" : " is not " + std::to_string(Other));
    Text += ':';
    for (const Effect &E : O.Effects)
      Text += ' ' + effectText(E) + ';';
    for (const Move &M : O.Moves)
      Text += std::string(M.Grown ? " may-move " : " replace ") + (M.Itself ? "" : "*") + std::to_string(M.Param) +
              (M.Path.empty() ? "" : "." + M.Path) + ';';
    for (const Number &N : O.Numbers)
      Text += " *" + (N.Param == ResultParam ? "result" : std::to_string(N.Param)) +
              (N.Path.empty() ? "" : "." + N.Path) + numberText(N) + ';';
    Text += " returns " + returnText(O.Return, O.Family, O.Argument, O.NeverNull, O.Context, O.OnPath) +
            (O.OfArgument.Param < 0 ? "" : argumentText(O.OfArgument)) + (O.Filled ? " with its elements" : "") +
            (O.Kept ? " that is kept" : "") + (O.MayFail ? " (may fail)" : "");
    if (O.Answer.Left.Param >= 0 || O.Answer.Right.Param >= 0)
      Text += ' ' + operandText(O.Answer.Left) + ' ' + std::string(compareName(O.Answer.Cmp)) + ' ' +
              operandText(O.Answer.Right);
    for (const Effect &E : O.Contents)
      Text += " with " + effectText(E);
    for (std::int64_t N : O.Not)
      Text += " but not " + std::to_string(N);
    if (O.LentParam >= 0)
      Text += " lent by *" + std::to_string(O.LentParam) + (O.LentPath == SomewhereBelow ? "" : ".") + O.LentPath;
    Text += '\n';
  }
  return Text;
}

} // namespace deed
