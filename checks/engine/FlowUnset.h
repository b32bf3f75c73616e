//===- engine/FlowUnset.h - variables without a value yet -----*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `char *a, *b; a = strdup(s); if (!a) goto out; b = strdup(s); ... out: free(a); free(b);` releases what b never got.
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_FLOWUNSET_H
#define DEED_ENGINE_FLOWUNSET_H

#include "engine/Liveness.h"

namespace deed {

class UnsetVariables {
public:
  UnsetVariables(const Flow &F, const Liveness &Live);

  /// A local pointer that a call or its cleanup attribute releases, and that only stores to it by its name set.
  bool isFollowed(VarId V) const { return Followed[V.N]; }
  /// Some path stores to \p V before \p B ends.
  bool maybeSetAfter(BlockId B, VarId V) const { return !Any || SetAfter[B.N][V.N]; }
  bool any() const { return Any; }

private:
  bool Any = false;
  std::vector<bool> Followed;
  std::vector<std::vector<bool>> SetAfter;
};

} // namespace deed

#endif // DEED_ENGINE_FLOWUNSET_H
