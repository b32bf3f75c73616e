// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// The error of a record is moved to the caller's context before the temporary one ends.
#include <talloc.h>

typedef struct {
  int code;
} err_t;
typedef struct {
  void *ok;
  err_t *err;
} res_t;
res_t parse(TALLOC_CTX *ctx, const char *text);

res_t stolen_ok(TALLOC_CTX *ctx, const char *line) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  res_t res = parse(tmp, line);
  if (res.err) {
    res.err = talloc_steal(ctx, res.err);
    talloc_free(tmp);
    return res;
  }
  talloc_free(tmp);
  return (res_t){0};
}

res_t left_bad(TALLOC_CTX *ctx, const char *line) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  res_t res = parse(tmp, line);
  talloc_free(tmp);
  return res; // expect: error-on-temporary: 'res'
}
