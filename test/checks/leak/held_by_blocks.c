// RUN: %check_both %s --rules=leak -- -std=gnu11
// What does not hang from a block is not freed with it, whoever ends it.
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

struct named {
  char *name, *other;
  int fd;
};

void freed_with_field_bad(TALLOC_CTX *ctx) {
  struct named *n = talloc_zero(ctx, struct named);
  if (!n)
    return;
  n->name = strdup("x");
  talloc_free(n); // expect: leak: 'n'
}

void freed_with_parent_bad(TALLOC_CTX *ctx) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  struct named *n = talloc_zero(tmp, struct named);
  if (!n) {
    talloc_free(tmp);
    return;
  }
  n->name = strdup("x");
  talloc_free(tmp); // expect: leak: 'tmp'
}

void field_freed_first_ok(TALLOC_CTX *ctx) {
  struct named *n = talloc_zero(ctx, struct named);
  if (!n)
    return;
  n->name = strdup("x");
  n->other = talloc_strdup(n, "y");
  free(n->name);
  talloc_free(n);
}

static int free_name(struct named *n) {
  free(n->name);
  return 0;
}

void with_destructor_ok(TALLOC_CTX *ctx) {
  struct named *n = talloc_zero(ctx, struct named);
  if (!n)
    return;
  talloc_set_destructor(n, free_name);
  n->name = strdup("x");
  talloc_free(n);
}

void prepare(struct named *n);
void with_unknown_destructor_ok(TALLOC_CTX *ctx) {
  struct named *n = talloc_zero(ctx, struct named);
  if (!n)
    return;
  prepare(n);
  n->name = strdup("x");
  talloc_free(n);
}

char *taken_out_ok(TALLOC_CTX *ctx) {
  struct named *n = talloc_zero(ctx, struct named);
  if (!n)
    return NULL;
  n->name = strdup("x");
  char *name = n->name;
  talloc_free(n);
  return name;
}

// On a context a comment of this kind names the other way to end it.
/* Returns the key of the entry. The caller must free the result. */
char *key_of(TALLOC_CTX *ctx, int entry);

int keyed_ok(TALLOC_CTX *ctx, int entry) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *key = key_of(tmp, entry);
  int n = key ? key[0] : 0;
  talloc_free(tmp);
  return n;
}
