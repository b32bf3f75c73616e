// RUN: %check_both %s
// What a helper put into *out, into a global or into the struct that it returns: an
// address that free() does not take, or one that is released already.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct text {
  int size;
  char *bytes;
};

static char spare[8];
static char *kept;

static void lend1(char **out) { *out = spare; }
static void lend2(char **out) { lend1(out); }
static void name1(const char **out) { *out = "name"; }
static void inside1(char **out) {
  char *p = malloc(8);
  *out = p ? p + 1 : NULL;
}
static void inside2(char **out) { inside1(out); }
static void over1(char **out) {
  char *p = malloc(8);
  free(p);
  *out = p;
}
static void over2(char **out) { over1(out); }
static int either(char **out, int n) {
  if (n > 8) {
    *out = malloc(n);
    return *out ? 1 : -1;
  }
  *out = spare;
  return 0;
}
static void unknown(char **out, int n) { *out = n > 8 ? malloc(n) : spare; }
static struct text literal(void) {
  struct text t = {4, "text"};
  return t;
}
static struct text fresh(void) {
  struct text t = {4, strdup("text")};
  return t;
}
static void keep_spare(void) { kept = spare; }

void lent_bad(void) {
  char *p = NULL;
  lend2(&p);
  free(p); // expect: release-mismatch: 'p'
}

void lent_ok(void) {
  char *p = NULL;
  lend2(&p);
  puts(p);
}

void name_bad(void) {
  const char *p = NULL;
  name1(&p);
  free((void *)p); // expect: release-mismatch: 'p'
}

void inside_bad(void) {
  char *p = NULL;
  inside2(&p);
  free(p); // expect: release-mismatch: 'p'
}

void inside_ok(void) {
  char *p = NULL;
  inside2(&p);
  if (p)
    free(p - 1);
}

void over_bad(void) {
  char *p = NULL;
  over2(&p);
  puts(p); // expect: use-after-free: 'p'
}

void over_twice_bad(void) {
  char *p = NULL;
  over2(&p);
  free(p); // expect: double-free: 'p'
}

void told_ok(int n) {
  char *p;
  int made = either(&p, n);
  if (made < 0)
    return;
  puts(p);
  if (made)
    free(p);
}

void told_bad(int n) {
  char *p;
  if (either(&p, n) == 0)
    free(p); // expect: release-mismatch: 'p'
  else
    free(p);
}

// Which of them it was, only the helper knows.
void untold_ok(int n) {
  char *p;
  unknown(&p, n);
  if (n > 8)
    free(p);
}

void member_bad(void) {
  struct text t = literal();
  free(t.bytes); // expect: release-mismatch: 't.bytes'
}

void member_ok(void) {
  struct text t = fresh();
  free(t.bytes);
}

void global_bad(void) {
  keep_spare();
  free(kept); // expect: release-mismatch: 'kept'
}

// How it is released, a flag of the file says.
static int plain;
static void end(FILE *f) {
  if (plain)
    free(f);
  else
    fclose(f);
}

void by_flag_ok(void) {
  FILE *f = fopen("a", "r");
  plain = 0;
  if (f)
    end(f);
}

void by_flag_bad(void) {
  FILE *f = fopen("a", "r");
  plain = 1;
  if (f)
    end(f); // expect: release-mismatch: 'f'
}
