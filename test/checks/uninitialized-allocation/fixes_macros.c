// RUN: %check_fixes %s --rules=uninitialized-allocation -- -std=gnu11 -isystem %S/../Inputs
// Allocators that are macros: the zeroing twin's name in the place of theirs.
#include <cex.h>
#include <talloc.h>

typedef struct {
  int a, b;
} foo_t;

int talloc_bad(TALLOC_CTX *ctx) {
  foo_t *foo = talloc(ctx, foo_t); // fixed: foo_t *foo = talloc_zero(ctx, foo_t);
  if (!foo)
    return -1;
  foo->a = 1;
  return foo->a + foo->b; // expect: uninitialized-allocation
}

int cex_bad(IAllocator allc) {
  foo_t *foo = mem$malloc(allc, sizeof(foo_t)); // fixed: foo_t *foo = mem$calloc(allc, 1, sizeof(foo_t));
  if (!foo)
    return -1;
  foo->a = 1;
  int sum = foo->a + foo->b; // expect: uninitialized-allocation
  mem$free(allc, foo);
  return sum;
}

// A macro of the program's own, whatever it is over: no fix.
#define NEW(ctx, T) talloc(ctx, T)
int own_macro_bad(TALLOC_CTX *ctx) {
  foo_t *foo = NEW(ctx, foo_t); // fixed: foo_t *foo = NEW(ctx, foo_t);
  if (!foo)
    return -1;
  foo->a = 1;
  return foo->b; // expect: uninitialized-allocation
}

int talloc_ok(TALLOC_CTX *ctx) {
  foo_t *foo = talloc(ctx, foo_t); // fixed: foo_t *foo = talloc(ctx, foo_t);
  if (!foo)
    return -1;
  foo->a = foo->b = 1;
  return foo->b;
}
