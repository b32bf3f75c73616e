// RUN: %check_both %s -- -std=gnu11
// A helper gives a new block or a variable that all share; who asks which knows.
#include <stdlib.h>
#include <string.h>

struct text {
  size_t n;
  char s[8];
};
static struct text none;
extern struct text other_none;

static struct text *make(const char *s) {
  if (!s[0])
    return &none;
  struct text *t = malloc(sizeof *t + strlen(s));
  if (!t)
    abort();
  return t;
}

static struct text *make_other(const char *s) {
  if (!s[0])
    return &other_none;
  struct text *t = malloc(sizeof *t + strlen(s));
  if (!t)
    abort();
  return t;
}

void asked_ok(const char *s) {
  struct text *t = make(s);
  if (t != &none)
    free(t);
}

void asked_other_ok(const char *s) {
  struct text *t = make_other(s);
  if (t != &other_none)
    free(t);
}

void unasked_bad(const char *s) {
  struct text *t = make(s);
  free(t); // expect: release-mismatch
}

void reversed_bad(const char *s) {
  struct text *t = make(s);
  if (t == &none)
    free(t); // expect: release-mismatch
} // expect: leak
