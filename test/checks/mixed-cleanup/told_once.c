// RUN: %check_both %s --rules=mixed-cleanup,release-mismatch
// What mixed-cleanup tells of a variable without a value is not told again by release-mismatch.
#include <stdio.h>
#include <stdlib.h>

static inline void freep(char **p) { free(*p); }
char *load(int from);

int unset_bad(int from) {
  __attribute__((cleanup(freep))) char *a; // expect: mixed-cleanup: 'a' has no value yet
  if (from < 0)
    return -1;
  a = load(from);
  return a[0];
}

int unset_ok(int from) {
  __attribute__((cleanup(freep))) char *a = NULL;
  if (from < 0)
    return -1;
  a = load(from);
  return a[0];
}

// Another cause at the same place stays.
int family_bad(const char *name) {
  __attribute__((cleanup(freep))) char *a = (char *)fopen(name, "r"); // expect: release-mismatch: 'a'
  return a != NULL;
}
