// RUN: %check_both %s --rules=use-after-free,temporary-escape,wrong-parent -- -std=gnu11 -isystem %S/../Inputs
// A helper makes a record on a context, and the record's texts on the record: they end with it.
#include <stdlib.h>
#include <talloc.h>

struct config {
  char *key;
  char *shared;
};

static struct config *config_make(TALLOC_CTX *ctx, const char *text) {
  struct config *c = talloc_zero(ctx, struct config);
  if (!c)
    abort();
  c->key = talloc_strdup(c, text);
  c->shared = talloc_strdup(ctx, text);
  return c;
}

static int config_init(TALLOC_CTX *ctx, const char *text, struct config **out) {
  struct config *c = talloc_zero(ctx, struct config);
  if (!c)
    return -1;
  c->key = talloc_strdup(c, text);
  *out = c;
  return 0;
}

int freed_bad(TALLOC_CTX *ctx) {
  struct config *c = config_make(ctx, "1");
  const char *key = c->key;
  talloc_free(c);
  return atoi(key); // expect: use-after-free: 'key' is used after the end of 'c'
}

int freed_ok(TALLOC_CTX *ctx) {
  struct config *c = config_make(ctx, "1");
  const char *shared = c->shared;
  talloc_free(c);
  return atoi(shared);
}

int context_freed_bad(TALLOC_CTX *parent) {
  TALLOC_CTX *ctx = talloc_new(parent);
  struct config *c = config_make(ctx, "1");
  const char *key = c->key;
  talloc_free(ctx);
  return atoi(key); // expect: use-after-free: 'key' is used after the end of 'ctx'
}

int used_before_ok(TALLOC_CTX *ctx) {
  struct config *c = config_make(ctx, "1");
  int n = atoi(c->key);
  talloc_free(c);
  return n;
}

int by_argument_bad(TALLOC_CTX *ctx) {
  struct config *c = NULL;
  if (config_init(ctx, "1", &c) < 0)
    return -1;
  const char *key = c->key;
  talloc_free(c);
  return atoi(key); // expect: use-after-free: 'key' is used after the end of 'c'
}

const char *escapes_bad(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  struct config *c = config_make(tmp, "1");
  const char *key = c->key;
  talloc_free(tmp);
  return key; // expect: temporary-escape: 'key' is returned
}

const char *moved_ok(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  struct config *c = config_make(tmp, "1");
  const char *key = talloc_steal(ctx, c->key);
  talloc_free(tmp);
  return key;
}

// A setter stores what it is given.
static void set_key(struct config *c, char *key) { c->key = key; }

void set_bad(TALLOC_CTX *ctx, struct config *c, const char *text) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  set_key(c, talloc_strdup(tmp, text)); // expect: temporary-escape: 'key' still refers to memory that hangs from 'tmp'
  talloc_free(tmp);
}

void set_ok(TALLOC_CTX *ctx, struct config *c, const char *text) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  set_key(c, talloc_strdup(c, text));
  talloc_free(tmp);
}

// One defect, and one finding: what the record holds ends with it.
int handed_out_bad(TALLOC_CTX *ctx, struct config **out) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  *out = config_make(tmp, "x"); // expect: temporary-escape: '*out' still refers to memory that hangs from 'tmp'
  talloc_free(tmp);
  return 0;
}

struct config *returned_bad(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  struct config *c = config_make(tmp, "x");
  talloc_free(tmp);
  return c; // expect: temporary-escape: 'c' is returned
}
