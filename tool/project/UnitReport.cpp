//===- project/UnitReport.cpp - a file's report as bytes and back ------------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Defines serialize() and deserialize(), see engine/Archive.h.
//===----------------------------------------------------------------------===//
#include "project/UnitReport.h"
#include "engine/ContractArchive.h"

namespace deed {

template <typename A> static void members(A &Ar, SuppressedFinding &S) {
  auto &[Silenced, Justification] = S;
  archive::all(Ar, Silenced, Justification);
}
template <typename A> static void members(A &Ar, Problem &P) {
  auto &[Kind, File, Where, Message] = P;
  archive::all(Ar, Kind, File, Where, Message);
}
template <typename A> static void members(A &Ar, UnseenContract &U) {
  auto &[What, Hint] = U;
  archive::all(Ar, What, Hint);
}
template <typename A> static void members(A &Ar, UnitReport &R) {
  auto &[Findings, Suppressed, Problems, IdleSuppressions, UsedSuppressions, SeenContracts, UnseenContracts, Sources,
         Warnings, Obligations, Functions, Skipped, ErrorRules, Dump, Times, Index] = R;
  archive::all(Ar, Findings, Suppressed, Problems, IdleSuppressions, UsedSuppressions, SeenContracts, UnseenContracts,
               Sources, Warnings, Obligations, Functions, Skipped, ErrorRules, Dump, Times, Index);
}

std::string serialize(const UnitReport &Report) { return archive::write(Report); }

std::optional<UnitReport> deserialize(std::string_view Bytes) {
  UnitReport Report;
  if (!archive::read(Bytes, Report))
    return std::nullopt;
  return Report;
}

} // namespace deed
