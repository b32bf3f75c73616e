// RUN: %check_both %s -- -std=gnu11
// The error comes from helpers whose bodies are in sight, through several calls.
#include "../Inputs/result.h"

static res_t check(TALLOC_CTX *ctx, const char *text) {
  if (!text[0])
    return ERR(ctx, PARSE, "empty");
  return OK(NULL);
}

static res_t check_twice(TALLOC_CTX *ctx, const char *text) {
  res_t first = check(ctx, text);
  if (is_err(&first))
    return first;
  return check(ctx, text + 1);
}

res_t through_two_bad(TALLOC_CTX *ctx, const char *text) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  res_t res = check_twice(tmp, text);
  talloc_free(tmp);
  return res; // expect: error-on-temporary: 'res'
}

res_t through_two_ok(TALLOC_CTX *ctx, const char *text) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  res_t res = check_twice(ctx, text);
  talloc_free(tmp);
  return res;
}

res_t check_macro_ok(TALLOC_CTX *ctx, const char *text) {
  CHECK(check(ctx, text));
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *copy = talloc_strdup(tmp, text);
  (void)copy;
  talloc_free(tmp);
  return OK(NULL);
}
