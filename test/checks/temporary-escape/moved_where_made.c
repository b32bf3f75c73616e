// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// Moved away from the temporary context where it was made, and nothing where it was not.
#include <talloc.h>

struct conf {
  int n;
};

struct conf *load_ok(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  struct conf *c;
  if (!tmp)
    return NULL;
  c = talloc_zero(tmp, struct conf);
  if (c)
    talloc_steal(ctx, c);
  talloc_free(tmp);
  return c;
}

struct conf *load_bad(TALLOC_CTX *ctx, int keep) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  struct conf *c;
  if (!tmp)
    return NULL;
  c = talloc_zero(tmp, struct conf);
  if (c && keep)
    talloc_steal(ctx, c);
  talloc_free(tmp);
  return c; // expect: temporary-escape: 'c'
}
