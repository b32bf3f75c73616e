//===- FlowTests.cpp - solves flows written as text -----------------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "FlowTests.h"

#include <algorithm>

namespace deed::test {

ModelLookup::ModelLookup(llvm::StringRef Yaml) {
  llvm::Error E = Models.add(Yaml, "test.yaml");
  EXPECT_FALSE(static_cast<bool>(E)) << llvm::toString(std::move(E));
}

std::shared_ptr<const FunctionContract> ModelLookup::find(std::string_view Name) const {
  const FunctionContract *C = Models.find(llvm::StringRef(Name.data(), Name.size()));
  return C ? std::make_shared<FunctionContract>(*C) : nullptr;
}

const ContractLookup &commonContracts() {
  static const ModelLookup Contracts(R"(
Contracts:
  malloc: {params: {all: borrows}, returns: owned malloc}
  xmalloc: {params: {all: borrows}, returns: owned malloc never-null}
  realloc: {params: {0: reallocs malloc, rest: borrows}, returns: owned malloc}
  free: {params: {0: releases malloc}, returns: scalar}
  fopen: {params: {all: borrows}, returns: owned FILE}
  fclose: {params: {0: releases FILE}, returns: scalar}
  use: {params: {all: borrows}, returns: scalar}
  fill: {params: {all: mutates}, returns: scalar}
  keep: {params: {all: holds}, returns: scalar}
  put: {params: {0: takes}, returns: scalar}
  push: {params: {0: takes-on-success}, returns: scalar, success: zero}
  drop: {params: {0: takes-on-failure}, returns: scalar, success: zero}
  make: {params: {0: gives-on-success malloc}, returns: scalar, success: zero}
  peek: {params: {all: borrows}, returns: borrowed}
  same: {params: {0: borrows}, returns: argument 0 never-null}
  clear: {params: {0: clears-target malloc}, returns: scalar}
  test: {params: {all: borrows}, returns: scalar}
  die: {params: {all: borrows}, noreturn: true}
)");
  return Contracts;
}

static std::string_view kindName(IncidentKind K) {
  switch (K) {
  case IncidentKind::UseAfterRelease: return "use-after-release";
  case IncidentKind::UseAfterTransfer: return "use-after-transfer";
  case IncidentKind::DoubleRelease: return "double-release";
  case IncidentKind::ReleaseAfterTransfer: return "release-after-transfer";
  case IncidentKind::Lost: return "lost";
  case IncidentKind::WrongFamily: return "wrong-family";
  case IncidentKind::NotHeap: return "not-heap";
  case IncidentKind::Interior: return "interior";
  case IncidentKind::BorrowReleased: return "borrow-released";
  case IncidentKind::BorrowTaken: return "borrow-taken";
  case IncidentKind::NotNulled: return "not-nulled";
  case IncidentKind::OwnBoundToBorrow: return "own-bound-to-borrow";
  case IncidentKind::BorrowBoundToOwned: return "borrow-bound-to-owned";
  case IncidentKind::UncheckedAllocation: return "unchecked";
  case IncidentKind::BorrowInvalidated: return "borrow-invalidated";
  case IncidentKind::NeverConsumed: return "never-consumed";
  case IncidentKind::LocalReturned: return "local-returned";
  case IncidentKind::LocalKept: return "local-kept";
  case IncidentKind::LocalUsed: return "local-used";
  case IncidentKind::BorrowReturned: return "borrow-returned";
  case IncidentKind::BorrowKept: return "borrow-kept";
  case IncidentKind::ScratchReturned: return "scratch-returned";
  case IncidentKind::ScratchKept: return "scratch-kept";
  case IncidentKind::FieldOnSibling: return "field-on-sibling";
  case IncidentKind::WrongParent: return "wrong-parent";
  case IncidentKind::StealBorrowed: return "steal-borrowed";
  case IncidentKind::StealLoop: return "steal-loop";
  case IncidentKind::CrossScope: return "cross-scope";
  case IncidentKind::OutsideScope: return "outside-scope";
  case IncidentKind::TooDeep: return "too-deep";
  case IncidentKind::CrossThread: return "cross-thread";
  case IncidentKind::LoopGrowth: return "loop-growth";
  case IncidentKind::IndividualFree: return "individual-free";
  case IncidentKind::WrongInstance: return "wrong-instance";
  case IncidentKind::UninitializedRead: return "uninitialized-read";
  }
  return "";
}

static std::string_view lossName(LostBy L) {
  switch (L) {
  case LostBy::None: return "";
  case LostBy::Return: return " by return";
  case LostBy::ScopeEnd: return " by scope end";
  case LostBy::Overwrite: return " by overwrite";
  case LostBy::Discard: return " by discard";
  case LostBy::ParentRelease: return " by parent release";
  }
  return "";
}

std::string Solved::lineAt(LocId Loc) const {
  llvm::StringRef Rest(Text);
  if (!Loc.valid())
    return "nowhere";
  for (std::uint32_t N = 1; N < Loc.N; ++N)
    Rest = Rest.split('\n').second;
  return Rest.split('\n').first.split(';').first.trim().str();
}

Lines Solved::incidents() const {
  Lines Out;
  for (const Incident &I : S.Incidents) {
    std::string Line(kindName(I.Kind));
    if (!I.Name.empty())
      Line += " " + I.Name;
    Line += lossName(I.How);
    if (I.AtFailure)
      Line += " at failure";
    if (!I.ReleasedAs.empty() && !I.Family.empty())
      Line += " " + I.Family + " as " + I.ReleasedAs;
    Out.push_back(Line + " | " + lineAt(I.Where));
  }
  std::sort(Out.begin(), Out.end());
  return Out;
}

Lines Solved::obligations() const {
  Lines Out;
  for (const ObligationState &O : S.Obligations) {
    std::string Line(verdictName(O.Decision));
    if (O.Why != Reason::None)
      Line += " " + std::string(reasonName(O.Why));
    Line += " | ";
    Line += O.Born.valid() ? lineAt(F.Events[O.Born.N].Loc) : lineAt(F.Vars[F.Params[O.Param].N].Loc);
    Out.push_back(Line);
  }
  std::sort(Out.begin(), Out.end());
  return Out;
}

Lines Solved::outcomes() const {
  FunctionContract C;
  C.Name = "f";
  C.Inferred = S.Outcomes;
  Lines Out;
  const std::string Printed = print(C);
  llvm::SmallVector<llvm::StringRef, 4> Parts;
  llvm::StringRef(Printed).split(Parts, '\n', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Part : Parts)
    if (Part.trim().consume_front("# inferred"))
      Out.push_back(Part.trim().drop_front(10).trim().str());
  std::sort(Out.begin(), Out.end());
  return Out;
}

Solved solveText(std::string_view Text, const Budgets &Limits, const ContractLookup &Contracts) {
  Solved Out;
  Out.Text = Text;
  std::string Error;
  if (!parseFlow(Text, Contracts, Out.F, Error)) {
    ADD_FAILURE() << Error;
    Out.F = Flow();
    return Out;
  }
  Out.S = solve(Out.F, Limits);
  return Out;
}

Solved withOwned(const std::string &Rest, const std::string &Variables) {
  return solveText("flow f -> signed {\nlocal p: pointer\n" + Variables +
                   "block 0:\n  stmt\n  %0 = &p                           ; p\n  %1 = call xmalloc(_): pointer\n"
                   "  *%0 = %1\n  stmt\n" +
                   Rest + "  exit\n}\n");
}

std::string reprint(std::string_view Text) {
  Flow F;
  std::string Error;
  return parseFlow(Text, commonContracts(), F, Error) ? print(F) : Error;
}

std::string parseError(std::string_view Text) {
  Flow F;
  std::string Error;
  return parseFlow(Text, commonContracts(), F, Error) ? "" : Error;
}

} // namespace deed::test
