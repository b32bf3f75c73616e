// RUN: %check_both %s -- -std=gnu11
// Errors of a result layer: allocated on a temporary, they die with it.
#include "../Inputs/result.h"

res_t some_function(TALLOC_CTX *ctx);
res_t parse(TALLOC_CTX *ctx, const char *text);
err_t *last_error(TALLOC_CTX *ctx);

res_t called_bad(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);

  res_t res = some_function(tmp);
  if (is_err(&res)) {
    talloc_free(tmp);
    return res; // expect: error-on-temporary: 'res'
  }

  talloc_free(tmp);
  return OK(NULL);
}

res_t called_ok(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);

  res_t res = some_function(ctx);
  if (is_err(&res)) {
    talloc_free(tmp);
    return res;
  }

  talloc_free(tmp);
  return OK(NULL);
}

res_t made_bad(TALLOC_CTX *ctx, const char *text) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *copy = talloc_strdup(tmp, text);
  if (!copy) {
    res_t failed = ERR(tmp, INVALID_ARG, "no copy");
    talloc_free(tmp);
    return failed; // expect: error-on-temporary: 'failed'
  }
  talloc_free(tmp);
  return OK(NULL);
}

res_t made_ok(TALLOC_CTX *ctx, const char *text) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *copy = talloc_strdup(tmp, text);
  if (!copy) {
    res_t failed = ERR(ctx, INVALID_ARG, "no copy");
    talloc_free(tmp);
    return failed;
  }
  talloc_free(tmp);
  return OK(NULL);
}

// The error moves to the caller's context before the temporary ends.
res_t stolen_ok(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  res_t res = some_function(tmp);
  if (is_err(&res)) {
    talloc_steal(ctx, res.err);
    talloc_free(tmp);
    return res;
  }
  talloc_free(tmp);
  return OK(NULL);
}

// A new error takes the place of the temporary's.
res_t replaced_ok(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  res_t res = some_function(tmp);
  if (is_err(&res)) {
    talloc_free(tmp);
    return ERR(ctx, IO, "some function failed");
  }
  talloc_free(tmp);
  return OK(NULL);
}

// One exit for all.
res_t one_exit_bad(TALLOC_CTX *ctx, const char *text) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  res_t res = parse(tmp, text);
  if (is_err(&res))
    goto done;
  res = OK(NULL);
done:
  talloc_free(tmp);
  return res; // expect: error-on-temporary: 'res'
}

res_t one_exit_ok(TALLOC_CTX *ctx, const char *text) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  res_t res = parse(ctx, text);
  if (is_err(&res))
    goto done;
  res = OK(NULL);
done:
  talloc_free(tmp);
  return res;
}

// The value of a result is asked, and the result forgotten.
int asked_ok(TALLOC_CTX *ctx, const char *text) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  res_t res = parse(tmp, text);
  int failed = is_err(&res);
  talloc_free(tmp);
  return failed ? -1 : 0;
}

// An error by pointer.
err_t *pointer_bad(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  err_t *error = last_error(tmp);
  talloc_free(tmp);
  return error; // expect: error-on-temporary: 'error'
}

err_t *pointer_ok(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  err_t *error = last_error(ctx);
  talloc_free(tmp);
  return error;
}
