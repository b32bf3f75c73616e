// A layer of results over talloc: a value or an error, the error allocated on a context. For tests alone.
#ifndef TEST_RESULT_H
#define TEST_RESULT_H
#include "talloc.h"
#include <stdbool.h>

typedef enum { ERR_NONE, ERR_INVALID_ARG, ERR_IO, ERR_PARSE } err_code_t;

typedef struct err {
  err_code_t code;
  int line;
  const char *file;
  char msg[128];
} err_t;

typedef struct {
  union {
    void *ok;
    err_t *err;
  };
  bool is_err;
} res_t;

static inline res_t ok(void *value) { return (res_t){.ok = value, .is_err = false}; }
static inline res_t err(err_t *error) { return (res_t){.err = error, .is_err = true}; }
static inline bool is_ok(const res_t *result) { return !result->is_err; }
static inline bool is_err(const res_t *result) { return result->is_err; }

void panic_impl(const char *msg, const char *file, int line) __attribute__((noreturn));
#define PANIC(msg) panic_impl((msg), __FILE__, __LINE__)

// The project's own wrapper, without a body in sight.
void *talloc_zero_(TALLOC_CTX *ctx, size_t size);

static inline err_t *make_error(TALLOC_CTX *ctx, err_code_t code, const char *file, int line, const char *msg) {
  err_t *error = talloc_zero_(ctx, sizeof(err_t));
  if (error == NULL)
    PANIC("Out of memory");
  error->code = code;
  error->file = file;
  error->line = line;
  for (size_t i = 0; msg[i] && i + 1 < sizeof error->msg; ++i)
    error->msg[i] = msg[i];
  return error;
}

#define OK(value) ok(value)
#define ERR(ctx, code_suffix, msg) err(make_error(ctx, ERR_##code_suffix, __FILE__, __LINE__, msg))
#define CHECK(expr) \
  do { \
    res_t _result = (expr); \
    if (_result.is_err) \
      return _result; \
  } while (0)
#define TRY(expr) \
  ({ \
    res_t _try_result = (expr); \
    if (_try_result.is_err) \
      return _try_result; \
    _try_result.ok; \
  })
#endif
