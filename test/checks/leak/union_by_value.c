// RUN: %check_both %s -- -std=gnu11
// What a callee puts where a union points to that it got by value is the caller's caller's.
#include <stdlib.h>
#include <string.h>
union place {
  void *pointer;
  long number;
};
static int fill(union place at, const char *text) {
  char **list = at.pointer;
  *list = strdup(text);
  return 0;
}
int fill_ok(union place at, const char *text) {
  int rc = fill(at, text);
  if (rc == 0)
    return 1;
  return rc;
}
int fill_bad(const char *text) {
  char *own = strdup(text);
  union place at = {&own};
  fill(at, text);
  return own != text; // expect: leak: 'own' is neither released nor transferred
}
