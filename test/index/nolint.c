// RUN: %check_index %s
// NOLINT silences what only the program shows.
//--- make.c
#include <stdlib.h>
char *make(void) { return malloc(3); }
//--- use.c
char *make(void);
void silent_ok(void) {
  char *p = make();
} // NOLINT(ownership-leak): the test
void told_bad(void) {
  char *p = make();
} // expect: leak
