// RUN: %check_both %s -- -std=gnu11
// A flag that a helper sets to a constant is that constant for its caller.
#include <stdlib.h>

struct options {
  int keep;
  int mode;
};
static void init(struct options *o) {
  o->keep = 0;
  o->mode = 1;
}
static int parse(const char *s, int *kind) {
  if (!s)
    return -1;
  *kind = 7;
  return 0;
}

void mode_ok(char *text) {
  struct options o;
  init(&o);
  if (o.mode != 1)
    free(text);
  free(text);
}

void mode_bad(char *text) {
  struct options o;
  init(&o);
  if (o.mode == 1)
    free(text);
  free(text); // expect: double-free: 'text' is released twice
}

void kind_ok(char *text, const char *s) {
  int kind;
  if (parse(s, &kind) < 0)
    return;
  if (kind == 2)
    free(text);
  free(text);
}

void kind_bad(char *text, const char *s) {
  int kind;
  if (parse(s, &kind) < 0)
    return;
  if (kind > 2)
    free(text);
  free(text); // expect: double-free: 'text' is released twice
}
