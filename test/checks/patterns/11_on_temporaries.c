// RUN: %check_both %s -- -std=gnu11
// Hard pattern 11: a result or an error on a temporary context, through out-parameters and several calls.
#include "../Inputs/result.h"

struct reply {
  char *text;
  char *reason;
};

static int make_text(TALLOC_CTX *ctx, char **out, const char *s) {
  char *text = talloc_asprintf(ctx, "<%s>", s);
  if (!text)
    return -1;
  *out = text;
  return 0;
}

static int make_twice(TALLOC_CTX *ctx, char **out, const char *s) {
  char *first;
  if (make_text(ctx, &first, s) < 0)
    return -1;
  return make_text(ctx, out, first);
}

int fill_reply(TALLOC_CTX *ctx, struct reply *out, const char *s);

int out_of_two_calls_bad(TALLOC_CTX *ctx, char **out, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  int result = make_twice(tmp, out, s); // expect: temporary-escape
  talloc_free(tmp);
  return result;
}

int out_of_two_calls_ok(TALLOC_CTX *ctx, char **out, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *text = NULL;
  int result = make_twice(tmp, &text, s);
  if (result == 0)
    *out = talloc_move(ctx, &text);
  talloc_free(tmp);
  return result;
}

char *local_out_bad(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *text = NULL;
  if (make_twice(tmp, &text, s) < 0) {
    talloc_free(tmp);
    return NULL;
  }
  talloc_free(tmp);
  return text; // expect: temporary-escape: 'text'
}

char *local_out_ok(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *text = NULL;
  if (make_twice(tmp, &text, s) < 0) {
    talloc_free(tmp);
    return NULL;
  }
  char *result = talloc_steal(ctx, text);
  talloc_free(tmp);
  return result;
}

// Into a struct of the caller, by a function of which only the declaration is known.
int filled_ok(TALLOC_CTX *ctx, struct reply *out, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *text = talloc_strdup(tmp, s);
  int result = text ? fill_reply(ctx, out, text) : -1;
  talloc_free(tmp);
  return result;
}

static res_t step(TALLOC_CTX *ctx, const char *s) {
  if (!s[0])
    return ERR(ctx, PARSE, "empty");
  char *text = talloc_strdup(ctx, s);
  return OK(text);
}

static res_t steps(TALLOC_CTX *ctx, const char *s) {
  res_t res = step(ctx, s);
  if (is_err(&res))
    return res;
  return step(ctx, s + 1);
}

// The temporary of a middle function: its own error dies with it.
static res_t middle_bad(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  res_t res = steps(tmp, s);
  if (is_err(&res)) {
    talloc_free(tmp);
    return res; // expect: error-on-temporary: 'res'
  }
  talloc_free(tmp);
  return OK(NULL);
}

static res_t middle_ok(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  res_t res = steps(ctx, s);
  if (is_err(&res)) {
    talloc_free(tmp);
    return res;
  }
  char *copy = talloc_strdup(tmp, s);
  (void)copy;
  talloc_free(tmp);
  return OK(NULL);
}

res_t outer(TALLOC_CTX *ctx, const char *s) {
  CHECK(middle_ok(ctx, s));
  return middle_bad(ctx, s);
}

int reason_bad(TALLOC_CTX *ctx, struct reply *reply, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *reason = talloc_asprintf(tmp, "can not parse %s", s);
  reply->reason = reason; // expect: temporary-escape
  TALLOC_FREE(tmp);
  return -1;
}

int reason_ok(TALLOC_CTX *ctx, struct reply *reply, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *reason = talloc_asprintf(tmp, "can not parse %s", s);
  reply->reason = talloc_steal(reply, reason);
  TALLOC_FREE(tmp);
  return -1;
}
