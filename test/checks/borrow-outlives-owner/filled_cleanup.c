// RUN: %check_both %s -- -std=gnu11
// A variable with a cleanup function that a callee filled: its value is stored, and released at the end.
#define _GNU_SOURCE
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static inline void freep(void *p) { free(*(void **)p); }
#define _free_ __attribute__((cleanup(freep)))
int stored_bad(char **ret) {
  _free_ char *line = NULL;
  if (asprintf(&line, "x") < 0)
    return -1;
  *ret = line; // expect: borrow-outlives-owner: '*ret' still points to what 'freep' releases
  return 0;
}
int stolen_ok(char **ret) {
  _free_ char *line = NULL;
  if (asprintf(&line, "x") < 0)
    return -1;
  *ret = line;
  line = NULL;
  return 0;
}
void list_ok(va_list *args, ...) {
  va_start(*args, args);
  va_end(*args);
}
