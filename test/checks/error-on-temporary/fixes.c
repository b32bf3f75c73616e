// RUN: %check_fixes %s --rules=error-on-temporary -- -std=gnu11
// The call gets the context that the temporary hangs from, where that is a parameter.
#include "../Inputs/result.h"

res_t some_function(TALLOC_CTX *ctx);
res_t parse(const char *text, TALLOC_CTX *ctx);
err_t *last_error(TALLOC_CTX *ctx);
void replace(TALLOC_CTX **ctx);

res_t called_bad(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  res_t res = some_function(tmp); // fixed: res_t res = some_function(ctx);
  if (is_err(&res)) {
    talloc_free(tmp);
    return res; // expect: error-on-temporary
  }
  talloc_free(tmp);
  return OK(NULL);
}

res_t other_names_bad(TALLOC_CTX *parent, const char *text) {
  TALLOC_CTX *work = NULL;
  work = talloc_new(parent);
  res_t res = parse(text, work); // fixed: res_t res = parse(text, parent);
  if (is_err(&res))
    goto out;
  res = OK(NULL);
out:
  TALLOC_FREE(work);
  return res; // expect: error-on-temporary
}

res_t made_bad(TALLOC_CTX *ctx, const char *text) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  if (!text[0]) {
    res_t failed = ERR(tmp, INVALID_ARG, "empty"); // fixed: res_t failed = ERR(ctx, INVALID_ARG, "empty");
    talloc_free(tmp);
    return failed; // expect: error-on-temporary
  }
  talloc_free(tmp);
  return OK(NULL);
}

err_t *pointer_bad(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  err_t *error = last_error(tmp); // fixed: err_t *error = last_error(ctx);
  talloc_free(tmp);
  return error; // expect: error-on-temporary
}

// Which context the caller keeps is not certain: no fix.
struct session {
  TALLOC_CTX *ctx;
};
err_t *of_field_bad(struct session *session) {
  TALLOC_CTX *tmp = talloc_new(session->ctx);
  err_t *error = last_error(tmp); // fixed: err_t *error = last_error(tmp);
  talloc_free(tmp);
  return error; // expect: error-on-temporary
}

err_t *changed_parameter_bad(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  ctx = NULL;
  (void)ctx;
  err_t *error = last_error(tmp); // fixed: err_t *error = last_error(tmp);
  talloc_free(tmp);
  return error; // expect: error-on-temporary
}

err_t *hidden_parameter_bad(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  err_t *error;
  {
    int ctx = 0;
    (void)ctx;
    error = last_error(tmp); // fixed: error = last_error(tmp);
  }
  talloc_free(tmp);
  return error; // expect: error-on-temporary
}
