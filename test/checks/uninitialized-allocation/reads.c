// RUN: %check_both %s --also=uninitialized-allocation -- -std=gnu11 -isystem %S/../Inputs
// Fields of memory that nobody set are read.
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

typedef struct foo {
  int a;
  int b;
  char *name;
} foo_t;
void fill(foo_t *foo);

int field_bad(TALLOC_CTX *ctx) {
  foo_t *foo = talloc(ctx, foo_t);
  if (!foo)
    return -1;
  foo->a = 1;
  return foo->b; // expect: uninitialized-allocation: b'
}

int zeroed_ok(TALLOC_CTX *ctx) {
  foo_t *foo = talloc_zero(ctx, foo_t);
  if (!foo)
    return -1;
  foo->a = 1;
  return foo->b;
}

int all_set_ok(TALLOC_CTX *ctx) {
  foo_t *foo = talloc(ctx, foo_t);
  if (!foo)
    return -1;
  foo->a = 1;
  foo->b = 2;
  foo->name = NULL;
  return foo->a + foo->b;
}

int literal_ok(TALLOC_CTX *ctx) {
  foo_t *foo = talloc(ctx, foo_t);
  if (!foo)
    return -1;
  *foo = (foo_t){.a = 1};
  return foo->b;
}

int memset_ok(TALLOC_CTX *ctx) {
  foo_t *foo = talloc(ctx, foo_t);
  if (!foo)
    return -1;
  memset(foo, 0, sizeof *foo);
  return foo->b;
}

int filled_ok(TALLOC_CTX *ctx) {
  foo_t *foo = talloc(ctx, foo_t);
  if (!foo)
    return -1;
  fill(foo);
  return foo->b;
}

int one_path_not_seen(TALLOC_CTX *ctx, int set) {
  foo_t *foo = talloc(ctx, foo_t);
  if (!foo)
    return -1;
  if (set)
    foo->b = 1;
  return foo->b;
}

int malloc_bad(void) {
  foo_t *foo = malloc(sizeof *foo);
  if (!foo)
    return -1;
  foo->a = 1;
  int result = foo->b; // expect: uninitialized-allocation: b'
  free(foo);
  return result;
}

int calloc_ok(void) {
  foo_t *foo = calloc(1, sizeof *foo);
  if (!foo)
    return -1;
  int result = foo->b;
  free(foo);
  return result;
}

// A pointer that nobody set is freed.
void freed_bad(void) {
  foo_t *foo = malloc(sizeof *foo);
  if (!foo)
    return;
  free(foo->name); // expect: uninitialized-allocation: name'
  free(foo);
}
