// RUN: %check_fixes %s --rules=uninitialized-allocation -- -std=gnu11
// The zeroing twin is called, where its name is written in the file.
#include <stdlib.h>

typedef struct {
  int a, b, c;
} foo_t;

int fields_bad(void) {
  foo_t *foo = malloc(sizeof *foo); // fixed: foo_t *foo = calloc(1, sizeof *foo);
  if (!foo)
    return -1;
  foo->a = 1;
  int result = foo->b; // expect: uninitialized-allocation
  result += foo->c;    // expect: uninitialized-allocation
  free(foo);
  return result;
}

foo_t *cast_bad(int *sum) {
  foo_t *foo = (foo_t *)malloc(2 * sizeof(foo_t)); // fixed: (foo_t *)calloc(1, 2 * sizeof(foo_t));
  if (foo)
    *sum = foo->a; // expect: uninitialized-allocation
  return foo;
}

// Written by a macro: no fix.
#define NEW(T) ((T *)malloc(sizeof(T)))
int macro_bad(void) {
  foo_t *foo = NEW(foo_t); // fixed: foo_t *foo = NEW(foo_t);
  if (!foo)
    return -1;
  int result = foo->b; // expect: uninitialized-allocation
  free(foo);
  return result;
}

int fields_ok(void) {
  foo_t *foo = malloc(sizeof *foo); // fixed: foo_t *foo = malloc(sizeof *foo);
  if (!foo)
    return -1;
  foo->a = foo->b = 1;
  int result = foo->b;
  free(foo);
  return result;
}
