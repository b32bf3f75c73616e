// RUN: %check_both %s
// A local that goes out of scope while it owns.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void falls_off_bad(void) {
  char *p = malloc(10);
  if (p)
    p[0] = 0;
} // expect: leak: 'p'

void falls_off_ok(void) {
  char *p = malloc(10);
  if (p)
    p[0] = 0;
  free(p);
}

int success_return_bad(const char *s) {
  char *copy = strdup(s);
  if (!copy)
    return -1;
  puts(copy);
  return 0; // expect: leak: 'copy'
}

int success_return_ok(const char *s) {
  char *copy = strdup(s);
  if (!copy)
    return -1;
  puts(copy);
  free(copy);
  return 0;
}

void one_of_two_bad(void) {
  char *a = malloc(1);
  char *b = malloc(1);
  free(a);
  if (b)
    *b = 0;
} // expect: leak: 'b'

void one_of_two_ok(void) {
  char *a = malloc(1);
  char *b = malloc(1);
  free(a);
  if (b)
    *b = 0;
  free(b);
}

void inner_scope_bad(bool b) {
  if (b) {
    char *p = malloc(10);
    if (p)
      *p = 0;
  } // expect: leak: 'p'
  puts("done");
}

void inner_scope_ok(bool b) {
  if (b) {
    char *p = malloc(10);
    if (p)
      *p = 0;
    free(p);
  }
  puts("done");
}

void one_branch_bad(bool b) {
  char *p = malloc(10);
  if (b)
    free(p);
} // expect: leak: 'p'

void one_branch_ok(bool b) {
  char *p = malloc(10);
  if (b)
    puts("freed anyway");
  free(p);
}

void stream_bad(void) {
  FILE *f = fopen("x", "r");
  if (!f)
    return;
  fputs("x", f);
} // expect: leak: 'f'

void stream_ok(void) {
  FILE *f = fopen("x", "r");
  if (!f)
    return;
  fputs("x", f);
  fclose(f);
}

// Null on this path: there is nothing to release.
void null_test_ok(void) {
  char *p = malloc(10);
  if (p == NULL)
    return;
  free(p);
}

void else_branch_ok(void) {
  char *p = malloc(10);
  if (p != NULL) {
    puts("got it");
    free(p);
  }
}

void guarded_free_ok(void) {
  char *p = malloc(10);
  if (p)
    free(p);
}

void free_of_null_ok(bool b) {
  char *p = NULL;
  if (b)
    p = malloc(10);
  free(p);
}

char *returned_ok(void) {
  char *p = malloc(10);
  if (p)
    *p = 0;
  return p;
}

// One finding for an acquisition, however many exits lose it.
void two_exits_bad(int n) {
  char *p = malloc(10);
  if (!p)
    return;
  if (n == 1)
    return; // expect: leak: 'p'
  puts(p);
}

void two_exits_ok(int n) {
  char *p = malloc(10);
  if (!p)
    return;
  if (n == 1) {
    free(p);
    return;
  }
  puts(p);
  free(p);
}

// The last name that holds it decides.
void alias_bad(void) {
  char *p = malloc(10);
  char *q = p;
  p = NULL;
  if (q)
    *q = 0;
} // expect: leak

void alias_ok(void) {
  char *p = malloc(10);
  char *q = p;
  p = NULL;
  free(q);
}
