// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// What hangs from a context is the context's; what comes from a general purpose allocator, or from nothing, is owned.
#include <allocator.h>
#include <cex.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

struct item {
  char *name;
};

int dropped_on_context_ok(TALLOC_CTX *ctx) {
  struct item *item = talloc_zero(ctx, struct item);
  return item ? 0 : -1;
}

// Nobody's child.
int no_parent_bad(int argc) {
  char *text = talloc_strdup(NULL, "x"); // expect: root-context
  if (!text)
    return -1;
  return text[0] + argc; // expect: leak: 'text'
}

int no_parent_ok(int argc) {
  char *text = talloc_strdup(NULL, "x"); // expect: root-context
  if (!text)
    return -1;
  int result = text[0] + argc;
  talloc_free(text);
  return result;
}

int gpa_bad(allocator_t *gpa, const char *s) {
  char *text = allocator_dupe(gpa, s);
  if (!text)
    return -1;
  return (int)strlen(text); // expect: leak: 'text'
}

int gpa_ok(allocator_t *gpa, const char *s) {
  char *text = allocator_dupe(gpa, s);
  if (!text)
    return -1;
  int n = (int)strlen(text);
  allocator_free(gpa, text);
  return n;
}

// errdefer: the second allocation fails, the first is lost.
struct pair {
  char *a, *b;
};
int pair_bad(struct pair *pair, allocator_t *gpa) {
  char *a = allocator_alloc(gpa, 100);
  if (!a)
    return -1;
  char *b = allocator_alloc(gpa, 100);
  if (!b)
    return -1; // expect: error-path-leak: 'a'
  pair->a = a;
  pair->b = b;
  return 0;
}

int pair_ok(struct pair *pair, allocator_t *gpa) {
  char *a = allocator_alloc(gpa, 100);
  if (!a)
    return -1;
  char *b = allocator_alloc(gpa, 100);
  if (!b) {
    allocator_free(gpa, a);
    return -1;
  }
  pair->a = a;
  pair->b = b;
  return 0;
}

// An arena gives all back at once.
int arena_ok(allocator_t *arena, const char *s) {
  char *text = allocator_dupe(arena, s);
  return text ? (int)strlen(text) : -1;
}

int cex_heap_bad(void) {
  char *p = mem$malloc(mem$, 100); // expect: hidden-allocation
  if (!p)
    return -1;
  return 0; // expect: leak: 'p'
}

int cex_heap_ok(void) {
  char *p = mem$malloc(mem$, 100); // expect: hidden-allocation
  if (!p)
    return -1;
  mem$free(mem$, p);
  return 0;
}

int cex_temporary_ok(void) {
  mem$scope(tmem$, _) {
    char *p = mem$malloc(_, 100);
    if (!p)
      return -1;
  }
  return 0;
}

void takes(IAllocator allc);
