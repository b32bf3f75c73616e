// RUN: %check_both %s -- -std=gnu11
// Patterns 2 and 4 of the memory rules of a talloc project: results on the caller's context, temporaries for the rest.
#include "../Inputs/result.h"

typedef struct input {
  const char *text;
} input_t;
typedef struct parsed {
  char *word;
} parsed_t;
typedef struct result {
  int value;
} result_t;
typedef struct config {
  char *openai_api_key;
  char *listen_address;
} config_t;

result_t *process_internal(TALLOC_CTX *ctx, input_t *in);

res_t config_load_ok(TALLOC_CTX *ctx, const char *key_from_file, const char *addr_from_file) {
  config_t *config = talloc_zero_(ctx, sizeof(config_t));
  if (!config)
    PANIC("Out of memory");
  config->openai_api_key = talloc_strdup(config, key_from_file);
  config->listen_address = talloc_strdup(config, addr_from_file);
  return OK(config);
}

int main(void) {
  TALLOC_CTX *ctx = talloc_new(NULL);
  res_t res = config_load_ok(ctx, "key", "address");
  config_t *config = res.ok;
  int length = config->listen_address ? config->listen_address[0] : 0;
  talloc_free(ctx);
  return length;
}

res_t process_ok(TALLOC_CTX *ctx, input_t *in) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *buf = talloc_array(tmp, char, 4096);
  parsed_t *p = talloc_zero(tmp, parsed_t);
  (void)buf;
  (void)p;
  result_t *result = process_internal(tmp, in);
  talloc_steal(ctx, result);
  talloc_free(tmp);
  return OK(result);
}

res_t process_or_nothing_ok(TALLOC_CTX *ctx, input_t *in, bool keep_result) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  result_t *result = process_internal(tmp, in);
  if (keep_result) {
    talloc_steal(ctx, result);
  } else {
    result = NULL;
  }
  talloc_free(tmp);
  return OK(result);
}

// The letter of the pattern: what is not kept is returned all the same.
res_t process_unkept_bad(TALLOC_CTX *ctx, input_t *in, bool keep_result) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  result_t *result = process_internal(tmp, in);
  if (keep_result) {
    talloc_steal(ctx, result);
  }
  talloc_free(tmp);
  return OK(result); // expect: temporary-escape
}

res_t process_bad(TALLOC_CTX *ctx, input_t *in) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  result_t *result = process_internal(tmp, in);
  talloc_free(tmp);
  return OK(result); // expect: temporary-escape
}
