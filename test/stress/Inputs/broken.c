// broken: every function after an error is still read as far as it goes
#include <stdlib.h>
#include "missing_header.h"
void a(void) { char *p = malloc(1); unknown_t x = p; free(p); free(p); }
void b(struct never s) { free(s.p); }
void c(void) { int n = 3; return n n; }
nested(void) { void inner(void) { free(0); } inner(); }
void d(void) { char *p = malloc(1; free(p); }
void e(void) { if ( { free((void *)1); }
