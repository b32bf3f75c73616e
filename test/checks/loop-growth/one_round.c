// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// A for that runs once, as macros write blocks: also where a helper reads the flag.
#include <stdbool.h>
#include <talloc.h>

struct guard {
  TALLOC_CTX *tmp;
  bool run;
};
static inline struct guard guard_make(TALLOC_CTX *ctx) {
  struct guard g;
  g.tmp = talloc_new(ctx);
  g.run = true;
  return g;
}
static inline bool guard_runs(struct guard *g) { return g->run; }
static inline void guard_end(struct guard *g) { talloc_free(g->tmp); }
#define WITH_TEMPORARY(ctx, name)                                                                                      \
  for (__attribute__((cleanup(guard_end))) struct guard name##_ = guard_make(ctx); guard_runs(&name##_);               \
       name##_.run = false)                                                                                            \
    for (TALLOC_CTX *name = name##_.tmp; name##_.run; name##_.run = false)

int sum_ok(TALLOC_CTX *ctx, int n) {
  int sum = 0;
  WITH_TEMPORARY(ctx, tmp) {
    int *one = talloc(tmp, int);
    if (!one)
      return -1;
    *one = n;
    sum += *one;
  }
  return sum;
}

int sum_bad(TALLOC_CTX *ctx, int n) {
  int sum = 0;
  for (int i = 0; i < n; i++) {
    int *one = talloc(ctx, int); // expect: loop-growth
    if (!one)
      return -1;
    *one = i;
    sum += *one;
  }
  return sum;
}
