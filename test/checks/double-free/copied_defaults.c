// RUN: %check_both %s -- -std=gnu11
// What a constant record holds is known in its copy, too.
#include <stdlib.h>

struct settings {
  const char *name;
  int keep;
  int level;
  struct {
    int low, high;
  } range;
};
static const struct settings usual = {.name = "usual", .level = 2, .range = {1, 5}};
static struct settings changing = {.keep = 0};

void copied_ok(char *text) {
  struct settings s = usual;
  if (s.keep)
    free(text);
  free(text);
}

void copied_bad(char *text) {
  struct settings s = usual;
  if (s.level == 2)
    free(text);
  free(text); // expect: double-free: 'text' is released twice
}

void assigned_ok(char *text) {
  struct settings s;
  s = usual;
  if (s.range.high != 5)
    free(text);
  free(text);
}

void set_later_bad(char *text, int keep) {
  struct settings s = usual;
  s.keep = keep;
  if (s.keep)
    free(text);
  free(text); // expect: double-free: 'text' is released twice
}

void no_constant_bad(char *text) {
  struct settings s = changing;
  if (s.keep)
    free(text);
  free(text); // expect: double-free: 'text' is released twice
}
