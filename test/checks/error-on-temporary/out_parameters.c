// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// An error object that goes out by a parameter is read where the function fails: there it counts, and a result does not.
#include <talloc.h>

typedef struct err {
  int code;
} err_t;
typedef struct value {
  int n;
} value_t;

int failing_bad(TALLOC_CTX *ctx, err_t **err) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  *err = talloc_zero(tmp, err_t); // expect: error-on-temporary: '*err'
  talloc_free(tmp);
  return -1;
}

int failing_ok(TALLOC_CTX *ctx, err_t **err) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  *err = talloc_zero(ctx, err_t);
  talloc_free(tmp);
  return -1;
}

int result_ok(TALLOC_CTX *ctx, value_t **out) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  *out = talloc_zero(tmp, value_t);
  talloc_free(tmp);
  return -1;
}
