//===- engine/SolverStreams.cpp - descriptors that streams have -----------===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A stream closes the descriptor that it was made of.
//===----------------------------------------------------------------------===//
#include "engine/SolverImpl.h"

namespace deed {

/// `f = fdopen(fd, mode)`: the stream closes the descriptor, which may be used beside it
/// until then.
void Solver::lendDescriptors(EventId At, Execution &X, Value Stream) {
  const SymbolState *Owner = Stream.isSymbolItself() ? X.S.find(Stream.S) : nullptr;
  if (!Owner || Owner->St != Status::Owned)
    return;
  for (SymbolState &St : X.S.Symbols)
    if (isDescriptorOf(St) && St.St == Status::Transferred && St.Ended == At) {
      St.St = Status::Borrowed;
      St.LentBy = Stream.S;
    } else if (St.St == Status::Transferred && St.Ended == At && !St.WasOwned && St.StoredAway &&
               Symbols[St.S].Type != TypeClass::Pointer) {
      // The caller's, or a field's: it is given away as before, and not this function's to close.
      St.LentBy = Stream.S;
      St.Family = family("fd");
    }
}

/// A descriptor that this function opened, and that went to whom Ended says.
bool Solver::isDescriptorOf(const SymbolState &St) const {
  return St.WasOwned && St.Ended.valid() && Families[St.Family] == "fd";
}

} // namespace deed
