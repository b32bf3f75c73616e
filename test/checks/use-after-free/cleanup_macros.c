// RUN: %check_both %s
// Cleanup attributes, macros, statement expressions, goto.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline void freep(void *p) { free(*(void **)p); }
#define _cleanup_free_ __attribute__((cleanup(freep)))
#define SAFE_FREE(p)                                                           \
  do {                                                                         \
    free(p);                                                                   \
    (p) = NULL;                                                                \
  } while (0)
#define JUST_FREE(p) free(p)

struct keeper {
  char *kept;
};

// The scope ends before the use.
void inner_scope_bad(const char *s) {
  char *outer = NULL;
  {
    _cleanup_free_ char *p = strdup(s);
    outer = p;
  }
  if (outer)
    puts(outer); // expect: use-after-free
}

void inner_scope_ok(const char *s) {
  char *outer = NULL;
  {
    _cleanup_free_ char *p = strdup(s);
    outer = p;
    if (outer)
      puts(outer);
  }
}

void safe_free_ok(char *p) {
  SAFE_FREE(p);
  if (p)
    puts(p);
}

void just_free_bad(char *p) {
  JUST_FREE(p);
  puts(p); // expect: use-after-free: 'p'
}

void statement_expression_bad(char *p) {
  int n = ({
    free(p);
    (int)strlen(p); // expect: use-after-free: 'p'
  });
  printf("%d\n", n);
}

void statement_expression_ok(char *p) {
  int n = ({
    int length = (int)strlen(p);
    free(p);
    length;
  });
  printf("%d\n", n);
}

void goto_bad(char *p, int n) {
  if (n)
    goto out;
  free(p);
out:
  puts(p); // expect: use-after-free: 'p'
}

void goto_ok(char *p, int n) {
  if (n)
    goto out;
  puts("not n");
out:
  puts(p);
  free(p);
}

void fall_through_bad(char *p, int n) {
  switch (n) {
  case 1:
    free(p);
    /* fall through */
  case 2:
    puts(p); // expect: use-after-free: 'p'
    break;
  default:
    break;
  }
}

void fall_through_ok(char *p, int n) {
  switch (n) {
  case 1:
    free(p);
    break;
  case 2:
    puts(p);
    break;
  default:
    break;
  }
}

void and_bad(char *p) {
  free(p);
  if (p && *p) // expect: use-after-free: 'p'
    return;
}

void and_ok(char *p) {
  if (p && *p)
    puts("text");
  free(p);
}

void ternary_bad(char *p, bool b) {
  b ? free(p) : (void)0;
  puts(p); // expect: use-after-free: 'p'
}

void ternary_ok(char *p, bool b) {
  b ? (void)puts(p) : (void)0;
  free(p);
}
