// RUN: %check_both %s -- -std=gnu11
// A local pointer that a path releases before anything was stored there.
#include <stdlib.h>
#include <string.h>

int step(void);

int common_exit_bad(const char *s) {
  char *a, *b;
  int rc = -1;
  a = strdup(s);
  if (!a)
    goto out;
  b = strdup(s);
  if (!b)
    goto out;
  rc = step();
out:
  free(a);
  free(b); // expect: release-mismatch: 'free' releases 'b', which was never given a value
  return rc;
}

int common_exit_ok(const char *s) {
  char *a = NULL, *b = NULL;
  int rc = -1;
  a = strdup(s);
  if (!a)
    goto out;
  b = strdup(s);
  if (!b)
    goto out;
  rc = step();
out:
  free(a);
  free(b);
  return rc;
}

void asked_bad(const char *s) {
  char *a, *b;
  a = strdup(s);
  if (!a)
    goto out;
  b = strdup(s);
out:
  if (a)
    free(a);
  if (b)
    free(b); // expect: release-mismatch: 'free' releases 'b', which was never given a value
}

void one_branch_bad(int wanted) {
  char *p;
  if (wanted)
    p = malloc(3);
  free(p); // expect: release-mismatch: 'free' releases 'p', which was never given a value
}

void grown_bad(void) {
  char *p;
  p = realloc(p, 3); // expect: release-mismatch: 'realloc' releases 'p', which was never given a value
  free(p);
}

static void freep(void *p) {
  free(*(void **)p);
}

int cleanup_bad(int refused) {
  __attribute__((cleanup(freep))) char *p; // expect: release-mismatch: 'freep' releases 'p', which was never given a value
  if (refused)
    return -1;
  p = malloc(3);
  return p ? 0 : -1;
}

int cleanup_ok(int refused) {
  __attribute__((cleanup(freep))) char *p = NULL;
  if (refused)
    return -1;
  p = malloc(3);
  return p ? 0 : -1;
}

// Whether it was set is the question of a condition that is asked twice, of a loop, of a switch.
void same_question_ok(int wanted) {
  char *p;
  if (wanted)
    p = malloc(3);
  step();
  if (wanted)
    free(p);
}

void loop_ok(int n) {
  char *p;
  for (int i = 0; i < n; i++) {
    p = malloc(3);
    if (p)
      break;
  }
  free(p);
}

enum kind { SMALL, LARGE };
void every_case_ok(enum kind kind) {
  char *p;
  switch (kind) {
  case SMALL:
    p = malloc(1);
    break;
  case LARGE:
    p = malloc(100);
    break;
  }
  free(p);
}

void round_ok(int n) {
  while (n--) {
    char *p;
    if (n == 3)
      continue;
    p = malloc(3);
    free(p);
  }
}

static int fill(char **out) {
  *out = malloc(3);
  return *out ? 0 : -1;
}
void by_address_ok(void) {
  char *p;
  if (fill(&p) == 0)
    free(p);
}

void assembler_ok(void) {
  char *p;
  __asm__("" : "=r"(p));
  free(p);
}
