// RUN: %check_both %s -- -std=gnu11
// Pattern 1 of the memory rules of a talloc project: a context for each request.
// The root context outside main is a finding of its own: the context should come from the caller.
#include "../Inputs/result.h"

typedef struct msg {
  char *text;
} msg_t;
res_t protocol_msg_parse(TALLOC_CTX *ctx, const char *input);
void show(const char *text);

void handle_request_ok(TALLOC_CTX *ctx, const char *input) {
  TALLOC_CTX *req_ctx = talloc_new(ctx);

  res_t res = protocol_msg_parse(req_ctx, input);
  if (is_err(&res)) {
    talloc_free(req_ctx);
    return;
  }
  msg_t *msg = res.ok;
  show(msg->text);
  talloc_free(req_ctx);
}

void handle_request_root(const char *input) {
  TALLOC_CTX *req_ctx = talloc_new(NULL); // expect: root-context

  res_t res = protocol_msg_parse(req_ctx, input);
  if (is_err(&res)) {
    talloc_free(req_ctx);
    return;
  }
  msg_t *msg = res.ok;
  show(msg->text);
  talloc_free(req_ctx);
}

void handle_request_bad(TALLOC_CTX *ctx, const char *input) {
  TALLOC_CTX *req_ctx = talloc_new(ctx);

  res_t res = protocol_msg_parse(req_ctx, input);
  if (is_err(&res)) {
    return; // expect: temporary-not-freed: 'req_ctx'
  }
  msg_t *msg = res.ok;
  show(msg->text);
  talloc_free(req_ctx);
}

// The macro returns past the context.
res_t check_bad(TALLOC_CTX *ctx, const char *input) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  CHECK(protocol_msg_parse(ctx, input)); // expect: temporary-not-freed: 'tmp'
  talloc_free(tmp);
  return OK(NULL);
}

res_t check_ok(TALLOC_CTX *ctx, const char *input) {
  CHECK(protocol_msg_parse(ctx, input));
  TALLOC_CTX *tmp = talloc_new(ctx);
  talloc_free(tmp);
  return OK(NULL);
}
