// RUN: %check_both %s
// A cleanup attribute is an event at the end of the scope; it releases the
// object that the variable holds then, not the name.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline void freep(void *p) { free(*(void **)p); }
static inline void charpp_free(char **p) {
  if (*p)
    free(*p);
}
static inline void fclosep(FILE **f) {
  if (*f)
    fclose(*f);
}
static inline void look_only(char **p) { puts(*p ? *p : ""); }

#define _cleanup_(f) __attribute__((cleanup(f)))
#define _cleanup_free_ _cleanup_(freep)
#define TAKE_PTR(p)                                                            \
  ({                                                                           \
    __typeof__(p) taken_ = (p);                                                \
    (p) = NULL;                                                                \
    taken_;                                                                    \
  })

void freed_at_end_ok(const char *s) {
  _cleanup_free_ char *p = strdup(s);
  if (p)
    puts(p);
}

int early_return_ok(const char *s) {
  _cleanup_(charpp_free) char *p = strdup(s);
  if (!p)
    return -1;
  if (*p == 'x')
    return -2;
  return 0;
}

void stream_ok(void) {
  _cleanup_(fclosep) FILE *f = fopen("x", "r");
  if (!f)
    return;
  fputs("x", f);
}

char *taken_ok(const char *s) {
  _cleanup_free_ char *p = strdup(s);
  if (!p)
    return NULL;
  return TAKE_PTR(p);
}

// The alias is not a second owner.
void alias_ok(const char *s) {
  _cleanup_free_ char *p = strdup(s);
  char *q = p;
  if (q)
    puts(q);
}

void not_released_bad(const char *s) {
  _cleanup_(look_only) char *p = strdup(s);
  if (p)
    *p = 0;
} // expect: leak: 'p'

void overwritten_bad(const char *s) {
  _cleanup_free_ char *p = strdup(s);
  p = strdup("other"); // expect: leak
}

void overwritten_ok(const char *s) {
  _cleanup_free_ char *p = strdup(s);
  free(p);
  p = strdup("other");
}

void in_loop_ok(int n) {
  for (int i = 0; i < n; i++) {
    _cleanup_free_ char *p = strdup("x");
    if (!p)
      break;
    if (i == 3)
      continue;
    puts(p);
  }
}

void goto_ok(int n) {
  _cleanup_free_ char *p = strdup("x");
  if (n)
    goto out;
  puts("not n");
out:
  puts("out");
}

bool out_parameter_ok(const char *s, char **ret) {
  _cleanup_free_ char *p = strdup(s);
  if (!p)
    return false;
  *ret = TAKE_PTR(p);
  return true;
}

struct pair {
  char *a, *b;
};

static void pair_done(struct pair *p) {
  free(p->a);
  free(p->b);
}

void struct_by_address_ok(void) {
  _cleanup_(pair_done) struct pair p = {0};
  p.a = strdup("a");
  p.b = strdup("b");
}
