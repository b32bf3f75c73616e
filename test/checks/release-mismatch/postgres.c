// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// What PostgreSQL's current context gave is no block of malloc(), whatever that context is.
#include <postgres.h>
#include <stdlib.h>

void freed_bad(const char *s) {
  char *copy = pstrdup(s);
  free(copy); // expect: release-mismatch: 'copy'
}

void freed_ok(const char *s) {
  char *copy = pstrdup(s);
  pfree(copy);
}
