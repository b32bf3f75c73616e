// RUN: %check_both %s
// switch with fall-through, goto forwards and backwards.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void case_bad(int n) {
  char *p = malloc(10);
  switch (n) {
  case 0:
    free(p);
    break;
  case 1:
    puts("one");
    break;
  default:
    free(p);
    break;
  }
} // expect: leak: 'p'

void case_ok(int n) {
  char *p = malloc(10);
  switch (n) {
  case 0:
    free(p);
    break;
  case 1:
    puts("one");
    free(p);
    break;
  default:
    free(p);
    break;
  }
}

void fall_through_ok(int n) {
  char *p = malloc(10);
  switch (n) {
  case 1:
    puts("one");
    /* fall through */
  case 2:
    puts("two");
    /* fall through */
  default:
    free(p);
  }
}

void no_default_bad(int n) {
  char *p = malloc(10);
  switch (n) {
  case 0:
  case 1:
    free(p);
    break;
  }
} // expect: leak: 'p'

void no_default_ok(int n) {
  char *p = malloc(10);
  switch (n) {
  case 0:
  case 1:
    puts("small");
    break;
  }
  free(p);
}

void skip_bad(int n) {
  char *p = malloc(10);
  if (n)
    goto out;
  free(p);
out:
  puts("out");
} // expect: leak: 'p'

void skip_ok(int n) {
  char *p = malloc(10);
  if (n)
    goto out;
  puts("in");
out:
  free(p);
}

// Success goes through the label, too.
int ladder_ok(const char *s) {
  int result = -1;
  char *a = NULL, *b = NULL;
  a = strdup(s);
  if (!a)
    goto out;
  b = strdup(s);
  if (!b)
    goto out;
  puts(a);
  result = 0;
out:
  free(b);
  free(a);
  return result;
}

void backwards_ok(int n) {
  char *p;
again:
  p = malloc(10);
  if (!p && n-- > 0)
    goto again;
  free(p);
}

void backwards_bad(int n) {
  char *p;
again:
  p = malloc(10); // expect: leak
  if (n-- > 0)
    goto again;
  free(p);
}
