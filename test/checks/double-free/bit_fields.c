// RUN: %check_both %s -- -std=gnu11
// Bit-fields share their bytes: what is stored to one is in no other, and leaves the others as they were.
#include <stdlib.h>

struct flags {
  unsigned char level;
  unsigned char kind : 2, shared : 1, rest : 5;
};

void zeroed_ok(void) {
  struct flags *f = calloc(1, sizeof *f);
  if (!f)
    return;
  f->kind = 3;
  if (f->rest == 3)
    free(f);
  free(f);
}

void zeroed_bad(void) {
  struct flags *f = calloc(1, sizeof *f);
  if (!f)
    return;
  f->kind = 3;
  if (f->kind == 3)
    free(f);
  free(f); // expect: double-free: 'f'
}

void remembered_ok(int n) {
  struct flags f = {0};
  char *p = malloc(n);
  f.kind = 1;
  if (f.shared)
    free(p);
  f.rest = 2;
  if (!f.shared)
    free(p);
}

void remembered_bad(int n) {
  struct flags f = {.shared = 1};
  char *p = malloc(n);
  f.kind = 0;
  if (f.shared)
    free(p);
  if (!f.kind)
    free(p); // expect: double-free: 'p'
}
