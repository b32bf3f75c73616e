// RUN: %check_both %s -- -std=gnu11
// A flag that stores `!x`, `x == NULL` or a comparison is as good as the comparison, also as an argument.
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int negated_ok(const char *s) {
  char *b = strdup(s);
  bool fail = !b;
  if (fail)
    return -1;
  free(b);
  return 0;
}

int negated_bad(const char *s) {
  char *b = strdup(s);
  bool fail = !b;
  if (!fail)
    return 1; // expect: leak: 'b'
  free(b);
  return 0;
}

int null_flag_ok(const char *s) {
  FILE *f = fopen(s, "r");
  int fail = f == NULL;
  if (fail)
    return -1;
  fclose(f);
  return 0;
}

int late_ok(const char *s) {
  bool fail = !s;
  char *b = NULL;
  if (!fail) {
    b = strdup(s);
    fail = !b;
  }
  if (fail)
    return -1;
  free(b);
  return 0;
}

int twice_ok(char *a, int k) {
  bool big = k > 3;
  if (big)
    free(a);
  if (!big) {
    puts(a);
    free(a);
  }
  return big;
}

int twice_bad(char *a, int k) {
  bool big = k > 3;
  if (big)
    free(a);
  if (k > 4)
    puts(a); // expect: use-after-free: 'a'
  return big;
}

int failed_put_ok(const char *s, FILE *out) {
  char *a = strdup(s);
  bool bad;
  if (!a)
    return -1;
  bad = fputs(a, out) == EOF;
  if (bad)
    free(a);
  if (!bad) {
    puts(a);
    free(a);
  }
  return bad;
}

int complement_ok(const char *s, int n) {
  FILE *f = stdout;
  bool several = n > 1;
  if (several) {
    f = fopen(s, "w");
    if (!f)
      return -1;
  }
  fputs("x", f);
  if (n <= 1)
    return 0;
  fclose(f);
  return 0;
}

int complement_bad(const char *s, int n) {
  FILE *f = stdout;
  bool several = n > 1;
  if (several) {
    f = fopen(s, "w");
    if (!f)
      return -1;
  }
  fputs("x", f);
  if (n <= 2)
    return 0; // expect: leak: 'f'
  fclose(f);
  return 0;
}

static void show(char *m, bool consume) {
  puts(m);
  if (consume)
    free(m);
}

int argument_ok(const char *t, bool keep) {
  char *m = strdup(t);
  if (!m)
    return -1;
  show(m, !keep);
  if (keep)
    free(m);
  return 0;
}

int argument_bad(const char *t, bool keep) {
  char *m = strdup(t);
  if (!m)
    return -1;
  show(m, !keep);
  if (!keep)
    free(m); // expect: double-free: 'm'
  return 0;  // expect: leak: 'm'
}

int range_ok(const char *t, int n) {
  char *m = strdup(t);
  if (!m)
    return -1;
  show(m, n > 10);
  if (n <= 10)
    free(m);
  return 0;
}

static int get(const char *s, char **out, bool quiet) {
  if (quiet)
    return 0;
  *out = strdup(s);
  return *out ? 1 : -1;
}

int filled_ok(const char *t, bool loud) {
  char *m;
  int r = get(t, &m, !loud);
  if (r < 0)
    return r;
  if (loud) {
    puts(m);
    free(m);
  }
  return 0;
}

static char *dup_if(const char *s, bool want) { return want ? strdup(s) : NULL; }

int made_ok(const char *t, int skip) {
  char *m = dup_if(t, skip == 0);
  if (skip)
    return 0;
  if (!m)
    return -1;
  free(m);
  return 0;
}

int made_bad(const char *t, int skip) {
  char *m = dup_if(t, skip == 0);
  if (!skip)
    return 0; // expect: leak: 'm'
  free(m);
  return 0;
}
