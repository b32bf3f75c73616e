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

// The helper returns NULL for its value, or an error: the two are one in what callers know of it.
res_t through_two_not_seen(TALLOC_CTX *ctx, const char *text) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  res_t res = check_twice(tmp, text);
  if (is_err(&res)) {
    talloc_free(tmp);
    return res; // not seen: error-on-temporary: 'res'
  }
  talloc_free(tmp);
  return OK(NULL);
}

// The result is a value on one path and an error on the other.
res_t through_two_unasked_bad(TALLOC_CTX *ctx, const char *text) {
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

static res_t made(TALLOC_CTX *ctx, const char *text) {
  if (!text[0])
    return ERR(ctx, PARSE, "empty");
  return OK(talloc_strdup(ctx, text));
}

static res_t made_twice(TALLOC_CTX *ctx, const char *text) {
  res_t first = made(ctx, text);
  if (is_err(&first))
    return first;
  return made(ctx, text + 1);
}

res_t through_two_bad(TALLOC_CTX *ctx, const char *text) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  res_t res = made_twice(tmp, text);
  if (is_err(&res)) {
    talloc_free(tmp);
    return res; // expect: error-on-temporary: 'res'
  }
  talloc_free(tmp);
  return OK(NULL);
}
