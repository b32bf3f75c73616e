//===- engine/FlowLenders.h - whose memory a result lies in ----*- C++ -*-===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef DEED_ENGINE_FLOWLENDERS_H
#define DEED_ENGINE_FLOWLENDERS_H

#include "engine/Flow.h"

namespace deed {

/// The parameter below which the body found all that it returns, NULL aside: a getter
/// that searches a list. -1 where there is none.
int lenderOf(const Flow &F);

} // namespace deed

#endif // DEED_ENGINE_FLOWLENDERS_H
