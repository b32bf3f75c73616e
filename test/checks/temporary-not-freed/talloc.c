// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// A temporary context is freed, stolen or given away on every path.
#include <stdbool.h>
#include <string.h>
#include <talloc.h>

struct state {
  TALLOC_CTX *mem;
  char *text;
};
int use(const char *s);

int early_return_bad(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  if (!tmp)
    return -1;
  char *text = talloc_strdup(tmp, s);
  if (!text)
    return -1; // expect: temporary-not-freed: 'tmp'
  int result = use(text);
  talloc_free(tmp);
  return result;
}

int early_return_ok(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  if (!tmp)
    return -1;
  char *text = talloc_strdup(tmp, s);
  if (!text) {
    talloc_free(tmp);
    return -1;
  }
  int result = use(text);
  talloc_free(tmp);
  return result;
}

void never_freed_bad(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *text = talloc_strdup(tmp, s);
  if (text)
    use(text);
} // expect: temporary-not-freed: 'tmp'

void freed_by_macro_ok(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *text = talloc_strdup(tmp, s);
  if (text)
    use(text);
  TALLOC_FREE(tmp);
}

// A ladder that misses the context.
int ladder_bad(TALLOC_CTX *ctx, const char *s) {
  int result = -1;
  TALLOC_CTX *tmp = talloc_new(ctx);
  if (!tmp)
    goto fail;
  char *text = talloc_strdup(tmp, s);
  if (!text)
    goto fail; // expect: temporary-not-freed: 'tmp'
  result = use(text);
  talloc_free(tmp);
fail:
  return result;
}

int ladder_ok(TALLOC_CTX *ctx, const char *s) {
  int result = -1;
  TALLOC_CTX *tmp = talloc_new(ctx);
  if (!tmp)
    goto done;
  char *text = talloc_strdup(tmp, s);
  if (!text)
    goto done;
  result = use(text);
done:
  talloc_free(tmp);
  return result;
}

// Given away: returned, kept by a struct, stolen, filled for the caller.
TALLOC_CTX *returned_ok(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  return tmp;
}

void kept_ok(struct state *state) { state->mem = talloc_new(state); }

void stolen_ok(struct state *state, TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  state->text = talloc_strdup(tmp, "x");
  talloc_steal(state, tmp);
}

int out_ok(TALLOC_CTX *ctx, TALLOC_CTX **out) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  if (!tmp)
    return -1;
  *out = tmp;
  return 0;
}

// A temporary below a temporary ends with it.
void nested_ok(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  TALLOC_CTX *inner = talloc_new(tmp);
  char *text = talloc_strdup(inner, "x");
  if (text)
    use(text);
  talloc_free(tmp);
}

// In a loop: one for each turn.
void loop_bad(TALLOC_CTX *ctx, const char *const *names, int count) {
  for (int i = 0; i < count; ++i) {
    TALLOC_CTX *tmp = talloc_new(ctx);
    char *text = talloc_strdup(tmp, names[i]);
    if (!text)
      continue; // expect: temporary-not-freed: 'tmp'
    use(text);
    talloc_free(tmp);
  }
}

void loop_ok(TALLOC_CTX *ctx, const char *const *names, int count) {
  for (int i = 0; i < count; ++i) {
    TALLOC_CTX *tmp = talloc_new(ctx);
    char *text = talloc_strdup(tmp, names[i]);
    if (text)
      use(text);
    talloc_free(tmp);
  }
}

// Only where it was made.
int correlated_ok(TALLOC_CTX *ctx, bool verbose, const char *s) {
  TALLOC_CTX *tmp = NULL;
  int result = 0;
  if (verbose)
    tmp = talloc_new(ctx);
  if (verbose)
    result = use(talloc_asprintf(tmp, "%s!", s));
  if (verbose)
    talloc_free(tmp);
  return result;
}

// By a cleanup attribute.
static void free_context(TALLOC_CTX **ctx) { talloc_free(*ctx); }

int cleanup_ok(TALLOC_CTX *ctx, const char *s) {
  __attribute__((cleanup(free_context))) TALLOC_CTX *tmp = talloc_new(ctx);
  char *text = talloc_strdup(tmp, s);
  return text ? use(text) : -1;
}

// A context that a struct has of its own is no temporary.
struct request {
  int id;
};
struct request *object_ok(TALLOC_CTX *ctx) {
  struct request *request = talloc_zero(ctx, struct request);
  if (!request)
    return NULL;
  request->id = 1;
  return request;
}

// What is not returned hangs from the caller's context and ends with it.
int dropped_ok(TALLOC_CTX *ctx) {
  struct request *request = talloc_zero(ctx, struct request);
  return request ? 0 : -1;
}
