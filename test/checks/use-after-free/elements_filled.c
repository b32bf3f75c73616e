// RUN: %check_both %s --rules=use-after-free,double-free -- -std=gnu11
// An element is released, and a callee puts another value there.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *slot_ok(int v) {
  static char *slots[4];
  static unsigned at;
  char **s = &slots[at++ & 3];
  free(*s);
  if (asprintf(s, "%d", v) < 0)
    *s = NULL;
  return *s ? *s : "";
}
const char *element_ok(char **v, int i, int n) {
  free(v[i]);
  if (asprintf(&v[i], "%d", n) < 0)
    v[i] = NULL;
  return v[i] ? v[i] : "";
}
static int fill(char **out, int n) {
  *out = n ? strdup("x") : NULL;
  return *out ? 0 : -1;
}
const char *filled_ok(char **v, int i, int n) {
  free(v[i]);
  if (fill(&v[i], n) < 0)
    return "";
  return v[i];
}
const char *released_bad(char **v, int i, int n) {
  if (fill(&v[i], n) < 0)
    return "";
  free(v[i]);
  return v[i]; // expect: use-after-free: 'v[i]'
}
