// RUN: %check_both %s -- -I%S/Inputs
#include "inline.h" // expect@inline.h:7: double-free

void includes_it_ok(void) {}
