// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// Where functions take contexts, memory comes from them.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

struct user {
  TALLOC_CTX *mem_ctx;
  char *name;
};

char *join_ok(TALLOC_CTX *ctx, const char *a, const char *b) { return talloc_asprintf(ctx, "%s/%s", a, b); }
char *upper_ok(TALLOC_CTX *ctx, const char *a) { return talloc_strdup(ctx, a); }

char *join_bad(const char *a, const char *b) {
  size_t n = strlen(a) + strlen(b) + 2;
  char *text = malloc(n); // expect: hidden-allocation: 'malloc'
  if (text)
    snprintf(text, n, "%s/%s", a, b);
  return text;
}

// A context is there, and not used.
char *copy_bad(TALLOC_CTX *ctx, const char *s) {
  (void)ctx;
  return strdup(s); // expect: hidden-allocation: 'strdup'
}

// A context in a field of a parameter is one.
int set_name_ok(struct user *user, const char *name) {
  user->name = talloc_strdup(user->mem_ctx, name);
  return user->name ? 0 : -1;
}

// Any talloc block is a context.
int set_name_on_it_ok(struct user *user, const char *name) {
  user->name = talloc_strdup(user, name);
  return user->name ? 0 : -1;
}

// A buffer of its own is not hidden.
int format_ok(const char *a) {
  char buffer[64];
  return snprintf(buffer, sizeof buffer, "%s", a);
}

// An allocator itself.
void *checked_malloc(size_t n) {
  void *p = malloc(n);
  if (!p)
    abort();
  return p;
}

int main(void) {
  char *line = malloc(100);
  int result = line ? 0 : 1;
  free(line);
  return result;
}
