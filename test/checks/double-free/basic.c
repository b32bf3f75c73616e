// RUN: %check_both %s
// Released twice, on one path.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void twice_bad(char *p) {
  free(p);
  free(p); // expect: double-free: 'p'
}

void twice_ok(char *p) {
  free(p);
  p = NULL;
  free(p);
}

void null_ok(void) {
  free(NULL);
  char *p = NULL;
  free(p);
  free(p);
}

void branch_bad(char *p, bool b) {
  if (b)
    free(p);
  free(p); // expect: double-free: 'p'
}

void branch_ok(char *p, bool b) {
  if (b)
    free(p);
  else
    free(p);
}

void branch_set_ok(char *p, bool b) {
  if (b) {
    free(p);
    p = NULL;
  }
  free(p);
}

void early_return_ok(char *p, bool b) {
  if (b) {
    free(p);
    return;
  }
  free(p);
}

void alias_bad(char *p) {
  char *q = p;
  free(p);
  free(q); // expect: double-free
}

void alias_ok(char *p) {
  char *q = p;
  p = NULL;
  free(p);
  free(q);
}

void stream_bad(FILE *f) {
  fclose(f);
  fclose(f); // expect: double-free: 'f'
}

void stream_ok(FILE *f) {
  fclose(f);
  f = fopen("x", "r");
  if (f)
    fclose(f);
}

void correlated_ok(char *p, bool done) {
  if (done)
    free(p);
  puts("between");
  if (!done)
    free(p);
}

void correlated_bad(char *p, bool done) {
  if (done)
    free(p);
  puts("between");
  if (done)
    free(p); // expect: double-free: 'p'
}

void local_bad(void) {
  char *p = malloc(10);
  free(p);
  free(p); // expect: double-free: 'p'
}

void two_blocks_ok(void) {
  char *p = malloc(10);
  free(p);
  p = malloc(20);
  free(p);
}

void and_ok(char *p, bool b) {
  if (b && p)
    free(p);
  else
    free(p);
}

void switch_bad(char *p, int n) {
  switch (n) {
  case 0:
    free(p);
    /* fall through */
  case 1:
    free(p); // expect: double-free: 'p'
    break;
  default:
    break;
  }
}

void switch_ok(char *p, int n) {
  switch (n) {
  case 0:
    free(p);
    break;
  case 1:
    free(p);
    break;
  default:
    break;
  }
}
