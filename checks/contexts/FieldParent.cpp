//===- contexts/FieldParent.cpp - the rule field-parent ----===//
//
// Part of the Deed Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "contexts/Contexts.h"

namespace deed {

void fieldParent(const SolvedFlow &Solved, std::vector<Finding> &Out) {
  findEach(Solved, Rule::FieldParent, IncidentKind::FieldOnSibling, Out, [&](Finding &F, const Incident &I) {
    const std::string Field = I.Name, On = contextName(Solved.F, I.Born);
    // What stands before the last member; an element of an array is no block to hang from.
    const size_t Arrow = Field.rfind("->"), Dot = Field.rfind('.');
    const bool Pointed = Arrow != std::string::npos && (Dot == std::string::npos || Dot < Arrow);
    const std::string Struct = Pointed ? Field.substr(0, Arrow) : "";
    F.Message = quoted(Field, "a field") + " hangs from " + quoted(On, "the parent of its struct") +
                ", beside its struct: freeing " + quoted(Struct, "the struct") + " does not free it";
    F.Help = "allocate it on " + quoted(Struct, "the struct") + (On.empty() ? "" : " instead of '" + On + "'");
    F.Variable = Field;
    const Event &E = Solved.F.Events[I.Born.N];
    const FunctionContract *C = E.Target.valid() ? Solved.F.Callees[E.Target.N].Contract.get() : nullptr;
    if (C && C->Inferred.empty() && C->Return.Argument >= 0 && !Struct.empty() && !On.empty())
      F.Repair = replaceArgument(Solved, I.Born, C->Return.Argument, Struct, "allocate the field on its struct");
  });
}

} // namespace deed
